// BidRulesTests.swift — each row alters one thing in a good bid, or in its tender, and says which finding follows.
import Reporting
import Testing

@testable import TenderModel

struct BidRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var codes: [String]
        var why: String
        var alter: @Sendable (inout Bid, inout Tender) throws -> Void
        init(_ codes: [String], _ why: String, _ alter: @escaping @Sendable (inout Bid, inout Tender) throws -> Void) {
            (self.codes, self.why, self.alter) = (codes, why, alter)
        }
        var testDescription: String { why }
    }

    static let cases = [
        Case([], "nothing wrong") { _, _ in },
        Case(["BIDC-0001"], "another tender") { bid, _ in bid.tender.id = "ZB-2026-009" },
        Case(["BIDC-0001"], "another tender under the same number") { bid, _ in
            bid.tender.first = FileDigest(algorithm: "sha256", hex: String(repeating: "b", count: 64))
        },
        Case(["BIDC-0002"], "another lot") { bid, _ in bid.lot = "2" },
        Case(["BIDC-0003"], "an older version") { _, tender in
            tender.version = 2
            tender.amendment = Amendment(
                previous: Samples.digest, first: Samples.digest, newBidRequired: true, summary: "x")
        },
        Case(["BIDC-0004"], "a newer version than the one given") { bid, _ in bid.tender.version = 2 },
        Case(["BIDC-0004"], "another file of the same version") { bid, _ in
            bid.tender.digest.hex = String(repeating: "b", count: 64)
        },
        Case(["BIDC-0005"], "a suite that is not admitted") { bid, _ in bid.suite = .rsaSHA256 },
        Case(["BIDC-0007"], "a role left out") { bid, _ in bid.roles = [.unit] },
        Case(["BIDC-0063"], "no machine code, though the tender has a salt") { _, tender in
            tender.machineSalt = Samples.salt
        },
        Case([], "a machine code, as the tender asks") { bid, tender in
            tender.machineSalt = Samples.salt
            bid.provenance.machine = machine(MachineTests.desk)
        },
        Case(["BIDC-0065"], "a machine that nothing can be read of") { bid, tender in
            tender.machineSalt = Samples.salt
            bid.provenance.machine = machine([:])
        },
        Case(["BIDC-0064"], "a machine code that nobody asked for") { bid, _ in
            bid.provenance.machine = machine(MachineTests.desk)
        },
        Case(["BIDC-0010"], "a required field left out") { bid, _ in bid.sheet.remove(at: 1) },
        Case(["BIDC-0010"], "a required field left at the placeholder") { bid, _ in bid.sheet[1].value = "【待填】" },
        Case([], "an optional field left at the placeholder") { bid, _ in
            bid.sheet.append(SheetValue(field: "rate", value: "【待填】"))
        },
        Case(["BIDC-0011"], "an unknown field") { bid, _ in bid.sheet.append(SheetValue(field: "x", value: "1")) },
        Case(["BIDC-0012"], "a field twice") { bid, _ in bid.sheet.append(bid.sheet[1]) },
        Case(["BIDC-0013"], "a field of the other envelope") { _, tender in
            tender.envelopes = 2
            tender.sheet[0].envelope = 2
        },
        Case(["BIDC-0014"], "days in words") { bid, _ in bid.sheet[1].value = "180天" },
        Case(["BIDC-0014"], "no days") { bid, _ in bid.sheet[1].value = "0" },
        Case(["BIDC-0014"], "five decimals of a percentage") { bid, _ in
            bid.sheet.append(SheetValue(field: "rate", value: "1.00001"))
        },
        Case([], "four decimals of a percentage") { bid, _ in
            bid.sheet.append(SheetValue(field: "rate", value: "1.0001"))
        },
        Case(["BIDC-0014"], "a price with separators") { bid, _ in bid.sheet[0].value = "4,567,890.12" },
        Case(["BIDC-0015"], "no words") { bid, _ in bid.sheet[0].words = nil },
        Case(["BIDC-0016"], "words that cannot be read") { bid, _ in bid.sheet[0].words = "四百多万" },
        Case(["BIDC-0017"], "words that differ") { bid, _ in bid.sheet[0].words = "肆佰伍拾陆万柒仟捌佰玖拾元整" },
        Case(["BIDC-0017", "BIDC-0018"], "words above the ceiling prevail") { bid, _ in bid.sheet[0].words = "伍佰万元整" },
        Case(["BIDC-0018"], "a fen above the ceiling") { bid, _ in
            bid.sheet[0] = SheetValue(field: "price", value: "4800000.01", words: "肆佰捌拾万元零壹分")
        },
        Case([], "the ceiling itself") { bid, _ in
            bid.sheet[0] = SheetValue(field: "price", value: "4800000", words: "肆佰捌拾万元整")
        },
        Case(["BIDC-0019"], "for nothing") { bid, _ in
            bid.sheet[0] = SheetValue(field: "price", value: "0", words: "零元整")
        },
        Case(["BIDC-0020"], "a part left out") { bid, _ in bid.parts = [] },
        Case(["BIDC-0020"], "an empty part") { bid, _ in bid.parts[0].files = [] },
        Case(["BIDC-0021"], "an unknown part") { bid, _ in bid.parts.append(BidPart(id: "x", files: ["parts/x/a"])) },
        Case(["BIDC-0020", "BIDC-0013", "BIDC-0010"], "the second envelope holds what belongs to the first") {
            bid, tender in
            tender.envelopes = 2
            tender.parts[0].envelope = 1
            tender.sheet[0].envelope = 1
            bid.envelope = 2
            bid.parts = []
            tender.parts[1] = RequiredPart(id: "prices", title: "报价", envelope: 2)
            tender.sheet[3] = SheetField(
                id: "rate", label: LocalizedText(zh: "率", en: "rate"), kind: .percent, envelope: 2)
        },
        Case(["BIDC-0022"], "a part of the other envelope") { _, tender in
            tender.envelopes = 2
            tender.parts[0].envelope = 2
        },
        Case(["BIDC-0023"], "a part twice") { bid, _ in bid.parts.append(bid.parts[0]) },
        Case(["BIDC-0024"], "a file outside its part") { bid, _ in bid.parts[0].files = ["parts/other/a.pdf"] },
        Case(["BIDC-0030"], "no deposit") { bid, _ in bid.deposit = nil },
        Case([], "no deposit asked for") { bid, tender in
            bid.deposit = nil
            tender.lots[0].deposit = nil
        },
        Case(["BIDC-0031"], "a fen too little") { bid, _ in bid.deposit?.amount.fen -= 1 },
        Case(["BIDC-0032"], "a deposit that ends the day before") { bid, _ in bid.deposit?.validUntil = "2026-12-07" },
        Case([], "a deposit that ends on the day") { bid, _ in bid.deposit?.validUntil = "2026-12-08" },
        Case(["BIDC-0033"], "somebody else paid") { bid, _ in bid.deposit?.payer = "张三" },
        Case(["BIDC-0034"], "no such day") { bid, _ in bid.deposit?.validUntil = "2026-12-32" },
        Case(["BIDC-0035"], "no account") { bid, _ in bid.deposit?.account = nil },
        Case(["BIDC-0036", "BIDC-0038"], "a guarantee without code and last day") { bid, _ in
            bid.deposit?.form = .guarantee
        },
        Case([], "a consortium") { bid, _ in
            bid.consortium = [
                ConsortiumMember(organization: bid.bidder, share: 6_000),
                ConsortiumMember(organization: Organization(name: "乙方", code: try Samples.code(30)), share: 4_000),
            ]
        },
        Case(["BIDC-0040"], "a consortium of one") { bid, _ in
            bid.consortium = [ConsortiumMember(organization: bid.bidder, share: 10_000)]
        },
        Case(["BIDC-0041"], "a member twice") { bid, _ in
            bid.consortium = [6_000, 4_000].map { ConsortiumMember(organization: bid.bidder, share: $0) }
        },
        Case(["BIDC-0042", "BIDC-0043"], "the lead is not first, and shares leave a rest") { bid, _ in
            bid.consortium = [
                ConsortiumMember(organization: Organization(name: "乙方", code: try Samples.code(30)), share: 4_000),
                ConsortiumMember(organization: bid.bidder, share: 5_999),
            ]
        },
        Case(["BIDC-0050"], "another manager in the staff list") { bid, _ in bid.staff[0].name = "李四" },
        Case(["BIDC-0050"], "no manager in the staff list") { bid, _ in bid.staff = [] },
        Case(["BIDC-0051", "BIDC-0050"], "a name left at the placeholder") { bid, _ in bid.staff[0].name = "【待填】" },
        Case(["BIDC-0060"], "no creation id") { bid, _ in bid.provenance.creationID = "x" },
        Case(["BIDC-0061"], "after the deadline") { _, tender in tender.deadline = Samples.now },
        Case(["BIDC-0062"], "no name") { bid, _ in
            bid.bidder.name = ""
            bid.deposit?.payer = ""
        },
    ]

    @Test(arguments: cases)
    func finds(_ c: Case) throws {
        var bid = try Samples.bid()
        var tender = try Samples.tender()
        try c.alter(&bid, &tender)
        let findings = BidRules.check(bid, tender: tender, reference: Samples.reference, at: Samples.now)
        #expect(Set(findings.map(\.code)) == Set(c.codes))
        try agreeWithTheirCards(findings, tender.regime)
        #expect(findings.allSatisfy { $0.remedy != nil && $0.place != nil })
    }

    @Test(arguments: [
        (2, true, Finding.Severity.error), (2, false, .warning), (3, false, .indeterminate), (3, true, .error),
    ])
    func olderVersions(version: Int, newBidRequired: Bool, severity: Finding.Severity) throws {
        var tender = try Samples.tender()
        tender.version = version
        tender.amendment = Amendment(
            previous: Samples.digest, first: Samples.digest, newBidRequired: newBidRequired, summary: "x")
        let findings = BidRules.check(try Samples.bid(), tender: tender, reference: Samples.reference, at: Samples.now)
        #expect(findings.map(\.severity) == [severity])
    }

    @Test func theRemedyHasTheWordsToCopy() throws {
        var bid = try Samples.bid()
        bid.sheet[0].words = "【待填】"
        let finding = try #require(
            BidRules.check(bid, tender: try Samples.tender(), reference: Samples.reference, at: Samples.now).first)
        #expect(finding.remedy?.zh.hasSuffix("肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分") == true)
        #expect(finding.basis == .evaluationRules("19"))
    }

    @Test func betweenBids() throws {
        let one = try Samples.bid(2)
        var two = try Samples.bid(3)
        #expect(BidRules.across([one, two]).isEmpty)
        #expect(BidRules.across([one, one]).map(\.finding.code) == ["BIDC-0101"])
        var price = one
        price.envelope = 2
        #expect(BidRules.across([one, price]).isEmpty, "two envelopes of one bid")
        var elsewhere = one
        elsewhere.lot = "2"
        #expect(BidRules.across([one, elsewhere]).isEmpty, "two lots")
        two.deposit?.account = "62220000-0002"
        #expect(BidRules.across([one, two]).map(\.finding.code) == ["BIDC-0103"], "one account, grouped otherwise")
        two.deposit = nil
        two.consortium = [
            ConsortiumMember(organization: two.bidder, share: 5_000),
            ConsortiumMember(organization: one.bidder, share: 5_000),
        ]
        #expect(BidRules.across([one, two]).map(\.finding.code) == ["BIDC-0102"])
    }
}
