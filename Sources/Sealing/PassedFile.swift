// PassedFile.swift — checking a list of who passed the first envelope.
package import Container
package import Documents
package import Reporting
package import Signing
package import TenderModel

/// A `.passed` file.
package struct PassedFile: Sendable {
    package var path: String
    package var list: PassedList
    package var digest: FileDigest
    package var report: ContainerReport

    package static func load(_ path: String, trust: TrustStore, time: Instant) throws(Problem) -> PassedFile {
        let reader = try ContainerReader(path)
        return try PassedFile(reader, report: try ContainerVerifier(trust: trust, time: time).verify(reader))
    }

    /// A list that was verified already.
    package init(_ reader: ContainerReader, report: ContainerReport) throws(Problem) {
        path = reader.path
        list = try reader.document(PassedList.self)
        digest = try FileDigest(of: reader.path, .sha256)
        self.report = report
    }

    /// When it was made, as well as is known: the second envelopes' releases are awaited from then on.
    package var announced: Instant { report.provenTime ?? list.issued }

    /// The list must be signed by the tenderer or its agency, for this lot and this closing list.
    package func check(tender: Tender, lot: String, closing: FileDigest) -> [Finding] {
        var findings = report.verdict.findings
        let entitled = [tender.tenderer.code, tender.agency?.code].compactMap { $0?.text }
        if !entitled.contains(report.signer?.creditCodeText ?? "") {
            findings.append(
                Finding(
                    code: "SEAL-0030",
                    message: LocalizedText(
                        zh: "通过名单不是由招标人或代理机构签名的", en: "the list is not signed by the tenderer or its agency"),
                    remedy: LocalizedText(zh: "请向代理机构索取正确的名单", en: "ask the agency for the right list"), place: path))
        }
        if list.tender.id != tender.id || list.lot != lot || list.closing != closing {
            findings.append(
                Finding(
                    code: "SEAL-0031",
                    message: LocalizedText(
                        zh: "通过名单属于另一个标段或另一份截标清单", en: "the list is for another lot or another closing list"),
                    remedy: LocalizedText(zh: "请向代理机构索取正确的名单", en: "ask the agency for the right list"), place: path))
        }
        return findings
    }
}
