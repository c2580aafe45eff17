// CompanionLinks.swift — groups in which some accompany and never win (陪标): a property of a group, never of one firm.
//
// A firm that never wins says nothing. Looked at are only groups that bid together more than chance allows, and in them only lots
// that a member won while another member bid beside it. If every member there were as likely to be that winner as the next, the
// chance that the wins pass all the companions by is a product of shares.
internal import Comparison
internal import Reporting

struct CompanionLinks {
    private(set) var links: [Link] = []
    private(set) var remarks: [Statement] = []

    init(_ facts: LinkFacts, groups: [[String]]) {
        for group in groups {
            if let link = Self.link(group, among: groups.count, facts) { links.append(link) }
        }
        links = links.inOrder()
        remarks.append(
            Statement(
                zh: "陪标:考察了 {groups} 个经常同场投标的组,只用中标人已登记的 {lots} 个标段;单独一家的中标率不作为依据。",
                en:
                    "Accompanying: {groups} groups that often bid together were looked at, in the {lots} lots whose winner was told; no unit's rate of winning is held against it by itself.",
                ["groups": .count(groups.count), "lots": .count(facts.won.count)]))
    }

    private static func link(_ group: [String], among groups: Int, _ facts: LinkFacts) -> Link? {
        let members = Set(group)
        let lots = facts.won.map { (winner: $0.winner, present: $0.units.intersection(members)) }
            .filter { members.contains($0.winner) && $0.present.count >= 2 }
        guard lots.count >= Chance.support else { return nil }
        var (wins, beside): ([String: Int], [String: Int]) = ([:], [:])
        for lot in lots {
            wins[lot.winner, default: 0] += 1
            for unit in lot.present where unit != lot.winner { beside[unit, default: 0] += 1 }
        }
        let companions = group.filter { wins[$0] == nil && (beside[$0] ?? 0) >= Chance.support }
        guard !companions.isEmpty else { return nil }
        let passive = Set(companions)
        var chance = 1.0
        for lot in lots {
            chance *= 1 - Double(lot.present.intersection(passive).count) / Double(lot.present.count)
        }
        // which of the members they are was chosen by looking: as many choices as there are proper parts of the group
        for _ in group { chance *= 2 }
        chance = Chance.corrected(chance, among: groups)
        guard chance <= Chance.level else { return nil }
        var statements = [
            Statement(
                zh: "这 {members} 家单位经常同场;在其中一家中标、另有一家以上同场的 {lots} 个标段里,下列 {companions} 家从未中标。",
                en:
                    "these {members} units often bid together; in {lots} lots that one of them won beside at least one other, {companions} of them never won.",
                [
                    "members": .count(group.count), "lots": .count(lots.count), "companions": .count(companions.count),
                ])
        ]
        for unit in group {
            statements.append(
                Statement(
                    zh: "{unit}:在这些标段中标 {wins} 次,陪同 {beside} 次。",
                    en: "{unit}: won {wins} of these lots, and bid beside the winner in {beside}.",
                    [
                        "unit": facts.name(unit), "wins": .count(wins[unit] ?? 0), "beside": .count(beside[unit] ?? 0),
                    ]))
        }
        statements.append(
            Statement(
                zh: "若同场的成员中标机会均等,中标总是绕开这些单位的概率(校正后)不超过 {chance}。",
                en:
                    "if all members present were equally likely to win, the chance that the wins always pass these units by is at most {chance} after correction.",
                ["chance": .quoted(Link.scientific(chance))]))
        return Link(
            kind: .companions, units: facts.linked(group), chance: chance, statements: statements,
            causes: [
                LocalizedText(
                    zh: "成本较高或业绩、资质较弱的单位本来就较难中标", en: "units with higher costs or weaker records win less anyway"),
                LocalizedText(zh: "为进入市场、保持业绩而投标", en: "units that bid to enter a market or to be seen in it"),
                LocalizedText(zh: "部分标段的中标人没有登记", en: "lots whose winner was not told"),
            ],
            unchecked: [
                LocalizedText(
                    zh: "得分、废标原因和合同履行情况不在历史库中",
                    en: "points, reasons for rejection and the contracts' performance are not in the history"),
                LocalizedText(zh: "分包与资金往来不在历史库中", en: "subcontracts and payments are not in the history"),
            ])
    }
}
