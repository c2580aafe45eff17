// Unsealer.swift — opening one envelope with both half keys: out comes the very bid that was sealed, or nothing.
internal import Documents
internal import FileKit
package import OpenSSLKit
package import Reporting
internal import Signing
package import TenderModel

/// How unsealing ended.
package enum Unsealed: Sendable, Equatable {
    /// The bid is at the target; its digest.
    case bid(FileDigest)
    /// Keys and payload do not give the bid that was committed to; nothing was written.
    case notTheBid
}

/// Decrypts envelopes.
package enum Unsealer {
    /// Writes the bid to `target` once its tag and its commitment fit. `target` may be nil to check only.
    package static func open(
        _ file: SealedFile, envelope number: Int, bidderHalf: Secret, officerHalf: Secret, to target: String?,
        progress: ProgressReport? = nil
    ) throws(Problem) -> Unsealed {
        let context = try file.context(number)
        let declared = try file.envelope(number)
        guard let envelope = PayloadEnvelope(der: try file.lock(SealEntryName.envelope(number))),
            let entry = file.reader.archive.entry(SealEntryName.payload(number))
        else { return .notTheBid }
        let kek = try context.keyEncryptionKey(bidderHalf: bidderHalf, officerHalf: officerHalf)
        let algorithm = SignatureSuites.suite(context.suite).digest
        var output: AtomicFile?
        if let target { output = try AtomicFile(target, mode: 0o600) }
        var done: Int64 = 0
        let opened = try decryptPayload(
            entry, in: file.reader.archive, context: context, kek: kek, envelope: envelope,
            sink: { (block) throws(Problem) in
                try output?.write(block)
                done += Int64(block.count)
                progress?(Progress(step: .unseal, completed: done, total: entry.size))
            })
        guard let opened else { return .notTheBid }
        let commitment = try context.commitment(
            to: opened.digest, bidderHalf: bidderHalf, officerHalf: officerHalf)
        guard opened.authentic, commitment == declared.bidCommitment else { return .notTheBid }
        try output?.commit()
        return .bid(FileDigest(algorithm: algorithm.rawValue, hex: Hex.encode(opened.digest)))
    }
}
