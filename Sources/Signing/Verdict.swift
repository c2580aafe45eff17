// Verdict.swift — the conclusion of a check (验签结论): passed, failed, or indeterminate, with every reason.
package import OpenSSLKit
package import Reporting
package import TenderModel

/// A conclusion. "Cannot tell" is neither a pass nor a failure.
package struct Verdict: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable, Codable {
        case passed
        case failed
        case indeterminate
    }

    /// Everything that was found; the status follows from it.
    package var findings: [Finding]

    package init(findings: [Finding] = []) {
        self.findings = findings
    }

    package var status: Status {
        if findings.contains(where: { $0.severity == .error }) { return .failed }
        if findings.contains(where: { $0.severity == .indeterminate }) { return .indeterminate }
        return .passed
    }
}

/// What is known about one signature.
package struct SignatureReport: Sendable, Hashable {
    /// The entry it was read from, such as `META-INF/signature001.p7s`.
    package var name: String
    package var suite: SuiteID?
    package var signer: Certificate?
    /// The role that the signer claims within the signature.
    package var role: SignatureRole?
    /// What the signer's own clock said; proves nothing.
    package var claimedTime: Instant?
    /// What the timestamp proves; nil without a valid one.
    package var provenTime: Instant?
    /// The time that certificates were judged at.
    package var validationTime: Instant
    /// Signer first, anchor last; empty where none was found.
    package var path: [Certificate]
    /// By what the certificates of the path are known not to be revoked.
    package var evidence: [RevocationEvidence] = []
    package var isPractice: Bool
    /// Whether it stands beside the signatures of the file's own suite.
    package var isBeside = false
    package var verdict: Verdict

    package init(name: String, validationTime: Instant) {
        self.name = name
        self.validationTime = validationTime
        self.path = []
        self.isPractice = false
        self.verdict = Verdict()
    }
}
