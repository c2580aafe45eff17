// BesideTests.swift — a bid signed in two suites at once: each is enough alone, and neither can be taken away unseen.
import Container
import FileKit
import Foundation
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

/// A change to a bid with a P-256 and an SM2 signature of the unit and of its head.
struct BesideChange: Sendable, CustomTestStringConvertible {
    var why: String
    var codes: [String]
    var change: @Sendable (inout Parts) throws -> Void
    var testDescription: String { why }

    init(_ why: String, _ codes: [String], _ change: @escaping @Sendable (inout Parts) throws -> Void) {
        (self.why, self.codes, self.change) = (why, codes, change)
    }
}

private let nationalList = SignaturePlace(.beside, 1)
private let nationalHead = SignaturePlace(.beside, 2)

@Suite struct BesideTests {
    @Test(arguments: [SuiteID.p256SHA256, .rsaSHA256])
    func bothSuitesPass(_ suite: SuiteID) throws {
        let path = try Self.make(suite)
        let report = try ContainerVerifier(trust: try Self.trust(), time: Scenario.before)
            .verify(try ContainerReader(path))
        #expect(report.verdict.status == .passed)
        #expect(report.signatures.map(\.suite) == [suite, suite, .sm2SM3, .sm2SM3])
        #expect(report.signatures.map(\.role) == [.unit, .head, .unit, .head])
        #expect(report.signatures.map(\.isBeside) == [false, false, true, true])
        // Roots of one suite alone prove one half, and the other stays without a root.
        for known in [suite, .sm2SM3] {
            let judgement = judge(path, trust: try Cast.trust(known))
            #expect(judgement.status == .failed && judgement.codes.contains("SIGN-0013"))
        }
    }

    /// Under the names that formats.md gives, a validator that knows no SM2 sees a container of the other suite.
    @Test(arguments: [SuiteID.p256SHA256, .rsaSHA256])
    func eachPartStandsBeforeItsJudge(_ suite: SuiteID) throws {
        let folder = try temporaryFolder("beside")
        let path = try Self.make(suite)
        #expect(try shell(["unzip", "-q", path, "-d", folder]).status == 0)
        for number in 1...2 {
            let own = SignaturePlace(.main, number)
            let ours = try shell(
                [
                    "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", own.signature,
                    "-content",
                    own.manifest, "-CAfile", try Cast.folder(suite) + "/roots/root.crt", "-purpose", "any", "-attime",
                    String(Scenario.before.seconds), "-out", "/dev/null",
                ], in: folder)
            #expect(ours.status == 0, "\(ours.errors)")
            let beside = SignaturePlace(.beside, number)
            let script =
                URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path + "/scripts/lib/sm2_signature.py"
            let national = try shell(
                [
                    "python3", script, "verify", beside.signature, beside.manifest,
                    try Cast.folder(.sm2SM3) + "/roots/root.crt", "--attime", String(Scenario.before.seconds),
                ], in: folder)
            #expect(national.status == 0, "\(national.errors)")
        }
    }

    static let changes: [BesideChange] = [
        BesideChange("nothing is changed", []) { _ in },
        BesideChange("SM2 stripped", ["CONT-0015"]) { parts in
            for place in [nationalList, nationalHead] {
                parts[place.manifest] = nil
                parts[place.signature] = nil
            }
        },
        BesideChange("the head's SM2 signature stripped", ["CONT-0015"]) { parts in
            parts[nationalHead.manifest] = nil
            parts[nationalHead.signature] = nil
        },
        BesideChange("the other suite stripped", ["CONT-0004"]) { parts in
            for place in [SignaturePlace(.main, 1), SignaturePlace(.main, 2)] {
                parts[place.manifest] = nil
                parts[place.signature] = nil
            }
        },
        BesideChange("an SM2 manifest without its signature", ["CONT-0004"]) { parts in
            parts[nationalHead.signature] = nil
        },
        BesideChange(
            "SM2 under the standard names",
            ["CONT-0010", "CONT-0011", "CONT-0015", "CONT-0016", "SIGN-0020", "SIGN-0023"]
        ) { parts in
            parts.rename(nationalList.manifest, to: SignaturePlace(.main, 3).manifest)
            parts.rename(nationalList.signature, to: SignaturePlace(.main, 3).signature)
            parts.rename(nationalHead.manifest, to: nationalList.manifest)
            parts.rename(nationalHead.signature, to: nationalList.signature)
        },
        BesideChange("the two rows change places", ["CONT-0010", "SIGN-0020", "SIGN-0023"]) { parts in
            parts.swap(SignaturePlace(.main, 1).signature, nationalList.signature)
            parts.swap(SignaturePlace(.main, 1).manifest, nationalList.manifest)
        },
        BesideChange("a payload byte", ["CONT-0012"]) { parts in parts.flip(at: 3, of: "parts/business/文件.txt") },
        BesideChange("a byte of the SM2 manifest", ["SIGN-0021"]) { parts in parts[nationalList.manifest]?.append(0x0a)
        },
    ]

