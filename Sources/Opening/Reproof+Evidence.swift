// Reproof+Evidence.swift — what a full opening record carries: tender, closing list, releases. Does it bear the record out?
internal import Container
internal import Documents
internal import OpenSSLKit
internal import Reporting
internal import Sealing
internal import Signing
internal import TenderModel

extension Reproof {
    /// The evidence of a record, as far as it could be read.
    struct Evidence {
        /// Versions of the tender, oldest first; empty where they do not verify, or do not lead to the record's version.
        var tenders: [TenderFile] = []
        var closing: ClosingFile?
        /// When the releases had to be there.
        var windowEnd: Instant
        /// Entries that hold releases, with what they say.
        var releases: [(entry: String, release: Release)] = []

        /// The version in force at the deadline.
        var tender: Tender? { tenders.last?.tender }

        init(windowEnd: Instant) { self.windowEnd = windowEnd }
    }

    /// A release of the evidence, held against the row it is for.
    struct JudgedRelease {
        var entry: String
        var release: Release
        /// Why it does not count; empty where it does.
        var faults: [Finding]
        var isInTime: Bool
        /// Whether its key was compared with the sealed file's commitment.
        var isJudged: Bool
        /// Whether the key is the one committed to, as far as can be told.
        var isRight: Bool

        /// In time, and by whoever may release; the key may be a wrong one.
        var isProper: Bool { isInTime && faults.isEmpty }
    }

    /// Reads the evidence, and says what about it does not hold.
    func evidence(_ findings: inout [Finding]) throws(Problem) -> Evidence {
        var evidence = Evidence(windowEnd: record.windowEnd)
        evidence.tenders = try tenders(&findings)
        if let tender = evidence.tender {
            findings += RecordSigner.check(report, tender, place: reader.path)
            evidence.windowEnd = record.deadline.adding(minutes: tender.releaseWindow)
        }
        evidence.closing = try closingList(evidence.tenders, &findings)
        let passed = try passedList(evidence.tender, &findings)
        if let passed, let tender = evidence.tender {
            evidence.windowEnd = passed.announced.adding(minutes: tender.releaseWindow)
        }
        findings += completeness(evidence.closing?.closing, passed?.list) + unproven(evidence)
        for entry in reader.payload where entry.name.hasPrefix("evidence/releases/") {
            let release = try attached(entry.name, &findings) { (nested) throws(Problem) in
                try nested.document(Release.self)
            }
            if let release { evidence.releases.append((entry.name, release)) }
        }
        return evidence
    }

    /// What the evidence's releases for one row are worth; as far as can be told without the sealed file where that is nil.
    func releases(
        for row: OpeningRow, _ sealed: SealedFile?, _ evidence: Evidence
    ) throws(Problem) -> [JudgedRelease] {
        var all: [JudgedRelease] = []
        for (entry, release) in evidence.releases where release.sealedFile == row.sealedFile {
            let judged = try reader.withContainer(in: entry) { (nested) throws(Problem) in
                try judge(
                    ReleaseFile(nested, report: try verifier.verify(nested)), entry, row, sealed, evidence)
            }
            if let judged { all.append(judged) }
        }
        return all
    }

    private func judge(
        _ file: ReleaseFile, _ entry: String, _ row: OpeningRow, _ sealed: SealedFile?, _ evidence: Evidence
    ) throws(Problem) -> JudgedRelease {
        let release = file.release
        var judged = JudgedRelease(
            entry: entry, release: release, faults: [],
            isInTime: file.report.provenTime ?? release.issued <= evidence.windowEnd, isJudged: sealed != nil,
            isRight: true)
        if let sealed {
            let worth = try file.worth(
                sealed, digest: row.sealedFile, closing: record.closing, envelope: record.envelope,
                passed: record.passed, tender: evidence.tender, verifier: verifier)
            switch worth {
            case .key: break
            case .wrongKey: judged.isRight = false
            case .nothing(let faults):
                judged.faults = faults
                judged.isRight = false
            }
            return judged
        }
        judged.faults = file.report.verdict.findings.filter { $0.severity <= .indeterminate }
        let signedByOfficer = evidence.tender?.officer(signing: file.report.signer) != nil
        let signed = release.kind == .recovery ? signedByOfficer : file.report.isSigned(by: row.bidder.code)
        if !signed || release.kind == .share || release.closing != record.closing || release.passed != record.passed
            || release.envelope != record.envelope
        {
            judged.faults.append(
                Finding(
                    code: "OPEN-0064",
                    message: LocalizedText(
                        zh: "解密授权不是有权的人为这次开标签名的", en: "the release is not signed for this opening by one who may"),
                    remedy: Self.tellTheSupervisor, place: entry))
        }
        judged.isRight = judged.faults.isEmpty
        return judged
    }

    // MARK: - What the record rests on

