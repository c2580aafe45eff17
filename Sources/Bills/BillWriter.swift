// BillWriter.swift — a bill in our own XML (docs/formats/bill-1.xsd) and as CSV: the same bill, the same bytes.
package import Reporting
internal import Spreadsheet
package import TenderModel
internal import XMLKit

/// Writes bills.
package enum BillWriter {
    /// What a bill can be written as.
    package enum Target: String, Sendable, CaseIterable {
        case xml, csv, xlsx

        /// By the ending of a path. Throws BILL-0012.
        package init(path: String) throws(Problem) {
            let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
            guard path.contains("."), let target = Target(rawValue: ending) else { throw .unknownTarget(path) }
            self = target
        }
    }

    package static let namespace = "urn:biao:bill:1"

    /// `bill-1.xsd`, byte for byte, and parsed.
    package static var schemaSource: [UInt8] { PackageResources.bill_1_xsd }

    /// Everything that is wrong with a document of our own format, by its schema.
    package static func validate(_ bytes: [UInt8]) throws(Problem) -> [(line: Int, message: String)] {
        try schema.get().validate(bytes, limits: BillLimits().xml).map { ($0.line, $0.message) }
    }

    private static let schema = Result { () throws(Problem) in try XMLSchema(name: "bill-1.xsd", schemaSource) }

    /// Our own XML.
    package static func xml(_ bill: Bill) -> [UInt8] {
        var writing = XMLText()
        writing.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bill xmlns=\"\(namespace)\"")
        writing.attribute("edition", bill.edition?.rawValue)
        writing.attribute("total", bill.total)
        writing.attribute("words", bill.totalWords)
        writing.attribute("ceiling", bill.ceiling)
        writing.put(">\n  <source")
        writing.attribute("format", bill.format)
        writing.attribute("standard", bill.standardName)
        writing.attribute("number", bill.standardNumber)
        writing.put("/>\n  <precision")
        writing.attribute("amount", String(bill.precision.amount))
        writing.attribute("price", String(bill.precision.price))
        writing.attribute("quantity", bill.precision.quantity.map(String.init))
        writing.put("/>\n")
        for fact in bill.provenance where Self.known.contains(fact.name) {
            writing.put("  <provenance")
            writing.attribute(fact.name, fact.value)
            writing.put("/>\n")
        }
        resources(bill.analysis, &writing)
        var children: [Int32: [Int32]] = [:]
        for (index, node) in bill.nodes.enumerated() { children[node.parent, default: []].append(Int32(index)) }
        var items: [Int32: [Int]] = [:]
        for (index, item) in bill.items.enumerated() { items[item.node, default: []].append(index) }
        content(-1, bill, children, items, depth: 1, &writing)
        writing.put("</bill>\n")
        return writing.bytes
    }

    /// What our format has a name for.
    private static let known: Set<String> = [
        "software", "software-version", "lock", "hardware", "made", "compiler", "bidder",
    ]

    private static func content(
        _ node: Int32, _ bill: Bill, _ children: [Int32: [Int32]], _ items: [Int32: [Int]], depth: Int,
        _ writing: inout XMLText
    ) {
        let indent = String(repeating: "  ", count: depth)
        for index in items[node] ?? [] {
            let item = bill.items[index]
            writing.put(indent + "<item")
            writing.attribute("code", item.code.isEmpty ? nil : item.code)
            writing.attribute("name", item.name)
            writing.attribute("features", item.features.isEmpty ? nil : item.features)
            writing.attribute("unit", item.unit.isEmpty ? nil : item.unit)
            writing.attribute("quantity", item.quantity)
            writing.attribute("price", item.price)
            writing.attribute("total", item.total)
            writing.attribute("ceiling", item.ceiling)
            writing.attribute("base", item.base)
            writing.attribute("rate", item.rate)
            writing.attribute("category", item.category.rawValue)
            if item.isGiven { writing.attribute("given", "true") }
            if let analysis = bill.analysis, !analysis.lines(of: index).isEmpty || !analysis.uses(of: index).isEmpty {
                writing.put(">\n")
                makeUp(index, analysis, indent + "  ", &writing)
                writing.put(indent + "</item>\n")
            } else {
                writing.put("/>\n")
            }
        }
        for index in children[node] ?? [] {
            let part = bill.nodes[Int(index)]
            writing.put(indent + "<" + part.kind.rawValue)
            writing.attribute("code", part.code.isEmpty ? nil : part.code)
            writing.attribute("name", part.name.isEmpty ? nil : part.name)
            writing.attribute("total", part.total)
            writing.attribute("category", part.category?.rawValue)
            if children[index] == nil, items[index] == nil {
                writing.put("/>\n")
            } else {
                writing.put(">\n")
                content(index, bill, children, items, depth: depth + 1, &writing)
                writing.put(indent + "</" + part.kind.rawValue + ">\n")
            }
        }
    }

    private static func resources(_ analysis: BillAnalysis?, _ writing: inout XMLText) {
        for (number, resource) in (analysis?.resources ?? []).enumerated() {
            writing.put("  <resource")
            writing.attribute("id", "r" + String(number + 1))
            writing.attribute("code", resource.code.isEmpty ? nil : resource.code)
            writing.attribute("name", resource.name.isEmpty ? nil : resource.name)
            writing.attribute("specification", resource.specification.isEmpty ? nil : resource.specification)
            writing.attribute("unit", resource.unit.isEmpty ? nil : resource.unit)
            writing.attribute("price", resource.price)
            writing.attribute("published", resource.published)
            writing.put("/>\n")
        }
    }

    /// An item's quotas, each with what it takes, and then what the item takes beside them.
    private static func makeUp(_ item: Int, _ analysis: BillAnalysis, _ indent: String, _ writing: inout XMLText) {
        let uses = Dictionary(grouping: analysis.uses(of: item)) { analysis.uses[$0].quotaLine }
        func put(_ places: [Int]?, _ indent: String) {
            for use in (places ?? []).map({ analysis.uses[$0] }) {
                writing.put(indent + "<use")
                writing.attribute("resource", "r" + String(use.resource + 1))
                writing.attribute("quantity", use.consumption)
                writing.put("/>\n")
            }
        }
        for place in analysis.lines(of: item) {
            let line = analysis.lines[place]
            let quota = analysis.quotas[Int(line.quota)]
            writing.put(indent + "<quota")
            writing.attribute("code", quota.code.isEmpty ? nil : quota.code)
            writing.attribute("name", quota.name.isEmpty ? nil : quota.name)
            writing.attribute("unit", quota.unit.isEmpty ? nil : quota.unit)
            writing.attribute(line.isPerUnit ? "per-unit" : "quantity", line.quantity)
            if quota.isSupplementary { writing.attribute("supplementary", "true") }
            if quota.isConverted { writing.attribute("converted", "true") }
            if let within = uses[Int32(place)] {
                writing.put(">\n")
                put(within, indent + "  ")
                writing.put(indent + "</quota>\n")
            } else {
                writing.put("/>\n")
            }
        }
        put(uses[-1], indent)
    }

    /// Header of the tables that people read; also that of ``csv(_:)``.
    package static let columns: [LocalizedText] = [
        .init(zh: "所属工程", en: "part"), .init(zh: "费用类别", en: "category"), BillField.code.title, BillField.name.title,
        BillField.features.title, BillField.unit.title, BillField.quantity.title, BillField.price.title,
        BillField.total.title,
    ]

    /// The cells of one item, in the order of ``columns``.
    package static func cells(_ item: BillItem, of bill: Bill) -> [String] {
        [
            bill.path(item.node), item.category.title.zh, item.code, item.name, item.features, item.unit,
            item.quantity?.description ?? "", item.price?.description ?? "", item.total?.description ?? "",
        ]
    }

    /// CSV in UTF-8 with a byte order mark, which office programs need to see that it is UTF-8. A text that a program would
    /// take for a formula gets a `'` before it, and no cell can end its row or begin another.
    package static func csv(_ bill: Bill) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        func put(_ cells: [String]) {
            // the last three are figures that were read as such
            let quoted = cells.enumerated().map { index, cell in index >= 6 ? cell : CSVText.cell(cell) }
            bytes.append(contentsOf: (quoted.joined(separator: ",") + "\r\n").utf8)
        }
        put(columns.map(\.zh))
        for item in bill.items { put(cells(item, of: bill)) }
        return bytes
    }
}

