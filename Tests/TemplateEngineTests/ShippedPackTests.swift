// ShippedPackTests.swift — the packs that come with the program: every example of each comes out as its name says, and lint is content.
import FileKit
import Foundation
import Reporting
import TemplateEngine
import Testing

/// One example of one pack.
struct ShippedExample: Sendable, CustomTestStringConvertible {
    var pack: String
    var file: String
    var testDescription: String { "\(pack) \(file)" }
}

@Suite struct ShippedPackTests {
    static let library = TemplateLibrary(
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Templates").path)

    static let packs: [String: TemplatePack] = {
        var packs: [String: TemplatePack] = [:]
        for (id, version, _) in (try? library.list()) ?? [] {
            packs["\(id)@\(version)"] = try? library.load(id, version)
        }
        return packs
    }()

    static let examples: [ShippedExample] = packs.sorted { $0.key < $1.key }.flatMap { name, pack in
        let all = PackExamples(pack)
        return (all.valid + all.invalid).map { ShippedExample(pack: name, file: $0) }
    }

    @Test(arguments: examples) func comesOutAsItsNameSays(_ example: ShippedExample) throws {
        let pack = try #require(Self.packs[example.pack])
        let failure = try PackExamples(pack).failure(of: example.file)
        #expect(failure == nil, "\(failure?.message.en ?? "")")
    }

    /// The lock file pins every pack as it is, and each can be read.
    @Test func everyPackIsLocked() throws {
        let listed = try Self.library.list()
        #expect(listed.count >= 3)
        #expect(try Self.library.lock()?.count == listed.count)
        for (id, version, _) in listed { _ = try Self.library.load(id, version) }
    }

    @Test func lintIsContent() throws {
        for (name, pack) in Self.packs {
            let findings = try PackLint.check(pack, today: "2026-11-21")
            #expect(findings.isEmpty, "\(name): \(findings.map { "\($0.code) \($0.message.en) \($0.place ?? "")" })")
        }
    }

    @Test func noTwoRulesHaveOneID() {
        let ids = Self.packs.values.flatMap { $0.rules.map(\.card.id) }
        #expect(Set(ids).count == ids.count)
    }

    @Test func noneIsNearlyAnother() { #expect(NearDuplicates.among(Array(Self.packs.values)).isEmpty) }
}
