// ReproofTests.swift — an opening proven again: what the record says, its evidence and the sealed files have to bear out.
import Container
import Documents
import FileKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// A record that somebody changed, or signed, who had better not.
struct Doctored: Sendable, CustomTestStringConvertible {
    let why: String
    var by = "officer1"
    /// Entries of the evidence with the files of the lot that take their place.
    var evidence: [String: String] = [:]
    var codes: Set<String>
    /// The states of the five rows, one letter each: what they are called in ``Reproof/Row/State``.
    var states = "hhhhn"
    var adjust: @Sendable (inout OpeningRecord) -> Void = { _ in }

    var testDescription: String { why }
}

/// Five bidders, of whom the fifth never released; opened once, and then read only.
private let opened = Shared { (suite: SuiteID) in
    let lot = try Scenario(suite: suite)
    try lot.deliver([1, 2, 3, 4, 5], releasing: [1, 2, 3, 4])
    _ = try lot.session().run().concluded()
    return lot
}

@Suite struct ReproofTests {
    static let doctored: [Doctored] = [
        Doctored(why: "nobody changed anything", codes: []),
        Doctored(why: "the other officer signed", by: "officer2", codes: []),
        Doctored(why: "a bidder signed the record", by: "bidder1", codes: ["OPEN-0066"]),
        Doctored(why: "the agency signed, whose employee is an officer", by: "agency", codes: ["OPEN-0066"]),
        Doctored(
            why: "a bid that was released is said not to have been", codes: ["OPEN-0059"], states: "fhhhn",
            adjust: { record in record.rows[0].unopen(.notReleased, .undetermined) }),
        Doctored(
            why: "a released bid is blamed on the bidder", codes: ["OPEN-0059", "OPEN-0060"], states: "fhhhn",
            adjust: { record in record.rows[0].unopen(.wrongKey, .bidder) }),
        Doctored(
            why: "a sound bid is said not to decrypt", codes: ["OPEN-0059"], states: "fhhhn",
            adjust: { record in
                let row = record.rows[0]
                record.rows[0].unopen(.payload, .bidder)
                record.rows[0].bidderHalf = row.bidderHalf
                record.rows[0].officerHalf = row.officerHalf
                record.rows[0].releasedBy = row.releasedBy
                record.rows[0].released = row.released
            }),
        Doctored(
            why: "a silent bidder is blamed for a wrong key, without its release", codes: ["OPEN-0060"],
            states: "hhhhf",
            adjust: { record in
                record.rows[4].outcome = .wrongKey
                record.rows[4].attribution = .bidder
            }),
        Doctored(
            why: "silence is called the bidder's doing", codes: ["OPEN-0058"], states: "hhhhf",
            adjust: { record in record.rows[4].attribution = .bidder }),
        Doctored(
            why: "another price was read out", codes: ["OPEN-0051"], states: "fhhhn",
            adjust: { record in record.rows[0].sheet[0].value = "1.00" }),
        Doctored(
            why: "the release of another bidder in place of its own", evidence: ["1": "releases/2.release"],
            codes: ["OPEN-0057"], states: "fhhhn"),
        Doctored(
            why: "another closing list in the evidence", evidence: ["evidence/lot.closing": "lot.tender"],
            codes: ["OPEN-0054"]),
        Doctored(
            why: "no tender in the evidence, so nobody can tell who the officers are",
            evidence: ["evidence/tender/001.tender": "box/lot.closing"], codes: ["CONT-0005", "OPEN-0065"]),
        Doctored(
            why: "said to have stopped, with four bids decrypted", codes: ["OPEN-0061"],
            adjust: { record in record.status = .suspended }),
        Doctored(
            why: "a bidder was left out", codes: ["OPEN-0054", "OPEN-0052"], states: "hhhh",
            adjust: { record in
                record.rows.removeLast()
                record.bidders = 4
            }),
    ]

