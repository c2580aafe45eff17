// Benchmarks.swift — calls of ours timed by themselves, where a whole command would drown them. See scripts/bench.
//
//   benchmarks sm2 SECONDS               SM2 signatures made and checked in a second: {"sign": …, "verify": …}
//   benchmarks boq TENDER BID PRICE WORDS  every check of a bid's bill against the tender's, once: {"findings": …}
import BillOfQuantities
import Checks
import FileKit
import OpenSSLKit
import Reporting
import TenderModel

/// How often `body` runs in a second, over so many seconds.
func rate(_ seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let began = clock.now
    var count = 0
    while true {
        for _ in 0..<50 { try body() }
        count += 50
        let passed = (clock.now - began) / .seconds(1)
        if passed >= seconds { return Double(count) / passed }
    }
}

@main struct Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 6, arguments[1] == "boq" { return try bill(Array(arguments[2...])) }
        guard arguments.count == 3, arguments[1] == "sm2", let seconds = Double(arguments[2]) else {
            fatalError("usage: benchmarks sm2 SECONDS | benchmarks boq TENDER BID PRICE WORDS")
        }
        let key = try PrivateKey.generate(.sm2)
        // about as long as the signed attributes of a signature file
        let message = try randomBytes(300)
        let signature = try SM2.sign(message, key: key)
        let certificate = try CertificateAuthority.issue(
            CertificateTemplate(
                subject: [("2.5.4.3", "benchmark")], publicKey: try key.publicKey, keyUsage: .digitalSignature,
                extendedKeyUsage: [], policies: [], isCA: false, pathLength: nil, notBefore: 0, notAfter: 1 << 32),
            issuer: nil, issuerKey: key)
        let sign = try rate(seconds) { _ = try SM2.sign(message, key: key) }
        let verify = rate(seconds) { precondition(SM2.fault(signature, over: message, by: certificate) == nil) }
        print("{\"sign\": \(sign), \"verify\": \(verify)}")
    }

    /// The files are read when the check asks for them, as from a container.
    private struct OnDisk: SubjectFiles {
        var path: String
        var name: String

        var list: [SubjectFile] { [SubjectFile(name: name, size: 0)] }

        func read(_ name: String, limit: Int) throws(Problem) -> [UInt8] { try Files.read(path, limit: limit) }
    }

    private static func bill(_ arguments: [String]) throws {
        let check = BillOfQuantities()
        var subject = try check.subject(ofExample: "ceiling 9000000000000.00\nsheet \(arguments[2]) \(arguments[3])")
        subject.tenderFiles = OnDisk(path: arguments[0], name: "documents/bill/bill.xml")
        subject.bidFiles = OnDisk(path: arguments[1], name: "parts/priced-bill/bill.xml")
        let outcome = try check.run(subject)
        // a run that found something on a good bill, or skipped something, has measured something else
        precondition(outcome.findings.isEmpty && outcome.skipped.isEmpty, "\(outcome.findings.first.debugDescription)")
        print("{\"findings\": \(outcome.findings.count)}")
    }
}
