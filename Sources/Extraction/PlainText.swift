// PlainText.swift — text files: which coding they are in, their lines, and where the coding is broken. Decoding is the C library's iconv.
internal import Glibc

/// The text of a file without formatting.
struct PlainText {
    enum Coding: String {
        case utf8 = "UTF-8"
        case utf16LittleEndian = "UTF-16LE"
        case utf16BigEndian = "UTF-16BE"
        case gb18030 = "GB18030"
    }

    var text: String
    var coding: Coding
    /// Byte offsets (at most ten) where the bytes are no text, and how many there are.
    var broken: (count: Int, offsets: [Int])
    /// Whether only part of the bytes were looked at.
    var isCut: Bool

    /// Nil where the bytes are no text: NULs and other controls, or more than one byte in fifty that cannot be decoded.
    init?(_ bytes: [UInt8], limits: ExtractionLimits) {
        let most = limits.maxCharacters * 4 + 4
        let isCut = bytes.count > most
        if bytes.has([0xEF, 0xBB, 0xBF]) {
            self.init(utf8: bytes[3...], most: most, isCut: isCut)
            return
        }
        if bytes.has([0xFF, 0xFE]) || bytes.has([0xFE, 0xFF]) {
            let coding: Coding = bytes[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
            self.init(bytes[2...], coding, most: most, isCut: isCut)
            return
        }
        guard Self.hasFewControls(bytes.prefix(most)) else { return nil }
        if Self.isUTF8(bytes.prefix(most)) {
            self.init(utf8: bytes[...], most: most, isCut: isCut)
            return
        }
        let inGB = PlainText(bytes[...], .gb18030, most: most, isCut: isCut)
        if let inGB, inGB.broken.count == 0 {
            self = inGB
            return
        }
        // broken in either: the coding with fewer flaws
        let inUTF8 = PlainText(utf8: bytes[...], most: most, isCut: isCut)
        guard let best = [inUTF8, inGB].compactMap({ $0 }).min(by: { $0.broken.count < $1.broken.count }),
            best.broken.count * 50 <= min(bytes.count, most)
        else { return nil }
        self = best
    }

    /// What is no UTF-8 becomes U+FFFD.
    private init?(utf8 bytes: ArraySlice<UInt8>, most: Int, isCut: Bool) {
        let part = Array(Self.whole(bytes.prefix(most)))
        guard Self.hasFewControls(part[...]) else { return nil }
        text = String(decoding: part, as: UTF8.self)
        coding = .utf8
        self.isCut = isCut
        var flaws: (count: Int, offsets: [Int]) = (0, [])
        if !Self.isUTF8(part[...]) {
            var decoder = UTF8()
            var iterator = part.makeIterator()
            var offset = 0
            decoding: while true {
                switch decoder.decode(&iterator) {
                case .scalarValue(let scalar): offset += UTF8.width(scalar)
                case .emptyInput: break decoding
                case .error:
                    if flaws.offsets.count < 10 { flaws.offsets.append(offset) }
                    flaws.count += 1
                    offset += 1
                }
            }
        }
        broken = flaws
    }

    /// Through iconv; each byte that it does not take becomes U+FFFD.
    private init?(_ bytes: ArraySlice<UInt8>, _ coding: Coding, most: Int, isCut: Bool) {
        let converter = iconv_open("UTF-8", coding.rawValue)
        guard let converter, Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = Array(bytes.prefix(most))
        var output: [UInt8] = []
        output.reserveCapacity(input.count * 3 / 2)
        var flaws: (count: Int, offsets: [Int]) = (0, [])
        var room = [UInt8](repeating: 0, count: 1 << 16)
        input.withUnsafeMutableBytes { source in
            guard let base = source.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
            var next: UnsafeMutablePointer<CChar>? = base
            var left = source.count
            while left > 0 {
                let (before, result, failure): (Int, Int, Int32) = room.withUnsafeMutableBytes { target in
                    var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var free = target.count
                    let result = iconv(converter, &next, &left, &to, &free)
                    let failure = errno
                    return (target.count - free, result, failure)
                }
                output += room[..<before]
                guard result == -1 else { break }
                if failure == E2BIG { continue }
                // the last character may be cut off by our own limit
                if failure == EINVAL, isCut { break }
                if flaws.offsets.count < 10 { flaws.offsets.append(source.count - left) }
                flaws.count += 1
                output += [0xEF, 0xBF, 0xBD]
                let step = min(coding == .gb18030 ? 1 : 2, left)
                next = next.map { $0 + step }
                left -= step
            }
        }
        guard Self.hasFewControls(output[...]) else { return nil }
        text = String(decoding: output, as: UTF8.self)
        self.coding = coding
        broken = flaws
        self.isCut = isCut
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        let part = Array(whole(bytes))
        return (try? UTF8Span(validating: part.span)) != nil
    }

    /// Without the beginning of a character at the end, which a cut leaves.
    private static func whole(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = bytes.endIndex
        var steps = 0
        while end > bytes.startIndex, steps < 3, bytes[end - 1] & 0xC0 == 0x80 {
            end -= 1
            steps += 1
        }
        guard end > bytes.startIndex else { return bytes }
        let lead = bytes[end - 1]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        return length == 1 || length <= steps + 1 ? bytes : bytes[..<(end - 1)]
    }

    /// Whether this could be text: no NUL, and hardly a control that no text has.
    private static func hasFewControls(_ bytes: ArraySlice<UInt8>) -> Bool {
        var odd = 0
        for byte in bytes where byte < 0x20 {
            if byte == 0 { return false }
            if ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains(byte) { odd += 1 }
        }
        return odd * 1_000 <= bytes.count
    }
}

extension PlainText {
    /// Its lines that are not blank.
    func collect(into text: TextCollector) {
        var number = 1
        var line = self.text.startIndex
        let scalars = self.text.unicodeScalars
        var index = line
        while index < scalars.endIndex {
            let scalar = scalars[index]
            if scalar == "\n" || scalar == "\r" {
                text.add(String(scalars[line..<index]), .line(number))
                if text.isFull { return }
                number += 1
                index = scalars.index(after: index)
                if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                    index = scalars.index(after: index)
                }
                line = index
            } else {
                index = scalars.index(after: index)
            }
        }
        text.add(String(scalars[line...]), .line(number))
    }

    /// The line that a byte of the file stands on, near enough: only for messages.
    static func line(at offset: Int, in bytes: [UInt8]) -> Int { 1 + bytes.prefix(offset).count { $0 == 0x0A } }
}
