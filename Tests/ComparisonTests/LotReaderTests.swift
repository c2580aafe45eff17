// LotReaderTests.swift — what is in a bidder's folder is read or named: hidden, linked, deep and misnamed files, more text than is compared,
// texts beside a bill.
import FileKit
import Foundation
import Reporting
import Scenario
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct LotReaderTests {
    /// Two folders; the first gets a document and whatever `fill` puts there.
    private static func lot(
        characters: Int? = nil, tender: [String] = [], _ fill: (String) throws -> Void
    ) throws -> ComparedLot {
        let folder = try temporaryFolder("lot")
        for (number, name) in ["一", "丁"].enumerated() {
            try Files.makeFolder("\(folder)/\(name)")
            try Files.write(ReportSamples.text(UInt64(500 + number), 200), to: "\(folder)/\(name)/方案.txt")
        }
        try fill("\(folder)/一")
        var reader = LotReader(trust: nil, at: ReportSamples.at)
        if let characters { reader.mostCharacters = characters }
        return try reader.loose(["\(folder)/一", "\(folder)/丁"], tender: tender)
    }

    struct Passed: Sendable, CustomTestStringConvertible {
        let script: String
        let named: [String]
        let words: String
        var testDescription: String { words }
    }

    @Test(arguments: [
        Passed(script: "echo x > .藏.txt", named: [".藏.txt"], words: "hidden"),
        Passed(script: "echo x > '~$方案.docx'", named: ["~$方案.docx"], words: "an office program"),
        Passed(script: "ln -s 方案.txt 链接.txt", named: ["链接.txt"], words: "symbolic link"),
        Passed(script: "ln -s / 根", named: ["根"], words: "symbolic link"),
        Passed(script: "mkfifo 管道", named: ["管道"], words: "no ordinary file"),
        Passed(script: "mkdir -p .git && echo x > .git/x.txt", named: [".git"], words: "hidden"),
        Passed(
            script: "p=$(printf 'd/%.0s' $(seq 33)); mkdir -p $p && echo x > $p/深.txt",
            named: [Array(repeating: "d", count: 33).joined(separator: "/")], words: "levels deep"),
        Passed(script: "echo x > \"$(printf '\\271\\244.txt')\"", named: ["\\xb9\\xa4.txt"], words: "not UTF-8"),
        Passed(script: "for i in $(seq 30); do echo x > .f$i; done", named: [".f1"], words: "(30 of them)"),
    ])
    func whatIsPassedOverIsNamed(_ row: Passed) throws {
        let lot = try Self.lot { folder in
            let ran = try shell(["sh", "-c", "cd \"$1\" && \(row.script)", "sh", folder])
            #expect(ran.status == 0, "\(ran.errors)")
        }
        #expect(lot.bids[0].documents.map(\.name) == ["方案.txt"], "the others go on")
        #expect(lot.bids[0].notRead.map(\.code) == ["COMP-0040"])
        #expect(lot.bids[0].notRead.map(\.file) == row.named)
        #expect(lot.bids[0].notRead.allSatisfy { $0.isWhole && $0.reason.en.contains(row.words) })
        #expect(lot.bids[1].notRead.isEmpty)
    }

    @Test func textBeyondTheLimitOfABidIsNamedAndTheOthersAreWhole() throws {
        let lot = try Self.lot(characters: 450) { folder in
            // by their names these come before the proposal of 200 characters
            for number in 1...3 {
                try Files.write(
                    ReportSamples.text(UInt64(600 + number), 100) + "\n" + ReportSamples.text(UInt64(700 + number), 50),
                    to: "\(folder)/\(number).txt")
            }
        }
        let mine = lot.bids[0]
        #expect(mine.documents.map { $0.blocks.reduce(0) { $0 + $1.text.unicodeScalars.count } } == [150, 150, 150, 0])
        #expect(mine.notRead.map(\.file) == ["方案.txt"] && mine.notRead.map(\.code) == ["COMP-0041"])
        #expect(lot.bids[1].notRead.isEmpty && lot.bids[1].documents[0].blocks.count == 1)
    }

    /// Of the tender all is taken out, however much it is: what was left in would be held against bidders.
    @Test func theTenderHasNoSuchLimit() throws {
        let folder = try temporaryFolder("tender")
        for number in 1...5 {
            try Files.write(ReportSamples.text(UInt64(800 + number), 200), to: "\(folder)/\(number).txt")
        }
        let lot = try Self.lot(characters: 200, tender: [folder]) { _ in }
        #expect(lot.tenderNotRead.isEmpty && lot.tenderDocuments.allSatisfy { !$0.blocks.isEmpty })
    }

    /// A workbook with a bill, a text below it, another on a sheet of its own, and a part that nobody reads.
    private static let workbook = """
        import sys
        sys.path.insert(0, sys.argv[1])
        import make_documents as m
        space = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{m.OFFICE}"'
        def rows(*rows):
            return "<sheetData>" + "".join(
                f'<row r="{y}">' + "".join(f'<c r="{chr(65 + x)}{y}" t="inlineStr"><is><t>{cell}</t></is></c>' for x, cell in enumerate(row)) + "</row>"
                for y, row in enumerate(rows, 1)) + "</sheetData>"
        bill = rows(["项目编码", "项目名称", "项目特征", "计量单位", "工程量", "综合单价", "合价"],
                    ["010101001001", "平整场地", "三类土,弃土外运运距由投标人自行考虑并计入单价", "m2", "100", "5.00", "500.00"],
                    [sys.argv[3]])
        m.pack(sys.argv[2], [
            ("[Content_Types].xml", m.types(**{"xl/workbook.xml": m.MAIN + "spreadsheetml.sheet.main+xml"})),
            ("_rels/.rels", m.relations(("officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", f'{m.XML}<workbook {space}><sheets><sheet name="清单" sheetId="1" r:id="rId1"/>'
             '<sheet name="方案" sheetId="2" r:id="rId2"/></sheets></workbook>'),
            ("xl/_rels/workbook.xml.rels", m.relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))),
            ("xl/worksheets/sheet1.xml", f"{m.XML}<worksheet {space}>{bill}</worksheet>"),
            ("xl/worksheets/sheet2.xml", f"{m.XML}<worksheet {space}>{rows(['施工方案', sys.argv[4]])}</worksheet>"),
            ("xl/embeddings/oleObject1.bin", b"x" * 64)])
        """

    @Test func textsBesideABillAreCompared() throws {
        let (below, beside) = (ReportSamples.text(901, 120), ReportSamples.text(902, 120))
        let library = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/scripts/lib"
        let lot = try Self.lot { folder in
            let ran = try shell(
                ["python3", "-B", "-c", Self.workbook, library, "\(folder)/清单.xlsx", below, beside])
            #expect(ran.status == 0, "\(ran.errors)")
        }
        #expect(lot.bids[0].bill?.items.map(\.name) == ["平整场地"])
        let document = try #require(lot.bids[0].documents.first { $0.name == "清单.xlsx" })
        #expect(document.blocks.map(\.text) == [below, beside], "neither the lines of the bill nor headings")
        #expect(lot.bids[0].notRead.contains { $0.file == "清单.xlsx" && $0.code.hasPrefix("EXTR-") })
    }
}
