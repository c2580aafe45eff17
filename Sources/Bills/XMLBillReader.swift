// XMLBillReader.swift — a bill out of XML while it streams by: one mapping, one pass, no tree.
internal import Reporting
internal import TenderModel
internal import XMLKit

/// Takes the tags of one file.
final class XMLBillReader: XMLEventHandler {
    // all in one value: what is in a class is asked about, each time, whether nobody else is at it
    private var reading: XMLBillReading

    /// Of a file of so many bytes.
    init(file: String, size: Int, mappings: [BillMapping], limits: BillLimits, readsAnalyses: Bool) {
        reading = XMLBillReading(
            file: file, size: size, mappings: mappings, limits: limits, readsAnalyses: readsAnalyses)
    }

    /// What was read, once the document has ended.
    var bill: Bill { reading.whole() }

    func start(_ element: XMLStart) throws(Problem) { try reading.start(element) }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { reading.text(bytes) }

    func end() throws(Problem) { try reading.end() }
}

/// One reading. The mapping is chosen at the root.
private struct XMLBillReading {
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
    private var texts = TextCache()
    private var itemGiven = ""
    private var itemCategory = ""
    private var analyses: AnalysisCollector?

    /// What one open element is.
    private struct Frame {
        var name: Int32
        var rule: Int32 = -1
        /// Node that it is, or is in.
        var node: Int32
        /// Slots of the enclosing rule that its text or attributes fill.
        var capture: Int32 = -1
        var isItem = false
        var isAnalysis = false
        var skips = false
    }

    init(file: String, size: Int, mappings: [BillMapping], limits: BillLimits, readsAnalyses: Bool) {
        self.file = file
        analyses = readsAnalyses ? AnalysisCollector(limits) : nil
        self.mappings = mappings
        self.limits = limits
        bill = Bill(file: file, format: "")
        // an item takes some 200 bytes in a file; what is not used stays untouched, and growing would copy them all
        bill.items.reserveCapacity(min(limits.maxItems, size / 128))
        frames.reserveCapacity(64)
    }

    // MARK: - Events

    mutating func start(_ element: XMLStart) throws(Problem) {
        if plan == nil { try choose(element) }
        let name = resolve(element)
        let outer = frames.last
        var frame = Frame(name: name, node: outer?.node ?? -1)
        if let outer, outer.skips || outer.capture >= 0 {
            // what lies within a value, or within what is skipped, means nothing
            frame.skips = true
        } else if let outer, outer.rule >= 0, let capture = plan?.capture(rule: outer.rule, child: name) {
            frame.capture = Int32(capture)
            take(capture, element, into: outer)
            captured.removeAll(keepingCapacity: true)
        } else if item != nil {
            // details of an item; of those only how its price was made up is wanted
            frame.rule = -1
            if let rule = plan?.rule(name, parent: outer?.name ?? -1), let role = plan?.rules[rule].role {
                if role == .skip || (role.isAnalysis && analyses == nil) {
                    frame.skips = true
                } else if role.isAnalysis {
                    frame.rule = Int32(rule)
                    try open(rule, element, &frame)
                }
            }
        } else if let rule = plan?.rule(name, parent: outer?.name ?? -1) {
            frame.rule = Int32(rule)
            try open(rule, element, &frame)
        }
        frames.append(frame)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let frame = frames.last, frame.capture >= 0 else { return }
        captured.append(contentsOf: bytes)
    }

    mutating func end() throws(Problem) {
        guard let frame = frames.popLast() else { return }
        if frame.capture >= 0, let outer = frames.last, let targets = plan?.captures[Int(frame.capture)].text {
            // taken out, and put back for the room it has
            var bytes: [UInt8] = []
            swap(&bytes, &captured)
            for target in targets {
                bytes.withUnsafeBufferPointer { assign(target, $0, into: outer, line: UInt32(clamping: lastLine)) }
            }
            swap(&bytes, &captured)
        } else if frame.isAnalysis {
            analyses?.end()
        } else if frame.isItem {
            close()
        }
    }

    /// The bill with what was collected beside it.
    func whole() -> Bill {
        var whole = bill
        if let collected = analyses?.collected, !collected.isEmpty { whole.analysis = collected }
        return whole
    }

