// CheckedDocument.swift — which document was checked (受检文件): its title, and what tells it from every other.
import Reporting
import TenderModel

struct CheckedDocument {
    /// The tender's.
    var title: String
    /// In the order in which they are shown.
    var facts: [(label: LocalizedText, value: String)]

    init(_ tender: Tender) {
        title = tender.title
        facts = Self.about(tender)
        facts.append((LocalizedText(zh: "投标截止时间", en: "deadline"), tender.deadline.text))
    }

    /// - Parameter file: the digest of the `.bid`; nil for a workspace.
    init(_ bid: Bid, _ tender: Tender, reference: TenderReference, file: FileDigest? = nil) {
        title = tender.title
        let lot = tender.lot(bid.lot).map { "\(bid.lot) \($0.title)" } ?? bid.lot
        facts = Self.about(tender)
        facts += [
            (LocalizedText(zh: "招标文件摘要", en: "digest of the tender"), reference.digest.description),
            (LocalizedText(zh: "投标人", en: "bidder"), Self.unit(bid.bidder)),
            (LocalizedText(zh: "标段", en: "lot"), lot),
            (LocalizedText(zh: "文件创建标识码", en: "creation id"), bid.provenance.creationID),
        ]
        if let file { facts.append((LocalizedText(zh: "投标文件摘要", en: "digest of the bid"), file.description)) }
    }

    private static func about(_ tender: Tender) -> [(label: LocalizedText, value: String)] {
        [
            (LocalizedText(zh: "招标项目编号", en: "project"), tender.id),
            (LocalizedText(zh: "版本", en: "version"), String(tender.version)),
            (LocalizedText(zh: "招标人", en: "tenderer"), unit(tender.tenderer)),
        ] + (tender.agency.map { [(LocalizedText(zh: "代理机构", en: "agency"), unit($0))] } ?? [])
    }

    private static func unit(_ organization: Organization) -> String {
        "\(organization.name) (\(organization.code.text))"
    }
}
