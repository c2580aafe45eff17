// TemplateCommand.swift — biao template: model templates (示范文本), made, checked, pinned, shown.
import ArgumentParser
import FileKit
import Reporting
import Signing
import TemplateEngine
import TenderModel

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "示范文本 / model templates",
        discussion: """
            A pack is data: a folder that a text editor makes. docs/templates/README.md says how.
            Where a TEMPLATE is asked for, write its id, id@version, or a folder (./my-industry).
            """,
        subcommands: [
            List.self, Show.self, New.self, Lint.self, Test.self, Lock.self, Export.self,
            TemplateReviewCommand.self,
        ])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "列出已安装的示范文本 / what is installed, by industry")

        @OptionGroup var templates: TemplateOptions
        @OptionGroup var trust: TrustOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let library = try templates.library()
                let trust = try trust.known()
                var packs: [TemplatePack] = []
                for (id, version, folder) in try library.list() {
                    do throws(Problem) { packs.append(try library.load(id, version)) } catch {
                        // one pack that cannot be used hides none of the others
                        console.add(error.at(folder))
                    }
                }
                packs.sort { ($0.manifest.industry.zh, $0.manifest.id) < ($1.manifest.industry.zh, $1.manifest.id) }
                for (industry, members) in Self.byIndustry(packs) {
                    console.line(console.style.bold(industry[console.language]))
                    for pack in members {
                        let manifest = pack.manifest
                        console.line(
                            "  \(manifest.id)@\(manifest.version)  \(manifest.title[console.language])"
                        )
                        console.table(try TemplateCommand.rows(pack, trust, console.language), indent: 4)
                    }
                }
                console.add(NearDuplicates.among(packs))
                console.set("folder", .string(library.folder))
                console.set("templates", .array(packs.map(TemplateCommand.json)))
            }
        }

        private static func byIndustry(_ packs: [TemplatePack]) -> [(LocalizedText, [TemplatePack])] {
            var groups: [(LocalizedText, [TemplatePack])] = []
            for pack in packs {
                if groups.last?.0 == pack.manifest.industry {
                    groups[groups.count - 1].1.append(pack)
                } else {
                    groups.append((pack.manifest.industry, [pack]))
                }
            }
            return groups
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "显示一个示范文本 / one template: parts, fields, methods, rules",
            discussion: "Example: biao template show building-works")

        @Argument(help: ArgumentHelp("示范文本 / template", valueName: "template")) var template: String
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var trust: TrustOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let pack = try templates.pack(template)
                let (manifest, language) = (pack.manifest, console.language)
                func heading(_ zh: String, _ en: String) {
                    console.line("")
                    console.line(console.style.bold(LocalizedText(zh: zh, en: en)[language]))
                }
                console.line("\(manifest.id)@\(manifest.version)  \(manifest.title[language])")
                console.table(try TemplateCommand.rows(pack, trust.known(), language))
                heading("评标办法", "evaluation methods")
                console.table(manifest.methods.map { (LocalizedText(zh: $0.id, en: $0.id), $0.title[language]) })
                heading("开标一览表(按唱标顺序)", "opening sheet, in read-out order")
                console.table(manifest.sheet.map { (LocalizedText(zh: $0.id, en: $0.id), $0.label[language]) })
                heading("招标文件各章", "chapters of the tender documents")
                for document in manifest.documents { console.line("  " + document.title[language]) }
                heading("投标文件组成", "parts of a bid")
                console.table(manifest.parts.map { (LocalizedText(zh: $0.id, en: $0.id), $0.title[language]) })
                heading("tender.yaml 的 industry", "industry in tender.yaml")
                console.table(
                    manifest.tenderFields.map { (LocalizedText(zh: $0.path, en: $0.path), $0.label[language]) })
                heading("bid.yaml 的 industry", "industry in bid.yaml")
                console.table(manifest.bidFields.map { (LocalizedText(zh: $0.path, en: $0.path), $0.label[language]) })
                heading("规则", "rules")
                for rule in pack.rules {
                    console.line(
                        "  \(rule.card.id)  \(rule.card.title[language])  "
                            + console.style.dim(rule.card.basis?.citation[language] ?? ""))
                }
                console.set("template", TemplateCommand.json(pack))
                console.set("rules", .array(pack.rules.map { Render.json($0.card) }))
            }
        }
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "新建示范文本包 / a pack to edit, with a rule, a good and a bad example in it",
            discussion: "Example: biao template new water-works --area WATR -o water-works/")

        @Argument(help: ArgumentHelp("编号:小写字母、数字、- / id: lower-case letters, digits, '-'", valueName: "id")) var id:
            String
        @Option(help: ArgumentHelp("规则编号的开头,2 至 8 个大写字母 / begins its rules' ids, 2 to 8 capitals", valueName: "AREA"))
        var area = "MINE"
        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("新文件夹,默认为编号 / folder to make, by default the id", valueName: "folder"),
            completion: .directory)
        var output: String?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let folder = trimmingSlashes(output ?? id)
                let files = NewPack.files(id: id, area: area, today: TimeSource.system.now().day)
                // refused here, before anything is made: an id that would not pass its own reader
                _ = try TemplatePack(PackFiles(files.mapValues { Array($0.utf8) }))
                var made = try NewFolder(folder)
                for (name, text) in files.sorted(by: { $0.key < $1.key }) {
                    let parent = name.split(separator: "/").dropLast().joined(separator: "/")
                    if !parent.isEmpty { try Files.makeFolder(made.temporaryPath + "/" + parent) }
                    try Files.write(text, to: made.temporaryPath + "/" + name)
                }
                try made.commit()
                console.line("已建立:\(folder)", "made \(folder)")
                console.remark(
                    "下一步:修改其中的文件,然后 biao template lint ./\(folder)",
                    "next: edit its files, then biao template lint ./\(folder)")
                console.set("folder", .string(folder))
            }
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查示范文本包:写法、示例、公平竞争 / how it is written, its examples, fair competition",
            discussion: "Example: biao template lint ./water-works")

        @Argument(help: ArgumentHelp("示范文本 / template", valueName: "template")) var template: String
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let pack = try templates.pack(template)
                let findings = try PackLint.check(pack, today: TimeSource.system.now().day)
                console.add(findings)
                console.line(
                    "\(pack.manifest.id)@\(pack.manifest.version):\(pack.rules.count) 条规则,\(findings.count) 个问题",
                    "\(pack.manifest.id)@\(pack.manifest.version): \(pack.rules.count) rules, \(findings.count) findings"
                )
                console.set("template", TemplateCommand.json(pack))
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "运行示范文本包的示例 / run a pack's examples",
            discussion: "Example: biao template test ./water-works")

        @Argument(help: ArgumentHelp("示范文本 / template", valueName: "template")) var template: String
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let examples = PackExamples(try templates.pack(template))
                let failures = examples.failures()
                for name in examples.valid + examples.invalid {
                    let failure = failures.first { $0.file == name }
                    let mark = failure == nil ? console.style.green("✔") : console.style.red("✘")
                    console.line("\(mark) \(name)" + (failure.map { "  \($0.message[console.language])" } ?? ""))
                }
                console.add(
                    failures.map {
                        Finding(
                            code: "TMPL-0202", message: $0.message,
                            remedy: LocalizedText(zh: "改正示例或规则", en: "correct the example, or the rule"), place: $0.file
                        )
                    })
                let count = examples.valid.count + examples.invalid.count
                console.line(
                    "\(count) 个示例,\(failures.count) 个不符",
                    "\(count) examples, \(failures.count) otherwise than they should")
                console.set("examples", .number(Int64(count)))
            }
        }
    }

    struct Lock: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "固定文件夹内各示范文本包的摘要 / pin every pack of a folder by its digest",
            discussion: """
                Example: biao template lock Templates/
                A digest can be made again with stock tools, in the pack's folder:
                find . -type f -not -path './reviews/*' | LC_ALL=C sort | xargs sha256sum | sha256sum
                """)

        @Argument(
            help: ArgumentHelp("示范文本文件夹 / folder of packs, ID/VERSION/", valueName: "folder"), completion: .directory)
        var folder: String?
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let library: TemplateLibrary
                if let folder {
                    library = TemplateLibrary(trimmingSlashes(folder))
                } else {
                    library = try templates.library()
                }
                let locked = try library.writeLock()
                for reference in locked {
                    console.line("\(reference.id)@\(reference.version)  \(reference.digest)")
                }
                console.set("file", .string("\(library.folder)/\(TemplateLibrary.lockName)"))
            }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "导出为网页,供公布 / as a web page, to be published",
            discussion: "Example: biao template export building-works --html building-works.html")

        @Argument(help: ArgumentHelp("示范文本 / template", valueName: "template")) var template: String
        @Option(
            help: ArgumentHelp("网页文件 / page to write", valueName: "file.html"), completion: .file(extensions: ["html"]))
        var html: String
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let pack = try templates.pack(template)
                try WebPage.write(PackPage.html(pack, console.language), to: html)
                console.line("已写入:\(html)", "wrote \(html)")
                console.set("file", .string(html))
            }
        }
    }

    // MARK: - What is said of every pack

    static func rows(
        _ pack: TemplatePack, _ trust: TrustStore?, _ language: Language
    ) throws(Problem) -> [(label: LocalizedText, value: String?)] {
        let manifest = pack.manifest
        let reviews = try PackReviews(pack, policy: ReviewPolicy(), trust: trust, time: TimeSource.system.now())
        let record = reviews.record(pack)
        let passed = record.reviews.map { "\($0.kind.title[language]): \($0.authority.name)" }
        let missing = record.isReviewed ? [] : [LocalizedText(zh: "未经审查", en: "not reviewed")[language]]
        return [
            (LocalizedText(zh: "行业", en: "industry"), manifest.industry[language]),
            (LocalizedText(zh: "制定单位", en: "issuer"), manifest.issuer),
            (
                LocalizedText(zh: "有效期", en: "in force"),
                manifest.effectiveFrom + " – " + (manifest.effectiveTo ?? LocalizedText(zh: "今", en: "now")[language])
            ),
            (LocalizedText(zh: "规则", en: "rules"), String(pack.rules.count)),
            (
                LocalizedText(zh: "所需检查", en: "checks needed"),
                manifest.checks.isEmpty ? nil : manifest.checks.map(\.id).joined(separator: ", ")
            ),
            (LocalizedText(zh: "审查", en: "reviews"), (passed + missing).joined(separator: "; ")),
            (LocalizedText(zh: "摘要", en: "digest"), pack.digest.description),
        ]
    }

    static func json(_ pack: TemplatePack) -> JSON {
        let manifest = pack.manifest
        return .members([
            "id": .string(manifest.id), "version": .string(manifest.version), "title": Render.json(manifest.title),
            "industry": Render.json(manifest.industry), "issuer": .string(manifest.issuer),
            "effectiveFrom": .string(manifest.effectiveFrom), "effectiveTo": JSON(manifest.effectiveTo),
            "rules": .number(Int64(pack.rules.count)), "checks": .array(manifest.checks.map { .string($0.id) }),
            "digest": .string(pack.digest.description),
        ])
    }
}
