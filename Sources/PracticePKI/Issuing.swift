// Issuing.swift — what the practice authorities write into certificates.
package import OpenSSLKit
internal import Reporting
internal import Signing
package import TenderModel

/// The certificates of a practice PKI.
enum Issuing {
    static let authorityDays = 3_652
    static let leafDays = 1_095
    /// Of the derivation that guards practice keys: what `openssl pkcs12 -export` takes. They are worth little, and
    /// exercises open them all the time.
    static let iterations: Int32 = 2_048

    /// One of the authorities. Self-signed where `issuer` is nil.
    static func authority(
        _ name: AuthorityName, key: PrivateKey, issuer: KeyStore.Content?, from begin: Instant
    ) throws(Problem) -> KeyStore.Content {
        let template = CertificateTemplate(
            subject: [
                (SubjectName.country, "CN"), (SubjectName.organization, "biao 模拟CA"),
                (SubjectName.commonName, name.commonName),
            ],
            publicKey: try key.publicKey, keyUsage: [.keyCertSign, .crlSign], policies: [PracticePolicy.oid],
            isCA: true,
            pathLength: name == .root ? 1 : 0, notBefore: begin.seconds,
            notAfter: begin.adding(days: authorityDays).seconds)
        let certificate = try CertificateAuthority.issue(
            template, issuer: issuer?.certificate, issuerKey: issuer?.key ?? key)
        return KeyStore.Content(
            key: key, certificate: certificate, chain: issuer.map { [$0.certificate] + $0.chain } ?? [])
    }

    /// A certificate for one purpose of one holder.
    static func leaf(
        _ purpose: CertificatePurpose, of subject: SubjectName, key: PublicKey, issuer: KeyStore.Content,
        from begin: Instant, until end: Instant, ocsp: String? = nil
    ) throws(Problem) -> Certificate {
        let template = CertificateTemplate(
            subject: subject.attributes, publicKey: key, keyUsage: purpose.keyUsage(of: key.kind),
            extendedKeyUsage: purpose == .timestamping ? [TimestampAuthority.extendedKeyUsage] : [],
            policies: [PracticePolicy.oid], notBefore: begin.seconds, notAfter: end.seconds,
            ocspResponder: ocsp)
        return try CertificateAuthority.issue(template, issuer: issuer.certificate, issuerKey: issuer.key)
    }
}

extension SubjectName {
    /// That of a unit, or of a person in it.
    package init(_ unit: Organization, person: String? = nil) {
        self.init([
            (Self.country, "CN"), (Self.organization, unit.name),
            (Self.organizationIdentifier, "NTRCN-" + unit.code.text), (Self.commonName, person ?? unit.name),
        ])
    }
}
