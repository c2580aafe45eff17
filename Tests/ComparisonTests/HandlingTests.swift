// HandlingTests.swift — who handled the bids when and from where: what is told of one address, and what is held against nobody.
import PriceMatching
import Reporting
import TenderModel
import Testing

@testable import Comparison

@Suite struct HandlingTests {
    private struct History: KeyHistory {
        func units(with key: IdentityKey) throws(Problem) -> (using: Int, known: Int) { (31, 500) }
    }

    private static func run(_ lot: ComparedLot, _ context: ComparisonContext = ComparisonContext()) throws -> Comparison
    {
        try Comparison(lot, context, signals: [HandlingSignal()])
    }

    @Test func oneAddressIsWeakAndItsMinutesAndUsersAreTold() throws {
        let comparison = try Self.run(HandlingSamples.lot(), ComparisonContext(history: History()))
        let network = comparison.clues.filter { $0.kind == "network" }
        let clue = try #require(network.first)
        #expect(network.count == 1 && clue.bids == [0, 1] && clue.strength == .weak)
        let told = clue.allStatements.map(\.text.en).joined(separator: "\n")
        for word in [
            HandlingSamples.ours, "5 minutes apart", "beside these 2: 2.", "of 500 units", "31 have used",
        ] {
            #expect(told.contains(word), "\(told)")
        }
        // every step from there, the one that was written as IPv6 among them
        guard case .table(_, _, let rows, let total)? = clue.evidence.last else {
            Issue.record("no table")
            return
        }
        #expect(total == 3 && rows.map { $0[0] } == ["A", "B", "B"] && rows.map { $0[3] } == ["3", "5", "6"])
    }

