// Releaser.swift — handing over a half key, or a share of one, after everything that must be sure was checked (解密授权).
package import Container
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import Signing
internal import TenderModel
internal import ZipKit

/// Makes releases for one sealed file on the word of one closing list.
package struct Releaser: Sendable {
    package var signer: Signer
    package var trust: TrustStore
    /// The newest version of the tender; needed where an addendum changed the deadline, and for second envelopes.
    package var tender: TenderFile?
    /// The signed list of who passed the first envelope; needed for the second.
    package var passed: String?
    package var envelope: Int

    package init(signer: Signer, trust: TrustStore, tender: TenderFile? = nil, passed: String? = nil, envelope: Int = 1)
    {
        self.signer = signer
        self.trust = trust
        self.tender = tender
        self.passed = passed
        self.envelope = envelope
    }

    /// Whether this identity can still open its own lock: today's token, without any closing list.
    package func rehearse(_ sealed: String) throws(Problem) -> Seal {
        let file = try SealedFile(sealed)
        for envelope in file.seal.envelopes {
            _ = try file.bidderHalf(envelope: envelope.number, identity: signer.identity)
        }
        return file.seal
    }

    /// The bidder's release of K_B. Findings with an error mean that nothing may be released, and nothing is written.
    package func releaseBidderHalf(
        _ sealed: String, closing: String, to target: String
    ) throws(Problem) -> [Finding] {
        let gate = try gate(sealed, closing)
        guard Verdict(findings: gate.findings).status == .passed else { return gate.findings }
        let half = try gate.file.bidderHalf(envelope: envelope, identity: signer.identity)
        var release = gate.release(.bidder, envelope: envelope, at: signer.clock.now())
        release.key = try hex(half)
        try ContainerWriter.write(release, to: target, at: release.issued, signer: signer, mode: 0o600)
        return gate.findings
    }

    /// A trustee's release of its share.
    package func releaseShare(_ sealed: String, closing: String, to target: String) throws(Problem) -> [Finding] {
        let gate = try gate(sealed, closing)
        guard Verdict(findings: gate.findings).status == .passed else { return gate.findings }
        let share = try gate.file.share(envelope: envelope, identity: signer.identity)
        var release = gate.release(.share, envelope: envelope, at: signer.clock.now())
        release.shareNumber = share.number
        release.share = try hex(share.value)
        try ContainerWriter.write(release, to: target, at: release.issued, signer: signer, mode: 0o600)
        return gate.findings
    }

    /// Puts K_B together from trustees' releases, which go along as evidence. Too few valid shares (SEAL-0020) and shares
    /// that are not of the key (SEAL-0021) are findings, as all else that keeps a release from being made.
    package func recover(
        _ sealed: String, shares paths: [String], closing: String, to target: String
    ) throws(Problem) -> [Finding] {
        let gate = try gate(sealed, closing)
        try requireOfficer(gate.file)
        guard Verdict(findings: gate.findings).status == .passed else { return gate.findings }
        let declared = try gate.file.envelope(envelope)
        let judge = ShareJudge(
            file: gate.file, sealedFile: gate.sealedFile, closing: gate.closing.digest, envelope: envelope,
            passed: gate.passed, tender: tender?.tender,
            verifier: ContainerVerifier(trust: trust, time: signer.clock.now()))
        var findings = gate.findings
        var shares: [SecretSharing.Share] = []
        var evidence: [ContainerItem] = []
        for path in paths {
            let judged: ShareJudge.Judged
            do throws(Problem) { judged = try judge.judge(try ContainerReader(path), place: path) } catch {
                guard error.kind == .input else { throw error }
                findings.append(Finding(error, severity: .warning).at(path))
                continue
            }
            switch judged {
            case .refused(let why): findings += why
            case .share(let share):
                // no more go along than were combined: what the recovery carries is what its key comes from
                guard shares.count < declared.threshold ?? 0, !shares.contains(where: { $0.number == share.number })
                else { continue }
                shares.append(share)
                evidence.append(
                    ContainerItem(
                        name: "\(ShareJudge.folder)\(share.number).release", source: .file(path), method: .store))
            }
        }
        guard let threshold = declared.threshold, shares.count >= threshold else {
            return findings + [Self.tooFew(shares.count, declared.threshold, sealed)]
        }
        let half = try SecretSharing.combine(shares)
        guard try judge.file.context(envelope).commitment(to: half) == declared.bidderHalf else {
            return findings + [Self.falseShares(sealed)]
        }
        var release = gate.release(.recovery, envelope: envelope, at: signer.clock.now())
        release.key = try hex(half)
        try ContainerWriter.write(release, items: evidence, to: target, at: release.issued, signer: signer, mode: 0o600)
        return findings
    }

    /// Only an opening officer puts a key together: `open` refuses anybody else's recovery, so it is not made (SEAL-0051).
    private func requireOfficer(_ file: SealedFile) throws(Problem) {
        let certificate = try signer.identity.decryption().certificate
        let named =
            if let tender { tender.tender.openingCertificates.contains { $0.der == certificate.der } } else {
                try file.officerLockIsMade(to: certificate, envelope: envelope)
            }
        guard !named else { return }
        let names = tender.map { LocalizedText(zh: $0.tender.officerNames("、"), en: $0.tender.officerNames(", ")) }
        throw Problem(
            code: "SEAL-0051",
            message: LocalizedText(
                zh: "“\(certificate.displayName)”不是招标文件指定的开标员,不能合成补救授权",
                en:
                    "\(certificate.displayName) is not an opening officer that the tender names, and cannot put a recovery together"
            ),
            remedy: LocalizedText(
                zh: "请使用开标员的身份\(names.map { ":" + $0.zh } ?? "")",
                en: "use an opening officer's identity\(names.map { ": " + $0.en } ?? "")"),
            place: signer.identity.folder)
    }

    private static func tooFew(_ valid: Int, _ threshold: Int?, _ sealed: String) -> Finding {
        guard let threshold else {
            return Finding(
                code: "SEAL-0044",
                message: LocalizedText(zh: "投标人没有选择托管补救", en: "the bidder did not opt in to trustee recovery"),
                remedy: LocalizedText(zh: "只能由投标人自己解密授权", en: "only the bidder's own release opens it"), place: sealed)
        }
        return Finding(
            code: "SEAL-0020",
            message: LocalizedText(
                zh: "有效的托管份额只有 \(valid) 个,需要 \(threshold) 个",
                en: "only \(valid) of the \(threshold) shares that are needed are valid"),
            remedy: LocalizedText(
                zh: "请向其余托管人索取份额(biao trustee release)", en: "ask further trustees (biao trustee release)"),
            place: sealed)
    }

    private static func falseShares(_ sealed: String) -> Finding {
        Finding(
            code: "SEAL-0021",
            message: LocalizedText(
                zh: "份额与承诺相符,但合成的密钥与 H(K_B) 不符:投标人封装时的份额不真实",
                en:
                    "the shares fit their commitments, but what they combine to is not H(K_B): the bidder sealed shares that are not of its key"
            ),
            remedy: LocalizedText(
                zh: "只能由投标人自己解密授权;请记录此情况", en: "only the bidder's own release opens it; put this on record"),
            place: sealed)
    }

    /// The half as it stands in a release. From here on it is public.
    private func hex(_ half: Secret) throws(Problem) -> String {
        try half.withBytes { (bytes) throws(Problem) in Hex.encode(Array(bytes)) }
    }
}

