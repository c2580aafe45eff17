// ReceiptTests.swift — receipts (回执), the chain of their commitments, and the closing list (截标清单).
import Container
import Documents
import FileKit
import Glibc
import OpenSSLKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct ReceiptTests {
    @Test(arguments: SuiteID.allCases)
    func everyReceiptCommitsToTheOneBeforeItAndStandsInTheList(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        var receipts: [(path: String, sealed: String)] = []
        for bidder in 1...4 {
            let sealed = try lot.seal(bidder)
            receipts.append((try #require(try lot.receive(sealed).path), sealed))
        }
        let list = try ClosingFile.load(try lot.close(), trust: try lot.trust(), time: Scenario.after)
        #expect(
            try list.check(
                platform: try SealedFile(receipts[0].sealed).seal.platform, deadline: Scenario.deadline, tenders: []
            )
            .isEmpty)
        for (index, receipt) in receipts.enumerated() {
            let file = try lot.receipt(receipt.path)
            #expect(try file.check(of: try SealedFile(receipt.sealed)).isEmpty)
            let (inclusion, findings) = try file.check(in: list)
            #expect(inclusion == .listed(.standing, number: index + 1))
            #expect(findings.isEmpty)
        }
        let foreign = try lot.receipt(receipts[0].path).check(of: try SealedFile(receipts[1].sealed))
        #expect(foreign.map(\.code) == ["RCPT-0001"])
    }

    /// A list that the platform itself made anew, dishonestly.
    @Test(
        arguments: SuiteID.allCases,
        [
            ("RCPT-0010", 0, "the first delivery is left out: its own receipt shows it"),
            ("RCPT-0014", 1, "the first delivery is left out: the next receipt shows it as well"),
        ])
    func aDroppedDeliveryShows(_ suite: SuiteID, _ row: (code: String, holder: Int, why: String)) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        var paths: [String] = []
        for bidder in 1...3 { paths.append(try #require(try lot.receive(try lot.seal(bidder)).path)) }
        let forged = try lot.resign(
            try lot.close(), as: Closing.self, by: "platform", to: "forged.closing", at: Scenario.after
        ) { closing in
            closing.entries.removeFirst()
            closing.root = try #require(try Closing.root(of: closing.entries, .sha256))
        }
        let list = try ClosingFile.load(forged, trust: try lot.trust(), time: Scenario.after)
        #expect(try lot.receipt(paths[row.holder]).check(in: list).1.map(\.code) == [row.code], "\(row.why)")
    }

    @Test(
        arguments: SuiteID.allCases,
        [
            ("CLOS-0005", "a root of other entries"), ("CLOS-0006", "a bid called withdrawn that nobody withdrew"),
            ("CLOS-0002", "another deadline"), ("CLOS-0003", "stamped before the deadline"),
            ("CLOS-0004", "not stamped at all"), ("CLOS-0001", "signed by another"),
        ])
    func aFalseListIsRefusedByReleaseAndOpening(_ suite: SuiteID, _ row: (code: String, why: String)) throws {
        let (code, why) = row
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        let honest = try lot.close()
        let at = code == "CLOS-0003" ? Scenario.before : Scenario.after
        try lot.resign(
            honest, as: Closing.self, by: code == "CLOS-0001" ? "bidder1" : "platform", to: "box/lot.closing",
            stamped: code != "CLOS-0004", at: at
        ) { closing in
            switch code {
            case "CLOS-0005": closing.root = String(repeating: "0", count: 64)
            case "CLOS-0006": closing.entries[0].status = .withdrawn
            case "CLOS-0002": closing.deadline = Scenario.deadline.adding(minutes: -1)
            default: break
            }
        }
        #expect(try lot.release(1).map(\.code).contains(code), "\(why)")
        #expect(!Files.exists(lot.path("releases/1.release")))
        guard case .refused(let findings) = try lot.session().run() else {
            Issue.record("opened on a false list: \(why)")
            return
        }
        #expect(findings.map(\.code).contains(code) && findings.map(\.code).contains("OPEN-0009"))
        #expect(!Files.exists(lot.path("opening/bids")))
    }

    @Test(arguments: SuiteID.allCases)
    func closingTwiceGivesTheSameList(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        let bytes = try Files.read(try lot.close())
        #expect(try Files.read(try lot.close(at: Scenario.afterWindow)) == bytes)
    }

    @Test(arguments: SuiteID.allCases)
    func aListThatTheLedgerDoesNotKnowYetIsTakenUpNotMadeAnew(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        let ledger = try Files.read(lot.boxPath + "/ledger")
        let bytes = try Files.read(try lot.close())
        // what a kill between the list and its line in the ledger leaves
        try Files.write(ledger, to: lot.boxPath + "/ledger", mode: 0o600)
        #expect(try Files.read(try lot.close(at: Scenario.duringWindow)) == bytes)
        #expect(try Box(lot.boxPath, time: Scenario.duringWindow).isClosed)
    }

    @Test(arguments: SuiteID.allCases)
    func nobodyClosesBeforeTheDeadline(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let before = try lot.boxContents()
        #expect(problem(of: { () throws(Problem) in try lot.closeEarly() })?.kind == .tooEarly)
        #expect(try lot.boxContents() == before)
    }

    @Test(arguments: SuiteID.allCases)
    func withoutItsLedgerABoxIsNotTouched(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        try Files.remove(lot.boxPath + "/ledger")
        let before = try lot.boxContents()
        #expect(
            problem(of: { () throws(Problem) in _ = try Box(lot.boxPath, time: Scenario.before) })?.code == "BOXX-0015")
        #expect(try lot.boxContents() == before)
    }

    /// Until the deadline other people on the platform's machine must learn neither who came nor how many.
    @Test(arguments: SuiteID.allCases)
    func theBoxTellsOthersNothing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        _ = umask(0o022)
        try Files.makeFolder(lot.boxPath, mode: 0o755)
        try lot.makeBox()
        var sizes: Set<Int> = []
        for bidder in 1...3 {
            let path = try #require(try lot.receive(try lot.seal(bidder)).path)
            #expect(Files.name(of: path).prefix { $0.isHexDigit }.count == 32, "random names")
            let root = try lot.entry("receipt.xml", of: path)
            let text = String(decoding: root, as: UTF8.self)
            for name in ["counter", "number", "index", "sequence"] { #expect(!text.lowercased().contains(name)) }
            sizes.insert(root.count - (try Cast.identity("bidder\(bidder)", suite).organization().name.utf8.count))
        }
        #expect(sizes.count == 1, "the first and the third receipt differ in their values only")
        var status = stat()
        #expect(stat(lot.boxPath, &status) == 0 && status.st_mode & 0o077 == 0)
    }
}

extension Box.Intake {
    var path: String? {
        switch self {
        case .accepted(_, let path), .known(_, let path): path
        case .refused: nil
        }
    }
}

extension Scenario {
    func receipt(_ path: String) throws -> ReceiptFile {
        let reader = try ContainerReader(path)
        return try ReceiptFile(
            reader, report: try ContainerVerifier(trust: try trust(), time: Scenario.after).verify(reader))
    }

    func closeEarly() throws(Problem) {
        var box = try Box(boxPath, time: Scenario.before)
        do {
            _ = try box.close(signer: try signer("platform", at: Scenario.before))
        } catch let problem as Problem { throw problem } catch { throw .bug("\(error)") }
    }
}

/// The problem that `body` throws; nil where it throws none.
func problem(of body: () throws(Problem) -> Void) -> Problem? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error }
}
