// IntakeTests.swift — what is accepted, and how: replacements, withdrawals, older versions, certificates at their times.
import Documents
import FileKit
import OpenSSLKit
import Opening
import PracticePKI
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct IntakeTests {
    @Test(arguments: SuiteID.allCases)
    func deliveryReplacementWithdrawalAndDeliveryAgain(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.seal(1, to: "first.sealed")
        let second = try lot.seal(1, replaces: try FileDigest(of: first, .sha256), to: "second.sealed")
        #expect(try lot.receive(first).kind == "accepted delivery")
        #expect(try lot.receive(second).kind == "accepted replacement")
        #expect(
            try lot.receive(try lot.withdrawal(of: first, by: "bidder1", to: "old.withdrawal")).kind
                == "refused GATE-0017")
        let withdrawal = try lot.withdrawal(of: second, by: "bidder1", to: "new.withdrawal")
        #expect(try lot.receive(withdrawal).kind == "accepted withdrawal")
        #expect(try lot.receive(withdrawal).kind == "known withdrawal")
        #expect(try lot.receive(try lot.seal(1, to: "third.sealed")).kind == "accepted delivery")
        let statuses = try lot.closing().entries.map(\.status)
        #expect(statuses == [.replaced, .withdrawn, .withdrawn, .standing])
    }

    @Test(arguments: SuiteID.allCases)
    func theSameFileAgainGetsTheSameReceiptEvenAfterTheDeadline(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let file = try lot.seal(1)
        _ = try lot.receive(file)
        let before = try lot.boxContents()
        #expect(try lot.receive(file).kind == "known delivery")
        #expect(try lot.receive(file, at: Scenario.after).kind == "known delivery")
        #expect(try lot.boxContents() == before)
    }

    @Test(arguments: SuiteID.allCases)
    func aFileThatNoLongerStandsIsNotCalledAccepted(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.seal(1, to: "first.sealed")
        _ = try lot.receive(first)
        _ = try lot.receive(try lot.withdrawal(of: first, by: "bidder1", to: "x.withdrawal"))
        #expect(try lot.receive(first).kind == "refused GATE-0012")
    }

    @Test(arguments: SuiteID.allCases)
    func anotherBiddersSealIdIsAcceptedAndMarkedAsAClue(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.seal(1)
        let id = try SealedFile(first).seal.id
        _ = try lot.receive(first)
        let twin = try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder2", to: "twin.sealed") { $0.id = id }
        #expect(try lot.receive(twin).kind == "accepted delivery")
        #expect(try Box(lot.boxPath, time: Scenario.before).events.map { $0.sharesSealID == true } == [false, true])
    }

    @Test(
        arguments: SuiteID.allCases,
        [
            (false, "accepted delivery", 1 as Int?, "the addendum asks for no new bid: accepted, and marked"),
            (true, "refused GATE-0010", nil, "the addendum asks for new bids"),
        ])
    func anOlderVersion(_ suite: SuiteID, _ row: (asks: Bool, kind: String, marked: Int?, why: String)) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let file = try lot.seal(1)
        try lot.amended(newBidRequired: row.asks).publishAddendum()
        let intake = try lot.receive(file)
        #expect(intake.kind == row.kind, "\(row.why)")
        #expect(intake.receipt?.sealedForVersion == row.marked)
        guard row.asks else { return }
        guard case .refused(let findings) = intake else { return }
        #expect(findings.map(\.basis) == [.regulation("21")])
    }

    @Test(arguments: SuiteID.allCases)
    func aBidForTheAddendumIsAcceptedAndTheDeadlineIsTheNewOne(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let next = try lot.amended(newBidRequired: true) { $0.deadline = Scenario.deadline.adding(days: 3) }
        let file = try next.seal(1)
        #expect(try lot.receive(file).kind == "refused GATE-0009")
        try next.publishAddendum()
        #expect(try lot.receive(file, at: Scenario.after).kind == "accepted delivery")
    }

    /// A seal that gives a version's digest another number would carry it into its receipt.
    @Test(arguments: SuiteID.allCases)
    func aSealWhoseVersionIsNotThatOfItsDigestIsRefused(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let next = try lot.amended(newBidRequired: false)
        try next.publishAddendum()
        let honest = try next.seal(1)
        let forged = try lot.resign(honest, as: Seal.self, by: "bidder1", to: "forged.sealed") { $0.tender.version = 5 }
        #expect(try lot.receive(forged).kind == "refused GATE-0009")
        #expect(try lot.receive(honest).kind == "accepted delivery")
    }

    @Test(arguments: SuiteID.allCases)
    func anAddendumBySomebodyElseIsRefused(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let before = try lot.boxContents()
        let forged = try lot.amended(newBidRequired: true, signedBy: "bidder1")
        #expect(throws: Problem.self) { try forged.publishAddendum() }
        #expect(try lot.boxContents() == before)
    }

    /// When a certificate has to be good: at the timestamp's time, else at the receipt's.
    @Test(arguments: SuiteID.allCases)
    func certificatesAreJudgedAtTheirTimes(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let pki = try temporaryFolder("pki")
        _ = try shell(["cp", "-r", try Cast.folder(suite), pki + "/practice"])
        let practice = pki + "/practice"
        let authority = try PracticePKI(practice, passphrase: Cast.passphrase)
        try Box.create(
            at: lot.boxPath, tender: try lot.tenderFile(), identity: try Cast.identity("platform", suite),
            settings: Box.Settings(
                identity: practice + "/platform", trust: practice + "/roots", timestamps: practice + "/tsa",
                practice: true), trust: try lot.trust(), now: Scenario.issued)
        let made = moment("2026-03-10T09:00:00+08:00")
        let short = try authority.issue(
            IssueRequest(
                kind: .bidder, folder: "short", organization: try Cast.identity("bidder2", suite).organization(),
                notBefore: moment("2026-03-05T09:00:00+08:00"), days: 10), at: Scenario.issued)
        let identity = try Identity.load(short, passphrase: Cast.passphrase)
        func sealed(_ name: String, stamped: Bool) throws -> String {
            var signer = Signer(identity: identity, timestamps: nil, clock: .fixed(made))
            if stamped { signer.timestamps = try TimestampSource(try Cast.identity("tsa", suite)) }
            let target = lot.path(name)
            let sealer = Sealer(tender: try lot.tenderFile(), signer: signer, trust: try lot.trust())
            let bid = try lot.pack(try lot.bid(2), by: 2, at: made)
            #expect(try sealer.seal([bid], replaces: nil, to: target).seal != nil)
            return target
        }
        let unstamped = try sealed("unstamped.sealed", stamped: false)
        let stamped = try sealed("stamped.sealed", stamped: true)
        #expect(
            try lot.receive(unstamped).kind.hasPrefix("refused SIGN-"),
            "expired by now, and nothing proves when it signed")
        #expect(try lot.receive(stamped).kind == "accepted delivery", "a timestamp proves that it was valid then")
        _ = try authority.revoke(
            practice + "/bidder3/sign.crt", reason: .keyCompromise, at: moment("2026-03-20T09:00:00+08:00"))
        #expect(
            try lot.receive(try lot.seal(3)).kind.hasPrefix("refused SIGN-"), "revoked eleven days before it signed")
        #expect(try lot.receive(try lot.seal(4)).kind == "accepted delivery", "the new lists name others only")
    }
}

extension Box.Intake {
    /// "accepted delivery", "known withdrawal", "refused GATE-0001 …".
    var kind: String {
        switch self {
        case .accepted(let receipt, _): "accepted \(receipt.kind)"
        case .known(let receipt, _): "known \(receipt.kind)"
        case .refused(let findings): "refused \(findings.map(\.code).joined(separator: " "))"
        }
    }

    var receipt: Receipt? {
        switch self {
        case .accepted(let receipt, _), .known(let receipt, _): receipt
        case .refused: nil
        }
    }
}

extension Scenario {
    /// Closes the box and reads the list.
    func closing() throws -> Closing {
        var box = try Box(boxPath, time: Scenario.after)
        return try box.close(signer: try signer("platform", at: Scenario.after))
    }
}
