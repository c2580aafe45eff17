// TemporaryFolder.swift — a folder of a test's own, gone when the test ends; on a tiny file system where one is asked for.
import FileKit
import Foundation
import Reporting

/// A fresh folder, removed (and unmounted) in `deinit`.
final class TemporaryFolder {
    let path: String
    private let mounted: Bool

    /// - Parameter mount: options of a tmpfs to mount over the folder, such as "size=64k"; needs ``canMount``.
    init(mount: String? = nil) throws {
        let path = NSTemporaryDirectory() + "biao-test-" + AtomicFile.randomName()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        self.path = path
        self.mounted = try mount.map { try run("mount", "-t", "tmpfs", "-o", $0, "none", path) == 0 } ?? false
        if mount != nil && !mounted { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        if mounted { _ = try? run("umount", "-l", path) }
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// All names in it, hidden ones too, sorted.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// Whether this process may mount a file system (root in a container often may not).
let canMount: Bool = {
    guard geteuid() == 0 else { return false }
    return (try? TemporaryFolder(mount: "size=64k")) != nil
}()

/// Runs a program to its end; its exit status.
@discardableResult
func run(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

/// The code of the problem that `body` throws, nil where it throws none.
func code(of body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error.code }
}
