// PriceCheck.swift — item prices (分项报价表): every product once and as asked, arithmetic, ceilings, the opening sheet.
internal import TenderModel

struct PriceCheck {
    let tender: Tender
    let bid: Bid
    let asked: AskedGoods
    let offered: OfferedGoods

    func run(_ report: inout Report) {
        let offers = Dictionary(grouping: offered.items, by: \.no)
        var seen: Set<String> = []
        for item in asked.items where seen.insert(item.no).inserted {
            let mine = offers[item.no] ?? []
            if mine.isEmpty {
                report.add(
                    Rule.itemMissing, "分项报价表缺少标的 \(item.no)“\(item.name)”",
                    "product \(item.no) \"\(item.name)\" has no price", place: "industry/item-prices")
            }
            for again in mine.dropFirst() {
                report.add(
                    Rule.itemTwice, "标的 \(item.no)“\(item.name)”报了 \(mine.count) 次价",
                    "product \(item.no) \"\(item.name)\" is priced \(mine.count) times", place: again.place)
            }
            for offer in mine { compare(offer, item, &report) }
        }
        for offer in offered.items where !seen.contains(offer.no) {
            report.add(
                Rule.itemAdded, "招标文件的本采购包没有标的 \(offer.no)“\(offer.name)”",
                "the lot has no product \(offer.no) \"\(offer.name)\"", place: offer.place)
        }
        arithmetic(&report)
        budget(&report)
    }

    private func compare(_ offer: OfferedGoods.Item, _ item: AskedGoods.Item, _ report: inout Report) {
        if let mine = Quantity(offer.quantity), let theirs = Quantity(item.quantity), mine != theirs {
            report.add(
                Rule.otherQuantity, "标的 \(item.no)“\(item.name)”要求 \(item.quantity) \(item.unit),报价按 \(offer.quantity)",
                "product \(item.no) \"\(item.name)\": \(item.quantity) \(item.unit) are asked for, \(offer.quantity) priced",
                place: offer.place + "/quantity")
        }
        for (name, zh, mine, theirs) in [
            ("unit", "计量单位", offer.unit, item.unit), ("name", "名称", offer.name, item.name),
        ] where bare(mine) != bare(theirs) {
            report.add(
                Rule.otherName, "标的 \(item.no) 的\(zh)是“\(theirs)”,报价表写“\(mine)”",
                "the \(name) of product \(item.no) is \"\(theirs)\"; the prices say \"\(mine)\"",
                place: offer.place + "/" + name)
        }
        if let ceiling = item.ceiling.flatMap({ try? Money(yuan: $0) }), let price = try? Money(yuan: offer.price),
            price > ceiling
        {
            report.add(
                Rule.aboveItemCeiling,
                "标的 \(item.no)“\(item.name)”单价 \(price.formatted) 元,高于单价最高限价 \(ceiling.formatted) 元",
                "the unit price of product \(item.no) \"\(item.name)\" is \(price.formatted) yuan, above its ceiling of \(ceiling.formatted)",
                place: offer.place + "/price")
        }
    }

    // MARK: - Arithmetic

    private func arithmetic(_ report: inout Report) {
        var totals: [Money] = []
        for offer in offered.items {
            guard let price = try? Money(yuan: offer.price), let total = try? Money(yuan: offer.total),
                let quantity = Quantity(offer.quantity), let product = quantity.times(price)
            else {
                report.add(
                    Rule.unreadable, "标的 \(offer.no)“\(offer.name)”的数量、单价或合价无法读出,不能核算",
                    "quantity, price or total of product \(offer.no) \"\(offer.name)\" cannot be read, and so not computed",
                    place: offer.place)
                continue
            }
            totals.append(total)
            guard product != total else { continue }
            if Self.isSlip(product, total) {
                report.add(
                    Rule.decimalSlip,
                    "标的 \(offer.no)“\(offer.name)”:\(offer.quantity) × \(price.formatted) = \(product.formatted) 元,合价写 \(total.formatted) 元,小数点错位;以开标一览表的总价为准,修改单价",
                    "product \(offer.no) \"\(offer.name)\": \(offer.quantity) × \(price.formatted) is \(product.formatted) yuan, the total says \(total.formatted): a decimal point is misplaced; the opening sheet's price prevails, and the unit price is corrected",
                    place: offer.place + "/price")
            } else {
                report.add(
                    Rule.wrongTotal,
                    "标的 \(offer.no)“\(offer.name)”:\(offer.quantity) × \(price.formatted) = \(product.formatted) 元,合价写 \(total.formatted) 元;以单价计算结果为准",
                    "product \(offer.no) \"\(offer.name)\": \(offer.quantity) × \(price.formatted) is \(product.formatted) yuan, the total says \(total.formatted); what the unit price gives prevails",
                    place: offer.place + "/total")
            }
        }
        guard totals.count == offered.items.count, !totals.isEmpty, let sheet = sheetPrice else { return }
        guard let sum = totals.sum else {
            return report.add(
                Rule.unreadable, "分项报价合计超出可计算的范围", "the item prices add up beyond what can be computed",
                place: "industry/item-prices")
        }
        // words and figures that differ are the core's finding; the sum is wrong where it is neither
        let amounts = [sheet.prevailingAmount, try? Money(yuan: sheet.value)].compactMap(\.self)
        guard let stated = amounts.first, !amounts.contains(sum) else { return }
        report.add(
            Rule.wrongSum, "分项报价合计 \(sum.formatted) 元,开标一览表为 \(stated.formatted) 元;以开标一览表为准",
            "the item prices add up to \(sum.formatted) yuan, the opening sheet says \(stated.formatted), which prevails",
            place: "industry/item-prices")
    }

    private var sheetPrice: SheetValue? {
        tender.sheet.first { $0.column == .price }.flatMap { bid.value($0.id) }
    }

    /// Whether one amount is the other with its decimal point one to four places off.
    private static func isSlip(_ a: Money, _ b: Money) -> Bool {
        guard a != .zero, b != .zero else { return false }
        let (small, large) = (min(a.fen, b.fen), max(a.fen, b.fen))
        return [10, 100, 1_000, 10_000].contains { small.multipliedReportingOverflow(by: $0) == (large, false) }
    }

    /// Where the lot has a ceiling, the core compares with it.
    private func budget(_ report: inout Report) {
        guard tender.lot(bid.lot)?.ceiling == nil, let budget = asked.budget,
            let price = sheetPrice?.prevailingAmount, price > budget
        else { return }
        report.add(
            Rule.aboveBudget, "投标总价 \(price.formatted) 元超过预算金额 \(budget.formatted) 元",
            "the price of \(price.formatted) yuan is above the budget of \(budget.formatted)",
            place: "sheet/\(tender.sheet.first { $0.column == .price }?.id ?? "price")", part: "opening-sheet")
    }
}
