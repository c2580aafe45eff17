// StructureCardTests.swift — the examples of the cards that hold under every template, played.
import Checks
import Reporting
import Scenario
import TemplateEngine
import TenderModel
import Testing

@Suite struct StructureCardTests {
    /// Decided by the commands, and played with them.
    static let ofCommands: Set = ["TMPL-0115"]
    static let cards = StructureRules.cards.filter { !ofCommands.contains($0.id) }

    /// A check with nothing to say.
    private struct Silent: Check {
        var id: String
        let version = "1.0.0"
        let title = LocalizedText(zh: "清单检查", en: "bills")
        let kind = CheckKind.compiled
        var digest: FileDigest? { nil }
        var rules: [RuleCard] { [] }
        func run(_ subject: CheckSubject) -> CheckOutcome { CheckOutcome() }
    }

    /// What no line of tender.yaml can bring about.
    static let told: [String: @Sendable () throws -> [Finding]] = [
        "TMPL-0110 documents/第一章招标公告.pdf": { try structure(documents: ["documents/第一章招标公告.pdf"]) },
        "TMPL-0110 documents/公告.pdf, and no file that begins with 第一章": {
            try structure(documents: ["documents/公告.pdf"])
        },
        "TMPL-0113 both reviews are valid": { try Reviews.judged(Reviews.both.get()) },
        "TMPL-0113 there is no review": { try Reviews.judged([]) },
        "TMPL-0114 bill-of-quantities is required, and installed": {
            try inspect(CheckRegistry([Silent(id: "bill-of-quantities")]))
        },
        "TMPL-0114 bill-of-quantities is required, and not installed": { try inspect(CheckRegistry([])) },
    ]

    private static func subject(_ lines: String, _ documents: [String]) throws -> CheckSubject {
        let written = try Good.tender.get()
        let draft = try Good.draft(lines.isEmpty ? written : written.with(lines))
        return CheckSubject(
            stage: .tender, tender: try draft.firstVersion(),
            tenderFiles: FilesInMemory(Dictionary(uniqueKeysWithValues: documents.map { ($0, [1]) })), at: Good.now)
    }

    private static func structure(
        _ lines: String = "", documents: [String] = ["documents/第一章招标公告.pdf"]
    ) throws -> [Finding] {
        try StructureRules.check(subject(lines, documents), Good.pack(Good.scoring.get()))
    }

    private static func inspect(_ registry: CheckRegistry) throws -> [Finding] {
        var files = try Good.scoring.get()
        files["template.yaml"]? += "checks:\n  - {id: bill-of-quantities, settings: {editions: \"2013\"}}\n"
        let pack = try Good.pack(files)
        var subject = try subject("", ["documents/第一章招标公告.pdf"])
        subject.tender.template = pack.reference
        let result = try Inspection(pack, registry: registry).run(subject)
        #expect(result.problems.isEmpty)
        return result.outcome.findings
    }

    @Test(arguments: cards.map(\.id)) func examplesComeOut(_ id: String) throws {
        let card = try #require(Self.cards.first { $0.id == id })
        try comesOut(card) { example in
            if !example.text.isEmpty { return try Self.structure(example.text) }
            let play = try #require(Self.told[example.key(card)], "\(example.key(card))")
            return try play()
        }
    }

    @Test func whatIsToldIsPlayed() { #expect(Set(Self.told.keys) == Self.cards.told) }
}
