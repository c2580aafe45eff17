// IdentityFolder.swift — laying out an identity folder: keys, certificates, and links to what goes with them.
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import TenderModel

/// The key that a certificate is for: one that was made here, or one that stays with whoever asked.
enum HeldKey {
    case ours(PrivateKey)
    case holders(PublicKey)

    var publicKey: PublicKey {
        get throws(Problem) {
            switch self {
            case .ours(let key): try key.publicKey
            case .holders(let key): key
            }
        }
    }
}

extension PracticePKI {
    /// Writes `sign.crt`, `enc.crt`, `chain.crt` and the links into a new folder, and `sign.p12`, `enc.p12` with the keys that were
    /// made here; the revocation lists follow.
    ///
    /// - Parameters:
    ///   - keys: one for each purpose that a certificate is issued for.
    ///   - target: where to; `folder` says where it will be, for the links.
    func write(
        _ kind: IdentityKind, _ subject: SubjectName, folder: String,
        keys: [(purpose: CertificatePurpose, key: HeldKey)],
        issuer: KeyStore.Content, to target: String, from begin: Instant, until end: Instant, ocsp: String? = nil
    ) throws(Problem) -> [AuthorityIndex.Record] {
        try Files.makeFolder(target, mode: 0o700)
        try Files.makeFolder(target + "/crls", mode: 0o755)
        var records: [AuthorityIndex.Record] = []
        for (purpose, key) in keys {
            let certificate = try Issuing.leaf(
                purpose, of: subject, key: try key.publicKey, issuer: issuer, from: begin, until: end, ocsp: ocsp)
            let name = purpose.fileName
            if case .ours(let key) = key {
                let store = try KeyStore.make(
                    key: key, certificate: certificate, chain: [issuer.certificate] + issuer.chain,
                    name: certificate.displayName, passphrase: passphrase, iterations: Issuing.iterations)
                try Files.write(store, to: "\(target)/\(name).p12", mode: 0o600)
            }
            try Files.write(certificate.pem, to: "\(target)/\(name).crt")
            records.append(AuthorityIndex.Record(certificate, issuer: kind.authority, folder: folder))
        }
        let between = ([issuer.certificate] + issuer.chain).filter { !$0.isSelfIssued }
        if !between.isEmpty { try Files.write(between.map(\.pem).joined(), to: target + "/chain.crt") }
        let up = String(repeating: "../", count: folder.split(separator: "/").count)
        try Files.link(target + "/roots", to: up + "roots")
        if kind != .tsa { try Files.link(target + "/tsa", to: up + "tsa") }
        return records
    }
}
