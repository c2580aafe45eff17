// SignatureTests.swift — signatures, timestamps, locks and key files: round trips, the openssl tool, and damage.
import OpenSSLKit
import Reporting
import Testing

@Suite struct SignatureTests {
    static let content = Array("标书清单 manifest\r\n".utf8)

    static func signed(_ p: Practice) throws -> [UInt8] {
        let list = try CertificateAuthority.revocationList(
            issuer: p.intermediate.certificate, key: p.intermediate.key, revoked: [], number: 1, thisUpdate: epoch,
            nextUpdate: epoch + 30 * day)
        return try CMSSignature.sign(
            content, key: p.signer.key, certificate: p.signer.certificate, chain: [p.intermediate.certificate],
            crls: [list],
            signingTime: epoch + day, digest: .sha256)
    }

    static func stamp(_ p: Practice, _ imprint: [UInt8], _ digest: DigestAlgorithm = .sha256) throws -> [UInt8] {
        try TimestampAuthority.stamp(
            imprint: imprint, digest: digest, key: p.tsa.key, certificate: p.tsa.certificate, chain: [],
            at: epoch + 2 * day,
            policy: "1.2.3.4.5")
    }

    @Test(arguments: ["rsa", "p256"])
    func roundTrip(_ kind: String) throws {
        let p = try Practice.of(kind)
        let der = try Self.signed(p)
        #expect(CMSSignature.reencodes(der))
        #expect(try CMSSignature.verify(der, content: Self.content, signer: p.signer.certificate))
        #expect(
            try !CMSSignature.verify(der, content: Self.content + [0], signer: p.signer.certificate), "more content")
        #expect(try !CMSSignature.verify(der, content: [], signer: p.signer.certificate), "no content")
        #expect(try !CMSSignature.verify(der, content: Self.content, signer: p.recipient.certificate), "another signer")
        #expect(
            Set(try CMSSignature.certificates(der)) == [p.signer.certificate, p.intermediate.certificate])
        #expect(try CMSSignature.signerCertificate(der) == p.signer.certificate)
        #expect(try CMSSignature.revocationLists(der).count == 1)
        #expect(try CMSSignature.timestampToken(der) == nil)
        #expect(try CMSSignature.unsignedAttributes(der) == [])
        #expect(
            Set(try CMSSignature.signedAttributes(der)) == [
                "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.16.2.47",
            ])
        #expect(try CMSSignature.signingTime(der) == epoch + day)
        #expect(try CMSSignature.algorithms(der).digest == "2.16.840.1.101.3.4.2.1")

        let value = try CMSSignature.signatureValue(der)
        let token = try Self.stamp(p, Digest.of(value, .sha256))
        let stamped = try CMSSignature.addingTimestamp(token, to: der)
        #expect(CMSSignature.reencodes(stamped))
        #expect(try CMSSignature.timestampToken(stamped) == token)
        #expect(try CMSSignature.unsignedAttributes(stamped) == ["1.2.840.113549.1.9.16.2.14"])
        #expect(try CMSSignature.signatureValue(stamped) == value)
        #expect(try CMSSignature.verify(stamped, content: Self.content, signer: p.signer.certificate))
        #expect(
            problemCode { () throws(Problem) in _ = try CMSSignature.addingTimestamp(token, to: stamped) }
                == "CRYP-0043")

        let folder = try Folder()
        try folder.write("root.pem", p.root.certificate.pem)
        try folder.write("content", Self.content)
        for (name, bytes) in [("plain.p7s", der), ("stamped.p7s", stamped)] {
            try folder.write(name, bytes)
            let tool = try folder.openssl(
                "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", name, "-content", "content", "-CAfile",
                "root.pem", "-purpose", "any", "-attime", "\(epoch + day)", "-out", "out")
            #expect(tool.status == 0, "\(name): \(tool.said)")
        }
        let shown = try folder.openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", "plain.p7s").said
        for attribute in ["contentType", "messageDigest", "signingTime", "signingCertificateV2"] {
            #expect(shown.contains(attribute), "\(attribute)")
        }
        #expect(!shown.contains("SMIME") && shown.contains("Jan  2 00:00:00 2026"))
    }

    @Test(arguments: [("rsa", 3), ("p256", 1)])
    func everyFlippedBitIsRefused(_ kind: String, _ step: Int) throws {
        let p = try Practice.of(kind)
        let der = try CMSSignature.sign(
            Self.content, key: p.signer.key, certificate: p.signer.certificate, chain: [], crls: [], signingTime: epoch,
            digest: .sha256)
        let embedded = ranges(of: [p.signer.certificate.der], in: der)
        var accepted: [String] = []
        for bit in stride(from: 0, to: der.count * 8, by: step)
        where !embedded.contains(where: { $0.contains(bit / 8) }) {
            var bad = der
            bad[bit / 8] ^= 1 << (bit % 8)
            if (try? CMSSignature.verify(bad, content: Self.content, signer: p.signer.certificate)) == true,
                CMSSignature.reencodes(bad)
            {
                accepted.append("\(bit / 8).\(bit % 8)")
            }
        }
        #expect(accepted.isEmpty, "byte.bit of the flips that pass")
        for count in 0..<der.count {
            #expect(throws: Problem.self, "cut after \(count) bytes") {
                _ = try CMSSignature.signatureValue(Array(der.prefix(count)))
            }
        }
        #expect(problemCode { () throws(Problem) in _ = try CMSSignature.signatureValue(der + [0]) } == "CRYP-0040")
    }

    /// What a caller does, and what is left when it does: nothing.
    @Test func everyFlippedBitOfAStampedSignature() throws {
        let p = try Practice.of("p256")
        let bare = try Self.signed(p)
        let imprint = try Digest.of(CMSSignature.signatureValue(bare), .sha256)
        let der = try CMSSignature.addingTimestamp(Self.stamp(p, imprint), to: bare)
        func accepts(_ der: [UInt8]) throws -> Bool {
            guard CMSSignature.reencodes(der),
                try CMSSignature.unsignedAttributes(der) == ["1.2.840.113549.1.9.16.2.14"],
                let signer = try CMSSignature.signerCertificate(der),
                try CMSSignature.verify(der, content: Self.content, signer: signer),
                let token = try CMSSignature.timestampToken(der).map({ try TimestampToken(der: $0) }),
                let tsa = token.signer,
                try token.verify(imprint: Digest.of(CMSSignature.signatureValue(der), .sha256), signer: tsa)
            else { return false }
            let others = try CMSSignature.certificates(der) + token.certificates
            let lists = try CMSSignature.revocationLists(der)
            return try [signer, tsa].allSatisfy {
                try CertificatePath.build(
                    leaf: $0, intermediates: others, anchors: [p.root.certificate], at: token.genTime
                ).path != nil
            } && lists.count == 1 && lists.allSatisfy { $0.isSigned(by: p.intermediate.certificate) }
        }
        #expect(try accepts(der))
        var accepted: [String] = []
        // Every bit outside certificates and lists takes 90 s; a stride coprime to 8 meets every bit position.
        for bit in stride(from: 0, to: der.count * 8, by: 13) {
            var bad = der
            bad[bit / 8] ^= 1 << (bit % 8)
            if (try? accepts(bad)) == true { accepted.append("\(bit / 8).\(bit % 8)") }
        }
        #expect(accepted.isEmpty, "byte.bit of the flips that pass")
    }

    @Test func refusals() throws {
        let p = try Practice.of("p256")
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSSignature.sign(
                    [1], key: p.root.key, certificate: p.signer.certificate, chain: [], crls: [], signingTime: 0,
                    digest: .sha256)
            } == "CRYP-0044", "another key")
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSSignature.sign(
                    [1], key: p.signer.key, certificate: p.signer.certificate, chain: [], crls: [], signingTime: 0,
                    digest: .sm3)
            } == "CRYP-0042", "no SM3 in this suite")
    }
}

