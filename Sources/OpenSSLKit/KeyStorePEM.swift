// KeyStorePEM.swift — a private key and its certificates in one PEM file: what openssl and GmSSL keep keys in.
internal import COpenSSL
package import Reporting

extension KeyStore {
    /// Labels of a key in the clear: PKCS#8, and the older forms of each algorithm.
    private static let plainLabels: Set<String> = ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"]
    private static let certificateLabels: Set<String> = ["CERTIFICATE", "X509 CERTIFICATE"]
    private static let encryptedLabels: Set<String> = ["ENCRYPTED PRIVATE KEY"]

    /// Opens a file: one private key, in PKCS#8 encrypted or in the clear, and certificates, the key's own among them.
    ///
    /// - Parameter beside: more certificates, from other files.
    /// - Throws: CRYP-0024, CRYP-0031 wrong passphrase or damaged, CRYP-0032 not one private key, CRYP-0033, CRYP-0034,
    ///   CRYP-0035, CRYP-0037, CRYP-0046, CRYP-0098.
    package static func readPEM(
        _ bytes: [UInt8], passphrase: Secret, beside: [Certificate] = []
    ) throws(Problem) -> Content {
        guard bytes.count <= longestFile else { throw .notOneKey }
        let key = try privateKey(pem: bytes, passphrase: passphrase)
        var certificates: [Certificate] = []
        for block in try PEM.blocks(bytes, labels: certificateLabels) {
            let certificate = try Certificate(der: block)
            if !certificates.contains(certificate) { certificates.append(certificate) }
        }
        for certificate in beside where !certificates.contains(certificate) { certificates.append(certificate) }
        guard let leaf = certificates.first(where: key.matches) else { throw .noCertificateOfKey }
        return Content(key: key, certificate: leaf, chain: ordered(certificates.filter { $0 != leaf }, from: leaf))
    }

    /// Whether a PEM file has a private key that nothing protects.
    package static func hasPlainKey(_ bytes: [UInt8]) -> Bool {
        ((try? PEM.blocks(bytes, labels: plainLabels)) ?? []).isEmpty == false
    }

    /// Whether a PEM file has certificates. CRYP-0024 where it is cut short.
    package static func hasCertificate(_ bytes: [UInt8]) throws(Problem) -> Bool {
        try !PEM.blocks(bytes, labels: certificateLabels).isEmpty
    }

    /// The only private key of a PEM file.
    static func privateKey(pem bytes: [UInt8], passphrase: Secret) throws(Problem) -> PrivateKey {
        // RFC 1421's headers: a home-made derivation with MD5, which no program should write any more
        let header = Array("Proc-Type: 4,ENCRYPTED".utf8)
        guard !bytes.indices.contains(where: { bytes[$0...].starts(with: header) }) else {
            throw .schemeNotOffered(["KDF PEM (Proc-Type: 4,ENCRYPTED)"])
        }
        let encrypted = try PEM.blocks(bytes, labels: encryptedLabels)
        let plain = try PEM.blocks(bytes, labels: plainLabels)
        guard encrypted.count + plain.count == 1 else { throw .notOneKey }
        if let block = plain.first { return try privateKey(der: block) }
        return try privateKey(encrypted: encrypted[0], passphrase: passphrase)
    }

    /// A key in PKCS#8, or in the older form of its algorithm.
    static func privateKey(der: [UInt8]) throws(Problem) -> PrivateKey {
        ERR_clear_error()
        let made = der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return d2i_AutoPrivateKey(nil, &cursor, der.count)
        }
        guard let made else { throw .damagedStore }
        return try PrivateKey(checking: made)
    }

    private static func privateKey(encrypted der: [UInt8], passphrase: Secret) throws(Problem) -> PrivateKey {
        ERR_clear_error()
        if let national = PasswordEncryptionSM4(der) {
            guard let opened = try national.open(passphrase) else { throw .wrongPassphrase }
            return try privateKey(opened)
        }
        let sealed = der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return d2i_X509_SIG(nil, &cursor, der.count)
        }
        guard let sealed else { throw .damagedStore }
        defer { X509_SIG_free(sealed) }
        let opened = try passphrase.withBytes { text in
            PKCS8_decrypt(sealed, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count))
        }
        guard let opened else {
            guard biao_pkcs12_fault() == 2 else { throw .wrongPassphrase }
            throw .schemeNotOffered(in: der)
        }
        defer { PKCS8_PRIV_KEY_INFO_free(opened) }
        guard let made = EVP_PKCS82PKEY(opened) else { throw .damagedStore }
        return try PrivateKey(checking: made)
    }

    /// Of a PrivateKeyInfo that was just decrypted: a wrong key passes for padding once in 256 times, so that what is no
    /// PrivateKeyInfo means a wrong passphrase too.
    private static func privateKey(_ opened: Secret) throws(Problem) -> PrivateKey {
        let info = try opened.withBytes { bytes in
            var cursor = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, bytes.count)
        }
        guard let info else {
            ERR_clear_error()
            throw .wrongPassphrase
        }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard let made = EVP_PKCS82PKEY(info) else { throw .damagedStore }
        return try PrivateKey(checking: made)
    }
}

extension Problem {
    fileprivate static var notOneKey: Problem {
        .crypto(
            "CRYP-0032", zh: "PEM 文件中应当恰有一个私钥", en: "a PEM file must hold exactly one private key",
            remedyZh: "签名密钥放在 sign.pem,加密密钥放在 enc.pem,各附其证书",
            remedyEn: "keep the signing key in sign.pem and the encryption key in enc.pem, each with its certificates")
    }
}
