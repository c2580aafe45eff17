// BidCheck.swift — biao bid check: preflight (自检). Would it be refused, or fail to open?
import ArgumentParser
import Container
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TenderModel
import Workspace

struct BidCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "投标文件自检 / preflight: would it be refused, or fail to open?",
        discussion: """
            Example: biao bid check mybid/
            With --identity the certificates are checked too: valid on the day of the opening, the bidder's own, admitted.
            With --tender the newest version counts, not the one that the workspace was made from.
            """)

    @Argument(help: ArgumentHelp("投标文件夹 / workspace", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(
        help: ArgumentHelp("最新的招标文件 / the newest tender", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var tender: String?
    @Option(help: ArgumentHelp("身份文件夹 / identity folder", valueName: "folder"), completion: .directory)
    var identity: String?
    @OptionGroup var options: CheckOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            var draft = try BidWorkspace.load(trimmingSlashes(folder))
            var own: Identity?
            if let identity {
                own = try Identity.loading(
                    identity,
                    passphrase: try passphrase.read(identity: identity, console: console))
            }
            let file = try loadTender(tender ?? draft.tenderFile, trust, console)
            let isPractice = file.report.signatures.allSatisfy(\.isPractice) && own?.isPractice ?? true
            let now = try clock.clock(practice: isPractice).now()
            draft.provenance.machine = try MachineRecord.code(for: file.tender)
            var findings = draft.remarks
            var suite = file.tender.suites.first ?? .p256SHA256
            if let own {
                suite = try own.suite().id
                let store = try trust.store(identity: trimmingSlashes(own.folder), practice: own.isPractice)
                findings += try Preflight.certificates(own, bidder: draft.bidder, tender: file.tender, trust: store)
            } else {
                console.remark("加 --identity 可同时检查证书", "add --identity to check the certificates too")
            }
            let made = try BidWorkspace.reference(of: draft.tenderFile)
            let envelopes = draft.bids(for: file.tender, reference: made ?? file.reference, suite: suite)
            for envelope in envelopes {
                findings += BidRules.check(envelope.bid, tender: file.tender, reference: file.reference, at: now).map {
                    file.tender.envelopes > 1 ? $0.at("envelope \(envelope.bid.envelope)") : $0
                }
            }
            findings += Preflight.sizes(draft)
            var (pack, result) = try draft.inspect(envelopes, file, options, trust: try trust.known(), now: now)
            result.outcome.findings += findings
            try CheckReport(
                subject: draft.folder,
                document: CheckedDocument(envelopes[0].bid, file.tender, reference: file.reference), pack: pack,
                result: result, at: now
            ).show(console, html: options.html)
            Preflight.report(draft, console)
        }
    }
}

/// What preflight looks at beyond the bid's own words.
enum Preflight {
    /// Both certificates must be the bidder's, of one admitted suite, and good until the release window has ended.
    static func certificates(
        _ identity: Identity, bidder: Organization, tender: Tender, trust: TrustStore
    ) throws(Problem) -> [Finding] {
        var findings: [Finding] = []
        let suite = try identity.suite().id
        if !tender.suites.contains(suite) {
            findings.append(
                Finding(
                    code: "PREF-0001",
                    message: LocalizedText(
                        zh: "证书属于套件 \(suite.rawValue),招标文件没有采用",
                        en: "the certificate is of the suite \(suite.rawValue), which the tender does not admit"),
                    remedy: LocalizedText(
                        zh: "请使用以下套件的证书:\(tender.suites.map(\.rawValue).joined(separator: "、"))",
                        en: "use a certificate of: \(tender.suites.map(\.rawValue).joined(separator: ", "))"),
                    place: identity.folder))
        }
        let code = try identity.organization().code
        if code != bidder.code {
            findings.append(
                Finding(
                    code: "PREF-0002",
                    message: LocalizedText(
                        zh: "证书是 \(code.text) 的,投标人是 \(bidder.code.text)",
                        en: "the certificate is of \(code.text), the bidder is \(bidder.code.text)"),
                    remedy: LocalizedText(zh: "请使用投标人自己的证书", en: "use the bidder's own certificate"),
                    place: identity.folder))
        }
        let end = tender.deadline.adding(minutes: tender.releaseWindow)
        for (content, purpose, name) in [
            (identity.signing, CertificatePurpose.signing, "sign"),
            (try identity.decryption(), .encryption, "enc"),
        ] {
            findings += try PathValidation.check(
                content.certificate, for: purpose, at: end, pool: content.chain, lists: identity.revocationLists,
                trust: trust, place: IdentityFile.path(name, in: identity.folder) ?? identity.folder
            ).findings
        }
        return findings
    }

    /// What one seal can hold, and what stock tools can open in one go.
    static func sizes(_ draft: BidDraft) -> [Finding] {
        let total = draft.totalSize
        guard total > 60 << 30 else { return [] }
        return [
            Finding(
                code: "PREF-0003",
                message: LocalizedText(
                    zh: "资料共 \(total >> 30) GiB,超过封装上限 60 GiB",
                    en: "the documents come to \(total >> 30) GiB; a seal holds 60 GiB at most"),
                remedy: LocalizedText(zh: "请压缩视频与扫描件", en: "make videos and scans smaller"), place: draft.folder)
        ]
    }

    /// The workspace in a few lines, with exactly what will be recorded about where the file came from.
    static func report(_ draft: BidDraft, _ console: Console) {
        let files = draft.parts.reduce(0) { $0 + $1.files.count }
        console.line(
            "标段 \(draft.lot) · \(draft.bidder.name) · \(files) 个文件,\(byteText(draft.totalSize))",
            "lot \(draft.lot) · \(draft.bidder.name) · \(files) files, \(byteText(draft.totalSize))")
        console.set("lot", .string(draft.lot))
        console.set("files", .number(Int64(files)))
        console.set("bytes", .number(draft.totalSize))
        provenance(draft.provenance, console)
        if console.exitCode == 0 { console.line("自检通过", "the preflight passed") }
    }

    /// What will be recorded about where the file came from.
    static func provenance(_ provenance: Provenance, _ console: Console) {
        console.line("记录的制作信息:", "recorded about its making:")
        console.table([
            (LocalizedText(zh: "文件创建标识码", en: "creation id"), provenance.creationID),
            (LocalizedText(zh: "制作工具", en: "tool"), "\(provenance.tool) \(provenance.version)"),
            (LocalizedText(zh: "创建时间", en: "created"), provenance.created.text),
        ])
        MachineRecord.show(provenance.machine, console)
        console.set(
            "provenance",
            .members([
                "creationID": .string(provenance.creationID), "tool": .string(provenance.tool),
                "version": .string(provenance.version), "created": .string(provenance.created.text),
                "machine": MachineRecord.json(provenance.machine),
            ]))
    }
}

extension BidWorkspace {
    /// By which digest the workspace's own copy of the tender is known; nil where it is gone.
    static func reference(of path: String) throws(Problem) -> TenderReference? {
        guard Files.kind(of: path) == .file else { return nil }
        return try TenderFile.load(path, trust: TrustStore(anchors: []), time: TimeSource.system.now()).reference
    }
}

/// A size for people.
func byteText(_ bytes: Int64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var value = bytes * 10
    var unit = 0
    while value >= 10_240, unit < units.count - 1 {
        value /= 1_024
        unit += 1
    }
    return unit == 0 ? "\(bytes) B" : "\(value / 10).\(value % 10) \(units[unit])"
}
