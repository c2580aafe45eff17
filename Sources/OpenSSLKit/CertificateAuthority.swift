// CertificateAuthority.swift — issuing certificates and revocation lists, for practice and tests.
internal import COpenSSL
package import Reporting

/// What a certificate is to say.
package struct CertificateTemplate: Sendable {
    /// Subject attributes in order: dotted identifier and value, written as UTF8String (country as PrintableString).
    package var subject: [(oid: String, value: String)]
    package var publicKey: PublicKey
    package var keyUsage: KeyUsage
    /// Dotted identifiers.
    package var extendedKeyUsage: [String]
    package var extendedKeyUsageIsCritical: Bool
    package var policies: [String]
    package var isCA: Bool
    /// How many authorities may follow; nil for any number. Of an authority only.
    package var pathLength: Int?
    /// Seconds since 1970 UTC, both inclusive.
    package var notBefore: Int64
    package var notAfter: Int64
    /// Big-endian magnitude; nil for 16 random bytes.
    package var serial: [UInt8]?
    /// URL of the issuer's OCSP responder.
    package var ocspResponder: String?
    /// Of an OCSP responder's own certificate: nobody need ask about it.
    package var isExemptFromRevocation: Bool

    /// Timestamping is made the only and critical extended key usage by asking for it alone.
    package init(
        subject: [(oid: String, value: String)], publicKey: PublicKey, keyUsage: KeyUsage,
        extendedKeyUsage: [String] = [], extendedKeyUsageIsCritical: Bool? = nil, policies: [String] = [],
        isCA: Bool = false, pathLength: Int? = nil, notBefore: Int64, notAfter: Int64, serial: [UInt8]? = nil,
        ocspResponder: String? = nil, isExemptFromRevocation: Bool = false
    ) {
        self.subject = subject
        self.publicKey = publicKey
        self.keyUsage = keyUsage
        self.extendedKeyUsage = extendedKeyUsage
        self.extendedKeyUsageIsCritical =
            extendedKeyUsageIsCritical ?? (extendedKeyUsage == [TimestampAuthority.extendedKeyUsage])
        self.policies = policies
        self.isCA = isCA
        self.pathLength = pathLength
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.serial = serial
        self.ocspResponder = ocspResponder
        self.isExemptFromRevocation = isExemptFromRevocation
    }
}

