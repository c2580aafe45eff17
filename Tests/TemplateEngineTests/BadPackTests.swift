// BadPackTests.swift — packs with one thing wrong each: named, with its place, and nothing crashes.
import FileKit
import Reporting
import Scenario
import TemplateEngine
import Testing

@Suite struct BadPackTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var file: String
        var old: String
        var new: String
        var code: String
        var why: String
        var testDescription: String { why }
    }

    static let bad: [Bad] = [
        Bad(file: "template.yaml", old: "format: 1", new: "format: 2", code: "TMPL-0010", why: "a format of later"),
        Bad(
            file: "template.yaml", old: "releaseWindow: 60", new: "releaseWindows: 60", code: "WORK-0003",
            why: "an unknown key"),
        Bad(
            file: "template.yaml", old: "id: water-works", new: "id: Water Works", code: "TMPL-0011",
            why: "an id with blanks"),
        Bad(
            file: "template.yaml", old: "version: 0.1.0", new: "version: 1.0", code: "TMPL-0011",
            why: "a version of two numbers"),
        Bad(
            file: "template.yaml", old: "from: 2026-11-01", new: "from: 2026-02-30", code: "TMPL-0011",
            why: "a day that is none"),
        Bad(
            file: "template.yaml", old: "envelopes: [1]", new: "envelopes: [3]", code: "WORK-0007",
            why: "three envelopes"),
        Bad(file: "template.yaml", old: "envelopes: [1]", new: "envelopes: []", code: "WORK-0007", why: "no envelope"),
        Bad(
            file: "template.yaml", old: "regime: tendering", new: "regime: auction", code: "WORK-0007",
            why: "a regime of none"),
        Bad(
            file: "template.yaml", old: "    title: {zh: 经评审的最低投标价法, en: lowest reviewed price}",
            new: "    title: {zh: 经评审的最低投标价法}", code: "WORK-0004", why: "one language only"),
        Bad(
            file: "template.yaml", old: "issuer: (请填写制定单位)", new: "issuer: 【待填】", code: "WORK-0006",
            why: "an issuer that is empty"),
        Bad(file: "template.yaml", old: "sources:", new: "sources: [", code: "WORK-0001", why: "no YAML"),
        Bad(
            file: "rules/letter.yaml", old: "- id: WATR-0101", new: "- id: WATR-0001", code: "TMPL-0015",
            why: "two rules with one id"),
        Bad(
            file: "rules/letter.yaml", old: "- id: WATR-0101", new: "- id: water-1", code: "TMPL-0013",
            why: "an id that is none"),
        Bad(
            file: "rules/letter.yaml", old: "assert: validity >= 60", new: "assert: validity >=", code: "XPATH-0001",
            why: "XPath that does not parse"),
        Bad(
            file: "rules/letter.yaml", old: "context: $bid/industry/letter", new: "context: \"$bid/[\"",
            code: "XPATH-0001", why: "a context that does not parse"),
        Bad(
            file: "rules/letter.yaml", old: "{{validity}} 天,要求", new: "{{validity 天,要求", code: "TMPL-0014",
            why: "a value in a message that does not end"),
        Bad(
            file: "rules/letter.yaml", old: "source: regulation, article: \"25\"", new: "source: reg, article: \"25\"",
            code: "TMPL-0012", why: "a source of none"),
        Bad(
            file: "rules/letter.yaml", old: "  basis: {source: regulation, article: \"25\"}\n", new: "",
            code: "WORK-0004", why: "no article"),
        Bad(
            file: "rules/letter.yaml", old: "  fix: {zh: 改为 60 天或以上, en: write 60 or more}\n", new: "",
            code: "WORK-0004", why: "nothing to do about it"),
        Bad(
            file: "rules/letter.yaml", old: "stage: tender", new: "stage: award", code: "WORK-0007",
            why: "a stage of none"),
        Bad(
            file: "schema/bid.xsd", old: "<xs:element name=\"industry\">",
            new: "<xs:include schemaLocation=\"/etc/passwd\"/><xs:element name=\"industry\">", code: "XML-0016",
            why: "a schema that reads outside the pack"),
        Bad(
            file: "schema/bid.xsd", old: "xs:positiveInteger", new: "xs:positive", code: "XML-0015",
            why: "a type of none"),
        Bad(file: "schema/bid.xsd", old: "</xs:schema>", new: "", code: "XML-0015", why: "not well-formed"),
    ]

    /// Words that would say more in a tender.yaml, a terminal or a page than what is seen of them.
    static let words: [Bad] = [
        Bad(
            file: "template.yaml", old: "path: terms/validity", new: "path: \"terms/a: 1\\nid\"", code: "TMPL-0011",
            why: "a path that brings keys of its own"),
        Bad(
            file: "template.yaml", old: "path: terms/validity", new: "path: terms//validity", code: "TMPL-0011",
            why: "a path with an empty step"),
        Bad(
            file: "template.yaml", old: "path: terms/validity", new: "path: terms/1st", code: "TMPL-0011",
            why: "no element is called so"),
        Bad(
            file: "template.yaml", old: "path: terms/validity", new: "path: 条件/有效期", code: "TMPL-0011",
            why: "names are ASCII"),
        Bad(
            file: "template.yaml", old: "path: terms/validity", new: "path: \(String(repeating: "a/", count: 15))a",
            code: "TMPL-0011", why: "sixteen steps"),
        Bad(
            file: "template.yaml", old: "{id: letter, title", new: "{id: \"letter\\n  - id: x\", title",
            code: "TMPL-0011",
            why: "the id of a part with a line break"),
        Bad(
            file: "template.yaml", old: "{id: letter, title", new: "{id: letter_1, title", code: "TMPL-0011",
            why: "an id that the tender would refuse"),
        Bad(
            file: "template.yaml", old: "{id: price, label", new: "{id: \"a: b\", label", code: "TMPL-0011",
            why: "the id of a sheet field with a colon"),
        Bad(
            file: "template.yaml", old: "  terms: {zh: 投标条件", new: "  \"terms # x\": {zh: 投标条件", code: "TMPL-0011",
            why: "a group of no name"),
        Bad(
            file: "template.yaml", old: "  regulation: {", new: "  \"reg: x\": {", code: "TMPL-0011",
            why: "a source of no name"),
        Bad(
            file: "template.yaml", old: "{zh: 投标函,", new: "{zh: \"投标函\\nroles: []\",", code: "TMPL-0018",
            why: "a title of two lines"),
        Bad(
            file: "template.yaml", old: "zh: 投标总价", new: "zh: \"投标\\u202e总价\"", code: "TMPL-0018",
            why: "a label that turns the direction of text"),
        Bad(
            file: "template.yaml", old: "zh: 投标总价", new: "zh: \"投标\\u200b总价\"", code: "TMPL-0018",
            why: "a label with what cannot be seen"),
        Bad(
            file: "template.yaml", old: "en: bid validity in days}, initial", new: "en: \"a\\e[2J\"}, initial",
            code: "TMPL-0018", why: "a label that steers a terminal"),
        Bad(
            file: "template.yaml", old: "issuer: (请填写制定单位)", new: "issuer: \"甲\\u2028乙\"", code: "TMPL-0018",
            why: "an issuer of two lines"),
        Bad(
            file: "template.yaml", old: "initial: \"90\"", new: "initial: \"90\\nx: 1\"", code: "TMPL-0018",
            why: "a value of two lines to begin with"),
        Bad(
            file: "template.yaml", old: "prefix: 第一章", new: "prefix: \" 第一章\"", code: "TMPL-0018",
            why: "a blank in front"),
        Bad(
            file: "template.yaml", old: "zh: 我的行业,", new: "zh: \(String(repeating: "字", count: 201)),",
            code: "TMPL-0018", why: "201 characters"),
        Bad(
            file: "rules/letter.yaml", old: "zh: 改为 60 天或以上", new: "zh: \"改为\\n60\"", code: "TMPL-0018",
            why: "advice of two lines"),
    ]

    @Test(arguments: words) func wordsThatSayMoreThanIsSeen(_ bad: Bad) throws { try isNamedWithItsPlace(bad) }

    @Test(arguments: bad) func isNamedWithItsPlace(_ bad: Bad) throws {
        let files = try Packs.altered(bad.file, bad.old, bad.new)
        do throws(Problem) {
            _ = try Packs.pack(files)
            Issue.record("\(bad.why): read all the same")
        } catch {
            #expect(error.code == bad.code, "\(bad.why): \(error.message.en)")
            #expect(
                error.place?.contains(bad.file.split(separator: "/").last ?? "") == true || error.code == "XPATH-0001",
                "\(bad.why): \(error.place ?? "no place")")
        }
    }

    @Test func aMessageThatDoesNotEnd() throws {
        let files = try Packs.altered("rules/letter.yaml", "{{validity}} days only", "{{validity days only")
        #expect(code { () throws(Problem) in _ = try Packs.pack(files) } == "TMPL-0014")
    }

    @Test(arguments: [
        ("rules/a b.yaml", "a blank"), ("rules/it's.yaml", "a quote"), (".hidden", "hidden"),
        ("rules/x.yaml~", "an editor's leftover"),
        ("rules/-rf", "looks like an option"), ("rules/a\nb", "a line break"),
        ("rules/\u{202e}x", "turns the direction of text"), ("rules//x", "an empty step"),
    ])
    func namesThatNoDigestCanHave(_ name: String, why: String) {
        var files = Packs.files
        files[name] = ""
        #expect(code { () throws(Problem) in _ = try Packs.pack(files) } == "TMPL-0002", "\(why)")
    }

    /// On a machine that ignores case or normalises Unicode one of the two is lost, and nobody can tell which.
    @Test(arguments: [
        ("rules/\u{e9}.yaml", "rules/e\u{301}.yaml", "composed and decomposed"),
        ("rules/Letter.yaml", "rules/letter.yaml", "case"), ("Rules/more.yaml", "rules/letter.yaml", "a folder's case"),
        ("rules", "rules/letter.yaml", "a file and a folder of one name"),
    ])
    func namesThatAreOneOnSomeMachines(_ one: String, _ other: String, why: String) throws {
        let rules = Array((Packs.files["rules/letter.yaml"] ?? "").utf8)
        var files = Packs.files.filter { $0.key != "rules/letter.yaml" }.map {
            (key: $0.key, value: Array($0.value.utf8))
        }
        files += [(one, rules), (other, rules)]
        #expect(code { () throws(Problem) in _ = try PackFiles(files) } == "TMPL-0006", "\(why)")
        guard one != "rules" else { return }
        let folder = try temporaryFolder("twins")
        for (name, bytes) in files {
            try Files.makeFolder(folder + "/" + name.split(separator: "/").dropLast().joined(separator: "/"))
            try Files.write(bytes, to: folder + "/" + name)
        }
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder) } == "TMPL-0006", "\(why), on disk")
    }

    @Test func tooMuchIsRefused() {
        var many = Packs.files
        for number in 0..<2_001 { many["mappings/\(number).yaml"] = "" }
        #expect(code { () throws(Problem) in _ = try Packs.pack(many) } == "TMPL-0001")
        var large = Packs.files
        large["mappings/large.yaml"] = String(repeating: "x", count: (4 << 20) + 1)
        #expect(code { () throws(Problem) in _ = try Packs.pack(large) } == "TMPL-0001")
        var schema = Packs.files
        schema["schema/bid.xsd"] = String(repeating: " ", count: 513 << 10) + (schema["schema/bid.xsd"] ?? "")
        #expect(code { () throws(Problem) in _ = try Packs.pack(schema) } == "TMPL-0017")
    }

    @Test func linksAndMissingFilesAreRefused() throws {
        let folder = try temporaryFolder("pack")
        for (name, text) in Packs.files {
            let parent = name.split(separator: "/").dropLast().joined(separator: "/")
            try Files.makeFolder(folder + "/" + parent)
            try Files.write(text, to: folder + "/" + name)
        }
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder) } == nil)
        _ = try shell(["ln", "-s", "/etc/passwd", folder + "/rules/more.yaml"])
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder) } == "TMPL-0003")
        try Files.remove(folder + "/rules/more.yaml")
        _ = try shell(["ln", "-s", "/etc", folder + "/skeleton/etc"])
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder) } == "TMPL-0003")
        try Files.remove(folder + "/skeleton/etc")
        try Files.remove(folder + "/template.yaml")
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder) } == "TMPL-0005")
        #expect(code { () throws(Problem) in _ = try TemplatePack(folder: folder + "/none") } == "TMPL-0004")
    }

    @Test func everyByteOfARuleFileMayBeLost() throws {
        let text = Array(try #require(Packs.files["rules/letter.yaml"]).utf8)
        for end in stride(from: 0, to: text.count, by: 7) {
            var files = Packs.files.mapValues { Array($0.utf8) }
            files["rules/letter.yaml"] = Array(text[..<end])
            // a pack with fewer rules may be read; whatever is not is named
            _ = code { () throws(Problem) in _ = try TemplatePack(PackFiles(files)) }
        }
    }
}
