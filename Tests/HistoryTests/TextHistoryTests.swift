// TextHistoryTests.swift — passages that were met before, and texts that units share across lots: of samples of fingerprints alone.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing
import TextMatching

@testable import Comparison
@testable import History

@Suite("正文指纹 · fingerprints of text") struct TextHistoryTests {
    static let passage = Samples.prose(1, 900)

    /// What two bids of a lot share, as the comparison gives it.
    static func keys(_ passage: String) throws -> [UInt64] {
        let bids = [Samples.prose(501, 400) + passage, passage + Samples.prose(502, 300)]
        let compared = TextComparison(
            try LotTexts(bids.map { [TextDocument(blocks: [$0])] }), known: try KnownTexts(tender: []))
        return try #require(compared.pairs.first?.passages.first).keys
    }

    /// A text of its own with the passage within.
    static func bid(_ seed: Int, with passage: String = "") -> String {
        Samples.prose(seed, 700) + passage + Samples.prose(seed + 1_000, 500)
    }

    // MARK: - How far a passage has spread

    struct Case: Sendable, CustomTestStringConvertible {
        var why: String
        /// Lots by name, each with its bidders and whether their bid has the passage.
        var lots: [(id: String, bids: [(unit: Int, hasIt: Bool)])]
        var spread: PassageSpread
        var testDescription: String { why }
    }

