// Sealer.swift — a signed bid goes into its digital envelope (数字信封): no single party can open it again.
package import Container
internal import Dispatch
package import Documents
internal import FileKit
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel
internal import ZipKit

/// Seals bids for one tender with one bidder's identity.
package struct Sealer: Sendable {
    package var tender: TenderFile
    package var signer: Signer
    package var trust: TrustStore
    /// Further certificates of the bidder that shall open its lock: spares against a lost or renewed token.
    package var spares: [Certificate] = []
    /// Whether the bidder lets the tender's trustees stand in for its release.
    package var allowsRecovery = false
    /// Whether the finished file is read back from disk before it gets its name.
    package var readsBack = true

    package init(tender: TenderFile, signer: Signer, trust: TrustStore) {
        self.tender = tender
        self.signer = signer
        self.trust = trust
    }

    /// Seals the bid's files, one for each envelope of the tender.
    ///
    /// - Parameters:
    ///   - bids: paths of `.bid` files.
    ///   - replaces: digest of the sealed file that this one takes the place of.
    ///   - target: where the `.sealed` goes; it appears whole and checked, or not at all.
    /// - Returns: the seal, and what verification found about the bids; nothing was written if that has an error.
    package func seal(
        _ bids: [String], replaces: FileDigest?, to target: String, progress: ProgressReport? = nil
    ) throws(Problem) -> (seal: Seal?, findings: [Finding]) {
        let suite = try signer.identity.suite()
        let parts = try readParts(bids, suite: suite.id)
        let own = try signer.identity.decryption().certificate
        let sealID = try randomBytes(16)
        let bidder = try signer.identity.organization()
        let deadline = tender.tender.deadline
        var items: [ContainerItem] = []
        var drafts: [EnvelopeDraft] = []
        var total: Int64 = 0
        for part in parts { total += part.reader.archive.size }
        let counter = ProgressCounter(step: .seal, total: total, report: progress)
        for part in parts {
            let context = KeyContext(
                sealID: sealID, tender: tender.reference, lot: part.bid.lot, bidder: bidder.code,
                envelope: part.bid.envelope, suite: suite.id)
            let draft = try EnvelopeDraft(
                part.reader.archive.input, context: context, ownCertificates: [own] + spares, tender: tender.tender,
                recovery: allowsRecovery ? tender.tender.recovery : nil)
            items += draft.items(counter)
            drafts.append(draft)
        }
        let verification = BackgroundVerification(
            parts.map(\.reader), ContainerVerifier(trust: trust, time: signer.clock.now()),
            bidder: try signer.identity.organization().code)
        let sealed = Deferred { () throws(Problem) -> Seal in
            var envelopes: [SealedEnvelope] = []
            for draft in drafts { envelopes.append(try draft.finish()) }
            return Seal(
                id: Hex.encode(sealID), suite: suite.id, tender: tender.reference, lot: parts[0].bid.lot,
                bidder: bidder, deadline: deadline, platform: try platformFingerprint(),
                sealed: signer.clock.now(), replaces: replaces, envelopes: envelopes)
        }
        items.append(
            ContainerItem(
                name: DocumentKind.seal.rootName,
                source: .deferred { () throws(Problem) in try sealed.value().encoded() }, method: .deflate))
        var findings: [Finding] = []
        do throws(Problem) {
            try ContainerWriter.write(
                items: items, to: target, at: signer.clock.now(), signer: signer,
                inspect: { (path) throws(Problem) in
                    findings = try verification.findings()
                    guard Verdict(findings: findings).status == .passed else { throw Self.refused }
                    for draft in drafts { try draft.requireUnchanged() }
                    if readsBack { try readBack(path, drafts, progress: progress) }
                })
        } catch {
            guard error == Self.refused else { throw error }
            return (nil, findings)
        }
        return (try sealed.value(), findings)
    }

    /// Says why nothing was written; the findings say more.
    private static let refused = Problem(
        code: "SEAL-0010",
        message: LocalizedText(zh: "投标文件未通过检查,未封装", en: "the bid does not pass its checks and was not sealed"),
        remedy: LocalizedText(zh: "请按检查结果改正", en: "mend what the findings say"))

    /// A bid, opened once: what is verified is what is sealed.
    private struct Part {
        var reader: ContainerReader
        var bid: Bid
    }

    private func readParts(_ paths: [String], suite: SuiteID) throws(Problem) -> [Part] {
        var parts: [Part] = []
        for path in paths {
            let reader = try ContainerReader(path)
            parts.append(Part(reader: reader, bid: try reader.document(Bid.self)))
        }
        parts.sort { $0.bid.envelope < $1.bid.envelope }
        let own = try signer.identity.organization()
        if let stranger = parts.first(where: { $0.bid.bidder.code != own.code }) {
            throw Self.notYours(stranger, among: parts, own)
        }
        func refuse(_ code: String, _ zh: String, _ en: String, remedyZh: String, remedyEn: String) -> Problem {
            Problem(
                code: code, message: LocalizedText(zh: zh, en: en), remedy: LocalizedText(zh: remedyZh, en: remedyEn),
                place: paths.first)
        }
        guard parts.map(\.bid.envelope) == Array(1..<(tender.tender.envelopes + 1)) else {
            throw refuse(
                "SEAL-0011", "招标文件要求 \(tender.tender.envelopes) 个信封,给出的投标文件不相符",
                "the tender asks for \(tender.tender.envelopes) envelope(s), and the bid files given are not those",
                remedyZh: "双信封时请同时给出两个 .bid 文件", remedyEn: "with two envelopes give both .bid files")
        }
        guard tender.tender.suites.contains(suite), parts.allSatisfy({ $0.bid.suite == suite }) else {
            throw refuse(
                "SEAL-0012", "套件 \(suite.rawValue) 未被招标文件采用,或与投标文件的套件不同",
                "the suite \(suite.rawValue) is not admitted by the tender, or is not that of the bid",
                remedyZh: "招标文件采用:\(tender.tender.suites.map(\.rawValue).joined(separator: "、"))",
                remedyEn: "the tender admits: \(tender.tender.suites.map(\.rawValue).joined(separator: ", "))")
        }
        guard Set(parts.map(\.bid.lot)).count == 1, tender.tender.lots.contains(where: { $0.id == parts[0].bid.lot }),
            parts.allSatisfy({ $0.bid.tender.id == tender.reference.id })
        else {
            throw refuse(
                "SEAL-0013", "投标文件属于另一个标段或另一个项目", "the bid is for another lot or another tender",
                remedyZh: "请检查 --tender", remedyEn: "check --tender")
        }
        guard parts.allSatisfy({ $0.bid.tender.digest == tender.reference.digest }) else {
            throw refuse(
                "SEAL-0014", "投标文件按另一版本的招标文件制作(第 \(parts[0].bid.tender.version) 版)",
                "the bid was made from another version of the tender (version \(parts[0].bid.tender.version))",
                remedyZh: "请用当前版本的招标文件重新制作(biao bid init)",
                remedyEn: "make it anew from the present version (biao bid init)")
        }
        return parts
    }

    /// A bid of somebody else, alone or among others: who made which file is said of each.
    private static func notYours(_ stranger: Part, among parts: [Part], _ own: Organization) -> Problem {
        func unit(_ organization: Organization) -> String { "\(organization.name) (\(organization.code.text))" }
        let isMixed = Set(parts.map(\.bid.bidder.code)).count > 1
        let zh = parts.map { "\($0.reader.path) 是 \(unit($0.bid.bidder)) 的" }.joined(separator: ",")
        let en = parts.map { "\($0.reader.path) is that of \(unit($0.bid.bidder))" }.joined(separator: ", ")
        return Problem(
            "SEAL-0015",
            zh: (isMixed ? "给出的投标文件属于不同的投标人:" : "投标文件不是本单位的:") + "\(zh);用来封装的证书是 \(unit(own)) 的",
            en: (isMixed ? "the bid files are of different bidders: " : "the bid is not your unit's: ")
                + "\(en); the certificate to seal with is that of \(unit(own))",
            remedyZh: isMixed ? "只给出本单位的文件,由本单位的身份封装" : "请使用投标人自己的身份封装",
            remedyEn: isMixed
                ? "give your own unit's files only, and seal with your unit's identity"
                : "seal with the bidder's own identity", place: stranger.reader.path)
    }

    private func platformFingerprint() throws(Problem) -> String {
        Hex.encode(try Certificate(der: tender.tender.platform).fingerprint)
    }

    /// Reads the finished file: our own lock opens with our own key, the payload decrypts to the bid, and the officers'
    /// lock is made to the tender's certificates.
    private func readBack(_ path: String, _ drafts: [EnvelopeDraft], progress: ProgressReport?) throws(Problem) {
        let file = try Self.reading { () throws(Problem) in try SealedFile(path) }
        for draft in drafts {
            let number = draft.context.envelope
            let half = try file.bidderHalf(envelope: number, identity: signer.identity)
            guard try file.officerLockFits(tender.tender, envelope: number) else {
                throw Self.notReadBack(
                    LocalizedText(
                        zh: "开标锁的接收人与招标文件不符", en: "the officers' lock is not made to the tender's certificates"))
            }
            let report: ProgressReport? = progress.map { progress in
                { @Sendable in progress(Progress(step: .readBack, completed: $0.completed, total: $0.total)) }
            }
            let unsealed = try Self.reading { () throws(Problem) in
                try Unsealer.open(
                    file, envelope: number, bidderHalf: half, officerHalf: draft.officerHalf, to: nil, progress: report)
            }
            guard case .bid = unsealed else {
                throw Self.notReadBack(LocalizedText(zh: "解密得到的不是原文件", en: "what it decrypts to is not the bid"))
            }
        }
    }

    /// What cannot be read was written just now: then the disk is at fault, and not what the bidder gave.
    private static func reading<R>(_ body: () throws(Problem) -> R) throws(Problem) -> R {
        do throws(Problem) { return try body() } catch {
            guard error.kind == .input else { throw error }
            throw notReadBack(error.message)
        }
    }

    private static func notReadBack(_ why: LocalizedText) -> Problem {
        Problem(
            code: "SEAL-0016", kind: .system,
            message: LocalizedText(zh: "读回核对未通过:\(why.zh)", en: "reading the sealed file back failed: \(why.en)"),
            remedy: LocalizedText(
                zh: "磁盘可能有问题;未保留任何文件,请重试", en: "the disk may be faulty; nothing was kept, try again"))
    }
}

