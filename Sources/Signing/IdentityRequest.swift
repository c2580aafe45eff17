// IdentityRequest.swift — an identity in the making: fresh keys in a folder, and the requests for their certificates.
internal import FileKit
package import OpenSSLKit
package import Reporting

/// Makes the keys of an identity whose certificates somebody else will issue.
/// ```
/// sign.pem   private key (PKCS#8, encrypted)       enc.pem   the same for encryption
/// sign.csr   the request for its certificate       enc.csr
/// ```
/// With the issued `sign.crt`, `enc.crt` and `chain.crt` beside them the folder is an identity (``IdentityFile``).
package enum IdentityRequest {
    /// Makes the folder, which appears whole or not at all, mode 0700, the keys in it 0600.
    ///
    /// - Parameters:
    ///   - purposes: a key and a request each; signing and encryption.
    ///   - passphrase: encrypts the keys; 4 bytes or more.
    /// - Returns: the names of the requests' files.
    /// - Throws: PKI-0009, CRYP-0070 for a subject that cannot be written, FILE-0005 where there is something of that name.
    package static func make(
        at folder: String, suite: any SignatureSuite, subject: SubjectName, purposes: [CertificatePurpose],
        passphrase: Secret
    ) throws(Problem) -> [String] {
        try passphrase.requireLength()
        var new = try NewFolder(folder, mode: 0o700)
        var names: [String] = []
        for purpose in purposes {
            let name = purpose.fileName
            let key = try PrivateKey.generate(suite.keyKind)
            let request = try CertificationRequest.make(
                subject: subject, key: key, keyUsage: purpose.keyUsage(of: key.publicKey.kind))
            try Files.write(
                try key.pkcs8PEM(passphrase: passphrase), to: "\(new.temporaryPath)/\(name).pem", mode: 0o600)
            try Files.write(request.pem, to: "\(new.temporaryPath)/\(name).csr")
            names.append("\(name).csr")
        }
        try new.commit()
        return names
    }
}

extension CertificatePurpose {
    /// What its files in an identity folder are called, before the dot.
    package var fileName: String { self == .encryption ? "enc" : "sign" }

    /// The key usage that certificates for this purpose say, by the kind of their key.
    package func keyUsage(of kind: PublicKeyKind) -> KeyUsage {
        switch (self, kind) {
        case (.signing, _), (.timestamping, _): [.digitalSignature, .nonRepudiation]
        case (.encryption, .rsa): [.keyEncipherment, .dataEncipherment]
        case (.encryption, _): [.keyAgreement]
        }
    }
}

extension Secret {
    /// PKI-0009 for a passphrase that OpenSSL would not encrypt a PKCS#8 or PKCS#12 key under.
    package func requireLength() throws(Problem) {
        guard count < 4 else { return }
        throw Problem(
            code: "PKI-0009", kind: .usage,
            message: LocalizedText(zh: "口令太短:至少 4 个字节", en: "the passphrase is too short: 4 bytes at least"),
            remedy: LocalizedText(zh: "请换一个口令", en: "choose another passphrase"))
    }
}
