// Fit.swift — where one picture lies on another (配准): shifted, stretched, turned a little and lit to fit.

/// How the second is laid over the first: the point (x, y) of the first lies at x' = x + p0 + p1·u + p2·v, y' = y + p3 + p4·u + p5·v of
/// the second, with u and v from −1 to 1 across the plane; its shades are `gain · shade + offset`.
struct Fit {
    /// In parts of the plane's side.
    private var place = [Float](repeating: 0, count: 6)
    private var gain: Float = 1
    private var offset: Float = 0

    /// Nothing is moved farther, in parts of the side.
    private static let farthest: Float = 0.06

    /// Gauss–Newton, first on planes of a quarter and half of the size.
    static func best(_ a: Plane, _ b: Plane) -> Fit {
        var levels = [(a, b)]
        for _ in 0..<2 {
            guard let last = levels.last else { break }
            levels.append((last.0.halved, last.1.halved))
        }
        var fit = Fit()
        for (level, planes) in levels.enumerated().reversed() {
            let (one, other) = (planes.0.smoothed, planes.1.smoothed)
            var left = level == 0 ? 6 : 10
            while left > 0, fit.step(one, other) { left -= 1 }
        }
        return fit
    }

    /// The second, of whatever side, as it lies over the first, and where it reaches.
    func laid(_ b: Plane) -> (plane: Plane, covered: [Bool]) {
        let side = b.side
        var laid = Plane(side: side, values: [Float](repeating: 0, count: side * side))
        var covered = [Bool](repeating: false, count: side * side)
        let moves = moves(side)
        for y in 0..<side {
            for x in 0..<side {
                let (u, v) = moves.source(x, y)
                guard u > -1, v > -1, u < Float(side), v < Float(side) else { continue }
                covered[y * side + x] = true
                let value = b.value(max(0, min(u, Float(side - 1))), max(0, min(v, Float(side - 1))))
                laid.values[y * side + x] = gain * value + offset
            }
        }
        return (laid, covered)
    }

    private struct Moves {
        let place: SIMD8<Float>
        let half: Float

        @inline(__always)
        func source(_ x: Int, _ y: Int) -> (Float, Float) {
            let (u, v) = (Float(x) / half - 1, Float(y) / half - 1)
            return (
                Float(x) + place[0] + place[1] * u + place[2] * v, Float(y) + place[3] + place[4] * u + place[5] * v
            )
        }
    }

    private func moves(_ side: Int) -> Moves {
        var pixels = SIMD8<Float>(repeating: 0)
        for index in 0..<6 { pixels[index] = place[index] * Float(side) }
        return Moves(place: pixels, half: Float(side - 1) / 2)
    }

    /// One step; false where it leads nowhere.
    private mutating func step(_ a: Plane, _ b: Plane) -> Bool {
        let side = a.side
        let half = Float(side - 1) / 2
        let moves = moves(side)
        // six for the place, gain and offset
        var normal = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: 8)
        var right = SIMD8<Float>(repeating: 0)
        var count = 0
        a.values.withUnsafeBufferPointer { a in
            for y in 1..<side - 1 {
                for x in 1..<side - 1 {
                    let (u, v) = moves.source(x, y)
                    guard u >= 1, v >= 1, u < Float(side - 2), v < Float(side - 2) else { continue }
                    let shade = b.value(u, v)
                    let across = gain * (b.value(u + 1, v) - b.value(u - 1, v)) / 2
                    let down = gain * (b.value(u, v + 1) - b.value(u, v - 1)) / 2
                    let (fx, fy) = (Float(x) / half - 1, Float(y) / half - 1)
                    let row = SIMD8<Float>(
                        across, across * fx, across * fy, down, down * fx, down * fy, shade / 128, 1)
                    // what lies far off is no reason to move: a name that differs must not pull the form out of its place
                    let error = a[y * side + x] - gain * shade - offset
                    let weight = min(1, 12 / max(1, abs(error)))
                    let weighted = row * weight
                    right += weighted * error
                    for index in 0..<8 { normal[index] += weighted * row[index] }
                    count += 1
                }
            }
        }
        guard count > side * side / 2, let change = Self.solve(normal, right) else { return false }
        var next = self
        for index in 0..<6 { next.place[index] += Float(change[index]) / Float(side) }
        next.gain += Float(change[6]) / 128
        next.offset += Float(change[7])
        guard next.place.allSatisfy({ $0.isFinite && abs($0) <= Self.farthest }), next.gain > 0.4, next.gain < 2.5
        else {
            return false
        }
        self = next
        return (change[0..<6].map(abs).max() ?? 0) > 0.01
    }

    /// By Gauss with pivots; nil where nothing is determined. The diagonal is raised a little, so that an empty direction stays put.
    private static func solve(_ matrix: [SIMD8<Float>], _ right: SIMD8<Float>) -> [Double]? {
        let n = 8
        var m = matrix.map { row in (0..<n).map { Double(row[$0]) } }
        var r = (0..<n).map { Double(right[$0]) }
        for i in 0..<n { m[i][i] += 1e-6 * m[i][i] + 1e-3 }
        for i in 0..<n {
            guard let pivot = (i..<n).max(by: { abs(m[$0][i]) < abs(m[$1][i]) }), abs(m[pivot][i]) > 1e-9 else {
                return nil
            }
            m.swapAt(i, pivot)
            r.swapAt(i, pivot)
            for k in i + 1..<n {
                let factor = m[k][i] / m[i][i]
                for j in i..<n { m[k][j] -= factor * m[i][j] }
                r[k] -= factor * r[i]
            }
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            for j in i + 1..<n { r[i] -= m[i][j] * r[j] }
            r[i] /= m[i][i]
        }
        return r.allSatisfy(\.isFinite) ? r : nil
    }
}
