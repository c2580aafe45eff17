// Totals.swift — the price of the bid: below the ceiling, and the same in the bill, on the opening sheet, in figures and in words.
internal import Checks
internal import Reporting
internal import TenderModel

struct TotalCheck {
    let bill: Bill
    let subject: CheckSubject
    let bid: Bid

    func run(_ report: inout Report, _ skipped: inout [SkippedRule]) {
        ownWords(&report)
        guard let price = SumCheck.price(of: bill) else {
            report.add(
                Rule.noPrice, "清单没有写明总价,也无法由各项相加得出,不能与限价和开标一览表核对",
                "the bill states no price and none can be added up, so it cannot be held against ceiling and opening sheet",
                place: bill.file)
            return
        }
        if let ceiling = subject.lot?.ceiling {
            if price > ExactDecimal(ceiling) {
                report.add(
                    Rule.ceiling, "清单总价 \(price) 元高于最高投标限价 \(ceiling.formatted) 元",
                    "the bill's price of \(price) yuan is above the ceiling of \(ceiling.formatted)", place: bill.file)
            }
        } else {
            let reason = LocalizedText(zh: "本标段没有最高投标限价", en: "the lot has no ceiling")
            skipped.append(SkippedRule(id: Rule.ceiling.id, reason: reason))
        }
        sheet(price, &report, &skipped)
    }

    /// Which rule says what prevails where amounts differ.
    private var prevailing: Basis {
        switch subject.tender.regime {
        case .tendering: Basis.evaluationRules("19")
        case .procurement: Basis.order87("59")
        }
    }

    private func ownWords(_ report: inout Report) {
        guard let words = bill.totalWords, let total = bill.total else { return }
        do throws(Problem) {
            let amount = try Money(words: words)
            guard ExactDecimal(amount) != total else { return }
            report.add(
                Rule.words, "清单总价大写“\(words)”为 \(amount.formatted) 元,小写为 \(total) 元;以大写为准",
                "the bill's price in words, \(words), is \(amount.formatted) yuan, and \(total) in figures; the words prevail",
                place: bill.file, basis: prevailing)
        } catch {
            report.add(
                Rule.words, "清单总价的大写“\(words)”读不出来", "the bill's price in words, \"\(words)\", cannot be read",
                place: bill.file, basis: prevailing)
        }
    }

    private func sheet(_ price: ExactDecimal, _ report: inout Report, _ skipped: inout [SkippedRule]) {
        let fields = subject.tender.sheet.filter {
            $0.column == .price && $0.kind == .money && $0.envelope == bid.envelope
        }
        guard let field = fields.first else {
            let reason = LocalizedText(
                zh: "开标一览表没有以元为单位的投标报价", en: "the opening sheet of this envelope has no price in yuan")
            skipped.append(SkippedRule(id: Rule.sheet.id, reason: reason))
            return
        }
        let place = "sheet/\(field.id)"
        guard let value = bid.value(field.id), let amount = value.prevailingAmount else {
            report.add(
                Rule.noPrice, "开标一览表没有可读的投标报价,不能与清单总价 \(price) 元核对",
                "the opening sheet has no price that can be read, to hold the bill's \(price) yuan against",
                place: place)
            return
        }
        guard ExactDecimal(amount) != price else { return }
        if let figures = try? Money(yuan: value.value), ExactDecimal(figures) == price {
            report.add(
                Rule.words, "清单总价 \(price) 元与开标一览表的小写一致,与大写(\(amount.formatted) 元)不一致;以大写为准",
                "the bill's price of \(price) yuan is that of the sheet's figures, and not of its words "
                    + "(\(amount.formatted)); the words prevail", place: place, basis: prevailing)
        } else {
            report.add(
                Rule.sheet, "清单总价 \(price) 元与开标一览表的投标报价 \(amount.formatted) 元不一致",
                "the bill comes to \(price) yuan, the opening sheet says \(amount.formatted)", place: place,
                basis: prevailing)
        }
    }
}
