// ProvenanceTable.swift — the analyses of all bills of a lot under common numbers: one item, quota or resource is one number everywhere.
internal import TenderModel

/// Made once for a lot.
struct ProvenanceTable {
    private let tender: Bill?
    private let bids: [Bill]
    private var numbers: [String: Int32] = [:]
    /// By bid: the number of each item, of each quota's base code and of each resource.
    private var items: [[Int32]] = []
    private var quotas: [[Int32]] = []
    private var resources: [[Int32]] = []

    private struct Thing: Hashable {
        var item: Int32
        var quota: Int32
        var resource: Int32
    }

    init(tender: Bill?, bids: [Bill]) {
        self.tender = tender?.analysis == nil ? nil : tender
        self.bids = bids
        for bill in bids + [self.tender].compactMap({ $0 }) {
            items.append(bill.items.map { number("i\($0.code)|\(Self.folded($0.name))") })
            quotas.append((bill.analysis?.quotas ?? []).map { number("q" + Self.folded($0.code)) })
            resources.append(
                (bill.analysis?.resources ?? []).map { resource in
                    let name = Self.folded(resource.name)
                    // without a name a code has to do, which two firms' catalogues may use for different things
                    guard !name.isEmpty else { return -1 }
                    return number("r\(name)|\(Self.folded(resource.specification))|\(Self.folded(resource.unit))")
                })
        }
    }

    private mutating func number(_ text: String) -> Int32 {
        if let known = numbers[text] { return known }
        numbers[text] = Int32(numbers.count)
        return Int32(numbers.count - 1)
    }

