// Source.swift — which files hold the bill, and what reading them brings up; editions and flaws of what was read.
internal import Bills
internal import Checks
internal import Reporting
internal import TenderModel

extension BillRun {
    /// Reads the bill out of the files; nil, with a finding, where none can be read.
    ///
    /// XML goes before a workbook, which is taken for its print. Two files that both are bills and differ in their price are
    /// two prices.
    mutating func read(_ names: [String], of files: any SubjectFiles, part: String?) throws(Problem) -> Bill? {
        let ordered =
            names.filter { !$0.lowercased().hasSuffix(".xlsx") } + names.filter { $0.lowercased().hasSuffix(".xlsx") }
        var bill: Bill?
        for name in ordered {
            do throws(Problem) {
                let bytes = try files.read(name, limit: settings.reader.limits.maxBytes)
                let next = try settings.reader.read(bytes, file: name)
                guard let first = bill else {
                    bill = next
                    continue
                }
                compare(first, next, part)
            } catch {
                // a disk that fails is no fault of the document
                guard error.kind == .input else { throw error }
                let isUnknown = error.code == Problem.unknownStandardCode
                report.add(
                    isUnknown ? Rule.unknownStandard : Rule.unreadable, error.message.zh, error.message.en,
                    place: error.place ?? name, part: part)
            }
        }
        if let bill { flaws(of: bill) }
        return bill
    }

    /// Two files that are both bills: the print of one, or two bills.
    private mutating func compare(_ first: Bill, _ next: Bill, _ part: String?) {
        guard part != nil else {
            // a tender has its bill as XML and as a workbook to read; they have to say the same
            func works(_ bill: Bill) -> [String] { bill.items.filter { $0.category == .works }.map(\.code) }
            guard works(first) != works(next) else { return }
            report.add(
                Rule.twoBills, "招标文件有两份清单,项目编码不同:“\(first.file)”和“\(next.file)”;检查以前者为准",
                "the tender has two bills whose codes differ: \"\(first.file)\" and \"\(next.file)\"; the first is the one checked",
                place: next.file)
            return
        }
        let (mine, other) = (first.statedTotal, next.statedTotal)
        let differ = mine != nil && other != nil && mine != other
        report.add(
            Rule.twoBills, severity: differ ? .error : .warning,
            "有两份清单:“\(first.file)”总价 \(mine?.description ?? "未写"),“\(next.file)”总价 \(other?.description ?? "未写");检查以前者为准",
            "there are two bills: \"\(first.file)\" comes to \(mine?.description ?? "nothing stated"), \"\(next.file)\" to "
                + "\(other?.description ?? "nothing stated"); the first is the one checked",
            place: next.file, part: part)
    }

    private mutating func flaws(of bill: Bill) {
        for flaw in bill.flaws {
            let field = flaw.field?.title ?? LocalizedText(zh: "小数位数", en: "number of decimals")
            switch flaw.kind {
            case .number:
                report.add(
                    Rule.badNumber, "\(field.zh)“\(flaw.text)”不是数字,或超过 18 位",
                    "the \(field.en) \"\(flaw.text)\" is no number, or has over 18 digits", place: bill.place(flaw),
                    in: bill.file)
            case .formula:
                report.add(
                    Rule.formula, "\(field.zh)是公式,按文件保存的结果 \(flaw.text) 检查",
                    "the \(field.en) is a formula; its saved result \(flaw.text) is what was checked",
                    place: bill.place(flaw), in: bill.file)
            case .formulaWithoutValue:
                report.add(
                    Rule.formula, severity: .error, "\(field.zh)是公式,但没有可用的结果(\(flaw.text.isEmpty ? "空" : flaw.text))",
                    "the \(field.en) is a formula without a usable result (\(flaw.text.isEmpty ? "empty" : flaw.text))",
                    place: bill.place(flaw), in: bill.file)
            case .edition:
                if let other = BillEdition(rawValue: flaw.text), let mine = bill.edition {
                    report.add(
                        Rule.mixedEditions, "本处声明 \(other.title.zh),而文件按 \(mine.title.zh) 编制",
                        "this part declares \(other.title.en), the file \(mine.title.en)", place: bill.place(flaw),
                        in: bill.file)
                } else {
                    report.add(
                        Rule.editionMissing, severity: .indeterminate, "声明的清单版本“\(flaw.text)”不认识",
                        "the edition \"\(flaw.text)\" that is declared is not known", place: bill.place(flaw),
                        in: bill.file)
                }
            case .category:
                report.add(
                    Rule.badNumber, severity: .indeterminate, "费用类别“\(flaw.text)”不认识,按分部分项处理",
                    "the category \"\(flaw.text)\" is not known; it is taken for works", place: bill.place(flaw),
                    in: bill.file)
            }
        }
    }

    /// Which edition a bill is by, and whether that is one that may be used.
    mutating func editions(of bill: Bill) {
        guard let edition = bill.edition ?? settings.editions.onlyElement else {
            if !bill.flaws.contains(where: { $0.kind == .edition }) {
                report.add(
                    Rule.editionMissing, "清单没有声明所依据的版本(2013、2024 或公路 2018)",
                    "the bill does not say which edition it is by (2013, 2024 or highway 2018)", place: bill.file)
            }
            return
        }
        guard settings.editions.contains(edition) else {
            let admitted = settings.editions.map(\.title)
            report.add(
                Rule.editionRefused,
                "清单按 \(edition.title.zh) 编制,本示范文本只用 \(admitted.map(\.zh).joined(separator: "、"))",
                "the bill is by \(edition.title.en); this template admits "
                    + admitted.map(\.en).joined(separator: ", "), place: bill.file)
            return
        }
        otherNames(in: bill, edition)
    }

    /// Names of costs that only the other edition has.
    private mutating func otherNames(in bill: Bill, _ edition: BillEdition) {
        let foreign: (zh: [String], category: BillCategory?)
        switch edition {
        case .gb2024: foreign = (["安全文明施工费"], .statutoryFees)
        case .gb2013: foreign = (["安全生产措施费"], nil)
        case .highway2018: return
        }
        func isForeign(_ name: String, _ category: BillCategory?) -> Bool {
            (category != nil && category == foreign.category) || foreign.zh.contains { name.holds($0) }
        }
        for item in bill.items where isForeign(item.name, item.category) {
            report.add(
                Rule.otherNames, "“\(item.name)”(\(item.category.title.zh))不是 \(edition.title.zh) 的费用项目",
                "\"\(item.name)\" (\(item.category.title.en)) is no cost of \(edition.title.en)",
                place: bill.place(item, .name), in: bill.file)
        }
        let occupied = bill.occupied
        for (index, node) in bill.nodes.enumerated() where !occupied[index] && node.total != nil {
            guard isForeign(node.name, node.category), node.total?.isZero == false else { continue }
            report.add(
                Rule.otherNames,
                "“\(node.name.isEmpty ? node.category?.title.zh ?? "" : node.name)”不是 \(edition.title.zh) 的费用项目",
                "\"\(node.name.isEmpty ? node.category?.title.en ?? "" : node.name)\" is no cost of \(edition.title.en)",
                place: bill.place(node), in: bill.file)
        }
    }
}

extension Bill {
    /// Which parts have items of their own.
    var occupied: [Bool] {
        var occupied = Array(repeating: false, count: nodes.count)
        for item in items where item.node >= 0 { occupied[Int(item.node)] = true }
        return occupied
    }

    /// The price that the file states: of the whole, else of the project.
    var statedTotal: ExactDecimal? {
        total ?? nodes.first { $0.kind == .project && $0.parent < 0 }?.total
    }
}
