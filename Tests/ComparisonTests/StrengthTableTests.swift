// StrengthTableTests.swift — the published strength table is what the code does, and what the guide prints.
import BillSimulation
import FileKit
import Foundation
import PriceMatching
import Reporting
import TenderModel
import Testing

@testable import Comparison

@Suite struct StrengthTableTests {
    @Test func everySignalHasARow() {
        let told = Set(StrengthTable.rows.map(\.signal))
        // screens of total prices rank lots, and make no clue
        for signal in Comparison.signals.map(\.id) where signal != .prices {
            #expect(told.contains(signal), "\(signal)")
        }
    }

    @Test func theGuidePrintsThisTable() throws {
        let path =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path + "/docs/guide/comparison.md"
        let guide = String(decoding: try Files.read(path), as: UTF8.self)
        let (from, until) = ("<!-- strength table: made by the program -->\n", "<!-- end of the strength table -->")
        let start = try #require(guide.firstRange(of: from)?.upperBound)
        let end = try #require(guide.firstRange(of: until)?.lowerBound)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Files.write(guide[..<start] + StrengthTable.markdown + guide[end...], to: path)
            return
        }
        #expect(String(guide[start..<end]) == StrengthTable.markdown, "run with UPDATE_GOLDEN=1 to print it anew")
    }

    /// No clue of a real comparison is stronger than the strongest row of its signal, and each signal reaches it.
    @Test func realCluesReachTheirRowsAndNoMore() throws {
        let handled = try Comparison(HandlingSamples.lot(), ComparisonContext(), signals: [HandlingSignal()])
        let all = try ReportSamples.compared().clues + BillSamples.comparisons.flatMap(\.clues) + handled.clues
        for (signal, clues) in Dictionary(grouping: all, by: \.signal) {
            let row = try #require(StrengthTable.rows.filter { $0.signal == signal }.map(\.strength).max())
            #expect(clues.map(\.strength).max() == row, "\(signal)")
        }
    }

    @Test(arguments: [
        (1_000, 0, ClueStrength.strong), (999, 499, .moderate), (0, 500, .strong), (200, 0, .moderate),
        (199, 149, .weak),
        (0, 150, .moderate),
    ]) func textIsWeighedAsPrinted(_ characters: Int, _ longest: Int, _ strength: ClueStrength) {
        #expect(TextSignal.strength(characters: characters, longest: longest) == strength)
    }

    @Test(arguments: [
        (5, 0, 0, ClueStrength.strong), (0, 0, 1, .strong), (4, 9, 0, .moderate), (1, 0, 0, .moderate),
        (0, 3, 0, .moderate),
        (0, 2, 0, .weak), (0, 1, 0, .weak),
    ]) func picturesAreWeighedAsPrinted(_ pictures: Int, _ small: Int, _ exposures: Int, _ strength: ClueStrength) {
        #expect(ImagesSignal.strength(pictures: pictures, small: small, exposures: exposures) == strength)
    }

    /// Rows about one thing, met in a lot with just that.
    @Test func rowsOfDocumentsAreMet() throws {
        func clues(_ sessions: Int) throws -> [Clue] {
            var bids = [ComparedBid(name: "甲公司"), ComparedBid(name: "乙公司")]
            for place in bids.indices {
                var document = try ReportSamples.document("a.txt", "文")
                for number in 0..<sessions { document.metadata.revisionIDs.used["00B1C\(100 + number)"] = 1 }
                bids[place].documents = [document]
            }
            return try AncestrySignal().run(try ComparedLot(bids: bids, at: ReportSamples.at), ComparisonContext())
                .clues
        }
        #expect(try clues(2).isEmpty)
        #expect(try clues(3).map(\.strength) == [.moderate])
        #expect(try clues(9).map(\.strength) == [.moderate])
        #expect(try clues(10).map(\.strength) == [.strong])
    }

    @Test(arguments: [(4, nil as ClueStrength?), (5, .weak), (49, .weak), (50, .moderate)])
    func rowsOfEvasionAreMet(_ count: Int, _ strength: ClueStrength?) throws {
        var bids = [ComparedBid(name: "甲公司"), ComparedBid(name: "乙公司")]
        bids[0].documents = [
            try ReportSamples.document("a.txt", String(repeating: "文\u{200B}字", count: count))
        ]
        let clues = try EvasionSignal().run(try ComparedLot(bids: bids, at: ReportSamples.at), ComparisonContext())
            .clues
        #expect(clues.first?.strength == strength)
    }

    @Test func rowsOfMachineCodesAreMet() throws {
        let table: [(one: MachineCode, other: MachineCode, strength: ClueStrength?, why: String)] = [
            (machine("b", "d"), machine("b", "d"), .strong, "board and disk agree"),
            (machine("b", "d"), machine("b", "d", .machine), .moderate, "one of the two is virtual"),
            (machine("b", "d"), machine("b", "e"), .moderate, "another disk"),
            (machine("b", "d"), machine("b", "e", .machine), .weak, "another disk, and virtual"),
            (machine("b", "d"), machine("c", "d"), .weak, "another board: a clone, or a disk that moved"),
            (machine("b", "d"), machine("c", "e"), nil, "two machines"),
        ]
        for (one, other, strength, why) in table {
            var bids = [ComparedBid(name: ReportSamples.names[0]), ComparedBid(name: ReportSamples.names[1])]
            bids[0].bids = [try ReportSamples.bid(0, price: "1", machine: one)]
            bids[1].bids = [try ReportSamples.bid(1, price: "2", machine: other)]
            let lot = try ComparedLot(bids: bids, at: ReportSamples.at)
            #expect(
                try IdentitySignal().run(lot, ComparisonContext()).clues.map(\.strength)
                    == (strength.map { [$0] } ?? []), "\(why)")
        }
    }

    private func machine(_ board: String, _ disk: String, _ virtual: MachineCode.Virtual? = nil) -> MachineCode {
        ReportSamples.machine(board, disk: disk, virtual: virtual)
    }

    /// Keys that others use too are weaker: the first rule under the table.
    @Test(arguments: [
        (nil as Int?, ClueStrength.strong), (0, .strong), (2, .strong), (3, .moderate), (9, .moderate), (10, .weak),
    ])
    func commonKeysAreWeaker(_ using: Int?, _ strength: ClueStrength) throws {
        #expect(try locks(2, using).map(\.strength) == [strength])
    }

    @Test func keysOfManyBidsAreModerateAtMost() throws {
        #expect(try locks(3, nil).map(\.strength) == [.moderate, .moderate, .moderate])
    }

    private func locks(_ count: Int, _ using: Int?) throws -> [Clue] {
        let bids = ReportSamples.names.prefix(count).map { name in
            var bid = ComparedBid(name: name)
            bid.keys = [IdentityKey(.lock, "GLODON-77A31C09", file: "bill.xml")].compactMap { $0 }
            return bid
        }
        return try IdentitySignal().run(
            try ComparedLot(bids: bids, at: ReportSamples.at),
            ComparisonContext(history: using.map { PlantedHistory(using: $0) })
        ).clues
    }

    @Test func cluesOfDifferentSignalsAddUp() {
        func clue(_ signal: SignalID, _ strength: ClueStrength) -> Clue {
            Clue(
                signal, "x", bids: [0, 1], strength: strength, articles: [], title: LocalizedText(zh: "", en: ""),
                statements: [], evidence: [])
        }
        let table: [([Clue], ClueStrength?, String)] = [
            ([], nil, "nothing"), ([clue(.text, .weak), clue(.bill, .weak)], .weak, "weak ones never add up"),
            ([clue(.text, .moderate), clue(.text, .moderate)], .moderate, "one signal twice is one signal"),
            ([clue(.text, .moderate), clue(.bill, .moderate)], .strong, "two moderate ones of different signals"),
            ([clue(.text, .strong), clue(.text, .strong)], .strong, "one signal twice is one signal"),
            ([clue(.text, .strong), clue(.bill, .moderate)], .strong, "a moderate one beside a strong one"),
            ([clue(.text, .strong), clue(.identity, .strong)], .veryStrong, "two strong ones of different signals"),
        ]
        for (clues, strength, why) in table { #expect(Comparison.strength(of: clues) == strength, "\(why)") }
    }

    /// Prices, by the rows of PublishedStrengths that a planted lot can reach.
    @Test func rowsOfPricesAreMet() throws {
        let table: [(PlantedRelation, Int, Bool, String, ClueStrength)] = [
            (.ratioAll, 4, true, "ratio", .moderate), (.difference, 4, true, "difference", .moderate),
            (.identical40, 4, true, "identical", .weak), (.ratioNoise, 4, false, "near-ratio", .weak),
            (.arithmetic, 4, false, "shared-errors", .moderate), (.ratioAll, 2, true, "ratio", .weak),
        ]
        for (relation, bids, control, kind, strength) in table {
            let clues = try BillSamples.compared(relation, bids: bids, control: control).clues
            #expect(clues.filter { $0.kind == kind }.map(\.strength).max() == strength, "\(relation), \(bids) bids")
        }
    }
}
