// Chance.swift — how many matches chance makes, from how densely the prices of the two lie where nothing matches; and how far
// a count is beyond that.
internal import Glibc

enum Chance {
    /// Items more than expected, as the exponent of the chance of so many (large deviations of a Poisson), in nats. By itself
    /// no probability: what it is worth is told by ``PriceCalibration``.
    static func score(_ count: Double, expected: Double) -> Double {
        guard count > expected, expected > 0 else { return 0 }
        return count * log(count / expected) - (count - expected)
    }

    /// Chance is never taken to make less than this.
    static let floor = 0.5
    /// So many made-up items stand beside those outside the cluster: with few left outside, their density is not trusted.
    static let guess = 10.0
    /// How dense those lie, per unit of ln: as if all were within 10 % of each other.
    static let guessedDensity = 5.0
}

/// Items by ln(second / first), in cells of 1 %.
struct LogCells: Sendable {
    static let perUnit = 100.0
    static let cells = 600
    /// Cells on either side of one that count as its neighbourhood.
    static let reach = 3
    static let width = Double(2 * reach + 1) / perUnit

    private var sums = Array(repeating: 0.0, count: cells)
    private(set) var total = 0.0
    private(set) var count = 0

    static func cell(_ log: Double) -> Int {
        // far beyond any two prices of one item; NaN cannot come, prices being above zero
        guard log > -2.99 else { return 0 }
        guard log < 2.99 else { return cells - 1 }
        return Int(log * perUnit + Double(cells) / 2)
    }

    mutating func clear() {
        for index in sums.indices { sums[index] = 0 }
        total = 0
        count = 0
    }

    mutating func add(_ log: Double, _ length: Double) {
        sums[Self.cell(log)] += length
        total += length
        count += 1
    }

    func around(_ cell: Int) -> Double {
        var sum = 0.0
        for index in max(0, cell - Self.reach)...min(Self.cells - 1, cell + Self.reach) { sum += sums[index] }
        return sum
    }

    /// Matches that chance makes in a cell, where `cluster` items with a `clusterLength` in its neighbourhood do match.
    func expected(_ cell: Int, cluster: Int, clusterLength: Double) -> Double {
        guard count > 0 else { return Chance.floor }
        let outside = max(0, around(cell) - clusterLength)
        let guessed = Chance.guess * Chance.guessedDensity * total / Double(count)
        let scale = Double(count) / (Double(max(0, count - cluster)) + Chance.guess)
        return max(Chance.floor, (outside / Self.width + guessed) * scale)
    }
}
