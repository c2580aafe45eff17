// Drawn.swift — pictures that tests draw: the same every time.
import ImageMatching

/// A picture by a rule.
func drawn(_ width: Int, _ height: Int, _ shade: (Int, Int) -> Float) throws -> Luminance {
    let values = [Float](unsafeUninitializedCapacity: width * height) { values, count in
        for y in 0..<height { for x in 0..<width { values[y * width + x] = max(0, min(255, shade(x, y))) } }
        count = width * height
    }
    guard let picture = Luminance(width: width, height: height, values: values) else { throw NoPicture() }
    return picture
}

struct NoPicture: Error {}

/// Numbers that look random; SplitMix64.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 to `below` − 1.
    mutating func roll(_ below: Int) -> Int { Int(next() % UInt64(below)) }
}

/// Rectangles of many shades, as on a site; coordinates from 0 to 1, so that any size can be drawn of one.
struct Scene {
    var parts: [(x: Float, y: Float, width: Float, height: Float, shade: Float)] = []

    init(_ seed: UInt64, parts count: Int = 60) {
        var dice = Dice(seed)
        func part() -> Float { Float(dice.roll(1_000)) / 1_000 }
        for _ in 0..<count {
            parts.append((part(), part(), 0.05 + part() / 4, 0.05 + part() / 4, 255 * part()))
        }
    }

    func picture(_ width: Int, _ height: Int, _ change: (Float) -> Float = { $0 }) throws -> Luminance {
        var values = [Float](repeating: 128, count: width * height)
        values.withUnsafeMutableBufferPointer { values in
            for part in parts {
                let columns = Self.covered(part.x, part.width, width)
                for row in Self.covered(part.y, part.height, height) {
                    for column in columns {
                        // as a camera sees an edge
                        let (place, share) = (row.place * width + column.place, row.share * column.share)
                        values[place] += (part.shade - values[place]) * share
                    }
                }
            }
        }
        return try drawn(width, height) { x, y in change(values[y * width + x]) }
    }

    /// The pixels from `start` on, and how much of each is covered.
    private static func covered(_ start: Float, _ length: Float, _ count: Int) -> [(place: Int, share: Float)] {
        let (begin, end) = (start * Float(count), min(Float(count), (start + length) * Float(count)))
        return (Int(begin)..<min(count, Int(end) + 1)).map { place in
            (place, max(0, min(end, Float(place + 1)) - max(begin, Float(place))))
        }
    }
}

/// A form: rules, printed words, and a holder's own words on some lines.
struct Form {
    var printed: UInt64
    var holder: UInt64
    /// Characters of the holder's on each of three lines.
    var own = [3, 9, 8]

    func picture(_ width: Int, _ height: Int) throws -> Luminance {
        // 60 × 84 places for a character; of each 5 × 5 strokes are black or not
        var marks = [UInt64](repeating: 0, count: 60 * 84)
        var form = Dice(printed)
        var person = Dice(holder)
        for line in stride(from: 10, to: 74, by: 4) {
            for column in 8..<8 + 6 + form.roll(30) { marks[line * 60 + column] = form.next() }
        }
        for (index, count) in own.enumerated() {
            let line = 12 + index * 8
            for column in 0..<count { marks[line * 60 + 12 + column] = person.next() }
        }
        return try drawn(width, height) { x, y in
            let (u, v) = (Float(x) / Float(width) * 60, Float(y) / Float(height) * 84)
            if u < 2 || v < 2 || u > 58 || v > 82 { return 90 }
            let (column, line) = (Int(u), Int(v))
            let mark = marks[line * 60 + column]
            guard mark != 0 else { return 245 }
            let stroke = Int((v - Float(line)) * 5) * 5 + Int((u - Float(column)) * 5)
            return mark >> UInt64(stroke) & 1 == 1 ? 30 : 245
        }
    }
}
