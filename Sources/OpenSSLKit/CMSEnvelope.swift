// CMSEnvelope.swift — a small secret locked to certificates (数字信封): CMS EnvelopedData, AES-256-CBC, or SM4-CBC for SM2.
internal import COpenSSL
package import Reporting

/// Locks for key halves and shares. AES-256-CBC authenticates nothing: what comes out is compared with a commitment above.
package enum CMSEnvelope {
    /// Longest secret, in bytes.
    package static let longestSecret = 4096

    /// Locks a secret: RSA recipients by OAEP (SHA-256, MGF1 with SHA-256), P-256 recipients by ephemeral ECDH
    /// (dhSinglePass-stdDH-sha256kdf) and aes256-wrap; SM2 recipients, among themselves, by SM2 key transport.
    ///
    /// - Throws: CRYP-0054 for a recipient with any other key, or of SM2 beside others.
    package static func seal(_ secret: Secret, to recipients: [Certificate]) throws(Problem) -> [UInt8] {
        guard !recipients.isEmpty, (1...longestSecret).contains(secret.count) else {
            throw .bug("a lock of \(secret.count) bytes for \(recipients.count) recipients")
        }
        let isNational = recipients.contains { $0.publicKeyKind == .ec(curve: "SM2") }
        if isNational, recipients.allSatisfy({ $0.publicKeyKind == .ec(curve: "SM2") }) {
            return try sealNationally(secret, to: recipients)
        }
        let message = CMSMessage(
            taking: try required(
                CMS_encrypt(nil, nil, EVP_aes_256_cbc(), UInt32(CMS_PARTIAL | CMS_BINARY)), "CMS_encrypt"))
        for recipient in recipients { try add(recipient, to: message.handle) }
        let done = try secret.withBytes { bytes in
            let input = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
            defer { BIO_free(input) }
            return CMS_final(message.handle, input, nil, UInt32(CMS_BINARY))
        }
        try require(done == 1, "CMS_final")
        return try message.der()
    }

    /// Opens a lock with one recipient's key. Only the entry that names the certificate is tried, and only where it uses
    /// the algorithms that ``seal(_:to:)`` writes.
    ///
    /// - Throws: CRYP-0050 not an envelope, CRYP-0051 no entry for the certificate, CRYP-0052 it does not open or opens
    ///   to more than ``longestSecret`` bytes, CRYP-0053 other algorithms, CRYP-0044 key and certificate differ.
    package static func open(_ der: [UInt8], key: PrivateKey, certificate: Certificate) throws(Problem) -> Secret {
        try open(der, key: key, certificate: certificate, probing: false)
    }

    /// - Parameter probing: whether this is the trial of a token, which must not start another.
    static func open(
        _ der: [UInt8], key: PrivateKey, certificate: Certificate, probing: Bool
    ) throws(Problem) -> Secret {
        let message = try CMSMessage(envelopedData: der)
        try key.requireMatch(certificate)
        ERR_clear_error()
        guard let entry = entry(for: certificate, in: message.handle) else {
            throw .crypto(
                "CRYP-0051", zh: "数字信封不是给此证书的:\(certificate.subject)",
                en: "the envelope is not for \(certificate.subject)",
                remedyZh: "请使用加密证书(而非签名证书),并确认文件属于此人",
                remedyEn: "use the encryption certificate, not the signing one, and check whom the file is for")
        }
        if key.kind == .sm2 {
            let opening = try openNationally(der, entry: entry.index, key: key)
            if case .damaged = opening, !probing, let failure = key.holderFailure(probing: certificate) {
                throw failure
            }
            return try opening.secret()
        }
        guard usesOurAlgorithms(entry.info) else { throw .foreignAlgorithms }
        let output = try required(BIO_new(BIO_s_mem()), "BIO_new")
        // A memory BIO wipes its buffer when it is freed.
        defer { BIO_free(output) }
        // With CMS_DEBUG_DECRYPT a failure is a failure; without it OpenSSL goes on with a random key, which padding lets
        // through once in 256 times. That defence is for PKCS#1 v1.5, which is refused above.
        let flags = UInt32(CMS_BINARY | CMS_DEBUG_DECRYPT)
        let done = CMS_decrypt(message.handle, key.handle, certificate.handle, nil, output, flags) == 1
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = biao_bio_data(output, &bytes)
        guard done, let bytes, (1...longestSecret).contains(count) else {
            if !done, !probing, let failure = key.holderFailure(probing: certificate) { throw failure }
            throw .doesNotOpen
        }
        ERR_clear_error()
        return Secret(copying: UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Who can open it: issuer Name and serial INTEGER, both in DER, in the order of the encoding. Entries that identify
    /// their recipient in any other way come with both empty.
    ///
    /// - Throws: CRYP-0050.
    package static func recipients(_ der: [UInt8]) throws(Problem) -> [(issuerDER: [UInt8], serialDER: [UInt8])] {
        let message = try CMSMessage(envelopedData: der)
        defer { ERR_clear_error() }
        var all: [(issuerDER: [UInt8], serialDER: [UInt8])] = []
        let infos = CMS_get0_RecipientInfos(message.handle)
        for index in 0..<biao_recipients_count(infos) {
            guard let info = biao_recipients_at(infos, index) else { continue }
            var name: OpaquePointer?
            var serial: UnsafeMutablePointer<ASN1_INTEGER>?
            switch CMS_RecipientInfo_type(info) {
            case CMS_RECIPINFO_TRANS:
                CMS_RecipientInfo_ktri_get0_signer_id(info, nil, &name, &serial)
                all.append(identity(name, serial))
            case CMS_RECIPINFO_AGREE:
                let keys = CMS_RecipientInfo_kari_get0_reks(info)
                for position in 0..<biao_recipient_keys_count(keys) {
                    CMS_RecipientEncryptedKey_get0_id(
                        biao_recipient_keys_at(keys, position), nil, nil, nil, &name, &serial)
                    all.append(identity(name, serial))
                }
            default: all.append(([], []))
            }
        }
        return all
    }

    private static func identity(
        _ name: OpaquePointer?, _ serial: UnsafeMutablePointer<ASN1_INTEGER>?
    ) -> (issuerDER: [UInt8], serialDER: [UInt8]) {
        guard let name, let serial else { return ([], []) }
        return (encoded { i2d_X509_NAME(name, $0) } ?? [], encoded { i2d_ASN1_INTEGER(serial, $0) } ?? [])
    }

    private static func add(_ recipient: Certificate, to message: OpaquePointer) throws(Problem) {
        let kind = recipient.publicKeyKind
        switch kind {
        case .rsa(let bits) where bits >= 2048: break
        case .ec(curve: "P-256"): break
        default:
            throw .crypto(
                "CRYP-0054", zh: "不能为此证书加密:\(recipient.subject)(需要 2048 位以上 RSA 或 P-256)",
                en: "cannot encrypt to \(recipient.subject): RSA of 2048 bits or more, or P-256, is needed",
                remedyZh: "请更换加密证书", remedyEn: "use another encryption certificate")
        }
        let info = try required(
            CMS_add1_recipient_cert(message, recipient.handle, UInt32(CMS_KEY_PARAM)), "CMS_add1_recipient_cert")
        let context = try required(CMS_RecipientInfo_get0_pkey_ctx(info), "recipient key context")
        if case .rsa = kind {
            try require(
                EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
                    && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0
                    && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0, "RSA-OAEP")
        } else {
            try require(EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0, "ECDH KDF")
        }
    }

    private static func entry(
        for certificate: Certificate, in message: OpaquePointer
    ) -> (info: OpaquePointer, index: Int)? {
        let infos = CMS_get0_RecipientInfos(message)
        for index in 0..<biao_recipients_count(infos) {
            guard let info = biao_recipients_at(infos, index) else { continue }
            switch CMS_RecipientInfo_type(info) {
            case CMS_RECIPINFO_TRANS:
                if CMS_RecipientInfo_ktri_cert_cmp(info, certificate.handle) == 0 { return (info, Int(index)) }
            case CMS_RECIPINFO_AGREE:
                let keys = CMS_RecipientInfo_kari_get0_reks(info)
                for position in 0..<biao_recipient_keys_count(keys)
                where CMS_RecipientEncryptedKey_cert_cmp(biao_recipient_keys_at(keys, position), certificate.handle)
                    == 0
                {
                    return (info, Int(index))
                }
            default: continue
            }
        }
        return nil
    }

    private static func usesOurAlgorithms(_ info: OpaquePointer) -> Bool {
        var algorithm: UnsafeMutablePointer<X509_ALGOR>?
        switch CMS_RecipientInfo_type(info) {
        case CMS_RECIPINFO_TRANS:
            guard CMS_RecipientInfo_ktri_get0_algs(info, nil, nil, &algorithm) == 1 else { return false }
            return OBJ_obj2nid(algorithm?.pointee.algorithm) == NID_rsaesOaep
        case CMS_RECIPINFO_AGREE:
            guard CMS_RecipientInfo_kari_get0_alg(info, &algorithm, nil) == 1 else { return false }
            return OBJ_obj2nid(algorithm?.pointee.algorithm) == NID_dhSinglePass_stdDH_sha256kdf_scheme
        default: return false
        }
    }
}

extension CMSEnvelope.NationalOpening {
    /// The secret; CRYP-0052, CRYP-0053.
    fileprivate func secret() throws(Problem) -> Secret {
        switch self {
        case .secret(let secret) where (1...CMSEnvelope.longestSecret).contains(secret.count): return secret
        case .algorithms: throw .foreignAlgorithms
        case .secret, .damaged: throw .doesNotOpen
        }
    }
}

extension Problem {
    fileprivate static var foreignAlgorithms: Problem {
        .crypto(
            "CRYP-0053", zh: "数字信封使用了不允许的算法", en: "the envelope uses an algorithm that is not admitted",
            remedyZh: "请使用本工具重新加密", remedyEn: "seal it again with this tool")
    }

    fileprivate static var doesNotOpen: Problem {
        .crypto(
            "CRYP-0052", zh: "数字信封无法解密:内容被改动,或加密时所用的公钥不对",
            en: "the envelope does not open: altered, or made for another key",
            remedyZh: "请重新取得文件", remedyEn: "get the file again")
    }
}
