// Issuing.swift — what the practice authorities write into certificates.
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import TenderModel

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
        let request = CertificateRequest(
            subject: [
                (Subject.country, "CN"), (Subject.organization, "biao 模拟CA"), (Subject.commonName, name.commonName),
            ],
            publicKey: key, keyUsage: [.keyCertSign, .crlSign], policies: [PracticePolicy.oid], isCA: true,
            pathLength: name == .root ? 1 : 0, notBefore: begin.seconds,
            notAfter: begin.adding(days: authorityDays).seconds)
        let certificate = try CertificateAuthority.issue(
            request, issuer: issuer?.certificate, issuerKey: issuer?.key ?? key)
        return KeyStore.Content(
            key: key, certificate: certificate, chain: issuer.map { [$0.certificate] + $0.chain } ?? [])
    }

    /// A certificate for one purpose of one person.
    static func leaf(
        _ person: Person, _ purpose: CertificatePurpose, key: PrivateKey, issuer: KeyStore.Content, from begin: Instant,
        until end: Instant, ocsp: String? = nil
    ) throws(Problem) -> Certificate {
        let unit = person.organization
        let request = CertificateRequest(
            subject: [
                (Subject.country, "CN"), (Subject.organization, unit.name),
                (Subject.organizationIdentifier, "NTRCN-" + unit.code.text),
                (Subject.commonName, person.name ?? unit.name),
            ],
            publicKey: key, keyUsage: usage(purpose, key.kind),
            extendedKeyUsage: purpose == .timestamping ? [TimestampAuthority.extendedKeyUsage] : [],
            policies: [PracticePolicy.oid], notBefore: begin.seconds, notAfter: end.seconds,
            ocspResponder: ocsp)
        return try CertificateAuthority.issue(request, issuer: issuer.certificate, issuerKey: issuer.key)
    }

    private static func usage(_ purpose: CertificatePurpose, _ kind: PrivateKey.Kind) -> KeyUsage {
        switch (purpose, kind) {
        case (.signing, _), (.timestamping, _): [.digitalSignature, .nonRepudiation]
        case (.encryption, .rsa): [.keyEncipherment, .dataEncipherment]
        case (.encryption, _): [.keyAgreement]
        }
    }

    private enum Subject {
        static let commonName = "2.5.4.3"
        static let country = "2.5.4.6"
        static let organization = "2.5.4.10"
        static let organizationIdentifier = "2.5.4.97"
    }
}
