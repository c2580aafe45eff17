// TemplateCommandTests.swift — templates as people meet them: a fourth industry from the guide's own text, and every fixture.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

/// The root of the working copy.
private let workingCopy = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A practice PKI with dates of the fixtures, made once.
private let practice = Shared { (_: SuiteID) in
    let folder = try temporaryFolder("practice") + "/pki"
    let made = try Program.run(["pki", "init", folder], environment: ["BIAO_PASSPHRASE": "practice-only"])
    guard made.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    return folder
}

@Suite struct TemplateCommandTests {
    /// The files that stand on the page, written where it says.
    private func followTheGuide() throws -> String {
        let guide = try String(contentsOf: workingCopy.appending(path: "docs/templates/README.md"), encoding: .utf8)
        let folder = try temporaryFolder("fourth")
        let pattern = /(?ms)^```\w+ file=(\S+)\n(.*?)^```$/
        var count = 0
        for match in guide.matches(of: pattern) {
            let path = "\(folder)/Templates/water-works/1.0.0/\(match.1)"
            try FileManager.default.createDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
            try Files.write(String(match.2), to: path)
            count += 1
        }
        #expect(count >= 12)
        return folder
    }

    /// Done when: a person with a text editor adds a fourth industry by following the docs, with no rebuild.
    @Test func aFourthIndustryFromTheGuideAlone() throws {
        let folder = try followTheGuide()
        let pki = try practice(.p256SHA256)
        let settings = [
            "BIAO_TEMPLATES": "Templates", "BIAO_TRUST": pki + "/roots", "BIAO_PASSPHRASE": "practice-only",
        ]
        func run(_ line: String, _ status: Int32 = 0) throws -> Ran {
            let ran = try Program.run(line.split(separator: " ").map(String.init), in: folder, environment: settings)
            #expect(ran.status == status, "\(line): \(ran.text)\(ran.errors)")
            return ran
        }
        _ = try run("template lint ./Templates/water-works/1.0.0")
        _ = try run("template test ./Templates/water-works/1.0.0")
        _ = try run("template lock Templates")
        #expect(try run("template list").text.contains("water-works@1.0.0"))
        _ = try run("template show water-works")
        _ = try run("template export water-works --html water.html")
        #expect(try String(contentsOfFile: folder + "/water.html", encoding: .utf8).contains("WATR-0101"))
        _ = try run("tender init --template water-works -o lot")
        try fillTender(folder, pki)
        _ = try run("tender check lot --at 2026-12-04T08:00:00+08:00")
        _ = try run("tender pack lot --identity \(pki)/agency -o lot.tender --at 2026-12-04T08:00:00+08:00")
        _ = try run("bid init lot.tender -o bid --at 2026-12-06T08:00:00+08:00")
        try fillBid(folder)
        _ = try run("bid check bid --at 2026-12-06T08:00:00+08:00")
        // and a mistake that the pack's own rule finds
        try replace("validity: \"90\"", "validity: \"60\"", in: folder + "/bid/bid.yaml")
        let found = try Program.json(
            ["bid", "check", "bid", "--at", "2026-12-06T08:00:00+08:00"], in: folder, environment: settings)
        #expect(found.status == 1 && found.object.codes("findings").contains("WATR-0101"), "\(found.text)")
        // the pack travels with the tender: none has to be installed
        let elsewhere = try Program.run(
            ["bid", "check", "bid", "--at", "2026-12-06T08:00:00+08:00"], in: folder,
            environment: settings.merging(["BIAO_TEMPLATES": "/nonexistent"]) { $1 })
        #expect(elsewhere.status == 1 && elsewhere.text.contains("WATR-0101"))
    }

