// ResponderTests.swift — asking OCSP responders while signing: what is kept, what is only said, what stops the signature.
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

private typealias Leaf = OddAuthority.Leaf

/// What a responder does, and what has to come of it.
struct Responding: Sendable, CustomTestStringConvertible {
    var why: String
    /// What the signer is told.
    var told: [String] = []
    /// Why there is no signature.
    var problem: String?
    /// Whether the answer travels along.
    var kept = false
    var act: ScriptedServer.Act
    var testDescription: String { why }
}

@Suite struct ResponderTests {
    private static func answer(
        _ status: OCSPResponse.Answer.Status, at time: Instant = OddAuthority.signed, days: Int? = 1,
        changing change: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
    ) -> ScriptedServer.Act {
        ScriptedServer.answer("application/ocsp-response") { request in
            guard let authority = try? OddAuthority.of(.p256SHA256) else { return [] }
            let own = authority.intermediate
            return
                (try? OCSPAuthority(issuer: own.certificate, key: own.key, certificate: own.certificate).answer(
                    change(request), thisUpdate: time.seconds, nextUpdate: days.map { time.adding(days: $0).seconds }
                ) { _ in status }) ?? []
        }
    }

    static let all: [Responding] = [
        Responding(why: "good", kept: true, act: answer(.good)),
        Responding(why: "good, of the moment", kept: true, act: answer(.good, days: nil)),
        Responding(
            why: "no nonce, as responders that prepare their answers do it", kept: true,
            act: answer(.good) { request in
                var node = DERNode(request)
                // OCSPRequest { { [2] extensions } }: the nonce is the only one
                node.children[0].children.removeAll { $0.tag == 0xa2 }
                return node.der
            }),
        Responding(
            why: "revoked", problem: "OCSP-0003",
            act: answer(.revoked(date: OddAuthority.signed.adding(days: -1).seconds))),
        Responding(why: "unknown", told: ["OCSP-0002"], act: answer(.unknown)),
        Responding(
            why: "out of date", told: ["OCSP-0002"], act: answer(.good, at: OddAuthority.signed.adding(days: -3))),
        Responding(
            why: "another nonce", told: ["OCSP-0001"],
            act: answer(.good) { request in
                var request = request
                request[request.count - 1] ^= 1
                return request
            }),
        Responding(
            why: "try later", told: ["OCSP-0001"],
            act: ScriptedServer.answer("application/ocsp-response") { _ in [0x30, 3, 0x0a, 1, 3] }),
        Responding(
            why: "no OCSP at all", told: ["OCSP-0001"],
            act: ScriptedServer.answer("application/ocsp-response") { _ in [0x30, 0] }),
        Responding(
            why: "a web page", told: ["OCSP-0001"], act: ScriptedServer.answer("text/html") { _ in [0x30, 0] }),
        Responding(why: "closes", told: ["OCSP-0001"], act: ScriptedServer.close),
        Responding(why: "says nothing", told: ["OCSP-0001"], act: ScriptedServer.silence),
        Responding(why: "busy", told: ["OCSP-0001"], act: ScriptedServer.text("HTTP/1.1 503 Busy\r\n\r\n")),
        Responding(
            why: "a redirection", told: ["OCSP-0001"],
            act: ScriptedServer.text("HTTP/1.1 301 Go\r\nLocation: http://127.0.0.1:1/\r\n\r\n")),
    ]

    @Test(arguments: all)
    func responding(_ responding: Responding) throws {
        let authority = try OddAuthority.of(.p256SHA256)
        let server = try ScriptedServer(responding.act)
        defer { server.stop() }
        let leaf = try authority.leaf(Leaf(ocsp: server.url))
        let told = Told()
        let signer = Signer(
            identity: try identity(leaf, authority), timestamps: try TimestampSource(try stamping(authority)),
            clock: .fixed(OddAuthority.signed), report: told.report,
            responders: ResponderSource(
                trust: authority.trust(), client: HTTPClient(limits: .init(seconds: 1, pauses: []))))
        var met: Problem?
        do {
            for time in 1...2 {
                let signature = try signer.sign([1, 2, 3])
                let responses = try CMSSignature.ocspResponses(signature)
                #expect(responses.count == (responding.kept ? 1 : 0))
                let lists = try [authority.root, authority.tsaRoot].map { try authority.list(of: $0) }
                let report = try SignatureVerifier(trust: authority.trust(lists: lists), time: OddAuthority.now)
                    .verify(signature, content: [1, 2, 3], name: "s")
                #expect(report.verdict.status == (responding.kept ? .passed : .indeterminate), "\(time)")
            }
        } catch let problem as Problem { met = problem }
        #expect(met?.code == responding.problem, "\(met?.message.en ?? "")")
        #expect(told.codes == responding.told, "\(told.findings.map(\.message.en))")
        #expect(told.findings.allSatisfy { $0.severity == .warning })
        #expect(server.clients == 1, "nobody is asked twice")
    }

