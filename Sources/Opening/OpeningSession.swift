// OpeningSession.swift — the opening of one lot (开标): releases are judged, bids decrypted, the record made and signed.
internal import Container
package import Documents
internal import FileKit
internal import OpenSSLKit
package import Reporting
internal import Sealing
package import Signing
internal import TenderModel

/// One opening. Every step can be run again: what is there already is checked and kept.
package struct OpeningSession: Sendable {
    /// The box, as the platform closed it.
    package var box: String
    /// Folder with `.release` files.
    package var releases: String
    /// Where results go.
    package var output: String
    /// The opening officers present; the first signs the record.
    package var officers: [Identity]
    package var signer: Signer
    package var trust: TrustStore
    package var lot: String?
    package var envelope: Int
    /// The signed list of who passed the first envelope; needed for the second.
    package var passed: String?
    package var rulings: Rulings

    /// What the officer ruled (裁定), for the record.
    package struct Rulings: Sendable {
        /// Why the session goes on with fewer than three decrypted bids; nil where it does not.
        package var continueBelowThree: String?
        /// By credit code: the ruling on a bid that was not decrypted, such as "撤销:……".
        package var bids: [String: String]

        package init(continueBelowThree: String? = nil, bids: [String: String] = [:]) {
            self.continueBelowThree = continueBelowThree
            self.bids = bids
        }
    }

    /// Where the session stands after a run.
    package enum Stage: Sendable {
        /// Some releases are still awaited; no bid was decrypted, and no price is known to anyone.
        case waiting(OpeningStatus)
        /// The record is made.
        case concluded(OpeningRecord, OpeningStatus)
        /// The closing list or the tender is not what it must be; nothing was opened.
        case refused([Finding])
    }

    package init(
        box: String, releases: String, output: String, officers: [Identity], signer: Signer, trust: TrustStore,
        lot: String? = nil, envelope: Int = 1, passed: String? = nil, rulings: Rulings = Rulings()
    ) {
        self.box = box
        self.releases = releases
        self.output = output
        self.officers = officers
        self.signer = signer
        self.trust = trust
        self.lot = lot
        self.envelope = envelope
        self.passed = passed
        self.rulings = rulings
    }

    package static let recordName = "record.opening"
    package static let publicRecordName = "record-public.opening"

    /// Runs the session as far as it goes now.
    package func run(progress: ProgressReport? = nil) throws(Problem) -> Stage {
        let now = signer.clock.now()
        try Files.makeFolder(output, mode: 0o700)
        let outputLock = try FolderLock(output)
        defer { withExtendedLifetime(outputLock) {} }
        let box = try Box(box, time: now, judge: trust)
        let tender = box.tender
        let deadline = tender.tender.deadline
        guard now >= deadline else {
            throw Problem(
                code: "OPEN-0001", kind: .tooEarly,
                message: LocalizedText(
                    zh: "尚未到开标时间 \(deadline.text)(现在 \(now.text))",
                    en: "the opening time \(deadline.text) has not come (it is \(now.text))"),
                remedy: LocalizedText(zh: "请在开标时间后再操作", en: "come back at the opening time"), place: self.box)
        }
        guard box.isClosed else {
            throw Problem(
                code: "OPEN-0002", message: LocalizedText(zh: "投标箱还没有截标", en: "the box is not closed yet"),
                remedy: LocalizedText(zh: "请先执行 biao box close", en: "run biao box close first"), place: self.box)
        }
        let closing = try ClosingFile.load(box.closingPath, trust: trust, time: now)
        let platform = Hex.encode(try Certificate(der: tender.tender.platform).fingerprint)
        var findings = try closing.check(platform: platform, deadline: deadline, tenders: box.tenders)
        if closing.closing.tender != tender.reference {
            findings.append(
                Finding(
                    code: "OPEN-0003",
                    message: LocalizedText(
                        zh: "截标清单所指的招标文件不是投标箱中的", en: "the closing list refers to another tender than the box holds"),
                    remedy: LocalizedText(zh: "请核对投标箱", en: "check the box"), place: closing.path))
        }
        if !box.events.contains(where: { $0.kind == .closing && $0.digest == closing.digest }) {
            findings.append(
                Finding(
                    code: "OPEN-0009",
                    message: LocalizedText(
                        zh: "投标箱中的截标清单不是账本所记的那一份",
                        en: "the closing list in the box is not the one that its ledger names"),
                    remedy: LocalizedText(zh: "保全现场并报告监督部门", en: "keep everything as it is, and tell the supervisor"),
                    place: closing.path))
        }
        guard Verdict(findings: findings).status == .passed else { return .refused(findings) }
        try requireClause(tender.tender)
        try requireOfficers(tender.tender)
        var context = Context(
            tender: tender, versions: box.tenders, closing: closing, lot: try chooseLot(tender.tender),
            now: now, passed: nil, concluded: now)
        if envelope > 1 {
            let (list, problems) = try secondEnvelopeGate(context)
            guard Verdict(findings: problems).status == .passed else { return .refused(problems) }
            context.passed = list
        }
        let standing = closing.closing.standing(lot: context.lot.id)
        let wanted = standing.filter { entry in
            context.passed.map { list in list.list.passed.contains { $0.code == entry.bidder.code } } ?? true
        }
        var status = OpeningStatus(
            phase: .collecting, lot: context.lot.id, envelope: envelope, updated: now,
            windowEnd: (context.passed?.announced ?? deadline).adding(minutes: tender.tender.releaseWindow), bids: [])
        try requireKnown(rulings.bids.keys.sorted(), wanted)
        try clearLeftovers()
        if var former = try former(context) {
            if let ruled = try supplemented(former, context) { former = ruled }
            status.otherFindings += idleRulings(former)
            status.phase = .concluded
            status.bids = former.rows.map { OpeningStatus.BidStatus($0) }
            try status.write(to: output)
            return .concluded(former, status)
        }
        // what an addendum made outdated is no bid of this opening, but the record says what became of it
        let outdated = envelope == 1 ? closing.closing.outdated(lot: context.lot.id) : []
        let tooFew = envelope == 1 && standing.count < 3
        var candidates = (wanted + outdated).map { Candidate(entry: $0, newBids: closing.closing.newBids) }
        try together(&candidates) { (candidate, _) throws(Problem) in
            guard !tooFew || candidate.outcome == .outdated else { return }
            try load(&candidate, box.sealedPath(candidate.entry.sealedFile), context)
        }
        let misdated = candidates.compactMap(\.misdated)
        guard misdated.isEmpty else { return .refused(misdated) }
        if tooFew { return try conclude(context, .notOpened, standing.count, candidates, &status) }
        let loaded = try loadReleases(now)
        for index in candidates.indices {
            try match(&candidates[index], loaded.files, context, windowEnd: status.windowEnd)
        }
        status.bids = candidates.map(\.status)
        status.otherFindings = loaded.findings + Self.strayReleases(loaded.files, candidates)
        let complete = candidates.allSatisfy { $0.half != nil || $0.outcome != nil }
        guard complete || now >= status.windowEnd else {
            try status.write(to: output)
            return .waiting(status)
        }
        context.concluded = complete ? min(now, status.windowEnd) : status.windowEnd
        status.phase = .decrypting
        try status.write(to: output)
        try decrypt(&candidates, context, &status, progress: progress)
        return try finish(context, candidates, standing.count, &status)
    }

    /// What a killed run left half-written, plaintext perhaps.
    private func clearLeftovers() throws(Problem) {
        for entry in try Files.list(output) where entry.name == "bids" && entry.kind != .folder {
            throw Problem(
                code: "OPEN-0024",
                message: LocalizedText(zh: "结果文件夹里的 bids 是链接", en: "bids in the folder for results is a link"),
                remedy: LocalizedText(zh: "请用 -o 另给一个文件夹", en: "name another folder with -o"), place: output + "/bids")
        }
        for folder in [output, output + "/bids"] where Files.kind(of: folder) == .folder {
            try Files.removeTemporaries(in: folder)
        }
    }

    /// Only who holds an opening certificate of the tender opens, rules and signs the record.
    private func requireOfficers(_ tender: Tender) throws(Problem) {
        let named = Set(tender.openingCertificates.map(\.der))
        for officer in officers where !named.contains(try officer.decryption().certificate.der) {
            throw Problem(
                code: "OPEN-0021",
                message: LocalizedText(
                    zh: "“\(officer.signing.certificate.displayName)”不是招标文件指定的开标员",
                    en: "\(officer.signing.certificate.displayName) is not an opening officer that the tender names"),
                remedy: LocalizedText(
                    zh: "请使用以下人员的身份:\(tender.openingCertificates.map(\.holder).joined(separator: "、"))",
                    en: "use the identity of: \(tender.openingCertificates.map(\.holder).joined(separator: ", "))"),
                place: officer.folder)
        }
    }

    private func requireKnown(_ codes: [String], _ wanted: [ClosingEntry]) throws(Problem) {
        guard let stranger = codes.first(where: { code in !wanted.contains { $0.bidder.code.text == code } }) else {
            return
        }
        throw Problem(
            code: "OPEN-0022", kind: .usage,
            message: LocalizedText(
                zh: "裁定所指的 \(stranger) 不是本次开标的投标人", en: "the ruling is on \(stranger), who is no bidder of this opening"
            ),
            remedy: LocalizedText(zh: "请核对统一社会信用代码", en: "check the unified social credit code"))
    }

    /// Only a clause of the tender lets a session go on with fewer than three (Regulation art. 44).
    private func requireClause(_ tender: Tender) throws(Problem) {
        guard rulings.continueBelowThree != nil, tender.belowThreeClause == nil else { return }
        throw Problem(
            code: "OPEN-0016", kind: .usage,
            message: LocalizedText(
                zh: "招标文件没有约定解密后不足三家时可以继续,不能裁定继续开标",
                en: "the tender has no clause for going on with fewer than three bids, so none can be ruled by"),
            remedy: LocalizedText(
                zh: "去掉 --continue-below-three,依法重新招标", en: "leave out --continue-below-three, and tender anew"))
    }

    /// Everything that the steps share.
    struct Context {
        /// The version in force at the deadline.
        var tender: TenderFile
        /// All versions, oldest first.
        var versions: [TenderFile]
        var closing: ClosingFile
        var lot: Lot
        var now: Instant
        var passed: PassedFile?
        /// When the last release came in or the window ended.
        var concluded: Instant
    }

    private func chooseLot(_ tender: Tender) throws(Problem) -> Lot {
        if let lot, let found = tender.lot(lot) { return found }
        if lot == nil, tender.lots.count == 1 { return tender.lots[0] }
        throw Problem(
            code: "OPEN-0004", kind: .usage,
            message: LocalizedText(
                zh: lot.map { "招标文件没有标段“\($0)”" } ?? "招标文件有多个标段,请指明开哪一个",
                en: lot.map { "the tender has no lot \"\($0)\"" }
                    ?? "the tender has several lots; say which one is opened"),
            remedy: LocalizedText(
                zh: "--lot 可取:\(tender.lots.map(\.id).joined(separator: "、"))",
                en: "--lot is one of \(tender.lots.map(\.id).joined(separator: ", "))"))
    }

    /// The second envelopes are opened only after a signed list of who passed the first.
    private func secondEnvelopeGate(_ context: Context) throws(Problem) -> (PassedFile?, [Finding]) {
        guard envelope <= context.tender.tender.envelopes else {
            throw Problem(
                code: "OPEN-0005", kind: .usage,
                message: LocalizedText(zh: "该招标没有第 \(envelope) 信封", en: "this tender has no envelope \(envelope)"),
                remedy: LocalizedText(zh: "请去掉 --envelope", en: "leave --envelope out"))
        }
        guard let passed else {
            throw Problem(
                code: "OPEN-0006", kind: .usage,
                message: LocalizedText(
                    zh: "第二信封要有签名的第一信封通过名单才能开启",
                    en: "second envelopes are opened only on a signed list of who passed the first"),
                remedy: LocalizedText(
                    zh: "请用 --passed 给出名单(biao qualify)", en: "give it with --passed (made by biao qualify)"))
        }
        let file = try PassedFile.load(passed, trust: trust, time: context.now)
        return (file, file.check(tender: context.tender.tender, lot: context.lot.id, closing: context.closing.digest))
    }
}
