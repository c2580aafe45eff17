// TimestampCommandTests.swift — biao pki tsa in one process, --tsa URL in another.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

/// A serving command, from its first line to Ctrl-C.
final class Served {
    private let process = Process()
    private let output = Pipe()
    let url: String

    init(_ arguments: [String], in folder: String? = nil) throws {
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["BIAO_PASSPHRASE": "scenario", "LC_ALL": "C.UTF-8"]
        ) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while line.last != 0x0a, let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        url =
            text.range(of: "http").map { text[$0.lowerBound...].trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    }

    /// Ctrl-C; by which signal it ended.
    func interrupt() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : -1
    }

    deinit { if process.isRunning { process.terminate() } }
}

@Suite struct TimestampCommandTests {
    private let before = "2026-03-31T16:00:00+08:00"

    @Test(arguments: SuiteID.allCases)
    func aServiceInsteadOfAFolder(_ suite: SuiteID) throws {
        let lot = try lot(suite)
        let practice = try Cast.folder(suite)
        let served = try Served(["pki", "tsa", practice, "--at", "2026-03-31T16:10:00+08:00"])
        #expect(served.url.hasPrefix("http://127.0.0.1:"))
        let folder = try temporaryFolder("tsa")
        defer { try? Files.removeTree(folder) }
        let seal = [
            "bid", "seal", lot.path("1-1.bid"), "--tender", lot.tenderPath, "--identity", practice + "/bidder1", "-o",
            "1.sealed", "--at", before, "--tsa",
        ]
        let sealed = try Program.json(seal + [served.url], in: folder, environment: unlocked)
        #expect(sealed.status == 0, "\(sealed.text)")
        #expect(sealed.object.codes("findings").contains("TSTP-0005"), "the clocks are ten minutes apart")
        let verify = ["verify", "1.sealed", "--trust", practice + "/roots", "--practice", "--at"]
        let verified = try Program.json(verify + ["2026-04-01T00:00:00+08:00"], in: folder)
        #expect(verified.status == 0, "\(verified.text)")
        #expect(verified.text.contains("2026-03-31T16:10:00+08:00"), "the service's time is the proven one")
        #expect(served.interrupt() == SIGINT)
        let gone = try Program.run(
            seal.map { $0 == "1.sealed" ? "2.sealed" : $0 } + [served.url, "--lang", "en"], in: folder,
            environment: unlocked)
        #expect(gone.status == 74)
        #expect(gone.errors.contains("attempt 2 of 3") && gone.errors.contains("attempt 3 of 3"), "\(gone.errors)")
        #expect(gone.errors.contains("NETW-0003"))
        #expect(!Files.exists(folder + "/2.sealed"))
    }

    /// A box remembers the URL.
    @Test(arguments: SuiteID.allCases)
    func aBoxWithAService(_ suite: SuiteID) throws {
        let lot = try lot(suite)
        let practice = try Cast.folder(suite)
        let served = try Served(["pki", "tsa", practice, "--at", before, "--format", "json"])
        defer { _ = served.interrupt() }
        let url = served.url.trimmingCharacters(in: CharacterSet(charactersIn: "\"}"))
        let folder = try temporaryFolder("tsa-box")
        defer { try? Files.removeTree(folder) }
        let made = try Program.run(
            [
                "box", "init", "box", "--tender", lot.tenderPath, "--identity", practice + "/platform", "--tsa", url,
                "--at", before,
            ], in: folder, environment: unlocked)
        #expect(made.status == 0, "\(made.errors)")
        let received = try Program.run(
            ["box", "receive", lot.path("1.sealed"), "--box", "box", "-o", "1.receipt", "--at", before], in: folder,
            environment: unlocked)
        #expect(received.status == 0, "\(received.errors)\(received.text)")
        let verified = try Program.json(
            ["verify", "1.receipt", "--trust", practice + "/roots", "--practice"], in: folder)
        #expect(verified.status == 0, "\(verified.text)")
    }

    /// https: the system's roots decide (here SSL_CERT_FILE), and the certificate has to name the host.
    @Test func overTLS() throws {
        let practice = try Cast.folder(.p256SHA256)
        let served = try Served(["pki", "tsa", practice, "--at", before])
        defer { _ = served.interrupt() }
        let folder = try temporaryFolder("tsa-tls")
        defer { try? Files.removeTree(folder) }
        let made = try shell(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=tsa", "-addext",
                "subjectAltName=IP:127.0.0.1",
            ], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let front = Process()
        let output = Pipe()
        front.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        front.arguments = ["python3", "-c", Self.front, served.url]
        front.currentDirectoryURL = URL(fileURLWithPath: folder)
        front.standardOutput = output
        front.standardError = FileHandle.nullDevice
        try front.run()
        defer { front.terminate() }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let sealed = try lot(.p256SHA256).path("1.sealed")
        for (host, roots, code, why) in [
            ("127.0.0.1", folder + "/cert.pem", nil, "trusted, and it names the address"),
            ("127.0.0.1", "", "NETW-0008", "signed by itself"),
            ("localhost", folder + "/cert.pem", "NETW-0008", "trusted, and it names another host"),
        ] as [(String, String, String?, String)] {
            let json = try Program.json(
                [
                    "bid", "withdraw", sealed, "--identity", practice + "/bidder1", "-o", host + "\(roots.count)",
                    "--at",
                    before, "--tsa", "https://\(host):\(port)/",
                ], in: folder,
                environment: unlocked.merging(roots.isEmpty ? [:] : ["SSL_CERT_FILE": roots]) { $1 })
            #expect(json.object.codes("problems") == (code.map { [$0] } ?? []), "\(why): \(json.text)")
        }
    }

    /// TLS in front of a plain server, one client after another.
    private static let front = """
        import socket, ssl, sys
        from urllib.parse import urlparse
        behind = urlparse(sys.argv[1])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        while True:
            client, _ = listener.accept()
            try:
                with context.wrap_socket(client, server_side=True) as secure:
                    secure.settimeout(3)
                    request = b""
                    while b"\\r\\n\\r\\n" not in request or request.endswith(b"\\r\\n\\r\\n"):
                        request += secure.recv(65536)
                    with socket.create_connection((behind.hostname, behind.port)) as plain:
                        plain.sendall(request)
                        while answer := plain.recv(65536):
                            secure.sendall(answer)
            except OSError:
                pass
        """
}
