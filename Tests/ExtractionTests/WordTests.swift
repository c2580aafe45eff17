// WordTests.swift — DOCX: places, hidden text, tracked changes, remarks, ids, properties, pictures.
import Extraction
import Foundation
import TenderModel
import Testing

@Suite struct WordTests {
    let letter: ExtractedDocument

    init() throws { letter = try Fixture.read("letter.docx") }

    struct Place: Sendable, CustomTestStringConvertible {
        let words: String
        let place: TextPlace
        let why: String
        var testDescription: String { why }
    }

    private static func body(_ number: Int, _ cell: (Int, Int, Int)? = nil) -> TextPlace {
        .paragraph(
            number, part: .body, cell: cell.map { TableCell(table: $0.0, row: $0.1, column: $0.2) })
    }

    @Test(arguments: [
        Place(words: "第一章", place: body(1), why: "paragraphs count from 1"),
        Place(words: "历时", place: body(4, (1, 1, 2)), why: "a cell has table, row and column"),
        Place(words: "80", place: body(6, (1, 2, 2)), why: "rows count within the table"),
        Place(words: "表头白字", place: body(9, (2, 1, 2)), why: "tables count through the document"),
        Place(
            words: "文本框", place: body(14), why: "a text box has paragraphs of its own, read once though written twice"),
        Place(words: "青山建设", place: .paragraph(1, part: .header(1), cell: nil), why: "a header"),
        Place(words: "第 1 页", place: .paragraph(1, part: .footer(1), cell: nil), why: "a footer, by an absolute name"),
        Place(words: "脚注一则", place: .paragraph(1, part: .footnotes, cell: nil), why: "a footnote"),
    ])
    func places(_ row: Place) {
        #expect(letter.place(of: row.words) == row.place)
        #expect(letter.blocks.count { $0.text.contains(row.words) } == 1)
    }

    struct Look: Sendable, CustomTestStringConvertible {
        let text: String
        let concealment: Concealment?
        let why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Look(text: "此句隐藏。", concealment: .hidden, why: "w:vanish"),
        Look(text: "本工程道路全长 2.6 km,红线宽 30 m。", concealment: nil, why: "the rest of that paragraph reads on without it"),
        Look(text: "白字。近乎白字。", concealment: .white, why: "white, and what no eye tells from white"),
        Look(text: "一磅以下。", concealment: .tiny, why: "size 2 is one point"),
        Look(text: "白底白字", concealment: .white, why: "a white shade hides as well"),
        Look(text: "表头白字,底为深色", concealment: nil, why: "white on the dark band of a table style is honest"),
        Look(text: "样式隐藏", concealment: .hidden, why: "hidden by the style that its style is based on"),
        Look(text: "此处又显", concealment: nil, why: "a character style may show it again"),
        Look(text: "甲\t乙\n丙", concealment: nil, why: "tabs and breaks stay; field codes are no text"),
        Look(text: "修订前后:新增文字改了字形", concealment: nil, why: "as accepted; a look that was changed counts as it is now"),
    ])
    func looks(_ row: Look) { #expect(letter.texts(row.concealment).contains(row.text)) }

    @Test func changesAndRemarks() {
        #expect(letter.revisions.map(\.kind) == [.inserted, .deleted, .formatting])
        #expect(letter.revisions.map(\.author) == ["李工", "赵工", "孙工"])
        #expect(letter.revisions.map(\.text) == ["新增文字", "删去文字", ""])
        #expect(letter.revisions[0].date?.instant?.utcText == "2026-09-08T10:00:00Z")
        #expect(letter.comments.map(\.text) == ["此处照抄上一标"])
        #expect(letter.comments.first?.author == "钱总")
        #expect(letter.comments.first?.place == letter.place(of: "此处有批注"))
    }

    @Test func properties() {
        let metadata = letter.metadata
        #expect(metadata.author == "王工" && metadata.lastModifiedBy == "李工" && metadata.title == "施工组织设计")
        #expect(metadata.company == "青山建设集团有限公司" && metadata.manager == "赵总")
        #expect(metadata.template == "青山投标模板.dotm" && metadata.application == "Microsoft Office Word")
        #expect(metadata.revision == 7 && metadata.editingMinutes == 523)
        #expect(metadata.created?.instant?.text == "2026-09-01T09:00:00+08:00")
        #expect(metadata.custom.map(\.name) == ["KSOProductBuildVer", "ICV", "attachedTemplate"])
        #expect(metadata.custom.last?.value == "file:///C:/Users/wang/青山投标模板.dotm")
        #expect(
            metadata.ids.map(\.value) == ["5D3A9F01", "{6E1B4C2A-0D5F-4B7E-9A11-2C3D4E5F6A7B}"])
    }

    @Test func rsids() {
        let ids = letter.metadata.revisionIDs
        #expect(ids.root == "00A1B2C3")
        #expect(ids.declared == ["00A1B2C3", "00C0FFEE", "00DEAD01"])
        // rsidDel of a deleted run and rsidTr of rows are used, and stand in no list
        #expect(ids.used["00BEEF02"] == 1 && ids.used["00BEEF01"] == 3 && ids.used["00DEAD01"] == nil)
        #expect(ids.paragraphs == ["10000001", "10000002", "10000003"])
    }

    @Test func picturesAsAnotherProgramSeesThem() throws {
        let script = """
            import hashlib, sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as z:
                for name in sorted(n for n in z.namelist() if "/media/" in n):
                    print(name, hashlib.sha256(z.read(name)).hexdigest())
            """
        let judge = try Fixture.run("python3", ["-c", script, Fixture.path("letter.docx")])
        let ours = letter.images.map { image in
            guard case .entry(let name) = image.source else { return "" }
            return "\(name) \(image.streamDigest?.hex ?? "")"
        }
        #expect(ours == judge.split(separator: "\n").map(String.init))
        #expect(letter.images.map(\.mediaType) == ["image/png", "image/jpeg"])
        #expect(letter.images.map(\.width) == [40, 640] && letter.images.map(\.height) == [30, 480])
        let bytes = try Fixture.bytes("letter.docx")
        let again = try #require(try Extractor().stream(of: letter.images[0], in: bytes))
        #expect(again.count == letter.images[0].size)
    }

    @Test func whatIsNotReadIsNamed() {
        #expect(letter.codes == ["EXTR-0040"])
        #expect(letter.unread.map(\.place) == ["word/embeddings/oleObject1.bin"])
        #expect(letter.unread.first?.finding.severity == .indeterminate)
    }
}
