// PDQHash.swift — the perceptual hash PDQ (感知哈希): 256 bits that stay nearly the same when a picture is coded, scaled or lit anew.
//
// After the description that Facebook published in 2019 (“The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
// algorithm”): luminance, smoothed by two passes of a box each way (Jarosz), sampled to 64 × 64; the 16 × 16 lowest frequencies
// of its cosine transform without the constant ones; a bit says whether a coefficient is above the median of all.
internal import Glibc

/// 256 bits of a picture.
package struct PDQHash: Sendable, Hashable {
    /// Bit `16 · row + column` of the frequencies is bit `(16 · row + column) % 64` of word `(16 · row + column) / 64`.
    package var words: SIMD4<UInt64>

    package init(words: SIMD4<UInt64>) { self.words = words }

    /// From 64 hexadecimal digits as PDQ's own programs write them, the highest bit first; nil where they are not.
    package init?(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        guard digits.count == 64, hex.utf8.count == 64 else { return nil }
        var words = SIMD4<UInt64>(repeating: 0)
        for (place, digit) in digits.enumerated() {
            let word = 3 - place / 16
            words[word] = words[word] << 4 | UInt64(digit)
        }
        self.words = words
    }

    package var hex: String {
        (0..<64).map { place in
            String(words[3 - place / 16] >> UInt64(60 - place % 16 * 4) & 15, radix: 16)
        }.joined()
    }

    /// Bits that differ, 0 to 256. Unrelated pictures differ in about 128.
    @inline(__always)
    package func distance(to other: PDQHash) -> Int {
        let differing = words ^ other.words
        return differing[0].nonzeroBitCount + differing[1].nonzeroBitCount + differing[2].nonzeroBitCount
            + differing[3].nonzeroBitCount
    }

    /// Sixteen bits of it.
    @inline(__always)
    func band(_ index: Int) -> Int { Int(words[index / 4] >> UInt64(index % 4 * 16) & 0xFFFF) }
}

