// CommonTexts.swift — passages of many bids whose source nobody gave (多家雷同、来源不明): a form that went round proves nothing of two.

/// Runs of text that as many bids share as makes a text common.
struct CommonTexts {
    /// Stretches of units, ascending, and for each the group that it belongs to.
    private(set) var runs: [Range<Int>] = []
    private(set) var groups: [Int] = []
    /// Whether a group has enough bids to be common.
    private(set) var isCommon: [Bool] = []
    /// A bit for each unit: whether a common k-gram begins there.
    private var marks: [UInt64] = []
    /// For each 64 units: whether a run touches them.
    private var touched: [Bool] = []

    /// Positions between common fingerprints, at most, that belong to the run: each bidder may have changed something.
    private static let widestGap = 8
    /// Common fingerprints that two runs must share to be the same text, some 37 characters, and of the shorter run's a half.
    private static let fewestShared = 8

    init(_ shared: SharedFingerprints, _ texts: LotTexts, shortest: Int, many: Int) {
        guard !shared.common.isEmpty else { return }
        mark(shared, texts.units.count)
        findRuns(texts, shortest)
        guard !runs.isEmpty else { return }
        join(shared)
        var bids: [Int: Set<Int>] = [:]
        for (run, group) in groups.enumerated() { bids[group, default: []].insert(texts.owner(runs[run].lowerBound)) }
        isCommon = runs.indices.map { (bids[$0]?.count ?? 0) >= many }
    }

    private mutating func mark(_ shared: SharedFingerprints, _ count: Int) {
        marks = [UInt64](repeating: 0, count: count / 64 + 1)
        for range in shared.common {
            for at in range {
                let unit = SharedFingerprints.unit(shared.postings[at])
                marks[unit >> 6] |= 1 << UInt64(unit & 63)
            }
        }
    }

    /// How many of the units a common k-gram covers: stock phrases, mostly, which many bids have in places of their own.
    func stock(in range: Range<Int>) -> Int {
        guard !marks.isEmpty else { return 0 }
        var (count, end) = (0, range.lowerBound)
        for unit in max(0, range.lowerBound - KGrams.length + 1)..<range.upperBound
        where marks[unit >> 6] & 1 << UInt64(unit & 63) != 0 {
            let next = min(unit + KGrams.length, range.upperBound)
            count += next - max(unit, end)
            end = next
        }
        return count
    }

    private mutating func findRuns(_ texts: LotTexts, _ shortest: Int) {
        for stretch in texts.stretches {
            var (start, end) = (-1, -1)
            func close() {
                if start >= 0, end - start >= shortest { runs.append(start..<end) }
            }
            var at = stretch.units.lowerBound
            while at < stretch.units.upperBound {
                let rest = marks[at >> 6] >> UInt64(at & 63)
                guard rest != 0 else {
                    at = (at & ~63) + 64
                    continue
                }
                at += rest.trailingZeroBitCount
                guard at < stretch.units.upperBound else { break }
                if start < 0 || at - end > Self.widestGap {
                    close()
                    start = at
                }
                end = at + KGrams.length
                at += 1
            }
            close()
        }
        touched = [Bool](repeating: false, count: marks.count)
        for run in runs {
            for at in run.lowerBound >> 6...run.upperBound >> 6 { touched[at] = true }
        }
    }

    /// The run that a unit belongs to.
    func run(at unit: Int) -> Int? {
        guard touched[unit >> 6] else { return nil }
        let index = partition(0..<runs.count) { runs[$0].lowerBound > unit } - 1
        return index >= 0 && unit < runs[index].upperBound ? index : nil
    }

    /// Puts runs that share enough fingerprints into one group, whose number is that of its first run.
    private mutating func join(_ shared: SharedFingerprints) {
        var links: [UInt64] = []
        var sizes = [Int](repeating: 0, count: runs.count)
        for range in shared.common {
            var (first, last) = (-1, -1)
            for at in range {
                guard let run = run(at: SharedFingerprints.unit(shared.postings[at])) else { continue }
                sizes[run] += 1
                guard run != last else { continue }
                if first < 0 { first = run } else { links.append(UInt64(first) << 32 | UInt64(run)) }
                if last > first { links.append(UInt64(last) << 32 | UInt64(run)) }
                last = run
            }
        }
        links.sort()
        groups = Array(runs.indices)
        func root(_ run: Int) -> Int {
            var run = run
            while groups[run] != run {
                groups[run] = groups[groups[run]]
                run = groups[run]
            }
            return run
        }
        var at = 0
        while at < links.count {
            var end = at + 1
            while end < links.count, links[end] == links[at] { end += 1 }
            let (one, other) = (Int(links[at] >> 32), Int(links[at] & 0xFFFF_FFFF))
            if end - at >= max(Self.fewestShared, min(sizes[one], sizes[other]) / 2) {
                let (first, second) = (root(one), root(other))
                groups[max(first, second)] = min(first, second)
            }
            at = end
        }
        for run in groups.indices { groups[run] = root(run) }
    }
}
