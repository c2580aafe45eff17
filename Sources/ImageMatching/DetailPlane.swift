// DetailPlane.swift — what of a picture is kept to lay it over another (细节图): where the hash has told that two are alike as a whole,
// this tells whether they are alike everywhere. Certificates of one form are alike as a whole, and differ where a name stands.

/// The picture twice, stretched to a square: coarse in 256 shades, to find how it lies on another; and fine, in which each point is
/// only so much darker or lighter than what is around it, in sixteen steps, to tell one character from another. 60 KB.
package struct DetailPlane: Sendable, Hashable {
    static let side = 96
    static let fineSide = 320
    /// What is around it: so many points each way.
    private static let around = 10

    /// Means of a grid of 96 × 96.
    let shades: [UInt8]
    /// Of a grid of 320 × 320, two in a byte, the first in its lower half: the step of the difference from what is around.
    let steps: [UInt8]

    /// Differences in shades of the steps: finer about nothing, where faint lines lie.
    private static let levels: [Float] = (0..<16).map { step in
        let part = (Float(step) - 7.5) / 7.5
        return 160 * part * abs(part)
    }

    package init(_ picture: Luminance) {
        shades = picture.means(Self.side).map { UInt8(max(0, min(255, $0.rounded()))) }
        let side = Self.fineSide
        let fine = Plane(side: side, values: picture.means(side))
        let around = fine.means(around: Self.around)
        var steps = [UInt8](repeating: 0, count: side * side / 2)
        for place in fine.values.indices {
            let part = (fine.values[place] - around.values[place]) / 160
            let root = part < 0 ? -(-part).squareRoot() : part.squareRoot()
            let step = UInt8(max(0, min(15, (root * 7.5 + 7.5).rounded())))
            steps[place / 2] |= step << UInt8(place % 2 * 4)
        }
        self.steps = steps
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

    var coarse: Plane { Plane(side: Self.side, values: shades.map(Float.init)) }

    var fine: Plane {
        var values = [Float](repeating: 0, count: Self.fineSide * Self.fineSide)
        for place in values.indices { values[place] = Self.levels[Int(steps[place / 2] >> UInt8(place % 2 * 4) & 15)] }
        return Plane(side: Self.fineSide, values: values)
    }
}
