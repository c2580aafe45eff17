// CameraMark.swift — when and with what a photo was taken (拍摄信息), out of the Exif part of a JPEG.

/// Camera and moment. Two photos that agree in both are one exposure.
package struct CameraMark: Sendable, Hashable {
    /// Maker and model as the camera wrote them.
    package var camera: String
    /// `2026:03:14 09:26:53` as the camera wrote it, local time of nobody knows where.
    package var time: String

    package init(camera: String, time: String) {
        self.camera = camera
        self.time = time
    }

    /// Nil where the bytes are no JPEG, or do not say both.
    package init?(jpeg bytes: [UInt8]) {
        guard let block = Self.exif(bytes) else { return nil }
        let tags = Tags(block)
        guard let first = tags.number(at: 4, width: 4) else { return nil }
        let main = tags.directory(at: first)
        let camera = [0x010F, 0x0110].compactMap { main[$0].flatMap(tags.text) }.joined(separator: " ")
        guard !camera.isEmpty, let further = main[0x8769]?.value, let stamp = tags.directory(at: further)[0x9003],
            let time = tags.text(stamp), Self.isTime(time)
        else { return nil }
        self.init(camera: camera, time: time)
    }

    /// `dddd:dd:dd dd:dd:dd`, and not what a camera without a set clock writes.
    private static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 19 else { return false }
        for (place, byte) in bytes.enumerated() {
            let isMark = [4, 7, 13, 16].contains(place)
            if place == 10 { continue }
            guard isMark ? byte == 0x3A : (48...57).contains(byte) else { return false }
        }
        return !text.hasPrefix("0000") && !text.hasSuffix("01:01 00:00:00")
    }

    /// The contents of the first Exif segment.
    private static func exif(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
        var offset = 2
        while offset + 4 <= bytes.count, bytes[offset] == 0xFF {
            let marker = bytes[offset + 1]
            let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
            guard length >= 2, offset + 2 + length <= bytes.count, marker != 0xDA else { return nil }
            let content = bytes[offset + 4..<offset + 2 + length]
            if marker == 0xE1, content.starts(with: Array("Exif\0\0".utf8)) { return content.dropFirst(6) }
            offset += 2 + length
        }
        return nil
    }
}

/// The directories of a TIFF block, every offset checked.
private struct Tags {
    struct Entry {
        var type: Int
        var count: Int
        /// The number itself, or where it lies.
        var value: Int
        /// Where the entry keeps what fits into four bytes.
        var place: Int
    }

    private let bytes: [UInt8]
    private let isBig: Bool

    init(_ block: ArraySlice<UInt8>) {
        bytes = Array(block)
        isBig = bytes.first == 0x4D
    }

    func number(at offset: Int, width: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - width else { return nil }
        return (0..<width).reduce(0) { $0 << 8 | Int(bytes[isBig ? offset + $1 : offset + width - 1 - $1]) }
    }

    func directory(at offset: Int) -> [Int: Entry] {
        guard let count = number(at: offset, width: 2), count <= 512 else { return [:] }
        var entries: [Int: Entry] = [:]
        for index in 0..<count {
            let place = offset + 2 + 12 * index
            guard let tag = number(at: place, width: 2), let type = number(at: place + 2, width: 2),
                let count = number(at: place + 4, width: 4), let value = number(at: place + 8, width: 4)
            else { break }
            if entries[tag] == nil { entries[tag] = Entry(type: type, count: count, value: value, place: place + 8) }
        }
        return entries
    }

    /// Printable ASCII, trimmed; nil where the entry is something else or empty.
    func text(_ entry: Entry) -> String? {
        guard entry.type == 2, (1...128).contains(entry.count) else { return nil }
        let start = entry.count <= 4 ? entry.place : entry.value
        guard start >= 0, start <= bytes.count - entry.count else { return nil }
        let text = bytes[start..<start + entry.count].prefix { $0 != 0 }
        guard text.allSatisfy({ (32...126).contains($0) }) else { return nil }
        let words = String(decoding: text, as: UTF8.self).split(separator: " ").joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}
