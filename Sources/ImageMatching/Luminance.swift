// Luminance.swift — the brightness of a decoded picture (亮度), which all that follows is computed from.

/// A picture in shades of grey, 0 (black) to 255 (white), row by row from the top.
package struct Luminance: Sendable {
    package let width: Int
    package let height: Int
    package let values: [Float]

    /// Nil where the values are not `width` × `height`, or there are none.
    package init?(width: Int, height: Int, values: [Float]) {
        guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20, values.count == width * height else {
            return nil
        }
        self.width = width
        self.height = height
        self.values = values
    }

    /// From three bytes a pixel, weighted as ITU-R BT.601 does (0.299, 0.587, 0.114).
    package init?(width: Int, height: Int, rgb: [UInt8]) {
        guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20, rgb.count == 3 * width * height else {
            return nil
        }
        var values = [Float](repeating: 0, count: width * height)
        values.withUnsafeMutableBufferPointer { values in
            rgb.withUnsafeBufferPointer { rgb in
                var pixel = 0
                while pixel < values.count {
                    values[pixel] =
                        0.299 * Float(rgb[3 * pixel]) + 0.587 * Float(rgb[3 * pixel + 1])
                        + 0.114 * Float(rgb[3 * pixel + 2])
                    pixel += 1
                }
            }
        }
        self.init(width: width, height: height, values: values)
    }

    /// The mean of each cell of a grid of `side` × `side` laid over the picture; cells may be smaller than a pixel.
    func means(_ side: Int) -> [Float] {
        let columns = Shares(width, side)
        let rows = Shares(height, side)
        // along rows first, then down
        var narrow = [Float](repeating: 0, count: side * height)
        narrow.withUnsafeMutableBufferPointer { narrow in
            values.withUnsafeBufferPointer { values in
                columns.withPointers { starts, firsts, shares in
                    for y in 0..<height {
                        var x = 0
                        while x < side {
                            var sum: Float = 0
                            var (place, pixel) = (starts[x], y * width + firsts[x])
                            while place < starts[x + 1] {
                                sum += shares[place] * values[pixel]
                                place += 1
                                pixel += 1
                            }
                            narrow[y * side + x] = sum
                            x += 1
                        }
                    }
                }
            }
        }
        var means = [Float](repeating: 0, count: side * side)
        means.withUnsafeMutableBufferPointer { means in
            narrow.withUnsafeBufferPointer { narrow in
                rows.withPointers { starts, firsts, shares in
                    for y in 0..<side {
                        for place in starts[y]..<starts[y + 1] {
                            let (share, row) = (shares[place], (firsts[y] + place - starts[y]) * side)
                            var x = 0
                            while x < side {
                                means[y * side + x] += share * narrow[row + x]
                                x += 1
                            }
                        }
                    }
                }
            }
        }
        return means
    }

    /// Which pixels the cells along one side cover, and the share of each in its cell.
    private struct Shares {
        /// Of each cell, where its shares begin; one more at the end.
        private var starts = [0]
        /// Of each cell, its first pixel.
        private var firsts: [Int] = []
        private var shares: [Float] = []

        init(_ length: Int, _ side: Int) {
            let step = Double(length) / Double(side)
            for cell in 0..<side {
                let (start, end) = (Double(cell) * step, Double(cell + 1) * step)
                let from = min(length - 1, Int(start))
                let until = max(from + 1, min(length, Int(end.rounded(.up))))
                let parts = (from..<until).map { max(0, min(end, Double($0 + 1)) - max(start, Double($0))) }
                let whole = parts.reduce(0, +)
                firsts.append(from)
                shares += whole > 0 ? parts.map { Float($0 / whole) } : [1]
                starts.append(shares.count)
            }
        }

        func withPointers(
            _ body: (UnsafeBufferPointer<Int>, UnsafeBufferPointer<Int>, UnsafeBufferPointer<Float>) -> Void
        ) {
            starts.withUnsafeBufferPointer { starts in
                firsts.withUnsafeBufferPointer { firsts in
                    shares.withUnsafeBufferPointer { shares in body(starts, firsts, shares) }
                }
            }
        }
    }
}
