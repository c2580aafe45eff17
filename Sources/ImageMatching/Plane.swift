// Plane.swift — a square of shades to compute with.
//
// What follows runs over every pixel of every two pictures that are nearly alike. It is written with pointers and plain loops: that
// is as fast where nothing is optimised as it can be, and a test of it takes milliseconds and not seconds.

struct Plane {
    let side: Int
    var values: [Float]

    /// Half as wide and high; the side is even.
    var halved: Plane {
        let half = side / 2
        var small = [Float](repeating: 0, count: half * half)
        small.withUnsafeMutableBufferPointer { small in
            values.withUnsafeBufferPointer { values in
                for y in 0..<half {
                    var x = 0
                    while x < half {
                        let at = 2 * y * side + 2 * x
                        small[y * half + x] =
                            (values[at] + values[at + 1] + values[at + side] + values[at + side + 1]) / 4
                        x += 1
                    }
                }
            }
        }
        return Plane(side: half, values: small)
    }

    /// Each with its neighbours, weighted 1 : 2 : 1 both ways.
    var smoothed: Plane { weighted(alongRows: true).weighted(alongRows: false) }

    /// Each with the two beside it, or above and below it; at an edge it stands for the one that is not there.
    private func weighted(alongRows: Bool) -> Plane {
        let (step, line) = alongRows ? (1, side) : (side, 1)
        var result = Plane(side: side, values: values)
        result.values.withUnsafeMutableBufferPointer { result in
            values.withUnsafeBufferPointer { values in
                for number in 0..<side {
                    var at = number * line
                    let last = at + (side - 1) * step
                    result[at] = (3 * values[at] + values[at + step]) / 4
                    result[last] = (3 * values[last] + values[last - step]) / 4
                    at += step
                    while at < last {
                        result[at] = (values[at - step] + 2 * values[at] + values[at + step]) / 4
                        at += step
                    }
                }
            }
        }
        return result
    }

    /// By how much the shades rise at each pixel, to the right and down: half of what lies between its neighbours; 0 at the edges.
    var slopes: (across: Plane, down: Plane) {
        var across = Plane(side: side, values: [Float](repeating: 0, count: side * side))
        var down = across
        values.withUnsafeBufferPointer { values in
            across.values.withUnsafeMutableBufferPointer { across in
                down.values.withUnsafeMutableBufferPointer { down in
                    for y in 1..<side - 1 {
                        var at = y * side + 1
                        while at < y * side + side - 1 {
                            across[at] = (values[at + 1] - values[at - 1]) / 2
                            down[at] = (values[at + side] - values[at - side]) / 2
                            at += 1
                        }
                    }
                }
            }
        }
        return (across, down)
    }
}

/// A point between four pixels of a plane, and how far it lies to the right and down from the first.
struct Between {
    private let at: Int
    private let side: Int
    private let dx: Float
    private let dy: Float

    /// - Parameter u: 0 to `side` − 1, as is `v`.
    @inline(__always)
    init(_ u: Float, _ v: Float, side: Int) {
        let (x, y) = (min(Int(u), side - 2), min(Int(v), side - 2))
        at = y * side + x
        self.side = side
        (dx, dy) = (u - Float(x), v - Float(y))
    }

    /// The shade there, by the four around.
    @inline(__always)
    func value(of values: UnsafeBufferPointer<Float>) -> Float {
        let upper = values[at] + (values[at + 1] - values[at]) * dx
        let lower = values[at + side] + (values[at + side + 1] - values[at + side]) * dx
        return upper + (lower - upper) * dy
    }
}
