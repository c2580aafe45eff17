// Copy.swift — the columns that a bidder copies (项目编码、名称、特征、单位、工程量): every item of the tender, once, unchanged.
internal import Checks
internal import Reporting
internal import TenderModel

struct CopyCheck {
    let tender: Bill
    let bid: Bill
    /// For each item of the bid the tender's that it answers, or -1.
    private(set) var pairs: [Int32]

    /// What an item is found by: its code, or its name where it has none; and the unit works that it is in.
    private struct Key: Hashable {
        var unit: Int32
        var word: String
        /// Codes and names are kept apart, and so are uncoded items of different kinds.
        var kind: BillCategory?
    }

    /// Items that say the same, in the order of the bill. Those at its head that were taken are passed over once, not for every
    /// question: a bill may say the same 50,000 times.
    private struct Waiting {
        var items: [Int] = []
        private var next = 0

        mutating func first(but taken: [Bool]) -> Int? {
            while next < items.count, taken[items[next]] { next += 1 }
            return next < items.count ? items[next] : nil
        }
    }

    init(tender: Bill, bid: Bill) {
        self.tender = tender
        self.bid = bid
        pairs = Array(repeating: -1, count: bid.items.count)
    }

    private var basis: Basis { tender.edition.basis(clause2013: "6.1.4") }

    mutating func run(_ report: inout Report) {
        if isInOrder {
            for index in bid.items.indices { pairs[index] = Int32(index) }
        } else {
            pairByKeys(&report)
        }
        compareAll(&report)
    }

    private func compareAll(_ report: inout Report) {
        for index in bid.items.indices where pairs[index] >= 0 {
            compare(bid.items[index], tender.items[Int(pairs[index])], &report)
        }
    }

    /// Whether both bills have the same items one after another, as they do where nobody tampered: then nothing is searched.
    private var isInOrder: Bool {
        guard bid.items.count == tender.items.count else { return false }
        var names: [String: Int32] = [:]
        let theirs = Self.units(tender, &names)
        let mine = Self.units(bid, &names)
        for (a, b) in zip(bid.items, tender.items) {
            guard a.code == b.code, (a.node < 0 ? -1 : mine[Int(a.node)]) == (b.node < 0 ? -1 : theirs[Int(b.node)]),
                a.category == b.category, !(b.code.isEmpty || b.category.isGiven) || a.name == b.name
            else { return false }
        }
        return true
    }

    private mutating func pairByKeys(_ report: inout Report) {
        var names: [String: Int32] = [:]
        let theirs = Self.keys(tender, &names)
        let mine = Self.keys(bid, &names)
        var waiting: [Key: [Int32]] = [:]
        waiting.reserveCapacity(tender.items.count)
        for index in theirs.indices.reversed() { waiting[theirs[index], default: []].append(Int32(index)) }
        var taken = Array(repeating: false, count: tender.items.count)
        var left: [Int] = []
        for (index, key) in mine.enumerated() {
            if let found = waiting[key]?.popLast() {
                pairs[index] = found
                taken[Int(found)] = true
            } else {
                left.append(index)
            }
        }
        pairElsewhere(&left, theirs, &taken)
        var answered: Set<Key> = []
        if !left.isEmpty {
            for index in mine.indices where pairs[index] >= 0 { answered.insert(mine[index]) }
        }
        tellLeft(left, mine, answered, &taken, &report)
        for (index, item) in tender.items.enumerated() where !taken[index] {
            report.add(
                Rule.itemMissing,
                "缺少招标清单的“\(item.name)”(\(item.code.isEmpty ? item.category.title.zh : item.code),\(tender.place(item)))",
                "the tender's item \"\(item.name)\" (\(item.code.isEmpty ? item.category.title.en : item.code), "
                    + "\(tender.place(item))) is missing", place: bid.file, in: bid.file, basis: basis)
        }
    }

    /// For each part the unit works that it is in, as a number that both bills share.
    private static func units(_ bill: Bill, _ names: inout [String: Int32]) -> [Int32] {
        var units = Array(repeating: Int32(-1), count: bill.nodes.count)
        // a part stands before what is in it
        for (index, node) in bill.nodes.enumerated() {
            if node.kind == .unit {
                let name = plain(node.name)
                units[index] = names[name] ?? Int32(names.count)
                names[name] = units[index]
            } else if node.parent >= 0 {
                units[index] = units[Int(node.parent)]
            }
        }
        return units
    }

    private static func keys(_ bill: Bill, _ names: inout [String: Int32]) -> [Key] {
        let units = units(bill, &names)
        return bill.items.map { item in
            let unit = item.node >= 0 ? units[Int(item.node)] : -1
            return item.code.isEmpty || item.category.isGiven
                ? Key(unit: unit, word: plain(item.name), kind: item.category)
                : Key(unit: unit, word: item.code, kind: nil)
        }
    }

