// DetailAgreement.swift — one picture laid over another (逐格核对): shifted, stretched and lit to fit, then compared cell by cell.

/// How two pictures agree, once the second is laid over the first as well as can be.
package struct DetailAgreement: Sendable, Hashable {
    /// Cells in which something stands, in either.
    package let cells: Int
    /// Those of them in which something else stands in the other.
    package let differing: Int
    /// The lowest correlation of a cell, −1 to 1.
    package let lowest: Double
    /// The share of the first that the second covers, 0 to 1.
    package let overlap: Double

    /// A cell is so many pixels of the plane wide and high.
    static let cell = 8
    /// Shades (standard deviation) from which on something stands in a cell.
    static let leastContrast: Float = 5
    /// Correlation of a cell under which something else stands there.
    static let leastCorrelation: Float = 0.75

    /// Cells that two copies of one picture may differ in, for what coarse coding does to faint detail: one in forty.
    package var isSame: Bool { cells >= 12 && overlap > 0.85 && differing <= cells / 40 }

    package init(_ first: DetailPlane, _ second: DetailPlane) {
        let a = first.shades.map(Float.init)
        let b = second.shades.map(Float.init)
        let fit = Fit.best(a, b)
        let (laid, covered) = fit.laid(b)
        let side = DetailPlane.side
        var (cells, differing, lowest): (Int, Int, Float) = (0, 0, 1)
        // half a cell apart, so that what differs falls into the middle of one
        let step = Self.cell / 2
        for top in stride(from: 0, through: side - Self.cell, by: step) {
            for left in stride(from: 0, through: side - Self.cell, by: step) {
                guard let (contrast, correlation) = Self.correlation(a, laid, covered, left, top),
                    contrast >= Self.leastContrast
                else { continue }
                cells += 1
                if correlation < Self.leastCorrelation { differing += 1 }
                lowest = min(lowest, correlation)
            }
        }
        self.cells = cells
        self.differing = differing
        self.lowest = Double(lowest)
        overlap = Double(covered.count { $0 }) / Double(covered.count)
    }

    /// The contrast of the one of a cell that has more, and how the two follow each other; nil where the second does not reach.
    private static func correlation(
        _ a: [Float], _ b: [Float], _ covered: [Bool], _ left: Int, _ top: Int
    ) -> (contrast: Float, correlation: Float)? {
        var (sumA, sumB, squaresA, squaresB, products): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
        for y in top..<top + cell {
            for x in left..<left + cell {
                let place = y * DetailPlane.side + x
                guard covered[place] else { return nil }
                let (one, other) = (a[place], b[place])
                sumA += one
                sumB += other
                squaresA += one * one
                squaresB += other * other
                products += one * other
            }
        }
        let count = Float(cell * cell)
        let varianceA = max(0, squaresA / count - sumA / count * (sumA / count))
        let varianceB = max(0, squaresB / count - sumB / count * (sumB / count))
        let covariance = products / count - sumA / count * (sumB / count)
        let contrast = max(varianceA, varianceB).squareRoot()
        let both = (varianceA * varianceB).squareRoot()
        // something here and nothing there is a difference
        guard min(varianceA, varianceB).squareRoot() > contrast / 4, both > 0 else { return (contrast, 0) }
        return (contrast, covariance / both)
    }
}

/// How the second is laid: a point of the first lies at `(x, y) + matrix` of the second, whose shades are `gain · shade + offset`.
struct Fit {
    /// x' = p0 + p1·x + p2·y, y' = p3 + p4·x + p5·y, with x and y from the middle, −1 to 1; in pixels of the plane.
    var place: [Float] = [0, 0, 0, 0, 0, 0]
    var gain: Float = 1
    var offset: Float = 0

    /// Farther than this many pixels nothing is moved.
    private static let farthest: Float = 6

    /// Gauss–Newton from coarse to fine, on smoothed pictures first.
    static func best(_ a: [Float], _ b: [Float]) -> Fit {
        var fit = Fit()
        for radius in [4, 2, 1, 0] {
            let (one, other) = (smoothed(a, radius), smoothed(b, radius))
            for _ in 0..<8 where !fit.step(one, other, every: radius > 0 ? 2 : 1) { break }
        }
        return fit
    }

    /// The second as it lies over the first, and where it reaches.
    func laid(_ b: [Float]) -> ([Float], [Bool]) {
        let side = DetailPlane.side
        var laid = [Float](repeating: 0, count: side * side)
        var covered = [Bool](repeating: false, count: side * side)
        for y in 0..<side {
            for x in 0..<side {
                let (u, v) = source(x, y)
                guard u >= 0, v >= 0, u <= Float(side - 1), v <= Float(side - 1) else { continue }
                covered[y * side + x] = true
                laid[y * side + x] = gain * Self.value(b, u, v) + offset
            }
        }
        return (laid, covered)
    }

