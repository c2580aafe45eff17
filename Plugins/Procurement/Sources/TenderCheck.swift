// TenderCheck.swift — the tender itself, before it is published: lots, quantities, ceilings within the budget.
internal import TenderModel

struct TenderCheck {
    let tender: Tender
    let asked: AskedGoods

    func run(_ report: inout Report) {
        let lots = Set(tender.lots.map(\.id))
        let named =
            asked.items.map { ("标的", "product", $0.no, $0.lot, $0.place) }
            + asked.clauses.map { ("条款", "clause", $0.no, $0.lot, $0.place) }
        for (zh, en, no, lot, place) in named {
            guard let lot, !lots.contains(lot) else { continue }
            report.add(
                Rule.unknownLot, "\(zh) \(no) 属于采购包“\(lot)”,招标文件没有这个采购包",
                "\(en) \(no) is of the lot \"\(lot)\", which the tender does not have", place: place + "/lot")
        }
        for lot in tender.lots where !asked.items.contains(where: { $0.lot == nil || $0.lot == lot.id }) {
            report.add(
                Rule.emptyLot, "采购包 \(lot.id)“\(lot.title)”没有采购标的", "the lot \(lot.id) \"\(lot.title)\" has no goods",
                place: "industry/goods")
        }
        for item in asked.items where Quantity(item.quantity).map({ $0.parts == 0 }) ?? true {
            report.add(
                Rule.noQuantity, "标的 \(item.no)“\(item.name)”的数量是“\(item.quantity)”",
                "the quantity of product \(item.no) \"\(item.name)\" is \"\(item.quantity)\"",
                place: item.place + "/quantity")
        }
        ceilings(&report)
    }

    private func ceilings(_ report: inout Report) {
        let most = asked.items.compactMap { item -> Money? in
            guard let ceiling = item.ceiling, let price = try? Money(yuan: ceiling) else { return nil }
            return Quantity(item.quantity)?.times(price)
        }
        guard let budget = asked.budget, let sum = most.sum, sum > budget else { return }
        report.add(
            Rule.ceilingsAboveBudget, "按单价最高限价计算合计 \(sum.formatted) 元,超过预算金额 \(budget.formatted) 元",
            "at the ceilings of the unit prices the goods cost \(sum.formatted) yuan, more than the budget of \(budget.formatted)",
            place: "industry/goods")
    }
}
