// HostileBoxTests.swift — a box from another's hands, an addendum by nobody entitled, a clock set back, a wrong -o.
import Container
import Documents
import FileKit
import Opening
import Reporting
import Scenario
import Sealing
import TenderModel
import Testing

@Suite struct HostileBoxTests {
    @Test(arguments: SuiteID.allCases, ["incoming", "sealed", "withdrawals", "receipts", "ledger"])
    func aLinkInABoxLeadsNowhere(_ suite: SuiteID, _ name: String) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        let home = lot.path("home")
        try Files.makeFolder(home)
        try Files.write("precious", to: home + "/precious.txt")
        try Files.rename(lot.boxPath + "/" + name, to: lot.path("away"))
        try Files.link(lot.boxPath + "/" + name, to: name == "ledger" ? home + "/precious.txt" : home)
        #expect(throws: Problem.self) { _ = try lot.session().run() }
        #expect(try Files.read(home + "/precious.txt") == Array("precious".utf8))
    }

    /// An addendum that a bidder signed, lying in the box as if it had come into force.
    @Test(arguments: SuiteID.allCases)
    func aForgedAddendumIsNoAddendum(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.tenderFile()
        var forged = first.tender
        forged.version = 2
        forged.amendment = Amendment(
            previous: first.reference.digest, first: first.reference.digest, newBidRequired: false, summary: "提前")
        forged.deadline = Scenario.deadline.adding(days: -1)
        try ContainerWriter.write(
            forged, to: lot.boxPath + "/tender/002.tender", at: forged.issued,
            signer: try lot.signer("bidder5", at: Scenario.before))
        let refusal = #expect(throws: Problem.self) { _ = try Box(lot.boxPath, time: Scenario.before) }
        #expect(refusal?.code == "CONT-0021")
    }

    /// Even one by the agency does not make a bidder release before the moment it sealed for.
    @Test(arguments: SuiteID.allCases)
    func nobodyReleasesBeforeTheMomentSealedFor(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3], releasing: [])
        let first = try lot.tenderFile()
        var early = first.tender
        early.version = 2
        early.amendment = Amendment(
            previous: first.reference.digest, first: first.reference.digest, newBidRequired: false, summary: "提前")
        early.deadline = Scenario.deadline.adding(days: -1)
        let path = lot.path("early.tender")
        try ContainerWriter.write(
            early, to: path, at: early.issued, signer: try lot.signer("agency", at: Scenario.before))
        let file = try TenderFile.loadVerified(path, trust: try lot.trust(), time: Scenario.before)
        let releaser = Releaser(
            signer: try lot.signer("bidder1", at: Scenario.before), trust: try lot.trust(), tender: file)
        let refusal = #expect(throws: Problem.self) {
            _ = try releaser.releaseBidderHalf(
                lot.path("1.sealed"), closing: lot.boxPath + "/lot.closing", to: lot.path("early.release"))
        }
        #expect(refusal?.code == "SEAL-0023")
    }

    @Test(arguments: SuiteID.allCases)
    func aClockSetBackDoesNotStopTheClosing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1), at: Scenario.before)
        _ = try lot.receive(try lot.seal(2), at: Scenario.before.adding(minutes: -5))
        let closing = try ContainerReader(try lot.close()).document(Closing.self)
        #expect(closing.entries.map(\.received) == [Scenario.before, Scenario.before])
    }

    @Test(arguments: SuiteID.allCases)
    func onlyAnOpeningOfficerOpens(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let refusal = #expect(throws: Problem.self) { _ = try lot.session(officers: ["bidder4"]).run() }
        #expect(refusal?.code == "OPEN-0021")
    }

    @Test(arguments: SuiteID.allCases)
    func aRulingOnAStrangerIsRefused(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let rulings = OpeningSession.Rulings(bids: ["91430100MA0000000X": "撤销"])
        let refusal = #expect(throws: Problem.self) { _ = try lot.session(rulings: rulings).run() }
        #expect(refusal?.code == "OPEN-0022")
    }

    @Test(arguments: SuiteID.allCases)
    func aWrongOutputCostsNobodyASealedBid(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3], releasing: [])
        let sealed = try Files.read(lot.path("1.sealed"))
        let releaser = Releaser(signer: try lot.signer("bidder1", at: Scenario.duringWindow), trust: try lot.trust())
        let refusal = #expect(throws: Problem.self) {
            _ = try releaser.releaseBidderHalf(
                lot.path("1.sealed"), closing: lot.boxPath + "/lot.closing", to: lot.path("1.sealed"))
        }
        #expect(refusal?.code == "CONT-0019")
        #expect(try Files.read(lot.path("1.sealed")) == sealed)
    }

    /// The second envelopes' window begins with the list of who passed, days after the first.
    @Test(arguments: SuiteID.allCases)
    func secondEnvelopesHaveAWindowOfTheirOwn(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run()
        let later = Scenario.afterWindow.adding(days: 5)
        let passed = lot.path("lot.passed")
        _ = try Qualification.write(
            record: lot.path("opening/record.opening"), rejected: [:], to: passed,
            signer: try lot.signer("agency", at: later), trust: try lot.trust())
        for bidder in 1...3 { try lot.release(bidder, envelope: 2, passed: passed, at: later.adding(minutes: 10)) }
        let session = try lot.session(envelope: 2, passed: passed, output: "second", at: later.adding(minutes: 20))
        guard case .concluded(let record, _) = try session.run() else {
            Issue.record("not concluded although every release is there")
            return
        }
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened])
    }
}
