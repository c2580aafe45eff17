// OddAuthority.swift — a small PKI that issues whatever a test asks for, right or wrong.
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel

/// A key with its certificate.
struct Holder: Sendable {
    var key: PrivateKey
    var certificate: Certificate
}

/// Root, intermediate and timestamp authorities of one suite. Unlike the practice PKI it carries no practice mark.
struct OddAuthority: Sendable {
    let suite: SuiteID
    let root: Holder
    let intermediate: Holder
    let tsaRoot: Holder
    let tsa: Holder
    /// One key for all leaves, since making RSA keys takes time.
    let leafKey: PrivateKey

    static let start = moment("2026-01-05T09:00:00+08:00")
    static let end = moment("2030-01-05T09:00:00+08:00")
    /// When a signature of a test is made.
    static let signed = moment("2026-03-31T16:00:00+08:00")
    /// When it is looked at.
    static let now = moment("2026-09-01T10:00:00+08:00")

    private static let sm2 = Result { try OddAuthority(.sm2SM3) }
    private static let p256 = Result { try OddAuthority(.p256SHA256) }
    private static let rsa = Result { try OddAuthority(.rsaSHA256) }
    private static let strange = Result { try OddAuthority(.p256SHA256) }

    static func of(_ suite: SuiteID) throws -> OddAuthority {
        switch suite {
        case .p256SHA256: try p256.get()
        case .sm2SM3: try sm2.get()
        case .rsaSHA256: try rsa.get()
        }
    }

    /// One with the same names and other keys, that nobody trusts.
    static func stranger() throws -> OddAuthority { try strange.get() }

    private init(_ suite: SuiteID) throws {
        self.suite = suite
        let kind: PrivateKey.Kind = suite == .rsaSHA256 ? .rsa(bits: 2048) : SignatureSuites.suite(suite).keyKind
        func authority(_ name: String, by issuer: Holder?) throws -> Holder {
            let key = try PrivateKey.generate(kind)
            let request = CertificateTemplate(
                subject: [("2.5.4.6", "CN"), ("2.5.4.3", name)], publicKey: try key.publicKey,
                keyUsage: [.keyCertSign, .crlSign],
                isCA: true, notBefore: Self.start.seconds, notAfter: Self.end.seconds)
            return Holder(
                key: key,
                certificate: try CertificateAuthority.issue(
                    request, issuer: issuer?.certificate, issuerKey: issuer?.key ?? key))
        }
        root = try authority("根", by: nil)
        intermediate = try authority("签发", by: root)
        tsaRoot = try authority("时间戳根", by: nil)
        leafKey = try PrivateKey.generate(kind)
        tsa = try Self.issue(Leaf(name: "时间戳", use: .timestamping), key: leafKey, by: tsaRoot)
    }

    /// What a certificate is to be.
    struct Leaf: Sendable {
        var name = "青山建设集团有限公司"
        var use = CertificatePurpose.signing
        var isCA = false
        var policies: [String] = []
        var notBefore = OddAuthority.start
        var notAfter = OddAuthority.end
        /// URL of a responder.
        var ocsp: String?
        /// Whether it may answer OCSP for its issuer, and whether nobody need ask about it then.
        var responds = false
        var exempt = false
    }

    static func issue(_ leaf: Leaf, key: PrivateKey, by issuer: Holder) throws -> Holder {
        var usage: KeyUsage = [.digitalSignature, .nonRepudiation]
        if leaf.use == .encryption { usage = key.kind == .p256 ? .keyAgreement : .keyEncipherment }
        if leaf.isCA { usage.formUnion([.keyCertSign, .crlSign]) }
        let request = CertificateTemplate(
            subject: [("2.5.4.6", "CN"), ("2.5.4.97", "NTRCN-91999999MA0QCJH01X"), ("2.5.4.3", leaf.name)],
            publicKey: try key.publicKey,
            keyUsage: usage,
            extendedKeyUsage: leaf.use == .timestamping
                ? [TimestampAuthority.extendedKeyUsage] : leaf.responds ? [OCSPResponse.extendedKeyUsage] : [],
            policies: leaf.policies, isCA: leaf.isCA, notBefore: leaf.notBefore.seconds,
            notAfter: leaf.notAfter.seconds, ocspResponder: leaf.ocsp, isExemptFromRevocation: leaf.exempt)
        return Holder(
            key: key,
            certificate: try CertificateAuthority.issue(request, issuer: issuer.certificate, issuerKey: issuer.key))
    }

    func leaf(_ leaf: Leaf = Leaf()) throws -> Holder { try Self.issue(leaf, key: leafKey, by: intermediate) }

    /// A revocation list of one of the authorities.
    func list(
        of issuer: Holder, revoked: [(Holder, Instant)] = [], from begin: Instant = start,
        until end: Instant = OddAuthority.end
    ) throws -> RevocationList {
        try CertificateAuthority.revocationList(
            issuer: issuer.certificate, key: issuer.key,
            revoked: revoked.map { ($0.0.certificate.serialNumber, $0.1.seconds, nil) }, number: 1,
            thisUpdate: begin.seconds, nextUpdate: end.seconds)
    }

    /// Fresh, empty lists of everyone.
    func lists() throws -> [RevocationList] {
        try [root, intermediate, tsaRoot].map { try list(of: $0) }
    }

    func trust(lists: [RevocationList] = []) -> TrustStore {
        TrustStore(
            anchors: [root.certificate], timestampAnchors: [tsaRoot.certificate], revocationLists: lists)
    }

    /// A signature that asks nobody whether it may be made.
    func sign(
        _ content: [UInt8], by holder: Holder, chain: [Certificate]? = nil, lists: [RevocationList] = [],
        at time: Instant = signed, stampedBy stamper: Holder? = nil, stampedAt: Instant? = nil
    ) throws -> [UInt8] {
        let plain = try CMSSignature.sign(
            content, key: holder.key, certificate: holder.certificate, chain: chain ?? [intermediate.certificate],
            crls: lists, signingTime: time.seconds, digest: SignatureSuites.suite(suite).digest)
        guard let stamper else { return plain }
        return try CMSSignature.addingTimestamp(
            try token(over: try CMSSignature.signatureValue(plain), by: stamper, at: stampedAt ?? time), to: plain)
    }

    func token(over bytes: [UInt8], by stamper: Holder, at time: Instant = signed) throws -> [UInt8] {
        try TimestampAuthority.stamp(
            imprint: try Digest.of(bytes, SignatureSuites.suite(suite).digest),
            digest: SignatureSuites.suite(suite).digest, key: stamper.key, certificate: stamper.certificate,
            chain: [], at: time.seconds, policy: "1.2.3.4.1")
    }
}
