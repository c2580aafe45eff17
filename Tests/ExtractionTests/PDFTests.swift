// PDFTests.swift — PDF through poppler: text in boxes, ids, properties, pictures, scans, passwords.
import Extraction
import Foundation
import TenderModel
import Testing

@Suite struct PDFTests {
    @Test func textWithPagesAndBoxes() throws {
        let report = try Fixture.read("report.pdf")
        #expect(report.pages == 4)
        #expect(report.texts() == ["投标函", "致:滨河县住房和城乡建设局\n工期 < 300 天 & 质量合格", "第二页文字"])
        #expect(report.texts(.tiny) == ["小得看不见"])
        guard case .page(1, let box?) = report.blocks[1].place else {
            Issue.record("\(report.blocks[1].place)")
            return
        }
        // 72 pt from the left; the lines stand at 700 and 685 of 842 pt, of 12 pt each
        #expect(box.left == 72 && box.right == 222 && (130...133).contains(box.top) && (157...160).contains(box.bottom))
    }

    @Test(arguments: ["report.pdf", "xref-stream.pdf", "appended.pdf", "no-startxref.pdf", "owner-password.pdf"])
    func sameWordsAsPdftotext(_ name: String) throws {
        let judge = try Fixture.run("pdftotext", [Fixture.path(name), "-"]).squeezed
        #expect(!judge.isEmpty)
        #expect(try Fixture.read(name).blocks.map(\.text).joined().squeezed == judge)
    }

    struct IDs: Sendable, CustomTestStringConvertible {
        let file: String
        let permanent: [String]
        let version: [String]
        let why: String
        var testDescription: String { why }
    }

    private static let first = "00112233445566778899aabbccddeeff"

    @Test(arguments: [
        IDs(
            file: "report.pdf", permanent: [first], version: ["005c61622963"],
            why: "of the trailer; one half in hexadecimal, the other with escapes"),
        IDs(
            file: "xref-stream.pdf", permanent: [first], version: ["005c61622963"],
            why: "of a cross-reference stream"),
        IDs(
            file: "appended.pdf", permanent: [first], version: ["ffeeddccbbaa99887766554433221100", "005c61622963"],
            why: "each version that was appended has one, the newest first"),
        IDs(
            file: "no-startxref.pdf", permanent: [first], version: ["005c61622963"],
            why: "where startxref leads nowhere the last trailer counts"),
        IDs(file: "scan.pdf", permanent: [], version: [], why: "a file may have none"),
    ])
    func fileIDs(_ row: IDs) throws {
        let ids = try Fixture.read(row.file).metadata.ids
        #expect(ids.filter { $0.kind == .pdfPermanent }.map(\.value) == row.permanent)
        #expect(ids.filter { $0.kind == .pdfVersion }.map(\.value) == row.version)
    }

    @Test func properties() throws {
        let metadata = try Fixture.read("report.pdf").metadata
        #expect(metadata.title == "投标函" && metadata.author == "王工" && metadata.producer == "WPS PDF")
        #expect(metadata.application == "WPS 文字", "from the XMP packet, where the Info dictionary has none")
        #expect(metadata.created?.instant?.text == "2026-09-01T09:00:00+08:00")
        #expect(metadata.custom == [CustomProperty(name: "SourceModified", value: "D:20260910")])
        let xmp = metadata.ids.filter { $0.kind.rawValue.hasPrefix("xmp") }
        #expect(
            xmp.map(\.value) == [
                "uuid:11111111-2222-3333-4444-555555555555", "uuid:66666666-7777-8888-9999-000000000000",
            ], "those of the document that it was derived from are not its own")
        #expect(try Fixture.read("appended.pdf").metadata.title == "投标函(改)")
    }

    @Test func aPictureIsOneHoweverOftenItIsShown() throws {
        let report = try Fixture.read("report.pdf")
        let image = try #require(report.images.first)
        #expect(report.images.count == 1 && image.pages == [1, 2, 3])
        #expect(image.width == 20 && image.height == 10 && image.source == .object(1, generation: 0))
        // as it lies in the file: the judge cuts it out by the words around it
        let script = """
            import hashlib, re, sys
            data = open(sys.argv[1], "rb").read()
            found = re.search(rb"1 0 obj\\n<<[^>]*/Length (\\d+) >>\\nstream\\n", data)
            print(hashlib.sha256(data[found.end():found.end() + int(found[1])]).hexdigest())
            """
        let judge = try Fixture.run("python3", ["-c", script, Fixture.path("report.pdf")])
        #expect(image.streamDigest?.hex == judge.squeezed)
        let again = try Extractor().stream(of: image, in: try Fixture.bytes("report.pdf"))
        #expect(again?.count == image.size)
        // the same stream in another file has the same digest
        #expect(try Fixture.read("xref-stream.pdf").images.first?.streamDigest == image.streamDigest)
    }

    struct Unreadable: Sendable, CustomTestStringConvertible {
        let file: String
        let code: String
        let place: String?
        let extent: Unread.Extent
        let why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Unreadable(
            file: "report.pdf", code: "EXTR-0040", place: "清单.txt", extent: .part, why: "an attachment is named"),
        Unreadable(
            file: "report.pdf", code: "EXTR-0030", place: "page 3", extent: .part, why: "one scanned page among others"),
        Unreadable(
            file: "curves.pdf", code: "EXTR-0031", place: "page 3", extent: .part,
            why: "what is drawn on a page could be text; the blank page before it is none"),
        Unreadable(file: "scan.pdf", code: "EXTR-0030", place: "page 1-3", extent: .part, why: "nothing but pictures"),
        Unreadable(
            file: "password.pdf", code: "EXTR-0022", place: nil, extent: .document, why: "a password to open"),
        Unreadable(
            file: "owner-password.pdf", code: "EXTR-0041", place: nil, extent: .part,
            why: "a password against changes: text is read, streams are scrambled and have no digest"),
    ])
    func whatIsNotReadIsNamed(_ row: Unreadable) throws {
        let document = try Fixture.read(row.file)
        let unread = try #require(document.unread.first { $0.code == row.code }, "\(document.codes)")
        #expect(unread.place == row.place && unread.extent == row.extent)
    }

    @Test(arguments: [
        (file: "blank.pdf", pages: 3, why: "nothing on it, or painted white all over"),
        (file: "report.pdf", pages: 4, why: "a blank page behind others"),
    ])
    func aBlankPageHoldsNothingToBeRead(_ row: (file: String, pages: Int, why: String)) throws {
        let document = try Fixture.read(row.file)
        #expect(document.pages == row.pages && !document.codes.contains("EXTR-0031"), "\(row.why): \(document.codes)")
    }

    @Test func pagesThatCouldNotBeLookedAtAreNamed() throws {
        var limits = ExtractionLimits()
        limits.maxBlankStretches = 0
        let document = try Fixture.read("blank.pdf", limits: limits)
        #expect(document.unread.map(\.code) == ["EXTR-0031"] && document.unread.first?.place == "page 1-3")
    }
}
