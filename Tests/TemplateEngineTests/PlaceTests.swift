// PlaceTests.swift — where findings of a template's rules are said to be: in words that a person finds again.
import Checks
import Reporting
import TemplateEngine
import TenderModel
import Testing

@Suite struct PlaceTests {
    /// A rule about files names the file, whether it looks at the file itself or at something of it.
    @Test(arguments: ["$files", "$files/@size"]) func aFileIsCalledByItsName(_ context: String) throws {
        let files = try Packs.altered(
            "rules/letter.yaml", "context: $bid/industry/letter", "context: \(context)")
        let pack = try Packs.pack(
            files.mapValues {
                $0.replacing("assert: validity >= $tender/industry/terms/validity", with: "assert: false()")
            })
        let tender = Tender(
            id: "Z", regime: .tendering, title: "某工程",
            tenderer: Organization(name: "甲", code: try CreditCode.completing("91110000MA0000001")),
            lots: [Lot(id: "1", title: "一标段")], suites: [.p256SHA256], issued: Instant(seconds: 1_794_700_800),
            deadline: Instant(seconds: 1_796_700_800), releaseWindow: 60, platform: [], openingCertificates: [],
            sheet: [], parts: [], roles: [.unit])
        let bid = Bid(
            tender: TenderReference(
                id: "Z", version: 1, digest: pack.digest, first: pack.digest), lot: "1", bidder: tender.tenderer,
            roles: [.unit], suite: .p256SHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "0", created: tender.issued))
        let subject = CheckSubject(
            stage: .bid, tender: tender, bid: bid,
            bidFiles: FilesInMemory(["parts/letter/投标函.pdf": [1], "parts/plan/a.pdf": [2]]), at: tender.issued)
        let outcome = try TemplateCheck(pack).run(subject)
        #expect(outcome.findings.compactMap(\.place) == ["parts/letter/投标函.pdf", "parts/plan/a.pdf"])
    }
}
