// TenderRulesTests.swift — each row alters one thing in a good tender and says which finding follows.
import Reporting
import Testing

@testable import TenderModel

struct TenderRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var codes: [String]
        var why: String
        var alter: @Sendable (inout Tender) throws -> Void
        init(_ codes: [String], _ why: String, _ alter: @escaping @Sendable (inout Tender) throws -> Void) {
            (self.codes, self.why, self.alter) = (codes, why, alter)
        }
        var testDescription: String { why }
    }

    static let cases = [
        Case([], "nothing wrong") { _ in },
        Case(["TEND-0001"], "a blank in the number") { $0.id = "ZB 1" },
        Case(["TEND-0001"], "a number like a hidden file") { $0.id = ".." },
        Case(["TEND-0002"], "title with a line break") { $0.title = "a\nb" },
        Case(["TEND-0002"], "tenderer left at the placeholder") { $0.tenderer.name = "【待填】" },
        Case(["TEND-0003"], "no lot") { $0.lots = [] },
        Case(["TEND-0004"], "lot id with a slash") { $0.lots[0].id = "1/2" },
        Case(["TEND-0005"], "lot twice") { $0.lots.append($0.lots[0]) },
        Case(["TEND-0006"], "field id with a dot") { $0.sheet[3].id = "a.b" },
        Case(["TEND-0007"], "field twice") { $0.sheet[3].id = "days" },
        Case(["TEND-0008"], "part id with an underscore") { $0.parts[1].id = "a_b" },
        Case(["TEND-0009"], "part ids that differ in case only") { $0.parts[1].id = "Technical" },
        Case(["TEND-0010"], "three envelopes") { $0.envelopes = 3 },
        Case(["TEND-0011"], "a part in an envelope that is not there") { $0.parts[1].envelope = 2 },
        Case(["TEND-0012", "TEND-0022"], "an empty second envelope, the price in the first") { $0.envelopes = 2 },
        Case([], "two envelopes, the price in the second") {
            $0.envelopes = 2; $0.sheet[0].envelope = 2
        },
        Case(["TEND-0013"], "no suite") { $0.suites = [] },
        Case(["TEND-0014"], "no release window") { $0.releaseWindow = 0 },
        Case(["TEND-0014"], "over a day") { $0.releaseWindow = 1_441 },
        Case(["TEND-0015"], "one opening certificate") { $0.openingCertificates.removeLast() },
        Case(["TEND-0015", "TEND-0016"], "two of one holder") { $0.openingCertificates[1].holder = "甲" },
        Case(["TEND-0015", "TEND-0027"], "one certificate under two names") { $0.openingCertificates[1].der = [2] },
        Case(["TEND-0017"], "an officer is a trustee by name") { $0.recovery?.trustees[0].holder = "甲" },
        Case(["TEND-0017"], "an officer is a trustee by certificate") { $0.recovery?.trustees[0].der = [3] },
        Case(["TEND-0018"], "one trustee would do") { $0.recovery?.threshold = 1 },
        Case(["TEND-0018"], "more than there are") { $0.recovery?.threshold = 4 },
        Case(["TEND-0018", "TEND-0019"], "one trustee") { $0.recovery?.trustees.removeLast(2) },
        Case(["TEND-0020"], "no price") { $0.sheet.removeFirst() },
        Case(["TEND-0021"], "the price is text") { $0.sheet[0].kind = .text },
        Case(["TEND-0021"], "the price is optional") { $0.sheet[0].required = false },
        Case(["TEND-0023"], "a column twice") {
            $0.sheet[3].column = .price; $0.sheet[3].kind = .money; $0.sheet[3].required = true
        },
        Case(["TEND-0024"], "a role twice") { $0.roles.append(.unit) },
        Case(["TEND-0025"], "no seal of the unit") { $0.roles = [.head] },
        Case(["TEND-0026"], "no platform") { $0.platform = [] },
        Case(["TEND-0028"], "an empty certificate") {
            $0.openingCertificates.append(NamedCertificate(holder: "丙", der: []))
        },
        Case([], "a platform's salt") { $0.machineSalt = Samples.salt },
        Case(["TEND-0071"], "a salt cut short") { $0.machineSalt = String(Samples.salt.dropLast(2)) },
        Case(["TEND-0071"], "a salt in capitals") { $0.machineSalt = Samples.salt.uppercased() },
        Case(["TEND-0071"], "a salt of zeros") { $0.machineSalt = String(repeating: "0", count: 64) },
        Case(["TEND-0071"], "a salt typed along the keyboard") {
            $0.machineSalt = String(repeating: "0123456789abcdef", count: 4)
        },
        Case(["TEND-0071"], "words for a salt") { $0.machineSalt = "salt of the platform" },
        Case(["TEND-0030"], "deadline before issue") { $0.issued = try Instant("2026-12-09T09:00:00+08:00") },
        Case(["TEND-0031", "TEND-0030"], "deadline in the past") {
            $0.deadline = try Instant("2026-11-10T09:00:00+08:00")
        },
        Case(["TEND-0032"], "19 days") {
            $0.deadline = try Instant("2026-12-04T23:00:00+08:00"); $0.issued = try Instant("2026-11-15T01:00:00+08:00")
        },
        Case([], "20 days, whatever the hour") {
            $0.deadline = try Instant("2026-12-07T08:00:00+08:00"); $0.issued = try Instant("2026-11-17T17:00:00+08:00")
        },
        Case(["TEND-0033"], "a Sunday") { $0.deadline = try Instant("2026-12-13T09:00:00+08:00") },
        Case(["TEND-0040"], "deposit one fen above 2 %") { $0.lots[0].deposit = Money(fen: 10_000_001) },
        Case(["TEND-0041"], "deposit without an estimate") { $0.lots[0].estimate = nil },
        Case(["TEND-0042"], "a ceiling of nothing") { $0.lots[0].ceiling = .zero },
        Case(["TEND-0050"], "version 2 without an amendment") { $0.version = 2 },
        Case(["TEND-0070"], "no clause for fewer than three") { $0.belowThreeClause = nil },
    ]

    @Test(arguments: cases)
    func finds(_ c: Case) throws {
        var tender = try Samples.tender()
        try c.alter(&tender)
        let findings = TenderRules.check(tender, previous: nil, now: Samples.now)
        #expect(Set(findings.map(\.code)) == Set(c.codes))
        try agreeWithTheirCards(findings, tender.regime)
        #expect(findings.allSatisfy { $0.remedy != nil && $0.place != nil })
    }

    static let addenda = [
        Case([], "a change of the title") { $0.title = "某道路工程施工(二次)" },
        Case(["TEND-0051"], "a version left out") { $0.version = 3 },
        Case(["TEND-0052"], "another number") { $0.id = "ZB-2026-002" },
        Case(["TEND-0053"], "another regime") { $0.regime = .procurement },
        Case(["TEND-0054"], "another lot") { $0.lots.append(Lot(id: "2", title: "二标段")) },
        Case(["TEND-0055"], "other opening certificates") { $0.openingCertificates[0].der = [9] },
        Case(["TEND-0055"], "another platform") { $0.platform = [9] },
        Case(["TEND-0055"], "a salt that bids so far do not have") { $0.machineSalt = Samples.salt },
        Case([], "other opening certificates, and a new bid required") {
            $0.openingCertificates[0].der = [9]
            $0.amendment?.newBidRequired = true
        },
        Case(["TEND-0055"], "a suite no longer admitted") { $0.suites = [.rsaSHA256] },
        Case(["TEND-0056"], "another ceiling") { $0.lots[0].ceiling = Money(fen: 470_000_000) },
        Case(["TEND-0057"], "14 days before the deadline") { $0.issued = try Instant("2026-11-24T09:00:00+08:00") },
        Case([], "15 days before the deadline") { $0.issued = try Instant("2026-11-23T09:00:00+08:00") },
        Case([], "later, but the deadline is extended") {
            $0.issued = try Instant("2026-12-01T09:00:00+08:00")
            $0.deadline = try Instant("2026-12-16T09:30:00+08:00")
        },
        Case(["TEND-0058"], "the deadline brought forward") { $0.deadline = try Instant("2026-12-07T09:30:00+08:00") },
        Case(["TEND-0059"], "no word on what changed") { $0.amendment?.summary = " " },
        Case(["TEND-0057", "TEND-0060", "TEND-0030"], "issued after the deadline") {
            $0.issued = try Instant("2026-12-09T09:00:00+08:00")
        },
        Case(["TEND-0062"], "another tenderer") { $0.tenderer.name = "另一中心" },
    ]

    @Test(arguments: addenda)
    func findsInAddenda(_ c: Case) throws {
        let first = try Samples.tender()
        var tender = first
        tender.version = 2
        tender.issued = try Instant("2026-11-20T09:00:00+08:00")
        tender.amendment = Amendment(
            previous: Samples.digest, first: Samples.digest, newBidRequired: false, summary: "标题更正")
        try c.alter(&tender)
        let findings = TenderRules.check(tender, previous: first, now: Samples.now)
        #expect(Set(findings.map(\.code)) == Set(c.codes))
        try agreeWithTheirCards(findings, tender.regime)
    }

    @Test func citesTheArticle() throws {
        var tender = try Samples.tender()
        tender.lots[0].deposit = Money(fen: 10_000_001)
        let finding = try #require(TenderRules.check(tender, previous: nil, now: Samples.now).first)
        #expect(finding.basis == .regulation("26") && finding.severity == .error)
        #expect(finding.remedy?.en == "lower the deposit to 100000.00 yuan or less")
    }
}
