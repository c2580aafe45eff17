// PackReviews.swift — the reviews that travel with a pack (审查意见): who said what of exactly this pack, and whether it counts.
internal import Container
package import Documents
internal import FileKit
package import Reporting
package import Signing
package import TenderModel

/// What is asked of a template's reviews where documents are made or taken in.
package struct ReviewPolicy: Sendable, Hashable {
    /// Whether a pack without both reviews is refused (`requireReview`).
    package var isRequired: Bool
    /// Unified social credit codes of the authorities that may review; empty where any trusted signer may.
    package var authorities: Set<CreditCode>

    package init(isRequired: Bool = false, authorities: Set<CreditCode> = []) {
        self.isRequired = isRequired
        self.authorities = authorities
    }
}

/// Judges reviews.
package struct PackReviews: Sendable {
    /// Reviews that verified, are over this very pack, by an authority that may, and passed it.
    package private(set) var passed: [TemplateReview] = []
    /// What is wrong with the others, and what is missing.
    package private(set) var findings: [Finding] = []

    /// - Parameters:
    ///   - trust: Whom to believe. Nil: reviews are not looked at, and count for nothing.
    ///   - time: When they are looked at.
    package init(_ pack: TemplatePack, policy: ReviewPolicy, trust: TrustStore?, time: Instant) throws(Problem) {
        let names = pack.files.names(below: "reviews/").filter { $0.hasSuffix(".review") }
        if let trust {
            for name in names { try judge(pack.files[name] ?? [], name, pack, policy, trust, time) }
        }
        passed.sort { $0.kind < $1.kind }
        let refusals = findings.contains { $0.code == "TMPL-0305" }
        for kind in TemplateReview.Kind.allCases where !passed.contains(where: { $0.kind == kind }) {
            let unread = trust == nil && !names.isEmpty
            findings.append(
                Finding(
                    code: policy.isRequired ? "TMPL-0306" : "TMPL-0113",
                    severity: policy.isRequired ? .error : refusals ? .warning : .note,
                    message: unread
                        ? LocalizedText(
                            zh: "示范文本附有审查意见,但没有给出信任的根证书,\(kind.title.zh)无法核验:视为未经审查",
                            en:
                                "the template has reviews, and no trusted roots were given to check the \(kind.title.en): it counts as not reviewed"
                        )
                        : LocalizedText(
                            zh: "示范文本 \(pack.manifest.id) \(pack.manifest.version) 未经审查:没有有效的\(kind.title.zh)意见",
                            en:
                                "the template \(pack.manifest.id) \(pack.manifest.version) is not reviewed: there is no valid \(kind.title.en)"
                        ),
                    remedy: LocalizedText(
                        zh: unread ? "加 --trust" : "使用经审查的示范文本,或由审查机关出具审查意见(biao template review)",
                        en: unread
                            ? "add --trust"
                            : "use a reviewed template, or have the authority review it (biao template review)"),
                    place: "reviews/", basis: .fairCompetition("3")))
        }
    }

    private mutating func judge(
        _ bytes: [UInt8], _ name: String, _ pack: TemplatePack, _ policy: ReviewPolicy, _ trust: TrustStore,
        _ time: Instant
    ) throws(Problem) {
        let review: TemplateReview
        let report: ContainerReport
        do throws(Problem) {
            (review, report) = try Self.read(bytes, trust, time)
        } catch {
            guard error.kind == .input else { throw error }
            var finding = Finding(error)
            finding.code = "TMPL-0301"
            finding.place = name
            findings.append(finding)
            return
        }
        func add(
            _ code: String, _ severity: Finding.Severity = .error, zh: String, en: String, remedyZh: String,
            remedyEn: String
        ) {
            findings.append(
                Finding(
                    code, severity, zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn, place: name,
                    basis: .fairCompetition("3")))
        }
        let again = ("请审查机关重新出具", "ask the authority for it again")
        guard report.verdict.status == .passed else {
            let reason = report.verdict.findings.first { $0.severity <= .indeterminate }?.message
            add(
                "TMPL-0301", zh: "审查意见未通过验证:\(reason?.zh ?? "")", en: "the review does not verify: \(reason?.en ?? "")",
                remedyZh: again.0, remedyEn: again.1)
            return
        }
        guard review.template == pack.reference else {
            add(
                "TMPL-0302",
                zh:
                    "审查意见针对的是 \(review.template.id) \(review.template.version)(\(review.template.digest.hex.prefix(12))…),不是本包(\(pack.digest.hex.prefix(12))…)",
                en:
                    "the review is over \(review.template.id) \(review.template.version) (\(review.template.digest.hex.prefix(12))…), not over this pack (\(pack.digest.hex.prefix(12))…)",
                remedyZh: "审查后内容有改动的,须重新审查", remedyEn: "a pack that changed since has to be reviewed again")
            return
        }
        guard report.isSigned(by: review.authority.code) else {
            add(
                "TMPL-0303", zh: "审查意见写的是“\(review.authority.name)”,签名的不是它",
                en: "the review is said to be by \(review.authority.name), and is not signed by it", remedyZh: again.0,
                remedyEn: again.1)
            return
        }
        guard policy.authorities.isEmpty || policy.authorities.contains(review.authority.code) else {
            add(
                "TMPL-0304", zh: "“\(review.authority.name)”(\(review.authority.code.text))不在有权审查的机关之列",
                en:
                    "\(review.authority.name) (\(review.authority.code.text)) is not among the authorities that may review",
                remedyZh: "由有权的机关审查", remedyEn: "have an entitled authority review it")
            return
        }
        guard review.decision == .passed else {
            add(
                "TMPL-0305",
                zh: "“\(review.authority.name)”的\(review.kind.title.zh)结论为不通过"
                    + (review.opinion.map { ":\($0)" } ?? ""),
                en: "the \(review.kind.title.en) of \(review.authority.name) refuses it"
                    + (review.opinion.map { ": \($0)" } ?? ""),
                remedyZh: "按意见修改,另立版本后重新审查", remedyEn: "mend it, make a new version, and have that reviewed")
            return
        }
        passed.append(review)
    }

    /// A container is read from a file; this one lies in a private temporary one meanwhile.
    private static func read(
        _ bytes: [UInt8], _ trust: TrustStore, _ time: Instant
    ) throws(Problem) -> (TemplateReview, ContainerReport) {
        let path = Files.temporaryFolder + "/.biao-" + AtomicFile.randomName()
        try Files.write(bytes, to: path, mode: 0o600)
        defer { try? Files.remove(path) }
        let reader = try ContainerReader(path)
        return (
            try reader.document(TemplateReview.self), try ContainerVerifier(trust: trust, time: time).verify(reader)
        )
    }

    /// What an opening record says of the template.
    package func record(_ pack: TemplatePack) -> RecordTemplate {
        RecordTemplate(
            reference: pack.reference,
            reviews: passed.map { RecordTemplate.Review(kind: $0.kind, authority: $0.authority) })
    }
}
