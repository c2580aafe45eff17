// SM2Held.swift — SM2 with a key that a token holds: the digest is made here, the token does the rest.
internal import Reporting

extension SM2 {
    /// a, b, xG and yG of the curve (GB/T 32918.5-2017, A.2), which are part of Z.
    private static let curve: [UInt8] =
        [0xff, 0xff, 0xff, 0xfe] + [UInt8](repeating: 0xff, count: 16)
        + [0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc]
        + [
            0x28, 0xe9, 0xfa, 0x9e, 0x9d, 0x9f, 0x5e, 0x34, 0x4d, 0x5a, 0x9e, 0x4b, 0xcf, 0x65, 0x09, 0xa7,
            0xf3, 0x97, 0x89, 0xf5, 0x15, 0xab, 0x8f, 0x92, 0xdd, 0xbc, 0xbd, 0x41, 0x4d, 0x94, 0x0e, 0x93,
            0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94,
            0x8f, 0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7,
            0xbc, 0x37, 0x36, 0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53,
            0xd0, 0xa9, 0x87, 0x7c, 0xc6, 0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0,
        ]

    /// e = SM3(Z ‖ message), Z = SM3(bits of the id ‖ id ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA) (GB/T 32918.2-2016, 5.5 and 6.1).
    static func digest(of message: [UInt8], key: PrivateKey, id: [UInt8]) throws(Problem) -> [UInt8] {
        // a SubjectPublicKeyInfo ends with the point: 04, x, y
        let point = key.publicKeyDER.suffix(65)
        guard key.kind == .sm2, point.count == 65, point.first == 4, id.count < 8_192 else {
            throw .bug("Z of a key that is not SM2")
        }
        let length = [UInt8(id.count * 8 >> 8), UInt8(id.count * 8 & 0xff)]
        let z = try Digest.of(length + id + curve + point.dropFirst(), .sm3)
        return try Digest.of(z + message, .sm3)
    }

    /// Signs on a token; DER of r and s. What comes back is checked, since not every maker's library takes e for what it is.
    static func sign(
        _ message: [UInt8], key: PrivateKey, id: [UInt8], holder: any SM2KeyHolder
    ) throws(Problem) -> [UInt8] {
        let (r, s) = try holder.sign(digest: try digest(of: message, key: key, id: id))
        let signature = DEREncoding.sequence(integer(r), integer(s))
        guard id != defaultID || fault(signature, over: message, by: key.handle) == nil else {
            throw holder.failure([])
        }
        return signature
    }

    /// Decrypts on a token what is a ciphertext by its encoding; nil where it does not open.
    static func decrypt(
        _ ciphertext: [UInt8], length: Int, holder: any SM2KeyHolder
    ) throws(Problem) -> Secret? {
        guard let parts = DER.elements(of: ciphertext)?.first?.elements, parts.count == 4 else { return nil }
        func padded(_ part: DER) -> [UInt8] {
            let magnitude = part.content.drop { $0 == 0 }
            return [UInt8](repeating: 0, count: max(0, 32 - magnitude.count)) + magnitude
        }
        let opened = try holder.decrypt(
            x: padded(parts[0]), y: padded(parts[1]), hash: Array(parts[2].content), cipher: Array(parts[3].content))
        return opened?.count == length ? opened : nil
    }

    /// An INTEGER of a big-endian magnitude.
    private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let short = Array(magnitude.drop { $0 == 0 })
        return DEREncoding.value(DEREncoding.integerTag, (short.first ?? 0x80) >= 0x80 ? [0] + short : short)
    }
}
