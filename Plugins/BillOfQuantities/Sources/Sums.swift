// Sums.swift — sums at each level: a section is the sum of its items, a unit works of its groups, the whole of its parts.
internal import Checks
internal import Reporting
internal import TenderModel

struct SumCheck {
    let bill: Bill
    private var sums: [DecimalSum]
    /// Parts in which something could not be added up, and the first line that was the reason.
    private var broken: [UInt32?]

    init(bill: Bill) {
        self.bill = bill
        sums = Array(repeating: DecimalSum(), count: bill.nodes.count + 1)
        broken = Array(repeating: nil, count: bill.nodes.count + 1)
    }

    /// The last of ``sums`` is that of the whole.
    private var whole: Int { bill.nodes.count }

    mutating func run(_ report: inout Report) {
        let unreadable = bill.unreadableRows
        for item in bill.items where item.category != .provisionalMaterial {
            let place = item.node >= 0 ? Int(item.node) : whole
            if let amount = amount(of: item) {
                sums[place].add(amount)
            } else if !item.isBlank || (!unreadable.isEmpty && unreadable.contains(bill.row(of: item))) {
                broken[place] = broken[place] ?? item.line
            }
        }
        // a part stands before what is in it, so from the end upwards every sum is complete when its turn comes
        for index in bill.nodes.indices.reversed() {
            let node = bill.nodes[index]
            check(index, node, &report)
            guard node.category != .provisionalMaterial else { continue }
            let parent = node.parent >= 0 ? Int(node.parent) : whole
            if let total = node.total {
                sums[parent].add(total)
            } else if let line = broken[index] {
                broken[parent] = broken[parent] ?? line
            } else if let sum = sums[index].rounded(to: bill.precision.amount) {
                if sums[index].count > 0 { sums[parent].add(sum) }
            } else {
                broken[parent] = node.line
            }
        }
        checkWhole(&report)
    }

    /// What an item adds: its total, or what quantity and price make where the total is blank.
    private func amount(of item: BillItem) -> ExactDecimal? {
        if let total = item.total { return total }
        guard let quantity = item.quantity, let price = item.price else { return nil }
        return quantity.times(price, roundedTo: bill.precision.amount)
    }

    private func check(_ index: Int, _ node: BillNode, _ report: inout Report) {
        guard let total = node.total, sums[index].count > 0 || broken[index] != nil else { return }
        if let line = broken[index] {
            report.add(
                Rule.cannotCompute, "“\(bill.path(Int32(index)))”的合计无法核对:第 \(line) 行的金额读不出来",
                "the sum of \"\(bill.path(Int32(index)))\" cannot be checked: the amount on line \(line) cannot be read",
                place: bill.place(node), in: bill.file)
            return
        }
        guard let sum = sums[index].rounded(to: bill.precision.amount) else {
            report.add(
                Rule.cannotCompute, "“\(bill.path(Int32(index)))”的合计超出可计算的范围",
                "the sum of \"\(bill.path(Int32(index)))\" is beyond what can be computed", place: bill.place(node),
                in: bill.file)
            return
        }
        guard sum != total else { return }
        let isWorks = node.kind == .project || node.kind == .single || node.kind == .unit
        report.add(
            isWorks ? Rule.worksSum : Rule.sectionSum,
            "“\(bill.path(Int32(index)))”各项之和为 \(sum),合计写的是 \(total),相差 \(Self.difference(sum, total))",
            "the parts of \"\(bill.path(Int32(index)))\" come to \(sum), and the total says \(total), "
                + "\(Self.difference(sum, total)) apart", place: bill.place(node), in: bill.file)
    }

    private func checkWhole(_ report: inout Report) {
        guard let total = bill.total, sums[whole].count > 0, broken[whole] == nil,
            let sum = sums[whole].rounded(to: bill.precision.amount), sum != total
        else { return }
        report.add(
            Rule.worksSum, "各部分之和为 \(sum),投标总价写的是 \(total),相差 \(Self.difference(sum, total))",
            "the parts come to \(sum), and the price of the bid says \(total), \(Self.difference(sum, total)) apart",
            place: bill.file, in: bill.file)
    }

    private static func difference(_ a: ExactDecimal, _ b: ExactDecimal) -> String {
        var sum = DecimalSum()
        sum.add(a)
        sum.add(ExactDecimal(mantissa: -b.mantissa, scale: Int(b.scale)))
        let scale = Int(max(a.scale, b.scale))
        guard let difference = sum.rounded(to: scale) else { return "?" }
        return ExactDecimal(mantissa: abs(difference.mantissa), scale: scale).description
    }

    /// The price of the bid: as stated, else as added up; nil where neither can be had.
    static func price(of bill: Bill) -> ExactDecimal? {
        if let stated = bill.statedTotal { return stated }
        var check = SumCheck(bill: bill)
        var unused = Report()
        check.run(&unused)
        guard check.broken[check.whole] == nil, check.sums[check.whole].count > 0 else { return nil }
        return check.sums[check.whole].rounded(to: bill.precision.amount)
    }
}
