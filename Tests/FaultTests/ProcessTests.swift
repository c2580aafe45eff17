// ProcessTests.swift — two processes on one folder, Ctrl-C in the middle, and inputs that are no files.
import Container
import FileKit
import Foundation
import Glibc
import Opening
import Scenario
import Sealing
import TenderModel
import Testing

@Suite(.serialized) struct ProcessTests {
    @Test(arguments: SuiteID.allCases)
    func twoProcessesOnOneBox(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let file = try lot.seal(1)
        let before = try lot.boxContents()
        let command =
            ["box", "receive", file, "--box", lot.boxPath, "-o", lot.path("1.receipt")] + Scenario.at(Scenario.before)
        do {
            let lock = try FolderLock(lot.boxPath)
            defer { lock.keep() }
            let refused = try Program.run(command)
            #expect(refused.status == 74 && refused.errors.contains("FILE-0010"), "\(refused.errors)")
        }
        #expect(try lot.boxContents() == before)
        #expect(try Program.run(command).status == 0)
    }

    @Test(arguments: SuiteID.allCases, [SIGINT, SIGTERM, SIGHUP])
    func anInterruptedSealLeavesNothing(_ suite: SuiteID, _ signal: Int32) throws {
        let lot = try Scenario(suite: suite)
        // enough for a debug build to be busy with for a while
        let piece = (0..<(1 << 13)).map { _ in AtomicFile.randomName() }.joined()
        let big = String(repeating: piece, count: 96)
        let bid = try lot.pack(try lot.bid(1), by: 1, content: big)
        let folder = try temporaryFolder("interrupted")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments =
            [
                "bid", "seal", bid, "--tender", lot.tenderPath, "--identity", try Cast.folder(suite) + "/bidder1",
                "-o", folder + "/1.sealed",
            ]
            + Scenario.at(Scenario.before)
        process.environment = ProcessInfo.processInfo.environment.merging(Program.environment) { $1 }
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var caught = false
        while process.isRunning {
            if try !Files.list(folder).isEmpty {
                caught = kill(process.processIdentifier, signal) == 0
                break
            }
            usleep(500)
        }
        process.waitUntilExit()
        #expect(caught, "it was done before it could be interrupted")
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        // nothing, or, where the signal came after the last byte, the whole file: never a part of one
        let left = try Files.list(folder).map(\.name)
        if !left.isEmpty {
            #expect(left == ["1.sealed"])
            #expect(throws: Never.self) { _ = try SealedFile(folder + "/1.sealed") }
        }
    }

    /// What is given in place of a file. Nothing may crash, hang, or be taken for a good file.
    @Test(
        arguments: SuiteID.allCases,
        ["pipe", "folder", "circle", "dangling", "empty", "/dev/null", "/dev/zero", "missing"])
    func inputsThatAreNoFiles(_ suite: SuiteID, _ odd: String) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let sealed = try lot.seal(1)
        let cast = try Cast.folder(suite)
        let path = odd.hasPrefix("/") ? odd : lot.path(odd)
        switch odd {
        case "pipe": #expect(mkfifo(path, 0o600) == 0)
        case "folder": try Files.makeFolder(path)
        case "circle": #expect(symlink(path, path) == 0)
        case "dangling": #expect(symlink(lot.path("nothing"), path) == 0)
        case "empty": try Files.write([UInt8](), to: path)
        default: break
        }
        let before = try lot.boxContents()
        let bidder = ["--identity", cast + "/bidder1", "-o", lot.path("out")] + Scenario.at(Scenario.before)
        let released = bidder.dropLast(2) + Scenario.at(Scenario.duringWindow)
        let commands = [
            ["box", "receive", path, "--box", lot.boxPath, "-o", lot.path("out")] + Scenario.at(Scenario.before),
            ["bid", "seal", path, "--tender", lot.tenderPath] + bidder,
            ["bid", "seal", sealed, "--tender", path] + bidder,
            ["bid", "release", path, "--closing", sealed] + released,
            ["bid", "release", sealed, "--closing", path] + released,
            ["verify", path, "--trust", cast + "/roots", "--practice"],
            ["inspect", path],
            ["box", "close", path, "-o", lot.path("out")] + Scenario.at(Scenario.after),
            ["open", path, "--releases", path, "--identity", cast + "/officer1", "-o", lot.path("opening")]
                + Scenario.at(Scenario.after),
            ["open", lot.boxPath, "--releases", path, "--identity", path, "-o", lot.path("opening")]
                + Scenario.at(Scenario.after),
        ]
        for command in commands {
            let ran = try Program.run(command)
            #expect([1, 64, 65].contains(ran.status), "\(command.prefix(2)) of \(odd): \(ran.status) \(ran.errors)")
            #expect(!Files.exists(lot.path("out")))
        }
        #expect(try lot.boxContents() == before)
    }
}