    /// On the terminal, on the page and for programs.
    @Test func aFieldIsCalledWhatTheReaderCallsIt() throws {
        let folder = try followTheGuide()
        let pki = try practice(.p256SHA256)
        let settings = ["BIAO_TRUST": pki + "/roots"]
        let pack = folder + "/Templates/water-works/1.0.0"
        try replace(
            "  context: $tender/industry/terms\n  assert: validity >= 60",
            "  context: $tender/industry/terms/validity\n  assert: . >= 600", in: pack + "/rules/water.yaml")
        let made = try Program.run(["tender", "init", "--template", pack, "-o", folder + "/lot"])
        try #require(made.status == 0, "\(made.errors)")
        try fillTender(folder, pki)
        let check = ["tender", "check", "lot", "--at", "2026-12-04T08:00:00+08:00"]
        for (language, words, other) in [
            ("zh", "投标有效期(日历天))", "bid validity"), ("en", "(bid validity in days)", "日历天"),
        ] {
            let ran = try Program.run(
                check + ["--lang", language, "--html", "\(language).html"], in: folder, environment: settings)
            let page = String(decoding: try Files.read("\(folder)/\(language).html"), as: UTF8.self)
            for shown in [ran.text, page] {
                #expect(shown.contains(words) && !shown.contains(other), "\(language): \(shown)\(ran.errors)")
            }
        }
        let json = try Program.json(check, in: folder, environment: settings)
        let findings = json.object["findings"] as? [[String: Any]] ?? []
        let finding = try #require(findings.first { $0["code"] as? String == "WATR-0001" }, "\(json.text)")
        #expect((finding["place"] as? String)?.hasSuffix(": industry.terms.validity") == true, "\(finding)")
        #expect(
            finding["label"] as? NSDictionary == ["zh": "投标有效期(日历天)", "en": "bid validity in days"], "\(finding)")
    }

    private func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old), "\(path) has no \(old)")
        try Files.write(text.replacingOccurrences(of: old, with: new), to: path)
    }

    private func fillTender(_ folder: String, _ pki: String) throws {
        let yaml = folder + "/lot/tender.yaml"
        for (name, source) in [
            ("platform", "platform/sign"), ("officer1", "officer1/enc"), ("officer2", "officer2/enc"),
        ] {
            try FileManager.default.copyItem(
                atPath: "\(pki)/\(source).crt", toPath: "\(folder)/lot/certificates/\(name).crt")
        }
        try replace("id: 【待填】", "id: WATER-1", in: yaml)
        try replace("\ntitle: 【待填】", "\ntitle: 滨河县供水管网改造", in: yaml)
        try replace(
            "tenderer:\n  name: 【待填】\n  code: 【待填】", "tenderer:\n  name: 滨河县公正招标代理有限公司\n  code: 91999999MA0GDL0116",
            in: yaml)
        try replace("    title: 【待填】\n", "    title: 第一标段\n    ceiling: 4800000.00\n", in: yaml)
        try replace(
            "holder: 【待填】\n    file: certificates/officer1.crt", "holder: 甲\n    file: certificates/officer1.crt",
            in: yaml)
        try replace(
            "holder: 【待填】\n    file: certificates/officer2.crt", "holder: 乙\n    file: certificates/officer2.crt",
            in: yaml)
        var text = try String(contentsOfFile: yaml, encoding: .utf8)
        text.replace(/(?m)^issued: .*$/, with: "issued: 2026-12-05T09:00:00+08:00")
        text.replace(/(?m)^deadline: .*$/, with: "deadline: 2026-12-28T09:30:00+08:00")
        try Files.write(text, to: yaml)
        try replace("complex: true", "complex: true", in: yaml)
        try replace("duration: 【待填】", "duration: 365", in: yaml)
    }

    private func fillBid(_ folder: String) throws {
        let yaml = folder + "/bid/bid.yaml"
        try replace(
            "bidder:\n  name: 【待填】\n  code: 【待填】", "bidder:\n  name: 青山建设集团有限公司\n  code: \(try code())", in: yaml)
        try replace("figures: 【待填】", "figures: 4500000.00", in: yaml)
        try replace("words: 【待填】", "words: 肆佰伍拾万元整", in: yaml)
        try replace("\"duration\": 【待填】", "\"duration\": 300", in: yaml)
        try replace("name: 【待填】\n    certificate: 【待填】", "name: 王强\n    certificate: 京1112026000001", in: yaml)
        try replace("    validity: 【待填】", "    validity: \"90\"", in: yaml)
        try Files.write("施工组织设计", to: folder + "/bid/parts/plan/施工组织设计.txt")
    }

    private func code() throws -> String {
        let shown = try Program.json(
            ["identity", "show", try practice(.p256SHA256) + "/bidder1"],
            environment: ["BIAO_PASSPHRASE": "practice-only"])
        let match = try #require(shown.text.firstMatch(of: /91999999MA0QCJH01[0-9A-Z]/))
        return String(match.0)
    }

    static let fixtures: [String] = {
        let folder = workingCopy.appending(path: "Fixtures/templates").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasSuffix(".md") }
            .sorted()
    }()

    /// Good tenders and bids give no finding; each planted mistake gives exactly its own rule.
    @Test(arguments: fixtures) func everyPlantedMistakeIsFound(_ fixture: String) throws {
        let played = try shell(
            [
                "python3", workingCopy.appending(path: "scripts/lib/template_play.py").path, Program.path,
                try practice(.p256SHA256), workingCopy.appending(path: "Fixtures/templates/\(fixture)").path,
                try temporaryFolder("play") + "/out",
            ], environment: ["BIAO_TEMPLATES": workingCopy.appending(path: "Templates").path])
        #expect(played.status == 0, "\(played.text)\(played.errors)")
        #expect(
            played.text.contains("ok  \(fixture) good tender: nothing")
                && played.text.contains("ok  \(fixture) good bid: nothing"))
    }

    @Test func thereAreEnoughOfThem() throws {
        #expect(Self.fixtures.count >= 3)
        let planted = try Self.fixtures.flatMap { fixture in
            try FileManager.default.contentsOfDirectory(
                atPath: workingCopy.appending(path: "Fixtures/templates/\(fixture)/planted").path)
        }.filter { $0.hasSuffix(".yaml") }
        #expect(planted.count >= 60)
    }

    @Test func whatIsNotThereIsNamed() throws {
        let empty = try temporaryFolder("none")
        let json = try Program.json(["template", "show", "nothing"], environment: ["BIAO_TEMPLATES": empty])
        #expect(json.status == 64 && json.object.codes("problems") == ["CLI-0051"])
        let method = try Program.json(
            [
                "tender", "init", "--template", try followTheGuide() + "/Templates/water-works/1.0.0", "--method",
                "auction", "-o", empty + "/lot",
            ])
        #expect(method.status == 64 && method.object.codes("problems") == ["TMPL-0040"])
        #expect(!Files.exists(empty + "/lot"), "nothing is left")
        let list = try Program.json(["bid", "check", "x", "--list", "engaged"])
        #expect(list.status != 0)
    }

    @Test func anAlteredPackInAWorkspaceIsRefused() throws {
        let folder = try followTheGuide()
        let pki = try practice(.p256SHA256)
        let settings = ["BIAO_TRUST": pki + "/roots"]
        #expect(
            try Program.run([
                "tender", "init", "--template", folder + "/Templates/water-works/1.0.0", "-o", folder + "/lot",
            ]).status == 0)
        try fillTender(folder, pki)
        try replace("assert: validity >= 60", "assert: validity >= 6", in: folder + "/lot/template/rules/water.yaml")
        let json = try Program.json(
            ["tender", "check", folder + "/lot", "--at", "2026-12-04T08:00:00+08:00"], environment: settings)
        #expect(json.status == 65 && json.object.codes("problems") == ["TMPL-0041"], "\(json.text)")
    }
}

