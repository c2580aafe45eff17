// StoredArchive.swift — a zip in memory whose entries are stored: what a workbook is written into.

/// A zip whose entries are stored; small enough for 32-bit sizes and a 16-bit count, or it is none.
package struct StoredArchive {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// 1980-01-01 00:00, the first that a zip can say.
    private static let date: UInt32 = 0x0021_0000

    package mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    package mutating func add(_ name: String, _ contents: [UInt8]) {
        let offset = UInt32(clamping: bytes.count)
        var fields: [UInt8] = []
        // version 2.0, UTF-8 names, stored
        for number in [20, 0x0800, 0] as [UInt16] { Self.put(number, &fields) }
        Self.put(Self.date, &fields)
        Self.put(Self.checksum(contents), &fields)
        Self.put(UInt32(clamping: contents.count), &fields)
        Self.put(UInt32(clamping: contents.count), &fields)
        Self.put(UInt16(clamping: name.utf8.count), &fields)
        Self.put(UInt16(0), &fields)
        Self.put(UInt32(0x0403_4b50), &bytes)
        bytes += fields + Array(name.utf8) + contents
        Self.put(UInt32(0x0201_4b50), &directory)
        Self.put(UInt16(20), &directory)
        directory += fields
        for _ in 0..<3 { Self.put(UInt16(0), &directory) }
        Self.put(UInt32(0), &directory)
        Self.put(offset, &directory)
        directory += Array(name.utf8)
        count += 1
    }

    /// Nil where a field is too small for what it has to hold; ones in it would mean that ZIP64 follows.
    package func finish() -> [UInt8]? {
        guard count < UInt16.max, bytes.count + directory.count < UInt32.max else { return nil }
        let start = UInt32(clamping: bytes.count)
        var end: [UInt8] = []
        Self.put(UInt32(0x0605_4b50), &end)
        Self.put(UInt32(0), &end)
        for _ in 0..<2 { Self.put(UInt16(clamping: count), &end) }
        Self.put(UInt32(clamping: directory.count), &end)
        Self.put(start, &end)
        Self.put(UInt16(0), &end)
        return bytes + directory + end
    }

    private static func put<T: FixedWidthInteger>(_ number: T, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// CRC-32 as in zip.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
