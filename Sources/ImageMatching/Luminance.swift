// Luminance.swift — the brightness of a picture (亮度), which all that follows is computed from.

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

    /// The mean of each cell of a grid of `side` × `side` laid over the picture.
    func means(_ side: Int) -> [Float] {
        values.withUnsafeBufferPointer { values in
            Grid.means(width: width, height: height, columns: side, rows: side) { row, share, sums in
                let begin = row * width
                var x = 0
                while x < width {
                    sums[x] += share * values[begin + x]
                    x += 1
                }
            }
        }
    }
}
