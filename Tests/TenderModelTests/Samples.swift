// Samples.swift — a tender and a bid with nothing wrong, for tests to alter.
import Reporting

@testable import TenderModel

enum Samples {
    static func code(_ number: Int) throws -> CreditCode {
        try CreditCode.completing("91110000MA00000" + (number < 10 ? "0" : "") + "\(number)")
    }

    static let digest = FileDigest(algorithm: "sha256", hex: String(repeating: "a", count: 64))
    /// A platform's salt.
    static let salt = "8f3c1b5d7e92a4064c6d8e1f20b3a5c7d9ebf0123456789abcdeff1032547698"
    static let now = Instant(seconds: 1_794_700_800)  // 2026-11-15T08:00:00+08:00

    static func tender() throws -> Tender {
        Tender(
            id: "ZB-2026-001", regime: .tendering, title: "某道路工程施工",
            tenderer: Organization(name: "某建设管理中心", code: try code(1)),
            lots: [
                Lot(
                    id: "1", title: "一标段", estimate: try Money(yuan: "5000000"), ceiling: try Money(yuan: "4800000"),
                    deposit: try Money(yuan: "100000"))
            ],
            suites: [.p256SHA256], issued: try Instant("2026-11-16T09:00:00+08:00"),
            deadline: try Instant("2026-12-08T09:30:00+08:00"), releaseWindow: 60, platform: [1],
            openingCertificates: [NamedCertificate(holder: "甲", der: [2]), NamedCertificate(holder: "乙", der: [3])],
            recovery: RecoveryTerms(
                threshold: 2,
                trustees: [4, 5, 6].map { NamedCertificate(holder: "受托人\($0)", der: [$0]) }),
            sheet: [
                SheetField(
                    id: "price", label: LocalizedText(zh: "投标总价", en: "total price"), kind: .money, column: .price),
                SheetField(id: "days", label: LocalizedText(zh: "工期", en: "duration"), kind: .days, column: .duration),
                SheetField(
                    id: "manager", label: LocalizedText(zh: "项目负责人", en: "manager"), kind: .text, column: .manager),
                SheetField(
                    id: "rate", label: LocalizedText(zh: "下浮率", en: "discount"), kind: .percent, required: false),
            ],
            parts: [
                RequiredPart(id: "technical", title: "技术文件"), RequiredPart(id: "other", title: "其他", required: false),
            ],
            roles: [.unit, .head], belowThreeClause: "重新招标")
    }

    static let reference = TenderReference(id: "ZB-2026-001", version: 1, digest: digest, first: digest)

    static func bid(_ number: Int = 2) throws -> Bid {
        let bidder = Organization(name: "投标单位\(number)", code: try code(number))
        return Bid(
            tender: reference, lot: "1", bidder: bidder,
            sheet: [
                SheetValue(field: "price", value: "4567890.12", words: "肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
                SheetValue(field: "days", value: "180"), SheetValue(field: "manager", value: "张三"),
            ],
            deposit: Deposit(
                form: .transfer, amount: try Money(yuan: "100000"), payer: bidder.name,
                account: "6222 0000 000\(number)"),
            staff: [StaffMember(role: "项目负责人", name: "张三", certificate: "京111")],
            parts: [BidPart(id: "technical", files: ["parts/technical/施组.pdf"])], roles: [.unit, .head],
            suite: .p256SHA256,
            provenance: Provenance(
                creationID: String(repeating: "0", count: 32), tool: "biao", version: "0.1", created: now))
    }
}
