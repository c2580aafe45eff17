// Box+Receive.swift — taking a delivery in: on disk and in the ledger before the deadline, then a receipt (接收与回执).
internal import Container
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
internal import Sealing
package import Signing
package import TenderModel

extension Box {
    /// What came of a delivery.
    package enum Intake: Sendable {
        /// Accepted; the receipt lies at this path within the box.
        case accepted(receipt: Receipt, path: String)
        /// This very file was accepted before; its receipt again.
        case known(receipt: Receipt, path: String)
        /// Refused, and nothing of it is kept.
        case refused([Finding])
    }

    /// Takes in a `.sealed` or a `.withdrawal`.
    ///
    /// The order makes a killed process harmless: the bytes are on disk under their random name before the clock is read;
    /// the ledger's line is what accepts; a receipt that is missing after a crash is made again by ``reissueReceipts``.
    ///
    /// - Parameter address: Where it came from, as the platform saw it; kept in the ledger alone.
    package mutating func receive(
        _ path: String, signer: Signer, from address: NetworkAddress? = nil, progress: ProgressReport? = nil
    ) throws(Problem) -> Intake {
        try reissueReceipts(signer: signer)
        let gate = IntakeGate(tenders: tenders, trust: trust, events: events)
        let digest = try FileDigest(of: path, .sha256)
        if let index = gate.inForce(digest), let receipt = events[index].receipt {
            return .known(receipt: receipt, path: receiptPath(index))
        }
        if let late = gate.late(at: signer.clock.now()) { return .refused([late.at(path)]) }
        // what is judged is our own copy, not a file that may still change
        let name = AtomicFile.randomName()
        let copy = folder + "/incoming/" + name
        try Files.copy(path, to: copy, mode: 0o600) { done, total in
            progress?(Progress(step: .receive, completed: done, total: total))
        }
        defer { try? Files.remove(copy) }
        guard try FileDigest(of: copy, .sha256) == digest else {
            throw Problem(
                code: "BOXX-0010",
                message: LocalizedText(zh: "接收过程中文件被改动", en: "the file changed while it was taken in"),
                remedy: LocalizedText(zh: "请重新投递", en: "hand it in again"), place: path)
        }
        let reader: ContainerReader
        do throws(Problem) { reader = try ContainerReader(copy) } catch {
            guard error.kind == .input else { throw error }
            return .refused(IntakeGate.notSealed(error.relocated(to: path), kind: nil))
        }
        let verifier = ContainerVerifier(trust: trust, time: signer.clock.now())
        let place: String
        var draft: Receipt
        var sharesSealID: Bool?
        switch reader.kind {
        case .seal:
            let file: SealedFile
            do throws(Problem) { file = try SealedFile(copy) } catch {
                guard error.kind == .input else { throw error }
                return .refused(IntakeGate.notSealed(error.relocated(to: path), kind: .seal))
            }
            let findings = try gate.check(file, report: try verifier.verify(file.reader, progress: progress))
            guard findings.isEmpty else { return .refused(findings.map { $0.at(path) }) }
            place = "sealed"
            draft = receipt(for: file.seal, digest: digest, size: file.reader.archive.size)
            if events.contains(where: { $0.receipt?.sealID == file.seal.id }) { sharesSealID = true }
        case .withdrawal:
            let withdrawal: Withdrawal
            do throws(Problem) { withdrawal = try reader.document(Withdrawal.self) } catch {
                guard error.kind == .input else { throw error }
                return .refused(IntakeGate.notSealed(error.relocated(to: path), kind: .withdrawal))
            }
            let findings = gate.check(withdrawal, report: try verifier.verify(reader, progress: progress))
            guard findings.isEmpty, let standing = gate.standing(withdrawal.bidder.code, lot: withdrawal.lot)?.receipt
            else {
                return .refused(findings.map { $0.at(path) })
            }
            place = "withdrawals"
            draft = standing
            draft.kind = .withdrawal
            draft.tender = tender.reference
            draft.replaces = nil
            draft.withdrawal = digest
            draft.deadline = tender.tender.deadline
        default:
            return .refused(
                IntakeGate.notSealed(
                    Problem(
                        code: "GATE-0018",
                        message: LocalizedText(
                            zh: "投标箱只接收密封投标文件和撤回,这是\(reader.kind.title.zh)",
                            en: "a box takes sealed bids and withdrawals; this is \(reader.kind.oneInEnglish)"),
                        remedy: LocalizedText(zh: "请投递 .sealed 文件", en: "hand in the .sealed file"), place: path),
                    kind: reader.kind))
        }
        let salt = try randomBytes(32)
        draft.previous = Hex.encode(try Digest.of(salt + (try previousReceiptDigest()), .sha256))
        let kept = place + "/" + name
        try Files.rename(copy, to: folder + "/" + kept)
        // the last byte is on disk: now the clock decides
        // time does not run backwards in a ledger, even where a clock was set back
        draft.received = max(signer.clock.now(), events.last?.at ?? Instant(seconds: 0))
        if let late = gate.late(at: draft.received) {
            try Files.remove(folder + "/" + kept)
            return .refused([late.at(path)])
        }
        try ledger.append(
            LedgerEvent(
                kind: draft.kind == .withdrawal ? .withdrawal : .delivery, at: draft.received, file: kept,
                digest: digest,
                receipt: draft, salt: Hex.encode(salt), sharesSealID: sharesSealID, address: address?.text))
        try reissueReceipts(signer: signer)
        return .accepted(receipt: draft, path: receiptPath(events.count - 1))
    }

    /// Makes every receipt that the ledger calls for and that is not there.
    package func reissueReceipts(signer: Signer) throws(Problem) {
        for (index, event) in events.enumerated() {
            guard let receipt = event.receipt, Files.kind(of: receiptPath(index)) == nil else { continue }
            try ContainerWriter.write(
                receipt, to: receiptPath(index), at: receipt.received, signer: signer, mode: 0o600)
        }
    }

    /// Digests of the receipts' root documents, one for each delivery and withdrawal, in order.
    func receiptDigests() throws(Problem) -> [[UInt8]] {
        var digests: [[UInt8]] = []
        for event in events {
            guard let receipt = event.receipt else { continue }
            digests.append(try Digest.of(try receipt.encoded(), .sha256))
        }
        return digests
    }

    private func previousReceiptDigest() throws(Problem) -> [UInt8] {
        if let last = try receiptDigests().last { return last }
        return Hex.decode(tenders[0].reference.digest.hex) ?? []
    }

    private func receiptPath(_ event: Int) -> String {
        folder + "/receipts/" + Files.name(of: events[event].file) + ".receipt"
    }

    private func receipt(for seal: Seal, digest: FileDigest, size: Int64) -> Receipt {
        Receipt(
            kind: seal.replaces == nil ? .delivery : .replacement, tender: tender.reference, lot: seal.lot,
            bidder: seal.bidder, sealID: seal.id, sealedFile: digest, size: size, replaces: seal.replaces,
            sealedForVersion: seal.tender.digest == tender.reference.digest ? nil : seal.tender.version,
            received: Instant(seconds: 0), deadline: tender.tender.deadline, previous: "")
    }
}

extension Problem {
    /// The same problem about the file that the person gave, not about our copy of it.
    func relocated(to path: String) -> Problem {
        var copy = self
        copy.place = path
        return copy
    }
}