@Suite struct TimestampTests {
    @Test(arguments: [("rsa", DigestAlgorithm.sha256), ("p256", .sha256), ("p256", .sm3)])
    func roundTrip(_ kind: String, _ digest: DigestAlgorithm) throws {
        let p = try Practice.of(kind)
        let imprint = try Digest.of([1, 2, 3], digest)
        let der = try SignatureTests.stamp(p, imprint, digest)
        let token = try TimestampToken(der: der)
        #expect(token.genTime == epoch + 2 * day)
        #expect(token.digestAlgorithm == digest)
        #expect(token.imprint == imprint)
        #expect(token.policy == "1.2.3.4.5")
        #expect(token.certificates == [p.tsa.certificate])
        #expect(token.signer == p.tsa.certificate)
        #expect(try token.verify(imprint: imprint, signer: p.tsa.certificate))
        #expect(try !token.verify(imprint: Digest.of([1], digest), signer: p.tsa.certificate), "another imprint")
        #expect(try !token.verify(imprint: imprint, signer: p.signer.certificate), "not a timestamping certificate")
        let second = try Practice.make(
            "时间戳 TSA", kind == "rsa" ? .rsa(bits: 2048) : .p256, by: p.root, usage: .digitalSignature,
            extended: [TimestampAuthority.extendedKeyUsage])
        #expect(try !token.verify(imprint: imprint, signer: second.certificate), "another TSA of that name")
        let folder = try Folder()
        try folder.write("root.pem", p.root.certificate.pem)
        try folder.write("token", der)
        try folder.write("data", [1, 2, 3])
        let tool = try folder.openssl(
            "ts", "-verify", "-data", "data", "-in", "token", "-token_in", "-CAfile", "root.pem", "-attime",
            "\(epoch + 3 * day)")
        #expect(tool.status == 0, "\(tool.said)")
    }

