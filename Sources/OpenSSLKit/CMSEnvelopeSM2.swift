// CMSEnvelopeSM2.swift — EnvelopedData with SM2 key transport and SM4-CBC, written and read by hand.
internal import COpenSSL
internal import Reporting

extension CMSEnvelope {
    /// Locks a secret to SM2 certificates: one content key, transported to each (RFC 5652, 6.2.1, with GM/T 0006's
    /// algorithms). `openssl cms -decrypt` opens it.
    static func sealNationally(_ secret: Secret, to recipients: [Certificate]) throws(Problem) -> [UInt8] {
        let sealed = try SM4CBC.seal(secret)
        var infos: [[UInt8]] = []
        for recipient in recipients {
            infos.append(
                DEREncoding.sequence(
                    DEREncoding.integer(0), DEREncoding.sequence(recipient.issuerDER, recipient.serialDER),
                    DEREncoding.algorithm(NationalIdentifiers.sm2Encryption),
                    DEREncoding.octets(try SM2.encrypt(sealed.key, to: recipient))))
        }
        let content = DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.7.1"),
            DEREncoding.algorithm(NationalIdentifiers.sm4CBC, parameters: DEREncoding.octets(sealed.vector)),
            DEREncoding.value(0x80, sealed.ciphertext))
        let body = DEREncoding.sequence(DEREncoding.integer(0), DEREncoding.set(infos), content)
        return DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.7.3"), DEREncoding.value(DEREncoding.contextTag(0), body))
    }

    /// What came of opening such an envelope.
    enum NationalOpening {
        case secret(Secret)
        case algorithms
        case damaged
    }

    /// Opens the entry at `index` of those that are in the envelope.
    static func openNationally(_ der: [UInt8], entry index: Int, key: PrivateKey) throws(Problem) -> NationalOpening {
        let plain = NationalMessage.international(der) ?? der
        guard let info = DER.elements(of: plain)?.first?.elements, info.count == 2,
            let fields = info[1].elements?.first?.elements, fields.count == 3, let entries = fields[1].elements,
            entries.indices.contains(index), let entry = entries[index].elements, entry.count == 4,
            let content = fields[2].elements, content.count == 3, content[2].tag == 0x80,
            let cipher = content[1].elements, cipher.count == 2, cipher[1].tag == DEREncoding.octetStringTag
        else { return .algorithms }
        let transports = [NationalIdentifiers.sm2Encryption, NationalIdentifiers.sm2KeyExchange]
        guard
            transports.contains(where: { name in
                [DEREncoding.algorithm(name), DEREncoding.algorithm(name, parameters: [0x05, 0x00])]
                    .contains(Array(entry[2].bytes))
            }), cipher[0].bytes.elementsEqual(DEREncoding.objectIdentifier(NationalIdentifiers.sm4CBC))
        else { return .algorithms }
        guard let contentKey = try SM2.decrypt(Array(entry[3].content), key: key, length: SM4CTR.keyLength),
            let secret = try SM4CBC.open(Array(content[2].content), key: contentKey, vector: Array(cipher[1].content))
        else { return .damaged }
        return .secret(secret)
    }
}
