// Support.swift — what the tests of this target share.
import Foundation
import Reporting
import Testing

@testable import XMLKit

/// The code of the problem that `body` throws, or nil.
func code(_ body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) {
        try body()
        return nil
    } catch {
        return error.code
    }
}

/// A document of `count` list entries, such as a container's manifest.
func manifest(entries count: Int) -> [UInt8] {
    var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list xmlns=\"urn:m\" version=\"1\">\n".utf8)
    for index in 0..<count {
        bytes += Array(
            """
              <entry path="documents/附件\(index).pdf" type="application/pdf"><digest algorithm="sha256"/>\
            <value>n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=</value></entry>

            """.utf8)
    }
    return bytes + Array("</list>\n".utf8)
}

/// Exit status of `xmllint --noout --nonet`, with a schema where there is one.
func xmllint(_ document: [UInt8], schema: String? = nil) throws -> Int32 {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xmlkit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("document.xml")
    try Data(document).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
    process.arguments = ["--noout", "--nonet", file.path]
    if let schema {
        let xsd = folder.appendingPathComponent("schema.xsd")
        try Data(schema.utf8).write(to: xsd)
        process.arguments = ["--noout", "--nonet", "--schema", xsd.path, file.path]
    }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

/// Whether xmllint is on this machine (Debian: libxml2-utils).
let hasXmllint = FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")

/// Bytes of memory in use, as the kernel counts them.
func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return try #require(pages) * 4096
}
