// Certificate.swift — an X.509 certificate (数字证书) as an immutable value. Owns the only X509 handles outside an issue.
internal import COpenSSL
package import Reporting

/// What a certificate's key may be used for (RFC 5280, 4.2.1.3).
package struct KeyUsage: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let digitalSignature = KeyUsage(rawValue: 0x80)
    package static let nonRepudiation = KeyUsage(rawValue: 0x40)
    package static let keyEncipherment = KeyUsage(rawValue: 0x20)
    package static let dataEncipherment = KeyUsage(rawValue: 0x10)
    package static let keyAgreement = KeyUsage(rawValue: 0x08)
    package static let keyCertSign = KeyUsage(rawValue: 0x04)
    package static let crlSign = KeyUsage(rawValue: 0x02)
    package static let encipherOnly = KeyUsage(rawValue: 0x01)
    package static let decipherOnly = KeyUsage(rawValue: 0x8000)
}

/// What kind of key a certificate speaks for.
package enum PublicKeyKind: Sendable, Hashable {
    /// An RSA key usable with PKCS#1 v1.5 and OAEP, with the length of its modulus.
    case rsa(bits: Int)
    /// A key on a named curve: "P-256", "SM2", or OpenSSL's own name for any other.
    case ec(curve: String)
    /// Anything else, by OpenSSL's name.
    case other(String)
}

/// Why a certificate's key is none.
package enum PublicKeyFault: Sendable {
    case zero
    case notOnCurve
    case unreadable
}

