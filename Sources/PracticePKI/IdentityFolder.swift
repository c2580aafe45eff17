// IdentityFolder.swift — laying out an identity folder: keys, certificates, and links to what goes with them.
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import TenderModel

extension PracticePKI {
    /// Writes `sign.p12`, `enc.p12`, `sign.crt`, `enc.crt`, `chain.crt` and the links into a new folder; the revocation lists follow.
    ///
    /// - Parameters:
    ///   - keys: one for each purpose of the person's kind.
    ///   - target: where to; ``Person/folder`` says where it will be, for the links.
    func write(
        _ person: Person, keys: [PrivateKey], issuer: KeyStore.Content, to target: String, from begin: Instant,
        until end: Instant, ocsp: String? = nil
    ) throws(Problem) -> [AuthorityIndex.Record] {
        guard keys.count == person.kind.purposes.count else { throw .bug("\(keys.count) keys") }
        try Files.makeFolder(target, mode: 0o700)
        try Files.makeFolder(target + "/crls", mode: 0o755)
        var records: [AuthorityIndex.Record] = []
        for (purpose, key) in zip(person.kind.purposes, keys) {
            let certificate = try Issuing.leaf(
                person, purpose, key: key, issuer: issuer, from: begin, until: end, ocsp: ocsp)
            let name = purpose == .encryption ? "enc" : "sign"
            let store = try KeyStore.make(
                key: key, certificate: certificate, chain: [issuer.certificate] + issuer.chain,
                name: person.name ?? person.organization.name, passphrase: passphrase, iterations: Issuing.iterations)
            try Files.write(store, to: "\(target)/\(name).p12", mode: 0o600)
            try Files.write(certificate.pem, to: "\(target)/\(name).crt")
            records.append(
                AuthorityIndex.Record(certificate, issuer: person.kind.authority, folder: person.folder))
        }
        let between = ([issuer.certificate] + issuer.chain).filter { !$0.isSelfIssued }
        if !between.isEmpty { try Files.write(between.map(\.pem).joined(), to: target + "/chain.crt") }
        let up = String(repeating: "../", count: person.folder.split(separator: "/").count)
        try Files.link(target + "/roots", to: up + "roots")
        if person.kind != .tsa { try Files.link(target + "/tsa", to: up + "tsa") }
        return records
    }
}
