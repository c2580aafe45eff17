// MappingFile.swift — reads a mapping from YAML, strictly: what it does not know it refuses, with the line.
package import Reporting
internal import TenderModel
internal import Yams

extension BillMapping {
    /// Reads `mappings/*.yaml` of a pack, or one of ours. Throws BILL-0010 with the file and the line.
    package init(yaml bytes: [UInt8], file: String) throws(Problem) {
        guard bytes.count <= 1 << 20 else { throw .mapping(file, 1, zh: "文件过大", en: "the file is too large") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .mapping(file, 1, zh: "不是 UTF-8 编码", en: "it is not UTF-8")
        }
        let composed: Node?
        do { composed = try compose(yaml: text) } catch {
            throw .mapping(file, 1, zh: "不是有效的 YAML:\(error)", en: "it is no YAML: \(error)")
        }
        guard let composed else { throw .mapping(file, 1, zh: "文件是空的", en: "the file is empty") }
        let root = Entry(node: composed, file: file)
        try root.allow([
            "mapping", "id", "title", "kind", "root", "when", "edition", "precision", "categories", "elements", "table",
        ])
        guard try root.require("mapping").text() == "1" else {
            throw try root.require("mapping").wrong(zh: "只支持 mapping: 1", en: "only mapping: 1 is read")
        }
        id = try root.require("id").text()
        guard id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }), !id.isEmpty else {
            throw try root.require("id").wrong(
                zh: "编号只用小写字母、数字和“-”", en: "an id has lower-case letters, digits and '-'")
        }
        let title = try root.require("title")
        try title.allow(["zh", "en"])
        self.title = LocalizedText(zh: try title.require("zh").text(), en: try title.require("en").text())
        kind = try root.require("kind").choice(Kind.self)
        self.root = try root["root"]?.text()
        when = [:]
        for (name, value) in try root["when"]?.pairs() ?? [] { when[name] = try value.texts() }
        edition = try root["edition"]?.choice(BillEdition.self)
        precision = BillPrecision()
        if let entry = root["precision"] {
            try entry.allow(["amount", "price", "quantity"])
            precision.amount = try entry["amount"]?.decimals() ?? 2
            precision.price = try entry["price"]?.decimals() ?? 2
            precision.quantity = try entry["quantity"]?.decimals()
        }
        categories = [:]
        for (name, value) in try root["categories"]?.pairs() ?? [] {
            categories[name] = try value.choice(BillCategory.self)
        }
        elements = []
        for entry in try root["elements"]?.list() ?? [] { elements.append(try Self.element(entry)) }
        table = try root["table"].map { (entry) throws(Problem) in try Self.table(entry) }
        switch kind {
        case .xml where self.root == nil || elements.isEmpty:
            throw root.wrong(zh: "xml 映射须有 root 和 elements", en: "an xml mapping has root and elements")
        case .spreadsheet where table == nil:
            throw root.wrong(zh: "spreadsheet 映射须有 table", en: "a spreadsheet mapping has table")
        default: break
        }
    }

    private static let plain: [String: Slot] = [
        "edition": .edition, "edition-hint": .editionHint, "words": .words, "amount-decimals": .amountDecimals,
        "price-decimals": .priceDecimals, "quantity-decimals": .quantityDecimals,
    ]

    private static func element(_ entry: Entry) throws(Problem) -> Element {
        let fields = BillField.allCases.map(\.rawValue)
        try entry.allow(["at", "is", "provenance"] + fields + plain.keys)
        let path = try entry.require("at").text().split(separator: "/", omittingEmptySubsequences: false)
        guard path.count <= 2, path.allSatisfy({ !$0.isEmpty }), let name = path.last else {
            throw try entry.require("at").wrong(zh: "写成“元素”或“上级/元素”", en: "write \"Element\" or \"Parent/Element\"")
        }
        var element = Element(
            parent: path.count == 2 ? String(path[0]) : nil, name: String(name),
            role: try entry.require("is").choice(Role.self), values: [])
        for (key, value) in try entry.pairs() where !["at", "is", "provenance"].contains(key) {
            let slot: Slot
            if let field = BillField(rawValue: key) {
                slot = .field(field)
            } else if let known = plain[key] {
                slot = known
            } else {
                continue
            }
            let text = try value.text()
            if key == "category", let category = BillCategory(rawValue: text) {
                element.category = category
                continue
            }
            try add(slot, text, of: value, to: &element)
        }
        for (name, value) in try entry["provenance"]?.pairs() ?? [] {
            try add(.provenance(name), try value.text(), of: value, to: &element)
        }
        return element
    }

    private static func add(_ slot: Slot, _ text: String, of entry: Entry, to element: inout Element) throws(Problem) {
        for part in text.split(separator: "|") {
            let word = part.trimmed
            guard let source = Source(word) else {
                throw entry.wrong(
                    zh: "“\(word)”应写成 @属性、子元素 或 子元素/@属性", en: "\"\(word)\" is not @attribute, Child or Child/@attribute"
                )
            }
            element.values.append((slot, source))
        }
    }

    private static func table(_ entry: Entry) throws(Problem) -> Table {
        try entry.allow(["columns", "totals", "subtotals", "skip", "categories", "summary", "price"])
        var columns: [BillField: [String]] = [:]
        for (name, value) in try entry.require("columns").pairs() {
            guard let field = BillField(rawValue: name) else {
                throw value.wrong(zh: "没有“\(name)”这一列", en: "there is no column \"\(name)\"")
            }
            columns[field] = try value.texts()
        }
        guard columns[.name] != nil else {
            throw entry.wrong(zh: "至少要有 name 列", en: "the column name is needed at least")
        }
        var categories: [(words: String, category: BillCategory)] = []
        for (words, value) in try entry["categories"]?.pairs() ?? [] {
            categories.append((words, try value.choice(BillCategory.self)))
        }
        return Table(
            columns: columns, totals: try entry["totals"]?.texts() ?? [],
            subtotals: try entry["subtotals"]?.texts() ?? [], skip: try entry["skip"]?.texts() ?? [],
            categories: categories, summary: try entry["summary"]?.texts() ?? [],
            price: try entry["price"]?.texts() ?? [])
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// A node of the file, with where it stands.
private struct Entry {
    let node: Node
    let file: String

    var line: Int { node.mark?.line ?? 1 }

    func wrong(zh: String, en: String) -> Problem { .mapping(file, line, zh: zh, en: en) }

    func pairs() throws(Problem) -> [(String, Entry)] {
        guard let mapping = node.mapping else { throw wrong(zh: "此处应为键值表", en: "a table of keys is wanted here") }
        var seen: Set<String> = []
        var pairs: [(String, Entry)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string, seen.insert(name).inserted else {
                throw wrong(zh: "键重复或不是文字", en: "a key is there twice, or is no text")
            }
            pairs.append((name, Entry(node: value, file: file)))
        }
        return pairs
    }

    func allow(_ keys: [String]) throws(Problem) {
        for (key, value) in try pairs() where !keys.contains(key) {
            throw value.wrong(zh: "不认识的键“\(key)”", en: "the key \"\(key)\" is not known")
        }
    }

    subscript(_ key: String) -> Entry? {
        node.mapping?.first { $0.key.scalar?.string == key }.map { Entry(node: $0.value, file: file) }
    }

    func require(_ key: String) throws(Problem) -> Entry {
        guard let entry = self[key] else { throw wrong(zh: "缺少“\(key)”", en: "\"\(key)\" is missing") }
        return entry
    }

    func text() throws(Problem) -> String {
        guard let scalar = node.scalar else { throw wrong(zh: "此处应为一个值", en: "a single value is wanted here") }
        return scalar.string
    }

    func list() throws(Problem) -> [Entry] {
        guard let sequence = node.sequence else { throw wrong(zh: "此处应为列表", en: "a list is wanted here") }
        return sequence.map { Entry(node: $0, file: file) }
    }

    func texts() throws(Problem) -> [String] {
        var texts: [String] = []
        for entry in try list() { texts.append(try entry.text()) }
        return texts
    }

    func choice<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) throws(Problem) -> T {
        let text = try text()
        guard let value = T(rawValue: text) else {
            let all = T.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(zh: "“\(text)”不在可选值之中:\(all)", en: "\"\(text)\" is none of: \(all)")
        }
        return value
    }

    func decimals() throws(Problem) -> Int {
        guard let number = Int(try text()), (0...6).contains(number) else {
            throw wrong(zh: "小数位数应为 0 至 6", en: "a number of decimals is 0 to 6")
        }
        return number
    }
}