    /// All versions up to the one that the record names, each of which continues the one before.
    private func tenders(_ findings: inout [Finding]) throws(Problem) -> [TenderFile] {
        var versions: [TenderFile] = []
        for entry in reader.payload where entry.name.hasPrefix("evidence/tender/") {
            let version = try attached(entry.name, &findings, limit: 8 << 30) { (nested) throws(Problem) in
                try TenderFile.load(nested.path, trust: verifier.trust, time: verifier.time)
            }
            guard let version else { continue }
            findings += version.report.verdict.findings.map { $0.located(entry.name) }
            versions.append(version)
        }
        versions.sort { $0.tender.version < $1.tender.version }
        let unbroken = zip(versions, versions.dropFirst()).allSatisfy { $1.continues($0) }
        guard let first = versions.first, let last = versions.last, unbroken, first.tender.version == 1,
            first.isSigned(for: first.tender), last.reference == record.tender,
            last.tender.deadline == record.deadline
        else {
            findings.append(
                Finding(
                    code: "OPEN-0065",
                    message: LocalizedText(
                        zh: "证据中没有记录所指的招标文件,无法判断记录的签名人是否为开标员",
                        en:
                            "the evidence does not hold the tender that the record names: nobody can tell whether an opening officer signed it"
                    ),
                    remedy: Self.tellTheSupervisor, place: reader.path))
            return []
        }
        return versions
    }

    private func closingList(_ tenders: [TenderFile], _ findings: inout [Finding]) throws(Problem) -> ClosingFile? {
        let name = "evidence/lot.closing"
        let file = try attached(name, &findings) { (nested) throws(Problem) in
            try ClosingFile(nested, report: try verifier.verify(nested))
        }
        guard let file else {
            findings.append(differs())
            return nil
        }
        if let tender = tenders.last?.tender {
            let platform = Hex.encode(try Certificate(der: tender.platform).fingerprint)
            findings += try file.check(platform: platform, deadline: record.deadline, tenders: tenders).map {
                $0.located(name)
            }
        }
        return file
    }

    private func passedList(_ tender: Tender?, _ findings: inout [Finding]) throws(Problem) -> PassedFile? {
        guard record.envelope > 1 else { return nil }
        let name = "evidence/lot.passed"
        let file = try attached(name, &findings) { (nested) throws(Problem) in
            try PassedFile(nested, report: try verifier.verify(nested))
        }
        if let file, let tender {
            findings += file.check(tender: tender, lot: record.lot, closing: record.closing).map { $0.located(name) }
        }
        return file
    }

    /// Whether the record leaves nobody out: every bid that stands in the closing list, and passed where that is asked, has
    /// a row, and so has every outdated one, as such. And whether its status follows from its rows.
    private func completeness(_ closing: Closing?, _ passed: PassedList?) -> [Finding] {
        guard let closing else { return [] }
        let standing = closing.standing(lot: record.lot)
        let wanted = standing.filter { entry in
            record.envelope == 1 || passed?.passed.contains { $0.code == entry.bidder.code } ?? false
        }
        let opened = record.rows.count { $0.outcome == .opened }
        var findings: [Finding] = []
        let outdated = record.envelope == 1 ? closing.outdated(lot: record.lot) : []
        let saidOutdated = record.rows.filter { $0.outcome == .outdated }
        let listed = (record.status == .notOpened ? [] : wanted) + outdated
        if Set(listed.map(\.sealedFile)) != Set(record.rows.map(\.sealedFile))
            || Set(outdated.map(\.sealedFile)) != Set(saidOutdated.map(\.sealedFile))
        {
            findings.append(differs())
        }
        let follows =
            switch record.status {
            case .notOpened: record.envelope == 1 && standing.count < 3
            case .suspended: record.envelope == 1 && opened < 3
            case .opened: record.envelope > 1 || opened >= 3 || !record.rulings.isEmpty
            }
        if !follows {
            findings.append(
                Finding(
                    code: "OPEN-0061",
                    message: LocalizedText(
                        zh: "开标的状态与投标人数、解密成功数不符",
                        en: "the status of the session does not follow from who bid and what was decrypted"),
                    remedy: Self.tellTheSupervisor, basis: .regulation("44")))
        }
        return findings
    }

    private func differs() -> Finding {
        Finding(
            code: "OPEN-0054",
            message: LocalizedText(
                zh: "记录的投标人与其证据中的截标清单不一致",
                en: "the rows of the record are not the bids of the closing list in its evidence"),
            remedy: Self.tellTheSupervisor, place: reader.path)
    }

    /// Reads a container of the evidence; nil where there is none, or where it cannot be read, which is a finding. The closing
    /// list and the list of who passed count only with the digest that the record gives.
    private func attached<R>(
        _ name: String, _ findings: inout [Finding], limit: Int64 = 1 << 30,
        _ read: (ContainerReader) throws(Problem) -> R
    ) throws(Problem) -> R? {
        let expected: FileDigest? =
            switch name {
            case "evidence/lot.closing": record.closing
            case "evidence/lot.passed": record.passed
            default: nil
            }
        do throws(Problem) {
            let result: R?? = try reader.withContainer(in: name, limit: limit) { (nested) throws(Problem) -> R? in
                if let expected, try FileDigest(of: nested.path, .sha256) != expected { return nil }
                return try read(nested)
            }
            return result ?? nil
        } catch {
            guard error.kind == .input else { throw error }
            findings.append(Finding(error).located(name))
            return nil
        }
    }
}

extension Finding {
    /// The same finding, said to be in an entry of the evidence; the temporary file it lay in means nothing to anyone.
    fileprivate func located(_ entry: String) -> Finding {
        var copy = self
        copy.place = entry
        return copy
    }
}
