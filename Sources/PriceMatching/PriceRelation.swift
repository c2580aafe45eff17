// PriceRelation.swift — what is said of a pair of bills: every number that a sentence of the report will state.
package import TenderModel

/// How often pairs that were simulated as independent reached a score: the only statement about chance that is printed.
package struct CalibratedChance: Sendable, Hashable, Codable {
    /// Innocent pairs of about this size that were simulated.
    package var simulated: Int
    /// How many of them reached this much.
    package var reached: Int
}

/// Whether the published control price accounts for a relation; where there is none, nobody can tell.
package enum ControlExplanation: String, Sendable, Hashable, Codable {
    case explains
    case doesNot = "does-not"
    case unknown
}

/// What the rounding of the matching prices says about where they come from.
package enum RoundingPattern: String, Sendable, Hashable, Codable {
    /// The derived prices are the other bid's *rounded* prices times the ratio, rounded again.
    case derived
    /// Both are rounded from a third, finer base, or it cannot be told.
    case commonBase = "common-base"
}

/// One chapter's share in a relation.
package struct ChapterMatch: Sendable, Hashable, Codable {
    package var chapter: String
    package var comparable: Int
    package var matching: Int
    /// The chapter's own ratio or difference, where it has its own.
    package var ratio: ExactDecimal?
    package var difference: ExactDecimal?
}

/// An item with both prices, for tables and scatter plots.
package struct MatchedItem: Sendable, Hashable, Codable {
    package var code: String
    package var name: String
    package var chapter: String
    package var firstPlace: String
    package var secondPlace: String
    package var firstPrice: ExactDecimal?
    package var secondPrice: ExactDecimal?
    package var controlPrice: ExactDecimal?
}

/// One relation between the prices of two bills.
package struct PriceRelation: Sendable, Hashable, Codable {
    package var kind: PriceRelationKind
    package var test: PriceTest
    /// The bid whose prices the others are computed from, and the bid of those: derived = base × ratio, or base + difference.
    package var base: String
    package var derived: String
    /// Of the whole bill; nil where each chapter has its own.
    package var ratio: ExactDecimal?
    /// In yuan.
    package var difference: ExactDecimal?
    /// Items in the relation.
    package var matching: Int
    /// What independent pricing makes, by how densely the two's other prices lie.
    package var expected: Double
    /// The most that the same test counts in any other pair of the lot.
    package var highestElsewhere: Int
    /// Of the matching items, those at which a third bid stands in a relation with one of the two.
    package var sharedWithThird: Int
    package var control: ControlExplanation
    /// For ratios, and for differences, where one of two steps of rounding and less is taken for a common base.
    package var rounding: RoundingPattern?
    package var chapters: [ChapterMatch]
    /// Rows of ``BillComparison``: see ``BillComparison/items(_:_:)``.
    package var rows: RowSet
    /// By ``PriceTest`` scores; only to be compared with those of the same test and about as many items.
    package var score: Double
    package var chance: CalibratedChance
    package var strength: ClueStrength
    package var causes: [InnocentCause]

    /// Why it is held against nobody; nil where it says something of the two.
    package var explanation: RelationExplanation? {
        if causes.contains(.commonSource) { return .thirdBidder }
        // a rounding that shows one bill computed from the other is nothing that both have from the control price
        return causes.contains(.controlPrice) && rounding != .derived ? .controlPrice : nil
    }
}

/// What accounts for a relation, so that it is a remark and no clue.
package enum RelationExplanation: Sendable, Hashable, CaseIterable {
    /// A third bid stands in the same relation at half of its items or more.
    case thirdBidder
    case controlPrice
}

/// What a pair's tests counted, whether or not it is worth a finding.
package struct PairScan: Sendable, Hashable, Codable {
    package struct Tally: Sendable, Hashable, Codable {
        package var matching: Int
        package var score: Double
    }

    /// Places in ``BillComparison/bidders``.
    package var first: Int
    package var second: Int
    package var comparable: Int
    /// In the order of ``PriceTest/allCases``.
    package var tallies: [Tally]
}

/// What is found on one pair.
package struct BillPairFinding: Sendable, Hashable, Codable {
    /// Places in ``BillComparison/bidders``, and the names there.
    package var first: Int
    package var second: Int
    package var firstBidder: String
    package var secondBidder: String
    /// Items that were compared.
    package var comparable: Int
    /// Items left out, by reason.
    package var excluded: [Exclusion: Int]
    package var relations: [PriceRelation]
    package var errors: [SharedError]
    package var errorStrength: ClueStrength?
    package var strength: ClueStrength
    package var causes: [InnocentCause]
    /// What was not looked at, since the bills carry none of it.
    package var unchecked: [Unchecked]
}

/// Three bidders or more whose prices agree at the same items: a common source, not attributed to any pair.
package struct CommonSource: Sendable, Hashable, Codable {
    package var bidders: [String]
    /// Items at which three of them or more have one price.
    package var items: Int
}
