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
    ]

    @Test(arguments: cases)
    func list(_ row: ClosingCase) throws {
        let lot = try Scenario()
        var closing = try Self.closing(lot)
        row.change(&closing)
        let path = lot.path("lot.closing")
        let signer = try lot.signer(row.signer, at: row.time, stamped: row.stamped)
        try ContainerWriter.write(closing, to: path, at: row.time, signer: signer)
        let file = try ClosingFile.load(path, trust: try lot.trust(), time: Scenario.duringWindow)
        let platform = Hex.encode(try Certificate(der: lot.tender.platform).fingerprint)
        let findings = try file.check(platform: platform, deadline: lot.tender.deadline)
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
                size: 1_000,
                received: Scenario.before, receipt: String(repeating: "a\(number)", count: 32),
                salt: String(repeating: "b\(number)", count: 32))
        }
        return Closing(
            tender: try lot.tenderFile().reference, deadline: lot.tender.deadline, closed: Scenario.after,
            root: try Closing.root(of: entries, .sha256) ?? "", entries: entries)
    }

    @Test func stateFollowsFromOrder() throws {
        let (one, two) = (try Cast.identity("bidder1").organization(), try Cast.identity("bidder2").organization())
        func entry(_ bidder: Organization, _ kind: DeliveryKind, lot: String = "1") -> ClosingEntry {
            ClosingEntry(
                kind: kind, status: .standing, lot: lot, bidder: bidder, sealID: "",
                sealedFile: FileDigest(algorithm: "sha256", hex: ""), size: 1, received: Scenario.before, receipt: "",
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
        ]
        for row in rows { #expect(ClosingFile.statuses(row.entries) == row.states, "\(row.why)") }
    }
}
