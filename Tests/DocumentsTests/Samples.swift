// Samples.swift — a maximal and a minimal example of each root document; the goldens are their XML.
import Documents
import Reporting
import TenderModel

/// Values that the examples share.
enum Value {
    static func organization(_ name: String, _ first17: String) throws -> Organization {
        Organization(name: name, code: try CreditCode.completing(first17))
    }

    static func tenderer() throws -> Organization { try organization("海门市交通建设中心", "1132068401429600X") }
    static func agency() throws -> Organization { try organization("江海招标代理有限公司", "91320684MA1MXK7N1") }
    static func bidder() throws -> Organization { try organization("恒达路桥建设集团有限公司", "91320600138300001") }
    static func partner() throws -> Organization { try organization("通州市政<园林> & Co.", "91320612714100002") }

    static func digest(_ letter: Character) -> FileDigest {
        FileDigest(algorithm: "sha256", hex: hex32(letter))
    }

    static func hex32(_ letter: Character) -> String { String(repeating: letter, count: 64) }
    static func hex16(_ letter: Character) -> String { String(repeating: letter, count: 32) }

    static let issued = "2026-11-01T09:00:00+08:00"
    static let deadline = "2026-11-21T09:30:00+08:00"
    static let before = "2026-11-21T08:58:07+08:00"
    static let after = "2026-11-21T09:31:00+08:00"
    static let later = "2026-11-21T10:30:00+08:00"

    static func first() -> TenderReference {
        TenderReference(id: "HM-2026-017", version: 1, digest: digest("a"), first: digest("a"))
    }

    static func second() -> TenderReference {
        TenderReference(id: "HM-2026-017", version: 2, digest: digest("b"), first: digest("a"))
    }

    static func fields() -> [SheetField] {
        [
            SheetField(
                id: "price", label: LocalizedText(zh: "投标总价", en: "total price"), kind: .money, envelope: 2,
                column: .price),
            SheetField(
                id: "duration", label: LocalizedText(zh: "工期", en: "construction period"), kind: .days,
                column: .duration),
            SheetField(
                id: "note", label: LocalizedText(zh: "备注", en: "note"), kind: .text, required: false),
        ]
    }

    static func values() -> [SheetValue] {
        [
            SheetValue(field: "price", value: "1234567.80", words: "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角整"),
            SheetValue(field: "duration", value: "365"),
        ]
    }

    static func consortium() throws -> [ConsortiumMember] {
        [
            ConsortiumMember(organization: try bidder(), share: 7_000),
            ConsortiumMember(organization: try partner(), share: 3_000),
        ]
    }

    static func deposit() throws -> Deposit {
        Deposit(
            form: .guarantee, amount: try Money(yuan: "200000.00"), payer: "恒达路桥建设集团有限公司", account: "32001647136",
            reference: "BH-2026-0911", validUntil: "2027-02-28")
    }

    static func staff() -> [StaffMember] {
        [
            StaffMember(role: "项目负责人", name: "沈建国", certificate: "苏132060601234"),
            StaffMember(role: "技术负责人", name: "Ana García"),
        ]
    }

    static func provenance() throws -> Provenance {
        Provenance(creationID: hex16("c"), tool: "biao", version: "0.1.0", created: try Instant(issued))
    }

    static func template() throws -> TemplateReference {
        TemplateReference(id: "highway-works", version: "1.0.10", digest: digest("7"))
    }

    static func evaluation() throws -> Evaluation {
        Evaluation(
            method: "comprehensive", complex: true, award: .separated,
            price: PriceScoring(
                formula: .benchmark, points: try Points("60"), ceilingShare: try Percentage("12.5"), trimFrom: 5,
                reductions: [try Percentage("1"), try Percentage("1.25")], above: try Points("1"),
                below: try Points("0.5"), deduction: try Percentage("10")),
            items: [
                ScoringItem(id: "plan", title: "施工组织设计", points: try Points("39.25"), criterion: "酌情给分。\n最多 39.25 分。"),
                ScoringItem(id: "team-2", title: "人员", points: try Points("0.75"), criterion: "<有> & \"无\""),
            ])
    }

    static func industry() -> [IndustryElement] {
        [
            IndustryElement(
                "letter",
                children: [IndustryElement("validity", text: "90"), IndustryElement("备注", text: "a < b\n& c")]),
            IndustryElement(
                "staffing",
                children: ["项目经理", "安全员"].map { IndustryElement("post", children: [IndustryElement("role", text: $0)]) }
            ),
            IndustryElement("empty"),
        ]
    }