/// A certification authority (CA) in process.
package enum CertificateAuthority {
    /// Issues a v3 certificate, signed with SHA-256, or SM3 by an SM2 key.
    ///
    /// - Parameter issuer: nil for a self-signed certificate; then `issuerKey` is the certificate's own.
    /// - Throws: CRYP-0070 for a subject that cannot be written, CRYP-0044 where `issuerKey` is not the issuer's.
    package static func issue(
        _ template: CertificateTemplate, issuer: Certificate?, issuerKey: PrivateKey
    ) throws(Problem) -> Certificate {
        if let issuer { try issuerKey.requireMatch(issuer) }
        ERR_clear_error()
        let made = try required(X509_new(), "X509_new")
        defer { X509_free(made) }
        let magnitude: [UInt8]
        if let chosen = template.serial { magnitude = chosen } else { magnitude = try randomBytes(16) }
        let serial = try serialNumber(positive: magnitude)
        defer { ASN1_INTEGER_free(serial) }
        let begin = try required(ASN1_TIME_set(nil, time_t(template.notBefore)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(begin) }
        let end = try required(ASN1_TIME_set(nil, time_t(template.notAfter)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(end) }
        let subject = try SubjectName(template.subject).handle()
        defer { X509_NAME_free(subject) }
        try require(
            X509_set_version(made, 2) == 1 && X509_set_serialNumber(made, serial) == 1
                && X509_set1_notBefore(made, begin) == 1 && X509_set1_notAfter(made, end) == 1
                && X509_set_subject_name(made, subject) == 1
                && X509_set_issuer_name(made, issuer.map { X509_get_subject_name($0.handle) } ?? subject) == 1
                && X509_set_pubkey(made, template.publicKey.handle) == 1, "certificate fields")
        for (nid, value) in extensions(template, selfSigned: issuer == nil) {
            try require(
                biao_add_extension(made, issuer?.handle ?? made, nid, value) == 1, "extension \(nid): \(value)")
        }
        if issuerKey.kind == .sm2 {
            let context = try signing(with: issuerKey)
            defer { EVP_MD_CTX_free(context) }
            try require(X509_sign_ctx(made, context) > 0, "X509_sign_ctx (SM2)")
        } else {
            try require(X509_sign(made, issuerKey.handle, EVP_sha256()) > 0, "X509_sign")
        }
        return try Certificate(copying: made)
    }

    /// Issues a complete CRL, signed with SHA-256, or SM3 by an SM2 key.
    ///
    /// - Parameters:
    ///   - revoked: serial numbers in hexadecimal, dates in seconds since 1970 UTC, reasons of RFC 5280, 5.3.1.
    ///   - number: the CRL number, rising from list to list.
    package static func revocationList(
        issuer: Certificate, key: PrivateKey, revoked: [(serial: String, date: Int64, reason: Int?)], number: Int64,
        thisUpdate: Int64, nextUpdate: Int64
    ) throws(Problem) -> RevocationList {
        try key.requireMatch(issuer)
        ERR_clear_error()
        let list = try required(X509_CRL_new(), "X509_CRL_new")
        defer { X509_CRL_free(list) }
        let this = try required(ASN1_TIME_set(nil, time_t(thisUpdate)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(this) }
        let next = try required(ASN1_TIME_set(nil, time_t(nextUpdate)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(next) }
        try require(
            X509_CRL_set_version(list, 1) == 1
                && X509_CRL_set_issuer_name(list, X509_get_subject_name(issuer.handle)) == 1
                && X509_CRL_set1_lastUpdate(list, this) == 1 && X509_CRL_set1_nextUpdate(list, next) == 1, "CRL fields")
        for entry in revoked { try add(entry, to: list) }
        try require(
            biao_add_list_extension(list, issuer.handle, NID_authority_key_identifier, "keyid:always") == 1,
            "authority key identifier")
        let count = try required(ASN1_INTEGER_new(), "ASN1_INTEGER_new")
        defer { ASN1_INTEGER_free(count) }
        try require(
            ASN1_INTEGER_set_int64(count, number) == 1
                && X509_CRL_add1_ext_i2d(list, NID_crl_number, count, 0, 0) == 1 && X509_CRL_sort(list) == 1,
            "CRL number")
        if key.kind == .sm2 {
            let context = try signing(with: key)
            defer { EVP_MD_CTX_free(context) }
            try require(X509_CRL_sign_ctx(list, context) > 0, "X509_CRL_sign_ctx (SM2)")
        } else {
            try require(X509_CRL_sign(list, key.handle, EVP_sha256()) > 0, "X509_CRL_sign")
        }
        return try RevocationList(der: required(encoded { i2d_X509_CRL(list, $0) }, "i2d_X509_CRL"))
    }

    /// A context that signs with SM2 and the id that everyone checks with; the caller frees it.
    private static func signing(with key: PrivateKey) throws(Problem) -> OpaquePointer {
        try required(biao_sm2_signing(key.handle, SM2.defaultID, SM2.defaultID.count), "EVP_DigestSignInit (SM2)")
    }

    private static func add(
        _ entry: (serial: String, date: Int64, reason: Int?), to list: OpaquePointer
    ) throws(Problem) {
        let even = entry.serial.utf8.count.isMultiple(of: 2) ? entry.serial : "0" + entry.serial
        guard let magnitude = Hex.decode(even), !magnitude.isEmpty else {
            throw .crypto(
                "CRYP-0071", kind: .usage, zh: "证书序列号应为十六进制数:\(entry.serial)",
                en: "a serial number is written in hexadecimal: \(entry.serial)",
                remedyZh: "请用 biao identity show 查看序列号", remedyEn: "biao identity show prints the serial number")
        }
        let serial = try serialNumber(positive: magnitude)
        defer { ASN1_INTEGER_free(serial) }
        let date = try required(ASN1_TIME_set(nil, time_t(entry.date)), "ASN1_TIME_set")
        defer { ASN1_STRING_free(date) }
        let revoked = try required(X509_REVOKED_new(), "X509_REVOKED_new")
        var done =
            X509_REVOKED_set_serialNumber(revoked, serial) == 1 && X509_REVOKED_set_revocationDate(revoked, date) == 1
        if done, let reason = entry.reason, let value = ASN1_ENUMERATED_new() {
            done =
                ASN1_ENUMERATED_set(value, reason) == 1
                && X509_REVOKED_add1_ext_i2d(revoked, NID_crl_reason, value, 0, 0) == 1
            ASN1_ENUMERATED_free(value)
        }
        guard done, X509_CRL_add0_revoked(list, revoked) == 1 else {
            X509_REVOKED_free(revoked)
            throw .refused("CRL entry \(entry.serial)")
        }
    }

    private static func extensions(_ template: CertificateTemplate, selfSigned: Bool) -> [(Int32, String)] {
        var list: [(Int32, String)] = []
        if template.isCA {
            list.append(
                (NID_basic_constraints, "critical,CA:TRUE" + (template.pathLength.map { ",pathlen:\($0)" } ?? "")))
        }
        if !template.keyUsage.isEmpty { list.append((NID_key_usage, "critical," + template.keyUsage.text)) }
        if !template.extendedKeyUsage.isEmpty {
            let critical = template.extendedKeyUsageIsCritical ? "critical," : ""
            list.append((NID_ext_key_usage, critical + template.extendedKeyUsage.joined(separator: ",")))
        }
        if !template.policies.isEmpty {
            list.append((NID_certificate_policies, template.policies.joined(separator: ",")))
        }
        if let url = template.ocspResponder { list.append((NID_info_access, "OCSP;URI:" + url)) }
        if template.isExemptFromRevocation { list.append((NID_id_pkix_OCSP_noCheck, "ignored")) }
        list.append((NID_subject_key_identifier, "hash"))
        list.append((NID_authority_key_identifier, selfSigned ? "keyid" : "keyid:always"))
        return list
    }
}

extension KeyUsage {
    /// The names of those it has, with commas between.
    var text: String { Self.names.filter { contains($0.usage) }.map(\.name).joined(separator: ",") }

    /// The names that openssl.cnf gives them.
    fileprivate static let names: [(usage: KeyUsage, name: String)] = [
        (.digitalSignature, "digitalSignature"), (.nonRepudiation, "nonRepudiation"),
        (.keyEncipherment, "keyEncipherment"), (.dataEncipherment, "dataEncipherment"), (.keyAgreement, "keyAgreement"),
        (.keyCertSign, "keyCertSign"), (.crlSign, "cRLSign"), (.encipherOnly, "encipherOnly"),
        (.decipherOnly, "decipherOnly"),
    ]
}

/// A positive INTEGER with this magnitude, 1 to 20 bytes; the caller frees it.
func serialNumber(positive magnitude: [UInt8]) throws(Problem) -> UnsafeMutablePointer<ASN1_INTEGER> {
    guard (1...20).contains(magnitude.count) else { throw .bug("a serial number of \(magnitude.count) bytes") }
    let number = try required(BN_bin2bn(magnitude, Int32(magnitude.count), nil), "BN_bin2bn")
    defer { BN_free(number) }
    return try required(BN_to_ASN1_INTEGER(number, nil), "BN_to_ASN1_INTEGER")
}
