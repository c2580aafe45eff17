// OpeningSession+Candidates.swift — what is known of each bid before anything is decrypted: the file, and its release.
internal import Container
internal import Documents
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import Sealing
internal import Signing
internal import Synchronization
internal import TenderModel

/// One bid on its way through the opening.
struct Candidate {
    var entry: ClosingEntry
    var file: SealedFile?
    /// Nil as long as nothing is decided.
    var outcome: OpeningOutcome?
    var half: Secret?
    var officerHalf: Secret?
    var releasedBy: Release.Kind?
    var released: Instant?
    var releasePath: String?
    var sawWrongKey = false
    /// The bidder's release with a wrong key: evidence where it decides.
    var wrongKeyPath: String?
    var findings: [Finding] = []
    /// The list gives another version than the one that the bid was sealed for: nothing may be opened on it.
    var misdated: Finding?
    var bid: Bid?
    var bidDigest: FileDigest?

    /// - Parameter newBids: the list's addendum that asks for new bids, which decides at once over an outdated bid.
    init(entry: ClosingEntry, newBids: Closing.NewBids?) {
        self.entry = entry
        guard entry.status == .outdated, let newBids else { return }
        outcome = .outdated
        let version = entry.sealedForVersion ?? 1
        findings.append(
            Finding(
                code: "OPEN-0026",
                message: LocalizedText(
                    zh: "投标文件按第 \(version) 版招标文件封装;\(newBids.words.zh)要求重新递交,截止前未重新递交,不再有效,不予开启,不计入投标人数",
                    en:
                        "the bid was sealed for version \(version) of the tender; \(newBids.words.en), asks for new bids, and none was handed in before the deadline: it no longer stands, is not opened and does not count"
                ),
                remedy: LocalizedText(zh: "退还投标文件", en: "return the bid"), basis: .regulation("21")))
    }

    var status: OpeningStatus.BidStatus {
        let state: OpeningStatus.State =
            switch outcome {
            case .opened?: .opened
            case .outdated?: .outdated
            case .some: .failed
            case nil: half != nil ? .released : sawWrongKey ? .wrongKey : .awaited
            }
        return OpeningStatus.BidStatus(bidder: entry.bidder, state: state, outcome: outcome)
    }
}

extension Candidate {
    /// The file in the box is not that of the receipt: outcome 2, or, where there was nothing to open anyway, a remark that
    /// nobody could see in it what it was sealed for.
    mutating func cannotBeRead() {
        guard outcome == .outdated else {
            outcome = .fileChanged
            return
        }
        findings.append(
            Finding(
                code: "OPEN-0028",
                message: LocalizedText(
                    zh: "箱中的密封文件与回执不符,无法核对它按第几版封装",
                    en:
                        "the sealed file in the box is not that of the receipt: what it was sealed for cannot be checked"
                ),
                remedy: LocalizedText(zh: "请投标人出示回执和密封文件", en: "ask the bidder for its receipt and sealed file")))
    }
}

extension OpeningSession {
    /// The sealed file must have the very bytes of its receipt: outcome 2 otherwise.
    func load(_ candidate: inout Candidate, _ path: String?, _ context: Context) throws(Problem) {
        guard let path, Files.kind(of: path) == .file,
            try FileDigest(of: path, .sha256) == candidate.entry.sealedFile
        else {
            candidate.cannotBeRead()
            return
        }
        do throws(Problem) {
            let file = try SealedFile(path)
            candidate.findings += try judgeSeal(file, candidate.entry, context)
            candidate.misdated = misdated(file, candidate.entry, context)
            // no release is matched with what is not to be opened
            if candidate.outcome == nil { candidate.file = file }
        } catch {
            guard error.kind == .input else { throw error }
            candidate.cannotBeRead()
            candidate.findings.append(Finding(error))
        }
    }

    /// Which version a bid was sealed for decides whether it stands: the bidder's signature says it, not the list.
    private func misdated(_ file: SealedFile, _ entry: ClosingEntry, _ context: Context) -> Finding? {
        let version = context.versions.first { $0.reference.digest == file.seal.tender.digest }?.tender.version
        guard version != entry.sealedForVersion else { return nil }
        let said = entry.sealedForVersion ?? 0
        let signed = version.map { String($0) } ?? "?"
        return Finding(
            code: "OPEN-0025",
            message: LocalizedText(
                zh: "截标清单说“\(entry.bidder.name)”的投标文件按第 \(said) 版招标文件封装,实为第 \(signed) 版",
                en:
                    "the closing list has the bid of \(entry.bidder.name) sealed for version \(said) of the tender; it was for version \(signed)"
            ),
            remedy: LocalizedText(zh: "保全现场并报告监督部门", en: "keep everything as it is, and tell the supervisor"),
            place: context.closing.path)
    }

