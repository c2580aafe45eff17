// RequestTests.swift — PKCS#10 requests: ours before stock openssl, openssl's before us, and every way in which one is none.
import Reporting
import Testing

@testable import OpenSSLKit

@Suite struct RequestTests {
    private static let subject = SubjectName([
        ("2.5.4.6", "CN"), ("2.5.4.10", "滨江建工有限公司"), ("2.5.4.97", "NTRCN-91999999MA0BJJG06T"),
        ("2.5.4.3", "滨江建工有限公司"),
    ])
    private static let slashed = "/C=CN/O=滨江建工有限公司/organizationIdentifier=NTRCN-91999999MA0BJJG06T/CN=滨江建工有限公司"
    private static let id = "distid:1234567812345678"

    @Test(arguments: ["rsa", "p256", "sm2"])
    func oursBeforeOpenSSL(_ kind: String) throws {
        let key = try Practice.of(kind).signer.key
        let request = try CertificationRequest.make(
            subject: Self.subject, key: key, keyUsage: [.digitalSignature, .nonRepudiation])
        try request.requireSignature()
        #expect(request.requestedKeyUsage == [.digitalSignature, .nonRepudiation])
        #expect(try request.publicKey == key.publicKey)
        let folder = try Folder()
        try folder.write("a.csr", request.pem)
        let options = kind == "sm2" ? ["-vfyopt", Self.id] : []
        let said = try folder.openssl(["req", "-in", "a.csr", "-verify", "-noout", "-text"] + options)
        #expect(said.status == 0 && said.said.contains("verify OK"), "\(said.said)")
        #expect(said.said.contains("NTRCN-91999999MA0BJJG06T") && said.said.contains("Digital Signature"))
        // openssl's own default is the empty id: that ours is not made with it is why the option is needed
        if kind == "sm2" {
            #expect(try !folder.openssl("req", "-in", "a.csr", "-verify", "-noout").said.contains("OK"))
        }
    }

    struct Stock: Sendable, CustomTestStringConvertible {
        var key: [String]
        var sign: [String] = []
        var code: String?
        var why: String
        var testDescription: String { why }
    }

    private static let p256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    private static let rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    private static let sm2 = ["-algorithm", "SM2"]

    @Test(arguments: [
        Stock(key: p256, why: "P-256"), Stock(key: p256, sign: ["-sha384"], why: "P-256 with SHA-384"),
        Stock(key: p256, sign: ["-outform", "DER"], why: "in DER"),
        Stock(key: p256, sign: ["-newhdr"], why: "under the older heading"), Stock(key: rsa, why: "RSA"),
        Stock(key: rsa, sign: ["-sha512"], why: "RSA with SHA-512"),
        Stock(
            key: rsa, sign: ["-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"],
            why: "RSASSA-PSS"),
        Stock(key: sm2, sign: ["-sm3", "-sigopt", id], why: "SM2"),
        Stock(
            key: p256 + ["-pkeyopt", "ec_param_enc:explicit"], code: "CRYP-0095", why: "a curve spelled out in numbers"),
        Stock(key: sm2, sign: ["-sm3"], code: "CRYP-0092", why: "SM2 with openssl's default, the empty id"),
        Stock(
            key: sm2, sign: ["-sm3", "-sigopt", "distid:somebody"], code: "CRYP-0093", why: "SM2 with some other id"),
        Stock(key: p256, sign: ["-sha1"], code: "CRYP-0094", why: "SHA-1"),
        Stock(key: rsa, sign: ["-md5"], code: "CRYP-0094", why: "MD5"),
        Stock(
            key: rsa, sign: ["-sha1", "-sigopt", "rsa_padding_mode:pss"], code: "CRYP-0094",
            why: "RSASSA-PSS with SHA-1, which it does not spell out"),
        Stock(key: ["-algorithm", "ED25519"], code: "CRYP-0094", why: "a kind of key that no suite has"),
    ])
    func openSSLsBeforeUs(_ stock: Stock) throws {
        let folder = try Folder()
        let key = try folder.openssl(["genpkey"] + stock.key + ["-out", "key.pem"])
        try #require(key.status == 0, "\(key.said)")
        let made = try folder.openssl(
            ["req", "-new", "-key", "key.pem", "-utf8", "-subj", Self.slashed, "-out", "a.csr"] + stock.sign)
        try #require(made.status == 0, "\(made.said)")
        let bytes = try folder.read("a.csr")
        #expect(problemCode { () throws(Problem) in try read(bytes) } == stock.code)
        guard stock.code == nil else { return }
        let request = try CertificationRequest(reading: bytes)
        #expect(request.subject.attributes.map(\.oid) == Self.subject.attributes.map(\.oid))
        #expect(request.subject.attributes.map(\.value) == Self.subject.attributes.map(\.value))
        #expect(request.requestedExtensions == [] && request.requestedKeyUsage == nil)
    }

