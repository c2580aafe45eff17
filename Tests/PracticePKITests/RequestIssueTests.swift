// RequestIssueTests.swift — certificates on requests: from stock openssl and from us, to an identity that signs and decrypts.
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct RequestIssueTests {
    private static let phrase = Secret(copying: Array("holder 1".utf8))
    private static let slashed = "/C=CN/O=滨江建工有限公司/organizationIdentifier=NTRCN-91999999MA0BJJG06T/CN=滨江建工有限公司"

    private func unit() throws -> Organization {
        Organization(name: "滨江建工有限公司", code: try CreditCode("91999999MA0BJJG06T"))
    }

    private func asked(_ path: String, _ purpose: CertificatePurpose = .signing) throws -> HolderRequests.Asked {
        HolderRequests.Asked(purpose, try CertificationRequest(reading: try Files.read(path)), place: path)
    }

    /// Ours from end to end: the keys never leave the holder's folder, and what was issued makes an identity of it.
    @Test(arguments: SuiteID.allCases)
    func fromRequestToSignature(_ suite: SuiteID) throws {
        let playground = try Playground(suite)
        let holder = playground.parent + "/holder"
        let names = try IdentityRequest.make(
            at: holder, suite: SignatureSuites.suite(suite), subject: SubjectName(try unit()),
            purposes: [.signing, .encryption], passphrase: Self.phrase)
        #expect(names == ["sign.csr", "enc.csr"])
        #expect(try mode(holder) == 0o700 && mode(holder + "/sign.pem") == 0o600 && mode(holder + "/enc.pem") == 0o600)
        #expect(code { _ = try Identity.load(holder, passphrase: Self.phrase) } == "SIGN-0043", "no certificate yet")
        let requests = try HolderRequests([
            asked(holder + "/sign.csr"), asked(holder + "/enc.csr", .encryption),
        ])
        let made = try playground.pki().issue(
            IssueRequest(kind: .bidder, folder: "bidder6", requests: requests, notBefore: Playground.now, days: 30),
            at: Playground.now)
        #expect(
            try Files.list(made).map(\.name).sorted() == ["chain.crt", "crls", "enc.crt", "roots", "sign.crt", "tsa"],
            "no private key")
        for file in ["sign.crt", "enc.crt"] {
            #expect(try playground.opensslVerify("bidder6/" + file, suite) == 0, "\(file)")
        }
        for file in ["sign.crt", "enc.crt", "chain.crt"] {
            try Files.write(try Files.read("\(made)/\(file)"), to: "\(holder)/\(file)")
        }
        let identity = try Identity.load(holder, passphrase: Self.phrase)
        #expect(try identity.suite().id == suite && identity.organization() == unit())
        let content = Array("清单".utf8)
        let signer = Signer(identity: identity, timestamps: nil, clock: .fixed(Playground.now))
        let report = try SignatureVerifier(trust: try playground.trust(), time: Playground.now)
            .verify(try signer.sign(content), content: content, name: "s", suite: suite)
        #expect(report.verdict.findings.isEmpty)
        let decryption = try identity.decryption()
        let lock = try CMSEnvelope.seal(Secret(copying: content), to: [decryption.certificate])
        let opened = try CMSEnvelope.open(lock, key: decryption.key, certificate: decryption.certificate)
        #expect(opened.equals(Secret(copying: content)))
        _ = try playground.pki().revoke(made + "/sign.crt", reason: .superseded, at: Playground.now.adding(days: 1))
        #expect(
            code {
                _ = try IdentityRequest.make(
                    at: holder, suite: SignatureSuites.suite(suite), subject: SubjectName(try unit()),
                    purposes: [.signing], passphrase: Self.phrase)
            } == "FILE-0005", "keys are never overwritten")
    }

    /// A user who has openssl and nothing of ours.
    @Test(arguments: SuiteID.allCases)
    func ofStockOpenSSL(_ suite: SuiteID) throws {
        let playground = try Playground(suite)
        let folder = playground.parent + "/stock"
        try Files.makeFolder(folder)
        let (key, sign) =
            switch suite {
            case .rsaSHA256: ("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-sha256")
            case .p256SHA256: ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-sha256")
            case .sm2SM3: ("-algorithm SM2", "-sm3 -sigopt distid:1234567812345678")
            }
        let made = try shell(
            [
                "bash", "-c",
                """
                set -e
                openssl genpkey \(key) -aes-256-cbc -pass 'pass:holder 1' -out sign.pem
                openssl req -new -key sign.pem -passin 'pass:holder 1' -utf8 -subj '\(Self.slashed)' \(sign) -out sign.csr \
                  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=digitalSignature,keyCertSign \
                  -addext certificatePolicies=1.2.3.4
                """,
            ], in: folder)
        try #require(made.status == 0, "\(made.errors)")
        let issued = try playground.pki().issue(
            IssueRequest(
                kind: .bidder, folder: "stock", requests: try HolderRequests([asked(folder + "/sign.csr")]),
                notBefore: Playground.now), at: Playground.now)
        #expect(try playground.opensslVerify("stock/sign.crt", suite) == 0)
        for file in ["sign.crt", "chain.crt"] {
            try Files.write(try Files.read("\(issued)/\(file)"), to: "\(folder)/\(file)")
        }
        let identity = try Identity.load(folder, passphrase: Self.phrase)
        #expect(try identity.organization() == unit())
        let certificate = identity.signing.certificate
        #expect(
            !certificate.isCA && certificate.keyUsage == [.digitalSignature, .nonRepudiation], "not what was asked for")
        #expect(certificate.policies == [PracticePolicy.oid])
        #expect(
            try playground.findings(certificate, .signing, chain: identity.signing.chain) == [], "and good for signing")
    }

    @Test func theAuthoritysWordsComeFirst() throws {
        func subject(
            _ slashed: String, name: String? = nil, code: String? = nil, person: String? = nil
        ) throws -> [String] {
            let request = try CertificationRequest.make(
                subject: try SubjectName(slashed: slashed), key: try PrivateKey.generate(.p256),
                keyUsage: .digitalSignature)
            let requests = try HolderRequests(
                [HolderRequests.Asked(.signing, request, place: "a.csr")], name: name,
                code: code == nil ? nil : try CreditCode("91999999MA0QCJH014"), person: person)
            return requests.subject.attributes.map { "\($0.oid)=\($0.value)" }
        }
        let id = "2.5.4.97=NTRCN-91999999MA0BJJG06T"
        #expect(
            try subject(Self.slashed) == ["2.5.4.6=CN", "2.5.4.10=滨江建工有限公司", id, "2.5.4.3=滨江建工有限公司"], "as asked")
        #expect(
            try subject(Self.slashed, name: "甲公司")
                == ["2.5.4.6=CN", "2.5.4.10=甲公司", id, "2.5.4.3=甲公司"],
            "a unit's certificate is the unit's in both places")
        #expect(
            try subject("/O=a/organizationIdentifier=91999999MA0BJJG06T/CN=王五", name: "甲公司")
                == ["2.5.4.10=甲公司", "2.5.4.97=91999999MA0BJJG06T", "2.5.4.3=王五"], "a person's stays the person's")
        #expect(
            try subject("/CN=王五", name: "甲公司", code: "x", person: "赵六")
                == ["2.5.4.10=甲公司", "2.5.4.97=NTRCN-91999999MA0QCJH014", "2.5.4.3=赵六"], "all of it")
        #expect(
            try subject("/O=甲公司/OU=一部/2.5.4.97=91999999MA0BJJG06T").last == "2.5.4.3=甲公司", "no common name: the unit's")
        for (slashed, expected) in [
            ("/CN=王五", "PKI-0014"), ("/O=a/CN=b", "PKI-0014"), ("/O=a/O=b/2.5.4.97=x/CN=c", "PKI-0014"),
            ("/O=a/2.5.4.97=x/2.5.4.97=y/CN=c", "PKI-0014"), ("/O=a/2.5.4.97=91999999MA0BJJG060/CN=c", "CODE-0003"),
        ] {
            let found = code { _ = try subject(slashed) }
            #expect(found == expected, "\(slashed)")
        }
    }

    @Test func whatIsRefused() throws {
        let playground = try Playground()
        let pki = try playground.pki()
        let before = try Scenario.contents(of: playground.folder)
        let name = SubjectName(try unit())
        func asked(
            _ kind: PrivateKey.Kind, _ purpose: CertificatePurpose = .signing, usage: KeyUsage = .digitalSignature,
            subject: SubjectName? = nil, key: PrivateKey? = nil
        ) throws -> HolderRequests.Asked {
            let key = try key ?? PrivateKey.generate(kind)
            let request = try CertificationRequest.make(subject: subject ?? name, key: key, keyUsage: usage)
            return HolderRequests.Asked(purpose, request, place: "a.csr")
        }
        func issue(_ requests: HolderRequests.Asked..., kind: IdentityKind = .bidder) -> String? {
            code {
                _ = try pki.issue(
                    IssueRequest(
                        kind: kind, folder: "new", requests: try HolderRequests(requests), notBefore: Playground.now),
                    at: Playground.now)
            }
        }
        #expect(issue(try asked(.sm2)) == "PKI-0012", "another suite")
        #expect(issue(try asked(.rsa(bits: 2_048))) == "PKI-0012", "another suite")
        #expect(issue(try asked(.p256), try asked(.sm2, .encryption, usage: .keyAgreement)) == "PKI-0012", "the second")
        #expect(issue(try asked(.p256, .encryption)) == "PKI-0013", "a key to sign with, for encryption")
        #expect(issue(try asked(.p256, usage: .keyAgreement)) == "PKI-0013", "the other way round")
        let key = try PrivateKey.generate(.p256)
        #expect(
            issue(try asked(.p256, key: key), try asked(.p256, .encryption, usage: .keyAgreement, key: key))
                == "PKI-0015", "one key for both")
        let other = try SubjectName(slashed: "/O=a/2.5.4.97=91999999MA0QCJH014/CN=c")
        #expect(
            issue(try asked(.p256), try asked(.p256, .encryption, usage: .keyAgreement, subject: other)) == "PKI-0014",
            "two holders")
        #expect(
            issue(try asked(.p256, .encryption, usage: .keyAgreement), kind: .head) == "PKI-0016", "a head only signs")
        let curve = playground.parent + "/p384.csr"
        let made = try shell([
            "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-nodes", "-keyout",
            "/dev/null", "-utf8", "-subj", Self.slashed, "-out", curve,
        ])
        try #require(made.status == 0, "\(made.errors)")
        #expect(issue(try self.asked(curve)) == "PKI-0012", "another curve")
        let after = try Scenario.contents(of: playground.folder).filter { !$0.hasPrefix("authority/.lock") }
        #expect(Set(after).symmetricDifference(before) == [], "nothing was issued, and nothing noted")
    }

    @Test func aWeakRSAKey() throws {
        let playground = try Playground(.rsaSHA256)
        let request = try CertificationRequest.make(
            subject: SubjectName(try unit()), key: try PrivateKey.generate(.rsa(bits: 1_024)),
            keyUsage: .digitalSignature)
        var message = ""
        do {
            _ = try playground.pki().issue(
                IssueRequest(
                    kind: .bidder, folder: "new",
                    requests: try HolderRequests([HolderRequests.Asked(.signing, request, place: "a.csr")]),
                    notBefore: Playground.now), at: Playground.now)
        } catch { message = "\(error)" }
        #expect(message.contains("PKI-0012") && message.contains("RSA 1024") && message.contains("2048"), "\(message)")
        #expect(!Files.exists(playground.folder + "/new"))
    }

    @Test func tooShortAPassphrase() throws {
        let parent = try temporaryFolder("request")
        defer { try? Files.removeTree(parent) }
        let found = code {
            _ = try IdentityRequest.make(
                at: parent + "/new", suite: SignatureSuites.suite(.p256SHA256), subject: SubjectName(try unit()),
                purposes: [.signing], passphrase: Secret(copying: [1, 2, 3]))
        }
        #expect(found == "PKI-0009")
        #expect(!Files.exists(parent + "/new"))
    }
}

extension Playground {
    /// What stock `openssl verify` says of a certificate file. It hands SM2's id to the certificate alone and not to those above
    /// it, so that a chain of SM2 ends for it at the authority that issued the certificate.
    fileprivate func opensslVerify(_ file: String, _ suite: SuiteID) throws -> Int32 {
        let trust =
            suite == .sm2SM3
            ? ["-vfyopt", "distid:1234567812345678", "-partial_chain", "-trusted", folder + "/agency/chain.crt"]
            : ["-CAfile", folder + "/roots/root.crt", "-untrusted", folder + "/agency/chain.crt"]
        return try shell(
            ["openssl", "verify", "-attime", String(Self.now.seconds), "-x509_strict"] + trust + ["\(folder)/\(file)"]
        ).status
    }
}
