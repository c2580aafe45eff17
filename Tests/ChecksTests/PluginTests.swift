// PluginTests.swift — a good plugin: what it is told and given, how it is pinned, and how its own examples are held to.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing

@testable import Checks

@Suite struct PluginTests {
    /// Answers with one finding that tells what the plugin was told.
    private static let echo = """

        def answer(question):
            folder = question["files"]["folder"]
            seen = sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)
            told = {"stage": question["stage"], "at": question["at"], "settings": question["settings"], "seen": seen,
                    "files": {kind: question["files"][kind] for kind in ("tender", "bid", "settings", "lists")},
                    "estimate": question["tender"]["lots"][0]["estimate"], "before": os.listdir(folder + "/.."),
                    "text": open(folder + "/bid/parts/technical/a.txt").read() if "bid/parts/technical/a.txt" in seen else None}
            say({"outcome": {"number": question["number"], "findings": [
                {"rule": "BAD-0001", "severity": "warning", "place": "here", "part": "technical",
                 "message": {"zh": "话", "en": json.dumps(told, sort_keys=True)}}],
                "skipped": [{"id": "bad", "reason": {"zh": "因", "en": "because"}}]}})


        serve(answer)
        """

    @Test func itIsToldAndGivenWhatItAskedFor() throws {
        let shelf = try Shelf()
        try shelf.add(source: try Fixtures.text("common.py") + Self.echo, id: "bad")
        let check = try shelf.start("bad")
        var subject = try Samples.subject(files: ["parts/technical/a.txt": Array("words".utf8), "other/b.txt": [1]])
        subject.tenderFiles = FilesInMemory(["documents/t.txt": [1]])
        subject.settings = CheckSettings(values: ["limit": "5"], files: ["map.yaml": [2]])
        subject.lists = ["engaged": [3]]
        let outcome = try CheckRegistry([check]).run(check, subject)
        let finding = try #require(outcome.findings.first)
        #expect(finding.code == "BAD-0001" && finding.severity == .warning && finding.place == "here")
        #expect(finding.part == "technical" && finding.message.zh == "话" && finding.remedy?.en == "a remedy")
        #expect(outcome.skipped == [SkippedRule(id: "bad", reason: LocalizedText(zh: "因", en: "because"))])
        let told = finding.message.en
        #expect(
            told.contains(#""seen": ["bid/parts/technical/a.txt", "lists/engaged", "settings/map.yaml"]"#), "\(told)")
        #expect(told.contains(#""tender": []"#) && told.contains(#""estimate": "5000000.05""#))
        #expect(told.contains(#""text": "words""#) && told.contains(#""settings": {"limit": "5"}"#))
        #expect(told.contains(#""at": "2026-11-16T09:00:00+08:00""#))
        // what belonged to the first question is gone at the second
        subject.bidFiles = FilesInMemory()
        let again = try CheckRegistry([check]).run(check, subject)
        #expect(again.findings.first?.message.en.contains(#""before": ["2"]"#) == true)
    }

    @Test func namesThatLeadElsewhereAreNotLaid() throws {
        let shelf = try Shelf()
        try shelf.add("good", id: "good")
        let check = try shelf.start("good")
        for name in ["parts/../../x", "parts//x", "parts/./x", "parts/x\0"] {
            let problem = #expect(throws: Problem.self) { _ = try check.run(try Samples.subject(files: [name: [1]])) }
            #expect(problem?.code == "PLUG-0008", "\(name)")
        }
        // the plugin itself has done nothing wrong
        #expect(try check.run(try Samples.subject()).findings.isEmpty)
    }

    @Test func theShapeOnTheWireLosesNothing() throws {
        let subject = try Samples.subject()
        let bid = try #require(subject.bid)
        let (tender, sent) = (SubjectJSON.of(subject.tender), SubjectJSON.of(bid))
        let back = try SubjectJSON.tender(try JSON(reading: Array(tender.line.utf8)))
        #expect(back == subject.tender)
        #expect(try SubjectJSON.bid(try JSON(reading: Array(sent.line.utf8)), tender: back) == bid)
    }

    @Test func secretsAndCertificatesAreNotOnTheWire() throws {
        var subject = try Samples.subject()
        subject.tender.machineSalt = String(repeating: "5a17", count: 16)
        subject.tender.platform = [1, 2, 3]
        #expect(!SubjectJSON.of(subject.tender).line.contains("5a17"))
        #expect(try SubjectJSON.tender(SubjectJSON.of(subject.tender)).platform.isEmpty)
    }

    // MARK: - pinned by digest

    private func locked(_ shelf: Shelf) throws -> PluginShelf {
        try PluginShelf(shelf.path).newLock(sandbox: wish, host: "test", beside: try CheckRegistry([])).write(
            folder: shelf.path)
        return try PluginShelf(shelf.path)
    }

    @Test func onlyWhatIsLockedAndUnchangedIsStarted() throws {
        let shelf = try Shelf()
        try shelf.add("good", id: "good")
        let unlocked = try PluginShelf(shelf.path).start(sandbox: wish, host: "test")
        #expect(unlocked.checks.isEmpty && unlocked.problems.map(\.code) == ["PLUG-0002"])
        #expect(try locked(shelf).start(sandbox: wish, host: "test").checks.map(\.id) == ["good"])
        for change in ["check.py", "plugin.json", "new.txt"] {
            let path = "\(shelf.path)/good/\(change)"
            let before = Files.exists(path) ? try Files.read(path) : nil
            try Files.write((before ?? []) + [0x20], to: path)
            let started = try PluginShelf(shelf.path).start(sandbox: wish, host: "test")
            #expect(started.checks.isEmpty && started.problems.map(\.code) == ["PLUG-0003"], "\(change)")
            if let before { try Files.write(before, to: path) } else { try Files.remove(path) }
        }
        #expect(try PluginShelf(shelf.path).start(sandbox: wish, host: "test").problems.isEmpty)
        #expect(try PluginShelf(shelf.path).start(only: ["another"], sandbox: wish, host: "test").checks.isEmpty)
    }

    @Test func theDigestIsTheOneOfStockTools() throws {
        let shelf = try Shelf()
        let folder = try shelf.add("good", id: "good")
        try Files.makeFolder(folder + "/a b")
        try Files.write("x", to: folder + "/a b/数.txt")
        try Files.write("y", to: folder + "/a.txt")
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(try PluginFolder(folder).digest.hex == text.prefix(64))
    }

    @Test func whatIsNoFileCannotBePinned() throws {
        let shelf = try Shelf()
        let folder = try shelf.add("good", id: "good")
        try Files.link(folder + "/link", to: "/etc/passwd")
        #expect(#expect(throws: Problem.self) { _ = try PluginFolder(folder) }?.code == "PLUG-0001")
    }

    @Test func oneRuleOfTwoPluginsRefusesToStart() throws {
        let shelf = try Shelf()
        try shelf.add("good", id: "good")
        let other =
            try Fixtures.text("common.py")
            + "HELLO['id'] = 'other'\nHELLO['rules'][0]['id'] = 'GOOD-0001'\nserve(clean)\n"
        try shelf.add(source: other, id: "other")
        #expect(#expect(throws: Problem.self) { _ = try locked(shelf) }?.code == "CHCK-0003")
        #expect(!Files.exists(shelf.path + "/" + PluginLock.fileName))
        // nor by a lock that somebody wrote by hand
        let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "0", count: 64))
        let lock = PluginLock(
            ["good", "other"].map { PluginLock.Entry(id: $0, version: "1.0.0", digest: digest, rules: ["GOOD-0001"]) })
        #expect(#expect(throws: Problem.self) { try lock.check(beside: try CheckRegistry([])) }?.code == "CHCK-0003")
        #expect(try PluginLock(lock.json) == lock)
    }

    @Test func anOpeningTakesNoPluginThatWantsNoSandbox() throws {
        let shelf = try Shelf()
        let folder = try shelf.add("good", id: "good")
        let manifest = try String(contentsOfFile: folder + "/plugin.json", encoding: .utf8)
        try Files.write(manifest.replacing("\"\(wish.rawValue)\"", with: "\"off\""), to: folder + "/plugin.json")
        let plugin = try PluginFolder(folder)
        let problem = #expect(throws: Problem.self) { _ = try ProcessCheck(plugin, sandbox: .required, host: "test") }
        #expect(problem?.code == "PLUG-0007")
        // where a person lets it, it runs, and everything that it says is marked
        let check = try ProcessCheck(plugin, sandbox: .preferred, host: "test")
        #expect(check.isolation == .limitsOnly)
        let outcome = try CheckRegistry([check]).run(check, try Samples.subject())
        #expect(outcome.findings.map(\.code) == ["PLUG-0101"] && outcome.findings.first?.severity == .warning)
    }

    // MARK: - manifest and handshake

    struct Wrong: Sendable, CustomTestStringConvertible {
        let change: (String, String)
        let code: String
        let why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Wrong(change: ("\"manifest\": 1", "\"manifest\": 2"), code: "JSON-0003", why: "a manifest of a later kind"),
        Wrong(change: ("\"run\"", "\"extra\": 1, \"run\""), code: "JSON-0003", why: "an unknown member"),
        Wrong(change: ("\"seconds\"", "\"second\""), code: "JSON-0003", why: "a misspelt limit would mean no limit"),
        Wrong(change: ("128", "1000000"), code: "JSON-0003", why: "more memory than any plugin gets"),
        Wrong(change: ("1.0.0", "1.0"), code: "JSON-0003", why: "a version of two numbers"),
        Wrong(change: ("\"good\"", "\"Good\""), code: "CHCK-0001", why: "capital letters in the id"),
        Wrong(change: ("python3", "./missing"), code: "PLUG-0004", why: "a program that is not there"),
        Wrong(change: ("python3", "/bin/sh"), code: "PLUG-0004", why: "a program by its path"),
        Wrong(change: ("python3", "./check.py"), code: "PLUG-0004", why: "a program that may not be run"),
        Wrong(change: ("{", "{{"), code: "JSON-0001", why: "no JSON"),
    ])
    func manifestsAreReadStrictly(_ row: Wrong) throws {
        let shelf = try Shelf()
        let path = try shelf.add("good", id: "good") + "/plugin.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(row.change.0))
        try Files.write(text.replacing(row.change.0, with: row.change.1), to: path)
        let problem = #expect(throws: Problem.self) { _ = try PluginFolder("\(shelf.path)/good") }
        #expect(
            problem?.code == row.code && problem?.place?.hasSuffix("plugin.json") == true,
            "\(String(describing: problem))")
    }

    @Test func aLaterProtocolIsRefusedBeforeTheStart() throws {
        let shelf = try Shelf()
        try shelf.add(source: "print('started')", id: "later", protocols: "[2, 3]")
        let problem = #expect(throws: Problem.self) { _ = try shelf.start("later") }
        #expect(problem?.code == "PLUG-0005" && problem?.remedy.en.hasPrefix("update biao") == true)
        #expect(try shelf.processes() == 0)
    }

    // MARK: - examples

    private static let example =
        URL(fileURLWithPath: Fixtures.folder).deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Plugins"

    @Test func theExamplePluginDoesWhatItSays() throws {
        let plugin = try PluginFolder(Self.example + "/ExamplePython")
        let results = try ProcessCheck(plugin, sandbox: canIsolate ? .required : .off, host: "test").runExamples(plugin)
        #expect(results.count >= 5)
        for result in results { #expect(result.findings.isEmpty, "\(result.name): \(result.findings)") }
    }

    @Test func theRepositorysLockIsUpToDate() throws {
        let shelf = try PluginShelf(Self.example)
        for path in shelf.plugins {
            let plugin = try PluginFolder(path)
            #expect(shelf.lock[plugin.manifest.id]?.digest == plugin.digest, "run biao plugin lock: \(path)")
        }
        #expect(shelf.lock.entries.count == shelf.plugins.count)
    }

    @Test func anExampleThatGivesSomethingElseIsFound() throws {
        let shelf = try Shelf()
        let folder = shelf.path + "/ExamplePython"
        for file in try PluginFolder(Self.example + "/ExamplePython").files {
            let path = folder + "/" + file.name
            try Files.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
            try Files.write(file.bytes, to: path)
        }
        func rewrite(_ name: String, _ old: String, _ new: String) throws {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(text.contains(old))
            try Files.write(text.replacing(old, with: new), to: "\(folder)/\(name)")
        }
        func findings() throws -> [String] {
            let plugin = try PluginFolder(folder)
            return try ProcessCheck(plugin, sandbox: wish == .off ? .off : .required, host: "test").runExamples(plugin)
                .flatMap(\.findings).map(\.code)
        }
        #expect(try findings().isEmpty)
        // the plugin is wrong by one fen
        try rewrite("check.py", "total != Decimal(price)", "abs(total - Decimal(price)) > Decimal(\"0.01\")")
        #expect(try findings() == ["PLUG-0017"])
        // and the case says so, though its rule's card calls it a failing example
        try rewrite("tests/one-fen-less/case.json", "\"EXPY-0002\"", "")
        #expect(try findings() == ["PLUG-0016"])
        // a rule without a failing example, and a case that is not there
        try rewrite("check.py", "\"case\": \"no-technical-lead\"", "\"case\": \"nowhere\"")
        #expect(try findings().contains("PLUG-0009"))
    }
}
