// LotPrices.swift — a lot's prices made ready for its pairs: what each bidder rounds to, which prices a third bidder shares,
// and which items of a bidder follow the control price.

struct LotPrices: Sendable, Hashable {
    let table: PriceTable
    let grids: [PriceGrid]
    let weights: [[Int32]]
    /// How many bids have this bid's price in this row, itself included.
    private(set) var sharers: [[Int32]] = []
    /// Rows at which a bid keeps to its own constant discount on the control price.
    private(set) var onControl: [[Bool]] = []
    let hasControl: Bool

    /// Rounding to the step, and again to the step of what the price is made of.
    private static let controlTolerance: Int128 = 5

    init(_ table: PriceTable) {
        self.table = table
        grids = table.prices.map { PriceGrid($0) }
        weights = zip(grids, table.prices).map { grid, prices in
            prices.indices.map { prices[$0] > 0 ? grid.weight($0) : 0 }
        }
        hasControl = table.control.contains { $0 > 0 }
        countSharers()
        onControl = Array(repeating: Array(repeating: false, count: table.rows.count), count: table.prices.count)
        if hasControl { findDiscounts() }
    }

    /// Why a row says nothing about a pair; nil where it is compared.
    func exclusion(_ row: Int, _ a: Int, _ b: Int) -> Exclusion? {
        if let reason = table.fixed[row] { return reason }
        let (p, q) = (table.prices[a][row], table.prices[b][row])
        if p <= 0 || q <= 0 { return p == PriceTable.unusable || q == PriceTable.unusable ? .unusable : .blank }
        if p == q, p == table.control[row] { return .tenderPrice }
        if onControl[a][row], onControl[b][row] { return .controlDiscount }
        if max(grids[a].step, grids[b].step) * 50 > min(p, q) { return .coarse }
        return p == q
            ? sharers[a][row] > 2 ? .thirdBidder : nil
            : sharers[a][row] > 1 || sharers[b][row] > 1 ? .thirdBidder : nil
    }

    private mutating func countSharers() {
        let bids = table.prices.count
        sharers = Array(repeating: Array(repeating: 0, count: table.rows.count), count: bids)
        var column: [(price: Int64, bid: Int)] = []
        for row in table.rows.indices {
            column.removeAll(keepingCapacity: true)
            for bid in 0..<bids where table.prices[bid][row] > 0 { column.append((table.prices[bid][row], bid)) }
            column.sort { $0.price < $1.price }
            var from = 0
            while from < column.count {
                var to = from + 1
                while to < column.count, column[to].price == column[from].price { to += 1 }
                for index in from..<to { sharers[column[index].bid][row] = Int32(to - from) }
                from = to
            }
        }
    }

    /// A constant discount on the control price, over the whole bill or over a chapter.
    private mutating func findDiscounts() {
        var sweep = RatioSweep()
        for bid in table.prices.indices {
            var rows = ControlRows()
            for row in table.rows.indices where table.control[row] > 0 && table.prices[bid][row] > 0 {
                guard table.fixed[row] == nil else { continue }
                rows.append(
                    row, table.control[row], table.prices[bid][row], table.rows[row].chapter, weights[bid][row])
            }
            let found = rows.discounts(step: grids[bid].step, sweep: &sweep)
            for (index, row) in rows.row.enumerated() {
                let (c, p, chapter) = (rows.control[index], rows.price[index], rows.chapter[index])
                onControl[bid][Int(row)] = found.contains { discount in
                    (discount.chapter == nil || discount.chapter == chapter)
                        && discount.ratio.holds(c, p, step: grids[bid].step, times: Self.controlTolerance)
                }
            }
        }
    }
}

/// One bid's prices beside the control prices.
private struct ControlRows {
    var row: [Int32] = []
    var control: [Int64] = []
    var price: [Int64] = []
    var chapter: [Int32] = []
    var weight: [Int32] = []

    private static let fewest = 5

    mutating func append(_ row: Int, _ control: Int64, _ price: Int64, _ chapter: Int32, _ weight: Int32) {
        self.row.append(Int32(row))
        self.control.append(control)
        self.price.append(price)
        self.chapter.append(chapter)
        self.weight.append(weight)
    }

    /// A discount counts where over a fifth of the items keep to it: a published price is followed by many items or by none.
    func discounts(step: Int64, sweep: inout RatioSweep) -> [(ratio: PriceRatio, chapter: Int32?)] {
        var found: [(PriceRatio, Int32?)] = []
        let same = zip(control, price).count { $0 == $1 }
        if same >= max(Self.fewest, row.count / 5) { found.append((PriceRatio(mantissa: 1, scale: 0), nil)) }
        // a control price that was itself rounded from its parts: wider than one step, here and in what is held to follow it
        sweep.load(
            base: control, derived: price, step: 3 * step, weights: Array(repeating: 1024, count: row.count), chapter)
        for set in sweep.sets {
            guard let best = sweep.most(set), let ratio = PriceRatio(low: best.low, high: best.high) else { continue }
            let size = sweep.size(set)
            if best.weight >= 1024 * max(Self.fewest, size / 5) { found.append((ratio, set)) }
        }
        return found
    }
}
