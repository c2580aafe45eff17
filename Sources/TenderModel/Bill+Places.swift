// Bill+Places.swift — where in its file a thing of a bill stands, in words that lead a person there.

extension Bill {
    /// `清单.xml:120`, or `清单.xlsx 分部分项!F12`.
    package func place(line: UInt32, sheet: UInt16 = 0, _ field: BillField? = nil) -> String {
        guard Int(sheet) < sheets.count else { return "\(file):\(line)" }
        let column = field.flatMap { Int(sheet) < columns.count ? columns[Int(sheet)][$0] : nil }
        return "\(file) \(sheets[Int(sheet)])!" + Self.letters(column ?? 0) + "\(line)"
    }

    package func place(_ item: BillItem, _ field: BillField? = nil) -> String {
        place(line: item.line, sheet: sheet(of: item), field)
    }

    package func place(_ node: BillNode) -> String { place(line: node.line, sheet: node.sheet, .total) }

    package func place(_ flaw: BillFlaw) -> String { place(line: flaw.line, sheet: flaw.sheet, flaw.field) }

    /// Rows in which a number could not be read, as ``row(of:)`` has them.
    package var unreadableRows: Set<UInt64> {
        var rows: Set<UInt64> = []
        for flaw in flaws where flaw.kind == .number || flaw.kind == .formulaWithoutValue {
            rows.insert(UInt64(flaw.sheet) << 32 | UInt64(flaw.line))
        }
        return rows
    }

    /// An item's row, by sheet and line.
    package func row(of item: BillItem) -> UInt64 { UInt64(sheet(of: item)) << 32 | UInt64(item.line) }

    private func sheet(of item: BillItem) -> UInt16 {
        item.node >= 0 && Int(item.node) < nodes.count ? nodes[Int(item.node)].sheet : 0
    }

    /// `A` for 0, `Z` for 25, `AA` for 26.
    package static func letters(_ column: Int) -> String {
        var (rest, letters) = (column, "")
        repeat {
            letters = String(Unicode.Scalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// Names of the parts that an item or a part is in, from the top: `1#楼 / 土建 / 土石方工程`.
    package func path(_ node: Int32) -> String {
        var names: [String] = []
        var index = Int(node)
        while nodes.indices.contains(index), names.count < 64 {
            let node = nodes[index]
            let name = node.name.isEmpty ? (node.code.isEmpty ? node.category?.title.zh ?? "" : node.code) : node.name
            if !name.isEmpty { names.append(Self.short(name)) }
            index = Int(nodes[index].parent)
        }
        return names.reversed().joined(separator: " / ")
    }

    /// A name goes into every row of a table and every finding below it; a whole book of one does not.
    private static func short(_ name: String) -> String {
        guard name.utf8.count > 400, name.unicodeScalars.count > 200 else { return name }
        return String(name.unicodeScalars.prefix(200)) + "…"
    }

    /// The nearest part of a kind that a part is in, or is; -1 where there is none.
    package func ancestor(_ kind: BillNode.Kind, of node: Int32) -> Int32 {
        var index = node
        while nodes.indices.contains(Int(index)), nodes[Int(index)].kind != kind { index = nodes[Int(index)].parent }
        return nodes.indices.contains(Int(index)) ? index : -1
    }
}