/// A hash, and how far it can be relied on.
package struct PDQ: Sendable, Hashable {
    package let hash: PDQHash
    /// 0 (one flat colour) to 100 by how much goes on in the picture; at 49 and below the hash says nothing.
    package let quality: Int

    /// Pictures that differ in more bits are different ones.
    package static let nearest = 31
    /// What PDQ's makers advise to leave out: this and below.
    package static let tooPlain = 49

    private static let side = 64
    private static let frequencies = 16

    package init(_ picture: Luminance) {
        self.init(
            small: Self.sampled(
                Self.smoothed(picture.values, picture.width, picture.height), picture.width, picture.height))
    }

    /// Of a picture that was brought down to its detail: nearly the same bits, a good deal sooner.
    package init(_ plane: DetailPlane) {
        let side = DetailPlane.side
        self.init(small: Self.sampled(Self.smoothed(plane.plane.values, side, side), side, side))
    }

    private init(small: [Float]) {
        quality = Self.quality(small)
        hash = Self.hash(small)
    }

    // MARK: - 64 × 64

    private static func smoothed(_ picture: [Float], _ width: Int, _ height: Int) -> [Float] {
        // such that two passes reach over about one sample's distance
        let across = (width + 2 * side - 1) / (2 * side)
        let down = (height + 2 * side - 1) / (2 * side)
        var values = picture
        var other = values
        values.withUnsafeMutableBufferPointer { values in
            other.withUnsafeMutableBufferPointer { other in
                for _ in 0..<2 {
                    boxAcross(values, other, width, height, window: across)
                    boxDown(other, values, width, height, window: down)
                }
            }
        }
        return values
    }

    /// Means over a window along each row, cut off at both ends.
    private static func boxAcross(
        _ values: UnsafeMutableBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<Float>, _ width: Int,
        _ height: Int, window: Int
    ) {
        let ahead = (window + 2) / 2 - 1
        let behind = window - 1 - ahead
        for y in 0..<height {
            let row = y * width
            var sum = 0.0
            var size = 0
            var (counted, inverse) = (0, 0.0)
            var place = 0
            while place < min(ahead, width) {
                sum += Double(values[row + place])
                size += 1
                place += 1
            }
            place = 0
            while place < width {
                if place + ahead < width {
                    sum += Double(values[row + place + ahead])
                    size += 1
                }
                if place > behind {
                    sum -= Double(values[row + place - behind - 1])
                    size -= 1
                }
                if counted != size { (counted, inverse) = (size, 1 / Double(size)) }
                result[row + place] = Float(sum * inverse)
                place += 1
            }
        }
    }

    /// The same down each column, all columns at once.
    private static func boxDown(
        _ values: UnsafeMutableBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<Float>, _ width: Int,
        _ height: Int, window: Int
    ) {
        let ahead = (window + 2) / 2 - 1
        let behind = window - 1 - ahead
        var sums = [Double](repeating: 0, count: width)
        sums.withUnsafeMutableBufferPointer { sums in
            func add(_ row: Int, _ sign: Double) {
                var x = 0
                while x < width {
                    sums[x] += sign * Double(values[row * width + x])
                    x += 1
                }
            }
            var size = min(ahead, height)
            for row in 0..<size { add(row, 1) }
            for row in 0..<height {
                if row + ahead < height {
                    add(row + ahead, 1)
                    size += 1
                }
                if row > behind {
                    add(row - behind - 1, -1)
                    size -= 1
                }
                let inverse = 1 / Double(size)
                var x = 0
                while x < width {
                    result[row * width + x] = Float(sums[x] * inverse)
                    x += 1
                }
            }
        }
    }

    private static func sampled(_ values: [Float], _ width: Int, _ height: Int) -> [Float] {
        var small = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            let row = Int((Double(y) + 0.5) * Double(height) / Double(side)) * width
            for x in 0..<side {
                small[y * side + x] = values[row + Int((Double(x) + 0.5) * Double(width) / Double(side))]
            }
        }
        return small
    }

    /// The sum of the steps between neighbours, each in whole percent of the range.
    private static func quality(_ small: [Float]) -> Int {
        var sum = 0
        for y in 0..<side {
            for x in 0..<side {
                let value = small[y * side + x]
                if y + 1 < side { sum += Int(abs((value - small[(y + 1) * side + x]) * 100 / 255)) }
                if x + 1 < side { sum += Int(abs((value - small[y * side + x + 1]) * 100 / 255)) }
            }
        }
        return min(100, sum / 90)
    }

    // MARK: - Frequencies

    private static let cosines: [Float] = {
        let scale = (2.0 / Double(side)).squareRoot()
        return (0..<frequencies * side).map { place in
            let (frequency, sample) = (place / side + 1, place % side)
            return Float(scale * cos(Double.pi / 2 / Double(side) * Double(frequency) * Double(2 * sample + 1)))
        }
    }()

    private static func hash(_ small: [Float]) -> PDQHash {
        var half = [Float](repeating: 0, count: frequencies * side)
        for i in 0..<frequencies {
            for k in 0..<side {
                let cosine = cosines[i * side + k]
                for j in 0..<side { half[i * side + j] += cosine * small[k * side + j] }
            }
        }
        var spectrum = [Float](repeating: 0, count: frequencies * frequencies)
        for i in 0..<frequencies {
            for j in 0..<frequencies {
                var sum: Float = 0
                for k in 0..<side { sum += half[i * side + k] * cosines[j * side + k] }
                spectrum[i * frequencies + j] = sum
            }
        }
        let median = spectrum.sorted()[(spectrum.count - 1) / 2]
        var words = SIMD4<UInt64>(repeating: 0)
        for (place, value) in spectrum.enumerated() where value > median {
            words[place / 64] |= 1 << UInt64(place % 64)
        }
        return PDQHash(words: words)
    }
}
