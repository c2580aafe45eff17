internal import OpenSSLKit
package import Reporting
// SignatureVerifier.swift — checking one .p7s over its content: form, cryptography, timestamp, certificates.
internal import SwiftASN1
package import TenderModel

/// Verifies detached CAdES signatures, as strictly as `docs/formats/README.md` says.
package struct SignatureVerifier: Sendable {
    package var trust: TrustStore
    /// The time to judge certificates at where no timestamp proves one: a receipt's time, else now. Never the signer's.
    package var time: Instant

    package init(trust: TrustStore, time: Instant) {
        self.trust = trust
        self.time = time
    }

    /// Checks one signature. What is wrong with it is in the report; only a failure of ours is thrown.
    ///
    /// - Parameters:
    ///   - der: the bytes of the `.p7s`.
    ///   - content: the bytes that it signs, detached.
    ///   - name: what to call it.
    ///   - suite: the suite that the file declares; nil to take the signer's.
    package func verify(
        _ der: [UInt8], content: [UInt8], name: String, suite declared: SuiteID? = nil
    ) throws(Problem) -> SignatureReport {
        var report = SignatureReport(name: name, validationTime: time)
        let profile: SignedDataProfile
        do throws(SignedDataProfile.Departure) {
            profile = try SignedDataProfile(
                der: der, types: SignedDataProfile.documentTypes, version: 1, attached: false)
        } catch {
            report.verdict.findings.append(SigningFinding.profile(error.text, at: name))
            return report
        }
        let certificates: [Certificate]
        let lists: [RevocationList]
        let responses: [OCSPResponse]
        do throws(Problem) {
            guard CMSSignature.reencodes(der) else {
                throw Problem.bug("never shown")
            }
            certificates = try CMSSignature.certificates(der)
            lists = try CMSSignature.revocationLists(der)
            responses = try CMSSignature.ocspResponses(der)
        } catch {
            report.verdict.findings.append(
                SigningFinding.profile(
                    LocalizedText(zh: "重新编码后字节不同", en: "it does not re-encode to the same bytes"), at: name))
            return report
        }
        guard
            let signer = certificates.first(where: {
                $0.issuerDER == profile.signerIssuer && $0.serialDER == profile.signerSerial
            })
        else {
            report.verdict.findings.append(
                SigningFinding.profile(
                    LocalizedText(zh: "未附签名者证书", en: "the signer's certificate is not in it"), at: name))
            return report
        }
        report.signer = signer
        report.verdict.findings += checkForm(profile, signer: signer, declared: declared, report: &report)
        guard report.verdict.findings.isEmpty else { return report }
        guard (try? CMSSignature.verify(der, content: content, signer: signer)) == true else {
            let fault = try CMSSignature.fault(der, content: content, signer: signer)
            report.verdict.findings.append(SigningFinding.badSignature(fault, at: name))
            return report
        }
        var used = Set<RevocationList>()
        var usedResponses = Set<OCSPResponse>()
        var known = Set<Certificate>()
        try judgeTimestamp(
            profile, signature: try CMSSignature.signatureValue(der), lists: lists, responses: responses, into: &report,
            used: &used, usedResponses: &usedResponses)
        let path = try PathValidation.check(
            signer, for: .signing, at: report.validationTime, pool: certificates, lists: lists, responses: responses,
            trust: trust, place: name)
        report.path = path.path
        report.evidence = path.evidence
        report.isPractice = path.isPractice
        report.verdict.findings += path.findings
        used.formUnion(path.usedLists)
        usedResponses.formUnion(path.usedResponses)
        known.formUnion(path.path)
        known.formUnion(trust.anchors)
        // Whatever does not bear on the conclusion is not covered by any signature, so it must not be there.
        if !path.path.isEmpty {
            if certificates.contains(where: { !known.contains($0) }) || Set(certificates).count != certificates.count {
                report.verdict.findings.append(
                    SigningFinding.profile(
                        LocalizedText(zh: "附有无关的证书", en: "a certificate in it has no part in the chain"), at: name))
            }
            let isSettled = report.provenTime != nil || profile.unsignedAttributes.isEmpty
            if isSettled,
                responses.contains(where: { !usedResponses.contains($0) }) || Set(responses).count != responses.count
            {
                report.verdict.findings.append(
                    SigningFinding.profile(
                        LocalizedText(zh: "附有无关的 OCSP 应答", en: "an OCSP response in it has no part in the chain"),
                        at: name))
            }
            if isSettled, lists.contains(where: { !used.contains($0) }) {
                report.verdict.findings.append(
                    SigningFinding.profile(
                        LocalizedText(zh: "附有无关的吊销列表", en: "a revocation list in it has no part in the chain"), at: name
                    ))
            }
        }
        return report
    }

    private func checkForm(
        _ profile: SignedDataProfile, signer: Certificate, declared: SuiteID?, report: inout SignatureReport
    ) -> [Finding] {
        var findings: [Finding] = []
        func departs(_ zh: String, _ en: String) {
            findings.append(SigningFinding.profile(LocalizedText(zh: zh, en: en), at: report.name))
        }
        // a key that is none is of no suite, and that it is none says more
        guard signer.publicKeyFault == nil,
            let suite = declared.map(SignatureSuites.suite) ?? SignatureSuites.suite(for: signer)
        else {
            return [SigningFinding.weak(signer, at: report.name)]
        }
        report.suite = suite.id
        if !suite.admits(signer.publicKeyKind) {
            findings.append(SigningFinding.wrongSuite(signer, suite.id, at: report.name))
        }
        if !suite.messageTypes.contains(profile.messageType) {
            departs("消息类型不属于套件", "the message type is not the suite's")
        }
        if !suite.digestAlgorithms.contains(profile.digestAlgorithm) {
            departs("摘要算法不属于套件", "the digest algorithm is not the suite's")
        }
        if !suite.signatureAlgorithms.contains(profile.signatureAlgorithm) {
            departs("签名算法不属于套件", "the signature algorithm is not the suite's")
        }
        let required: Set<ASN1ObjectIdentifier> = [
            SignedDataProfile.contentTypeAttribute, SignedDataProfile.messageDigest, SignedDataProfile.signingTime,
            SignedDataProfile.signingCertificateV2,
        ]
        let present = Set(profile.signedAttributes.map(\.type))
        if !present.isSuperset(of: required)
            || !present.subtracting(required).isSubset(of: [SignedDataProfile.signerAttributesV2])
        {
            departs("签名属性不是规定的那些", "the signed attributes are not those of the profile")
        }
        if !profile.unsignedAttributes.allSatisfy({ $0.type == SignedDataProfile.signatureTimestamp }) {
            departs("有未知的未签名属性", "an unknown unsigned attribute")
        }
        for (type, value) in profile.signedAttributes {
            if type == SignedDataProfile.signerAttributesV2 {
                report.role = SignerRole.decode(value)
                if report.role == nil { departs("签章角色未知", "an unknown signature role") }
            } else if type == SignedDataProfile.signingTime {
                report.claimedTime = (try? UTCTime(derEncoded: value)).flatMap(Instant.init(utc:))
            }
        }
        return findings
    }

    private func judgeTimestamp(
        _ profile: SignedDataProfile, signature: [UInt8], lists: [RevocationList], responses: [OCSPResponse],
        into report: inout SignatureReport, used: inout Set<RevocationList>, usedResponses: inout Set<OCSPResponse>
    ) throws(Problem) {
        guard let attribute = profile.unsignedAttributes.first?.value else { return }
        let checked = try TimestampVerifier(trust: trust).verify(
            attribute, over: signature, lists: lists, responses: responses, name: report.name)
        report.verdict.findings += checked.findings
        used.formUnion(checked.usedLists)
        usedResponses.formUnion(checked.usedResponses)
        if let time = checked.time {
            report.provenTime = time
            report.validationTime = time
        }
    }
}

extension Instant {
    init?(utc time: UTCTime) {
        // UTCTime has two digits of the year: 50 to 99 are of the last century (RFC 5280, 4.1.2.5.1).
        try? self.init(
            String(time.year) + "-" + [time.month, time.day].map(Self.two).joined(separator: "-") + "T"
                + [time.hours, time.minutes, time.seconds].map(Self.two).joined(separator: ":") + "Z")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
