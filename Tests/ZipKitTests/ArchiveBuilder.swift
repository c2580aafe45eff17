// ArchiveBuilder.swift — archives made field by field, so that each can be wrong in exactly one way.
@testable import ZipKit

/// One entry; every field is what the profile wants unless a test says otherwise.
struct RawEntry {
    var name: [UInt8]
    var data: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16
    var time = DOSTime(epoch: someTime).bits
    var crc: UInt32
    var packed: UInt32
    var size: UInt32
    var versionNeeded: UInt16 = 10
    var madeBy = ZipFormat.madeBy
    var disk: UInt16 = 0
    var internalAttributes: UInt16 = 0
    var externalAttributes = ZipFormat.regularFile
    var centralExtra: [UInt8] = []
    var localExtra: [UInt8] = []
    var comment: [UInt8] = []
    /// Bytes between this entry's data and what follows.
    var gap: [UInt8] = []
    /// Said instead of the true offset.
    var offset: UInt32?
    /// Changes to the local header alone.
    var local: ((inout RawEntry) -> Void)?
    /// Whether it has a local header and data; whether it has a central header.
    var isLocal = true
    var isCentral = true

    init(_ name: String, _ content: [UInt8]) { self.init(bytes: Array(name.utf8), content) }

    init(bytes name: [UInt8], _ content: [UInt8]) {
        self.name = name
        data = content
        flags = name.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11
        var sum = Checksum()
        content.withUnsafeBytes { sum.update($0) }
        crc = sum.value
        packed = UInt32(content.count)
        size = UInt32(content.count)
    }

    /// Deflated to `packed` bytes of which nothing is checked here.
    init(_ name: String, deflated packed: [UInt8], of content: [UInt8]) {
        self.init(name, content)
        data = packed
        method = 8
        versionNeeded = 20
        self.packed = UInt32(packed.count)
    }
}

/// An archive; its end record too can be wrong in one way.
struct RawArchive {
    var entries: [RawEntry]
    var prefix: [UInt8] = []
    var beforeDirectory: [UInt8] = []
    var beforeEnd: [UInt8] = []
    var comment: [UInt8] = []
    var suffix: [UInt8] = []
    var setCommentLength: UInt16?
    var disk: UInt16 = 0
    var directoryDisk: UInt16 = 0
    var countHere: UInt16?
    var count: UInt16?
    var directorySize: UInt32?
    var directoryOffset: UInt32?
    /// A zip64 end record and locator, changed as the closure wants: [record, locator].
    var zip64: ((inout [UInt8]) -> Void)?

    init(_ entries: [RawEntry]) { self.entries = entries }

    var bytes: [UInt8] {
        var out = prefix
        var offsets: [Int] = []
        for entry in entries {
            offsets.append(out.count)
            guard entry.isLocal else { continue }
            var local = entry
            entry.local?(&local)
            out.put(ZipFormat.localSignature)
            out.put(local.versionNeeded)
            out.put(local.flags)
            out.put(local.method)
            out.put(local.time)
            out.put(local.crc)
            out.put(local.packed)
            out.put(local.size)
            out.put(UInt16(local.name.count))
            out.put(UInt16(local.localExtra.count))
            out += local.name + local.localExtra + local.data + local.gap
        }
        out += beforeDirectory
        let directory = out.count
        for (entry, offset) in zip(entries, offsets) where entry.isCentral {
            out.put(ZipFormat.centralSignature)
            out.put(entry.madeBy)
            out.put(entry.versionNeeded)
            out.put(entry.flags)
            out.put(entry.method)
            out.put(entry.time)
            out.put(entry.crc)
            out.put(entry.packed)
            out.put(entry.size)
            out.put(UInt16(entry.name.count))
            out.put(UInt16(entry.centralExtra.count))
            out.put(UInt16(entry.comment.count))
            out.put(entry.disk)
            out.put(entry.internalAttributes)
            out.put(entry.externalAttributes)
            out.put(entry.offset ?? UInt32(offset))
            out += entry.name + entry.centralExtra + entry.comment
        }
        let size = out.count - directory
        let central = entries.count { $0.isCentral }
        out += beforeEnd
        if let zip64 {
            var records: [UInt8] = []
            records.put(ZipFormat.end64Signature)
            records.put(UInt64(44))
            records.put(UInt16(45))
            records.put(UInt16(45))
            records.put(UInt64(0))
            records.put(UInt64(central))
            records.put(UInt64(central))
            records.put(UInt64(size))
            records.put(UInt64(directory))
            records.put(ZipFormat.locator64Signature)
            records.put(UInt32(0))
            records.put(UInt64(out.count))
            records.put(UInt32(1))
            zip64(&records)
            out += records
        }
        out.put(ZipFormat.endSignature)
        out.put(disk)
        out.put(directoryDisk)
        out.put(countHere ?? UInt16(truncatingIfNeeded: central))
        out.put(count ?? UInt16(truncatingIfNeeded: central))
        out.put(directorySize ?? UInt32(size))
        out.put(directoryOffset ?? UInt32(directory))
        out.put(setCommentLength ?? UInt16(comment.count))
        return out + comment + suffix
    }
}

extension [UInt8] {
    /// Appends a number, low byte first.
    mutating func put<T: FixedWidthInteger>(_ number: T) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> T(shift))) }
    }
}
