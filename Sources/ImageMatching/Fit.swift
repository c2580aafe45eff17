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
        var sizes = [(a, b)]
        for _ in 0..<2 {
            guard let last = sizes.last else { break }
            sizes.append((last.0.halved, last.1.halved))
        }
        var fit = Fit()
        for (number, planes) in sizes.enumerated().reversed() {
            let level = Level(planes.0, planes.1)
            var left = number == 0 ? 6 : 10
            while left > 0, fit.step(level) { left -= 1 }
        }
        return fit
    }

    /// The second, of whatever side, as it lies over the first, and where it reaches.
    func laid(_ b: Plane) -> (plane: Plane, covered: [Bool]) {
        let side = b.side
        let (edge, last) = (Float(side), Float(side - 1))
        let moves = Moves(place, side)
        var laid = Plane(side: side, values: [Float](repeating: 0, count: side * side))
        var covered = [Bool](repeating: false, count: side * side)
        laid.values.withUnsafeMutableBufferPointer { laid in
            covered.withUnsafeMutableBufferPointer { covered in
                b.values.withUnsafeBufferPointer { values in
                    for y in 0..<side {
                        var x = 0
                        while x < side {
                            let (u, v) = moves.source(x, y)
                            if u > -1, v > -1, u < edge, v < edge {
                                let point = Between(max(0, min(u, last)), max(0, min(v, last)), side: side)
                                covered[y * side + x] = true
                                laid[y * side + x] = gain * point.value(of: values) + offset
                            }
                            x += 1
                        }
                    }
                }
            }
        }
        return (laid, covered)
    }

    /// Where a pixel of the first comes from, on planes of one side.
    private struct Moves {
        private let p0, p1, p2, p3, p4, p5: Float
        private let half: Float

        init(_ place: [Float], _ side: Int) {
            let pixels = place.map { $0 * Float(side) }
            (p0, p1, p2) = (pixels[0], pixels[1], pixels[2])
            (p3, p4, p5) = (pixels[3], pixels[4], pixels[5])
            half = Float(side - 1) / 2
        }

        @inline(__always)
        func source(_ x: Int, _ y: Int) -> (Float, Float) {
            let (u, v) = (Float(x) / half - 1, Float(y) / half - 1)
            return (Float(x) + p0 + p1 * u + p2 * v, Float(y) + p3 + p4 * u + p5 * v)
        }
    }

    /// Two planes of one size, smoothed, and the slopes of the second.
    private struct Level {
        let side: Int
        let first: [Float]
        let second: [Float]
        let across: [Float]
        let down: [Float]

        init(_ a: Plane, _ b: Plane) {
            side = a.side
            first = a.smoothed.values
            let smoothed = b.smoothed
            second = smoothed.values
            let slopes = smoothed.slopes
            (across, down) = (slopes.across.values, slopes.down.values)
        }
    }

    /// One step; false where it leads nowhere.
    private mutating func step(_ level: Level) -> Bool {
        let side = level.side
        let sums = sums(level)
        guard sums.count > side * side / 2, let change = Self.solve(sums.normal, sums.right) else { return false }
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

    /// The equations of a step: eight unknowns, six for the place, then gain (of shades by 128) and offset.
    private func sums(_ level: Level) -> Sums {
        let side = level.side
        let half = Float(side - 1) / 2
        let inner = Float(side - 2)
        let moves = Moves(place, side)
        var sums = Sums()
        level.first.withUnsafeBufferPointer { first in
            level.second.withUnsafeBufferPointer { second in
                level.across.withUnsafeBufferPointer { across in
                    level.down.withUnsafeBufferPointer { down in
                        for y in 1..<side - 1 {
                            var row = Row()
                            var x = 1
                            while x < side - 1 {
                                let (u, v) = moves.source(x, y)
                                if u >= 1, v >= 1, u < inner, v < inner {
                                    let point = Between(u, v, side: side)
                                    let shade = point.value(of: second)
                                    row.add(
                                        at: Float(x) / half - 1, across: gain * point.value(of: across),
                                        down: gain * point.value(of: down), shade: shade / 128,
                                        error: first[y * side + x] - gain * shade - offset)
                                }
                                x += 1
                            }
                            sums.add(row, at: Float(y) / half - 1)
                        }
                    }
                }
            }
        }
        return sums
    }

    /// What the pixels of one row add up to: each name says which of slope across (x) and down (y), shade (s) and error (e) are
    /// multiplied; the number, how often with the place in the row.
    private struct Row {
        var count = 0
        var xx0: Float = 0, xx1: Float = 0, xx2: Float = 0
        var xy0: Float = 0, xy1: Float = 0, xy2: Float = 0
        var yy0: Float = 0, yy1: Float = 0, yy2: Float = 0
        var xs0: Float = 0, xs1: Float = 0, ys0: Float = 0, ys1: Float = 0
        var x0: Float = 0, x1: Float = 0, y0: Float = 0, y1: Float = 0
        var ss: Float = 0, s: Float = 0, one: Float = 0
        var xe0: Float = 0, xe1: Float = 0, ye0: Float = 0, ye1: Float = 0
        var se: Float = 0, e: Float = 0

        @inline(__always)
        mutating func add(at place: Float, across: Float, down: Float, shade: Float, error: Float) {
            // what lies far off is no reason to move: a name that differs must not pull the form out of its place
            let far = abs(error)
            let weight: Float = far > 12 ? 12 / far : 1
            let (x, y, s, e) = (weight * across, weight * down, weight * shade, weight * error)
            let (xx, xy, yy) = (x * across, x * down, y * down)
            xx0 += xx
            xx1 += xx * place
            xx2 += xx * place * place
            xy0 += xy
            xy1 += xy * place
            xy2 += xy * place * place
            yy0 += yy
            yy1 += yy * place
            yy2 += yy * place * place
            xs0 += x * shade
            xs1 += x * shade * place
            ys0 += y * shade
            ys1 += y * shade * place
            x0 += x
            x1 += x * place
            y0 += y
            y1 += y * place
            ss += s * shade
            self.s += s
            one += weight
            xe0 += x * error
            xe1 += x * error * place
            ye0 += y * error
            ye1 += y * error * place
            se += s * error
            self.e += e
            count += 1
        }
    }

    /// The same of all rows, as the normal equations; of the symmetric matrix the upper half, in rows of eight.
    private struct Sums {
        var normal = [Double](repeating: 0, count: 64)
        var right = [Double](repeating: 0, count: 8)
        var count = 0

        mutating func add(_ row: Row, at height: Float) {
            let v = Double(height)
            count += row.count
            square(0, 0, row.xx0, row.xx1, row.xx2, v)
            square(0, 3, row.xy0, row.xy1, row.xy2, v)
            square(3, 3, row.yy0, row.yy1, row.yy2, v)
            column(0, 6, row.xs0, row.xs1, v)
            column(3, 6, row.ys0, row.ys1, v)
            column(0, 7, row.x0, row.x1, v)
            column(3, 7, row.y0, row.y1, v)
            normal[6 * 8 + 6] += Double(row.ss)
            normal[6 * 8 + 7] += Double(row.s)
            normal[7 * 8 + 7] += Double(row.one)
            for (index, (flat, sloped)) in [(row.xe0, row.xe1), (row.ye0, row.ye1)].enumerated() {
                right[3 * index] += Double(flat)
                right[3 * index + 1] += Double(sloped)
                right[3 * index + 2] += Double(flat) * v
            }
            right[6] += Double(row.se)
            right[7] += Double(row.e)
        }

        /// Products of 1, u and v with 1, u and v.
        private mutating func square(_ i: Int, _ j: Int, _ m0: Float, _ m1: Float, _ m2: Float, _ v: Double) {
            let (m0, m1, m2) = (Double(m0), Double(m1), Double(m2))
            let at = i * 8 + j
            normal[at] += m0
            normal[at + 1] += m1
            normal[at + 2] += m0 * v
            normal[at + 8] += m1
            normal[at + 9] += m2
            normal[at + 10] += m1 * v
            normal[at + 16] += m0 * v
            normal[at + 17] += m1 * v
            normal[at + 18] += m0 * v * v
        }

        private mutating func column(_ i: Int, _ j: Int, _ m0: Float, _ m1: Float, _ v: Double) {
            normal[i * 8 + j] += Double(m0)
            normal[(i + 1) * 8 + j] += Double(m1)
            normal[(i + 2) * 8 + j] += Double(m0) * v
        }
    }

    /// By Gauss with pivots; nil where nothing is determined. The diagonal is raised a little, so that an empty direction stays put.
    ///
    /// - Parameter upper: the upper half of a symmetric matrix of 8 × 8.
    private static func solve(_ upper: [Double], _ right: [Double]) -> [Double]? {
        let n = 8
        var m = (0..<n).map { row in (0..<n).map { upper[min(row, $0) * n + max(row, $0)] } }
        var r = right
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
