// PasswordEncryptionSM4.swift — opening the private keys that GmSSL encrypts: PBES2 with PBKDF2 over HMAC-SM3, and SM4-CBC.
internal import COpenSSL
internal import Reporting

/// An EncryptedPrivateKeyInfo (RFC 5208, 6) in that one scheme, which OpenSSL 3.0 has all parts of and no name for.
struct PasswordEncryptionSM4 {
    /// Beyond this many steps of the derivation the file is not opened: GmSSL takes 65,536, and ten million take some ten
    /// seconds. A file that asks for two thousand million is a trap.
    static let mostIterations = 10_000_000
    private static let longestSalt = 1_024

    private let salt: [UInt8]
    private let iterations: Int
    private let vector: [UInt8]
    private let ciphertext: [UInt8]

    /// Nil for any other scheme, and for parameters that this one does not have.
    init?(_ der: [UInt8]) {
        // { { PBES2, { { PBKDF2, { salt, iterations, key length?, PRF } }, { SM4-CBC, vector } } }, ciphertext }
        guard let outer = DER.elements(of: der), outer.count == 1, let parts = outer[0].elements, parts.count == 2,
            parts[1].tag == DEREncoding.octetStringTag,
            let scheme = Self.parameters(parts[0], of: "1.2.840.113549.1.5.13")?.elements, scheme.count == 2,
            let derivation = Self.parameters(scheme[0], of: "1.2.840.113549.1.5.12")?.elements,
            let vector = Self.parameters(scheme[1], of: NationalIdentifiers.sm4CBC),
            vector.tag == DEREncoding.octetStringTag, vector.content.count == 16,
            (3...4).contains(derivation.count), derivation[0].tag == DEREncoding.octetStringTag,
            (1...Self.longestSalt).contains(derivation[0].content.count),
            let iterations = Self.number(derivation[1]),
            derivation.count == 3 || Self.number(derivation[2]) == SM4CTR.keyLength,
            Self.functions.contains(Array(derivation[derivation.count - 1].bytes))
        else { return nil }
        salt = Array(derivation[0].content)
        self.iterations = iterations
        self.vector = Array(vector.content)
        ciphertext = Array(parts[1].content)
    }

    /// HMAC with SM3, without parameters as GmSSL writes it now, and with NULL as it once did.
    private static let functions: [[UInt8]] = [[], [5, 0]].map {
        DEREncoding.algorithm(NationalIdentifiers.hmacWithSM3, parameters: $0)
    }

    /// What is encrypted, DER of a PrivateKeyInfo; nil where the passphrase is wrong.
    ///
    /// - Throws: CRYP-0098 for a derivation that takes too long.
    func open(_ passphrase: Secret) throws(Problem) -> Secret? {
        guard (1...Self.mostIterations).contains(iterations) else {
            throw .crypto(
                "CRYP-0098", zh: "密钥文件的口令派生次数为 \(iterations),应为 1 至 \(Self.mostIterations)",
                en: "the key file derives its key in \(iterations) steps; from 1 to \(Self.mostIterations) are taken",
                remedyZh: "请用生成该文件的程序重新加密私钥", remedyEn: "encrypt the key anew with the program that made the file")
        }
        let key = try Secret.make(SM4CTR.keyLength) { (output) throws(Problem) in
            let done = try passphrase.withBytes { text in
                PKCS5_PBKDF2_HMAC(
                    text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), salt, Int32(salt.count),
                    Int32(iterations), EVP_sm3(), Int32(SM4CTR.keyLength), output)
            }
            try require(done == 1, "PBKDF2 (SM3)")
        }
        return try SM4CBC.open(ciphertext, key: key, vector: vector)
    }

    /// Of an AlgorithmIdentifier of this name.
    private static func parameters(_ element: DER, of name: String) -> DER? {
        guard element.tag == DEREncoding.sequenceTag, let parts = element.elements, parts.count == 2,
            parts[0].bytes.elementsEqual(DEREncoding.objectIdentifier(name))
        else { return nil }
        return parts[1]
    }

    /// Of an INTEGER that is not negative; what is longer than 7 bytes is not told apart from the largest of those.
    private static func number(_ element: DER) -> Int? {
        guard element.tag == DEREncoding.integerTag, let first = element.content.first, first < 0x80 else { return nil }
        let magnitude = element.content.drop { $0 == 0 }
        guard magnitude.count < 8 else { return 1 << 56 }
        return magnitude.reduce(0) { $0 << 8 | Int($1) }
    }
}
