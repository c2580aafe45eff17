// NationalIdentifiers.swift — the object identifiers of China's commercial cryptography (商用密码), GM/T 0006-2012.

/// Dotted identifiers of algorithms and of GB/T 35275-2017's message types.
package enum NationalIdentifiers {
    /// SM3 (GB/T 32905-2016).
    package static let sm3 = "1.2.156.10197.1.401"
    /// HMAC with SM3.
    package static let hmacWithSM3 = "1.2.156.10197.1.401.2"
    /// The signature algorithm of SM2 (GB/T 32918.2-2016): what GB/T 35275 writes.
    package static let sm2Signature = "1.2.156.10197.1.301.1"
    /// SM2 with SM3: what certificates write, and some signatures.
    package static let sm2WithSM3 = "1.2.156.10197.1.501"
    /// SM2's key exchange, which some write where they encrypt.
    package static let sm2KeyExchange = "1.2.156.10197.1.301.2"
    /// SM2's public key encryption (GB/T 32918.4-2016).
    package static let sm2Encryption = "1.2.156.10197.1.301.3"
    /// SM4 (GB/T 32907-2016) in CBC mode; the parameter is the initialisation vector.
    package static let sm4CBC = "1.2.156.10197.1.104.2"
    /// SM4 in CTR mode; the parameter is the first counter block.
    package static let sm4CTR = "1.2.156.10197.1.104.7"

    /// GB/T 35275: data, signedData, envelopedData.
    package static let data = "1.2.156.10197.6.1.4.2.1"
    package static let signedData = "1.2.156.10197.6.1.4.2.2"
    package static let envelopedData = "1.2.156.10197.6.1.4.2.3"
}

/// A ContentInfo whose outer type is GB/T 35275's, in the words of RFC 5652 and back: OpenSSL knows no other.
enum NationalMessage {
    private static let types: [(national: [UInt8], international: [UInt8])] = [
        (NationalIdentifiers.signedData, "1.2.840.113549.1.7.2"),
        (NationalIdentifiers.envelopedData, "1.2.840.113549.1.7.3"),
    ].map { (DEREncoding.objectIdentifier($0.0), DEREncoding.objectIdentifier($0.1)) }

    /// The same message under RFC 5652's outer type; nil where its outer type is none of GB/T 35275's.
    static func international(_ der: [UInt8]) -> [UInt8]? {
        guard let (type, rest) = split(der), let pair = types.first(where: { $0.national == type }) else { return nil }
        return DEREncoding.sequence(pair.international, rest)
    }

    /// The same message under GB/T 35275's outer type; as it is where that has none for it.
    static func national(_ der: [UInt8]) -> [UInt8] {
        guard let (type, rest) = split(der), let pair = types.first(where: { $0.international == type }) else {
            return der
        }
        return DEREncoding.sequence(pair.national, rest)
    }

    /// The outer type and what follows it; nil where the length of the whole is not in its one form.
    private static func split(_ der: [UInt8]) -> (type: [UInt8], rest: [UInt8])? {
        guard let outer = DER.elements(of: der), outer.count == 1, outer[0].tag == DEREncoding.sequenceTag,
            outer[0].bytes.elementsEqual(DEREncoding.value(outer[0].tag, Array(outer[0].content))),
            let parts = outer[0].elements, let type = parts.first
        else { return nil }
        return (Array(type.bytes), Array(outer[0].content.dropFirst(type.bytes.count)))
    }
}
