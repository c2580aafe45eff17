// PathValidation.swift — is this certificate good, at that time? Path, purpose, strength, practice mark, revocation.
package import OpenSSLKit
package import Reporting
package import TenderModel

/// What validation found about a certificate.
package struct PathReport: Sendable {
    /// Leaf first, anchor last; empty where no path was found.
    package var path: [Certificate] = []
    package var findings: [Finding] = []
    /// The revocation lists that bore on the path.
    package var usedLists: [RevocationList] = []
    /// The OCSP responses that bore on the path.
    package var usedResponses: [OCSPResponse] = []
    /// By what each certificate below the anchor is known not to be revoked.
    package var evidence: [RevocationEvidence] = []
    package var isPractice = false
}

/// What says that a certificate was not revoked.
package struct RevocationEvidence: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case list = "crl"
        case response = "ocsp"
    }

    package var certificate: Certificate
    package var kind: Kind
    /// When the issuer said so.
    package var date: Instant
}

/// Path validation at a point in time.
package enum PathValidation {
    /// - Parameters:
    ///   - purpose: what the leaf was, or will be, used for.
    ///   - time: the time that validity and revocation are judged at.
    ///   - pool: further certificates that may form the path.
    ///   - lists: revocation lists beside those of the trust store.
    ///   - responses: OCSP responses.
    ///   - place: where findings are said to be.
    package static func check(
        _ leaf: Certificate, for purpose: CertificatePurpose, at time: Instant, pool: [Certificate],
        lists: [RevocationList], responses: [OCSPResponse] = [], trust: TrustStore, place: String
    ) throws(Problem) -> PathReport {
        var report = PathReport()
        let anchors = purpose == .timestamping ? trust.timestampAnchors : trust.anchors
        if !purpose.admits(leaf) {
            report.findings.append(SigningFinding.wrongPurpose(leaf, purpose, at: place))
        }
        switch try CertificatePath.build(leaf: leaf, intermediates: pool, anchors: anchors, at: time.seconds) {
        case .failure(let code, let certificate, let explanation):
            report.isPractice = PracticePolicy.marks(leaf)
            report.findings.append(
                SigningFinding.noPath(
                    leaf, code: code, certificate: certificate, explanation: explanation, time: time, purpose: purpose,
                    at: place))
        case .path(let path):
            report.path = path
            for certificate in path where !isStrong(certificate) {
                report.findings.append(SigningFinding.weak(certificate, at: place))
            }
            if let suite = SignatureSuites.suite(for: leaf) {
                for certificate in path where !suite.admitsAuthority(certificate.publicKeyKind) {
                    report.findings.append(SigningFinding.mixedChain(certificate, suite.id, at: place))
                }
            }
            report.isPractice = path.contains(where: PracticePolicy.marks)
            if report.isPractice && !trust.allowsPractice {
                report.findings.append(SigningFinding.practice(leaf, at: place))
            }
            let available = lists + trust.revocationLists
            for (certificate, issuer) in zip(path, path.dropFirst()) {
                let known = revocation(
                    of: certificate, issuer: issuer, lists: available, responses: responses, at: time, place: place)
                if let finding = known.finding { report.findings.append(finding) }
                if let evidence = known.evidence { report.evidence.append(evidence) }
                report.usedLists += known.lists
                report.usedResponses += known.responses
            }
        }
        return report
    }

    /// What a certificate says against itself: purpose, validity and strength. Whether it is to be trusted, and whether it was
    /// revoked, stays open: ``check(_:for:at:pool:lists:responses:trust:place:)`` tells.
    package static func checkAlone(
        _ leaf: Certificate, for purpose: CertificatePurpose, at time: Instant, place: String
    ) -> [Finding] {
        var findings: [Finding] = []
        if !purpose.admits(leaf) { findings.append(SigningFinding.wrongPurpose(leaf, purpose, at: place)) }
        let outside: Int32? =
            leaf.notAfter < time.seconds
            ? CertificatePath.expired : leaf.notBefore > time.seconds ? CertificatePath.notYetValid : nil
        if let outside {
            findings.append(
                SigningFinding.noPath(
                    leaf, code: outside, certificate: nil, explanation: "", time: time, purpose: purpose, at: place))
        }
        if !isStrong(leaf) { findings.append(SigningFinding.weak(leaf, at: place)) }
        return findings
    }

    /// RSA of 2048 bits or P-256, signed with SHA-256 or stronger, or SM2 with SM3. SHA-1 and short keys never pass.
    static func isStrong(_ certificate: Certificate) -> Bool {
        guard SignatureSuites.suite(for: certificate) != nil else { return false }
        return strongSignatures.contains(certificate.signatureAlgorithm)
    }

    /// RSA with SHA-256/384/512, RSASSA-PSS, ECDSA with SHA-256/384/512, SM2 with SM3.
    static let strongSignatures: Set<String> = [
        "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
        NationalIdentifiers.sm2WithSM3,
    ]

    /// Every usable list of the issuer counts: one that names the certificate as revoked by `time` decides; without a
    /// list that is still fresh at `time`, nobody can tell. A list made after `time` knows all that one before it knew.
    /// The same goes for every OCSP response that the issuer, or who it made its responder, signed.
    private static func revocation(
        of certificate: Certificate, issuer: Certificate, lists: [RevocationList], responses: [OCSPResponse],
        at time: Instant, place: String
    ) -> (finding: Finding?, evidence: RevocationEvidence?, lists: [RevocationList], responses: [OCSPResponse]) {
        let usable = lists.filter {
            $0.issuerDER == certificate.issuerDER && !$0.hasUnsupportedCriticalExtension
                && strongSignatures.contains($0.signatureAlgorithm) && $0.isSigned(by: issuer)
        }
        let judged = responses.map {
            ($0, OCSPStanding.of($0, about: certificate, issuer: issuer, lists: usable, at: time))
        }
        let answers = judged.filter(\.1.isAnswer).map(\.0)
        for list in usable {
            guard let revoked = list.revocation(of: certificate), revoked.date <= time.seconds, revoked.reason != 8
            else {
                continue
            }
            return (
                SigningFinding.revoked(certificate, on: Instant(seconds: revoked.date), at: place), nil, usable, answers
            )
        }
        for case .revoked(let date) in judged.map(\.1) {
            return (SigningFinding.revoked(certificate, on: date, at: place), nil, usable, answers)
        }
        var fresh = usable.filter { ($0.nextUpdate ?? Int64.min) >= time.seconds }.map {
            RevocationEvidence(certificate: certificate, kind: .list, date: Instant(seconds: $0.thisUpdate))
        }
        for case .fresh(let date) in judged.map(\.1) {
            fresh.append(RevocationEvidence(certificate: certificate, kind: .response, date: date))
        }
        guard let newest = fresh.max(by: { $0.date < $1.date }) else {
            return (SigningFinding.noFreshList(certificate, time: time, at: place), nil, usable, answers)
        }
        return (nil, newest, usable, answers)
    }
}
