// FakeMachine.swift — a folder laid out like a machine's /sys, /proc, /etc and /dev, for the reader to look at.
import FileKit
import Foundation
import Machine
import Reporting
import TenderModel

/// A computer on somebody's desk, complete; tests take away and alter.
struct FakeMachine {
    let root: String
    let reader: LinuxMachine

    init() throws {
        root = NSTemporaryDirectory() + "machine-" + UUID().uuidString
        reader = LinuxMachine(root: root)
        for (name, value) in [
            ("sys_vendor", "LENOVO"), ("product_name", "20XW004SCD"), ("bios_vendor", "LENOVO"),
            ("chassis_asset_tag", "No Asset Information"), ("product_uuid", "9a2f1c4c-2b51-11b2-a85c-b0a4f3d2c811"),
            ("product_serial", "PF3A1B2C"), ("board_serial", "L1HF15K00QX"), ("chassis_serial", "PF3A1B2C"),
        ] { try write("/sys/class/dmi/id/\(name)", value + "\n") }
        try addDisk("nvme0n1", on: "pci0000:00/0000:00:1d.0/nvme/nvme0", ["device/serial": "S4EWNX0R123456      \n"])
        try addInterface("enp0s31f6", on: "pci0000:00/0000:00:1f.6", address: "8c:16:45:a1:b2:c3")
        try write("/etc/machine-id", "3d1219c7c4c5404aaa1f6d2a48adfda4\n")
        try write("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme sse2 avx2\n")
        try write("/proc/1/cgroup", "0::/init.scope\n")
    }

    func remove() { try? Files.removeTree(root) }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try Files.makeFolder(root + "/" + folder)
        try Files.write(bytes, to: root + path)
    }

    func delete(_ path: String) throws { try Files.removeTree(root + path) }

    /// A folder where a file is wanted: reading it fails whoever tries, root too.
    func makeUnreadable(_ path: String) throws {
        try delete(path)
        try Files.makeFolder(root + path)
    }

    func addDisk(_ name: String, on bus: String, removable: String = "0", _ files: [String: String]) throws {
        try Files.makeFolder(root + "/sys/devices/\(bus)")
        try write("/sys/block/\(name)/removable", removable + "\n")
        try Files.link(root + "/sys/block/\(name)/device", to: "../../devices/\(bus)")
        for (file, value) in files { try write("/sys/block/\(name)/\(file)", value) }
    }

    func addInterface(
        _ name: String, on bus: String?, address: String, type: String = "1", assigned: String = "0"
    ) throws {
        let folder = "/sys/class/net/\(name)"
        try write("\(folder)/address", address + "\n")
        try write("\(folder)/type", type + "\n")
        try write("\(folder)/addr_assign_type", assigned + "\n")
        guard let bus else { return }
        try Files.makeFolder(root + "/sys/devices/\(bus)")
        try Files.link(root + "\(folder)/device", to: "../../../devices/\(bus)")
    }

    func read() -> MachineReading { reader.read() }
}