    @Test func everyFlippedBitIsRefused() throws {
        let p = try Practice.of("p256")
        let imprint = try Digest.of([1, 2, 3], .sha256)
        let der = try SignatureTests.stamp(p, imprint)
        let embedded = ranges(of: [p.tsa.certificate.der], in: der)
        var accepted: [String] = []
        for bit in 0..<der.count * 8 where !embedded.contains(where: { $0.contains(bit / 8) }) {
            var bad = der
            bad[bit / 8] ^= 1 << (bit % 8)
            guard let token = try? TimestampToken(der: bad) else { continue }
            if (try? token.verify(imprint: imprint, signer: p.tsa.certificate)) == true {
                accepted.append("\(bit / 8).\(bit % 8)")
                #expect(token.genTime == epoch + 2 * day, "what is signed stays as it was")
            }
        }
        #expect(accepted.isEmpty, "byte.bit of the flips that pass")
    }

    @Test func onlyATimestampingCertificateStamps() throws {
        let p = try Practice.of("p256")
        #expect(
            problemCode { () throws(Problem) in
                _ = try TimestampAuthority.stamp(
                    imprint: [UInt8](repeating: 0, count: 32), digest: .sha256, key: p.signer.key,
                    certificate: p.signer.certificate, chain: [], at: 0, policy: "1.2.3")
            } == "CRYP-0061")
        let der = try SignatureTests.signed(p)
        #expect(
            problemCode { () throws(Problem) in _ = try TimestampToken(der: der) } == "CRYP-0060",
            "a signature is no token")
    }
}

@Suite struct EnvelopeTests {
    @Test(arguments: ["rsa", "p256"])
    func roundTrip(_ kind: String) throws {
        let p = try Practice.of(kind)
        let other = try Practice.of(kind == "rsa" ? "p256" : "rsa")
        let secret = try Secret.random(32)
        let der = try CMSEnvelope.seal(secret, to: [other.recipient.certificate, p.recipient.certificate])
        #expect(CMSSignature.reencodes(der))
        for r in [p.recipient, other.recipient] {
            #expect(try CMSEnvelope.open(der, key: r.key, certificate: r.certificate).equals(secret))
        }
        let recipients = try CMSEnvelope.recipients(der)
        #expect(recipients.count == 2)
        for r in [p.recipient.certificate, other.recipient.certificate] {
            #expect(recipients.contains { $0.issuerDER == r.issuerDER && $0.serialDER == r.serialDER })
        }
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSEnvelope.open(der, key: p.signer.key, certificate: p.signer.certificate)
            } == "CRYP-0051", "not for the signing certificate")
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSEnvelope.open(der, key: p.signer.key, certificate: p.recipient.certificate)
            } == "CRYP-0044", "the certificate without its key")

        let folder = try Folder()
        let phrase = Secret(copying: Array("secret phrase".utf8))
        try folder.write("key.pem", p.recipient.key.pkcs8PEM(passphrase: phrase))
        try folder.write("cert.pem", p.recipient.certificate.pem)
        try folder.write("lock.p7m", der)
        let tool = try folder.openssl(
            "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "lock.p7m", "-inkey", "key.pem", "-recip",
            "cert.pem",
            "-passin", "pass:secret phrase", "-out", "opened")
        #expect(tool.status == 0, "\(tool.said)")
        #expect(Secret(copying: try folder.read("opened")).equals(secret))
        let shown = try folder.openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", "lock.p7m").said
        for word in ["aes-256-cbc", "rsaesOaep", "dhSinglePass-stdDH-sha256kdf-scheme", "id-aes256-wrap"] {
            #expect(shown.contains(word), "\(word)")
        }
    }

    @Test(arguments: [("rsa", 7), ("p256", 1)])
    func everyFlippedBitIsSurvived(_ kind: String, _ step: Int) throws {
        let p = try Practice.of(kind)
        let der = try CMSEnvelope.seal(Secret(copying: [UInt8](repeating: 7, count: 32)), to: [p.recipient.certificate])
        for bit in stride(from: 0, to: der.count * 8, by: step) {
            var bad = der
            bad[bit / 8] ^= 1 << (bit % 8)
            _ = try? CMSEnvelope.open(bad, key: p.recipient.key, certificate: p.recipient.certificate)
            _ = try? CMSEnvelope.recipients(bad)
        }
        for count in 0..<der.count {
            #expect(
                problemCode { () throws(Problem) in
                    _ = try CMSEnvelope.open(
                        Array(der.prefix(count)), key: p.recipient.key, certificate: p.recipient.certificate)
                } == "CRYP-0050")
        }
    }

    @Test func pkcs1IsNotOpened() throws {
        let p = try Practice.of("rsa")
        let folder = try Folder()
        try folder.write("cert.pem", p.recipient.certificate.pem)
        try folder.write("in", "12345678")
        let tool = try folder.openssl(
            "cms", "-encrypt", "-binary", "-aes256", "-in", "in", "-outform", "DER", "-out", "lock", "cert.pem")
        #expect(tool.status == 0, "\(tool.said)")
        let der = try folder.read("lock")
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSEnvelope.open(der, key: p.recipient.key, certificate: p.recipient.certificate)
            } == "CRYP-0053")
    }

    @Test func onlyStrongRecipients() throws {
        let p = try Practice.of("p256")
        let small = try Practice.make("小", .rsa(bits: 1024), by: p.root, usage: .keyEncipherment)
        #expect(
            problemCode { () throws(Problem) in
                _ = try CMSEnvelope.seal(Secret(copying: [1]), to: [small.certificate])
            } == "CRYP-0054")
    }
}

