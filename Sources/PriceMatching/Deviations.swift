// Deviations.swift — values off what everybody has (偏离公布值的相同取值): the base is taken out first, then what just two bids share.
//
// Prices and consumptions that follow a quota and a published price are equal in honest bills, to the fen. What tells is a value that is
// neither the published one nor one that three bids have, and that two bids have all the same.
internal import Glibc
internal import TenderModel

/// What one bid has for one thing.
struct HeldValue: Sendable {
    /// Number of the thing, such as a resource.
    var thing: Int32
    var bid: Int32
    var value: ExactDecimal
    /// Where it stands: the caller's business.
    var place: Int32
}

/// A value off the base that exactly two bids have.
struct SharedDeviation: Sendable {
    var thing: Int32
    var value: ExactDecimal
    var base: ExactDecimal
    /// ``HeldValue/place`` of the two.
    var first: Int32
    var second: Int32
}

/// What a pair of bids has in common off the base.
struct PairDeviations: Sendable {
    /// Things at which both are off the base, and not by a discount of their own.
    var comparable = 0
    var shared: [SharedDeviation] = []
    /// How many shared values independent pricing would give.
    var expected = 0.0
}

/// All values of one kind in a lot, set against their base.
struct Deviations: Sendable {
    /// A value that so many bids have is part of the base: a common source, held against nobody.
    static let many = 3

    struct Pair: Hashable, Comparable {
        var first: Int32
        var second: Int32

        static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
    }

    private(set) var pairs: [Pair: PairDeviations] = [:]
    /// Things at whose base a bid is, by bid; and those at which it is not, by a discount or otherwise.
    private(set) var atBase: [Int]
    private(set) var offBase: [Int]
    /// Values at a bid's own constant discount on the base.
    private(set) var discounted = 0
    /// Things that two bids or more have, and of which no base is known.
    private(set) var withoutBase = 0
    /// Things of which a base is known.
    private(set) var withBase = 0
    /// Things at which three bids or more have a value that is not the published one.
    private(set) var common = 0

    private struct Off {
        var thing: Int32
        var bid: Int32
        var value: ExactDecimal
        var base: ExactDecimal
        var place: Int32
    }