// MARK: - What has to be sure before anything is released

extension Releaser {
    /// A sealed file and a closing list that were checked against each other.
    private struct Gate {
        var file: SealedFile
        var sealedFile: FileDigest
        var closing: ClosingFile
        var passed: FileDigest?
        var findings: [Finding]

        func release(_ kind: Release.Kind, envelope: Int, at time: Instant) -> Release {
            Release(
                kind: kind, tender: closing.closing.tender, lot: file.seal.lot, bidder: file.seal.bidder,
                sealID: file.seal.id, sealedFile: sealedFile, closing: closing.digest, envelope: envelope,
                passed: passed, issued: time)
        }
    }

    private func gate(_ sealed: String, _ closingPath: String) throws(Problem) -> Gate {
        let now = signer.clock.now()
        let file = try SealedFile(sealed)
        let seal = file.seal
        // nobody can make the opening earlier than the bidder sealed for, whatever addendum is shown
        let announced = tender?.tender.deadline ?? seal.deadline
        let deadline = max(announced, seal.deadline)
        guard now >= deadline else {
            throw Problem(
                code: "SEAL-0023", kind: .tooEarly,
                message: LocalizedText(
                    zh: "尚未到开标时间 \(deadline.text),不授权解密",
                    en: "nothing is released before the opening time \(deadline.text)"),
                remedy: LocalizedText(zh: "请在开标时间后再操作", en: "come back after the opening time"), place: sealed)
        }
        let closing = try ClosingFile.load(closingPath, trust: trust, time: now)
        var findings = try ContainerVerifier(trust: trust, time: now).verify(file.reader).verdict.findings
        findings += try closing.check(
            platform: seal.platform, deadline: announced, tenders: tender.map { [$0] } ?? [])
        func add(_ code: String, _ zh: String, _ en: String, _ place: String) {
            findings.append(
                Finding(
                    code: code, message: LocalizedText(zh: zh, en: en),
                    remedy: LocalizedText(zh: "在查明原因之前不要授权解密", en: "release nothing before the cause is known"),
                    place: place))
        }
        if announced < seal.deadline {
            add(
                "SEAL-0032", "补遗把开标提前到 \(announced.text),早于封装时的 \(seal.deadline.text)",
                "an addendum moves the opening to \(announced.text), before the \(seal.deadline.text) that you sealed for",
                tender?.path ?? closingPath)
        }
        let reference = closing.closing.tender
        if reference.id != seal.tender.id || reference.first != seal.tender.first {
            add("SEAL-0024", "截标清单属于另一个项目", "the closing list is of another tender", closingPath)
        } else if reference.digest != (tender?.reference.digest ?? seal.tender.digest) {
            add(
                "SEAL-0025", "截标时招标文件是第 \(reference.version) 版;请用 --tender 给出该版本",
                "at the deadline version \(reference.version) of the tender was in force; give it with --tender",
                closingPath)
        }
        let digest = try FileDigest(of: sealed, .sha256)
        let entry = closing.closing.entries.first { $0.sealedFile == digest && $0.kind != .withdrawal }
        if entry == nil {
            add("SEAL-0026", "这份密封文件不在截标清单中", "this sealed file is not in the closing list", sealed)
        } else if let entry, entry.sealedForVersion != seal.tender.version {
            add(
                "SEAL-0034",
                "清单说这份密封文件按第 \(entry.sealedForVersion ?? 0) 版招标文件封装,实为第 \(seal.tender.version) 版",
                "the list has this file sealed for version \(entry.sealedForVersion ?? 0) of the tender; it was sealed for version \(seal.tender.version)",
                closingPath)
        } else if let entry, entry.status == .outdated {
            // a list that names no addendum for it is found false already
            if let newBids = closing.closing.newBids { findings.append(Self.outdated(newBids, seal, sealed)) }
        } else if let entry,
            entry.status != .standing || entry.bidder.code != seal.bidder.code || entry.sealID != seal.id
        {
            add(
                "SEAL-0027", "这份密封文件在截标前已被替换或撤回", "this sealed file was replaced or withdrawn before the deadline",
                sealed)
        }
        let list = envelope > 1 ? try passedList(closing, seal, &findings) : nil
        return Gate(file: file, sealedFile: digest, closing: closing, passed: list, findings: findings)
    }

