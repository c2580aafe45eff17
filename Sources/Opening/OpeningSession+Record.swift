// OpeningSession+Record.swift — the opening record (开标记录), in a public and a full view, signed, with its evidence.
internal import Container
package import Documents
internal import FileKit
internal import OpenSSLKit
internal import Reporting
internal import Sealing
internal import Signing
internal import TenderModel

extension OpeningSession {
    /// After decryption: read-out, unless too few bids are left and no ruling says to go on.
    func finish(
        _ context: Context, _ candidates: [Candidate], _ bidders: Int, _ status: inout OpeningStatus
    ) throws(Problem) -> Stage {
        var candidates = candidates
        let decrypted = candidates.indices.filter { candidates[$0].bid != nil }
        for shared in BidRules.across(decrypted.compactMap { candidates[$0].bid }) {
            for bid in shared.bids { candidates[decrypted[bid]].findings.append(shared.finding) }
        }
        let opened = candidates.count { $0.outcome == .opened }
        let goesOn = envelope > 1 || opened >= 3 || rulings.continueBelowThree != nil
        return try conclude(context, goesOn ? .opened : .suspended, bidders, candidates, &status)
    }

    /// The record of an earlier run, where that concluded: it is final.
    func former(_ context: Context) throws(Problem) -> OpeningRecord? {
        let path = output + "/" + Self.recordName
        guard Files.kind(of: path) == .file else { return nil }
        let reader = try ContainerReader(path)
        let former = try reader.document(OpeningRecord.self)
        guard former.closing == context.closing.digest, former.lot == context.lot.id, former.envelope == envelope,
            former.passed == context.passed?.digest
        else {
            throw Problem(
                code: "OPEN-0008",
                message: LocalizedText(zh: "此文件夹中已有另一次开标的记录", en: "the folder holds the record of another opening"),
                remedy: LocalizedText(zh: "请用 -o 另给一个文件夹", en: "name another folder with -o"), place: path)
        }
        guard former.status != .suspended else { return nil }
        try ContainerVerifier(trust: trust, time: context.now).verify(reader).requirePassed(path)
        return former
    }

    /// Makes the record in both views. A suspended session can be concluded later with a ruling; others are final.
    func conclude(
        _ context: Context, _ outcome: OpeningRecord.Status, _ bidders: Int, _ candidates: [Candidate],
        _ status: inout OpeningStatus
    ) throws(Problem) -> Stage {
        let record = record(context, outcome, bidders, candidates, earlier: try rulingsOfStoppedRun())
        try writeViews(record, evidence(context, candidates), context.now)
        status.otherFindings += idleRulings(record)
        status.phase = .concluded
        status.bids = candidates.map(\.status)
        try status.write(to: output)
        return .concluded(record, status)
    }

    /// A ruling is on a bid that was not decrypted; one on a bid that was has no effect, which is said.
    func idleRulings(_ record: OpeningRecord) -> [Finding] {
        record.rows.filter { $0.outcome == .opened && rulings.bids[$0.bidder.code.text] != nil }.map { row in
            Finding(
                code: "OPEN-0029", severity: .warning,
                message: LocalizedText(
                    zh: "“\(row.bidder.name)”的投标已解密,对它的裁定不起作用,未记入开标记录",
                    en:
                        "the bid of \(row.bidder.name) was decrypted: the ruling on it has no effect and is not in the record"
                ),
                remedy: LocalizedText(
                    zh: "裁定只用于未解密的投标;请核对统一社会信用代码",
                    en: "rulings are for bids that were not decrypted; check the unified social credit code"))
        }
    }

