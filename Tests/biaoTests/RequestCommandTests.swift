// RequestCommandTests.swift — biao pki request and issue --request, as a person uses them, up to a sealed bid that verifies.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct RequestCommandTests {
    private let at = ["--at", "2026-03-31T09:00:00+08:00"]

    @Test(arguments: SuiteID.allCases)
    func fromRequestToSealedBid(_ suite: SuiteID) throws {
        let parent = try temporaryFolder("request")
        defer { try? Files.removeTree(parent) }
        try FileManager.default.copyItem(atPath: try Cast.folder(suite), toPath: parent + "/pki")
        let scenario = try lot(suite)
        let bidder = try Cast.identity("bidder1", suite).organization()
        let own = ["BIAO_PASSPHRASE": "my own one"]
        let made = try Program.json(
            [
                "pki", "request", "-o", "mine/", "--suite", suite.rawValue, "--name", bidder.name, "--code",
                String(bidder.code.text.dropLast()),
            ], in: parent, environment: own)
        #expect(made.status == 0, "\(made.text)")
        #expect(made.object.result["requests"] as? [String] == ["mine/sign.csr", "mine/enc.csr"])
        let early = try Program.json(["identity", "show", "mine"], in: parent, environment: own)
        #expect(early.object.codes("problems") == ["SIGN-0043"], "no certificate yet")
        let issue = ["pki", "issue", "pki", "--as", "again", "--request", "mine/sign.csr"]
        let issued = try Program.json(
            issue + ["--enc-request", "mine/enc.csr"] + at, in: parent, environment: unlocked)
        #expect(issued.status == 0, "\(issued.text)")
        #expect(issued.object.result["code"] as? String == bidder.code.text)
        let files = try #require(issued.object.result["certificates"] as? [String])
        #expect(files == ["sign.crt", "enc.crt", "chain.crt"].map { "pki/again/" + $0 })
        for file in files {
            try Files.write(try Files.read("\(parent)/\(file)"), to: "\(parent)/mine/\(Files.name(of: file))")
        }
        let shown = try Program.json(
            ["identity", "show", "mine", "--trust", "pki/roots"] + at, in: parent, environment: own)
        #expect(shown.status == 0, "\(shown.text)")
        let certificates = try #require(shown.object.result["certificates"] as? [[String: Any]])
        #expect(certificates.map { $0["purposes"] as? [String] } == [["signing"], ["encryption"]])
        #expect(certificates.allSatisfy { $0["keyFits"] as? Bool == true })
        // the seal is signed with the one key and read back with the other
        let sealed = try Program.json(
            [
                "bid", "seal", scenario.path("1-1.bid"), "--tender", scenario.tenderPath, "--identity", "mine", "-o",
                "1.sealed", "--trust", "pki/roots", "--tsa", try Cast.folder(suite) + "/tsa",
            ] + at, in: parent, environment: own.merging(["BIAO_TSA_PASSPHRASE": "scenario"]) { $1 })
        #expect(sealed.status == 0, "\(sealed.text)")
        let verified = try Program.json(
            ["verify", "1.sealed", "--trust", "pki/roots", "--practice"] + at, in: parent)
        #expect(verified.status == 0, "\(verified.text)")
        let twice = try Program.json(issue + at, in: parent, environment: unlocked)
        #expect(twice.object.codes("problems") == ["FILE-0005"])
        let swapped = try Program.json(
            ["pki", "issue", "pki", "--as", "other", "--request", "mine/enc.csr"] + at, in: parent,
            environment: unlocked)
        #expect(swapped.object.codes("problems") == ["PKI-0013"])
        let stranger = try Program.json(
            ["pki", "issue", "pki", "--as", "other", "--request", "mine/sign.pem"] + at, in: parent,
            environment: unlocked)
        #expect(stranger.status == 65 && stranger.object.codes("problems") == ["CRYP-0090"])
    }

    @Test(arguments: [
        (["pki", "issue", "x", "--as", "y"], "neither a name nor a request"),
        (["pki", "issue", "x", "--as", "y", "--name", "z"], "no credit code"),
        (["pki", "request", "-o", "x"], "no subject"),
        (["pki", "request", "-o", "x", "--name", "y"], "no credit code"),
        (["pki", "request", "-o", "x", "--subject", "/CN=y", "--name", "z"], "two subjects"),
        (["pki", "request", "-o", "x", "--subject", "/CN=y", "--usage", "timestamping"], "no such use"),
    ])
    func usage(_ arguments: [String], _ why: String) throws {
        #expect(try Program.run(arguments).status == 64, "\(why)")
    }

    @Test func whatWillNotBeGrantedIsSaid() throws {
        let parent = try temporaryFolder("request")
        defer { try? Files.removeTree(parent) }
        try FileManager.default.copyItem(atPath: try Cast.folder(.p256SHA256), toPath: parent + "/pki")
        let made = try shell(
            [
                "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "key.pem", "-subj", "/CN=x", "-out", "a.csr", "-addext", "basicConstraints=CA:TRUE",
            ], in: parent)
        try #require(made.status == 0, "\(made.errors)")
        let issue = ["pki", "issue", "pki", "--as", "new", "--request", "a.csr"] + at
        let nameless = try Program.json(issue, in: parent, environment: unlocked)
        #expect(nameless.object.codes("problems") == ["PKI-0014"], "whose it is must be said by someone")
        let issued = try Program.run(
            issue + ["--name", "甲公司", "--code", "91999999MA0BJJG06", "--lang", "en"], in: parent, environment: unlocked)
        #expect(issued.status == 0)
        #expect(issued.errors.contains("not granted: basicConstraints"), "\(issued.errors)")
    }
}
