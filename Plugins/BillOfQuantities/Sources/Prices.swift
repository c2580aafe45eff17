// Prices.swift — the prices of a bid's items: there, sensible, below the item's ceiling, and multiplied out as declared.
internal import Checks
internal import Reporting
internal import TenderModel

struct PriceCheck {
    let bill: Bill
    let tender: Bill?
    let pairs: [Int32]
    private let unreadable: Set<UInt64>

    init(bill: Bill, tender: Bill?, pairs: [Int32]) {
        self.bill = bill
        self.tender = tender
        self.pairs = pairs
        unreadable = bill.unreadableRows
    }

    func run(_ report: inout Report) {
        for (index, item) in bill.items.enumerated() {
            let asked = pairs[index] >= 0 ? tender?.items[Int(pairs[index])] : nil
            price(item, asked, &report)
            line(item, &report)
            fee(item, &report)
        }
    }

    private var oneByOne: Basis { bill.edition.basis(clause2013: "6.2.7") }

    private func price(_ item: BillItem, _ asked: BillItem?, _ report: inout Report) {
        if let number = [item.price, item.total].compactMap({ $0 }).first(where: \.isNegative) {
            report.add(
                Rule.negative, "“\(item.name)”(\(item.code))的价格是负数 \(number)",
                "the price of \"\(item.name)\" (\(item.code)) is negative: \(number)", place: bill.place(item, .price),
                in: bill.file)
        }
        if let ceiling = asked?.ceiling, !ceiling.isZero, let price = item.price, price > ceiling {
            report.add(
                Rule.itemCeiling, "“\(item.name)”(\(item.code))的综合单价 \(price) 元高于该项最高限价 \(ceiling) 元",
                "the unit price \(price) of \"\(item.name)\" (\(item.code)) is above the item's ceiling of \(ceiling)",
                place: bill.place(item, .price), in: bill.file)
        }
        if let price = item.price, price.significantScale > bill.precision.price {
            report.add(
                Rule.priceDecimals, "“\(item.name)”(\(item.code))的综合单价 \(price) 超过 \(bill.precision.price) 位小数",
                "the unit price \(price) of \"\(item.name)\" (\(item.code)) has more than \(bill.precision.price) decimals",
                place: bill.place(item, .price), in: bill.file)
        }
        // what the tender gives, and what may not be competed for, has rules of its own
        guard !item.category.isGiven, ![.safety, .statutoryFees, .tax].contains(item.category) else { return }
        // a number that could not be read is no blank: it is reported as what it is
        guard unreadable.isEmpty || !unreadable.contains(bill.row(of: item)) else { return }
        if item.isBlank {
            report.add(
                Rule.blank, "“\(item.name)”(\(item.code))没有报价,视为已包含在其他项目中",
                "\"\(item.name)\" (\(item.code)) has no price; it counts as included in other items",
                place: bill.place(item, .price), in: bill.file, basis: oneByOne)
        } else if item.price.map(\.isZero) ?? item.total?.isZero ?? false {
            report.add(
                Rule.zero, "“\(item.name)”(\(item.code))的报价为零", "the price of \"\(item.name)\" (\(item.code)) is zero",
                place: bill.place(item, .price), in: bill.file, basis: oneByOne)
        } else if item.quantity != nil, item.price == nil || item.total == nil {
            let field: BillField = item.price == nil ? .price : .total
            report.add(
                Rule.half, "“\(item.name)”(\(item.code))没有填\(field.title.zh)",
                "\"\(item.name)\" (\(item.code)) has no \(field.title.en)", place: bill.place(item, field),
                in: bill.file,
                basis: oneByOne)
        }
    }

    private func line(_ item: BillItem, _ report: inout Report) {
        guard let quantity = item.quantity, let price = item.price, let total = item.total,
            item.category != .provisionalMaterial
        else { return }
        guard let product = quantity.times(price, roundedTo: bill.precision.amount) else {
            report.add(
                Rule.cannotCompute, "“\(item.name)”(\(item.code)):\(quantity) × \(price) 超出可计算的范围",
                "\"\(item.name)\" (\(item.code)): \(quantity) × \(price) is beyond what can be computed",
                place: bill.place(item, .total), in: bill.file)
            return
        }
        guard product != total else { return }
        let slip = Self.isSlip(product, total)
        report.add(
            Rule.line,
            "“\(item.name)”(\(item.code)):\(quantity) × \(price) = \(product),合价写的是 \(total)"
                + (slip ? ";像是单价小数点错位,此时不以单价为准" : ";以单价为准"),
            "\"\(item.name)\" (\(item.code)): \(quantity) × \(price) = \(product), and the total says \(total)"
                + (slip
                    ? "; it looks like a slip of the unit price's decimal point, and then the unit price does not prevail"
                    : "; the unit price prevails"),
            place: bill.place(item, .total), in: bill.file)
    }

    /// Whether one is ten, a hundred or a thousand times the other, give or take a rounding.
    private static func isSlip(_ a: ExactDecimal, _ b: ExactDecimal) -> Bool {
        guard !a.isZero, !b.isZero, a.isNegative == b.isNegative else { return false }
        let (small, large) = a < b ? (a, b) : (b, a)
        for power in [10, 100, 1_000] as [Int64] {
            guard let scaled = small.times(ExactDecimal(mantissa: power, scale: 0), roundedTo: 2),
                let rounded = large.rounded(to: 2)
            else { return false }
            if abs(scaled.mantissa - rounded.mantissa) <= power { return true }
        }
        return false
    }

    /// Amount = base × rate, where both are numbers.
    private func fee(_ item: BillItem, _ report: inout Report) {
        guard item.price == nil, let base = item.base, let rate = item.rate, let total = item.total else { return }
        let percent = ExactDecimal(mantissa: rate.mantissa, scale: Int(rate.scale) + 2)
        guard rate.scale <= 10, let product = base.times(percent, roundedTo: bill.precision.amount) else {
            report.add(
                Rule.cannotCompute, "“\(item.name)”:\(base) × \(rate)% 超出可计算的范围",
                "\"\(item.name)\": \(base) × \(rate)% is beyond what can be computed", place: bill.place(item, .total),
                in: bill.file)
            return
        }
        guard product != total else { return }
        report.add(
            Rule.rate, "“\(item.name)”:\(base) × \(rate)% = \(product),金额写的是 \(total)",
            "\"\(item.name)\": \(base) × \(rate)% = \(product), and the amount says \(total)",
            place: bill.place(item, .total), in: bill.file)
    }
}
