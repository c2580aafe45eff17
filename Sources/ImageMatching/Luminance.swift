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
        rgb.withUnsafeBufferPointer { rgb in
            for index in values.indices {
                let pixel = 3 * index
                values[index] =
                    0.299 * Float(rgb[pixel]) + 0.587 * Float(rgb[pixel + 1]) + 0.114 * Float(rgb[pixel + 2])
            }
        }
        self.init(width: width, height: height, values: values)
    }

    /// The mean of each cell of a grid of `side` × `side` laid over the picture; cells may be smaller than a pixel.
    func means(_ side: Int) -> [Float] {
        let columns = Self.shares(width, side)
        let rows = Self.shares(height, side)
        // along rows first, then down
        var narrow = [Float](repeating: 0, count: side * height)
        for y in 0..<height {
            for x in 0..<side {
                var sum: Float = 0
                for (offset, share) in columns[x].shares.enumerated() {
                    sum += share * values[y * width + columns[x].from + offset]
                }
                narrow[y * side + x] = sum
            }
        }
        var means = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for (offset, share) in rows[y].shares.enumerated() {
                let row = (rows[y].from + offset) * side
                for x in 0..<side { means[y * side + x] += share * narrow[row + x] }
            }
        }
        return means
    }

    /// Which pixels a cell covers, and the share of each in it.
    private static func shares(_ length: Int, _ side: Int) -> [(from: Int, shares: [Float])] {
        let step = Double(length) / Double(side)
        return (0..<side).map { cell in
            let (start, end) = (Double(cell) * step, Double(cell + 1) * step)
            let from = min(length - 1, Int(start))
            let until = max(from + 1, min(length, Int(end.rounded(.up))))
            let parts = (from..<until).map { max(0, min(end, Double($0 + 1)) - max(start, Double($0))) }
            let whole = parts.reduce(0, +)
            guard whole > 0 else { return (from, [1]) }
            return (from, parts.map { Float($0 / whole) })
        }
    }
}