@Suite struct KeyStoreTests {
    static let phrase = Secret(copying: Array("口令 8!".utf8))

    @Test(arguments: ["rsa", "p256"])
    func roundTrip(_ kind: String) throws {
        let p = try Practice.of(kind)
        let bytes = try KeyStore.make(
            key: p.signer.key, certificate: p.signer.certificate,
            chain: [p.root.certificate, p.intermediate.certificate],
            name: "甲方 signer", passphrase: Self.phrase)
        let content = try KeyStore.read(bytes, passphrase: Self.phrase)
        #expect(content.certificate == p.signer.certificate)
        #expect(content.key.matches(p.signer.certificate))
        #expect(content.chain == [p.intermediate.certificate, p.root.certificate], "issuers in order")
        let folder = try Folder()
        try folder.write("a.p12", bytes)
        let info = try folder.openssl("pkcs12", "-in", "a.p12", "-info", "-noout", "-passin", "pass:口令 8!")
        #expect(info.status == 0)
        #expect(info.said.contains("PBES2, PBKDF2, AES-256-CBC") && info.said.contains("MAC: sha256"), "\(info.said)")
    }

    @Test func refusals() throws {
        let p = try Practice.of("p256")
        let good = try KeyStore.make(
            key: p.signer.key, certificate: p.signer.certificate, chain: [], name: "x", passphrase: Self.phrase)
        let folder = try Folder()
        try folder.write("cert.pem", p.signer.certificate.pem)
        try folder.write("key.pem", p.signer.key.pkcs8PEM(passphrase: Self.phrase))
        try folder.openssl(
            "pkcs12", "-export", "-nokeys", "-in", "cert.pem", "-out", "nokey.p12", "-passout", "pass:口令 8!")
        let legacy = try folder.openssl(
            "pkcs12", "-export", "-legacy", "-in", "cert.pem", "-inkey", "key.pem", "-passin", "pass:口令 8!", "-out",
            "legacy.p12", "-passout", "pass:口令 8!")
        #expect(legacy.status == 0, "\(legacy.said)")
        struct Case {
            var bytes: [UInt8]
            var phrase: Secret
            var code: String
            var why: String
        }
        var damaged = good
        damaged[good.count / 2] ^= 1
        for c in [
            Case(bytes: good, phrase: Secret(copying: Array("wrong".utf8)), code: "CRYP-0031", why: "wrong passphrase"),
            Case(bytes: good, phrase: Secret(copying: []), code: "CRYP-0031", why: "no passphrase"),
            Case(
                bytes: damaged, phrase: Self.phrase, code: "CRYP-0031",
                why: "damage looks like a wrong passphrase: the MAC fails"),
            Case(bytes: Array(good.dropLast()), phrase: Self.phrase, code: "CRYP-0030", why: "cut short"),
            Case(bytes: p.root.certificate.der, phrase: Self.phrase, code: "CRYP-0030", why: "a certificate"),
            Case(bytes: [], phrase: Self.phrase, code: "CRYP-0030", why: "an empty file"),
            Case(bytes: try folder.read("nokey.p12"), phrase: Self.phrase, code: "CRYP-0032", why: "certificates only"),
            Case(bytes: try folder.read("legacy.p12"), phrase: Self.phrase, code: "CRYP-0034", why: "RC2-40"),
            Case(bytes: good, phrase: Secret(copying: [65, 0, 66]), code: "CRYP-0036", why: "a zero byte"),
        ] {
            #expect(
                problemCode { () throws(Problem) in _ = try KeyStore.read(c.bytes, passphrase: c.phrase) } == c.code,
                "\(c.why)")
        }
    }
}
