// WithoutGroup.swift — what becomes of the benchmark price (评标基准价) and of the best price score without a group of bids.
package import Reporting
package import TenderModel

/// The price scores of a lot with and without a group that other clues point to. Says what the group's prices did, not why.
package struct WithoutGroup: Sendable, Hashable {
    package var group: [Organization]
    package var benchmark: Money
    package var benchmarkWithout: Money
    /// Bids with the most points for price, of all bids; more than one where points are equal.
    package var best: [Organization]
    /// Of the bids outside the group, those with the most points as long as the group's prices count.
    package var bestOutside: [Organization]
    /// The same once they do not.
    package var bestWithout: [Organization]

    /// Whether one of the best is in the group: without it another is best in any case.
    package var bestIsInGroup: Bool { !Set(best.map(\.code)).isDisjoint(with: group.map(\.code)) }

    /// Whether the group's prices, by way of the benchmark, decide who is best among the others.
    package var changesBest: Bool { Set(bestOutside) != Set(bestWithout) }

    /// Throws what ``PriceScores`` throws, and PRIC-0001 where the tender has no price formula or nobody is left.
    package init(
        _ group: [Organization], of entries: [PriceEntry], by evaluation: Evaluation, ceiling: Money?,
        drawn: Percentage?
    ) throws(Problem) {
        let codes = Set(group.map(\.code))
        let rest = entries.filter { !codes.contains($0.bidder.code) }
        guard let scoring = evaluation.price, !rest.isEmpty else {
            throw Problem(
                "PRIC-0001", zh: evaluation.price == nil ? "招标文件没有价格分公式,无法重算" : "除去这些投标人后没有剩下的报价",
                en: evaluation.price == nil
                    ? "the tender has no price formula, so nothing can be computed again"
                    : "no bid is left without the group",
                remedyZh: "只对有价格分的标段、且组外有投标人时重算",
                remedyEn: "do this for lots with a price score, with a bid outside the group")
        }
        let all = try PriceScores(entries, by: scoring, ceiling: ceiling, drawn: drawn)
        let without = try PriceScores(rest, by: scoring, ceiling: ceiling, drawn: drawn)
        self.group = entries.map(\.bidder).filter { codes.contains($0.code) }
        benchmark = all.benchmark
        benchmarkWithout = without.benchmark
        best = Self.best(all.scores)
        bestOutside = Self.best(all.scores.filter { !codes.contains($0.entry.bidder.code) })
        bestWithout = Self.best(without.scores)
    }

    private static func best(_ scores: [PriceScore]) -> [Organization] {
        let most = scores.map(\.points).max()
        return scores.filter { $0.points == most }.map(\.entry.bidder)
    }
}
