// HistoryCommand.swift — biao history: lots that were opened, remembered (历史库), and what they say together.
import ArgumentParser
import Comparison
import Extraction
import FileKit
import History
import Reporting
import TenderModel

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "历史库:记住各标段,并跨标段分析 / history: lots remembered, and looked at together",
        subcommands: [HistoryAdd.self, HistoryLinksCommand.self])
}

struct HistoryOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("历史库文件 / file of the history", valueName: "history.db"), completion: .file())
    var history: String
}

struct HistoryAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract:
            "记住一个标段:投标人、报价、标识、正文指纹抽样,不含正文 / remember a lot: bidders, prices, marks, a sample of fingerprints; not the texts",
        discussion: """
            Example: biao history add opening/ --tender lot1.tender --history history.db --winner 91999999MA0QCJH014
            The same lot again changes nothing; a corrected one takes the place of the old, but one with fewer bidders only with
            --replace. The file is for its owner alone.
            """)

    @Argument(
        help: ArgumentHelp("开标输出文件夹或投标文件 / folder of the opening, or bids", valueName: "path"), completion: .file())
    var paths: [String]
    @Option(help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file())
    var tender: String
    @OptionGroup var history: HistoryOption
    @Option(help: ArgumentHelp("中标人的统一社会信用代码 / credit code of the winner", valueName: "code"))
    var winner: String?
    @OptionGroup var handling: HandlingOptions
    @Flag(help: "更正后的标段少了投标人时,仍然替换 / replace a lot although bidders that it had are gone")
    var replace = false
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let code = try winnerCode()
            // what can fail fast fails before the bids are read; what was begun on a full disk is an empty file
            if Files.exists(history.history) { _ = try HistoryDatabase(history.history, creating: true) }
            let log = try handling.load()
            var reader = LotReader(
                extractor: Extractor(sandbox: sandbox.sandbox), trust: try trust.known(),
                at: try clock.practiceClock().now(), progress: console.progress)
            reader.readsPictures = false
            var read = try reader.lot(paths.map(trimmingSlashes), tender: trimmingSlashes(tender))
            try log?.add(to: &read)
            let lot = try RememberedLot(read, winner: code)
            let database = try HistoryDatabase(history.history, creating: true)
            let gone = replace ? try database.bidders(missing: lot) : []
            let outcome = try database.remember(lot, dropping: replace)
            let size = try database.size()
            switch outcome {
            case .added:
                console.line("已入库:\(lot.id)(\(lot.bids.count) 家)", "remembered: \(lot.id) (\(lot.bids.count) bids)")
            case .unchanged: console.line("历史库中已有,没有变化:\(lot.id)", "known already, nothing changed: \(lot.id)")
            case .replaced:
                console.line("已更正:\(lot.id)(\(lot.bids.count) 家)", "corrected: \(lot.id) (\(lot.bids.count) bids)")
            }
            for bidder in gone {
                console.line("不再包括:\(Console.printable(bidder))", "no longer there: \(Console.printable(bidder))")
            }
            console.line("历史库:\(size.lots) 个标段,\(size.units) 家单位", "history: \(size.lots) lots, \(size.units) units")
            console.set("lot", .string(lot.id))
            console.set("outcome", .string(outcome.rawValue))
            console.set("dropped", .array(gone.map(JSON.string)))
            console.set("lots", .number(Int64(size.lots)))
            console.set("units", .number(Int64(size.units)))
        }
    }

    private func winnerCode() throws(Problem) -> CreditCode? {
        guard let winner else { return nil }
        do throws(Problem) { return try CreditCode(winner) } catch {
            var problem = error
            problem.kind = .usage
            throw problem.at("--winner")
        }
    }
}

struct HistoryLinksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links", abstract: "跨标段线索:同场、报价、陪标、共用标识、文字雷同 / what the lots say together; leads, never verdicts",
        discussion: "Example: biao history links --history history.db --since 2025-01-01")

    @OptionGroup var history: HistoryOption
    @Option(help: ArgumentHelp("只看这一天及以后开标的 / only lots opened on this day or later", valueName: "yyyy-mm-dd"))
    var since: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            if let since {
                do throws(Problem) { _ = try Instant.endOfDay(since) } catch {
                    var problem = error
                    problem.kind = .usage
                    throw problem.at("--since")
                }
            }
            let links = try HistoryLinks(HistoryDatabase(history.history), since: since)
            console.line(
                "历史库:\(links.lots) 个标段,\(links.units) 家单位", "history: \(links.lots) lots, \(links.units) units")
            for (number, link) in links.links.enumerated() {
                console.line()
                let names = link.units.map { Console.printable("\($0.name) \($0.code)") }
                console.line(
                    "\(number + 1)  \(link.kind.title.zh):\(names.joined(separator: ";"))",
                    "\(number + 1)  \(link.kind.title.en): \(names.joined(separator: "; "))")
                for statement in link.statements { line(statement.text, console) }
                for cause in link.causes {
                    line(LocalizedText(zh: "也可能:\(cause.zh)", en: "or else: \(cause.en)"), console)
                }
                for unchecked in link.unchecked {
                    line(LocalizedText(zh: "未核对:\(unchecked.zh)", en: "not checked: \(unchecked.en)"), console)
                }
            }
            if links.links.isEmpty { console.line("没有线索", "no leads") }
            console.line()
            for remark in links.remarks { line(remark.text, console, indent: "") }
            for text in HistoryLinks.closing { line(text, console, indent: "") }
            console.set("history", links.json)
        }
    }

    private func line(_ text: LocalizedText, _ console: Console, indent: String = "     ") {
        console.line(indent + Console.printable(text.zh), indent + Console.printable(text.en))
    }
}
