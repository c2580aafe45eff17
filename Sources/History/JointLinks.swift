// JointLinks.swift — units that bid together more than chance allows (经常同场投标).
//
// Given how often each bid among lots of one region, kind, year and size, the lots in common follow a sum of hypergeometric
// numbers. Bonferroni's correction rather than Benjamini and Hochberg's: pairs of one market depend on each other in ways that nobody
// knows, and one innocent pair named weighs more than a guilty one missed.
internal import Comparison
internal import Reporting

struct JointLinks {
    private(set) var links: [Link] = []
    private(set) var remarks: [Statement] = []
    /// Units that these links connect, each group in order, by its first.
    private(set) var groups: [[String]] = []

    init(_ facts: LinkFacts) {
        // the family is fixed by how often each bid, which the chance takes as given: not by what came out
        let active = facts.units.keys.filter { facts.lots(of: $0) >= Chance.support }.count
        let looked = active * (active - 1) / 2
        var pairs: [LinkFacts.Pair] = []
        for (pair, joint) in facts.joint {
            let strata = facts.strata(pair)
            let chance = Chance.corrected(Chance.meeting(joint, strata), among: looked)
            guard chance <= Chance.level else { continue }
            pairs.append(pair)
            links.append(Self.link(pair, joint, chance, strata, facts))
        }
        links = links.inOrder()
        groups = Self.groups(pairs)
        remarks.append(
            Statement(
                zh: "同场投标:考察了 {units} 家各投 {support} 个标段以上的单位的 {pairs} 个两两组合;偶然概率已乘以组合数(邦弗朗尼校正)。",
                en:
                    "Bidding together: {pairs} pairs of {units} units that bid in {support} lots or more were looked at; chances are multiplied by the number of pairs (Bonferroni).",
                ["units": .count(active), "support": .count(Chance.support), "pairs": .count(looked)]))
    }

    private static func link(
        _ pair: LinkFacts.Pair, _ joint: Int, _ chance: Double, _ strata: [Chance.Stratum], _ facts: LinkFacts
    ) -> Link {
        Link(
            kind: .together, units: facts.linked([pair.first, pair.second]), chance: chance,
            statements: [
                Statement(
                    zh: "{a} 投了 {lotsA} 个标段,{b} 投了 {lotsB} 个,其中 {joint} 个两家都投。",
                    en: "{a} bid in {lotsA} lots, {b} in {lotsB}; in {joint} of them both did.",
                    [
                        "a": facts.name(pair.first), "b": facts.name(pair.second),
                        "lotsA": .count(facts.lots(of: pair.first)), "lotsB": .count(facts.lots(of: pair.second)),
                        "joint": .count(joint),
                    ]),
                Statement(
                    zh: "若各自选择标段,在同地区、同类、同年、投标家数相近的标段({strata} 类)中平均相遇 {expected} 次;相遇这么多次或更多的概率(校正后)不超过 {chance}。",
                    en:
                        "if each chose its lots by itself, among lots of one region, kind, year and size ({strata} classes) they would meet {expected} times on average; the chance of meeting so often or more is at most {chance} after correction.",
                    [
                        "strata": .count(strata.count), "expected": .real(Chance.expected(strata), decimals: 1),
                        "chance": .quoted(Link.scientific(chance)),
                    ]),
            ],
            causes: [
                LocalizedText(
                    zh: "同一地区、同一资质等级的单位本来就投同样的标段",
                    en: "units of one district and qualification class bid for the same lots anyway"),
                LocalizedText(zh: "具备所要求资质的单位很少", en: "only few units have the qualification that was asked for"),
                LocalizedText(zh: "关联企业或长期合作的单位", en: "affiliated units, or ones that have long worked together"),
            ],
            unchecked: [
                LocalizedText(
                    zh: "资质等级、专业和单位所在地不在历史库中,未按其分层",
                    en:
                        "qualification, trade and seat of the units are not in the history: lots were not classed by them"
                ),
                LocalizedText(
                    zh: "是否在年内不同时段活跃,未考察", en: "whether they were active in the same months of a year was not looked at"
                ),
            ])
    }

    /// Connected units.
    private static func groups(_ pairs: [LinkFacts.Pair]) -> [[String]] {
        var root: [String: String] = [:]
        func find(_ unit: String) -> String {
            var unit = unit
            while let above = root[unit], above != unit { unit = above }
            return unit
        }
        for pair in pairs {
            let (a, b) = (find(pair.first), find(pair.second))
            (root[a], root[b]) = (min(a, b), min(a, b))
        }
        return Dictionary(grouping: root.keys, by: find).values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }
}
