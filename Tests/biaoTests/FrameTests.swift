// FrameTests.swift — what every command has in common: exit codes, languages, formats, passphrases, signals.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

struct ExitCase: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    /// The first problem's code; nil where the argument parser speaks, or nothing is wrong.
    var code: String?
    var why: String
    var testDescription: String { why }
}

@Suite struct FrameTests {
    @Test(arguments: [
        ExitCase(arguments: ["--version"], status: 0, why: "the version"),
        ExitCase(arguments: ["--help"], status: 0, why: "help"),
        ExitCase(arguments: ["verify", "--help"], status: 0, why: "help of a command"),
        ExitCase(arguments: ["nonsense"], status: 64, why: "no such command"),
        ExitCase(arguments: ["verify"], status: 64, why: "an argument is missing"),
        ExitCase(arguments: ["verify", "x", "--nonsense"], status: 64, why: "no such option"),
        ExitCase(arguments: ["verify", "x", "--format", "xml"], status: 64, why: "no such format"),
        ExitCase(arguments: ["verify", "/etc/hostname"], status: 64, code: "CLI-0001", why: "no trust is given"),
        ExitCase(
            arguments: ["verify", "x", "--trust", "/nowhere"], status: 65, code: "FILE-0001",
            why: "no such trust folder"),
        ExitCase(arguments: ["inspect", "/nowhere"], status: 65, code: "FILE-0001", why: "no such file"),
        ExitCase(arguments: ["inspect", "/tmp"], status: 65, code: "FILE-0006", why: "a folder"),
        ExitCase(arguments: ["inspect", "/etc/passwd"], status: 65, code: "ZIP-0001", why: "not one of our files"),
        ExitCase(arguments: ["identity", "show", "/tmp"], status: 65, code: "SIGN-0002", why: "no identity folder"),
        ExitCase(
            arguments: ["pki", "crl", "/tmp", "--passphrase-file", "/dev/null"], status: 65, code: "FILE-0011",
            why: "a device is no passphrase file"),
        ExitCase(
            arguments: ["pki", "init", "/proc/x", "--at", "2026-01-01"], status: 64, code: "CLI-0004",
            why: "no terminal to ask for a passphrase on"),
    ])
    func exits(_ c: ExitCase) throws {
        let text = try Program.run(c.arguments)
        #expect(text.status == c.status, "\(text.errors)")
        if let code = c.code {
            #expect(text.errors.contains(code), "\(text.errors)")
            let json = try Program.json(c.arguments)
            #expect(json.status == c.status)
            #expect(json.object.codes("problems").first == code)
            #expect(json.object["ok"] as? Bool == false)
        }
    }

