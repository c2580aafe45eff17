// BillRemarks.swift — relations of prices that are pinned on nobody (不作归属): a third bid stands in them too, or the control price explains them.
internal import PriceMatching
internal import Reporting

enum BillRemarks {
    private struct Entry {
        var bids: Set<Int>
        var row: [String]
    }

    /// One remark for all relations of the explanation that hang together by their bids.
    static func remarks(
        _ explanation: RelationExplanation, _ compared: BillComparison, _ numbers: [String: Int]
    ) -> [LotRemark] {
        var groups: [[Entry]] = []
        for finding in compared.findings {
            for relation in finding.relations where relation.explanation == explanation {
                let thirds = explanation == .thirdBidder ? compared.thirds(finding, relation) : []
                let names = [finding.firstBidder, finding.secondBidder] + thirds.map { compared.bidders[$0] }
                let entry = Entry(
                    bids: Set(names.compactMap { numbers[$0] }), row: row(finding, relation, numbers))
                let joined = groups.filter { group in group.contains { !$0.bids.isDisjoint(with: entry.bids) } }
                groups.removeAll { group in group.contains { !$0.bids.isDisjoint(with: entry.bids) } }
                groups.append(joined.flatMap { $0 } + [entry])
            }
        }
        return groups.map { remark(explanation, $0) }.sorted { $0.bids.lexicographicallyPrecedes($1.bids) }
    }

    private static func remark(_ explanation: RelationExplanation, _ entries: [Entry]) -> LotRemark {
        let figures: [String: Figure] = ["relations": .count(entries.count)]
        let statement =
            switch explanation {
            case .thirdBidder:
                Statement(
                    zh: "有 {relations} 组单价成比例、相差固定金额或相同,但其中半数以上的项目,第三家也有同样关系:可能有共同来源,不作归属。",
                    en:
                        "{relations} relations between prices of two bids hold for a third bid too, at half of the items or more: there may be a common source, so they are held against nobody.",
                    figures)
            case .controlPrice:
                Statement(
                    zh: "有 {relations} 组单价成比例、相差固定金额或相同,但与公布的控制价成近似固定的比例,控制价可以解释:不作归属。",
                    en:
                        "{relations} relations between prices of two bids keep near one share of the published control price, which explains them: they are held against nobody.",
                    figures)
            }
        return LotRemark(
            .bill, explanation == .thirdBidder ? "common-relation" : "control-price",
            bids: entries.reduce(into: Set<Int>()) { $0.formUnion($1.bids) }.sorted(),
            title: explanation == .thirdBidder
                ? LocalizedText(
                    zh: "单价关系第三家也有,来源未查明", en: "relations of prices that a third bid shares, source not found")
                : LocalizedText(zh: "控制价可以解释的单价关系", en: "relations of prices that the control price explains"),
            statements: [statement],
            evidence: [
                .table(
                    title: LocalizedText(zh: "单价关系", en: "relations of prices"),
                    columns: [
                        LocalizedText(zh: "关系", en: "relation"), LocalizedText(zh: "可比项目", en: "comparable items"),
                        LocalizedText(zh: "对应的项目", en: "items in the relation"),
                        LocalizedText(zh: "其中第三家也有的", en: "of these, a third bid's too"),
                    ], rows: entries.prefix(BillSignal.mostRows).map(\.row), total: entries.count)
            ])
    }

    private static func row(
        _ finding: BillPairFinding, _ relation: PriceRelation, _ numbers: [String: Int]
    ) -> [String] {
        let base = ComparedLot.letter(numbers[relation.base] ?? finding.first)
        let derived = ComparedLot.letter(numbers[relation.derived] ?? finding.second)
        let what =
            if relation.kind == .nearRatio, let ratio = relation.ratio {
                "\(derived) ≈ \(base) × \(ratio)"
            } else if let ratio = relation.ratio {
                "\(derived) = \(base) × \(ratio)"
            } else if let difference = relation.difference {
                "\(derived) = \(base) + \(difference)"
            } else if relation.kind == .identical {
                "\(derived) = \(base)"
            } else {
                "\(derived) ← \(base), 分部 / by chapter"
            }
        return [
            what, String(finding.comparable), String(relation.matching), String(relation.sharedWithThird),
        ]
    }
}
