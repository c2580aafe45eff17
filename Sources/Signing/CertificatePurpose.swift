// CertificatePurpose.swift — what a certificate may be used for. Signing and encryption are apart (双证书).
package import OpenSSLKit
package import Reporting

/// A use of a certificate.
package enum CertificatePurpose: String, Sendable, Hashable, Codable, CaseIterable {
    case signing
    case encryption
    case timestamping

    package var title: LocalizedText {
        switch self {
        case .signing: LocalizedText(zh: "签名", en: "signing")
        case .encryption: LocalizedText(zh: "加密", en: "encryption")
        case .timestamping: LocalizedText(zh: "时间戳", en: "timestamping")
        }
    }

    /// Whether the certificate's own words (key usage, extended key usage, CA flag) allow the use.
    package func admits(_ certificate: Certificate) -> Bool {
        guard !certificate.isCA, let usage = certificate.keyUsage else { return false }
        let stamps = certificate.extendedKeyUsages.contains("1.3.6.1.5.5.7.3.8")
        switch self {
        case .signing:
            return !usage.isDisjoint(with: [.digitalSignature, .nonRepudiation]) && !stamps
        case .encryption:
            return !usage.isDisjoint(with: [.keyEncipherment, .keyAgreement, .dataEncipherment])
                && usage.isDisjoint(with: [.digitalSignature, .nonRepudiation])
        case .timestamping:
            return stamps && certificate.extendedKeyUsages.count == 1
                && !usage.isDisjoint(with: [.digitalSignature, .nonRepudiation])
        }
    }
}

extension Certificate {
    /// The unified social credit code (统一社会信用代码) of whom the certificate belongs to: the one named subject field
    /// organizationIdentifier (2.5.4.97), bare or with the prefix `NTRCN-` of ETSI EN 319 412-1.
    package var creditCodeText: String? {
        guard let text = organizationIdentifier else { return nil }
        return text.hasPrefix("NTRCN-") ? String(text.dropFirst(6)) : text
    }

    /// A name for people: the common name, else the whole subject.
    package var displayName: String { commonName ?? subject }
}
