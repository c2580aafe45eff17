// CompareCommand.swift — biao compare: the bids of a lot beside each other (雷同比对); what comes out are clues, never verdicts.
import ArgumentParser
import Comparison
import Container
import Extraction
import FileKit
import History
import PriceMatching
import Reporting
import Signing
import TenderModel
import TextMatching

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "比对一个标段的投标文件,产生围标串标线索 / compare the bids of a lot; clues to collusion",
        discussion: """
            Example: biao compare opening/ --tender lot1.tender --trust roots/ -o report/
                     biao compare a/ b/ c/ --loose --tender documents/ -o report/
            A clue is no verdict: each shows its places, what was left out, how rare it is and what else explains it.
            What is shown on the terminal is for the opening officer: that it is done, and how many clues there are. The
            content is for the supervisor: report.html, report.json, or --view supervisor.
            Without --tender what both copied from it looks alike too: such clues are weak at most.
            Exit code 1: nothing of a bid could be read, so nobody can tell.
            """)

    @Argument(
        help: ArgumentHelp("开标输出文件夹或投标文件 / folder of the opening, or bids", valueName: "path"), completion: .file())
    var paths: [String]
    @Option(
        help: ArgumentHelp(
            "招标文件;与 --loose 连用时也可为文件或文件夹,可多次 / tender; with --loose also documents, repeatable",
            valueName: "file.tender"), completion: .file())
    var tender: [String] = []
    @Flag(help: "路径是普通文件或文件夹,每个是一家的材料 / paths are plain files or folders, one for each bidder")
    var loose = false
    @Option(
        help: ArgumentHelp("背景库文件夹 / background library: what it holds is taken out", valueName: "folder"),
        completion: .directory)
    var background: String?
    @Option(
        help: ArgumentHelp("历史库文件 / history: how rare a mark is among the units it knows", valueName: "history.db"),
        completion: .file())
    var history: String?
    @OptionGroup var handling: HandlingOptions
    @Option(help: ArgumentHelp("开标时抽取的下浮率(%) / reduction drawn at the opening, in percent", valueName: "percent"))
    var reduction: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("报告文件夹 / folder for the report", valueName: "folder"),
        completion: .directory)
    var output: String?
    @Flag(help: "替换文件夹里输入不同的旧报告 / write over an older report there that is about other files")
    var replace = false
    @Option(help: ArgumentHelp("终端显示给谁 / for whom the terminal's output is", valueName: "officer|supervisor"))
    var view: ReportView = .officer
    @Flag(help: "为每组投标人制作签名的线索移交包,须有 --identity / a signed clue package for each group of bidders, with --identity")
    var clues = false
    @Option(
        help: ArgumentHelp("为移交包签名的身份文件夹 / identity that signs the clue packages", valueName: "folder"),
        completion: .directory)
    var identity: String?
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var timestamps: TimestampOptions
    @OptionGroup var responders: ResponderOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try handingOver(console)
            let store = if let acting { Optional(acting.trust) } else { try trust.known() }
            let now = if let acting { acting.now } else { try clock.practiceClock().now() }
            guard loose || tender.count <= 1 else {
                throw Problem(
                    "CLI-0070", kind: .usage, zh: "--tender 只能给出一次", en: "give --tender once",
                    remedyZh: "多个招标文件只用于 --loose", remedyEn: "several are for --loose")
            }
            // what can fail fast fails before the bids are read, which takes long
            let folder = output.map { ReportFolder(trimmingSlashes($0)) }
            try folder?.requireUsable()
            let database = try history.map { (file) throws(Problem) in try HistoryDatabase(file) }
            let library = try background.map { (path) throws(Problem) in try BackgroundFolder(path).compared() }
            let log = try handling.load()
            let drawn = try drawn()
            let reader = LotReader(
                extractor: Extractor(sandbox: sandbox.sandbox), trust: store, at: now, progress: console.progress)
            var lot =
                loose
                ? try reader.loose(paths.map(trimmingSlashes), tender: tender)
                : try reader.lot(paths.map(trimmingSlashes), tender: tender.first)
            try log?.add(to: &lot)
            lot.background = library?.described
            if !replace { try folder?.requireSame(lot) }
            let known = try database.map { (database) throws(Problem) in
                try LotKeyHistory(database, lot: lot.historyID)
            }
            let context = ComparisonContext(
                history: known, background: library?.libraries ?? [], drawn: drawn, progress: console.progress)
            let comparison = try Comparison(lot, context)
            try folder?.write(comparison, version: Tool.version)
            let packages = try hand(comparison, acting)
            show(comparison, folder, console)
            show(packages, console)
        }
    }

    /// Who signs clue packages; nil where none are asked for, or nobody is named to sign them.
    private func handingOver(_ console: Console) throws(Problem) -> Acting? {
        guard clues else { return nil }
        guard output != nil else {
            throw Problem(
                "CLI-0071", kind: .usage, zh: "--clues 须与 -o 同用", en: "--clues goes with -o",
                remedyZh: "用 -o 给出报告文件夹", remedyEn: "name the folder for the report with -o")
        }
        guard !loose else {
            throw Problem(
                "CLI-0072", kind: .usage, zh: "--clues 不能与 --loose 同用:散件没有签名,说不清是谁的",
                en: "--clues does not go with --loose: plain files are signed by nobody",
                remedyZh: "比对已签名的投标文件", remedyEn: "compare the signed bids")
        }
        guard let identity else { return nil }
        return try SigningParts(
            identity: identity, passphrase: passphrase, trust: trust, timestamps: timestamps, responders: responders,
            clock: clock
        ).load(console)
    }

    /// Writes the packages, one for each group.
    private func hand(_ comparison: Comparison, _ acting: Acting?) throws(Problem) -> [String] {
        guard let acting, let output else { return [] }
        var paths: [String] = []
        for (index, group) in comparison.groups.enumerated() {
            let path = CluePackage.path(in: trimmingSlashes(output), group: index + 1)
            try CluePackage.write(
                comparison, group: group, to: path, maker: try acting.identity.organization(), at: acting.now,
                signer: acting.signer, version: Tool.version)
            paths.append(path)
        }
        return paths
    }

    private func show(_ packages: [String], _ console: Console) {
        guard clues else { return }
        if identity == nil {
            console.remark(
                "没有给出 --identity,未制作线索移交包", "no --identity was given: no clue packages were made")
        } else if packages.isEmpty {
            console.line(
                "没有由“中”以上线索相连的投标人,未制作线索移交包", "no bidders are connected by clues from moderate on: no clue packages")
        }
        for path in packages { console.line("线索移交包:\(path)", "clue package: \(path)") }
        console.set("packages", .array(packages.map(JSON.string)))
    }

    private func drawn() throws(Problem) -> Percentage? {
        guard let reduction else { return nil }
        do throws(Problem) { return try Percentage(reduction) } catch {
            var problem = error
            problem.kind = .usage
            throw problem.at("--reduction")
        }
    }

    private func show(_ comparison: Comparison, _ folder: ReportFolder?, _ console: Console) {
        let summary = ComparisonSummary(comparison)
        for line in summary.lines { console.line(line) }
        console.add(summary.findings)
        if comparison.mostlyBackground > 0 {
            console.add(
                Finding(
                    code: "COMP-0031", severity: .warning,
                    message: LocalizedText(
                        zh: "有 \(comparison.mostlyBackground) 份投标文件一半以上的自拟文字被背景库扣除,没有比对",
                        en:
                            "of \(comparison.mostlyBackground) bids more than half of their own text was taken out by the background library and not compared"
                    ),
                    remedy: LocalizedText(
                        zh: "用 biao background list 核对库里有没有投标人自己的文件",
                        en: "look with biao background list whether a bidder's own document is in the library"),
                    place: background))
        }
        if view == .supervisor {
            for (index, bid) in comparison.lot.bids.enumerated() {
                console.line("\(ComparedLot.letter(index))  \(Console.printable(bid.name))")
            }
            for clue in comparison.clues {
                let letters = clue.bids.map(ComparedLot.letter).joined(separator: " – ")
                console.line()
                console.line(
                    "\(letters)  [\(clue.strength.title.zh)] \(clue.title.zh)",
                    "\(letters)  [\(clue.strength.title.en)] \(clue.title.en)")
                for statement in clue.statements {
                    let text = statement.text
                    console.line("  " + Console.printable(text.zh), "  " + Console.printable(text.en))
                }
            }
        }
        if let folder {
            console.line()
            // the other's page is named to nobody who may not open it
            let page = folder.page(view)
            console.line("报告:\(page.zh)", "report: \(page.en)")
        }
        console.set("comparison", ComparisonJSON.of(comparison, view: view, version: Tool.version))
    }
}

extension ReportView: ExpressibleByArgument {}
