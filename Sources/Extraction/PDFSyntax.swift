// PDFSyntax.swift — the little of PDF that is read here: where an object begins, the entries of one dictionary, strings.
//
// Pages, fonts and filters are poppler's, in its sandbox. What follows offsets here checks each of them, and goes on for a
// bounded number of bytes only.

/// A place in the bytes of a PDF, from which things are read (ISO 32000-1, 7.2 and 7.3).
struct PDFSyntax {
    let bytes: [UInt8]
    var position: Int
    /// Where reading ends.
    private let end: Int

    init(_ bytes: [UInt8], at position: Int, room: Int = 1 << 20) {
        self.bytes = bytes
        self.position = max(0, min(position, bytes.count))
        end = min(bytes.count, self.position + room)
    }

    private var byte: UInt8? { position < end ? bytes[position] : nil }

    static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

    static func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }

    mutating func skipSpace() {
        while let byte {
            if byte == UInt8(ascii: "%") {
                while let byte = self.byte, byte != 10, byte != 13 { position += 1 }
            } else if Self.isSpace(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    /// An unsigned number of at most ten digits.
    mutating func number() -> Int? {
        skipSpace()
        var value = 0
        var digits = 0
        while let byte, (48...57).contains(byte), digits < 11 {
            value = value * 10 + Int(byte - 48)
            digits += 1
            position += 1
        }
        return (1...10).contains(digits) ? value : nil
    }

    /// Goes past a word if it stands here.
    mutating func take(_ word: String) -> Bool {
        skipSpace()
        let word = Array(word.utf8)
        guard position + word.count <= end, bytes.has(word, at: position) else { return false }
        position += word.count
        return true
    }

    /// Whether `12 0 obj` stands here; goes past it.
    mutating func objectHeader() -> (number: Int, generation: Int)? {
        guard let number = self.number(), let generation = self.number(), take("obj") else { return nil }
        return (number, generation)
    }

    /// The entries of the dictionary that begins here, each name with the offset of its value; nil where there is none, or it
    /// does not end. Goes past it.
    ///
    /// - Parameter plainly: nil as well where a name is written with `#`, or stands there twice, so that others might read it otherwise.
    mutating func dictionary(plainly: Bool = false) -> [String: Int]? {
        guard take("<<") else { return nil }
        var entries: [String: Int] = [:]
        while true {
            skipSpace()
            if take(">>") { return entries }
            guard let name = name() else { return nil }
            skipSpace()
            if plainly, name.utf8.contains(UInt8(ascii: "#")) || entries[name] != nil || entries.count == 1_000 {
                return nil
            }
            if entries.count < 1_000 { entries[name] = entries[name] ?? position }
            guard skipValue() else { return nil }
        }
    }

    /// `/Name`, without its slash.
    mutating func name() -> String? {
        guard byte == UInt8(ascii: "/") else { return nil }
        position += 1
        let start = position
        while let byte, !Self.isSpace(byte), !Self.isDelimiter(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Goes past one value; false where there is none.
    private mutating func skipValue() -> Bool {
        var depth = 0
        repeat {
            skipSpace()
            guard let byte else { return false }
            switch byte {
            case UInt8(ascii: "("): guard string() != nil else { return false }
            case UInt8(ascii: "<"):
                if position + 1 < end, bytes[position + 1] == byte {
                    depth += 1
                    position += 2
                } else {
                    guard string() != nil else { return false }
                }
            case UInt8(ascii: ">"):
                guard depth > 0, position + 1 < end, bytes[position + 1] == byte else { return false }
                depth -= 1
                position += 2
            case UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "]"):
                guard depth > 0 else { return false }
                depth -= 1
                position += 1
            case UInt8(ascii: "/"): _ = name()
            case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"): return false
            default:
                while let byte = self.byte, !Self.isSpace(byte), !Self.isDelimiter(byte) { position += 1 }
            }
        } while depth > 0
        // `12 0 R` is one value of three words
        let mark = position
        var ahead = self
        if ahead.number() != nil, ahead.take("R") { position = ahead.position } else { position = mark }
        return true
    }

    /// `(…)` or `<…>`, its bytes.
    mutating func string() -> [UInt8]? {
        skipSpace()
        guard let first = byte else { return nil }
        position += 1
        return first == UInt8(ascii: "(") ? literal() : first == UInt8(ascii: "<") ? hexadecimal() : nil
    }

    private mutating func hexadecimal() -> [UInt8]? {
        var digits: [UInt8] = []
        while let byte {
            position += 1
            switch byte {
            case UInt8(ascii: ">"):
                if digits.count % 2 == 1 { digits.append(0) }
                return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
            case 48...57: digits.append(byte - 48)
            case 65...70: digits.append(byte - 55)
            case 97...102: digits.append(byte - 87)
            default: guard Self.isSpace(byte) else { return nil }
            }
        }
        return nil
    }

    private mutating func literal() -> [UInt8]? {
        var depth = 1
        var text: [UInt8] = []
        while let byte {
            position += 1
            switch byte {
            case UInt8(ascii: "\\"):
                guard let next = self.byte else { return nil }
                position += 1
                switch next {
                case UInt8(ascii: "n"): text.append(10)
                case UInt8(ascii: "r"): text.append(13)
                case UInt8(ascii: "t"): text.append(9)
                case UInt8(ascii: "b"): text.append(8)
                case UInt8(ascii: "f"): text.append(12)
                case 48...55:
                    var value = Int(next - 48)
                    for _ in 0..<2 {
                        guard let digit = self.byte, (48...55).contains(digit) else { break }
                        value = value * 8 + Int(digit - 48)
                        position += 1
                    }
                    text.append(UInt8(truncatingIfNeeded: value))
                case 13:
                    if self.byte == 10 { position += 1 }
                case 10: break
                default: text.append(next)
                }
            case UInt8(ascii: "("):
                depth += 1
                text.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return text }
                text.append(byte)
            default: text.append(byte)
            }
        }
        return nil
    }
}