    /// Not the platform's fault nor a doubt about the list: there is nothing to release any more.
    private static func outdated(_ newBids: Closing.NewBids, _ seal: Seal, _ sealed: String) -> Finding {
        Finding(
            code: "SEAL-0033",
            message: LocalizedText(
                zh: "这份投标按第 \(seal.tender.version) 版封装,已不再有效:\(newBids.words.zh)要求重新递交,截止前没有递交新的",
                en:
                    "this bid, sealed for version \(seal.tender.version), no longer stands: \(newBids.words.en), asks for new bids, and none was handed in"
            ),
            remedy: LocalizedText(
                zh: "不必授权,不会开启。如未曾有此补遗,用 --tender 给出最新招标文件核对;有异议的,持回执和补遗向招标人提出",
                en:
                    "there is nothing to release, and it stays closed. If you know of no such addendum, check with --tender and the newest tender; to object, take receipt and addendum to the tenderer"
            ),
            place: sealed, basis: .regulation("21"))
    }

    private func passedList(
        _ closing: ClosingFile, _ seal: Seal, _ findings: inout [Finding]
    ) throws(Problem) -> FileDigest {
        guard let passed, let tender else {
            throw Problem(
                code: "SEAL-0028", kind: .usage,
                message: LocalizedText(
                    zh: "第二信封要有第一信封的通过名单和招标文件才能授权",
                    en: "the second envelope is released only on a list of who passed the first, and with the tender"),
                remedy: LocalizedText(
                    zh: "请加 --passed 名单.passed --tender 招标文件.tender",
                    en: "add --passed LIST.passed --tender FILE.tender"))
        }
        let file = try PassedFile.load(passed, trust: trust, time: signer.clock.now())
        findings += file.check(tender: tender.tender, lot: seal.lot, closing: closing.digest)
        if !file.list.passed.contains(where: { $0.code == seal.bidder.code }) {
            findings.append(
                Finding(
                    code: "SEAL-0029",
                    message: LocalizedText(
                        zh: "第一信封未通过,第二信封不开启", en: "the first envelope did not pass, so the second stays closed"),
                    remedy: LocalizedText(zh: "如有异议,请向招标人提出", en: "object with the tenderer if you disagree"),
                    place: passed))
        }
        return file.digest
    }
}
