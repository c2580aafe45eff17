// TimestampServiceTests.swift — asking a timestamp service: what is taken, what is refused, what is tried again.
import Foundation
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import Synchronization
import TenderModel
import Testing

/// What a server does, and what has to come of it.
struct Treatment: Sendable, CustomTestStringConvertible {
    var why: String
    /// Nil where a good timestamp comes of it.
    var code: String?
    /// How often it has to be asked.
    var attempts = 1
    var policy: String?
    var script: [ScriptedServer.Act]
    var testDescription: String { why }
}

/// What a signer was told.
final class Told: Sendable {
    private let all = Mutex<[Finding]>([])
    private let waits = Mutex<[Int]>([])
    var codes: [String] { all.withLock { $0.map(\.code) } }
    var findings: [Finding] { all.withLock { $0 } }
    var pauses: [Int] { waits.withLock { $0 } }
    var report: FindingReport { { finding in self.all.withLock { $0.append(finding) } } }
    func pause(_ seconds: Int) { waits.withLock { $0.append(seconds) } }
}

@Suite struct TimestampServiceTests {
    private let value = Array("the value of a signature".utf8)

    /// The practice authority's honest answer.
    private static func stamp(_ request: [UInt8], at time: Instant = Scenario.before) -> [UInt8] {
        guard let tsa = try? Cast.identity("tsa") else { return [] }
        return PracticeStamping(authority: tsa).answer(request, at: time)
    }

    /// Its answer to a request that was changed on the way.
    private static func stamping(_ change: @escaping @Sendable (inout DERNode) -> Void) -> ScriptedServer.Act {
        ScriptedServer.answer { request in
            var node = DERNode(request)
            change(&node)
            return stamp(node.der)
        }
    }

    private static let honest = ScriptedServer.answer { stamp($0) }
    private static let header = "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n"