    /// The officer does not take the platform's word for the seal. Whose it is and what it commits to is checked again,
    /// at the time of the receipt; the payload itself is bound to it by its tag and its commitment.
    private func judgeSeal(
        _ file: SealedFile, _ entry: ClosingEntry, _ context: Context
    ) throws(Problem) -> [Finding] {
        let payloads = Set(file.seal.envelopes.map { SealEntryName.payload($0.number) })
        let report = try ContainerVerifier(trust: trust, time: entry.received).verify(file.reader, except: payloads)
        var findings = report.verdict.findings.filter { $0.severity <= .indeterminate }
        if !report.isSigned(by: entry.bidder.code) || file.seal.bidder.code != entry.bidder.code {
            findings.append(
                Finding(
                    code: "OPEN-0018",
                    message: LocalizedText(zh: "密封文件不是该投标人签名的", en: "the sealed file is not signed by the bidder"),
                    remedy: LocalizedText(zh: "由评标委员会依法认定", en: "for the evaluation committee to decide"),
                    basis: .regulation("51")))
        }
        if file.seal.tender.first != context.tender.reference.first || file.seal.lot != context.lot.id {
            findings.append(
                Finding(
                    code: "OPEN-0019",
                    message: LocalizedText(zh: "密封文件属于另一个项目或标段", en: "the sealed file is for another tender or lot"),
                    remedy: LocalizedText(zh: "由评标委员会依法认定", en: "for the evaluation committee to decide"),
                    basis: .regulation("51")))
        }
        return findings
    }

    /// Every readable release in the folder; unreadable ones are findings, and nobody's fault but their own.
    func loadReleases(_ now: Instant) throws(Problem) -> (files: [ReleaseFile], findings: [Finding]) {
        var files: [ReleaseFile] = []
        var findings: [Finding] = []
        guard Files.kind(of: releases) == .folder else { return ([], []) }
        for entry in try Files.list(releases) where entry.kind == .file && entry.name.hasSuffix(".release") {
            do throws(Problem) {
                files.append(try ReleaseFile.load(releases + "/" + entry.name, trust: trust, time: now))
            } catch {
                guard error.kind == .input else { throw error }
                findings.append(Finding(error, severity: .warning).at(entry.name))
            }
        }
        return (files, findings)
    }

    /// Takes the best release there is for a bid: a right key beats a wrong one, the bidder's own beats a recovered one.
    func match(
        _ candidate: inout Candidate, _ files: [ReleaseFile], _ context: Context, windowEnd: Instant
    ) throws(Problem) {
        guard let sealed = candidate.file else { return }
        let mine = files.filter {
            $0.release.sealedFile == candidate.entry.sealedFile && $0.release.envelope == envelope
        }
        for file in mine.sorted(by: { ($0.release.kind == .bidder ? 0 : 1) < ($1.release.kind == .bidder ? 0 : 1) }) {
            let worth = try file.worth(
                sealed, digest: candidate.entry.sealedFile, closing: context.closing.digest, envelope: envelope,
                passed: context.passed?.digest, tender: context.tender.tender,
                verifier: ContainerVerifier(trust: trust, time: context.now))
            let made = file.report.provenTime ?? file.release.issued
            guard made <= windowEnd else {
                candidate.findings.append(
                    Finding(
                        code: "OPEN-0015", severity: .warning,
                        message: LocalizedText(
                            zh: "解密授权作于 \(made.text),已过解密时限 \(windowEnd.text),不予采用",
                            en:
                                "a release was made at \(made.text), after the window closed at \(windowEnd.text), and does not count"
                        ),
                        remedy: LocalizedText(zh: "由开标人依法裁定", en: "for the officer to rule"),
                        place: Files.name(of: file.path),
                        basis: .order20("31")))
                continue
            }
            switch worth {
            case .key(let half):
                guard candidate.half == nil else { continue }
                if file.report.provenTime == nil && context.now > windowEnd {
                    candidate.findings.append(Self.unprovenTime(file, made))
                }
                candidate.half = half
                candidate.releasedBy = file.release.kind
                candidate.released = made
                candidate.releasePath = file.path
            case .wrongKey:
                // only the bidder's own wrong key is the bidder's doing: anyone can write a recovery with a wrong one
                if file.release.kind == .bidder {
                    candidate.sawWrongKey = true
                    candidate.wrongKeyPath = file.path
                }
                candidate.findings.append(
                    Finding(
                        code: "OPEN-0010", severity: .warning,
                        message: LocalizedText(
                            zh: "收到一份密钥与承诺 H(K_B) 不符的解密授权(\(Files.name(of: file.path)))",
                            en:
                                "a release came whose key does not match the commitment H(K_B) (\(Files.name(of: file.path)))"
                        ),
                        remedy: LocalizedText(zh: "可在解密时限内重新授权", en: "it may be sent again until the window closes")))
            case .nothing(let findings):
                candidate.findings += findings.map {
                    Finding(
                        code: $0.code, severity: .warning, message: $0.message, remedy: $0.remedy,
                        place: Files.name(of: file.path))
                }
            }
        }
    }

