// ClosingTests.swift — what a closing list is checked for before anything is released on its word.
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// A list that is wrong in one way.
struct ClosingCase: Sendable, CustomTestStringConvertible {
    var why: String
    var codes: [String]
    var signer = "platform"
    var stamped = true
    var time = Scenario.after
    var change: @Sendable (inout Closing) -> Void = { _ in }
    var testDescription: String { why }
}

@Suite struct ClosingTests {
    static let cases: [ClosingCase] = [
        ClosingCase(why: "nothing is wrong", codes: []),
        ClosingCase(why: "signed by the agency", codes: ["CLOS-0001"], signer: "agency"),
        ClosingCase(why: "another deadline", codes: ["CLOS-0002"]) {
            $0.deadline = Instant(seconds: $0.deadline.seconds + 1)
        },
        ClosingCase(why: "made before the deadline", codes: ["CLOS-0003"], time: Scenario.before),
        ClosingCase(why: "no timestamp", codes: ["CLOS-0004"], stamped: false),
        ClosingCase(why: "another root", codes: ["CLOS-0005"]) { $0.root = String(repeating: "0", count: 64) },
        ClosingCase(why: "an entry taken out", codes: ["CLOS-0005"]) { $0.entries.removeFirst() },
        ClosingCase(why: "another receipt", codes: ["CLOS-0005"]) {
            $0.entries[1].receipt = String(repeating: "1", count: 64)
        },
        ClosingCase(why: "entries swapped", codes: ["CLOS-0005"]) { $0.entries.swapAt(0, 1) },
        ClosingCase(why: "a standing bid called replaced", codes: ["CLOS-0006"]) { $0.entries[0].status = .replaced },
        ClosingCase(why: "a standing bid called withdrawn", codes: ["CLOS-0006"]) { $0.entries[1].status = .withdrawn },
        ClosingCase(why: "outdated by no addendum", codes: ["CLOS-0006"]) { $0.entries[1].status = .outdated },
    ]

    @Test(arguments: SuiteID.allCases, cases)
    func list(_ suite: SuiteID, _ row: ClosingCase) throws {
        let lot = try Scenario(suite: suite)
        var closing = try Self.closing(lot)
        row.change(&closing)
        let path = lot.path("lot.closing")
        let signer = try lot.signer(row.signer, at: row.time, stamped: row.stamped)
        try ContainerWriter.write(closing, to: path, at: row.time, signer: signer)
        let file = try ClosingFile.load(path, trust: try lot.trust(), time: Scenario.duringWindow)
        let platform = Hex.encode(try Certificate(der: lot.tender.platform).fingerprint)
        let findings = try file.check(
            platform: platform, deadline: lot.tender.deadline, tenders: [try lot.tenderFile()])
        #expect(findings.map(\.code) == row.codes)
        #expect((Verdict(findings: findings).status == .failed) == !row.codes.isEmpty)
    }

    /// Two first bids, each of a bidder of its own.
    private static func closing(_ lot: Scenario) throws -> Closing {
        let entries = try (1...2).map { number in
            ClosingEntry(
                kind: .delivery, status: .standing, lot: "1",
                bidder: try Cast.identity("bidder\(number)").organization(),
                sealID: String(repeating: "0\(number)", count: 16),
                sealedFile: FileDigest(algorithm: "sha256", hex: String(repeating: "\(number)", count: 64)),
                size: 1_000, sealedForVersion: 1, received: Scenario.before,
                receipt: String(repeating: "a\(number)", count: 32),
                salt: String(repeating: "b\(number)", count: 32))
        }
        return Closing(
            tender: try lot.tenderFile().reference, deadline: lot.tender.deadline, closed: Scenario.after,
            root: try Closing.root(of: entries, .sha256) ?? "", entries: entries)
    }

