// Comparison.swift — all signals over one lot (比对): clues by pair, remarks that are held against nobody, and what was not looked at.
package import PriceMatching
package import Reporting

/// What a comparison found. The same lot gives the same result, in the same order.
package struct Comparison: Sendable {
    package let lot: ComparedLot
    /// The strongest first; of one strength, by pair and signal.
    package let clues: [Clue]
    package private(set) var remarks: [LotRemark]
    package let unchecked: [LocalizedText]
    /// What was left out for other eyes; nil where all is here.
    package private(set) var reduction: Reduction?

    /// Every signal that there is, in the order in which they run.
    package static let signals: [any Signal] = [
        IdentitySignal(), AncestrySignal(), PeopleSignal(), HandlingSignal(), TextSignal(), MixingSignal(),
        BillSignal(), BillProvenanceSignal(), ImagesSignal(), PricesSignal(), EvasionSignal(),
    ]

    package init(
        _ lot: ComparedLot, _ context: ComparisonContext, signals: [any Signal] = Comparison.signals
    ) throws(Problem) {
        var (clues, remarks, unchecked): ([Clue], [LotRemark], [LocalizedText]) = ([], [], [])
        for (done, signal) in signals.enumerated() {
            context.progress?(Progress(step: .compare, completed: Int64(done), total: Int64(signals.count)))
            let result = try signal.run(lot, context)
            clues += result.clues.map { TenderGap.weakened($0, lot) }
            remarks += result.remarks
            unchecked += result.unchecked
        }
        context.progress?(Progress(step: .compare, completed: Int64(signals.count), total: Int64(signals.count)))
        self.lot = lot
        self.clues = clues.enumerated().sorted { one, other in
            if one.element.strength != other.element.strength { return one.element.strength > other.element.strength }
            if one.element.bids != other.element.bids {
                return one.element.bids.lexicographicallyPrecedes(other.element.bids)
            }
            if one.element.signal != other.element.signal { return one.element.signal < other.element.signal }
            return one.offset < other.offset
        }.map(\.element)
        self.unchecked = unchecked
        self.remarks = remarks
        self.remarks += try GroupPrices.remarks(of: self, drawn: context.drawn)
    }

    /// A part of a comparison; see ``reduced(to:)``.
    init(
        _ lot: ComparedLot, clues: [Clue], remarks: [LotRemark], unchecked: [LocalizedText], reduction: Reduction
    ) {
        self.lot = lot
        self.clues = clues
        self.remarks = remarks
        self.unchecked = unchecked
        self.reduction = reduction
    }

    // MARK: - Pairs and groups

    /// The clues of a pair.
    package func clues(_ a: Int, _ b: Int) -> [Clue] { clues.filter { $0.bids == [min(a, b), max(a, b)] } }

    /// How strong all clues of a pair are together; nil where there are none.
    ///
    /// That of the strongest. Two strong ones of different signals make it very strong, two moderate ones of different signals
    /// strong: they rest on different things, and no one cause explains both.
    package func strength(_ a: Int, _ b: Int) -> ClueStrength? { Self.strength(of: clues(a, b)) }

    /// How strong the clues of one pair are together.
    package static func strength(of all: [Clue]) -> ClueStrength? {
        guard let strongest = all.map(\.strength).max() else { return nil }
        func signals(from strength: ClueStrength) -> Int {
            Set(all.filter { $0.strength >= strength }.map(\.signal)).count
        }
        if signals(from: .strong) >= 2 { return .veryStrong }
        if strongest < .strong, signals(from: .moderate) >= 2 { return .strong }
        return strongest
    }

    /// Bids that clues from `moderate` on connect, each group ascending.
    package var groups: [[Int]] {
        var root = Array(lot.bids.indices)
        func find(_ bid: Int) -> Int {
            var bid = bid
            while root[bid] != bid { bid = root[bid] }
            return bid
        }
        for (bids, clues) in Dictionary(grouping: clues.filter { $0.bids.count == 2 }, by: \.bids) {
            guard let strength = Self.strength(of: clues), strength >= .moderate else { continue }
            let (one, other) = (find(bids[0]), find(bids[1]))
            root[max(one, other)] = min(one, other)
        }
        return Dictionary(grouping: lot.bids.indices, by: find).values.filter { $0.count > 1 }
            .map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }
}
