// PluginCommand.swift — biao plugin: which checks are registered, what each says of itself, its own examples, and its lock.
import ArgumentParser
import Checks
import FileKit
import Reporting
import Sandbox
import TenderModel

struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "行业检查插件 / plugins with checks of an industry",
        subcommands: [List.self, Show.self, Test.self, Lock.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记的检查:编号、版本、种类、规则、摘要、隔离 / the checks: id, version, kind, rules, digest, sandbox",
            discussion: "Example: biao plugin list --plugins Plugins/")

        @OptionGroup var plugins: PluginOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let installed = try InstalledChecks.load(plugins)
                for check in installed.registry.checks {
                    console.line(
                        console.style.bold("\(check.id) \(check.version)") + "  "
                            + check.title[console.language])
                    console.table(PluginFacts.rows(check, console.language))
                    console.add(check.conditions)
                    console.showFindings()
                }
                if installed.registry.checks.isEmpty, installed.problems.isEmpty {
                    console.line("没有登记任何检查", "no check is registered")
                }
                console.set("checks", .array(installed.registry.checks.map { PluginFacts.json($0) }))
                for problem in installed.problems { console.add(problem) }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "一个检查的全部规则卡 / all rule cards of one check", discussion: "Example: biao plugin show example-python"
        )

        @Argument(help: ArgumentHelp("检查的编号 / id of the check", valueName: "id")) var id: String
        @OptionGroup var plugins: PluginOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let installed = try InstalledChecks.load(plugins)
                guard let check = installed.registry.check(id) else {
                    // the reason may be that it was not started
                    for problem in installed.problems { console.add(problem) }
                    let ids = installed.registry.checks.map(\.id)
                    throw Problem(
                        "PLUG-0014", kind: .usage, zh: "没有编号为“\(id)”的检查", en: "no check has the id \"\(id)\"",
                        remedyZh: "可用:\(ids.joined(separator: "、"));进程插件须在插件目录中并已登记(biao plugin lock)",
                        remedyEn:
                            "there are \(ids.joined(separator: ", ")); a process plugin has to lie in the folder of plugins and be locked (biao plugin lock)"
                    )
                }
                let language = console.language
                console.line(
                    console.style.bold("\(check.id) \(check.version)") + "  "
                        + check.title[language])
                console.table(PluginFacts.rows(check, language) + PluginFacts.more(check))
                for rule in check.rules {
                    console.line()
                    console.line(
                        "  " + console.style.bold(rule.id) + "  " + Render.title(rule.severity)[language] + "  "
                            + rule.title[language])
                    console.table(
                        [
                            (LocalizedText(zh: "依据", en: "basis"), rule.basis?.citation[language]),
                            (LocalizedText(zh: "办法", en: "remedy"), rule.remedy[language]),
                        ] + rule.passes.map { (LocalizedText(zh: "合格例", en: "passes"), $0.why[language]) }
                            + rule.fails.map { (LocalizedText(zh: "不合格例", en: "fails"), $0.why[language]) },
                        indent: 4)
                }
                console.add(check.conditions)
                console.set("check", PluginFacts.json(check, cards: true))
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "运行插件自己的例子 / run a plugin's own examples",
            discussion: """
                Example: biao plugin test Plugins/ExamplePython
                Every rule needs a passing and a failing example, and each must give exactly what its case.json says.
                The plugin need not be locked.
                """)

        @Argument(help: ArgumentHelp("插件的文件夹 / the plugin's folder", valueName: "folder"), completion: .directory)
        var folder: String
        @Option(help: ArgumentHelp("须否隔离 / whether it must be shut in", valueName: "wish"))
        var sandbox: SandboxWish = .required
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let plugin = try PluginFolder(try Files.resolve(trimmingSlashes(folder)))
                let check = try ProcessCheck(plugin, sandbox: sandbox, host: InstalledChecks.host)
                let results = try check.runExamples(plugin)
                for result in results {
                    let mark =
                        result.findings.isEmpty ? console.style.green("✔") : console.style.red("✘")
                    let why = result.why.map { "  " + $0[console.language] } ?? ""
                    console.line(
                        "\(mark) \(result.rule ?? "—")  \(result.name)\(why)")
                    console.add(result.findings)
                    console.showFindings()
                }
                let failed = results.count { !$0.findings.isEmpty }
                console.line(
                    "\(check.id) \(check.version):\(results.count) 个例子,\(failed) 个不符",
                    "\(check.id) \(check.version): \(results.count) examples, \(failed) not as said")
                console.add(check.conditions)
                console.set("id", .string(check.id))
                console.set("isolation", .string(check.isolation.rawValue))
                console.set(
                    "examples",
                    .array(
                        results.map { result in
                            .members([
                                "rule": JSON(result.rule), "case": .string(result.name),
                                "ok": .bool(result.findings.isEmpty),
                            ])
                        }))
            }
        }
    }

    struct Lock: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记插件目录中全部插件的摘要 / pin every plugin of the folder by its digest",
            discussion: """
                Example: biao plugin lock --plugins Plugins/
                Each plugin is started once; the lock is written only if all answer and no rule's id stands twice.
                The digest is that of: find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
                """)

        @OptionGroup var plugins: PluginOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                guard let folder = try plugins.folder() else {
                    throw Problem(
                        "PLUG-0015", kind: .usage, zh: "没有给出插件目录,也没有找到随程序安装的",
                        en: "no folder of plugins was named, and none comes with the program",
                        remedyZh: "用 --plugins 目录 给出,或设置 BIAO_PLUGINS",
                        remedyEn: "name it with --plugins FOLDER, or set BIAO_PLUGINS")
                }
                let shelf = try PluginShelf(folder)
                let lock = try shelf.newLock(
                    sandbox: plugins.sandbox, host: InstalledChecks.host,
                    beside: try CheckRegistry(InstalledChecks.compiled))
                try lock.write(folder: folder)
                for entry in lock.entries {
                    let isNew = shelf.lock[entry.id] != entry
                    console.line(
                        "\(entry.id) \(entry.version)  \(entry.digest)"
                            + (isNew ? LocalizedText(zh: "  (新登记)", en: "  (new)")[console.language] : ""))
                }
                console.line(
                    "已登记 \(lock.entries.count) 个插件:\(folder)/\(PluginLock.fileName)",
                    "locked \(lock.entries.count) plugins: \(folder)/\(PluginLock.fileName)")
                console.set("file", .string("\(folder)/\(PluginLock.fileName)"))
                console.set(
                    "plugins",
                    .array(
                        lock.entries.map {
                            .members([
                                "id": .string($0.id), "version": .string($0.version),
                                "digest": .string($0.digest.description),
                            ])
                        }))
            }
        }
    }
}