/// Texts in CSV. Bytes and scalars are looked at, never characters: CR and LF together are one character that is neither, and a
/// `=` with an accent upon it is a character that is no `=`, but the first thing that an office program sees.
private enum CSVText {
    static func cell(_ text: String) -> String {
        let safe = looksLikeFormula(text) ? "'" + text : text
        guard safe.utf8.contains(where: { isSpecial($0) }) else { return safe }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in safe.utf8 {
            if byte == UInt8(ascii: "\"") { quoted.append(byte) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    /// Besides what the rules of CSV name, the separators of programs in other places.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\""), 0x0A, 0x0D: true
        default: false
        }
    }

    /// Whether a program may take the text for a formula: by its first scalar, or by the first that it does not trim away. The
    /// full-width forms count, as Chinese editions of office programs take them.
    private static func looksLikeFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            case "\t", "\r", "\n": return true
            default:
                let isTrimmed =
                    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                    || scalar.properties.generalCategory == .control
                guard isTrimmed else { return false }
            }
        }
        return false
    }
}

extension BillWriter {
    /// The bill as `target` has it. Throws SHEET-0004 where it is too much for one workbook.
    package static func bytes(_ bill: Bill, as target: Target) throws(Problem) -> [UInt8] {
        switch target {
        case .xml: xml(bill)
        case .csv: csv(bill)
        case .xlsx: try workbook(bill)
        }
    }

