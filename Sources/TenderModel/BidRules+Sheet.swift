// BidRules+Sheet.swift — the opening sheet (开标一览表) and the bid security (投标保证金) of a bid.
internal import Reporting

extension BidRules {
    // MARK: - Opening sheet

    static func sheet(_ bid: Bid, _ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        for field in tender.sheet where field.envelope == bid.envelope && field.required {
            guard bid.value(field.id).map({ Placeholder.isUnfilled($0.value) }) ?? true else { continue }
            findings.append(
                Finding(
                    "BIDC-0010", zh: "开标一览表“\(field.label.zh)”未填写",
                    en: "\"\(field.label.en)\" of the opening sheet is not filled in",
                    remedyZh: "请在 sheet 的 \(field.id) 填写", remedyEn: "fill in \(field.id) in sheet",
                    place: "sheet/\(field.id)"))
        }
        for id in Identifier.repeated(bid.sheet.map(\.field)) {
            findings.append(
                Finding(
                    "BIDC-0012", zh: "开标一览表项目“\(id)”填了两次", en: "the field \"\(id)\" is filled in twice",
                    remedyZh: "只保留一处",
                    remedyEn: "keep one", place: "sheet/\(id)"))
        }
        for value in bid.sheet {
            guard let field = tender.sheet.first(where: { $0.id == value.field }) else {
                findings.append(
                    Finding(
                        "BIDC-0011", zh: "招标文件的开标一览表没有“\(value.field)”",
                        en: "the tender's opening sheet has no \"\(value.field)\"",
                        remedyZh: "请删去该项", remedyEn: "remove it", place: "sheet/\(value.field)"))
                continue
            }
            if field.envelope != bid.envelope {
                findings.append(
                    Finding(
                        "BIDC-0013", zh: "“\(field.label.zh)”属于第 \(field.envelope) 信封,却在第 \(bid.envelope) 信封中",
                        en:
                            "\"\(field.label.en)\" belongs to envelope \(field.envelope), but is in envelope \(bid.envelope)",
                        remedyZh: "移到第 \(field.envelope) 信封", remedyEn: "move it to envelope \(field.envelope)",
                        place: "sheet/\(field.id)"))
            }
            if Placeholder.isUnfilled(value.value) { continue }
            if let objection = field.kind.objection(to: value.value) {
                findings.append(
                    Finding(
                        code: "BIDC-0014",
                        message: LocalizedText(
                            zh: "“\(field.label.zh)”应为\(field.kind.name.zh):\(objection.reason.zh)",
                            en: "\"\(field.label.en)\" should be \(field.kind.name.en): \(objection.reason.en)"),
                        remedy: objection.remedy, place: "sheet/\(field.id)"))
            } else if field.kind == .money {
                findings += words(value, field, tender.regime)
            }
            if field.column == .price, let lot = tender.lot(bid.lot) { findings += price(value, field, lot) }
        }
        return findings
    }

    /// Amount in words beside the figures. Words prevail: Evaluation rules art. 19; Order 87 art. 59.
    private static func words(_ value: SheetValue, _ field: SheetField, _ regime: Regime) -> [Finding] {
        guard let figures = try? Money(yuan: value.value) else { return [] }
        let basis: Basis = regime == .tendering ? .evaluationRules("19") : .order87("59")
        let place = "sheet/\(field.id)/words"
        guard let written = value.words, !Placeholder.isUnfilled(written) else {
            return [
                Finding(
                    "BIDC-0015", zh: "“\(field.label.zh)”没有大写金额", en: "\"\(field.label.en)\" has no amount in words",
                    remedyZh: "按小写 \(figures.formatted) 元,应写:\(figures.words)",
                    remedyEn: "for the figures \(figures.formatted) write: \(figures.words)", place: place, basis: basis
                )
            ]
        }
        guard let amount = try? Money(words: written) else {
            return [
                Finding(
                    "BIDC-0016", zh: "“\(field.label.zh)”的大写金额“\(written)”不规范,无法读出",
                    en: "the amount in words \"\(written)\" of \"\(field.label.en)\" cannot be read",
                    remedyZh: "按小写 \(figures.formatted) 元,应写:\(figures.words)",
                    remedyEn: "for the figures \(figures.formatted) write: \(figures.words)", place: place, basis: basis
                )
            ]
        }
        guard amount != figures else { return [] }
        return [
            Finding(
                "BIDC-0017",
                zh: "“\(field.label.zh)”大小写不一致:大写为 \(amount.formatted) 元,小写为 \(figures.formatted) 元;以大写为准",
                en: "words and figures of \"\(field.label.en)\" differ: \(amount.formatted) yuan in words, "
                    + "\(figures.formatted) in figures; the words prevail",
                remedyZh: "若小写正确,大写应为:\(figures.words)",
                remedyEn: "if the figures are right, the words are: \(figures.words)",
                place: place, basis: basis)
        ]
    }

