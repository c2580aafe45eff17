import FileKit
import Testing
import XMLKit

// HostileTests.swift — documents that want to exhaust, crash or mislead: each ends in time, and what was not read is named.
@testable import Extraction

@Suite struct HostileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let codes: [String]
        /// Words that must have come through all the same.
        var words: String?
        let why: String
        var testDescription: String { "\(file): \(why)" }
    }

    @Test(arguments: [
        Case(file: "bomb.docx", codes: ["EXTR-0020"], why: "300 MiB of blanks in 300 KB"),
        Case(
            file: "bomb-picture.docx", codes: ["EXTR-0021"], words: "正文还在",
            why: "a bomb among the pictures leaves the text"),
        Case(file: "entities.docx", codes: ["EXTR-0020"], why: "entities that multiply"),
        Case(file: "external-entity.docx", codes: ["EXTR-0020"], why: "an entity that reads a file of ours"),
        Case(file: "deep.docx", codes: ["EXTR-0020"], why: "5,000 paragraphs inside one another"),
        Case(
            file: "cut.docx", codes: ["EXTR-0021"], words: "前面的字", why: "cut off in the middle: what came before counts"
        ),
        Case(file: "style-circle.docx", codes: [], words: "循环样式", why: "styles based on each other"),
        Case(file: "twins.docx", codes: ["EXTR-0020"], why: "two entries of one name: which one does a reader see?"),
        Case(file: "half.docx", codes: ["EXTR-0020"], why: "the first 700 bytes"),
        Case(file: "empty.docx", codes: ["EXTR-0014"], why: "no bytes"),
        Case(file: "noise.bin", codes: ["EXTR-0013"], why: "no format at all"),
        Case(file: "broken.txt", codes: ["EXTR-0035"], words: "这是一行正常的文字", why: "a byte that GB18030 does not have"),
        Case(file: "header-only.pdf", codes: ["EXTR-0020"], why: "a PDF of one line"),
        Case(file: "noise.pdf", codes: ["EXTR-0020"], why: "noise behind a header"),
        Case(file: "trailer-circle.pdf", codes: ["EXTR-0020"], why: "a trailer that comes before itself"),
        Case(file: "form-circle.pdf", codes: [], words: "循环", why: "a form that draws itself"),
    ])
    func endsAndSaysSo(_ row: Case) throws {
        let document = try Fixture.readHostile(row.file)
        #expect(document.codes == row.codes, "\(document.unread)")
        #expect(document.isUnread == (row.words == nil))
        if let words = row.words { #expect(document.blocks.contains { $0.text.contains(words) }) }
        for unread in document.unread {
            #expect(!unread.reason.zh.contains("root:") && !unread.reason.en.isEmpty && !unread.remedy.zh.isEmpty)
        }
    }

    @Test func aToolThatSpinsIsEnded() throws {
        var limits = ExtractionLimits()
        limits.toolTime = 1_500
        let clock = ContinuousClock()
        var document: ExtractedDocument?
        let took = try clock.measure { document = try Fixture.readHostile("spin.pdf", limits: limits) }
        #expect(document?.codes == ["EXTR-0024"] && document?.isUnread == true)
        #expect(took < .seconds(30))
    }

    @Test func aToolWithoutMemoryIsNamed() throws {
        var limits = ExtractionLimits()
        limits.toolMemory = 14 << 20
        let document = try Fixture.read("report.pdf", limits: limits)
        // it may not even start: whatever it does, nothing of it passes for having been read
        #expect(document.isUnread && document.blocks.isEmpty)
    }

    @Test func aToolThatSaysTooMuchIsCut() throws {
        var limits = ExtractionLimits()
        limits.toolOutput = 1_600
        let document = try Fixture.read("report.pdf", limits: limits)
        #expect(document.codes.contains("EXTR-0025"))
        #expect(document.texts().first == "投标函", "what it said before counts")
    }

    @Test func allTextHidden() throws {
        let document = try Fixture.readHostile("hidden.docx")
        #expect(document.texts().isEmpty && document.texts(.hidden).count == 1)
    }

    @Test func aHundredMegabytesOfOneLetter() throws {
        let document = try Fixture.readHostile("one-letter.txt")
        #expect(document.characters == 20_000_000)
        #expect(document.codes == ["EXTR-0032"])
    }

    @Test func longDocumentsAreCutWhereTheLimitIs() throws {
        var limits = ExtractionLimits()
        limits.maxCharacters = 30
        for name in ["letter.docx", "report.pdf", "letter.ofd", "people.xlsx", "utf-8.txt"] {
            let document = try Fixture.read(name, limits: limits)
            let whole = try Fixture.read(name)
            #expect(document.characters == min(30, whole.characters), "\(name)")
            let cut = whole.characters > 30 ? ["EXTR-0032"] : []
            #expect(Set(document.codes).subtracting(whole.codes) == Set(cut), "\(name) \(document.codes)")
        }
    }

    @Test(arguments: ["pictures.docx", "pictures.pdf"])
    func twentyThousandPictures(_ name: String) throws {
        let document = try Fixture.readHostile(name)
        #expect(document.images.count == 20_000)
        #expect(Set(document.images.map(\.streamDigest)).count == 20_000)
        #expect(document.codes.contains("EXTR-0033") && !document.codes.contains("EXTR-0040"))
    }

    /// Every fixture cut short, and with bytes flipped: no crash, and the same answer for the same bytes.
    @Test(arguments: ["letter.docx", "letter.ofd", "people.xlsx", "gb18030.txt", "photo.jpeg"])
    func alteredBytes(_ name: String) throws {
        let bytes = try Fixture.bytes(name)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
        }
        for round in 0..<150 {
            var altered = bytes
            if round.isMultiple(of: 3) { altered = Array(altered.prefix(next(bytes.count))) }
            for _ in 0..<4 where !altered.isEmpty {
                altered[next(altered.count)] = UInt8(truncatingIfNeeded: next(256))
            }
            let a = try Extractor().read(altered, name: name)
            let b = try Extractor().read(altered, name: name)
            #expect(a.blocks == b.blocks && a.unread == b.unread)
        }
    }

    /// Parts made of the tags that a word processor knows, in every order that is well-formed XML.
    @Test func anyOrderOfTags() throws {
        let names = [
            "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "tblPr", "trPr", "shd", "vanish", "color", "sz",
            "pStyle",
            "ins", "del", "moveFrom", "rPrChange", "AlternateContent", "Choice", "Fallback", "comment",
            "commentReference",
            "instrText", "txbxContent", "br", "sectPr", "TextObject", "TextCode", "Template", "FillColor",
        ]
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
        for _ in 0..<400 {
            var xml = "<root>"
            var open: [String] = []
            var letters = 0
            for _ in 0..<200 {
                switch next(5) {
                case 0 where open.count < 60,
                    1 where open.count < 60:
                    let name = names[next(names.count)]
                    open.append(name)
                    xml +=
                        "<\(name) val=\"\(["0", "1", "FFFFFF", "2", "x"][next(5)])\" rsidR=\"00ABCDEF\" Boundary=\"1 2 3 4\">"
                case 2 where !open.isEmpty: xml += "</\(open.removeLast())>"
                default:
                    xml += "字"
                    letters += 1
                }
            }
            for name in open.reversed() { xml += "</\(name)>" }
            xml += "</root>"
            let text = TextCollector(.init())
            let findings = WordFindings(styles: WordStyles(), text: text, limits: .init())
            try XMLEvents.read(Array(xml.utf8), to: WordText(.body, findings))
            let page = OFDPage(number: 1, text: text)
            try XMLEvents.read(Array(xml.utf8), to: page)
            page.finish()
            // each of both may give a letter once, and none that was not there
            #expect(text.blocks.reduce(0) { $0 + $1.text.count { $0 == "字" } } <= letters * 2)
        }
    }

    /// The few bytes of a PDF that are read in our own process, altered in every way.
    @Test func alteredPDFSyntax() throws {
        let bytes = try Fixture.bytes("appended.pdf")
        for place in stride(from: 0, to: bytes.count, by: 3) {
            for byte: UInt8 in [0, 0x28, 0x3C, 0x3E, 0x5B, 0x39, 0xFF] {
                var altered = bytes
                altered[place] = byte
                _ = PDFFileID.read(altered)
                _ = PDFObjects(altered).stream(of: 1)
            }
            let cut = Array(bytes.prefix(place))
            _ = PDFFileID.read(cut)
            _ = PDFObjects(cut).stream(of: 1)
        }
    }
}
