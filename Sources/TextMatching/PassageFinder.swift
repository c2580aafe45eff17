// PassageFinder.swift — from the seeds of two bids to their passages: extended, joined over gaps, weighed.

/// Equal characters in a row, places in the flat row of all texts.
struct EqualRun: Equatable {
    var first: Int
    var second: Int
    var length: Int
}

/// An alignment of two stretches.
struct Alignment {
    /// Ascending in both texts, and never empty.
    var runs: [EqualRun]
    /// Doubled, see ``GreedyAligner``.
    var score: Int

    var first: Range<Int> { runs[0].first..<runs[runs.count - 1].first + runs[runs.count - 1].length }
    var second: Range<Int> { runs[0].second..<runs[runs.count - 1].second + runs[runs.count - 1].length }
}

/// Stretches of text that an alignment may run through: within one document, up to a long quotation or a common text.
struct OpenStretches {
    private(set) var ranges: [Range<Int>] = []

    /// A quotation this long ends a passage; one that is shorter may lie within.
    static let barrier = 40

    init(_ texts: LotTexts, labels: [UInt8]) {
        for stretch in texts.stretches {
            var start = stretch.units.lowerBound
            var at = start
            while at < stretch.units.upperBound {
                guard KnownTexts.Label.isKnown(labels[at]) else {
                    at += 1
                    continue
                }
                let first = at
                while at < stretch.units.upperBound, KnownTexts.Label.isKnown(labels[at]) { at += 1 }
                guard at - first >= Self.barrier else { continue }
                if first > start { ranges.append(start..<first) }
                start = at
            }
            if start < stretch.units.upperBound { ranges.append(start..<stretch.units.upperBound) }
        }
    }

    /// The stretch that a unit is in, or the next one.
    func index(from unit: Int) -> Int {
        partition(0..<ranges.count) { ranges[$0].upperBound > unit }
    }
}

/// Finds the passages of one pair of bids after another.
struct PassageFinder {
    let open: OpenStretches
    private var aligner = GreedyAligner()

    /// A first look goes no further than this below the best score, and must come to ``promising``; doubled like all scores.
    private static let shallowDrop = 9
    private static let promising = 34
    private static let deepDrop = 24
    /// A seed without company needs so many equal characters to be worth a look.
    private static let lonely = 12
    private static let companyDistance = 80
    private static let companyDrift = 16
    /// Characters between two alignments, at most, that are joined: a clause put in, the head of a page.
    private static let widestGap = 60

    init(open: OpenStretches) { self.open = open }

    /// The alignments of two bids, joined, in the order of the first bid's text; and whether the work stayed within its limit.
    mutating func find(_ seeds: ArraySlice<UInt64>, _ units: Span<UInt32>, limit: Int) -> (
        found: [Alignment], isComplete: Bool
    ) {
        var found: [Alignment] = []
        // what is explained already, as far as later seeds can still fall into it
        var explained: [(first: Range<Int>, second: Range<Int>)] = []
        let before = aligner.work
        var looked = 0
        for (at, seed) in zip(seeds.indices, seeds) {
            var (first, second) = (Int(seed >> 32), Int(seed & 0xFFFF_FFFF))
            looked += explained.count
            explained.removeAll { $0.first.upperBound <= first }
            guard aligner.work - before + looked / 8 <= limit else { return (join(found), false) }
            guard let (one, other) = openStretches(&first, &second) else { continue }
            guard !explained.contains(where: { $0.first.contains(first) && $0.second.contains(second) }) else {
                continue
            }
            guard Self.hasCompany(seeds, at) || equalRun(units, first, second, one, other) >= Self.lonely else {
                continue
            }
            let shallow = align(units, first, second, one, other, drop: Self.shallowDrop, runs: false)
            guard shallow.score >= Self.promising else { continue }
            let alignment = align(units, first, second, one, other, drop: Self.deepDrop, runs: true)
            guard !alignment.runs.isEmpty else { continue }
            explained.append((alignment.first, alignment.second))
            found.append(alignment)
        }
        return (join(found), true)
    }

    /// Whether another seed close by lies on nearly the same diagonal. Most seeds of innocent bids are alone: a phrase.
    private static func hasCompany(_ seeds: ArraySlice<UInt64>, _ at: Int) -> Bool {
        let (first, second) = (Int(seeds[at] >> 32), Int(seeds[at] & 0xFFFF_FFFF))
        func isNear(_ other: Int) -> Bool {
            abs(Int(seeds[other] & 0xFFFF_FFFF) - second - Int(seeds[other] >> 32) + first) <= companyDrift
        }
        var other = at + 1
        while other < seeds.endIndex, other <= at + 8, Int(seeds[other] >> 32) - first <= companyDistance {
            if isNear(other) { return true }
            other += 1
        }
        other = at - 1
        while other >= seeds.startIndex, other >= at - 8, first - Int(seeds[other] >> 32) <= companyDistance {
            if isNear(other) { return true }
            other -= 1
        }
        return false
    }

