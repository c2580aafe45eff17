// SignedDataProfile.swift — a .p7s taken apart with a strict DER reader, and compared with the one form we accept.
//
// CMS_verify accepts signatures whose unsigned parts were altered (content type, versions, algorithm names). Whatever
// the signature does not cover is compared here with what a suite allows, byte for byte.
internal import OpenSSLKit
internal import Reporting
internal import SwiftASN1
internal import TenderModel

/// The parts of a CMS SignedData (RFC 5652 section 5) with exactly one signer.
struct SignedDataProfile {
    /// Which of the admitted types it has.
    var messageType: MessageType
    var signerIssuer: [UInt8]
    var signerSerial: [UInt8]
    var digestAlgorithm: [UInt8]
    var signatureAlgorithm: [UInt8]
    /// Type and the encoding of the single value of each signed attribute.
    var signedAttributes: [(type: ASN1ObjectIdentifier, value: [UInt8])]
    /// The same of the unsigned ones.
    var unsignedAttributes: [(type: ASN1ObjectIdentifier, value: [UInt8])]

    /// Every type that a suite writes or reads.
    static let documentTypes = Array(Set(SignatureSuites.all.flatMap(\.messageTypes)))
    static let timestampTypes = [
        MessageType(outer: MessageType.international.outer, content: "1.2.840.113549.1.9.16.1.4")
    ]

