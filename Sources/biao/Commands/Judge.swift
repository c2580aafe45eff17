// Judge.swift — one file's verdict for biao verify, with what is to be checked of its kind.
import Comparison
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Sealing
import Signing
import TenderModel

/// Verifies files one after another, and says what it finds.
struct Judge {
    var trust: TrustStore
    var time: Instant
    /// `--of`.
    var sealed: SealedFile?
    /// `--closing`.
    var closing: String?
    /// `--tender`: the tender and its addenda, in any order.
    var tenders: [TenderFile] = []
    /// `--earlier`: a copy of a clue package from before.
    var earlier: String?
    /// Whether `time` is a time set with `--at`: then nothing but practice files may be judged.
    var isTimeSet = false
    var console: Console

    func verify(_ file: String) throws(Problem) -> JSON {
        guard try !Self.isPage(file) else {
            throw Problem(
                "CLI-0075", zh: "网页和 JSON 没有签名,无从验证;这不说明它被改动过",
                en:
                    "pages and JSON carry no signature, so there is nothing to verify; that says nothing against the file",
                remedyZh: "请验证它所依据的签名文件,如 .opening、.clue,或重新生成后比较",
                remedyEn:
                    "verify the signed file that it was made from, such as a .opening or .clue, or make it again and compare"
            )
        }
        let reader = try ContainerReader(file)
        let report = try ContainerVerifier(trust: trust, time: time).verify(reader, progress: console.progress)
        try requirePractice(report, file)
        var findings = report.verdict.findings + report.stampedAfter(time)
        var answers: [LocalizedText] = []
        // Of a root document that cannot be read the report says so; there is nothing to ask of it then.
        if !findings.contains(where: { $0.code.hasPrefix("DOC-") }) {
            let (more, said) = try special(reader, report)
            for finding in more where !findings.contains(finding) { findings.append(finding) }
            answers = said
        }
        let verdict = Verdict(findings: findings)
        show(file, report, verdict, answers)
        console.add(
            findings.map { finding in
                var placed = finding
                placed.place = finding.place.map { $0.hasPrefix(file) ? $0 : "\(file): \($0)" } ?? file
                return placed
            })
        console.showFindings()
        return .members([
            "file": .string(file), "kind": .string(report.kind.rawValue), "status": .string(verdict.status.rawValue),
            "provenTime": JSON(report.provenTime?.text),
            "signatures": .array(report.signatures.map(json)), "answers": .array(answers.map(Render.json)),
        ])
    }

    /// Whether a file begins as a page or JSON does: such a report is healthy, and no container.
    private static func isPage(_ path: String) throws(Problem) -> Bool {
        let start = try FileReader(path).read(at: 0, count: 64)
        let first = start.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.first
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
    }

    private func special(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        switch reader.kind {
        case .seal:
            do throws(Problem) { _ = try SealedFile(reader.path) } catch {
                guard error.kind == .input else { throw error }
                return ([Finding(error)], [])
            }
            return ([], [])
        case .closing: return try closingList(reader, report)
        case .receipt: return try receipt(reader, report)
        case .release: return try release(reader, report)
        case .passed: return try passed(reader, report)
        case .opening: return try opening(reader, report)
        case .review: return (try review(reader, report), [])
        case .clue: return try clue(reader, report)
        default: return ([], [])
        }
    }

    /// A review is by the authority that it names.
    private func review(_ reader: ContainerReader, _ report: ContainerReport) throws(Problem) -> [Finding] {
        let authority = try reader.document(TemplateReview.self).authority
        guard !report.isSigned(by: authority.code) else { return [] }
        return [
            Finding(
                "TMPL-0303", zh: "审查意见写的是“\(authority.name)”,签名的不是它",
                en: "the review is said to be by \(authority.name), and is not signed by it", remedyZh: "请审查机关重新出具",
                remedyEn: "ask the authority for it again", place: reader.path)
        ]
    }

    /// A clue package: what is in it, who signed which entry of its log, and how far its handling has come.
    private func clue(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        let log = try ClueLog(reader, report: report)
        var findings = log.findings
        if let earlier {
            // the copy has to be worth something itself
            let copy = try ContainerReader(earlier)
            let verdict = try ContainerVerifier(trust: trust, time: time).verify(copy)
            try requirePractice(verdict, earlier)
            try verdict.requirePassed(earlier)
            findings += log.findings(against: try ClueLog(copy, report: verdict))
        }
        return (findings, ClueWords.answers(log, on: time))
    }

