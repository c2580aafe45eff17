// EvidenceCommandTests.swift — who may sign what, told by verify, prove, qualify and open as a person runs them.
import Container
import Documents
import FileKit
import Foundation
import Opening
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

/// A lot that was opened, made once a suite.
private let opened = Shared { (suite: SuiteID) in
    let scenario = try Scenario(suite: suite)
    try scenario.deliver([1, 2, 3, 4], releasing: [1, 2, 3])
    _ = try scenario.session().run().concluded()
    return scenario
}

@Suite struct EvidenceCommandTests {
    private func roots(_ suite: SuiteID) throws -> [String] {
        ["--trust", try Cast.folder(suite) + "/roots", "--practice"]
    }

    @Test(arguments: SuiteID.allCases)
    func verifyTellsWhetherAnOfficerSigned(_ suite: SuiteID) throws {
        let lot = try opened(suite)
        let full = lot.path("opening/record.opening")
        let forged = try lot.resign(
            lot.path("opening/record-public.opening"), as: OpeningRecord.self, by: "bidder1", to: "forged.opening",
            at: Scenario.afterWindow)
        let other = try lot.amended(newBidRequired: false).tenderPath
        let rows: [(file: String, tender: String?, findings: [String], why: String)] = [
            (full, lot.tenderPath, [], "an officer's"),
            (lot.path("opening/record-public.opening"), lot.tenderPath, [], "an officer's, for the public"),
            (forged, lot.tenderPath, ["OPEN-0066"], "a bidder's"), (full, other, ["CLI-0013"], "another version"),
            (forged, nil, [], "whose it is nobody can tell without the tender"),
        ]
        for row in rows {
            let arguments = ["verify", row.file] + (row.tender.map { ["--tender", $0] } ?? [])
            let json = try Program.json(arguments + roots(suite) + ["--at", "2026-04-02T09:00:00+08:00"])
            #expect(json.object.codes("findings") == row.findings, "\(row.why): \(json.text)")
            #expect(json.status == (row.findings.isEmpty ? 0 : 1), "\(row.why)")
            let answers = json.object.firstFile["answers"] as? [[String: String]] ?? []
            #expect(answers.contains { $0["en"]?.contains("--tender") == true } == (row.tender == nil), "\(row.why)")
        }
        let both = try Program.json(
            ["verify", full, "--tender", other, "--tender", lot.tenderPath] + roots(suite) + [
                "--at", "2026-04-02T09:00:00+08:00",
            ])
        #expect(both.status == 0, "the version that the record names is among those given: \(both.text)")
        let text = try Program.run(["verify", forged, "--tender", lot.tenderPath] + roots(suite))
        let name = try Cast.identity("bidder1", suite).organization().name
        #expect(text.text.contains("signed by \(name)"), "it says whose it is: \(text.text)")
    }

    @Test(arguments: SuiteID.allCases)
    func proveTellsWhatItIsGiven(_ suite: SuiteID) throws {
        let lot = try opened(suite)
        let sealed = (1...3).map { lot.path("\($0).sealed") }
        let good = try Program.json(["prove", lot.path("opening/record.opening")] + sealed + roots(suite))
        #expect(good.status == 0, "\(good.text)")
        let states = (good.object.result["rows"] as? [[String: Any]] ?? []).compactMap { $0["state"] as? String }
        #expect(states == ["holds", "holds", "holds", "not-decrypted"])
        let forged = try lot.resign(
            lot.path("opening/record.opening"), as: OpeningRecord.self, by: "bidder1", to: "forged-full.opening",
            at: Scenario.afterWindow)
        let bad = try Program.json(["prove", forged] + sealed + roots(suite))
        #expect(bad.status == 1 && bad.object.codes("findings") == ["OPEN-0066"], "\(bad.text)")
        for language in ["zh", "en"] {
            let ran = try Program.run(
                ["prove", lot.path("opening/record.opening"), "--lang", language] + sealed + roots(suite))
            #expect(ran.status == 0, "\(ran.text)")
        }
    }

    /// What a timestamp proves has happened cannot lie ahead; whose clock is wrong, nobody can tell.
    @Test(arguments: SuiteID.allCases)
    func aTimestampFromTheFutureIsNoPass(_ suite: SuiteID) throws {
        let lot = try opened(suite)
        let arguments = ["verify", lot.tenderPath] + (try roots(suite))
        let early = try Program.json(arguments + ["--at", "2026-03-02T08:30:00+08:00"])
        #expect(early.status == 1 && early.object.codes("findings") == ["SIGN-0024"], "\(early.text)")
        #expect(early.object.firstFile["status"] as? String == "indeterminate")
        let close = try Program.json(arguments + ["--at", "2026-03-02T08:59:30+08:00"])
        #expect(close.status == 0, "half a minute is the difference between two clocks: \(close.text)")
    }

