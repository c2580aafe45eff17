// CertificateTests.swift — certificates, lists and paths: what they say, and what is refused.
import OpenSSLKit
import Reporting
import Testing

@Suite struct CertificateTests {
    @Test func fields() throws {
        let p = try Practice.of("p256")
        let leaf = p.signer.certificate
        #expect(leaf.commonName == "甲 Signer")
        #expect(leaf.organization == "某某公司")
        #expect(leaf.organizationIdentifier == "91110000600037341L")
        #expect(leaf.subject == "CN=甲 Signer,organizationIdentifier=91110000600037341L,O=某某公司,C=CN")
        #expect(leaf.issuer == p.intermediate.certificate.subject)
        #expect(leaf.issuerDER == p.intermediate.certificate.subjectDER)
        #expect(leaf.notBefore == epoch)
        #expect(leaf.notAfter == epoch + 3650 * day)
        #expect(leaf.keyUsage == [.digitalSignature, .nonRepudiation])
        #expect(leaf.policies == ["1.2.3.4"])
        #expect(leaf.extendedKeyUsages == [])
        #expect(!leaf.isCA && !leaf.isSelfIssued)
        #expect(p.root.certificate.isCA && p.root.certificate.isSelfIssued)
        #expect(leaf.publicKeyKind == .ec(curve: "P-256"))
        #expect(leaf.signatureAlgorithm == "1.2.840.10045.4.3.2")
        #expect(leaf.authorityKeyIdentifier == p.intermediate.certificate.subjectKeyIdentifier)
        #expect(leaf.publicKeyDER == p.signer.key.publicKeyDER)
        #expect(leaf.isSigned(by: p.intermediate.certificate))
        #expect(!leaf.isSigned(by: p.root.certificate))
        #expect(p.signer.key.matches(leaf) && !p.root.key.matches(leaf))
        #expect(p.tsa.certificate.extendedKeyUsages == [TimestampAuthority.extendedKeyUsage])
        #expect(p.tsa.certificate.extendedKeyUsageIsCritical)
        let rsa = try Practice.of("rsa").signer.certificate
        #expect(rsa.publicKeyKind == .rsa(bits: 2048))
        #expect(rsa.signatureAlgorithm == "1.2.840.113549.1.1.11")
        let folder = try Folder()
        try folder.write("c.pem", leaf.pem)
        let said = try folder.openssl("x509", "-in", "c.pem", "-noout", "-serial", "-fingerprint", "-sha256").said
        #expect(said.contains("serial=\(leaf.serialNumber.uppercased())") || leaf.serialNumber.count < 32)
        let pairs = leaf.fingerprint.map { Hex.encode([$0]).uppercased() }.joined(separator: ":")
        #expect(said.contains(pairs))
    }

    @Test func strictness() throws {
        let der = try Practice.of("p256").signer.certificate.der
        struct Case {
            var bytes: [UInt8]
            var code: String
            var why: String
        }
        var longLength = der
        // 30 82 LL LL → 30 83 00 LL LL: the same certificate in BER
        longLength.replaceSubrange(1..<2, with: [0x83, 0x00])
        for c in [
            Case(bytes: der + [0], code: "CRYP-0020", why: "a trailing zero"),
            Case(bytes: der + der, code: "CRYP-0020", why: "two certificates run together"),
            Case(bytes: Array(der.dropLast()), code: "CRYP-0020", why: "cut short"),
            Case(bytes: [], code: "CRYP-0020", why: "nothing"),
            Case(bytes: longLength, code: "CRYP-0021", why: "a length in more bytes than needed"),
        ] {
            #expect(problemCode { () throws(Problem) in _ = try Certificate(der: c.bytes) } == c.code, "\(c.why)")
        }
    }

