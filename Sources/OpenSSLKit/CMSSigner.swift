// CMSSigner.swift — making SignedData: the one place where a private key signs a document or a timestamp.
internal import COpenSSL
internal import Reporting

/// How SignedData is to be made.
struct CMSSigner {
    var key: PrivateKey
    var certificate: Certificate
    /// Embedded beside ``certificate``.
    var chain: [Certificate]
    var revocationLists: [RevocationList] = []
    /// Seconds since 1970 UTC.
    var signingTime: Int64
    /// Of the content and the signed attributes.
    var digest: DigestAlgorithm = .sha256
    /// Further signed attributes: dotted type, and the DER of a value that is a SEQUENCE.
    var attributes: [(oid: String, der: [UInt8])] = []
    /// False for a timestamp whose requester wants no certificates.
    var embedsCertificates = true

    /// Signs with the attributes contentType, messageDigest, signingTime, signingCertificateV2, and ``attributes``.
    ///
    /// - Parameters:
    ///   - contentType: dotted; nil for id-data.
    ///   - detached: whether the content stays outside.
    /// - Throws: CRYP-0042 where the suite has no such signature, CRYP-0044 where key and certificate differ.
    func sign(_ content: [UInt8], contentType: String? = nil, detached: Bool) throws(Problem) -> [UInt8] {
        guard (key.kind == .sm2) == (digest == .sm3) else {
            throw .crypto(
                "CRYP-0042", kind: .usage, zh: "密钥与摘要算法不配:RSA 与 P-256 用 SHA-256,SM2 用 SM3",
                en: "key and digest do not go together: RSA and P-256 take SHA-256, SM2 takes SM3",
                remedyZh: "请使用同一套件的证书和摘要", remedyEn: "use a certificate and a digest of one suite")
        }
        try key.requireMatch(certificate)
        if key.kind == .sm2 { return try signNationally(content, contentType: contentType, detached: detached) }
        ERR_clear_error()
        let common = UInt32(CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | (detached ? CMS_DETACHED : 0))
        let message = CMSMessage(taking: try required(CMS_sign(nil, nil, nil, nil, common), "CMS_sign"))
        if let contentType {
            guard let object = OBJ_txt2obj(contentType, 1) else { throw .refused("OBJ_txt2obj \(contentType)") }
            defer { ASN1_OBJECT_free(object) }
            try require(CMS_set1_eContentType(message.handle, object) == 1, "CMS_set1_eContentType")
        }
        let signer = try required(
            CMS_add1_signer(
                message.handle, certificate.handle, key.handle, digest.handle,
                common | UInt32(CMS_CADES | (embedsCertificates ? 0 : CMS_NOCERTS))),
            "CMS_add1_signer")
        let time = try required(ASN1_TIME_set(nil, time_t(signingTime)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(time) }
        try require(
            CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, ASN1_STRING_type(time), time, -1) == 1,
            "signingTime")
        for (oid, der) in attributes {
            try require(
                CMS_signed_add1_attr_by_txt(signer, oid, V_ASN1_SEQUENCE, der, Int32(der.count)) == 1,
                "CMS_signed_add1_attr_by_txt")
        }
        var embedded = [certificate]
        for other in chain where !embedded.contains(other) {
            try require(CMS_add1_cert(message.handle, other.handle) == 1, "CMS_add1_cert")
            embedded.append(other)
        }
        var lists: [RevocationList] = []
        for list in revocationLists where !lists.contains(list) {
            try require(CMS_add1_crl(message.handle, list.handle) == 1, "CMS_add1_crl")
            lists.append(list)
        }
        guard content.count <= Int(Int32.max) else { throw .bug("\(content.count) bytes to sign") }
        let done: Int32 = content.withUnsafeBytes { bytes in
            let input = BIO_new_mem_buf(bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1), Int32(bytes.count))
            defer { BIO_free(input) }
            return CMS_final(message.handle, input, nil, UInt32(CMS_BINARY | (detached ? CMS_DETACHED : 0)))
        }
        if done != 1, let failure = key.holderFailure() { throw failure }
        try require(done == 1, "CMS_final")
        return try message.der()
    }
}
