// ShareJudge.swift — judging trustees' shares: for the one who combines them, and for whoever reads what came of it.
internal import Container
internal import Documents
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import TenderModel

/// What a trustee's share is held against.
struct ShareJudge {
    var file: SealedFile
    var sealedFile: FileDigest
    var closing: FileDigest
    var envelope: Int
    var passed: FileDigest?
    /// Nil where none is at hand: then nobody asks whether the trustee itself signed.
    var tender: Tender?
    var verifier: ContainerVerifier

    enum Judged {
        case share(SecretSharing.Share)
        /// Why it does not count.
        case refused([Finding])
    }

    /// Judges one release of a share.
    func judge(_ reader: ContainerReader, place: String) throws(Problem) -> Judged {
        let release: Release
        let report: ContainerReport
        do throws(Problem) {
            release = try reader.document(Release.self)
            report = try verifier.verify(reader)
        } catch {
            guard error.kind == .input else { throw error }
            return .refused([Finding(error, severity: .warning).moved(to: place)])
        }
        let trouble = report.verdict.findings.filter { $0.severity <= .indeterminate }
        guard trouble.isEmpty else { return .refused(trouble.map { $0.moved(to: place) }) }
        let shares = try file.envelope(envelope).shares
        guard release.kind == .share, release.sealedFile == sealedFile, release.closing == closing,
            release.envelope == envelope, release.passed == passed, let number = release.shareNumber,
            shares.indices.contains(number - 1), let bytes = release.share.flatMap(Hex.decode),
            try file.context(envelope).commitment(to: Secret(copying: bytes)) == shares[number - 1]
        else {
            return .refused([
                Finding(
                    code: "SEAL-0022", severity: .warning,
                    message: LocalizedText(
                        zh: "该份额不属于此密封文件与截标清单,或与承诺不符",
                        en: "the share is not of this sealed file and closing list, or does not fit its commitment"),
                    remedy: LocalizedText(zh: "请向该托管人重新索取", en: "ask that trustee for it again"), place: place)
            ])
        }
        if let tender, !tender.isTrustee(number, signing: report.signer) {
            let who = report.signer?.displayName ?? "?"
            return .refused([
                Finding(
                    code: "SEAL-0050", severity: .warning,
                    message: LocalizedText(
                        zh: "第 \(number) 号份额由“\(who)”签名,不是招标文件指定的该号托管人",
                        en: "share \(number) is signed by \(who), who is not the trustee of that number in the tender"),
                    remedy: LocalizedText(zh: "请向该托管人本人索取", en: "ask the trustee itself for it"), place: place)
            ])
        }
        return .share(SecretSharing.Share(number: number, value: Secret(copying: bytes)))
    }

    /// What the shares that a recovery carries come to.
    enum Evidence {
        /// They combine to K_B.
        case key
        /// They do not stand for K_B: why.
        case nothing(Finding)
    }

    /// Judges the trustees' releases that lie in a recovery (`evidence/share-N.release`): enough of different trustees, and
    /// what they combine to is K_B.
    func evidence(in recovery: ContainerReader) throws(Problem) -> Evidence {
        let declared = try file.envelope(envelope)
        var shares: [SecretSharing.Share] = []
        var trouble: Finding?
        // there are 255 shares at most; who puts in more wants to keep us busy
        for entry in recovery.payload.filter({ $0.name.hasPrefix(Self.folder) }).prefix(255) {
            do throws(Problem) {
                let judged = try recovery.withContainer(in: entry.name) { (reader) throws(Problem) in
                    try judge(reader, place: entry.name)
                }
                switch judged {
                case .share(let share)? where !shares.contains(where: { $0.number == share.number }):
                    shares.append(share)
                case .refused(let findings)?: trouble = trouble ?? findings.first
                default: break
                }
            } catch {
                guard error.kind == .input else { throw error }
                trouble = trouble ?? Finding(error)
            }
        }
        let threshold = declared.threshold ?? 0
        guard threshold > 0, shares.count >= threshold else {
            return .nothing(
                Finding(
                    code: "SEAL-0047",
                    message: LocalizedText(
                        zh:
                            "补救授权所附的有效托管份额只有 \(shares.count) 个,需要 \(threshold) 个\(trouble.map { ":" + $0.message.zh } ?? "")",
                        en:
                            "of the trustees' shares that the recovery carries, \(shares.count) are valid and \(threshold) are needed\(trouble.map { ": " + $0.message.en } ?? "")"
                    ),
                    remedy: LocalizedText(
                        zh: "请开标员用 biao recover 重新合成", en: "have an officer combine them again (biao recover)"),
                    place: recovery.path))
        }
        guard try file.context(envelope).commitment(to: SecretSharing.combine(shares)) == declared.bidderHalf else {
            return .nothing(
                Finding(
                    code: "SEAL-0048",
                    message: LocalizedText(
                        zh: "补救授权所附的托管份额合成的密钥与 H(K_B) 不符",
                        en: "the trustees' shares that the recovery carries do not combine to the key committed to"),
                    remedy: LocalizedText(
                        zh: "只能由投标人自己解密授权;请记录此情况", en: "only the bidder's own release opens it; put this on record"),
                    place: recovery.path))
        }
        return .key
    }

    /// Where a recovery keeps them.
    static let folder = "evidence/share-"
}

extension Finding {
    /// The same finding as a warning about the file at `place`, which decides nothing by itself.
    fileprivate func moved(to place: String) -> Finding {
        Finding(code: code, severity: .warning, message: message, remedy: remedy, place: place)
    }
}
