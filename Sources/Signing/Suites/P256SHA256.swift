// P256SHA256.swift — the suite p256-sha256: ECDSA on P-256, with SHA-256.
internal import OpenSSLKit
internal import Reporting
internal import TenderModel

/// ECDSA on P-256 with SHA-256.
struct P256SHA256: SignatureSuite {
    let id = SuiteID.p256SHA256
    let title = LocalizedText(zh: "ECDSA P-256 与 SHA-256", en: "ECDSA P-256 with SHA-256")
    let digest = DigestAlgorithm.sha256
    let digestURI = "http://www.w3.org/2001/04/xmlenc#sha256"
    let keyKind = PrivateKey.Kind.p256

    func admits(_ key: PublicKeyKind) -> Bool {
        key == .ec(curve: "P-256")
    }

    var digestAlgorithms: [[UInt8]] { sha256Identifiers }

    // ecdsa-with-SHA256, without parameters
    let signatureAlgorithms: [[UInt8]] = [
        [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]
    ]
}
