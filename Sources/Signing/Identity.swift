// Identity.swift — a folder that says who someone is: a signing and an encryption certificate, each with its key (双证书).
internal import FileKit
package import OpenSSLKit
package import Reporting
package import TenderModel

/// An identity folder:
/// ```
/// sign.p12   signing key, certificate and chain
/// enc.p12    encryption key, certificate and chain; missing where the holder only signs
/// sign.pem, enc.pem   in place of a `.p12` that is missing: private key (PKCS#8, encrypted), then certificates; where it has the
///            key alone, they are those of `sign.crt`, `enc.crt` and `chain.crt`
/// crls/      revocation lists that travel in its signatures
/// roots      the trust folder that goes with it, and `tsa`, a timestamp authority: practice identities have both
/// ```
/// Where the keys are on a token it has, in place of the `.p12` files, `token.uri` (TokenIdentity.swift), and `chain.crt` with
/// the intermediate certificates that the token lacks. Such a token's URI alone is an identity too.
package struct Identity: Sendable {
    package var folder: String
    package var signing: KeyStore.Content
    package var encryption: KeyStore.Content?
    package var revocationLists: [RevocationList]

    /// Reads the folder. The passphrase opens both files; of a token it is the PIN.
    package static func load(_ folder: String, passphrase: Secret) throws(Problem) -> Identity {
        if let place = try tokenPlace(folder) { return try load(place, at: folder, pin: passphrase) }
        @Sendable func store(_ name: String) throws(Problem) -> KeyStore.Content? {
            guard let path = IdentityFile.path(name, in: folder) else { return nil }
            return try IdentityFile.read(path, passphrase: passphrase)
        }
        try requireFolder(folder)
        // opening a key store is slow by design, so both are opened at once
        let other = Meanwhile { () throws(Problem) in try store("enc") }
        guard let signing = try store("sign") else { throw Problem.bug("sign.p12 vanished") }
        let encryption = try other.value()
        let lists =
            Files.kind(of: folder + "/crls") == .folder ? try TrustStore.revocationLists(in: folder + "/crls") : []
        return Identity(folder: folder, signing: signing, encryption: encryption, revocationLists: lists)
    }

    /// SIGN-0002 where this is no identity folder, and no token's URI; nothing is opened, so it can be asked before the passphrase is.
    package static func requireFolder(_ folder: String) throws(Problem) {
        if try tokenPlace(folder) != nil { return }
        guard Files.kind(of: folder) == .folder, IdentityFile.path("sign", in: folder) != nil else {
            throw Problem(
                code: "SIGN-0002",
                message: LocalizedText(
                    zh: "这不是身份文件夹:没有 sign.p12 或 sign.pem",
                    en: "this is no identity folder: it has no sign.p12 or sign.pem"),
                remedy: LocalizedText(
                    zh: "身份是一个文件夹,内有 sign.p12 和 enc.p12,或有 token.uri;也可以是 pkcs11: URI",
                    en: "an identity is a folder with sign.p12 and enc.p12, or with token.uri, or a pkcs11: URI"),
                place: folder)
        }
    }

    /// The key and certificate for decryption, or SIGN-0003.
    package func decryption() throws(Problem) -> KeyStore.Content {
        guard let encryption else {
            throw Problem(
                code: "SIGN-0003",
                message: LocalizedText(
                    zh: "该身份没有加密证书及其私钥(enc.p12,或介质中)",
                    en: "this identity has no encryption certificate with its key (enc.p12, or on the token)"),
                remedy: LocalizedText(
                    zh: "请使用含 enc.p12 的身份文件夹,或含加密证书的介质",
                    en: "use an identity folder that has enc.p12, or a token that has one"),
                place: folder)
        }
        return encryption
    }

    /// The suite of the signing key, or SIGN-0004.
    package func suite() throws(Problem) -> any SignatureSuite {
        guard let suite = SignatureSuites.suite(for: signing.certificate) else {
            throw Problem(
                code: "SIGN-0004",
                message: LocalizedText(
                    zh: "签名证书的密钥不属于任何支持的套件", en: "the signing certificate's key belongs to no suite that biao knows"),
                remedy: LocalizedText(
                    zh: "支持 RSA(2048 位以上)、P-256 与 SM2", en: "RSA of 2048 bits or more, P-256 and SM2 are known"),
                place: folder)
        }
        return suite
    }

    /// The unit that the signing certificate belongs to, or SIGN-0005 where it names no credit code.
    package func organization() throws(Problem) -> Organization {
        let certificate = signing.certificate
        guard let text = certificate.creditCodeText, let code = try? CreditCode(text) else {
            throw Problem(
                code: "SIGN-0005",
                message: LocalizedText(
                    zh: "签名证书没有统一社会信用代码(organizationIdentifier,2.5.4.97)",
                    en: "the signing certificate names no unified social credit code (organizationIdentifier, 2.5.4.97)"
                ),
                remedy: LocalizedText(zh: "请使用单位证书", en: "use the certificate of a unit"), place: folder)
        }
        return Organization(name: certificate.organization ?? certificate.displayName, code: code)
    }

    /// Whether the identity is of a practice CA: only then may the clock be set.
    package var isPractice: Bool {
        ([signing.certificate] + signing.chain).contains(where: PracticePolicy.marks)
    }
}