    private func closingList(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        (try check(try ClosingFile(reader, report: report)), [])
    }

    /// Everything about the list that can be told: the platform where a sealed file names one, and not an old deadline.
    private func check(_ list: ClosingFile) throws(Problem) -> [Finding] {
        let own = list.report.signer.map { Hex.encode($0.fingerprint) } ?? ""
        return try list.check(
            platform: sealed?.seal.platform ?? own, deadline: list.closing.deadline, tenders: tenders)
            + strangers(list.closing.tender)
    }

    /// A tender that is none of the list's proves nothing about it.
    private func strangers(_ reference: TenderReference) -> [Finding] {
        tenders.filter { file in
            file.reference.first != reference.first || file.tender.version > reference.version
                || (file.tender.version == reference.version && file.reference != reference)
        }.map { file in
            Finding(
                code: "CLI-0030",
                message: LocalizedText(
                    zh: "给出的招标文件不是截标清单所指的版本,也不是其之前的版本",
                    en: "this tender is neither the version that the closing list refers to nor one before it"),
                remedy: LocalizedText(
                    zh: "清单所指为第 \(reference.version) 版(\(reference.digest))",
                    en: "the list refers to version \(reference.version) (\(reference.digest))"),
                place: file.path)
        }
    }

    private func receipt(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        let receipt = try ReceiptFile(reader, report: report)
        var findings: [Finding] = []
        var answers: [LocalizedText] = []
        let withdraws = receipt.receipt.kind == .withdrawal
        if withdraws {
            // it names the sealed file too, and must never pass for the receipt of a delivery
            answers.append(
                LocalizedText(
                    zh: "这是撤回的回执:该投标文件已撤回,不会被开启。",
                    en: "This receipt acknowledges a withdrawal: the bid is taken back and will not be opened."))
        }
        if let sealed {
            let found = try receipt.check(of: sealed)
            findings += found
            if found.isEmpty && withdraws {
                answers.append(
                    LocalizedText(zh: "撤回的正是 \(sealed.path)。", en: "What is taken back is \(sealed.path)."))
            } else if found.isEmpty {
                answers.append(
                    LocalizedText(zh: "这份回执就是给 \(sealed.path) 的。", en: "This receipt is for \(sealed.path)."))
            }
        }
        if let closing {
            let list = try ClosingFile.load(closing, trust: trust, time: time)
            try requirePractice(list.report, closing)
            let about = try check(list)
            let (inclusion, found) = try receipt.check(in: list)
            findings += found
            findings += about.map { $0.place == closing ? $0 : relocated($0, closing) }
            let doubtful = Verdict(findings: findings + report.verdict.findings).status != .passed
            answers.append(Self.sentence(inclusion, receipt.receipt, list.closing.newBids, doubtful: doubtful))
            if case .listed(.outdated, _) = inclusion, !doubtful, tenders.isEmpty { answers.append(Self.askForTender) }
        }
        return (findings, answers)
    }

    private func relocated(_ finding: Finding, _ file: String) -> Finding {
        var copy = finding
        copy.place = finding.place.map { "\(file): \($0)" } ?? file
        return copy
    }

    private static func sentence(
        _ inclusion: ReceiptFile.Inclusion, _ receipt: Receipt, _ newBids: Closing.NewBids?, doubtful: Bool
    ) -> LocalizedText {
        switch inclusion {
        case .missing:
            LocalizedText(zh: "你不在清单里:截标清单没有这份回执。", en: "You are NOT in: the closing list does not have this receipt.")
        case .listed where doubtful:
            LocalizedText(
                zh: "清单里有这份回执,但清单或回执未通过验证(见下),不能作数。",
                en: "The list has this receipt, but list or receipt did not pass (see below): do not rely on it.")
        case .listed(.standing, let number):
            LocalizedText(
                zh: "你在清单里:第 \(number) 项,\(receipt.bidder.name),标段 \(receipt.lot),有效,将被开启。",
                en:
                    "You are in: entry \(number), \(receipt.bidder.name), lot \(receipt.lot), stands and will be opened."
            )
        case .listed(.replaced, let number):
            LocalizedText(
                zh: "这份投标在清单第 \(number) 项,但已被你后来递交的替换,不会开启。",
                en: "This bid is entry \(number), but a later one of yours replaced it: it will not be opened.")
        case .listed(.outdated, let number):
            LocalizedText(
                zh:
                    "这份投标在清单第 \(number) 项,但不再有效,不会开启:它按第 \(receipt.bidVersion ?? 1) 版封装,\(newBids?.words.zh ?? "")要求重新递交,截止前没有收到你新的投标。",
                en:
                    "This bid is entry \(number), but it no longer stands and will not be opened: it was sealed for version \(receipt.bidVersion ?? 1); \(newBids?.words.en ?? ""), asks for new bids, and no new one of yours came before the deadline."
            )
        case .listed(.withdrawn, let number):
            LocalizedText(
                zh: receipt.kind == .withdrawal ? "你的撤回在清单里:第 \(number) 项。" : "这份投标在清单第 \(number) 项,已撤回,不会开启。",
                en: receipt.kind == .withdrawal
                    ? "Your withdrawal is in: entry \(number)."
                    : "This bid is entry \(number) and was withdrawn: it will not be opened.")
        }
    }

