// TokenKeyTests.swift — keys on a token sign and decrypt, and stay there.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing
import TokenKit

@Suite struct TokenKeyTests {
    @Test(arguments: SuiteID.allCases)
    func signsAndDecrypts(_ suite: SuiteID) throws {
        for (kind, person) in [("bidder", "bidder1"), ("officer", "officer1")] {
            let identity = try Fakes.identity(kind, person, suite)
            let practice = try Cast.identity(person, suite)
            #expect(identity.signing.certificate == practice.signing.certificate)
            #expect(identity.signing.chain == practice.signing.chain.filter { !$0.isSelfIssued })
            let signature = try Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before))
                .sign(Array("content".utf8))
            #expect(!signature.isEmpty)
            let key = try identity.decryption()
            #expect(key.certificate == (try practice.decryption().certificate))
            let secret = try Secret.random(32)
            let lock = try CMSEnvelope.seal(secret, to: [key.certificate])
            let opened = try CMSEnvelope.open(lock, key: key.key, certificate: key.certificate)
            #expect(opened == secret)
            // an altered lock is a wrong document, and not a broken token
            for position in stride(from: 0, to: lock.count, by: 23) {
                var altered = lock
                altered[position] ^= 0x04
                let why = problem({ () throws(Problem) in
                    _ = try CMSEnvelope.open(altered, key: key.key, certificate: key.certificate)
                })
                #expect(why?.code.hasPrefix("CRYP-") ?? true, "\(position): \(why?.message.en ?? "")")
            }
        }
    }

    /// A key may ask for the PIN before each use (CKA_ALWAYS_AUTHENTICATE), beside others that do not, under another PIN.
    @Test(arguments: [SuiteID.rsaSHA256, .p256SHA256])
    func keysThatAskForThePINEachTime(_ suite: SuiteID) throws {
        let kind = suite == .rsaSHA256 ? "RSA" : "EC"
        let identity = try SoftToken.identity("\(kind) careful", "bidder1", suite)
        let other = try SoftToken.identity("\(kind) officer", "officer1", suite)
        for _ in 1...2 {
            for each in [identity, other] {
                let signer = Signer(identity: each, timestamps: nil, clock: .fixed(Scenario.before))
                #expect(try !signer.sign(Array("content".utf8)).isEmpty)
                let key = try each.decryption()
                let secret = try Secret.random(32)
                let lock = try CMSEnvelope.seal(secret, to: [key.certificate])
                #expect(try CMSEnvelope.open(lock, key: key.key, certificate: key.certificate) == secret)
            }
        }
    }

    /// What the token says of its keys, and what happens to one who asks for them all the same.
    @Test(arguments: [("RSA bidder", "RSA"), ("EC officer", "EC")])
    func keysCannotBeTakenOff(_ label: String, _ kind: String) throws {
        let session = try Identity.openToken(
            place(try SoftToken.uri(label)), pin: SoftToken.secret)
        let keys = session.entries.filter { $0.hasKey == true }
        #expect(keys.count == 2)
        #expect(keys.allSatisfy { $0.staysInside == true })
        // asked without us, the token answers CKR_ATTRIBUTE_SENSITIVE
        let asked = try Fakes.program("read-key", ["-ldl"])
        let ran = try shell([asked, SoftToken.module, label, SoftToken.pin, kind == "RSA" ? "0x123" : "0x11"])
        #expect(ran.text == "0x11\n0x11\n", "\(ran.text)\(ran.errors)")
        for key in keys {
            let why = problem { () throws(Problem) in
                _ = try session.key(of: key).pkcs8PEM(passphrase: SoftToken.secret)
            }
            #expect(why?.code == "TOKN-0044")
        }
    }

    @Test func withoutAPINOnlyCertificatesAreSeen() throws {
        let session = try Identity.openToken(place(try SoftToken.uri("Certless")), pin: nil)
        #expect(session.entries.map(\.hasKey) == [nil])
    }

    /// The token's two halves go together by their subject, whichever one the URI names.
    @Test(arguments: ["", ";object=%E7%AD%BE%E5%90%8D", ";id=%01", ";id=%02;type=cert"])
    func halvesArePaired(_ more: String) throws {
        let identity = try Identity.load(try SoftToken.uri("EC bidder", more: more), passphrase: SoftToken.secret)
        let practice = try Cast.identity("bidder1")
        #expect(identity.signing.certificate == practice.signing.certificate)
        #expect(identity.encryption?.certificate == practice.encryption?.certificate)
    }

    /// A head's certificate beside the unit's: each is found by its id, and only the unit decrypts.
    @Test func ofSeveralSignersOneIsNamed() throws {
        let unit = try Identity.load(try SoftToken.uri("Two signers", more: ";id=%01"), passphrase: SoftToken.secret)
        #expect(unit.encryption != nil)
        let head = try Identity.load(try SoftToken.uri("Two signers", more: ";id=%03"), passphrase: SoftToken.secret)
        #expect(head.signing.certificate == (try Cast.identity("bidder1/head")).signing.certificate)
        #expect(head.encryption == nil)
    }

    @Test func ofSeveralOpenersTheSecondLineNamesOne() throws {
        let folder = try temporaryFolder("two-lines")
        let lines = try [SoftToken.uri("Two openers"), SoftToken.uri("Two openers", more: ";id=%04")]
        try Files.write("# 介质\n\n" + lines.joined(separator: "\n") + "\n", to: folder + "/token.uri")
        #expect(try Identity.load(folder, passphrase: SoftToken.secret).encryption != nil)
    }
}

/// A place of one URI.
func place(_ uri: String) throws -> Identity.TokenPlace {
    try #require(try Identity.tokenPlace(uri))
}