    @Test func stateFollowsFromOrder() throws {
        let (one, two) = (try Cast.identity("bidder1").organization(), try Cast.identity("bidder2").organization())
        func entry(_ bidder: Organization, _ kind: DeliveryKind, lot: String = "1", version: Int = 3) -> ClosingEntry {
            ClosingEntry(
                kind: kind, status: .standing, lot: lot, bidder: bidder, sealID: "",
                sealedFile: FileDigest(algorithm: "sha256", hex: ""), size: 1,
                sealedForVersion: kind == .withdrawal ? nil : version, received: Scenario.before, receipt: "",
                salt: "")
        }
        let rows: [(why: String, entries: [ClosingEntry], states: [ClosingEntry.Status])] = [
            ("one stands", [entry(one, .delivery)], [.standing]),
            ("the later replaces", [entry(one, .delivery), entry(one, .replacement)], [.replaced, .standing]),
            ("taken back", [entry(one, .delivery), entry(one, .withdrawal)], [.withdrawn, .withdrawn]),
            (
                "taken back, then handed in again",
                [entry(one, .delivery), entry(one, .withdrawal), entry(one, .delivery)],
                [.withdrawn, .withdrawn, .standing]
            ),
            ("others do not matter", [entry(one, .delivery), entry(two, .withdrawal)], [.standing, .withdrawn]),
            (
                "other lots do not matter", [entry(one, .delivery), entry(one, .delivery, lot: "2")],
                [.standing, .standing]
            ),
            (
                "made for the version that asks, or a later one",
                [entry(one, .delivery, version: 2), entry(two, .delivery)],
                [.standing, .standing]
            ),
            ("made for a version before it", [entry(one, .delivery, version: 1)], [.outdated]),
            (
                "made for a version before it, and anew",
                [entry(one, .delivery, version: 1), entry(one, .replacement)],
                [.replaced, .standing]
            ),
            (
                "made for a version before it, and taken back",
                [entry(one, .delivery, version: 1), entry(one, .withdrawal)],
                [.withdrawn, .withdrawn]
            ),
            (
                "replaced while version 1 was in force: the last one is outdated",
                [entry(one, .delivery, version: 1), entry(one, .replacement, version: 1)], [.replaced, .outdated]
            ),
        ]
        let newBids = Closing.NewBids(version: 2, digest: FileDigest(algorithm: "sha256", hex: ""))
        for row in rows { #expect(ClosingFile.statuses(row.entries, newBids: newBids) == row.states, "\(row.why)") }
        #expect(
            ClosingFile.statuses([entry(one, .delivery, version: 1)], newBids: nil) == [.standing],
            "no addendum asks for new bids")
    }

    /// Version 2 asks for new bids, version 3 does not; bidder 1 stayed with version 1.
    @Test(arguments: SuiteID.allCases)
    func whichAddendumAsksForNewBidsIsTheTendersToSay(_ suite: SuiteID) throws {
        let first = try Scenario(suite: suite)
        let second = try first.amended(newBidRequired: true)
        let third = try second.amended(newBidRequired: false)
        let all = try [first, second, third].map { try $0.tenderFile() }
        let (asks, newest) = (all[1].reference.digest, all[2].reference)
        let other = FileDigest(algorithm: "sha256", hex: String(repeating: "c", count: 64))
        func named(_ version: Int, _ digest: FileDigest) -> Closing.NewBids {
            Closing.NewBids(version: version, digest: digest)
        }
        let (honest, nobody): ([ClosingEntry.Status], [ClosingEntry.Status]) = (
            [.outdated, .standing], [.standing, .standing]
        )
        let rows:
            [(
                newBids: Closing.NewBids?, states: [ClosingEntry.Status], tenders: [TenderFile], codes: [String],
                why: String
            )] = [
                (named(2, asks), honest, all, [], "the truth, proven"),
                (named(2, asks), honest, [all[2]], [], "the newest alone does not speak against it"),
                (named(2, asks), nobody, all, ["CLOS-0006"], "an outdated bid said to stand"),
                (named(2, asks), [.standing, .outdated], all, ["CLOS-0006"], "the wrong one called outdated"),
                (nil, nobody, all, ["CLOS-0007"], "the addendum kept silent about"),
                (nil, honest, [], ["CLOS-0006"], "outdated, and by nothing"),
                (
                    named(3, newest.digest), [.outdated, .outdated], [all[2]], ["CLOS-0007"],
                    "version 3 asks for nothing"
                ),
                (named(2, other), honest, all, ["CLOS-0007"], "an addendum that nobody knows"),
                (named(2, other), honest, [all[2]], ["CLOS-0007"], "version 3 amends another version 2"),
            ]
        for row in rows {
            var closing = try Self.closing(third)
            closing.entries[1].sealedForVersion = 2
            closing.newBids = row.newBids
            for (index, state) in row.states.enumerated() { closing.entries[index].status = state }
            let path = first.path("lot.closing")
            try ContainerWriter.write(
                closing, to: path, at: Scenario.after, signer: try first.signer("platform", at: Scenario.after))
            let file = try ClosingFile.load(path, trust: try first.trust(), time: Scenario.duringWindow)
            let findings = try file.check(
                platform: Hex.encode(try Certificate(der: first.tender.platform).fingerprint),
                deadline: first.tender.deadline, tenders: row.tenders)
            #expect(findings.map(\.code) == row.codes, "\(row.why)")
        }
    }
}
