// XMLBillReader.swift — a bill out of XML while it streams by: one mapping, one pass, no tree.
internal import Reporting
internal import TenderModel
internal import XMLKit

/// Takes the tags of one file. The mapping is chosen at the root.
final class XMLBillReader: XMLEventHandler {
    private let file: String
    private let mappings: [BillMapping]
    private let limits: BillLimits
    private var plan: Plan?
    private(set) var bill: Bill
    /// What names are to the plan, by bucket: the name met last there.
    private var names: [(key: XMLNameKey, id: Int32)?] = Array(repeating: nil, count: 256)
    private var frames: [Frame] = []
    private var item: BillItem?
    private var captured: [UInt8] = []
    /// For each slot of the element at hand, the attribute that fills it best.
    private var best: [(attribute: Int32, rank: Int32)] = []
    private let texts = TextCache()
    private var itemGiven = ""
    private var itemCategory = ""

    /// What one open element is.
    private struct Frame {
        var name: Int32
        var rule: Int32 = -1
        /// Node that it is, or is in.
        var node: Int32
        /// Slots of the enclosing rule that its text or attributes fill.
        var capture: Int32 = -1
        var isItem = false
        var skips = false
    }

    /// Of a file of so many bytes.
    init(file: String, size: Int, mappings: [BillMapping], limits: BillLimits) {
        self.file = file
        self.mappings = mappings
        self.limits = limits
        bill = Bill(file: file, format: "")
        // an item takes some 200 bytes in a file; what is not used stays untouched, and growing would copy them all
        bill.items.reserveCapacity(min(limits.maxItems, size / 128))
        frames.reserveCapacity(64)
    }

    // MARK: - Events

    func start(_ element: XMLStart) throws(Problem) {
        if plan == nil { try choose(element) }
        guard let plan else { return }
        let name = resolve(element, plan)
        let outer = frames.last
        var frame = Frame(name: name, node: outer?.node ?? -1)
        if let outer, outer.skips || outer.capture >= 0 {
            // what lies within a value, or within what is skipped, means nothing
            frame.skips = true
        } else if let outer, outer.rule >= 0, let capture = plan.capture(rule: outer.rule, child: name) {
            frame.capture = Int32(capture)
            take(plan.captures[capture], element, into: outer)
            captured.removeAll(keepingCapacity: true)
        } else if item != nil {
            // details of an item, such as its price analysis; captures of nested ones are not wanted
            frame.rule = -1
            if let rule = plan.rule(name, parent: outer?.name ?? -1), plan.rules[rule].role == .skip {
                frame.skips = true
            }
        } else if let rule = plan.rule(name, parent: outer?.name ?? -1) {
            frame.rule = Int32(rule)
            try open(plan.rules[rule], element, &frame)
        }
        frames.append(frame)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let frame = frames.last, frame.capture >= 0 else { return }
        captured.append(contentsOf: bytes)
    }

    func end() throws(Problem) {
        guard let frame = frames.popLast(), let plan else { return }
        if frame.capture >= 0, let outer = frames.last {
            for target in plan.captures[Int(frame.capture)].text {
                captured.withUnsafeBufferPointer { assign(target, $0, into: outer, line: UInt32(clamping: lastLine)) }
            }
        } else if frame.isItem {
            try close()
        }
    }

    private var lastLine = 0

    // MARK: - The root

    private func choose(_ root: XMLStart) throws(Problem) {
        let candidates = mappings.filter { $0.root == root.name }
        guard !candidates.isEmpty else { throw .unknownRoot(root.name, file: file) }
        let fitting = candidates.first { mapping in
            mapping.when.allSatisfy { name, values in
                root[name].map { value in values.contains { Self.plain($0) == Self.plain(value) } } ?? false
            }
        }
        guard let fitting else {
            let asked = Set(candidates.flatMap(\.when.keys)).sorted()
            let declared = asked.compactMap { name in root[name].map { (name, $0.beginning(80)) } }
            let known = candidates.map { "\($0.title.zh)(\($0.id))" }
            throw .unknownStandard(declared, root: root.name, known: known, file: file)
        }
        bill.format = fitting.id
        bill.edition = fitting.edition
        bill.precision = fitting.precision
        bill.standardName = root["StandardName"]
        bill.standardNumber = root["StandardNumber"]
        plan = Plan(fitting)
        best = Array(repeating: (-1, 0), count: plan?.slots.count ?? 0)
    }

