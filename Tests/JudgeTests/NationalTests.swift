// NationalTests.swift — SM2, SM3 and SM4 beside two implementations that are not ours: each reads what the other makes.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

/// Skipped in sight where scripts/test could not install them; never in continuous integration.
@Suite(.enabled(if: Judge.gmsslPath != nil || Judge.isCI, "BIAO_GMSSL is not set"))
struct NationalTests {
    /// The C library GmSSL, and one in pure Python.
    static let libraries = ["gmssl_pyx", "gmssl"]

    @Test(arguments: libraries)
    func digests(_ library: String) throws {
        let judge = try Other(library)
        for count in [0, 1, 55, 56, 63, 64, 65, 1000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try Files.write(bytes, to: judge.folder + "/in")
            let theirs = try judge.run("sm3", "in").trimmed
            #expect(theirs == Hex.encode(try Digest.of(bytes, .sm3)), "\(count) bytes")
        }
    }

    @Test(arguments: libraries)
    func counterMode(_ library: String) throws {
        let judge = try Other(library)
        let plain = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
        try Files.write(plain, to: judge.folder + "/in")
        for counter in ["000102030405060708090a0b0c0d0e0f", "fffffffffffffffffffffffffffffffe"] {
            let key = try randomBytes(16)
            _ = try judge.run("ctr", Hex.encode(key), counter, "in", "out")
            var cipher = try SM4CTR(
                key: Secret(copying: key), counter: try #require(Hex.decode(counter)))
            let ours = UnsafeMutableRawBufferPointer.allocate(byteCount: plain.count, alignment: 1)
            defer { ours.deallocate() }
            ours.copyBytes(from: plain)
            try cipher.process(UnsafeRawBufferPointer(ours), into: ours)
            #expect(try Files.read(judge.folder + "/out") == Array(ours))
        }
    }

    @Test(arguments: libraries)
    func signatures(_ library: String) throws {
        let judge = try Other(library)
        // several keys: numbers that begin with a zero have tripped many
        for _ in 0..<4 {
            let key = try Numbers(try PrivateKey.generate(.sm2))
            let message = try randomBytes(100)
            try Files.write(message, to: judge.folder + "/in")
            try Files.write(try SM2.sign(message, key: key.key), to: judge.folder + "/ours")
            _ = try judge.run("verify", key.point, "in", "ours")
            _ = try judge.run("sign", key.scalar, key.point, "in", "theirs")
            let theirs = try Files.read(judge.folder + "/theirs")
            #expect(SM2.fault(theirs, over: message, publicKey: key.key.publicKeyDER) == nil)
            #expect(SM2.fault(theirs, over: message + [0], publicKey: key.key.publicKeyDER) == .mismatch)
            try Files.write(message + [0], to: judge.folder + "/in")
            #expect(try judge.status("verify", key.point, "in", "ours") != 0, "and they refuse another message")
        }
    }

    /// The signature of a whole signature file, over its signed attributes.
    @Test(arguments: libraries)
    func signatureFiles(_ library: String) throws {
        let judge = try Other(library)
        let identity = try Cast.identity("bidder1", .sm2SM3)
        let content = Array("清单".utf8)
        let signer = Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before))
        var message = DERNode(try signer.sign(content))
        var attributes = message.signer.children[3]
        attributes.tag = DEREncoding.setTag
        try Files.write(attributes.der, to: judge.folder + "/in")
        try Files.write(message.signer.children[5].bytes, to: judge.folder + "/ours")
        let key = try Numbers(identity.signing.key)
        _ = try judge.run("verify", key.point, "in", "ours")
        _ = try judge.run("sign", key.scalar, key.point, "in", "theirs")
        message.signer.children[5].bytes = try Files.read(judge.folder + "/theirs")
        let report = try SignatureVerifier(trust: try Cast.trust(.sm2SM3), time: Scenario.after)
            .verify(message.der, content: content, name: "signature001.p7s", suite: .sm2SM3)
        #expect(report.verdict.findings.isEmpty)
    }

    /// The signature of a request, over what it asks for.
    @Test(arguments: libraries)
    func requests(_ library: String) throws {
        let judge = try Other(library)
        let key = try Numbers(try PrivateKey.generate(.sm2))
        let request = DERNode(
            try CertificationRequest.make(
                subject: try SubjectName(slashed: "/C=CN/CN=甲公司"), key: key.key, keyUsage: .digitalSignature
            ).der)
        try Files.write(request.children[0].der, to: judge.folder + "/in")
        // a BIT STRING of whole bytes
        try Files.write(Array(request.children[2].bytes.dropFirst()), to: judge.folder + "/ours")
        _ = try judge.run("verify", key.point, "in", "ours")
        _ = try judge.run("sign", key.scalar, key.point, "in", "theirs")
        var other = request
        other.children[2].bytes = [0] + (try Files.read(judge.folder + "/theirs"))
        try CertificationRequest(reading: other.der).requireSignature()
    }

    /// A key that the library made and encrypted in its own way; the pure Python one has none.
    @Test func encryptedKeys() throws {
        let judge = try Other("gmssl_pyx")
        _ = try judge.run("key", "口令 8!", "key", "public")
        let authority = try PrivateKey.generate(.sm2)
        let template = CertificateTemplate(
            subject: [("2.5.4.3", "甲")], publicKey: try PublicKey(checking: try Files.read(judge.folder + "/public")),
            keyUsage: .digitalSignature, notBefore: Scenario.before.seconds, notAfter: Scenario.after.seconds)
        let root = try CertificateAuthority.issue(
            CertificateTemplate(
                subject: [("2.5.4.3", "根")], publicKey: try authority.publicKey, keyUsage: .keyCertSign, isCA: true,
                notBefore: Scenario.before.seconds, notAfter: Scenario.after.seconds), issuer: nil, issuerKey: authority
        )
        let certificate = try CertificateAuthority.issue(template, issuer: root, issuerKey: authority)
        let lines = Base64.encode(try Files.read(judge.folder + "/key"))
        let label = "ENCRYPTED PRIVATE KEY"
        let file = "-----BEGIN \(label)-----\n\(lines)\n-----END \(label)-----\n" + certificate.pem
        let content = try KeyStore.readPEM(Array(file.utf8), passphrase: Secret(copying: Array("口令 8!".utf8)))
        #expect(content.certificate == certificate)
        #expect(throws: Problem.self) {
            try KeyStore.readPEM(Array(file.utf8), passphrase: Secret(copying: Array("wrong".utf8)))
        }
    }

    /// They open our lock, content key and all; and put the content key in anew, for us to open.
    @Test(arguments: libraries)
    func locks(_ library: String) throws {
        let judge = try Other(library)
        let holder = try Cast.identity("officer1", .sm2SM3).decryption()
        let key = try Numbers(holder.key)
        let secret = try randomBytes(32)
        var message = DERNode(try CMSEnvelope.seal(Secret(copying: secret), to: [holder.certificate]))
        // EnvelopedData { version, { KeyTransRecipientInfo }, { type, { cipher, vector }, [0] ciphertext } }
        let content = message.signedData.children[2]
        try Files.write(message.signedData.children[1].children[0].children[3].bytes, to: judge.folder + "/transported")
        try Files.write(content.children[2].bytes, to: judge.folder + "/sealed")
        _ = try judge.run("decrypt", key.scalar, "transported", "key")
        let contentKey = Hex.encode(try Files.read(judge.folder + "/key"))
        let vector = Hex.encode(content.children[1].children[1].bytes)
        _ = try judge.run("cbc", contentKey, vector, "sealed", "opened")
        #expect(try Files.read(judge.folder + "/opened") == secret)
        for _ in 0..<4 {
            _ = try judge.run("encrypt", key.point, "key", "theirs")
            message.signedData.children[1].children[0].children[3].bytes = try Files.read(judge.folder + "/theirs")
            let opened = try CMSEnvelope.open(message.der, key: holder.key, certificate: holder.certificate)
            #expect(opened.equals(Secret(copying: secret)))
        }
    }
}