    @Test(arguments: SuiteID.allCases, doctored)
    func aRecordIsHeldAgainstItsEvidence(_ suite: SuiteID, _ doctored: Doctored) throws {
        let lot = try opened(suite)
        let own = try Cast.identity("bidder1", suite).organization().code.text
        var entries: [String: [UInt8]] = [:]
        for (name, file) in doctored.evidence {
            entries[name == "1" ? "evidence/releases/\(own).release" : name] = try Files.read(lot.path(file))
        }
        let made = try lot.resign(
            lot.path("opening/record.opening"), as: OpeningRecord.self, by: doctored.by,
            to: "doctored-\(Self.doctored.firstIndex { $0.why == doctored.why } ?? 0).opening",
            at: Scenario.afterWindow,
            entries: entries
        ) { doctored.adjust(&$0) }
        let (rows, findings) = try lot.prove(made, (1...5).map { lot.path("\($0).sealed") })
        // a file beside its row says that it is whole, which is worth knowing and no fault
        #expect(
            Set(findings.filter { $0.severity < .note }.map(\.code)) == doctored.codes, "\(findings.map(\.message.en))")
        #expect(String(rows.compactMap { $0.state.rawValue.first }) == doctored.states)
        for finding in findings where finding.code == "OPEN-0066" {
            let who = try Cast.identity(doctored.by, suite).organization().name
            #expect(finding.message.zh.contains(who), "it says who signed")
            #expect(finding.remedy?.en.contains("officer1, officer2") == true, "and who should have")
        }
    }

    /// What was given in place of a bid is named for what it claims to be.
    @Test(arguments: SuiteID.allCases)
    func filesThatAreNotTheBid(_ suite: SuiteID) throws {
        let lot = try opened(suite)
        let record = lot.path("opening/record.opening")
        #expect(
            try lot.prove(record, []).rows.map(\.state) == [.notGiven, .notGiven, .notGiven, .notGiven, .notDecrypted])
        var bytes = try Files.read(lot.path("1.sealed"))
        let payload = try #require(bytes.firstRange(of: Array("envelopes/1/payload.enc".utf8)))
        bytes[payload.upperBound + 100] ^= 1
        let altered = lot.path("altered.sealed")
        try Files.write(bytes, to: altered)
        let (rows, findings) = try lot.prove(record, [altered, lot.path("2.sealed")])
        #expect(rows.map(\.state) == [.altered, .holds, .notGiven, .notGiven, .notDecrypted])
        #expect(findings.map(\.code) == ["OPEN-0063"] && findings[0].place == altered)
        #expect(findings[0].message.en.contains("no. 1") && findings[0].severity == .error)
        try Files.write(Array("nothing of the kind".utf8), to: lot.path("else.sealed"))
        #expect(try lot.prove(record, [lot.path("else.sealed")]).findings.map(\.code) == ["OPEN-0052"])
    }

    @Test(arguments: SuiteID.allCases)
    func aReplacedDeliveryIsNotCalledAltered(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.seal(1, to: "1-first.sealed")
        _ = try lot.receive(first)
        _ = try lot.receive(try lot.seal(1, replaces: try FileDigest(of: first, .sha256)))
        for bidder in 2...3 { _ = try lot.receive(try lot.seal(bidder)) }
        try lot.close()
        for bidder in 1...3 { try lot.release(bidder) }
        _ = try lot.session().run().concluded()
        let (rows, findings) = try lot.prove(
            lot.path("opening/record.opening"), [first] + (1...3).map { lot.path("\($0).sealed") })
        #expect(rows.allSatisfy { $0.state == .holds })
        #expect(findings.map(\.code) == ["OPEN-0052"] && findings[0].message.en.contains("replaced"))
    }

    /// Honest records of every outcome prove: nobody is accused by the proof itself.
    @Test(arguments: SuiteID.allCases, OutcomeTests.keys + OutcomeTests.locks + OutcomeTests.contents)
    func honestRecordsHold(_ suite: SuiteID, _ fate: Fate) throws {
        let (lot, fourth, _) = try fate.opened(suite)
        let (rows, findings) = try lot.prove(
            lot.path("opening/record.opening"), (1...3).map { lot.path("\($0).sealed") } + [fourth])
        #expect(findings.allSatisfy { $0.severity == .note }, "\(findings.map(\.message.en))")
        let repeated = [.opened, .payload, .wrongKey].contains(fate.outcome)
        #expect(rows.map(\.state) == [.holds, .holds, .holds, repeated ? .holds : .notDecrypted])
    }

    /// What stands in for the bidder's release is checked as the bidder's own would be.
    @Test(arguments: SuiteID.allCases)
    func aRecoveryThatNoOfficerMadeDoesNotHold(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder, recovery: bidder == 3)) }
        try lot.close()
        for bidder in 1...2 { try lot.release(bidder) }
        try lot.recover(3)
        _ = try lot.session().run().concluded()
        let forged = try lot.resign(
            lot.path("releases/3.release"), as: Release.self, by: "bidder1", to: "forged.release",
            at: Scenario.duringWindow)
        let code = try Cast.identity("bidder3", suite).organization().code.text
        let made = try lot.resign(
            lot.path("opening/record.opening"), as: OpeningRecord.self, by: "officer1", to: "forged.opening",
            at: Scenario.afterWindow, entries: ["evidence/releases/\(code).release": try Files.read(forged)])
        let sealed = (1...3).map { lot.path("\($0).sealed") }
        for files in [sealed, []] {
            let (rows, findings) = try lot.prove(made, files)
            #expect(rows[2].state == .fails && findings.map(\.code) == ["OPEN-0057"])
        }
    }

    @Test(arguments: SuiteID.allCases)
    func secondEnvelopesHold(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run().concluded()
        let rejected = try Cast.identity("bidder2", suite).organization().code.text
        try lot.qualify([rejected: "资格不符"], by: "agency", to: "lot.passed")
        for bidder in [1, 3] { try lot.release(bidder, envelope: 2, passed: lot.path("lot.passed")) }
        _ = try lot.session(envelope: 2, passed: lot.path("lot.passed"), output: "second").run().concluded()
        let (rows, findings) = try lot.prove(
            lot.path("second/record.opening"), [1, 3].map { lot.path("\($0).sealed") })
        #expect(rows.map(\.state) == [.holds, .holds] && findings.isEmpty, "\(findings.map(\.message.en))")
    }
}

extension OpeningRow {
    /// The row as it would be of a bid that was not decrypted.
    fileprivate mutating func unopen(_ outcome: OpeningOutcome, _ attribution: Attribution) {
        self = OpeningRow(
            number: number, bidder: bidder, sealedFile: sealedFile, received: received, outcome: outcome,
            attribution: attribution)
    }
}

extension Scenario {
    func prove(_ record: String, _ sealed: [String]) throws -> (rows: [Reproof.Row], findings: [Finding]) {
        let verifier = ContainerVerifier(trust: try trust(), time: Self.afterWindow)
        let reader = try ContainerReader(record)
        return try Reproof.check(
            try reader.document(OpeningRecord.self), in: reader, report: try verifier.verify(reader), sealed: sealed,
            verifier: verifier)
    }
}
