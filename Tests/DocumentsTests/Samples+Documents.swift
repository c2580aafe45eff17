// Samples+Documents.swift — how the examples are made.
import Documents
import Reporting
import TenderModel

extension Sample {
    static func tender() throws -> Tender {
        Tender(
            id: "HM-2026-017", regime: .tendering, title: "江海大道改建工程", tenderer: try Value.tenderer(),
            lots: [Lot(id: "1", title: "一标段")], suites: [.p256SHA256], issued: try Instant(Value.issued),
            deadline: try Instant(Value.deadline), releaseWindow: 60, platform: [0x30, 0x00],
            openingCertificates: [
                NamedCertificate(holder: "officer1", der: [0x30, 0x01, 0x01]),
                NamedCertificate(holder: "officer2", der: [0x30, 0x01, 0x02, 0xff]),
            ],
            sheet: [], parts: [], roles: [.unit])
    }

    static func maximalTender() throws -> Tender {
        var tender = try tender()
        tender.version = 3
        tender.amendment = Amendment(
            previous: Value.digest("b"), first: Value.digest("a"), newBidRequired: true,
            summary: "一、工期由 300 日历天改为 365 日历天。\n二、\"其他\"<不变> & so on.")
        tender.regime = .procurement
        tender.agency = try Value.agency()
        tender.envelopes = 2
        tender.suites = [.p256SHA256, .rsaSHA256]
        tender.lots = [
            Lot(
                id: "1", title: "一标段", estimate: try Money(yuan: "12000000.00"),
                ceiling: try Money(yuan: "11500000.05"),
                deposit: try Money(yuan: "200000.00")),
            Lot(id: "LOT_2.a-b", title: "二标段  绿化", deposit: Money(fen: 0)),
        ]
        tender.recovery = RecoveryTerms(
            threshold: 2,
            trustees: [
                NamedCertificate(holder: "公证处", der: [0x30, 0x02]),
                NamedCertificate(holder: "监管部门", der: [0x30, 0x03]),
                NamedCertificate(holder: "行业协会", der: [0x30, 0x04]),
            ])
        tender.sheet = Value.fields()
        tender.parts = [
            RequiredPart(id: "letter", title: "投标函"),
            RequiredPart(id: "boq", title: "已标价工程量清单", required: false, envelope: 2),
        ]
        tender.roles = [.unit, .head]
        tender.machineSalt = Value.hex32("5")
        tender.template = try Value.template()
        tender.evaluation = try Value.evaluation()
        tender.industry = Value.industry()
        tender.belowThreeClause = "解密的投标文件少于三个的,\n由招标人决定是否继续开标。"
        return tender
    }

    static func bid() throws -> Bid {
        Bid(
            tender: Value.first(), lot: "1", bidder: try Value.bidder(), roles: [.unit], suite: .p256SHA256,
            provenance: try Value.provenance())
    }

    static func maximalBid() throws -> Bid {
        var bid = Bid(
            tender: Value.second(), lot: "1", envelope: 2, bidder: try Value.bidder(),
            consortium: try Value.consortium(), sheet: Value.values(), deposit: try Value.deposit(),
            staff: Value.staff(),
            parts: [
                BidPart(id: "letter", files: ["documents/letter/投标函.pdf"]),
                BidPart(id: "boq", files: ["documents/boq/a & b.xlsx", "documents/boq/图纸/01.pdf"]),
                BidPart(id: "other", files: []),
            ],
            roles: [.unit, .head], suite: .rsaSHA256, provenance: try Value.provenance())
        bid.provenance.machine = Value.machine()
        bid.template = try Value.template()
        bid.industry = Value.industry()
        return bid
    }

    static func seal() throws -> Seal {
        Seal(
            id: Value.hex16("1"), suite: .p256SHA256, tender: Value.first(), lot: "1", bidder: try Value.bidder(),
            deadline: try Instant(Value.deadline), platform: Value.hex32("5"), sealed: try Instant(Value.before),
            envelopes: [
                SealedEnvelope(
                    number: 1, size: 1, bidCommitment: Value.hex32("2"), bidderHalf: Value.hex32("3"),
                    officerHalf: Value.hex32("4"), bidderLocks: 1)
            ])
    }

    static func maximalSeal() throws -> Seal {
        var seal = try seal()
        seal.tender = Value.second()
        seal.suite = .rsaSHA256
        seal.replaces = Value.digest("e")
        seal.envelopes[0].threshold = 2
        seal.envelopes[0].shares = [Value.hex32("6"), Value.hex32("7"), Value.hex32("8")]
        seal.envelopes.append(
            SealedEnvelope(
                number: 2, size: 5_368_709_120, bidCommitment: Value.hex32("9"), bidderHalf: Value.hex32("a"),
                officerHalf: Value.hex32("b"), bidderLocks: 3))
        return seal
    }

