// TenderFile.swift — a .tender file: its tender, and by which digest other files refer to it.
internal import Documents
internal import FileKit
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

extension FileDigest {
    /// The digest of a whole file.
    package init(of path: String, _ algorithm: DigestAlgorithm) throws(Problem) {
        self.init(algorithm: algorithm.rawValue, hex: Hex.encode(try Digest.ofFile(path, algorithm)))
    }
}

/// A tender as it was published.
package struct TenderFile: Sendable {
    package var path: String
    package var tender: Tender
    package var reference: TenderReference
    package var report: ContainerReport

    /// Reads and verifies a `.tender` file. What is wrong with it is in `report`.
    package static func load(
        _ path: String, trust: TrustStore, time: Instant, digest: DigestAlgorithm = .sha256
    ) throws(Problem) -> TenderFile {
        let reader = try ContainerReader(path)
        let tender = try reader.document(Tender.self)
        let own = try FileDigest(of: path, digest)
        let reference = TenderReference(
            id: tender.id, version: tender.version, digest: own, first: tender.amendment?.first ?? own)
        let report = try ContainerVerifier(trust: trust, time: time).verify(reader)
        return TenderFile(path: path, tender: tender, reference: reference, report: report)
    }

    /// The same, refusing a file that does not pass (CONT-0020): nothing may be built on it.
    package static func loadVerified(
        _ path: String, trust: TrustStore, time: Instant
    ) throws(Problem) -> TenderFile {
        let file = try load(path, trust: trust, time: time)
        try file.report.requirePassed(path)
        guard file.isSigned(for: file.tender) else {
            throw Problem(
                code: "CONT-0021",
                message: LocalizedText(
                    zh: "招标文件不是由其招标人或代理机构签名的", en: "the tender is not signed by its own tenderer or agency"),
                remedy: LocalizedText(zh: "不要使用;请从招标人处重新取得", en: "do not use it; get it again from the tenderer"),
                place: path)
        }
        return file
    }

    /// Whether the tenderer or the agency that `tender` names signed this file.
    package func isSigned(for tender: Tender) -> Bool {
        [tender.tenderer, tender.agency].compactMap { $0?.code }.contains(where: report.isSigned)
    }

    /// Whether this file is the next version after `previous`, by those entitled to change it, on the same platform, with
    /// an opening no earlier than announced.
    package func continues(_ previous: TenderFile) -> Bool {
        tender.id == previous.tender.id && tender.version == previous.tender.version + 1
            && tender.amendment?.previous == previous.reference.digest && reference.first == previous.reference.first
            && tender.platform == previous.tender.platform && tender.deadline >= previous.tender.deadline
            && isSigned(for: previous.tender)
    }
}

extension ContainerReport {
    /// Throws CONT-0020 with the first reason where the container did not pass.
    package func requirePassed(_ path: String) throws(Problem) {
        guard verdict.status != .passed else { return }
        let reason = verdict.findings.filter { $0.severity <= .indeterminate }.min { $0.severity < $1.severity }
        throw Problem(
            code: "CONT-0020",
            message: LocalizedText(
                zh: "\(kind.title.zh)未通过验证:\(reason?.message.zh ?? "")",
                en: "the \(kind.title.en) \(kind == .tender ? "do" : "does") not verify: \(reason?.message.en ?? "")"),
            remedy: LocalizedText(
                zh: "用 biao verify 查看全部原因\(reason?.remedy.map { ";" + $0.zh } ?? "")",
                en: "see every reason with biao verify\(reason?.remedy.map { "; " + $0.en } ?? "")"),
            place: path)
    }

    /// Whether every signature is by the unit with this code.
    package func isSigned(by code: CreditCode) -> Bool {
        !signatures.isEmpty && signatures.allSatisfy { $0.signer?.creditCodeText == code.text }
    }
}