    /// - Parameters:
    ///   - published: Published values by thing, where they are known from elsewhere than the bids.
    ///   - takesDiscounts: Whether values at a bid's own constant ratio to the base say nothing, as with prices.
    init(_ values: [HeldValue], bids: Int, published: [Int32: ExactDecimal], takesDiscounts: Bool) {
        atBase = Array(repeating: 0, count: bids)
        offBase = atBase
        let sorted = values.sorted {
            ($0.thing, $0.value, $0.bid, $0.place) < ($1.thing, $1.value, $1.bid, $1.place)
        }
        var off: [Off] = []
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].thing == sorted[start].thing { end += 1 }
            settle(sorted[start..<end], published[sorted[start].thing], &off)
            start = end
        }
        if takesDiscounts { takeDiscounts(&off, bids: bids) }
        join(off, bids: bids)
    }

    /// The values of one thing: those of the base are counted, the others kept.
    private mutating func settle(_ values: ArraySlice<HeldValue>, _ published: ExactDecimal?, _ off: inout [Off]) {
        var groups: [(value: ExactDecimal, members: ArraySlice<HeldValue>, holders: Int)] = []
        var start = values.startIndex
        while start < values.endIndex {
            var end = start
            while end < values.endIndex, values[end].value == values[start].value { end += 1 }
            // sorted by bid within a value, so that the same bid twice stands side by side
            let holders = zip(values[start..<end], values[start..<end].dropFirst()).count { $0.bid != $1.bid } + 1
            groups.append((values[start].value, values[start..<end], holders))
            start = end
        }
        var bases: [ExactDecimal] = []
        if let published {
            common += groups.contains { $0.holders >= Self.many && $0.value != published } ? 1 : 0
            // three who have another value stand aside with it: a source that nobody knows
            bases = groups.filter { $0.holders >= Self.many }.map(\.value) + [published]
        } else {
            // which of two camps follows the published value cannot be told unless one is twice the other
            let most = groups.max { $0.holders < $1.holders }
            let next = groups.filter { $0.value != most?.value }.map(\.holders).max() ?? 0
            if let most, most.holders >= Self.many, most.holders >= 2 * next { bases = [most.value] }
        }
        guard !bases.isEmpty else {
            if Set(values.map(\.bid)).count >= 2 { withoutBase += 1 }
            return
        }
        withBase += 1
        for group in groups {
            guard let base = Self.nearest(group.value, bases), base != group.value, !group.value.isZero else {
                var last: Int32 = -1
                for value in group.members where value.bid != last {
                    last = value.bid
                    atBase[Int(last)] += 1
                }
                continue
            }
            var last: Int32 = -1
            for value in group.members where value.bid != last {
                last = value.bid
                offBase[Int(last)] += 1
                off.append(
                    Off(thing: value.thing, bid: value.bid, value: value.value, base: base, place: value.place))
            }
        }
    }

    private static func nearest(_ value: ExactDecimal, _ bases: [ExactDecimal]) -> ExactDecimal? {
        bases.min { (abs(number($0) - number(value)), $0) < (abs(number($1) - number(value)), $1) }
    }

    static func number(_ decimal: ExactDecimal) -> Double { Double(decimal.mantissa) / pow(10, Double(decimal.scale)) }

    /// The share of a bid's things that are at the base, 0 to 1.
    func shareAtBase(_ bid: Int32) -> Double {
        let (at, off) = (atBase[Int(bid)], offBase[Int(bid)])
        return at + off > 0 ? Double(at) / Double(at + off) : 0
    }

    // MARK: - Discounts

    /// Takes out what lies at a ratio, of three decimals, in which a tenth of a bid's own values stand.
    private mutating func takeDiscounts(_ off: inout [Off], bids: Int) {
        var counts = [[Int: Int]](repeating: [:], count: bids)
        var totals = [Int](repeating: 0, count: bids)
        func ratio(_ entry: Off) -> Int? {
            let base = Self.number(entry.base)
            guard base > 0 else { return nil }
            let thousandths = (Self.number(entry.value) / base * 1_000).rounded()
            guard thousandths > 0, thousandths < 100_000 else { return nil }
            return Int(thousandths)
        }
        func fits(_ entry: Off, _ thousandths: Int) -> Bool {
            entry.base.times(
                ExactDecimal(mantissa: Int64(thousandths), scale: 3), roundedTo: Int(max(entry.value.scale, 2)))
                == entry.value
        }
        for entry in off {
            totals[Int(entry.bid)] += 1
            if let ratio = ratio(entry), fits(entry, ratio) { counts[Int(entry.bid)][ratio, default: 0] += 1 }
        }
        let discounts = counts.indices.map { bid in
            counts[bid].filter { $0.value >= max(5, totals[bid] / 10) }.map(\.key)
        }
        let before = off.count
        off.removeAll { entry in discounts[Int(entry.bid)].contains { fits(entry, $0) } }
        discounted = before - off.count
    }

    // MARK: - Pairs

    private mutating func join(_ off: [Off], bids: Int) {
        var logs = [[Double]](repeating: [], count: bids)
        for entry in off { if let log = Self.log(entry) { logs[Int(entry.bid)].append(log) } }
        for bid in logs.indices { logs[bid].sort() }
        var start = 0
        while start < off.count {
            var end = start
            while end < off.count, off[end].thing == off[start].thing { end += 1 }
            let entries = off[start..<end]
            start = end
            for one in entries {
                for other in entries where other.bid > one.bid {
                    let pair = Pair(first: one.bid, second: other.bid)
                    pairs[pair, default: PairDeviations()].comparable += 1
                    pairs[pair]?.expected += max(
                        Self.chance(of: one, in: logs[Int(other.bid)]), Self.chance(of: other, in: logs[Int(one.bid)]))
                    guard one.value == other.value else { continue }
                    pairs[pair]?.shared.append(
                        SharedDeviation(
                            thing: one.thing, value: one.value, base: one.base, first: one.place, second: other.place))
                }
            }
        }
    }

    private static func log(_ entry: Off) -> Double? {
        let (value, base) = (number(entry.value), number(entry.base))
        return value > 0 && base > 0 ? Glibc.log(value / base) : nil
    }

    /// How likely a bid that deviates as `logs` say hits this very value: its density there, times the width of one step of rounding.
    /// A round value has a wide step.
    private static func chance(of entry: Off, in logs: [Double]) -> Double {
        guard let log = log(entry), !logs.isEmpty else { return 0 }
        let width = 0.01
        let near = first(logs) { $0 < log + width } - first(logs) { $0 < log - width }
        let density = (Double(near) + 0.5) / Double(logs.count + 1) / (2 * width)
        var (mantissa, step) = (entry.value.mantissa, 1.0)
        while mantissa != 0, mantissa.isMultiple(of: 10) { (mantissa, step) = (mantissa / 10, step * 10) }
        let relative = step / Double(max(1, entry.value.mantissa.magnitude))
        return min(1, density * relative)
    }

    private static func first(_ logs: [Double], _ holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, logs.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(logs[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
