// TenderCardTests.swift — the examples of the cards about tenders, played: lines as the workspace reads them, the rest by hand.
import Checks
import Reporting
import TenderModel
import Testing

@Suite struct TenderCardTests {
    /// What no line of tender.yaml can bring about.
    static let told: [String: @Sendable (inout Tender) throws -> Void] = [
        "TEND-0019 3 trustees": { _ in },
        "TEND-0019 256 trustees": { tender in
            tender.recovery?.trustees = (0..<256).map {
                NamedCertificate(holder: "受托人\($0)", der: [9, UInt8($0)])
            }
        },
        "TEND-0026 no certificate of the platform": { $0.platform = [] },
        "TEND-0028 a holder without a certificate": {
            $0.openingCertificates.append(NamedCertificate(holder: "丙", der: []))
        },
        "TEND-0034 a deadline in 2208": { $0.deadline = Instant(seconds: 7_540_000_000) },
        "TEND-0050 version 1 without an amendment": { _ in },
        "TEND-0050 version 2 without an amendment": { $0.version = 2 },
        "TEND-0051 version 2 amends version 1": { _ in },
        "TEND-0051 version 3 amends version 1": { $0.version = 3 },
        "TEND-0059 no word on what changed": { $0.amendment?.summary = " " },
    ]

    /// Rules on how an addendum differs from the version before.
    private static let ofAddenda = "TEND-0051"..."TEND-0062"

    @Test(arguments: CoreRules.tender.map(\.id)) func examplesComeOut(_ id: String) throws {
        let card = try #require(CoreRules.tender.first { $0.id == id })
        let first = try Good.draft(Good.tender.get()).firstVersion()
        try comesOut(card) { example in
            var written = try Good.tender.get()
            let isAddendum = Self.ofAddenda.contains(id)
            if isAddendum {
                written = try written.with(
                    "issued: 2026-11-20T09:00:00+08:00\namendment: {newBidRequired: false, summary: 更换图纸}")
            }
            if !example.text.isEmpty { written = try written.with(example.text) }
            let draft = try Good.draft(written)
            var tender = isAddendum ? try draft.amending(first, reference: Good.reference) : try draft.firstVersion()
            if example.text.isEmpty {
                let play = try #require(Self.told[example.key(card)], "\(example.key(card))")
                try play(&tender)
            }
            return TenderRules.check(tender, previous: isAddendum ? first : nil, now: Good.now)
        }
    }

    @Test func whatIsToldIsPlayed() { #expect(Set(Self.told.keys) == CoreRules.tender.told) }
}

@Suite struct WorkspaceCardTests {
    static let cards = CoreRules.making.filter { $0.id.hasPrefix("WORK-") }
    /// Names of tender documents.
    static let told = [
        "WORK-0101 documents/招标文件.pdf": ["招标文件.pdf"],
        "WORK-0101 documents/~$招标文件.docx": ["招标文件.pdf", "~$招标文件.docx"],
        "WORK-0102 documents/招标文件.pdf": ["招标文件.pdf"],
        "WORK-0102 documents/ is empty": [],
    ]

    @Test(arguments: cards.map(\.id)) func examplesComeOut(_ id: String) throws {
        try comesOut(try #require(Self.cards.first { $0.id == id })) { example in
            let documents = try #require(Self.told["\(id) \(example.why.en)"], "\(id) \(example.why.en)")
            return try Good.draft(Good.tender.get(), documents: documents).remarks
        }
    }

    @Test func whatIsToldIsPlayed() { #expect(Set(Self.told.keys) == Self.cards.told) }
}
