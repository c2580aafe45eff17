// TenderRules.swift — what a tender must satisfy before it is published (招标文件检查): ids, lots, fields, parts, times.
package import Reporting

/// Checks of a tender. Everything wrong is collected; nothing is thrown.
package enum TenderRules {
    /// All that is to be said about `tender`.
    ///
    /// - Parameters:
    ///   - previous: For an addendum, the version that it amends.
    ///   - now: When the check is made; a deadline before it cannot be met.
    package static func check(_ tender: Tender, previous: Tender?, now: Instant) -> [Finding] {
        identity(tender) + lots(tender) + envelopes(tender) + sheet(tender) + parts(tender) + signing(tender)
            + times(tender, now: now) + officers(tender) + machineSalt(tender) + ScoringRules.check(tender)
            + addendum(tender, previous: previous)
    }

    // MARK: - Who and what

    private static func identity(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        if !Identifier.isValid(tender.id, marks: "._-", longest: 64) {
            findings.append(
                Finding(
                    "TEND-0001", zh: "招标项目编号“\(tender.id)”不合规则",
                    en: "the project number \"\(tender.id)\" is not allowed",
                    remedyZh: "用 1 至 64 个字母、数字、“.”“_”“-”,不以“.”开头",
                    remedyEn: "use 1 to 64 letters, digits, '.', '_', '-', not beginning with '.'", place: "id"))
        }
        let texts =
            [("title", tender.title), ("tenderer", tender.tenderer.name)]
            + (tender.agency.map { [("agency", $0.name)] } ?? [])
            + tender.lots.map { ("lots/\($0.id)", $0.title) } + tender.parts.map { ("parts/\($0.id)", $0.title) }
            + tender.sheet.flatMap { [("sheet/\($0.id)", $0.label.zh), ("sheet/\($0.id)", $0.label.en)] }
        for (place, text) in texts where Placeholder.isUnfilled(text) || !Identifier.isLine(text) {
            findings.append(
                Finding(
                    "TEND-0002", zh: "名称未填写,或含有换行等控制字符",
                    en: "a name is not filled in, or has line breaks or control characters",
                    remedyZh: "请填写一行文字", remedyEn: "write one line of text", place: place))
        }
        return findings
    }

    /// 32 bytes as random ones look: a constant or a word typed in would be guessed, and would be shared by accident.
    private static func machineSalt(_ tender: Tender) -> [Finding] {
        guard let salt = tender.machineSalt else { return [] }
        let digits = Array(salt.utf8)
        let isHex = digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        // 32 random bytes have fewer than 16 different ones once in 10^15 times
        let different = Set(stride(from: 0, to: digits.count - 1, by: 2).map { [digits[$0], digits[$0 + 1]] }).count
        guard digits.count == 64, isHex, different >= 16 else {
            return [
                Finding(
                    "TEND-0071", zh: "machineSalt 不是 32 个随机字节(64 位小写十六进制数)",
                    en: "machineSalt is not 32 random bytes, written as 64 lower-case hexadecimal digits",
                    remedyZh: "请照抄平台公布的盐值;平台用 biao box salt 生成一次,此后不变",
                    remedyEn: "copy what the platform publishes; a platform makes it once, with biao box salt",
                    place: "machineSalt")
            ]
        }
        return []
    }

    private static func lots(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        if tender.lots.isEmpty {
            findings.append(
                Finding(
                    "TEND-0003", zh: "没有标段", en: "there is no lot", remedyZh: "至少写一个标段",
                    remedyEn: "give at least one lot",
                    place: "lots"))
        }
        for lot in tender.lots where !Identifier.isValid(lot.id, marks: "._-", longest: 32) {
            findings.append(
                Finding(
                    "TEND-0004", zh: "标段编号“\(lot.id)”不合规则", en: "the lot id \"\(lot.id)\" is not allowed",
                    remedyZh: "用 1 至 32 个字母、数字、“.”“_”“-”,不以“.”开头",
                    remedyEn: "use 1 to 32 letters, digits, '.', '_', '-', not beginning with '.'",
                    place: "lots/\(lot.id)"))
        }
        findings += twice("TEND-0005", tender.lots.map(\.id), zh: "标段编号", en: "lot id", place: "lots")
        for lot in tender.lots { findings += amounts(lot, tender.regime) }
        return findings
    }

    /// Bid security is at most 2 % of the estimate (Regulation 26); amounts asked for are not zero.
    private static func amounts(_ lot: Lot, _ regime: Regime) -> [Finding] {
        var findings: [Finding] = []
        let place = "lots/\(lot.id)"
        let named = [
            ("项目估算价", "estimate", lot.estimate), ("最高投标限价", "ceiling", lot.ceiling), ("投标保证金", "deposit", lot.deposit),
        ]
        for (zh, en, amount) in named {
            guard let amount, amount <= .zero || amount > .largest else { continue }
            findings.append(
                Finding(
                    "TEND-0042", zh: "\(zh)为 \(amount.yuan) 元", en: "the \(en) is \(amount.yuan) yuan",
                    remedyZh: "填写大于零的金额;不设则整行删去", remedyEn: "write an amount above zero, or leave the line out",
                    place: "\(place)/\(en)"))
        }
        guard let deposit = lot.deposit, deposit > .zero else { return findings }
        let basis: Basis? = regime == .tendering ? .regulation("26") : nil
        guard let estimate = lot.estimate, estimate > .zero else {
            findings.append(
                Finding(
                    "TEND-0041", .warning, zh: "未填项目估算价,无法核对投标保证金是否超过其 2%",
                    en: "without an estimate it cannot be told whether the deposit exceeds 2 % of it",
                    remedyZh: "请填写 estimate", remedyEn: "fill in the estimate", place: "\(place)/estimate", basis: basis
                ))
            return findings
        }
        // deposit > 2 % of the estimate, in whole fen.
        if deposit.fen > estimate.fen / 50 {
            let most = Money(fen: estimate.fen / 50)
            findings.append(
                Finding(
                    "TEND-0040", regime == .tendering ? .error : .warning,
                    zh: "投标保证金 \(deposit.formatted) 元超过项目估算价的 2%(\(most.formatted) 元)",
                    en:
                        "the deposit of \(deposit.formatted) yuan is above 2 % of the estimate (\(most.formatted) yuan)",
                    remedyZh: "把保证金降至 \(most.yuan) 元或以下", remedyEn: "lower the deposit to \(most.yuan) yuan or less",
                    place: "\(place)/deposit", basis: basis))
        }
        return findings
    }

    // MARK: - Envelopes, fields and parts

    private static func envelopes(_ tender: Tender) -> [Finding] {
        guard (1...2).contains(tender.envelopes) else {
            return [
                Finding(
                    "TEND-0010", zh: "信封数为 \(tender.envelopes)", en: "the number of envelopes is \(tender.envelopes)",
                    remedyZh: "写 1,或双信封写 2", remedyEn: "write 1, or 2 for two envelopes", place: "envelopes")
            ]
        }
        var findings: [Finding] = []
        let placed =
            tender.sheet.map { ("sheet/\($0.id)", $0.envelope) } + tender.parts.map { ("parts/\($0.id)", $0.envelope) }
        for (place, envelope) in placed where !(1...tender.envelopes).contains(envelope) {
            findings.append(
                Finding(
                    "TEND-0011", zh: "属于第 \(envelope) 信封,而本次只有 \(tender.envelopes) 个信封",
                    en: "belongs to envelope \(envelope), but there are \(tender.envelopes)",
                    remedyZh: "改为 1 至 \(tender.envelopes)", remedyEn: "use 1 to \(tender.envelopes)", place: place))
        }
        for envelope in 1...tender.envelopes where !placed.contains(where: { $0.1 == envelope }) {
            findings.append(
                Finding(
                    "TEND-0012", zh: "第 \(envelope) 信封没有任何一览表项目或组成部分",
                    en: "envelope \(envelope) has neither a field nor a part",
                    remedyZh: "把项目或组成部分放入该信封", remedyEn: "put a field or a part into it", place: "envelopes"))
        }
        return findings
    }

    private static func sheet(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        for field in tender.sheet where !Identifier.isValid(field.id, marks: "_-", longest: 64) {
            findings.append(
                Finding(
                    "TEND-0006", zh: "一览表项目编号“\(field.id)”不合规则", en: "the field id \"\(field.id)\" is not allowed",
                    remedyZh: "用 1 至 64 个字母、数字、“_”“-”", remedyEn: "use 1 to 64 letters, digits, '_', '-'",
                    place: "sheet/\(field.id)"))
        }
        findings += twice("TEND-0007", tender.sheet.map(\.id), zh: "一览表项目编号", en: "field id", place: "sheet")
        findings += twice(
            "TEND-0023", tender.sheet.compactMap { $0.column?.rawValue }, zh: "开标记录栏目", en: "column of the record",
            place: "sheet")
        let prices = tender.sheet.filter { $0.column == .price }
        if prices.isEmpty {
            findings.append(
                Finding(
                    "TEND-0020", zh: "开标一览表没有投标报价(column: price)", en: "the opening sheet has no price (column: price)",
                    remedyZh: "加一个 kind: money、column: price 的项目",
                    remedyEn: "add a field of kind: money with column: price",
                    place: "sheet", basis: .order20("30")))
        }
        for price in prices {
            if price.kind != .money || !price.required {
                findings.append(
                    Finding(
                        "TEND-0021", zh: "投标报价应为必填的金额", en: "the price must be a required amount of money",
                        remedyZh: "写 kind: money 和 required: true", remedyEn: "write kind: money and required: true",
                        place: "sheet/\(price.id)"))
            }
            if tender.envelopes == 2, price.envelope != 2 {
                findings.append(
                    Finding(
                        "TEND-0022", zh: "双信封时投标报价必须在第二信封", en: "with two envelopes the price must be in the second",
                        remedyZh: "写 envelope: 2", remedyEn: "write envelope: 2", place: "sheet/\(price.id)"))
            }
        }
        return findings
    }

    private static func parts(_ tender: Tender) -> [Finding] {
        var findings: [Finding] = []
        for part in tender.parts where !Identifier.isValid(part.id, marks: "-", longest: 64) {
            findings.append(
                Finding(
                    "TEND-0008", zh: "组成部分编号“\(part.id)”不合规则", en: "the part id \"\(part.id)\" is not allowed",
                    remedyZh: "用 1 至 64 个字母、数字、“-”", remedyEn: "use 1 to 64 letters, digits, '-'",
                    place: "parts/\(part.id)"))
        }
        // Parts are folders: two that differ in case only would be one folder on some machines.
        let folded = tender.parts.map { $0.id.lowercased() }
        return findings + twice("TEND-0009", folded, zh: "组成部分编号(不分大小写)", en: "part id (case ignored)", place: "parts")
    }

    private static func twice(_ code: String, _ ids: [String], zh: String, en: String, place: String) -> [Finding] {
        Identifier.repeated(ids).map { id in
            Finding(
                code, zh: "\(zh)“\(id)”重复", en: "the \(en) \"\(id)\" is used twice", remedyZh: "改用不同的编号",
                remedyEn: "use different ones", place: "\(place)/\(id)")
        }
    }
}