    /// A signer's own clock proves nothing: said where it decides whether the release came within the window.
    private static func unprovenTime(_ file: ReleaseFile, _ made: Instant) -> Finding {
        Finding(
            code: "OPEN-0017", severity: .warning,
            message: LocalizedText(
                zh: "解密授权没有时间戳,其时间 \(made.text) 只是签名人自称",
                en: "the release has no timestamp; its time \(made.text) is the signer's own word"),
            remedy: LocalizedText(zh: "由开标人核对收到的时间", en: "for the officer to check when it came"),
            place: Files.name(of: file.path))
    }

    /// Outcome 1: releases for what an addendum made outdated, and for files that are no standing bid of this opening.
    static func strayReleases(_ files: [ReleaseFile], _ candidates: [Candidate]) -> [Finding] {
        let known = Set(candidates.map(\.entry.sealedFile))
        let outdated = Set(candidates.filter { $0.outcome == .outdated }.map(\.entry.sealedFile))
        let useless = files.filter { outdated.contains($0.release.sealedFile) }.map {
            Finding(
                code: "OPEN-0027", severity: .warning,
                message: LocalizedText(
                    zh: "“\($0.release.bidder.name)”对补遗前的投标文件作了解密授权;补遗要求重新递交而未递交,不予开启",
                    en:
                        "\($0.release.bidder.name) released a bid from before an addendum that asks for new bids; it handed in no new one, and the bid is not opened"
                ),
                remedy: LocalizedText(zh: "不必处理;原因见开标记录的备注", en: "nothing is to be done; the record's remark says why"),
                place: Files.name(of: $0.path), basis: .regulation("21"))
        }
        return useless
            + files.filter { !known.contains($0.release.sealedFile) }.map {
                Finding(
                    code: "OPEN-0011", severity: .warning,
                    message: LocalizedText(
                        zh: "“\($0.release.bidder.name)”的解密授权所指的文件不是本次开标的投标文件",
                        en: "the release of \($0.release.bidder.name) is for a file that is not a bid of this opening"),
                    remedy: LocalizedText(zh: "请核对该授权的项目与标段", en: "check which tender and lot it is for"),
                    place: Files.name(of: $0.path))
            }
    }

    /// Outcomes 3 to 7. The officers' keys are used one after another, since a token can do no other; then the bids are
    /// decrypted and examined side by side.
    func decrypt(
        _ candidates: inout [Candidate], _ context: Context, _ status: inout OpeningStatus, progress: ProgressReport?
    ) throws(Problem) {
        try Files.makeFolder(output + "/bids", mode: 0o700)
        for index in candidates.indices { try unlock(&candidates[index], context) }
        let counters = JointProgress(
            candidates.map { $0.outcome == nil ? $0.file?.reader.archive.size ?? 0 : 0 }, progress)
        let shared = Mutex(status)
        defer { status = shared.withLock { $0 } }
        try together(&candidates) { (candidate, index) throws(Problem) in
            try unseal(&candidate, number: index + 1, context, progress: counters.report(of: index))
            let state = candidate.status
            try shared.withLock { (status) throws(Problem) in
                status.bids[index] = state
                try status.write(to: output)
            }
        }
    }

    /// Outcomes 3 to 5: both half keys, or why not.
    private func unlock(_ candidate: inout Candidate, _ context: Context) throws(Problem) {
        guard candidate.outcome == nil, let file = candidate.file else { return }
        guard candidate.half != nil else {
            candidate.outcome = candidate.sawWrongKey ? .wrongKey : .notReleased
            return
        }
        for officer in officers where candidate.officerHalf == nil {
            candidate.officerHalf = try file.officerHalf(envelope: envelope, identity: officer)
        }
        if candidate.officerHalf == nil {
            try requireEveryOfficer(context, candidate)
            candidate.outcome = .officerLock
        }
    }

