// NamedPeople.swift — is this signer one of the people that a tender names? Officers and trustees, by their certificates.
package import OpenSSLKit
package import TenderModel

/// A tender names people by their *encryption* certificates; what they sign, they sign with another (双证书). The two belong to
/// one holder where their subjects are the same.
extension Tender {
    /// The opening officer (开标员) who holds this signing certificate; nil where it is none of them.
    package func officer(signing certificate: Certificate?) -> NamedCertificate? {
        openingCertificates.first { $0.belongs(to: certificate) }
    }

    /// Names of the opening officers, for messages.
    package func officerNames(_ separator: String) -> String {
        openingCertificates.map(\.holder).joined(separator: separator)
    }

    /// Whether this signing certificate is that of the trustee (托管人) with this number, from 1.
    func isTrustee(_ number: Int, signing certificate: Certificate?) -> Bool {
        guard let trustees = recovery?.trustees, trustees.indices.contains(number - 1) else { return false }
        return trustees[number - 1].belongs(to: certificate)
    }
}

extension NamedCertificate {
    fileprivate func belongs(to signing: Certificate?) -> Bool {
        guard let signing, !signing.subject.isEmpty, let own = try? Certificate(der: der) else { return false }
        return own.subject == signing.subject
    }
}