    @Test(arguments: changes)
    func changed(_ change: BesideChange) throws {
        var parts = try Parts(try Self.good())
        try change.change(&parts)
        let path = try parts.write(to: try temporaryFolder("beside") + "/changed.bid")
        let judgement = judge(path, trust: try Self.trust())
        #expect(judgement.status == (change.codes.isEmpty ? .passed : .failed))
        #expect(
            change.codes.isEmpty
                ? judgement.codes.isEmpty
                : !judgement.codes.isEmpty && Set(judgement.codes).isSubset(of: change.codes), "\(judgement.codes)")
    }

    /// A bid that declares one suite only has no place for another.
    @Test func undeclared() throws {
        var parts = try Parts(try Self.good())
        try parts.replace(" beside=\"sm2-sm3\"", with: "", in: "bid.xml")
        let path = try parts.write(to: try temporaryFolder("beside") + "/undeclared.bid")
        #expect(judge(path, trust: try Self.trust()).codes.contains("CONT-0020"))
    }

    /// Nobody signs, in either suite, a payload that the first manifest does not list.
    @Test func nothingAlteredIsSignedBeside() throws {
        let lot = try Self.lot(.p256SHA256)
        let bid = try lot.bid(2) { $0.beside = .sm2SM3 }
        var parts = try Parts(try lot.pack(bid, by: 2))
        parts.flip(at: 3, of: "parts/business/文件.txt")
        let path = try parts.write(to: lot.path("altered.bid"))
        #expect(throws: (any Error).self) {
            try ContainerWriter.addSignature(
                to: path, output: path, at: bid.provenance.created, signer: try Self.national("bidder2"), row: .beside,
                role: .unit)
        }
        #expect(try ContainerReader(path).signatures.allSatisfy { $0.row == .main })
    }

    // MARK: - The good one

    private static let p256 = Result { try make(.p256SHA256) }
    private static func good() throws -> String { try p256.get() }

    private static func lot(_ suite: SuiteID) throws -> Scenario {
        try Scenario(suite: suite, roles: [.unit, .head]) { $0.suites = [suite, .sm2SM3] }
    }

    private static func national(_ name: String) throws -> Signer {
        Signer(
            identity: try Cast.identity(name, .sm2SM3),
            timestamps: try TimestampSource(try Cast.identity("tsa", .sm2SM3)), clock: .fixed(Scenario.before))
    }

    /// The unit signs in both suites at once, its head in one after the other.
    private static func make(_ suite: SuiteID) throws -> String {
        let lot = try lot(suite)
        let bid = try lot.bid(1) { $0.beside = .sm2SM3 }
        let path = lot.path("both.bid")
        try ContainerWriter.write(
            bid,
            items: bid.parts.flatMap(\.files).map { ContainerItem.bytes(name: $0, Array("投标文件".utf8)) }, to: path,
            at: bid.provenance.created, signer: try lot.signer("bidder1", at: Scenario.before),
            beside: try national("bidder1"), role: .unit)
        for (row, signer) in [
            (SignaturePlace.Row.main, try lot.signer("bidder1/head", at: Scenario.before)),
            (.beside, try national("bidder1/head")),
        ] {
            try ContainerWriter.addSignature(
                to: path, output: path, at: bid.provenance.created, signer: signer, row: row, role: .head)
        }
        return path
    }

    private static func trust() throws -> TrustStore {
        let all = try SuiteID.allCases.map { try Cast.trust($0) }
        return TrustStore(
            anchors: all.flatMap(\.anchors), timestampAnchors: all.flatMap(\.timestampAnchors),
            revocationLists: all.flatMap(\.revocationLists), allowsPractice: true)
    }
}
