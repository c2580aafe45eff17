// CMSMessage.swift — one CMS ContentInfo (RFC 5652) taken apart: the shared ground of signatures, timestamps and locks.
internal import COpenSSL
internal import Reporting

/// An owned CMS_ContentInfo of a known content type.
struct CMSMessage: ~Copyable {
    let handle: OpaquePointer
    /// Whether the outer type was GB/T 35275's.
    let isNational: Bool

    /// Largest message that is read, in bytes: none of ours is near it.
    static let longest = 16 << 20

    /// Takes over the handle.
    init(taking handle: OpaquePointer) {
        self.handle = handle
        isNational = false
    }

    /// - Throws: CRYP-0040 for anything but one SignedData with no bytes after it.
    init(signedData der: [UInt8]) throws(Problem) {
        guard der.count <= Self.longest else { throw .notSignedData }
        let plain = NationalMessage.international(der)
        guard let decoded = biao_d2i_CMS_ContentInfo(plain ?? der, (plain ?? der).count) else { throw .notSignedData }
        guard OBJ_obj2nid(CMS_get0_type(decoded)) == NID_pkcs7_signed else {
            CMS_ContentInfo_free(decoded)
            throw .notSignedData
        }
        handle = decoded
        isNational = plain != nil
    }

    /// - Throws: CRYP-0050 for anything but one EnvelopedData with no bytes after it.
    init(envelopedData der: [UInt8]) throws(Problem) {
        guard der.count <= Self.longest else { throw .notEnvelopedData }
        let plain = NationalMessage.international(der)
        guard let decoded = biao_d2i_CMS_ContentInfo(plain ?? der, (plain ?? der).count) else {
            throw .notEnvelopedData
        }
        guard OBJ_obj2nid(CMS_get0_type(decoded)) == NID_pkcs7_enveloped else {
            CMS_ContentInfo_free(decoded)
            throw .notEnvelopedData
        }
        handle = decoded
        isNational = plain != nil
    }

    deinit { CMS_ContentInfo_free(handle) }

    func der() throws(Problem) -> [UInt8] {
        let plain = try required(encoded { i2d_CMS_ContentInfo(handle, $0) }, "i2d_CMS_ContentInfo")
        return isNational ? NationalMessage.national(plain) : plain
    }

    /// The only signer; it lives as long as the message.
    ///
    /// - Throws: CRYP-0041 where there is none, or more than one.
    func signer() throws(Problem) -> OpaquePointer {
        let signers = CMS_get0_SignerInfos(handle)
        guard biao_signers_count(signers) == 1, let signer = biao_signers_at(signers, 0) else {
            throw .crypto(
                "CRYP-0041", zh: "签名文件中应当恰有一个签名者", en: "a signature file must hold exactly one signer",
                remedyZh: "每个签名应为单独的文件", remedyEn: "keep each signature in a file of its own")
        }
        return signer
    }

    /// The certificates inside, in the order of the encoding.
    func certificates() throws(Problem) -> [Certificate] {
        let stack = CMS_get1_certs(handle)
        defer { biao_certificates_free_all(stack) }
        var all: [Certificate] = []
        for index in 0..<biao_certificates_count(stack) {
            all.append(try Certificate(copying: required(biao_certificates_at(stack, index), "sk_X509_value")))
        }
        ERR_clear_error()
        return all
    }

    /// The CRLs inside, in the order of the encoding.
    func revocationLists() throws(Problem) -> [RevocationList] {
        let stack = CMS_get1_crls(handle)
        defer { biao_lists_free_all(stack) }
        var all: [RevocationList] = []
        for index in 0..<biao_lists_count(stack) {
            guard let list = biao_lists_at(stack, index) else { continue }
            all.append(try RevocationList(der: required(encoded { i2d_X509_CRL(list, $0) }, "i2d_X509_CRL")))
        }
        ERR_clear_error()
        return all
    }

