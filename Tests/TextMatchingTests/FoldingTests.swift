// FoldingTests.swift — what counts as the same character, and the way back to where it stood.
import Testing
import TextMatching

struct FoldingTests {
    struct Case: CustomTestStringConvertible {
        var one: String
        var other: String
        var same: Bool
        var why: String
        var testDescription: String { why }
    }

    static let cases = [
        Case(one: "C30", other: "C30", same: true, why: "full-width letters and figures, as input methods yield them"),
        Case(one: "Gb50204", other: "GB50204", same: true, why: "case is no difference"),
        Case(one: "甲,乙;丙:丁", other: "甲,乙;丙:丁", same: true, why: "Chinese and ASCII punctuation"),
        Case(one: "“工期”", other: "\"工期\"", same: true, why: "quotation marks are exchanged by word processors"),
        Case(one: "“工期”", other: "「工期」", same: true, why: "so are corner brackets"),
        Case(one: "一—二", other: "一-二", same: true, why: "dashes"),
        Case(one: "工 程\u{3000}概\u{A0}况", other: "工程概况", same: true, why: "spaces of any width are layout"),
        Case(one: "工程\n概况\t表", other: "工程概况表", same: true, why: "a line break within a paragraph, from a PDF"),
        Case(
            one: "工\u{200B}程\u{2060}概\u{FEFF}况", other: "工程概况", same: true, why: "characters without width hide nothing"
        ),
        Case(one: "工\u{202E}程\u{202C}概况", other: "工程概况", same: true, why: "nor do direction controls"),
        Case(one: "соntrасt", other: "contract", same: true, why: "Cyrillic letters that look Latin"),
        Case(one: "ΡΕΤΜ", other: "PETM", same: true, why: "Greek capitals that look Latin"),
        Case(one: "ρ=2.4", other: "p=2.4", same: false, why: "rho is a symbol of its own"),
        Case(one: "⽔⼯⼤坝", other: "水工大坝", same: true, why: "Kangxi radicals, from fonts of some PDF writers"),
        Case(one: "⻋⻔⻢⻰", other: "车门马龙", same: true, why: "radicals of the supplement"),
        Case(one: "\u{F963}\u{F9E1}\u{FA19}", other: "北李神", same: true, why: "compatibility ideographs"),
        Case(one: "120㎡,5㎥,3㎝", other: "120m2,5m3,3cm", same: true, why: "units in one character"),
        Case(one: "①验收②交底", other: "1验收2交底", same: true, why: "figures in circles"),
        Case(one: "⑴⒉㈢", other: "(1)2.(三)", same: true, why: "figures in brackets"),
        Case(one: "第Ⅳ级", other: "第IV级", same: true, why: "Roman numerals in one character"),
        Case(one: "m²、10⁴", other: "m2、104", same: true, why: "superscripts, which extraction loses"),
        Case(one: "ﬁle", other: "file", same: true, why: "ligatures of a PDF"),
        Case(one: "合\u{00AD}同", other: "合同", same: true, why: "a soft hyphen is layout"),
        Case(one: "葛\u{E0100}城", other: "葛城", same: true, why: "a variation selector is a shape"),
        Case(one: "\u{1D400}\u{1D41B}\u{1D7D2}", other: "Ab4", same: true, why: "mathematical letters and figures"),
        Case(one: "二〇二六", other: "二○二六", same: true, why: "the circle that people type for zero"),
        Case(one: "土", other: "士", same: false, why: "ideographs that resemble one another are different words"),
        Case(one: "0", other: "O", same: false, why: "zero and O are told apart by their shape"),
        Case(one: "工程", other: "工程。", same: false, why: "punctuation counts"),
        Case(one: "發", other: "发", same: false, why: "traditional and simplified are different spellings"),
    ]

    /// Between fifty shared characters, the two spellings are an edit, or are none.
    @Test(arguments: cases)
    func folds(_ c: Case) throws {
        var random = Seeded(1)
        let (before, after) = (random.prose(50), random.prose(50))
        let result = try compare([bid(before + c.one + after), bid(before + c.other + after)])
        let passage = try #require(result.pairs.first?.passages.first)
        #expect(result.pairs.count == 1 && result.pairs[0].passages.count == 1)
        #expect((passage.edits == 0) == c.same, "\(c.why): \(passage.edits) edits")
        #expect(passage.first == span(0, 100 + c.one.unicodeScalars.count))
        #expect(passage.second == span(0, 100 + c.other.unicodeScalars.count))
    }

    /// One text in two dresses, each with spaces, unseen characters, and cut into blocks elsewhere: its places must be exact.
    @Test(arguments: 0..<40)
    func placesMapBackExactly(seed: Int) throws {
        var random = Seeded(seed + 100)
        let text = random.prose(Int.random(in: 60...400, using: &random)).unicodeScalars.map { $0 }
        var dressed: [(blocks: [String], places: [TextPoint])] = []
        for _ in 0..<2 {
            var blocks: [String.UnicodeScalarView] = [
                random.prose(Int.random(in: 0...90, using: &random)).unicodeScalars
            ]
            var places: [TextPoint] = []
            for scalar in text {
                let fill: [Unicode.Scalar] = [" ", "\u{3000}", "\u{200B}", "\u{00AD}", "\n", "\u{2060}"]
                while Int.random(in: 0..<6, using: &random) == 0 {
                    blocks[blocks.count - 1].append(fill.randomElement(using: &random) ?? " ")
                }
                if Int.random(in: 0..<25, using: &random) == 0 { blocks.append(String.UnicodeScalarView()) }
                places.append(TextPoint(block: blocks.count - 1, offset: blocks[blocks.count - 1].count))
                blocks[blocks.count - 1].append(scalar)
            }
            blocks[blocks.count - 1].append(
                contentsOf: random.prose(Int.random(in: 0...90, using: &random)).unicodeScalars)
            dressed.append((blocks.map { String($0) }, places))
        }
        let result = try compare(dressed.map { [TextDocument(blocks: $0.blocks)] })
        let passage = try #require(result.pairs.first?.passages.first)
        #expect(passage.runs.count == 1 && passage.edits == 0 && passage.equal == text.count)
        for (side, dress) in zip([passage.first, passage.second], dressed) {
            let last = try #require(dress.places.last)
            #expect(side.start == dress.places.first)
            #expect(side.end == TextPoint(block: last.block, offset: last.offset + 1))
        }
    }

    /// A unit that becomes two characters has one place.
    @Test func expandedCharactersKeepTheirPlace() throws {
        var random = Seeded(2)
        let (before, after) = (random.prose(60), random.prose(60))
        let result = try compare([bid(before + "㎡" + after), bid(before + "mx" + after)])
        let passage = try #require(result.pairs.first?.passages.first)
        // m is equal, 2 and x are not
        #expect(passage.runs.map(\.length) == [61, 60] && passage.edits == 1)
        #expect(passage.runs[0].first == span(0, 61) && passage.runs[1].first == span(61, 121))
        #expect(passage.runs[0].second == span(0, 61) && passage.runs[1].second == span(62, 122))
    }
}
