// WordingTests.swift — ways to write a word so that a search does not find it, and that it is found all the same.
import Testing

@testable import TenderModel

@Suite struct WordingTests {
    @Test(arguments: [
        ("不得", "不得", "as it is"), ("不 得", "不得", "a blank"), ("不\u{3000}得", "不得", "an ideographic blank"),
        ("不\u{a0}得", "不得", "a blank that does not break"), ("不\n得", "不得", "a line break"),
        ("不\u{200b}得", "不得", "a zero-width space"), ("不\u{200d}得", "不得", "a joiner"),
        ("不\u{feff}得", "不得", "a byte order mark"), ("不\u{ad}得", "不得", "a soft hyphen"),
        ("不\u{fe00}得", "不得", "a variation selector"), ("不\u{e0100}得", "不得", "one of the supplement"),
        ("不\u{3164}得", "不得", "a Hangul filler"), ("不\u{2800}得", "不得", "a blank of braille"),
        ("不\u{202e}得", "不得", "a turn of direction"), ("不\u{301}得", "不得", "an accent on a character"),
        ("不\u{20dd}得", "不得", "a circle around it"), ("\u{f967}得", "不得", "a compatibility ideograph"),
        ("ＩＳＯ９００１:", "iso9001:", "full width"), ("ISO 9001", "iso9001", "capitals"),
        ("é", "e\u{301}", "letters keep their accents"),
        (" \u{200b}", "", "nothing to be seen"),
    ])
    func isSeenAs(_ text: String, _ plain: String, why: String) { #expect(Wording.plain(text) == plain, "\(why)") }

    @Test(arguments: [
        ("投标人不得转包", "不得", true, "within"), ("不能得", "不得", false, "something that can be seen between"),
        ("不得\u{ff9e}", "不得", true, "what joins the last character"), ("", "不得", false, "nothing"),
        ("不得", "", false, "no word"),
    ])
    func has(_ text: String, _ word: String, _ wanted: Bool, why: String) {
        #expect(Wording.has(Wording.plain(word), in: Wording.plain(text)) == wanted, "\(why)")
    }
}
