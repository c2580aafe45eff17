// StrictPass.swift — accounts for every byte of an archive that is not contents, before anything is read from it.
internal import Reporting

/// The pass over an archive. All numbers in it are a stranger's: each is bounded before it is added to another.
///
/// Both headers of an entry are read in step. The entries must begin at 0, each where the one before it ends, the
/// directory where the last one ends, and the end records after it to the last byte. So nothing can hide.
struct StrictPass: ~Copyable {
    private let input: ZipInput
    private let limits: ZipLimits
    private var central: ZipWindow
    private var local: ZipWindow
    private var needsZip64 = false

    init(_ input: ZipInput, limits: ZipLimits) {
        self.input = input
        self.limits = limits
        central = ZipWindow(input, capacity: 1 << 18)
        local = ZipWindow(input, capacity: 1 << 17)
    }

    /// The entries in file order. Throws the first flaw.
    mutating func run() throws(Problem) -> [ZipEntry] {
        let end = try EndRecords(input, limits: limits)
        var entries: [ZipEntry] = []
        entries.reserveCapacity(end.entryCount)
        var (position, cursor, total) = (Int64(0), end.directoryOffset, Int64(0))
        for index in 0..<end.entryCount {
            let header = try readCentral(at: cursor, before: end.directoryEnd)
            let data = try readLocal(header, at: position)
            guard header.compressedSize <= end.directoryOffset - data else { throw ZipFlaw.overrun.at(header.name) }
            try checkSizes(header, total: &total)
            guard let modified = DOSTime(bits: header.time).epoch else { throw ZipFlaw.time.at(header.name) }
            entries.append(
                ZipEntry(
                    name: header.name, index: index, size: header.size, compressedSize: header.compressedSize,
                    method: header.method, crc: header.crc, modified: modified, dataOffset: data))
            position = data + header.compressedSize
            cursor += header.length
        }
        guard cursor == end.directoryEnd else { throw ZipFlaw.directoryPlace.at(nil) }
        guard position == end.directoryOffset else { throw ZipFlaw.gap.at(nil) }
        guard end.isZip64 == (needsZip64 || end.needsZip64) else { throw ZipFlaw.zip64End.at(nil) }
        if let (flaw, name) = ZipNames.clash(entries.map(\.name)) { throw flaw.at(name) }
        return entries
    }

    private func checkSizes(_ header: CentralHeader, total: inout Int64) throws(Problem) {
        if header.method == .store, header.size != header.compressedSize { throw ZipFlaw.storedSizes.at(header.name) }
        guard header.size <= limits.maxEntrySize else { throw ZipFlaw.entryTooLarge.at(header.name, "\(header.size)") }
        let (sum, overflow) = total.addingReportingOverflow(header.size)
        guard !overflow, sum <= limits.maxTotalSize else { throw ZipFlaw.totalTooLarge.at(header.name) }
        total = sum
        if header.method == .deflate, limits.swells(size: header.size, compressed: header.compressedSize) {
            throw ZipFlaw.ratio.at(header.name, "\(header.size) / \(header.compressedSize)")
        }
    }

    // MARK: Central directory

    /// What the central directory says of an entry.
    private struct CentralHeader {
        var name: String
        var method: ZipWriter.Method
        var flags: UInt16
        var time: UInt32
        var crc: UInt32
        var size: Int64
        var compressedSize: Int64
        var offset: Int64
        /// Bytes of the record with its name and extra field.
        var length: Int64
    }

