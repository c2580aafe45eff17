// BidWorkspaceTests.swift — a bid workspace as it is made from a tender, filled in, and mistyped.
import FileKit
import Reporting
import TenderModel
import Testing

@testable import Workspace

struct BidWorkspaceTests {
    static let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
    static let reference = TenderReference(id: "ZB-1", version: 1, digest: digest, first: digest)
    static let now = Instant(seconds: 1_794_700_800)

    static func tender(envelopes: Int = 1) throws -> Tender {
        Tender(
            id: "ZB-1", regime: .tendering, title: "道路\n工程: \"一\"",
            tenderer: Organization(name: "某中心", code: try CreditCode("91350100M000100Y43")),
            lots: [
                Lot(
                    id: "1", title: "一标段", estimate: try Money(yuan: "5000000"), ceiling: try Money(yuan: "4800000"),
                    deposit: try Money(yuan: "80000"))
            ], envelopes: envelopes, suites: [.p256SHA256], issued: now, deadline: now.adding(days: 21),
            releaseWindow: 60,
            platform: [1],
            openingCertificates: [NamedCertificate(holder: "甲", der: [2]), NamedCertificate(holder: "乙", der: [3])],
            sheet: [
                SheetField(id: "days", label: LocalizedText(zh: "工期", en: "duration"), kind: .days, column: .duration),
                SheetField(
                    id: "price", label: LocalizedText(zh: "投标总价", en: "total price"), kind: .money, envelope: envelopes,
                    column: .price),
                SheetField(
                    id: "manager", label: LocalizedText(zh: "项目负责人", en: "manager"), kind: .text, column: .manager),
                SheetField(id: "1", label: LocalizedText(zh: "备注#", en: "remark: x"), kind: .text, required: false),
            ],
            parts: [
                RequiredPart(id: "technical", title: "技术文件"),
                RequiredPart(id: "prices", title: "报价清单", envelope: envelopes),
                RequiredPart(id: "other", title: "其他", required: false),
            ], roles: [.unit, .head])
    }

    static func made(_ folder: borrowing TemporaryFolder, _ tender: Tender) throws {
        try Files.write("the tender file", to: folder.path + "/lot1.tender")
        try BidWorkspace.create(
            at: folder.path + "/bid", tender: tender, reference: reference, tenderFile: folder.path + "/lot1.tender",
            provenance: Provenance(
                creationID: String(repeating: "0f", count: 16), tool: "biao", version: "0.1.0", created: now))
    }

    static func filled(_ folder: borrowing TemporaryFolder, _ tender: Tender) throws {
        try made(folder, tender)
        try folder.edit(
            "bid/bid.yaml",
            [
                ("bidder:\n  name: 【待填】\n  code: 【待填】", "bidder:\n  name: 某公司\n  code: 91350100M000100Y43"),
                ("\"days\": 【待填】", "\"days\": 180"), ("figures: 【待填】", "figures: 4567890.12"),
                ("words: 【待填】", "words: 肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"), ("\"manager\": 【待填】", "\"manager\": 张三"),
                ("  amount: 【待填】", "  amount: 80000"), ("  payer: 【待填】", "  payer: 某公司"),
                ("  account: 【待填】", "  account: 0200 0012"),
                ("    name: 【待填】\n    certificate: 【待填】", "    name: 张三\n    certificate: 【待填】"),
            ])
        try Files.write("12345", to: folder.path + "/bid/parts/technical/施工组织设计.pdf")
        try Files.write("67", to: folder.path + "/bid/parts/prices/清单.xlsx")
        try Files.write("", to: folder.path + "/bid/parts/prices/.~lock.清单.xlsx#")
    }

    @Test func loadsAsItWasMade() throws {
        let folder = try TemporaryFolder()
        let tender = try Self.tender()
        try Self.made(folder, tender)
        #expect(code { () throws(Problem) in try BidWorkspace.load(folder.path + "/bid") } == "WORK-0006")
        try folder.edit(
            "bid/bid.yaml",
            [("bidder:\n  name: 【待填】\n  code: 【待填】", "bidder:\n  name: 某公司\n  code: 91350100M000100Y43")])
        let draft = try BidWorkspace.load(folder.path + "/bid")
        #expect(draft.lot == "1" && draft.sheet.isEmpty && draft.deposit == nil && draft.parts.count == 3)
        let bid = draft.bids(for: tender, reference: Self.reference, suite: .p256SHA256)[0].bid
        let codes = BidRules.check(bid, tender: tender, reference: Self.reference, at: Self.now).map(\.code)
        #expect(Set(codes) == ["BIDC-0010", "BIDC-0020", "BIDC-0030", "BIDC-0051"])
    }

    @Test func saysWhatWillBeRecorded() throws {
        let rows = [(salt: String?.none, "除此之外不记录任何信息"), (String(repeating: "8f", count: 32), "打包时另记录制作机器码")]
        for (salt, words) in rows {
            let folder = try TemporaryFolder()
            var tender = try Self.tender()
            tender.machineSalt = salt
            try Self.filled(folder, tender)
            #expect(String(decoding: try Files.read(folder.path + "/bid/bid.yaml"), as: UTF8.self).contains(words))
            let draft = try BidWorkspace.load(folder.path + "/bid")
            #expect(draft.provenance.machine == nil, "the machine is the one that packs")
        }
    }