    private var lastLine = 0

    // MARK: - The root

    private mutating func choose(_ root: XMLStart) throws(Problem) {
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
        let plan = Plan(fitting)
        best = Array(repeating: (-1, 0), count: plan.slots.count)
        self.plan = plan
    }

    /// Standards are named with and without blanks, and with two kinds of dash.
    private static func plain(_ text: String) -> String {
        String(text.filter { !$0.isWhitespace }.map { $0 == "—" || $0 == "–" ? "-" : $0 })
    }

    private mutating func resolve(_ element: XMLStart) -> Int32 {
        let key = element.key
        if let known = names[key.bucket], known.key == key { return known.id }
        let id = plan?.nameID(element.name) ?? -1
        names[key.bucket] = (key, id)
        return id
    }

    // MARK: - Elements

    private mutating func open(_ rule: Int, _ element: XMLStart, _ frame: inout Frame) throws(Problem) {
        guard let rule = plan?.rules[rule] else { return }
        lastLine = element.line
        let line = UInt32(clamping: element.line)
        switch rule.role {
        case .skip: frame.skips = true
        case .quota, .use, .resource:
            let unit = bill.ancestor(.unit, of: frame.node)
            // a quota or a use outside an item is a list of something else
            guard rule.role == .resource || item != nil,
                analyses?.begin(rule.role, item: Int32(bill.items.count), unit: unit, line: line) == true
            else {
                frame.skips = true
                return
            }
            frame.isAnalysis = true
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
            guard name >= 0 else { continue }
            var place = rule.firstAttribute[Int(name)]
            while place >= 0 {
                let entry = rule.attributes[Int(place)]
                place = entry.next
                let known = best[entry.slot]
                guard known.attribute < 0 || known.rank > entry.rank, !Self.isBlank(element.value(index)) else {
                    continue
                }
                best[entry.slot] = (Int32(index), entry.rank)
            }
        }
        for slot in best.indices where best[slot].attribute >= 0 {
            assign(slot, element.value(Int(best[slot].attribute)), into: frame, line: line)
        }
        settle(frame)
    }

    private mutating func attributeID(_ element: XMLStart, _ index: Int) -> Int32 {
        let key = element.attributeKey(index)
        if let known = names[key.bucket], known.key == key { return known.id }
        let id = plan?.nameID(element.attributeName(index)) ?? -1
        names[key.bucket] = (key, id)
        return id
    }

