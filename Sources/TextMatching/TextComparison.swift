// TextComparison.swift — the comparison of the texts of one lot (文字雷同): what goes in, what comes out, step by step.

/// Two stretches of two bids that are alike, though the tender and the background do not have them.
package struct Passage: Sendable, Hashable {
    /// In the first and in the second bid of the pair.
    package var first: TextSpan
    package var second: TextSpan
    /// Characters of each side after folding.
    package var firstLength: Int
    package var secondLength: Int
    /// Characters that are equal.
    package var equal: Int
    /// Of the equal ones: those that no tender, background or common text has, on either side.
    package var fresh: Int
    /// Of the fresh ones: those that no other passage of the pair, of those with more of them, has already. Text that a bid repeats
    /// is counted once; nothing is left of a passage that says again what another says.
    package var distinct = 0
    /// Of the fresh ones: those within phrases that many bids use, each in its own places.
    package var stock: Int
    /// Characters changed, put in or left out.
    package var edits: Int
    /// Where the sides are equal, in order; a report marks what lies between.
    package var runs: [Run]
    /// What a ``TextSample`` of a text that has this passage has of it, by which a history knows it again; few or none of a short one.
    package var keys: [UInt64]
    /// Whether known or common text borders on its start or its end: then the likeness may go on, and prove nothing there.
    package var startsAtKnownText: Bool
    package var endsAtKnownText: Bool

    /// Equal characters in a row.
    package struct Run: Sendable, Hashable {
        package var first: TextSpan
        package var second: TextSpan
        /// After folding.
        package var length: Int
    }

    /// Edits for each character of the longer side, 0…1.
    package var editRate: Double { Double(edits) / Double(max(firstLength, secondLength, 1)) }
}

/// What two bids share.
package struct PairPassages: Sendable, Hashable {
    /// Indices of the bids, the smaller one first.
    package var first: Int
    package var second: Int
    /// In the order of the first bid's text.
    package var passages: [Passage]
    /// False if these texts are so contrived that looking for all passages would take too long: then there may be more.
    package var isComplete: Bool
}

/// A passage that many bids have, from a source that was not given: it says nothing of any two of them.
package struct CommonPassage: Sendable, Hashable {
    package var places: [Place]

    package struct Place: Sendable, Hashable {
        package var bid: Int
        package var span: TextSpan
        /// Characters after folding.
        package var length: Int
    }

    /// Indices of the bids that have it, ascending.
    package var bids: [Int] { Set(places.map(\.bid)).sorted() }
}

/// What became of the characters of one bid; all counted after folding.
package struct TextTotals: Sendable, Hashable {
    package var characters = 0
    package var fromTender = 0
    /// One number for each class of the background, in the order of ``TextComparison/kinds``.
    package var fromBackground: [Int]
    package var common = 0

    /// Those that were compared with other bids.
    package var remaining: Int { characters - fromTender - common - fromBackground.reduce(0, +) }
}

/// Limits of the comparison.
package struct TextComparisonOptions: Sendable, Hashable {
    /// Characters of a passage at least. Below 50, innocent bids share passages.
    package var shortest = 50
    /// A text in this many bids or more is common; 3 to 16, others count as the nearest. With more, rings of bidders are
    /// shown pair by pair, and so are forms that went round.
    package var many = 3
    /// Equal characters less twice the edits, known text left out and stock phrases counted three quarters, at least: what tells a
    /// passage from sentences that are built alike. With 26, sentences from forty fixed frames, each used a hundred times by each of
    /// twenty bidders, give 8 false findings; frames with turns of phrase to choose from, none.
    package var leastEvidence = 26

    package init() {}
}

