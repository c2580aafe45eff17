// RepetitionTests.swift — what a bidder hands in twice is no more evidence than what he hands in once.
import FileKit
import PriceMatching
import Reporting
import Scenario
import Testing

@testable import Comparison
@testable import Extraction

@Suite struct RepetitionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// Names of the files of A and of B, each with the passage that both share.
        var files: ([String], [String])
        /// Whether the files of one bidder are the same byte for byte, or each has a line of its own.
        var isEqual = true
        var repeated: ([String: String], [String: String]) = ([:], [:])
        var why: String
        var testDescription: String { why }
    }

    private static func lot(_ row: Row) throws -> ComparedLot {
        let folder = try temporaryFolder("lot")
        let shared = ReportSamples.text(4_001, 180)
        var paths: [String] = []
        for (bidder, files) in [row.files.0, row.files.1, ["技术标.txt"]].enumerated() {
            let path = "\(folder)/投标人\(bidder + 1)"
            let own = ReportSamples.text(UInt64(4_100 + bidder), 300)
            for (number, file) in files.enumerated() {
                let target = "\(path)/\(file)"
                try Files.makeFolder(String(target.dropLast(Files.name(of: target).count + 1)))
                let more = row.isEqual ? "" : "\n" + ReportSamples.text(UInt64(4_200 + 10 * bidder + number), 90)
                try Files.write(own + "\n" + (bidder < 2 ? shared : "") + more, to: target)
            }
            paths.append(path)
        }
        try Files.write(ReportSamples.text(4_002, 300), to: folder + "/招标文件.txt")
        let reader = LotReader(trust: nil, at: ReportSamples.at)
        return try reader.loose(paths, tender: [folder + "/招标文件.txt"])
    }

    @Test(arguments: [
        Row(files: (["技术标.txt"], ["技术标.txt"]), why: "once in each"),
        Row(
            files: (["正本/技术标.txt", "副本/技术标.txt"], ["技术标.txt"]),
            repeated: (["正本/技术标.txt": "副本/技术标.txt"], [:]), why: "an original and its copy"),
        Row(
            files: (["a.txt", "b.txt", "c.txt"], ["正本/x.txt", "副本/x.txt"]),
            repeated: (["b.txt": "a.txt", "c.txt": "a.txt"], ["正本/x.txt": "副本/x.txt"]), why: "copies in both"),
        Row(
            files: (["a.txt", "b.txt"], ["x.txt", "y.txt"]), isEqual: false,
            why: "copies that are not the same byte for byte, as a document and its PDF"),
    ])
    func whatIsThereTwiceCountsOnce(_ row: Row) throws {
        let lot = try Self.lot(row)
        let comparison = try Comparison(lot, ComparisonContext(), signals: [TextSignal()])
        let clue = try #require(comparison.clues.first)
        #expect(comparison.clues.count == 1 && clue.strength == .moderate, "180 characters, whatever the copies")
        #expect(clue.statements[0].figures["characters"] == .count(180), "\(clue.statements[0].text.zh)")
        #expect(clue.statements[0].figures["longest"] == .count(180))
        #expect(clue.statements[0].figures["passages"] == .count(1) && clue.evidence.count == 1)
        #expect(clue.excluded.contains { $0.words.zh.contains("重复出现") } != row.isEqual, "what is not shown is told")

        for (bid, (files, repeated)) in zip(lot.bids, [(row.files.0, row.repeated.0), (row.files.1, row.repeated.1)]) {
            #expect(Dictionary(uniqueKeysWithValues: bid.repeated.map { ($0.file.name, $0.first) }) == repeated)
            #expect(
                bid.files.map(\.name) == files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
                "no input is unnamed"
            )
            #expect(bid.documents.count == files.count - repeated.count)
        }
        let told = row.repeated.0.count + row.repeated.1.count
        #expect(ComparisonSummary(comparison).lines.contains { $0.zh.hasPrefix("有 \(told) 个文件与同一家") } == (told > 0))
        for view in ReportView.allCases {
            let page = ComparisonPage.html(comparison, view: view, language: .zh, version: "1")
            #expect(page.contains("id=\"repeated\"") == (told > 0))
            let json = ComparisonJSON.of(comparison, view: view, version: "1").text
            for name in row.repeated.0.keys { #expect(json.contains("\"file\": \"\(name)\""), "\(json.prefix(2_000))") }
        }
    }

    /// The total, the longest and each passage are one measure: what is equal on both sides and nobody else's.
    @Test func changedCharactersAreCountedNowhere() throws {
        let shared = Array(ReportSamples.text(4_301, 120).unicodeScalars)
        // two passages; in the second bid every twentieth character is another
        let other = shared.enumerated().map { $0.offset % 20 == 10 ? "改" : String(Character($0.element)) }.joined()
        let text = shared.map { String(Character($0)) }.joined()
        let lone = ReportSamples.text(4_302, 60)
        var bids = [ComparedBid(name: "甲公司"), ComparedBid(name: "乙公司")]
        bids.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (place, words) in [(0, text), (1, other)] {
            let all = [
                ReportSamples.text(UInt64(4_310 + place), 300), words, ReportSamples.text(UInt64(4_320 + place), 300),
                lone,
            ]
            bids[place].documents = [try ReportSamples.document("a.txt", all.joined(separator: "\n"))]
        }
        let clue = try #require(
            try TextSignal().run(try ComparedLot(bids: bids, at: ReportSamples.at), ComparisonContext()).clues.first)
        let figures = clue.statements[0].figures
        var parts: [Int] = []
        for case .passage(_, _, let summary) in clue.evidence {
            if case .count(let same) = summary.figures["same"] { parts.append(same) }
        }
        #expect(parts == [114, 60], "\(clue.statements[0].text.zh)")
        #expect(
            figures["characters"] == .count(parts.reduce(0, +)) && figures["longest"] == parts.max().map(Figure.count))
    }
}