    /// Whether the signature is this certificate's, over this content, and its signed attributes name this content type
    /// and this certificate (ESS, RFC 5035). No dates, no path, no revocation.
    ///
    /// - Parameter content: the detached content, or nil where it is inside.
    func isSigned(over content: [UInt8]?, by certificate: Certificate) throws(Problem) -> Bool {
        defer { ERR_clear_error() }
        let signer = try signer()
        guard try isConsistent(signer: signer, certificate: certificate), contentTypeAgrees(signer),
            try namesCertificate(signer, certificate)
        else { return false }
        if certificate.publicKeyKind == .ec(curve: "SM2") {
            return try nationalFault(over: content, by: certificate) == nil
        }
        let only = try CertificateStack([certificate])
        var input: OpaquePointer?
        defer { BIO_free(input) }
        if let content {
            guard content.count <= Int(Int32.max) else { throw .bug("\(content.count) bytes of signed content") }
            input = BIO_new(BIO_s_mem())
            var written = 0
            while written < content.count {
                let rest = content.count - written
                let count = content.withUnsafeBytes {
                    BIO_write(input, $0.baseAddress?.advanced(by: written), Int32(rest))
                }
                try require(count > 0, "BIO_write")
                written += Int(count)
            }
        }
        let flags = UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY | CMS_NOINTERN)
        return CMS_verify(handle, only.handle, nil, input, nil, flags) == 1
    }

    private func contentTypeAgrees(_ signer: OpaquePointer) -> Bool {
        // -3: the attribute occurs once and has one value.
        guard
            let value = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT)
        else { return false }
        return OBJ_cmp(OpaquePointer(value), CMS_get0_eContentType(handle)) == 0
    }

    private func namesCertificate(_ signer: OpaquePointer, _ certificate: Certificate) throws(Problem) -> Bool {
        // Other certificates may be named after the signer's; they must be in the message then.
        let chain = [certificate] + (try certificates()).filter { $0 != certificate }
        let stack = try CertificateStack(chain)
        var first: OpaquePointer?
        var second: OpaquePointer?
        defer {
            ESS_SIGNING_CERT_free(first)
            ESS_SIGNING_CERT_V2_free(second)
        }
        let positions = [NID_id_smime_aa_signingCertificate, NID_id_smime_aa_signingCertificateV2].map { nid in
            CMS_signed_get_attr_by_NID(signer, nid, -1)
        }
        if positions[0] >= 0 {
            guard let der = sequence(CMS_signed_get_attr(signer, positions[0])) else { return false }
            first = der.withUnsafeBufferPointer { bytes in
                var cursor = bytes.baseAddress
                return d2i_ESS_SIGNING_CERT(nil, &cursor, der.count)
            }
            guard first != nil else { return false }
        }
        if positions[1] >= 0 {
            guard let der = sequence(CMS_signed_get_attr(signer, positions[1])) else { return false }
            second = der.withUnsafeBufferPointer { bytes in
                var cursor = bytes.baseAddress
                return d2i_ESS_SIGNING_CERT_V2(nil, &cursor, der.count)
            }
            guard second != nil else { return false }
        }
        return OSSL_ESS_check_signing_certs(first, second, stack.handle, 1) > 0
    }
}

/// The only value of an attribute, where that is a SEQUENCE: its whole DER.
func sequence(_ attribute: OpaquePointer?) -> [UInt8]? {
    guard let attribute, X509_ATTRIBUTE_count(attribute) == 1,
        let value = biao_attribute_sequence(attribute, 0)
    else { return nil }
    return bytes(of: value)
}

extension Problem {
    fileprivate static var notSignedData: Problem {
        .crypto(
            "CRYP-0040", zh: "内容不是 CMS 签名数据(SignedData)", en: "this is not CMS SignedData",
            remedyZh: "文件可能被改动或截断,请重新取得", remedyEn: "the file may have been altered or cut short; get it again")
    }

    fileprivate static var notEnvelopedData: Problem {
        .crypto(
            "CRYP-0050", zh: "内容不是 CMS 数字信封(EnvelopedData)", en: "this is not CMS EnvelopedData",
            remedyZh: "文件可能被改动或截断,请重新取得", remedyEn: "the file may have been altered or cut short; get it again")
    }
}