    /// One sheet for each group of costs, with the headers that our own mappings of workbooks find.
    private static func workbook(_ bill: Bill) throws(Problem) -> [UInt8] {
        let highway = bill.edition == .highway2018
        var sheets: [(name: String, rows: [[WorkbookWriter.Value]])] = []
        var names = TabNames()
        var current: Int32 = -2
        for item in bill.items {
            let group = sheetNode(of: item.node, bill)
            if group != current {
                current = group
                let part = bill.nodes.indices.contains(Int(group)) ? bill.nodes[Int(group)] : nil
                let title =
                    highway && part?.code.isEmpty == false
                    ? "第\(part?.code ?? "")章 \(part?.name ?? "")" : (part?.category ?? item.category).title.zh
                let unit = bill.ancestor(.unit, of: item.node)
                let name = names.next(title)
                var rows: [[WorkbookWriter.Value]] = [[.text(title)]]
                if unit >= 0 { rows.append([.text("工程名称:" + bill.nodes[Int(unit)].name)]) }
                rows.append((highway ? highwayHeader : header).map { .text($0) })
                sheets.append((name, rows))
            }
            let text: [WorkbookWriter.Value] =
                highway
                ? [.text(item.code), .text(item.name), .text(item.unit)]
                : [.text(item.code), .text(item.name), .text(item.features), .text(item.unit)]
            let rest: [WorkbookWriter.Value] = highway ? [] : [number(item.base), number(item.rate)]
            sheets[sheets.count - 1].rows.append(
                text + [number(item.quantity), number(item.price), number(item.total)] + rest)
        }
        return try WorkbookWriter.bytes(sheets)
    }

    private static let header = ["项目编码", "项目名称", "项目特征", "计量单位", "工程量", "综合单价", "合价", "计算基础", "费率(%)"]
    private static let highwayHeader = ["子目号", "子目名称", "单位", "数量", "单价", "合价"]

    private static func number(_ value: ExactDecimal?) -> WorkbookWriter.Value { value.map { .number($0) } ?? .blank }

    /// The group, or the chapter, whose sheet an item stands on.
    private static func sheetNode(of node: Int32, _ bill: Bill) -> Int32 {
        let group = bill.ancestor(.group, of: node)
        return group >= 0 ? group : node
    }
}

/// Names of a workbook's tabs: at most 31 UTF-16 units, some characters not allowed, no two alike in small or capital letters.
private struct TabNames {
    private var numbers: [String: Int] = [:]
    private var taken: Set<String> = []

    mutating func next(_ title: String) -> String {
        var plain = ""
        for scalar in title.unicodeScalars where !"[]:*?/\\'".unicodeScalars.contains(scalar) {
            guard plain.utf16.count + scalar.utf16.count <= 24 else { break }
            guard scalar.properties.generalCategory != .control else { continue }
            plain.unicodeScalars.append(scalar)
        }
        plain = plain.trimmingBlanks
        if plain.isEmpty { plain = "清单" }
        while true {
            let number = numbers[plain, default: 0] + 1
            numbers[plain] = number
            let name = number == 1 ? plain : "\(plain) \(number)"
            if taken.insert(name.lowercased()).inserted { return name }
        }
    }
}

/// XML being written.
private struct XMLText {
    var bytes: [UInt8] = []

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func attribute(_ name: String, _ value: ExactDecimal?) { attribute(name, value?.description) }

    mutating func attribute(_ name: String, _ value: String?) {
        guard let value else { return }
        put(" " + name + "=\"")
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): put("&amp;")
            case UInt8(ascii: "<"): put("&lt;")
            case UInt8(ascii: ">"): put("&gt;")
            case UInt8(ascii: "\""): put("&quot;")
            case 0x09, 0x0A, 0x0D: put("&#\(byte);")
            // what XML cannot carry at all; a workbook's cell may hold it
            case 0..<0x20: put("\u{FFFD}")
            default: bytes.append(byte)
            }
        }
        put("\"")
    }
}
