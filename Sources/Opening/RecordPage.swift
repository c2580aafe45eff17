// RecordPage.swift — the opening record as one HTML page. The XML is the record; this is a rendering of it.
package import Documents
package import Reporting
internal import TenderModel

/// Renders opening records. The page needs nothing from outside and prints on A4 across.
package enum RecordPage {
    package static func render(_ record: OpeningRecord, language: Language) -> String {
        let page = Page(record: record, language: language)
        return """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escape(page.say("开标记录", "Opening record"))) · \(escape(record.title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            \(page.body)
            </body>
            </html>

            """
    }

    static func escape(_ text: String) -> String { HTMLText.escape(text) }

    private static let style = """
        body { font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; \
        margin: 2rem auto; max-width: 78rem; padding: 0 1rem; }
        h1 { font-size: 1.5rem; text-align: center; margin: 0 0 .3rem; letter-spacing: .15em; }
        .sub { text-align: center; color: #444; margin: 0 0 1.5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: .2rem 1rem; margin: 0 0 1.2rem; }
        dt { color: #555; } dd { margin: 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #999; padding: .45rem .55rem; vertical-align: top; text-align: left; }
        th { background: #f0f2f5; font-weight: 600; white-space: nowrap; }
        td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .ok { color: #0a6b2d; } .bad { color: #a61b1b; font-weight: 600; } .small { font-size: .85em; color: #555; }
        .notice { border-left: 4px solid #a61b1b; background: #fdf2f2; padding: .6rem 1rem; margin: 0 0 1.2rem; }
        ul { margin: 0; padding-left: 1.1em; } code { font: .85em "DejaVu Sans Mono", monospace; word-break: break-all; }
        footer { margin-top: 1.5rem; color: #555; font-size: .85em; }
        @media print { body { margin: 0; max-width: none; font-size: 11px; } @page { size: A4 landscape; margin: 12mm; } }
        """
}

/// One page in one language.
private struct Page {
    let record: OpeningRecord
    let language: Language

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func text(_ value: String) -> String { RecordPage.escape(value) }

    var body: String {
        let view = record.view == .full ? say("完整版", "full view") : say("公开版", "public view")
        var parts = [
            "<h1>\(say("开标记录", "Opening record"))</h1>",
            "<p class=\"sub\">\(text(record.title)) · \(text(record.lotTitle)) · \(view)</p>", facts,
        ]
        if let notice { parts.append("<p class=\"notice\">\(text(notice))</p>") }
        if !record.rows.isEmpty { parts.append("<div class=\"scroll\">\(table)</div>") }
        if !record.rulings.isEmpty {
            parts.append(
                "<h2>\(say("裁定", "Rulings"))</h2><ul>\(record.rulings.map { "<li>\(text($0))</li>" }.joined())</ul>")
        }
        if record.view == .full && record.rows.contains(where: { $0.officerHalf != nil }) { parts.append(keys) }
        parts.append(footer)
        return parts.joined(separator: "\n")
    }

    private var facts: String {
        let rows: [(String, String)] = [
            (
                say("项目编号", "Tender"),
                "\(record.tender.id)(\(say("第 \(record.tender.version) 版", "version \(record.tender.version)")))"
            ),
            (say("标段", "Lot"), record.lot),
            (say("投标截止(开标)时间", "Deadline and opening time"), record.deadline.readable),
            (say("开标完成时间", "Opened"), record.opened.readable),
            (say("解密结束时间", "Releases until"), record.windowEnd.readable),
            (say("截标时投标人数", "Bidders at the deadline"), String(record.bidders)),
            (say("信封", "Envelope"), String(record.envelope)),
            (say("截标清单", "Closing list"), record.closing.description),
            (say("示范文本", "Template"), template),
        ]
        return "<dl>" + rows.map { "<dt>\(text($0.0))</dt><dd>\(text($0.1))</dd>" }.joined() + "</dl>"
    }

