// MessageTests.swift — what a rule says where the values of its sentence are missing: a sentence all the same.
import Reporting
import TemplateEngine
import Testing

@Suite struct MessageTests {
    /// What the rule WATR-0101 says of the good bid after `edits`, its message being `message`.
    private func said(_ message: String, _ edits: [String]) throws -> (finding: Finding, all: [Finding]) {
        var files = try Packs.altered(
            "rules/letter.yaml",
            "message: {zh: \"投标有效期 {{validity}} 天,要求 {{$tender/industry/terms/validity}} 天\", en: \"the bid is valid for {{validity}} days; {{$tender/industry/terms/validity}} are asked for\"}",
            "message: {zh: \"\(message)天\", en: \"\(message) days\"}")
        files["tests/invalid/WATR-0101.x.yaml"] =
            "base: valid/bid.xml\nedits:\n" + edits.map { "  - \($0)\n" }.joined()
        let all = try PackExamples(Packs.pack(files)).findings(in: "tests/invalid/WATR-0101.x.yaml")
        return (try #require(all.first { $0.code == "WATR-0101" }), all)
    }

    @Test(arguments: [
        ("{{validity}}", "{set: bid/industry/letter/validity, to: \"30\"}", "30天", "30 days", "a value"),
        ("{{validity}}", "{remove: bid/industry/letter/validity}", "「未填」天", "(not given) days", "nothing there"),
        ("{{validity}}", "{set: bid/industry/letter/validity, to: \" \"}", "「未填」天", "(not given) days", "blanks only"),
        (
            "{{number(validity)}}", "{remove: bid/industry/letter/validity}", "「未填或不是数」天",
            "(not given, or no figure) days", "a figure of nothing"
        ),
        (
            "{{validity div 0}}", "{set: bid/industry/letter/validity, to: \"30\"}", "「未填或不是数」天",
            "(not given, or no figure) days", "no figure"
        ),
        (
            "{{f:date(validity)}}", "{set: bid/industry/letter/validity, to: \"30\"}", "「未填」天", "(not given) days",
            "no date"
        ),
    ])
    func isASentence(_ message: String, _ edit: String, _ zh: String, _ en: String, why: String) throws {
        let finding = try said(message, [edit]).finding
        #expect(finding.message == LocalizedText(zh: zh, en: en), "\(why)")
    }

    /// The schema says what is missing, and the rule does not fall silent for it: it has not passed.
    @Test func whatTheSchemaRefusedIsNoPassOfTheRule() throws {
        let (finding, all) = try said("{{validity}}", ["{remove: bid/industry/letter/validity}"])
        #expect(Set(all.map(\.code)) == ["TMPL-0101", "WATR-0101"] && finding.severity == .error)
    }
}
