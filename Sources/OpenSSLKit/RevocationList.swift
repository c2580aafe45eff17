// RevocationList.swift — a certificate revocation list (CRL, 证书吊销列表) as an immutable value.
internal import COpenSSL
package import Reporting

/// One complete, direct CRL of one issuer. Two are equal when their DER is.
package final class RevocationList: @unchecked Sendable, Hashable {
    // Never written to after `init`; OpenSSL sorts its entries under a lock.
    let handle: OpaquePointer
    /// The whole list.
    package let der: [UInt8]
    private let algorithmsAgree: Bool

    /// - Throws: CRYP-0025 for anything but one CRL, CRYP-0026 where the bytes are not its only encoding.
    package init(der: [UInt8]) throws(Problem) {
        guard let decoded = biao_d2i_X509_CRL(der, der.count) else {
            throw .crypto(
                "CRYP-0025", zh: "内容不是一份证书吊销列表(CRL)", en: "this is not one certificate revocation list",
                remedyZh: "请提供 DER 或 PEM 编码的 CRL 文件", remedyEn: "give a CRL in DER or PEM")
        }
        guard encoded({ i2d_X509_CRL(decoded, $0) }) == der else {
            X509_CRL_free(decoded)
            throw .crypto(
                "CRYP-0026", zh: "吊销列表的编码不是 DER 规范形式", en: "the revocation list is not in its one DER encoding",
                remedyZh: "请使用 CA 发布的原始文件", remedyEn: "use the file as the certification authority published it")
        }
        algorithmsAgree = Self.algorithmsAgree(decoded, der)
        self.der = der
        handle = decoded
    }

    deinit { X509_CRL_free(handle) }

    package static func == (a: RevocationList, b: RevocationList) -> Bool { a === b || a.der == b.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(der) }

    /// The lists of a file: one in DER, or any number in PEM.
    ///
    /// - Throws: CRYP-0027 where there is none, and what ``init(der:)`` throws.
    package static func readAll(_ bytes: [UInt8]) throws(Problem) -> [RevocationList] {
        if bytes.first == 0x30 { return [try RevocationList(der: bytes)] }
        var all: [RevocationList] = []
        for block in try PEM.blocks(bytes, labels: ["X509 CRL"]) { all.append(try RevocationList(der: block)) }
        guard !all.isEmpty else {
            throw .crypto(
                "CRYP-0027", zh: "文件中没有证书吊销列表(CRL)", en: "there is no certificate revocation list in the file",
                remedyZh: "请提供 DER 或 PEM 编码的 CRL 文件", remedyEn: "give a CRL in DER or PEM")
        }
        return all
    }

    /// ``der`` between BEGIN and END lines.
    package var pem: String { PEM.encode(der, label: "X509 CRL") }

    /// The issuer on one line.
    package var issuer: String { printed(X509_CRL_get_issuer(handle)) }

    /// DER of the issuer's Name.
    package var issuerDER: [UInt8] { encoded { i2d_X509_NAME(X509_CRL_get_issuer(handle), $0) } ?? [] }

    /// When it was issued, seconds since 1970 UTC; `Int64.max` where it cannot be read.
    package var thisUpdate: Int64 { epochSeconds(X509_CRL_get0_lastUpdate(handle)) ?? .max }

    /// When the next one is due; nil where it does not say.
    package var nextUpdate: Int64? { epochSeconds(X509_CRL_get0_nextUpdate(handle)) }

    /// The CRL number, lower-case hexadecimal; nil where it has none.
    package var number: String? {
        guard let value = X509_CRL_get_ext_d2i(handle, NID_crl_number, nil, nil) else { return nil }
        let integer = value.assumingMemoryBound(to: ASN1_INTEGER.self)
        defer { ASN1_INTEGER_free(integer) }
        return serialText(integer)
    }

    /// Object identifier of the signature algorithm.
    package var signatureAlgorithm: String {
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_CRL_get0_signature(handle, nil, &algorithm)
        return dotted(algorithm?.pointee.algorithm)
    }

    /// Whether it is a delta, is limited in scope or indirect, or carries a critical extension, in the list or in any
    /// entry, that is not understood here: such a list proves nothing about a certificate.
    package var hasUnsupportedCriticalExtension: Bool {
        for position in 0..<X509_CRL_get_ext_count(handle) {
            let item = X509_CRL_get_ext(handle, position)
            let nid = OBJ_obj2nid(X509_EXTENSION_get_object(item))
            if nid == NID_delta_crl || nid == NID_issuing_distribution_point { return true }
            if X509_EXTENSION_get_critical(item) == 1, nid != NID_crl_number, nid != NID_authority_key_identifier {
                return true
            }
        }
        let entries = X509_CRL_get_REVOKED(handle)
        for index in 0..<biao_revoked_count(entries) {
            let entry = biao_revoked_at(entries, index)
            for position in 0..<X509_REVOKED_get_ext_count(entry) {
                let item = X509_REVOKED_get_ext(entry, position)
                let nid = OBJ_obj2nid(X509_EXTENSION_get_object(item))
                if nid == NID_certificate_issuer { return true }
                if X509_EXTENSION_get_critical(item) == 1, nid != NID_crl_reason, nid != NID_invalidity_date {
                    return true
                }
            }
        }
        return false
    }

    /// How many certificates it lists.
    package var count: Int { Int(biao_revoked_count(X509_CRL_get_REVOKED(handle))) }

    /// Whether `issuer` issued this list: the names are the same, the issuer may sign CRLs, and the signature is right.
    package func isSigned(by issuer: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard algorithmsAgree, issuerDER == issuer.subjectDER || namesAgree(issuer),
            issuer.keyUsage?.contains(.crlSign) ?? true, let key = X509_get0_pubkey(issuer.handle)
        else { return false }
        guard EVP_PKEY_is_a(key, "SM2") == 1 else { return X509_CRL_verify(handle, key) == 1 }
        // OpenSSL 3.0 has no way to tell X509_CRL_verify the id.
        var value: UnsafePointer<ASN1_BIT_STRING>?
        X509_CRL_get0_signature(handle, &value, nil)
        guard signatureAlgorithm == NationalIdentifiers.sm2WithSM3,
            let signed = DER.elements(of: der)?.first?.elements?.first
        else { return false }
        return SM2.fault(bytes(of: value), over: Array(signed.bytes), by: key) == nil
    }

    private func namesAgree(_ issuer: Certificate) -> Bool {
        X509_NAME_cmp(X509_CRL_get_issuer(handle), X509_get_subject_name(issuer.handle)) == 0
    }

    /// When and why a certificate of this list's issuer was revoked; nil where it is not listed.
    ///
    /// - Returns: seconds since 1970 UTC (`Int64.min` where the date cannot be read), and the reason code of RFC 5280,
    ///   5.3.1 where one is given.
    package func revocation(of certificate: Certificate) -> (date: Int64, reason: Int?)? {
        var entry: OpaquePointer?
        guard X509_CRL_get0_by_cert(handle, &entry, certificate.handle) != 0, let entry else { return nil }
        let date = epochSeconds(X509_REVOKED_get0_revocationDate(entry)) ?? .min
        guard let value = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nil, nil) else { return (date, nil) }
        let reason = value.assumingMemoryBound(to: ASN1_ENUMERATED.self)
        defer { ASN1_ENUMERATED_free(reason) }
        return (date, Int(ASN1_ENUMERATED_get(reason)))
    }

    /// Whether the algorithm beside the signature, which nothing protects, is the one under it.
    private static func algorithmsAgree(_ handle: OpaquePointer, _ der: [UInt8]) -> Bool {
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_CRL_get0_signature(handle, nil, &algorithm)
        guard let algorithm, let outer = encoded({ i2d_X509_ALGOR(algorithm, $0) }),
            let list = DER.elements(of: der)?.first, let signed = list.elements?.first
        else { return false }
        // version (of v2 lists), then the algorithm
        let fields = signed.elements ?? []
        return fields.first(where: { $0.tag == 0x30 }).map { $0.bytes.elementsEqual(outer) } ?? false
    }
}
