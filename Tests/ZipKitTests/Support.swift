// Support.swift — a folder of its own for each test, an archive built byte by byte, and the tools of others.
import FileKit
import Foundation
import Reporting

@testable import ZipKit

/// A temporary folder that goes away with its last reference.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/biao-zip-" + AtomicFile.randomName()
        try Files.makeFolder(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    subscript(_ name: String) -> String { folder + "/" + name }

    func write(_ bytes: [UInt8], to name: String = "a.zip") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
        return self[name]
    }

    var names: [String] { (try? Files.list(folder).map(\.name)) ?? [] }
}

/// Runs a program; its exit code and what it printed.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// Opens the archive and reads all of it; the code of the first problem, or nil if there is none.
func refusal(_ path: String, limits: ZipLimits = .init()) -> String? {
    refusal { () throws(Problem) in try ZipReader(path, limits: limits) }
}

/// The same for an archive in memory.
func refusal(_ bytes: [UInt8]) -> String? {
    refusal { () throws(Problem) in try ZipReader(bytes: bytes, place: "memory") }
}

private func refusal(_ open: () throws(Problem) -> ZipReader) -> String? {
    do throws(Problem) {
        let reader = try open()
        for entry in reader.entries { try reader.stream(entry) { _ in } }
        return nil
    } catch {
        return error.code
    }
}

/// 2024-05-01T08:30:00Z
let someTime: Int64 = 1_714_552_200
