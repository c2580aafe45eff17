// Box+Close.swift — the closing list (截标清单): made once, after the deadline, stamped, before any release.
internal import Container
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
internal import Sealing
package import Signing
package import TenderModel

extension Box {
    /// Path of the closing list within the box.
    package var closingPath: String { folder + "/" + Self.closingName }

    /// Makes the closing list, or gives the one there is: a box closes once.
    package mutating func close(signer: Signer) throws(Problem) -> Closing {
        try reissueReceipts(signer: signer)
        if isClosed { return try ContainerReader(closingPath).document(Closing.self) }
        if let unrecorded = try unrecordedList(signer) { return unrecorded }
        let now = signer.clock.now()
        let deadline = tender.tender.deadline
        guard now >= deadline else {
            throw Problem(
                code: "BOXX-0011", kind: .tooEarly,
                message: LocalizedText(
                    zh: "尚未到投标截止时间 \(deadline.text)(现在 \(now.text)),不能截标",
                    en: "the deadline \(deadline.text) has not passed (it is \(now.text))"),
                remedy: LocalizedText(zh: "请在截止时间后再操作", en: "come back after the deadline"), place: folder)
        }
        guard signer.timestamps != nil else {
            throw Problem(
                code: "BOXX-0012", kind: .usage,
                message: LocalizedText(zh: "截标清单必须加盖时间戳", en: "a closing list must be timestamped"),
                remedy: LocalizedText(zh: "请用 --tsa 给出时间戳机构", en: "name a timestamp authority with --tsa"),
                place: folder)
        }
        let closing = try list(at: now)
        try ContainerWriter.write(closing, to: closingPath, at: now, signer: signer)
        try record(try FileDigest(of: closingPath, .sha256), at: now)
        return closing
    }

    /// The list of a run that was killed before its line stood in the ledger: someone may have seen it, so it stays the one.
    private mutating func unrecordedList(_ signer: Signer) throws(Problem) -> Closing? {
        guard Files.kind(of: closingPath) == .file else { return nil }
        let file: ClosingFile
        do throws(Problem) {
            file = try ClosingFile.load(closingPath, trust: trust, time: signer.clock.now())
        } catch {
            guard error.kind == .input else { throw error }
            return nil
        }
        guard file.closing == (try list(at: file.closing.closed)),
            Verdict(
                findings: try file.check(
                    platform: Hex.encode(try Certificate(der: tender.tender.platform).fingerprint),
                    deadline: tender.tender.deadline, tenders: tenders)
            ).status == .passed
        else { return nil }
        try record(file.digest, at: file.closing.closed)
        return file.closing
    }

    private mutating func record(_ digest: FileDigest, at time: Instant) throws(Problem) {
        try ledger.append(LedgerEvent(kind: .closing, at: time, file: Self.closingName, digest: digest))
    }

    private func list(at now: Instant) throws(Problem) -> Closing {
        var entries: [ClosingEntry] = []
        let digests = try receiptDigests()
        for event in events {
            guard let receipt = event.receipt, let salt = event.salt else { continue }
            entries.append(
                ClosingEntry(
                    kind: receipt.kind, status: .standing, lot: receipt.lot, bidder: receipt.bidder,
                    sealID: receipt.sealID, sealedFile: receipt.sealedFile, size: receipt.size,
                    sealedForVersion: receipt.bidVersion, received: receipt.received,
                    receipt: Hex.encode(digests[entries.count]), salt: salt))
        }
        let newBids = Closing.NewBids(tenders)
        for (index, status) in ClosingFile.statuses(entries, newBids: newBids).enumerated() {
            entries[index].status = status
        }
        guard let root = try Closing.root(of: entries, .sha256) else {
            throw Problem.bug("closing entries are not hexadecimal")
        }
        return Closing(
            tender: tender.reference, deadline: tender.tender.deadline, closed: now, root: root, newBids: newBids,
            entries: entries)
    }

    /// Where the sealed file of a closing entry lies; nil where the box does not know it.
    package func sealedPath(_ digest: FileDigest) -> String? {
        events.first { $0.kind == .delivery && $0.digest == digest }.map { folder + "/" + $0.file }
    }
}
