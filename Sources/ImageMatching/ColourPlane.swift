// ColourPlane.swift — the colours of a picture, coarsely (色度图): with the finer shades of its detail enough to show it to people.

/// The means of both differences of colour (Cb and Cr of ITU-R BT.601) in a grid of 64 × 64 laid over the picture; none of a grey one.
package struct ColourPlane: Sendable, Hashable {
    static let side = 64
    /// Cb row by row from the top, then Cr, 128 for no colour; nothing at all where the picture is grey.
    package let shades: [UInt8]

    /// Shades there are of a picture that is not grey.
    package static let count = 2 * side * side

    /// Of a grey picture.
    package init() { shades = [] }

    /// What ``shades`` gave; nil where they are not so many.
    package init?(shades: [UInt8]) {
        guard shades.isEmpty || shades.count == Self.count else { return nil }
        self.shades = shades
    }

    /// Of three bytes a pixel; nil where they are of another size.
    package init?(width: Int, height: Int, rgb: [UInt8]) {
        guard rgb.count == 3 * width * height else { return nil }
        var shades: [UInt8] = []
        for (red, green, blue) in [(-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312)] as [(Float, Float, Float)]
        {
            var values = [Float](repeating: 0, count: width * height)
            values.withUnsafeMutableBufferPointer { values in
                rgb.withUnsafeBufferPointer { rgb in
                    var pixel = 0
                    while pixel < values.count {
                        values[pixel] =
                            red * Float(rgb[3 * pixel]) + green * Float(rgb[3 * pixel + 1])
                            + blue * Float(rgb[3 * pixel + 2])
                        pixel += 1
                    }
                }
            }
            guard let picture = Luminance(width: width, height: height, values: values) else { return nil }
            shades += picture.means(Self.side).map { UInt8(max(0, min(255, $0 + 128.5))) }
        }
        self.shades = shades
    }
}
