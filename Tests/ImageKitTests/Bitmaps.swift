// Bitmaps.swift — picture files that tests make by hand.
import ImageKit

/// A picture file without compression (BMP, 24 bits).
func bitmap(_ width: Int, _ height: Int, _ colour: (Int, Int) -> (UInt8, UInt8, UInt8)) -> [UInt8] {
    let row = (3 * width + 3) / 4 * 4
    var bytes = Array("BM".utf8) + little(54 + row * height, 4) + little(0, 4) + little(54, 4)
    bytes += little(40, 4) + little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2) + little(0, 4)
    bytes += little(row * height, 4) + little(2_835, 4) + little(2_835, 4) + little(0, 4) + little(0, 4)
    bytes.reserveCapacity(54 + row * height)
    for y in (0..<height).reversed() {
        for x in 0..<width {
            let (red, green, blue) = colour(x, y)
            bytes.append(blue)
            bytes.append(green)
            bytes.append(red)
        }
        for _ in 3 * width..<row { bytes.append(0) }
    }
    return bytes
}

/// A black one, of any size at once.
func blackBitmap(_ width: Int, _ height: Int) -> [UInt8] {
    let row = (3 * width + 3) / 4 * 4
    var bytes = bitmap(1, 1) { _, _ in (0, 0, 0) }
    bytes.replaceSubrange(18..<26, with: little(width, 4) + little(height, 4))
    return bytes + Array(repeating: 0, count: row * height)
}

func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

/// A GIF of 2 × 2 pixels in two colours, as the format's description gives it.
let smallestGIF: [UInt8] =
    Array("GIF89a".utf8) + [
        2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x44, 2, 5, 0,
    ]
    + [0x3B]

/// A PNG that says it is so large and has no more than its header.
func pngHeader(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
    func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in body {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return big(UInt32(content.count)) + body + big(~sum)
    }
    // one stored block of nothing
    let nothing: [UInt8] = [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0])
        + chunk("IDAT", nothing) + chunk("IEND", [])
}

/// A TIFF of one strip of grey that says it is so large.
func tiffHeader(_ width: Int, _ height: Int) -> [UInt8] {
    let tags: [(Int, Int)] = [
        (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 200), (277, 1), (278, height), (279, 16),
    ]
    var bytes: [UInt8] = [0x49, 0x49, 0x2A, 0] + little(8, 4) + little(tags.count, 2)
    for (tag, value) in tags { bytes += little(tag, 2) + little(4, 2) + little(1, 4) + little(value, 4) }
    bytes += little(0, 4)
    return bytes + Array(repeating: 0, count: 216 - bytes.count)
}