/// One X.509 certificate. Two are equal when their DER is.
package final class Certificate: @unchecked Sendable, Hashable, CustomStringConvertible {
    // Never written to after `init`; OpenSSL's own caches inside are locked.
    let handle: OpaquePointer
    /// The whole certificate.
    package let der: [UInt8]
    /// SHA-256 of ``der``.
    package let fingerprint: [UInt8]

    /// - Throws: CRYP-0020 for anything but one certificate, CRYP-0021 where the bytes are not its only encoding,
    ///   CRYP-0023 where an extension is malformed or occurs twice.
    package init(der: [UInt8]) throws(Problem) {
        guard let decoded = biao_d2i_X509(der, der.count) else {
            throw .crypto(
                "CRYP-0020", zh: "内容不是一张 X.509 证书", en: "this is not one X.509 certificate",
                remedyZh: "请提供 DER 或 PEM 编码的证书文件", remedyEn: "give a certificate in DER or PEM")
        }
        guard encoded({ i2d_X509(decoded, $0) }) == der else {
            X509_free(decoded)
            throw .crypto(
                "CRYP-0021", zh: "证书的编码不是 DER 规范形式", en: "the certificate is not in its one DER encoding",
                remedyZh: "请使用 CA 签发的原始证书文件", remedyEn: "use the file as the certification authority issued it")
        }
        // Fills OpenSSL's extension cache now, so that later reads from several threads find it ready.
        let sound = X509_check_purpose(decoded, -1, 0) == 1
        guard sound, X509_get_extension_flags(decoded) & UInt32(EXFLAG_INVALID) == 0 else {
            X509_free(decoded)
            throw .crypto(
                "CRYP-0023", zh: "证书的扩展项有误", en: "an extension of the certificate is malformed or repeated",
                remedyZh: "请向签发机构更换证书", remedyEn: "ask its issuer for another certificate")
        }
        // Without it OpenSSL checks SM2 signatures with the empty id (GM/T 0009-2012, 10); with it, it checks no others.
        guard
            X509_get_signature_nid(decoded) != NID_SM2_with_SM3
                || biao_set_distinguishing_id(decoded, SM2.defaultID, SM2.defaultID.count) == 1
        else {
            X509_free(decoded)
            throw .refused("X509_set0_distinguishing_id")
        }
        do throws(Problem) { fingerprint = try Digest.of(der, .sha256) } catch {
            X509_free(decoded)
            throw error
        }
        self.der = der
        handle = decoded
    }

    deinit { X509_free(handle) }

    /// Takes a certificate under construction: encodes it and reads it back. The handle stays the caller's.
    convenience init(copying handle: OpaquePointer) throws(Problem) {
        try self.init(der: required(encoded { i2d_X509(handle, $0) }, "i2d_X509"))
    }

    package static func == (a: Certificate, b: Certificate) -> Bool { a === b || a.der == b.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// The subject and the serial number, for messages.
    package var description: String { "\(subject) (\(serialNumber))" }

    /// The certificates of a file: one in DER, or any number in PEM, in their order.
    ///
    /// - Throws: CRYP-0022 where there is none, and what ``init(der:)`` throws.
    package static func readAll(_ bytes: [UInt8]) throws(Problem) -> [Certificate] {
        if bytes.first == 0x30 { return [try Certificate(der: bytes)] }
        let blocks = try PEM.blocks(bytes, labels: ["CERTIFICATE", "X509 CERTIFICATE"])
        guard !blocks.isEmpty else {
            throw .crypto(
                "CRYP-0022", zh: "文件中没有证书", en: "there is no certificate in the file",
                remedyZh: "请提供 DER 或 PEM 编码的证书文件", remedyEn: "give a certificate in DER or PEM")
        }
        var all: [Certificate] = []
        for block in blocks { all.append(try Certificate(der: block)) }
        return all
    }

    /// ``der`` between BEGIN and END lines.
    package var pem: String { PEM.encode(der, label: "CERTIFICATE") }

    /// Serial number, lower-case hexadecimal of its magnitude without leading zeros ("-" before a negative one).
    package var serialNumber: String { serialText(X509_get0_serialNumber(handle)) }

    /// DER of the serial number's INTEGER.
    package var serialDER: [UInt8] { encoded { i2d_ASN1_INTEGER(X509_get0_serialNumber(handle), $0) } ?? [] }

    /// First second of validity, since 1970 UTC; `Int64.max` where it cannot be read, so that it never begins.
    package var notBefore: Int64 { epochSeconds(X509_get0_notBefore(handle)) ?? .max }

    /// Last second of validity, since 1970 UTC; `Int64.min` where it cannot be read.
    package var notAfter: Int64 { epochSeconds(X509_get0_notAfter(handle)) ?? .min }

    /// Object identifier of the signature algorithm, such as "1.2.840.113549.1.1.11".
    package var signatureAlgorithm: String {
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_get0_signature(nil, &algorithm, handle)
        return dotted(algorithm?.pointee.algorithm)
    }

    /// DER of the SubjectPublicKeyInfo.
    package var publicKeyDER: [UInt8] { encoded { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), $0) } ?? [] }

    /// What kind of key this is; `.other` for anything that cannot be read or used.
    package var publicKeyKind: PublicKeyKind {
        defer { ERR_clear_error() }
        guard publicKeyFault == nil, let key = X509_get0_pubkey(handle) else { return .other("unreadable") }
        return PublicKeyKind(handle: key)
    }

    /// What is wrong with the key; nil where it can be used.
    package var publicKeyFault: PublicKeyFault? {
        defer { ERR_clear_error() }
        let isRead = X509_get0_pubkey(handle) != nil
        // OpenSSL reads the point at infinity, 00, as a key: everyone could sign in its name
        guard !isRead || publicKeyDER.suffix(4) == [0x03, 0x02, 0, 0] else { return nil }
        // SubjectPublicKeyInfo { AlgorithmIdentifier, BIT STRING: no unused bits, 04, x, y }
        guard let parts = DER.elements(of: publicKeyDER)?.first?.elements, parts.count == 2,
            parts[0].elements?.first?.bytes.elementsEqual(DEREncoding.objectIdentifier("1.2.840.10045.2.1")) ?? false
        else { return .unreadable }
        return parts[1].content.dropFirst(2).allSatisfy { $0 == 0 } ? .zero : .notOnCurve
    }

    /// Whether `issuer` issued this certificate: names and key identifiers agree, the issuer may sign certificates,
    /// and the signature is right. Says nothing of dates or trust.
    package func isSigned(by issuer: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(issuer.handle) else { return false }
        return X509_check_issued(issuer.handle, handle) == X509_V_OK && X509_verify(handle, key) == 1
    }
}

extension PublicKeyKind {
    /// Of an EVP_PKEY.
    init(handle key: OpaquePointer) {
        if EVP_PKEY_is_a(key, "RSA") == 1 {
            self = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
            return
        }
        var name = [CChar](repeating: 0, count: 80)
        var count = 0
        if EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1 {
            let curve = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            self = .ec(curve: curve == "prime256v1" ? "P-256" : curve)
        } else {
            self = .other(EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown")
        }
    }
}

/// Seconds since 1970 UTC, nil where the time is malformed.
func epochSeconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var seconds: Int64 = 0
    return biao_time(time, &seconds) == 1 ? seconds : nil
}

/// See ``Certificate/serialNumber``.
func serialText(_ serial: UnsafePointer<ASN1_INTEGER>?) -> String {
    let magnitude = bytes(of: serial).drop { $0 == 0 }
    let negative = serial.map { ASN1_STRING_type($0) & V_ASN1_NEG != 0 } ?? false
    return (negative ? "-" : "") + (magnitude.isEmpty ? "00" : Hex.encode(Array(magnitude)))
}
