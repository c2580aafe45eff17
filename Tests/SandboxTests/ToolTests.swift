// ToolTests.swift — one-shot programs: what goes in, what comes out, and every way in which they end.
import Glibc
import Sandbox
import Testing

@Suite struct ToolTests {
    @Test(arguments: isolations)
    func bytesGoInAndComeOut(_ wish: SandboxWish) throws {
        // more than a pipe holds, so that reading and writing have to take turns
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let ran = try shell("cat; echo words >&2; exit 3", input: bytes).run(wish)
        #expect(ran.ending == .exited(3))
        #expect(ran.output == bytes)
        #expect(ran.errors.shown == "words")
    }

    @Test(arguments: isolations)
    func aProgramThatReadsNothing(_ wish: SandboxWish) throws {
        let ran = try shell("exec <&-; echo done", input: [UInt8](repeating: 65, count: 1 << 20)).run(wish)
        #expect(ran.ending == .exited(0) && ran.text == "done\n")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let script: String
        let ending: Ending
        let why: String
        var testDescription: String { why }
    }

    @Test(
        arguments: [
            Case(script: "exit 0", ending: .exited(0), why: "a good end"),
            Case(script: "kill -SEGV $$", ending: .signalled(SIGSEGV), why: "a crash is no exit code"),
            Case(script: "sleep 1000", ending: .timedOut(400), why: "one that waits for ever"),
            Case(script: "yes", ending: .tooMuchOutput(10_000), why: "one that writes for ever"),
            Case(
                script: "yes >&2", ending: .timedOut(400), why: "one that floods standard error is read, and not kept"),
            Case(script: "exec >&- 2>&-; exit 4", ending: .exited(4), why: "one that says nothing"),
        ], isolations)
    func endings(_ row: Case, _ wish: SandboxWish) throws {
        let isEndless = row.script.hasPrefix("sleep") || row.script.hasPrefix("yes")
        let limits = SandboxLimits(
            time: isEndless && row.ending != .tooMuchOutput(10_000) ? 400 : 60_000, output: 10_000)
        let ran = try shell(row.script, limits: limits).run(wish)
        #expect(ran.ending == row.ending, "\(ran.errors.shown)")
        #expect(ran.output.count <= 10_000)
        #expect(ran.errors.shown.count <= 1_001)
    }

    @Test(arguments: isolations)
    func memoryCPUAndFilesAreLimited(_ wish: SandboxWish) throws {
        let memory = try python("b = bytearray(1 << 30)", limits: SandboxLimits(memory: 256 << 20)).run(wish)
        #expect(memory.ending == .exited(1) && memory.errors.shown.contains("MemoryError"))
        let cpu = try python("while True: pass", limits: SandboxLimits(cpu: 1)).run(wish)
        #expect(cpu.ending.isCPULimit)
        let file = try python("import os; os.write(os.memfd_create('x'), b'x')").run(wish)
        #expect(file.ending == .exited(1) && file.errors.shown.contains("File too large"))
    }

    @Test func whatIsShownOfErrorsIsHarmless() throws {
        let ran = try shell(#"printf '\033[31mred\000\nnext\377line\n' >&2"#).run(.off)
        #expect(ran.errors.shown == "�[31mred� / next�line")
    }

    @Test(arguments: isolations)
    func whatCannotBeStartedIsNoResultOfIt(_ wish: SandboxWish) throws {
        let ran = try SandboxedTool(["/nothing/here"]).run(wish)
        guard case .exited(let code) = ran.ending else {
            Issue.record("\(ran.ending)")
            return
        }
        #expect(code != 0 && ran.errors.shown.contains("No such file"))
    }

    @Test func nothingOfOursGoesAlong() throws {
        let ran = try python("import os; print(sorted(os.listdir('/proc/self/fd')), sorted(os.environ))").run(.off)
        // the fourth is the listing's own
        #expect(ran.text == "['0', '1', '2', '3'] ['LANG', 'LC_ALL', 'PATH']\n")
    }
}
