// LintTests.swift — what lint says of packs that can be read and should not be used, one thing altered each.
import Reporting
import TemplateEngine
import Testing

@Suite struct LintTests {
    private func lint(_ files: [String: String]) throws -> [String] {
        try PackLint.check(Packs.pack(files), today: "2026-11-21").map(\.code)
    }

    @Test func theNewPackIsClean() throws { #expect(try lint(Packs.files) == []) }

    @Test(
        arguments: [
            (
                "rules/letter.yaml", "assert: validity >= 60", "assert: validity >= 600", ["TMPL-0202"],
                "a good example that the rule refuses"
            ),
            (
                "tests/invalid/WATR-0101.too-short.yaml", "\"30\"", "\"90\"", ["TMPL-0202"],
                "a bad example with nothing wrong"
            ),
            (
                "tests/invalid/WATR-0101.too-short.yaml", "bid/industry/letter/validity", "bid/industry/note/validity",
                ["TMPL-0202"], "an edit of what is not there"
            ),
            (
                "tests/invalid/WATR-0101.too-short.yaml", "valid/bid.xml", "valid/none.xml", ["TMPL-0202"],
                "an example built on none"
            ),
            (
                "rules/letter.yaml", "assert: validity >= 60", "assert: f:nothing(validity)",
                ["TMPL-0202", "TMPL-0202"], "a function that is not there"
            ),
            (
                "rules/letter.yaml", "context: $bid/industry/letter", "context: $bid/industry/letters",
                ["TMPL-0202", "TMPL-0201"], "a rule that looks at what no example has"
            ),
            ("rules/letter.yaml", "part: letter", "part: letters", ["TMPL-0212"], "a part of none"),
            (
                "template.yaml", "from: 2012-02-01}", "from: 2012-02-01, to: 2025-01-01}", ["TMPL-0210"],
                "a source that is not in force"
            ),
            (
                "template.yaml", "path: terms/validity", "path: terms/period", ["TMPL-0206", "TMPL-0206"],
                "a field of none, and an element without a label"
            ),
            (
                "template.yaml", "    title: {zh: 经评审的最低投标价法, en: lowest reviewed price}",
                "    title: {zh: 甲, en: a}\n    items: [{id: x, title: 业绩, points: 100, criterion: 近三年类似工程业绩每项 10 分}]",
                [], "past work without a place is lawful"
            ),
            (
                "template.yaml", "    title: {zh: 经评审的最低投标价法, en: lowest reviewed price}",
                "    title: {zh: 甲, en: a}\n    items: [{id: x, title: 业绩, points: 100, criterion: 本省类似工程业绩每项 10 分}]",
                ["TMPL-0204"], "past work by region"
            ),
            (
                "template.yaml", "    title: {zh: 经评审的最低投标价法, en: lowest reviewed price}",
                "    title: {zh: 甲, en: a}\n    items: [{id: x, title: 方案, points: 90, criterion: 酌情}]", ["TMPL-0205"],
                "90 points in all"
            ),
        ] as [(String, String, String, [String], String)])
    func says(_ file: String, _ old: String, _ new: String, _ codes: [String], why: String) throws {
        #expect(try lint(Packs.altered(file, old, new)) == codes, "\(why)")
    }

    @Test func examplesOfNoRuleAndFilesOfNoUseAreNamed() throws {
        var files = Packs.files
        files["tests/invalid/WATR-0999.gone.yaml"] = files["tests/invalid/WATR-0101.too-short.yaml"]
        files["notes.txt"] = "x"
        files["skeleton/parts/none/x.md"] = "x"
        #expect(try lint(files).sorted() == ["TMPL-0202", "TMPL-0203", "TMPL-0211", "TMPL-0211"])
        files = Packs.files
        files["tests/invalid/WATR-0101.too-short.yaml"] = nil
        #expect(try lint(files) == ["TMPL-0201"])
        files = Packs.files
        files["tests/valid/bid.xml"] = nil
        #expect(try lint(files).contains("TMPL-0207"))
    }

    /// The failures of an example that is `edits` upon the good bid.
    private func failures(_ edits: [String]) throws -> [ExampleFailure] {
        var files = Packs.files
        let name = "tests/invalid/WATR-0101.too-short.yaml"
        files[name] = "base: valid/bid.xml\nedits:\n" + edits.map { "  - \($0)\n" }.joined()
        return PackExamples(try Packs.pack(files)).failures()
    }

    @Test func editsThatGrowWithoutEndAreNamed() throws {
        // each level again and again: the levels multiply
        let levels = ["bid/industry/letter/validity", "bid/industry/letter", "bid/industry", "bid"]
        let grown = try failures(levels.flatMap { Array(repeating: "{repeat: \($0)}", count: 100) })
        #expect(grown.count == 1 && grown[0].message.en.contains("TMPL-0023"), "\(grown)")
        #expect(grown[0].message.en.contains("WATR-0101.too-short.yaml:"), "with its line")
        // one large text many times
        let long = "{set: bid/industry/letter/note, to: \"\(String(repeating: "字", count: 100_000))\"}"
        let texts = try failures([long] + Array(repeating: "{repeat: bid/industry/letter/note}", count: 100))
        #expect(texts.count == 1 && texts[0].message.en.contains("TMPL-0023"), "\(texts.count)")
        let many = try failures(Array(repeating: "{set: bid/@lot, to: \"1\"}", count: 1_001))
        #expect(many.count == 1 && many[0].message.en.contains("TMPL-0023"))
        // what is taken away makes room again
        let letters = Array(repeating: "{repeat: bid/industry/letter}", count: 150)
        let room = try failures(
            Array(repeating: "{repeat: bid/industry/letter/validity}", count: 99) + letters
                + Array(repeating: "{remove: bid/industry/letter}", count: 140) + letters)
        #expect(!room.contains { $0.message.en.contains("TMPL-0023") }, "\(room)")
    }

    @Test(arguments: ["0", "-1", "99999999999999999999", "", "@id"]) func numbersThatAreNone(_ number: String) throws {
        let found = try failures(["{remove: \"bid/industry[\(number)]\"}"])
        #expect(found.count == 1 && found[0].message.en.contains("TMPL-0022"), "\(found)")
    }

    @Test func aRuleThatCannotBeEvaluatedIsNamed() throws {
        let files = try Packs.altered("rules/letter.yaml", "assert: validity >= 60", "assert: f:nothing(validity)")
        let findings = try PackLint.check(Packs.pack(files), today: "2026-11-21").filter { $0.code == "TMPL-0202" }
        #expect(findings.count == 2)
        for finding in findings {
            #expect(finding.message.zh.contains("WATR-0001") && finding.message.en.contains("WATR-0001"))
            #expect(finding.message.en.contains("rules/letter.yaml:1"), "\(finding.message.en)")
        }
    }

    @Test func withoutSchemasNothingIsHeld() throws {
        var files = Packs.files
        files["schema/tender.xsd"] = nil
        files["schema/bid.xsd"] = nil
        let both = try PackLint.check(Packs.pack(files), today: "2026-11-21")
        #expect(both.map(\.code) == ["TMPL-0213", "TMPL-0213"] && both.allSatisfy { $0.severity == .error })
        #expect(both.map(\.place) == ["schema/tender.xsd", "schema/bid.xsd"])
        files["schema/tender.xsd"] = Packs.files["schema/tender.xsd"]
        #expect(try lint(files) == ["TMPL-0213"])
    }

    @Test func billsThatNothingChecksAreNamed() throws {
        let named = try Packs.altered(
            "template.yaml", "roles: [unit, head]", "roles: [unit, head]\nbillEditions: [\"2013\"]")
        let findings = try PackLint.check(Packs.pack(named), today: "2026-11-21")
        #expect(findings.map(\.code) == ["TMPL-0214"] && findings[0].severity == .error)
        var checked = named
        checked["template.yaml"]? += "checks:\n  - {id: bill-of-quantities, settings: {editions: \"2013\"}}\n"
        #expect(try lint(checked) == [])
    }

    @Test func nearDuplicatesAreReportedAndOthersNot() throws {
        let one = try Packs.pack()
        var files = try Packs.altered("template.yaml", "id: water-works", "id: gas-works")
        files["rules/letter.yaml"] = files["rules/letter.yaml"]?.replacing("WATR", with: "GASW")
        let twin = try Packs.pack(files)
        #expect(NearDuplicates.among([one, twin]).map(\.code) == ["TMPL-0209"])
        // a newer version of the same template is no duplicate of it
        let newer = try Packs.pack(Packs.altered("template.yaml", "version: 0.1.0", "version: 0.2.0"))
        #expect(NearDuplicates.among([one, newer]).isEmpty)
        files["rules/letter.yaml"] = files["rules/letter.yaml"]?.replacing("validity >= ", with: "2 * validity >= ")
        files["template.yaml"] = files["template.yaml"]?.replacing("id: price", with: "id: total")
        #expect(NearDuplicates.among([one, try Packs.pack(files)]).isEmpty)
    }
}
