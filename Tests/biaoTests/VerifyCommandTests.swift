// VerifyCommandTests.swift — biao verify and biao inspect on good files, wrong ones, and ones that belong to others.
import Container
import Documents
import FileKit
import Foundation
import Reporting
import Scenario
import Sealing
import TenderModel
import Testing

@Suite struct VerifyCommandTests {
    private func trusting(_ suite: SuiteID, _ more: [String] = []) throws -> [String] {
        ["--trust", try Cast.folder(suite) + "/roots", "--practice", "--at", "2026-04-02T09:00:00+08:00"] + more
    }

    @Test(arguments: SuiteID.allCases)
    func everyKindPasses(_ suite: SuiteID) throws {
        let scenario = try lot(suite)
        let sealed = scenario.path("1.sealed")
        let receipt = try scenario.receipt(of: sealed)
        let closing = scenario.boxPath + "/lot.closing"
        let files = [
            scenario.tenderPath, scenario.path("1-1.bid"), sealed, receipt, closing,
            scenario.path("releases/1.release"),
        ]
        let kinds = ["tender", "bid", "seal", "receipt", "closing", "release"]
        let json = try Program.json(["verify"] + files + trusting(suite, ["--of", sealed, "--closing", closing]))
        #expect(json.status == 0, "\(json.text)")
        let all = try #require(json.object.result["files"] as? [[String: Any]])
        #expect(all.map { $0["kind"] as? String } == kinds)
        #expect(all.allSatisfy { $0["status"] as? String == "passed" && $0["provenTime"] is String })
        for (file, kind) in zip(files, kinds) {
            let inspected = try Program.json(["inspect", file])
            #expect(inspected.status == 0)
            #expect(inspected.object.result["kind"] as? String == kind)
            #expect(
                (inspected.object.result["signatures"] as? [[String: Any]])?.allSatisfy { $0["signer"] is String }
                    == true)
            for language in ["zh", "en"] {
                #expect(try Program.run(["inspect", file, "--list", "--lang", language]).status == 0)
            }
        }
    }

    @Test(arguments: SuiteID.allCases)
    func amIIn(_ suite: SuiteID) throws {
        let scenario = try Scenario(suite: suite)
        try scenario.makeBox()
        let first = try scenario.seal(1)
        _ = try scenario.receive(first)
        let second = try scenario.seal(1, replaces: try FileDigest(of: first, .sha256), to: "1b.sealed")
        _ = try scenario.receive(second)
        let third = try scenario.seal(2)
        _ = try scenario.receive(third)
        let withdrawn = try scenario.withdrawal(of: third, by: "bidder2", to: "2.withdrawal")
        _ = try scenario.receive(withdrawn)
        let closing = try scenario.close()
        let other = try lot(suite)
        let rows:
            [(sealed: String, closing: String, sentence: String, status: Int32, findings: [String], why: String)] = [
                (second, closing, "You are in: entry 2", 0, [], "it stands"),
                (first, closing, "a later one of yours replaced it", 0, [], "it was replaced"),
                (third, closing, "was withdrawn", 0, [], "it was withdrawn"),
                (second, other.boxPath + "/lot.closing", "You are NOT in", 1, ["RCPT-0010"], "another lot's list"),
            ]
        for row in rows {
            let receipt = try scenario.receipt(of: row.sealed)
            let arguments = ["verify", receipt, "--of", row.sealed, "--closing", row.closing] + (try trusting(suite))
            let text = try Program.run(arguments)
            #expect(text.text.contains(row.sentence), "\(row.why): \(text.text)\(text.errors)")
            #expect(text.status == row.status, "\(row.why)")
            #expect(try Program.json(arguments).object.codes("findings") == row.findings, "\(row.why)")
        }
        let taken = try Program.run(
            ["verify", try scenario.receipt(of: third, withdrawn: true), "--closing", closing] + trusting(suite))
        #expect(taken.text.contains("Your withdrawal is in: entry 4"))
        let mixed = try Program.json(["verify", try scenario.receipt(of: second), "--of", third] + trusting(suite))
        #expect(mixed.status == 1)
        #expect(mixed.object.codes("findings") == ["RCPT-0001"])
    }

    @Test(arguments: SuiteID.allCases)
    func aListThatWasTamperedWith(_ suite: SuiteID) throws {
        let scenario = try lot(suite)
        let closing = scenario.boxPath + "/lot.closing"
        let sealed = scenario.path("2.sealed")
        let receipt = try scenario.receipt(of: sealed)
        func root(_ closing: inout Closing) throws {
            closing.root = try #require(try Closing.root(of: closing.entries, .sha256))
        }
        let rows:
            [(name: String, by: String, findings: Set<String>, change: (inout Closing) throws -> Void, why: String)] = [
                (
                    "dropped.closing", "platform", ["RCPT-0014"],
                    {
                        $0.entries.remove(at: 0); try root(&$0)
                    }, "the receipt before was taken out"
                ),
                (
                    "gone.closing", "platform", ["RCPT-0010"],
                    {
                        $0.entries.remove(at: 1); try root(&$0)
                    }, "the bid itself was taken out"
                ),
                (
                    "salted.closing", "platform", ["RCPT-0014"],
                    {
                        $0.entries[1].salt = String(repeating: "ab", count: 32); try root(&$0)
                    }, "another salt"
                ),
                (
                    "root.closing", "platform", ["CLOS-0005"], { $0.root = String(repeating: "ab", count: 32) },
                    "a root that does not fit"
                ),
                (
                    "status.closing", "platform", ["CLOS-0006"], { $0.entries[1].status = .withdrawn },
                    "said to be withdrawn"
                ),
                (
                    "said.closing", "platform", ["RCPT-0011"],
                    {
                        $0.entries[1].bidder = $0.entries[0].bidder; $0.entries[1].lot = "2"; try root(&$0)
                    }, "another bidder's name"
                ),
                ("forged.closing", "agency", ["CLOS-0001", "RCPT-0012"], { _ in }, "not the platform's"),
            ]
        for row in rows {
            let made = try scenario.resign(
                closing, as: Closing.self, by: row.by, to: row.name, at: Scenario.after, adjust: row.change)
            let json = try Program.json(["verify", receipt, "--of", sealed, "--closing", made] + trusting(suite))
            #expect(json.status == 1, "\(row.why)")
            #expect(Set(json.object.codes("findings")) == row.findings, "\(row.why): \(json.text)")
            let answers = (json.object.firstFile["answers"] as? [[String: String]] ?? []).compactMap { $0["en"] }
            #expect(!answers.contains { $0.hasPrefix("You are in") }, "\(row.why)")
        }
    }

    @Test(arguments: SuiteID.allCases)
    func releases(_ suite: SuiteID) throws {
        let scenario = try lot(suite)
        let sealed = scenario.path("1.sealed")
        let release = scenario.path("releases/1.release")
        let wrong = try scenario.resign(
            release, as: Release.self, by: "bidder1", to: "wrong.release", at: Scenario.duringWindow
        ) { $0.key = String(repeating: "ab", count: 32) }
        let thief = try scenario.resign(
            release, as: Release.self, by: "bidder2", to: "thief.release", at: Scenario.duringWindow)
        let rows: [(file: String, of: String, findings: [String], why: String)] = [
            (release, sealed, [], "the right key"), (wrong, sealed, ["CLI-0012"], "another key"),
            (thief, sealed, ["SEAL-0043"], "signed by somebody else"),
            (release, scenario.path("2.sealed"), ["SEAL-0040", "SEAL-0043"], "for another seal, of another bidder"),
        ]
        for row in rows {
            let json = try Program.json(["verify", row.file, "--of", row.of] + trusting(suite))
            #expect(json.object.codes("findings") == row.findings, "\(row.why): \(json.text)")
            #expect(json.status == (row.findings.isEmpty ? 0 : 1))
        }
    }

    @Test(arguments: SuiteID.allCases)
    func whatIsNotBelieved(_ suite: SuiteID) throws {
        let scenario = try lot(suite)
        let roots = try Cast.folder(suite) + "/roots"
        let strangers = try Cast.folder(suite.other) + "/roots"
        let bid = scenario.path("1-1.bid")
        let bare = try scenario.resign(
            scenario.tenderPath, as: Tender.self, by: "agency", to: "bare.tender", stamped: false)
        let rows:
            [(
                arguments: [String], status: Int32, findings: Set<String>, problems: [String], verdict: String?,
                why: String
            )] = [
                ([bid, "--trust", roots], 1, ["SIGN-0016"], [], "failed", "practice certificates, without --practice"),
                (
                    [bid, "--trust", strangers, "--practice"], 1, ["SIGN-0013", "SIGN-0014"], [], "failed",
                    "another PKI's roots"
                ),
                (
                    [bid, "--trust", roots, "--at", "2026-04-02T09:00:00+08:00"], 64, [], ["CLI-0007"], nil,
                    "--at without --practice"
                ),
                (
                    [bare, "--trust", roots, "--practice", "--at", "2028-04-02T09:00:00+08:00"], 1, ["SIGN-0018"], [],
                    "indeterminate", "no timestamp, and stale lists"
                ),
                (
                    [bid, "/etc/passwd", "--trust", roots, "--practice"], 65, [], ["ZIP-0001"], "passed",
                    "the second cannot be read, the first can"
                ),
            ]
        for row in rows {
            let json = try Program.json(["verify"] + row.arguments)
            #expect(json.status == row.status, "\(row.why): \(json.text)")
            #expect(Set(json.object.codes("findings")) == row.findings, "\(row.why)")
            #expect(json.object.codes("problems") == row.problems, "\(row.why)")
            #expect(json.object.firstFile["status"] as? String == row.verdict, "\(row.why)")
        }
        let text = try Program.run([
            "verify", bare, "--trust", roots, "--practice", "--at", "2028-04-02T09:00:00+08:00",
        ])
        #expect(text.text.contains("indeterminate, which is not a pass"))
    }

    @Test func whatFilesSayCannotPlayWithTheTerminal() throws {
        let parent = try temporaryFolder("cli")
        defer { try? Files.removeTree(parent) }
        let script = """
            set -e; mkdir real
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out real/sign.crt -days 30 -utf8 \
              -subj "/C=CN/CN=$(printf 'good\\u202e\\u200bdab\\033[31m')" -addext keyUsage=critical,digitalSignature,nonRepudiation
            touch real/sign.p12
            """
        #expect(try shell(["bash", "-c", script], in: parent, environment: ["LC_ALL": "C.UTF-8"]).status == 0)
        let text = try Program.run(["identity", "show", parent + "/real"]).text
        #expect(text.contains("good\\u{202e}\\u{200b}dab\\u{1b}[31m"), "\(text)")
        #expect(!text.unicodeScalars.contains { [0x1b, 0x202e, 0x200b].contains($0.value) })
    }
}
