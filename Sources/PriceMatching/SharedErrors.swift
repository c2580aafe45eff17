// SharedErrors.swift — arithmetic that is wrong in the same way in two bills and in no third (相同的计算错误): line totals that are
// not quantity × price, and sums that are not those of their parts.
package import TenderModel

/// One mistake that two bids share.
package struct SharedError: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Line totals that are off by the same amount.
        case sameAmount = "same-amount"
        /// Line totals that were made with the same wrong quantity.
        case sameQuantity = "same-quantity"
        /// Sums that are off by the same amount.
        case sameSum = "same-sum"
        /// Sums that leave out, or count twice, the same item.
        case sameItem = "same-item"
    }

    /// One bid's side of it.
    package struct Side: Sendable, Hashable, Codable {
        /// Where it stands, such as `清单.xml:120`.
        package var place: String
        package var stated: ExactDecimal
        package var computed: ExactDecimal
    }

    package var kind: Kind
    /// Code of the item, or of the part whose sum it is; may be empty.
    package var code: String
    package var name: String
    package var first: Side
    package var second: Side
}

/// The mistakes of every bid of a lot, found once.
struct ArithmeticErrors: Sendable {
    struct Mistake: Sendable {
        /// Stated less computed, in ticks.
        var off: Int128
        var stated: ExactDecimal
        var computed: ExactDecimal
        var place: String
        /// Of a line: its total and unit price in ticks.
        var total: Int128 = 0
        var price: Int128 = 0
        /// Of a sum: row of the one item whose amount is the difference, below -1 for none.
        var item: Int32 = -2
    }

    private struct SumKey: Hashable, Comparable {
        var path: String
        var kind: BillNode.Kind
        var ordinal: Int

        static func < (a: SumKey, b: SumKey) -> Bool {
            (a.path, a.kind.rawValue, a.ordinal) < (b.path, b.kind.rawValue, b.ordinal)
        }
    }

    private var lines: [[Int32: Mistake]] = []
    private var sums: [[SumKey: Mistake]] = []
    private let tenderSums: [SumKey: Mistake]
    private let table: PriceTable
    /// Amounts that the tender gives: their absence from a sum has a reason that is nobody's mistake.
    private let given: Set<Int128>

    init(_ table: PriceTable, tender: Bill?, bids: [Bill], grids: [PriceGrid]) {
        self.table = table
        var amounts: Set<Int128> = []
        for item in tender?.items ?? [] where item.isGiven || item.category.isGiven {
            if let amount = item.total?.units(of: Tick.decimals) { amounts.insert(amount) }
        }
        for node in tender?.nodes ?? [] where node.category?.isGiven ?? false {
            if let amount = node.total?.units(of: Tick.decimals) { amounts.insert(amount) }
        }
        given = amounts
        tenderSums = tender.map { Self.sums($0, rows: [:]) } ?? [:]
        for (index, bill) in bids.enumerated() {
            lines.append(Self.lines(bill, table.items[index], step: grids[index].step))
            var rows: [Int32: Int32] = [:]
            for (row, item) in table.items[index].enumerated() where item >= 0 { rows[item] = Int32(row) }
            sums.append(Self.sums(bill, rows: rows))
        }
    }

    // MARK: - One bid

    private static let yuan: Int128 = 10_000

    private static func lines(_ bill: Bill, _ items: [Int32], step: Int64) -> [Int32: Mistake] {
        var found: [Int32: Mistake] = [:]
        var looked = 0
        for (row, index) in items.enumerated() where index >= 0 {
            let item = bill.items[Int(index)]
            guard let quantity = item.quantity, let price = item.price, let total = item.total, !total.isZero,
                !price.isZero, let ticks = total.units(of: Tick.decimals), let unit = price.units(of: Tick.decimals),
                ticks.magnitude < 1 << 62, unit.magnitude < Tick.largest.magnitude,
                let computed = quantity.times(price, roundedTo: bill.precision.amount),
                let right = computed.units(of: Tick.decimals)
            else { continue }
            looked += 1
            // a unit price may have decimals that are not shown: they come to half a step for each unit
            var divisor: Int128 = 1
            for _ in 0..<quantity.scale { divisor *= 10 }
            var hidden = (Int128(quantity.mantissa) * Int128(step) / (divisor * 2)).magnitude
            // and so may a quantity
            var last: Int128 = 2
            for _ in 0..<quantity.significantScale { last *= 10 }
            hidden += (unit / last).magnitude
            let off = ticks - right
            guard off.magnitude > hidden + yuan.magnitude, !isPowerOfTen(ticks, right) else { continue }
            found[Int32(row)] = Mistake(
                off: off, stated: total, computed: computed, place: bill.place(item, .total), total: ticks, price: unit)
        }
        // that many are no mistakes but a way of writing, such as totals with tax
        return found.count > max(10, looked / 20) ? [:] : found
    }

