// TokenKeyTests.swift — keys on a token sign and decrypt, and stay there.
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
        let kind = suite == .rsaSHA256 ? "RSA" : "EC"
        for (label, person) in [("\(kind) bidder", "bidder1"), ("\(kind) officer", "officer1")] {
            let identity = try SoftToken.identity(label, person, suite)
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
                let why = problem(of: { () throws(Problem) in
                    _ = try CMSEnvelope.open(altered, key: key.key, certificate: key.certificate)
                })
                #expect(why?.code.hasPrefix("CRYP-") ?? true, "\(position): \(why?.message.en ?? "")")
            }
        }
    }
}
