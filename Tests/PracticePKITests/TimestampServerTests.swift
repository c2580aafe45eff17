// TimestampServerTests.swift — the practice timestamp authority on loopback: stock clients, and hostile ones.
import FileKit
import Foundation
import PracticePKI
import Scenario
import Signing
import TenderModel
import Testing

/// Bytes on the wire, and the status that answers them; nil where the connection just ends.
struct Wire: Sendable, CustomTestStringConvertible {
    var why: String
    var bytes: [UInt8]
    var status: Int?
    var testDescription: String { why }

    init(_ why: String, _ text: String, _ status: Int?) {
        self.why = why
        bytes = Array(text.utf8)
        self.status = status
    }
}

@Suite struct TimestampServerTests {
    private func serving(_ body: (LoopbackServer) throws -> Void) throws {
        var limits = LoopbackServer.Limits()
        limits.seconds = 1
        let server = try PracticePKI(try Cast.folder(.p256SHA256), passphrase: Cast.passphrase)
            .timestampServer(port: 0, clock: .fixed(Scenario.before), limits: limits)
        let thread = Thread { server.run() }
        thread.start()
        defer { server.stop() }
        try body(server)
    }

    private static let post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/timestamp-query\r\n"

    static let wires: [Wire] = [
        Wire(
            "a body that is no request is answered in RFC 3161's own words", post + "Content-Length: 3\r\n\r\nabc", 200),
        Wire(
            "the type in capitals",
            post.replacingOccurrences(of: "application/timestamp-query", with: "Application/Timestamp-Query")
                + "Content-Length: 0\r\n\r\n", 200),
        Wire("garbage", "garbage\r\n\r\n", 400),
        Wire("a bare line feed", "POST / HTTP/1.1\nHost: x\n\n\r\n\r\n", 400),
        Wire("another protocol", "POST / HTTP/2.0\r\n\r\n", 400),
        Wire("a URL instead of a path", "POST http://x/ HTTP/1.1\r\n\r\n", 400),
        Wire("GET", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        Wire("another type", "POST / HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", 415),
        Wire("no type", "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", 415),
        Wire("no length", post + "\r\n", 411),
        Wire("two lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400),
        Wire("a signed length", post + "Content-Length: +1\r\n\r\nx", 400),
        Wire("a length beyond numbers", post + "Content-Length: 99999999999999999999\r\n\r\nx", 400),
        Wire(
            "a body over the limit", post + "Content-Length: 65537\r\n\r\n" + String(repeating: "x", count: 65_537), 413
        ),
        Wire("chunks", post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Wire("a space before the colon", post + "Content-Length : 1\r\n\r\nx", 400),
        Wire("a folded header", post + " more\r\nContent-Length: 1\r\n\r\nx", 400),
        Wire("a NUL", post + "X: \u{0}\r\n\r\n", 400),
        Wire("headers without end", post + String(repeating: "X: y\r\n", count: 10_000), 431),
        Wire("half a request", post + "Content-Length: 10\r\n\r\nabc", nil),
        Wire("nothing at all", "", nil),
    ]

    @Test func wiresOneByOne() throws {
        try serving { server in
            for wire in Self.wires {
                let answer = String(decoding: raw(wire.bytes, to: server.port), as: UTF8.self)
                let status = answer.hasPrefix("HTTP/1.1 ") ? Int(answer.dropFirst(9).prefix(3)) : nil
                #expect(status == wire.status, "\(wire.why): \(answer.prefix(60))")
            }
            // A client who never finishes is told so, and does not keep the others waiting.
            let slow = Thread { _ = raw(Array("POST".utf8), to: server.port, half: false) }
            slow.start()
            let late = String(decoding: raw(Array("POST / HT".utf8), to: server.port, half: false), as: UTF8.self)
            #expect(late.hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test(arguments: ["-sha256", "-sm3"], [true, false])
    func stockClients(_ digest: String, _ wantsCertificates: Bool) throws {
        try serving { server in
            let folder = try temporaryFolder("query")
            try Files.write(Array("what is stamped".utf8), to: folder + "/data")
            let asked = try shell(
                ["openssl", "ts", "-query", "-data", "data", digest, "-out", "q"]
                    + (wantsCertificates ? ["-cert"] : []),
                in: folder)
            #expect(asked.status == 0)
            let query = try Files.read(folder + "/q")
            let answer = raw(
                Array((Self.post + "Content-Length: \(query.count)\r\n\r\n").utf8) + query, to: server.port)
            let mark = Array("\r\n\r\n".utf8)
            let start = try #require(answer.indices.first { answer[$0...].starts(with: mark) })
            try Files.write(Array(answer[(start + 4)...]), to: folder + "/r")
            let practice = try Cast.folder(.p256SHA256)
            var arguments = [
                "openssl", "ts", "-verify", "-queryfile", "q", "-in", "r", "-CAfile",
                practice + "/roots/tsa/tsa-root.crt", "-attime", String(Scenario.before.seconds),
            ]
            if !wantsCertificates { arguments += ["-untrusted", practice + "/tsa/sign.crt"] }
            let verified = try shell(arguments, in: folder)
            #expect(verified.status == 0, "\(verified.errors)")
        }
    }

    @Test func aPortThatIsTaken() throws {
        try serving { server in
            let pki = try PracticePKI(try Cast.folder(.p256SHA256), passphrase: Cast.passphrase)
            #expect(
                code(of: { _ = try pki.timestampServer(port: server.port, clock: .fixed(Scenario.before)) })
                    == "PKI-0010")
        }
    }
}
