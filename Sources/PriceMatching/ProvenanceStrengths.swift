// ProvenanceStrengths.swift — how much it says that two bills were made up alike (组价来源强度表): the rules, and beside them their words.
internal import Reporting

/// The rules of strength. None finds more than `strong`, and equality with the published base finds nothing.
package enum ProvenanceStrengths {
    /// Supplementary quotas, and unit mistakes, from which a clue is strong.
    package static let manyQuotas = 3
    package static let manyMistakes = 3
    /// Unusual conversions from which a clue is moderate.
    package static let manyConversions = 5
    /// Resource prices off the base: from which there is a clue, from which it may be moderate, and strong.
    package static let fewestPrices = 3
    package static let somePrices = 5
    package static let manyPrices = 20
    /// Different quotas whose consumptions are off the base, in the same three steps.
    package static let fewestConsumptions = 2
    package static let someConsumptions = 5
    package static let manyConsumptions = 15
    /// The share of resources at the base below which a whole other list of prices, such as that of another month, explains it.
    package static let shareAtBase = 0.5

    /// With fewer than three bills nobody shows what is common.
    private static func capped(_ strength: ClueStrength, bills: Int) -> ClueStrength {
        bills < 3 ? min(strength, .weak) : strength
    }

    package static func quotas(_ pair: ProvenancePair, bills: Int) -> ClueStrength? {
        guard !pair.quotas.isEmpty else { return nil }
        return capped(pair.quotas.count >= manyQuotas ? .strong : .moderate, bills: bills)
    }

    package static func mistakes(_ pair: ProvenancePair, bills: Int) -> ClueStrength? {
        let count = pair.conversions.count { $0.kind == .unit }
        guard count > 0 else { return nil }
        return capped(count >= manyMistakes ? .strong : .moderate, bills: bills)
    }

    package static func conversions(_ pair: ProvenancePair, bills: Int) -> ClueStrength? {
        let count = pair.conversions.count { $0.kind == .unusual }
        guard count > 0 else { return nil }
        return capped(count >= manyConversions ? .moderate : .weak, bills: bills)
    }

    package static func prices(_ pair: ProvenancePair, bills: Int) -> ClueStrength? {
        let (count, expected) = (Double(pair.prices.count), pair.expectedPrices)
        guard pair.prices.count >= fewestPrices, count >= 2 * expected + Double(fewestPrices) else { return nil }
        guard pair.shareAtBase >= shareAtBase else { return .weak }
        let names = Set(pair.prices.map(\.name)).count
        if pair.prices.count >= manyPrices, names * 2 >= manyPrices, count >= 5 * expected + 10,
            pair.pricesElsewhere * 4 <= pair.prices.count
        {
            return capped(.strong, bills: bills)
        }
        // one supplier quotes many sizes of one thing
        let isMany = pair.prices.count >= somePrices && names * 2 >= somePrices
        return capped(isMany && count >= 3 * expected + Double(somePrices) ? .moderate : .weak, bills: bills)
    }

    package static func consumptions(_ pair: ProvenancePair, bills: Int) -> ClueStrength? {
        let quotas = Set(pair.consumptions.map(\.quota)).count
        guard quotas >= fewestConsumptions else { return nil }
        guard pair.consumptionsElsewhere * 4 <= pair.consumptions.count else { return .weak }
        return capped(
            quotas >= manyConsumptions ? .strong : quotas >= someConsumptions ? .moderate : .weak, bills: bills)
    }

    package static let rows: [PublishedStrengths.Row] = [
        row(
            .strong, zh: "招标清单和第三家都没有的补充定额,编号与名称相同 \(manyQuotas) 条及以上",
            en:
                "\(manyQuotas) supplementary quotas or more, alike in code and name, that neither the tender nor a third bid has"
        ),
        row(.moderate, zh: "同上,不足 \(manyQuotas) 条", en: "the same, but fewer"),
        row(
            .strong, zh: "相同的定额单位换算错误 \(manyMistakes) 处及以上",
            en: "\(manyMistakes) mistakes or more in converting between units of item and quota, alike"),
        row(.moderate, zh: "同上,不足 \(manyMistakes) 处", en: "the same, but fewer"),
        row(
            .strong,
            zh:
                "偏离公布价(基准)而两家相同的人材机单价 \(manyPrices) 项及以上,涉及 \(manyPrices / 2) 种以上,至少为独立报价预计数的 5 倍另加 10 项、为其他任何两家的 4 倍",
            en:
                "\(manyPrices) resource prices or more, off the published base and equal in two bids, of \(manyPrices / 2) kinds or more; at least 5 times what independent pricing gives and 10 more, and 4 times those of any other pair"
        ),
        row(
            .moderate, zh: "同上,\(somePrices) 项及以上,涉及 \((somePrices + 1) / 2) 种以上,至少为预计数的 3 倍另加 \(somePrices) 项",
            en:
                "the same, \(somePrices) or more, of \((somePrices + 1) / 2) kinds or more, at least 3 times what independent pricing gives and \(somePrices) more"
        ),
        row(
            .weak, zh: "同上,更少;或其中一家半数以上人材机都不是基准价(可能整套采用另一期公布价)",
            en:
                "the same, but fewer; or one of the two is off the base at more than half of its resources, which another month's list explains"
        ),
        row(
            .strong, zh: "偏离定额而两家相同的含量,涉及 \(manyConsumptions) 条及以上定额",
            en: "consumptions off the quota and equal in two bids, of \(manyConsumptions) quotas or more"),
        row(.moderate, zh: "同上,\(someConsumptions) 条及以上", en: "the same, of \(someConsumptions) quotas or more"),
        row(.weak, zh: "同上,更少", en: "the same, of fewer"),
        row(
            .moderate, zh: "第三家没有的相同换算 \(manyConversions) 处及以上",
            en: "\(manyConversions) conversions or more that a third bid with the same quota does not make"),
        row(.weak, zh: "同上,更少", en: "the same, but fewer"),
        row(
            .weak, zh: "有组价内容的清单不足三份时,以上一律", en: "any of these, where fewer than three bills say how they were made up"),
    ]

    private static func row(_ strength: ClueStrength, zh: String, en: String) -> PublishedStrengths.Row {
        PublishedStrengths.Row(what: LocalizedText(zh: zh, en: en), strength: strength)
    }
}