    private func record(
        _ context: Context, _ outcome: OpeningRecord.Status, _ bidders: Int, _ candidates: [Candidate],
        earlier: [String: String]
    ) -> OpeningRecord {
        let tender = context.tender.tender
        // before the read-out no price is shown, not even in the record of a stopped session
        let readOut = outcome == .opened
        // without an opening nobody has a row, but those who are told why they do not count
        let shown = outcome == .notOpened ? candidates.filter { $0.outcome == .outdated } : candidates
        let rows = shown.enumerated().map {
            row($0.element, number: $0.offset + 1, readOut: readOut, earlier: earlier)
        }
        var notes: [String] = []
        if let reason = rulings.continueBelowThree, candidates.count(where: { $0.outcome == .opened }) < 3 {
            let clause = tender.belowThreeClause.map { "(招标文件:\($0))" } ?? ""
            notes.append(
                "解密成功的投标人少于三个,裁定继续开标:\(reason)\(clause) / fewer than three were decrypted; ruled to go on")
        }
        return OpeningRecord(
            view: .full, status: outcome, tender: context.tender.reference, title: tender.title, lot: context.lot.id,
            lotTitle: context.lot.title, envelope: envelope, deadline: tender.deadline,
            windowEnd: context.concluded, opened: context.now, closing: context.closing.digest,
            passed: context.passed?.digest, bidders: bidders, fields: tender.sheet.filter { $0.envelope == envelope },
            rows: rows, rulings: notes, template: template(context))
    }

    /// The template that the tender follows, with the reviews that hold. A pack that cannot be read any more has none: the
    /// opening goes on, and the record says 未经审查.
    private func template(_ context: Context) -> RecordTemplate? {
        guard let reference = context.tender.tender.template else { return nil }
        return TenderReviews.record(of: context.tender, trust: trust, time: context.now)
            ?? RecordTemplate(reference: reference, reviews: [])
    }

    /// What was ruled when the session stopped before the read-out stands when it goes on, unless it is ruled anew.
    private func rulingsOfStoppedRun() throws(Problem) -> [String: String] {
        let path = output + "/" + Self.recordName
        guard Files.kind(of: path) == .file else { return [:] }
        var rulings: [String: String] = [:]
        for row in try ContainerReader(path).document(OpeningRecord.self).rows {
            rulings[row.bidder.code.text] = row.ruling
        }
        return rulings
    }

    private func row(
        _ candidate: Candidate, number: Int, readOut: Bool, earlier: [String: String]
    ) -> OpeningRow {
        let entry = candidate.entry
        let outcome = candidate.outcome ?? .notReleased
        let opened = outcome == .opened
        return OpeningRow(
            number: number, bidder: entry.bidder, consortium: candidate.bid?.consortium ?? [],
            sealedFile: entry.sealedFile, received: entry.received, outcome: outcome,
            releasedBy: candidate.releasedBy, released: candidate.released,
            attribution: Self.attribution(outcome),
            ruling: opened ? nil : rulings.bids[entry.bidder.code.text] ?? earlier[entry.bidder.code.text],
            deposit: readOut ? candidate.bid?.deposit : nil, sheet: readOut ? candidate.bid?.sheet ?? [] : [],
            remarks: remarks(candidate, readOut: readOut), bid: opened ? candidate.bidDigest : nil,
            bidderHalf: candidate.half.flatMap(Self.hex), officerHalf: candidate.officerHalf.flatMap(Self.hex),
            staff: readOut ? candidate.bid?.staff ?? [] : [], provenance: readOut ? candidate.bid?.provenance : nil)
    }

    /// What the signed events support, and no more (Order 20 art. 31): an absent bidder and a broken platform look alike.
    static func attribution(_ outcome: OpeningOutcome) -> Attribution? {
        switch outcome {
        case .opened, .outdated: nil
        case .fileChanged: .platform
        case .wrongKey, .payload: .bidder
        case .notReleased, .officerLock, .notInList: .undetermined
        }
    }

    private func remarks(_ candidate: Candidate, readOut: Bool) -> [OpeningRemark] {
        var remarks: [OpeningRemark] = []
        if candidate.releasedBy == .recovery {
            remarks.append(
                OpeningRemark(
                    code: "OPEN-0014",
                    text: LocalizedText(
                        zh: "由托管人按招标文件补救解密", en: "decrypted by trustee recovery, as the tender provides"),
                    basis: Basis.order20("31").citation.zh))
        }
        // findings about the content would give it away before the read-out
        for finding in candidate.findings
        where readOut || finding.code.hasPrefix("OPEN-") || finding.code.hasPrefix("SEAL-") {
            remarks.append(OpeningRemark(code: finding.code, text: finding.message, basis: finding.basis?.citation.zh))
        }
        return remarks
    }

