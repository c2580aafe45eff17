// ChinesePageTests.swift — the Chinese pages as officials print Chinese: full-width marks in our words, and nothing changed in what is quoted.
import Reporting
import Testing

@testable import Comparison

@Suite struct ChinesePageTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var written: String
        /// With `~` before each mark that is full width.
        var printed: String
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Case(written: "没有:全部,已读;好!", printed: "没有~:全部~,已读~;好~!", why: "between Chinese"),
        Case(written: "共 1,234 项,09:30 起", printed: "共 1,234 项~,09:30 起", why: "figures keep theirs"),
        Case(written: "A, B, C 三家", printed: "A, B, C 三家", why: "a list of letters"),
        Case(written: "标识(rsid、paraId),共有", printed: "标识~(rsid、paraId~)~,共有", why: "both brackets or neither"),
        Case(written: "H(K_B) 与 f(x)", printed: "H(K_B) 与 f(x)", why: "a formula"),
        Case(written: "表 {a}({b}):共 {c}", printed: "表 {a}({b})~:共 {c}", why: "placeholders stay what they are"),
        Case(written: "没有, 也无", printed: "没有~,也无", why: "a full-width mark brings its own space"),
        Case(written: "甲&lt;乙&#39;丙", printed: "甲&lt;乙&#39;丙", why: "entities of HTML"),
    ])
    func marksBesideChineseAreFullWidth(_ row: Case) {
        let wide: [Character: Character] = [
            ",": "\u{FF0C}", ":": "\u{FF1A}", ";": "\u{FF1B}", "!": "\u{FF01}", "(": "\u{FF08}", ")": "\u{FF09}",
        ]
        var (expected, isWide) = ("", false)
        for character in row.printed {
            if character == "~" {
                isWide = true
            } else {
                expected.append(isWide ? wide[character] ?? character : character)
                isWide = false
            }
        }
        let page = PageText(language: .zh)
        #expect(page.say(row.written, "") == expected)
        #expect(PageText(language: .en).say("", row.written) == row.written, "and only in Chinese")
    }

    @Test func whatWasNotReadIsNamedInChinese() {
        let page = PageText(language: .zh)
        #expect(page.part("page 3-5, 9") == "第 3-5、9 页" && page.part("line 12") == "第 12 行")
        #expect(page.part("page of his").contains("page of his"), "a stranger's words stay")
        #expect(PageText(language: .en).part("page 3").contains("page 3"))
    }

    /// In no sentence of ours does a half-width mark stand between two Chinese characters.
    @Test func noHalfWidthMarkStandsBetweenChineseInOurSentences() throws {
        let page = PageText(language: .zh)
        let comparison = try ReportSamples.compared()
        let facts = ReportFacts(comparison)
        var texts =
            (comparison.clues.flatMap(\.allStatements) + comparison.remarks.flatMap(\.allStatements)
            + facts.summary + facts.officerSummary).map(page.sentence)
        texts +=
            (comparison.unchecked + comparison.clues.flatMap { [$0.title] + $0.causes + $0.unchecked }
            + StrengthTable.rules + ReportWords.closing + ReportWords.officerClosing).map(page.text)
        func isChinese(_ character: Character) -> Bool { ("\u{4E00}"..."\u{9FFF}").contains(character) }
        for text in texts {
            let characters = Array(text)
            for place in characters.indices.dropFirst().dropLast() where ",:;?!".contains(characters[place]) {
                #expect(!(isChinese(characters[place - 1]) && isChinese(characters[place + 1])), "\(text)")
            }
        }
    }
}