    /// A time may be set among practice certificates only, even where --practice is said.
    @Test func noTimeIsSetForOthersThanPracticeCertificates() throws {
        let lot = try opened(.p256SHA256)
        let script = """
            set -e; mkdir real
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 30 \
              -subj /C=CN/CN=real -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature,nonRepudiation
            openssl pkcs12 -export -inkey key.pem -in cert.pem -out real/sign.p12 -passout pass:scenario
            """
        let parent = try temporaryFolder("real")
        defer { try? Files.removeTree(parent) }
        #expect(try shell(["bash", "-c", script], in: parent).status == 0)
        let identity = try Identity.load(parent + "/real", passphrase: Cast.passphrase)
        let file = parent + "/real.tender"
        try ContainerWriter.write(
            lot.tender, to: file, at: Scenario.issued,
            signer: Signer(identity: identity, timestamps: nil, clock: .system))
        let arguments = ["verify", file] + (try roots(.p256SHA256))
        let set = try Program.json(arguments + ["--at", "2026-04-02T09:00:00+08:00"])
        #expect(set.status == 64 && set.object.codes("problems") == ["CLI-0014"], "\(set.text)")
        let now = try Program.json(arguments)
        #expect(now.status == 1 && now.object.codes("problems").isEmpty, "\(now.text)")
    }

    @Test(arguments: SuiteID.allCases)
    func openSaysInJSONWhatTheRecordSays(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3, 4], releasing: [1, 2, 3])
        let root = try Cast.folder(suite)
        let code = try Cast.identity("bidder4", suite).organization().code.text
        let own = try Cast.identity("bidder1", suite).organization().code.text
        let json = try Program.json(
            [
                "open", lot.boxPath, "--releases", lot.path("releases"), "--identity", root + "/officer1", "-o",
                lot.path("opened"), "--ruling", "\(code)=撤销:未到场", "--ruling", "\(own)=撤销:误录", "--at",
                Scenario.afterWindow.text,
            ], environment: unlocked)
        #expect(json.status == 0, "\(json.text)")
        #expect(json.object.codes("findings") == ["OPEN-0029"], "the ruling on an opened bid")
        let rows = json.object.result["rows"] as? [[String: Any]] ?? []
        try #require(rows.count == 4)
        #expect(rows[3]["ruling"] as? String == "撤销:未到场" && rows[0]["ruling"] is NSNull)
        #expect(rows[0]["received"] as? String == Scenario.before.text)
        #expect((rows[0]["deposit"] as? [String: Any])?["amount"] as? String == "200000.00")
        #expect(rows[3]["deposit"] is NSNull)
        let published = try #require(json.object.result["publicRecord"] as? String)
        #expect(Files.exists(published))
    }

    @Test(arguments: SuiteID.allCases)
    func qualifySaysWhoMaySign(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, envelopes: 2)
        try lot.deliver([1, 2, 3])
        _ = try lot.session().run().concluded()
        let root = try Cast.folder(suite)
        func qualify(_ who: String) throws -> (status: Int32, object: [String: Any], text: String) {
            try Program.json(
                [
                    "qualify", lot.path("opening/record.opening"), "--identity", root + "/" + who, "-o",
                    lot.path("\(who).passed"), "--at", Scenario.afterWindow.text,
                ], environment: unlocked)
        }
        let refused = try qualify("platform")
        #expect(refused.status == 65 && refused.object.codes("problems") == ["OPEN-0032"], "\(refused.text)")
        #expect(!Files.exists(lot.path("platform.passed")))
        let made = try qualify("agency")
        #expect(made.status == 0, "\(made.text)")
        let tender = ["--tender", lot.tenderPath, "--at", "2026-04-02T09:00:00+08:00"]
        #expect(try Program.json(["verify", lot.path("agency.passed")] + roots(suite) + tender).status == 0)
        let forged = try lot.resign(
            lot.path("agency.passed"), as: PassedList.self, by: "bidder1", to: "forged.passed", at: Scenario.afterWindow
        )
        let judged = try Program.json(["verify", forged] + roots(suite) + tender)
        #expect(judged.object.codes("findings") == ["SEAL-0030"], "\(judged.text)")
    }
}
