// ReportViewTests.swift — the officer's view: complete, of what, when, how many clues; nothing about who or what.
import Foundation
import PriceMatching
import Reporting
import TenderModel
import Testing

@testable import Comparison

@Suite struct ReportViewTests {
    private func officer(_ comparison: Comparison) -> [String] {
        Language.allCases.map { ComparisonPage.html(comparison, view: .officer, language: $0, version: "0.1.0") }
            + [ComparisonJSON.of(comparison, view: .officer, version: "0.1.0").text]
    }

    /// The officer's report is a function of the bids, of what was not read and of the number of clues. What the clues are does not
    /// change one byte of it.
    @Test func otherCluesGiveTheSameReportByteForByte() throws {
        let rich = try ReportSamples.compared()
        let count = rich.clues.count
        #expect(count > 20)
        var bare = try ReportSamples.rich()
        // neither does what the bids hold
        let shapes: [(ClueStrength, [Int])] = [(.weak, [0, 1]), (.veryStrong, [3, 4]), (.strong, [2])]
        for (strength, bids) in shapes {
            for words in ["某文字", "another"] {
                let clues = Array(
                    repeating: ReportSamples.everything(words, bids: bids, strength: strength), count: count)
                let other = try ReportSamples.planted(
                    clues, remarks: rich.remarks, unchecked: [LocalizedText(zh: words, en: words)], in: bare)
                #expect(officer(other) == officer(rich))
            }
            bare = try stripped(bare)
        }
    }

    /// The same bids, with nothing in them to find.
    private func stripped(_ lot: ComparedLot) throws -> ComparedLot {
        let bids = try lot.bids.enumerated().map { index, bid in
            var other = ComparedBid(name: bid.name, code: bid.code)
            (other.files, other.notRead) = (bid.files, bid.notRead)
            other.documents = [try ReportSamples.document("文.txt", "第 \(index) 家")]
            return other
        }
        var other = try ComparedLot(bids: bids, at: lot.at)
        (other.tender, other.lot, other.tenderFiles) = (lot.tender, lot.lot, lot.tenderFiles)
        other.tenderDocuments = lot.tenderDocuments
        return other
    }

    @Test func noWordOfAnyClueStandsInIt() throws {
        let rich = try ReportSamples.compared()
        // without the style, whose words are those of CSS
        let texts = officer(rich).map { text in text.components(separatedBy: "<body>").last ?? text }
        var words: Set<String> = []
        for clue in rich.clues {
            words.formUnion([clue.title.zh, clue.title.en, "\(clue.signal.rawValue)/\(clue.kind)"])
            words.formUnion(clue.allStatements.flatMap { [$0.text.zh, $0.text.en] })
            words.formUnion(clue.causes.flatMap { [$0.zh, $0.en] } + clue.unchecked.flatMap { [$0.zh, $0.en] })
            words.formUnion(clue.bids.count == 2 ? [clue.bids.map(ComparedLot.letter).joined(separator: "–")] : [])
            for case .value(_, let value, let places) in clue.evidence {
                words.insert(value)
                words.formUnion(places.flatMap { [$0.place.zh, $0.place.en] })
            }
            for case .passage(let first, let second, _) in clue.evidence {
                words.formUnion((first.pieces + second.pieces).map(\.text))
            }
        }
        for remark in rich.remarks { words.formUnion([remark.title.zh, remark.title.en]) }
        words.formUnion(rich.unchecked.flatMap { [$0.zh, $0.en] })
        words.formUnion(CollusionArticle.allCases.map { ReportWords.words($0).zh })
        words.formUnion(ClueStrength.allCases.map { "class=\"badge \($0.rawValue)\"" })
        // names of bidders are told, and a clue may be about a name
        words.subtract(ReportSamples.names)
        words = words.filter { $0.count > 3 }
        #expect(words.count > 100)
        for text in texts { for word in words { #expect(!text.holds(word), "\(word)") } }
    }

    @Test func itSaysWhatItMay() throws {
        let rich = try ReportSamples.compared()
        for text in officer(rich) {
            for wanted in ReportSamples.names + [
                "\(rich.clues.count)", "EXTR-0030", "扫描件.pdf", ReportSamples.digest(16),
            ] {
                #expect(text.holds(wanted), "\(wanted)")
            }
        }
        #expect(officer(rich)[0].contains("比对已完成"))
        #expect(officer(rich)[1].contains("The comparison is complete"))
    }

    /// Equal digests of two loose documents would be a clue: the officer sees one digest over each bidder's list.
    @Test func twoEqualFilesDoNotShowInDigests() throws {
        let same = FileDigest(algorithm: "sha256", hex: ReportSamples.digest(77))
        var bids = ReportSamples.names.prefix(3).map { ComparedBid(name: $0) }
        for place in bids.indices { bids[place].files = [ComparedFile(name: "投标函.docx", digest: same)] }
        let comparison = try ReportSamples.planted([], in: try ComparedLot(bids: bids, at: ReportSamples.at))
        let facts = ReportFacts(comparison)
        let officers = (0..<3).flatMap { facts.inputs($0, .officer).map(\.digest) }
        #expect(officers.count == 3 && Set(officers).count == 3)
        for text in officer(comparison) { #expect(!text.holds(same.hex)) }
        // the supervisor sees both, so that one can be told from the other
        for place in 0..<3 {
            #expect(facts.inputs(place, .supervisor).map(\.digest) == [same.description, officers[place]])
        }
        // as `{ echo 名称; sha256sum *; } | sha256sum` gives it
        let list = "东湖市政建设有限公司\n\(same.hex)  投标函.docx\n"
        #expect(ReportFacts.sha256(list) == officers[0])
    }
}
