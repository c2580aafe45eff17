// PictureStream.swift — what the decoder writes, taken apart: a PPM, a JPEG and a word for each picture, or another word alone.
//
// The decoder has read what strangers made, so nothing that it writes is trusted: sizes are held to what was asked for.

struct PictureStream {
    static let pass = "biao-pass"
    static let fail = "biao-fail"
    /// Bytes of a thumbnail.
    static let mostThumbnail = 64 << 10

    enum Answer {
        case picture(DecodedPicture)
        case failed
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next answer; nil where the rest is none, or not whole.
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
        guard take("P6"), let width = number(), let height = number(), let top = number(), top == 255,
            (1...most).contains(width), (1...most).contains(height), position < bytes.count
        else { return nil }
        // one byte of space behind the header
        position += 1
        let size = width * height * 3
        guard position + size <= bytes.count else { return nil }
        let rgb = Array(bytes[position..<position + size])
        position += size
        // it has reduced the picture, and could not do so again
        if take(Self.fail + "\n") { return .failed }
        guard let end = thumbnailEnd() else { return nil }
        let thumbnail = Array(bytes[position..<end])
        position = end
        guard take(Self.pass + "\n") else { return nil }
        return .picture(DecodedPicture(width: width, height: height, rgb: rgb, thumbnail: thumbnail))
    }

    /// Where the JPEG that begins here ends: before the word.
    private func thumbnailEnd() -> Int? {
        guard position + 4 < bytes.count, bytes[position] == 0xFF, bytes[position + 1] == 0xD8 else { return nil }
        let word = Array((Self.pass + "\n").utf8)
        var place = position + 2
        let last = min(position + Self.mostThumbnail, bytes.count - word.count)
        while place <= last {
            if bytes[place] == word[0], bytes[place - 2] == 0xFF, bytes[place - 1] == 0xD9,
                bytes[place..<place + word.count].elementsEqual(word)
            {
                return place
            }
            place += 1
        }
        return nil
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
