// Qualification.swift — making the list of who passed the first envelope, from the first opening record.
package import Container
package import Documents
package import Reporting
internal import Sealing
package import Signing
internal import TenderModel

/// Makes `.passed` lists.
package enum Qualification {
    /// Made only by those whose list counts: the tenderer or its agency (OPEN-0032), on a record that an opening officer
    /// signed (OPEN-0034).
    ///
    /// - Parameters:
    ///   - recordPath: the full or public opening record of the first envelopes.
    ///   - given: the tender; nil to take it from the evidence of a full record. The public record has none (OPEN-0033).
    ///   - rejected: credit code and reason of each bidder that did not pass; all others whose bid was opened passed.
    package static func write(
        record recordPath: String, tender given: TenderFile? = nil, rejected: [String: String], to target: String,
        signer: Signer, trust: TrustStore
    ) throws(Problem) -> PassedList {
        let reader = try ContainerReader(recordPath)
        let record = try reader.document(OpeningRecord.self)
        let now = signer.clock.now()
        let report = try ContainerVerifier(trust: trust, time: now).verify(reader)
        try report.requirePassed(recordPath)
        guard record.envelope == 1, record.status == .opened else {
            throw Problem(
                code: "OPEN-0030",
                message: LocalizedText(
                    zh: "这不是已完成的第一信封开标记录", en: "this is not the record of a finished opening of first envelopes"),
                remedy: LocalizedText(
                    zh: "请给出第一信封的 record.opening", en: "name the record.opening of the first envelopes"),
                place: recordPath)
        }
        let tender = try tender(of: record, in: reader, given: given, trust: trust, time: now)
        try requireEntitled(signer.identity, tender)
        if let stranger = RecordSigner.check(report, tender, place: recordPath).first {
            throw Problem(
                code: "OPEN-0034", message: stranger.message,
                remedy: stranger.remedy ?? Reproof.tellTheSupervisor, place: recordPath)
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

    /// The tender that the record names, verified.
    private static func tender(
        of record: OpeningRecord, in reader: ContainerReader, given: TenderFile?, trust: TrustStore, time: Instant
    ) throws(Problem) -> Tender {
        var found = given
        for entry in reader.payload where found == nil && entry.name.hasPrefix("evidence/tender/") {
            let version = try reader.withContainer(in: entry.name, limit: 8 << 30) { (nested) throws(Problem) in
                try TenderFile.loadVerified(nested.path, trust: trust, time: time)
            }
            if let version, version.reference == record.tender { found = version }
        }
        guard let found, found.reference == record.tender else {
            throw Problem(
                code: "OPEN-0033", kind: .usage,
                message: LocalizedText(
                    zh: given == nil ? "记录中没有招标文件,无法核对谁可以签名单" : "--tender 给出的不是记录所指的招标文件",
                    en: given == nil
                        ? "the record does not hold the tender, which says who may sign the list"
                        : "--tender is not the tender that the record names"),
                remedy: LocalizedText(
                    zh: "请给出完整版 record.opening,或用 --tender 给出第 \(record.tender.version) 版招标文件",
                    en:
                        "name the full record.opening, or give version \(record.tender.version) of the tender with --tender"
                ),
                place: reader.path)
        }
        return found.tender
    }

    /// Releases and openings refuse a list by anybody else; it is not made in the first place.
    private static func requireEntitled(_ identity: Identity, _ tender: Tender) throws(Problem) {
        let entitled = [tender.tenderer, tender.agency].compactMap { $0 }
        let own = identity.signing.certificate
        guard !entitled.contains(where: { $0.code.text == own.creditCodeText }) else { return }
        throw Problem(
            code: "OPEN-0032",
            message: LocalizedText(
                zh: "通过名单由招标人或代理机构签名,“\(own.displayName)”不是",
                en: "the list is for the tenderer or its agency to sign, and \(own.displayName) is neither"),
            remedy: LocalizedText(
                zh: "请使用以下单位的身份:\(entitled.map(\.name).joined(separator: "、"))",
                en: "use the identity of: \(entitled.map(\.name).joined(separator: ", "))"),
            place: identity.folder)
    }
}
