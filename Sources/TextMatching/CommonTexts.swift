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
    /// For each 64 units: the first run that touches them, or ``untouched``.
    private var firstRuns: [UInt32] = []
    private static let untouched = UInt32.max
    /// Of the common fingerprints that stand in runs: each occurrence, and where those of one fingerprint end.
    private var occurrences: [(unit: UInt32, run: UInt32)] = []
    private var ends: [Int] = []

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
        firstRuns = [UInt32](repeating: Self.untouched, count: marks.count)
        for (number, run) in runs.enumerated() {
            for at in run.lowerBound >> 6...run.upperBound >> 6 where firstRuns[at] == Self.untouched {
                firstRuns[at] = UInt32(number)
            }
        }
    }

    /// The run that a unit belongs to.
    private func run(at unit: Int) -> Int? {
        guard firstRuns[unit >> 6] != Self.untouched else { return nil }
        var run = Int(firstRuns[unit >> 6])
        while run < runs.count, runs[run].lowerBound <= unit {
            if unit < runs[run].upperBound { return run }
            run += 1
        }
        return nil
    }

    /// Calls `body` for each common fingerprint of texts that are not common as a whole, with its occurrences there: group and unit.
    func forEachUncommon(_ body: ([(group: Int, unit: Int)]) -> Void) {
        guard isCommon.indices.contains(where: { !isCommon[groups[$0]] }) else { return }
        var places: [(group: Int, unit: Int)] = []
        var start = 0
        for end in ends {
            places.removeAll(keepingCapacity: true)
            for place in occurrences[start..<end] {
                let group = groups[Int(place.run)]
                if !isCommon[group] { places.append((group, Int(place.unit))) }
            }
            if places.count > 1 { body(places) }
            start = end
        }
    }

    /// Puts runs that share enough fingerprints into one group, whose number is that of its first run.
    private mutating func join(_ shared: SharedFingerprints) {
        // two runs in one number
        let width = UInt64(Int.bitWidth - runs.count.leadingZeroBitCount)
        let mask = (1 << width) - 1 as UInt64
        var links: [UInt64] = []
        var sizes = [Int](repeating: 0, count: runs.count)
        for range in shared.common {
            var (first, last) = (-1, -1)
            let before = occurrences.count
            for at in range {
                let unit = SharedFingerprints.unit(shared.postings[at])
                guard let run = run(at: unit) else { continue }
                occurrences.append((UInt32(unit), UInt32(run)))
                sizes[run] += 1
                guard run != last else { continue }
                if first < 0 { first = run } else { links.append(UInt64(first) << width | UInt64(run)) }
                if last > first { links.append(UInt64(last) << width | UInt64(run)) }
                last = run
            }
            if occurrences.count > before { ends.append(occurrences.count) }
        }
        radixSort(&links, by: 0..<Int(2 * width))
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
            let (one, other) = (Int(links[at] >> width), Int(links[at] & mask))
            if end - at >= max(Self.fewestShared, min(sizes[one], sizes[other]) / 2) {
                let (first, second) = (root(one), root(other))
                groups[max(first, second)] = min(first, second)
            }
            at = end
        }
        for run in groups.indices { groups[run] = root(run) }
    }
}
