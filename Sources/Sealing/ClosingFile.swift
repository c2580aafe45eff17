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
    ///   - tenders: the versions of the tender at hand, verified. What the list says of an addendum that asks for new bids is
    ///     proven by all of them; each one alone can only refute it.
    package func check(
        platform: String, deadline: Instant, tenders: [TenderFile]
    ) throws(Problem) -> [Finding] {
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
        if Self.statuses(closing.entries, newBids: closing.newBids) != closing.entries.map(\.status) {
            add(
                "CLOS-0006", "清单条目的状态与先后次序、封装版本不符",
                "the states in the list do not follow from its order and from the versions that bids were sealed for")
        }
        if let wrong = tenders.first(where: { !closing.fits($0) }) {
            add(
                "CLOS-0007", "清单所载“要求重新递交的补遗”(\(closing.newBids?.words.zh ?? "无"))与第 \(wrong.tender.version) 版招标文件不符",
                "what the list names as asking for new bids (\(closing.newBids?.words.en ?? "nothing")) does not fit version \(wrong.tender.version) of the tender",
                remedyZh: "不要授权解密,持招标文件、补遗和回执向平台和监督部门提出",
                remedyEn:
                    "release nothing; take the tender, its addenda and your receipt to the platform and the supervisor")
        }
        return findings
    }

    /// What each entry's state has to be: of one bidder and lot the last delivery stands unless it was withdrawn, or was
    /// sealed for a version before the newest addendum that asks for new bids.
    package static func statuses(_ entries: [ClosingEntry], newBids: Closing.NewBids?) -> [ClosingEntry.Status] {
        var statuses = entries.map { $0.kind == .withdrawal ? ClosingEntry.Status.withdrawn : .standing }
        for (index, entry) in entries.enumerated() {
            for later in entries[(index + 1)...] where entry.kind != .withdrawal {
                guard later.bidder.code == entry.bidder.code, later.lot == entry.lot else { continue }
                statuses[index] = later.kind == .withdrawal ? .withdrawn : .replaced
                break
            }
            if statuses[index] == .standing, let newBids, entry.sealedForVersion ?? 1 < newBids.version {
                statuses[index] = .outdated
            }
        }
        return statuses
    }
}

extension Closing.NewBids {
    /// The newest of these versions that asks for new bids.
    package init?(_ tenders: [TenderFile]) {
        guard let newest = tenders.last(where: \.asksForNewBids) else { return nil }
        self.init(version: newest.tender.version, digest: newest.reference.digest)
    }

    /// As messages name it.
    package var words: LocalizedText {
        LocalizedText(zh: "第 \(version) 版补遗,\(digest)", en: "the addendum that makes version \(version), \(digest)")
    }
}

extension TenderFile {
    fileprivate var asksForNewBids: Bool { tender.amendment?.newBidRequired == true }
}

extension Closing {
    /// Whether one version of the tender lets the list's addendum be the newest that asks for new bids. Later versions than
    /// the list's own, and other tenders, are found elsewhere.
    fileprivate func fits(_ file: TenderFile) -> Bool {
        guard let newBids else { return !file.asksForNewBids }
        switch file.tender.version - newBids.version {
        case 0: return file.asksForNewBids && file.reference.digest == newBids.digest
        case 1: return !file.asksForNewBids && file.tender.amendment?.previous == newBids.digest
        case 2...: return !file.asksForNewBids
        default: return true
        }
    }
}
