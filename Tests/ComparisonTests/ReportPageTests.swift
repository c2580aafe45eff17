// ReportPageTests.swift — the page: all of it is there, well formed, and nothing that a stranger wrote can break it.
import Reporting
import TenderModel
import Testing
import XMLKit

@testable import Comparison

@Suite struct ReportPageTests {
    private func html(_ comparison: Comparison, _ language: Language = .zh) -> String {
        ComparisonPage.html(comparison, view: .supervisor, language: language, version: "0.1.0")
    }

    @Test(arguments: Language.allCases) func everyKindOfEvidenceIsThere(_ language: Language) throws {
        let lot = try ReportSamples.empty(3, tender: true)
        let page = html(try ReportSamples.planted([ReportSamples.everything()], in: lot), language)
        for (wanted, why) in [
            ("<bdi class=\"fig\">12,345</bdi>", "a count, with thousands parted"),
            ("<bdi class=\"fig\">61.7%</bdi>", "a share"), ("<bdi class=\"fig\">0.965</bdi>", "a decimal, exactly"),
            ("<mark>甲独有</mark>", "what the other side has not is marked"),
            (
                language == .zh ? "共 57 项\u{FF0C}此处显示 2 项" : "2 of 57 shown",
                "a table says how many rows it does not show"
            ),
            (language == .zh ? "共 62 项\u{FF0C}此处显示 60 项" : "60 of 62 shown", "so do places"),
            (language == .zh ? "两轴为对数刻度" : "both axes are logarithmic", "values span over a hundredfold"),
            ("src=\"data:image/png;base64,iVBORw0KGgo", "a picture within the page"),
            (language == .zh ? "无法在此显示" : "cannot be shown here", "what is no picture is not given to a browser"),
            ("第\(language == .zh ? "40条" : "")", "the article"),
            (language == .zh ? "\u{FF08}六\u{FF09}" : "(六)", "its items"),
            ("发改法规〔2026〕195号", "on whose judgement it is"),
            (language == .zh ? "正当的原因也可能是" : "Innocent causes", "innocent causes are called so"),
            ("sha256:", "which strength table"), ("BH-2026-0117", "which tender"),
            ("2026-11-18 19:06:40 +08:00", "when"),
        ] where !(language == .en && wanted == "第") {
            #expect(page.holds(wanted), "\(why): \(wanted)")
        }
    }