    @Test func files() throws {
        let p = try Practice.of("p256")
        let two = p.signer.certificate.pem + "some words\r\n" + p.root.certificate.pem
        #expect(try Certificate.readAll(Array(two.utf8)) == [p.signer.certificate, p.root.certificate])
        #expect(try Certificate.readAll(p.root.certificate.der) == [p.root.certificate])
        #expect(problemCode { () throws(Problem) in _ = try Certificate.readAll(Array("hello".utf8)) } == "CRYP-0022")
        let cut = Array(p.root.certificate.pem.utf8.dropLast(30))
        #expect(problemCode { () throws(Problem) in _ = try Certificate.readAll(cut) } == "CRYP-0024")
    }

    @Test func revocation() throws {
        let p = try Practice.of("p256")
        let serial = p.signer.certificate.serialNumber
        let list = try CertificateAuthority.revocationList(
            issuer: p.intermediate.certificate, key: p.intermediate.key,
            revoked: [(serial, epoch + 5 * day, 1), ("0a", epoch + day, nil)], number: 300,
            thisUpdate: epoch + 6 * day, nextUpdate: epoch + 13 * day)
        #expect(list.count == 2)
        #expect(list.revocation(of: p.signer.certificate)?.date == epoch + 5 * day)
        #expect(list.revocation(of: p.signer.certificate)?.reason == 1)
        #expect(list.revocation(of: p.recipient.certificate) == nil, "not listed")
        #expect(list.revocation(of: p.tsa.certificate) == nil, "of another issuer")
        #expect(list.thisUpdate == epoch + 6 * day)
        #expect(list.nextUpdate == epoch + 13 * day)
        #expect(list.number == "012c")
        #expect(list.issuerDER == p.intermediate.certificate.subjectDER)
        #expect(list.isSigned(by: p.intermediate.certificate))
        #expect(!list.isSigned(by: p.root.certificate), "another authority")
        #expect(!list.hasUnsupportedCriticalExtension)
        #expect(try RevocationList.readAll(Array(list.pem.utf8)) == [list])
        #expect(problemCode { () throws(Problem) in _ = try RevocationList(der: list.der + [0]) } == "CRYP-0025")
        // Every flipped bit: not a list, or a list that its issuer did not sign.
        for bit in 0..<list.der.count * 8 {
            var bad = list.der
            bad[bit / 8] ^= 1 << (bit % 8)
            if let read = try? RevocationList(der: bad) {
                #expect(!read.isSigned(by: p.intermediate.certificate), "bit \(bit)")
            }
        }
    }

    @Test func everyFlippedBitOfACertificate() throws {
        let p = try Practice.of("p256")
        let der = p.signer.certificate.der
        for bit in 0..<der.count * 8 {
            var bad = der
            bad[bit / 8] ^= 1 << (bit % 8)
            if let read = try? Certificate(der: bad) {
                #expect(!read.isSigned(by: p.intermediate.certificate), "bit \(bit)")
                _ = (
                    read.subject, read.keyUsage, read.extendedKeyUsages, read.policies, read.publicKeyKind,
                    read.notAfter
                )
            }
        }
    }
}

@Suite struct PathTests {
    @Test func good() throws {
        let p = try Practice.of("rsa")
        let outcome = try build(p.signer.certificate, [p.intermediate.certificate], [p.root.certificate], epoch + day)
        #expect(outcome.path == [p.signer.certificate, p.intermediate.certificate, p.root.certificate])
    }

