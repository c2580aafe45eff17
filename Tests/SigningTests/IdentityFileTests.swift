// IdentityFileTests.swift — identities whose keys are in PEM, of every suite; and keys that anyone could have read.
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct IdentityFileTests {
    private let content = Array("清单".utf8)

    @Test(arguments: SuiteID.allCases)
    func keysInPEM(_ suite: SuiteID) throws {
        let folder = try self.folder(suite)
        let identity = try Identity.load(folder, passphrase: Cast.passphrase)
        let model = try Cast.identity("bidder1", suite)
        #expect(identity.signing.certificate == model.signing.certificate)
        #expect(identity.signing.chain == model.signing.chain)
        #expect(try identity.decryption().certificate == model.decryption().certificate)
        let signer = Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before))
        let report = try SignatureVerifier(trust: try Cast.trust(suite), time: Scenario.after)
            .verify(try signer.sign(content), content: content, name: "s", suite: suite)
        #expect(report.verdict.findings.isEmpty)
        let lock = try CMSEnvelope.seal(Secret(copying: content), to: [model.decryption().certificate])
        let decryption = try identity.decryption()
        let opened = try CMSEnvelope.open(lock, key: decryption.key, certificate: decryption.certificate)
        #expect(opened.equals(Secret(copying: content)))
    }

    @Test(arguments: SuiteID.allCases)
    func keysInTheClear(_ suite: SuiteID) throws {
        let folder = try self.folder(suite)
        let ran = try shell(
            [
                "sh", "-c",
                "openssl pkcs8 -topk8 -nocrypt -in sign.pem -passin pass:scenario >plain && sed -n '/BEGIN CERT/,$p' sign.pem >>plain && mv plain sign.pem",
            ], in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        for (mode, code) in [(0o600, nil), (0o644, "SIGN-0042"), (0o640, "SIGN-0042"), (0o604, "SIGN-0042")]
            as [(Int, String?)]
        {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder + "/sign.pem")
            #expect(problem(folder, Cast.passphrase)?.code == code, "\(String(mode, radix: 8))")
        }
        #expect(problem(folder, Cast.passphrase)?.place == folder + "/sign.pem")
    }

    @Test func whichFileIsRead() throws {
        let folder = try self.folder(.p256SHA256)
        let wrong = Secret(copying: Array("wrong".utf8))
        #expect(problem(folder, wrong)?.code == "CRYP-0031")
        try Files.write(Array("no key store".utf8), to: folder + "/sign.p12")
        #expect(problem(folder, Cast.passphrase)?.code == "CRYP-0030", "PKCS#12 comes first, sound or not")
        try Files.remove(folder + "/sign.p12")
        try Files.remove(folder + "/sign.pem")
        #expect(problem(folder, Cast.passphrase)?.code == "SIGN-0002", "an encryption key alone is no identity")
    }

    /// What was issued on a request joins the key by lying beside it.
    @Test func certificatesBesideTheKey() throws {
        let folder = try self.folder(.p256SHA256)
        let model = try Cast.identity("bidder1")
        let own = model.signing.certificate.pem
        let chain = model.signing.chain.map(\.pem).joined()
        let key = try model.signing.key.pkcs8PEM(passphrase: Cast.passphrase)
        try Files.write(key, to: folder + "/sign.pem", mode: 0o600)
        #expect(problem(folder, Cast.passphrase)?.code == "SIGN-0043", "not issued yet")
        for (crt, between, code, why) in [
            (own, chain, nil, "as biao pki issue hands it out"), (own + chain, nil, nil, "all in one file"),
            (chain + own, nil, nil, "in any order"), (own, nil, nil, "the certificate alone"),
            (try Cast.identity("bidder2").signing.certificate.pem, chain, "CRYP-0033", "another's certificate"),
            (String(own.dropLast(40)), chain, "CRYP-0024", "cut short"), (key, chain, "CRYP-0022", "no certificate"),
        ] as [(String, String?, String?, String)] {
            try Files.write(crt, to: folder + "/sign.crt")
            if let between {
                try Files.write(between, to: folder + "/chain.crt")
            } else if Files.exists(folder + "/chain.crt") {
                try Files.remove(folder + "/chain.crt")
            }
            let found = problem(folder, Cast.passphrase)
            #expect(found?.code == code, "\(why)")
            guard code == nil else { continue }
            let signing = try Identity.load(folder, passphrase: Cast.passphrase).signing
            #expect(signing.certificate == model.signing.certificate, "\(why)")
            #expect(signing.chain == (crt == own && between == nil ? [] : model.signing.chain), "\(why)")
        }
        try Files.write(key + own, to: folder + "/sign.pem", mode: 0o600)
        #expect(problem(folder, Cast.passphrase) == nil, "certificates in the key's own file come first")
    }

    /// bidder1 with PEM in place of PKCS#12.
    private func folder(_ suite: SuiteID) throws -> String {
        let folder = try temporaryFolder("pem")
        let identity = try Cast.identity("bidder1", suite)
        for (name, content) in [("sign", identity.signing), ("enc", try identity.decryption())] {
            let certificates = ([content.certificate] + content.chain).map(\.pem).joined()
            try Files.write(
                try content.key.pkcs8PEM(passphrase: Cast.passphrase) + certificates, to: "\(folder)/\(name).pem")
        }
        return folder
    }

    private func problem(_ folder: String, _ passphrase: Secret) -> Problem? {
        do throws(Problem) {
            _ = try Identity.load(folder, passphrase: passphrase)
            return nil
        } catch { return error }
    }
}
