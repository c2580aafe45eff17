// SmallEnterpriseCheck.swift — the declaration of small enterprises (中小企业声明函) against the makers and the figures in it.

struct SmallEnterpriseCheck {
    let asked: AskedGoods
    let offered: OfferedGoods

    func run(_ report: inout Report) {
        guard offered.declared != "none" else { return }
        for item in offered.items where item.isImported {
            report.add(
                Rule.importDeclared, "标的 \(item.no)“\(item.name)”是进口产品,不是境内中小企业制造的货物",
                "product \(item.no) \"\(item.name)\" is imported, and so not made by a small enterprise here",
                place: item.place + "/origin", part: "small-enterprise")
        }
        if offered.declared == "medium", let deduction = asked.deduction, deduction != "0" {
            report.add(
                Rule.mediumOnly, "声明为中型企业,不给予 \(deduction)% 的价格扣除",
                "medium is declared, which the deduction of \(deduction) % is not for",
                place: "industry/small-enterprise/kind")
        }
        guard EnterpriseSize(rawValue: offered.declared) != nil else { return }
        makers(&report)
        for maker in offered.makers { figures(maker, &report) }
    }

    private func makers(_ report: inout Report) {
        let declared = Dictionary(grouping: offered.makers, by: \.item)
        let wanted = Set(asked.items.map(\.no))
        for item in offered.items where wanted.contains(item.no) {
            guard let makers = declared[item.no] else {
                report.add(
                    Rule.makerMissing, "声明函没有列出标的 \(item.no)“\(item.name)”的制造商“\(item.maker)”;货物须全部由中小企业制造",
                    "the declaration does not list the maker \"\(item.maker)\" of product \(item.no) \"\(item.name)\"; all goods must be made by small enterprises",
                    place: "industry/small-enterprise")
                continue
            }
            for maker in makers where bare(maker.name) != bare(item.maker) {
                report.add(
                    Rule.otherMaker, "标的 \(item.no)“\(item.name)”的制造商,分项报价表写“\(item.maker)”,声明函写“\(maker.name)”",
                    "the maker of product \(item.no) \"\(item.name)\" is \"\(item.maker)\" in the prices and \"\(maker.name)\" in the declaration",
                    place: maker.place + "/name")
            }
        }
        // a product that is asked for and not priced is told where prices are checked
        let known = wanted.union(offered.items.map(\.no))
        for maker in offered.makers where !known.contains(maker.item) {
            report.add(
                Rule.makerOfNothing, "声明函列出的标的 \(maker.item)(\(maker.name))不在分项报价表中",
                "the declaration lists product \(maker.item) (\(maker.name)), which is not priced", place: maker.place)
        }
    }

    private func figures(_ maker: OfferedGoods.Maker, _ report: inout Report) {
        guard let size = maker.size, let employees = maker.employees, let revenue = maker.revenue,
            let told = EnterpriseSize.of(industry: maker.industry, employees: employees, revenue: revenue), told > size
        else { return }
        report.add(
            Rule.otherSize,
            "“\(maker.name)”从业人员 \(employees) 人、营业收入 \(revenue.formatted) 万元,按\(maker.industry)标准为\(told.title)企业,声明为\(size.title)企业",
            "\"\(maker.name)\" has \(employees) employees and a revenue of \(revenue.formatted) × 10,000 yuan, which is \(told.rawValue) in its industry; \(size.rawValue) is declared",
            place: maker.place + "/kind")
    }
}