    /// Who else used an address makes it less of a mark of the two: bidders of the lot count like anybody.
    @Test(arguments: [
        Users(bidders: [0, 1], others: 0, clues: ["A–B 0"], remarks: [], why: "the two alone"),
        Users(bidders: [0, 1], others: 2, clues: ["A–B 2"], remarks: [], why: "two of the log that bid nowhere here"),
        Users(
            bidders: [0, 1], others: 0, elsewhere: 2, clues: ["A–B 1"], remarks: [], why: "a bidder, for another lot"),
        Users(
            bidders: [0, 1, 3], others: 1, clues: [], remarks: ["ABD 1"],
            why: "from three on nobody is named with another"),
        Users(bidders: [0, 1, 2, 3, 4], others: 0, clues: [], remarks: ["ABCDE 0"], why: "all of them"),
    ])
    func whoElseUsedTheAddress(_ row: Users) throws {
        var events = try (row.bidders + (0..<row.others).map { 20 + $0 }).map {
            try HandlingSamples.event($0, .delivery, "20T10:00", HandlingSamples.ours)
        }
        if let bidder = row.elsewhere {
            events.append(try HandlingSamples.event(bidder, .delivery, "20T10:00", HandlingSamples.ours, lot: "2"))
        }
        let log = HandlingLog(entries: events.enumerated().map { .init(event: $0.element, line: $0.offset + 2) })
        let comparison = try Self.run(HandlingSamples.lot(log: log))
        func others(_ statements: [Statement]) -> String {
            statements.compactMap { $0.figures["others"]?.text }.joined()
        }
        let clues = comparison.clues.filter { $0.kind == "network" }
        #expect(
            clues.map { $0.bids.map(ComparedLot.letter).joined(separator: "–") + " " + others($0.statements) }
                == row.clues)
        let remarks = comparison.remarks.filter { $0.kind == "many-network" }
        #expect(
            remarks.map { $0.bids.map(ComparedLot.letter).joined() + " " + others($0.statements) } == row.remarks)
        for remark in remarks {
            guard case .table(_, _, let rows, _)? = remark.evidence.last else {
                Issue.record("the steps are not shown")
                continue
            }
            #expect(rows.count == row.bidders.count)
        }
    }

    struct Users: Sendable, CustomTestStringConvertible {
        var bidders: [Int]
        var others: Int
        var elsewhere: Int?
        var clues: [String]
        var remarks: [String]
        var why: String
        var testDescription: String { why }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var minutes: Int
        var says: String
        var silent: String
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Row(minutes: 0, says: "0 minutes apart", silent: "may have gone", why: "at once"),
        Row(minutes: 30, says: "30 minutes apart", silent: "may have gone", why: "within the window"),
        Row(minutes: 31, says: "may have gone", silent: "nothing", why: "beyond it, another may have had the address"),
    ])
    func theWindow(_ row: Row) throws {
        let hour = row.minutes == 31 ? "10:31" : row.minutes == 30 ? "10:30" : "10:00"
        let events = try [
            HandlingSamples.event(0, .delivery, "20T10:00", HandlingSamples.ours),
            HandlingSamples.event(1, .delivery, "20T" + hour, HandlingSamples.ours),
        ]
        let log = HandlingLog(entries: events.enumerated().map { .init(event: $0.element, line: $0.offset + 2) })
        let told = try Self.run(HandlingSamples.lot(log: log)).clues.filter { $0.kind == "network" }
            .flatMap(\.allStatements).map(\.text.en).joined(separator: "\n")
        #expect(told.contains(row.says) && !told.contains(row.silent), "\(told)")
    }

    @Test func nothingRestsOnSharedOrPrivateAddresses() throws {
        let lot = try HandlingSamples.lot(shared: [HandlingSamples.ours])
        let comparison = try Self.run(lot)
        #expect(!comparison.clues.contains { $0.kind == "network" })
        #expect(lot.handling?.shared == [HandlingSamples.ours, HandlingSamples.terminal])
        #expect(lot.handling?.fromShared == 6 && lot.handling?.ignored == 4)
        // 10.1.2.3 is a private range, the terminal is named by the log
        #expect(lot.bids[2].keys.allSatisfy { $0.kind != .network })
        #expect(lot.bids[4].keys.allSatisfy { $0.kind != .network })
    }

    @Test func withdrawalsAreARemarkAndNameNobodyElse() throws {
        let comparison = try Self.run(HandlingSamples.lot())
        let remark = try #require(comparison.remarks.first { $0.kind == "withdrawals" })
        #expect(remark.bids == [3])
        #expect(remark.statements[0].figures == ["bidders": .count(1), "others": .count(1)])
        #expect(!comparison.clues.contains { $0.bids.contains(3) && $0.kind != "rival-pays" })
    }

    @Test func unitsThatStandInForOneAnother() throws {
        let comparison = try Self.run(HandlingSamples.lot())
        let told = comparison.clues.map { "\($0.kind) \($0.bids) \($0.strength.rawValue)" }
        #expect(told.contains("rival-pays [3, 4] strong") && told.contains("rival-insures [0, 1] moderate"), "\(told)")
        #expect(told.contains("employer [2, 4] weak"))
    }

    @Test func withoutALogItIsSaidThatNothingWasCompared() throws {
        var lot = try HandlingSamples.lot()
        lot.handling = nil
        lot = try ComparedLot(bids: lot.bids.map { ComparedBid(name: $0.name, code: $0.code) }, at: lot.at)
        #expect(try Self.run(lot).unchecked.contains { $0.en.contains("no access log") })
    }

    @Test func aUnitThatIsNoCreditCodeIsNamed() throws {
        let event = HandlingEvent(unit: "某某公司", kind: .delivery, at: ReportSamples.at)
        let problem = #expect(throws: Problem.self) {
            try HandlingSamples.lot(log: HandlingLog(entries: [.init(event: event, line: 7)]))
        }
        #expect(problem?.code == "HAND-0004" && problem?.places == ["log.csv:7"])
    }

    @Test func looseBidsGoByTheirNames() throws {
        var lot = try ComparedLot(bids: [ComparedBid(name: "甲"), ComparedBid(name: "乙")], at: ReportSamples.at)
        let events = ["甲", "乙", "丙"].map {
            HandlingEvent(unit: $0, kind: .delivery, at: ReportSamples.at, address: HandlingSamples.ours)
        }
        try lot.take(
            handling: HandlingLog(entries: events.map { .init(event: $0, line: 2) }), file: HandlingSamples.file)
        #expect(lot.handling?.others(at: HandlingSamples.ours, beside: ["甲", "乙"]) == 1)
        #expect(try Self.run(lot).clues.count == 1)
    }

    @Test func whatABidStatesOfApplicantsAndEmployers() throws {
        var bid = try ReportSamples.bid(0, price: "1", machine: nil)
        bid.industry = [
            IndustryElement(
                "security",
                children: [
                    IndustryElement("applicant", text: "某某建设集团"),
                    IndustryElement("applicant", text: bid.bidder.name),
                ]),
            IndustryElement(
                "staff",
                children: [
                    IndustryElement("insuredBy", text: "滨河人力资源服务中心"),
                    IndustryElement("insuredBy", text: " \(bid.bidder.name) "),
                    IndustryElement("insuredBy", text: "无"),
                ]),
        ]
        let keys = IdentityKey.of(bid, file: "bid.xml").filter { $0.kind == .payer || $0.kind == .employer }
        #expect(keys.map(\.value) == ["某某建设集团", "滨河人力资源服务中心"])
    }

    @Test func theReportNamesTheLogAndAReducedOneForgetsTheOthers() throws {
        let comparison = try Self.run(HandlingSamples.lot())
        let json = ComparisonJSON.of(comparison, view: .supervisor, version: "1").line
        #expect(json.contains("\"handlingLog\":{\"name\":\"log.csv\""))
        let reduced = comparison.reduced(to: [0, 1])
        #expect(reduced.lot.handling?.users.isEmpty == true && reduced.lot.handling?.file == HandlingSamples.file)
        #expect(reduced.clues.contains { $0.kind == "network" } && reduced.lot.bids[3].steps.isEmpty)
    }
}
