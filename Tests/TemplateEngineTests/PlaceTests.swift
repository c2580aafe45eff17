// PlaceTests.swift — where findings of a template's rules are said to be: in words that a person finds again.
import Checks
import Reporting
import TemplateEngine
import TenderModel
import Testing

@Suite struct PlaceTests {
    private static func subject(_ stage: CheckStage, _ pack: TemplatePack) throws -> CheckSubject {
        let validity = [IndustryElement("validity", text: "30")]
        let tender = Tender(
            id: "Z", regime: .tendering, title: "某工程",
            tenderer: Organization(name: "甲", code: try CreditCode.completing("91110000MA0000001")),
            lots: [Lot(id: "1", title: "一标段")], suites: [.p256SHA256], issued: Instant(seconds: 1_794_700_800),
            deadline: Instant(seconds: 1_796_700_800), releaseWindow: 60, platform: [], openingCertificates: [],
            sheet: [], parts: [], roles: [.unit], industry: [IndustryElement("terms", children: validity)])
        let bid = Bid(
            tender: TenderReference(
                id: "Z", version: 1, digest: pack.digest, first: pack.digest), lot: "1", bidder: tender.tenderer,
            roles: [.unit], suite: .p256SHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "0", created: tender.issued),
            industry: [IndustryElement("letter", children: validity)])
        return CheckSubject(
            stage: stage, tender: tender, bid: stage == .bid ? bid : nil,
            bidFiles: FilesInMemory(["parts/letter/投标函.pdf": [1], "parts/plan/a.pdf": [2]]), at: tender.issued)
    }

    /// A rule about files names the file, whether it looks at the file itself or at something of it.
    @Test(arguments: ["$files", "$files/@size"]) func aFileIsCalledByItsName(_ context: String) throws {
        let files = try Packs.altered(
            "rules/letter.yaml", "context: $bid/industry/letter", "context: \(context)")
        let pack = try Packs.pack(
            files.mapValues {
                $0.replacing("assert: validity >= $tender/industry/terms/validity", with: "assert: false()")
            })
        let outcome = try TemplateCheck(pack).run(Self.subject(.bid, pack))
        #expect(outcome.findings.compactMap(\.place) == ["parts/letter/投标函.pdf", "parts/plan/a.pdf"])
        #expect(outcome.findings.allSatisfy { $0.label == nil && $0.place(in: .en) == $0.place })
    }

    /// The name of a field is said in the reader's language, beside a place that is the same in both.
    @Test(
        arguments: [
            (CheckStage.tender, "terms", [:], "tender/industry/terms/validity", "packed"),
            (.tender, "terms", ["terms/validity": "tender.yaml:9"], "tender.yaml:9", "with the workspace's line"),
            (.bid, "letter", [:], "bid/industry/letter/validity", "a bid's"),
            (.bid, "letter", ["letter/validity": "bid.yaml:7"], "bid.yaml:7", "with the line of bid.yaml"),
        ] as [(CheckStage, String, [String: String], String, String)])
    func aFieldIsCalledWhatTheReaderCallsIt(
        _ stage: CheckStage, _ group: String, _ places: [String: String], _ place: String, why: String
    ) throws {
        let context = "$\(stage.rawValue)/industry/\(group)"
        let files = try Packs.altered("rules/letter.yaml", "context: \(context)\n", "context: \(context)/validity\n")
            .mapValues { $0.replacing("  assert: validity >=", with: "  assert: 0 * . >=") }
        let pack = try Packs.pack(files)
        let outcome = try TemplateCheck(pack, places: places).run(Self.subject(stage, pack))
        let finding = try #require(outcome.findings.first, "\(why)")
        #expect(finding.place == place, "\(why)")
        #expect(finding.place(in: .zh) == "\(place) (投标有效期(日历天))", "\(why)")
        #expect(finding.place(in: .en) == "\(place) (bid validity in days)", "\(why)")
        for (language, shown, other) in [
            (Language.zh, "投标有效期(日历天))</td>", "bid validity"), (.en, "(bid validity in days)</td>", "日历天"),
        ] {
            let page = CheckPage(
                subject: "x", title: "y", facts: [], at: Instant(seconds: 0), tool: "biao", template: nil,
                groups: [(LocalizedText(zh: "一", en: "one"), [finding])], skipped: [], problems: []
            ).html(language)
            #expect(page.contains(shown) && !page.contains(other), "\(why)")
        }
    }
}