    static let treatments: [Treatment] = [
        Treatment(why: "an honest answer", script: [honest]),
        Treatment(
            why: "busy at first", attempts: 3,
            script: [ScriptedServer.text("HTTP/1.1 503 Busy\r\n\r\n"), ScriptedServer.close, honest]),
        Treatment(
            why: "always broken on their side", code: "NETW-0005", attempts: 3,
            script: [ScriptedServer.text("HTTP/1.1 500 Oops\r\n\r\n")]),
        Treatment(
            why: "not found is not tried again", code: "NETW-0005",
            script: [ScriptedServer.text("HTTP/1.1 404 Not Found\r\n\r\n"), honest]),
        Treatment(
            why: "a redirection to a file", code: "NETW-0005",
            script: [ScriptedServer.text("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"), honest]),
        Treatment(
            why: "a redirection to another server", code: "NETW-0005",
            script: [ScriptedServer.text("HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:1/\r\n\r\n"), honest]),
        Treatment(why: "closes without a word", code: "NETW-0009", attempts: 3, script: [ScriptedServer.close]),
        Treatment(why: "says nothing", code: "NETW-0004", attempts: 3, script: [ScriptedServer.silence]),
        Treatment(why: "drips", code: "NETW-0004", attempts: 3, script: [ScriptedServer.drip(header + "\r\n")]),
        Treatment(why: "headers without end", code: "NETW-0007", script: [ScriptedServer.endlessHeaders]),
        Treatment(
            why: "announces too much", code: "NETW-0007",
            script: [ScriptedServer.text(header + "Content-Length: 99999999\r\n\r\n")]),
        Treatment(
            why: "an ASN.1 length that runs over the limit", code: "NETW-0007",
            script: [
                { client, _ in
                    _ = ScriptedServer.say(
                        Array((header + "\r\n").utf8) + [0x30, 0x83, 0xff, 0xff, 0xff]
                            + [UInt8](repeating: 0, count: 200_000), to: client)
                }
            ]),
        Treatment(
            why: "half an answer", code: "NETW-0009", attempts: 3,
            script: [ScriptedServer.text(header + "Content-Length: 50\r\n\r\n0\u{30}abc")]),
        Treatment(
            why: "a web page", code: "NETW-0006",
            script: [ScriptedServer.answer("text/html") { stamp($0) }]),
        Treatment(
            why: "no media type", code: "NETW-0006",
            script: [ScriptedServer.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n0\u{0}")]),
        Treatment(why: "not HTTP", code: "NETW-0009", attempts: 3, script: [ScriptedServer.text("SSH-2.0-x\r\n\r\n")]),
        Treatment(
            why: "a line without end", code: "NETW-0009", attempts: 3,
            script: [ScriptedServer.text(String(repeating: "A", count: 60_000))]),
        Treatment(why: "ASN.1 of another kind", code: "TSTP-0001", script: [ScriptedServer.answer { _ in [0x30, 0] }]),
        Treatment(
            why: "granted, and no token", code: "TSTP-0001",
            script: [ScriptedServer.answer { _ in [0x30, 5, 0x30, 3, 2, 1, 0] }]),
        Treatment(
            why: "granted, and the token is none", code: "CRYP-0060",
            script: [ScriptedServer.answer { _ in [0x30, 7, 0x30, 3, 2, 1, 0, 0x30, 0] }]),
        Treatment(
            why: "refused for its digest", code: "TSTP-0002",
            script: [ScriptedServer.answer { _ in TimestampResponse(refusing: .badAlg).der }]),
        Treatment(
            why: "refused without a reason", code: "TSTP-0002",
            script: [ScriptedServer.answer { _ in [0x30, 5, 0x30, 3, 2, 1, 2] }]),
        Treatment(
            why: "refused for its policy", code: "TSTP-0002", policy: "1.2.3.4", script: [honest]),
        Treatment(
            why: "another policy than was asked for", code: "TSTP-0003", policy: "1.2.3.4",
            script: [stamping { $0.children.remove(at: 2) }]),
        Treatment(
            why: "another nonce", code: "TSTP-0003", script: [stamping { $0.children[2].bytes[3] ^= 1 }]),
        Treatment(why: "no nonce", code: "TSTP-0003", script: [stamping { $0.children.remove(at: 2) }]),
        Treatment(
            why: "another digest", code: "TSTP-0003", script: [stamping { $0.children[1].children[1].bytes[0] ^= 1 }]),
        Treatment(
            why: "no certificate, so that nobody can check it", code: "TSTP-0004",
            script: [stamping { $0.children.removeLast() }]),
        Treatment(
            why: "an altered token", code: "TSTP-0004",
            script: [
                ScriptedServer.answer { request in
                    var answer = stamp(request)
                    answer[answer.count - 1] ^= 1
                    return answer
                }
            ]),
    ]

    @Test(arguments: treatments)
    func treatment(_ treatment: Treatment) throws {
        let server = try server(treatment.script)
        defer { server.stop() }
        let told = Told()
        let service = TimestampService(
            try HTTPAddress(server.url), trust: try Cast.trust(),
            client: HTTPClient(limits: .init(seconds: 1), pause: { told.pause($0) }), policy: treatment.policy)
        var met: Problem?
        do {
            let stamp = try service.stamp(
                value, digest: .sha256, clock: .fixed(Scenario.before), report: told.report)
            let checked = try TimestampVerifier(trust: try Cast.trust()).verify(
                stamp.token, over: value, lists: [], name: "token")
            #expect(checked.time == Scenario.before)
            #expect(stamp.lists.count == 1, "the list of the authority's issuer travels along")
        } catch let problem as Problem { met = problem }
        #expect(met?.code == treatment.code, "\(met?.message.en ?? "")")
        #expect(server.clients == treatment.attempts)
        #expect(told.codes == Array(repeating: "NETW-0010", count: treatment.attempts - 1))
        #expect(told.pauses == Array([1, 3].prefix(treatment.attempts - 1)))
        if let met {
            #expect(met.place == server.url || met.code == "NETW-0001")
            #expect(met.message.zh != met.message.en && !met.remedy.zh.isEmpty && !met.remedy.en.isEmpty)
        }
    }

    private func server(_ script: [ScriptedServer.Act]) throws -> ScriptedServer {
        try ScriptedServer(script: script)
    }

    @Test func nobodyThere() throws {
        let gone = try ScriptedServer(ScriptedServer.close)
        gone.stop()
        usleep(100_000)
        let trust = try Cast.trust()
        for (url, code) in [
            (gone.url.replacingOccurrences(of: "\(gone.port)", with: "9"), "NETW-0003"),
            ("http://no-such-host.invalid/", "NETW-0002"),
        ] {
            let client = HTTPClient(limits: .init(seconds: 2, pauses: []), pause: { _ in })
            let service = TimestampService(try HTTPAddress(url), trust: trust, client: client)
            #expect(
                code
                    == refusal { () throws(Problem) in
                        _ = try service.stamp(value, digest: .sha256, clock: .fixed(Scenario.before))
                    })
        }
    }

    @Test(arguments: SuiteID.allCases, [DigestAlgorithm.sha256, .sm3])
    func signaturesAndDigests(_ suite: SuiteID, _ digest: DigestAlgorithm) throws {
        let tsa = try Cast.identity("tsa", suite)
        let server = try ScriptedServer(
            ScriptedServer.answer { PracticeStamping(authority: tsa).answer($0, at: Scenario.before) })
        defer { server.stop() }
        let service = TimestampService(try HTTPAddress(server.url), trust: try Cast.trust(suite))
        let stamp = try service.stamp(value, digest: digest, clock: .fixed(Scenario.before))
        let token = try TimestampToken(der: stamp.token)
        #expect(token.digestAlgorithm == digest)
        #expect(token.imprint == (try Digest.of(value, digest)))
        let signer = Signer(
            identity: try Cast.identity("bidder1", suite), timestamps: TimestampSource(service),
            clock: .fixed(Scenario.before))
        let signature = try signer.sign(value)
        // Without lists of its own, a reader has those that travel along.
        var trust = try Cast.trust(suite)
        trust.revocationLists = []
        let report = try SignatureVerifier(trust: trust, time: Scenario.after).verify(
            signature, content: value, name: "s", suite: suite)
        #expect(report.verdict.findings.isEmpty)
        #expect(report.provenTime == Scenario.before)
        #expect(CMSSignature.reencodes(signature))
    }

    @Test func clocksThatDiffer() throws {
        for (ahead, codes) in [(0, []), (300, []), (301, ["TSTP-0005"]), (-301, ["TSTP-0005"])] {
            let server = try ScriptedServer(
                ScriptedServer.answer { Self.stamp($0, at: Instant(seconds: Scenario.before.seconds + Int64(ahead))) })
            defer { server.stop() }
            let told = Told()
            let service = TimestampService(try HTTPAddress(server.url), trust: try Cast.trust())
            _ = try service.stamp(value, digest: .sha256, clock: .fixed(Scenario.before), report: told.report)
            #expect(told.codes == codes, "\(ahead) s")
            #expect(told.findings.allSatisfy { $0.severity == .warning })
        }
    }

    @Test func anAuthorityThatNobodyKnows() throws {
        let server = try ScriptedServer(Self.honest)
        defer { server.stop() }
        var trust = try Cast.trust()
        trust.timestampAnchors = [try OddAuthority.stranger().tsaRoot.certificate]
        let service = TimestampService(try HTTPAddress(server.url), trust: trust)
        #expect(
            refusal { () throws(Problem) in
                _ = try service.stamp(value, digest: .sha256, clock: .fixed(Scenario.before))
            } == "TSTP-0004")
        // No list is no reason to go without a timestamp, but is said.
        trust = try Cast.trust()
        trust.revocationLists = []
        let told = Told()
        _ = try TimestampService(try HTTPAddress(server.url), trust: trust).stamp(
            value, digest: .sha256, clock: .fixed(Scenario.before), report: told.report)
        #expect(told.codes == ["TSTP-0006"])
    }

    @Test(arguments: [
        ("ftp://a/", "another protocol"), ("http://", "no host"), ("http://user@host/", "a user"),
        ("http://host/a b", "a space"), ("http://host/\r\nX: y", "a header of its own"),
        ("http://host/#f", "a fragment"),
        ("http://host:99999/", "no such port"), ("file:///etc/passwd", "a file"), ("http://主机/", "not ASCII"),
        ("http://h/" + String(repeating: "a", count: 3_000), "too long"),
    ])
    func urlsThatAreNot(_ url: String, _ why: String) {
        #expect(refusal { () throws(Problem) in _ = try HTTPAddress(url) } == "NETW-0001", "\(why)")
    }

    @Test func urls() throws {
        let address = try HTTPAddress("HTTPS://[::1]:8443/a/b?c=d")
        #expect(address.isSecure && address.host == "::1" && address.port == "8443" && address.path == "/a/b?c=d")
        #expect(try HTTPAddress("http://tsa.example").path == "/")
        #expect(HTTPAddress.isAddress("https://x") && !HTTPAddress.isAddress("practice/tsa"))
    }

    private func refusal(_ body: () throws(Problem) -> Void) -> String? {
        do throws(Problem) {
            try body()
            return nil
        } catch { return error.code }
    }
}
