// FingerprintLibrary+File.swift — the bytes of a fingerprint library; reading refuses whatever writing would not have written.
package import Reporting

/// The file, all numbers little-endian:
///
/// | bytes | |
/// |---|---|
/// | 8 | `biao-kg` and a line feed |
/// | 2, 2, 1, 1 | version of the format (1), version of the folding, characters of a k-gram, window |
/// | 4 | number of sections |
/// | … | the sections |
/// | 8 | FNV-1a (64 bits) of all bytes before: against accidents; against malice keep the file's digest |
///
/// A section: length of its class (1 byte) and the class; length of its title (2 bytes) and the title in UTF-8; digest of the source
/// (32 bytes); characters (8 bytes); number of keys (4 bytes); the first key and then the differences, each in LEB128 of least length.
extension FingerprintLibrary {
    private static let magic = Array("biao-kg\n".utf8)
    private static let version: UInt16 = 1

    /// The same library gives the same bytes.
    package func encoded() -> [UInt8] {
        var bytes = Self.magic
        bytes.reserveCapacity(64 + sections.reduce(0) { $0 + 128 + $1.keys.count * 6 })
        func number<Number: FixedWidthInteger>(_ value: Number) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        number(Self.version)
        number(Self.normalisation)
        number(UInt8(KGrams.length))
        number(UInt8(KGrams.window))
        number(UInt32(sections.count))
        for section in sections {
            number(UInt8(section.kind.utf8.count))
            bytes += section.kind.utf8
            number(UInt16(section.title.utf8.count))
            bytes += section.title.utf8
            bytes += section.source
            number(UInt64(section.characters))
            number(UInt32(section.keys.count))
            var before: UInt64 = 0
            for key in section.keys {
                var rest = key - before
                while rest >= 0x80 {
                    bytes.append(UInt8(rest & 0x7F) | 0x80)
                    rest >>= 7
                }
                bytes.append(UInt8(rest))
                before = key
            }
        }
        number(Self.checksum(bytes[...]))
        return bytes
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return sum
    }

    /// Reads a library back, and refuses what is not exactly one.
    package init(decoding bytes: [UInt8]) throws(Problem) {
        var reader = Reader(bytes: bytes)
        guard bytes.starts(with: Self.magic) else { throw .badLibrary("文件头不符", "it does not begin as one") }
        reader.at = Self.magic.count
        let version: UInt16 = try reader.number()
        let folding: UInt16 = try reader.number()
        let (length, window): (UInt8, UInt8) = (try reader.number(), try reader.number())
        guard version == Self.version, folding == Self.normalisation, Int(length) == KGrams.length,
            Int(window) == KGrams.window
        else {
            throw .badLibrary(
                "版本 \(version).\(folding),参数 \(length)/\(window)",
                "version \(version).\(folding), parameters \(length)/\(window)")
        }
        guard bytes.count >= reader.at + 12 else { throw .badLibrary("不完整", "it is cut short") }
        var tail = Reader(bytes: bytes, at: bytes.count - 8)
        guard try tail.number() == Self.checksum(bytes.dropLast(8)) else {
            throw .badLibrary("校验和不符", "its checksum is wrong")
        }
        reader.end = bytes.count - 8
        let count: UInt32 = try reader.number()
        for _ in 0..<count {
            let section = try reader.section()
            // the class, the limits
            do throws(Problem) { try append(section) } catch {
                throw error.code == "MATCH-0005" ? error : .badLibrary("有不可用的条目", "a section cannot be used")
            }
        }
        guard reader.at == reader.end else { throw .badLibrary("末尾有多余内容", "something follows its end") }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0
        var end: Int

        init(bytes: [UInt8], at: Int = 0) {
            self.bytes = bytes
            self.at = at
            end = bytes.count
        }

        mutating func take(_ count: Int) throws(Problem) -> ArraySlice<UInt8> {
            guard count <= end - at else { throw .badLibrary("不完整", "it is cut short") }
            at += count
            return bytes[(at - count)..<at]
        }

        mutating func number<Number: FixedWidthInteger>() throws(Problem) -> Number {
            try take(Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }

        mutating func text(_ count: Int) throws(Problem) -> String {
            guard let text = String(validating: try take(count), as: UTF8.self) else {
                throw .badLibrary("文字不是 UTF-8", "a text in it is not UTF-8")
            }
            return text
        }

        mutating func section() throws(Problem) -> Section {
            let kind = try text(Int(try number() as UInt8))
            let title = try text(Int(try number() as UInt16))
            let source = Array(try take(32))
            let characters: UInt64 = try number()
            let count = Int(try number() as UInt32)
            // each key takes a byte at least: a made-up count costs no memory
            guard count <= end - at, characters <= UInt64(UInt32.max) * 1024 else {
                throw .badLibrary("数目不可信", "a count in it cannot be")
            }
            var keys: [UInt64] = []
            keys.reserveCapacity(count)
            for _ in 0..<count {
                let step = try step()
                let key = (keys.last ?? 0) &+ step
                guard key < 1 << UInt64(KGrams.keyBits), keys.isEmpty || step > 0 else {
                    throw .badLibrary("指纹未按顺序", "its fingerprints are out of order")
                }
                keys.append(key)
            }
            return Section(kind: kind, title: title, source: source, characters: Int(characters), keys: keys)
        }

        private mutating func step() throws(Problem) -> UInt64 {
            var (value, shift): (UInt64, UInt64) = (0, 0)
            while shift < 49 {
                guard at < end else { throw .badLibrary("不完整", "it is cut short") }
                let byte = bytes[at]
                at += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 {
                    guard byte != 0 || shift == 0 else {
                        throw .badLibrary("数字写法不唯一", "a number in it is written too long")
                    }
                    return value
                }
                shift += 7
            }
            throw .badLibrary("数字过大", "a number in it is too large")
        }
    }
}