    /// Whether there is such an addendum is the tenderer's to sign, not the platform's to say.
    private static let askForTender = LocalizedText(
        zh: "没有见过这份补遗?加 --tender 给出招标文件和各份补遗核对;对不上的,持回执向平台和监督部门提出。",
        en:
            "You never saw that addendum? Add --tender with the tender and its addenda to check; if it does not fit, take your receipt to the platform and the supervisor."
    )

    private func release(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        let file = try ReleaseFile(reader, report: report)
        let release = file.release
        let whose = LocalizedText(
            zh: "解密授权:\(release.bidder.name) 的密封文件 \(release.sealID),信封 \(release.envelope)。",
            en:
                "A release for the sealed file \(release.sealID) of \(release.bidder.name), envelope \(release.envelope)."
        )
        guard let sealed else { return ([], [whose]) }
        let digest = try FileDigest(of: sealed.path, .sha256)
        var list = release.closing
        if let closing { list = try FileDigest(of: closing, .sha256) }
        let fits = LocalizedText(zh: "密钥与密封文件的承诺相符。", en: "The key is the one that the sealed file committed to.")
        let wrong = Finding(
            code: "CLI-0012",
            message: LocalizedText(zh: "密钥与密封文件的承诺不符", en: "the key is not the one that the sealed file committed to"),
            remedy: LocalizedText(
                zh: "在解密时限内可以重新授权(biao bid release)",
                en: "it may be sent again until the window closes (biao bid release)"),
            place: reader.path)
        let worth = try file.worth(
            sealed, digest: digest, closing: list, envelope: release.envelope, passed: release.passed,
            tender: tender(release.tender)?.tender, verifier: ContainerVerifier(trust: trust, time: time))
        switch worth {
        case .key: return ([], [whose, fits])
        case .wrongKey: return ([wrong], [whose])
        case .nothing(let findings):
            // A single share is worth nothing by itself, which is no fault of it.
            let faults = findings.filter { $0.code != "SEAL-0045" || release.kind != .share }
            guard release.kind == .share else { return (faults, [whose]) }
            return try file.shareFits(sealed) ? (faults, [whose, fits]) : (faults + [wrong], [whose])
        }
    }

    /// Who passed the first envelope is for the tenderer or its agency to say: told where the tender is at hand.
    private func passed(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        let file = try PassedFile(reader, report: report)
        let list = file.list
        guard !tenders.isEmpty else { return ([], [Self.entitlementUnknown]) }
        guard let tender = tender(list.tender) else { return ([Self.otherTender(list.tender, reader.path)], []) }
        return (file.check(tender: tender.tender, lot: list.lot, closing: list.closing), [])
    }

    /// An opening record is for an opening officer to sign: told where the tender is at hand.
    private func opening(
        _ reader: ContainerReader, _ report: ContainerReport
    ) throws(Problem) -> ([Finding], [LocalizedText]) {
        let record = try reader.document(OpeningRecord.self)
        guard !tenders.isEmpty else { return ([], [Self.entitlementUnknown]) }
        guard let tender = tender(record.tender) else { return ([Self.otherTender(record.tender, reader.path)], []) }
        return (RecordSigner.check(report, tender.tender, place: reader.path), [])
    }

    private static let entitlementUnknown = LocalizedText(
        zh: "签名人是否为招标文件指定的人,须用 --tender 给出招标文件才能判断。",
        en: "Whether the signer is one whom the tender names can be told with --tender only.")

