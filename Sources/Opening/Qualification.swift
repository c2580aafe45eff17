// Qualification.swift — making the list of who passed the first envelope, from the first opening record.
internal import Container
package import Documents
package import Reporting
internal import Sealing
package import Signing
internal import TenderModel

/// Makes `.passed` lists.
package enum Qualification {
    /// - Parameters:
    ///   - recordPath: the full or public opening record of the first envelopes.
    ///   - rejected: credit code and reason of each bidder that did not pass; all others whose bid was opened passed.
    package static func write(
        record recordPath: String, rejected: [String: String], to target: String, signer: Signer, trust: TrustStore
    ) throws(Problem) -> PassedList {
        let reader = try ContainerReader(recordPath)
        let record = try reader.document(OpeningRecord.self)
        let now = signer.clock.now()
        try ContainerVerifier(trust: trust, time: now).verify(reader).requirePassed(recordPath)
        guard record.envelope == 1, record.status == .opened else {
            throw Problem(
                code: "OPEN-0030",
                message: LocalizedText(
                    zh: "这不是已完成的第一信封开标记录", en: "this is not the record of a finished opening of first envelopes"),
                remedy: LocalizedText(
                    zh: "请给出第一信封的 record.opening", en: "name the record.opening of the first envelopes"),
                place: recordPath)
        }
        let opened = record.rows.filter { $0.outcome == .opened }
        if let unknown = rejected.keys.sorted().first(where: { code in !opened.contains { $0.bidder.code.text == code }
        }) {
            throw Problem(
                code: "OPEN-0031",
                message: LocalizedText(
                    zh: "第一信封中没有投标人 \(unknown)", en: "no bidder \(unknown) had its first envelope opened"),
                remedy: LocalizedText(zh: "请核对统一社会信用代码", en: "check the unified social credit code"), place: recordPath)
        }
        let list = PassedList(
            tender: record.tender, lot: record.lot, closing: record.closing,
            firstOpening: try FileDigest(of: recordPath, .sha256),
            passed: opened.map(\.bidder).filter { rejected[$0.code.text] == nil },
            rejected: opened.compactMap { row in
                rejected[row.bidder.code.text].map { PassedList.Rejection(bidder: row.bidder, reason: $0) }
            },
            issued: now)
        try ContainerWriter.write(list, to: target, at: now, signer: signer)
        return list
    }
}
