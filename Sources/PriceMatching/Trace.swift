// Trace.swift — what one test saw in a pair: which items stand in the relation, how many chance would make, how far beyond.

/// A relation between the prices of two bills.
package enum PriceRelationKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Equal to the last decimal.
    case identical
    /// One is the other times a constant, rounded.
    case ratio
    /// One is the other plus a constant.
    case difference
    /// One is the other times a constant, within 1 %: a ratio under noise.
    case nearRatio = "near-ratio"
}

/// A test whose chance was calibrated by itself.
package enum PriceTest: String, Sendable, Hashable, Codable, CaseIterable {
    case identical, ratio
    case ratioInChapter = "ratio-in-chapter"
    case difference
    case differenceInChapter = "difference-in-chapter"
    case nearRatio = "near-ratio"
}

/// A relation in the whole bill, or in one chapter.
struct Part: Sendable {
    /// Nil for the whole bill.
    var chapter: Int32?
    /// The second price over the first, or the first over the second where the first is derived.
    var ratio: PriceRatio?
    /// Whether the second bid's prices are the derived ones.
    var secondIsDerived = true
    /// Second less first, in ticks.
    var difference: Int64?
    /// Places in ``PairRows``.
    var places: [Int32] = []
    /// Matches less the round ones' worth of coincidence.
    var weight = 0.0
    /// How many chance makes, round prices counted as the coincidences they are.
    var expected = 0.0
    var score = 0.0
}

/// One test's result: the parts, the best first.
struct Trace: Sendable {
    var test: PriceTest
    var parts: [Part] = []
    var score: Double { parts.first?.score ?? 0 }
    var count: Int { parts.first?.places.count ?? 0 }
}
