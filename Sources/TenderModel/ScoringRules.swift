// ScoringRules.swift — scoring items (评分因素) that the law forbids, and points that do not add up.
package import Reporting

/// Checks of an evaluation method's scoring.
package enum ScoringRules {
    /// A kind of criterion by which nobody may be scored.
    package struct Forbidden: Sendable, Hashable {
        /// Such as 注册资本.
        package var kind: LocalizedText
        /// The words that show it.
        package var words: String
    }

    /// By which forbidden thing an item scores; nil where the words show none.
    ///
    /// Fair-competition rules art. 7 forbids model texts to score by the region of past work, the form of ownership, the
    /// origin of a product, and a bidder's (or consortium member's) size, place of registration, registered capital, market
    /// share, debt ratio or net assets. A procurement price deduction for small enterprises is lawful, and no scoring item.
    package static func forbidden(in item: ScoringItem) -> Forbidden? {
        let text = (item.title + "\n" + item.criterion).split(whereSeparator: \.isNewline).map(Wording.plain)
            .joined(separator: "\n")
        for (kind, words) in kinds {
            if let found = words.first(where: { Wording.has($0, in: text) }) {
                return Forbidden(kind: kind, words: found)
            }
        }
        for place in places {
            for clause in text.split(whereSeparator: { "。;;\n".contains($0) })
            where Wording.has(place, in: String(clause)) && Wording.has("业绩", in: String(clause)) {
                return Forbidden(
                    kind: LocalizedText(zh: "业绩的地域", en: "region of past work"), words: "\(place)…业绩")
            }
        }
        return nil
    }

    private static let kinds: [(LocalizedText, [String])] = [
        (LocalizedText(zh: "注册资本", en: "registered capital"), ["注册资本", "注册资金", "实缴资本"]),
        (LocalizedText(zh: "净资产", en: "net assets"), ["净资产"]),
        (LocalizedText(zh: "负债率", en: "debt ratio"), ["负债率"]),
        (LocalizedText(zh: "市场占有率", en: "market share"), ["市场占有率", "市场份额", "市占率"]),
        (
            LocalizedText(zh: "注册地", en: "place of registration"),
            [
                "注册地", "注册地址", "本地企业", "本省企业", "本市企业", "本县企业", "当地企业", "本地注册", "在本省注册", "在本市注册",
                "本地分公司", "本地子公司", "本地纳税",
            ]
        ),
        (
            LocalizedText(zh: "所有制形式", en: "form of ownership"),
            ["所有制", "国有企业", "国有控股", "民营企业", "外资企业", "央企"]
        ),
        (LocalizedText(zh: "产品产地", en: "origin of a product"), ["产地", "原装进口", "进口品牌", "国产品牌"]),
        (
            LocalizedText(zh: "企业规模", en: "size of a firm"),
            ["企业规模", "资产总额", "总资产", "营业收入", "年营业额", "从业人员数", "员工人数", "职工人数", "特定行业大型企业"]
        ),
    ]

    private static let places = [
        "本省", "本市", "本县", "本区", "本地", "当地", "省内", "市内", "县内", "区内", "项目所在地", "所在省", "所在市", "特定行政区域",
    ]

    /// All that is to be said about how a tender scores.
    package static func check(_ tender: Tender) -> [Finding] {
        guard let evaluation = tender.evaluation else { return [] }
        var findings: [Finding] = []
        if evaluation.price != nil || !evaluation.items.isEmpty, evaluation.totalPoints != Points(hundredths: 100_00) {
            findings.append(
                Finding(
                    "TEND-0080", zh: "各项分值合计为 \(evaluation.totalPoints.text) 分,不是 100 分",
                    en: "the points add up to \(evaluation.totalPoints.text), not to 100", remedyZh: "请核对价格分与各评分因素的分值",
                    remedyEn: "check the points of the price and of each item", place: "evaluation", part: "evaluation")
            )
        }
        for item in evaluation.items {
            guard let forbidden = forbidden(in: item) else { continue }
            findings.append(
                Finding(
                    "TEND-0081", zh: "评分因素“\(item.title)”涉及\(forbidden.kind.zh)(“\(forbidden.words)”)",
                    en: "the scoring item \"\(item.title)\" scores by \(forbidden.kind.en) (\"\(forbidden.words)\")",
                    remedyZh: "删去该评分因素,或改为与履约能力直接相关的条件",
                    remedyEn: "remove it, or ask for what bears on doing the work",
                    place: "evaluation.items: \(item.id)",
                    basis: .regulation("32"), part: "evaluation"))
        }
        if let price = evaluation.price, price.formula == .benchmark,
            price.above.hundredths == 0 || price.below.hundredths == 0
        {
            findings.append(
                Finding(
                    "TEND-0082", zh: "基准价法没有写明高于或低于基准价的扣分",
                    en: "the benchmark formula does not say how many points are lost above or below the benchmark",
                    remedyZh: "填写 above 与 below(每 1% 扣几分)",
                    remedyEn: "fill in above and below: points lost for each percent",
                    place: "evaluation.price", part: "evaluation"))
        }
        if let price = evaluation.price, price.ceilingShare.parts > 0,
            let lot = tender.lots.first(where: { $0.ceiling == nil })
        {
            findings.append(
                Finding(
                    "TEND-0083", zh: "基准价含最高投标限价,而标段 \(lot.id) 没有最高投标限价",
                    en: "the benchmark takes the ceiling in, and lot \(lot.id) has none",
                    remedyZh: "填写 ceiling,或把 ceilingShare 设为 0",
                    remedyEn: "fill in the ceiling, or set ceilingShare to 0", place: "lots: \(lot.id)",
                    part: "evaluation"))
        }
        if tender.regime == .tendering, let price = evaluation.price, price.deduction.parts > 0 {
            findings.append(
                Finding(
                    "TEND-0084", .warning, zh: "小微企业价格扣除属于政府采购政策,本次适用招标投标法",
                    en: "the price deduction for small enterprises is of the procurement regime; this tender is not",
                    remedyZh: "请确认适用依据", remedyEn: "make sure that it applies", place: "evaluation.price",
                    part: "evaluation"))
        }
        return findings
    }
}