    @Test func loadsWhatWasFilledIn() throws {
        let folder = try TemporaryFolder()
        let tender = try Self.tender()
        try Self.filled(folder, tender)
        let draft = try BidWorkspace.load(folder.path + "/bid")
        #expect(try Files.read(draft.tenderFile) == Array("the tender file".utf8))
        #expect(
            draft.provenance.creationID == String(repeating: "0f", count: 16) && draft.provenance.created == Self.now)
        #expect(draft.totalSize == 7 && draft.remarks.map(\.code) == ["WORK-0101"])
        let envelopes = draft.bids(for: tender, reference: Self.reference, suite: .p256SHA256)
        #expect(envelopes.count == 1)
        #expect(envelopes[0].files.map(\.name) == ["parts/prices/清单.xlsx", "parts/technical/施工组织设计.pdf"])
        let findings = BidRules.check(envelopes[0].bid, tender: tender, reference: Self.reference, at: Self.now)
        #expect(findings.isEmpty)
    }

    @Test func splitsByEnvelope() throws {
        let folder = try TemporaryFolder()
        let tender = try Self.tender(envelopes: 2)
        try Self.filled(folder, tender)
        let envelopes = try BidWorkspace.load(folder.path + "/bid")
            .bids(for: tender, reference: Self.reference, suite: .p256SHA256)
        #expect(envelopes.map(\.bid.envelope) == [1, 2])
        #expect(envelopes.map { $0.bid.sheet.map(\.field) } == [["days", "manager"], ["price"]])
        #expect(envelopes.map { $0.files.map(\.name) } == [["parts/technical/施工组织设计.pdf"], ["parts/prices/清单.xlsx"]])
        for envelope in envelopes {
            #expect(BidRules.check(envelope.bid, tender: tender, reference: Self.reference, at: Self.now).isEmpty)
        }
    }

    @Test func aConsortium() throws {
        let folder = try TemporaryFolder()
        let tender = try Self.tender()
        try Self.filled(folder, tender)
        let other = try CreditCode.completing("91110000MA0000012")
        try folder.edit(
            "bid/bid.yaml",
            [
                (
                    "# consortium:\n#   - name: 【待填】\n#     code: 【待填】\n#     share: 60\n#   - name: 【待填】\n#     code: 【待填】\n#     share: 40",
                    "consortium:\n  - {name: 某公司, code: 91350100M000100Y43, share: 66.67}\n  - {name: 乙, code: \(other), share: 33.33}"
                )
            ])
        let draft = try BidWorkspace.load(folder.path + "/bid")
        #expect(draft.consortium.map(\.share) == [6_667, 3_333])
        let bid = draft.bids(for: tender, reference: Self.reference, suite: .p256SHA256)[0].bid
        #expect(BidRules.check(bid, tender: tender, reference: Self.reference, at: Self.now).isEmpty)
    }

    @Test func refusesWhatCannotBePacked() throws {
        let folder = try TemporaryFolder()
        try Self.filled(folder, try Self.tender())
        #expect(code { () throws(Problem) in try BidWorkspace.load(folder.path + "/bid") } == nil)
        try Files.write("", to: folder.path + "/bid/parts/投标函.pdf")
        #expect(code { () throws(Problem) in try BidWorkspace.load(folder.path + "/bid") } == "WORK-0015")
        try Files.remove(folder.path + "/bid/parts/投标函.pdf")
        try folder.edit("bid/bid.yaml", [("  form: transfer", "  form: cash")])
        #expect(code { () throws(Problem) in try BidWorkspace.load(folder.path + "/bid") } == "WORK-0007")
        try folder.edit("bid/bid.yaml", [("  form: cash", "  form: transfer")])
        // 标书.pdf in GBK.
        folder.touch("bid/parts/technical", name: [0xb1, 0xea, 0xca, 0xe9, 0x2e, 0x70, 0x64, 0x66])
        #expect(code { () throws(Problem) in try BidWorkspace.load(folder.path + "/bid") } == "FILE-0009")
    }

    @Test func refusesATenderWhosePartsLeaveTheFolder() throws {
        let folder = try TemporaryFolder()
        for id in ["../x", "a/b", "", ".", "a\u{0}"] {
            var tender = try Self.tender()
            tender.parts[0].id = id
            #expect(throws: (any Error).self) { try Self.made(folder, tender) }
            #expect(Files.kind(of: folder.path + "/bid") == nil)
        }
    }

    @Test func aTenderCannotWriteItselfIntoTheYAML() throws {
        let folder = try TemporaryFolder()
        var tender = try Self.tender()
        tender.sheet[0].id = "x\": 1\nprovenance: {}\n\"\u{2028}"
        tender.sheet[0].label.zh = "a\nlot: 9\u{85}lot: 8"
        tender.lots[0].id = "1\"\nlot: 2"
        tender.lots[0].title = "x\rlot: 7"
        try Self.made(folder, tender)
        try folder.edit(
            "bid/bid.yaml",
            [("bidder:\n  name: 【待填】\n  code: 【待填】", "bidder:\n  name: 某公司\n  code: 91350100M000100Y43")])
        let draft = try BidWorkspace.load(folder.path + "/bid")
        #expect(draft.lot == tender.lots[0].id && draft.provenance.tool == "biao")
    }
}
