// Reproof.swift — proving an opening again (复核): from the sealed files, and the keys and evidence of the full record.
package import Container
package import Documents
internal import FileKit
internal import Glibc
internal import OpenSSLKit
package import Reporting
internal import Sealing
internal import Signing
package import TenderModel

/// Opens sealed files again with the keys of a full opening record, and holds what the record says against the evidence
/// that it carries. Anyone can: no identity is needed.
package struct Reproof {
    let record: OpeningRecord
    let reader: ContainerReader
    let report: ContainerReport
    let verifier: ContainerVerifier
    let progress: ProgressReport?

    /// What checking one row came to.
    package struct Row: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            /// All that the record says of it follows from the sealed file and the evidence.
            case holds
            /// Something of it does not.
            case fails
            /// The sealed file was not given: not checked, which is no pass.
            case notGiven = "not-given"
            /// What was given as this bid has other bytes than the closing list says: not checked, either.
            case altered
            /// It was not decrypted for a reason that leaves nothing to repeat; no evidence speaks against it.
            case notDecrypted = "not-decrypted"
        }

        package var number: Int
        package var bidder: Organization
        package var outcome: OpeningOutcome
        package var state: State
    }

    /// - Parameters:
    ///   - record: the full view; the public one has no keys (OPEN-0050).
    ///   - reader: the container that it is in, with its evidence.
    ///   - report: what verification found about it.
    ///   - sealed: paths of sealed files, in any order.
    ///   - verifier: judges the evidence; the record's own timestamp, where it has one, is the time for what has none.
    /// - Returns: a row for each bid in the record, and what does not hold.
    package static func check(
        _ record: OpeningRecord, in reader: ContainerReader, report: ContainerReport, sealed paths: [String],
        verifier: ContainerVerifier,
        progress: ProgressReport? = nil
    ) throws(Problem) -> (rows: [Row], findings: [Finding]) {
        guard record.view == .full else {
            throw Problem(
                code: "OPEN-0050",
                message: LocalizedText(zh: "公开版记录不含密钥,不能复核", en: "the public view holds no keys to check with"),
                remedy: LocalizedText(zh: "请用完整版 record.opening", en: "use the full record.opening"), place: reader.path
            )
        }
        // the evidence lay in the record when the record was stamped
        var verifier = verifier
        verifier.time = report.provenTime.map { min($0, verifier.time) } ?? verifier.time
        return try Reproof(record: record, reader: reader, report: report, verifier: verifier, progress: progress)
            .check(paths)
    }

    private func check(_ paths: [String]) throws(Problem) -> (rows: [Row], findings: [Finding]) {
        var findings: [Finding] = []
        let evidence = try evidence(&findings)
        var files: [FileDigest: String] = [:]
        for path in paths { files[try FileDigest(of: path, .sha256)] = path }
        let (altered, strays) = strangers(files, evidence.closing?.closing)
        findings += strays
        var rows: [Row] = []
        for row in record.rows {
            let (state, found) = try check(row, files[row.sealedFile], evidence)
            let given = state == .notGiven && altered.contains(row.number) ? .altered : state
            rows.append(Row(number: row.number, bidder: row.bidder, outcome: row.outcome, state: given))
            findings += found
        }
        return (rows, findings)
    }

    /// Files that are no bid of the record: some claim to be.
    private func strangers(
        _ files: [FileDigest: String], _ closing: Closing?
    ) -> (altered: Set<Int>, findings: [Finding]) {
        var altered: Set<Int> = []
        var findings: [Finding] = []
        let strangers = files.filter { file in !record.rows.contains { $0.sealedFile == file.key } }
        for (digest, path) in strangers.sorted(by: { $0.value < $1.value }) {
            let seal = try? ContainerReader(path).document(Seal.self)
            let listed = closing?.entries.contains { $0.sealedFile == digest && $0.kind != .withdrawal } ?? false
            let claimed = record.rows.first { row in
                let id = closing?.entries.first { $0.sealedFile == row.sealedFile }?.sealID
                return seal?.lot == record.lot && seal?.tender.first == record.tender.first
                    && (seal?.bidder.code == row.bidder.code || seal?.id == id)
            }
            if let claimed, !listed {
                altered.insert(claimed.number)
                findings.append(
                    Finding(
                        code: "OPEN-0063",
                        message: LocalizedText(
                            zh: "这份文件自称是第 \(claimed.number) 号“\(claimed.bidder.name)”的,但摘要与截标清单不同",
                            en:
                                "the file claims to be no. \(claimed.number)'s (\(claimed.bidder.name)), but its digest differs from the closing list"
                        ),
                        remedy: LocalizedText(
                            zh: "文件被改动过,或不是递交的那一份;请另取一份",
                            en: "it was altered, or is not the one that was handed in; get another copy"),
                        place: path))
                continue
            }
            findings.append(
                Finding(
                    code: "OPEN-0052", severity: .warning,
                    message: listed
                        ? LocalizedText(
                            zh: "这份密封文件在截标清单中,但不是本次开启的投标(已被替换或撤回,或属于其他标段)",
                            en:
                                "this sealed file is in the closing list, but no bid of this opening: replaced, withdrawn, or of another lot"
                        ) : LocalizedText(zh: "这份密封文件不在开标记录中", en: "this sealed file is not in the record"),
                    remedy: LocalizedText(zh: "请核对是否为该标段的文件", en: "check whether it is of this lot"), place: path))
        }
        return (altered, findings)
    }

    // MARK: - Rows

    private func check(
        _ row: OpeningRow, _ path: String?, _ evidence: Evidence
    ) throws(Problem) -> (Row.State, [Finding]) {
        let sealed: SealedFile?
        do throws(Problem) { sealed = try path.map { (path) throws(Problem) in try SealedFile(path) } } catch {
            guard error.kind == .input else { throw error }
            // the very bytes that were handed in cannot be read: then nobody opened them either
            return row.outcome == .opened ? (.fails, [Finding(error)]) : (.notDecrypted, [])
        }
        let releases = try releases(for: row, sealed, evidence)
        var findings = released(row, releases, sealed != nil)
        findings += contradictions(row, releases)
        guard let sealed else {
            let repeatable = [.opened, .payload, .wrongKey, .outdated].contains(row.outcome)
            if findings.contains(where: { $0.severity == .error }) { return (.fails, findings) }
            return (repeatable ? .notGiven : .notDecrypted, findings)
        }
        switch row.outcome {
        case .opened where !(try reopens(row, sealed)):
            findings.append(
                Finding(
                    code: "OPEN-0051",
                    message: LocalizedText(
                        zh: "用记录中的密钥打开第 \(row.number) 号的密封文件,得不到记录所载的投标文件",
                        en:
                            "with the keys of the record, sealed file no. \(row.number) does not open to the bid that the record gives"
                    ),
                    remedy: Self.tellTheSupervisor, place: sealed.path))
        case .payload where !(try isNotTheBid(row, sealed)):
            findings.append(
                contradicted(
                    row, "用记录中的密钥可以打开它,或密钥不是所承诺的",
                    "with the keys of the record it opens, or they are not the keys committed to"))
        case .outdated where !evidence.isOutdated(row, sealed):
            findings.append(Self.notOutdated(row, sealed.path))
        case .fileChanged:
            findings.append(
                Finding(
                    code: "OPEN-0062", severity: .note,
                    message: LocalizedText(
                        zh: "给出的是第 \(row.number) 号未被改动的文件:被改动的是平台保存的那一份",
                        en: "what is given is no. \(row.number) unaltered: it was the platform's copy that changed"),
                    place: sealed.path))
        default: break
        }
        let repeated = [.opened, .payload, .wrongKey, .outdated].contains(row.outcome)
        if findings.contains(where: { $0.severity == .error }) { return (.fails, findings) }
        return (repeated ? .holds : .notDecrypted, findings)
    }

    /// The key of an opened bid has to come from a release in the evidence, and the blame for a wrong key as well.
    private func released(_ row: OpeningRow, _ releases: [JudgedRelease], _ judged: Bool) -> [Finding] {
        switch row.outcome {
        case .opened, .payload, .officerLock:
            let fitting = releases.first {
                $0.isInTime && $0.release.kind == row.releasedBy && $0.release.key == row.bidderHalf && $0.isRight
            }
            guard fitting == nil else { return [] }
            let reason = releases.flatMap(\.faults).first
            let unknown =
                !releases.isEmpty
                && releases.allSatisfy {
                    $0.isInTime && !$0.faults.isEmpty && $0.faults.allSatisfy { $0.severity == .indeterminate }
                }
            return [
                Finding(
                    code: "OPEN-0057", severity: unknown ? .indeterminate : .error,
                    message: LocalizedText(
                        zh: "证据中没有交出第 \(row.number) 号密钥的有效解密授权\(reason.map { ":" + $0.message.zh } ?? "")",
                        en:
                            "the evidence holds no valid release that gave the key of no. \(row.number)\(reason.map { ": " + $0.message.en } ?? "")"
                    ),
                    remedy: Self.tellTheSupervisor, place: releases.first?.entry ?? reader.path)
            ]
        case .wrongKey:
            let blamed = releases.contains { $0.release.kind == .bidder && $0.isProper && (!judged || !$0.isRight) }
            guard !blamed else { return [] }
            return [
                Finding(
                    code: "OPEN-0060",
                    message: LocalizedText(
                        zh: "记录称第 \(row.number) 号投标人交出的密钥不符,证据中却没有这样的解密授权",
                        en:
                            "the record says that no. \(row.number) released a wrong key, but the evidence holds no such release"
                    ),
                    remedy: Self.tellTheSupervisor, place: reader.path)
            ]
        default: return []
        }
    }

    /// What the record says about an undecrypted bid, and its evidence says otherwise.
    private func contradictions(_ row: OpeningRow, _ releases: [JudgedRelease]) -> [Finding] {
        guard row.outcome != .opened else { return [] }
        var findings: [Finding] = []
        if row.attribution != OpeningSession.attribution(row.outcome) {
            findings.append(
                Finding(
                    code: "OPEN-0058",
                    message: LocalizedText(
                        zh: "第 \(row.number) 号的原因归属与其结果不符",
                        en: "whose doing no. \(row.number) is does not follow from its outcome"),
                    remedy: Self.tellTheSupervisor, place: reader.path))
        }
        if row.bid != nil || !row.sheet.isEmpty {
            findings.append(contradicted(row, "记录中又有其投标内容", "the record has its content all the same"))
        }
        switch row.outcome {
        case .notReleased where releases.contains { $0.isProper && $0.release.kind != .share }:
            findings.append(contradicted(row, "证据中有它在时限内的解密授权", "the evidence holds a release of it made in time"))
        case .wrongKey where releases.contains { $0.isRight && $0.isJudged && $0.isInTime }:
            findings.append(contradicted(row, "证据中有密钥正确的解密授权", "the evidence holds a release of it with the right key"))
        case .officerLock where row.officerHalf != nil:
            findings.append(contradicted(row, "记录中有开标员的一半密钥", "the record has the officers' half of its key"))
        default: break
        }
        return findings
    }

    private func contradicted(_ row: OpeningRow, _ zh: String, _ en: String) -> Finding {
        let outcome = RecordWords.outcome(row.outcome)
        return Finding(
            code: "OPEN-0059",
            message: LocalizedText(
                zh: "记录称第 \(row.number) 号未解密(\(outcome.zh)),但\(zh)",
                en: "the record says that no. \(row.number) was not decrypted (\(outcome.en)), but \(en)"),
            remedy: Self.tellTheSupervisor, place: reader.path)
    }

    static let tellTheSupervisor = LocalizedText(zh: "保全文件并报告监督部门", en: "keep the files and tell the supervisor")

    // MARK: - Opening again

    /// Whether both half keys are those that the sealed file committed to; nil where not.
    private func keys(_ row: OpeningRow, _ file: SealedFile) throws(Problem) -> (bidder: Secret, officer: Secret)? {
        guard let bidderHalf = row.bidderHalf.flatMap(Hex.decode), let officerHalf = row.officerHalf.flatMap(Hex.decode)
        else { return nil }
        let declared = try file.envelope(record.envelope)
        let context = try file.context(record.envelope)
        let (mine, theirs) = (Secret(copying: bidderHalf), Secret(copying: officerHalf))
        guard file.seal.bidder.code == row.bidder.code, file.seal.tender.first == record.tender.first,
            try context.commitment(to: mine) == declared.bidderHalf,
            try context.commitment(to: theirs) == declared.officerHalf
        else { return nil }
        return (mine, theirs)
    }

    private func reopens(_ row: OpeningRow, _ file: SealedFile) throws(Problem) -> Bool {
        guard let keys = try keys(row, file) else { return false }
        let scratch =
            Files.temporaryFolder + "/.biao-prove-" + AtomicFile.randomName()
        defer { try? Files.remove(scratch) }
        let unsealed = try Unsealer.open(
            file, envelope: record.envelope, bidderHalf: keys.bidder, officerHalf: keys.officer, to: scratch,
            progress: progress)
        guard case .bid(let digest) = unsealed, digest == row.bid else { return false }
        // what was read out must be what the bid says; of what is no bid at all, nothing was
        let bid: Bid
        do throws(Problem) { bid = try ContainerReader(scratch).document(Bid.self) } catch {
            guard error.kind == .input else { throw error }
            return row.sheet.isEmpty && row.deposit == nil && row.consortium.isEmpty
        }
        return (row.sheet.isEmpty || row.sheet == bid.sheet) && (row.deposit == nil || row.deposit == bid.deposit)
            && row.consortium == bid.consortium
    }

    private func isNotTheBid(_ row: OpeningRow, _ file: SealedFile) throws(Problem) -> Bool {
        guard let keys = try keys(row, file) else { return false }
        return try Unsealer.open(
            file, envelope: record.envelope, bidderHalf: keys.bidder, officerHalf: keys.officer, to: nil,
            progress: progress) == .notTheBid
    }
}
