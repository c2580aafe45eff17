// ComparisonPage.swift — a comparison as one web page (比对报告页): needs nothing from outside, runs nothing, and prints on A4.
internal import PriceMatching
package import Reporting
internal import TenderModel

package enum ComparisonPage {
    /// Clues that are told in full; further ones are counted, and stand in the JSON.
    static let mostClues = 2_000
    /// Texts of a background library that are listed; the JSON has all.
    static let mostTexts = 200

    /// - Parameter version: of the program.
    package static func html(
        _ comparison: Comparison, view: ReportView, language: Language, version: String
    ) -> String {
        let page = PageText(language: language)
        let facts = ReportFacts(comparison)
        let content = PageBody(page: page, facts: facts, view: view, version: version)
        return """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            img-src data:; base-uri 'none'; form-action 'none'"/>
            <meta name="referrer" content="no-referrer"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(content.title) · \(VisibleText.attribute(content.subject))</title>
            <style>
            \(PageStyle.css)
            </style>
            </head>
            <body>
            \(content.html)
            </body>
            </html>

            """
    }
}

/// The parts of the page, one after another.
private struct PageBody {
    let page: PageText
    let facts: ReportFacts
    let view: ReportView
    let version: String

    private var lot: ComparedLot { facts.lot }
    private func say(_ zh: String, _ en: String) -> String { page.say(zh, en) }

    var title: String { say("投标文件比对报告", "Comparison of bids") }

    var subject: String {
        let names = [lot.tender?.title, lot.lot?.title].compactMap { $0 }.filter { !$0.isEmpty }
        guard names.isEmpty else { return names.joined(separator: " · ") }
        // bids name what they answer, though nobody gave it to us
        guard let bid = facts.answered else { return say("散件比对", "loose documents") }
        return say("项目 \(bid.tender.id) 标段 \(bid.lot)", "tender \(bid.tender.id), lot \(bid.lot)")
    }

