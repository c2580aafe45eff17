// Vocabulary.swift — names by which costs and editions are known in bills of every format (费用名称).
package import TenderModel

extension BillCategory {
    private static let names: [(words: String, category: BillCategory)] = [
        ("暂列金额", .provisionalSum), ("专业工程暂估", .provisionalWorks), ("材料暂估", .provisionalMaterial),
        ("设备暂估", .provisionalMaterial), ("材料(工程设备)暂估", .provisionalMaterial), ("计日工", .dayWork),
        ("总承包服务", .mainContractor), ("规费", .statutoryFees), ("税金", .tax), ("增值税", .tax),
        ("安全文明施工", .safety), ("安全生产措施", .safety), ("措施项目", .measures), ("其他项目", .other), ("分部分项", .works),
    ]

    /// What a part with this name holds; nil where the name does not tell.
    package init?(partNamed name: String) {
        guard let found = Self.names.first(where: { name.holds($0.words) }) else { return nil }
        self = found.category
    }

    /// The same item with what its own name and code say: a safety fee among the measures, a sum among the other items.
    func refined(name: String, code: String) -> BillCategory {
        switch self {
        case .measures:
            // 011707001 and its like: 安全文明施工 in the appendices of the measuring standards
            let isCoded = code.utf8.count >= 9 && code.dropFirst(2).hasPrefix("1707001")
            return isCoded || Self.isSafety(name) ? .safety : self
        case .other:
            return Self.names.first { name.holds($0.words) && $0.category != .works }?.category ?? self
        default: return self
        }
    }

    private static func isSafety(_ name: String) -> Bool { name.holds("安全文明") || name.holds("安全生产措施") }
}

extension BillEdition {
    /// The pricing standard, and the measuring standards that go with it.
    private static let standards = ["50500"] + (50854...50862).map(String.init)

    /// The edition that a declaration names, such as `2013`, `GB50500-2013` or `公路2018`; nil where it names none.
    package init?(declared text: String) {
        let plain = text.filter { !$0.isWhitespace }
        if let exact = BillEdition(rawValue: plain) {
            self = exact
        } else if Self.standards.contains(where: { plain.contains($0 + "-2024") || plain.contains($0 + "—2024") }) {
            self = .gb2024
        } else if Self.standards.contains(where: { plain.contains($0 + "-2013") || plain.contains($0 + "—2013") }) {
            self = .gb2013
        } else if plain.contains("公路"), plain.contains("2018") {
            self = .highway2018
        } else {
            return nil
        }
    }
}

extension String {
    /// Whether the words stand in the text, byte for byte: asked of every item, and of no language's rules.
    package func holds(_ words: String) -> Bool {
        let needle = words.utf8
        guard let first = needle.first, utf8.count >= needle.count else { return words.isEmpty }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            guard rest.count >= needle.count else { return false }
            if rest.starts(with: needle) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
