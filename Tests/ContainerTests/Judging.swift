// Judging.swift — what the reader and the verifier say of one file, in a form that tests compare.
import Container
import Documents
import Reporting
import Scenario
import Signing
import TenderModel

/// How a file was judged.
struct Judgement: Equatable {
    var status: Verdict.Status
    /// Codes of errors and of what cannot be told, sorted, each once.
    var codes: [String]
    /// Whether our own code was at a loss.
    var isBug = false
}

/// Reads and verifies; what is thrown counts as failed.
func judge(_ path: String, trust: TrustStore, time: Instant = Scenario.before) -> Judgement {
    do throws(Problem) {
        let report = try ContainerVerifier(trust: trust, time: time).verify(try ContainerReader(path))
        let serious = report.verdict.findings.filter { $0.severity <= .indeterminate }
        return Judgement(status: report.verdict.status, codes: Set(serious.map(\.code)).sorted())
    } catch {
        return Judgement(status: .failed, codes: [error.code], isBug: error.kind == .bug)
    }
}

extension Scenario {
    /// The smallest of our files: a signed and timestamped withdrawal.
    func withdrawal(to name: String = "1.withdrawal", at time: Instant = Scenario.before) throws -> String {
        let sealed = FileDigest(algorithm: "sha256", hex: String(repeating: "5a", count: 32))
        let root = Withdrawal(
            tender: try tenderFile().reference, lot: "1", bidder: try Cast.identity("bidder1", suite).organization(),
            sealID: String(repeating: "0f", count: 16), sealedFile: sealed, issued: time)
        try ContainerWriter.write(root, to: path(name), at: time, signer: try signer("bidder1", at: time))
        return path(name)
    }
}
