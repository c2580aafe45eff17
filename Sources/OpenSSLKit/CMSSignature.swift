// CMSSignature.swift — detached CAdES signatures: made, counter-stamped, checked, taken apart.
internal import COpenSSL
package import Reporting

/// CMS SignedData with one signer over content that lies outside (ETSI EN 319 122-1).
///
/// Everything here is cryptography. Whether a signature fits the suite's exact profile, and whether its certificate is
/// trusted, is judged by the caller.
package enum CMSSignature {
    /// Signs content, RSA with PKCS#1 v1.5, ECDSA P-256, or SM2 in the form of GB/T 35275.
    ///
    /// Signed attributes are contentType, messageDigest, signingTime (UTCTime until 2049), signingCertificateV2, and those given;
    /// the signer is identified by issuer and serial number.
    ///
    /// - Parameters:
    ///   - chain: certificates to embed beside the signer's, without the root.
    ///   - signingTime: seconds since 1970 UTC; a claim only.
    ///   - attributes: further signed attributes: dotted type, and the DER of a value that is a SEQUENCE.
    /// - Throws: CRYP-0042, CRYP-0044.
    package static func sign(
        _ content: [UInt8], key: PrivateKey, certificate: Certificate, chain: [Certificate], crls: [RevocationList],
        signingTime: Int64, digest: DigestAlgorithm, attributes: [(oid: String, der: [UInt8])] = []
    ) throws(Problem) -> [UInt8] {
        try CMSSigner(
            key: key, certificate: certificate, chain: chain, revocationLists: crls, signingTime: signingTime,
            digest: digest, attributes: attributes
        ).sign(content, detached: true)
    }

    /// The signature value of the single signer: what a signature timestamp is over.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func signatureValue(_ der: [UInt8]) throws(Problem) -> [UInt8] {
        let message = try CMSMessage(signedData: der)
        return bytes(of: CMS_SignerInfo_get0_signature(try message.signer()))
    }

    /// The same signature with a timestamp token as unsigned attribute 1.2.840.113549.1.9.16.2.14.
    ///
    /// - Throws: CRYP-0043 where it has one already or `der` is not in its one encoding; CRYP-0040, CRYP-0041, CRYP-0060.
    package static func addingTimestamp(_ token: [UInt8], to der: [UInt8]) throws(Problem) -> [UInt8] {
        let stamp = try TimestampToken(der: token)
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        guard try message.der() == der,
            CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1) < 0
        else {
            throw .crypto(
                "CRYP-0043", zh: "签名已带有时间戳,或其编码不规范,不能再加盖",
                en: "the signature has a timestamp already, or is not in DER",
                remedyZh: "请重新签名后再加盖时间戳", remedyEn: "sign anew, then add the timestamp")
        }
        try require(
            CMS_unsigned_add1_attr_by_NID(
                signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, stamp.der, Int32(stamp.der.count)) == 1,
            "signature timestamp")
        return try message.der()
    }

    /// Whether the signature is this certificate's, over this content, with contentType and signingCertificateV2 saying so,
    /// and nothing beside it was touched: versions, algorithms and signer identifier are checked to the byte. Embedded
    /// certificates, lists and unsigned attributes stay to be judged by the caller.
    ///
    /// - Returns: false for any mismatch, and where the content lies inside.
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func verify(_ der: [UInt8], content: [UInt8], signer: Certificate) throws(Problem) -> Bool {
        let message = try CMSMessage(signedData: der)
        guard CMS_is_detached(message.handle) == 1 else {
            ERR_clear_error()
            return false
        }
        return try message.isSigned(over: content, by: signer)
    }

    /// What is wrong with an SM2 signature that ``verify(_:content:signer:)`` refuses, as far as that can be told apart;
    /// nil where it is right, or not SM2's.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func fault(
        _ der: [UInt8], content: [UInt8], signer: Certificate
    ) throws(Problem) -> SM2.Fault? {
        guard signer.publicKeyKind == .ec(curve: "SM2") else { return nil }
        return try CMSMessage(signedData: der).nationalFault(over: content, by: signer)
    }

    /// The embedded certificates, in the order of the encoding (DER sorts them).
    package static func certificates(_ der: [UInt8]) throws(Problem) -> [Certificate] {
        try CMSMessage(signedData: der).certificates()
    }

    /// The embedded certificate that the single signer identifier names; nil where none, or more than one, fits.
    package static func signerCertificate(_ der: [UInt8]) throws(Problem) -> Certificate? {
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        let fitting = try message.certificates().filter { CMS_SignerInfo_cert_cmp(signer, $0.handle) == 0 }
        ERR_clear_error()
        return fitting.count == 1 ? fitting.first : nil
    }

    /// The embedded CRLs, in the order of the encoding.
    package static func revocationLists(_ der: [UInt8]) throws(Problem) -> [RevocationList] {
        try CMSMessage(signedData: der).revocationLists()
    }

    /// The signed attributes' object identifiers, in the order of the encoding.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func signedAttributes(_ der: [UInt8]) throws(Problem) -> [String] {
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        return (0..<max(0, CMS_signed_get_attr_count(signer))).map { index in
            dotted(X509_ATTRIBUTE_get0_object(CMS_signed_get_attr(signer, index)))
        }
    }

    /// The unsigned attributes' object identifiers: nobody signed them, so any but a timestamp is a sign of tampering.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func unsignedAttributes(_ der: [UInt8]) throws(Problem) -> [String] {
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        return (0..<max(0, CMS_unsigned_get_attr_count(signer))).map { index in
            dotted(X509_ATTRIBUTE_get0_object(CMS_unsigned_get_attr(signer, index)))
        }
    }

    /// The claimed signing time, seconds since 1970 UTC; nil where there is none, or more than one.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func signingTime(_ der: [UInt8]) throws(Problem) -> Int64? {
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        defer { ERR_clear_error() }
        for type in [V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME] {
            if let value = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_signingTime), -3, type) {
                return epochSeconds(value.assumingMemoryBound(to: ASN1_TIME.self))
            }
        }
        return nil
    }

    /// Digest and signature algorithm of the single signer, dotted.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func algorithms(_ der: [UInt8]) throws(Problem) -> (digest: String, signature: String) {
        let message = try CMSMessage(signedData: der)
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(try message.signer(), nil, nil, &digest, &signature)
        return (dotted(digest?.pointee.algorithm), dotted(signature?.pointee.algorithm))
    }

    /// Whether reading and writing gives the same bytes.
    ///
    /// A first sieve: inner parts that OpenSSL keeps as they came (certificates' signed parts, attribute values) are not
    /// re-encoded.
    package static func reencodes(_ der: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        let plain = NationalMessage.international(der) ?? der
        guard let message = biao_d2i_CMS_ContentInfo(plain, plain.count) else { return false }
        defer { CMS_ContentInfo_free(message) }
        return encoded { i2d_CMS_ContentInfo(message, $0) } == plain
    }

    /// The signature timestamp's token; nil where there is none, or more than one.
    ///
    /// - Throws: CRYP-0040, CRYP-0041.
    package static func timestampToken(_ der: [UInt8]) throws(Problem) -> [UInt8]? {
        let message = try CMSMessage(signedData: der)
        let signer = try message.signer()
        defer { ERR_clear_error() }
        let position = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1)
        guard position >= 0, CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, position) < 0 else {
            return nil
        }
        return sequence(CMS_unsigned_get_attr(signer, position))
    }
}
