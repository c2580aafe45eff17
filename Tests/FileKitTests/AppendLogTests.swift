// AppendLogTests.swift — a log holds whole lines only, and every line it took.
import FileKit
import Foundation
import Reporting
import Testing

@Suite struct AppendLogTests {
    @Test func linesSurviveReopening() throws {
        let folder = try TemporaryFolder()
        do {
            let log = try AppendLog(folder.file("ledger"))
            #expect(log.lines.isEmpty)
            try log.append("收到 1")
            try log.append("收到 2")
        }
        #expect(try AppendLog(folder.file("ledger")).lines == ["收到 1", "收到 2"])
    }

    struct Torn: Sendable {
        let content: String
        let lines: [String]
        let why: String
    }

    @Test(arguments: [
        Torn(content: "a\nb\nc", lines: ["a", "b"], why: "a line without its newline was never acknowledged"),
        Torn(content: "abc", lines: [], why: "the very first line was torn"),
        Torn(content: "a\n", lines: ["a"], why: "a whole line is kept"),
        Torn(content: "", lines: [], why: "the crash came before the first byte"),
    ])
    func aTornLastLineIsCut(_ c: Torn) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ledger")
        try Files.write(c.content, to: path)
        do {
            let log = try AppendLog(path)
            #expect(log.lines == c.lines, "\(c.why)")
            try log.append("next")
        }
        #expect(try Files.read(path) == Array((c.lines + ["next"]).map { $0 + "\n" }.joined().utf8), "\(c.why)")
    }

    @Test(.enabled(if: canMount, "needs the right to mount a file system"))
    func aFullDiskRefusesTheLineAndKeepsTheOthers() throws {
        let disk = try TemporaryFolder(mount: "size=64k")
        let path = disk.file("ledger")
        var taken = 0
        do {
            let log = try AppendLog(path)
            let line = String(repeating: "x", count: 9_999)
            var refusal: String?
            while refusal == nil && taken < 100 {
                refusal = code { () throws(Problem) in try log.append(line) }
                if refusal == nil { taken += 1 }
            }
            #expect(refusal == "FILE-0003")
        }
        #expect(try Files.read(path).count == taken * 10_000)
        #expect(try AppendLog(path).lines.count == taken)
    }
}
