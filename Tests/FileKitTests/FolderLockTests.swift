// FolderLockTests.swift — one process at a time, and a killed one lets go.
import FileKit
import Foundation
import Reporting
import Testing

@Suite struct FolderLockTests {
    @Test func anotherProcessIsKeptOutWhileItIsHeld() throws {
        let folder = try TemporaryFolder()
        do {
            let lock = try FolderLock(folder.path)
            #expect(try run("flock", "--nonblock", folder.file(".lock"), "true") == 1)
            withExtendedLifetime(folder) {}
            _ = lock
        }
        #expect(try run("flock", "--nonblock", folder.file(".lock"), "true") == 0)
    }

    @Test(.timeLimit(.minutes(1))) func aKilledHolderLetsGo() async throws {
        let folder = try TemporaryFolder()
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = ["flock", "--no-fork", folder.file(".lock"), "sleep", "60"]
        try holder.run()
        func refusal() -> String? { code { () throws(Problem) in _ = try FolderLock(folder.path) } }
        while refusal() == nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(refusal() == "FILE-0010")
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        #expect(refusal() == nil)
    }

    @Test func aLinkInTheLocksPlaceIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        try Files.link(folder.file(".lock"), to: folder.file("elsewhere"))
        #expect(code { () throws(Problem) in _ = try FolderLock(folder.path) } == "FILE-0012")
        #expect(folder.names == [".lock"])
    }
}
