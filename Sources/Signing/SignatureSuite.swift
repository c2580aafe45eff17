// SignatureSuite.swift — what a signature suite (签名套件) is: the algorithms that go together, and their exact encodings.
package import OpenSSLKit
package import Reporting
package import TenderModel

/// The algorithms of one suite. A suite is a value; nothing falls back from one to another.
package protocol SignatureSuite: Sendable {
    var id: SuiteID { get }
    var title: LocalizedText { get }
    /// The digest of manifests, commitments and key derivation.
    var digest: DigestAlgorithm { get }
    /// The URI by which a manifest names the digest.
    var digestURI: String { get }
    /// What `biao pki init` makes keys of.
    var keyKind: PrivateKey.Kind { get }
    /// Whether a key may sign, or be sealed to, in this suite.
    func admits(_ key: PublicKeyKind) -> Bool
    /// Whether a key may stand further up the chain of a certificate of this suite.
    func admitsAuthority(_ key: PublicKeyKind) -> Bool
    /// Whether payloads and locks are China's commercial cryptography (SM4, SM2 key transport).
    var isNational: Bool { get }
    /// The types that a signature's message may have; the first is what we write.
    var messageTypes: [MessageType] { get }
    /// The DER of every AlgorithmIdentifier that may stand as digest algorithm of a signature.
    var digestAlgorithms: [[UInt8]] { get }
    /// The DER of every AlgorithmIdentifier that may stand as signature algorithm.
    var signatureAlgorithms: [[UInt8]] { get }
}

/// The outer type of a SignedData, and that of its content.
package struct MessageType: Sendable, Hashable {
    /// Dotted.
    package var outer: String
    package var content: String

    /// RFC 5652's signedData and data.
    package static let international = MessageType(outer: "1.2.840.113549.1.7.2", content: "1.2.840.113549.1.7.1")
}

extension SignatureSuite {
    package func admitsAuthority(_ key: PublicKeyKind) -> Bool {
        SignatureSuites.all.contains { $0.admits(key) }
    }
    package var isNational: Bool { false }
    package var messageTypes: [MessageType] { [.international] }
}

/// The suites that this build knows.
package enum SignatureSuites {
    package static let all: [any SignatureSuite] = [RSASHA256(), P256SHA256(), SM2SM3()]

    package static func suite(_ id: SuiteID) -> any SignatureSuite {
        switch id {
        case .rsaSHA256: RSASHA256()
        case .p256SHA256: P256SHA256()
        case .sm2SM3: SM2SM3()
        }
    }

    /// The suite that a certificate's key belongs to; nil where it belongs to none.
    package static func suite(for certificate: Certificate) -> (any SignatureSuite)? {
        all.first { $0.admits(certificate.publicKeyKind) }
    }
}

/// SHA-256 as AlgorithmIdentifier, without parameters and with NULL (RFC 5754 section 2 allows reading both).
let sha256Identifiers: [[UInt8]] = [
    [0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
    [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00],
]
