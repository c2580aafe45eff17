// StrengthRules.swift — how strong a clue on prices is: the whole table, in one place.
//
//   identical prices                     weak: quota and published prices make honest bills equal to the fen
//   a ratio under noise                  weak: two who use one base look the same
//   a constant ratio                     moderate, if it is far beyond chance, the rounding shows that one bill was computed
//                                        from the other, the control price does not account for it, and no third bid stands in it
//   a constant difference                moderate, if it is far beyond chance, above two steps of rounding, on a tenth of the
//                                        whole bill and in most chapters, and the two are not alike otherwise
//   shared mistakes                      one weak, two or more moderate
//   moderate prices + moderate mistakes  strong: two kinds of evidence
//   under 20 items, or under 3 bills     weak, whatever is found
//
// What cannot be told from prices alone: a base that one bidder takes over as it is, to the fen, and one other discounts, is what a
// copy looks like. Where the tender's bill shows that base as control prices it is taken out; elsewhere the finding names the cause.
internal import TenderModel

enum StrengthRules {
    static let fewestItems = 20
    /// A score so many times the highest that chance ever reached is far beyond it.
    static let farBeyond = 1.5

    /// Where chance reaches next to nothing, this much is still asked for.
    static let lowestScore = 5.0

    /// Worth telling: beyond what any simulated innocent pair reached. Without a calibration nothing is.
    static func isReported(_ test: PriceTest, items: Int, score: Double) -> Bool {
        guard let top = PriceCalibration.scores(test, items: items).first else { return false }
        return score > max(top, lowestScore)
    }

    static func kind(_ test: PriceTest) -> PriceRelationKind {
        switch test {
        case .identical: .identical
        case .ratio, .ratioInChapter: .ratio
        case .difference, .differenceInChapter: .difference
        case .nearRatio: .nearRatio
        }
    }

    static func weigh(_ finding: BillPairFinding, bids: Int) -> BillPairFinding {
        var finding = finding
        let same = finding.relations.filter { $0.kind == .identical }.reduce(0) { $0 + $1.matching }
        let tooLittle = finding.comparable < fewestItems || bids < 3
        for index in finding.relations.indices {
            let relation = finding.relations[index]
            let causes = causes(relation, finding.comparable, bids: bids)
            finding.relations[index].causes = causes
            finding.relations[index].strength = strength(relation, causes, finding.comparable, same: same)
        }
        finding.errorStrength =
            finding.errors.isEmpty ? nil : finding.errors.count > 1 && !tooLittle ? .moderate : .weak
        let prices = finding.relations.map(\.strength).max()
        finding.strength = max(prices ?? .weak, finding.errorStrength ?? .weak)
        if prices == .moderate, finding.errorStrength == .moderate { finding.strength = .strong }
        let all = Set(finding.relations.flatMap(\.causes) + (finding.errors.isEmpty ? [] : [.sharedTemplate]))
        finding.causes = InnocentCause.allCases.filter(all.contains)
        return finding
    }

    private static func causes(
        _ relation: PriceRelation, _ comparable: Int, bids: Int
    ) -> [InnocentCause] {
        var causes: Set<InnocentCause> = []
        // a base that nobody here knows is never ruled out
        causes.insert(.commonBase)
        if relation.control == .explains { causes.insert(.controlPrice) }
        if relation.control == .unknown { causes.insert(.unknownControlPrice) }
        if relation.sharedWithThird * 2 >= relation.matching { causes.insert(.commonSource) }
        if comparable < fewestItems { causes.insert(.smallBill) }
        if bids < 3 { causes.insert(.fewBidders) }
        return InnocentCause.allCases.filter(causes.contains)
    }

    private static func strength(
        _ relation: PriceRelation, _ causes: [InnocentCause], _ comparable: Int, same: Int
    ) -> ClueStrength {
        let stopping: [InnocentCause] = [.controlPrice, .commonSource, .smallBill, .fewBidders]
        guard !causes.contains(where: stopping.contains), relation.matching >= fewestItems,
            let top = PriceCalibration.scores(relation.test, items: comparable).first,
            relation.score >= farBeyond * max(top, lowestScore)
        else { return .weak }
        switch relation.test {
        case .identical, .nearRatio, .differenceInChapter: return .weak
        case .ratio, .ratioInChapter: return relation.rounding == .derived ? .moderate : .weak
        case .difference:
            // one material at another price moves all items that hold as much of it by the same amount: where the two are
            // alike otherwise, and within one chapter, that is what a difference means
            let chapters = relation.chapters.filter { $0.comparable >= 3 }
            let touched = chapters.count { $0.matching >= 3 }
            let spread = relation.chapters.count == 1 || touched * 2 > chapters.count
            return relation.rounding == .derived && spread && relation.matching * 10 >= comparable
                && same * 10 < comparable
                ? .moderate : .weak
        }
    }
}
