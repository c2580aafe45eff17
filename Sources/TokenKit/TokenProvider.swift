// TokenProvider.swift — what biao asks of a signing token (签名介质, USB Key), whichever interface its maker's library speaks.
package import OpenSSLKit
package import Reporting

/// A maker's library, loaded. To add a kind of library write one file with a type of this protocol, and its line in
/// ``TokenProviders``.
///
/// | here | PKCS#11 2.40 | GM/T 0016-2012 (SKF) |
/// |---|---|---|
/// | ``tokens()`` | `C_GetSlotList`, `C_GetTokenInfo` | `SKF_EnumDev`, `SKF_ConnectDev`, `SKF_EnumApplication` |
/// | ``open(_:pin:)`` | `C_OpenSession`, `C_Login` | `SKF_OpenApplication`, `SKF_VerifyPIN` |
/// | ``TokenSession/entries`` | `C_FindObjects` for certificates and private keys | `SKF_EnumContainer`, `SKF_ExportCertificate` |
/// | ``TokenSession/key(of:)``, to sign | libp11's engine: `C_Sign` | `SKF_ECCSignData` over e = SM3(Z ‖ message) |
/// | the same, to decrypt | libp11's engine: `C_Decrypt` (raw RSA, OAEP is undone outside), `C_DeriveKey` (ECDH) | `SKF_PrvKeyDecrypt` |
package protocol TokenProvider: Sendable {
    /// The tokens that are plugged in and set up. No PIN is needed.
    func tokens() throws(Problem) -> [TokenDescription]

    /// Looks into a token and logs in; without a PIN only what everyone may see is there.
    ///
    /// - Throws: TOKN-0012 … TOKN-0023, TOKN-0043; a wrong PIN costs one of the few tries that the token gives.
    func open(_ token: TokenDescription, pin: Secret?) throws(Problem) -> any TokenSession
}

/// A token that was looked into. Stays logged in until it is let go of.
package protocol TokenSession: Sendable {
    var token: TokenDescription { get }
    /// What is on it, in the order of the identifiers.
    var entries: [TokenEntry] { get }

    /// The private key of an entry, for signing and decrypting. It never leaves the token.
    func key(of entry: TokenEntry) throws(Problem) -> PrivateKey
}

/// What a token says of itself.
package struct TokenDescription: Sendable, Equatable {
    /// Its label; of an SKF device the application's name.
    package var label: String
    package var manufacturer: String
    package var model: String
    /// Its serial number; of an SKF device the name by which the library connects it.
    package var serial: String
    /// The slot's number; of an SKF device 0.
    package var slot: UInt

    package init(label: String, manufacturer: String, model: String, serial: String, slot: UInt) {
        self.label = label
        self.manufacturer = manufacturer
        self.model = model
        self.serial = serial
        self.slot = slot
    }

    /// For messages.
    package var name: String {
        let text = label.isEmpty ? model : label
        return serial.isEmpty ? text : "\(text) (\(serial))"
    }
}

/// A certificate, a private key, or both, on a token: what SKF calls a half of a container (容器).
package struct TokenEntry: Sendable {
    /// The certificate's label, else the key's; of an SKF device the container's name.
    package var label: String
    /// `CKA_ID`, or empty; of an SKF container one byte: 1 signing, 0 encryption.
    package var id: [UInt8]
    package var certificate: Certificate?
    /// Nil where nobody has logged in, so that it cannot be known.
    package var hasKey: Bool?
    /// Whether the token says that the key can never be read: sensitive and not extractable. Nil where it does not say.
    package var staysInside: Bool?

    package init(label: String, id: [UInt8], certificate: Certificate?, hasKey: Bool?, staysInside: Bool?) {
        self.label = label
        self.id = id
        self.certificate = certificate
        self.hasKey = hasKey
        self.staysInside = staysInside
    }
}

/// The interfaces that this build speaks.
package enum TokenProviders {
    /// The library for what the URI names.
    ///
    /// - Throws: TOKN-0004 the module is missing, TOKN-0005 it cannot be loaded, TOKN-0006 it does not start.
    package static func provider(for uri: TokenURI) throws(Problem) -> any TokenProvider {
        switch uri.scheme {
        case .pkcs11: try PKCS11Provider(uri)
        case .skf: try SKFProvider(uri)
        }
    }

    /// The one token that the URI names.
    ///
    /// - Throws: TOKN-0010 none, TOKN-0011 several.
    package static func token(_ uri: TokenURI, of provider: any TokenProvider) throws(Problem) -> TokenDescription {
        let present = try provider.tokens()
        let matching = present.filter(uri.names)
        guard let token = matching.first else { throw .noToken(uri, present: present) }
        guard matching.count == 1 else { throw .severalTokens(uri, matching) }
        return token
    }
}

extension Secret {
    /// Refuses what a library would cut off at its zero byte, before one of the few tries is lost on the rest.
    ///
    /// - Throws: TOKN-0043.
    func requireText() throws(Problem) {
        let clean = try withBytes { bytes in !bytes.contains(0) }
        guard clean else { throw .zeroInPIN }
    }
}
