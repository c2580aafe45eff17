// PrivateKey.swift — a private key (私钥): made, lent to the signing and opening functions, never printed.
internal import COpenSSL
package import Reporting

/// A private key of a kind that our suites use.
package final class PrivateKey: @unchecked Sendable, CustomStringConvertible, CustomReflectable {
    /// What kind of key.
    package enum Kind: Sendable, Hashable {
        case rsa(bits: Int)
        case p256
        case sm2
    }

    // Never written to after `init`.
    let handle: OpaquePointer
    package let kind: Kind
    /// What holds the key where it is not in our memory: a token. ``handle`` then has the public half only, or asks it.
    package let holder: (any KeyHolder)?

    /// Takes over the handle, and frees it even where this throws.
    ///
    /// - Throws: CRYP-0037 for a key of a kind that no suite uses.
    init(taking handle: OpaquePointer, holder: (any KeyHolder)? = nil) throws(Problem) {
        self.holder = holder
        switch PublicKeyKind(handle: handle) {
        case .rsa(let bits): kind = .rsa(bits: bits)
        case .ec(curve: "P-256"): kind = .p256
        case .ec(curve: "SM2"): kind = .sm2
        default:
            EVP_PKEY_free(handle)
            throw .crypto(
                "CRYP-0037", zh: "不支持此种私钥:需要 RSA、P-256 或 SM2",
                en: "a key of this kind is not supported: RSA, P-256 or SM2 is needed",
                remedyZh: "请使用受支持算法的证书", remedyEn: "use a certificate with a supported algorithm")
        }
        self.handle = handle
    }

    /// The same for a key that came from elsewhere, whose numbers are looked at as well.
    ///
    /// - Throws: CRYP-0037; CRYP-0046 for a number that is zero or not below the curve's order, or that does not go with
    ///   the public key beside it. OpenSSL would read such a key and fail, or worse, when it is used.
    convenience init(checking handle: OpaquePointer) throws(Problem) {
        try self.init(taking: handle)
        if case .rsa = kind { return }
        let context = try required(EVP_PKEY_CTX_new(handle, nil), "EVP_PKEY_CTX_new")
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_check(context) == 1 else {
            throw .crypto(
                "CRYP-0046", zh: "私钥无效:为零、超出曲线的阶,或与其公钥不符",
                en: "the private key is none: zero, past the order of its curve, or not that of its public key",
                remedyZh: "请重新导出或换用备份", remedyEn: "export it again, or use a backup")
        }
    }

    deinit { EVP_PKEY_free(handle) }

    /// A fresh key. RSA under 2048 bits is made on request (tests of refusals need it); nothing accepts it later.
    package static func generate(_ kind: Kind) throws(Problem) -> PrivateKey {
        let made =
            switch kind {
            case .rsa(let bits): biao_generate_rsa(bits)
            case .p256: biao_generate_p256()
            case .sm2: biao_generate_sm2()
            }
        return try PrivateKey(taking: required(made, "key generation (\(kind))"))
    }

    /// Whether the certificate speaks for this key.
    package func matches(_ certificate: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(certificate.handle) else { return false }
        return EVP_PKEY_eq(key, handle) == 1
    }

    /// DER of the SubjectPublicKeyInfo.
    package var publicKeyDER: [UInt8] { encoded { i2d_PUBKEY(handle, $0) } ?? [] }

    /// The key in PEM, PKCS#8, encrypted with AES-256-CBC under the passphrase.
    ///
    /// - Parameter iterations: of PBKDF2 with HMAC-SHA-256; 100,000 takes some 50 ms to open.
    /// - Throws: TOKN-0044 for a key on a token.
    package func pkcs8PEM(passphrase: Secret, iterations: Int32 = 100_000) throws(Problem) -> String {
        try requireOurs()
        let plain = try required(EVP_PKEY2PKCS8(handle), "EVP_PKEY2PKCS8")
        defer { PKCS8_PRIV_KEY_INFO_free(plain) }
        let made = try passphrase.withBytes { bytes in
            PKCS8_encrypt(
                -1, EVP_aes_256_cbc(), bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
                0, iterations, plain)
        }
        let sealed = try required(made, "PKCS8_encrypt")
        defer { X509_SIG_free(sealed) }
        return PEM.encode(
            try required(encoded { i2d_X509_SIG(sealed, $0) }, "i2d_X509_SIG"), label: "ENCRYPTED PRIVATE KEY")
    }

    /// Refuses a certificate that is not of this key.
    ///
    /// - Throws: CRYP-0044.
    func requireMatch(_ certificate: Certificate) throws(Problem) {
        guard matches(certificate) else {
            throw .crypto(
                "CRYP-0044", zh: "私钥与证书不匹配:\(certificate.subject)",
                en: "the private key does not belong to the certificate \(certificate.subject)",
                remedyZh: "请使用同一身份文件夹中的私钥和证书", remedyEn: "use a key and a certificate of the same identity")
        }
    }

    package var description: String { "<private key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