    @Test(arguments: Language.allCases) func itNeedsNothingFromOutsideAndRunsNothing(_ language: Language) throws {
        for comparison in [
            try ReportSamples.compared(),
            try ReportSamples.planted([ReportSamples.everything()], in: try ReportSamples.empty(2)),
        ] {
            let page = html(comparison, language)
            for word in ["@import", "url(", "http://", "https://"] { #expect(!page.holds(word), "\(word)") }
            #expect(page.holds("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"))
            #expect(page.hasPrefix("<!DOCTYPE html>\n"))
            try expectHarmless(page)
        }
    }

    @Test(arguments: Language.allCases) func itIsWellFormed(_ language: Language) throws {
        try expectHarmless(html(try ReportSamples.compared(), language))
        try expectHarmless(
            html(try ReportSamples.planted([ReportSamples.everything()], in: try ReportSamples.empty(2)), language))
        try expectHarmless(html(try ReportSamples.planted([], in: try ReportSamples.empty(2)), language))
    }

    // MARK: - Strangers' texts

    struct Hostile: Sendable, CustomTestStringConvertible {
        var text: String
        var mustNotContain: String
        var why: String
        var testDescription: String { why }
    }

    static let hostile = [
        Hostile(text: "<script>alert(1)</script>", mustNotContain: "<script", why: "an element"),
        Hostile(text: "\"><img src=x onerror=alert(1)>", mustNotContain: "<img src=x", why: "out of an attribute"),
        Hostile(text: "' onmouseover='alert(1)", mustNotContain: "' onmouseover", why: "out of a quoted attribute"),
        Hostile(text: "</title></head><body>", mustNotContain: "</title></head><body>正", why: "the end of the head"),
        Hostile(text: "\u{0600}<b>", mustNotContain: "<b>\u{0600}", why: "a mark that joins with the bracket after it"),
        Hostile(text: "公司\u{202E}司公", mustNotContain: "\u{202E}", why: "an override of the direction"),
        Hostile(text: "\u{2066}公司", mustNotContain: "\u{2066}", why: "an isolate that never ends"),
        Hostile(text: "零\u{200B}宽", mustNotContain: "\u{200B}", why: "a character without width"),
        Hostile(text: "a\u{0}b\u{7}\u{1B}[31m", mustNotContain: "\u{1B}", why: "controls"),
        Hostile(text: "a\u{E0041}b", mustNotContain: "\u{E0041}", why: "a tag character"),
        Hostile(
            text: "z" + String(repeating: "\u{0336}", count: 80),
            mustNotContain: String(repeating: "\u{0336}", count: 4), why: "a tower of combining marks"),
        Hostile(
            text: String(repeating: "长", count: 10_000), mustNotContain: String(repeating: "长", count: 4_001),
            why: "10,000 characters"),
        Hostile(
            text: "{count} &lt;b&gt; %s", mustNotContain: "&lt;b&gt;%", why: "what looks filled in or escaped already"),
    ]

    @Test(arguments: hostile) func whatStrangersWroteCannotBreakThePage(_ hostile: Hostile) throws {
        var lot = try ReportSamples.empty(3) { hostile.text + String($0) }
        var tender = try ReportSamples.tender()
        (tender.title, tender.id) = (hostile.text, hostile.text)
        (lot.tender, lot.lot) = (tender, tender.lots.first)
        lot.lot?.title = hostile.text
        lot.tenderFiles = [
            ComparedFile(name: hostile.text, digest: .init(algorithm: "sha256", hex: ReportSamples.digest(1)))
        ]
        lot.tenderNotRead = [
            NotRead(
                file: hostile.text, code: hostile.text, reason: LocalizedText(zh: hostile.text, en: hostile.text),
                place: hostile.text, isWhole: false)
        ]
        var clue = ReportSamples.everything(hostile.text)
        clue.kind = hostile.text
        clue.title = LocalizedText(zh: hostile.text, en: hostile.text)
        let words = LocalizedText(zh: hostile.text, en: hostile.text)
        let remark = LotRemark(
            .text, hostile.text, bids: [0, 1, 2], title: words, statements: clue.statements, evidence: clue.evidence)
        let comparison = try ReportSamples.planted([clue], remarks: [remark], unchecked: [words], in: lot)
        for view in ReportView.allCases {
            for language in Language.allCases {
                let page = ComparisonPage.html(comparison, view: view, language: language, version: hostile.text)
                #expect(!page.holds(hostile.mustNotContain))
                try expectHarmless(page)
                // and what it wrote must read back as data
                let json = ComparisonJSON.of(comparison, view: view, version: hostile.text)
                #expect(try JSON(reading: Array(json.text.utf8)) == json)
            }
        }
    }

    /// Numbers that are none, all alike, or beyond what can be drawn.
    @Test(arguments: [
        [(1.0, 1.0)], [(0, 0), (0, 0)], [(-5, 3), (7, -2)], [(.nan, 1), (1, .infinity)],
        [(1e300, -1e300), (-1e300, 1e300)],
        [(1e-300, 1e300), (1e300, 1e-300)], [], [(1e-307, 1e-307)], [(1.7e308, 1.7e308), (-1.7e308, 1)],
        [(0.01, 12), (45_000, 61_000)], [(100, 101), (350, 349)],
    ]) func anyPlotIsDrawn(_ points: [(Double, Double)]) throws {
        for language in Language.allCases {
            let words = LocalizedText(zh: "单价", en: "price")
            let svg = PlotSVG(page: PageText(language: language)).scatter(
                title: words, x: words, y: words,
                points: points.map { PlotPoint(x: $0.0, y: $0.1, isMatching: true) })
            try expectHarmless("<!DOCTYPE html>\n<html>\(svg)</html>")
            #expect(!svg.holds("nan") && !svg.holds("inf"))
        }
    }

    @Test func axesHaveRoundTicksWithinThem() throws {
        for (values, isLogarithmic, expected) in [
            ([0.5, 20_000], true, ["1", "10", "100", "1,000", "10,000"]),
            ([100, 350], false, ["100", "150", "200", "250", "300", "350"]),
            ([12.5, 13.0], false, ["12.5", "12.6", "12.7", "12.8", "12.9", "13"]),
        ] {
            let axis = try #require(PlotAxis(values, isLogarithmic: isLogarithmic))
            #expect(axis.ticks.map(PlotAxis.label) == expected)
        }
        #expect(PlotAxis.isWide([1, 101]) && !PlotAxis.isWide([1, 100]) && !PlotAxis.isWide([0, 5_000]))
    }

    // MARK: - Many bids

    @Test func upToTwentyBidsThereIsAMatrixAndAList() throws {
        for (count, isMatrix) in [(2, true), (20, true), (21, false), (200, false)] {
            let clue = ReportSamples.everything(bids: [0, count - 1])
            let page = html(try ReportSamples.planted([clue], in: try ReportSamples.empty(count)))
            #expect(page.holds("<table class=\"matrix\">") == isMatrix, "\(count)")
            let last = ComparedLot.letter(count - 1)
            #expect(page.holds("href=\"#p-A-\(last)\"") && page.holds("id=\"p-A-\(last)\""))
        }
    }

    @Test func everyLinkHasItsPlace() throws {
        let page = html(try ReportSamples.compared())
        let links = page.split(separator: "href=\"#").dropFirst().compactMap { $0.split(separator: "\"").first }
        #expect(links.count > 10)
        for link in Set(links) { #expect(page.holds("id=\"\(link)\""), "\(link)") }
    }

    @Test func theWorstPairStandsFirst() throws {
        let lot = try ReportSamples.empty(4)
        let clues = [
            ReportSamples.everything(bids: [0, 1], strength: .weak),
            ReportSamples.everything(bids: [2, 3], strength: .strong),
            ReportSamples.everything(bids: [0, 2], strength: .moderate),
        ]
        let page = html(try ReportSamples.planted(clues, in: lot))
        let order = page.split(separator: "<section id=\"p-").dropFirst().map { $0.prefix(3) }
        #expect(order == ["C-D", "A-C", "A-B"])
    }

    @Test func whatDoesNotFitIsCounted() throws {
        let lot = try ReportSamples.empty(200)
        var clues: [Clue] = []
        for a in 0..<60 { for b in 60..<120 { clues.append(plain([a, b])) } }
        let page = html(try ReportSamples.planted(clues, in: lot))
        #expect(page.split(separator: "<article class=\"clue\"").count == ComparisonPage.mostClues + 1)
        #expect(page.holds("共 1 项\u{FF0C}此处显示 0 项"))
        #expect(page.holds("3,600"))
    }

    private func plain(_ bids: [Int]) -> Clue {
        Clue(
            .identity, "lock", bids: bids, strength: .weak, articles: [.samePreparer],
            title: LocalizedText(zh: "题", en: "t"), statements: [Statement(zh: "句", en: "s")], evidence: [])
    }

    @Test func theSameLotGivesTheSamePage() throws {
        #expect(html(try ReportSamples.compared()) == html(try ReportSamples.compared()))
    }

    /// Well formed even as XML, made of elements that show and do nothing, and pointing nowhere outside.
    private func expectHarmless(_ page: String) throws {
        check(try XMLReader.parse(Array(page.utf8.dropFirst("<!DOCTYPE html>\n".utf8.count))))
    }

    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "section", "article", "header", "footer", "nav", "div",
        "span",
        "p", "h1", "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a",
        "b",
        "br", "bdi", "mark", "code", "figure", "figcaption", "img", "svg", "path", "text",
    ]

    private func check(_ element: XMLElement) {
        #expect(Self.elements.contains(element.name), "\(element.name)")
        for attribute in element.attributes {
            #expect(!attribute.name.hasPrefix("on") && attribute.name != "style", "\(attribute.name)")
            if attribute.name == "href" { #expect(attribute.value.hasPrefix("#")) }
            if attribute.name == "src" { #expect(attribute.value.hasPrefix("data:image/")) }
        }
        for child in element.children { check(child) }
    }
}
