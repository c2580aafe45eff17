// IntakeGate.swift — may this delivery be accepted? Each refusal has its article (递交检查).
package import Container
package import Documents
internal import OpenSSLKit
package import Reporting
package import Sealing
package import Signing
package import TenderModel

/// The state of a box, as far as a new delivery has to fit it.
package struct IntakeGate: Sendable {
    /// Versions of the tender, oldest first.
    package var tenders: [TenderFile]
    package var trust: TrustStore
    package var events: [LedgerEvent]

    package init(tenders: [TenderFile], trust: TrustStore, events: [LedgerEvent]) {
        self.tenders = tenders
        self.trust = trust
        self.events = events
    }

    var current: TenderFile { tenders[tenders.count - 1] }

    /// The delivery of this bidder and lot that stands now.
    func standing(_ bidder: CreditCode, lot: String) -> LedgerEvent? {
        let mine = events.filter { $0.receipt?.bidder.code == bidder && $0.receipt?.lot == lot }
        guard let last = mine.last, last.kind == .delivery else { return nil }
        return last
    }

    /// The event of a file that is in force: the delivery that stands, or the withdrawal that came last.
    func inForce(_ digest: FileDigest) -> Int? {
        events.indices.first { index in
            guard events[index].digest == digest, let receipt = events[index].receipt else { return false }
            return !events[(index + 1)...].contains {
                $0.receipt?.bidder.code == receipt.bidder.code && $0.receipt?.lot == receipt.lot
            }
        }
    }

    /// Late is late, whatever else is right: Order 20 art. 27, Regulation art. 36. Closed is closed, even if the clock
    /// was set back since.
    package func late(at time: Instant) -> Finding? {
        if events.contains(where: { $0.kind == .closing }) {
            return Self.refusal(
                "GATE-0019", "投标箱已经截标", "the box is closed", remedyZh: "截标后不再接收投标文件",
                remedyEn: "nothing is accepted after closing",
                basis: .regulation("36"))
        }
        guard time >= current.tender.deadline else { return nil }
        return Self.refusal(
            "GATE-0001", "已过投标截止时间 \(current.tender.deadline.text)(现在 \(time.text))",
            "the deadline \(current.tender.deadline.text) has passed (it is \(time.text))",
            remedyZh: "逾期送达的投标文件不予接收", remedyEn: "a bid that comes late is not accepted", basis: .regulation("36"))
    }

    /// What a file that is no sealed bid gets: Order 20 art. 26 asks for a prompt.
    package static func notSealed(_ problem: Problem, kind: DocumentKind?) -> [Finding] {
        var findings: [Finding] = []
        if kind == .bid {
            findings.append(
                refusal(
                    "GATE-0002", "投标文件没有加密", "the bid is not sealed",
                    remedyZh: "请先封装:biao bid seal 文件.bid --tender 招标文件.tender",
                    remedyEn: "seal it first: biao bid seal FILE.bid --tender FILE.tender",
                    basis: .order20("26")
                ).at(problem.place ?? ""))
        } else {
            findings.append(Finding(problem, basis: .order20("26")))
        }
        return findings
    }

    /// Everything that speaks against accepting a sealed bid, except the clock.
    package func check(_ file: SealedFile, report: ContainerReport) throws(Problem) -> [Finding] {
        var findings: [Finding] = []
        let seal = file.seal
        let first = tenders[0]
        if seal.tender.id != first.tender.id || seal.tender.first != first.reference.digest {
            findings.append(
                Self.refusal(
                    "GATE-0003", "投标文件属于另一个项目“\(seal.tender.id)”",
                    "the bid is for another tender, \"\(seal.tender.id)\"",
                    remedyZh: "请投递到该项目的投标箱", remedyEn: "hand it in at that tender's box", basis: .order20("26")))
            return findings
        }
        if current.tender.lot(seal.lot) == nil {
            findings.append(
                Self.refusal(
                    "GATE-0004", "招标文件没有标段“\(seal.lot)”", "the tender has no lot \"\(seal.lot)\"",
                    remedyZh: "请核对标段后重新制作", remedyEn: "check the lot and make the bid anew", basis: .order20("26")))
        }
        findings += signatureFindings(report, basis: .order20("26"))
        if !report.isSigned(by: seal.bidder.code) {
            findings.append(
                Self.refusal(
                    "GATE-0005", "签名证书不是投标人 \(seal.bidder.code.text) 的",
                    "the signing certificate is not that of the bidder \(seal.bidder.code.text)",
                    remedyZh: "请用投标人自己的证书封装", remedyEn: "seal with the bidder's own certificate", basis: .order20("26"))
            )
        }
        if !current.tender.suites.contains(seal.suite) {
            findings.append(
                Self.refusal(
                    "GATE-0006", "招标文件没有采用套件 \(seal.suite.rawValue)",
                    "the tender does not admit the suite \(seal.suite.rawValue)",
                    remedyZh: "采用的套件:\(current.tender.suites.map(\.rawValue).joined(separator: "、"))",
                    remedyEn: "it admits: \(current.tender.suites.map(\.rawValue).joined(separator: ", "))",
                    basis: .order20("26")))
        }
        findings += try version(file)
        if Hex.encode(try Certificate(der: current.tender.platform).fingerprint) != seal.platform {
            findings.append(
                Self.refusal(
                    "GATE-0007", "投标文件是为另一个接收平台封装的", "the bid was sealed for another receiving platform",
                    remedyZh: "请用当前招标文件重新封装", remedyEn: "seal it again with the present tender", basis: .order20("26")))
        }
        findings += replacement(seal)
        if seal.envelopes.count != current.tender.envelopes {
            findings.append(
                Self.refusal(
                    "GATE-0008", "信封数量不符:招标文件要求 \(current.tender.envelopes) 个",
                    "the tender asks for \(current.tender.envelopes) envelope(s)", remedyZh: "请重新封装",
                    remedyEn: "seal the bid again",
                    basis: .order20("26")))
        }
        return findings
    }

    private func signatureFindings(_ report: ContainerReport, basis: Basis) -> [Finding] {
        report.verdict.findings.filter { $0.severity <= .indeterminate }.map {
            var finding = $0
            finding.basis = finding.basis ?? basis
            return finding
        }
    }

    /// Which version it was sealed for: an older one passes unless an addendum since then asked for new bids.
    private func version(_ file: SealedFile) throws(Problem) -> [Finding] {
        let seal = file.seal
        // the whole reference: the version that a seal claims for a digest goes into its receipt
        guard let index = tenders.firstIndex(where: { $0.reference == seal.tender }) else {
            return [
                Self.refusal(
                    "GATE-0009", "投标文件所依据的招标文件版本未知",
                    "the version of the tender that the bid was made from is not known here",
                    remedyZh: "请从平台下载招标文件后重新制作", remedyEn: "get the tender from the platform and make the bid anew",
                    basis: .order20("26"))
            ]
        }
        if tenders[(index + 1)...].contains(where: { $0.tender.amendment?.newBidRequired == true }) {
            return [
                Self.refusal(
                    "GATE-0010", "投标文件按第 \(tenders[index].tender.version) 版制作,之后的补遗要求重新制作",
                    "the bid was made from version \(tenders[index].tender.version), and an addendum since then asks for new bids",
                    remedyZh: "请按第 \(current.tender.version) 版重新制作",
                    remedyEn: "make it anew from version \(current.tender.version)",
                    basis: .regulation("21"))
            ]
        }
        for envelope in seal.envelopes where !(try fits(file, tenders[index].tender, envelope: envelope.number)) {
            return [
                Self.refusal(
                    "GATE-0011", "开标锁不是加给招标文件指定的开标证书的,开标时将无法解密",
                    "the officers' lock is not made to the tender's opening certificates: it would not open",
                    remedyZh: "请用 biao bid seal 重新封装", remedyEn: "seal it again with biao bid seal",
                    basis: .order20("26"))
            ]
        }
        return []
    }

    /// A lock that is no lock at all does not fit either.
    private func fits(_ file: SealedFile, _ tender: Tender, envelope: Int) throws(Problem) -> Bool {
        do throws(Problem) { return try file.officerLockFits(tender, envelope: envelope) } catch {
            guard error.kind == .input else { throw error }
            return false
        }
    }

    /// A further bid of the same bidder must name the one it replaces, so that an old file cannot roll back a new one.
    private func replacement(_ seal: Seal) -> [Finding] {
        let standing = standing(seal.bidder.code, lot: seal.lot)
        let mine = events.filter { $0.receipt?.bidder.code == seal.bidder.code && $0.kind == .delivery }
        if mine.contains(where: { $0.receipt?.sealID == seal.id }) {
            return [
                Self.refusal(
                    "GATE-0012", "同一封存编号已经递交过", "a bid with this seal id was handed in before",
                    remedyZh: "请重新封装", remedyEn: "seal the bid again", basis: .order20("27"))
            ]
        }
        switch (standing, seal.replaces) {
        case (nil, nil): return []
        case (let standing?, let named?) where standing.digest == named: return []
        case (_?, nil):
            return [
                Self.refusal(
                    "GATE-0013", "该投标人已递交过投标文件;新的文件要写明替换哪一份",
                    "this bidder handed in a bid already; a new one must name the one it replaces",
                    remedyZh: "封装时加 --replaces 上一份.sealed", remedyEn: "seal with --replaces PREVIOUS.sealed",
                    basis: .order20("27"))
            ]
        default:
            return [
                Self.refusal(
                    "GATE-0014", "写明要替换的文件不是现在有效的那一份", "the file it names as replaced is not the one that stands",
                    remedyZh: "封装时用 --replaces 给出最近一份已递交的 .sealed",
                    remedyEn: "seal with --replaces and the .sealed handed in last",
                    basis: .order20("27"))
            ]
        }
    }

    /// Everything that speaks against accepting a withdrawal, except the clock.
    package func check(_ withdrawal: Withdrawal, report: ContainerReport) -> [Finding] {
        var findings = signatureFindings(report, basis: .order20("27"))
        if withdrawal.tender.id != current.tender.id || withdrawal.tender.first != tenders[0].reference.digest {
            findings.append(
                Self.refusal(
                    "GATE-0015", "撤回属于另一个项目", "the withdrawal is for another tender", remedyZh: "请核对项目",
                    remedyEn: "check the tender",
                    basis: .order20("27")))
        }
        if !report.isSigned(by: withdrawal.bidder.code) {
            findings.append(
                Self.refusal(
                    "GATE-0016", "撤回不是由投标人自己签名的", "the withdrawal is not signed by the bidder itself",
                    remedyZh: "只有投标人自己可以撤回", remedyEn: "only the bidder itself can withdraw", basis: .order20("27")))
        }
        guard let standing = standing(withdrawal.bidder.code, lot: withdrawal.lot),
            standing.digest == withdrawal.sealedFile, standing.receipt?.sealID == withdrawal.sealID
        else {
            findings.append(
                Self.refusal(
                    "GATE-0017", "要撤回的文件不是现在有效的那一份", "what it withdraws is not the bid that stands",
                    remedyZh: "请用最近一份已递交的 .sealed 制作撤回",
                    remedyEn: "make the withdrawal from the .sealed handed in last",
                    basis: .order20("27")))
            return findings
        }
        return findings
    }

    private static func refusal(
        _ code: String, _ zh: String, _ en: String, remedyZh: String, remedyEn: String, basis: Basis
    ) -> Finding {
        Finding(
            code: code, message: LocalizedText(zh: zh, en: en), remedy: LocalizedText(zh: remedyZh, en: remedyEn),
            basis: basis)
    }
}
