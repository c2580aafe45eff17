// PictureStream.swift — what the decoder writes, taken apart: a PNM and a word for each picture, or another word alone.
//
// The decoder has read what strangers made, so nothing that it writes is trusted: sizes are held to what was asked for.

struct PictureStream {
    static let pass = "biao-pass"
    static let fail = "biao-fail"

    enum Answer {
        case picture(DecodedPicture)
        case failed
    }

    /// Bytes that one answer may take.
    static let mostOfOne = DecodedPicture.longestSide * DecodedPicture.longestSide * 3 + 1_024

    private var bytes: [UInt8] = []
    private var position = 0

    mutating func append(_ piece: UnsafeRawBufferPointer) {
        bytes.removeFirst(position)
        position = 0
        // what is no answer after so many bytes will not become one
        if bytes.count <= Self.mostOfOne { bytes += piece }
    }

    /// The next answer; nil where it is not whole, or will never be one.
    mutating func next() -> Answer? {
        let begin = position
        if take(Self.fail + "\n") { return .failed }
        guard let answer = answer() else {
            position = begin
            return nil
        }
        return answer
    }

    private mutating func answer() -> Answer? {
        let most = DecodedPicture.longestSide
        guard let kind = kind(), let width = number(), let height = number(), kind == .bits || number() == 255,
            (1...most).contains(width), (1...most).contains(height), position < bytes.count
        else { return nil }
        // one byte of space behind the header
        position += 1
        let row = kind == .bits ? (width + 7) / 8 : kind == .grey ? width : 3 * width
        guard position + row * height + Self.pass.utf8.count < bytes.count else { return nil }
        let lines = bytes[position..<position + row * height]
        position += row * height
        // it has reduced the picture, and could not write it whole
        if take(Self.fail + "\n") { return .failed }
        guard take(Self.pass + "\n") else { return nil }
        let samples = kind == .bits ? Self.shades(lines, width: width, height: height) : Array(lines)
        return .picture(DecodedPicture(width: width, height: height, samples: samples))
    }

    /// The three kinds of PNM in binary.
    private enum Kind {
        case bits, grey, colours
    }

    private mutating func kind() -> Kind? {
        if take("P4") { return .bits }
        if take("P5") { return .grey }
        return take("P6") ? .colours : nil
    }

    /// Eight pixels a byte, the highest bit first, 1 for black; each row begins a byte.
    private static func shades(_ lines: ArraySlice<UInt8>, width: Int, height: Int) -> [UInt8] {
        let row = (width + 7) / 8
        var shades: [UInt8] = []
        shades.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width {
                let byte = lines[lines.startIndex + y * row + x / 8]
                shades.append(byte >> UInt8(7 - x % 8) & 1 == 1 ? 0 : 255)
            }
        }
        return shades
    }

    private mutating func take(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard position + word.count <= bytes.count, bytes[position..<position + word.count].elementsEqual(word) else {
            return false
        }
        position += word.count
        return true
    }

    private mutating func number() -> Int? {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
        var value: Int?
        while position < bytes.count, (48...57).contains(bytes[position]), (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return value
    }
}
