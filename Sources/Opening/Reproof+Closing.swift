// Reproof+Closing.swift — the record against the closing list and the tender in its own evidence: is anybody left out, and
// was an addendum's demand for new bids real?
internal import Container
internal import Documents
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import Sealing
internal import Signing
internal import TenderModel

extension Reproof {
    /// What a full record rests on, taken out of its evidence.
    struct Ground {
        var closing: Closing
        var digest: FileDigest
        /// Versions of the tender, oldest first; empty where they do not verify, or do not lead to the list's version.
        var tenders: [TenderFile]

        /// Nil where the record has no closing list with it.
        init?(_ reader: ContainerReader, trust: TrustStore, time: Instant) throws(Problem) {
            guard let entry = reader.archive.entry("evidence/lot.closing") else { return nil }
            (closing, digest) = try Reproof.extracted(entry.name, reader) { (path) throws(Problem) in
                (try ContainerReader(path).document(Closing.self), try FileDigest(of: path, .sha256))
            }
            tenders = []
            var versions: [TenderFile] = []
            for entry in reader.payload where entry.name.hasPrefix("evidence/tender/") {
                do throws(Problem) {
                    versions.append(
                        try Reproof.extracted(entry.name, reader) { (path) throws(Problem) in
                            try TenderFile.loadVerified(path, trust: trust, time: time)
                        })
                } catch { guard error.kind == .input else { throw error } }
            }
            versions.sort { $0.tender.version < $1.tender.version }
            guard versions.first?.tender.version == 1, versions.last?.reference == closing.tender,
                zip(versions, versions.dropFirst()).allSatisfy({ $1.continues($0) })
            else { return }
            tenders = versions
        }

        /// Whether the list's addendum is one of the tender's, and the list's states are those that follow from it.
        var isProven: Bool {
            !tenders.isEmpty && closing.newBids == Closing.NewBids(tenders)
                && ClosingFile.statuses(closing.entries, newBids: closing.newBids) == closing.entries.map(\.status)
        }

        /// Whether the bidder itself signed that its bid is for a version before the addendum.
        func isOutdated(_ row: OpeningRow, _ file: SealedFile) -> Bool {
            guard let newBids = closing.newBids, file.seal.bidder.code == row.bidder.code,
                let sealedFor = tenders.first(where: { $0.reference.digest == file.seal.tender.digest })
            else { return false }
            return sealedFor.tender.version < newBids.version
        }
    }

    /// Whether the record leaves nobody out: every bid that stands in the closing list of its evidence has a row, and so
    /// has every outdated one, as such.
    static func missing(
        _ record: OpeningRecord, _ ground: Ground?, _ reader: ContainerReader
    ) -> [Finding] {
        guard record.envelope == 1, let ground else { return [] }
        let outdated = ground.closing.outdated(lot: record.lot)
        let listed = (record.status == .notOpened ? [] : ground.closing.standing(lot: record.lot)) + outdated
        let saidOutdated = record.rows.filter { $0.outcome == .outdated }
        guard ground.digest == record.closing, Set(listed.map(\.sealedFile)) == Set(record.rows.map(\.sealedFile)),
            Set(outdated.map(\.sealedFile)) == Set(saidOutdated.map(\.sealedFile))
        else {
            return [
                Finding(
                    code: "OPEN-0054",
                    message: LocalizedText(
                        zh: "记录的投标人与其证据中的截标清单不一致",
                        en: "the rows of the record are not the bids of the closing list in its evidence"),
                    remedy: LocalizedText(zh: "保全文件并报告监督部门", en: "keep the files and tell the supervisor"),
                    place: reader.path)
            ]
        }
        return []
    }

    /// An addendum decides over bids only if the tender's own people signed it: the evidence has to hold it. So does one that
    /// a list keeps silent about.
    static func unproven(
        _ record: OpeningRecord, _ ground: Ground?, _ reader: ContainerReader
    ) -> [Finding] {
        let concerned = record.rows.contains { $0.outcome == .outdated } || ground?.tenders.isEmpty == false
        guard record.envelope == 1, concerned, ground?.isProven != true else { return [] }
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

    /// One entry of the record as a file, for as long as `body` takes.
    private static func extracted<Result>(
        _ name: String, _ reader: ContainerReader, _ body: (String) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        let scratch = (environmentFolder ?? "/tmp") + "/.biao-prove-" + AtomicFile.randomName()
        defer { try? Files.remove(scratch) }
        try reader.extract(try reader.archive.required(name), to: scratch, mode: 0o600)
        return try body(scratch)
    }
}
