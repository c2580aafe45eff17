// EvasionTests.swift — hidden characters are counted with their places, honest ones are not.
import Testing
import TextMatching

struct EvasionTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        /// Kind and offset of each mark.
        var marks: [(EvasionKind, Int)]
        var why: String
        var testDescription: String { why }
    }

    static let cases = [
        Case(
            text: "工\u{200B}程\u{200D}款", marks: [(.zeroWidth, 1), (.zeroWidth, 3)], why: "zero width between ideographs"
        ),
        Case(
            text: "工\u{FEFF}程", marks: [(.zeroWidth, 1)], why: "a byte order mark within a text has no business there"),
        Case(text: "\u{FEFF}工程", marks: [], why: "at the start of a block it is one"),
        Case(text: "合\u{00AD}同", marks: [], why: "soft hyphens come from PDF"),
        Case(text: "👷\u{200D}♂\u{FE0F}工", marks: [], why: "an emoji is joined"),
        Case(text: "葛\u{E0100}城", marks: [], why: "variants of ideographs"),
        Case(text: "工\u{E0041}程", marks: [(.zeroWidth, 1)], why: "tag characters carry hidden text"),
        Case(
            text: "工\u{1D173}程\u{1BCA0}款\u{E0200}项", marks: [(.zeroWidth, 1), (.zeroWidth, 3), (.zeroWidth, 5)],
            why: "controls of music and shorthand, and what is kept for more of them"),
        Case(text: "工\u{180F}程\u{2800}款", marks: [(.zeroWidth, 1), (.zeroWidth, 3)], why: "nothing in print"),
        Case(text: "⠓⠊\u{2800}⠞⠓", marks: [], why: "a blank between words in Braille"),
        Case(text: "报\u{202E}价", marks: [(.bidiControl, 1)], why: "an override in Chinese"),
        Case(text: "\u{200F}שלום\u{200F} 5", marks: [], why: "Hebrew needs its marks"),
        Case(
            text: "соntract", marks: [(.lookAlike, 0), (.lookAlike, 1)], why: "two Cyrillic letters in an English word"),
        Case(
            text: "c\u{200B}о", marks: [(.zeroWidth, 1), (.lookAlike, 2)],
            why: "an unseen character does not part a word"),
        Case(text: "Москва", marks: [], why: "a Russian word"),
        Case(text: "Φ16钢筋,ρ=2.4,Δt", marks: [], why: "symbols of engineers"),
        Case(text: "GB 50204,“工期”", marks: [], why: "full-width Latin and Chinese punctuation are ordinary"),
        Case(text: "⽔泥", marks: [], why: "radicals come from fonts of PDF"),
    ]

    @Test(arguments: cases)
    func marks(_ c: Case) throws {
        let tally = try LotTexts([bid("首段", c.text)]).evasion[0]
        #expect(tally.marks.map(\.kind) == c.marks.map(\.0), "\(c.why)")
        #expect(tally.marks.map(\.point) == c.marks.map { TextPoint(block: 1, offset: $0.1) })
        #expect(tally.counts.values.reduce(0, +) == c.marks.count)
    }

    @Test func allAreCountedAndTheFirstKeepTheirPlaces() throws {
        let tally = try LotTexts([bid(String(repeating: "工\u{200B}", count: 5000))]).evasion[0]
        #expect(tally.counts == [.zeroWidth: 5000])
        #expect(tally.marks.count == EvasionTally.placesKept)
    }
}
