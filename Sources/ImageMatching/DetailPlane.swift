// DetailPlane.swift — what of a picture is kept to lay it over another (细节图): where the hash has told that two are alike as a whole,
// this tells whether they are alike everywhere. Certificates of one form are alike as a whole, and differ where a name stands.

/// The means of a grid of 256 × 256 laid over the picture, whatever its shape, in shades 0 to 255: 64 KB. On a sheet of A4 a
/// character of 4 mm is five points wide.
package struct DetailPlane: Sendable, Hashable {
    static let side = 256
    /// Row by row from the top.
    package let shades: [UInt8]

    /// Shades there are.
    package static let count = side * side

    /// What ``shades`` gave; nil where they are not so many.
    package init?(shades: [UInt8]) {
        guard shades.count == Self.count else { return nil }
        self.shades = shades
    }

    package init(_ picture: Luminance) {
        shades = picture.means(Self.side).map { UInt8(max(0, min(255, $0 + 0.5))) }
    }

    /// How far shades are spread (standard deviation, 0 to 128): 0 is one flat colour.
    package var contrast: Double {
        var (sum, squares) = (0, 0)
        shades.withUnsafeBufferPointer { shades in
            var place = 0
            while place < shades.count {
                let shade = Int(shades[place])
                sum += shade
                squares += shade * shade
                place += 1
            }
        }
        let count = Double(shades.count)
        let mean = Double(sum) / count
        return max(0, Double(squares) / count - mean * mean).squareRoot()
    }

    var plane: Plane { Plane(side: Self.side, values: shades.map { Float($0) }) }
}
