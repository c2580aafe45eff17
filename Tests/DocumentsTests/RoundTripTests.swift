// RoundTripTests.swift — each example is read back as it was written, looks as the golden does, and satisfies xmllint.
import Documents
import Foundation
import Testing

/// Files beside the tests, found from this file's own path.
enum Folder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let golden = tests.appending(path: "Golden")
    static let formats = tests.appending(path: "../../docs/formats").standardizedFileURL
}

/// Runs a program and gives its exit status and what it said on standard error.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
}

@Suite struct RoundTripTests {
    private func comesBack<D: RootDocument & Equatable>(_ document: D) throws -> Bool {
        try D.decode(document.encoded()) == document
    }

    @Test(arguments: Sample.allCases)
    func readsWhatItWrote(_ sample: Sample) throws {
        #expect(try comesBack(sample.document))
    }

    @Test(arguments: Sample.allCases)
    func writesTheGolden(_ sample: Sample) throws {
        let file = Folder.golden.appending(path: "\(sample.rawValue).xml")
        let bytes = Data(try sample.document.encoded())
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try bytes.write(to: file) }
        #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    }

    @Test func xmllintAcceptsTheGoldens() throws {
        let schema = Folder.formats.appending(path: "biao-1.xsd").path
        let goldens = Sample.allCases.map { Folder.golden.appending(path: "\($0.rawValue).xml").path }
        let (status, errors) = try run("xmllint", ["--noout", "--nonet", "--schema", schema] + goldens)
        #expect(status == 0, "\(errors)")
    }

    @Test func noGoldenIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Folder.golden.path)
        #expect(Set(files) == Set(Sample.allCases.map { "\($0.rawValue).xml" }))
    }

    @Test func everyKindHasAnExample() throws {
        let kinds = try Set(Sample.allCases.map { type(of: try $0.document).kind })
        #expect(kinds == Set(DocumentKind.allCases))
    }

    @Test(arguments: [
        ("2026-11-21T01:30:00Z", "Z stands for +00:00"), ("2026-11-20T18:30:00-07:00", "an offset of another country"),
    ])
    func readsOtherOffsets(_ text: String, why: String) throws {
        let golden = String(decoding: try Sample.receiptMinimal.document.encoded(), as: UTF8.self)
        let other = golden.replacing("deadline=\"\(Value.deadline)\"", with: "deadline=\"\(text)\"")
        #expect(other != golden)
        #expect(try Receipt.decode(Array(other.utf8)) == Sample.receipt(.delivery), "\(why)")
    }

    @Test func namesAndExtensions() {
        #expect(DocumentKind.seal.rootName == "seal.xml" && DocumentKind.seal.fileExtension == "sealed")
        #expect(DocumentKind.passed.rootName == "passed.xml" && DocumentKind.passed.fileExtension == "passed")
        #expect(Set(DocumentKind.allCases.map(\.title.zh)).count == DocumentKind.allCases.count)
    }
}
