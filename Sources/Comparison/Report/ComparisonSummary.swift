// ComparisonSummary.swift — the comparison in a few lines for a terminal (摘要): how much was compared, and how many clues there are.
package import Reporting

package struct ComparisonSummary: Sendable {
    package let lines: [LocalizedText]

    package init(_ comparison: Comparison) {
        let lot = comparison.lot
        let documents = lot.bids.reduce(0) { $0 + $1.documents.count }
        let bills = lot.bids.count { $0.bill != nil }
        let unread = lot.bids.reduce(0) { sum, bid in sum + Set(bid.notRead.filter(\.isWhole).map(\.file)).count }
        var lines = [
            Statement(
                zh: "已比对 {bids} 份投标文件({documents} 个文档、{bills} 份已标价清单)。",
                en: "compared {bids} bids ({documents} documents, {bills} priced bills).",
                ["bids": .count(lot.bids.count), "documents": .count(documents), "bills": .count(bills)]),
            Statement(
                zh: "线索 {clues} 条;内容见监督视图,由监督部门核查。",
                en: "clues: {clues}; what they say is for the supervisor to look into.",
                ["clues": .count(comparison.clues.count)]),
        ]
        if unread > 0 {
            lines.append(
                Statement(
                    zh: "有 {unread} 个文件未能读取,没有比对;清单见报告。",
                    en: "{unread} files could not be read and were not compared; the report names them.",
                    ["unread": .count(unread)]))
        }
        self.lines = lines.map(\.text)
    }
}
