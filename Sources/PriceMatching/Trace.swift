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

    /// Of the two directions, the one with more items; where they have about as many, the one with the plainer ratio: people
    /// multiply by 0.965, and the other way round that is 1.0362694.
    func tellsMore(than other: Part?) -> Bool {
        guard let other else { return score > 0 }
        guard abs(weight - other.weight) * 20 <= max(weight, other.weight), let mine = ratio, let its = other.ratio,
            mine.scale != its.scale
        else { return (weight, score) > (other.weight, other.score) }
        return mine.scale < its.scale
    }
}

/// One test's result: the parts, the best first.
struct Trace: Sendable {
    var test: PriceTest
    var parts: [Part] = []
    var score: Double { parts.first?.score ?? 0 }
    var count: Int { parts.first?.places.count ?? 0 }

    /// Whether it is what a larger relation looks like on some of its items: 0.97 times 1.00 yuan is 0.03 less.
    func follows(from other: Trace) -> Bool {
        let (own, others) = (Set(parts.flatMap(\.places)), Set(other.parts.flatMap(\.places)))
        return own.count < others.count && own.intersection(others).count * 5 >= own.count * 4
    }
}