    /// The version that a document names, where it was given.
    private func tender(_ reference: TenderReference) -> TenderFile? { tenders.first { $0.reference == reference } }

    private static func otherTender(_ reference: TenderReference, _ place: String) -> Finding {
        Finding(
            code: "CLI-0013",
            message: LocalizedText(
                zh: "文件所指的招标文件不是 --tender 给出的", en: "the file refers to another tender than --tender gives"),
            remedy: LocalizedText(
                zh: "请给出截标时有效的版本(第 \(reference.version) 版)",
                en: "give the version that was in force at the deadline (version \(reference.version))"),
            place: place)
    }

    /// A time may be set for practice files only: in earnest it would make an expired certificate good again.
    func requirePractice(_ report: ContainerReport, _ file: String) throws(Problem) {
        guard isTimeSet, let signature = report.signatures.first(where: { $0.signer != nil && !$0.isPractice }) else {
            return
        }
        let who = signature.signer?.displayName ?? "?"
        throw Problem(
            code: "CLI-0014", kind: .usage,
            message: LocalizedText(
                zh: "--at 只能用于模拟证书:“\(who)”不是模拟证书", en: "--at is for practice certificates only: \(who)'s is none"),
            remedy: LocalizedText(zh: "去掉 --at:时间取自时间戳或此刻", en: "leave it out: the time is the timestamp's, or now"),
            place: file)
    }

    private func show(_ file: String, _ report: ContainerReport, _ verdict: Verdict, _ answers: [LocalizedText]) {
        let style = console.style
        let language = console.language
        let status =
            switch verdict.status {
            case .passed: style.green(LocalizedText(zh: "✔ 通过", en: "✔ passed")[language])
            case .failed: style.red(LocalizedText(zh: "✘ 不通过", en: "✘ failed")[language])
            case .indeterminate: style.yellow(LocalizedText(zh: "? 无法判断", en: "? indeterminate")[language])
            }
        console.line("\(style.bold(file))  \(report.kind.title[language])  \(status)")
        for answer in answers { console.line("  " + style.bold(answer[language])) }
        for signature in report.signatures {
            var who = signature.signer?.displayName ?? "?"
            if let unit = signature.signer?.organization, unit != who { who += ", " + unit }
            if let code = signature.signer?.creditCodeText { who += " (\(code))" }
            let time: LocalizedText =
                if let proven = signature.provenTime {
                    LocalizedText(zh: "\(proven.text)(时间戳证明)", en: "\(proven.text) (proven by timestamp)")
                } else {
                    LocalizedText(
                        zh: "\(signature.claimedTime?.text ?? "?")(签名人自称,无证明)",
                        en: "\(signature.claimedTime?.text ?? "?") (the signer's claim, proves nothing)")
                }
            console.table([
                (LocalizedText(zh: "签名人", en: "signed by"), who),
                (LocalizedText(zh: "角色", en: "role"), signature.role?.rawValue),
                (LocalizedText(zh: "另一套件", en: "beside, in"), signature.isBeside ? signature.suite?.rawValue : nil),
                (LocalizedText(zh: "时间", en: "time"), time[language]),
                (
                    LocalizedText(zh: "证书链", en: "chain"),
                    signature.path.isEmpty ? nil : signature.path.map(\.displayName).joined(separator: " ← ")
                ),
                (
                    LocalizedText(zh: "吊销状态依据", en: "not revoked, by"),
                    Evidence.text(signature.evidence, console.language)
                ),
                (
                    LocalizedText(zh: "模拟", en: "practice"),
                    signature.isPractice ? LocalizedText(zh: "是,不是正式文件", en: "yes: not a real file")[language] : nil
                ),
            ])
        }
    }

    private func json(_ signature: SignatureReport) -> JSON {
        .members([
            "name": .string(signature.name), "status": .string(signature.verdict.status.rawValue),
            "signer": JSON(signature.signer?.subject), "code": JSON(signature.signer?.creditCodeText),
            "sha256": JSON(signature.signer.map { Hex.encode($0.fingerprint) }), "role": JSON(signature.role?.rawValue),
            "suite": JSON(signature.suite?.rawValue), "claimedTime": JSON(signature.claimedTime?.text),
            "provenTime": JSON(signature.provenTime?.text), "validationTime": .string(signature.validationTime.text),
            "chain": .array(signature.path.map { .string($0.subject) }), "practice": .bool(signature.isPractice),
            "revocation": Evidence.json(signature.evidence),
        ])
    }
}
