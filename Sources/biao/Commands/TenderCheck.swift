// TenderCheck.swift — biao tender check: the tender documents against template, law and fair-competition rules, before publication.
import ArgumentParser
import Checks
import Container
import Reporting
import Signing
import TemplateEngine
import TenderModel
import Workspace

struct TenderCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "招标文件发布前检查 / tender documents against template, law and fair competition",
        discussion: """
            Example: biao tender check lot1/
            Looks at the workspace as it is; nothing is signed or written. biao tender pack makes the same checks.
            With --identity (that of the agency) the certificates that the tender names are followed to their roots too.
            """)

    @Argument(help: ArgumentHelp("招标文件夹 / workspace", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(
        help: ArgumentHelp("所修改的上一版 / the version that this one amends", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var amends: String?
    @Option(
        help: ArgumentHelp("将用来签名的身份文件夹 / identity folder that will sign it", valueName: "folder"),
        completion: .directory)
    var identity: String?
    @OptionGroup var options: CheckOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let draft = try TenderWorkspace.load(trimmingSlashes(folder)) { (bytes) throws(Problem) in
                try TenderPack.endCertificate(bytes)
            }
            // nothing is signed here, so any time may be looked at
            let now = try clock.practiceClock().now()
            var tender: Tender
            var previous: TenderFile?
            if let amends {
                let file = try loadTender(amends, trust, console)
                tender = try draft.amending(file.tender, reference: file.reference)
                previous = file
            } else {
                tender = try draft.firstVersion()
            }
            var (pack, result) = try draft.inspect(tender, options, trust: try trust.known(), now: now)
            result.outcome.findings += draft.remarks
            result.outcome.findings += TenderRules.check(tender, previous: previous?.tender, now: now)
            result.outcome.findings += try certificates(tender, console)
            try CheckReport(
                subject: draft.folder, document: CheckedDocument(tender), pack: pack, result: result, at: now
            ).show(console, html: options.html)
            if console.exitCode == 0 { console.line("检查通过", "the check passed") }
        }
    }

    /// As biao tender pack judges them; without an identity as far as their own words go.
    private func certificates(_ tender: Tender, _ console: Console) throws(Problem) -> [Finding] {
        guard let identity else {
            console.remark(
                "证书只查了用途、有效期、强度和持有人;加 --identity 可同时核对信任链与吊销情况",
                "of the certificates only purpose, validity, strength and holder were checked; add --identity for their chains and revocation"
            )
            return try TenderCertificates.check(tender, by: nil)
        }
        let own = try Identity.loading(
            identity, passphrase: try passphrase.read(identity: identity, console: console))
        let store = try trust.store(identity: trimmingSlashes(own.folder), practice: own.isPractice)
        return try TenderCertificates.check(tender, by: (own, store)) + TenderPack.entitlement(tender, own)
    }
}

extension TenderDraft {
    /// What the tender's template says about it.
    func inspect(
        _ tender: Tender, _ options: CheckOptions, trust: TrustStore?, now: Instant
    ) throws(Problem) -> (TemplatePack?, InspectionResult) {
        let pack = try TemplatePack.within(tender, FolderFiles(template), place: folder)
        let subject = CheckSubject(stage: .tender, tender: tender, tenderFiles: FolderFiles(documents), at: now)
        return (pack, try options.inspector(pack, trust: trust).inspect([subject], places: industryPlaces))
    }
}

extension BidDraft {
    /// What the tender's template says about each envelope of the bid.
    func inspect(
        _ envelopes: [Envelope], _ tender: TenderFile, _ options: CheckOptions, trust: TrustStore?, now: Instant
    ) throws(Problem) -> (TemplatePack?, InspectionResult) {
        let tenderFiles = ContainerFiles(try ContainerReader(tender.path))
        let pack = try TemplatePack.within(tender.tender, tenderFiles, place: tender.path)
        let subjects = envelopes.map { envelope in
            CheckSubject(
                stage: .bid, tender: tender.tender, bid: envelope.bid, tenderFiles: tenderFiles,
                bidFiles: FolderFiles(envelope.files), at: now)
        }
        return (pack, try options.inspector(pack, trust: trust).inspect(subjects, places: industryPlaces))
    }
}
