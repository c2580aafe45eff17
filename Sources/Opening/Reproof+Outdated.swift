// Reproof+Outdated.swift — was an addendum's demand for new bids real, and did it concern the bids that the record calls outdated?
internal import Documents
internal import Reporting
internal import Sealing
internal import TenderModel

extension Reproof.Evidence {
    /// Whether the list's addendum is one of the tender's, and the list's states are those that follow from it.
    var isProven: Bool {
        guard let closing = closing?.closing else { return false }
        return !tenders.isEmpty && closing.newBids == Closing.NewBids(tenders)
            && ClosingFile.statuses(closing.entries, newBids: closing.newBids) == closing.entries.map(\.status)
    }

    /// Whether the bidder itself signed that its bid is for a version before the addendum.
    func isOutdated(_ row: OpeningRow, _ file: SealedFile) -> Bool {
        guard let newBids = closing?.closing.newBids, file.seal.bidder.code == row.bidder.code,
            let sealedFor = tenders.first(where: { $0.reference.digest == file.seal.tender.digest })
        else { return false }
        return sealedFor.tender.version < newBids.version
    }
}

extension Reproof {
    /// An addendum decides over bids only if the tender's own people signed it: the evidence has to hold it. So does one that
    /// a list keeps silent about.
    func unproven(_ evidence: Evidence) -> [Finding] {
        let concerned = record.rows.contains { $0.outcome == .outdated } || !evidence.tenders.isEmpty
        guard record.envelope == 1, concerned, evidence.closing != nil, !evidence.isProven else { return [] }
        return [
            Finding(
                code: "OPEN-0055",
                message: LocalizedText(
                    zh: "证据中的招标文件和补遗不能证明截标清单所列“须重新递交而未递交”的投标",
                    en:
                        "the tender and its addenda in the evidence do not bear out which bids the closing list calls outdated"
                ),
                remedy: LocalizedText(zh: "保全文件并报告监督部门", en: "keep the files and tell the supervisor"),
                place: reader.path)
        ]
    }

    static func notOutdated(_ row: OpeningRow, _ path: String) -> Finding {
        Finding(
            code: "OPEN-0056",
            message: LocalizedText(
                zh: "第 \(row.number) 号的密封文件不是按要求重新递交之前的版本封装的,记录却称其须重新递交而未递交",
                en:
                    "sealed file no. \(row.number) is not for a version before the addendum that asks for new bids, and the record calls it outdated"
            ),
            remedy: LocalizedText(zh: "保全文件并报告监督部门", en: "keep the files and tell the supervisor"), place: path)
    }
}
