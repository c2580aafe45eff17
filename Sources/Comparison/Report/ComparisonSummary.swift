// ComparisonSummary.swift — the comparison in a few lines for a terminal (摘要): how much was compared, and how many clues there are.
package import Reporting

package struct ComparisonSummary: Sendable {
    package let lines: [LocalizedText]
    /// That nobody can tell, of each bid that could not be read at all (COMP-0018).
    package let findings: [Finding]

    package init(_ comparison: Comparison) {
        let lot = comparison.lot
        let facts = ReportFacts(comparison)
        let documents = lot.bids.reduce(0) { $0 + $1.documents.count }
        let bills = lot.bids.count { $0.bill != nil }
        let lines = [
            Statement(
                zh: "已比对 {bids} 份投标文件({documents} 个文档、{bills} 份已标价清单)。",
                en: "compared {bids} bids ({documents} documents, {bills} priced bills).",
                ["bids": .count(lot.bids.count), "documents": .count(documents), "bills": .count(bills)]),
            Statement(
                zh: "线索 {clues} 条;内容见监督视图,由监督部门核查。",
                en: "clues: {clues}; what they say is for the supervisor to look into.",
                ["clues": .count(comparison.clues.count)]),
            lot.tenderWarning,
            lot.tenderFiles.isEmpty && lot.tenderWarning != nil
                ? Statement(
                    zh: "请用 --tender 给出招标文件,重新比对。", en: "Give the tender with --tender, and compare again.") : nil,
            facts.repeated,
            facts.unreadCount == 0
                ? nil
                : Statement(
                    zh: "有 {unread} 处内容未能读取,没有比对;报告的“未读内容”逐处列明。",
                    en: "not read and not compared: {unread}, each listed in the report under \"Not read\".",
                    ["unread": .count(facts.unreadCount)]),
        ]
        self.lines = lines.compactMap { $0?.text }
        findings = lot.shown.filter { lot.bids[$0].isUnreadable }.map { index in
            let name = lot.bids[index].name
            return Finding(
                "COMP-0018", .indeterminate, zh: "“\(name)”没有任何可读的内容,没有与别家比对",
                en: "nothing of \"\(name)\" could be read: it was not compared",
                remedyZh: "没有线索不说明它没有问题:请人工查看,或取得可读的文件后重新比对",
                remedyEn: "no clue is no clearance: have a person look, or compare again with files that can be read",
                place: name)
        }
    }
}