    var html: String {
        switch view {
        case .officer:
            [
                head, "<div class=\"summary\">\(page.list(facts.officerSummary.map(page.sentence)))</div>", unread,
                repeated, inputs, closing,
            ]
            .joined(separator: "\n")
        case .supervisor:
            [
                head, notice, contents, summary,
                section("matrix", matrixTitle, PageMatrix(page: page, facts: facts).html),
                pairs, others, remarks, prices, notLookedAt, unread, repeated, inputs, rules, closing,
            ].filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private func section(_ id: String, _ title: String, _ content: String) -> String {
        content.isEmpty ? "" : "<section id=\"\(id)\">\n<h2>\(title)</h2>\n\(content)</section>\n"
    }

    // MARK: - Head

    private var head: String {
        var rows: [(String, String)] = []
        if let tender = lot.tender {
            rows.append(
                (
                    say("项目编号", "Tender"),
                    page.quoted(tender.id) + say("(第 \(tender.version) 版)", " (version \(tender.version))")
                ))
        }
        if lot.tender == nil, let bid = facts.answered {
            rows += [
                (
                    say("项目编号", "Tender"),
                    page.quoted(bid.tender.id) + say("(投标文件所写;没有给出招标文件)", " (as the bids say; no tender was given)")
                ), (say("标段", "Lot"), page.quoted(bid.lot)),
            ]
        }
        if let own = lot.lot { rows.append((say("标段", "Lot"), "\(page.quoted(own.id)) \(page.quoted(own.title))")) }
        rows += [
            (say("比对时间", "Compared"), lot.at.readable), (say("投标文件", "Bids"), Figure.count(lot.shown.count).text),
            (say("程序", "Program"), "\(Tool.name) \(page.text(version))"),
            (say("视图", "View"), page.text(view.title)),
        ]
        return "<h1>\(title)</h1>\n<p class=\"sub\">\(page.quoted(subject))</p>\n<dl class=\"facts\">"
            + rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined() + "</dl>"
    }

    private var notice: String {
        let reduced = facts.comparison.reduction?.statements.map(page.sentence) ?? []
        return "<div class=\"notice\">"
            + (reduced + ReportWords.closing.prefix(2).map(page.text)).map { "<p>\($0)</p>" }.joined() + "</div>"
    }

    private var contents: String {
        let all: [(String, String, Bool)] = [
            ("matrix", matrixTitle, true), ("pairs", pairsTitle, !facts.pairs.isEmpty),
            ("others", othersTitle, !(facts.single + facts.several).isEmpty),
            ("remarks", remarksTitle, !facts.comparison.remarks.isEmpty),
            ("prices", pricesTitle, !facts.totals.isEmpty), ("unchecked", uncheckedTitle, true),
            ("unread", unreadTitle, true), ("repeated", repeatedTitle, facts.repeated != nil),
            ("inputs", inputsTitle, true), ("rules", rulesTitle, true),
        ]
        return "<nav>" + all.filter(\.2).map { "<a href=\"#\($0.0)\">\($0.1)</a>" }.joined() + "</nav>"
    }

    private var matrixTitle: String { say("谁与谁之间有线索", "Who has clues with whom") }
    private var pairsTitle: String { say("成对的线索", "Clues by pair") }
    private var othersTitle: String { say("只涉及一家或涉及三家以上的线索", "Clues about one bid, or about three and more") }
    private var remarksTitle: String { say("备注:不针对任何一家", "Remarks: held against nobody") }
    private var pricesTitle: String { say("总报价", "Total prices") }
    private var uncheckedTitle: String { say("没有核查的事项", "Not looked at") }
    private var unreadTitle: String { say("未读内容", "Not read") }
    private var repeatedTitle: String { say("重复的文件(只比对一次)", "Files given twice, compared once") }
    private var inputsTitle: String { say("比对了哪些文件", "What was compared") }
    private var rulesTitle: String { say("强度怎么定", "How strength is told") }

    // MARK: - Summary

    private var summary: String {
        "<p class=\"summary\">" + facts.summary.map(page.sentence).joined(separator: say("", " ")) + "</p>"
    }

    // MARK: - Clues

    private var pairs: String {
        var left = ComparisonPage.mostClues
        var content = ""
        for pair in facts.pairs {
            let (a, b) = (pair.first, pair.second)
            content += "<section id=\"\(PageText.anchor(a, b))\"><h3>\(page.badge(pair.strength)) "
            content += "\(bidder(a)) — \(bidder(b))</h3>\n"
            if pair.isJoined { content += "<p class=\"small\">\(page.text(ReportWords.joined))</p>\n" }
            let shown = pair.clues.prefix(max(0, left))
            left -= shown.count
            content += shown.map { PageClue(page: page).html(facts.comparison.clues[$0], $0) }.joined()
            content += page.shown(shown.count, of: pair.clues.count) + "</section>\n"
        }
        return section("pairs", pairsTitle, content)
    }

    private var others: String {
        let all = facts.single + facts.several
        let content = all.prefix(ComparisonPage.mostClues).map { place in
            let clue = facts.comparison.clues[place]
            return
                "<h3>\(clue.bids.prefix(8).map(bidder).joined(separator: " — "))\(clue.bids.count > 8 ? " …" : "")</h3>\n"
                + PageClue(page: page).html(clue, place)
        }
        return section(
            "others", othersTitle, content.joined() + page.shown(content.count, of: all.count))
    }

    private func bidder(_ bid: Int) -> String {
        "<b>\(ComparedLot.letter(bid))</b> \(page.quoted(lot.bids[bid].name, limit: 100))"
    }

    private var remarks: String {
        let all = facts.comparison.remarks
        let shown = all.prefix(ComparisonPage.mostClues)
        return section(
            "remarks", remarksTitle,
            shown.map(PageClue(page: page).html).joined() + page.shown(shown.count, of: all.count))
    }

    // MARK: - Prices

    private var prices: String {
        guard !facts.totals.isEmpty else { return "" }
        let rows = facts.totals.map { total in
            let source = total.source == .sheet ? say("开标一览表", "opening sheet") : say("清单", "bill")
            return "<tr><td>\(bidder(total.bid))</td><td class=\"n\">\(page.text(Self.grouped(total.amount)))</td>"
                + "<td>\(source)</td></tr>"
        }
        let ceiling = lot.lot?.ceiling
        let limit = ceiling.map {
            "<p>\(say("最高投标限价", "Ceiling")): \(page.text($0.formatted)) \(say("元", "yuan"))</p>"
        }
        return section(
            "prices", pricesTitle,
            """
            <table><thead><tr><th>\(say("投标人", "Bidder"))</th><th>\(say("总报价(元)", "Total price (yuan)"))</th>\
            <th>\(say("取自", "Read from"))</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>
            \(limit ?? "")<figure>\(PlotSVG(page: page).prices(facts.totals, ceiling: ceiling.map { ExactDecimal($0).approximate }))</figure>

            """)
    }

    private static func grouped(_ amount: ExactDecimal) -> String {
        let text = amount.description
        guard let whole = Int(text.prefix { $0 != "." }) else { return text }
        return Figure.count(whole).text + text.drop { $0 != "." }
    }

    // MARK: - What is missing, and what was there

    private var notLookedAt: String {
        let all = facts.comparison.unchecked.map(page.text)
        return section(
            "unchecked", uncheckedTitle,
            all.isEmpty
                ? "<p>\(say("除各条线索中注明的以外,没有。", "Nothing beyond what the clues say."))</p>\n"
                : page.list(all) + "\n")
    }

    private var unread: String {
        var rows: [String] = []
        func add(_ owner: String, _ all: [NotRead]) {
            for item in all {
                let extent =
                    item.isWhole ? say("整个文件", "the whole file") : item.place.map(page.part) ?? say("部分", "a part")
                rows.append(
                    "<tr><td>\(owner)</td><td>\(page.quoted(item.file, limit: 200))</td><td>\(extent)</td>"
                        + "<td>\(page.text(item.reason)) <code>\(page.text(item.code))</code></td></tr>")
            }
        }
        add(say("招标文件", "tender"), lot.tenderNotRead)
        for bid in lot.shown { add(bidder(bid), lot.bids[bid].notRead) }
        guard !rows.isEmpty else {
            return section("unread", unreadTitle, "<p>\(say("没有:全部文件均已读取。", "Nothing: all files were read."))</p>\n")
        }
        let head = [
            say("投标人", "Bidder"), say("文件", "File"), say("哪一部分", "Which part"), say("原因", "Reason"),
        ]
        return section(
            "unread", unreadTitle,
            "<table><thead><tr>\(head.map { "<th>\($0)</th>" }.joined())</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>\n"
        )
    }

    private var repeated: String {
        let rows = lot.shown.flatMap { bid in
            lot.bids[bid].repeated.map { copy in
                "<tr><td>\(bidder(bid))</td><td>\(page.quoted(copy.file.name, limit: 200))</td>"
                    + "<td>\(page.quoted(copy.first, limit: 200))</td></tr>"
            }
        }
        guard !rows.isEmpty else { return "" }
        let head = [say("投标人", "Bidder"), say("文件", "File"), say("与哪个文件相同", "The same as")]
        return section(
            "repeated", repeatedTitle,
            "<table><thead><tr>\(head.map { "<th>\($0)</th>" }.joined())</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>\n"
        )
    }

    private var inputs: String {
        func row(_ owner: String, _ file: ComparedFile) -> String {
            "<tr><td>\(owner)</td><td>\(page.quoted(file.name, limit: 200))</td>"
                + "<td><code>\(page.text(file.digest.description))</code></td></tr>"
        }
        var rows = lot.tenderFiles.map { row(say("招标文件", "tender"), $0) }
        if let log = lot.handling?.file { rows.append(row(say("办理日志", "access log"), log)) }
        if let background = lot.background {
            rows.append(row(say("背景库", "background library"), background.file))
            for text in background.texts.prefix(ComparisonPage.mostTexts) {
                let characters = Figure.count(text.characters).text
                rows.append(
                    "<tr><td></td><td>\(page.quoted(text.title, limit: 200))</td><td>\(page.quoted(text.kind)) · "
                        + "\(say("\(characters) 字", "\(characters) characters"))</td></tr>")
            }
            let shown = page.shown(min(background.texts.count, ComparisonPage.mostTexts), of: background.texts.count)
            if !shown.isEmpty { rows.append("<tr><td></td><td colspan=\"2\">\(shown)</td></tr>") }
        }
        for bid in lot.shown {
            let code = lot.bids[bid].code.map { "<br/><span class=\"small\">\(page.text($0.text))</span>" } ?? ""
            let inputs = facts.inputs(bid, view)
            for (row, input) in inputs.enumerated() {
                let name =
                    input.count.map { count in
                        let shown = Figure.count(count).text
                        return say("清单:\(shown) 个散件", "list of \(shown) loose documents")
                    } ?? page.quoted(input.name, limit: 200)
                rows.append(
                    "<tr><td>\(row == 0 ? bidder(bid) + code : ComparedLot.letter(bid))</td><td>\(name)</td>"
                        + "<td><code>\(page.text(input.digest))</code></td></tr>")
            }
            if inputs.isEmpty { rows.append("<tr><td>\(bidder(bid))\(code)</td><td>–</td><td>–</td></tr>") }
        }
        return section(
            "inputs", inputsTitle,
            """
            <table><thead><tr><th>\(say("投标人", "Bidder"))</th><th>\(say("文件", "File"))</th>\
            <th>\(say("摘要", "Digest"))</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>

            """)
    }

    private var rules: String {
        let rows = StrengthTable.rows.map { row in
            "<tr><td>\(page.text(row.signal.title))</td><td>\(page.text(row.what))</td>"
                + "<td>\(page.badge(row.strength))</td></tr>"
        }
        return section(
            "rules", rulesTitle,
            """
            <table><thead><tr><th>\(say("信号", "Signal"))</th><th>\(say("情形", "What was found"))</th>\
            <th>\(say("强度", "Strength"))</th></tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>
            \(page.list(StrengthTable.rules.map(page.text)))
            <p class="small">\(say("强度表", "Strength table")) <code>\(StrengthTable.digest)</code></p>

            """)
    }

    private var closing: String {
        let words = view == .officer ? ReportWords.officerClosing : ReportWords.closing
        return "<footer>" + words.map { "<p>\(page.text($0))</p>" }.joined() + "</footer>"
    }
}
