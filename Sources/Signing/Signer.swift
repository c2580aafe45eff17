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
    /// Is told what a timestamp service leaves to be desired, and of each retry.
    package var report: FindingReport?
    /// Asks OCSP responders where certificates name them; nil asks nobody.
    package var responders: ResponderSource?

    package init(
        identity: Identity, timestamps: TimestampSource?, clock: TimeSource, report: FindingReport? = nil,
        responders: ResponderSource? = nil
    ) {
        self.identity = identity
        self.timestamps = timestamps
        self.clock = clock
        self.report = report
        self.responders = responders
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
        var responses =
            try responders?.responses(
                for: [signing.certificate] + signing.chain, lists: identity.revocationLists, at: now, report)
            ?? []
        var lists = identity.revocationLists.filter { list in chain.contains { $0.issuerDER == list.issuerDER } }
        if let timestamps { lists += timestamps.revocationLists.filter { !lists.contains($0) } }
        var attributes: [(oid: String, der: [UInt8])] = []
        if let role { attributes.append((SignerRole.attributeType, SignerRole.encode(role))) }
        var signature = try CMSSignature.sign(
            content, key: signing.key, certificate: signing.certificate, chain: intermediates, crls: lists,
            signingTime: now.seconds, digest: suite.digest, attributes: attributes)
        // a token's key is known by its certificate alone: whether the two belong together shows only now
        if signing.key.holder != nil,
            try !CMSSignature.verify(signature, content: content, signer: signing.certificate)
        {
            throw TokenPick.otherKey(signing.certificate.displayName, identity.folder)
        }
        if let timestamps {
            let stamp = try timestamps.stamp(
                try CMSSignature.signatureValue(signature), digest: suite.digest, lists: lists, clock: clock,
                responders: responders, report: report)
            signature = try CMSSignature.adding(
                lists: stamp.lists, to: try CMSSignature.addingTimestamp(stamp.token, to: signature))
            responses += stamp.responses
        }
        return try CMSSignature.adding(responses: responses, to: signature)
    }
}
