// TenderBill.swift — the tender's own bill (招标工程量清单): complete, without prices, with the sums that bidders carry over.
internal import Checks
internal import Reporting
internal import TenderModel

struct TenderBillCheck {
    let bill: Bill
    let lot: Lot?

    func run(_ report: inout Report) {
        for item in bill.items {
            complete(item, &report)
            given(item, &report)
        }
        let used = Set(bill.items.map(\.node)).union(bill.nodes.map(\.parent))
        for (index, node) in bill.nodes.enumerated() where !used.contains(Int32(index)) {
            // a group without items of its own gives its sum itself
            guard node.category == .provisionalSum || node.category == .provisionalWorks, node.kind == .group,
                node.total == nil || node.total?.isZero == true
            else { continue }
            report.add(
                Rule.provisionalMissing, "“\(node.category?.title.zh ?? "")”没有金额",
                "the \(node.category?.title.en ?? "") has no amount", place: bill.place(node), in: bill.file,
                basis: basis)
        }
        if let ceiling = bill.ceiling, let asked = lot?.ceiling, !ceiling.isZero, ceiling != ExactDecimal(asked) {
            report.add(
                Rule.ceilingDiffers, "清单文件写的最高投标限价 \(ceiling) 元,与招标文件的 \(asked.formatted) 元不一致",
                "the bill states a ceiling of \(ceiling) yuan, the tender \(asked.formatted)", place: bill.file)
        }
    }

    private var basis: Basis { bill.edition.basis(clause2013: "6.2.5") }

    private func complete(_ item: BillItem, _ report: inout Report) {
        if item.name.isEmpty {
            report.add(
                Rule.nameMissing, "清单项目 \(item.code) 没有名称", "the item \(item.code) has no name",
                place: bill.place(item, .name), in: bill.file)
        }
        guard item.category == .works || item.category == .dayWork else { return }
        if item.unit.isEmpty {
            report.add(
                Rule.unitMissing, "“\(item.name)”(\(item.code))没有计量单位", "\"\(item.name)\" (\(item.code)) has no unit",
                place: bill.place(item, .unit), in: bill.file)
        }
        if let quantity = item.quantity {
            // highway bills have items without a quantity, whose price alone is asked; zero and less are wrong everywhere
            if quantity <= .zero {
                report.add(
                    Rule.quantityMissing, "“\(item.name)”(\(item.code))的工程量是 \(quantity)",
                    "the quantity of \"\(item.name)\" (\(item.code)) is \(quantity)",
                    place: bill.place(item, .quantity), in: bill.file)
            }
        } else {
            report.add(
                Rule.quantityMissing, severity: bill.edition == .highway2018 ? .warning : nil,
                "“\(item.name)”(\(item.code))没有工程量", "\"\(item.name)\" (\(item.code)) has no quantity",
                place: bill.place(item, .quantity), in: bill.file)
        }
    }

    private func given(_ item: BillItem, _ report: inout Report) {
        let amount = item.total ?? item.price
        switch item.category {
        case .provisionalSum, .provisionalWorks, .provisionalMaterial:
            let value = item.category == .provisionalMaterial ? item.price : item.total
            guard value == nil || value.map({ $0 <= .zero }) == true else { return }
            report.add(
                Rule.provisionalMissing, "\(item.category.title.zh)“\(item.name)”没有金额",
                "the \(item.category.title.en) \"\(item.name)\" has no amount", place: bill.place(item, .total),
                in: bill.file, basis: basis)
        case .safety, .statutoryFees, .tax:
            guard (amount ?? .zero).isZero, (item.rate ?? .zero).isZero else { return }
            report.add(
                Rule.feeNotGiven, "“\(item.name)”没有给出金额或费率,投标时无法核对是否让利",
                "\"\(item.name)\" has neither amount nor rate, so nobody can tell whether a bid undercuts it",
                place: bill.place(item, .rate), in: bill.file)
        case .works, .measures, .dayWork, .mainContractor, .other:
            guard !item.isGiven, let price = item.price ?? item.total, !price.isZero else { return }
            report.add(
                Rule.pricedTender, "招标清单的“\(item.name)”(\(item.code))带有价格 \(price)",
                "the tender's own item \"\(item.name)\" (\(item.code)) has a price, \(price)",
                place: bill.place(item, .price), in: bill.file)
        }
    }
}
