// SM2.swift — SM2 (GB/T 32918) by itself: signatures over Z with an id, and the encryption of short secrets.
internal import COpenSSL
package import Reporting

/// Signing, checking, encrypting and decrypting with SM2 keys. Formats are those of GM/T 0009-2012.
package enum SM2 {
    /// The id that everyone's Z is made with unless two parties agree on another (GM/T 0009-2012, 10).
    package static let defaultID = Array("1234567812345678".utf8)

    /// The order n of the curve (GB/T 32918.5-2017, A.2), big-endian.
    private static let order: [UInt8] = [
        0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0x72, 0x03, 0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x23,
    ]

    /// Why a signature is not the key's over a message.
    package enum Fault: Sendable, Equatable {
        /// Not a SEQUENCE of two INTEGERs in their one encoding.
        case encoding
        /// r or s is not from 1 to n − 1.
        case range
        /// It is the key's, but Z was made with the empty id, OpenSSL's default.
        case emptyID
        /// It is the key's, over SM3 of the message alone: Z was left out.
        case withoutZ
        /// It is not this key's over this message, or made with an id that nobody told us.
        case mismatch
    }

    /// Signs SM3(Z ‖ message): DER of r and s.
    ///
    /// - Throws: CRYP-0001; CRYP-0045 for a key that is not SM2.
    package static func sign(
        _ message: [UInt8], key: PrivateKey, id: [UInt8] = defaultID
    ) throws(Problem) -> [UInt8] {
        guard key.kind == .sm2 else { throw .notSM2 }
        if let holder = key.holder as? any SM2KeyHolder { return try sign(message, key: key, id: id, holder: holder) }
        let context = try required(biao_sm2_signing(key.handle, id, id.count), "EVP_DigestSignInit (SM2)")
        defer { EVP_MD_CTX_free(context) }
        var count = 128
        var signature = [UInt8](repeating: 0, count: count)
        try require(EVP_DigestSign(context, &signature, &count, message, message.count) == 1, "EVP_DigestSign (SM2)")
        signature.removeLast(signature.count - count)
        return signature
    }

    /// What is wrong with a signature; nil where it is the certificate's over this message, with the default id.
    package static func fault(_ signature: [UInt8], over message: [UInt8], by certificate: Certificate) -> Fault? {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(certificate.handle) else { return .mismatch }
        return fault(signature, over: message, by: key)
    }

    /// The same for a public key given as DER of a SubjectPublicKeyInfo.
    package static func fault(_ signature: [UInt8], over message: [UInt8], publicKey der: [UInt8]) -> Fault? {
        defer { ERR_clear_error() }
        let key = der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return d2i_PUBKEY(nil, &cursor, der.count)
        }
        guard let key else { return .mismatch }
        defer { EVP_PKEY_free(key) }
        return fault(signature, over: message, by: key)
    }

    static func fault(_ signature: [UInt8], over message: [UInt8], by key: OpaquePointer) -> Fault? {
        guard EVP_PKEY_is_a(key, "SM2") == 1 else { return .mismatch }
        guard let integers = integers(signature) else { return .encoding }
        guard integers.allSatisfy(isInRange) else { return .range }
        if verify(signature, message, key, defaultID) { return nil }
        if verify(signature, message, key, []) { return .emptyID }
        if let digest = try? Digest.of(message, .sm3), verify(signature, digest: digest, key) { return .withoutZ }
        return .mismatch
    }

    private static func verify(_ signature: [UInt8], _ message: [UInt8], _ key: OpaquePointer, _ id: [UInt8]) -> Bool {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        var inner: OpaquePointer?
        guard EVP_DigestVerifyInit(context, &inner, EVP_sm3(), nil, key) == 1 else { return false }
        guard id.isEmpty || EVP_PKEY_CTX_set1_id(inner, id, Int32(id.count)) > 0 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private static func verify(_ signature: [UInt8], digest: [UInt8], _ key: OpaquePointer) -> Bool {
        guard let context = EVP_PKEY_CTX_new(key, nil) else { return false }
        defer { EVP_PKEY_CTX_free(context) }
        return EVP_PKEY_verify_init(context) == 1
            && EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
    }

    /// Encrypts a secret to a certificate's key: DER of C1, C3 and C2 (GM/T 0009-2012, 7.2).
    ///
    /// - Throws: CRYP-0045 for a key that is not SM2.
    static func encrypt(_ secret: Secret, to certificate: Certificate) throws(Problem) -> [UInt8] {
        guard certificate.publicKeyKind == .ec(curve: "SM2"), let key = X509_get0_pubkey(certificate.handle) else {
            throw .notSM2
        }
        let context = try required(EVP_PKEY_CTX_new(key, nil), "EVP_PKEY_CTX_new")
        defer { EVP_PKEY_CTX_free(context) }
        try require(EVP_PKEY_encrypt_init(context) == 1, "EVP_PKEY_encrypt_init")
        return try secret.withBytes { (bytes) throws(Problem) in
            let input = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            var count = 0
            try require(EVP_PKEY_encrypt(context, nil, &count, input, bytes.count) == 1, "EVP_PKEY_encrypt")
            var output = [UInt8](repeating: 0, count: count)
            try require(EVP_PKEY_encrypt(context, &output, &count, input, bytes.count) == 1, "EVP_PKEY_encrypt")
            output.removeLast(output.count - count)
            return output
        }
    }

    /// Decrypts what ``encrypt(_:to:)`` or another program made; nil where it does not open.
    ///
    /// - Parameter length: what it must come to, in bytes.
    static func decrypt(_ ciphertext: [UInt8], key: PrivateKey, length: Int) throws(Problem) -> Secret? {
        guard key.kind == .sm2 else { throw .notSM2 }
        guard isCiphertext(ciphertext, length: length) else { return nil }
        if let holder = key.holder as? any SM2KeyHolder {
            return try decrypt(ciphertext, length: length, holder: holder)
        }
        defer { ERR_clear_error() }
        let context = try required(EVP_PKEY_CTX_new(key.handle, nil), "EVP_PKEY_CTX_new")
        defer { EVP_PKEY_CTX_free(context) }
        try require(EVP_PKEY_decrypt_init(context) == 1, "EVP_PKEY_decrypt_init")
        // OpenSSL asks for room by a guess of its own, which may be more than comes out
        var room = 0
        guard EVP_PKEY_decrypt(context, nil, &room, ciphertext, ciphertext.count) == 1, room >= length else {
            return nil
        }
        var count = room
        var opened = false
        let whole = try Secret.make(room) { (output) throws(Problem) in
            opened = EVP_PKEY_decrypt(context, output, &count, ciphertext, ciphertext.count) == 1
        }
        guard opened, count == length else { return nil }
        return try whole.withBytes { (bytes) throws(Problem) in
            Secret(copying: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
        }
    }

    /// SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING of 32, cipher OCTET STRING }, each in its one encoding.
    private static func isCiphertext(_ der: [UInt8], length: Int) -> Bool {
        guard let parts = sequence(der, count: 4), parts[..<2].allSatisfy({ magnitude($0) != nil }) else {
            return false
        }
        return parts[2].tag == DEREncoding.octetStringTag && parts[2].content.count == 32
            && parts[3].tag == DEREncoding.octetStringTag && parts[3].content.count == length
    }

    /// The magnitudes of r and s; nil where the signature is not in its one encoding.
    private static func integers(_ der: [UInt8]) -> [[UInt8]]? {
        guard let parts = sequence(der, count: 2) else { return nil }
        let magnitudes = parts.compactMap(magnitude)
        return magnitudes.count == 2 ? magnitudes : nil
    }

    /// The elements of a SEQUENCE whose lengths all are in their shortest form; nil for anything else.
    private static func sequence(_ der: [UInt8], count: Int) -> [DER]? {
        guard let outer = DER.elements(of: der), outer.count == 1, outer[0].tag == DEREncoding.sequenceTag,
            let parts = outer[0].elements, parts.count == count,
            (parts + outer).allSatisfy({ $0.bytes.elementsEqual(DEREncoding.value($0.tag, Array($0.content))) })
        else { return nil }
        return parts
    }

    /// Of an INTEGER that is not negative and has no superfluous zero, 32 bytes at most; nil for any other.
    private static func magnitude(_ element: DER) -> [UInt8]? {
        let bytes = Array(element.content)
        guard element.tag == DEREncoding.integerTag, let first = bytes.first, first < 0x80 else { return nil }
        if first == 0, bytes.count > 1 {
            guard bytes[1] >= 0x80 else { return nil }
            return bytes.count <= 33 ? Array(bytes.dropFirst()) : nil
        }
        return bytes.count <= 32 ? bytes : nil
    }

    private static func isInRange(_ magnitude: [UInt8]) -> Bool {
        let padded = [UInt8](repeating: 0, count: 32 - magnitude.count) + magnitude
        return padded.contains { $0 != 0 } && padded.lexicographicallyPrecedes(order)
    }
}

extension Problem {
    fileprivate static var notSM2: Problem {
        .crypto(
            "CRYP-0045", kind: .usage, zh: "此处需要 SM2 密钥", en: "an SM2 key is needed here",
            remedyZh: "请使用 SM2 证书", remedyEn: "use an SM2 certificate")
    }
}
