// KeyStore.swift — a key with its certificates in one file under a passphrase: PKCS#12 (RFC 7292).
internal import COpenSSL
package import Reporting

/// PKCS#12 files (.p12, .pfx).
package enum KeyStore {
    /// What is in one.
    package struct Content: Sendable {
        package var key: PrivateKey
        /// The certificate of ``key``.
        package var certificate: Certificate
        /// The other certificates: its issuers first and in order, then the rest.
        package var chain: [Certificate]

        package init(key: PrivateKey, certificate: Certificate, chain: [Certificate]) {
            self.key = key
            self.certificate = certificate
            self.chain = chain
        }
    }

    /// Largest file that is read, in bytes.
    package static let longestFile = 1 << 20

    /// Opens a file.
    ///
    /// - Throws: CRYP-0030 not PKCS#12, CRYP-0031 wrong passphrase, CRYP-0032 no private key, CRYP-0033 no certificate
    ///   of that key, CRYP-0034 encrypted with what this OpenSSL does not offer (RC2-40, HMAC-SM3), CRYP-0035
    ///   damaged, CRYP-0036 a passphrase with a zero byte, CRYP-0037 a key of an unsupported kind, CRYP-0046 no key of
    ///   its curve.
    package static func read(_ bytes: [UInt8], passphrase: Secret) throws(Problem) -> Content {
        guard bytes.count <= longestFile, let store = biao_d2i_PKCS12(bytes, bytes.count) else {
            throw .crypto(
                "CRYP-0030", zh: "文件不是 PKCS#12 证书文件", en: "the file is not PKCS#12",
                remedyZh: "请提供 .p12 或 .pfx 文件", remedyEn: "give a .p12 or .pfx file")
        }
        defer { PKCS12_free(store) }
        ERR_clear_error()
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        var others: OpaquePointer?
        let phrase = try passphrase.terminated()
        let opened = try phrase.withBytes { text in
            PKCS12_parse(store, text.baseAddress?.assumingMemoryBound(to: CChar.self), &key, &certificate, &others)
        }
        defer {
            X509_free(certificate)
            biao_certificates_free_all(others)
        }
        guard opened == 1 else { throw parseProblem(bytes) }
        guard let key else {
            throw .crypto(
                "CRYP-0032", zh: "证书文件中没有私钥", en: "there is no private key in the file",
                remedyZh: "请导出时选择包含私钥", remedyEn: "export it again together with its private key")
        }
        let owned = try PrivateKey(checking: key)
        guard let certificate else { throw .noCertificateOfKey }
        let leaf = try Certificate(copying: certificate)
        var rest: [Certificate] = []
        for index in 0..<biao_certificates_count(others) {
            let other = try Certificate(copying: required(biao_certificates_at(others, index), "sk_X509_value"))
            if other != leaf, !rest.contains(other) { rest.append(other) }
        }
        ERR_clear_error()
        return Content(key: owned, certificate: leaf, chain: ordered(rest, from: leaf))
    }

    /// Makes a file: AES-256-CBC under PBES2 with HMAC-SHA-256, and an HMAC-SHA-256 over all.
    ///
    /// - Parameters:
    ///   - name: the friendly name that key managers show.
    ///   - iterations: of both derivations; 100,000 takes some 50 ms to open.
    /// - Throws: CRYP-0036, CRYP-0044 where key and certificate do not belong together, TOKN-0044 for a key on a token.
    package static func make(
        key: PrivateKey, certificate: Certificate, chain: [Certificate], name: String, passphrase: Secret,
        iterations: Int32 = 100_000
    ) throws(Problem) -> [UInt8] {
        try key.requireOurs()
        try key.requireMatch(certificate)
        let others = try CertificateStack(chain)
        let phrase = try passphrase.terminated()
        let made = try phrase.withBytes { text in
            PKCS12_create(
                text.baseAddress?.assumingMemoryBound(to: CChar.self), name, key.handle, certificate.handle,
                others.handle, NID_aes_256_cbc, NID_aes_256_cbc, iterations, iterations, 0)
        }
        let store = try required(made, "PKCS12_create")
        defer { PKCS12_free(store) }
        return try required(encoded { i2d_PKCS12(store, $0) }, "i2d_PKCS12")
    }

    private static func parseProblem(_ bytes: [UInt8]) -> Problem {
        switch biao_pkcs12_fault() {
        case 1: .wrongPassphrase
        case 2: .schemeNotOffered(in: bytes)
        default: .damagedStore
        }
    }

    /// The issuers of `leaf` first and in order, then the rest.
    package static func ordered(_ certificates: [Certificate], from leaf: Certificate) -> [Certificate] {
        var rest = certificates
        var chain: [Certificate] = []
        var current = leaf
        while let next = rest.firstIndex(where: { current != $0 && current.isSigned(by: $0) }) {
            current = rest.remove(at: next)
            chain.append(current)
        }
        return chain + rest
    }
}

extension Secret {
    /// The same bytes with a zero after them, for C.
    ///
    /// - Throws: CRYP-0036 where there is a zero among them.
    fileprivate func terminated() throws(Problem) -> Secret {
        let clean = try withBytes { bytes in !bytes.contains(0) }
        guard clean else {
            throw .crypto(
                "CRYP-0036", zh: "口令中含有空字节", en: "the passphrase contains a zero byte",
                remedyZh: "请检查口令文件是否为纯文本", remedyEn: "make sure that the passphrase file is plain text")
        }
        return try .joining([self, Secret(copying: [0])])
    }
}

extension Problem {
    static var wrongPassphrase: Problem {
        .crypto(
            "CRYP-0031", zh: "证书文件的口令不正确", en: "the passphrase of the certificate file is wrong",
            remedyZh: "请重新输入口令,注意大小写和输入法", remedyEn: "enter it again; mind capitals and the input method")
    }

    static var noCertificateOfKey: Problem {
        .crypto(
            "CRYP-0033", zh: "证书文件中没有与私钥对应的证书", en: "no certificate in the file belongs to its private key",
            remedyZh: "请重新导出证书和私钥", remedyEn: "export the certificate and its key again")
    }

    static var damagedStore: Problem {
        .crypto(
            "CRYP-0035", zh: "证书文件已损坏", en: "the certificate file is damaged",
            remedyZh: "请重新导出或换用备份", remedyEn: "export it again, or use a backup")
    }
}
