// HistoryLinksTests.swift — what lots say together: by hand, in markets without any arrangement, and in one with a ring.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import History

@Suite("跨标段线索 · links across lots") struct HistoryLinksTests {
    static func links(_ lots: [RememberedLot], since: String? = nil) throws -> HistoryLinks {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        for lot in lots { _ = try database.remember(lot) }
        return try HistoryLinks(database, since: since)
    }

    static func codes(_ units: Int...) throws -> [String] { try units.map { try Samples.unit($0).code.text }.sorted() }

    /// 60 lots of 3 bids, one stratum. Units 1 and 2 meet in 10 and bid nowhere else; the others, 8 to 47, come by turns, so that no
    /// two of them meet often.
    static func byHand(award: RememberedLot.Award = .narrow, winner: Int? = 1) throws -> [RememberedLot] {
        try (0..<60).map { number in
            let own = number < 10
            let others = own ? [8 + number] : [8 + number % 40, 8 + (number * 7 + 1) % 40, 8 + (number * 11 + 5) % 40]
            let bids = (own ? [1, 2] : []) + others.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            return try Samples.lot(
                "H/\(number)", award: award, winner: own ? winner : nil, bids.map { ($0, Int64(100_000 + $0)) })
        }
    }

    @Test func unitsThatOnlyBidTogetherAreNamedWithTheirCounts() throws {
        let links = try Self.links(Self.byHand())
        let together = links.links.filter { $0.kind == .together }
        #expect(try together.map { $0.units.map(\.code) } == [Self.codes(1, 2)])
        let link = try #require(together.first)
        let figures = link.statements.reduce(into: [:]) { $0.merge($1.figures) { a, _ in a } }
        #expect(figures["lotsA"] == .count(10))
        #expect(figures["lotsB"] == .count(10))
        #expect(figures["joint"] == .count(10))
        #expect(figures["expected"] == .real(100.0 / 60, decimals: 1))
        // 1 ÷ C(60,10), times the pairs looked at
        let pairs = try #require(links.remarks.first?.figures["pairs"]).text
        let looked = try #require(Double(pairs.replacing(",", with: "")))
        let chance = try #require(link.chance)
        #expect(abs(chance / (looked / 75_394_027_566) - 1) < 1e-9)
        #expect(!link.causes.isEmpty && !link.unchecked.isEmpty)
    }

