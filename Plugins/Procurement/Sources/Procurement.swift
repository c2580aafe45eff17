// Procurement.swift — the check of government procurement of goods (政府采购货物): what has to be computed or matched one by one.
package import Checks
package import Reporting
package import TenderModel

/// Item prices against the tender's goods and the opening sheet, deviation tables against its clauses, the declaration of small
/// enterprises against the makers. It reads the industry part alone, under the paths that `README.md` lists.
package struct Procurement: Check {
    package init() {}

    package let id = "procurement"
    package let version = "1.0.0"
    package let title = LocalizedText(zh: "政府采购货物检查", en: "government procurement of goods")
    package let kind = CheckKind.compiled
    package let digest: FileDigest? = nil
    package var rules: [RuleCard] { Rule.all }

    package func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        let asked = AskedGoods(subject.tender.industry)
        guard !asked.items.isEmpty || !asked.clauses.isEmpty else {
            return skipping("招标文件没有采购标的和条款", "the tender has neither goods nor clauses")
        }
        var report = Report()
        guard subject.stage == .bid else {
            TenderCheck(tender: subject.tender, asked: asked).run(&report)
            return CheckOutcome(findings: report.finish())
        }
        guard let bid = subject.bid else { return skipping("没有投标文件", "there is no bid") }
        let (mine, offered) = (asked.of(lot: bid.lot), OfferedGoods(bid.industry))
        func isHere(_ part: String) -> Bool {
            (subject.tender.parts.first { $0.id == part }?.envelope ?? bid.envelope) == bid.envelope
        }
        if isHere("item-prices") {
            PriceCheck(tender: subject.tender, bid: bid, asked: mine, offered: offered).run(&report)
        }
        for kind in AskedGoods.Clause.Kind.allCases where isHere(kind.part) {
            ClauseCheck(kind: kind, asked: mine, offered: offered).run(&report)
        }
        if isHere("small-enterprise"), isHere("item-prices") {
            SmallEnterpriseCheck(asked: mine, offered: offered).run(&report)
        }
        return CheckOutcome(findings: report.finish())
    }

    private func skipping(_ zh: String, _ en: String) -> CheckOutcome {
        CheckOutcome(skipped: [SkippedRule(id: id, reason: LocalizedText(zh: zh, en: en))])
    }

    package func subject(ofExample text: String) throws(Problem) -> CheckSubject { try ExampleText.subject(text) }
}

/// Collects findings: of one rule the first hundred, and then how many more there are.
struct Report {
    private static let most = 100
    private var findings: [Finding] = []
    private var counts: [String: Int] = [:]

    mutating func add(_ rule: RuleCard, _ zh: String, _ en: String, place: String, part: String? = nil) {
        let count = counts[rule.id, default: 0] + 1
        counts[rule.id] = count
        guard count <= Self.most else { return }
        findings.append(
            rule.finding(LocalizedText(zh: zh, en: en), place: place, part: part ?? Self.group(of: place)))
    }

    func finish() -> [Finding] {
        findings
            + Rule.all.compactMap { rule in
                guard let count = counts[rule.id], count > Self.most else { return nil }
                let more = count - Self.most
                return rule.finding(
                    LocalizedText(zh: "另有 \(more) 处同样的问题", en: "and \(more) more of the same"),
                    part: findings.first { $0.code == rule.id }?.part)
            }
    }

    /// `item-prices` of `industry/item-prices/item[2]/total`.
    private static func group(of place: String) -> String? {
        let steps = place.split(separator: "/")
        return steps.count > 1 && steps[0] == "industry" ? String(steps[1].prefix { $0 != "[" }) : nil
    }
}
