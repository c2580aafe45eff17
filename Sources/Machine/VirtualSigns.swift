// VirtualSigns.swift — how virtual machines (虚拟机) and containers (容器) give themselves away; nothing but tables.

enum VirtualSigns {
    /// A value of SMBIOS that only virtual hardware has.
    struct Sign {
        /// File below /sys/class/dmi/id.
        var field: String
        /// How the value begins, upper and lower case aside.
        var beginning: String
        var who: String

        init(_ field: String, _ beginning: String, _ who: String) {
            self.field = field
            self.beginning = beginning
            self.who = who
        }

        func fits(_ value: String) -> Bool { value.lowercased().hasPrefix(beginning.lowercased()) }
    }

    static let firmware = [
        Sign("sys_vendor", "VMware", "VMware"),
        Sign("sys_vendor", "QEMU", "QEMU, Proxmox, libvirt"),
        Sign("sys_vendor", "innotek GmbH", "VirtualBox"),
        Sign("sys_vendor", "Xen", "Xen"),
        Sign("sys_vendor", "Parallels", "Parallels"),
        Sign("sys_vendor", "Alibaba Cloud", "Alibaba Cloud 阿里云"),
        Sign("sys_vendor", "Tencent Cloud", "Tencent Cloud 腾讯云"),
        Sign("sys_vendor", "OpenStack", "OpenStack, on which Huawei Cloud 华为云 and others are built"),
        Sign("sys_vendor", "Amazon EC2", "Amazon EC2"),
        Sign("sys_vendor", "Google", "Google Compute Engine"),
        Sign("sys_vendor", "Nutanix", "Nutanix AHV"),
        Sign("chassis_asset_tag", "HUAWEICLOUD", "Huawei Cloud 华为云"),
        // Microsoft builds computers too: only this product of theirs is Hyper-V.
        Sign("product_name", "Virtual Machine", "Microsoft Hyper-V, Azure"),
        Sign("product_name", "VirtualBox", "VirtualBox"),
        Sign("product_name", "VMware", "VMware"),
        Sign("product_name", "KVM", "KVM under Red Hat, Huawei and others"),
        Sign("product_name", "HVM domU", "Xen"),
        Sign("product_name", "Bochs", "Bochs"),
        Sign("product_name", "OpenStack", "OpenStack"),
        Sign("product_name", "RHEV", "Red Hat Virtualization"),
        Sign("product_name", "oVirt", "oVirt"),
        Sign("bios_vendor", "SeaBIOS", "the firmware of QEMU"),
        Sign("bios_vendor", "Xen", "Xen"),
        Sign("bios_vendor", "BHYVE", "bhyve"),
    ]

    /// Files that engines put into a container's root.
    static let containerFiles = [
        "/.dockerenv",  // Docker
        "/run/.containerenv",  // Podman
        "/run/systemd/container",  // systemd-nspawn, LXC
    ]

    /// Names that engines give the control group of a container's first process.
    static func isContainer(controlGroups: String) -> Bool {
        ["docker", "kubepods", "containerd", "libpod", "/lxc"].contains { controlGroups.contains($0) }
    }

    /// The flag by which a processor under a hypervisor is known (x86, CPUID 1, ECX bit 31).
    static func isVirtual(processor: String) -> Bool {
        processor.split(separator: "\n").contains { line in
            line.hasPrefix("flags") && line.split(whereSeparator: \.isWhitespace).contains("hypervisor")
        }
    }
}