/// What the texts of a lot have in common.
package struct TextComparison: Sendable, Hashable {
    /// Pairs that share something, or were not looked through to the end; in order.
    package var pairs: [PairPassages]
    /// In the order of their first places.
    package var common: [CommonPassage]
    /// Bid by bid.
    package var totals: [TextTotals]
    /// Bid by bid.
    package var evasion: [EvasionTally]
    /// Classes of the background.
    package var kinds: [String]

    /// Compares the bids of a lot. The result depends on nothing but the texts and the order in which they were given.
    package init(_ texts: LotTexts, known: KnownTexts, options: TextComparisonOptions = TextComparisonOptions()) {
        let many = min(max(3, options.many), 16)
        var labels = [UInt8](repeating: KnownTexts.Label.fresh, count: texts.units.count)
        var shared = SharedFingerprints(Self.postings(texts, known, &labels), texts: texts, many: many)
        let commonTexts = CommonTexts(shared, texts, shortest: options.shortest, many: many)
        for (run, range) in commonTexts.runs.enumerated() where commonTexts.isCommon[commonTexts.groups[run]] {
            for unit in range where !KnownTexts.Label.isKnown(labels[unit]) {
                labels[unit] = KnownTexts.Label.common
            }
        }
        // texts made of phrases that are common one by one, though the whole is only in a few
        shared.addSeeds(texts, of: commonTexts)

        kinds = known.kinds
        evasion = texts.evasion
        totals = Self.totals(texts, labels, kinds.count)
        common = Self.passages(commonTexts, texts)
        pairs = []
        var finder = PassageFinder(open: OpenStretches(texts, labels: labels))
        var found: [PairPassages] = []
        let sizes = totals.map(\.characters)
        var distinct = DistinctText(units: texts.units.count)
        shared.seeds.forEachPair { first, second, seeds in
            let limit = 100_000 + 64 * (sizes[first] + sizes[second])
            let (alignments, isComplete) = finder.find(seeds, texts.units.span, limit: limit)
            let weighed = alignments.compactMap { alignment -> (passage: Passage, runs: [EqualRun])? in
                guard let runs = Passage.trimmed(alignment.runs, labels) else { return nil }
                let trimmed = Alignment(runs: runs, score: alignment.score)
                return Passage(trimmed, texts, labels, commonTexts, options).map { ($0, runs) }
            }
            let counts = distinct.count(
                weighed.map { ($0.passage.fresh, $0.runs) }, texts.units.span, labels)
            let passages = zip(weighed, counts).map { one, count in
                var passage = one.passage
                passage.distinct = count
                return passage
            }
            if !passages.isEmpty || !isComplete {
                found.append(PairPassages(first: first, second: second, passages: passages, isComplete: isComplete))
            }
        }
        pairs = found
    }

    /// Labels what is known, and gives the fingerprints of the rest.
    private static func postings(_ texts: LotTexts, _ known: KnownTexts, _ labels: inout [UInt8]) -> [UInt64] {
        var postings: [UInt64] = []
        postings.reserveCapacity(texts.units.count * 2 / (KGrams.window + 1))
        var hashes: [UInt64] = []
        for stretch in texts.stretches {
            KGrams.hash(texts.units.span, stretch.units, into: &hashes)
            known.label(&labels, of: stretch.units, hashes: &hashes)
            known.labelForms(&labels, texts.units, blocks: texts.blocks(of: stretch))
            let span = hashes.span
            KGrams.winnow(span) {
                postings.append(SharedFingerprints.posting(span[$0], at: stretch.units.lowerBound + $0))
            }
        }
        return postings
    }

    private static func totals(_ texts: LotTexts, _ labels: [UInt8], _ kinds: Int) -> [TextTotals] {
        var totals = [TextTotals](
            repeating: TextTotals(fromBackground: Array(repeating: 0, count: kinds)), count: texts.bids)
        var counts = [Int](repeating: 0, count: 256)
        for stretch in texts.stretches {
            for at in counts.indices { counts[at] = 0 }
            for unit in stretch.units { counts[Int(labels[unit])] += 1 }
            totals[stretch.bid].characters += stretch.units.count
            totals[stretch.bid].fromTender += counts[Int(KnownTexts.Label.tender)]
            totals[stretch.bid].common += counts[Int(KnownTexts.Label.common)]
            for kind in 0..<kinds {
                totals[stretch.bid].fromBackground[kind] += counts[Int(KnownTexts.Label.background) + kind]
            }
        }
        return totals
    }

    private static func passages(_ common: CommonTexts, _ texts: LotTexts) -> [CommonPassage] {
        var byGroup: [Int: CommonPassage] = [:]
        for (run, range) in common.runs.enumerated() where common.isCommon[common.groups[run]] {
            byGroup[common.groups[run], default: CommonPassage(places: [])].places.append(
                CommonPassage.Place(bid: texts.owner(range.lowerBound), span: texts.span(range), length: range.count))
        }
        return byGroup.keys.sorted().compactMap { byGroup[$0] }
    }
}

extension Passage {
    /// Weighs a ``trimmed(_:_:)`` alignment; nil where it is too short, or no more than innocent texts share.
    init?(
        _ alignment: Alignment, _ texts: LotTexts, _ labels: [UInt8], _ common: CommonTexts,
        _ options: TextComparisonOptions
    ) {
        let runs = alignment.runs
        let (one, other) = (alignment.first, alignment.second)
        guard max(one.count, other.count) >= options.shortest else { return nil }
        equal = runs.reduce(0) { $0 + $1.length }
        fresh = runs.reduce(0) { sum, run in sum + (0..<run.length).count { Self.isFresh(run, $0, labels) } }
        edits = alignment.edits
        // an edit undoes two equal characters; a stock phrase counts three quarters
        stock = min(runs.reduce(0) { $0 + common.stock(in: $1.first..<$1.first + $1.length) }, fresh)
        guard (equal - 2 * edits) * (4 * fresh - stock) >= 4 * options.leastEvidence * equal else { return nil }
        first = texts.span(one)
        second = texts.span(other)
        (firstLength, secondLength) = (one.count, other.count)
        keys = TextSample.keys(runs, texts, labels)
        self.runs = runs.map { run in
            Run(
                first: texts.span(run.first..<run.first + run.length),
                second: texts.span(run.second..<run.second + run.length), length: run.length)
        }
        func isKnown(_ unit: Int) -> Bool { labels.indices.contains(unit) && KnownTexts.Label.isKnown(labels[unit]) }
        startsAtKnownText = isKnown(one.lowerBound - 1) || isKnown(other.lowerBound - 1)
        endsAtKnownText = isKnown(one.upperBound) || isKnown(other.upperBound)
    }

    private static func isFresh(_ run: EqualRun, _ at: Int, _ labels: [UInt8]) -> Bool {
        labels[run.first + at] == KnownTexts.Label.fresh && labels[run.second + at] == KnownTexts.Label.fresh
    }

    /// Without known text at the ends; nil if nothing is left.
    static func trimmed(_ runs: [EqualRun], _ labels: [UInt8]) -> [EqualRun]? {
        func hasFresh(_ run: EqualRun) -> Bool { (0..<run.length).contains { isFresh(run, $0, labels) } }
        guard let start = runs.firstIndex(where: hasFresh), let end = runs.lastIndex(where: hasFresh) else {
            return nil
        }
        var kept = Array(runs[start...end])
        let skip = (0..<kept[0].length).first { isFresh(kept[0], $0, labels) } ?? 0
        kept[0] = EqualRun(first: kept[0].first + skip, second: kept[0].second + skip, length: kept[0].length - skip)
        let last = kept.count - 1
        kept[last].length = 1 + ((0..<kept[last].length).last { isFresh(kept[last], $0, labels) } ?? 0)
        return kept
    }
}
