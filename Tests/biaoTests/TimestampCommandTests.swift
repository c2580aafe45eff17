// TimestampCommandTests.swift — biao pki tsa in one process, --tsa URL in another.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

/// A serving command, from its first line to Ctrl-C.
final class Served {
    private let process = Process()
    private let output = Pipe()
    let url: String

    init(_ arguments: [String], in folder: String? = nil) throws {
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["BIAO_PASSPHRASE": "scenario", "LC_ALL": "C.UTF-8"]
        ) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while line.last != 0x0a, let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        url =
            text.range(of: "http").map { text[$0.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    }

    /// Ctrl-C; by which signal it ended.
    func interrupt() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : -1
    }

    deinit { if process.isRunning { process.terminate() } }
}

@Suite struct TimestampCommandTests {
    private let before = "2026-03-31T16:00:00+08:00"

    @Test func aServiceInsteadOfAFolder() throws {
        let lot = try lot.get()
        let practice = try Cast.folder(.p256SHA256)
        let served = try Served(["pki", "tsa", practice, "--at", "2026-03-31T16:10:00+08:00"])
        #expect(served.url.hasPrefix("http://127.0.0.1:"))
        let folder = try temporaryFolder("tsa")
        defer { try? Files.removeTree(folder) }
        let seal = [
            "bid", "seal", lot.path("1-1.bid"), "--tender", lot.tenderPath, "--identity", practice + "/bidder1", "-o",
            "1.sealed", "--at", before, "--tsa",
        ]
        let sealed = try Program.json(seal + [served.url], in: folder, environment: unlocked)
        #expect(sealed.status == 0, "\(sealed.text)")
        #expect(sealed.object.codes("findings").contains("TSTP-0005"), "the clocks are ten minutes apart")
        let verify = ["verify", "1.sealed", "--trust", practice + "/roots", "--practice", "--at"]
        let verified = try Program.json(verify + ["2026-04-01T00:00:00+08:00"], in: folder)
        #expect(verified.status == 0, "\(verified.text)")
        #expect(verified.text.contains("2026-03-31T16:10:00+08:00"), "the service's time is the proven one")
        #expect(served.interrupt() == SIGINT)
        let gone = try Program.run(
            seal.map { $0 == "1.sealed" ? "2.sealed" : $0 } + [served.url, "--lang", "en"], in: folder,
            environment: unlocked)
        #expect(gone.status == 74)
        #expect(gone.errors.contains("attempt 2 of 3") && gone.errors.contains("attempt 3 of 3"), "\(gone.errors)")
        #expect(gone.errors.contains("NETW-0003"))
        #expect(!Files.exists(folder + "/2.sealed"))
    }

    /// A box remembers the URL.
    @Test func aBoxWithAService() throws {
        let lot = try lot.get()
        let practice = try Cast.folder(.p256SHA256)
        let served = try Served(["pki", "tsa", practice, "--at", before, "--format", "json"])
        defer { _ = served.interrupt() }
        let url = served.url.trimmingCharacters(in: CharacterSet(charactersIn: "\"}"))
        let folder = try temporaryFolder("tsa-box")
        defer { try? Files.removeTree(folder) }
        let made = try Program.run(
            [
                "box", "init", "box", "--tender", lot.tenderPath, "--identity", practice + "/platform", "--tsa", url,
                "--at", before,
            ], in: folder, environment: unlocked)
        #expect(made.status == 0, "\(made.errors)")
        let received = try Program.run(
            ["box", "receive", lot.path("1.sealed"), "--box", "box", "-o", "1.receipt", "--at", before], in: folder,
            environment: unlocked)
        #expect(received.status == 0, "\(received.errors)\(received.text)")
        let verified = try Program.json(
            ["verify", "1.receipt", "--trust", practice + "/roots", "--practice"], in: folder)
        #expect(verified.status == 0, "\(verified.text)")
    }
}
