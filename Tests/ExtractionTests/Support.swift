// Support.swift — the fixtures, the program that makes hostile ones, and the tools that judge without us.
import Extraction
import FileKit
import Foundation
import Reporting
import Testing

enum Fixture {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    static func path(_ name: String) -> String { "\(root)/Fixtures/documents/\(name)" }

    static func bytes(_ name: String) throws -> [UInt8] { try Files.read(path(name)) }

    /// A fixture as it is read; called by its own name in the result.
    static func read(_ name: String, limits: ExtractionLimits = .init()) throws -> ExtractedDocument {
        try Extractor(limits: limits).read(try bytes(name), name: name)
    }

    private static let folder =
        FileManager.default.temporaryDirectory.appendingPathComponent("biao-hostile-\(UUID())").path

    /// What `make_documents.py --hostile` makes, once a run; gone when the tests end.
    static let hostile: Result<String, any Error> = Result {
        atexit { try? Files.removeTree(Fixture.folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try run("python3", ["\(root)/scripts/lib/make_documents.py", "--hostile", folder])
        return folder
    }

    static func hostileBytes(_ name: String) throws -> [UInt8] {
        try Files.read("\(try hostile.get())/\(name)", limit: 256 << 20)
    }

    static func readHostile(_ name: String, limits: ExtractionLimits = .init()) throws -> ExtractedDocument {
        try Extractor(limits: limits).read(try hostileBytes(name), name: name)
    }

    /// What another program says on standard output.
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

extension ExtractedDocument {
    /// Codes of what was not read, each once, sorted.
    var codes: [String] { Set(unread.map(\.code)).sorted() }

    /// What a reader sees, and what is hidden in one way.
    func texts(_ concealment: Concealment? = nil) -> [String] {
        blocks.filter { $0.concealment == concealment }.map(\.text)
    }

    /// The place of the first block that has these words.
    func place(of words: String) -> TextPlace? { blocks.first { $0.text.contains(words) }?.place }
}

extension String {
    /// Without anything white, for comparisons with tools that lay text out differently.
    var squeezed: String { filter { !$0.isWhitespace } }
}
