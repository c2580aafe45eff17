// CheckCommand.swift — biao check: bids as they were opened, against the tender's template, for an agency or a committee.
import ArgumentParser
import Checks
import Container
import Documents
import Reporting
import Signing
import TemplateEngine
import TenderModel

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "按示范文本检查已开启的投标文件 / check opened bids against the tender's template",
        discussion: """
            Example: biao check opening/1.bid --tender lot1.tender --trust roots/
            What is found is for a person to judge: the program rejects no bid.
            """)

    @Argument(help: ArgumentHelp("投标文件 / bids", valueName: "file.bid"), completion: .file(extensions: ["bid"]))
    var bids: [String]
    @Option(help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
    var tender: String
    @OptionGroup var options: CheckOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            if options.html != nil && bids.count > 1 {
                throw Problem(
                    "CLI-0053", kind: .usage, zh: "--html 一次只用于一份投标文件", en: "--html is for one bid at a time",
                    remedyZh: "逐份检查", remedyEn: "check them one by one")
            }
            let file = try loadTender(tender, trust, console)
            let now = try clock.clock(practice: file.report.signatures.allSatisfy(\.isPractice)).now()
            let files = ContainerFiles(try ContainerReader(tender))
            let pack = try TemplatePack.within(file.tender, files, place: tender)
            let inspector = try options.inspector(pack, trust: try trust.known())
            var checked: [JSON] = []
            for path in bids {
                do throws(Problem) {
                    let report = try check(path, file, files, inspector, now, console)
                    report.print(console)
                    checked.append(.object([JSON.Member(name: "file", value: .string(path))] + report.json))
                    try report.writePage(console, html: options.html)
                } catch {
                    // one bid that cannot be read hides none of the others
                    console.add(error.at(path))
                }
            }
            console.set("bids", .array(checked))
        }
    }

    private func check(
        _ path: String, _ tender: TenderFile, _ files: ContainerFiles, _ inspector: Inspector, _ now: Instant,
        _ console: Console
    ) throws(Problem) -> CheckReport {
        let reader = try ContainerReader(path)
        let bid = try reader.document(Bid.self)
        console.line(console.style.bold(path) + "  " + bid.bidder.name)
        let subject = CheckSubject(
            stage: .bid, tender: tender.tender, bid: bid, tenderFiles: files, bidFiles: ContainerFiles(reader), at: now)
        var result = try inspector.inspect([subject])
        result.outcome.findings += BidRules.check(
            bid, tender: tender.tender, reference: tender.reference, at: bid.provenance.created)
        result.outcome.findings += try integrity(reader, now)
        let digest = options.html == nil ? nil : try FileDigest(of: path, .sha256)
        return CheckReport(
            subject: path,
            document: CheckedDocument(bid, tender.tender, reference: tender.reference, file: digest),
            pack: inspector.pack, result: result, at: now)
    }

    /// Whether these are the bytes that the bidder signed. Without anyone to trust nobody can tell, which is no pass.
    private func integrity(_ reader: ContainerReader, _ now: Instant) throws(Problem) -> [Finding] {
        guard let store = try trust.known() else {
            return [
                Finding(
                    "CLI-0054", .indeterminate, zh: "没有给出信任的根证书,无法判断投标文件是否为投标人所签、是否被改动",
                    en:
                        "no trusted roots were given: whether the bidder signed this, and whether it was altered, cannot be told",
                    remedyZh: "加 --trust 文件夹,或设置 BIAO_TRUST", remedyEn: "add --trust FOLDER, or set BIAO_TRUST",
                    place: reader.path)
            ]
        }
        let report = try ContainerVerifier(trust: store, time: now).verify(reader)
        return report.verdict.status == .passed ? [] : report.verdict.findings.map { $0.at(reader.path) }
    }
}
