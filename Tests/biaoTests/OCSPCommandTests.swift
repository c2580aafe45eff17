// OCSPCommandTests.swift — biao pki ocsp, certificates that name it, and what signing and verifying say of it.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct OCSPCommandTests {
    private let at = ["--at", "2026-03-31T16:00:00+08:00"]

    @Test(arguments: SuiteID.allCases)
    func aCertificateThatNamesAResponder(_ suite: SuiteID) throws {
        let parent = try temporaryFolder("ocsp-cli")
        defer { try? Files.removeTree(parent) }
        try FileManager.default.copyItem(atPath: try Cast.folder(suite), toPath: parent + "/practice")
        let served = try Served(["pki", "ocsp", "practice"] + at, in: parent)
        defer { _ = served.interrupt() }
        let issued = try Program.run(
            [
                "pki", "issue", "practice", "--as", "again", "--name", "青山建设集团有限公司", "--code", "91999999MA0QCJH01",
                "--not-before", "2026-03-01T09:00:00+08:00", "--ocsp", served.url,
            ] + at, in: parent, environment: unlocked)
        #expect(issued.status == 0, "\(issued.errors)")
        // Only the responder knows: the list of the issuer is gone.
        for folder in ["again/crls", "roots/crls"] {
            try Files.remove("\(parent)/practice/\(folder)/intermediate.crl")
        }
        let shown = try Program.json(["identity", "show", "practice/again"] + at, in: parent)
        #expect(shown.object.codes("findings") == ["SIGN-0018", "SIGN-0018"])
        #expect(shown.text.contains("127.0.0.1"))

        let sealed = try lot(suite).path("1.sealed")
        func sign(_ name: String, _ more: [String] = []) throws -> (status: Int32, object: [String: Any], text: String)
        {
            try Program.json(
                ["bid", "withdraw", sealed, "--identity", "practice/again", "-o", name] + at + more, in: parent,
                environment: unlocked)
        }
        func verify(_ name: String) throws -> (status: Int32, object: [String: Any], text: String) {
            try Program.json(
                ["verify", name, "--trust", "practice/roots", "--practice", "--at", "2026-04-02T00:00:00+08:00"],
                in: parent)
        }
        let signed = try sign("1.withdrawal")
        #expect(signed.status == 0, "\(signed.text)")
        let verified = try verify("1.withdrawal")
        #expect(verified.status == 0, "\(verified.text)")
        #expect(verified.text.contains("\"ocsp\""))
        let text = try Program.run(
            ["verify", "1.withdrawal", "--trust", "practice/roots", "--practice", "--lang", "en"], in: parent)
        #expect(text.text.contains("OCSP of 2026-03-31T16:00:00+08:00"), "\(text.text)")

        #expect(try sign("2.withdrawal", ["--no-ocsp"]).status == 0)
        #expect(try verify("2.withdrawal").object.codes("findings") == ["SIGN-0018"], "nobody was asked")

        let revoked = try Program.run(
            ["pki", "revoke", "practice", "practice/again/sign.crt", "--at", "2026-03-31T15:00:00+08:00"], in: parent,
            environment: unlocked)
        #expect(revoked.status == 0, "\(revoked.errors)")
        #expect(try sign("3.withdrawal").object.codes("problems") == ["OCSP-0003"])
        #expect(!Files.exists(parent + "/3.withdrawal"))

        #expect(served.interrupt() == SIGINT)
        let alone = try sign("4.withdrawal")
        #expect(alone.status == 0, "signing goes on without an answer")
        #expect(alone.object.codes("findings") == ["OCSP-0001"])
    }

    /// `openssl ocsp` as the client of the practice responder. Not in SM2, whose signer's id it cannot be told.
    @Test(arguments: [SuiteID.rsaSHA256, .p256SHA256])
    func stockClient(_ suite: SuiteID) throws {
        let practice = try Cast.folder(suite)
        let served = try Served(["pki", "ocsp", practice])
        defer { _ = served.interrupt() }
        let ran = try shell([
            "openssl", "ocsp", "-issuer", practice + "/bidder1/chain.crt", "-cert", practice + "/bidder1/sign.crt",
            "-url",
            served.url, "-CAfile", practice + "/roots/root.crt",
        ])
        #expect(ran.status == 0 && ran.text.contains("sign.crt: good"), "\(ran.text)\(ran.errors)")
        #expect(ran.errors.contains("Response verify OK"), "\(ran.errors)")
    }

    @Test(arguments: [("ftp://x/", "NETW-0001"), ("http://x/a,b", "PKI-0011")])
    func urlsThatAreNotIssued(_ url: String, _ code: String) throws {
        let parent = try temporaryFolder("ocsp-url")
        defer { try? Files.removeTree(parent) }
        try FileManager.default.copyItem(atPath: try Cast.folder(.p256SHA256), toPath: parent + "/practice")
        let issued = try Program.json(
            [
                "pki", "issue", "practice", "--as", "x", "--name", "x", "--code", "91999999MA0QCJH01", "--ocsp", url,
            ] + at, in: parent, environment: unlocked)
        #expect(issued.object.codes("problems") == [code])
        #expect(issued.status == 64)
    }
}
