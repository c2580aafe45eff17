// LeftBehindTests.swift — after a program's end nothing of it is left: no process, no zombie, no folder.
import FileKit
import Foundation
import Glibc
import Reporting
import Sandbox
import Testing

@Suite struct LeftBehindTests {
    /// A child in the background, one in a session of its own, one whose parent is gone: all hold on to nothing of ours.
    private func breeder(_ marker: String) -> String {
        """
        sleep \(marker) >/dev/null 2>&1 <&- &
        setsid sleep \(marker) >/dev/null 2>&1 <&- &
        (setsid sh -c 'sleep \(marker) & exit' >/dev/null 2>&1 <&- &)
        echo ready
        """
    }

    @Test(
        .enabled(if: canIsolate, "SKIPPED: bwrap may not make namespaces on this machine"),
        arguments: ["sleep MARKER", "exit 0", "kill -KILL $$", "exec >&-; sleep MARKER"])
    func nothingOfASandbox(_ last: String) throws {
        let marker = marker()
        let script = breeder(marker) + "\n" + last.replacing("MARKER", with: marker)
        let process = try OutsideProcess(["sh", "-c", script], isolation: .full, limits: SandboxLimits())
        #expect(try process.ask(nil, time: 30_000, limit: 100) == Array("ready".utf8))
        #expect(throws: NoAnswer.self) { try process.ask("more", time: 200, limit: 100) }
        #expect(try processes(with: marker) == 0)
    }

    @Test(arguments: isolations)
    func lettingGoEndsIt(_ wish: SandboxWish) throws {
        let marker = marker()
        let script = "sleep \(marker) & echo ready; sleep \(marker)"
        do {
            let process = try OutsideProcess(
                ["sh", "-c", script], isolation: Bubblewrap.isolation(for: wish), limits: SandboxLimits())
            #expect(try process.ask(nil, time: 30_000, limit: 100) == Array("ready".utf8))
            #expect(try processes(with: marker) > 0)
        }
        // without a sandbox the kill is sent, and the kernel carries it out as soon as it comes to it
        for _ in 0..<10_000 where try processes(with: marker) > 0 { usleep(1_000) }
        #expect(try processes(with: marker) == 0)
    }

    private func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    @Test func noDescriptorIsLeft() throws {
        _ = try shell("true").run(.off)
        let before = try descriptors()
        for _ in 0..<50 { _ = try shell("true").run(.off) }
        // other tests run beside this one and open files of their own
        #expect(try descriptors() < before + 50)
    }

    /// It is ours, so that we can look into it and take it away whatever rights we have; its programs only read.
    @Test func aScratchFolderIsOurs() throws {
        let scratch = try ScratchFolder()
        try scratch.add([1], as: "a/b")
        for name in ["", "/a", "/a/b"] {
            var status = stat()
            #expect(lstat(scratch.path + name, &status) == 0)
            #expect(status.st_uid == geteuid() && status.st_mode & 0o022 == 0, "\(name)")
        }
        var status = stat()
        #expect(lstat(scratch.path, &status) == 0 && status.st_mode & 0o007 == 0, "nothing to others")
        let reads = try shell("cat \(scratch.path)/a/b | wc -c; touch \(scratch.path)/c 2>/dev/null || echo no").run(
            .off)
        // as a user's own program it may write there: without isolation it can do what the user can
        #expect(reads.text.hasPrefix("1") && (geteuid() != 0 || reads.text.contains("no")), "\(reads)")
    }

    @Test func aScratchFolderGoesWithItsValue() throws {
        var path = ""
        do {
            let scratch = try ScratchFolder()
            path = scratch.path
            try scratch.add([1, 2, 3], as: "a/b/c", executable: true)
            #expect(try Files.read(path + "/a/b/c") == [1, 2, 3])
            // a name that is taken is not written over
            #expect(throws: Problem.self) { try scratch.add([4], as: "a/b/c") }
        }
        #expect(!Files.exists(path))
    }
}
