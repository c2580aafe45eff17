// KeyFileTests.swift — keys in PEM and PKCS#12 of every kind: as openssl writes them, as GmSSL does, and keys that are none.
import Reporting
import Testing

@testable import OpenSSLKit

@Suite struct KeyFileTests {
    private let phrase = Secret(copying: Array("口令 8!".utf8))

    @Test(arguments: ["rsa", "p256", "sm2"])
    func pem(_ kind: String) throws {
        let p = try Practice.of(kind)
        let folder = try Folder()
        try folder.write("key.pem", try p.signer.key.pkcs8PEM(passphrase: phrase))
        for arguments in [
            ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:口令 8!"],
            ["pkcs8", "-topk8", "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512", "-passout", "pass:口令 8!"],
            ["pkcs8", "-topk8", "-scrypt", "-passout", "pass:口令 8!"],
            ["pkcs8", "-topk8", "-nocrypt"], ["pkey"], ["pkey", "-traditional"],
        ] {
            // openssl itself has no older form for SM2
            if kind == "sm2", arguments.contains("-traditional") { continue }
            let said = try folder.openssl(arguments + ["-in", "key.pem", "-passin", "pass:口令 8!", "-out", "out.pem"])
            try #require(said.status == 0, "\(said.said)")
            let key = String(decoding: try folder.read("out.pem"), as: UTF8.self)
            let certificates = [p.root, p.signer, p.intermediate].map(\.certificate.pem).joined(
                separator: "some words\n")
            for text in [key + certificates, certificates + key] {
                let content = try KeyStore.readPEM(Array(text.utf8), passphrase: phrase)
                #expect(content.certificate == p.signer.certificate, "\(arguments)")
                #expect(content.key.kind == p.signer.key.kind)
                #expect(content.chain == [p.intermediate.certificate, p.root.certificate], "issuers in order")
            }
            #expect(KeyStore.hasPlainKey(Array(key.utf8)) == !key.contains("ENCRYPTED"))
        }
    }

    @Test(arguments: ["rsa", "p256", "sm2"])
    func pkcs12(_ kind: String) throws {
        let p = try Practice.of(kind)
        let folder = try Folder()
        try folder.write("key.pem", try p.signer.key.pkcs8PEM(passphrase: phrase))
        try folder.write("cert.pem", p.signer.certificate.pem)
        let said = try folder.openssl([
            "pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-passin", "pass:口令 8!", "-out", "a.p12",
            "-passout", "pass:口令 8!",
        ])
        try #require(said.status == 0, "\(said.said)")
        let theirs = try KeyStore.read(try folder.read("a.p12"), passphrase: phrase)
        #expect(theirs.key.kind == p.signer.key.kind)
        #expect(theirs.certificate == p.signer.certificate)
        let ours = try KeyStore.make(
            key: p.signer.key, certificate: p.signer.certificate, chain: [], name: "x", passphrase: phrase)
        try folder.write("b.p12", ours)
        #expect(try folder.openssl("pkcs12", "-in", "b.p12", "-noout", "-passin", "pass:口令 8!").status == 0)
        #expect(try KeyStore.read(ours, passphrase: phrase).key.matches(p.signer.certificate))
    }

    @Test func pemThatIsNoKeyFile() throws {
        let p = try Practice.of("sm2")
        let folder = try Folder()
        let key = try p.signer.key.pkcs8PEM(passphrase: phrase)
        try folder.write("key.pem", key)
        try folder.openssl(["genpkey", "-algorithm", "ed25519", "-out", "ed25519.pem"])
        let edwards = String(decoding: try folder.read("ed25519.pem"), as: UTF8.self)
        try folder.openssl([
            "ec", "-in", "key.pem", "-passin", "pass:口令 8!", "-aes256", "-passout", "pass:x", "-out", "old.pem",
        ])
        let old = String(decoding: try folder.read("old.pem"), as: UTF8.self)
        let certificate = p.signer.certificate.pem
        let wrong = Secret(copying: Array("wrong".utf8))
        struct Case {
            var text: String
            var phrase: Secret
            var code: String
            var why: String
        }
        for c in [
            Case(text: key + certificate, phrase: wrong, code: "CRYP-0031", why: "wrong passphrase"),
            Case(text: key + certificate, phrase: Secret(copying: []), code: "CRYP-0031", why: "no passphrase"),
            Case(text: "", phrase: phrase, code: "CRYP-0032", why: "an empty file"),
            Case(text: certificate, phrase: phrase, code: "CRYP-0032", why: "certificates only"),
            Case(text: key + key + certificate, phrase: phrase, code: "CRYP-0032", why: "two keys"),
            Case(text: key, phrase: phrase, code: "CRYP-0033", why: "no certificate"),
            Case(
                text: key + p.recipient.certificate.pem, phrase: phrase, code: "CRYP-0033", why: "another's certificate"
            ),
            Case(text: old + certificate, phrase: phrase, code: "CRYP-0034", why: "encrypted in the way of RFC 1421"),
            Case(text: String(key.dropLast(40)), phrase: phrase, code: "CRYP-0024", why: "cut short"),
            Case(text: edwards + certificate, phrase: phrase, code: "CRYP-0037", why: "a kind that no suite uses"),
            Case(
                text: PEM.encode([0x30, 0], label: "PRIVATE KEY") + certificate, phrase: phrase, code: "CRYP-0035",
                why: "an empty structure"),
            Case(
                text: PEM.encode([0x30, 0], label: "ENCRYPTED PRIVATE KEY") + certificate, phrase: phrase,
                code: "CRYP-0035", why: "an empty structure, encrypted"),
        ] {
            let problem = problem { () throws(Problem) in
                _ = try KeyStore.readPEM(Array(c.text.utf8), passphrase: c.phrase)
            }
            #expect(problem?.code == c.code, "\(c.why)")
        }
    }