    @Test func aCompressedPoint() throws {
        let folder = try Folder()
        try folder.openssl(["genpkey"] + Self.p256 + ["-out", "key.pem"])
        try folder.openssl("ec", "-in", "key.pem", "-conv_form", "compressed", "-out", "short.pem")
        let made = try folder.openssl("req", "-new", "-key", "short.pem", "-subj", "/CN=a", "-out", "a.csr")
        try #require(made.status == 0, "\(made.said)")
        let bytes = try folder.read("a.csr")
        #expect(problemCode { () throws(Problem) in try read(bytes) } == "CRYP-0095")
    }

    @Test func whatItAsksForIsListed() throws {
        let folder = try Folder()
        try folder.openssl(["genpkey"] + Self.p256 + ["-out", "key.pem"])
        let made = try folder.openssl(
            "req", "-new", "-key", "key.pem", "-subj", "/CN=a", "-out", "a.csr", "-addext", "basicConstraints=CA:TRUE",
            "-addext", "keyUsage=keyCertSign,decipherOnly,keyAgreement", "-addext", "subjectAltName=DNS:a.example",
            "-addext", "1.2.3.4=ASN1:NULL")
        try #require(made.status == 0, "\(made.said)")
        let request = try CertificationRequest(reading: try folder.read("a.csr"))
        #expect(request.requestedExtensions == ["basicConstraints", "keyUsage", "subjectAltName", "1.2.3.4"])
        #expect(request.requestedKeyUsage == [.keyCertSign, .keyAgreement, .decipherOnly])
    }

    // ---- What is none ----

    @Test(arguments: ["rsa", "p256", "sm2"])
    func everyTruncationAndFlipIsNamed(_ kind: String) throws {
        let request = try CertificationRequest.make(
            subject: Self.subject, key: try Practice.of(kind).signer.key, keyUsage: .digitalSignature)
        let codes: Set<String> = [
            "CRYP-0090", "CRYP-0091", "CRYP-0092", "CRYP-0093", "CRYP-0094", "CRYP-0095", "CRYP-0097", "CRYP-0024",
        ]
        for count in 0..<request.der.count {
            let code = problemCode { () throws(Problem) in try read(Array(request.der[..<count])) }
            #expect(code == "CRYP-0090", "\(count) of \(request.der.count) bytes")
        }
        let pem = Array(request.pem.utf8)
        // without the newline at its end it is still whole
        for count in 0..<pem.count - 1 {
            let code = problemCode { () throws(Problem) in try read(Array(pem[..<count])) }
            #expect(code == "CRYP-0090" || code == "CRYP-0024", "\(count) of \(pem.count) characters: \(code ?? "-")")
        }
        // RSA's public keys are long to look at, and say nothing new bit by bit
        for index in request.der.indices where kind != "rsa" || index % 16 == 0 {
            for bit in 0..<8 {
                var bytes = request.der
                bytes[index] ^= 1 << bit
                let code = problemCode { () throws(Problem) in try read(bytes) }
                #expect(code.map(codes.contains) == true, "bit \(bit) of byte \(index): \(code ?? "accepted")")
            }
        }
    }

