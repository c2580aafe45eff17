// RespondedTests.swift — judges who are not ours accept a file in which OCSP responses travel beside the CRLs.
import Container
import Foundation
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct RespondedTests {
    /// A tender signed with a certificate that names a responder, which was asked.
    private func made(_ suite: SuiteID) throws -> String {
        let lot = try Scenario(suite: suite)
        let practice = try temporaryFolder("responded") + "/practice"
        try FileManager.default.copyItem(atPath: try Cast.folder(suite), toPath: practice)
        let pki = try PracticePKI(practice, passphrase: Cast.passphrase)
        let server = try pki.ocspServer(port: 0, clock: .fixed(Scenario.issued))
        Thread { server.run() }.start()
        defer { server.stop() }
        let folder = try pki.issue(
            IssueRequest(
                kind: .agency, folder: "again", organization: try Cast.identity("agency", suite).organization(),
                notBefore: Cast.born, days: 365, ocsp: server.url), at: Cast.born)
        let signer = Signer(
            identity: try Identity.load(folder, passphrase: Cast.passphrase),
            timestamps: try TimestampSource(try Cast.identity("tsa", suite)), clock: .fixed(Scenario.issued),
            responders: ResponderSource(trust: try lot.trust()))
        let path = lot.path("responded.tender")
        try ContainerWriter.write(
            lot.tender, items: [.bytes(name: "documents/招标文件.txt", Array("招标文件正文".utf8))], to: path,
            at: lot.tender.issued, signer: signer)
        let signature = try #require(try Parts(path)["META-INF/signature001.p7s"])
        #expect(try CMSSignature.ocspResponses(signature).count == 1)
        return path
    }

    @Test(arguments: SuiteID.allCases)
    func byStockTools(_ suite: SuiteID) throws {
        let refusals = try Court(try made(suite), suite: suite).refusals()
        #expect(refusals.isEmpty)
    }

    @Test(
        .enabled(if: Judge.pyhankoPath != nil || Judge.isCI, "BIAO_PYHANKO is not set"),
        arguments: [SuiteID.rsaSHA256, .p256SHA256])
    func byPyHanko(_ suite: SuiteID) throws {
        #expect(try Court(try made(suite), suite: suite).accepts(.pyhanko))
    }
}
