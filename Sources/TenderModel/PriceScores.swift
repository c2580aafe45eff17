// PriceScores.swift — points for prices by the tender's formula (价格分), in whole numbers: anyone who computes them again gets the same.
package import Reporting

/// One bid's price as it is scored.
package struct PriceEntry: Sendable, Hashable {
    package var bidder: Organization
    /// The price that was read out (投标报价).
    package var price: Money
    /// Whether the price deduction for small enterprises is claimed (小微企业价格扣除).
    package var isSmall: Bool

    package init(bidder: Organization, price: Money, isSmall: Bool = false) {
        self.bidder = bidder
        self.price = price
        self.isSmall = isSmall
    }
}

/// One bid's points.
package struct PriceScore: Sendable, Hashable {
    package var entry: PriceEntry
    /// The price that is compared: less the deduction where one is claimed (评审价).
    package var compared: Money
    /// Above (+) or below (−) the benchmark, in ten-thousandths of a percent, rounded half away from zero; nil without one.
    package var deviation: Int?
    package var points: Points
    /// Whether it was left out of the mean, as the highest or the lowest.
    package var isTrimmed: Bool
}

/// The price scores of a lot.
package struct PriceScores: Sendable, Hashable {
    /// In the order given.
    package var scores: [PriceScore]
    /// The lowest compared price, or the benchmark (评标基准价), rounded half up to the fen.
    package var benchmark: Money
    /// What was taken off the benchmark.
    package var reduction: Percentage

    /// Computes them.
    ///
    /// Lowest: points × lowest ÷ price. Benchmark: the mean of the prices — without one highest and one lowest where there are
    /// at least `trimFrom` —, weighted with the ceiling, less the reduction; points lost for each percent above or below,
    /// never under 0. Points are rounded half up to hundredths, once, at the end.
    ///
    /// Throws EVAL-0010 (no price), EVAL-0011 (a price of 0), EVAL-0012 (several reductions and none drawn, or one that is
    /// not among them), EVAL-0013 (the ceiling is needed and there is none), EVAL-0014 (nothing is left of the benchmark).
    package init(
        _ entries: [PriceEntry], by scoring: PriceScoring, ceiling: Money?, drawn: Percentage?
    ) throws(Problem) {
        guard !entries.isEmpty else {
            throw Problem(
                "EVAL-0010", zh: "没有可评分的报价", en: "there is no price to be scored", remedyZh: "请核对开标记录与排除的投标人",
                remedyEn: "check the opening record, and whom you left out")
        }
        if let zero = entries.first(where: { $0.price.fen <= 0 }) {
            throw Problem(
                "EVAL-0011", zh: "“\(zero.bidder.name)”的报价为 0", en: "the price of \(zero.bidder.name) is 0",
                remedyZh: "由评标委员会处理后排除该投标人", remedyEn: "leave it out once the committee has dealt with it")
        }
        let compared = entries.map { entry in
            entry.isSmall ? Self.less(entry.price, scoring.deduction) : entry.price
        }
        if let nothing = zip(entries, compared).first(where: { $1.fen <= 0 })?.0 {
            throw Problem(
                "EVAL-0011", zh: "“\(nothing.bidder.name)”的报价扣除后为 0",
                en: "nothing is left of the price of \(nothing.bidder.name) after the deduction",
                remedyZh: "由评标委员会处理后排除该投标人", remedyEn: "leave it out once the committee has dealt with it")
        }
        switch scoring.formula {
        case .lowest:
            let lowest = compared.min() ?? .zero
            benchmark = lowest
            reduction = Percentage(parts: 0)
            scores = zip(entries, compared).map { entry, price in
                PriceScore(
                    entry: entry, compared: price, deviation: nil,
                    points: Points(
                        hundredths: Int(
                            Self.divide(Int128(scoring.points.hundredths) * Int128(lowest.fen), Int128(price.fen)))),
                    isTrimmed: false)
            }
        case .benchmark:
            reduction = try Self.reduction(scoring.reductions, drawn)
            let trimmed = Self.trimmed(compared, from: scoring.trimFrom)
            benchmark = try Self.benchmark(compared, trimmed, scoring, ceiling, reduction)
            let reference = Int128(benchmark.fen)
            scores = zip(entries, compared).enumerated().map { index, pair in
                let difference = Int128(pair.1.fen) - reference
                let rate = Int128(difference > 0 ? scoring.above.hundredths : scoring.below.hundredths)
                // hundredths of a point lost = |difference| ÷ benchmark × 100 percent × rate
                let left = Int128(scoring.points.hundredths) * reference - difference.magnitudeSigned * 100 * rate
                return PriceScore(
                    entry: pair.0, compared: pair.1,
                    deviation: Int(clamping: Self.divide(difference * 1_000_000, reference)),
                    points: Points(hundredths: Int(clamping: max(0, Self.divide(left, reference)))),
                    isTrimmed: trimmed.contains(index))
            }
        }
    }

    private static func reduction(_ choices: [Percentage], _ drawn: Percentage?) throws(Problem) -> Percentage {
        let listed = choices.map(\.text).joined(separator: "、")
        switch (choices.count, drawn) {
        case (0, nil): return Percentage(parts: 0)
        case (1, nil): return choices[0]
        case (_, let drawn?) where choices.contains(drawn): return drawn
        case (_, let drawn?):
            throw Problem(
                "EVAL-0012", kind: .usage, zh: "下浮率 \(drawn.text)% 不在招标文件所列之中:\(listed.isEmpty ? "无" : listed)",
                en: "the reduction \(drawn.text) % is not among the tender's: \(listed.isEmpty ? "none" : listed)",
                remedyZh: "写开标时抽取的那一个", remedyEn: "give the one that was drawn at the opening")
        default:
            throw Problem(
                "EVAL-0012", kind: .usage, zh: "下浮率由开标时从 \(listed) 中抽取,没有给出抽取结果",
                en: "the reduction is drawn at the opening from \(listed); the one drawn is not given",
                remedyZh: "加 --reduction 抽取值", remedyEn: "add --reduction with the one that was drawn")
        }
    }

    /// Places of one highest and one lowest price.
    private static func trimmed(_ prices: [Money], from count: Int?) -> Set<Int> {
        guard let count, prices.count >= max(3, count) else { return [] }
        let order = prices.indices.sorted { (prices[$0], $0) < (prices[$1], $1) }
        return [order[0], order[order.count - 1]]
    }

    private static func benchmark(
        _ prices: [Money], _ trimmed: Set<Int>, _ scoring: PriceScoring, _ ceiling: Money?, _ reduction: Percentage
    ) throws(Problem) -> Money {
        let kept = prices.indices.filter { !trimmed.contains($0) }.map { Int128(prices[$0].fen) }
        let whole: Int128 = 1_000_000
        let share = Int128(scoring.ceilingShare.parts)
        guard share <= whole, Int128(reduction.parts) < whole else { throw emptied }
        // mean × (1 − share) + ceiling × share, less the reduction, as one fraction
        var numerator = kept.reduce(0, +) * (whole - share)
        if share > 0 {
            guard let ceiling else {
                throw Problem(
                    "EVAL-0013", zh: "评标基准价含最高投标限价,而本标段没有最高投标限价",
                    en: "the benchmark takes the ceiling in, and the lot has none", remedyZh: "核对招标文件",
                    remedyEn: "check the tender")
            }
            numerator += Int128(ceiling.fen) * share * Int128(kept.count)
        }
        let fen = divide(numerator * (whole - Int128(reduction.parts)), Int128(kept.count) * whole * whole)
        guard fen > 0 else { throw emptied }
        return Money(fen: Int64(fen))
    }

    private static var emptied: Problem {
        Problem(
            "EVAL-0014", zh: "下浮后评标基准价为 0", en: "nothing is left of the benchmark", remedyZh: "核对招标文件的下浮率与比例",
            remedyEn: "check the tender's reduction and shares")
    }

    private static func less(_ price: Money, _ deduction: Percentage) -> Money {
        Money(fen: Int64(divide(Int128(price.fen) * Int128(1_000_000 - min(deduction.parts, 1_000_000)), 1_000_000)))
    }

    /// The quotient, rounded half away from zero.
    private static func divide(_ a: Int128, _ b: Int128) -> Int128 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        guard remainder.magnitude * 2 >= b.magnitude else { return quotient }
        return quotient + ((a < 0) == (b < 0) ? 1 : -1)
    }
}

extension Int128 {
    fileprivate var magnitudeSigned: Int128 { self < 0 ? -self : self }
}
