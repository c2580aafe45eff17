// ColourPlane.swift — the colours of a picture, coarsely (色度图): with the finer shades of its detail enough to show it to people.

/// Both differences of colour (Cb and Cr of ITU-R BT.601) in a grid of 64 × 64 laid over the picture; none of a grey one.
package struct ColourPlane: Sendable, Hashable {
    static let side = 64
    /// Cb row by row from the top, then Cr, 128 for no colour; nothing at all where the picture is grey.
    package let shades: [UInt8]

    /// Shades there are of a picture that is not grey.
    package static let count = 2 * side * side

    /// Pixels each way that stand for a cell.
    private static let probes = 3

    /// Of a grey picture.
    package init() { shades = [] }

    /// What ``shades`` gave; nil where they are not so many.
    package init?(shades: [UInt8]) {
        guard shades.isEmpty || shades.count == Self.count else { return nil }
        self.shades = shades
    }

    /// Of three bytes a pixel; nil where they are of another size.
    package init?(width: Int, height: Int, rgb: [UInt8]) {
        guard width > 0, height > 0, rgb.count == 3 * width * height else { return nil }
        let (cells, probes) = (Self.side, Self.probes)
        var shades = [UInt8](repeating: 128, count: Self.count)
        rgb.withUnsafeBufferPointer { rgb in
            for cell in 0..<cells * cells {
                var (red, green, blue) = (0, 0, 0)
                for probe in 0..<probes * probes {
                    let x = (2 * (cell % cells * probes + probe % probes) + 1) * width / (2 * cells * probes)
                    let y = (2 * (cell / cells * probes + probe / probes) + 1) * height / (2 * cells * probes)
                    let pixel = 3 * (y * width + x)
                    red += Int(rgb[pixel])
                    green += Int(rgb[pixel + 1])
                    blue += Int(rgb[pixel + 2])
                }
                let scale = 1 / Float(probes * probes)
                let (r, g, b) = (Float(red) * scale, Float(green) * scale, Float(blue) * scale)
                shades[cell] = Self.byte(-0.168736 * r - 0.331264 * g + 0.5 * b)
                shades[cells * cells + cell] = Self.byte(0.5 * r - 0.418688 * g - 0.081312 * b)
            }
        }
        self.shades = shades
    }

    private static func byte(_ difference: Float) -> UInt8 { UInt8(max(0, min(255, difference + 128.5))) }
}