/// What is shown of a check.
enum PluginFacts {
    static func rows(_ check: any Check, _ language: Language) -> [(label: LocalizedText, value: String?)] {
        let process = check as? ProcessCheck
        let wish = process.map { "\($0.manifest.sandbox.rawValue) → \($0.isolation.title[language])" }
        return [
            (LocalizedText(zh: "种类", en: "kind"), check.kind.title[language]),
            (LocalizedText(zh: "规则", en: "rules"), check.rules.map(\.id).joined(separator: ", ")),
            (
                LocalizedText(zh: "名单(--list)", en: "lists (--list)"),
                check.lists.isEmpty ? nil : check.lists.joined(separator: ", ")
            ),
            (LocalizedText(zh: "摘要", en: "digest"), check.digest?.description),
            (LocalizedText(zh: "隔离", en: "sandbox"), wish),
        ]
    }

    /// What `show` says beside it.
    static func more(_ check: any Check) -> [(label: LocalizedText, value: String?)] {
        guard let process = check as? ProcessCheck else { return [] }
        let limits = process.manifest.limits
        let reads = process.handshake.reads
        let files = reads.tender.map { "tender/\($0)*" } + reads.bid.map { "bid/\($0)*" }
        return [
            (LocalizedText(zh: "目录", en: "folder"), process.path),
            (LocalizedText(zh: "启动", en: "run"), process.manifest.run.joined(separator: " ")),
            (LocalizedText(zh: "协议", en: "protocol"), "\(process.handshake.protocolVersion)"),
            (LocalizedText(zh: "可读", en: "reads"), files.isEmpty ? "—" : files.joined(separator: ", ")),
            (
                LocalizedText(zh: "上限", en: "limits"),
                "\(limits.time / 1_000) s, CPU \(limits.cpu) s, \(limits.memory >> 20) MiB, \(limits.output >> 10) KiB, "
                    + "\(limits.processes) proc."
            ),
        ]
    }

    static func json(_ check: any Check, cards: Bool = false) -> JSON {
        let process = check as? ProcessCheck
        var members: [JSON.Member] = [
            .init(name: "id", value: .string(check.id)), .init(name: "version", value: .string(check.version)),
            .init(name: "title", value: Render.json(check.title)),
            .init(name: "kind", value: .string(check.kind.rawValue)),
            .init(name: "digest", value: JSON(check.digest?.description)),
            .init(name: "lists", value: .array(check.lists.map { .string($0) })),
            .init(name: "sandbox", value: JSON(process?.manifest.sandbox.rawValue)),
            .init(name: "isolation", value: JSON(process?.isolation.rawValue)),
        ]
        guard cards else {
            return .object(members + [.init(name: "rules", value: .array(check.rules.map { .string($0.id) }))])
        }
        if let process {
            let reads = process.handshake.reads
            members.append(.init(name: "folder", value: .string(process.path)))
            members.append(.init(name: "run", value: .array(process.manifest.run.map { .string($0) })))
            members.append(.init(name: "protocol", value: .number(Int64(process.handshake.protocolVersion))))
            members.append(
                .init(
                    name: "reads",
                    value: .members([
                        "tender": .array(reads.tender.map { .string($0) }),
                        "bid": .array(reads.bid.map { .string($0) }),
                    ])))
        }
        members.append(.init(name: "rules", value: .array(check.rules.map(json))))
        return .object(members)
    }

    private static func json(_ rule: RuleCard) -> JSON {
        func examples(_ examples: [RuleExample]) -> JSON {
            .array(examples.map { .members(["why": Render.json($0.why), "text": .string($0.text)]) })
        }
        return .members([
            "id": .string(rule.id), "severity": .string(rule.severity.rawValue), "title": Render.json(rule.title),
            "basis": rule.basis.map { Render.json($0.citation) } ?? .null, "remedy": Render.json(rule.remedy),
            "passes": examples(rule.passes), "fails": examples(rule.fails),
        ])
    }
}