    @Test func oneWinnerBesideOneCompanionIsOfTheGroup() throws {
        let links = try Self.links(Self.byHand())
        let companions = try #require(links.links.first { $0.kind == .companions })
        #expect(try companions.units.map(\.code) == (Self.codes(1, 2)))
        // (1/2)^10, two units: 2² choices
        #expect(companions.chance == 4.0 / 1_024)
        let turns = try Self.byHand().enumerated().map { number, lot in
            var lot = lot
            if lot.winner != nil { lot.winner = try Samples.unit(number % 2 == 0 ? 1 : 2).code }
            return lot
        }
        #expect(try !(Self.links(turns).links.contains { $0.kind == .companions }), "they win by turns")
        #expect(
            try !(Self.links(Self.byHand(winner: nil)).links.contains { $0.kind == .companions }), "no winner was told")
    }

    @Test func aFirmThatNeverWinsIsNoFinding() throws {
        // unit 1 bids 40 times among ever other firms and never wins
        let lots = try (0..<40).map { number in
            try Samples.lot(
                "N/\(number)", winner: 10 + number,
                [(1, 900), (10 + number, 800), (60 + number, 850), (110 + number, 870)])
        }
        #expect(try Self.links(lots).links.isEmpty)
    }

    @Test func firmsOfOneDistrictAreNotHeldTogetherByIt() throws {
        // two districts; every firm bids for all the lots of its own: over both, each pair would seem to meet too often
        let lots = try (0..<80).map { number in
            let north = number % 2 == 0
            return try Samples.lot(
                "D/\(number)", region: north ? "1101" : "3201",
                (north ? [1, 2, 3] : [4, 5, 6]).map { ($0, Int64(1_000 + (number * 7_919 + $0 * 104_729) % 97)) })
        }
        #expect(try !(Self.links(lots).links.contains { $0.kind == .together }))
    }

    /// Ten lots of six prices; 1 and 2 lie 0.1 apart where the others spread over 100.
    static func close(_ award: RememberedLot.Award) throws -> [RememberedLot] {
        try (0..<10).map { number in
            let base = Int64(number * 977 % 89) + 1_000
            return try Samples.lot(
                "P/\(number)", award: award,
                [
                    (1, base * 10), (2, base * 10 + 1), (3, 8_000), (4, 8_200 + Int64(number)), (5, 8_500),
                    (6, 9_000 - Int64(number)),
                ])
        }
    }

    @Test func closePricesCountWhereLowPricesWin() throws {
        let near = try Self.links(Self.close(.narrow)).links.filter { $0.kind == .prices }
        #expect(near.contains { $0.units.map(\.code) == (try? Self.codes(1, 2)) })
        #expect(
            try
                !(Self.links(Self.close(.wide)).links.contains {
                    $0.kind == .prices && $0.units.map(\.code) == (try? Self.codes(1, 2))
                }), "under a mean price nobody gains by being close")
        #expect(try !(Self.links(Self.close(.unknown)).links.contains { $0.kind == .prices }), "no method, no meaning")
    }

    // MARK: - Shared marks

    @Test func aMarkOfTwoUnitsInDifferentLotsIsShown() throws {
        let lock = try Samples.key(.lock, "LOCK-4711")
        let name = try #require(
            IdentityKey.person("张伟", role: "项目负责人", number: nil, file: "bid.xml", place: .init(zh: "", en: "")))
        let links = try Self.links([
            try Samples.lot("S/1", [(1, 1), (2, 2)], keys: [1: [lock, name]]),
            try Samples.lot("S/2", opened: "2026-04-01", [(3, 1), (2, 2)], keys: [3: [lock, name]]),
        ])
        let link = try #require(links.links.first)
        #expect(links.links.count == 1, "a name alone is too common")
        #expect(link.kind == .shared)
        #expect(try link.units.map(\.code) == (Self.codes(1, 3)))
        #expect(link.statements[0].figures["lots"] == .count(2))
        #expect(link.statements[0].figures["together"] == .count(0))
        #expect(link.chance == nil)
        #expect(try Self.links([]).links.isEmpty)
    }

    @Test func sinceLeavesOlderLotsOut() throws {
        let lock = try Samples.key(.lock, "LOCK-4711")
        let lots = [
            try Samples.lot("S/1", opened: "2025-12-31", [(1, 1), (2, 2)], keys: [1: [lock]]),
            try Samples.lot("S/2", opened: "2026-01-01", [(3, 1), (2, 2)], keys: [3: [lock]]),
        ]
        #expect(try Self.links(lots, since: "2025-12-31").links.count == 1)
        let later = try Self.links(lots, since: "2026-01-01")
        #expect(later.links.isEmpty)
        #expect((later.lots, later.units) == (1, 2))
    }

    @Test func whatTooManyShareIsHeldAgainstNobody() throws {
        let phone = try Samples.key(.phone, "13912345678")
        let lots = try (0..<5).map { number in
            try Samples.lot(
                "C/\(number)", [(2 * number, 1), (2 * number + 1, 2)],
                keys: [2 * number: [phone], 2 * number + 1: [phone]])
        }
        #expect(try Self.links(lots).links.isEmpty, "ten units")
        #expect(try Self.links(Array(lots.dropLast())).links.count == 1, "eight")
    }

    // MARK: - Markets

    @Test func marketsWithoutArrangementGiveNothing() throws {
        var kinds: [Link.Kind: Int] = [:]
        for seed in 1...20 {
            let links = try Self.links(Samples.market(seed: UInt64(seed)))
            for kind in Set(links.links.map(\.kind)) { kinds[kind, default: 0] += 1 }
        }
        // at a level of 0.01 a market, two of twenty would come in two runs of a hundred
        for kind in Link.Kind.allCases {
            #expect(kinds[kind, default: 0] <= 1, "\(kind) in \(kinds[kind, default: 0]) of 20 markets")
        }
    }

    @Test func aRingIsFound() throws {
        let ring = [2, 12, 22]
        let members = Set(try ring.map { try Samples.unit($0).code.text })
        var companions = 0
        for seed in 1...5 {
            let market = try Samples.market(seed: UInt64(seed), lots: 400, firms: 120, ring: ring)
            let links = try Self.links(market).links
            #expect(links.count { $0.kind == .together } == 3, "each pair of the three, with seed \(seed)")
            #expect(links.contains { $0.kind == .prices }, "with seed \(seed)")
            #expect(links.allSatisfy { Set($0.units.map(\.code)).isSubset(of: members) }, "and nobody else")
            let group = links.first { $0.kind == .companions }
            if let group { #expect(Set(group.units.map(\.code)) == members) }
            companions += group == nil ? 0 : 1
        }
        // a companion that by luck won a lot of its own beside another member is none that never wins
        #expect(companions >= 3)
    }

    // MARK: - What is said

    @Test func everySentenceCarriesItsFiguresAndTheOrderIsFixed() throws {
        let lots = try Samples.market(seed: 3, lots: 400, firms: 120, ring: [2, 12, 22])
        let links = try Self.links(lots)
        for statement in links.links.flatMap(\.statements) + links.remarks {
            #expect(statement.flaws.isEmpty, "\(statement.words.en)")
            for words in [statement.words.zh, statement.words.en] {
                #expect(words.allSatisfy { !("0"..."9").contains($0) }, "\(words)")
            }
        }
        #expect(try links == (Self.links(lots.reversed())), "whatever the order in which lots were added")
        #expect(try links.json.text == (Self.links(lots).json.text))
    }

    // MARK: - The same SQL elsewhere

    @Test(.enabled(if: HistoryDatabaseTests.hasSQLite, "sqlite3 is not installed"))
    func theStatementsRunUnderSQLiteItself() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        for lot in try Self.byHand() { _ = try database.remember(lot) }
        func run(_ sql: String) throws -> String {
            let process = Process()
            let (input, output) = (Pipe(), Pipe())
            process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
            process.arguments = ["-bail", scratch.history]
            (process.standardInput, process.standardOutput) = (input, output)
            try process.run()
            input.fileHandleForWriting.write(
                Data((".parameter set :since \"'2026-01-01'\"\n.parameter set :support 5\n" + sql).utf8))
            try input.fileHandleForWriting.close()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return text
        }
        let (a, b) = (try Samples.unit(1).code.text, try Samples.unit(2).code.text)
        #expect(try run(SQLText.joint).contains("\(min(a, b))|\(max(a, b))|10\n"))
        #expect(try run(SQLText.lots) == "1101/works/2026/2-3|60\n")
        #expect(try run(SQLText.units).contains("\(a)|1101/works/2026/2-3|10\n"))
        #expect(try run(SQLText.wins).split(separator: "\n").count == 30)
        #expect(try run(SQLText.prices).hasPrefix("H/0|narrow|"))
        #expect(try run(SQLText.names).contains("\(a)|单位1\n"))
        #expect(try run(SQLText.shared) == "")
    }
}
