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

    /// From one byte a pixel.
    package init?(width: Int, height: Int, grey: [UInt8]) {
        self.init(width: width, height: height, values: grey.map { Float($0) })
    }

    /// The mean of each cell of a grid of `side` × `side` laid over the picture; cells may be smaller than a pixel.
    func means(_ side: Int) -> [Float] { means(columns: side, rows: side) }

    /// The same of a grid of any shape.
    func means(columns: Int, rows: Int) -> [Float] {
        let across = Shares(width, columns)
        let down = Shares(height, rows)
        // down first, where whole rows are added to each other
        var low = [Float](repeating: 0, count: rows * width)
        low.withUnsafeMutableBufferPointer { low in
            values.withUnsafeBufferPointer { values in
                down.withPointers { starts, firsts, shares in
                    for y in 0..<rows {
                        for place in starts[y]..<starts[y + 1] {
                            let (share, row) = (shares[place], (firsts[y] + place - starts[y]) * width)
                            var x = 0
                            while x < width {
                                low[y * width + x] += share * values[row + x]
                                x += 1
                            }
                        }
                    }
                }
            }
        }
        var means = [Float](repeating: 0, count: rows * columns)
        means.withUnsafeMutableBufferPointer { means in
            low.withUnsafeBufferPointer { low in
                across.withPointers { starts, firsts, shares in
                    for y in 0..<rows {
                        var x = 0
                        while x < columns {
                            var sum: Float = 0
                            var (place, pixel) = (starts[x], y * width + firsts[x])
                            while place < starts[x + 1] {
                                sum += shares[place] * low[pixel]
                                place += 1
                                pixel += 1
                            }
                            means[y * columns + x] = sum
                            x += 1
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