/// One envelope while it is being made.
private final class EnvelopeDraft {
    let context: KeyContext
    let officerHalf: Secret
    /// Of the bid, in bytes.
    private let size: Int64
    private let bidderHalf: Secret
    private let encryptor: PayloadEncryptor
    private let locks: [(name: String, der: [UInt8])]
    private let bidderLocks: Int
    private let threshold: Int?
    private var shares: [String] = []
    private var finished: (bid: [UInt8], envelope: PayloadEnvelope)?

    init(
        _ bid: ZipInput, context: KeyContext, ownCertificates: [Certificate], tender: Tender, recovery: RecoveryTerms?
    ) throws(Problem) {
        self.context = context
        size = bid.size
        let number = context.envelope
        bidderHalf = try Secret.random(32)
        officerHalf = try Secret.random(32)
        encryptor = try PayloadEncryptor(
            bid, context: context,
            kek: try context.keyEncryptionKey(bidderHalf: bidderHalf, officerHalf: officerHalf))
        var locks: [(name: String, der: [UInt8])] = []
        for (index, certificate) in ownCertificates.enumerated() {
            try requireEncryption(certificate)
            locks.append(
                (SealEntryName.bidderLock(number, index + 1), try CMSEnvelope.seal(bidderHalf, to: [certificate])))
        }
        var officers: [Certificate] = []
        for named in tender.openingCertificates {
            officers.append(try requireEncryption(try Certificate(der: named.der)))
        }
        locks.append((SealEntryName.officerLock(number), try CMSEnvelope.seal(officerHalf, to: officers)))
        if let recovery {
            let split = try SecretSharing.split(
                bidderHalf, threshold: recovery.threshold, count: recovery.trustees.count)
            for (share, trustee) in zip(split, recovery.trustees) {
                let certificate = try requireEncryption(try Certificate(der: trustee.der))
                locks.append(
                    (
                        SealEntryName.trusteeLock(number, share.number),
                        try CMSEnvelope.seal(share.value, to: [certificate])
                    ))
                shares.append(try context.commitment(to: share.value))
            }
        }
        self.locks = locks
        self.bidderLocks = ownCertificates.count
        self.threshold = recovery?.threshold
    }