    // ---- What this OpenSSL cannot open ----

    struct Scheme: Sendable, CustomTestStringConvertible {
        var algorithm: [UInt8]
        var words: [String]
        var why: String
        var testDescription: String { why }
    }

    private static func pbes2(
        prf: String?, cipher: [UInt8], derivation: String = "1.2.840.113549.1.5.12", length: [UInt8] = []
    ) -> [UInt8] {
        let parameters = DEREncoding.sequence(
            DEREncoding.octets([1, 2, 3, 4, 5, 6, 7, 8]), [2, 2, 0x10, 0], length,
            prf.map { DEREncoding.algorithm($0, parameters: [5, 0]) } ?? [])
        return DEREncoding.algorithm(
            "1.2.840.113549.1.5.13",
            parameters: DEREncoding.sequence(DEREncoding.algorithm(derivation, parameters: parameters), cipher))
    }

    private static let vector = DEREncoding.octets([UInt8](repeating: 7, count: 16))
    private static let schemes = [
        Scheme(
            algorithm: pbes2(
                prf: "1.2.156.10197.1.401.2",
                cipher: DEREncoding.algorithm(NationalIdentifiers.sm4CBC, parameters: vector),
                length: DEREncoding.integer(32)),
            words: [
                "KDF PBKDF2 1.2.840.113549.1.5.12", "PRF hmacWithSM3 1.2.156.10197.1.401.2",
                "cipher sm4-cbc 1.2.156.10197.1.104.2",
            ], why: "what GmSSL writes, with a key longer than SM4 has"),
        Scheme(
            algorithm: pbes2(
                prf: nil, cipher: DEREncoding.algorithm("1.2.156.10197.1.104.99", parameters: vector)),
            words: ["PRF hmacWithSHA1 1.2.840.113549.2.7", "cipher 1.2.156.10197.1.104.99"], why: "an unknown cipher"),
        Scheme(
            algorithm: pbes2(
                prf: "1.2.840.113549.2.9",
                cipher: DEREncoding.algorithm(NationalIdentifiers.sm4CBC, parameters: vector),
                derivation: "1.2.156.10197.1.499"),
            words: ["KDF 1.2.156.10197.1.499", "cipher sm4-cbc"], why: "an unknown derivation"),
        Scheme(
            algorithm: DEREncoding.algorithm(
                "1.2.840.113549.1.12.1.6",
                parameters: DEREncoding.sequence(DEREncoding.octets([1, 2, 3, 4, 5, 6, 7, 8]), [2, 2, 8, 0])),
            words: ["1.2.840.113549.1.12.1.6"], why: "RC2-40"),
    ]

    @Test(arguments: schemes)
    func namesWhatItCannotOpen(_ scheme: Scheme) throws {
        let key = DEREncoding.sequence(scheme.algorithm, DEREncoding.octets([UInt8](repeating: 9, count: 160)))
        let pem = PEM.encode(key, label: "ENCRYPTED PRIVATE KEY")
        let shrouded = try pkcs12(bag: "1.2.840.113549.1.12.10.1.2", key)
        for found in [
            problem { () throws(Problem) in _ = try KeyStore.readPEM(Array(pem.utf8), passphrase: phrase) },
            problem { () throws(Problem) in _ = try KeyStore.read(shrouded, passphrase: phrase) },
        ] {
            #expect(found?.code == "CRYP-0034", "\(scheme.why)")
            for word in scheme.words {
                #expect(found?.message.en.contains(word) == true, "\(found?.message.en ?? "")")
                #expect(found?.message.zh.contains(word) == true)
            }
        }
    }

