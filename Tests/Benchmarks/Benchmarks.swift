// Benchmarks.swift — calls of ours timed by themselves, where a whole command would drown them. See scripts/bench.
//
//   benchmarks sm2 SECONDS            SM2 signatures made and checked in a second: {"sign": …, "verify": …}
//   benchmarks plugin SECONDS FOLDER  a process plugin's start in milliseconds and a call in microseconds (medians), with and without
//                                     isolation, for a bid without files and for one with a file of 64 KiB
//   benchmarks boq TENDER BID PRICE WORDS  every check of a bid's bill against the tender's, once: {"findings": …}
//   benchmarks text FILE …            the texts of a lot compared; the files are those of scripts/lib/make_texts.py
//   benchmarks images FOLDER          the pictures of two bidders compared; the folder is that of scripts/lib/make_images.py
//   benchmarks prices LOTS PAIRS      the comparison of priced bills on so many lots of each planted relation, and on so many
//                                     pairs of each honest case: {"planted": …, "honest": …, "milliseconds": …}
//   benchmarks calibrate PAIRS        the table of what chance reaches, as Swift, from so many innocent pairs of each size
import BillOfQuantities
import Checks
import FileKit
import Glibc
import OpenSSLKit
import Reporting
import Sandbox
import TenderModel

/// How often `body` runs in a second of processor time, over so many: `openssl speed` counts the same, and other work on the machine
/// then takes from neither.
func rate(_ seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    let began = processorSeconds()
    var count = 0
    while true {
        for _ in 0..<50 { try body() }
        count += 50
        let passed = processorSeconds() - began
        if passed >= seconds { return Double(count) / passed }
    }
}

/// What this process has had of the processor so far.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Microseconds of one call in the middle of all, over so many seconds: other work on the machine stretches the rest.
func median(_ seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let began = clock.now
    var times: [Double] = []
    while (clock.now - began) / .seconds(1) < seconds {
        let start = clock.now
        try body()
        times.append((clock.now - start) / .microseconds(1))
    }
    return times.sorted()[times.count / 2]
}

@main struct Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("sm2", 3): try sm2(seconds(arguments[2]))
        case ("plugin", 4): try plugin(seconds(arguments[2]), arguments[3])
        case ("boq", 6): try bill(Array(arguments[2...]))
        case ("text", 4...): try TextBenchmark.run(Array(arguments[2...]))
        case ("images", 3): try ImageBenchmark.run(arguments[2])
        case ("prices", 4): PriceBenchmark.run(lots: count(arguments[2]), pairs: count(arguments[3]))
        case ("calibrate", 3): PriceBenchmark.calibrate(pairs: count(arguments[2]))
        default: usage()
        }
    }

    static func usage() -> Never {
        fatalError(
            "usage: benchmarks sm2 SECONDS | plugin SECONDS FOLDER | boq TENDER BID PRICE WORDS"
                + " | text FILE … | images FOLDER | prices LOTS PAIRS | calibrate PAIRS")
    }

    static func count(_ text: String) -> Int {
        guard let count = Int(text), count > 0 else { usage() }
        return count
    }

    static func seconds(_ text: String) -> Double {
        guard let seconds = Double(text) else { usage() }
        return seconds
    }

    static func sm2(_ seconds: Double) throws {
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
    static func plugin(_ seconds: Double, _ path: String) throws {
        let folder = try PluginFolder(path)
        let test = try PluginCase("complete", in: folder)
        var big = test.subject
        // one that the plugin does not look into: what it takes to lay it
        big.bidFiles = FilesInMemory(["parts/price/plan.bin": try randomBytes(64 << 10)])
        var results: [String] = []
        for wish in [SandboxWish.required, .off] {
            // the manifest's own wish would have the last word
            var open = folder
            open.manifest.sandbox = wish
            let clock = ContinuousClock()
            var check = try ProcessCheck(open, sandbox: wish, host: "bench")
            var starts: [Double] = []
            for _ in 0..<10 {
                let began = clock.now
                check = try ProcessCheck(open, sandbox: wish, host: "bench")
                starts.append((clock.now - began) / .milliseconds(1))
            }
            let registry = try CheckRegistry([check])
            func call(_ subject: CheckSubject) throws {
                let errors = try registry.run(check, subject).findings.filter { $0.severity == .error }
                precondition(errors.isEmpty)
            }
            var plain = test.subject
            plain.bidFiles = FilesInMemory()
            let (none, large) = (try median(seconds) { try call(plain) }, try median(seconds) { try call(big) })
            results.append(
                "\"\(check.isolation.rawValue)\": {\"start\": \(starts.sorted()[5]), \"calls\": \(none), \"large\": \(large)}"
            )
        }
        print("{\(results.joined(separator: ", "))}")
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