@Suite struct RulesPageTests {
    /// docs/rules.md is what the program says; UPDATE_GOLDEN=1 writes it anew.
    @Test func theGeneratedPageIsTheProgramsOwn() throws {
        let page = workingCopy.appending(path: "docs/rules.md")
        let settings = [
            "BIAO_TEMPLATES": workingCopy.appending(path: "Templates").path,
            "BIAO_PLUGINS": workingCopy.appending(path: "Plugins").path,
        ]
        let made = try temporaryFolder("rules") + "/rules.md"
        let ran = try Program.run(["rules", "-o", made], environment: settings)
        #expect(ran.status == 0, "\(ran.errors)")
        let text = try String(contentsOfFile: made, encoding: .utf8)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Files.write(text, to: page.path) }
        #expect(try String(contentsOf: page, encoding: .utf8) == text)
        for id in [
            "TEND-0001", "BIDC-0001", "PREF-0001", "TMPL-0213", "TMPL-0101", "BOQ-0101", "BLDG-0001", "ROAD-0001",
            "GOOD-0001",
        ] {
            #expect(text.contains("| \(id) |"))
        }
    }

    /// A title that would end its cell, or undo what keeps it in; one that would end its row no pack may have.
    @Test(arguments: [
        ("a|b", "a&#124;b"), ("a|\u{301}b", "a&#124;\u{301}b"), ("a\\|b", "a&#92;&#124;b"), ("<b>", "&lt;b&gt;"),
    ])
    func titlesStayInTheirCells(_ title: String, _ cell: String) throws {
        let folder = try temporaryFolder("cells") + "/Templates"
        let pack = folder + "/procurement-goods"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: workingCopy.appending(path: "Templates/procurement-goods").path, toPath: pack)
        let version = try #require(try FileManager.default.contentsOfDirectory(atPath: pack).sorted().first)
        let rules = pack + "/" + version + "/rules"
        let file =
            rules + "/" + (try #require(try FileManager.default.contentsOfDirectory(atPath: rules).sorted().first))
        let quoted = "\"" + title.utf16.map { String(format: "\\u%04X", $0) }.joined() + "\""
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let at = try #require(lines.firstIndex { $0.hasPrefix("  title:") })
        var altered = lines.map(String.init)
        altered[at] = "  title: {zh: \(quoted), en: x}"
        try Files.write(altered.joined(separator: "\n"), to: file)
        let ran = try Program.run(["rules"], environment: ["BIAO_TEMPLATES": folder, "BIAO_PLUGINS": folder])
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(
            ran.text.contains("| \(cell)<br>x |"), "\(ran.text.split(separator: "\n").filter { $0.contains("<br>x") })")
    }
}