    /// Items whose part is called otherwise, found by a code that only one item has; then items whose code alone differs.
    private mutating func pairElsewhere(_ left: inout [Int], _ theirs: [Key], _ taken: inout [Bool]) {
        guard !left.isEmpty else { return }
        var byCode: [String: [Int]] = [:]
        var byWords: [String: Waiting] = [:]
        for index in tender.items.indices where !taken[index] {
            let item = tender.items[index]
            if !item.code.isEmpty { byCode[item.code, default: []].append(index) }
            byWords[Self.words(item), default: Waiting()].items.append(index)
        }
        var mineByCode: [String: Int] = [:]
        for index in left where !bid.items[index].code.isEmpty { mineByCode[bid.items[index].code, default: 0] += 1 }
        var rest: [Int] = []
        for index in left {
            let item = bid.items[index]
            if let found = byCode[item.code], found.count == 1, mineByCode[item.code] == 1, !taken[found[0]] {
                pairs[index] = Int32(found[0])
                taken[found[0]] = true
            } else if item.quantity != nil, let found = byWords[Self.words(item)]?.first(but: taken) {
                pairs[index] = Int32(found)
                taken[found] = true
            } else {
                rest.append(index)
            }
        }
        left = rest
    }

    private static func words(_ item: BillItem) -> String {
        plain(item.name) + "\u{1}" + plain(item.features) + "\u{1}" + unit(item.unit) + "\u{1}"
            + (item.quantity.map { "\($0.rounded(to: 6)?.description ?? $0.description)" } ?? "")
    }

    private func tellLeft(
        _ left: [Int], _ mine: [Key], _ answered: Set<Key>, _ taken: inout [Bool], _ report: inout Report
    ) {
        for index in left {
            let item = bid.items[index]
            if answered.contains(mine[index]) {
                report.add(
                    Rule.itemTwice, "“\(item.name)”(\(item.code))报了不止一次",
                    "\"\(item.name)\" (\(item.code)) is priced more than once",
                    place: bid.place(item, .code), in: bid.file, basis: bid.edition.basis(clause2013: "6.2.7"))
            } else {
                // a bidder may add measures of his own, for a person to look at
                report.add(
                    Rule.itemAdded, severity: item.category == .measures && item.quantity == nil ? .warning : nil,
                    "招标清单没有“\(item.name)”(\(item.code))", "the tender's bill has no \"\(item.name)\" (\(item.code))",
                    place: bid.place(item, .code), in: bid.file, basis: basis)
            }
        }
    }

    // MARK: - One item

    private func compare(_ mine: BillItem, _ theirs: BillItem, _ report: inout Report) {
        if mine.code != theirs.code, !theirs.category.isGiven {
            changed(Rule.codeChanged, .code, mine.code, theirs.code, mine, theirs, &report)
        }
        if mine.name != theirs.name, Self.plain(mine.name) != Self.plain(theirs.name) {
            changed(Rule.nameChanged, .name, mine.name, theirs.name, mine, theirs, &report)
        }
        if mine.features != theirs.features, Self.plain(mine.features) != Self.plain(theirs.features) {
            changed(Rule.featuresChanged, .features, mine.features, theirs.features, mine, theirs, &report)
        }
        if mine.unit != theirs.unit, Self.unit(mine.unit) != Self.unit(theirs.unit) {
            changed(Rule.unitChanged, .unit, mine.unit, theirs.unit, mine, theirs, &report)
        }
        if mine.quantity != theirs.quantity, !theirs.category.isGiven {
            changed(
                Rule.quantityChanged, .quantity, mine.quantity?.description ?? "", theirs.quantity?.description ?? "",
                mine, theirs, &report)
        }
    }

    private func changed(
        _ rule: RuleCard, _ field: BillField, _ mine: String, _ theirs: String, _ item: BillItem, _ original: BillItem,
        _ report: inout Report
    ) {
        report.add(
            rule,
            "“\(original.name)”(\(original.code))的\(field.title.zh)应为“\(Self.short(theirs))”,投标清单是“\(Self.short(mine))”(招标清单 \(tender.place(original, field)))",
            "the \(field.title.en) of \"\(original.name)\" (\(original.code)) is \"\(Self.short(theirs))\" in the tender's bill "
                + "(\(tender.place(original, field))), and \"\(Self.short(mine))\" in the bid's",
            place: bid.place(item, field), in: bid.file, basis: basis)
    }

    private static func short(_ text: String) -> String {
        let line = text.map { $0.isNewline ? " " : String($0) }.joined()
        return line.count > 120 ? line.prefix(120) + "…" : line
    }

    /// Without white space: exports break lines in different places.
    static func plain(_ text: String) -> String {
        text.utf8.contains { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xE3 } ? String(text.filter { !$0.isWhitespace }) : text
    }

    /// Square and cubic metres are written in three ways that mean the same.
    static func unit(_ text: String) -> String {
        plain(text).lowercased().replacing("㎡", with: "m2").replacing("m²", with: "m2").replacing("m³", with: "m3")
            .replacing("㎥", with: "m3")
    }
}