    static func receipt(_ kind: DeliveryKind) throws -> Receipt {
        Receipt(
            kind: kind, tender: kind == .delivery ? Value.first() : Value.second(), lot: "1",
            bidder: try Value.bidder(), sealID: Value.hex16("1"), sealedFile: Value.digest("e"), size: 123_456_789,
            replaces: kind == .replacement ? Value.digest("d") : nil,
            withdrawal: kind == .withdrawal ? Value.digest("f") : nil,
            sealedForVersion: kind == .replacement ? 1 : nil, received: try Instant(Value.before),
            deadline: try Instant(Value.deadline), previous: Value.hex32("0"))
    }

    static func closing(entries: [ClosingEntry]) throws -> Closing {
        Closing(
            tender: entries.isEmpty ? Value.first() : Value.second(), deadline: try Instant(Value.deadline),
            closed: try Instant(Value.after), root: Value.hex32("f"),
            newBids: entries.isEmpty ? nil : Closing.NewBids(version: 2, digest: Value.digest("b")), entries: entries)
    }

    static func entries() throws -> [ClosingEntry] {
        func entry(
            _ kind: DeliveryKind, _ status: ClosingEntry.Status, _ bidder: Organization, _ letter: Character,
            minute: Int, version: Int? = 1
        ) throws -> ClosingEntry {
            ClosingEntry(
                kind: kind, status: status, lot: "1", bidder: bidder, sealID: Value.hex16(letter),
                sealedFile: Value.digest(letter), size: 4_096, sealedForVersion: version,
                received: try Instant(Value.issued).adding(minutes: minute),
                receipt: Value.hex32(letter), salt: Value.hex32("9"))
        }
        return [
            try entry(.delivery, .replaced, Value.bidder(), "1", minute: 1),
            try entry(.delivery, .withdrawn, Value.partner(), "2", minute: 2),
            try entry(.replacement, .standing, Value.bidder(), "3", minute: 2, version: 2),
            try entry(.withdrawal, .withdrawn, Value.partner(), "4", minute: 9, version: nil),
            try entry(.delivery, .outdated, Value.partner(), "5", minute: 10),
        ]
    }

    static func release(_ kind: Release.Kind) throws -> Release {
        Release(
            kind: kind, tender: Value.first(), lot: "1", bidder: try Value.bidder(), sealID: Value.hex16("1"),
            sealedFile: Value.digest("e"), closing: Value.digest("c"), envelope: kind == .recovery ? 2 : 1,
            passed: kind == .recovery ? Value.digest("d") : nil, key: kind == .share ? nil : Value.hex32("7"),
            shareNumber: kind == .share ? 255 : nil, share: kind == .share ? Value.hex32("8") : nil,
            issued: try Instant(Value.after))
    }

    static func opening(
        _ view: OpeningRecord.View, _ status: OpeningRecord.Status, rows: [OpeningRow]
    ) throws -> OpeningRecord {
        OpeningRecord(
            view: view, status: status, tender: Value.first(), title: "江海大道改建工程", lot: "1", lotTitle: "一标段",
            envelope: view == .full ? 2 : 1, deadline: try Instant(Value.deadline), windowEnd: try Instant(Value.later),
            opened: try Instant(Value.later), closing: Value.digest("c"),
            passed: view == .full ? Value.digest("d") : nil, bidders: rows.count,
            fields: rows.isEmpty ? [] : Value.fields(), rows: rows,
            rulings: view == .full ? ["招标人决定继续开标。", "第二条。"] : [],
            template: rows.isEmpty
                ? nil
                : RecordTemplate(
                    reference: try Value.template(),
                    reviews: view == .full ? [.init(kind: .legality, authority: try Value.partner())] : []))
    }

    static func rows(full: Bool) throws -> [OpeningRow] {
        [
            OpeningRow(
                number: 1, bidder: try Value.bidder(), consortium: try Value.consortium(),
                sealedFile: Value.digest("1"), received: try Instant(Value.before), outcome: .opened,
                releasedBy: .recovery, released: try Instant(Value.after), deposit: try Value.deposit(),
                sheet: Value.values(),
                remarks: [
                    OpeningRemark(
                        code: "OPN-0101", text: LocalizedText(zh: "大小写金额不一致", en: "figures and words differ"),
                        basis: "评标办法第 3.2 条"),
                    OpeningRemark(code: "OPN-0102", text: LocalizedText(zh: "无", en: "none")),
                ],
                bid: Value.digest("9"), bidderHalf: full ? Value.hex32("2") : nil,
                officerHalf: full ? Value.hex32("3") : nil, staff: full ? Value.staff() : [],
                provenance: full ? try Value.provenance() : nil),
            OpeningRow(
                number: 2, bidder: try Value.partner(), sealedFile: Value.digest("4"),
                received: try Instant(Value.before), outcome: .notReleased, attribution: .undetermined,
                ruling: "视为撤销投标文件:逾期未解密"),
            OpeningRow(
                number: 3, bidder: try Value.partner(), sealedFile: Value.digest("5"),
                received: try Instant(Value.before), outcome: .outdated),
        ]
    }
}
