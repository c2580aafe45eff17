// BadPluginTests.swift — every way in which a process plugin can fail: named, nothing else affected, never a pass.
import FileKit
import Reporting
import Testing

@testable import Checks

@Suite struct BadPluginTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let script: String
        let code: String
        /// Of the English message.
        var says = ""
        var kind = Problem.Kind.tool
        var seconds = 20
        var testDescription: String { script }
    }

    static let whenAsked = [
        Case(script: "crash", code: "PLUG-0010", says: "a mistake of the author's"),
        Case(script: "segfault", code: "PLUG-0010", says: "SIGSEGV"),
        Case(script: "hangs", code: "PLUG-0012", says: "within 1000 ms", kind: .timeout, seconds: 1),
        Case(script: "spins", code: "PLUG-0010", says: "CPU time", seconds: 240),
        Case(script: "eats-memory", code: "PLUG-0010", says: "MemoryError"),
        Case(script: "garbage", code: "PLUG-0011", says: "no JSON"),
        Case(script: "binary", code: "PLUG-0011", says: "no JSON"),
        Case(script: "deep", code: "PLUG-0011", says: "levels"),
        Case(script: "flood", code: "PLUG-0013", says: "bytes"),
        Case(script: "flood-of-lines", code: "PLUG-0011", says: "is followed by more"),
        Case(script: "speaks-unasked", code: "PLUG-0011", says: "is followed by more"),
        Case(script: "flood-of-errors", code: "PLUG-0010", says: "the last words"),
        Case(script: "foreign-rule", code: "CHCK-0004", says: "GOOD-0001"),
        Case(script: "no-rule", code: "CHCK-0004", says: "BAD-9999"),
        Case(script: "other-number", code: "PLUG-0011", says: "outcome.number"),
        Case(script: "no-findings", code: "PLUG-0011", says: "outcome.findings"),
        Case(script: "misspelt", code: "PLUG-0011", says: "outcome.finding"),
        Case(script: "half-a-line", code: "PLUG-0010", says: "exit code 0"),
    ]

    /// What only isolation stops.
    static let whenShutIn = [
        Case(script: "leaves-children", code: "PLUG-0010", says: "gone, but for the children"),
        Case(script: "opens-a-socket", code: "PLUG-0010", says: "Network is unreachable"),
        Case(script: "writes-to-disk", code: "PLUG-0010", says: "Read-only file system"),
        Case(script: "forks", code: "PLUG-0010", says: "BlockingIOError"),
    ]

    /// Two names that are one where Unicode is normalised or case ignored: the digest would not say which was read.
    @Test(arguments: [("tests/a/bid/\u{e9}.txt", "tests/a/bid/e\u{301}.txt"), ("list.txt", "LIST.txt")])
    func twinsAreRefused(_ one: String, _ other: String) throws {
        let shelf = try Shelf()
        let folder = try shelf.add("good")
        try Files.makeFolder(folder + "/tests/a/bid")
        try Files.write("1", to: "\(folder)/\(one)")
        _ = try PluginFolder(folder)
        try Files.write("2", to: "\(folder)/\(other)")
        do throws(Problem) {
            _ = try PluginFolder(folder)
            Issue.record("read all the same")
        } catch { #expect(error.code == "PLUG-0001" && error.message.en.contains("differs from")) }
    }

    @Test(arguments: whenAsked)
    func failsWhenAsked(_ row: Case) throws { try isNamedAndNeverPasses(row) }

    @Test(.enabled(if: canIsolate, "SKIPPED: bwrap may not make namespaces on this machine"), arguments: whenShutIn)
    func isStoppedByTheSandbox(_ row: Case) throws { try isNamedAndNeverPasses(row) }

    private func isNamedAndNeverPasses(_ row: Case) throws {
        let shelf = try Shelf()
        try shelf.add(row.script, seconds: row.seconds)
        try shelf.add("good", id: "good")
        do {
            let (bad, good) = (try shelf.start("bad"), try shelf.start("good"))
            let registry = try CheckRegistry([bad, good])
            let subject = try Samples.subject(files: ["parts/technical/a.txt": [1]])
            // again and again: it does not pass because it has failed before
            for _ in 0..<2 {
                let problem = #expect(throws: Problem.self) { try registry.run(bad, subject) }
                #expect(problem?.code == row.code && problem?.kind == row.kind, "\(String(describing: problem))")
                #expect(problem?.message.en.contains(row.says) == true, "\(problem?.message.en ?? "")")
                #expect(
                    problem?.message.en.contains("\"bad\"") == true && problem?.message.zh.contains("“bad”") == true)
                #expect((problem?.message.en.utf8.count ?? 0) < 3_000)
                #expect(try registry.run(good, subject).findings.map(\.code) == good.conditions.map(\.code))
            }
        }
        #expect(try shelf.processes() == 0)
    }

    static let atStart = [
        Case(script: "ends-at-once", code: "PLUG-0010", says: "no licence was found"),
        Case(script: "hangs-at-start", code: "PLUG-0012", says: "within 1000 ms", kind: .timeout, seconds: 1),
        Case(script: "later-protocol", code: "PLUG-0005", says: "version 2 of the protocol", kind: .input),
        Case(script: "unsupported", code: "PLUG-0005", says: "version 2, 3 of the protocol", kind: .input),
        Case(script: "other-id", code: "PLUG-0006", says: "it says good 1.0.0"),
    ]

    @Test(arguments: atStart)
    func failsAtStart(_ row: Case) throws {
        let shelf = try Shelf()
        try shelf.add(row.script, seconds: row.seconds)
        try shelf.add("good", id: "good")
        let good = try shelf.start("good")
        let problem = #expect(throws: Problem.self) { _ = try shelf.start("bad") }
        #expect(problem?.code == row.code && problem?.kind == row.kind)
        #expect(problem?.message.en.contains(row.says) == true, "\(problem?.message.en ?? "")")
        #expect(try CheckRegistry([good]).run(good, try Samples.subject()).findings == good.conditions)
    }

    @Test func startedAnewItHasToSayTheSame() throws {
        let shelf = try Shelf()
        try shelf.add("changes-its-mind")
        let bad = try shelf.start("bad")
        #expect(#expect(throws: Problem.self) { _ = try bad.run(try Samples.subject()) }?.code == "PLUG-0010")
        #expect(#expect(throws: Problem.self) { _ = try bad.run(try Samples.subject()) }?.code == "PLUG-0006")
    }

    @Test func everyFileIsOfARowAndInTheReadme() throws {
        let files = try Files.list(Fixtures.folder).map(\.name).filter { $0.hasSuffix(".py") }
        let rows = Set((Self.whenAsked + Self.whenShutIn + Self.atStart).map { $0.script + ".py" })
            .union(["common.py", "good.py", "changes-its-mind.py"])
        #expect(Set(files) == rows)
        let readme = try Fixtures.text("README.md")
        for file in files { #expect(readme.contains("`\(file)`")) }
    }
}