    /// Standards are named with and without blanks, and with two kinds of dash.
    private static func plain(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace }.map { $0 == "—" || $0 == "–" ? "-" : $0 })
    }

    private func resolve(_ element: XMLStart, _ plan: Plan) -> Int32 {
        let key = element.key
        if let known = names[key.bucket], known.key == key { return known.id }
        let id = plan.nameID(element.name)
        names[key.bucket] = (key, id)
        return id
    }

    // MARK: - Elements

    private func open(_ rule: Plan.Rule, _ element: XMLStart, _ frame: inout Frame) throws(Problem) {
        lastLine = element.line
        let line = UInt32(clamping: element.line)
        switch rule.role {
        case .skip: frame.skips = true
        case .item:
            guard bill.items.count < limits.maxItems else {
                throw .tooMany(.init(zh: "清单项目", en: "items"), limit: limits.maxItems, file: file)
            }
            frame.isItem = true
            item = BillItem(category: rule.category ?? category(of: frame.node), node: frame.node, line: line)
            itemGiven = ""
            itemCategory = ""
        case .precision, .facts: break
        case .project, .single, .unit, .group, .section:
            guard bill.nodes.count < limits.maxNodes, let kind = rule.role.node else {
                throw .tooMany(.init(zh: "工程和分部", en: "parts"), limit: limits.maxNodes, file: file)
            }
            bill.nodes.append(BillNode(kind: kind, parent: frame.node, line: line, category: rule.category))
            frame.node = Int32(bill.nodes.count - 1)
        }
        guard !rule.attributes.isEmpty else { return }
        for index in best.indices { best[index].attribute = -1 }
        for index in 0..<element.count where !element.isForeign(index) {
            let name = attributeID(element, index)
            for entry in rule.attributes where entry.name == name {
                let known = best[entry.slot]
                guard known.attribute < 0 || known.rank > entry.rank, !Self.isBlank(element.value(index)) else {
                    continue
                }
                best[entry.slot] = (Int32(index), entry.rank)
            }
        }
        for (slot, found) in best.enumerated() where found.attribute >= 0 {
            assign(slot, element.value(Int(found.attribute)), into: frame, line: line)
        }
        settle(frame)
    }

    private func attributeID(_ element: XMLStart, _ index: Int) -> Int32 {
        let key = element.attributeKey(index)
        if let known = names[key.bucket], known.key == key { return known.id }
        let id = plan?.nameID(element.attributeName(index)) ?? -1
        names[key.bucket] = (key, id)
        return id
    }

    private func take(_ capture: Plan.Capture, _ element: XMLStart, into outer: Frame) {
        lastLine = element.line
        for index in 0..<element.count where !element.isForeign(index) {
            let name = attributeID(element, index)
            for entry in capture.attributes where entry.name == name {
                assign(entry.slot, element.value(index), into: outer, line: UInt32(clamping: element.line), joins: true)
            }
        }
    }

    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    private func category(of node: Int32) -> BillCategory {
        var index = Int(node)
        while bill.nodes.indices.contains(index) {
            if let category = bill.nodes[index].category { return category }
            index = Int(bill.nodes[index].parent)
        }
        return .works
    }

    /// A part's name tells its category where nothing else does.
    private func settle(_ frame: Frame) {
        guard !frame.isItem, frame.node >= 0, frame.rule >= 0, let plan, plan.rules[Int(frame.rule)].role == .group,
            bill.nodes[Int(frame.node)].category == nil
        else { return }
        bill.nodes[Int(frame.node)].category = BillCategory(partNamed: bill.nodes[Int(frame.node)].name)
    }

    private func close() throws(Problem) {
        guard var item else { return }
        if !itemCategory.isEmpty {
            if let category = plan?.mapping.categories[itemCategory] ?? BillCategory(rawValue: itemCategory) {
                item.category = category
            } else {
                bill.flaws.append(
                    BillFlaw(kind: .category, field: .category, text: itemCategory.beginning(80), line: item.line))
            }
        }
        item.category = item.category.refined(name: item.name, code: item.code)
        item.isGiven = ["1", "true", "是"].contains(itemGiven)
        bill.items.append(item)
        self.item = nil
    }
}

// MARK: - Values

extension XMLBillReader {
    private func assign(
        _ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, into frame: Frame, line: UInt32, joins: Bool = false
    ) {
        guard let plan, !Self.isBlank(bytes) else { return }
        func text() -> String { String(decoding: bytes, as: UTF8.self) }
        switch plan.slots[slot] {
        case .field(let field): assign(field, bytes, into: frame, line: line, joins: joins)
        case .edition: declare(text(), line: line)
        case .editionHint: if BillEdition(declared: text()) != nil { declare(text(), line: line) }
        case .words: bill.totalWords = bill.totalWords ?? text()
        case .amountDecimals: decimals(bytes, \.amount, line)
        case .priceDecimals: decimals(bytes, \.price, line)
        case .quantityDecimals: decimals(bytes, \.quantity, line)
        case .provenance(let name):
            guard bill.provenance.count < limits.maxNodes else { return }
            bill.provenance.append(BillProvenance(name: name, value: text(), line: Int(line)))
        }
    }

