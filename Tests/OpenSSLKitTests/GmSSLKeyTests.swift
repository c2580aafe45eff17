// GmSSLKeyTests.swift — private keys as GmSSL encrypts them: one that it made, and ones made of openssl's parts.
import Reporting
import Testing

@testable import OpenSSLKit

@Suite struct GmSSLKeyTests {
    /// `sm2_private_key_info_encrypt_to_der` of GmSSL 3.1.1 wrote this under the passphrase 1234; the key is nobody's.
    private static let made = """
        MIIBBjBhBgkqhkiG9w0BBQ0wVDA0BgkqhkiG9w0BBQwwJwQQKOsLIjdilPcQ4FjZzwMOmAIDAQAAAgEQMAsGCSqBHM9VAYMRAjAc
        BggqgRzPVQFoAgQQ5iXdcimVdO7yp7FKXybrigSBoJuQVxG1Ewp4EkZONCbHeRPRdE099LlbsCzwBMelmg9BMKeY5cUUngGdRGir
        JgyA+WZoSCHEkjySw1dcVSDDW+mY8xb1piT78uZ34+CoaIShYaTDrdbNRiuRV2GPPMPKFte7h4RxqFlPvzd6Vmvov118ip+4Q0WH
        MrBid73qJvqTa8h3oK6iv5vlWFCUrXmESK+Ot+Ka6LFu/90i2HJS2Q0=
        """
    private static let point =
        "12178ea9ca6b090cfb1fcf5d0ae89df1f802dedca013beec3aec6c23b0b4bfab"
        + "19bdd1516061647d140846a5171aafea1473e03b3712e270598b30d671b9ddc0"
    private static let phrase = Secret(copying: Array("1234".utf8))

    @Test func oneThatGmSSLMade() throws {
        let text = Self.made.filter { !$0.isWhitespace }
        let der = try #require(Base64.decode(text))
        let key = try open(der)
        #expect(key.kind == .sm2)
        #expect(Hex.encode(key.publicKeyDER.suffix(64)) == Self.point)
        let certificate = try certificate(key)
        let file = Array((PEM.encode(der, label: "ENCRYPTED PRIVATE KEY") + certificate.pem).utf8)
        #expect(try KeyStore.readPEM(file, passphrase: Self.phrase).certificate == certificate)
        for wrong in ["", "1235", "1234 "] {
            let found = problemCode { () throws(Problem) in
                _ = try open(der, Secret(copying: Array(wrong.utf8)))
            }
            #expect(found == "CRYP-0031", "\(wrong)")
        }
    }

    /// A wrong passphrase gives right padding once in 256 times: no guess opens, and none is called damage.
    @Test func everyWrongPassphraseIsCalledSo() throws {
        let der = try Form(iterations: 1).sealed(try PrintedKey.privateKey())
        for number in 0..<2_000 {
            let found = problemCode { () throws(Problem) in
                _ = try open(der, Secret(copying: Array("guess \(number)".utf8)))
            }
            #expect(found == "CRYP-0031", "\(number)")
        }
    }

    /// The scheme with openssl's PBKDF2 and SM4, in another's hands but ours.
    struct Form: Sendable, CustomTestStringConvertible {
        var iterations = 10_000
        /// The INTEGER that is written in its place.
        var written: [UInt8]?
        var salt = [UInt8](repeating: 5, count: 16)
        var length: [UInt8] = []
        var null: [UInt8] = []
        var code: String?
        var why = "GmSSL's"
        var testDescription: String { why }