    static func machine() -> MachineCode {
        MachineCode(
            virtual: .machine,
            components: [
                MachineComponent(kind: .boardSerial, hash: hex16("7")),
                MachineComponent(kind: .network, hash: hex16("8")), MachineComponent(kind: .network, hash: hex16("9")),
            ],
            absent: [
                AbsentComponent(kind: .systemUUID, reason: .notReadable),
                AbsentComponent(kind: .disk, reason: .notPresent),
                AbsentComponent(kind: .chassisSerial, reason: .meaningless),
            ])
    }
}

/// The examples by name; a golden is called after its case.
enum Sample: String, CaseIterable, Sendable {
    case tenderMinimal = "tender-minimal"
    case tenderMaximal = "tender-maximal"
    case bidMinimal = "bid-minimal"
    case bidMaximal = "bid-maximal"
    case sealMinimal = "seal-minimal"
    case sealMaximal = "seal-maximal"
    case receiptMinimal = "receipt-minimal"
    case receiptReplacement = "receipt-replacement"
    case receiptWithdrawal = "receipt-withdrawal"
    case withdrawal
    case closingEmpty = "closing-empty"
    case closing
    case releaseBidder = "release-bidder"
    case releaseShare = "release-share"
    case releaseRecovery = "release-recovery"
    case passed
    case openingMinimal = "opening-minimal"
    case openingFull = "opening-full"
    case openingPublic = "opening-public"
    case review
    case clue
    case clueEntry = "clue-entry"

    var document: any RootDocument & Equatable {
        get throws {
            switch self {
            case .tenderMinimal: try Self.tender()
            case .tenderMaximal: try Self.maximalTender()
            case .bidMinimal: try Self.bid()
            case .bidMaximal: try Self.maximalBid()
            case .sealMinimal: try Self.seal()
            case .sealMaximal: try Self.maximalSeal()
            case .receiptMinimal: try Self.receipt(.delivery)
            case .receiptReplacement: try Self.receipt(.replacement)
            case .receiptWithdrawal: try Self.receipt(.withdrawal)
            case .withdrawal:
                Withdrawal(
                    tender: Value.first(), lot: "1", bidder: try Value.bidder(), sealID: Value.hex16("1"),
                    sealedFile: Value.digest("e"), issued: try Instant(Value.before))
            case .closingEmpty: try Self.closing(entries: [])
            case .closing: try Self.closing(entries: Self.entries())
            case .releaseBidder: try Self.release(.bidder)
            case .releaseShare: try Self.release(.share)
            case .releaseRecovery: try Self.release(.recovery)
            case .review:
                TemplateReview(
                    template: try Value.template(), kind: .fairCompetition, decision: .refused,
                    authority: try Value.partner(),
                    opinion: "评分因素“注册资本”须删去。", issued: try Instant(Value.issued))
            case .clue:
                ClueHandover(
                    tender: Value.second(), lot: "1",
                    group: [
                        .init(bidder: try Value.bidder(), letter: "A", files: [Value.digest("1"), Value.digest("2")]),
                        .init(bidder: try Value.partner(), letter: "AB", files: [Value.digest("3")]),
                    ],
                    reports: zip(ClueHandover.reportNames, "456").map { .init(name: $0, digest: Value.digest($1)) },
                    tool: "biao", version: "0.1.0", maker: try Value.agency(), compared: try Instant(Value.after),
                    made: try Instant(Value.later))
            case .clueEntry:
                ClueEntry(
                    number: 1, status: .handedOver, previous: Value.digest("7"), time: try Instant(Value.later),
                    author: try Value.agency(), unit: "海门市行政审批局", person: "张三", due: "2026-12-01", note: "材料一份,请核查。")
            case .passed:
                PassedList(
                    tender: Value.second(), lot: "1", closing: Value.digest("c"), firstOpening: Value.digest("d"),
                    passed: [try Value.bidder()],
                    rejected: [PassedList.Rejection(bidder: try Value.partner(), reason: "资格条件不符合招标文件要求")],
                    issued: try Instant(Value.later))
            case .openingMinimal: try Self.opening(.publicView, .notOpened, rows: [])
            case .openingFull: try Self.opening(.full, .opened, rows: Self.rows(full: true))
            case .openingPublic: try Self.opening(.publicView, .opened, rows: Self.rows(full: false))
            }
        }
    }
}