    private var template: String {
        guard let template = record.template else { return say("未采用", "none") }
        let name = "\(template.reference.id) \(template.reference.version)"
        guard !template.reviews.isEmpty else { return name + say("(未经审查)", " (not reviewed)") }
        let reviews = template.reviews.map { "\($0.kind.title[language]): \($0.authority.name)" }
        return name + " · " + reviews.joined(separator: "; ")
            + (template.isReviewed ? "" : say("(未经审查:缺一项审查)", " (not reviewed: one review is missing)"))
    }

    private var notice: String? {
        switch record.status {
        case .opened: nil
        case .notOpened:
            say(
                "投标人少于三个,不得开标(《招标投标法实施条例》第44条)。投标文件未解密,退还投标人。",
                "Fewer than three bidders: there is no opening (Regulation art. 44). No bid was decrypted; they go back to the bidders."
            )
        case .suspended:
            say(
                "解密成功的投标文件少于三个,会议在唱标前暂停,待裁定。",
                "Fewer than three bids could be decrypted: the session stopped before the read-out, until a ruling.")
        }
    }

    private var table: String {
        let head =
            [
                say("序号", "No."), say("投标人", "Bidder"), say("密封与解密情况", "Seal and decryption"),
                say("投标保证金", "Bid security"),
            ] + columns.map { text($0.0) } + [say("备注", "Remarks"), say("确认", "Confirmed")]
        return "<table><thead><tr>" + head.map { "<th>\($0)</th>" }.joined() + "</tr></thead><tbody>"
            + record.rows.map(row).joined(separator: "\n") + "</tbody></table>"
    }

    /// The customary columns, then every further field that is read out.
    private var columns: [(String, SheetField?)] {
        var result: [(String, SheetField?)] = []
        for (column, title) in Self.customary {
            let field = record.fields.first { $0.column == column }
            if field != nil || record.envelope == 1 { result.append((title[language], field)) }
        }
        return result + record.fields.filter { $0.column == nil }.map { ($0.label[language], $0) }
    }

    private static let customary: [(SheetField.Column, LocalizedText)] = [
        (.price, LocalizedText(zh: "投标报价(元)", en: "Price (yuan)")),
        (.quality, LocalizedText(zh: "质量目标", en: "Quality")),
        (.duration, LocalizedText(zh: "工期(日历天)", en: "Duration (days)")),
        (.manager, LocalizedText(zh: "项目负责人", en: "Manager")),
    ]

    private func row(_ row: OpeningRow) -> String {
        var bidder = "\(text(row.bidder.name))<br><span class=\"small\">\(row.bidder.code.text)</span>"
        if !row.consortium.isEmpty {
            let members = row.consortium.dropFirst().map { text($0.organization.name) }.joined(separator: "、")
            bidder += "<br><span class=\"small\">\(say("联合体成员:", "with ")) \(members)</span>"
        }
        var cells = [
            "<td class=\"n\">\(row.number)</td>", "<td>\(bidder)</td>", "<td>\(state(row))</td>",
            "<td>\(deposit(row))</td>",
        ]
        for (_, field) in columns {
            guard let field, let value = row.sheet.first(where: { $0.field == field.id }) else {
                cells.append("<td>—</td>")
                continue
            }
            let number = field.kind != .text
            let shown = field.kind == .money ? (try? Money(yuan: value.value))?.formatted ?? value.value : value.value
            let words = value.words.map { "<br><span class=\"small\">\(text($0))</span>" } ?? ""
            cells.append("<td\(number ? " class=\"n\"" : "")>\(text(shown))\(words)</td>")
        }
        let remarks = row.remarks.map { remark in
            let basis = remark.basis.map { " <span class=\"small\">\(text($0))</span>" } ?? ""
            return "<li>\(text(remark.text[language])) <code>\(text(remark.code))</code>\(basis)</li>"
        }
        cells.append("<td>\(remarks.isEmpty ? "—" : "<ul>\(remarks.joined())</ul>")</td>")
        cells.append("<td></td>")
        return "<tr>\(cells.joined())</tr>"
    }

