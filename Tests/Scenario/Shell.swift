// Shell.swift — outside tools in tests: run, and say what came of it.
import Foundation

/// How an outside program ended.
package struct Ran: Sendable {
    package var status: Int32
    package var output: Data
    package var errors: String
    package var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs a program found on the PATH. Output is read whole; nothing is given on standard input.
package func shell(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
) throws -> Ran {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let errorsPath = NSTemporaryDirectory() + "/biao-shell-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: errorsPath, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: errorsPath) }
    let errors = FileHandle(forWritingAtPath: errorsPath)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try? errors?.close()
    return Ran(
        status: process.terminationStatus, output: data,
        errors: (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? "")
}
