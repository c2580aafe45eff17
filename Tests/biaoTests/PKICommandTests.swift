// PKICommandTests.swift — biao pki and biao identity, as a person uses them.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct PKICommandTests {
    @Test(arguments: SuiteID.allCases)
    func aWholeExercise(_ suite: SuiteID) throws {
        let parent = try temporaryFolder("cli")
        defer { try? Files.removeTree(parent) }
        let at = ["--at", "2026-03-01T09:00:00+08:00"]
        let made = try Program.json(
            ["pki", "init", "practice/", "--suite", suite.rawValue] + at, in: parent, environment: unlocked)
        #expect(made.status == 0)
        #expect((made.object.result["identities"] as? [String])?.count == 13)
        let again = try Program.json(
            ["pki", "init", "practice", "--suite", suite.rawValue] + at, in: parent, environment: unlocked)
        #expect(again.status == 65)
        #expect(again.object.codes("problems") == ["PKI-0001"])
        let issued = try Program.json(
            [
                "pki", "issue", "practice", "--as", "bidder6", "--name", "滨江建工有限公司", "--code", "91999999MA0BJJG06",
                "--valid-days", "30",
            ] + at, in: parent, environment: unlocked)
        #expect(issued.status == 0)
        #expect((issued.object.result["code"] as? String)?.count == 18, "the check digit was added")
        let show = ["identity", "show", "practice/bidder6/", "--at"]
        #expect(try Program.run(show + ["2026-03-02T00:00:00Z"], in: parent).status == 0)
        let expired = try Program.json(show + ["2026-05-02T00:00:00Z"], in: parent)
        #expect(expired.status == 1)
        #expect(expired.object.codes("findings") == ["SIGN-0011", "SIGN-0011"], "both certificates are over")
        let revoked = try Program.run(
            ["pki", "revoke", "practice", "practice/bidder1/sign.crt", "--reason", "key-compromise"] + at, in: parent,
            environment: unlocked)
        #expect(revoked.status == 0, "\(revoked.errors)")
        let after = try Program.json(["identity", "show", "practice/bidder1"] + at, in: parent)
        #expect(after.status == 1)
        #expect(after.object.codes("findings") == ["SIGN-0017"])
        #expect(try Program.run(["pki", "crl", "practice"] + at, in: parent, environment: unlocked).status == 0)
        let wrong = try Program.json(
            ["pki", "crl", "practice"] + at, in: parent, environment: ["BIAO_PASSPHRASE": "wrong"])
        #expect(wrong.status == 65)
        #expect(wrong.object.codes("problems") == ["CRYP-0031"])
    }

    @Test(arguments: SuiteID.allCases)
    func showSaysWhatAnIdentityIs(_ suite: SuiteID) throws {
        let folder = try Cast.folder(suite) + "/bidder1"
        let json = try Program.json(
            ["identity", "show", folder, "--at", "2026-03-01T09:00:00+08:00"], environment: unlocked)
        #expect(json.status == 0, "\(json.text)")
        let certificates = try #require(json.object.result["certificates"] as? [[String: Any]])
        #expect(certificates.map { $0["purposes"] as? [String] } == [["signing"], ["encryption"]])
        #expect(certificates.allSatisfy { $0["keyFits"] as? Bool == true && $0["practice"] as? Bool == true })
        #expect(certificates.allSatisfy { ($0["chain"] as? [String])?.count == 2 })
        let unopened = try Program.json(["identity", "show", folder, "--at", "2026-03-01T09:00:00+08:00"])
        #expect(
            (unopened.object.result["certificates"] as? [[String: Any]])?.allSatisfy { $0["keyFits"] is NSNull } == true
        )
        let text = try Program.run(["identity", "show", folder, "--lang", "zh", "--at", "2026-03-01T09:00:00+08:00"])
            .text
        for word in ["签名", "加密", "青山建设集团有限公司", "统一社会信用代码", "仅供培训与测试"] { #expect(text.contains(word)) }
    }

    @Test(arguments: SuiteID.allCases)
    func swappedAndForeignCertificatesAreFound(_ suite: SuiteID) throws {
        let parent = try temporaryFolder("cli")
        defer { try? Files.removeTree(parent) }
        let source = try Cast.folder(suite)
        try FileManager.default.copyItem(atPath: source, toPath: parent + "/pki")
        let folder = parent + "/pki/bidder1"
        try Files.rename(folder + "/sign.p12", to: folder + "/x")
        try Files.rename(folder + "/enc.p12", to: folder + "/sign.p12")
        try Files.rename(folder + "/x", to: folder + "/enc.p12")
        let swapped = try Program.json(
            ["identity", "show", folder, "--at", "2026-03-01T09:00:00+08:00"], environment: unlocked)
        #expect(swapped.status == 1)
        #expect(Set(swapped.object.codes("findings")) == ["CLI-0010", "CLI-0011"])
    }

    @Test(arguments: SuiteID.allCases)
    func theClockIsForPracticeOnly(_ suite: SuiteID) throws {
        // A real identity: one that carries no practice policy, made with openssl.
        let parent = try temporaryFolder("cli")
        defer { try? Files.removeTree(parent) }
        let script = """
            set -e; mkdir real
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out real/sign.crt -days 30 \
              -subj /C=CN/CN=real -addext keyUsage=critical,digitalSignature,nonRepudiation -addext basicConstraints=critical,CA:FALSE
            openssl pkcs12 -export -inkey key.pem -in real/sign.crt -out real/sign.p12 -passout pass:scenario
            """
        #expect(try shell(["bash", "-c", script], in: parent).status == 0)
        let scenario = try lot(suite)
        let bid = scenario.path("1-1.bid")
        for (identity, at, code) in [
            (parent + "/real", ["--at", "2026-03-31T09:00:00+08:00"], "CLI-0003"),
            (try Cast.folder(suite) + "/bidder1", ["--at", "yesterday"], "TIME-0001"),
        ] {
            let json = try Program.json(
                [
                    "bid", "seal", bid, "--tender", scenario.tenderPath, "--identity", identity, "-o",
                    parent + "/x.sealed",
                    "--trust", try Cast.folder(suite) + "/roots",
                ] + at, environment: unlocked)
            #expect(json.object.codes("problems") == [code], "\(json.text)")
            #expect(json.status == 64)
            #expect(!Files.exists(parent + "/x.sealed"))
        }
    }
}
