// LinuxMachine.swift — identifiers of a machine under Linux: SMBIOS, disks, network interfaces, the system's own id.
internal import FileKit
internal import Reporting
internal import TenderModel

/// What /sys, /proc, /etc and /dev say. Nothing is run, and no right is asked for that the account does not have.
package struct LinuxMachine: MachineSource {
    /// What stands before every path: empty for the machine itself, a folder for a tree laid out like it.
    private let root: String

    package init(root: String = "") { self.root = root }

    package func read() -> MachineReading {
        var reading = MachineReading(virtual: virtual())
        for (kind, name) in Self.firmware { reading.add(kind, text("/sys/class/dmi/id/" + name)) }
        readDisks(&reading)
        readInterfaces(&reading)
        reading.add(.operatingSystem, first(["/etc/machine-id", "/var/lib/dbus/machine-id"]))
        return reading
    }

    /// SMBIOS, as the kernel shows it. All but the chassis' need root on most systems.
    private static let firmware: [(MachineComponent.Kind, String)] = [
        (.systemUUID, "product_uuid"), (.systemSerial, "product_serial"), (.boardSerial, "board_serial"),
        (.chassisSerial, "chassis_serial"),
    ]

    // MARK: - Disks

    /// Every fixed disk, not only the one with `/`: behind LVM, RAID, encryption or btrfs that one cannot be told simply.
    private func readDisks(_ reading: inout MachineReading) {
        for name in names("/sys/block") {
            let disk = "/sys/block/" + name
            // A stick or a disk on a cable is carried from machine to machine, and so is an SD card.
            guard isDevice(disk), text(disk + "/removable") != .text("1"), text(disk + "/device/type") != .text("SD")
            else { continue }
            reading.add(.disk, serial(of: name, at: disk))
        }
    }

    /// The number that the maker gave the disk; where the kernel has none, the one it is known by worldwide.
    private func serial(of name: String, at disk: String) -> MachineReading.Content {
        let content = first(["/device/serial", "/serial", "/device/cid"].map { disk + $0 })
        if case .text = content { return content }
        // SATA: page 0x80 of the vital product data, which has a header of four bytes
        if let page = bytes(disk + "/device/vpd_pg80").bytes, page.count > 4 {
            return .text(Self.decode(page.dropFirst(4)))
        }
        let wide = first([disk + "/device/wwid", disk + "/wwid"])
        if case .text = wide { return wide }
        if let linked = linkedSerial(of: name) { return .text(linked) }
        return [content, wide].contains(.notReadable) ? .notReadable : .notPresent
    }

    /// `/dev/disk/by-id/ata-MODEL_SERIAL` and its kind, where it leads to the disk.
    private func linkedSerial(of disk: String) -> String? {
        for name in names("/dev/disk/by-id") {
            guard resolved("/dev/disk/by-id/" + name) == "/dev/" + disk else { continue }
            if name.hasPrefix("wwn-") { return String(name.dropFirst(4)) }
            guard ["ata-", "nvme-", "scsi-"].contains(where: name.hasPrefix), let last = name.split(separator: "_").last
            else { continue }
            return String(last)
        }
        return nil
    }

    // MARK: - Network interfaces

    /// Built-in interfaces with an address from the factory.
    private func readInterfaces(_ reading: inout MachineReading) {
        for name in names("/sys/class/net") {
            let interface = "/sys/class/net/" + name
            // 1: Ethernet, Wi-Fi too. A dock or an adapter belongs to a desk, not to the machine.
            guard isDevice(interface), text(interface + "/type") == .text("1") else { continue }
            // 0: as the device has it; 1 random, 2 another's, 3 set by software
            if case .text(let assigned) = text(interface + "/addr_assign_type"), assigned != "0" { continue }
            let address = text(interface + "/address")
            if case .text(let octets) = address, Self.isLocal(octets) { continue }
            reading.add(.network, address)
        }
    }

    /// IEEE 802: the second lowest bit of the first octet says that nobody's registry assigned the address.
    private static func isLocal(_ address: String) -> Bool {
        guard let first = UInt8(address.prefix(2), radix: 16) else { return true }
        return first & 0b10 != 0
    }

    // MARK: - Virtual environments

    private func virtual() -> MachineCode.Virtual? {
        if VirtualSigns.containerFiles.contains(where: { Files.exists(root + $0) }) { return .container }
        if case .text(let groups) = text("/proc/1/cgroup"), VirtualSigns.isContainer(controlGroups: groups) {
            return .container
        }
        for sign in VirtualSigns.firmware {
            if case .text(let value) = text("/sys/class/dmi/id/" + sign.field), sign.fits(value) { return .machine }
        }
        if case .text(let processor) = text("/proc/cpuinfo"), VirtualSigns.isVirtual(processor: processor) {
            return .machine
        }
        return nil
    }

    // MARK: - Files

    /// There is hardware behind it, and no plug for carrying it away.
    private func isDevice(_ path: String) -> Bool {
        guard let target = resolved(path + "/device") else { return false }
        return !target.contains("/usb")
    }

    private func names(_ folder: String) -> [String] { ((try? Files.list(root + folder)) ?? []).map(\.name) }

    /// Where a path leads, seen from the root.
    private func resolved(_ path: String) -> String? {
        guard let target = try? Files.resolve(root + path) else { return nil }
        guard !root.isEmpty, let top = try? Files.resolve(root), target.hasPrefix(top) else { return target }
        return String(target.dropFirst(top.count))
    }

    /// The first of several places at which something stands.
    private func first(_ paths: [String]) -> MachineReading.Content {
        var result = MachineReading.Content.notPresent
        for path in paths {
            switch text(path) {
            case .text(let text): return .text(text)
            case .notReadable: result = .notReadable
            case .notPresent: break
            }
        }
        return result
    }

    private func text(_ path: String) -> MachineReading.Content {
        let found = bytes(path)
        guard let bytes = found.bytes else { return found.there ? .notReadable : .notPresent }
        let text = Self.decode(bytes[...])
        return text.isEmpty ? .notPresent : .text(text)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        // sysfs ends its values with a line feed, some with NUL
        let text = String(decoding: bytes, as: UTF8.self)
        return String(
            text.drop { $0.isWhitespace || $0 == "\0" }.reversed().drop { $0.isWhitespace || $0 == "\0" }.reversed())
    }

    /// Files in /proc say that they are empty, so that their size is not asked; 64 KiB is more than any of them is read for.
    private func bytes(_ path: String) -> (bytes: [UInt8]?, there: Bool) {
        do throws(Problem) {
            let reader = try FileReader(root + path)
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(Problem) in
                try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return (Array(bytes.prefix(count)), true)
        } catch {
            return (nil, error.code != "FILE-0001")
        }
    }
}
