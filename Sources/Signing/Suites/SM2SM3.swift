// SM2SM3.swift — the suite sm2-sm3: China's commercial cryptography (商用密码), SM2 with SM3.
internal import OpenSSLKit
internal import Reporting
internal import TenderModel

/// SM2 over Z with the id `1234567812345678`, and SM3 (GB/T 32918, 32905), in the SignedData of GB/T 35275-2017.
struct SM2SM3: SignatureSuite {
    let id = SuiteID.sm2SM3
    let title = LocalizedText(zh: "SM2 与 SM3(商用密码)", en: "SM2 with SM3")
    let digest = DigestAlgorithm.sm3
    /// No standard gives SM3 a URI of its own; the identifier of GM/T 0006 as one (RFC 3061).
    let digestURI = "urn:oid:1.2.156.10197.1.401"
    let keyKind = PrivateKey.Kind.sm2
    let isNational = true

    func admits(_ key: PublicKeyKind) -> Bool {
        key == .ec(curve: "SM2")
    }

    /// A chain of this suite is SM2 throughout: an authority of another kind would undo what the suite is chosen for.
    func admitsAuthority(_ key: PublicKeyKind) -> Bool {
        admits(key)
    }

    /// GB/T 35275's own types; others write RFC 5652's.
    let messageTypes = [
        MessageType(outer: NationalIdentifiers.signedData, content: NationalIdentifiers.data), .international,
    ]

    // without parameters, and with NULL, as some write
    let digestAlgorithms = Self.identifiers(NationalIdentifiers.sm3)

    // SM2 by its own name, as GB/T 35275 has it, and SM2 with SM3
    let signatureAlgorithms =
        Self.identifiers(NationalIdentifiers.sm2Signature) + Self.identifiers(NationalIdentifiers.sm2WithSM3)

    private static func identifiers(_ name: String) -> [[UInt8]] {
        [DEREncoding.algorithm(name), DEREncoding.algorithm(name, parameters: [0x05, 0x00])]
    }
}