    /// id-ri-ocsp-response (RFC 5940).
    static let responseType: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 16, 2]

    static let contentTypeAttribute: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 3]
    static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 4]
    static let signingTime: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 5]
    static let signingCertificate: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 12]
    static let signingCertificateV2: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 47]
    static let signatureTimestamp: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 14]
    static let signerAttributesV2: ASN1ObjectIdentifier = [0, 4, 0, 19122, 1, 1]

    /// Why an encoding is not of the profile.
    struct Departure: Error {
        var text: LocalizedText
        init(_ zh: String, _ en: String) { text = LocalizedText(zh: zh, en: en) }
    }

    /// - Parameters:
    ///   - types: those that the message may have.
    ///   - version: the SignedData version that goes with it (1 for plain data, 3 otherwise; RFC 5652 section 5.1).
    ///   - attached: whether the content lies within.
    init(der: [UInt8], types: [MessageType], version: Int, attached: Bool) throws(Departure) {
        do {
            try self.init(parsing: der, types: types, version: version, attached: attached)
        } catch let departure as Departure {
            throw departure
        } catch {
            throw Departure("不是规范的 DER 编码", "not canonical DER")
        }
    }

    private init(parsing der: [UInt8], types: [MessageType], version: Int, attached: Bool) throws {
        var parsed: SignedDataProfile?
        try Self.sequence(try DER.parse(der)) { message in
            let outer = try ASN1ObjectIdentifier(derEncoded: &message).description
            guard types.contains(where: { $0.outer == outer }) else {
                throw Departure("外层类型不是 SignedData", "the outer type is not SignedData")
            }
            let inner = try DER.explicitlyTagged(&message, tagNumber: 0, tagClass: .contextSpecific) { $0 }
            try Self.sequence(inner) { body in
                let stated = try Int(derEncoded: &body)
                var hasOther = false
                let digests = try Self.elements(of: try Self.next(&body, ASN1Identifier.set))
                let encapsulated = try Self.elements(of: try Self.next(&body, ASN1Identifier.sequence))
                guard let typeNode = encapsulated.first, encapsulated.count == (attached ? 2 : 1) else {
                    throw Departure("内容的封装方式不符", "unexpected form of the encapsulated content")
                }
                let type = MessageType(
                    outer: outer, content: try ASN1ObjectIdentifier(derEncoded: typeNode).description)
                guard types.contains(type) else { throw Departure("内容类型不符", "unexpected content type") }
                var signers: ASN1Node?
                while let node = body.next() {
                    if node.identifier == ASN1Identifier.set {
                        signers = node
                        guard body.next() == nil else { throw Departure("末尾有多余内容", "something follows the signers") }
                    } else if node.identifier.tagClass != .contextSpecific || node.identifier.tagNumber > 1 {
                        throw Departure("有未知的部分", "an unknown part")
                    } else if node.identifier == Self.contextTag(1), try Self.hasResponses(node) {
                        hasOther = true
                    }
                }
                // OCSP responses make it version 5 (RFC 5652, 5.1); a timestamp token carries none.
                guard stated == (hasOther ? 5 : version), !(hasOther && attached) else {
                    throw Departure("SignedData 版本不符", "unexpected SignedData version")
                }
                guard let signers else { throw Departure("没有签名者", "no signer") }
                let each = try Self.elements(of: signers)
                guard each.count == 1 else { throw Departure("签名者不是一个", "not exactly one signer") }
                parsed = try Self.signer(each[0], type: type)
                guard digests.count == 1, Array(digests[0].encodedBytes) == parsed?.digestAlgorithm else {
                    throw Departure("摘要算法声明不一致", "the digest algorithms do not agree")
                }
            }
        }
        guard let parsed else { throw Departure("没有签名者", "no signer") }
        self = parsed
    }

    private init(
        messageType: MessageType, signerIssuer: [UInt8], signerSerial: [UInt8], digestAlgorithm: [UInt8],
        signatureAlgorithm: [UInt8], signedAttributes: [(type: ASN1ObjectIdentifier, value: [UInt8])],
        unsignedAttributes: [(type: ASN1ObjectIdentifier, value: [UInt8])]
    ) {
        self.messageType = messageType
        self.signerIssuer = signerIssuer
        self.signerSerial = signerSerial
        self.digestAlgorithm = digestAlgorithm
        self.signatureAlgorithm = signatureAlgorithm
        self.signedAttributes = signedAttributes
        self.unsignedAttributes = unsignedAttributes
    }

    private static func signer(_ node: ASN1Node, type: MessageType) throws -> SignedDataProfile {
        var result: SignedDataProfile?
        try sequence(node) { info in
            guard try Int(derEncoded: &info) == 1 else { throw Departure("签名者版本不符", "unexpected signer version") }
            let identifier = try elements(of: try next(&info, ASN1Identifier.sequence))
            guard identifier.count == 2 else { throw Departure("签名者标识不符", "unexpected signer identifier") }
            let digest = try next(&info, ASN1Identifier.sequence)
            let signed = try attributes(of: try next(&info, contextTag(0)))
            let algorithm = try next(&info, ASN1Identifier.sequence)
            _ = try next(&info, ASN1Identifier.octetString)
            var unsigned: [(type: ASN1ObjectIdentifier, value: [UInt8])] = []
            if let node = info.next() {
                guard node.identifier == contextTag(1) else { throw Departure("有未知的部分", "an unknown part") }
                unsigned = try attributes(of: node)
            }
            result = SignedDataProfile(
                messageType: type, signerIssuer: Array(identifier[0].encodedBytes),
                signerSerial: Array(identifier[1].encodedBytes), digestAlgorithm: Array(digest.encodedBytes),
                signatureAlgorithm: Array(algorithm.encodedBytes), signedAttributes: signed,
                unsignedAttributes: unsigned)
        }
        guard let result else { throw Departure("没有签名者", "no signer") }
        return result
    }

    /// Whether there are OCSP responses among the revocation evidence; nothing but those and CRLs may be.
    private static func hasResponses(_ node: ASN1Node) throws -> Bool {
        let others = try elements(of: node).filter { $0.identifier != ASN1Identifier.sequence }
        for other in others {
            let parts = try elements(of: other)
            guard other.identifier == contextTag(1), parts.count == 2,
                try ASN1ObjectIdentifier(derEncoded: parts[0]) == responseType
            else { throw Departure("有未知的吊销信息", "revocation evidence of an unknown kind") }
        }
        return !others.isEmpty
    }

    /// Attributes with one value each, no type twice, at least one (RFC 5652 section 5.3: SIZE (1..MAX)).
    private static func attributes(
        of node: ASN1Node
    ) throws -> [(type: ASN1ObjectIdentifier, value: [UInt8])] {
        var found: [(type: ASN1ObjectIdentifier, value: [UInt8])] = []
        for attribute in try elements(of: node) {
            let parts = try elements(of: attribute)
            guard parts.count == 2, parts[1].identifier == ASN1Identifier.set else {
                throw Departure("属性结构不符", "unexpected form of an attribute")
            }
            let values = try elements(of: parts[1])
            let type = try ASN1ObjectIdentifier(derEncoded: parts[0])
            guard values.count == 1, !found.contains(where: { $0.type == type }) else {
                throw Departure("属性重复或有多个值", "an attribute is repeated or has several values")
            }
            found.append((type, Array(values[0].encodedBytes)))
        }
        guard !found.isEmpty else { throw Departure("属性集合为空", "a set of attributes is empty") }
        return found
    }

    static func contextTag(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }

    static func elements(of node: ASN1Node) throws -> [ASN1Node] {
        guard case .constructed(let children) = node.content else {
            throw Departure("应为复合结构", "not a constructed value")
        }
        return Array(children)
    }

    private static func next(
        _ nodes: inout ASN1NodeCollection.Iterator, _ identifier: ASN1Identifier
    ) throws -> ASN1Node {
        guard let node = nodes.next(), node.identifier == identifier else {
            throw Departure("结构不完整", "a part is missing")
        }
        return node
    }

    private static func sequence(_ node: ASN1Node, _ body: (inout ASN1NodeCollection.Iterator) throws -> Void) throws {
        guard node.identifier == ASN1Identifier.sequence, case .constructed(let children) = node.content else {
            throw Departure("应为 SEQUENCE", "not a SEQUENCE")
        }
        var iterator = children.makeIterator()
        try body(&iterator)
        guard iterator.next() == nil else { throw Departure("末尾有多余内容", "something follows the end") }
    }
}
