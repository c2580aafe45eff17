// Preview.swift — what is shown of a picture (预览图): its detail and its colours, in the shape that it had.

package struct Preview: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// Row by row from the top: one byte a pixel where it is grey, else red, green and blue.
    package let samples: [UInt8]

    private static let longestSide = 200

    /// - Parameters:
    ///   - width: pixels of the picture, for its shape; nil where unknown, and it is shown square.
    ///   - height: the same.
    package init(_ detail: DetailPlane, _ colours: ColourPlane, width: Int?, height: Int?) {
        let shape = (width: Double(max(1, width ?? 1)), height: Double(max(1, height ?? 1)))
        let scale = Double(Self.longestSide) / max(shape.width, shape.height)
        let columns = max(1, Int((shape.width * scale).rounded()))
        let rows = max(1, Int((shape.height * scale).rounded()))
        (self.width, self.height) = (columns, rows)
        let shades = Self.grid(detail.shades, DetailPlane.side, columns, rows)
        guard !colours.shades.isEmpty else {
            samples = shades.map(Self.byte)
            return
        }
        let half = ColourPlane.count / 2
        let blues = Self.grid(Array(colours.shades[..<half]), ColourPlane.side, columns, rows)
        let reds = Self.grid(Array(colours.shades[half...]), ColourPlane.side, columns, rows)
        samples = shades.indices.flatMap { pixel in
            let (shade, blue, red) = (shades[pixel], blues[pixel] - 128, reds[pixel] - 128)
            return [
                Self.byte(shade + 1.402 * red), Self.byte(shade - 0.344136 * blue - 0.714136 * red),
                Self.byte(shade + 1.772 * blue),
            ]
        }
    }

    private static func byte(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value + 0.5))) }

    private static func grid(_ shades: [UInt8], _ side: Int, _ columns: Int, _ rows: Int) -> [Float] {
        shades.withUnsafeBufferPointer { Grid.means($0, width: side, height: side, columns: columns, rows: rows) }
    }
}
