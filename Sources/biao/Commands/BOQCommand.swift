// BOQCommand.swift — biao boq: bills of quantities (工程量清单) of every format, shown as a table, converted to another.
import ArgumentParser
import Bills
import FileKit
import Reporting
import TenderModel

struct BOQCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boq", abstract: "工程量清单 / bills of quantities",
        discussion: """
            Reads exchange XML (ConstructionProject, JingJiBiao, GCZJWJ), our own XML and XLSX; docs/formats/bills.md lists them.
            Whether a bill is right is checked with the tender or bid that it belongs to: biao check, biao tender check.
            """,
        subcommands: [Show.self, Convert.self])

    struct Source: ParsableArguments {
        @Argument(help: ArgumentHelp("清单文件 / the bill's file", valueName: "file"), completion: .file())
        var file: String

        @Option(
            help: ArgumentHelp("另加的格式映射(YAML) / further mappings of formats, YAML", valueName: "file"),
            completion: .file(extensions: ["yaml"]))
        var mapping: [String] = []

        func read() throws(Problem) -> Bill {
            var mappings: [BillMapping] = []
            for path in mapping {
                mappings.append(try BillMapping(yaml: try Files.read(path, limit: 1 << 20), file: path))
            }
            let reader = try BillReader(mappings: mappings, readsAnalyses: true)
            return try reader.read(try Files.read(file, limit: reader.limits.maxBytes), file: file)
        }
    }

    /// What could not be taken as it stands.
    fileprivate static func findings(_ bill: Bill) -> [Finding] {
        let shown = bill.flaws.prefix(100).map { flaw in
            let field = flaw.field?.title ?? LocalizedText(zh: "声明", en: "declaration")
            let isNote = flaw.kind == .formula
            return Finding(
                code: "BILL-0020", severity: isNote ? .note : .warning,
                message: isNote
                    ? LocalizedText(
                        zh: "\(field.zh)是公式,取其结果 \(flaw.text)",
                        en: "the \(field.en) is a formula; its result \(flaw.text) was taken")
                    : LocalizedText(
                        zh: "\(field.zh)“\(flaw.text)”不能采用", en: "the \(field.en) \"\(flaw.text)\" cannot be used"),
                place: bill.place(flaw))
        }
        let more = bill.flaws.count - shown.count
        guard more > 0 else { return shown }
        return shown + [
            Finding(
                code: "BILL-0020",
                severity: bill.flaws.dropFirst(100).allSatisfy { $0.kind == .formula } ? .note : .warning,
                message: LocalizedText(zh: "另有 \(more) 处,未一一列出", en: "and \(more) more of the same"), place: bill.file)
        ]
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "以表格显示 / shows a bill as a table")

        @OptionGroup var source: Source
        @Option(help: ArgumentHelp("最多显示多少项 / most items to show", valueName: "n"))
        var limit = 200
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let bill = try source.read()
                console.table(facts(bill, console.language))
                console.line()
                table(bill, console)
                console.add(BOQCommand.findings(bill))
                json(bill, console)
            }
        }

        private func facts(_ bill: Bill, _ language: Language) -> [(label: LocalizedText, value: String?)] {
            var facts: [(label: LocalizedText, value: String?)] = [
                (LocalizedText(zh: "格式", en: "format"), bill.format),
                (
                    LocalizedText(zh: "版本", en: "edition"),
                    bill.edition?.title[language] ?? LocalizedText(zh: "未声明", en: "not declared")[language]
                ),
                (
                    LocalizedText(zh: "数据标准", en: "standard"),
                    bill.standardName.map { "\($0) \(bill.standardNumber ?? "")" }
                ),
                (LocalizedText(zh: "项目数", en: "items"), "\(bill.items.count)"),
                (LocalizedText(zh: "总价", en: "price"), (bill.total ?? bill.nodes.first?.total)?.description),
                (LocalizedText(zh: "大写", en: "in words"), bill.totalWords),
                (LocalizedText(zh: "最高投标限价", en: "ceiling"), bill.ceiling?.description),
            ]
            for fact in bill.provenance { facts.append((LocalizedText(zh: fact.name, en: fact.name), fact.value)) }
            return facts
        }

        /// Columns as wide as what they hold; texts of one line, cut where they are long.
        private func table(_ bill: Bill, _ console: Console) {
            let shown = bill.items.prefix(max(0, limit))
            let titles = [BillField.code, .name, .unit, .quantity, .price, .total].map { $0.title[console.language] }
            var rows: [(part: Int32, cells: [String])] = []
            for item in shown {
                let name = item.name.filter { !$0.isNewline }
                rows.append(
                    (
                        item.node,
                        [
                            item.code, name.count > 28 ? name.prefix(27) + "…" : name, item.unit,
                            item.quantity?.description ?? "", item.price?.description ?? "",
                            item.total?.description ?? "",
                        ].map(Console.printable)
                    ))
            }
            var widths = titles.map(Console.width)
            for row in rows {
                for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], Console.width(cell)) }
            }
            console.line(console.style.bold(Self.line(titles, widths)))
            var part: Int32 = -2
            for row in rows {
                if row.part != part, row.part >= 0 {
                    let total = bill.nodes[Int(row.part)].total.map { "  \($0)" } ?? ""
                    console.line(console.style.dim(bill.path(row.part) + total))
                }
                part = row.part
                console.line(Self.line(row.cells, widths))
            }
            if bill.items.count > shown.count {
                let more = bill.items.count - shown.count
                console.line("……另有 \(more) 项(--limit 可调)", "… and \(more) more (see --limit)")
            }
        }

        private static func line(_ cells: [String], _ widths: [Int]) -> String {
            var line = ""
            for (index, cell) in cells.enumerated() {
                let gap = String(repeating: " ", count: widths[index] - Console.width(cell))
                // numbers stand to the right
                line += (index >= 3 ? gap + cell : cell + gap) + (index == cells.count - 1 ? "" : "  ")
            }
            return line
        }

        private func json(_ bill: Bill, _ console: Console) {
            console.set("format", .string(bill.format))
            console.set("edition", JSON(bill.edition?.rawValue))
            console.set("standardName", JSON(bill.standardName))
            console.set("standardNumber", JSON(bill.standardNumber))
            console.set("total", JSON((bill.total ?? bill.nodes.first?.total)?.description))
            console.set("count", .number(Int64(bill.items.count)))
            console.set(
                "provenance", .object(bill.provenance.map { JSON.Member(name: $0.name, value: .string($0.value)) }))
            guard console.format == .json else { return }
            console.set(
                "items",
                .array(
                    bill.items.prefix(max(0, limit)).map { item in
                        .members([
                            "part": .string(bill.path(item.node)), "category": .string(item.category.rawValue),
                            "code": .string(item.code), "name": .string(item.name), "features": .string(item.features),
                            "unit": .string(item.unit), "quantity": JSON(item.quantity?.description),
                            "price": JSON(item.price?.description), "total": JSON(item.total?.description),
                            "place": .string(bill.place(item)),
                        ])
                    }))
        }
    }

    struct Convert: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "转换为 XML、CSV 或 XLSX / converts a bill to our XML, to CSV or to XLSX")

        @OptionGroup var source: Source
        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("写到何处,格式看后缀 / where to; its ending is the format", valueName: "file"))
        var output: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let target = try BillWriter.Target(path: output)
                let bill = try source.read()
                let bytes = try BillWriter.bytes(bill, as: target)
                try Files.write(bytes, to: output)
                console.line("已写入 \(output):\(bill.items.count) 项", "wrote \(output): \(bill.items.count) items")
                console.add(BOQCommand.findings(bill))
                console.set("output", .string(output))
                console.set("format", .string(bill.format))
                console.set("count", .number(Int64(bill.items.count)))
            }
        }
    }
}
