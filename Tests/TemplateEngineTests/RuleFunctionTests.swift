// RuleFunctionTests.swift — every function that rules may use, with the cases that decide what it means.
import Checks
import Foundation
import TemplateEngine
import Testing
import XMLKit

@Suite struct RuleFunctionTests {
    static let cases: [(String, String, String)] = [
        ("f:fen('1200.05')", "120005", "yuan with two decimals"), ("f:fen('1,200')", "NaN", "separators"),
        ("f:fen('')", "NaN", "nothing"),
        ("f:fen('0.1') + f:fen('0.2') = f:fen('0.3')", "true", "exact, unlike 0.1 + 0.2"),
        ("f:sum-fen(/v/m)", "350", "1.10 + 2.40"), ("f:sum-fen(/v/none)", "0", "no node"),
        ("f:sum-fen(/v/m | /v/t)", "NaN", "one that is no amount"),
        ("f:product-fen('3', '0.335')", "101", "1.005 rounds up"),
        ("f:product-fen('0.125', '1')", "13", "0.125 rounds up"),
        ("f:product-fen('x', '1')", "NaN", "no number"), ("f:product-fen('-1', '1')", "NaN", "a sign"),
        ("f:product-fen('999999999999999', '999999')", "NaN", "beyond what a double holds exactly"),
        ("f:share-fen(500000000, '2')", "10000000", "2 percent of 5 million yuan"),
        ("f:share-fen(101, '0.5')", "1", "0.505 fen rounds up"), ("f:share-fen(0 div 0, '2')", "NaN", "no amount"),
        ("f:words-fen('壹佰贰拾元伍角整')", "12050", "in words"), ("f:words-fen('一百')", "NaN", "no formal words"),
        ("f:is-date('2026-02-28')", "true", "a day"), ("f:is-date('2026-02-30')", "false", "no day"),
        ("f:is-date('2026-2-8')", "false", "one digit"),
        ("f:is-date('2026-02-28T00:00:00+08:00')", "false", "an instant"),
        ("f:date('2026-12-31T20:00:00Z')", "2027-01-01", "Beijing is ahead"), ("f:date('soon')", "", "no time"),
        ("f:days-between('2026-12-01', '2026-12-21')", "20", "days"),
        ("f:days-between('2026-12-01T23:59:00+08:00', '2026-12-02')", "1", "days, not hours"),
        ("f:days-between('2026-12-21', '2026-12-01')", "-20", "backwards"),
        ("f:days-between('', '2026-12-01')", "NaN", "no day"),
        ("f:date-plus('2026-12-31', 1)", "2027-01-01", "over the year"),
        ("f:date-plus('2026-12-31', 0.5)", "", "half a day"),
        ("f:minutes-between('2026-12-01T09:00:00+08:00', '2026-12-01T02:30:00Z')", "90", "across zones"),
        ("f:entry-exists('parts/letter/a.pdf')", "true", "a file"),
        ("f:entry-exists('parts/letter')", "false", "no file, a folder"),
        ("f:entry-exists('parts/letter/')", "true", "a folder with files"),
        ("f:entry-exists('parts/none/')", "false", "none"),
        ("f:entry-count('parts/letter/')", "2", "how many"),
        ("f:entry-filled('forms/done.md')", "true", "nothing left to fill in"),
        ("f:entry-filled('forms/begun.md')", "false", "a mark was left"),
        ("f:entry-filled('forms/none.md')", "false", "not there"),
        (
            "f:digest('parts/letter/b.pdf')", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "of nothing"
        ),
        ("f:digest('parts/none')", "", "not there"),
        ("f:is-credit-code('91999999MA0GDL0116')", "true", "with its check digit"),
        ("f:is-credit-code('91999999MA0GDL0117')", "false", "a wrong one"),
        ("f:is-item-code('010101001001')", "true", "12 digits"), ("f:is-item-code('01010100100')", "false", "11"),
        ("f:contains-any('注册资本5000万', '净资产|注册资本')", "true", "one of them"),
        ("f:contains-any('业绩', '净资产|注册资本')", "false", "none"),
        (
            "f:contains-any('注\u{200b}册 资\u{3000}本', '净资产|注册资本')", "true",
            "written with blanks and zero-width characters"
        ),
        ("f:contains-any('报价:100', '报价:')", "true", "a colon of either width"),
        ("f:contains-any('iso9001', 'ＩＳＯ 9001')", "true", "width, blanks and capitals of the word asked for"),
        ("f:contains-any('业绩', ' | |\u{200b}|')", "false", "no word is in no text"),
        ("f:contains-any('', '业绩')", "false", "no text has a word"),
        ("f:has-duplicates(/v/m)", "false", "two amounts"), ("f:has-duplicates(/v/d)", "true", "twice the same"),
    ]

    @Test(arguments: cases) func says(_ expression: String, _ wanted: String, why: String) throws {
        let root = XMLElement(
            "v", namespace: "",
            children: [
                XMLElement("m", namespace: "", text: "1.10"), XMLElement("m", namespace: "", text: "2.40"),
                XMLElement("t", namespace: "", text: "若干"), XMLElement("d", namespace: "", text: "张三"),
                XMLElement("d", namespace: "", text: "张三"),
            ])
        let files = FilesInMemory([
            "parts/letter/a.pdf": [1], "parts/letter/b.pdf": [], "forms/done.md": Array("工期:300 天".utf8),
            "forms/begun.md": Array("工期:【待填】天".utf8),
        ])
        let run = try XPathRun(XPathDocument(root), functions: RuleFunctions.all(files: files))
        let top = try #require(try run.nodes(XPathExpression("/v")).first)
        #expect(try run.text(XPathExpression(expression), at: top) == wanted, "\(why)")
    }

    /// The table in the guide is that of the program, and every function is in it and in the cases above.
    @Test func theGuideHasEveryFunction() throws {
        let guide = try String(contentsOf: Guide.file, encoding: .utf8)
        let names = Set(RuleFunctions.all(files: FilesInMemory()).keys)
        #expect(Set(RuleFunctions.forms.map { String($0.form.dropFirst(2).prefix { $0 != "(" }) }) == names)
        for (form, meaning) in RuleFunctions.forms {
            let zh = meaning.zh.replacing("|", with: "\\|")
            let en = meaning.en.replacing("|", with: "\\|")
            #expect(guide.contains("| `\(form)` | \(zh) · \(en) |"), "\(form)")
        }
        for name in names { #expect(Self.cases.contains { $0.0.contains("f:\(name)(") }, "\(name)") }
    }
}

/// docs/templates/README.md.
enum Guide {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/templates/README.md")
}