    private mutating func readCentral(at cursor: Int64, before end: Int64) throws(Problem) -> CentralHeader {
        guard Int64(ZipFormat.centralSize) <= end - cursor,
            let fixed = try central.bytes(at: cursor, count: ZipFormat.centralSize),
            fixed.number(0) == ZipFormat.centralSignature
        else { throw ZipFlaw.centralSignature.at(nil) }
        let (nameLength, extraLength) = (Int(fixed.number(28, as: UInt16.self)), Int(fixed.number(30, as: UInt16.self)))
        let length = ZipFormat.centralSize + nameLength + extraLength
        guard Int64(length) <= end - cursor, let record = try central.bytes(at: cursor, count: length) else {
            throw ZipFlaw.directoryPlace.at(nil)
        }
        let name = try self.name(UnsafeRawBufferPointer(rebasing: record[46..<46 + nameLength]))
        guard record.number(32) == UInt16(0) else { throw ZipFlaw.entryComment.at(name) }
        guard ZipFormat.admittedMakers.contains(record.number(4, as: UInt16.self)) else {
            throw ZipFlaw.madeBy.at(name)
        }
        let flags = record.number(8, as: UInt16.self)
        guard flags & ~ZipFormat.utf8Flag == 0 else { throw ZipFlaw.flags.at(name) }
        guard (flags != 0) == !name.utf8.allSatisfy({ $0 < 0x80 }) else { throw ZipFlaw.nameFlag.at(name) }
        guard let method = ZipWriter.Method(rawValue: record.number(10)) else { throw ZipFlaw.method.at(name) }
        guard record.number(34) == UInt16(0) else { throw ZipFlaw.disks.at(name) }
        guard record.number(36) == UInt16(0) else { throw ZipFlaw.internalAttributes.at(name) }
        guard record.number(38) == ZipFormat.regularFile else { throw ZipFlaw.externalAttributes.at(name) }

        // The three numbers that may be too large for their fields, in the order of the zip64 extra field.
        let short = [record.number(24, as: UInt32.self), record.number(20), record.number(42)]
        var wide: [Int64] = []
        var extra = 46 + nameLength + 4
        for value in short {
            guard value == ZipFormat.elsewhere32 else {
                wide.append(Int64(value))
                continue
            }
            guard extra + 8 <= length else { throw ZipFlaw.zip64Value.at(name) }
            let value = record.number(extra, as: UInt64.self)
            guard value >= UInt64(ZipFormat.elsewhere32), let value = Int64(exactly: value) else {
                throw ZipFlaw.zip64Value.at(name)
            }
            wide.append(value)
            extra += 8
        }
        let zip64 = short.contains(ZipFormat.elsewhere32)
        if zip64 {
            try checkExtra(record, at: 46 + nameLength, length: extraLength, holding: extra - 50 - nameLength, of: name)
            needsZip64 = true
        } else if extraLength != 0 {
            throw ZipFlaw.extraField.at(name)
        }
        guard record.number(6) == ZipFormat.versionNeeded(method, zip64: zip64) else {
            throw ZipFlaw.versionNeeded.at(name)
        }
        return CentralHeader(
            name: name, method: method, flags: flags, time: record.number(12), crc: record.number(16), size: wide[0],
            compressedSize: wide[1], offset: wide[2], length: Int64(length))
    }

    private func name(_ bytes: UnsafeRawBufferPointer) throws(Problem) -> String {
        if let flaw = ZipNames.flaw(bytes, limit: limits.maxNameBytes) {
            throw flaw.at(String(decoding: bytes.prefix(limits.maxNameBytes), as: UTF8.self))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One extra field 0x0001 of exactly `holding` bytes, and nothing beside it.
    private func checkExtra(
        _ record: UnsafeRawBufferPointer, at offset: Int, length: Int, holding: Int, of name: String
    ) throws(Problem) {
        guard length >= 4, record.number(offset) == ZipFormat.zip64Extra else { throw ZipFlaw.extraField.at(name) }
        guard length == 4 + holding, record.number(offset + 2) == UInt16(holding) else {
            throw ZipFlaw.zip64Value.at(name)
        }
    }

    // MARK: Local header

    /// Compares the local header at `position` with the central one; where the data begins.
    private mutating func readLocal(_ header: CentralHeader, at position: Int64) throws(Problem) -> Int64 {
        guard header.offset == position else { throw ZipFlaw.place.at(header.name) }
        // Where a size is too large for its field, both stand in the extra field.
        let zip64 = max(header.size, header.compressedSize) >= Int64(ZipFormat.elsewhere32)
        let nameLength = header.name.utf8.count
        let length = ZipFormat.localSize + nameLength + (zip64 ? 20 : 0)
        guard let record = try local.bytes(at: position, count: length), record.number(0) == ZipFormat.localSignature
        else { throw ZipFlaw.place.at(header.name) }
        guard record.number(26) == UInt16(nameLength),
            UnsafeRawBufferPointer(rebasing: record[30..<30 + nameLength]).elementsEqual(header.name.utf8),
            record.number(6) == header.flags, record.number(8) == header.method.rawValue,
            record.number(10) == header.time, record.number(14) == header.crc
        else { throw ZipFlaw.localDiffers.at(header.name) }
        guard record.number(4) == ZipFormat.versionNeeded(header.method, zip64: zip64) else {
            throw ZipFlaw.versionNeeded.at(header.name)
        }
        let (shortPacked, shortSize) = (record.number(18, as: UInt32.self), record.number(22, as: UInt32.self))
        if zip64 {
            let extra = 30 + nameLength
            guard record.number(28) == UInt16(20), record.number(extra) == ZipFormat.zip64Extra,
                record.number(extra + 2) == UInt16(16)
            else { throw ZipFlaw.zip64Value.at(header.name) }
            guard shortSize == ZipFormat.elsewhere32, shortPacked == ZipFormat.elsewhere32,
                record.number(extra + 4) == UInt64(header.size),
                record.number(extra + 12) == UInt64(header.compressedSize)
            else { throw ZipFlaw.localDiffers.at(header.name) }
        } else {
            guard record.number(28) == UInt16(0) else { throw ZipFlaw.extraField.at(header.name) }
            guard Int64(shortSize) == header.size, Int64(shortPacked) == header.compressedSize else {
                throw ZipFlaw.localDiffers.at(header.name)
            }
        }
        return position + Int64(length)
    }
}