    @Test(arguments: [
        Case(why: "an empty history", lots: [], spread: PassageSpread(using: 0, unrelated: 0, known: 0)),
        Case(
            why: "nobody else has it", lots: [("P/1", [(3, false), (4, false)])],
            spread: PassageSpread(using: 0, unrelated: 0, known: 2)),
        Case(
            why: "two units that never met the pair have it", lots: [("P/1", [(3, true), (4, true)])],
            spread: PassageSpread(using: 2, unrelated: 2, known: 2)),
        Case(
            why: "the pair's own earlier bids are its own",
            lots: [("P/1", [(1, true), (3, false)]), ("P/2", [(2, true), (4, false)])],
            spread: PassageSpread(using: 0, unrelated: 0, known: 2)),
        Case(
            why: "another bidder of this very lot is not counted either", lots: [("P/1", [(9, true), (3, false)])],
            spread: PassageSpread(using: 0, unrelated: 0, known: 1)),
        Case(
            why: "the lot that is compared does not count, though it was remembered",
            lots: [("THIS", [(1, true), (2, true), (9, true), (5, true)])],
            spread: PassageSpread(using: 0, unrelated: 0, known: 0)),
        Case(
            why: "a third of a ring that met one of the pair: uses it, and is not unrelated",
            lots: [("P/1", [(1, true), (3, true)]), ("P/2", [(4, true), (5, false)])],
            spread: PassageSpread(using: 2, unrelated: 1, known: 3)),
        Case(
            why: "a unit counts once, in however many lots",
            lots: (1...4).map { ("P/\($0)", [(3, true), (4, false)]) },
            spread: PassageSpread(using: 1, unrelated: 1, known: 2)),
    ])
    func countsUnits(_ c: Case) throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        for lot in c.lots {
            let texts = lot.bids.map { ($0.unit, Self.bid(10 + $0.unit, with: $0.hasIt ? Self.passage : "")) }
            _ = try database.remember(
                try Samples.lot(lot.id, lot.bids.map { ($0.unit, 1) }, texts: Dictionary(uniqueKeysWithValues: texts)))
        }
        let history = try LotKeyHistory(database, lot: "THIS")
        let pair = try [1, 2].map { try Samples.unit($0).code }
        let spread = try history.spread(
            of: [Self.keys(Self.passage)], between: pair, among: Set(pair + [Samples.unit(9).code]))
        #expect(spread == [c.spread])
    }

    @Test func aPassageThatTheSampleHardlyHasIsNotLookedFor() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        _ = try database.remember(try Samples.lot("P/1", [(3, 1), (4, 2)], texts: [3: Self.bid(3), 4: Self.bid(4)]))
        let keys = try Self.keys(Self.passage)
        let spread = try LotKeyHistory(database, lot: nil).spread(
            of: [[], Array(keys.prefix(1)), Array(keys.prefix(2))], between: [Samples.unit(1).code], among: [])
        #expect(spread == [nil, nil, PassageSpread(using: 0, unrelated: 0, known: 2)])
    }

    @Test func aPhraseOfThePassageIsNotThePassage() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        // a tenth of it, cut where the sample has something
        let keys = try Self.keys(Self.passage)
        try #require(keys.count >= 8)
        let tenth = String(Self.passage.prefix(90))
        _ = try database.remember(
            try Samples.lot("P/1", [(3, 1)], texts: [3: Self.bid(3, with: tenth)]))
        #expect(
            try LotKeyHistory(database, lot: nil).spread(of: [keys], between: [Samples.unit(1).code], among: [])
                == [PassageSpread(using: 0, unrelated: 0, known: 1)])
    }

    // MARK: - What the file keeps

    @Test func otherTextIsAnotherContent() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let lot = try Samples.lot("A/1", [(1, 1), (2, 2)], texts: [1: Self.bid(1), 2: Self.bid(2)])
        #expect(try database.remember(lot) == .added)
        let before = try Files.read(scratch.history)
        #expect(try database.remember(lot) == .unchanged)
        #expect(try Files.read(scratch.history) == before)
        var corrected = lot
        corrected.bids[1].text = try Samples.sample(Self.bid(3))
        #expect(try database.remember(corrected) == .replaced)
        let keys = try Samples.sample(Self.bid(2)).prints.map(\.key)
        #expect(
            try LotKeyHistory(database, lot: nil).spread(of: [keys], between: [Samples.unit(7).code], among: [])
                == [PassageSpread(using: 0, unrelated: 0, known: 2)], "what was there before is gone")
    }

    @Test func noWordsStandInTheFileAndTwoHistoriesHaveOtherNumbers() throws {
        let scratch = try Scratch()
        let text = Self.bid(1, with: Self.passage)
        _ = try HistoryDatabase(scratch.history, creating: true).remember(
            try Samples.lot("A/1", [(1, 1)], texts: [1: text]))
        let bytes = try Files.read(scratch.history)
        var scalars = Array(text.unicodeScalars)[...]
        while scalars.count >= 3 {
            let word = String(String.UnicodeScalarView(scalars.prefix(3)))
            #expect(bytes.firstRange(of: Array(word.utf8)) == nil)
            scalars = scalars.dropFirst(97)
        }
        let key = try Self.keys(Self.passage)[0]
        #expect(try TextSample.stored(key, salt: [1]) != TextSample.stored(key, salt: [2]))
        #expect(try TextSample.stored(key, salt: [1]) >= 0)
    }

    // MARK: - Across lots

    static func links(_ lots: [RememberedLot]) throws -> [Link] {
        try HistoryLinksTests.links(lots).links.filter { $0.kind == .text }
    }

    @Test func bidsOfTwoLotsThatShareTextAreShown() throws {
        let shared = Samples.prose(7, 2_400)
        let lots = [
            try Samples.lot("T/1", [(1, 1), (2, 2)], texts: [1: Self.bid(1, with: shared), 2: Self.bid(2)]),
            try Samples.lot(
                "T/2", opened: "2026-04-01", [(3, 1), (2, 2)], texts: [3: Self.bid(3, with: shared), 2: Self.bid(2)]),
        ]
        let links = try Self.links(lots)
        #expect(try links.map { $0.units.map(\.code) } == [HistoryLinksTests.codes(1, 3)])
        let link = try #require(links.first)
        guard case .count(let characters)? = link.statements[0].figures["characters"] else {
            Issue.record("no figure")
            return
        }
        #expect((1_700...3_100).contains(characters), "an estimate of 2,400: \(characters)")
        #expect(link.statements[1].figures["first"] == .quoted("T/1"))
        #expect(link.statements[1].figures["second"] == .quoted("T/2"))
        #expect(!link.causes.isEmpty && !link.unchecked.isEmpty && link.chance == nil)
        for statement in link.statements { #expect(statement.flaws == []) }
        #expect(try Self.links(lots.reversed()) == links, "whatever the order in which lots were added")
    }

    struct Innocent: Sendable, CustomTestStringConvertible {
        var why: String
        var lots: @Sendable () throws -> [RememberedLot]
        var testDescription: String { why }
    }

    /// Phrases of the trade: each bid has most of them, in an order of its own, between words of its own.
    static func trade(_ seed: Int) -> String {
        var dice = Dice(state: UInt64(seed))
        return (0..<400).shuffled(using: &dice).prefix(300).map {
            Samples.prose(90_000 + $0, 24) + Samples.prose(seed * 1_000 + $0, Int.random(in: 5...40, using: &dice))
        }.joined()
    }

    @Test(arguments: [
        Innocent(why: "texts of their own") {
            try (1...4).map { try Samples.lot("I/\($0)", [($0, 1)], texts: [$0: Self.bid($0)]) }
        },
        Innocent(why: "phrases of the trade, in an order of each one's own") {
            try (1...4).map { try Samples.lot("I/\($0)", [($0, 1)], texts: [$0: Self.trade($0)]) }
        },
        Innocent(why: "a page in common is too little") {
            try (1...2).map {
                try Samples.lot("I/\($0)", [($0, 1)], texts: [$0: Self.bid($0, with: Samples.prose(7, 500))])
            }
        },
        Innocent(why: "one unit that uses its text again") {
            try (1...5).map { try Samples.lot("I/\($0)", [(1, 1)], texts: [1: Samples.prose(7, 3_000)]) }
        },
        Innocent(why: "a form that ten units have") {
            try (1...10).map {
                try Samples.lot("I/\($0)", [($0, 1)], texts: [$0: Self.bid($0, with: Samples.prose(7, 3_000))])
            }
        },
    ])
    func isHeldAgainstNobody(_ innocent: Innocent) throws {
        let links = try Self.links(innocent.lots())
        #expect(links.isEmpty, "\(links.first?.statements.map(\.text.en) ?? [])")
    }
}
