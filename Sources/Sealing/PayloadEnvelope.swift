// PayloadEnvelope.swift — envelope.p7m: the detached CMS message that says how payload.enc is encrypted.
internal import OpenSSLKit

/// How one payload is encrypted. Each form has one encoding and one length, so that reading is cutting up and making again.
enum PayloadEnvelope: Equatable {
    /// AuthEnvelopedData (RFC 5083): AES-256-GCM, the content key wrapped by the KEK (RFC 3394), the KEK named by the
    /// seal id.
    case gcm(GCMEnvelope)
    /// EncryptedData (RFC 5652, 8): SM4-CTR under the KEK itself. Nothing in it authenticates: the signed digest of the
    /// ciphertext does.
    case ctr(CTREnvelope)

    /// Nil where the bytes are of neither form, to the byte.
    init?(der: [UInt8]) {
        if let envelope = GCMEnvelope(der: der) {
            self = .gcm(envelope)
        } else if let envelope = CTREnvelope(der: der) {
            self = .ctr(envelope)
        } else {
            return nil
        }
    }

    var der: [UInt8] {
        switch self {
        case .gcm(let envelope): envelope.der
        case .ctr(let envelope): envelope.der
        }
    }
}

struct GCMEnvelope: Equatable {
    /// 16 bytes; the key identifier.
    var sealID: [UInt8]
    /// The content key under the KEK, 40 bytes.
    var wrappedKey: [UInt8]
    /// 12 bytes.
    var nonce: [UInt8]
    /// 16 bytes.
    var tag: [UInt8]

    init(sealID: [UInt8], wrappedKey: [UInt8], nonce: [UInt8], tag: [UInt8]) {
        self.sealID = sealID
        self.wrappedKey = wrappedKey
        self.nonce = nonce
        self.tag = tag
    }

    init?(der: [UInt8]) {
        guard
            let fields = Template.fields(
                of: der, lengths: [16, 40, 12, 16],
                { fields in
                    GCMEnvelope(sealID: fields[0], wrappedKey: fields[1], nonce: fields[2], tag: fields[3]).der
                })
        else { return nil }
        self.init(sealID: fields[0], wrappedKey: fields[1], nonce: fields[2], tag: fields[3])
    }

    var der: [UInt8] {
        // one [2] KEKRecipientInfo, version 4; id-aes256-wrap
        let recipient = DEREncoding.value(
            DEREncoding.contextTag(2), DEREncoding.integer(4), DEREncoding.sequence(DEREncoding.octets(sealID)),
            DEREncoding.algorithm("2.16.840.1.101.3.4.1.45"), DEREncoding.octets(wrappedKey))
        // id-data, id-aes256-GCM with nonce and length of the tag
        let parameters = DEREncoding.sequence(DEREncoding.octets(nonce), DEREncoding.integer(16))
        let content = DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.7.1"),
            DEREncoding.algorithm("2.16.840.1.101.3.4.1.46", parameters: parameters))
        let body = DEREncoding.sequence(
            DEREncoding.integer(0), DEREncoding.set([recipient]), content, DEREncoding.octets(tag))
        return DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.9.16.1.23"),
            DEREncoding.value(DEREncoding.contextTag(0), body))
    }
}

struct CTREnvelope: Equatable {
    /// The first counter block, 16 bytes.
    var counter: [UInt8]

    init(counter: [UInt8]) { self.counter = counter }

    init?(der: [UInt8]) {
        guard let fields = Template.fields(of: der, lengths: [16], { CTREnvelope(counter: $0[0]).der }) else {
            return nil
        }
        self.init(counter: fields[0])
    }

    var der: [UInt8] {
        let content = DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.7.1"),
            DEREncoding.algorithm(NationalIdentifiers.sm4CTR, parameters: DEREncoding.octets(counter)))
        let body = DEREncoding.sequence(DEREncoding.integer(0), content)
        return DEREncoding.sequence(
            DEREncoding.objectIdentifier("1.2.840.113549.1.7.6"), DEREncoding.value(DEREncoding.contextTag(0), body))
    }
}

/// Reading an encoding whose fields have fixed lengths.
private enum Template {
    /// The fields; nil where the bytes are not what `encode` makes of them.
    static func fields(of der: [UInt8], lengths: [Int], _ encode: ([[UInt8]]) -> [UInt8]) -> [[UInt8]]? {
        // marked one after another to see where each field lies
        let blank = lengths.map { [UInt8](repeating: 0, count: $0) }
        let empty = encode(blank)
        guard der.count == empty.count else { return nil }
        var fields = blank
        for index in lengths.indices {
            var marked = blank
            marked[index] = [UInt8](repeating: 0xff, count: lengths[index])
            let places = zip(empty, encode(marked)).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
            guard places.count == lengths[index] else { return nil }
            fields[index] = places.map { der[$0] }
        }
        return encode(fields) == der ? fields : nil
    }
}