    /// Outcomes 6 and 7. A bid that was decrypted by an earlier run is recognised by its commitment and kept.
    private func unseal(
        _ candidate: inout Candidate, number: Int, _ context: Context, progress: ProgressReport?
    ) throws(Problem) {
        guard candidate.outcome == nil, let file = candidate.file, let half = candidate.half,
            let officerHalf = candidate.officerHalf
        else { return }
        let target = bidPath(number, candidate.entry.bidder.code)
        let context2 = try file.context(envelope)
        let declared = try file.envelope(envelope)
        if Files.kind(of: target) == .file {
            let digest = try Digest.ofFile(target, SignatureSuites.suite(context2.suite).digest)
            if try context2.commitment(to: digest, bidderHalf: half, officerHalf: officerHalf) == declared.bidCommitment
            {
                candidate.bidDigest = FileDigest(
                    algorithm: SignatureSuites.suite(context2.suite).digest.rawValue, hex: Hex.encode(digest))
            } else {
                try Files.remove(target)
            }
        }
        if candidate.bidDigest == nil {
            let unsealed = try Unsealer.open(
                file, envelope: envelope, bidderHalf: half, officerHalf: officerHalf, to: target, progress: progress)
            guard case .bid(let digest) = unsealed else {
                candidate.outcome = .payload
                return
            }
            candidate.bidDigest = digest
        }
        candidate.outcome = .opened
        try examine(&candidate, target, context)
    }

    /// Outcome 7: what is inside may still be another's, or badly signed. It is opened all the same; a person decides.
    private func examine(_ candidate: inout Candidate, _ path: String, _ context: Context) throws(Problem) {
        let place = Files.name(of: path)
        do throws(Problem) {
            let reader = try ContainerReader(path)
            let bid = try reader.document(Bid.self)
            // the bid lay in the box, under its digest, when the receipt was given
            let report = try ContainerVerifier(trust: trust, time: candidate.entry.received).verify(reader)
            candidate.findings += report.verdict.findings.map { $0.at(place) }
            if !report.isSigned(by: candidate.entry.bidder.code) || bid.bidder.code != candidate.entry.bidder.code {
                candidate.findings.append(
                    Finding(
                        code: "OPEN-0012",
                        message: LocalizedText(zh: "信封里的投标文件不是该投标人的", en: "the bid inside is not that of the bidder"),
                        remedy: LocalizedText(zh: "由评标委员会依法认定", en: "for the evaluation committee to decide"),
                        place: place,
                        basis: .regulation("51")))
            }
            if bid.lot != context.lot.id || bid.envelope != envelope {
                candidate.findings.append(
                    Finding(
                        code: "OPEN-0013",
                        message: LocalizedText(
                            zh: "信封里的投标文件属于标段“\(bid.lot)”第 \(bid.envelope) 信封",
                            en: "the bid inside is for lot \"\(bid.lot)\", envelope \(bid.envelope)"),
                        remedy: LocalizedText(zh: "由评标委员会依法认定", en: "for the evaluation committee to decide"),
                        place: place,
                        basis: .regulation("51")))
            }
            candidate.findings += BidRules.check(
                bid, tender: context.tender.tender, reference: context.tender.reference, at: candidate.entry.received)
            candidate.bid = bid
        } catch {
            guard error.kind == .input else { throw error }
            candidate.findings.append(Finding(error, basis: .regulation("51")).at(place))
        }
    }

    /// The officers' lock counts as failed only when every opening certificate of the tender was tried.
    private func requireEveryOfficer(_ context: Context, _ candidate: Candidate) throws(Problem) {
        let present = Set(officers.compactMap { $0.encryption?.certificate.der })
        let missing = context.tender.tender.openingCertificates.filter { !present.contains($0.der) }
        guard !missing.isEmpty else { return }
        throw Problem(
            code: "OPEN-0007",
            message: LocalizedText(
                zh: "在场开标员的证书打不开“\(candidate.entry.bidder.name)”的开标锁",
                en: "the officers present cannot open the officers' lock of \(candidate.entry.bidder.name)"),
            remedy: LocalizedText(
                zh: "请同时给出其余开标员的身份(--identity):\(missing.map(\.holder).joined(separator: "、"))",
                en:
                    "give the other officers' identities as well (--identity): \(missing.map(\.holder).joined(separator: ", "))"
            ),
            place: candidate.file?.path)
    }

    func bidPath(_ number: Int, _ code: CreditCode) -> String {
        "\(output)/bids/\(number < 10 ? "0" : "")\(number)-\(code.text)\(envelope > 1 ? "-\(envelope)" : "").bid"
    }
}
