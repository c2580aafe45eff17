// PluginCommandTests.swift — biao plugin as a person runs it, and what is left of a plugin when biao itself is killed.
import FileKit
import Foundation
import Glibc
import Scenario
import Testing

@Suite struct PluginCommandTests {
    /// The repository.
    private static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// Plugins run shut in where this machine can, else under limits only: that is not what these tests are about.
    private let sandbox = ["--sandbox", "preferred"]

    /// A folder of plugins: the example, and one of the bad ones.
    private func folder(bad: String? = nil, seconds: Int = 20, marker: String = "x") throws -> String {
        let folder = try temporaryFolder("plugins")
        _ = try shell(["cp", "-a", Self.root + "/Plugins/ExamplePython", folder])
        if let bad {
            try Files.makeFolder(folder + "/bad")
            let source = try ["common", bad].map { try Files.read("\(Self.root)/Fixtures/plugins/\($0).py") }
            try Files.write(source.flatMap { $0 }, to: folder + "/bad/check.py")
            try Files.write(
                """
                {"manifest": 1, "id": "bad", "version": "1.0.0", "protocols": [1], "sandbox": "preferred",
                 "run": ["python3", "-I", "-S", "check.py", "\(marker)"], "limits": {"seconds": \(seconds)}}
                """, to: folder + "/bad/plugin.json")
        }
        return folder
    }

    @Test func lockedListedShownAndChanged() throws {
        let plugins = try folder()
        let named = sandbox + ["--plugins", plugins]
        let before = try Program.json(["plugin", "list"] + named)
        #expect(before.status == 65 && before.object.codes("problems") == ["PLUG-0002"])
        #expect(try Program.run(["plugin", "lock"] + named).status == 0)
        let listed = try Program.json(["plugin", "list"] + named)
        let checks = try #require(listed.object.result["checks"] as? [[String: Any]])
        let check = try #require(checks.first { $0["id"] as? String == "example-python" })
        #expect(listed.status == 0)
        #expect(check["kind"] as? String == "process" && check["rules"] as? [String] == ["EXPY-0001", "EXPY-0002"])
        #expect((check["digest"] as? String)?.hasPrefix("sha256:") == true)
        let shown = try Program.run(["plugin", "show", "example-python", "--lang", "zh"] + named)
        #expect(shown.status == 0 && shown.text.contains("《招标投标法》第27条"))
        #expect(try Program.json(["plugin", "show", "nobody"] + named).object.codes("problems") == ["PLUG-0014"])
        try Files.write("more", to: plugins + "/ExamplePython/new.txt")
        let after = try Program.json(["plugin", "list"] + named)
        #expect(after.status == 65 && after.object.codes("problems") == ["PLUG-0003"])
        // the folder may come from the environment, too
        let same = try Program.json(["plugin", "list"] + sandbox, environment: ["BIAO_PLUGINS": plugins])
        #expect(same.object.codes("problems") == ["PLUG-0003"])
    }

    @Test func theExamplesOfTheExample() throws {
        let ran = try Program.json(["plugin", "test", Self.root + "/Plugins/ExamplePython"] + sandbox)
        let examples = ran.object.result["examples"] as? [[String: Any]] ?? []
        #expect(ran.status == 0 && examples.count >= 5 && examples.allSatisfy { $0["ok"] as? Bool == true })
    }

    /// All members that a case lacks are named, with the file.
    @Test func whatACaseLacksIsNamed() throws {
        let plugins = try folder()
        let file = plugins + "/ExamplePython/tests/complete/case.json"
        var json = try #require(
            try JSONSerialization.jsonObject(with: Data(try Files.read(file))) as? [String: Any])
        var tender = try #require(json["tender"] as? [String: Any])
        json["findings"] = nil
        tender["deadline"] = nil
        tender["title"] = NSNull()
        json["tender"] = tender
        try Files.write(Array(try JSONSerialization.data(withJSONObject: json)), to: file)
        for language in ["zh", "en"] {
            let ran = try Program.run(
                ["plugin", "test", plugins + "/ExamplePython", "--lang", language] + sandbox)
            #expect(ran.status == 1 && ran.text.contains("PLUG-0018"), "\(ran.text)\(ran.errors)")
            for words in ["findings", "tender.title", "tender.deadline", file] { #expect(ran.text.contains(words)) }
        }
        // a value that is wrong is said with its file, too
        tender["deadline"] = "tomorrow"
        tender["title"] = "x"
        (json["tender"], json["findings"]) = (tender, [String]())
        try Files.write(Array(try JSONSerialization.data(withJSONObject: json)), to: file)
        let ran = try Program.run(["plugin", "test", plugins + "/ExamplePython", "--lang", "en"] + sandbox)
        #expect(ran.text.contains("TIME-0001") && ran.text.contains("\(file): tender.deadline"), "\(ran.text)")
    }

    /// A person who keeps everything private has plugins all the same.
    @Test func aPrivateUmaskKeepsNoPluginOut() throws {
        let ran = try shell(
            [
                "sh", "-c", "umask 077; exec \"$@\"", "sh", Program.path, "plugin", "test",
                Self.root + "/Plugins/ExamplePython",
            ] + sandbox)
        #expect(ran.status == 0, "\(ran.text)\(ran.errors)")
    }

    @Test func aBadPluginIsNamedAndHidesNoOther() throws {
        let plugins = try folder(bad: "ends-at-once")
        let named = sandbox + ["--plugins", plugins]
        // none is locked while one does not answer
        #expect(try Program.json(["plugin", "lock"] + named).object.codes("problems") == ["PLUG-0010"])
        #expect(!Files.exists(plugins + "/plugins.lock.json"))
        let tested = try Program.run(["plugin", "test", plugins + "/bad", "--lang", "en"] + sandbox)
        #expect(tested.status == 75 && tested.errors.contains("no licence was found"))
    }

    @Test func killedBiaoLeavesNoPlugin() throws {
        let marker = String(Int.random(in: 100_000_000...999_999_999))
        let plugins = try folder(bad: "hangs-at-start", seconds: 300, marker: marker)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["plugin", "test", plugins + "/bad"] + sandbox
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        func plugin() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").count { name in
                guard let number = Int32(name), number != process.processIdentifier,
                    let line = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
                else { return false }
                return line.contains(marker) && line.hasPrefix("python3")
            }
        }
        while process.isRunning, try plugin() == 0 { usleep(2_000) }
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // the kernel ends it for us, a moment later: whoever waits here for ever has found that it does not
        while try plugin() > 0 { usleep(2_000) }
        #expect(try plugin() == 0)
        // nobody could take the folder away; the next run does, and leaves those of others that still run alone
        let left = try scratchFolders(holding: marker)
        #expect(left.count == 1)
        #expect(try Program.run(["plugin", "test", Self.root + "/Plugins/ExamplePython"] + sandbox).status == 0)
        #expect(try scratchFolders(holding: marker).isEmpty)
    }

    /// Scratch folders with the plugin whose command line has `marker`.
    private func scratchFolders(holding marker: String) throws -> [String] {
        let parent = geteuid() == 0 ? "/tmp" : Files.temporaryFolder
        return try FileManager.default.contentsOfDirectory(atPath: parent).filter { name in
            guard name.hasPrefix("biao-"), name.utf8.count == 37 else { return false }
            let manifest = try? String(contentsOfFile: "\(parent)/\(name)/plugin/plugin.json", encoding: .utf8)
            return manifest?.contains(marker) == true
        }
    }
}
