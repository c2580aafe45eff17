// Given.swift — what is not the bidder's to decide: provisional sums and prices (暂列金额、暂估价), and fees that may not be
// competed for (安全文明施工费、规费、税金).
internal import Checks
internal import Reporting
internal import TenderModel

struct GivenCheck {
    let bill: Bill
    let tender: Bill?
    let pairs: [Int32]

    func run(_ report: inout Report) {
        guard let tender else { return }
        for (index, item) in bill.items.enumerated() where pairs[index] >= 0 {
            let asked = tender.items[Int(pairs[index])]
            switch asked.category {
            case .provisionalSum: carried(Rule.provisionalSum, item, asked.total, item.total, .total, &report)
            case .provisionalWorks: carried(Rule.provisionalPrice, item, asked.total, item.total, .total, &report)
            case .provisionalMaterial: carried(Rule.provisionalPrice, item, asked.price, item.price, .price, &report)
            case .safety: fee(Rule.safety, item, asked, &report)
            case .statutoryFees, .tax: fee(Rule.fees, item, asked, &report)
            case .works, .measures, .dayWork, .mainContractor, .other:
                if asked.isGiven { carried(Rule.provisionalPrice, item, asked.price, item.price, .price, &report) }
            }
        }
        groups(tender, &report)
    }

    private var provisional: Basis { bill.edition.basis(clause2013: "6.2.5") }

    private func carried(
        _ rule: RuleCard, _ item: BillItem, _ asked: ExactDecimal?, _ offered: ExactDecimal?, _ field: BillField,
        _ report: inout Report
    ) {
        // the tender that gave nothing is told of it by its own check; here nobody can tell
        guard let asked, !asked.isZero else {
            report.add(
                rule, severity: .indeterminate, "招标清单没有给出“\(item.name)”的金额,无法核对",
                "the tender's bill gives no amount for \"\(item.name)\", so nobody can tell",
                place: bill.place(item, field),
                in: bill.file, basis: provisional)
            return
        }
        guard offered != asked else { return }
        report.add(
            rule, "“\(item.name)”应照填招标清单的 \(asked),投标清单是 \(offered?.description ?? "空白")",
            "\"\(item.name)\" is \(asked) in the tender's bill and has to be carried over; the bid's has "
                + (offered?.description ?? "nothing"), place: bill.place(item, field), in: bill.file, basis: provisional
        )
    }

    private func fee(_ rule: RuleCard, _ item: BillItem, _ asked: BillItem, _ report: inout Report) {
        let basis: Basis? =
            bill.edition == .gb2024 ? .billStandard2024("") : bill.edition == .highway2018 ? .highwayBill : nil
        let offered = item.total ?? item.price
        guard let offered, !offered.isZero else {
            report.add(
                rule, "“\(item.name)”没有报价;它不得作为竞争性费用", "\"\(item.name)\" is not priced, and may not be competed for",
                place: bill.place(item, .total), in: bill.file, basis: basis)
            return
        }
        let amount = [asked.total, asked.price].compactMap { $0 }.first { !$0.isZero }
        let rate = asked.rate.flatMap { $0.isZero ? nil : $0 }
        if let rate, let mine = item.rate {
            differ(rule, item, mine, rate, .rate, basis, &report)
        } else if let amount {
            differ(rule, item, offered, amount, .total, basis, &report)
        } else {
            report.add(
                rule, severity: .indeterminate, "招标清单没有给出“\(item.name)”的金额或费率,无法判断投标是否让利",
                "the tender's bill gives neither amount nor rate of \"\(item.name)\", so nobody can tell whether the bid "
                    + "undercuts it", place: bill.place(item, .total), in: bill.file, basis: basis)
        }
    }

    private func differ(
        _ rule: RuleCard, _ item: BillItem, _ mine: ExactDecimal, _ theirs: ExactDecimal, _ field: BillField,
        _ basis: Basis?, _ report: inout Report
    ) {
        guard mine != theirs else { return }
        // more than is prescribed is no competing, but no following either
        report.add(
            rule, severity: mine > theirs ? .warning : nil,
            "“\(item.name)”的\(field.title.zh)应为 \(theirs),投标清单是 \(mine)",
            "the \(field.title.en) of \"\(item.name)\" should be \(theirs), and is \(mine)",
            place: bill.place(item, field),
            in: bill.file, basis: basis)
    }

    /// Groups that state their sum without items.
    private func groups(_ tender: Bill, _ report: inout Report) {
        let theirs = Self.bare(tender)
        let mine = Self.bare(bill)
        for (key, node) in theirs.sorted(by: { $0.value < $1.value }) {
            let asked = tender.nodes[node]
            guard let total = asked.total, !total.isZero else { continue }
            let offered = mine[key].map { bill.nodes[$0] }
            guard offered?.total != total else { continue }
            report.add(
                key.category == .provisionalSum ? Rule.provisionalSum : Rule.provisionalPrice,
                "\(key.category.title.zh)应照填招标清单的 \(total),投标清单是 \(offered?.total?.description ?? "空白")",
                "the \(key.category.title.en) is \(total) in the tender's bill and has to be carried over; the bid's has "
                    + (offered?.total?.description ?? "nothing"),
                place: offered.map { bill.place($0) } ?? bill.file, in: bill.file, basis: provisional)
        }
    }

    private struct GroupKey: Hashable {
        var unit: String
        var category: BillCategory
    }

    private static func bare(_ bill: Bill) -> [GroupKey: Int] {
        let occupied = bill.occupied
        var found: [GroupKey: Int] = [:]
        for (index, node) in bill.nodes.enumerated() where node.kind == .group && !occupied[index] {
            guard let category = node.category, category == .provisionalSum || category == .provisionalWorks,
                node.total != nil
            else { continue }
            let unit = bill.ancestor(.unit, of: Int32(index))
            found[GroupKey(unit: unit >= 0 ? bill.nodes[Int(unit)].name : "", category: category)] = index
        }
        return found
    }
}