    private mutating func take(_ capture: Int, _ element: XMLStart, into outer: Frame) {
        lastLine = element.line
        guard let attributes = plan?.captures[capture].attributes else { return }
        for index in 0..<element.count where !element.isForeign(index) {
            let name = attributeID(element, index)
            for entry in attributes where entry.name == name {
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
    private mutating func settle(_ frame: Frame) {
        guard !frame.isItem, frame.node >= 0, frame.rule >= 0, let plan, plan.rules[Int(frame.rule)].role == .group,
            bill.nodes[Int(frame.node)].category == nil
        else { return }
        bill.nodes[Int(frame.node)].category = BillCategory(partNamed: bill.nodes[Int(frame.node)].name)
    }

    private mutating func close() {
        guard var item = item.take() else { return }
        if !itemCategory.isEmpty {
            if let category = plan?.mapping.categories[itemCategory] ?? BillCategory(rawValue: itemCategory) {
                item.category = category
            } else {
                bill.flaws.append(
                    BillFlaw(kind: .category, field: .category, text: itemCategory.beginning(80), line: item.line))
            }
        }
        item.category = item.category.refined(name: item.name, code: item.code)
        item.isGiven = Self.says(itemGiven)
        bill.items.append(item)
    }
}

// MARK: - Values

extension XMLBillReading {
    private mutating func assign(
        _ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, into frame: Frame, line: UInt32, joins: Bool = false
    ) {
        guard !Self.isBlank(bytes) else { return }
        if frame.isAnalysis { return describe(slot, bytes, line: line) }
        if let field = plan?.fields[slot] { return assign(field, bytes, into: frame, line: line, joins: joins) }
        func text() -> String { String(decoding: bytes, as: UTF8.self) }
        switch plan?.slots[slot] {
        case .field, .reference, .published, .perUnit, .supplementary, .converted, nil: break
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

    private mutating func assign(
        _ field: BillField, _ bytes: UnsafeBufferPointer<UInt8>, into frame: Frame, line: UInt32, joins: Bool
    ) {
        if frame.isItem {
            switch field {
            case .code: if item?.code.isEmpty == true { item?.code = texts.text(bytes) }
            case .name: if item?.name.isEmpty == true { item?.name = texts.text(bytes) }
            case .unit: if item?.unit.isEmpty == true { item?.unit = texts.text(bytes) }
            case .features:
                if item?.features.isEmpty == true {
                    item?.features = texts.text(bytes)
                } else if joins {
                    item?.features += "\n" + texts.text(bytes)
                }
            case .given: itemGiven = texts.text(bytes)
            case .category: itemCategory = texts.text(bytes)
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
        case (.facts, _), (.precision, _), (.skip, _), (.quota, _), (.use, _), (.resource, _), (nil, _): break
        case (_, .code): bill.nodes[Int(frame.node)].code = texts.text(bytes)
        case (_, .name): bill.nodes[Int(frame.node)].name = texts.text(bytes)
        case (_, .total): if let value = number(bytes, field, line) { bill.nodes[Int(frame.node)].total = value }
        case (_, .category):
            let word = texts.text(bytes)
            if let category = plan?.mapping.categories[word] ?? BillCategory(rawValue: word) {
                bill.nodes[Int(frame.node)].category = category
            } else {
                bill.flaws.append(BillFlaw(kind: .category, field: .category, text: word.beginning(80), line: line))
            }
        default: break
        }
    }

    /// Of the quota, use or resource at hand. What is no number is blank: no check looks at analyses.
    private mutating func describe(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, line: UInt32) {
        guard let slot = plan?.slots[slot] else { return }
        switch slot {
        case .field(.code): analyses?.draft.code = texts.text(bytes)
        case .field(.name): analyses?.draft.name = texts.text(bytes)
        case .field(.features): analyses?.draft.specification = texts.text(bytes)
        case .field(.unit): analyses?.draft.unit = texts.text(bytes)
        case .field(.quantity): analyses?.draft.quantity = ExactDecimal(ascii: bytes)
        case .field(.price): analyses?.draft.price = ExactDecimal(ascii: bytes)
        case .published: analyses?.draft.published = ExactDecimal(ascii: bytes)
        case .perUnit: analyses?.draft.perUnit = ExactDecimal(ascii: bytes)
        case .reference: analyses?.draft.reference = texts.text(bytes)
        case .supplementary: analyses?.draft.isSupplementary = Self.says(texts.text(bytes))
        case .converted: analyses?.draft.isConverted = Self.says(texts.text(bytes))
        default: break
        }
    }

    private static func says(_ word: String) -> Bool { ["1", "true", "是"].contains(word) }

    private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, _ field: BillField, _ line: UInt32)
        -> ExactDecimal?
    {
        if let number = ExactDecimal(ascii: bytes) { return number }
        let text = String(decoding: bytes.prefix(120), as: UTF8.self)
        bill.flaws.append(BillFlaw(kind: .number, field: field, text: text.beginning(40), line: line))
        return nil
    }

    private mutating func decimals(
        _ bytes: UnsafeBufferPointer<UInt8>, _ path: WritableKeyPath<BillPrecision, Int>, _ line: UInt32
    ) {
        guard let count = count(bytes, line) else { return }
        bill.precision[keyPath: path] = count
        bill.precision.declared = true
    }

    private mutating func decimals(
        _ bytes: UnsafeBufferPointer<UInt8>, _ path: WritableKeyPath<BillPrecision, Int?>, _ line: UInt32
    ) {
        guard let count = count(bytes, line) else { return }
        bill.precision[keyPath: path] = count
        bill.precision.declared = true
    }

    /// A number of decimals: `2`, or `0.01` as some files have it.
    private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, _ line: UInt32) -> Int? {
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

    private mutating func declare(_ text: String, line: UInt32) {
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