    private func deposit(_ row: OpeningRow) -> String {
        guard let deposit = row.deposit else { return "—" }
        let form: String =
            switch deposit.form {
            case .transfer: say("转账", "transfer")
            case .cheque: say("支票", "cheque")
            case .guarantee: say("保函", "guarantee")
            case .insurance: say("保证保险", "insurance")
            }
        return "\(form) \(deposit.amount.formatted)"
    }

    private func state(_ row: OpeningRow) -> String {
        let received = "<span class=\"small\">\(say("递交", "received")) \(row.received.readable)</span><br>"
        guard row.outcome != .opened else {
            return received + "<span class=\"ok\">\(say("密封完好,已解密", "seal intact, decrypted"))</span>"
        }
        guard row.outcome != .outdated else {
            return received + "<span class=\"bad\">\(text(RecordWords.outcome(.outdated)[language]))</span>"
        }
        var result =
            received
            + "<span class=\"bad\">\(say("未解密", "not decrypted"))</span><br>\(text(RecordWords.outcome(row.outcome)[language]))"
        if let attribution = row.attribution { result += "<br>\(text(RecordWords.attribution(attribution)[language]))" }
        if let ruling = row.ruling { result += "<br>\(say("裁定:", "ruling: "))\(text(ruling))" }
        return result
    }

    private var keys: String {
        let rows = record.rows.filter { $0.officerHalf != nil }.map { row in
            "<tr><td class=\"n\">\(row.number)</td><td><code>\(row.sealedFile)</code></td><td><code>\(row.bidderHalf ?? "")</code></td><td><code>\(row.officerHalf ?? "")</code></td><td><code>\(row.bid?.description ?? "")</code></td></tr>"
        }
        return """
            <h2>\(say("复核用密钥", "Keys for checking again"))</h2>
            <div class="scroll"><table><thead><tr><th>\(say("序号", "No."))</th><th>\(say("密封文件", "Sealed file"))</th>\
            <th>K_B</th><th>K_P</th><th>H(\(say("投标文件", "bid")))</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private var footer: String {
        let words = say(
            "本页由开标记录 XML 生成,以经签名的 \(OpeningSession.recordName) 为准;任何人可用 biao verify、unzip 与 openssl 核验。",
            "This page is a rendering; the signed \(OpeningSession.recordName) is the record. Anyone can check it with biao verify, unzip and openssl."
        )
        return "<footer>\(text(words))</footer>"
    }
}

/// The words of the record for outcomes and attributions.
package enum RecordWords {
    package static func outcome(_ outcome: OpeningOutcome) -> LocalizedText {
        switch outcome {
        case .opened: LocalizedText(zh: "已解密", en: "decrypted")
        case .notInList: LocalizedText(zh: "不在截标清单中", en: "not in the closing list")
        case .fileChanged: LocalizedText(zh: "密封文件与回执不符", en: "the sealed file is not that of the receipt")
        case .notReleased: LocalizedText(zh: "解密时限内没有有效的解密授权", en: "no valid release came before the window ended")
        case .wrongKey: LocalizedText(zh: "授权的密钥与承诺不符", en: "the key released is not the one committed to")
        case .officerLock:
            LocalizedText(zh: "开标锁无法打开或与承诺不符", en: "the officers' lock does not open, or not to the key committed to")
        case .outdated:
            LocalizedText(
                zh: "补遗要求重新递交而未递交,不再有效,未开启",
                en: "an addendum asked for a new bid and none came: no longer stands, not opened")
        case .payload:
            LocalizedText(
                zh: "密钥无误,但解密得到的不是所承诺的投标文件", en: "the keys are right, but what they open is not the bid committed to")
        }
    }

    package static func attribution(_ attribution: Attribution) -> LocalizedText {
        switch attribution {
        case .bidder: LocalizedText(zh: "投标人原因", en: "the bidder's doing")
        case .platform: LocalizedText(zh: "平台原因", en: "the platform's doing")
        case .undetermined: LocalizedText(zh: "原因待认定", en: "cause to be determined")
        }
    }
}
