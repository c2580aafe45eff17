// ClosingFile.swift — checking a closing list before anything is released on its word.
package import Container
package import Documents
internal import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

/// A closing list as it was published.
package struct ClosingFile: Sendable {
    package var path: String
    package var closing: Closing
    package var digest: FileDigest
    package var report: ContainerReport

    package static func load(_ path: String, trust: TrustStore, time: Instant) throws(Problem) -> ClosingFile {
        let reader = try ContainerReader(path)
        return try ClosingFile(reader, report: try ContainerVerifier(trust: trust, time: time).verify(reader))
    }

    /// A list that was verified already.
    package init(_ reader: ContainerReader, report: ContainerReport) throws(Problem) {
        path = reader.path
        closing = try reader.document(Closing.self)
        digest = try FileDigest(of: reader.path, .sha256)
        self.report = report
    }

    /// Everything that a bidder, a trustee or an officer has to be sure of before acting on the list.
    ///
    /// - Parameters:
    ///   - platform: fingerprint of the platform's signing certificate, as the tender or the seal has it.
    ///   - deadline: the deadline, as the tender or the seal has it.
    package func check(platform: String, deadline: Instant) throws(Problem) -> [Finding] {
        var findings = report.verdict.findings
        func add(
            _ code: String, _ zh: String, _ en: String, remedyZh: String = "在查明原因之前不要授权解密",
            remedyEn: String = "release nothing before the cause is known"
        ) {
            findings.append(
                Finding(
                    code: code, message: LocalizedText(zh: zh, en: en),
                    remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: path))
        }
        if let signer = report.signer, Hex.encode(signer.fingerprint) != platform {
            add(
                "CLOS-0001", "截标清单不是由招标文件指定的平台签名的",
                "the closing list is not signed by the platform that the tender names")
        }
        if closing.deadline != deadline {
            add(
                "CLOS-0002", "清单的截止时间 \(closing.deadline.text) 与招标文件的 \(deadline.text) 不同",
                "the list gives the deadline \(closing.deadline.text), the tender \(deadline.text)",
                remedyZh: "如有补遗延期,请用 --tender 给出最新版本的招标文件",
                remedyEn: "if an addendum moved it, give the newest tender with --tender")
        }
        if let proven = report.provenTime {
            if proven < max(deadline, closing.deadline) {
                add(
                    "CLOS-0003", "清单的时间戳 \(proven.text) 早于截止时间",
                    "the list's timestamp \(proven.text) is before the deadline")
            }
        } else if !findings.contains(where: { $0.severity == .error }) {
            add("CLOS-0004", "清单没有可以证明时间的时间戳", "no timestamp proves when the list was made")
        }
        if try Closing.root(of: closing.entries, .sha256) != closing.root {
            add("CLOS-0005", "清单的默克尔根与条目不符", "the list's Merkle root does not fit its entries")
        }
        if Self.statuses(closing.entries) != closing.entries.map(\.status) {
            add("CLOS-0006", "清单条目的状态与先后次序不符", "the states in the list do not follow from its order")
        }
        return findings
    }

    /// What each entry's state has to be: of one bidder and lot the last delivery stands unless it was withdrawn.
    package static func statuses(_ entries: [ClosingEntry]) -> [ClosingEntry.Status] {
        var statuses = entries.map { $0.kind == .withdrawal ? ClosingEntry.Status.withdrawn : .standing }
        for (index, entry) in entries.enumerated() {
            for later in entries[(index + 1)...] where entry.kind != .withdrawal {
                guard later.bidder.code == entry.bidder.code, later.lot == entry.lot else { continue }
                statuses[index] = later.kind == .withdrawal ? .withdrawn : .replaced
                break
            }
        }
        return statuses
    }
}