    func items(_ counter: ProgressCounter) -> [ContainerItem] {
        let number = context.envelope
        let payload = ContainerItem(
            name: SealEntryName.payload(number),
            source: .stream(size: size) { [encryptor] (buffer) throws(Problem) in
                let count = try encryptor.next(into: buffer)
                counter.add(count)
                return count
            })
        let envelope = ContainerItem(
            name: SealEntryName.envelope(number),
            source: .deferred { [self] () throws(Problem) in try outcome().envelope.der })
        return [payload, envelope] + locks.map { ContainerItem(name: $0.name, source: .bytes($0.der)) }
    }

    /// SEAL-0002 where the bid was written to since it was opened.
    func requireUnchanged() throws(Problem) { try encryptor.requireUnchanged() }

    func finish() throws(Problem) -> SealedEnvelope {
        SealedEnvelope(
            number: context.envelope, size: size,
            bidCommitment: try context.commitment(
                to: try outcome().bid, bidderHalf: bidderHalf, officerHalf: officerHalf),
            bidderHalf: try context.commitment(to: bidderHalf), officerHalf: try context.commitment(to: officerHalf),
            bidderLocks: bidderLocks, threshold: threshold, shares: shares)
    }

    private func outcome() throws(Problem) -> (bid: [UInt8], envelope: PayloadEnvelope) {
        if let finished { return finished }
        let result = try encryptor.finish()
        finished = result
        return result
    }
}