    private func source(_ x: Int, _ y: Int) -> (Float, Float) {
        let half = Float(DetailPlane.side - 1) / 2
        let (fx, fy) = (Float(x) / half - 1, Float(y) / half - 1)
        return (
            Float(x) + place[0] + place[1] * fx + place[2] * fy, Float(y) + place[3] + place[4] * fx + place[5] * fy
        )
    }

    private static func value(_ b: [Float], _ u: Float, _ v: Float) -> Float {
        let side = DetailPlane.side
        let (x, y) = (min(Int(u), side - 2), min(Int(v), side - 2))
        let (dx, dy) = (u - Float(x), v - Float(y))
        let at = y * side + x
        let upper = b[at] + (b[at + 1] - b[at]) * dx
        let lower = b[at + side] + (b[at + side + 1] - b[at + side]) * dx
        return upper + (lower - upper) * dy
    }

    /// One step; false where it leads nowhere.
    private mutating func step(_ a: [Float], _ b: [Float], every: Int) -> Bool {
        let side = DetailPlane.side
        let half = Float(side - 1) / 2
        // six for the place, gain and offset
        var normal = [Double](repeating: 0, count: 64)
        var right = [Double](repeating: 0, count: 8)
        var row = [Float](repeating: 0, count: 8)
        var count = 0
        for y in stride(from: 1, to: side - 1, by: every) {
            for x in stride(from: 1, to: side - 1, by: every) {
                let (u, v) = source(x, y)
                guard u >= 1, v >= 1, u < Float(side - 2), v < Float(side - 2) else { continue }
                let shade = Self.value(b, u, v)
                let gx = gain * (Self.value(b, u + 1, v) - Self.value(b, u - 1, v)) / 2
                let gy = gain * (Self.value(b, u, v + 1) - Self.value(b, u, v - 1)) / 2
                let (fx, fy) = (Float(x) / half - 1, Float(y) / half - 1)
                row[0] = gx
                row[1] = gx * fx
                row[2] = gx * fy
                row[3] = gy
                row[4] = gy * fx
                row[5] = gy * fy
                row[6] = shade
                row[7] = 1
                // what lies far off is no reason to move: a name that differs must not pull the form out of its place
                let error = a[y * side + x] - gain * shade - offset
                let weight = min(1, 12 / max(1, abs(error)))
                for i in 0..<8 {
                    let weighted = weight * row[i]
                    right[i] += Double(weighted * error)
                    for j in i..<8 { normal[i * 8 + j] += Double(weighted * row[j]) }
                }
                count += 1
            }
        }
        guard count > side * side / (2 * every * every) else { return false }
        for i in 0..<8 { for j in 0..<i { normal[i * 8 + j] = normal[j * 8 + i] } }
        guard let change = Self.solve(normal, right) else { return false }
        var next = self
        for i in 0..<6 { next.place[i] += Float(change[i]) }
        next.gain += Float(change[6])
        next.offset += Float(change[7])
        guard next.place.allSatisfy({ $0.isFinite && abs($0) <= Self.farthest }), next.gain > 0.4, next.gain < 2.5
        else {
            return false
        }
        let moved = change[0..<6].map(abs).max() ?? 0
        self = next
        return moved > 0.01
    }

    /// By Gauss with pivots; nil where nothing is determined. A trace is added so that an empty direction stays put.
    private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        var (m, r) = (matrix, right)
        let n = 8
        for i in 0..<n { m[i * n + i] += 1e-6 * m[i * n + i] + 1e-3 }
        for i in 0..<n {
            guard let pivot = (i..<n).max(by: { abs(m[$0 * n + i]) < abs(m[$1 * n + i]) }), abs(m[pivot * n + i]) > 1e-9
            else { return nil }
            if pivot != i {
                for j in 0..<n { m.swapAt(i * n + j, pivot * n + j) }
                r.swapAt(i, pivot)
            }
            for k in i + 1..<n {
                let factor = m[k * n + i] / m[i * n + i]
                for j in i..<n { m[k * n + j] -= factor * m[i * n + j] }
                r[k] -= factor * r[i]
            }
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            for j in i + 1..<n { r[i] -= m[i * n + j] * r[j] }
            r[i] /= m[i * n + i]
        }
        return r.allSatisfy(\.isFinite) ? r : nil
    }

    private static func smoothed(_ values: [Float], _ radius: Int) -> [Float] {
        guard radius > 0 else { return values }
        let side = DetailPlane.side
        var across = values
        for y in 0..<side {
            for x in 0..<side {
                let (from, until) = (max(0, x - radius), min(side - 1, x + radius))
                var sum: Float = 0
                for place in from...until { sum += values[y * side + place] }
                across[y * side + x] = sum / Float(until - from + 1)
            }
        }
        var down = across
        for y in 0..<side {
            let (from, until) = (max(0, y - radius), min(side - 1, y + radius))
            for x in 0..<side {
                var sum: Float = 0
                for place in from...until { sum += across[place * side + x] }
                down[y * side + x] = sum / Float(until - from + 1)
            }
        }
        return down
    }
}
