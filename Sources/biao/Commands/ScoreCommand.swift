// ScoreCommand.swift — biao score: the price scores of an opened lot by the tender's formula (价格分计算).
import ArgumentParser
import Container
import Documents
import FileKit
import Reporting
import Signing
import TemplateEngine
import TenderModel

struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "按招标文件的公式计算价格分 / price scores of an opened lot, by the tender's formula",
        discussion: """
            Example: biao score opening/ --tender lot1.tender --trust roots/ --reduction 1.5
            Prices are those of the opening record. The committee's corrections and rejections are not known to it: leave out
            with --without whom the committee rejected. What comes out is arithmetic, no ranking of bids.
            """)

    @Argument(help: ArgumentHelp("开标输出文件夹 / folder of the opening", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
    var tender: String
    @Option(help: ArgumentHelp("开标时抽取的下浮率(%) / reduction drawn at the opening, in percent", valueName: "percent"))
    var reduction: String?
    @Option(
        help: ArgumentHelp(
            "被否决的投标人(统一社会信用代码),可多次 / credit code of a bidder that the committee rejected", valueName: "code"))
    var without: [String] = []
    @Option(
        help: ArgumentHelp(
            "享受小微企业价格扣除的投标人,可多次 / credit code of a bidder that has the price deduction", valueName: "code"))
    var small: [String] = []
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let store = try trust.store(practice: true)
            let now = try clock.practiceClock().now()
            let file = try TenderFile.loadVerified(tender, trust: store, time: now)
            let path = trimmingSlashes(folder) + "/record.opening"
            let reader = try ContainerReader(path)
            try ContainerVerifier(trust: store, time: now).verify(reader).requirePassed(path)
            let record = try reader.document(OpeningRecord.self)
            guard record.tender == file.reference else {
                throw Problem(
                    "CLI-0060", zh: "开标记录属于另一份招标文件", en: "the opening record is of another tender",
                    remedyZh: "给出开标时有效的版本",
                    remedyEn: "give the version that was in force", place: path)
            }
            guard let scoring = file.tender.evaluation?.price else {
                throw Problem(
                    "CLI-0061", zh: "招标文件没有价格分公式", en: "the tender has no price formula",
                    remedyZh: "该评标办法不对报价打分,或没有在 evaluation 中写明",
                    remedyEn: "its method scores no prices, or it gives no evaluation",
                    place: tender)
            }
            let scores = try PriceScores(
                try entries(record, file.tender, path), by: scoring, ceiling: file.tender.lot(record.lot)?.ceiling,
                drawn: try reduction.map { (text) throws(Problem) in
                    try usage("--reduction") { () throws(Problem) in try Percentage(text) }
                })
            show(scores, scoring, record, console)
        }
    }

    private func entries(_ record: OpeningRecord, _ tender: Tender, _ path: String) throws(Problem) -> [PriceEntry] {
        guard let field = record.fields.first(where: { $0.column == .price }) else {
            throw Problem(
                "CLI-0062", zh: "开标记录没有投标报价(第 \(record.envelope) 信封)",
                en: "the record reads out no price (envelope \(record.envelope))",
                remedyZh: "双信封的报价在第二信封的开标记录里",
                remedyEn: "with two envelopes the price is in the second opening's record", place: path)
        }
        let known = Set(record.rows.map(\.bidder.code.text))
        for code in without + small where !known.contains(code) {
            throw Problem(
                "CLI-0063", kind: .usage, zh: "开标记录里没有投标人 \(code)", en: "the record has no bidder \(code)",
                remedyZh: "请核对统一社会信用代码", remedyEn: "check the unified social credit code")
        }
        var entries: [PriceEntry] = []
        for row in record.rows where row.outcome == .opened && !without.contains(row.bidder.code.text) {
            guard let price = row.sheet.first(where: { $0.field == field.id })?.prevailingAmount else {
                throw Problem(
                    "CLI-0064", zh: "“\(row.bidder.name)”的投标报价无法读取",
                    en: "the price of \(row.bidder.name) cannot be read",
                    remedyZh: "由评标委员会处理后,用 --without 排除",
                    remedyEn: "leave it out with --without once the committee has dealt with it",
                    place: path)
            }
            entries.append(PriceEntry(bidder: row.bidder, price: price, isSmall: small.contains(row.bidder.code.text)))
        }
        return entries
    }

    private func usage<T>(_ place: String, _ body: () throws(Problem) -> T) throws(Problem) -> T {
        do throws(Problem) { return try body() } catch {
            var problem = error
            problem.kind = .usage
            throw problem.at(place)
        }
    }

    private func show(_ scores: PriceScores, _ scoring: PriceScoring, _ record: OpeningRecord, _ console: Console) {
        let isBenchmark = scoring.formula == .benchmark
        console.line(
            "标段 \(record.lot):\(isBenchmark ? "评标基准价" : "最低评审价") \(scores.benchmark.formatted) 元"
                + (isBenchmark ? ",下浮率 \(scores.reduction.text)%" : "") + ",满分 \(scoring.points.text)",
            "lot \(record.lot): \(isBenchmark ? "benchmark" : "lowest price") \(scores.benchmark.formatted) yuan"
                + (isBenchmark ? ", reduction \(scores.reduction.text) %" : "")
                + ", \(scoring.points.text) points at most")
        for score in scores.scores {
            var remarks: [LocalizedText] = []
            if score.compared != score.entry.price {
                remarks.append(
                    LocalizedText(
                        zh: "扣除后 \(score.compared.formatted)", en: "\(score.compared.formatted) after the deduction"))
            }
            if let deviation = score.deviation {
                let text = Self.percent(deviation)
                remarks.append(LocalizedText(zh: "偏差 \(text)%", en: "\(text) % off"))
            }
            if score.isTrimmed { remarks.append(LocalizedText(zh: "未计入平均", en: "left out of the mean")) }
            let note = remarks.isEmpty ? "" : " (" + remarks.map { $0[console.language] }.joined(separator: "; ") + ")"
            console.line(
                "  \(score.points.text)  \(score.entry.bidder.name)  \(score.entry.price.formatted)\(note)"
            )
        }
        console.remark(
            "这是按公式的计算,不是评标结论;算术修正与否决投标由评标委员会决定。",
            "this is arithmetic by the formula and no award; corrections and rejections are the committee's.")
        console.set("benchmark", .string(scores.benchmark.yuan))
        console.set("reduction", .string(scores.reduction.text))
        console.set(
            "scores",
            .array(
                scores.scores.map { score in
                    .members([
                        "bidder": .string(score.entry.bidder.name), "code": .string(score.entry.bidder.code.text),
                        "price": .string(score.entry.price.yuan), "compared": .string(score.compared.yuan),
                        "deviation": JSON(score.deviation.map(Self.percent)), "points": .string(score.points.text),
                        "trimmed": .bool(score.isTrimmed),
                    ])
                }))
    }

    /// Ten-thousandths of a percent, with a sign.
    private static func percent(_ parts: Int) -> String {
        (parts < 0 ? "-" : parts > 0 ? "+" : "") + Percentage(parts: abs(parts)).text
    }
}