/// One of the two others.
private struct Other {
    let library: String
    let folder: String

    init(_ library: String) throws {
        self.library = library
        folder = try temporaryFolder(library)
    }

    func run(_ arguments: String...) throws -> String {
        let ran = try shell(command + arguments, in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        return ran.text
    }

    func status(_ arguments: String...) throws -> Int32 { try shell(command + arguments, in: folder).status }

    private var command: [String] {
        [Judge.gmsslPath ?? "python3", Court.repository + "/scripts/lib/gmssl_judge.py", library]
    }
}

/// An SM2 key as the bare numbers that others ask for.
private struct Numbers {
    let key: PrivateKey
    /// 64 digits.
    let scalar: String
    /// x and y: 128 digits.
    let point: String

    init(_ key: PrivateKey) throws {
        self.key = key
        let folder = try temporaryFolder("key")
        try Files.write(try key.pkcs8PEM(passphrase: Secret(copying: Array("scenario".utf8))), to: folder + "/key.pem")
        let ran = try shell(
            [
                "openssl", "pkcs8", "-in", "key.pem", "-passin", "pass:scenario", "-nocrypt", "-topk8", "-outform",
                "DER",
            ],
            in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        // PKCS#8 { version, algorithm, octets of ECPrivateKey { version, number, … } }
        scalar = Hex.encode(DERNode(DERNode([UInt8](ran.output)).children[2].bytes).children[1].bytes)
        // SubjectPublicKeyInfo { algorithm, bits: none unused, 04, x, y }
        point = Hex.encode(Array(DERNode(key.publicKeyDER).children[1].bytes.dropFirst(2)))
    }
}

extension String {
    fileprivate var trimmed: String { String(prefix { !$0.isNewline }) }
}
