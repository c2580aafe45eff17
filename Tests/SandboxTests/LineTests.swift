// LineTests.swift — asking a program line by line.
import Reporting
import Sandbox
import Testing

@Suite struct LineTests {
    private func echo(_ wish: SandboxWish, _ script: String = "while read -r line; do echo \"<$line>\"; done") throws
        -> OutsideProcess
    {
        try OutsideProcess(["sh", "-c", script], isolation: Bubblewrap.isolation(for: wish), limits: SandboxLimits())
    }

    @Test(arguments: isolations)
    func manyQuestions(_ wish: SandboxWish) throws {
        let process = try echo(wish)
        for number in 0..<200 {
            #expect(try process.ask("\(number)", time: 30_000, limit: 100) == Array("<\(number)>".utf8))
            #expect(!process.hasMore)
        }
    }

    @Test func aLongLineIsReadWhole() throws {
        let long = String(repeating: "x", count: 500_000)
        let process = try OutsideProcess(["cat"], isolation: .limitsOnly, limits: SandboxLimits())
        #expect(try process.ask(long, time: 30_000, limit: 600_000) == Array(long.utf8))
        let failure = #expect(throws: NoAnswer.self) { try process.ask(long, time: 30_000, limit: 400_000) }
        #expect(failure?.ending == .tooMuchOutput(400_000))
    }

    @Test func whatNobodyAskedForIsSeen() throws {
        let process = try echo(.off, "read -r line; printf 'one\\ntwo\\n'; read -r line")
        #expect(try process.ask("go", time: 30_000, limit: 100) == Array("one".utf8))
        #expect(process.hasMore)
    }

    @Test func afterItsEndItIsOver() throws {
        let process = try echo(.off, "read -r line; echo last words >&2; exit 7")
        for _ in 0..<2 {
            let failure = #expect(throws: NoAnswer.self) { try process.ask("go", time: 30_000, limit: 100) }
            #expect(failure?.ending == .exited(7) && failure?.errors.shown == "last words")
        }
    }

    @Test func wordsWithoutALineAreNoAnswer() throws {
        let process = try echo(.off, "read -r line; printf half")
        let failure = #expect(throws: NoAnswer.self) { try process.ask("go", time: 30_000, limit: 100) }
        #expect(failure?.ending == .exited(0))
    }
}
