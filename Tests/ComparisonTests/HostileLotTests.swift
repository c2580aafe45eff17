// HostileLotTests.swift — a lot in which a bidder hands in what is meant to stop the comparison: it is named, and all others are compared.
import FileKit
import Reporting
import Scenario
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct HostileLotTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        let code: String
        var limits = ExtractionLimits()
        let why: String
        var testDescription: String { why }
    }

    private static func limits(_ change: (inout ExtractionLimits) -> Void) -> ExtractionLimits {
        var limits = ExtractionLimits()
        change(&limits)
        return limits
    }

    /// Files that `make` writes, once a run.
    private static let made: Result<String, any Error> = Result {
        let folder = try temporaryFolder("hostile-lot")
        let library = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/scripts/lib"
        let ran = try shell(["python3", "-B", "-c", make, library, folder])
        guard ran.status == 0 else {
            throw Problem("TEST-0001", zh: ran.errors, en: ran.errors, remedyZh: "", remedyEn: "")
        }
        return folder
    }

    private static let make = """
        import random, sys
        sys.path.insert(0, sys.argv[1])
        import make_documents as m
        folder = sys.argv[2] + "/"
        body = m.XML + "<w:document " + m.WORD + "><w:body>"
        parts = [("[Content_Types].xml", m.types(**{"word/document.xml": m.MAIN + "wordprocessingml.document.main+xml"})),
                 ("_rels/.rels", m.relations(("officeDocument", "word/document.xml")))]
        m.pack(folder + "bomb.docx", parts + [("word/document.xml", body + "<w:p>" + " " * (300 << 20))])
        m.write(folder + "one-letter.txt", b"a" * (4 << 20))
        m.write(folder + "noise.pdf", b"%PDF-1.7\\n" + random.Random("pdf").randbytes(50_000))
        # letters all over one page: a layout without end, or without enough memory
        chance, pdf = random.Random("spin"), m.PDF()
        root = m.pages(pdf, ["\\n".join(
            f"BT /F1 {chance.uniform(1, 9):.2f} Tf {chance.uniform(0, 595):.2f} {chance.uniform(0, 842):.2f} Td <4E00> Tj ET"
            for _ in range(150_000))])
        pdf.save(folder + "spin.pdf", f"/Root {root} 0 R")
        m.scan(folder + "scan.pdf")
        """

    private static let shared = (ReportSamples.text(1, 300), ReportSamples.text(2, 300))

    /// A lot of four: the first two share a passage, the third, who also hands in `file`, shares one with the fourth.
    private static func lot(_ files: [String], _ limits: ExtractionLimits) throws -> Comparison {
        let folder = try temporaryFolder("lot")
        let texts = [shared.0, shared.0, shared.1, shared.1].enumerated().map { index, text in
            ReportSamples.text(UInt64(100 + index), 300) + "\n" + text
        }
        var paths: [String] = []
        for (index, text) in texts.enumerated() {
            let path = "\(folder)/bidder-\(index + 1)"
            try Files.makeFolder(path)
            try Files.write(Array(text.utf8), to: path + "/proposal.txt")
            paths.append(path)
        }
        for file in files {
            try Files.write(try Files.read("\(try made.get())/\(file)", limit: 64 << 20), to: "\(paths[2])/\(file)")
        }
        let reader = LotReader(extractor: Extractor(limits: limits), trust: nil, at: ReportSamples.at)
        return try Comparison(try reader.loose(paths, tender: []), ComparisonContext())
    }

    @Test(arguments: [
        Row(file: "bomb.docx", code: "EXTR-0020", why: "300 MiB of blanks within a DOCX"),
        Row(
            file: "one-letter.txt", code: "EXTR-0032", limits: limits { $0.maxCharacters = 20_000 },
            why: "one letter, many times more often than is taken"),
        Row(file: "noise.pdf", code: "EXTR-0020", why: "a PDF that is none"),
        Row(
            file: "spin.pdf", code: "EXTR-0024", limits: limits { $0.toolTime = 1_500 },
            why: "a PDF over which poppler spins"),
        Row(
            file: "spin.pdf", code: "EXTR-0023", limits: limits { $0.toolMemory = 120 << 20 },
            why: "a PDF over which poppler runs out of memory and crashes"),
    ])
    func theOthersAreCompared(_ row: Row) throws {
        let comparison = try Self.lot([row.file], row.limits)
        let named = comparison.lot.bids[2].notRead.filter { $0.file == row.file }
        #expect(named.map(\.code) == [row.code], "\(named)")
        #expect(comparison.lot.bids.indices.filter { $0 != 2 }.allSatisfy { comparison.lot.bids[$0].notRead.isEmpty })
        // the passages of both pairs, that of the hostile bidder's other document among them, and nothing else
        #expect(
            comparison.clues.map(\.bids) == [[0, 1], [2, 3]] && comparison.clues.allSatisfy { $0.signal == .text })
        // an officer gets it all on one page
        #expect(ComparisonPage.html(comparison, view: .supervisor, language: .zh, version: "1").contains(row.code))
    }

    @Test func twoBiddersWithoutAnyText() throws {
        let folder = try temporaryFolder("lot")
        var paths: [String] = []
        for index in 0..<4 {
            let path = "\(folder)/bidder-\(index + 1)"
            try Files.makeFolder(path)
            if index < 2 {
                let text = ReportSamples.text(UInt64(200 + index), 300) + "\n" + Self.shared.0
                try Files.write(Array(text.utf8), to: path + "/proposal.txt")
            } else {
                // other pictures would be other files; a byte behind the end makes these two
                let scan = try Files.read("\(try Self.made.get())/scan.pdf") + Array(repeating: 0x20, count: index)
                try Files.write(scan, to: path + "/scan.pdf")
            }
            paths.append(path)
        }
        let reader = LotReader(trust: nil, at: ReportSamples.at)
        let comparison = try Comparison(try reader.loose(paths, tender: []), ComparisonContext())
        for (index, letter) in [(2, "C"), (3, "D")] {
            #expect(comparison.lot.bids[index].notRead.contains { $0.code == "EXTR-0030" })
            #expect(comparison.unchecked.contains { $0.en.contains("\(letter) (") && $0.en.contains("no text") })
        }
        #expect(comparison.clues.filter { $0.signal == .text }.map(\.bids) == [[0, 1]])
        #expect(!comparison.clues.contains { $0.signal == .text && $0.bids.contains(2) })
    }
}