    /// Without blanks, in small letters, full-width forms and raised figures as plain ones.
    static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar.value {
            case 0xFF01...0xFF5E: if let plain = Unicode.Scalar(scalar.value - 0xFEE0) { folded.append(plain) }
            case 0xB2: folded.append("2")
            case 0xB3: folded.append("3")
            default: folded.append(scalar)
            }
        }
        return String(folded).lowercased()
    }

    private func place(_ bid: Int32, _ line: UInt32) -> String {
        line > 0 ? "\(bids[Int(bid)].file):\(line)" : bids[Int(bid)].file
    }

    // MARK: - Supplementary quotas

    private static let unnamed: Set<String> = [
        "补充子目", "补充定额", "补充项目", "补充", "补充定额子目", "自补子目", "自编子目", "新补子目", "补充材料", "补充主材",
    ]

    func sharedQuotas(_ excluded: inout ProvenanceExclusions) -> [(pair: Deviations.Pair, quota: SharedQuota)] {
        struct Holder { var bid: Int32, place: String, quota: Quota }
        var holders: [String: [Holder]] = [:]
        func key(_ quota: Quota) -> String { "\(Self.folded(quota.code))|\(Self.folded(quota.name))" }
        for (bid, bill) in bids.enumerated() {
            guard let analysis = bill.analysis else { continue }
            var first: [Int32: UInt32] = [:]
            for line in analysis.lines where first[line.quota] == nil { first[line.quota] = line.line }
            for (number, quota) in analysis.quotas.enumerated() where quota.isSupplementary {
                let name = Self.folded(quota.name)
                guard name.unicodeScalars.count >= 3, !Self.unnamed.contains(name) else {
                    excluded.quotasWithoutName += 1
                    continue
                }
                if holders[key(quota)]?.last?.bid == Int32(bid) { continue }
                holders[key(quota), default: []].append(
                    Holder(bid: Int32(bid), place: place(Int32(bid), first[Int32(number)] ?? 0), quota: quota))
            }
        }
        let ofTender = Set((tender?.analysis?.quotas ?? []).map(key))
        var shared: [(pair: Deviations.Pair, quota: SharedQuota)] = []
        for (key, all) in holders.sorted(by: { $0.key < $1.key }) where all.count >= 2 {
            guard all.count < Deviations.many, !ofTender.contains(key) else {
                excluded.quotasOfMany += 1
                continue
            }
            shared.append(
                (
                    Deviations.Pair(first: all[0].bid, second: all[1].bid),
                    SharedQuota(
                        code: all[0].quota.code, name: all[0].quota.name, unit: all[0].quota.unit,
                        firstPlace: all[0].place, secondPlace: all[1].place)
                ))
        }
        return shared
    }

    // MARK: - Conversions

    private struct Change: Hashable {
        var thing: Thing
        var kind: SharedConversion.Kind
        /// Of an unusual one: what was changed.
        var text: String
    }

    mutating func sharedConversions(
        _ excluded: inout ProvenanceExclusions
    ) -> [(pair: Deviations.Pair, conversion: SharedConversion)] {
        var holders: [Change: [(bid: Int32, line: Int32)]] = [:]
        // who uses a quota under an item at all, converted or not
        var users: [Thing: Set<Int32>] = [:]
        var ofTender: Set<Change> = []
        for (bid, bill) in (bids + [tender].compactMap { $0 }).enumerated() {
            guard let analysis = bill.analysis else { continue }
            let bases = analysis.quotas.map { number("b" + Self.folded($0.base)) }
            let texts = analysis.quotas.map { Self.folded($0.conversion) }
            let units = analysis.quotas.map { Self.multiple(Self.folded($0.unit)) }
            var unitOf: [String: String] = [:]
            for (number, line) in analysis.lines.enumerated() where line.quota >= 0 {
                let quota = Int(line.quota)
                let item = bill.items[Int(line.item)]
                let thing = Thing(item: items[bid][Int(line.item)], quota: bases[quota], resource: -1)
                if bid < bids.count { users[thing, default: []].insert(Int32(bid)) }
                var changes: [Change] = []
                // "换" alone says that it was changed, not how
                if texts[quota].utf8.contains(where: { (48...57).contains($0) }) {
                    changes.append(Change(thing: thing, kind: .unusual, text: texts[quota]))
                }
                if let quantity = line.quantity, let multiple = units[quota] {
                    let own = unitOf[item.unit] ?? Self.folded(item.unit)
                    unitOf[item.unit] = own
                    let carried = line.isPerUnit ? ExactDecimal(mantissa: 1, scale: 0) : item.quantity
                    if own == multiple, carried == quantity, !quantity.isZero {
                        changes.append(Change(thing: thing, kind: .unit, text: ""))
                    }
                }
                for change in changes {
                    if bid >= bids.count {
                        ofTender.insert(change)
                    } else if holders[change]?.last?.bid != Int32(bid) {
                        holders[change, default: []].append((Int32(bid), Int32(number)))
                    }
                }
            }
        }
        var shared: [(pair: Deviations.Pair, conversion: SharedConversion, order: Int32)] = []
        for (change, all) in holders where all.count >= 2 {
            guard all.count < Deviations.many, !ofTender.contains(change) else {
                excluded.conversionsOfMany += 1
                continue
            }
            // that the book asks for a change shows only where somebody else used the quota without it
            if change.kind == .unusual, (users[change.thing]?.count ?? 0) < Deviations.many { continue }
            shared.append(
                (
                    Deviations.Pair(first: all[0].bid, second: all[1].bid),
                    conversion(change.kind, all[0], all[1]), all[0].line
                ))
        }
        return shared.sorted {
            ($0.pair.first, $0.pair.second, $0.order, $0.conversion.kind.rawValue)
                < ($1.pair.first, $1.pair.second, $1.order, $1.conversion.kind.rawValue)
        }.map { ($0.pair, $0.conversion) }
    }

    private func conversion(
        _ kind: SharedConversion.Kind, _ one: (bid: Int32, line: Int32), _ other: (bid: Int32, line: Int32)
    ) -> SharedConversion {
        let bill = bids[Int(one.bid)]
        let analysis = bill.analysis ?? BillAnalysis()
        let line = analysis.lines[Int(one.line)]
        let quota = analysis.quotas[Int(line.quota)]
        let item = bill.items[Int(line.item)]
        return SharedConversion(
            kind: kind, itemCode: item.code, itemName: item.name, quota: quota.code, quotaUnit: quota.unit,
            firstPlace: place(one.bid, line.line),
            secondPlace: place(other.bid, bids[Int(other.bid)].analysis?.lines[Int(other.line)].line ?? 0))
    }

    /// The unit of which a quota counts tens, hundreds or thousands, such as `m3` of `10m3`; nil for a single unit.
    static func multiple(_ unit: String) -> String? {
        for prefix in ["1000", "100", "10"] where unit.hasPrefix(prefix) {
            let rest = unit.dropFirst(prefix.count)
            guard let first = rest.unicodeScalars.first, !("0"..."9").contains(first) else { return nil }
            return String(rest)
        }
        return nil
    }

    // MARK: - Prices

    func prices(_ excluded: inout ProvenanceExclusions) -> Deviations {
        var published: [Int32: ExactDecimal] = [:]
        var stated: [Int32: [ExactDecimal: Set<Int32>]] = [:]
        for (bid, bill) in bids.enumerated() {
            for (place, resource) in (bill.analysis?.resources ?? []).enumerated() where resources[bid][place] >= 0 {
                guard let value = resource.published else { continue }
                stated[resources[bid][place], default: [:]][value, default: []].insert(Int32(bid))
            }
        }
        // what one bid says is published, its neighbour may have copied; three are taken at their word
        for (thing, values) in stated {
            let best = values.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
            if let best, best.value.count >= Deviations.many { published[thing] = best.key }
        }
        for (place, resource) in (tender?.analysis?.resources ?? []).enumerated() {
            let thing = resources[bids.count][place]
            if thing >= 0, let value = resource.published ?? resource.price { published[thing] = value }
        }
        var values: [HeldValue] = []
        for (bid, bill) in bids.enumerated() {
            for (place, resource) in (bill.analysis?.resources ?? []).enumerated() where resources[bid][place] >= 0 {
                guard let value = resource.price, !value.isNegative else { continue }
                let thing = resources[bid][place]
                // the bid says it is the published price, of whatever period, and nobody here knows better
                if published[thing] == nil, resource.published == value {
                    excluded.statedPublished += 1
                    continue
                }
                values.append(HeldValue(thing: thing, bid: Int32(bid), value: value, place: Int32(place)))
            }
        }
        return Deviations(values, bids: bids.count, published: published, takesDiscounts: true)
    }

    func price(_ shared: SharedDeviation, _ pair: Deviations.Pair) -> SharedValue {
        let one = bids[Int(pair.first)].analysis?.resources[Int(shared.first)] ?? Resource(code: "")
        let other = bids[Int(pair.second)].analysis?.resources[Int(shared.second)] ?? Resource(code: "")
        return SharedValue(
            name: one.name, specification: one.specification, unit: one.unit, quota: "", base: shared.base,
            value: shared.value, firstPlace: place(pair.first, one.line), secondPlace: place(pair.second, other.line))
    }

    // MARK: - Consumptions

    /// Of quotas with the same code, the changes in it included: what the book has them take is equal by itself.
    func consumptions() -> Deviations {
        var things: [Thing: Int32] = [:]
        func each(_ bid: Int, _ bill: Bill, _ take: (Int32, Int, ExactDecimal) -> Void) {
            guard let analysis = bill.analysis else { return }
            for (place, use) in analysis.uses.enumerated() {
                guard use.quotaLine >= 0, let value = use.consumption, resources[bid][Int(use.resource)] >= 0 else {
                    continue
                }
                let line = analysis.lines[Int(use.quotaLine)]
                guard line.quota >= 0 else { continue }
                let thing = Thing(
                    item: items[bid][Int(use.item)], quota: quotas[bid][Int(line.quota)],
                    resource: resources[bid][Int(use.resource)])
                let known = things[thing] ?? Int32(things.count)
                things[thing] = known
                take(known, place, value)
            }
        }
        var values: [HeldValue] = []
        for (bid, bill) in bids.enumerated() {
            values.reserveCapacity(values.count + (bill.analysis?.uses.count ?? 0))
            each(bid, bill) {
                values.append(HeldValue(thing: $0, bid: Int32(bid), value: $2, place: Int32($1)))
            }
        }
        var published: [Int32: ExactDecimal] = [:]
        if let tender { each(bids.count, tender) { thing, _, value in published[thing] = value } }
        return Deviations(values, bids: bids.count, published: published, takesDiscounts: false)
    }

    func consumption(_ shared: SharedDeviation, _ pair: Deviations.Pair) -> SharedValue {
        func side(_ bid: Int32, _ place: Int32) -> (quota: Quota, resource: Resource, line: UInt32)? {
            guard let analysis = bids[Int(bid)].analysis else { return nil }
            let use = analysis.uses[Int(place)]
            let line = analysis.lines[Int(use.quotaLine)]
            return (analysis.quotas[Int(line.quota)], analysis.resources[Int(use.resource)], line.line)
        }
        let (one, other) = (side(pair.first, shared.first), side(pair.second, shared.second))
        return SharedValue(
            name: one?.resource.name ?? "", specification: one?.resource.specification ?? "",
            unit: one?.resource.unit ?? "", quota: one?.quota.code ?? "", base: shared.base, value: shared.value,
            firstPlace: place(pair.first, one?.line ?? 0), secondPlace: place(pair.second, other?.line ?? 0))
    }
}