    private func assign(
        _ field: BillField, _ bytes: UnsafeBufferPointer<UInt8>, into frame: Frame, line: UInt32, joins: Bool
    ) {
        func text() -> String { texts.text(bytes) }
        if frame.isItem {
            switch field {
            case .code: if item?.code.isEmpty == true { item?.code = text() }
            case .name: if item?.name.isEmpty == true { item?.name = text() }
            case .unit: if item?.unit.isEmpty == true { item?.unit = text() }
            case .features:
                if item?.features.isEmpty == true {
                    item?.features = text()
                } else if joins {
                    item?.features += "\n" + text()
                }
            case .given: itemGiven = text()
            case .category: itemCategory = text()
            case .quantity: if let value = number(bytes, field, line) { item?.quantity = value }
            case .price: if let value = number(bytes, field, line) { item?.price = value }
            case .total: if let value = number(bytes, field, line) { item?.total = value }
            case .ceiling: if let value = number(bytes, field, line) { item?.ceiling = value }
            case .rate: if let value = number(bytes, field, line) { item?.rate = value }
            // 计算基础 is as often an expression as an amount; only an amount can be multiplied
            case .base: if let value = ExactDecimal(ascii: bytes) { item?.base = value }
            }
            return
        }
        switch (plan?.rules[Int(frame.rule)].role, field) {
        case (.facts, .total): if let value = number(bytes, field, line) { bill.total = value }
        case (.facts, .ceiling): if let value = number(bytes, field, line) { bill.ceiling = value }
        case (.facts, _), (.precision, _), (.skip, _), (nil, _): break
        case (_, .code): bill.nodes[Int(frame.node)].code = text()
        case (_, .name): bill.nodes[Int(frame.node)].name = text()
        case (_, .total): if let value = number(bytes, field, line) { bill.nodes[Int(frame.node)].total = value }
        case (_, .category):
            let word = text()
            if let category = plan?.mapping.categories[word] ?? BillCategory(rawValue: word) {
                bill.nodes[Int(frame.node)].category = category
            } else {
                bill.flaws.append(BillFlaw(kind: .category, field: .category, text: word.beginning(80), line: line))
            }
        default: break
        }
    }

    private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ field: BillField, _ line: UInt32) -> ExactDecimal? {
        if let number = ExactDecimal(ascii: bytes) { return number }
        let text = String(decoding: bytes.prefix(120), as: UTF8.self)
        bill.flaws.append(BillFlaw(kind: .number, field: field, text: text.beginning(40), line: line))
        return nil
    }

    private func decimals(
        _ bytes: UnsafeBufferPointer<UInt8>, _ path: WritableKeyPath<BillPrecision, Int>, _ line: UInt32
    ) {
        guard let count = count(bytes, line) else { return }
        bill.precision[keyPath: path] = count
        bill.precision.declared = true
    }

    private func decimals(
        _ bytes: UnsafeBufferPointer<UInt8>, _ path: WritableKeyPath<BillPrecision, Int?>, _ line: UInt32
    ) {
        guard let count = count(bytes, line) else { return }
        bill.precision[keyPath: path] = count
        bill.precision.declared = true
    }

    /// A number of decimals: `2`, or `0.01` as some files have it.
    private func count(_ bytes: UnsafeBufferPointer<UInt8>, _ line: UInt32) -> Int? {
        if let value = ExactDecimal(ascii: bytes) {
            if value.significantScale == 0, let units = value.units(of: 0), (0...6).contains(units) {
                return Int(units)
            }
            if value > .zero, value < ExactDecimal(mantissa: 1, scale: 0), value.significantScale <= 6 {
                return value.significantScale
            }
        }
        let text = String(decoding: bytes.prefix(40), as: UTF8.self)
        bill.flaws.append(BillFlaw(kind: .number, text: text, line: line))
        return nil
    }

    private func declare(_ text: String, line: UInt32) {
        guard let edition = BillEdition(declared: text) else {
            bill.flaws.append(BillFlaw(kind: .edition, text: text.beginning(80), line: line))
            return
        }
        if let known = bill.edition, known != edition {
            bill.flaws.append(BillFlaw(kind: .edition, text: edition.rawValue, line: line))
        } else {
            bill.edition = edition
        }
    }
}
