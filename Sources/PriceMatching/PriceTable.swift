// PriceTable.swift — the prices of a lot side by side: a row for each item, a column for each bid. Who stands beside whom is
// decided here and nowhere else: by unit works, code, and place among the items with that code.
internal import Reporting
internal import TenderModel

/// Prices in ticks of 1/10,000 yuan, so that bills with three or four decimals can be held beside those in fen.
enum Tick {
    static let decimals = 4
    static let perFen: Int64 = 100
    /// 10^11 yuan; sums and products of what is below never leave what 64 and 128 bits hold.
    static let largest: Int128 = 1_000_000_000_000_000

    static func decimal(_ ticks: Int64) -> ExactDecimal {
        let whole = ExactDecimal(mantissa: ticks, scale: decimals)
        return whole.rounded(to: max(2, whole.significantScale)) ?? whole
    }
}

struct PriceTable: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        var code: String
        var name: String
        var chapter: Int32
    }

    /// What a cell holds where it holds no price.
    static let blank: Int64 = 0
    static let unusable: Int64 = -1

    private(set) var rows: [Row] = []
    /// Names of the chapters (章、分部) in the order of the bill.
    private(set) var chapters: [String] = []
    /// By bid and row.
    private(set) var prices: [[Int64]] = []
    /// Place of the item in the bid's bill; -1 for none.
    private(set) var items: [[Int32]] = []
    /// Prices of the tender's own bill by row, 0 for none.
    private(set) var control: [Int64] = []
    /// Rows that say nothing about anybody.
    private(set) var fixed: [Exclusion?] = []

    init(tender: Bill?, bids: [Bill]) {
        if let tender { layOut(tender) } else { layOut(bids) }
        var names: [String: [Int32]] = [:]
        for row in rows.indices { names[keys[row].word, default: []].append(Int32(row)) }
        for bill in bids {
            let places = place(bill, names)
            items.append(places)
            prices.append(places.map { $0 < 0 ? Self.blank : Self.price(of: bill.items[Int($0)]) })
        }
        if tender == nil { markFixed(bids) }
    }

    // MARK: - Rows

    private struct Key: Hashable, Comparable {
        var unit: String
        var word: String
        /// Among the items of the unit works with this code.
        var ordinal: Int32

        static func < (a: Key, b: Key) -> Bool { (a.unit, a.word, a.ordinal) < (b.unit, b.word, b.ordinal) }
    }

    private var keys: [Key] = []
    private var places: [Key: Int32] = [:]

    private mutating func layOut(_ tender: Bill) {
        let names = Self.chapterNames(tender)
        var numbers: [String: Int32] = [:]
        keys = Self.keys(tender)
        for (index, item) in tender.items.enumerated() {
            let chapter = item.node >= 0 && Int(item.node) < names.count ? names[Int(item.node)] : ""
            if numbers[chapter] == nil {
                numbers[chapter] = Int32(chapters.count)
                chapters.append(chapter)
            }
            rows.append(Row(code: item.code, name: item.name, chapter: numbers[chapter] ?? 0))
            places[keys[index]] = Int32(index)
            control.append(max(0, Self.price(of: item)))
            fixed.append(Self.fixed(item))
        }
        // a ceiling of the item's is a control price too
        for (index, item) in tender.items.enumerated() where control[index] == 0 {
            control[index] = max(0, item.ceiling.map(Self.ticks) ?? 0)
        }
    }

    /// Without the tender's bill: every item that any bid has, in an order that does not depend on who comes first.
    private mutating func layOut(_ bids: [Bill]) {
        var all: [Key: (chapter: String, name: String, code: String)] = [:]
        for bill in bids {
            let names = Self.chapterNames(bill)
            for (key, item) in zip(Self.keys(bill), bill.items) {
                let chapter = item.node >= 0 && Int(item.node) < names.count ? names[Int(item.node)] : ""
                let mine = (chapter, item.name, item.code)
                all[key] = all[key].map { $0 < mine ? $0 : mine } ?? mine
            }
        }
        keys = all.keys.sorted()
        var numbers: [String: Int32] = [:]
        for (index, key) in keys.enumerated() {
            guard let found = all[key] else { continue }
            if numbers[found.chapter] == nil {
                numbers[found.chapter] = Int32(chapters.count)
                chapters.append(found.chapter)
            }
            rows.append(Row(code: found.code, name: found.name, chapter: numbers[found.chapter] ?? 0))
            places[key] = Int32(index)
        }
        control = Array(repeating: 0, count: rows.count)
    }

    /// Without the tender's bill a row counts as given where every bid that has it says so: one bid's mark would hide an item.
    private mutating func markFixed(_ bids: [Bill]) {
        fixed = rows.indices.map { row in
            var found: Exclusion?
            for (bid, bill) in bids.enumerated() where items[bid][row] >= 0 {
                guard let mark = Self.fixed(bill.items[Int(items[bid][row])]) else { return nil }
                found = found.map { min($0, mark) } ?? mark
            }
            return found
        }
    }

    /// The bid's item for each row.
    private func place(_ bill: Bill, _ byWord: [String: [Int32]]) -> [Int32] {
        var result = Array(repeating: Int32(-1), count: rows.count)
        var left: [(word: String, index: Int)] = []
        for (index, key) in Self.keys(bill).enumerated() {
            if let row = places[key] { result[Int(row)] = Int32(index) } else { left.append((key.word, index)) }
        }
        // unit works that the bidder calls otherwise: what is left of a code, one after another
        var next: [String: Int] = [:]
        for (word, index) in left {
            guard let rows = byWord[word] else { continue }
            var place = next[word] ?? 0
            while place < rows.count, result[Int(rows[place])] >= 0 { place += 1 }
            next[word] = place + 1
            if place < rows.count { result[Int(rows[place])] = Int32(index) }
        }
        return result
    }

    private static func keys(_ bill: Bill) -> [Key] {
        var units: [String] = []
        for index in bill.nodes.indices {
            let unit = bill.ancestor(.unit, of: Int32(index))
            units.append(unit >= 0 ? plain(bill.nodes[Int(unit)].name) : "")
        }
        var seen: [Key: Int32] = [:]
        return bill.items.map { item in
            let unit = item.node >= 0 && Int(item.node) < units.count ? units[Int(item.node)] : ""
            var key = Key(unit: unit, word: item.code.isEmpty ? "\u{1}" + plain(item.name) : item.code, ordinal: 0)
            let before = seen[key, default: 0]
            seen[key] = before + 1
            key.ordinal = before
            return key
        }
    }

    /// Without white space: exports break lines in different places.
    private static func plain(_ text: String) -> String {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } ? text : String(text.filter { !$0.isWhitespace })
    }

    /// For each part the chapter that it belongs to: the outermost section around it, or else itself.
    private static func chapterNames(_ bill: Bill) -> [String] {
        bill.nodes.indices.map { index in
            var (chapter, walk, steps) = (Int32(index), Int32(index), 0)
            while bill.nodes.indices.contains(Int(walk)), steps < 64 {
                if bill.nodes[Int(walk)].kind == .section { chapter = walk }
                walk = bill.nodes[Int(walk)].parent
                steps += 1
            }
            return bill.path(chapter)
        }
    }

    // MARK: - Cells

    /// The unit price, or the amount of an item that has none.
    private static func price(of item: BillItem) -> Int64 {
        guard let price = item.price ?? (item.quantity == nil ? item.total : nil) else { return blank }
        return ticks(price)
    }

    private static func ticks(_ number: ExactDecimal) -> Int64 {
        guard !number.isZero else { return blank }
        guard !number.isNegative, let ticks = number.units(of: Tick.decimals), ticks < Tick.largest else {
            return unusable
        }
        return Int64(ticks)
    }

    private static func fixed(_ item: BillItem) -> Exclusion? {
        if item.isGiven || item.category.isGiven { return .given }
        switch item.category {
        case .safety, .statutoryFees, .tax: return .given
        default: return item.rate.map { $0.isZero ? nil : Exclusion.rate } ?? nil
        }
    }
}
