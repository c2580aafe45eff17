// TimestampVerifier.swift — checking an RFC 3161 token over a signature value, or over any bytes.
package import OpenSSLKit
package import Reporting
internal import SwiftASN1
package import TenderModel

/// Verifies timestamp tokens against the trust list of timestamp authorities.
package struct TimestampVerifier: Sendable {
    package var trust: TrustStore

    package init(trust: TrustStore) {
        self.trust = trust
    }

    package struct Report: Sendable {
        /// The proven time; nil unless everything about the token passed.
        package var time: Instant?
        package var findings: [Finding] = []
        package var usedLists: [RevocationList] = []
        package var usedResponses: [OCSPResponse] = []
    }

    /// - Parameters:
    ///   - der: the token.
    ///   - signature: the bytes that were stamped.
    package func verify(
        _ der: [UInt8], over signature: [UInt8], lists: [RevocationList], responses: [OCSPResponse] = [],
        name: String
    ) throws(Problem) -> Report {
        var report = Report()
        let profile: SignedDataProfile
        do throws(SignedDataProfile.Departure) {
            profile = try SignedDataProfile(
                der: der, types: SignedDataProfile.timestampTypes, version: 3, attached: true)
        } catch {
            report.findings.append(SigningFinding.badTimestamp(error.text, at: name))
            return report
        }
        func refuse(_ zh: String, _ en: String) -> Report {
            var refused = report
            refused.findings.append(SigningFinding.badTimestamp(LocalizedText(zh: zh, en: en), at: name))
            return refused
        }
        guard let token = try? TimestampToken(der: der), CMSSignature.reencodes(der) else {
            return refuse("无法读取", "it cannot be read")
        }
        guard
            let signer = token.certificates.first(where: {
                $0.issuerDER == profile.signerIssuer && $0.serialDER == profile.signerSerial
            })
        else { return refuse("未附时间戳机构证书", "the authority's certificate is not in it") }
        let known: Set<ASN1ObjectIdentifier> = [
            SignedDataProfile.contentTypeAttribute, SignedDataProfile.messageDigest, SignedDataProfile.signingTime,
            SignedDataProfile.signingCertificate, SignedDataProfile.signingCertificateV2, Self.algorithmProtection,
        ]
        guard profile.unsignedAttributes.isEmpty, Set(profile.signedAttributes.map(\.type)).isSubset(of: known),
            let suite = SignatureSuites.suite(for: signer), suite.digestAlgorithms.contains(profile.digestAlgorithm),
            suite.signatureAlgorithms.contains(profile.signatureAlgorithm)
        else { return refuse("算法或属性不符", "its algorithms or attributes are not those of the profile") }
        let imprint = try Digest.of(signature, token.digestAlgorithm)
        guard (try? token.verify(imprint: imprint, signer: signer)) == true else {
            return refuse("与签名不符", "it does not fit the signature")
        }
        let time = Instant(seconds: token.genTime)
        let path = try PathValidation.check(
            signer, for: .timestamping, at: time, pool: token.certificates, lists: lists, responses: responses,
            trust: trust, place: name)
        report.findings += path.findings
        report.usedLists = path.usedLists
        report.usedResponses = path.usedResponses
        if !path.path.isEmpty {
            let accounted = Set(path.path).union(trust.timestampAnchors)
            guard token.certificates.allSatisfy(accounted.contains),
                Set(token.certificates).count == token.certificates.count
            else { return refuse("附有无关的证书", "a certificate in it has no part in the chain") }
        }
        if Verdict(findings: report.findings).status == .passed { report.time = time }
        return report
    }

    /// CMSAlgorithmProtection (RFC 6211).
    private static let algorithmProtection: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 52]
}