    private static func hex(_ half: Secret) -> String? {
        try? half.withBytes { (bytes) throws(Problem) in Hex.encode(Array(bytes)) }
    }

    /// The full record comes last: once it is there, the session is concluded.
    private func writeViews(_ full: OpeningRecord, _ evidence: [ContainerItem], _ now: Instant) throws(Problem) {
        let publicView = full.publicView
        try Files.write(RecordPage.render(full, language: .zh), to: output + "/record.html", mode: 0o600)
        try Files.write(RecordPage.render(publicView, language: .zh), to: output + "/record-public.html")
        try Files.write(RecordPage.render(full, language: .en), to: output + "/record.en.html", mode: 0o600)
        try Files.write(RecordPage.render(publicView, language: .en), to: output + "/record-public.en.html")
        try ContainerWriter.write(publicView, to: output + "/" + Self.publicRecordName, at: now, signer: signer)
        try ContainerWriter.write(
            full, items: evidence, to: output + "/" + Self.recordName, at: now, signer: signer, mode: 0o600)
    }

    /// What the record rests on: every version of the tender, the closing list, the releases, the list of who passed.
    private func evidence(_ context: Context, _ candidates: [Candidate]) -> [ContainerItem] {
        var evidence = [ContainerItem(name: "evidence/lot.closing", source: .file(context.closing.path))]
        for path in context.versions.map(\.path) {
            evidence.append(ContainerItem(name: "evidence/tender/\(Files.name(of: path))", source: .file(path)))
        }
        for candidate in candidates {
            let blamed = candidate.outcome == .wrongKey ? candidate.wrongKeyPath : nil
            guard let path = candidate.releasePath ?? blamed else { continue }
            evidence.append(
                ContainerItem(
                    name: "evidence/releases/\(candidate.entry.bidder.code.text).release", source: .file(path)))
        }
        if let passed = context.passed {
            evidence.append(ContainerItem(name: "evidence/lot.passed", source: .file(passed.path)))
        }
        return evidence
    }

    /// The record with rulings that came after it was made (Order 20 art. 31), in place of the one without them: nothing
    /// else changes, and the former one is kept. Nil where the rulings given are in the record already.
    func supplemented(_ former: OpeningRecord, _ context: Context) throws(Problem) -> OpeningRecord? {
        var record = former
        for index in record.rows.indices where record.rows[index].outcome != .opened {
            if let ruling = rulings.bids[record.rows[index].bidder.code.text] { record.rows[index].ruling = ruling }
        }
        guard record != former else { return nil }
        let path = output + "/" + Self.recordName
        let digest = try FileDigest(of: path, .sha256)
        record.rulings.append(
            "\(context.now.text) 补充裁定,替代记录 \(digest) / rulings added, in place of the record \(digest)")
        let reader = try ContainerReader(path)
        var evidence: [ContainerItem] = []
        for entry in reader.payload where entry.name.hasPrefix("evidence/") {
            evidence.append(.bytes(name: entry.name, try reader.archive.read(entry, limit: 1 << 30)))
        }
        try Files.copy(path, to: output + "/record-before-\(digest.hex.prefix(8)).opening", mode: 0o600)
        try writeViews(record, evidence, context.now)
        return record
    }
}

extension OpeningRecord {
    /// The copy for publication (Order 20 art. 32): without keys, staff, provenance, the payer's account,
    /// and the clues that name accounts and machines, which go to the supervisor.
    package var publicView: OpeningRecord {
        var copy = self
        copy.view = .publicView
        copy.rows = rows.map { row in
            var row = row
            row.bidderHalf = nil
            row.officerHalf = nil
            row.staff = []
            row.provenance = nil
            row.remarks.removeAll { BidRules.notPublished.contains($0.code) }
            row.deposit?.account = nil
            row.deposit?.reference = nil
            return row
        }
        return copy
    }
}