    /// Written in BER the algorithm is not found, which is said in place of a guess.
    @Test func inBER() throws {
        let p = try Practice.of("p256")
        let folder = try Folder()
        try folder.write("key.pem", try p.signer.key.pkcs8PEM(passphrase: phrase))
        try folder.write("cert.pem", p.signer.certificate.pem)
        for (options, code) in [(["-legacy"], "CRYP-0034"), ([], nil)] as [([String], String?)] {
            let said = try folder.openssl(
                [
                    "pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-passin", "pass:口令 8!", "-out",
                    "a.p12", "-passout", "pass:口令 8!",
                ] + options)
            try #require(said.status == 0, "\(said.said)")
            let der = try folder.read("a.p12")
            #expect(!PasswordEncryption.isIndefinite(der))
            let ber = try indefinite(der)
            let found = problem { () throws(Problem) in _ = try KeyStore.read(ber, passphrase: phrase) }
            #expect(found?.code == code, "what OpenSSL offers opens in BER too")
            guard let found else { continue }
            #expect(found.message.en.contains("BER") && found.message.zh.contains("BER"))
            #expect(found.remedy.en.contains("-legacy") && found.remedy.zh.contains("-legacy"))
            let named = problem { () throws(Problem) in _ = try KeyStore.read(der, passphrase: phrase) }
            #expect(named?.message.en.contains("RC2") == true && named?.message.en.contains("BER") == false)
        }
    }

    /// The same in indefinite lengths, wherever something is constructed.
    private func indefinite(_ der: [UInt8]) throws -> [UInt8] {
        try #require(DER.elements(of: der)).flatMap { element in
            element.tag & 0x20 == 0
                ? Array(element.bytes) : [element.tag, 0x80] + (try indefinite(Array(element.content))) + [0, 0]
        }
    }

    // ---- Keys that are none ----

    @Test func numbersThatAreNoKeys() throws {
        let zero = String(repeating: "0", count: 64)
        let point = PrintedKey.x + PrintedKey.y
        for (scalar, beside, code, why) in [
            (zero, nil, "CRYP-0046", "zero"), (zero, point, "CRYP-0046", "zero beside a public key"),
            ("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", nil, "CRYP-0046", "the order"),
            (String(repeating: "f", count: 64), point, "CRYP-0046", "more than the order"),
            (String(repeating: "1", count: 64), point, "CRYP-0046", "another's public key"),
            (zero, zero + zero, "CRYP-0035", "nothing but zeros"),
            (PrintedKey.scalar, point, "CRYP-0033", "a sound key"),
        ] as [(String, String?, String, String)] {
            let key = try PrintedKey.privateKey(scalar, publicKey: beside)
            let pem = Array(PEM.encode(key, label: "PRIVATE KEY").utf8)
            let store = try pkcs12(bag: "1.2.840.113549.1.12.10.1.1", key)
            #expect(
                problem { () throws(Problem) in _ = try KeyStore.readPEM(pem, passphrase: phrase) }?.code == code,
                "\(why)")
            #expect(
                problem { () throws(Problem) in _ = try KeyStore.read(store, passphrase: phrase) }?.code == code,
                "\(why), in PKCS#12")
        }
    }

    /// A PKCS#12 file of one bag, with its MAC right.
    private func pkcs12(bag: String, _ value: [UInt8]) throws -> [UInt8] {
        func data(_ content: [UInt8]) -> [UInt8] {
            DEREncoding.sequence(
                DEREncoding.objectIdentifier("1.2.840.113549.1.7.1"),
                DEREncoding.value(DEREncoding.contextTag(0), DEREncoding.octets(content)))
        }
        let bags = DEREncoding.sequence(
            DEREncoding.sequence(
                DEREncoding.objectIdentifier(bag), DEREncoding.value(DEREncoding.contextTag(0), value)))
        let safe = DEREncoding.sequence(data(bags))
        // RFC 7292, B: the passphrase in UTF-16 with a zero after it; purpose 3 is the MAC
        let words = try phrase.withBytes { (bytes) throws(Problem) in
            String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        }
        let folder = try Folder()
        let said = try folder.openssl([
            "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt", "hexpass:" + Hex.encode(words + [0, 0]),
            "-kdfopt", "hexsalt:0102030405060708", "-kdfopt", "iter:2048", "-kdfopt", "id:3", "-binary", "-out", "key",
            "PKCS12KDF",
        ])
        try #require(said.status == 0, "\(said.said)")
        let code = try KeyDerivation.hmac(key: Secret(copying: try folder.read("key")), safe, digest: .sha256)
        let info = DEREncoding.sequence(
            DEREncoding.algorithm("2.16.840.1.101.3.4.2.1", parameters: [5, 0]), DEREncoding.octets(code))
        let mac = DEREncoding.sequence(info, DEREncoding.octets([1, 2, 3, 4, 5, 6, 7, 8]), [2, 2, 8, 0])
        return DEREncoding.sequence(DEREncoding.integer(3), data(safe), mac)
    }

    private func problem(_ body: () throws(Problem) -> Void) -> Problem? {
        do throws(Problem) {
            try body()
            return nil
        } catch { return error }
    }
}