    @Test func failures() throws {
        let p = try Practice.of("p256")
        let other = try Practice.of("rsa")
        let leaf = p.signer.certificate
        let middle = p.intermediate.certificate
        let root = p.root.certificate
        // The same name as the intermediate's, but another key.
        let swapped = try Practice.make(
            "中级 Intermediate", .p256, by: p.root, usage: [.keyCertSign, .crlSign], isCA: true, pathLength: 0)
        let fakeLeaf = try Practice.make("戊", .p256, by: p.signer, usage: .digitalSignature)
        let deep = try Practice.make("深 Deep", .p256, by: p.intermediate, usage: .keyCertSign, isCA: true)
        let deepLeaf = try Practice.make("己", .p256, by: deep, usage: .digitalSignature)
        let small = try Practice.make("小 Small", .rsa(bits: 1024), by: p.intermediate, usage: .digitalSignature)
        struct Case {
            var leaf: Certificate
            var intermediates: [Certificate]
            var anchors: [Certificate]
            var time: Int64
            var codes: Set<Int32>
            var why: String
        }
        let now = epoch + day
        for c in [
            Case(
                leaf: leaf, intermediates: [middle], anchors: [root], time: epoch + 4000 * day,
                codes: [CertificatePath.expired], why: "after its last day"),
            Case(
                leaf: leaf, intermediates: [middle], anchors: [root], time: epoch - 1,
                codes: [CertificatePath.notYetValid], why: "a second before its first"),
            Case(
                leaf: leaf, intermediates: [middle], anchors: [other.root.certificate], time: now,
                codes: CertificatePath.untrusted, why: "unknown root"),
            Case(
                leaf: leaf, intermediates: [middle, root], anchors: [], time: now,
                codes: CertificatePath.untrusted, why: "a root that came with the signature is no anchor"),
            Case(
                leaf: leaf, intermediates: [], anchors: [root], time: now,
                codes: CertificatePath.untrusted, why: "the intermediate is missing"),
            Case(
                leaf: leaf, intermediates: [middle], anchors: [middle], time: now,
                codes: CertificatePath.untrusted, why: "an intermediate is no anchor"),
            Case(
                leaf: leaf, intermediates: [swapped.certificate], anchors: [root], time: now,
                codes: CertificatePath.untrusted.union([CertificatePath.badSignature]), why: "swapped intermediate"),
            Case(
                leaf: small.certificate, intermediates: [middle], anchors: [root], time: now,
                codes: [CertificatePath.leafKeyTooSmall], why: "RSA of 1024 bits"),
            Case(
                leaf: fakeLeaf.certificate, intermediates: [leaf, middle], anchors: [root], time: now,
                codes: CertificatePath.untrusted.union([CertificatePath.notAnAuthority]), why: "issued by a bidder"),
            Case(
                leaf: deepLeaf.certificate, intermediates: [deep.certificate, middle], anchors: [root], time: now,
                codes: [CertificatePath.pathTooLong], why: "the intermediate's path length is 0"),
        ] {
            let outcome = try build(c.leaf, c.intermediates, c.anchors, c.time)
            #expect(outcome.code.map(c.codes.contains) == true, "\(c.why): \(outcome)")
        }
    }

    @Test func sha1IsRefused() throws {
        let folder = try Folder()
        try folder.openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "r.key", "-out", "r.crt", "-subj", "/CN=R",
            "-days", "30")
        try folder.openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "l.key", "-out", "l.csr", "-subj", "/CN=L")
        let made = try folder.openssl(
            "x509", "-req", "-in", "l.csr", "-CA", "r.crt", "-CAkey", "r.key", "-sha1", "-out", "l.crt", "-days", "20",
            "-CAcreateserial")
        #expect(made.status == 0, "\(made.said)")
        let leaf = try #require(try Certificate.readAll(folder.read("l.crt")).first)
        let root = try #require(try Certificate.readAll(folder.read("r.crt")).first)
        #expect(leaf.signatureAlgorithm == "1.2.840.113549.1.1.5")
        #expect(try build(leaf, [], [root], leaf.notBefore + 60).code == CertificatePath.weakDigest)
    }

    private func build(
        _ leaf: Certificate, _ intermediates: [Certificate], _ anchors: [Certificate], _ time: Int64
    ) throws -> CertificatePath.Outcome {
        try CertificatePath.build(leaf: leaf, intermediates: intermediates, anchors: anchors, at: time)
    }
}

extension CertificatePath.Outcome {
    var path: [Certificate]? { if case .path(let path) = self { path } else { nil } }
    var code: Int32? { if case .failure(let code, _, _) = self { code } else { nil } }
}
