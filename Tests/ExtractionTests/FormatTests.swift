// FormatTests.swift — what a file is, told by its content; plain text in its codings; what is named and not read.
import Extraction
import FileKit
import Testing

@Suite struct FormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let format: DocumentFormat
        let code: String?
        let why: String
        var testDescription: String { "\(file): \(why)" }
    }

    @Test(arguments: [
        Case(file: "old.doc", format: .oldOffice, code: "EXTR-0010", why: "a compound file of before 2007"),
        Case(file: "encrypted.docx", format: .encryptedOffice, code: "EXTR-0011", why: "a password around a DOCX"),
        Case(file: "letter.rtf", format: .rtf, code: "EXTR-0012", why: "told, and not read"),
        Case(file: "page.html", format: .html, code: "EXTR-0012", why: "told, and not read"),
        Case(file: "slides.pptx", format: .pptx, code: "EXTR-0012", why: "told by its main part"),
        Case(
            file: "photo.jpeg", format: .image, code: "EXTR-0036", why: "a picture: what is written in it is not read"),
        Case(file: "utf-8.txt", format: .text, code: nil, why: "text"),
        Case(file: "letter.docx", format: .docx, code: "EXTR-0040", why: "read but for what lies in it"),
    ])
    func told(_ row: Case) throws {
        // whatever it is called
        let document = try Extractor().read(try Fixture.bytes(row.file), name: "x.pdf")
        #expect(document.format == row.format)
        #expect(document.unread.first?.code == row.code)
        #expect(document.isUnread == !row.format.isRead)
    }

    @Test func evenWhatIsNotReadSaysWhoseItIs() throws {
        #expect(try Fixture.read("slides.pptx").metadata.author == "王工")
    }

    @Test(arguments: ["utf-8.txt", "utf-8-mark.txt", "utf-16-le.txt", "utf-16-be.txt", "gb18030.txt"])
    func codings(_ name: String) throws {
        let document = try Fixture.read(name)
        #expect(document.texts() == ["第一行", "  第三行,镕", "第四行 Ａ"])
        #expect(document.blocks.map(\.place) == [.line(1), .line(3), .line(4)], "blank lines count and say nothing")
        #expect(document.unread.isEmpty)
    }

    struct Bytes: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let format: DocumentFormat
        let codes: [String]
        let why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Bytes(bytes: [], format: .empty, codes: ["EXTR-0014"], why: "nothing at all"),
        Bytes(bytes: [0, 1, 2, 3], format: .unknown, codes: ["EXTR-0013"], why: "NULs are no text"),
        Bytes(bytes: Array("%PDF".utf8), format: .text, codes: [], why: "four letters of a PDF are text"),
        Bytes(
            bytes: Array("\u{FEFF}<?xml version=\"1.0\"?><a/>".utf8), format: .xml, codes: ["EXTR-0012"],
            why: "XML behind a byte order mark"),
        Bytes(bytes: [0xFF, 0xFE, 0x2D], format: .text, codes: ["EXTR-0035"], why: "half a letter of UTF-16"),
        Bytes(
            bytes: [0x50, 0x4B, 3, 4, 9], format: .zip, codes: ["EXTR-0020"], why: "no archive behind the first bytes"),
        Bytes(
            bytes: [0xFF, 0xD8, 0xFF], format: .image, codes: ["EXTR-0036"],
            why: "a JPEG without a size is a picture all the same"
        ),
    ])
    func strangeBytes(_ row: Bytes) throws {
        let document = try Extractor().read(row.bytes, name: "x")
        #expect(document.format == row.format && document.codes == row.codes)
    }

    @Test func aFileThatIsTooLargeIsNamed() throws {
        var limits = ExtractionLimits()
        limits.maxFileSize = 1_000
        let document = try Extractor(limits: limits).read(Fixture.path("letter.docx"))
        #expect(document.codes == ["EXTR-0015"] && document.isUnread)
        #expect(document.digest == (try Fixture.read("letter.docx").digest), "and can still be told by its digest")
    }

    @Test func theStreamLeadsBackToBlocks() throws {
        let document = try Fixture.read("letter.docx")
        let stream = document.stream
        #expect(stream.count == stream.text.unicodeScalars.count)
        let scalars = Array(stream.text.unicodeScalars)
        for (index, block) in document.blocks.enumerated() {
            for (offset, scalar) in block.text.unicodeScalars.enumerated() {
                let at = try #require(stream.offset(block: index, scalar: offset))
                #expect(scalars[at] == scalar)
                let back = try #require(stream.locate(at))
                #expect(back.block == index && back.offset == offset)
            }
        }
        #expect(stream.locate(-1) == nil && stream.locate(stream.count) == nil)
        #expect(TextStream([]).locate(0) == nil)
    }

    @Test func theSameBytesGiveTheSame() throws {
        for name in ["letter.docx", "report.pdf", "letter.ofd", "people.xlsx"] {
            let (a, b) = (try Fixture.read(name), try Fixture.read(name))
            #expect(a.blocks == b.blocks && a.metadata == b.metadata && a.images == b.images && a.unread == b.unread)
        }
    }
}
