// SignerRole.swift — the role of a signature, carried within it as a signed attribute (ETSI EN 319 122-1, 5.2.6.1).
internal import SwiftASN1
internal import TenderModel

/// SignerAttributeV2 with one claimed attribute: role (2.5.4.72) = `unit` or `head`.
enum SignerRole {
    static let attributeType = "0.4.0.19122.1.1"
    private static let role: ASN1ObjectIdentifier = [2, 5, 4, 72]

    /// The DER of the attribute's value.
    static func encode(_ value: SignatureRole) -> [UInt8] {
        let text = Array(value.rawValue.utf8)
        let string = [0x0c, UInt8(text.count)] + text
        let values = [0x31, UInt8(string.count)] + string
        let type: [UInt8] = [0x06, 0x03, 0x55, 0x04, 0x48]
        let attribute = [0x30, UInt8(type.count + values.count)] + type + values
        let claimed = [0xa0, UInt8(attribute.count)] + attribute
        return [0x30, UInt8(claimed.count)] + claimed
    }

    /// The role of an attribute's value; nil where it is not exactly what ``encode(_:)`` makes.
    static func decode(_ der: [UInt8]) -> SignatureRole? {
        SignatureRole.allCases.first { encode($0) == der }
    }
}
