// MappingFile.swift — reads a mapping from YAML, strictly: what it does not know it refuses, with the line.
package import Reporting
internal import TenderModel
internal import YAMLKit

extension BillMapping {
    /// Reads `mappings/*.yaml` of a pack, or one of ours. Throws WORK-… and BILL-0010, with the file and the line.
    package init(yaml bytes: [UInt8], file: String) throws(Problem) {
        guard bytes.count <= 1 << 20 else { throw .mapping("\(file):1", zh: "文件过大", en: "the file is too large") }
        let root = try YAMLValue.parse(bytes, path: file)
        let map = try root.map([
            "mapping", "id", "title", "kind", "root", "when", "edition", "precision", "categories", "elements", "table",
        ])
        let version = try map.required("mapping")
        guard try version.text() == "1" else {
            throw .mapping(version.place, zh: "只支持 mapping: 1", en: "only mapping: 1 is read")
        }
        let name = try map.required("id")
        id = try name.filled()
        guard id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else {
            throw .mapping(name.place, zh: "编号只用小写字母、数字和“-”", en: "an id has lower-case letters, digits and '-'")
        }
        let title = try map.required("title").map(["zh", "en"])
        self.title = LocalizedText(zh: try title.required("zh").filled(), en: try title.required("en").filled())
        kind = try map.required("kind").choice(Kind.self)
        self.root = try map.optional("root")?.filled()
        when = [:]
        for (name, value) in try map.optional("when")?.anyMap().entries ?? [] { when[name] = try value.texts() }
        edition = try map.optional("edition")?.choice(BillEdition.self)
        precision = BillPrecision()
        if let entry = try map.optional("precision")?.map(["amount", "price", "quantity"]) {
            precision.amount = try entry.optional("amount")?.decimals() ?? 2
            precision.price = try entry.optional("price")?.decimals() ?? 2
            precision.quantity = try entry.optional("quantity")?.decimals()
        }
        categories = [:]
        for (name, value) in try map.optional("categories")?.anyMap().entries ?? [] {
            categories[name] = try value.choice(BillCategory.self)
        }
        elements = []
        for entry in try map.optional("elements")?.list() ?? [] { elements.append(try Self.element(entry)) }
        table = try map.optional("table").map { (entry) throws(Problem) in try Self.table(entry) }
        switch kind {
        case .xml where self.root == nil || elements.isEmpty:
            throw .mapping(root.place, zh: "xml 映射须有 root 和 elements", en: "an xml mapping has root and elements")
        case .spreadsheet where table == nil:
            throw .mapping(root.place, zh: "spreadsheet 映射须有 table", en: "a spreadsheet mapping has table")
        default: break
        }
    }

    private static let plain: [String: Slot] = [
        "edition": .edition, "edition-hint": .editionHint, "words": .words, "amount-decimals": .amountDecimals,
        "price-decimals": .priceDecimals, "quantity-decimals": .quantityDecimals, "reference": .reference,
        "published": .published, "per-unit": .perUnit, "supplementary": .supplementary, "converted": .converted,
    ]

    private static func element(_ value: YAMLValue) throws(Problem) -> Element {
        let fields = BillField.allCases.map(\.rawValue)
        let entry = try value.map(["at", "is", "provenance"] + fields + plain.keys.sorted())
        let at = try entry.required("at")
        let path = try at.filled().split(separator: "/", omittingEmptySubsequences: false)
        guard path.count <= 2, path.allSatisfy({ !$0.isEmpty }), let name = path.last else {
            throw .mapping(at.place, zh: "写成“元素”或“上级/元素”", en: "write \"Element\" or \"Parent/Element\"")
        }
        var element = Element(
            parent: path.count == 2 ? String(path[0]) : nil, name: String(name),
            role: try entry.required("is").choice(Role.self), values: [])
        for (key, value) in entry.entries where !["at", "is", "provenance"].contains(key) {
            let text = try value.filled()
            if key == "category", let category = BillCategory(rawValue: text) {
                element.category = category
            } else if let slot = BillField(rawValue: key).map(Slot.field) ?? plain[key] {
                try add(slot, text, of: value, to: &element)
            }
        }
        for (name, value) in try entry.optional("provenance")?.anyMap().entries ?? [] {
            try add(.provenance(name), try value.filled(), of: value, to: &element)
        }
        return element
    }

    private static func add(
        _ slot: Slot, _ text: String, of value: YAMLValue, to element: inout Element
    ) throws(Problem) {
        for part in text.split(separator: "|") {
            let word = String(part).trimmingBlanks
            guard let source = Source(word) else {
                throw .mapping(
                    value.place, zh: "“\(word)”应写成 @属性、子元素 或 子元素/@属性",
                    en: "\"\(word)\" is not @attribute, Child or Child/@attribute")
            }
            element.values.append((slot, source))
        }
    }

    private static func table(_ value: YAMLValue) throws(Problem) -> Table {
        let entry = try value.map(["columns", "totals", "subtotals", "skip", "categories", "summary", "price"])
        var columns: [BillField: [String]] = [:]
        let names = BillField.allCases.map(\.rawValue)
        for (name, value) in try entry.required("columns").map(names).entries {
            if let field = BillField(rawValue: name) { columns[field] = try value.texts() }
        }
        guard columns[.name] != nil else {
            throw .mapping(value.place, zh: "至少要有 name 列", en: "the column name is needed at least")
        }
        var categories: [(words: String, category: BillCategory)] = []
        for (words, value) in try entry.optional("categories")?.anyMap().entries ?? [] {
            categories.append((words, try value.choice(BillCategory.self)))
        }
        func texts(_ key: String) throws(Problem) -> [String] { try entry.optional(key)?.texts() ?? [] }
        return Table(
            columns: columns, totals: try texts("totals"), subtotals: try texts("subtotals"), skip: try texts("skip"),
            categories: categories, summary: try texts("summary"), price: try texts("price"))
    }
}

extension YAMLValue {
    fileprivate func texts() throws(Problem) -> [String] {
        var texts: [String] = []
        for entry in try list() { texts.append(try entry.filled()) }
        return texts
    }

    fileprivate func decimals() throws(Problem) -> Int {
        let number = try integer()
        guard number <= 6 else { throw notAllowed(String(number), zh: "0 至 6", en: "0 to 6") }
        return number
    }
}
