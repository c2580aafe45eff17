// PriceGrid.swift — how a bidder rounds: the step of its prices (fen, jiao, yuan…), and how little a round price says.
internal import Glibc

/// One bid's rounding, learnt from its own prices.
struct PriceGrid: Sendable, Hashable {
    /// In ticks: what nearly all prices are a multiple of.
    private(set) var step: Int64
    /// For each row the room, in ticks, that a price as round as this one has to itself among this bidder's prices of its
    /// size. It is the step where the bidder does not favour round prices; where a third of all prices are whole yuan, two
    /// that meet at a whole yuan meet as easily as if they were rounded to a third of a yuan.
    private(set) var room: [Double]

    /// The share of prices that have to be a multiple of the step.
    private static let nearlyAll = 0.95
    private static let sizes = 6
    private static let levels = 14

    init(_ prices: [Int64]) {
        let there = prices.count { $0 > 0 }
        step = 1
        for candidate in [10, 100, 1000, 10_000, 100_000, 1_000_000] as [Int64] {
            let fitting = prices.count { $0 > 0 && $0.isMultiple(of: candidate) }
            guard there > 0, Double(fitting) >= Self.nearlyAll * Double(there) else { break }
            step = candidate
        }
        var counts = Array(repeating: 0.0, count: Self.sizes * Self.levels)
        var sums = Array(repeating: 0.0, count: Self.sizes)
        for price in prices where price > 0 {
            let size = Self.size(price)
            counts[size * Self.levels + Self.level(price, step)] += 1
            sums[size] += 1
        }
        room = []
        room.reserveCapacity(prices.count)
        for price in prices {
            guard price > 0 else {
                room.append(0)
                continue
            }
            let (size, level) = (Self.size(price), Self.level(price, step))
            let spacing = Self.spacing(level) * Double(step)
            // with few prices of a size the share is drawn towards that of a bidder without favourites
            let share =
                (counts[size * Self.levels + level] + 2 * Double(step) / spacing) / (sums[size] + 2)
            room.append(max(Double(step), share * spacing))
        }
    }

    /// How much of a full match one at this row is, in 1/1024.
    func weight(_ row: Int) -> Int32 { Int32((1024 * Double(step) / room[row]).rounded(.up)) }

    /// Whole yuan in figures: 0 for under 1 yuan, 1 for under 10, and so on.
    private static func size(_ price: Int64) -> Int {
        var (size, bound) = (0, Int64(10_000))
        while size < sizes - 1, price >= bound { (size, bound) = (size + 1, bound * 10) }
        return size
    }

    /// 0 for a multiple of the step alone, 1 of five steps, 2 of ten, 3 of fifty…
    private static func level(_ price: Int64, _ step: Int64) -> Int {
        guard price.isMultiple(of: step) else { return 0 }
        var (rest, level) = (price / step, 0)
        while level + 2 < levels, rest.isMultiple(of: 10) { (rest, level) = (rest / 10, level + 2) }
        return rest.isMultiple(of: 5) ? level + 1 : level
    }

    /// The mean distance, in steps, of numbers of just this level.
    private static func spacing(_ level: Int) -> Double {
        let power = pow(10, Double(level / 2))
        return level.isMultiple(of: 2) ? 1.25 * power : 10 * power
    }
}