    /// Who asked for JSON gets JSON, wherever the option stands and whatever else is wrong.
    @Test(arguments: [
        ["--format", "json", "nonsense"], ["nonsense", "--format=json"], ["verify", "--format", "json"],
        ["verify", "--format", "json", "x", "--nonsense"], ["bid", "check", "--format", "json"],
    ])
    func usageErrorsAreJSONToo(_ arguments: [String]) throws {
        for (language, word) in [("zh", "命令行有误"), ("en", "the command line is wrong")] {
            let ran = try Program.run(arguments + ["--lang", language])
            #expect(ran.status == 64)
            let object = try #require(
                try JSONSerialization.jsonObject(with: ran.output) as? [String: Any], "\(ran.text)")
            #expect(object["ok"] as? Bool == false && object.codes("problems") == ["CLI-0031"])
            let messages = (object["problems"] as? [[String: Any]])?.first?["message"] as? [String: String]
            #expect(messages?[language]?.contains(word) == true, "\(ran.text)")
        }
        #expect(try Program.run(["verify", "--help", "--format", "json"]).status == 0, "help is no error")
    }

    @Test func theVersionIsTheOneInRecords() throws {
        #expect(try Program.run(["--version"]).text == Tool.version + "\n")
    }

    @Test func speaksTheLanguageOfTheLocale() throws {
        let rows: [(environment: [String: String], arguments: [String], chinese: Bool, why: String)] = [
            (["LC_ALL": "zh_CN.UTF-8"], [], true, "the locale is Chinese"),
            (["LC_ALL": "", "LANG": "zh_CN.UTF-8"], [], true, "LANG where nothing else is set"),
            (
                ["LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"], [], false,
                "LC_MESSAGES goes before LANG"
            ),
            (["LC_ALL": "C"], [], false, "any other locale"),
            (["LC_ALL": "zh_TW.UTF-8"], ["--lang", "en"], false, "the option decides"),
            (["LC_ALL": "C"], ["--lang", "zh"], true, "the option decides"),
            (["BIAO_LANG": "zh"], [], true, "BIAO_LANG decides"),
        ]
        for row in rows {
            let errors = try Program.run(["inspect", "/nowhere"] + row.arguments, environment: row.environment).errors
            #expect(errors.contains("文件或文件夹不存在") == row.chinese, "\(row.why)")
            #expect(errors.contains("no such file or folder") != row.chinese, "\(row.why)")
        }
    }

    @Test func jsonIsDeterministicAndReadByOthers() throws {
        let scenario = try lot(.p256SHA256)
        let arguments = ["inspect", scenario.tenderPath, "--list"]
        let first = try Program.json(arguments)
        #expect(try Program.json(arguments).text == first.text)
        let file = scenario.path("inspect.json")
        try Files.write(first.text, to: file)
        #expect(try shell(["python3", "-m", "json.tool", file]).status == 0)
        #expect(Array(first.object.keys).sorted() == ["findings", "ok", "problems", "result"])
    }

    @Test func passphrases() throws {
        let parent = try temporaryFolder("frame")
        defer { try? Files.removeTree(parent) }
        let folder = try Cast.folder(.p256SHA256) + "/bidder1"
        try Files.write("scenario\n", to: parent + "/right", mode: 0o600)
        try Files.write("scenario\r\n", to: parent + "/windows", mode: 0o600)
        try Files.write("scenario\n\n", to: parent + "/twice", mode: 0o600)
        try Files.write("scenario\n", to: parent + "/open", mode: 0o644)
        let rows:
            [(arguments: [String], environment: [String: String], status: Int32, findings: [String], why: String)] = [
                (["--passphrase-file", parent + "/right"], [:], 0, [], "a file with one newline"),
                (["--passphrase-file", parent + "/windows"], [:], 0, [], "a file from another system"),
                (["--passphrase-file", parent + "/twice"], [:], 65, [], "only one newline is left out"),
                (
                    ["--passphrase-file", parent + "/open"], [:], 0, ["CLI-0006"],
                    "others can read it: said, not refused"
                ),
                (
                    ["--passphrase-file", parent + "/right"], ["BIAO_PASSPHRASE": "wrong"], 0, [],
                    "the option goes first"
                ),
                (
                    [], ["BIAO_PASSPHRASE_FILE": parent + "/right", "BIAO_PASSPHRASE": "wrong"], 0, [],
                    "then the file of the environment"
                ),
                ([], ["BIAO_PASSPHRASE": "scenario"], 0, [], "then the environment"),
                ([], ["BIAO_PASSPHRASE": "wrong"], 65, [], "the wrong one"),
                ([], [:], 0, [], "none is needed to look at public certificates"),
            ]
        for row in rows {
            let json = try Program.json(["identity", "show", folder] + row.arguments, environment: row.environment)
            #expect(json.status == row.status, "\(row.why)")
            #expect(json.object.codes("findings") == row.findings, "\(row.why)")
            if row.status == 65 { #expect(json.object.codes("problems") == ["CRYP-0031"]) }
            #expect(!json.text.contains("scenario\""), "a passphrase is never shown")
        }
    }

    @Test func promptsOnTheTerminalWithoutEcho() throws {
        guard try shell(["sh", "-c", "command -v script"]).status == 0 else { return }
        let folder = try Cast.folder(.p256SHA256)
        let parent = try temporaryFolder("frame")
        defer { try? Files.removeTree(parent) }
        try FileManager.default.copyItem(atPath: folder, toPath: parent + "/pki")
        let ran = try shell([
            "sh", "-c",
            "(sleep 1; echo scenario) | env -u BIAO_PASSPHRASE LC_ALL=C script -qec '\(Program.path) pki crl \(parent)/pki' /dev/null",
        ])
        #expect(ran.text.contains("Passphrase of the practice PKI:"))
        #expect(ran.text.contains("the revocation lists are new"), "\(ran.text)")
        // The terminal of `script` shows what is typed before the program turns that off; the program itself never does.
        #expect(ran.text.components(separatedBy: "scenario").count <= 2)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completions(_ shellName: String) throws {
        let ran = try Program.run(["--generate-completion-script", shellName])
        #expect(ran.status == 0)
        for word in ["pki", "identity", "tender", "bid", "box", "verify", "inspect"] {
            #expect(ran.text.contains(word))
        }
    }

    @Test func aReaderWhoGoesAwayIsNoMatter() throws {
        let scenario = try lot(.p256SHA256)
        let ran = try shell([
            "bash", "-c",
            "set -o pipefail; '\(Program.path)' inspect '\(scenario.tenderPath)' --list | true; echo ${PIPESTATUS[0]}",
        ])
        #expect(ran.text == "0\n", "\(ran.errors)")
    }

    @Test(arguments: ["INT", "TERM", "HUP"])
    func aSignalLeavesNothing(_ name: String) throws {
        let parent = try temporaryFolder("frame")
        defer { try? Files.removeTree(parent) }
        // A background job of a plain shell ignores SIGINT; `timeout` sends it to a program that does not.
        let ran = try shell(
            [
                "timeout", "--preserve-status", "-s", name, "1", Program.path, "pki", "init", parent + "/practice",
                "--suite", "rsa-sha256",
            ],
            environment: unlocked)
        #expect([129, 130, 143].contains(ran.status), "\(ran.status) \(ran.errors)")
        #expect(try Files.list(parent).isEmpty)
    }
}
