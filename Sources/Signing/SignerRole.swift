// SignerRole.swift — the role of a signature, carried within it as a signed attribute (ETSI EN 319 122-1, 5.2.6.1).
internal import OpenSSLKit
internal import TenderModel

/// SignerAttributeV2 with one claimed attribute: role (2.5.4.72), a RoleSyntax whose roleName is the URI
/// `urn:biao:role:unit` or `urn:biao:role:head`.
enum SignerRole {
    static let attributeType = "0.4.0.19122.1.1"

    /// The DER of the attribute's value. The ASN.1 module has explicit tags.
    static func encode(_ value: SignatureRole) -> [UInt8] {
        let name = DEREncoding.value(0x86, Array("urn:biao:role:\(value.rawValue)".utf8))
        let roleSyntax = DEREncoding.sequence(DEREncoding.value(DEREncoding.contextTag(1), name))
        let attribute = DEREncoding.sequence(
            DEREncoding.objectIdentifier("2.5.4.72"), DEREncoding.set([roleSyntax]))
        let claimedAttributes = DEREncoding.sequence(attribute)
        return DEREncoding.sequence(DEREncoding.value(DEREncoding.contextTag(0), claimedAttributes))
    }

    /// The role of an attribute's value; nil where it is not exactly what ``encode(_:)`` makes.
    static func decode(_ der: [UInt8]) -> SignatureRole? {
        SignatureRole.allCases.first { encode($0) == der }
    }
}
