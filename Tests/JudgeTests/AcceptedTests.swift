// AcceptedTests.swift — judges who are not ours accept every kind of our files, in every suite.
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct AcceptedTests {
    @Test(arguments: SuiteID.allCases)
    func everyKindOfFile(_ suite: SuiteID) throws {
        let files = try Story.of(suite)
        #expect(Set(files.keys) == Set(DocumentKind.allCases.map(\.fileExtension) + ["share", "recovery"]))
        for (kind, path) in files.sorted(by: { $0.key < $1.key }) {
            let refusals = try Court(path, suite: suite).refusals()
            #expect(refusals.isEmpty, "\(kind)")
        }
    }

    /// Skipped in sight where scripts/test could not install pyHanko; never in continuous integration.
    /// It knows no SM2.
    @Test(
        .enabled(if: Judge.pyhankoPath != nil || Judge.isCI, "BIAO_PYHANKO is not set"),
        arguments: [SuiteID.p256SHA256, .rsaSHA256])
    func everyKindOfFileByPyHanko(_ suite: SuiteID) throws {
        for (kind, path) in try Story.of(suite).sorted(by: { $0.key < $1.key }) {
            #expect(try Court(path, suite: suite).accepts(.pyhanko), "\(kind)")
        }
    }

    /// RFC 3161 by openssl's own verifier, over the signature value; openssl's parts, where SM2 signs.
    @Test(arguments: SuiteID.allCases)
    func timestampByOpenSSL(_ suite: SuiteID) throws {
        let folder = try temporaryFolder("token")
        let parts = try Parts(try #require(try Story.of(suite)["tender"]))
        let signature = DERNode(parts["META-INF/signature001.p7s"] ?? [])
        // attribute { type, SET { token } }; before the unsigned attributes stands the signature value
        let fields = signature.signer.children
        try Files.write(signature.unsigned.children[0].children[1].children[0].der, to: folder + "/token.der")
        try Files.write(fields[fields.count - 2].bytes, to: folder + "/value")
        try Files.write(Array("other".utf8), to: folder + "/other")
        let root = try Cast.folder(suite) + "/roots/tsa/tsa-root.crt"
        for (data, accepts) in [("value", true), ("other", false)] {
            if suite == .sm2SM3 {
                let script = Court.repository + "/scripts/lib/sm2_signature.py"
                let ran = try shell(
                    ["python3", script, "token", "token.der", data, root, "--attime", String(Scenario.after.seconds)],
                    in: folder)
                #expect((ran.status == 0) == accepts, "\(ran.errors)")
                continue
            }
            let ran = try shell(
                [
                    "openssl", "ts", "-verify", "-data", data, "-in", "token.der", "-token_in", "-CAfile", root,
                    "-attime",
                    String(Scenario.after.seconds),
                ], in: folder)
            #expect((ran.status == 0) == accepts, "\(ran.errors)")
        }
    }
}

/// One of each of our files, from a lot with two envelopes and two signatures a bid; made once in each suite.
enum Story {
    private static let sm2 = Result { try tell(.sm2SM3) }
    private static let p256 = Result { try tell(.p256SHA256) }
    private static let rsa = Result { try tell(.rsaSHA256) }

    /// Paths by file extension.
    static func of(_ suite: SuiteID) throws -> [String: String] {
        switch suite {
        case .p256SHA256: try p256.get()
        case .sm2SM3: try sm2.get()
        case .rsaSHA256: try rsa.get()
        }
    }

    private static func tell(_ suite: SuiteID) throws -> [String: String] {
        let lot = try Scenario(suite: suite, envelopes: 2, roles: [.unit, .head])
        try lot.makeBox()
        var files = ["tender": lot.tenderPath, "bid": lot.path("1-1.bid"), "sealed": lot.path("1.sealed")]
        for bidder in 1...4 {
            let intake = try lot.receive(try lot.seal(bidder, recovery: true))
            guard case .accepted(_, let path) = intake else { throw ScenarioFailure(findings: []) }
            files["receipt"] = path
        }
        files["withdrawal"] = try lot.withdrawal(of: lot.path("4.sealed"), by: "bidder4", to: "4.withdrawal")
        _ = try lot.receive(lot.path("4.withdrawal"))
        let closing = try lot.close()
        files["closing"] = closing
        for bidder in 1...3 { try lot.release(bidder) }
        files["release"] = lot.path("releases/1.release")
        func releaser(_ name: String) throws -> Releaser {
            Releaser(signer: try lot.signer(name, at: Scenario.duringWindow), trust: try lot.trust())
        }
        for trustee in 1...2 {
            _ = try releaser("trustee\(trustee)").releaseShare(
                lot.path("1.sealed"), closing: closing, to: lot.path("share-\(trustee).release"))
        }
        files["share"] = lot.path("share-1.release")
        _ = try releaser("officer1").recover(
            lot.path("1.sealed"), shares: [lot.path("share-1.release"), lot.path("share-2.release")], closing: closing,
            to: lot.path("recovery.release"))
        files["recovery"] = lot.path("recovery.release")
        guard case .concluded = try lot.session().run() else { throw ScenarioFailure(findings: []) }
        files["opening"] = lot.path("opening/" + OpeningSession.recordName)
        _ = try Qualification.write(
            record: lot.path("opening/" + OpeningSession.recordName), rejected: [:], to: lot.path("lot.passed"),
            signer: try lot.signer("agency", at: Scenario.afterWindow), trust: try lot.trust())
        files["passed"] = lot.path("lot.passed")
        let review = TemplateReview(
            template: TemplateReference(id: "a", version: "1.0.0", digest: try lot.tenderFile().reference.digest),
            kind: .legality, decision: .passed, authority: try Cast.identity("platform", suite).organization(),
            issued: Scenario.issued)
        try ContainerWriter.write(
            review, to: lot.path("a.review"), at: Scenario.issued,
            signer: try lot.signer("platform", at: Scenario.issued))
        files["review"] = lot.path("a.review")
        let reports = ClueHandover.reportNames.map { ContainerItem.bytes(name: $0, Array($0.utf8)) }
        let clue = ClueHandover(
            tender: try lot.tenderFile().reference, lot: "1",
            group: try (1...2).map {
                .init(
                    bidder: try Cast.identity("bidder\($0)", suite).organization(), letter: $0 == 1 ? "A" : "B",
                    files: [try FileDigest(of: lot.path("\($0).sealed"), .sha256)])
            },
            reports: try ClueHandover.reportNames.map {
                .init(
                    name: $0,
                    digest: FileDigest(
                        algorithm: "sha256", hex: Hex.encode(try Digest.of(Array($0.utf8), .sha256))))
            },
            tool: Tool.name, version: Tool.version, maker: try Cast.identity("officer1", suite).organization(),
            compared: Scenario.afterWindow, made: Scenario.afterWindow)
        try ContainerWriter.write(
            clue, items: reports, to: lot.path("a.clue"), at: Scenario.afterWindow,
            signer: try lot.signer("officer1", at: Scenario.afterWindow))
        files["clue"] = lot.path("a.clue")
        return files
    }
}
