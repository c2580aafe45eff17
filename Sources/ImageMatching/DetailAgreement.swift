// DetailAgreement.swift — one picture laid over another (逐格核对): shifted, stretched and lit to fit, then compared cell by cell.

/// How two pictures agree, once the second is laid over the first as well as can be.
package struct DetailAgreement: Sendable, Hashable {
    /// Cells in which something stands, in either.
    package let cells: Int
    /// Those of them in which something else stands in the other.
    package let differing: Int
    /// Whether the coarse planes agree; where they do not, nothing finer was looked at.
    package let isAlike: Bool

    /// Correlation of a cell under which something else stands there.
    private static let leastCorrelation: Float = 0.85
    private static let coarseCells = Cells(side: DetailPlane.side / 2, size: 8, leastContrast: 8)
    private static let fineCells = Cells(side: DetailPlane.side, size: 8, leastContrast: 8)
    /// So many fine cells of two copies may differ. Measured on 420 copies that were coded, scaled or lit anew (scripts/bench --only
    /// images): one differed at most; of 70 that were cut by up to 1.5 % at each edge three in four were found. On 16,860 pairs of
    /// certificates of one form: 20 at least, where all but a name, a number and a date is printed. Where only a name of three small
    /// characters differs, it is two and more.
    private static let mostDiffering = 1

    /// Whether the two are copies of one picture.
    package var isSame: Bool { isAlike && cells >= 12 && differing <= Self.mostDiffering }

    package init(_ first: DetailPlane, _ second: DetailPlane) {
        let (a, b) = (first.plane, second.plane)
        let (smallA, smallB) = (a.halved, b.halved)
        let fit = Fit.best(smallA, smallB)
        let coarse = fit.laid(smallB)
        let correlations = Self.coarseCells.correlations(smallA, coarse.plane, coarse.covered)
        let differing = correlations.count { $0 < Self.leastCorrelation }
        // one in ten, and an eighth of the picture beside the other: what is cut off at the edges is less
        guard correlations.count >= 4, differing * 10 <= correlations.count,
            coarse.covered.count(where: { $0 }) * 8 > coarse.covered.count * 7
        else {
            (cells, self.differing, isAlike) = (correlations.count, differing, false)
            return
        }
        let fine = fit.laid(b)
        let all = Self.fineCells.correlations(a, fine.plane, fine.covered)
        (cells, self.differing, isAlike) = (all.count, all.count { $0 < Self.leastCorrelation }, true)
    }
}

/// A plane in square cells, each half a cell from the next, so that what differs falls into the middle of one.
struct Cells {
    let side: Int
    let size: Int
    /// Standard deviation from which on something stands in a cell.
    let leastContrast: Float
    /// What lies at the edge of a cell counts little: a line that comes in there by half a pixel is no difference.
    private let weights: [Float]

    init(side: Int, size: Int, leastContrast: Float) {
        self.side = side
        self.size = size
        self.leastContrast = leastContrast
        let slope = (0..<size).map { Float(min($0, size - 1 - $0) * 2 + 1) }
        let whole = slope.reduce(0, +)
        weights = (0..<size * size).map { slope[$0 / size] * slope[$0 % size] / (whole * whole) }
    }

    /// How the two follow each other in each cell in which something stands; cells that the second does not cover are left out.
    func correlations(_ a: Plane, _ b: Plane, _ covered: [Bool]) -> [Float] {
        // what lies half a pixel off is no difference
        let (one, other) = (a.smoothed.values, b.smoothed.values)
        var correlations: [Float] = []
        one.withUnsafeBufferPointer { one in
            other.withUnsafeBufferPointer { other in
                covered.withUnsafeBufferPointer { covered in
                    weights.withUnsafeBufferPointer { weights in
                        for top in stride(from: 0, through: side - size, by: size / 2) {
                            for left in stride(from: 0, through: side - size, by: size / 2) {
                                let sums = sums(one, other, covered, weights, at: top * side + left)
                                guard let found = sums?.agreement, found.contrast >= leastContrast else { continue }
                                correlations.append(found.correlation)
                            }
                        }
                    }
                }
            }
        }
        return correlations
    }

    /// Of one cell; nil where the second does not cover it.
    private func sums(
        _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>, _ covered: UnsafeBufferPointer<Bool>,
        _ weights: UnsafeBufferPointer<Float>, at corner: Int
    ) -> Sums? {
        var sums = Sums()
        var number = 0
        for row in 0..<size {
            var place = corner + row * side
            let end = place + size
            while place < end {
                guard covered[place] else { return nil }
                sums.add(a[place], b[place], weights[number])
                place += 1
                number += 1
            }
        }
        return sums
    }

    /// What the pixels of a cell add up to, in the first and in the second.
    private struct Sums {
        private var a: Float = 0
        private var b: Float = 0
        private var squaresA: Float = 0
        private var squaresB: Float = 0
        private var products: Float = 0

        @inline(__always)
        mutating func add(_ one: Float, _ other: Float, _ weight: Float) {
            let (x, y) = (weight * one, weight * other)
            a += x
            b += y
            squaresA += x * one
            squaresB += y * other
            products += x * other
        }

        /// Standard deviation in the one that has more of it, and how the two follow each other.
        var agreement: (contrast: Float, correlation: Float) {
            let varianceA = max(0, squaresA - a * a)
            let varianceB = max(0, squaresB - b * b)
            let contrast = max(varianceA, varianceB).squareRoot()
            let both = (varianceA * varianceB).squareRoot()
            // something here and nothing there is a difference
            guard min(varianceA, varianceB).squareRoot() > contrast / 4, both > 0 else { return (contrast, 0) }
            return (contrast, (products - a * b) / both)
        }
    }
}
