// WeakTests.swift — SHA-1 and short keys never pass, wherever in the chain they are.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct WeakTests {
    private let content = Array("清单".utf8)

    @Test func shortKeysOfASigner() throws {
        let authority = try OddAuthority.of(.rsaSHA256)
        let holder = try OddAuthority.issue(
            OddAuthority.Leaf(), key: try PrivateKey.generate(.rsa(bits: 1024)), by: authority.intermediate)
        #expect(try codes(holder, chain: [authority.intermediate.certificate], authority) == ["SIGN-0015"])
        #expect(SignatureSuites.suite(for: holder.certificate) == nil)
    }

    @Test func shortKeysOfAnAuthority() throws {
        let authority = try OddAuthority.of(.rsaSHA256)
        let weak = try OddAuthority.issue(
            OddAuthority.Leaf(name: "短密钥", isCA: true), key: try PrivateKey.generate(.rsa(bits: 1024)),
            by: authority.root)
        let holder = try OddAuthority.issue(OddAuthority.Leaf(), key: authority.leafKey, by: weak)
        #expect(try codes(holder, chain: [weak.certificate], authority).contains("SIGN-0015"))
    }

    /// SM2 signs with SM3 only; openssl makes no other.
    @Test(arguments: [SuiteID.p256SHA256, .rsaSHA256])
    func certificatesWithSHA1(_ suite: SuiteID) throws {
        let authority = try OddAuthority.of(suite)
        let folder = try temporaryFolder("sha1")
        let passphrase = Secret(copying: Array("scenario".utf8))
        try Files.write(try authority.leafKey.pkcs8PEM(passphrase: passphrase), to: folder + "/leaf.key")
        try Files.write(try authority.intermediate.key.pkcs8PEM(passphrase: passphrase), to: folder + "/ca.key")
        try Files.write(authority.intermediate.certificate.pem, to: folder + "/ca.pem")
        try Files.write(
            "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n", to: folder + "/ext")
        let script = """
            openssl req -new -key leaf.key -passin pass:scenario -subj '/C=CN/CN=old' -out leaf.csr &&
            openssl x509 -req -in leaf.csr -sha1 -CA ca.pem -CAkey ca.key -passin pass:scenario -set_serial 77 \
                -extfile ext -days 3650 -out leaf.pem
            """
        let ran = try shell(["sh", "-c", script], in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        let certificate = try Certificate.readAll(try Files.read(folder + "/leaf.pem"))[0]
        // Dates are openssl's own: now and on.
        let time = Instant(seconds: certificate.notBefore + 60)
        let holder = Holder(key: authority.leafKey, certificate: certificate)
        let found = try codes(holder, chain: [authority.intermediate.certificate], authority, at: time)
        #expect(found.contains("SIGN-0015"))
    }

    private func codes(
        _ holder: Holder, chain: [Certificate], _ authority: OddAuthority, at time: Instant = OddAuthority.now
    ) throws -> [String] {
        let signature = try authority.sign(content, by: holder, chain: chain)
        let report = try SignatureVerifier(trust: authority.trust(lists: try authority.lists()), time: time)
            .verify(signature, content: content, name: "signature001.p7s")
        #expect(report.verdict.status == .failed)
        return Set(report.verdict.findings.map(\.code)).sorted()
    }
}
