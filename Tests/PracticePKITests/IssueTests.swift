// IssueTests.swift — one more identity in an existing practice PKI.
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct IssueTests {
    private func unit() throws -> Organization {
        Organization(name: "滨江建工有限公司", code: try CreditCode.completing("91999999MA0BJJG06"))
    }

    @Test(arguments: IdentityKind.allCases)
    func everyKindCanBeIssued(_ kind: IdentityKind) throws {
        let playground = try Playground()
        let request = IssueRequest(
            kind: kind, folder: "extra", organization: try unit(), person: "王五", notBefore: Playground.now, days: 10)
        let folder = try playground.pki().issue(request, at: Playground.now)
        #expect(folder == playground.folder + "/extra")
        let identity = try playground.identity("extra")
        #expect(try identity.organization() == unit())
        #expect(identity.signing.certificate.commonName == "王五")
        #expect((identity.encryption != nil) == kind.purposes.contains(.encryption))
        for (store, purpose) in zip([identity.signing] + (identity.encryption.map { [$0] } ?? []), kind.purposes) {
            #expect(try playground.findings(store.certificate, purpose, chain: store.chain) == [])
            #expect(
                try playground.findings(
                    store.certificate, purpose, chain: store.chain, at: Playground.now.adding(days: 11)) == [
                        "SIGN-0011"
                    ],
                "valid for ten days only")
        }
        _ = try playground.pki().revoke(folder + "/sign.crt", reason: .superseded, at: Playground.now.adding(days: 1))
    }

    @Test func aHeadWithinItsUnit() throws {
        let playground = try Playground()
        let pki = try playground.pki()
        for (kind, folder) in [(IdentityKind.bidder, "bidder6"), (.head, "bidder6/head")] {
            _ = try pki.issue(
                IssueRequest(kind: kind, folder: folder, organization: try unit(), notBefore: Playground.now),
                at: Playground.now)
            #expect(Files.kind(of: "\(playground.folder)/\(folder)/roots/root.crt") == .file)
            #expect(Files.kind(of: "\(playground.folder)/\(folder)/tsa/sign.p12") == .file)
        }
    }

    @Test func whatIsRefused() throws {
        let playground = try Playground()
        let pki = try playground.pki()
        let before = try Scenario.contents(of: playground.folder)
        let now = Playground.now
        let rows: [(folder: String, begin: Instant, days: Int, code: String, why: String)] = [
            ("bidder1", now, 10, "FILE-0005", "an identity that there is"),
            ("../bidder6", now, 10, "PKI-0006", "leads out of the PKI"),
            ("/tmp/x", now, 10, "PKI-0006", "an absolute path"),
            (".hidden", now, 10, "PKI-0006", "hidden"), ("", now, 10, "PKI-0006", "no name"),
            ("a/b/c", now, 10, "PKI-0006", "too deep"), ("roots", now, 10, "PKI-0006", "the trust folder"),
            ("authority/x", now, 10, "PKI-0006", "among the keys"),
            ("a\tb", now, 10, "PKI-0006", "a control character"),
            ("nobody/head", now, 10, "FILE-0001", "within a folder that is not there"),
            ("bidder6", now, 0, "PKI-0007", "no day of validity"), ("bidder6", now, -3, "PKI-0007", "less than none"),
            ("bidder6", now, Int.max, "PKI-0007", "for ever"),
            ("bidder6", now, 3_660, "PKI-0007", "longer than the authority"),
            ("bidder6", now.adding(days: -30), 10, "PKI-0007", "before the authority"),
        ]
        for row in rows {
            let refused = code {
                _ = try pki.issue(
                    IssueRequest(
                        kind: .bidder, folder: row.folder, organization: try unit(), notBefore: row.begin,
                        days: row.days),
                    at: now)
            }
            #expect(refused == row.code, "\(row.why)")
        }
        let after = try Scenario.contents(of: playground.folder).filter { !$0.hasPrefix("authority/") }
        #expect(after == before.filter { !$0.hasPrefix("authority/") }, "nothing was left")
    }

    @Test func theWrongPassphraseIssuesNothing() throws {
        let playground = try Playground()
        let pki = try PracticePKI(playground.folder, passphrase: Secret(copying: Array("other".utf8)))
        let refused = code {
            _ = try pki.issue(
                IssueRequest(kind: .bidder, folder: "bidder6", organization: try unit(), notBefore: Playground.now),
                at: Playground.now)
        }
        #expect(refused == "CRYP-0031")
        #expect(!Files.exists(playground.folder + "/bidder6"))
    }
}

@Suite struct IssueSuiteTests {
    /// A later identity is of the suite that the practice PKI was made in, and names the responder that it is given.
    @Test(arguments: SuiteID.allCases)
    func ofTheSameSuite(_ suite: SuiteID) throws {
        let playground = try Playground(suite)
        let folder = try playground.pki().issue(
            IssueRequest(
                kind: .bidder, folder: "later",
                organization: Organization(name: "滨江建工有限公司", code: try CreditCode.completing("91999999MA0BJJG06")),
                notBefore: Playground.now, days: 30, ocsp: "http://127.0.0.1:6960/"), at: Playground.now)
        let made = try Identity.load(folder, passphrase: Playground.passphrase)
        #expect(try made.suite().id == suite)
        #expect(made.signing.certificate.ocspResponders == ["http://127.0.0.1:6960/"])
        #expect(made.encryption?.certificate.ocspResponders == ["http://127.0.0.1:6960/"])
    }
}
