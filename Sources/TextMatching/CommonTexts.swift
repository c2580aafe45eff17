// CommonTexts.swift — passages of many bids whose source nobody gave (多家雷同、来源不明): a form that went round proves nothing of two.

/// Runs of text that as many bids share as makes a text common.
struct CommonTexts {
    /// Stretches of units, ascending, and for each the group that it belongs to.
    private(set) var runs: [Range<Int>] = []
    private(set) var groups: [Int] = []
    /// Whether a group has enough bids to be common.
    private(set) var isCommon: [Bool] = []

    /// Positions between common fingerprints, at most, that belong to the run: each bidder may have changed something.
    private static let widestGap = 8
    /// Common fingerprints that two runs must share to be the same text: about 26 characters.
    private static let fewestShared = 5

    init(_ shared: SharedFingerprints, _ texts: LotTexts, shortest: Int, many: Int) {
        guard !shared.common.isEmpty else { return }
        findRuns(shared, texts, shortest)
        guard !runs.isEmpty else { return }
        join(shared)
        var bids: [Int: Set<Int>] = [:]
        for (run, group) in groups.enumerated() { bids[group, default: []].insert(texts.owner(runs[run].lowerBound)) }
        isCommon = runs.indices.map { (bids[$0]?.count ?? 0) >= many }
    }

    private mutating func findRuns(_ shared: SharedFingerprints, _ texts: LotTexts, _ shortest: Int) {
        var marks = [UInt64](repeating: 0, count: texts.units.count / 64 + 1)
        for range in shared.common {
            for at in range {
                let unit = SharedFingerprints.unit(shared.postings[at])
                marks[unit >> 6] |= 1 << UInt64(unit & 63)
            }
        }
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
    }

    /// The run that a unit belongs to.
    func run(at unit: Int) -> Int? {
        let index = partition(0..<runs.count) { runs[$0].lowerBound > unit } - 1
        return index >= 0 && unit < runs[index].upperBound ? index : nil
    }

    /// Puts runs that share enough fingerprints into one group, whose number is that of its first run.
    private mutating func join(_ shared: SharedFingerprints) {
        var links: [UInt64] = []
        for range in shared.common {
            var first: Int?
            for at in range {
                guard let run = run(at: SharedFingerprints.unit(shared.postings[at])), run != first else { continue }
                if let first { links.append(UInt64(first) << 32 | UInt64(run)) } else { first = run }
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
            if end - at >= Self.fewestShared {
                let (one, other) = (root(Int(links[at] >> 32)), root(Int(links[at] & 0xFFFF_FFFF)))
                groups[max(one, other)] = min(one, other)
            }
            at = end
        }
        for run in groups.indices { groups[run] = root(run) }
    }
}