/// SEAL-0017 where a certificate is not for encryption: nothing may be locked to a signing certificate.
@discardableResult
private func requireEncryption(_ certificate: Certificate) throws(Problem) -> Certificate {
    guard CertificatePurpose.encryption.admits(certificate), SignatureSuites.suite(for: certificate) != nil else {
        throw Problem(
            code: "SEAL-0017",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”不是加密证书",
                en: "the certificate \"\(certificate.displayName)\" is not for encryption"),
            remedy: LocalizedText(
                zh: "请使用加密证书(enc.crt / enc.p12)", en: "use an encryption certificate (enc.crt, enc.p12)"))
    }
    return certificate
}

/// A value made when it is first asked for.
private final class Deferred<Value> {
    private let make: () throws(Problem) -> Value
    private var made: Value?

    init(_ make: @escaping () throws(Problem) -> Value) { self.make = make }

    func value() throws(Problem) -> Value {
        if let made { return made }
        let value = try make()
        made = value
        return value
    }
}

/// Adds up bytes across envelopes.
private final class ProgressCounter {
    private let step: Progress.Step
    private let total: Int64
    private let report: ProgressReport?
    private var done: Int64 = 0

    init(step: Progress.Step, total: Int64, report: ProgressReport?) {
        self.step = step
        self.total = total
        self.report = report
    }

    func add(_ count: Int) {
        done += Int64(count)
        report?(Progress(step: step, completed: done, total: total))
    }
}

/// Verifies the bids on another core while they are being sealed.
private final class BackgroundVerification: @unchecked Sendable {
    private let group = DispatchGroup()
    private let readers: [ContainerReader]
    private var result: Result<[Finding], Problem> = .success([])

    /// Nobody else may use the readers before ``findings()`` has returned.
    init(_ readers: [ContainerReader], _ verifier: ContainerVerifier, bidder: CreditCode) {
        self.readers = readers
        DispatchQueue.global().async(group: group) { [self] in
            do throws(Problem) {
                var findings: [Finding] = []
                for reader in self.readers {
                    let report = try verifier.verify(reader)
                    findings += report.verdict.findings.map { $0.at(reader.path) }
                    if !report.isSigned(by: bidder) {
                        findings.append(
                            Finding(
                                code: "SEAL-0018",
                                message: LocalizedText(
                                    zh: "投标文件不是由投标人 \(bidder.text) 的证书签名的",
                                    en: "the bid is not signed with certificates of the bidder \(bidder.text)"),
                                remedy: LocalizedText(
                                    zh: "请用投标人自己的证书重新签名", en: "sign it again with the bidder's own certificates"),
                                place: reader.path))
                    }
                }
                result = .success(findings)
            } catch {
                result = .failure(error)
            }
        }
    }

    func findings() throws(Problem) -> [Finding] {
        group.wait()
        return try result.get()
    }
}
