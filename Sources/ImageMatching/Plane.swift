// Plane.swift — a square of shades to compute with.

struct Plane {
    let side: Int
    var values: [Float]

    /// Between pixels, by the four around; `u` and `v` within the plane.
    @inline(__always)
    func value(_ u: Float, _ v: Float) -> Float {
        let (x, y) = (min(Int(u), side - 2), min(Int(v), side - 2))
        let (dx, dy) = (u - Float(x), v - Float(y))
        let at = y * side + x
        return values.withUnsafeBufferPointer { values in
            let upper = values[at] + (values[at + 1] - values[at]) * dx
            let lower = values[at + side] + (values[at + side + 1] - values[at + side]) * dx
            return upper + (lower - upper) * dy
        }
    }

    /// Half as wide and high; the side is even.
    var halved: Plane {
        let half = side / 2
        var small = [Float](repeating: 0, count: half * half)
        for y in 0..<half {
            for x in 0..<half {
                let at = 2 * y * side + 2 * x
                small[y * half + x] = (values[at] + values[at + 1] + values[at + side] + values[at + side + 1]) / 4
            }
        }
        return Plane(side: half, values: small)
    }

    /// Each with its neighbours, weighted 1 : 2 : 1 both ways.
    var smoothed: Plane {
        var across = values
        var down = values
        values.withUnsafeBufferPointer { values in
            for y in 0..<side {
                for x in 0..<side {
                    let at = y * side + x
                    let (before, after) = (
                        x > 0 ? values[at - 1] : values[at], x + 1 < side ? values[at + 1] : values[at]
                    )
                    across[at] = (before + 2 * values[at] + after) / 4
                }
            }
        }
        across.withUnsafeBufferPointer { values in
            for y in 0..<side {
                for x in 0..<side {
                    let at = y * side + x
                    let (above, below) = (
                        y > 0 ? values[at - side] : values[at], y + 1 < side ? values[at + side] : values[at]
                    )
                    down[at] = (above + 2 * values[at] + below) / 4
                }
            }
        }
        return Plane(side: side, values: down)
    }
}
