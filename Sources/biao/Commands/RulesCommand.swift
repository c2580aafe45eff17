// RulesCommand.swift — biao rules: one page with every rule of this installation (规则总表): id, weight, article, examples.
import ArgumentParser
import Checks
import FileKit
import Reporting
import TemplateEngine

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "全部规则的总表 / a page with every rule: templates' and plugins'",
        discussion: "Example: biao rules -o docs/rules.md")

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Markdown 文件,不给则输出 / file to write; else standard output", valueName: "file.md"),
        completion: .file(extensions: ["md"]))
    var output: String?
    @OptionGroup var templates: TemplateOptions
    @OptionGroup var plugins: PluginOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let library = try templates.library()
            var packs: [TemplatePack] = []
            for (id, version, _) in try library.list() { packs.append(try library.load(id, version)) }
            let installed = try InstalledChecks.load(plugins)
            for problem in installed.problems { console.add(problem) }
            let page = RulesPage.markdown(packs, installed.registry.checks)
            if let output {
                try Files.write(page, to: output)
                console.line("已写入:\(output)", "wrote \(output)")
            } else {
                console.page(page)
            }
            let cards =
                CoreRules.all + PackRules.cards + StructureRules.cards + packs.flatMap { PackExamples($0).cards }
                + installed.registry.checks.flatMap(\.rules)
            console.set("rules", .array(cards.map(Render.json)))
        }
    }
}

/// The page, in both languages.
enum RulesPage {
    static func markdown(_ packs: [TemplatePack], _ checks: [any Check]) -> String {
        var text = """
            # 规则总表 All rules

            本页由 `biao rules -o docs/rules.md` 生成,请勿手工修改。每条规则有合格与不合格的示例,示例就是它的测试。
            示例中的 `id: …` 等写法是 tender.yaml、bid.yaml 里的行,其余内容都合格;列表的一项只写出与之有关的键。
            签名、密封、开标时对文件本身的核验不在此列,见 [docs/formats](formats/README.md)。
            This page is made by `biao rules -o docs/rules.md`; do not edit it. Every rule has an example that keeps it and
            one that breaks it, which are its tests. `id: …` and the like are lines of tender.yaml or bid.yaml, all else being good;
            of an item of a list only the keys that matter are written. How signatures, seals and openings are verified is told in
            [docs/formats](formats/README.md).

            """
        for (zh, en, cards) in [
            ("招标文件的基本规则", "Every tender, under a template or not", CoreRules.tender),
            ("投标文件的基本规则", "Every bid, under a template or not", CoreRules.bid),
            ("制作、打包、封装时的检查", "While documents are made, packed and sealed", CoreRules.making),
            ("各示范文本共同的结构检查", "Under every template", StructureRules.cards),
            ("示范文本包及其审查", "Template packs and their reviews", PackRules.cards),
        ] { text += "\n## \(zh) \(en)\n\n" + table(cards, lines: true) }
        for pack in packs {
            let manifest = pack.manifest
            text +=
                "\n## \(cell(manifest.title.zh)) `\(manifest.id)` \(manifest.version)\n\n\(cell(manifest.title.en)). \(cell(manifest.industry.zh)).\n\n"
            text += table(PackExamples(pack).cards)
        }
        for check in checks {
            text +=
                "\n## \(cell(check.title.zh)) `\(check.id)` \(check.version)\n\n\(cell(check.title.en)) (\(check.kind.title.en), \(check.kind.title.zh)).\n\n"
            text += table(check.rules)
        }
        return text
    }

    /// - Parameter lines: whether the texts of examples are lines that people write, and are shown.
    private static func table(_ cards: [RuleCard], lines: Bool = false) -> String {
        var text =
            "| 规则 rule | 程度 weight | 要求 what has to hold | 依据 article | 合格示例 passes | 不合格示例 fails |\n|---|---|---|---|---|---|\n"
        for card in cards.sorted(by: { $0.id < $1.id }) {
            text += "| \(card.id) | \(Render.title(card.severity).zh) \(card.severity.rawValue) "
            text += "| \(cell(card.title.zh))<br>\(cell(card.title.en)) | \(cell(card.basis?.citation.zh ?? "—")) "
            text += "| \(examples(card.passes, lines)) | \(examples(card.fails, lines)) |\n"
        }
        return text
    }

    private static func examples(_ examples: [RuleExample], _ lines: Bool) -> String {
        examples.isEmpty ? "—" : examples.flatMap { shown($0, lines) }.joined(separator: "<br>")
    }

    private static func shown(_ example: RuleExample, _ lines: Bool) -> [String] {
        let written = lines ? example.text.split(separator: "\n").map { "<code>\(cell(String($0)))</code>" } : []
        let why = example.why
        return written + (why.zh.isEmpty ? [] : [cell(why.zh == why.en ? why.en : "\(why.zh) · \(why.en)")])
    }

    /// A text in a cell of a Markdown table. By scalars: CR and LF together are one character, and an accent joins with the `|` before it.
    /// A `\` in the text would undo one that we put before the `|`, so both are written as numbers.
    static func cell(_ text: String) -> String {
        var cell = String.UnicodeScalarView()
        for scalar in HTMLText.escape(text).unicodeScalars {
            switch scalar {
            case "|": cell.append(contentsOf: "&#124;".unicodeScalars)
            case "\\": cell.append(contentsOf: "&#92;".unicodeScalars)
            case "\r", "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": cell.append(" ")
            default: cell.append(scalar)
            }
        }
        return String(cell)
    }
}
