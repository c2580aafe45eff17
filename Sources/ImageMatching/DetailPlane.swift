// DetailPlane.swift — a picture at 96 × 96 (细节图): where the hash has told that two are alike as a whole, this tells whether they
// are alike everywhere. Certificates of one form are alike as a whole, and differ where a name stands.

/// The means of a grid of 96 × 96 laid over the picture, whatever its shape, in shades 0 to 255.
package struct DetailPlane: Sendable, Hashable {
    package static let side = 96
    package let shades: [UInt8]

    package init(_ picture: Luminance) {
        shades = picture.means(Self.side).map { UInt8(max(0, min(255, $0.rounded()))) }
    }

    /// How far shades are spread (standard deviation, 0 to 128): 0 is one flat colour.
    package var contrast: Double {
        var (sum, squares) = (0, 0)
        for shade in shades {
            sum += Int(shade)
            squares += Int(shade) * Int(shade)
        }
        let count = Double(shades.count)
        let mean = Double(sum) / count
        return max(0, Double(squares) / count - mean * mean).squareRoot()
    }
}
