// LinuxMachineTests.swift — what is read of a machine, and what is left alone since it is not the machine's own.
import FileKit
import Machine
import Reporting
import TenderModel
import Testing

struct Alteration: Sendable, CustomTestStringConvertible {
    var kind: MachineComponent.Kind
    /// What is read in place of the value of the computer on the desk; nil where nothing is.
    var reads: [String]?
    var unreadable = false
    var why: String
    var alter: @Sendable (FakeMachine) throws -> Void
    var testDescription: String { why }
}

struct Surroundings: Sendable, CustomTestStringConvertible {
    var virtual: MachineCode.Virtual?
    var why: String
    var alter: @Sendable (FakeMachine) throws -> Void
    var testDescription: String { why }
}

@Suite struct LinuxMachineTests {
    @Test func aComputerOnADesk() throws {
        let machine = try FakeMachine()
        defer { machine.remove() }
        let reading = machine.read()
        #expect(
            reading.values == [
                .systemUUID: ["9a2f1c4c-2b51-11b2-a85c-b0a4f3d2c811"], .systemSerial: ["PF3A1B2C"],
                .boardSerial: ["L1HF15K00QX"], .chassisSerial: ["PF3A1B2C"], .disk: ["S4EWNX0R123456"],
                .network: ["8c:16:45:a1:b2:c3"], .operatingSystem: ["3d1219c7c4c5404aaa1f6d2a48adfda4"],
            ])
        #expect(reading.unreadable.isEmpty)
        #expect(reading.virtual == nil)
    }

    @Test func nothingThereIsNoError() {
        #expect(LinuxMachine(root: "/nowhere").read() == MachineReading())
    }

    @Test(arguments: [
        Alteration(kind: .systemUUID, unreadable: true, why: "the system UUID needs root") {
            try $0.makeUnreadable("/sys/class/dmi/id/product_uuid")
        },
        Alteration(kind: .boardSerial, why: "a board without a number") {
            try $0.write("/sys/class/dmi/id/board_serial", "  \n")
        },
        Alteration(kind: .disk, reads: ["S3Z9NB0K"], why: "SATA: the page has a header of four bytes") {
            try $0.delete("/sys/block")
            try $0.addDisk("sda", on: "pci0000:00/0000:00:17.0/ata1/host0", [:])
            try $0.write("/sys/block/sda/device/vpd_pg80", [0, 0x80, 0, 8] + Array("S3Z9NB0K".utf8))
        },
        Alteration(kind: .disk, reads: ["naa.5002538e40a1b2c3"], why: "SCSI without a serial number: known worldwide") {
            try $0.delete("/sys/block")
            try $0.addDisk("sda", on: "pci0000:00/0000:00:17.0/host0", ["device/wwid": "naa.5002538e40a1b2c3\n"])
        },
        Alteration(kind: .disk, reads: ["S5GXNG0N"], why: "the link by which the disk is known") {
            try $0.delete("/sys/block")
            try $0.addDisk("sda", on: "pci0000:00/0000:00:17.0/host0", [:])
            try $0.write("/dev/sda", "")
            try Files.makeFolder($0.root + "/dev/disk/by-id")
            try Files.link($0.root + "/dev/disk/by-id/ata-Samsung_SSD_860_S5GXNG0N", to: "../../sda")
        },
        Alteration(kind: .disk, reads: ["S4EWNX0R123456"], why: "a stick is carried about") {
            try $0.addDisk(
                "sdb", on: "pci0000:00/0000:00:14.0/usb1/1-1/host4", removable: "1", ["device/serial": "STICK-1234"])
        },
        Alteration(kind: .disk, reads: ["S4EWNX0R123456"], why: "so is a disk on a cable, though it is not removable") {
            try $0.addDisk("sdb", on: "pci0000:00/0000:00:14.0/usb2/2-1/host4", ["device/serial": "CABLE-1234"])
        },
        Alteration(kind: .disk, reads: ["S4EWNX0R123456"], why: "so is an SD card") {
            try $0.addDisk(
                "mmcblk1", on: "pci0000:00/0000:00:1a.0/mmc1", ["device/cid": "1b534d303030", "device/type": "SD\n"])
        },
        Alteration(kind: .disk, reads: ["S4EWNX0R123456"], why: "a loop device has nothing behind it") {
            try $0.write("/sys/block/loop0/serial", "LOOP-1234")
        },
        Alteration(kind: .disk, unreadable: true, why: "the serial number may not be read") {
            try $0.delete("/sys/block/nvme0n1/device")
            try $0.addDisk("sda", on: "pci0000:00/0000:00:17.0/host0", [:])
            try $0.makeUnreadable("/sys/block/sda/device/serial")
        },
        Alteration(
            kind: .network, reads: ["8c:16:45:a1:b2:c3", "3c:6a:a7:01:02:03"], why: "a second interface on the board"
        ) { try $0.addInterface("wlp0s20f3", on: "pci0000:00/0000:00:14.3", address: "3c:6a:a7:01:02:03") },
        Alteration(kind: .network, reads: ["8c:16:45:a1:b2:c3"], why: "a bridge has nothing behind it") {
            try $0.addInterface("br0", on: nil, address: "8c:16:45:00:00:01")
        },
        Alteration(kind: .network, reads: ["8c:16:45:a1:b2:c3"], why: "a dock stays on its desk") {
            try $0.addInterface("enx1", on: "pci0000:00/0000:00:14.0/usb1/1-2", address: "00:50:b6:01:02:03")
        },
        Alteration(kind: .network, reads: ["8c:16:45:a1:b2:c3"], why: "nobody's registry assigned the address") {
            try $0.addInterface("wlan1", on: "pci0000:00/0000:00:14.3", address: "3e:6a:a7:01:02:03")
        },
        Alteration(kind: .network, reads: ["8c:16:45:a1:b2:c3"], why: "the address was set by software") {
            try $0.addInterface(
                "wlan1", on: "pci0000:00/0000:00:14.3", address: "3c:6a:a7:01:02:03", assigned: "3")
        },
        Alteration(kind: .network, reads: ["8c:16:45:a1:b2:c3"], why: "no Ethernet") {
            try $0.addInterface("can0", on: "pci0000:00/0000:00:19.0", address: "3c:6a:a7:01:02:03", type: "280")
        },
        Alteration(kind: .operatingSystem, reads: ["77aa"], why: "where D-Bus keeps it") {
            try $0.delete("/etc/machine-id")
            try $0.write("/var/lib/dbus/machine-id", "77aa\n")
        },
    ])
    func reads(_ a: Alteration) throws {
        let machine = try FakeMachine()
        defer { machine.remove() }
        try a.alter(machine)
        let reading = machine.read()
        #expect(reading.values[a.kind].map(Set.init) == a.reads.map(Set.init))
        #expect(reading.unreadable.contains(a.kind) == a.unreadable)
    }

    @Test(arguments: [
        Surroundings(why: "a computer of Huawei's is no cloud") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "HUAWEI\n")
        },
        Surroundings(why: "nor is a computer of Microsoft's a virtual one") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "Microsoft Corporation\n")
            try $0.write("/sys/class/dmi/id/product_name", "Surface Pro 9\n")
        },
        Surroundings(virtual: .machine, why: "Hyper-V") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "Microsoft Corporation\n")
            try $0.write("/sys/class/dmi/id/product_name", "Virtual Machine\n")
        },
        Surroundings(virtual: .machine, why: "VMware") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "VMware, Inc.\n")
        },
        Surroundings(virtual: .machine, why: "QEMU") { try $0.write("/sys/class/dmi/id/sys_vendor", "QEMU\n") },
        Surroundings(virtual: .machine, why: "VirtualBox") {
            try $0.write("/sys/class/dmi/id/product_name", "VirtualBox\n")
        },
        Surroundings(virtual: .machine, why: "Xen") { try $0.write("/sys/class/dmi/id/product_name", "HVM domU\n") },
        Surroundings(virtual: .machine, why: "Alibaba Cloud") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "Alibaba Cloud\n")
        },
        Surroundings(virtual: .machine, why: "Tencent Cloud") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "Tencent Cloud\n")
        },
        Surroundings(virtual: .machine, why: "Huawei Cloud") {
            try $0.write("/sys/class/dmi/id/chassis_asset_tag", "HUAWEICLOUD\n")
        },
        Surroundings(virtual: .machine, why: "the processor says so, whatever the firmware says") {
            try $0.write("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse2 hypervisor lahf_lm\n")
        },
        Surroundings(why: "a model name with the word in it is no flag") {
            try $0.write("/proc/cpuinfo", "model name\t: hypervisor\nflags\t\t: fpu sse2\n")
        },
        Surroundings(virtual: .container, why: "Docker") { try $0.write("/.dockerenv", "") },
        Surroundings(virtual: .container, why: "Podman") { try $0.write("/run/.containerenv", "") },
        Surroundings(virtual: .container, why: "Kubernetes") {
            try $0.write("/proc/1/cgroup", "12:pids:/kubepods/besteffort/pod1\n")
        },
        Surroundings(virtual: .container, why: "a container in a virtual machine is a container") {
            try $0.write("/sys/class/dmi/id/sys_vendor", "QEMU\n")
            try $0.write("/.dockerenv", "")
        },
    ])
    func knowsVirtualEnvironments(_ s: Surroundings) throws {
        let machine = try FakeMachine()
        defer { machine.remove() }
        try s.alter(machine)
        #expect(machine.read().virtual == s.virtual)
    }
}