    /// How many characters around a seed are equal, as far as matters.
    private func equalRun(_ units: Span<UInt32>, _ first: Int, _ second: Int, _ one: Range<Int>, _ other: Range<Int>)
        -> Int
    {
        var ahead = 0
        while ahead < Self.lonely, first + ahead < one.upperBound, second + ahead < other.upperBound,
            units[first + ahead] == units[second + ahead]
        {
            ahead += 1
        }
        var back = 0
        while ahead + back < Self.lonely, first - back > one.lowerBound, second - back > other.lowerBound,
            units[first - back - 1] == units[second - back - 1]
        {
            back += 1
        }
        return ahead + back
    }

    /// The stretches around a seed; it is moved out of a quotation that it begins in.
    private func openStretches(_ first: inout Int, _ second: inout Int) -> (Range<Int>, Range<Int>)? {
        for _ in 0..<2 {
            let (one, other) = (open.index(from: first), open.index(from: second))
            guard one < open.ranges.count, other < open.ranges.count else { return nil }
            let shift = max(0, open.ranges[one].lowerBound - first, open.ranges[other].lowerBound - second)
            guard shift < KGrams.length else { return nil }
            if shift == 0 { return (open.ranges[one], open.ranges[other]) }
            first += shift
            second += shift
        }
        return nil
    }

    private mutating func align(
        _ units: Span<UInt32>, _ first: Int, _ second: Int, _ one: Range<Int>, _ other: Range<Int>, drop: Int,
        runs: Bool
    ) -> Alignment {
        let forwards = GreedyAligner.Course(
            first: first, second: second, step: 1, limits: (one.upperBound - first, other.upperBound - second))
        let backwards = GreedyAligner.Course(
            first: first - 1, second: second - 1, step: -1, limits: (first - one.lowerBound, second - other.lowerBound))
        var result = Alignment(runs: [], score: 0)
        let back = aligner.extend(units, backwards, drop: drop)
        if runs {
            for run in aligner.runs(to: back, backwards).reversed() {
                result.add(
                    EqualRun(
                        first: first - run.first - run.length, second: second - run.second - run.length,
                        length: run.length))
            }
        }
        let ahead = aligner.extend(units, forwards, drop: drop)
        if runs {
            for run in aligner.runs(to: ahead, forwards) {
                result.add(EqualRun(first: first + run.first, second: second + run.second, length: run.length))
            }
        }
        result.score = back.score + ahead.score
        return result
    }

    /// Joins alignments that follow one another closely in both texts, where that makes more of them than they are alone.
    private func join(_ alignments: [Alignment]) -> [Alignment] {
        let sorted = alignments.sorted {
            ($0.first.lowerBound, $0.second.lowerBound, $0.first.upperBound) < (
                $1.first.lowerBound, $1.second.lowerBound, $1.first.upperBound
            )
        }
        var joined: [Alignment] = []
        for next in sorted {
            var best: (at: Int, joint: Alignment.Joint)?
            for at in joined.indices.suffix(8) {
                guard let joint = joined[at].joint(with: next, widestGap: Self.widestGap),
                    sameStretch(joined[at], next),
                    joint.score > max(joined[at].score, next.score, best?.joint.score ?? 0)
                else { continue }
                best = (at, joint)
            }
            if let best { joined[best.at].append(next, best.joint) } else { joined.append(next) }
        }
        return joined
    }

    private func sameStretch(_ one: Alignment, _ next: Alignment) -> Bool {
        open.index(from: one.first.lowerBound) == open.index(from: next.first.lowerBound)
            && open.index(from: one.second.lowerBound) == open.index(from: next.second.lowerBound)
    }
}

extension Alignment {
    /// Adds a run behind all others.
    mutating func add(_ run: EqualRun) {
        if let last = runs.last, last.first + last.length == run.first, last.second + last.length == run.second {
            runs[runs.count - 1].length += run.length
        } else {
            runs.append(run)
        }
    }

    /// Edits between its runs: of each gap as many as its longer side has.
    var edits: Int {
        zip(runs, runs.dropFirst()).reduce(0) { sum, pair in
            let (before, after) = pair
            return sum + max(after.first - before.first - before.length, after.second - before.second - before.length)
        }
    }

    /// How another alignment goes on from this one.
    struct Joint {
        /// Characters that both have, to be taken off the second one.
        var overlap: Int
        /// Of both as one.
        var score: Int
    }

    /// Nil unless `next` begins behind this one in both texts, or nearly so. A gap costs ten characters and a quarter of its length.
    func joint(with next: Alignment, widestGap: Int) -> Joint? {
        let (one, other) = (next.first.lowerBound - first.upperBound, next.second.lowerBound - second.upperBound)
        // ends may have grown into each other by chance
        let overlap = max(0, -one, -other)
        let gap = max(one, other) + overlap
        guard overlap <= KGrams.length, next.runs[0].length > overlap, gap <= widestGap else { return nil }
        return Joint(overlap: overlap, score: score + next.score - 2 * overlap - 20 - gap / 2)
    }

    mutating func append(_ next: Alignment, _ joint: Joint) {
        for (index, run) in next.runs.enumerated() {
            let skip = index == 0 ? joint.overlap : 0
            add(EqualRun(first: run.first + skip, second: run.second + skip, length: run.length - skip))
        }
        score = joint.score
    }
}
