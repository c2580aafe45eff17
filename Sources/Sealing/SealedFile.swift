// SealedFile.swift — a .sealed file taken apart: its seal, and for each envelope the payload and the locks.
package import Container
package import Documents
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel
internal import ZipKit

/// A sealed bid that has exactly the entries its seal declares. Signatures are checked apart, with `ContainerVerifier`.
package final class SealedFile {
    package let reader: ContainerReader
    package let seal: Seal

    /// SEAL-0003 where an entry is missing, too many, or of another size than the seal says.
    package init(_ path: String) throws(Problem) {
        let reader = try ContainerReader(path)
        let seal = try reader.document(Seal.self)
        var expected: Set<String> = [DocumentKind.seal.rootName]
        for envelope in seal.envelopes {
            let number = envelope.number
            expected.formUnion([
                SealEntryName.payload(number), SealEntryName.envelope(number), SealEntryName.officerLock(number),
            ])
            for lock in 0..<envelope.bidderLocks { expected.insert(SealEntryName.bidderLock(number, lock + 1)) }
            for share in 0..<envelope.shares.count { expected.insert(SealEntryName.trusteeLock(number, share + 1)) }
        }
        let present = Set(reader.payload.map(\.name))
        let odd = present.symmetricDifference(expected).sorted().first
        let sizes = seal.envelopes.allSatisfy { envelope in
            guard let entry = reader.archive.entry(SealEntryName.payload(envelope.number)) else { return false }
            return entry.method == .store && entry.size == envelope.size
        }
        guard odd == nil, sizes else {
            throw Problem(
                code: "SEAL-0003",
                message: LocalizedText(
                    zh: "密封文件的内容与 seal.xml 所述不符\(odd.map { ":" + $0 } ?? "")",
                    en: "the sealed file does not hold what its seal.xml says\(odd.map { ": " + $0 } ?? "")"),
                remedy: LocalizedText(zh: "请重新封装", en: "seal the bid again"), place: path)
        }
        self.reader = reader
        self.seal = seal
    }

    package var path: String { reader.path }

    /// SEAL-0004 where the seal has no envelope of that number.
    package func envelope(_ number: Int) throws(Problem) -> SealedEnvelope {
        guard let envelope = seal.envelopes.first(where: { $0.number == number }) else {
            throw Problem(
                code: "SEAL-0004",
                message: LocalizedText(zh: "密封文件没有第 \(number) 个信封", en: "the sealed file has no envelope \(number)"),
                remedy: LocalizedText(zh: "请检查 --envelope", en: "check --envelope"), place: path)
        }
        return envelope
    }

    package func context(_ envelope: Int) throws(Problem) -> KeyContext {
        try KeyContext(seal, envelope: envelope)
    }

    func lock(_ name: String) throws(Problem) -> [UInt8] {
        guard let entry = reader.archive.entry(name) else { throw Problem.bug("\(name) vanished") }
        return try reader.archive.read(entry, limit: 1 << 20)
    }

    /// What a lock holds; nil where it does not open with this key. That a token is out or broken says nothing of the lock,
    /// and is thrown: else the record would hold it against the bidder.
    private func trial(_ lock: [UInt8], _ key: KeyStore.Content) throws(Problem) -> Secret? {
        do throws(Problem) {
            return try CMSEnvelope.open(lock, key: key.key, certificate: key.certificate)
        } catch {
            guard !error.code.hasPrefix("TOKN-") else { throw error }
            return nil
        }
    }

    /// K_B out of one of the bidder's own locks; SEAL-0005 where none opens to the key that was committed to.
    package func bidderHalf(envelope number: Int, identity: Identity) throws(Problem) -> Secret {
        let envelope = try envelope(number)
        let context = try context(number)
        let key = try identity.decryption()
        for index in 0..<envelope.bidderLocks {
            let lock = try lock(SealEntryName.bidderLock(number, index + 1))
            guard let half = try trial(lock, key) else { continue }
            if try context.commitment(to: half) == envelope.bidderHalf { return half }
        }
        throw Problem(
            code: "SEAL-0005",
            message: LocalizedText(
                zh: "用这个身份的加密证书打不开本方的锁",
                en: "the encryption certificate of this identity opens none of the bidder's locks"),
            remedy: LocalizedText(
                zh: "请使用封装时的证书,或封装时用 --also-to 指定的备用证书",
                en: "use the certificate that was sealed to, or a spare given with --also-to then"),
            place: path)
    }

    /// K_P out of the officers' lock; nil where this certificate does not open it to the key that was committed to.
    package func officerHalf(envelope number: Int, identity: Identity) throws(Problem) -> Secret? {
        let key = try identity.decryption()
        let lock = try lock(SealEntryName.officerLock(number))
        guard let half = try trial(lock, key),
            try context(number).commitment(to: half) == envelope(number).officerHalf
        else { return nil }
        return half
    }

    /// A trustee's share; SEAL-0006 where this certificate opens none.
    package func share(envelope number: Int, identity: Identity) throws(Problem) -> SecretSharing.Share {
        let envelope = try envelope(number)
        let context = try context(number)
        let key = try identity.decryption()
        for (index, commitment) in envelope.shares.enumerated() {
            let lock = try lock(SealEntryName.trusteeLock(number, index + 1))
            guard let value = try trial(lock, key) else { continue }
            if try context.commitment(to: value) == commitment {
                return SecretSharing.Share(number: index + 1, value: value)
            }
        }
        throw Problem(
            code: "SEAL-0006",
            message: LocalizedText(
                zh: envelope.shares.isEmpty ? "该投标人没有选择托管补救" : "用这个身份打不开任何托管份额",
                en: envelope.shares.isEmpty
                    ? "this bidder did not opt in to trustee recovery" : "this identity opens no trustee's share"),
            remedy: LocalizedText(
                zh: envelope.shares.isEmpty ? "只能由投标人自己解密授权" : "请使用招标文件列出的托管人身份",
                en: envelope.shares.isEmpty
                    ? "only the bidder's own release opens it" : "use an identity of a trustee named in the tender"),
            place: path)
    }

    /// Whether the officers' lock is made to exactly the tender's opening certificates.
    package func officerLockFits(_ tender: Tender, envelope number: Int) throws(Problem) -> Bool {
        let recipients = try CMSEnvelope.recipients(try lock(SealEntryName.officerLock(number)))
        var expected: Set<[UInt8]> = []
        for certificate in tender.openingCertificates {
            let certificate = try Certificate(der: certificate.der)
            expected.insert(certificate.issuerDER + certificate.serialDER)
        }
        return Set(recipients.map { $0.issuerDER + $0.serialDER }) == expected && recipients.count == expected.count
    }

    /// Whether the officers' lock can be opened with the key of this certificate, by what it says itself.
    func officerLockIsMade(to certificate: Certificate, envelope number: Int) throws(Problem) -> Bool {
        try CMSEnvelope.recipients(try lock(SealEntryName.officerLock(number))).contains {
            $0.issuerDER == certificate.issuerDER && $0.serialDER == certificate.serialDER
        }
    }
}