    private static func price(_ value: SheetValue, _ field: SheetField, _ lot: Lot) -> [Finding] {
        guard let amount = value.prevailingAmount else { return [] }
        if amount == .zero {
            return [
                Finding(
                    "BIDC-0019", .warning, zh: "投标报价为零", en: "the price is zero", remedyZh: "请确认",
                    remedyEn: "make sure that this is meant",
                    place: "sheet/\(field.id)")
            ]
        }
        guard let ceiling = lot.ceiling, amount > ceiling else { return [] }
        return [
            Finding(
                "BIDC-0018", zh: "投标报价 \(amount.formatted) 元高于最高投标限价 \(ceiling.formatted) 元",
                en: "the price of \(amount.formatted) yuan is above the ceiling of \(ceiling.formatted)",
                remedyZh: "报价不得高于最高投标限价", remedyEn: "a price must not be above the ceiling", place: "sheet/\(field.id)",
                basis: .regulation("51"))
        ]
    }

    // MARK: - Bid security

    /// Bid security stands in the first envelope (Regulation 26).
    static func deposit(_ bid: Bid, _ tender: Tender) -> [Finding] {
        guard bid.envelope == 1, let lot = tender.lot(bid.lot) else { return [] }
        var findings: [Finding] = []
        func add(
            _ code: String, _ field: String, _ severity: Finding.Severity = .error, zh: String, en: String,
            remedyZh: String, remedyEn: String
        ) {
            findings.append(
                Finding(
                    code, severity, zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn,
                    place: field.isEmpty ? "deposit" : "deposit/\(field)", basis: .regulation("26")))
        }
        guard let deposit = bid.deposit else {
            if let asked = lot.deposit {
                add(
                    "BIDC-0030", "", zh: "缺少投标保证金(要求 \(asked.formatted) 元)",
                    en: "the bid security of \(asked.formatted) yuan is missing", remedyZh: "请在 deposit 填写缴纳情况",
                    remedyEn: "fill in deposit")
            }
            return findings
        }
        if let asked = lot.deposit, deposit.amount < asked {
            add(
                "BIDC-0031", "amount", zh: "投标保证金 \(deposit.amount.formatted) 元少于要求的 \(asked.formatted) 元",
                en:
                    "the bid security of \(deposit.amount.formatted) yuan is less than the \(asked.formatted) asked for",
                remedyZh: "请补足", remedyEn: "pay the difference")
        }
        if let day = deposit.validUntil {
            if let end = try? Instant.endOfDay(day) {
                if end < tender.deadline {
                    add(
                        "BIDC-0032", "validUntil", zh: "投标保证金有效期至 \(day),在投标截止 \(tender.deadline.text) 之前届满",
                        en:
                            "the bid security is valid until \(day), which is before the deadline \(tender.deadline.text)",
                        remedyZh: "有效期应与投标有效期一致,请换开", remedyEn: "it must be valid as long as the bid: have it renewed")
                }
            } else {
                add(
                    "BIDC-0034", "validUntil", zh: "“\(day)”不是有效的日期", en: "\"\(day)\" is not a day of the calendar",
                    remedyZh: "请写成 2026-11-21", remedyEn: "write it as 2026-11-21")
            }
        } else if deposit.form == .guarantee || deposit.form == .insurance {
            add(
                "BIDC-0038", "validUntil", .warning, zh: "保函或保险没有写有效期",
                en: "the guarantee or insurance has no last day",
                remedyZh: "请填写 validUntil", remedyEn: "fill in validUntil")
        }
        let units = [bid.bidder.name] + bid.consortium.map(\.organization.name)
        if !units.contains(deposit.payer) {
            add(
                "BIDC-0033", "payer", .warning, zh: "投标保证金的缴纳人“\(deposit.payer)”不是投标人",
                en: "the payer \"\(deposit.payer)\" is not the bidder",
                remedyZh: "以现金或支票形式的应从投标人基本账户转出", remedyEn: "cash or cheque must come from the bidder's basic account")
        }
        switch deposit.form {
        case .transfer, .cheque:
            if Placeholder.isUnfilled(deposit.account ?? "") {
                add(
                    "BIDC-0035", "account", .warning, zh: "没有写付款账户", en: "the account that paid is missing",
                    remedyZh: "请填写 account",
                    remedyEn: "fill in account")
            }
        case .guarantee, .insurance:
            if Placeholder.isUnfilled(deposit.reference ?? "") {
                add(
                    "BIDC-0036", "reference", .warning, zh: "没有写保函或保单的查询码",
                    en: "the query code of the guarantee or policy is missing",
                    remedyZh: "请填写 reference", remedyEn: "fill in reference")
            }
        }
        return findings
    }
}
