// PayloadEnvelope.swift — envelope.p7m: the detached AuthEnvelopedData (RFC 5083) that says how payload.enc is encrypted.

/// AES-256-GCM with a content key wrapped by the KEK (RFC 3394), the KEK named by the seal id.
///
/// The encoding has one form and one length, so that reading it is cutting it up and making it again.
struct PayloadEnvelope: Equatable {
    /// 16 bytes; the key identifier.
    var sealID: [UInt8]
    /// The content key under the KEK, 40 bytes.
    var wrappedKey: [UInt8]
    /// 12 bytes.
    var nonce: [UInt8]
    /// 16 bytes.
    var tag: [UInt8]

    /// Nil where the bytes are not exactly of this form.
    init?(der: [UInt8]) {
        let blank = PayloadEnvelope(
            sealID: [UInt8](repeating: 0, count: 16), wrappedKey: [UInt8](repeating: 0, count: 40),
            nonce: [UInt8](repeating: 0, count: 12), tag: [UInt8](repeating: 0, count: 16))
        guard der.count == blank.der.count else { return nil }
        let offsets = blank.offsets
        self.init(
            sealID: Array(der[offsets.sealID..<offsets.sealID + 16]),
            wrappedKey: Array(der[offsets.wrappedKey..<offsets.wrappedKey + 40]),
            nonce: Array(der[offsets.nonce..<offsets.nonce + 12]), tag: Array(der.suffix(16)))
        guard self.der == der else { return nil }
    }

    init(sealID: [UInt8], wrappedKey: [UInt8], nonce: [UInt8], tag: [UInt8]) {
        self.sealID = sealID
        self.wrappedKey = wrappedKey
        self.nonce = nonce
        self.tag = tag
    }

    var der: [UInt8] { recipientHead + recipientTail + contentHead + contentTail }

    private var offsets: (sealID: Int, wrappedKey: Int, nonce: Int) {
        let key = recipientHead.count + recipientTail.count
        return (recipientHead.count - 16, key - 40, key + contentHead.count - 12)
    }

    // ContentInfo, AuthEnvelopedData version 0, SET of one [2] KEKRecipientInfo version 4, up to the key identifier
    private var recipientHead: [UInt8] {
        let keyIdentifier = Self.tlv(0x30, Self.tlv(0x04, sealID))
        let kek = Self.integer(4) + keyIdentifier + recipientTail
        let recipients = Self.header(0x31, Self.tlv(0xa2, kek).count) + Self.header(0xa2, kek.count)
        let length = Self.integer(0).count + recipients.count + kek.count + contentHead.count + contentTail.count
        let body = Self.header(0x30, length)
        let explicit = Self.header(0xa0, body.count + length)
        let type = Self.objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17])
        return Self.header(0x30, type.count + explicit.count + body.count + length) + type + explicit + body
            + Self.integer(0) + recipients + Self.integer(4) + keyIdentifier
    }

    // id-aes256-wrap and the encrypted key
    private var recipientTail: [UInt8] {
        Self.tlv(0x30, Self.objectIdentifier([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2d]))
            + Self.tlv(0x04, wrappedKey)
    }

    // id-data, id-aes256-GCM with nonce
    private var contentHead: [UInt8] {
        let algorithm = Self.objectIdentifier([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2e])
        let parameters = Self.tlv(0x04, nonce) + Self.integer(16)
        let body = Self.tlv(0x30, parameters)
        let identifier = Self.tlv(0x30, algorithm + body)
        let type = Self.objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01])
        let whole = Self.header(0x30, type.count + identifier.count) + type + identifier
        return Array(whole.dropLast(Self.integer(16).count))
    }

    // the tag's length, and the tag
    private var contentTail: [UInt8] { Self.integer(16) + Self.tlv(0x04, tag) }

    private static func header(_ tag: UInt8, _ length: Int) -> [UInt8] {
        length < 128 ? [tag, UInt8(length)] : [tag, 0x81, UInt8(length)]
    }

    private static func tlv(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { header(tag, content.count) + content }

    private static func integer(_ value: UInt8) -> [UInt8] { [0x02, 0x01, value] }

    private static func objectIdentifier(_ content: [UInt8]) -> [UInt8] { tlv(0x06, content) }
}
