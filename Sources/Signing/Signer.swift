// Signer.swift — making a detached CAdES signature, with a timestamp where an authority is set.
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// Signs with an identity at a time.
package struct Signer: Sendable {
    package var identity: Identity
    /// Stamps each signature (CAdES-T); nil makes CAdES-B.
    package var timestamps: TimestampSource?
    package var clock: TimeSource

    package init(identity: Identity, timestamps: TimestampSource?, clock: TimeSource) {
        self.identity = identity
        self.timestamps = timestamps
        self.clock = clock
    }

    /// The DER of a signature over `content`.
    package func sign(_ content: [UInt8], role: SignatureRole? = nil) throws(Problem) -> [UInt8] {
        let suite = try identity.suite()
        let signing = identity.signing
        guard CertificatePurpose.signing.admits(signing.certificate) else {
            throw Problem(
                code: "SIGN-0006",
                message: LocalizedText(zh: "sign.p12 中的证书不能用于签名", en: "the certificate in sign.p12 may not sign"),
                remedy: LocalizedText(
                    zh: "请检查 sign.p12 与 enc.p12 是否放反", en: "check whether sign.p12 and enc.p12 were swapped"),
                place: identity.folder)
        }
        let now = clock.now()
        guard (signing.certificate.notBefore...signing.certificate.notAfter).contains(now.seconds) else {
            throw Problem(
                code: "SIGN-0007",
                message: LocalizedText(
                    zh: "签名证书在 \(now.text) 不在有效期内(至 \(Instant(seconds: signing.certificate.notAfter).text))",
                    en:
                        "the signing certificate is not valid at \(now.text) (it ends \(Instant(seconds: signing.certificate.notAfter).text))"
                ),
                remedy: LocalizedText(zh: "请更新证书后再签", en: "renew the certificate, then sign"), place: identity.folder)
        }
        let intermediates = signing.chain.filter { !$0.isSelfIssued }
        let chain = [signing.certificate] + intermediates
        var lists = identity.revocationLists.filter { list in chain.contains { $0.issuerDER == list.issuerDER } }
        if let timestamps { lists += timestamps.revocationLists.filter { !lists.contains($0) } }
        var attributes: [(oid: String, der: [UInt8])] = []
        if let role { attributes.append((SignerRole.attributeType, SignerRole.encode(role))) }
        let signature = try CMSSignature.sign(
            content, key: signing.key, certificate: signing.certificate, chain: intermediates, crls: lists,
            signingTime: now.seconds, digest: suite.digest, attributes: attributes)
        // a token's key is known by its certificate alone: whether the two belong together shows only now
        if signing.key.holder != nil,
            try !CMSSignature.verify(signature, content: content, signer: signing.certificate)
        {
            throw TokenPick.otherKey(signing.certificate.displayName, identity.folder)
        }
        guard let timestamps else { return signature }
        let imprint = try Digest.of(try CMSSignature.signatureValue(signature), suite.digest)
        let token = try timestamps.stamp(imprint: imprint, digest: suite.digest, clock: clock)
        return try CMSSignature.addingTimestamp(token, to: signature)
    }
}

/// Who stamps: for now an identity at hand (the practice timestamp authority).
package struct TimestampSource: Sendable {
    private let authority: Identity

    /// SIGN-0008 where the identity's certificate is not for timestamps.
    package init(_ authority: Identity) throws(Problem) {
        guard CertificatePurpose.timestamping.admits(authority.signing.certificate) else {
            throw Problem(
                code: "SIGN-0008",
                message: LocalizedText(zh: "该证书不能签发时间戳", en: "this certificate may not issue timestamps"),
                remedy: LocalizedText(
                    zh: "--tsa 需要时间戳机构的身份文件夹", en: "--tsa takes the identity folder of a timestamp authority"),
                place: authority.folder)
        }
        self.authority = authority
    }

    var revocationLists: [RevocationList] { authority.revocationLists }

    func stamp(imprint: [UInt8], digest: DigestAlgorithm, clock: TimeSource) throws(Problem) -> [UInt8] {
        try TimestampAuthority.stamp(
            imprint: imprint, digest: digest, key: authority.signing.key, certificate: authority.signing.certificate,
            chain: authority.signing.chain.filter { !$0.isSelfIssued }, at: clock.now().seconds,
            policy: PracticePolicy.oid + ".1")
    }
}
