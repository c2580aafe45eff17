// ReleaseFile.swift — judging a release that came in: does it give the key that was committed to?
package import Container
package import Documents
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

/// A `.release` file.
package struct ReleaseFile: Sendable {
    package var path: String
    package var release: Release
    package var report: ContainerReport

    /// What a release is worth.
    package enum Worth: Sendable {
        /// K_B, as it was committed to.
        case key(Secret)
        /// Properly signed, for this very seal, but with another key.
        case wrongKey
        /// Nothing: why.
        case nothing([Finding])
    }

    package static func load(_ path: String, trust: TrustStore, time: Instant) throws(Problem) -> ReleaseFile {
        let reader = try ContainerReader(path)
        return try ReleaseFile(reader, report: try ContainerVerifier(trust: trust, time: time).verify(reader))
    }

    /// A release that was verified already.
    package init(_ reader: ContainerReader, report: ContainerReport) throws(Problem) {
        path = reader.path
        release = try reader.document(Release.self)
        self.report = report
    }

    /// Judges the release against the seal it names.
    ///
    /// - Parameters:
    ///   - tender: the tender in force, which names officers and trustees. Without it nobody can tell whether a recovery was
    ///     put together by an officer, and it is worth nothing (SEAL-0049, indeterminate).
    ///   - verifier: judges the trustees' releases that a recovery carries.
    package func worth(
        _ file: SealedFile, digest: FileDigest, closing: FileDigest, envelope: Int, passed: FileDigest?,
        tender: Tender?, verifier: ContainerVerifier
    ) throws(Problem) -> Worth {
        var findings = report.verdict.findings.filter { $0.severity <= .indeterminate }
        func refuse(_ code: String, _ zh: String, _ en: String) {
            findings.append(
                Finding(
                    code: code, message: LocalizedText(zh: zh, en: en),
                    remedy: LocalizedText(
                        zh: "请投标人重新授权(biao bid release)", en: "ask the bidder to release again (biao bid release)"),
                    place: path))
        }
        let seal = file.seal
        if release.sealedFile != digest || release.sealID != seal.id || release.bidder.code != seal.bidder.code
            || release.tender.first != seal.tender.first || release.lot != seal.lot || release.envelope != envelope
        {
            refuse("SEAL-0040", "解密授权不属于这份密封文件", "the release is not for this sealed file")
        }
        if release.closing != closing {
            refuse("SEAL-0041", "解密授权所依据的是另一份截标清单", "the release was made on another closing list")
        }
        if release.passed != passed {
            refuse("SEAL-0042", "解密授权所依据的是另一份通过名单", "the release was made on another list of who passed")
        }
        switch release.kind {
        case .bidder:
            if !report.isSigned(by: seal.bidder.code) {
                refuse("SEAL-0043", "解密授权不是由投标人签名的", "the release is not signed by the bidder")
            }
        case .recovery:
            if try file.envelope(envelope).threshold == nil {
                refuse("SEAL-0044", "投标人没有选择托管补救", "the bidder did not opt in to trustee recovery")
            } else {
                findings += try recoveryFaults(
                    ShareJudge(
                        file: file, sealedFile: digest, closing: closing, envelope: envelope, passed: passed,
                        tender: tender, verifier: verifier))
            }
        case .share:
            refuse(
                "SEAL-0045", "这是单个托管份额,请先用 biao recover 合成",
                "this is one trustee's share; combine them first with biao recover")
        }
        guard findings.isEmpty else { return .nothing(findings) }
        guard let bytes = release.key.flatMap(Hex.decode) else { return .wrongKey }
        let half = Secret(copying: bytes)
        return try file.context(envelope).commitment(to: half) == file.envelope(envelope).bidderHalf
            ? .key(half) : .wrongKey
    }

    /// A recovery is an officer's word that enough trustees gave their shares, and it has to carry them: neither the signer
    /// nor the shares are taken on trust.
    private func recoveryFaults(_ judge: ShareJudge) throws(Problem) -> [Finding] {
        var findings: [Finding] = []
        if let tender = judge.tender {
            if tender.officer(signing: report.signer) == nil {
                let who = report.signer?.displayName ?? "?"
                findings.append(
                    Finding(
                        code: "SEAL-0046",
                        message: LocalizedText(
                            zh: "补救授权由“\(who)”签名,不是招标文件指定的开标员",
                            en: "the recovery is signed by \(who), who is not an opening officer that the tender names"),
                        remedy: LocalizedText(
                            zh: "请由以下人员合成:\(tender.officerNames("、"))",
                            en: "have it put together by one of: \(tender.officerNames(", "))"),
                        place: path))
            }
        } else {
            findings.append(
                Finding(
                    code: "SEAL-0049", severity: .indeterminate,
                    message: LocalizedText(
                        zh: "没有招标文件,无法判断补救授权是否由开标员签名",
                        en: "without the tender nobody can tell whether an opening officer signed the recovery"),
                    remedy: LocalizedText(zh: "请用 --tender 给出招标文件", en: "give the tender with --tender"), place: path))
        }
        if case .nothing(let finding) = try judge.evidence(in: try ContainerReader(path)) {
            var placed = finding
            placed.place = path
            findings.append(placed)
        }
        return findings
    }
}