    /// A certificate that names nobody: nobody is asked. One that names something else than a URL: that is said.
    @Test func nobodyToAsk() throws {
        let authority = try OddAuthority.of(.p256SHA256)
        for (place, codes) in [(nil, []), ("http://127.0.0.1:9/", ["OCSP-0001"]), ("ldap://x/", [])]
            as [(String?, [String])]
        {
            let leaf = try authority.leaf(Leaf(ocsp: place))
            #expect(leaf.certificate.ocspResponders == (place.map { [$0] } ?? []))
            let told = Told()
            let found = try ResponderSource(trust: authority.trust()).responses(
                for: [leaf.certificate, authority.intermediate.certificate], lists: [], at: OddAuthority.signed,
                told.report)
            #expect(found.isEmpty)
            #expect(told.codes == codes)
        }
    }

    /// `openssl ocsp` as the responder, asked for a good certificate and for one that it knows as revoked.
    @Test(arguments: [SuiteID.rsaSHA256, .p256SHA256])
    func stockResponder(_ suite: SuiteID) throws {
        let authority = try OddAuthority.of(suite)
        let folder = try temporaryFolder("responder")
        // A port that was free a moment ago.
        let probe = try ScriptedServer(ScriptedServer.close)
        probe.stop()
        let url = "http://127.0.0.1:\(probe.port + 1)"
        let good = try authority.leaf(Leaf(ocsp: url))
        let bad = try authority.leaf(Leaf(name: "被吊销", ocsp: url))
        func line(_ holder: Holder, _ state: String) -> String {
            let serial = holder.certificate.serialNumber.uppercased()
            return "\(state)\t\(serial.count.isMultiple(of: 2) ? serial : "0" + serial)\tunknown\t/CN=x\n"
        }
        try Files.write(
            line(good, "V\t300105010000Z\t") + line(bad, "R\t300105010000Z\t260301010000Z"), to: folder + "/index.txt")
        let passphrase = Secret(copying: Array("scenario".utf8))
        try Files.write(try authority.intermediate.key.pkcs8PEM(passphrase: passphrase), to: folder + "/ca.key")
        try Files.write(authority.intermediate.certificate.pem, to: folder + "/ca.pem")
        let responder = Process()
        responder.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        responder.arguments = [
            "ocsp", "-index", "index.txt", "-port", "\(probe.port + 1)", "-rsigner", "ca.pem", "-rkey", "ca.key",
            "-passin", "pass:scenario", "-CA", "ca.pem", "-ndays", "1", "-nrequest", "4",
        ]
        responder.currentDirectoryURL = URL(fileURLWithPath: folder)
        responder.standardOutput = FileHandle.nullDevice
        responder.standardError = FileHandle.nullDevice
        try responder.run()
        defer { responder.terminate() }
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let patient = HTTPClient(limits: .init(seconds: 5, pauses: [1, 1, 1, 1, 1]))
        let told = Told()
        let found = try ResponderSource(trust: authority.trust(), client: patient).responses(
            for: [good.certificate, authority.intermediate.certificate], lists: [], at: now, told.report)
        #expect(found.count == 1, "\(told.findings.map(\.message.en))")
        var met: String?
        do throws(Problem) {
            _ = try ResponderSource(trust: authority.trust(), client: patient).responses(
                for: [bad.certificate, authority.intermediate.certificate], lists: [], at: now, nil)
        } catch { met = error.code }
        #expect(met == "OCSP-0003")
    }

    private func identity(_ leaf: Holder, _ authority: OddAuthority) throws -> Identity {
        var identity = try Cast.identity("bidder1")
        identity.signing = KeyStore.Content(
            key: leaf.key, certificate: leaf.certificate, chain: [authority.intermediate.certificate])
        identity.revocationLists = []
        return identity
    }

    private func stamping(_ authority: OddAuthority) throws -> Identity {
        var identity = try Cast.identity("tsa")
        identity.signing = KeyStore.Content(
            key: authority.tsa.key, certificate: authority.tsa.certificate, chain: [])
        identity.revocationLists = []
        return identity
    }
}