    @Test func garbage() throws {
        let p = try Practice.of("p256")
        let request = try CertificationRequest.make(
            subject: Self.subject, key: p.signer.key, keyUsage: .digitalSignature)
        // BER: the same in an indefinite length
        let indefinite = [0x30, 0x80] + DER.elements(of: request.der)![0].content + [0, 0]
        let rows: [(bytes: [UInt8], code: String, why: String)] = [
            ([], "CRYP-0090", "nothing"), (Array("hello".utf8), "CRYP-0090", "no PEM"),
            (p.signer.certificate.der, "CRYP-0090", "a certificate"),
            (Array(p.signer.certificate.pem.utf8), "CRYP-0090", "a certificate in PEM"),
            (Array((request.pem + request.pem).utf8), "CRYP-0090", "two"),
            (request.der + [0], "CRYP-0090", "a byte too many"), (indefinite, "CRYP-0091", "BER"),
            ([UInt8](repeating: 0x30, count: 1 << 17), "CRYP-0090", "too long"),
        ]
        for row in rows {
            #expect(problemCode { () throws(Problem) in try read(row.bytes) } == row.code, "\(row.why)")
        }
        try read(Array(("some words\n" + request.pem + p.signer.certificate.pem).utf8))
    }

    /// Another's key under one's own signature: what the signature is for.
    @Test(arguments: ["rsa", "p256", "sm2"])
    func anothersKey(_ kind: String) throws {
        let p = try Practice.of(kind)
        let request = try CertificationRequest.make(
            subject: Self.subject, key: p.signer.key, keyUsage: .digitalSignature)
        let place = try #require(ranges(of: [p.signer.key.publicKeyDER], in: request.der).first)
        var bytes = request.der
        bytes.replaceSubrange(place, with: p.recipient.key.publicKeyDER)
        #expect(problemCode { () throws(Problem) in try read(bytes) } == "CRYP-0093")
    }

    private func read(_ bytes: [UInt8]) throws(Problem) {
        try CertificationRequest(reading: bytes).requireSignature()
    }

    // ---- Names ----

    @Test(
        arguments: [
            (#"/C=CN/CN=a"#, ["2.5.4.6=CN", "2.5.4.3=a"], "in order"),
            (#"/CN=a\/b\+c\\d"#, [#"2.5.4.3=a/b+c\d"#], "escaped"),
            (#"/2.5.4.97=x=y"#, ["2.5.4.97=x=y"], "dotted; = in a value"),
            (#"/organizationIdentifier=x/CN=张三"#, ["2.5.4.97=x", "2.5.4.3=张三"], "a long name"),
            (#"CN=a"#, nil, "no slash before it"), (#"/CN=a+OU=b"#, nil, "two in one"), (#"/CN="#, nil, "no value"),
            (#"/=a"#, nil, "no name"), (#"/Quux=a"#, nil, "an unknown name"),
            (#"/CN=a\"#, nil, "nothing after the escape"),
            (#"/CN=a/"#, nil, "nothing after the slash"), (#""#, nil, "nothing"),
        ] as [(String, [String]?, String)])
    func subjects(_ text: String, _ parts: [String]?, _ why: String) throws {
        let name = try? SubjectName(slashed: text)
        #expect(name.map { $0.attributes.map { "\($0.oid)=\($0.value)" } } == parts, "\(why)")
        if parts == nil {
            #expect(problemCode { () throws(Problem) in _ = try SubjectName(slashed: text) } == "CRYP-0096", "\(why)")
        }
    }

    @Test(
        arguments: [
            ("2.5.4.3", String(repeating: "长", count: 64), nil, "as long as it may be"),
            ("2.5.4.3", String(repeating: "长", count: 65), "CRYP-0070", "too long"),
            ("2.5.4.10", "", "CRYP-0070", "empty"),
            ("2.5.4.6", "CHN", "CRYP-0070", "three letters"), ("2.5.4.6", "中国", "CRYP-0070", "no letters"),
            ("2.5.4.11", "a\tb", "CRYP-0070", "a control character"), ("no.oid", "a", "CRYP-0070", "no identifier"),
        ] as [(String, String, String?, String)])
    func whatIsWritten(_ oid: String, _ value: String, _ code: String?, _ why: String) throws {
        let key = try Practice.of("p256").signer.key
        let found = problemCode { () throws(Problem) in
            _ = try CertificationRequest.make(subject: SubjectName([(oid, value)]), key: key, keyUsage: .keyAgreement)
        }
        #expect(found == code, "\(why)")
    }
}
