// EndlessPackTests.swift — packs that would keep us for hours or fill the memory: named, and the command goes on.
import Checks
import Reporting
import TemplateEngine
import TenderModel
import Testing

@Suite struct EndlessPackTests {
    private static func subject() throws -> CheckSubject {
        let issued = Instant(seconds: 1_800_000_000)
        let tender = Tender(
            id: "T-1", regime: .tendering, title: "t",
            tenderer: Organization(name: "t", code: try CreditCode.completing("91110000MA0000001")),
            lots: [Lot(id: "1", title: "1")], suites: [.p256SHA256], issued: issued, deadline: issued.adding(days: 30),
            releaseWindow: 60, platform: [], openingCertificates: [], sheet: [], parts: [], roles: [.unit],
            industry: [
                IndustryElement(
                    "terms",
                    children: [IndustryElement("validity", text: "90")]
                        + (0..<3_000).map { IndustryElement("line", text: String($0)) })
            ])
        return CheckSubject(stage: .tender, tender: tender, at: issued)
    }

    @Test(arguments: [
        ("count(//*[. = //*[. = //line]]) > 0", "XPATH-0002", "every element with every element, three times"),
        ("contains(translate(., '0123456789', 'aaaaaaaaaa'), string(.))", nil, "string functions take linear time"),
    ])
    func expressions(_ assert: String, _ expected: String?, why: String) throws {
        let pack = try Packs.pack(Packs.altered("rules/letter.yaml", "assert: validity >= 60", "assert: \"\(assert)\""))
        let subject = try Self.subject()
        let check = TemplateCheck(pack)
        do throws(Problem) {
            _ = try check.run(subject)
            #expect(expected == nil, "\(why)")
        } catch {
            #expect(error.code == expected, "\(why): \(error.message.en)")
            #expect(error.place?.contains("WATR-0001") == true, "\(error.place ?? "")")
        }
    }

    @Test func whatDoesNotEndInTimeIsNamedWithItsRule() throws {
        // comparing two sets of nodes is one step to libxml2, however large they are
        let assert = "count(//line[//line/.. != //line]) > 0"
        let pack = try Packs.pack(Packs.altered("rules/letter.yaml", "assert: validity >= 60", "assert: \"\(assert)\""))
        let subject = try Self.subject()
        #expect(code { () throws(Problem) in _ = try TemplateCheck(pack, patience: .zero).run(subject) } == "TMPL-0019")
    }

    @Test func schemasThatUnfold() throws {
        let groups = (0..<40).map {
            "<xs:group name=\"g\($0)\"><xs:sequence><xs:group ref=\"g\($0 + 1)\"/><xs:group ref=\"g\($0 + 1)\"/></xs:sequence></xs:group>"
        }.joined()
        let files = try Packs.altered(
            "schema/bid.xsd", "<xs:element name=\"industry\">",
            groups + "<xs:group name=\"g40\"><xs:sequence><xs:element name=\"x\"/></xs:sequence></xs:group>"
                + "<xs:element name=\"industry\">")
        #expect(code { () throws(Problem) in _ = try Packs.pack(files) } == "XML-0020")
    }

    @Test(arguments: [
        ("a: &x 1\nb: *x", 1, "one anchor"), ("a: 1\nb: {c: &x [1]}", 2, "within a line"),
        (
            "a0: &a0 [x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n"),
            nil,
            "two to the power of forty"
        ),
        (
            "? &a0 [x]\n: 1\n"
                + (1..<40).map { "? &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n: 1" }.joined(separator: "\n"), nil,
            "the same as keys, which are compared"
        ),
    ])
    func anchorsOfYAML(_ yaml: String, line: Int?, why: String) {
        var files = Packs.files
        files["template.yaml"] = yaml
        do throws(Problem) {
            _ = try Packs.pack(files)
            Issue.record("\(why): taken")
        } catch {
            #expect(error.code == "WORK-0025", "\(why): \(error.message.en)")
            if let line { #expect(error.place == "template.yaml:\(line)", "\(why)") }
        }
    }

    @Test func signsOfAnchorsInText() throws {
        // what only looks like one stays what it is
        let files = try Packs.altered(
            "template.yaml", "issuer: (请填写制定单位)", "issuer: \"R&D *重要* 甲&乙 &a *a *a *a *a *a *a\"")
        #expect(try Packs.pack(files).manifest.issuer.contains("&a *a"))
    }
}
