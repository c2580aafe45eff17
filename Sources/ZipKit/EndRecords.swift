// EndRecords.swift — the end record, at the very end, and the zip64 records before it where there are any.
internal import Reporting

/// What the end of the file says of the central directory; already checked against the file's size.
struct EndRecords {
    let entryCount: Int
    let directoryOffset: Int64
    /// Where the directory ends and the first end record begins.
    let directoryEnd: Int64
    let isZip64: Bool
    /// Whether the numbers themselves ask for zip64 records.
    let needsZip64: Bool

    init(_ input: ZipInput, limits: ZipLimits) throws(Problem) {
        var window = ZipWindow(input, capacity: ZipFormat.endSize + ZipFormat.locator64Size + ZipFormat.end64Size)
        let place = input.size - Int64(ZipFormat.endSize)
        guard let end = try window.bytes(at: place, count: ZipFormat.endSize), end.number(0) == ZipFormat.endSignature
        else {
            throw ZipFlaw.noEnd.at(nil)
        }
        guard end.number(20) == UInt16(0) else { throw ZipFlaw.comment.at(nil) }
        guard end.number(4) == UInt32(0) else { throw ZipFlaw.disks.at(nil) }
        let (hereCount, count) = (end.number(8, as: UInt16.self), end.number(10, as: UInt16.self))
        guard hereCount == count else { throw ZipFlaw.entryCount.at(nil) }
        let (shortSize, shortOffset) = (end.number(12, as: UInt32.self), end.number(16, as: UInt32.self))

        let wide = try Self.zip64(&window, before: place)
        let (entries, size, offset) =
            wide.map { ($0.entries, $0.size, $0.offset) }
            ?? (Int64(count), Int64(shortSize), Int64(shortOffset))
        directoryEnd = wide?.place ?? place
        isZip64 = wide != nil
        needsZip64 = entries > Int64(UInt16.max) || offset > Int64(UInt32.max) || size > Int64(UInt32.max)
        // The short fields say the same, as far as they can.
        guard UInt16(clamping: entries) == count, UInt32(clamping: size) == shortSize,
            UInt32(clamping: offset) == shortOffset
        else { throw ZipFlaw.zip64End.at(nil) }
        guard entries > 0 else { throw ZipFlaw.noEntries.at(nil) }
        guard entries <= Int64(limits.maxEntries) else { throw ZipFlaw.tooManyEntries.at(nil, "\(entries)") }
        guard size <= limits.maxDirectorySize else { throw ZipFlaw.directoryTooLarge.at(nil, "\(size)") }
        guard offset <= directoryEnd, size == directoryEnd - offset,
            entries <= size / Int64(ZipFormat.centralSize)
        else { throw ZipFlaw.directoryPlace.at(nil) }
        entryCount = Int(entries)
        directoryOffset = offset
    }

    private struct Wide {
        var entries: Int64
        var size: Int64
        var offset: Int64
        /// Where the zip64 end record begins.
        var place: Int64
    }

    /// The zip64 end record if its locator stands right before the end record; nil if not.
    private static func zip64(_ window: inout ZipWindow, before end: Int64) throws(Problem) -> Wide? {
        let locatorPlace = end - Int64(ZipFormat.locator64Size)
        guard let locator = try window.bytes(at: locatorPlace, count: ZipFormat.locator64Size),
            locator.number(0) == ZipFormat.locator64Signature
        else { return nil }
        let place = locatorPlace - Int64(ZipFormat.end64Size)
        guard locator.number(4) == UInt32(0), locator.number(16) == UInt32(1) else { throw ZipFlaw.disks.at(nil) }
        guard place >= 0, locator.number(8) == UInt64(place),
            let record = try window.bytes(at: place, count: ZipFormat.end64Size),
            record.number(0) == ZipFormat.end64Signature, record.number(4) == UInt64(ZipFormat.end64Size - 12),
            record.number(12) == UInt16(45), record.number(14) == UInt16(45)
        else { throw ZipFlaw.zip64End.at(nil) }
        guard record.number(16) == UInt64(0) else { throw ZipFlaw.disks.at(nil) }
        let count = record.number(24, as: UInt64.self)
        guard record.number(32) == count else { throw ZipFlaw.entryCount.at(nil) }
        guard let entries = Int64(exactly: count), let size = Int64(exactly: record.number(40, as: UInt64.self)),
            let offset = Int64(exactly: record.number(48, as: UInt64.self))
        else { throw ZipFlaw.zip64End.at(nil) }
        return Wide(entries: entries, size: size, offset: offset, place: place)
    }
}
