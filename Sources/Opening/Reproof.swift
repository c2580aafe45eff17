// Reproof.swift — proving an opening again (复核): from the sealed files and the keys that the full record publishes.
package import Container
package import Documents
internal import FileKit
internal import Glibc
internal import OpenSSLKit
package import Reporting
internal import Sealing
package import Signing
package import TenderModel

/// Opens sealed files again with the keys of a full opening record. Anyone can: no identity is needed.
package enum Reproof {
    /// What checking one row came to.
    package struct Row: Sendable, Hashable {
        package var number: Int
        package var bidder: Organization
        /// Nil where the sealed file was not given: not checked, which is no pass.
        package var holds: Bool?
    }

    /// - Parameters:
    ///   - record: the full view; the public one has no keys (OPEN-0050).
    ///   - sealed: paths of sealed files, in any order.
    ///   - trust, time: for the tender in the evidence, which has to prove that an addendum asked for new bids.
    /// - Returns: a row for each bid that the record says was opened or outdated, and what does not hold.
    package static func check(
        _ record: OpeningRecord, in reader: ContainerReader, sealed paths: [String], trust: TrustStore, time: Instant,
        progress: ProgressReport? = nil
    ) throws(Problem) -> (rows: [Row], findings: [Finding]) {
        guard record.view == .full else {
            throw Problem(
                code: "OPEN-0050",
                message: LocalizedText(zh: "公开版记录不含密钥,不能复核", en: "the public view holds no keys to check with"),
                remedy: LocalizedText(zh: "请用完整版 record.opening", en: "use the full record.opening"), place: reader.path
            )
        }
        var files: [FileDigest: String] = [:]
        for path in paths { files[try FileDigest(of: path, .sha256)] = path }
        var rows: [Row] = []
        let ground = try Ground(reader, trust: trust, time: time)
        var findings = missing(record, ground, reader) + unproven(record, ground, reader)
        for row in record.rows where row.outcome == .opened || row.outcome == .outdated {
            guard let path = files[row.sealedFile] else {
                rows.append(Row(number: row.number, bidder: row.bidder, holds: nil))
                continue
            }
            guard row.outcome == .opened else {
                let file = try SealedFile(path)
                let holds = ground?.isOutdated(row, file) ?? false
                rows.append(Row(number: row.number, bidder: row.bidder, holds: holds))
                if !holds { findings.append(notOutdated(row, path)) }
                continue
            }
            let holds = try reopens(row, path, envelope: record.envelope, progress: progress)
            rows.append(Row(number: row.number, bidder: row.bidder, holds: holds))
            if !holds {
                findings.append(
                    Finding(
                        code: "OPEN-0051",
                        message: LocalizedText(
                            zh: "用记录中的密钥打开第 \(row.number) 号的密封文件,得不到记录所载的投标文件",
                            en:
                                "with the keys of the record, sealed file no. \(row.number) does not open to the bid that the record gives"
                        ),
                        remedy: LocalizedText(zh: "保全文件并报告监督部门", en: "keep the files and tell the supervisor"),
                        place: path))
            }
        }
        for (_, path) in files.filter({ entry in !record.rows.contains { $0.sealedFile == entry.key } }).sorted(by: {
            $0.value < $1.value
        }) {
            findings.append(
                Finding(
                    code: "OPEN-0052", severity: .warning,
                    message: LocalizedText(zh: "这份密封文件不在开标记录中", en: "this sealed file is not in the record"),
                    remedy: LocalizedText(zh: "请核对是否为该标段的文件", en: "check whether it is of this lot"), place: path))
        }
        return (rows, findings)
    }

    private static func reopens(
        _ row: OpeningRow, _ path: String, envelope: Int, progress: ProgressReport?
    ) throws(Problem) -> Bool {
        guard let bidderHalf = row.bidderHalf.flatMap(Hex.decode), let officerHalf = row.officerHalf.flatMap(Hex.decode)
        else { return false }
        let file = try SealedFile(path)
        let declared = try file.envelope(envelope)
        let context = try file.context(envelope)
        let (mine, theirs) = (Secret(copying: bidderHalf), Secret(copying: officerHalf))
        let scratch = (environmentFolder ?? "/tmp") + "/.biao-prove-" + AtomicFile.randomName()
        defer { try? Files.remove(scratch) }
        guard file.seal.bidder.code == row.bidder.code, try context.commitment(to: mine) == declared.bidderHalf,
            try context.commitment(to: theirs) == declared.officerHalf
        else { return false }
        let unsealed = try Unsealer.open(
            file, envelope: envelope, bidderHalf: mine, officerHalf: theirs, to: scratch, progress: progress)
        guard case .bid(let digest) = unsealed, digest == row.bid else { return false }
        // what was read out must be what the bid says
        let bid = try ContainerReader(scratch).document(Bid.self)
        return (row.sheet.isEmpty || row.sheet == bid.sheet) && (row.deposit == nil || row.deposit == bid.deposit)
            && row.consortium == bid.consortium
    }

    static var environmentFolder: String? { getenv("TMPDIR").map { String(cString: $0) } }
}