    /// A total ten, a hundred… times too large or small: a unit such as 100 m taken for 1 m.
    private static func isPowerOfTen(_ stated: Int128, _ computed: Int128) -> Bool {
        guard stated > 0, computed > 0 else { return false }
        var (small, large) = (min(stated, computed), max(stated, computed))
        for _ in 0..<6 {
            (small, large) = (small * 10, large)
            if (small - large).magnitude * 1000 <= large.magnitude { return true }
        }
        return false
    }

    private static func sums(_ bill: Bill, rows: [Int32: Int32]) -> [SumKey: Mistake] {
        let count = bill.nodes.count
        var sums = Array(repeating: DecimalSum(), count: count)
        var whole = Array(repeating: true, count: count)
        var items: [[Int32]] = Array(repeating: [], count: count)
        for (index, item) in bill.items.enumerated() where item.category != .provisionalMaterial {
            guard item.node >= 0, Int(item.node) < count else { continue }
            items[Int(item.node)].append(Int32(index))
            if let total = item.total { sums[Int(item.node)].add(total) } else { whole[Int(item.node)] = false }
        }
        for index in bill.nodes.indices.reversed() {
            let node = bill.nodes[index]
            guard node.category != .provisionalMaterial, node.parent >= 0, Int(node.parent) < index else { continue }
            if let total = node.total {
                sums[Int(node.parent)].add(total)
            } else if sums[index].count > 0 {
                whole[Int(node.parent)] = false
            }
        }
        var found: [SumKey: Mistake] = [:]
        var seen: [SumKey: Int] = [:]
        for (index, node) in bill.nodes.enumerated() {
            var key = SumKey(path: bill.path(Int32(index)), kind: node.kind, ordinal: 0)
            key.ordinal = seen[key, default: 0]
            seen[SumKey(path: key.path, kind: key.kind, ordinal: 0), default: 0] += 1
            guard let total = node.total, sums[index].count > 0, whole[index],
                let sum = sums[index].rounded(to: bill.precision.amount), let stated = total.units(of: Tick.decimals),
                let right = sum.units(of: Tick.decimals)
            else { continue }
            let off = stated - right
            // a hundredth a part for rounding, and a yuan
            guard off.magnitude > yuan.magnitude + UInt128(sums[index].count) * 100 else { continue }
            var mistake = Mistake(off: off, stated: total, computed: sum, place: bill.place(node))
            let fitting = items[index].filter {
                bill.items[Int($0)].total?.units(of: Tick.decimals)?.magnitude == off.magnitude
            }
            if fitting.count == 1, let row = rows[fitting[0]] { mistake.item = row }
            found[key] = mistake
        }
        return found
    }

    // MARK: - A pair

    func shared(_ a: Int, _ b: Int, _ excluded: (Int, Int) -> Bool) -> [SharedError] {
        var found: [SharedError] = []
        for row in lines[a].keys.sorted() {
            guard let mine = lines[a][row], let theirs = lines[b][row], table.fixed[Int(row)] == nil,
                let kind = Self.same(mine, theirs),
                !lines.indices.contains(where: { third in
                    third != a && third != b && !excluded(a, third) && !excluded(b, third)
                        && (lines[third][row].map { Self.same(mine, $0) != nil || Self.same(theirs, $0) != nil }
                            ?? false)
                })
            else { continue }
            found.append(Self.error(kind, table.rows[Int(row)].code, table.rows[Int(row)].name, mine, theirs))
        }
        for key in sums[a].keys.sorted() {
            guard let mine = sums[a][key], let theirs = sums[b][key], let kind = sameSum(mine, theirs),
                tenderSums[key]?.off != mine.off,
                !sums.indices.contains(where: { third in
                    third != a && third != b && !excluded(a, third) && !excluded(b, third)
                        && (sums[third][key].map { sameSum(mine, $0) != nil || sameSum(theirs, $0) != nil } ?? false)
                })
            else { continue }
            found.append(Self.error(kind, "", key.path, mine, theirs))
        }
        return found
    }

    private static func error(
        _ kind: SharedError.Kind, _ code: String, _ name: String, _ mine: Mistake, _ theirs: Mistake
    ) -> SharedError {
        SharedError(
            kind: kind, code: code, name: name,
            first: .init(place: mine.place, stated: mine.stated, computed: mine.computed),
            second: .init(place: theirs.place, stated: theirs.stated, computed: theirs.computed))
    }

    private static func same(_ a: Mistake, _ b: Mistake) -> SharedError.Kind? {
        if a.off == b.off { return .sameAmount }
        // total / price is the quantity that was used; half a fen of each total is rounding
        let apart = (a.total * b.price - b.total * a.price).magnitude
        return apart <= (a.price.magnitude + b.price.magnitude) * 50 ? .sameQuantity : nil
    }

    /// The same amount, unless it is a round one or one that the tender gives: those come from how the bill is built.
    private func sameSum(_ a: Mistake, _ b: Mistake) -> SharedError.Kind? {
        if a.item >= 0, a.item == b.item, (a.off < 0) == (b.off < 0), table.fixed[Int(a.item)] == nil {
            return .sameItem
        }
        guard a.off == b.off, !a.off.isMultiple(of: Self.yuan * 100) else { return nil }
        return given.contains(a.off) || given.contains(-a.off) ? nil : .sameSum
    }
}
