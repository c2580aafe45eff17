// Plan.swift — a mapping made ready for one reading: names are numbers, and nothing is searched twice.
internal import TenderModel

/// A compiled ``BillMapping`` of XML.
struct Plan {
    struct Rule {
        var role: BillMapping.Role
        var parent: Int32
        var category: BillCategory?
        /// Attributes that fill slots, the best source with the lowest rank. Those of one name are chained.
        var attributes: [Attribute] = []
        /// For each name the first of its ``attributes``, or -1; empty where there are none.
        var firstAttribute: [Int32] = []
        /// Children that fill slots: name of the child, index in ``Plan/captures``.
        var children: [(name: Int32, capture: Int)] = []
    }

    struct Attribute {
        var name: Int32
        var slot: Int
        var rank: Int32
        /// The next of the same name, or -1.
        var next: Int32 = -1
    }

    /// What a child of an element fills.
    struct Capture {
        var text: [Int] = []
        var attributes: [(name: Int32, slot: Int)] = []
    }

    let mapping: BillMapping
    private(set) var slots: [BillMapping.Slot] = []
    /// The field that a slot is for; nil for the others.
    private(set) var fields: [BillField?] = []
    private(set) var rules: [Rule] = []
    private(set) var captures: [Capture] = []
    private var ids: [String: Int32] = [:]
    /// Rules by the element's name.
    private var byName: [[Int]] = []

    init(_ mapping: BillMapping) {
        self.mapping = mapping
        for element in mapping.elements {
            var rule = Rule(
                role: element.role, parent: element.parent.map { id($0) } ?? -1, category: element.category)
            var ranks: [BillMapping.Slot: Int32] = [:]
            for (slot, source) in element.values {
                let number = index(of: slot)
                switch source {
                case .attribute(let name):
                    rule.attributes.append(Attribute(name: id(name), slot: number, rank: ranks[slot, default: 0]))
                    ranks[slot, default: 0] += 1
                case .child(let name): captures[child(id(name), of: &rule)].text.append(number)
                case .childAttribute(let name, let attribute):
                    captures[child(id(name), of: &rule)].attributes.append(
                        (id(attribute), number))
                }
            }
            let name = Int(id(element.name))
            byName += Array(repeating: [], count: max(0, name + 1 - byName.count))
            byName[name].append(rules.count)
            rules.append(rule)
        }
        for index in rules.indices { chain(&rules[index]) }
    }

    /// From the end, so that each chain is in the order of the mapping.
    private func chain(_ rule: inout Rule) {
        guard !rule.attributes.isEmpty else { return }
        rule.firstAttribute = Array(repeating: -1, count: ids.count)
        for index in rule.attributes.indices.reversed() {
            let name = Int(rule.attributes[index].name)
            rule.attributes[index].next = rule.firstAttribute[name]
            rule.firstAttribute[name] = Int32(index)
        }
    }

    private mutating func index(of slot: BillMapping.Slot) -> Int {
        if let known = slots.firstIndex(of: slot) { return known }
        slots.append(slot)
        if case .field(let field) = slot { fields.append(field) } else { fields.append(nil) }
        return slots.count - 1
    }

    private mutating func child(_ name: Int32, of rule: inout Rule) -> Int {
        if let known = rule.children.first(where: { $0.name == name }) { return known.capture }
        captures.append(Capture())
        rule.children.append((name, captures.count - 1))
        return captures.count - 1
    }

    private mutating func id(_ name: String) -> Int32 {
        if let known = ids[name] { return known }
        ids[name] = Int32(ids.count)
        return Int32(ids.count - 1)
    }

    /// The number of a name; -1 for one that the mapping does not know.
    func nameID(_ name: String) -> Int32 { ids[name] ?? -1 }

    /// The rule for an element: one that names its parent goes before one that does not.
    func rule(_ name: Int32, parent: Int32) -> Int? {
        guard byName.indices.contains(Int(name)) else { return nil }
        let candidates = byName[Int(name)]
        return candidates.first { rules[$0].parent >= 0 && rules[$0].parent == parent }
            ?? candidates.first { rules[$0].parent < 0 }
    }

    func capture(rule: Int32, child name: Int32) -> Int? {
        guard name >= 0 else { return nil }
        return rules[Int(rule)].children.first { $0.name == name }?.capture
    }
}
