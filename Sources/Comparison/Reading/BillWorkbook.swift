// BillWorkbook.swift — the text of a workbook that is also a bill (清单工作簿): its lines are compared as prices, what else stands in it as text.
internal import Extraction
internal import TenderModel

extension ExtractedDocument {
    /// Characters from which on a cell that is no part of the bill is prose; headings, units and sums are less.
    private static let leastProse = 20

    /// Takes away what the bill says, and what is too short to be a text.
    mutating func leaveOut(_ bill: Bill) {
        var said: Set<String> = []
        for item in bill.items { for text in [item.code, item.name, item.features] { said.insert(Self.plain(text)) } }
        for node in bill.nodes { said.insert(Self.plain(node.name)) }
        blocks.removeAll { block in
            let text = Self.plain(block.text)
            return text.unicodeScalars.count < Self.leastProse || said.contains(text)
        }
    }

    /// A cell's lines, without the blanks that readers of bills take away.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
