// Benchmarks.swift — calls of ours timed by themselves, where a whole command would drown them. See scripts/bench.
//
//   benchmarks sm2 SECONDS      SM2 signatures made and checked in a second: {"sign": …, "verify": …}
import OpenSSLKit
import Reporting

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
        guard arguments.count == 3, arguments[1] == "sm2", let seconds = Double(arguments[2]) else {
            fatalError("usage: benchmarks sm2 SECONDS")
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
}
