// Program.swift — the real program under test, as a person runs it, and what can be done to it.
import FileKit
import Foundation
import Scenario
import TenderModel

/// The `biao` that was built beside these tests.
enum Program {
    static let path: String = {
        // …/debug/biaoPackageTests.xctest, or the test runner with the bundle as an argument
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var folder = URL(fileURLWithPath: bundle)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("biao").path
            if Files.kind(of: candidate) == .file { return candidate }
        }
        return "biao"
    }()

    static let environment = ["BIAO_PASSPHRASE": "scenario", "BIAO_LANG": "en"]

    /// Runs it, for a minute at most; `under` is a program that starts it.
    static func run(_ arguments: [String], under: [String] = [], in folder: String? = nil) throws -> Ran {
        try shell(["timeout", "60"] + under + [path] + arguments, in: folder, environment: environment)
    }

    /// One way to die: at the `number`-th time that one of its threads makes this system call.
    struct Kill: Sendable, CustomStringConvertible {
        let call: String
        let number: Int
        var everyThread = false
        var description: String { "killed at \(call) no. \(number)\(everyThread ? ", of any thread" : "")" }
    }

    /// The system calls that change what is on disk. (strace counts each of them apart.)
    static let changing = [
        "write", "pwrite64", "fsync", "rename", "renameat2", "link", "unlink", "unlinkat", "mkdir", "ftruncate",
        "chmod", "fallocate",
    ]

    /// Kills the command at every step in turn, then lets `check` see what is left; ends a row when the command survives.
    static func killEverywhere(
        threads: [Bool] = [false], command: () throws -> [String], check: (Kill, _ command: [String]) throws -> Void
    ) throws -> Int {
        var killed = 0
        for everyThread in threads {
            for call in changing {
                // strace counts for each thread apart: the main one's steps all, and the first ones of those that help it
                for number in 1...(everyThread ? 3 : 200) {
                    let kill = Kill(call: call, number: number, everyThread: everyThread)
                    let arguments = try command()
                    let follow = everyThread ? ["-f"] : []
                    let ran = try run(
                        arguments,
                        under: ["strace", "-qq", "-o", "/dev/null"] + follow
                            + ["-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"])
                    try check(kill, arguments)
                    if ran.status == 0 { break }
                    killed += 1
                }
            }
        }
        return killed
    }

    /// Whether processes can be traced here (containers may forbid it).
    static let canTrace = (try? shell(["strace", "-f", "-qq", "-o", "/dev/null", "true"]))?.status == 0

    /// Whether this process may mount file systems.
    static let canMount = (try? SmallDisk(kilobytes: 64)) != nil
}

/// A file system of a few kilobytes, unmounted in `deinit`.
final class SmallDisk {
    let path: String

    init(kilobytes: Int) throws {
        path = try temporaryFolder("disk")
        guard try shell(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", path]).status == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    deinit {
        _ = try? shell(["umount", "-l", path])
        try? Files.removeTree(path)
    }

    func remount(_ options: String) throws {
        guard try shell(["mount", "-o", "remount,\(options)", path]).status == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// Fills it up to the last `free` bytes.
    func fill(leaving free: Int) throws {
        let available = try shell(["df", "--output=avail", "-B1", path]).text.split(separator: "\n").last
        let bytes = Int(available?.trimmingCharacters(in: .whitespaces) ?? "") ?? 0
        _ = try shell(["fallocate", "-l", String(max(1, bytes - free)), path + "/ballast"])
    }

    func free() throws { try Files.remove(path + "/ballast") }
}

extension Scenario {
    /// A copy of a folder of this lot, for one more try.
    func copy(_ folder: String, to name: String) throws -> String {
        try Files.removeTree(path(name))
        _ = try shell(["cp", "-a", path(folder), path(name)])
        return path(name)
    }

    /// `--at` and a time.
    static func at(_ time: Instant) -> [String] { ["--at", time.text] }

    /// Names of files that were left unfinished below a folder.
    static func leftovers(in folder: String) throws -> [String] {
        try contents(of: folder).filter { $0.contains(".biao-") || $0.contains(".tmp") }
    }
}
