// ImageHeader.swift — which kind of picture some bytes are, and how many pixels it has, from its header alone.

/// What the first bytes of a picture tell.
package struct ImageHeader {
    package let mediaType: String
    package private(set) var width: Int?
    package private(set) var height: Int?

    /// Nil where the bytes are no picture of a known kind.
    package init?(_ bytes: [UInt8]) {
        func big(_ offset: Int, _ width: Int) -> Int? { bytes.number(at: offset, width: width, bigEndian: true) }
        func little(_ offset: Int, _ width: Int) -> Int? { bytes.number(at: offset, width: width, bigEndian: false) }
        if bytes.has([0xFF, 0xD8, 0xFF]) {
            mediaType = "image/jpeg"
            (width, height) = Self.jpegSize(bytes) ?? (nil, nil)
        } else if bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            mediaType = "image/png"
            (width, height) = (big(16, 4), big(20, 4))
        } else if bytes.has(Array("GIF87a".utf8)) || bytes.has(Array("GIF89a".utf8)) {
            mediaType = "image/gif"
            (width, height) = (little(6, 2), little(8, 2))
        } else if bytes.has(Array("BM".utf8)), bytes.count > 26, little(6, 4) == 0, let header = little(14, 4),
            header >= 40, header <= 124
        {
            mediaType = "image/bmp"
            width = little(18, 4)
            // a negative height stands for rows from the top
            height = little(22, 4).map { Int(Int32(truncatingIfNeeded: $0).magnitude) }
        } else if bytes.has([0x49, 0x49, 0x2A, 0x00]) || bytes.has([0x4D, 0x4D, 0x00, 0x2A]) {
            mediaType = "image/tiff"
            (width, height) = Self.tiffSize(bytes)
        } else if bytes.has(Array("RIFF".utf8)), bytes.has(Array("WEBP".utf8), at: 8) {
            mediaType = "image/webp"
        } else if bytes.has([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20]) || bytes.has([0xFF, 0x4F, 0xFF, 0x51]) {
            mediaType = "image/jp2"
        } else if bytes.has([1, 0, 0, 0]), bytes.has(Array(" EMF".utf8), at: 40) {
            mediaType = "image/emf"
        } else if bytes.has([0xD7, 0xCD, 0xC6, 0x9A]) {
            mediaType = "image/wmf"
        } else {
            return nil
        }
    }

    /// From the first frame header.
    private static func jpegSize(_ bytes: [UInt8]) -> (Int?, Int?)? {
        var offset = 2
        while offset + 4 <= bytes.count {
            guard bytes[offset] == 0xFF else { return nil }
            let marker = bytes[offset + 1]
            if marker == 0xFF {
                offset += 1
                continue
            }
            guard let length = bytes.number(at: offset + 2, width: 2, bigEndian: true), length >= 2 else { return nil }
            // SOF0 to SOF15, among which DHT, JPG and DAC are none
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return (
                    bytes.number(at: offset + 7, width: 2, bigEndian: true),
                    bytes.number(at: offset + 5, width: 2, bigEndian: true)
                )
            }
            guard marker != 0xDA, marker != 0xD9 else { return nil }
            offset += 2 + length
        }
        return nil
    }

    /// From the first directory.
    private static func tiffSize(_ bytes: [UInt8]) -> (Int?, Int?) {
        let big = bytes[0] == 0x4D
        func number(_ offset: Int, _ width: Int) -> Int? { bytes.number(at: offset, width: width, bigEndian: big) }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return (nil, nil) }
        var size: (Int?, Int?) = (nil, nil)
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = number(entry, 2), let type = number(entry + 2, 2) else { break }
            guard tag == 256 || tag == 257 else { continue }
            let value = number(entry + 8, type == 3 ? 2 : 4)
            if tag == 256 { size.0 = value } else { size.1 = value }
        }
        return size
    }
}