        func sealed(_ plain: [UInt8]) throws -> [UInt8] {
            let folder = try Folder()
            try folder.write("plain", plain)
            let vector = [UInt8](repeating: 7, count: 16)
            let derived = try folder.openssl([
                "kdf", "-keylen", "16", "-kdfopt", "digest:SM3", "-kdfopt", "pass:1234", "-kdfopt",
                "hexsalt:" + Hex.encode(salt), "-kdfopt", "iter:\(iterations)", "-kdfopt", "pkcs5:1", "-binary", "-out",
                "key",
                "PBKDF2",
            ])
            try #require(derived.status == 0, "\(derived.said)")
            let said = try folder.openssl([
                "enc", "-sm4-cbc", "-K", Hex.encode(try folder.read("key")), "-iv", Hex.encode(vector), "-in", "plain",
                "-out", "sealed",
            ])
            try #require(said.status == 0, "\(said.said)")
            let count = iterations
            let number = written ?? integer([UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)])
            let derivation = DEREncoding.algorithm(
                "1.2.840.113549.1.5.12",
                parameters: DEREncoding.sequence(
                    DEREncoding.octets(salt), number, length,
                    DEREncoding.algorithm(NationalIdentifiers.hmacWithSM3, parameters: null)))
            let scheme = DEREncoding.algorithm(
                "1.2.840.113549.1.5.13",
                parameters: DEREncoding.sequence(
                    derivation,
                    DEREncoding.algorithm(NationalIdentifiers.sm4CBC, parameters: DEREncoding.octets(vector))))
            return DEREncoding.sequence(scheme, DEREncoding.octets(try folder.read("sealed")))
        }
    }

    @Test(arguments: [
        Form(), Form(length: DEREncoding.integer(16), why: "with the length of the key, as GmSSL 3.1 has it"),
        Form(null: [5, 0], why: "with NULL, as GmSSL 3.0 had it"), Form(iterations: 1, why: "one step"),
        Form(salt: [1], why: "a salt of one byte"), Form(salt: [], code: "CRYP-0034", why: "no salt"),
        Form(length: DEREncoding.integer(32), code: "CRYP-0034", why: "a key that SM4 does not have"),
        Form(null: [4, 0], code: "CRYP-0034", why: "a parameter that HMAC does not have"),
        Form(written: [2, 1, 0], code: "CRYP-0098", why: "no step"),
        Form(written: [2, 4, 0, 0x98, 0x96, 0x81], code: "CRYP-0098", why: "ten million and one"),
        Form(written: [2, 4, 0x7f, 0xff, 0xff, 0xff], code: "CRYP-0098", why: "two thousand million"),
        Form(written: [2, 9] + [UInt8](repeating: 0x7f, count: 9), code: "CRYP-0098", why: "more than counts"),
        Form(written: [2, 1, 0xff], code: "CRYP-0034", why: "less than none"),
    ])
    func forms(_ form: Form) throws {
        let der = try form.sealed(try PrintedKey.privateKey())
        let found = problem { () throws(Problem) in
            let key = try open(der)
            #expect(Hex.encode(key.publicKeyDER.suffix(64)) == PrintedKey.x + PrintedKey.y)
        }
        #expect(found?.code == form.code, "\(form.why)")
        if form.code == "CRYP-0034" { #expect(found?.message.en.contains("hmacWithSM3") == true) }
    }

    /// What is inside has to be a key as well, once the passphrase is right.
    @Test func whatIsInside() throws {
        let zero = String(repeating: "0", count: 64)
        for (plain, code, why) in [
            (try PrintedKey.privateKey(zero), "CRYP-0046", "zero"), ([0x30, 0], "CRYP-0031", "no PrivateKeyInfo"),
            ([], "CRYP-0031", "nothing"),
        ] as [([UInt8], String, String)] {
            let der = try Form(iterations: 1).sealed(plain)
            #expect(problem { () throws(Problem) in _ = try open(der) }?.code == code, "\(why)")
        }
    }

    @Test func everyTruncationIsNamed() throws {
        let der = try Form(iterations: 1).sealed(try PrintedKey.privateKey())
        for count in 0..<der.count {
            let found = problem { () throws(Problem) in _ = try open(Array(der[..<count])) }
            #expect(found.map { ["CRYP-0031", "CRYP-0034", "CRYP-0035"].contains($0.code) } == true, "\(count) bytes")
        }
    }

    private func open(_ der: [UInt8], _ phrase: Secret = Self.phrase) throws(Problem) -> PrivateKey {
        try KeyStore.privateKey(
            pem: Array(PEM.encode(der, label: "ENCRYPTED PRIVATE KEY").utf8), passphrase: phrase)
    }

    private func certificate(_ key: PrivateKey) throws -> Certificate {
        try CertificateAuthority.issue(
            CertificateTemplate(
                subject: [("2.5.4.3", "GmSSL")], publicKey: try key.publicKey, keyUsage: .digitalSignature,
                notBefore: epoch, notAfter: epoch + day), issuer: nil, issuerKey: key)
    }

    private func problem(_ body: () throws(Problem) -> Void) -> Problem? {
        do throws(Problem) {
            try body()
            return nil
        } catch { return error }
    }
}
