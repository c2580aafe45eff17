// PublicKey.swift — a public key (公钥) by itself: what requests bring and certificates take in.
internal import COpenSSL
package import Reporting

/// A public key of any kind. Two are equal when their DER is.
package final class PublicKey: @unchecked Sendable, Hashable {
    // Never written to after `init`.
    let handle: OpaquePointer
    /// DER of the SubjectPublicKeyInfo.
    package let der: [UInt8]
    package let kind: PublicKeyKind

    /// What stands before the point of a key on a named curve: its length, its algorithm, and 04, for "not compressed".
    private static let headers: [String: [UInt8]] = [
        "P-256": header(curve: "1.2.840.10045.3.1.7"), "SM2": header(curve: "1.2.156.10197.1.301"),
    ]

    private static func header(curve: String) -> [UInt8] {
        let algorithm = DEREncoding.algorithm(
            "1.2.840.10045.2.1", parameters: DEREncoding.objectIdentifier(curve))
        let point: [UInt8] = DEREncoding.header(0x03, 66) + [0, 4]
        return DEREncoding.header(DEREncoding.sequenceTag, algorithm.count + 68) + algorithm + point
    }

    /// - Throws: CRYP-0095 for what OpenSSL cannot read as a key.
    package init(der: [UInt8]) throws(Problem) {
        ERR_clear_error()
        let decoded = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var cursor = bytes.baseAddress
            let key = d2i_PUBKEY(nil, &cursor, der.count)
            guard cursor == bytes.baseAddress?.advanced(by: der.count) else {
                EVP_PKEY_free(key)
                return nil
            }
            return key
        }
        guard let decoded else { throw .unusablePublicKey }
        handle = decoded
        self.der = der
        kind = PublicKeyKind(handle: decoded)
    }

    /// The same for a key that a stranger brings, whose numbers and whose form are looked at as well.
    ///
    /// - Throws: CRYP-0095 for a point that is none of its curve, a modulus or exponent that cannot be one, a curve that is
    ///   spelled out in numbers, and a compressed point: what others might read as another key, or not at all.
    package convenience init(checking der: [UInt8]) throws(Problem) {
        try self.init(der: der)
        switch kind {
        case .ec(let curve):
            if let header = Self.headers[curve] {
                guard der.count == header.count + 64, der.starts(with: header) else { throw .unusablePublicKey }
            }
        // a longer modulus takes minutes to look at, and no suite admits it
        case .rsa(let bits): guard bits <= 8_192 else { return }
        case .other: return
        }
        let context = try required(EVP_PKEY_CTX_new(handle, nil), "EVP_PKEY_CTX_new")
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_public_check(context) == 1 else { throw .unusablePublicKey }
    }

    deinit { EVP_PKEY_free(handle) }

    package static func == (a: PublicKey, b: PublicKey) -> Bool { a.der == b.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

extension PrivateKey {
    /// The public half by itself.
    package var publicKey: PublicKey {
        get throws(Problem) { try PublicKey(der: publicKeyDER) }
    }
}

extension Problem {
    static var unusablePublicKey: Problem {
        .crypto(
            "CRYP-0095", zh: "公钥无效:不在其曲线上、数值不可能,或编码不是命名曲线的非压缩形式",
            en:
                "the public key is none: not on its curve, of impossible numbers, or not an uncompressed point of a named curve",
            remedyZh: "请重新生成密钥与请求,例如 biao pki request",
            remedyEn: "make a new key and request, with biao pki request for one")
    }
}
