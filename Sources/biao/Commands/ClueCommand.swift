// ClueCommand.swift — biao clue: a clue package after it was made (线索移交包): what is in it, and what was done about it since.
import ArgumentParser
import Comparison
import Container
import Documents
import FileKit
import Reporting
import Signing
import TenderModel

struct ClueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clue", abstract: "线索移交包:查看、办理记录 / clue packages: show, and the log of what was done",
        subcommands: [ClueShow.self, ClueAdd.self])
}

struct ClueShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "查看移交包和办理记录(不验证) / a package and its log, unverified",
        discussion: "Example: biao clue show report/clue-1.clue")

    @Argument(
        help: ArgumentHelp("线索移交包 / clue package", valueName: "file.clue"), completion: .file(extensions: ["clue"]))
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let log = try ClueLog(try ContainerReader(file), report: nil)
            for fact in Facts.clue(log) {
                guard let zh = fact.text(.zh), let en = fact.text(.en) else { continue }
                console.line(
                    "\(fact.label.zh):\(Console.printable(zh))", "\(fact.label.en): \(Console.printable(en))")
            }
            for entry in log.entries {
                console.line()
                for line in ClueWords.lines(entry) { console.line(line) }
            }
            console.add(log.findings.map { $0.at("\(file): \($0.place ?? "")") })
            console.showFindings()
            console.remark("以上内容未经验证;请用 biao verify", "nothing of this was verified: use biao verify")
            console.set("file", .string(file))
            console.set("facts", .object(Facts.clue(log).map { JSON.Member(name: $0.key, value: $0.value) }))
            console.set("log", .array(log.entries.map(ClueWords.json)))
        }
    }
}

struct ClueAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "记一条办理记录并签名 / add a signed entry to the log",
        discussion: """
            状态:found 发现 → handed-over 移交 → looked-into 核查 → dealt-with 处理 → reported-back 反馈
            Example: biao clue log clue-1.clue --status handed-over --owner 示例市发展和改革委员会 --person 张三 --due 2026-12-01 --identity officer/
            The entry is appended: what was signed before stays as it is. Keep a copy of what you hand over: biao verify --earlier.
            """)

    @Argument(
        help: ArgumentHelp("线索移交包 / clue package", valueName: "file.clue"), completion: .file(extensions: ["clue"]))
    var file: String
    @Option(
        help: ArgumentHelp(
            "办理状态:found 发现、handed-over 移交、looked-into 核查、dealt-with 处理、reported-back 反馈 / how far it has come",
            valueName: "status"),
        completion: .list(ClueStatus.allCases.map(\.rawValue)))
    var status: String
    @Option(help: ArgumentHelp("责任单位 / the unit whose turn it is", valueName: "unit")) var owner: String
    @Option(help: ArgumentHelp("责任人 / the person", valueName: "name")) var person: String
    @Option(
        help: ArgumentHelp(
            "办理期限;移交、核查、处理须给出 / until when; needed while something is to be done", valueName: "2026-12-01"))
    var due: String?
    @Option(help: ArgumentHelp("说明 / what there is to say", valueName: "text")) var note: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let status = try ClueStatus(named: status)
            let acting = try acting.load(console)
            let step = ClueLog.Step(status: status, unit: owner, person: person, due: due, note: note)
            let entry = try ClueLog.append(
                step, to: file, author: try acting.identity.organization(), at: acting.now, signer: acting.signer,
                trust: acting.trust)
            for line in ClueWords.lines(entry) { console.line(line) }
            let head = try ClueLog(try ContainerReader(file), report: nil).head
            console.line("最后一条的摘要 \(head?.description ?? "")", "digest of the last entry \(head?.description ?? "")")
            console.set("file", .string(file))
            console.set("entry", ClueWords.json(entry))
            console.set("head", JSON(head?.description))
        }
    }
}

/// A log in words, and as JSON.
enum ClueWords {
    static func lines(_ entry: ClueEntry) -> [LocalizedText] {
        let (unit, person) = (Console.printable(entry.unit), Console.printable(entry.person))
        let author = Console.printable(entry.author.name)
        let due = entry.due.map { LocalizedText(zh: ",期限 \($0)", en: ", until \($0)") }
        var lines = [
            LocalizedText(
                zh:
                    "\(entry.number)  \(entry.status.title.zh)  \(entry.time.text)  责任 \(unit) \(person)\(due?.zh ?? "")",
                en:
                    "\(entry.number)  \(entry.status.title.en)  \(entry.time.text)  owner \(unit), \(person)\(due?.en ?? "")"
            ),
            LocalizedText(zh: "   记录人 \(author)", en: "   by \(author)"),
        ]
        if let note = entry.note.map(Console.printable) {
            lines.append(LocalizedText(zh: "   \(note)", en: "   \(note)"))
        }
        return lines
    }

    static func json(_ entry: ClueEntry) -> JSON {
        .members([
            "number": .number(Int64(entry.number)), "status": .string(entry.status.rawValue),
            "time": .string(entry.time.text), "author": .string(entry.author.name),
            "authorCode": .string(entry.author.code.text), "unit": .string(entry.unit),
            "person": .string(entry.person), "due": JSON(entry.due), "note": JSON(entry.note),
            "previous": .string(entry.previous.description),
        ])
    }

    /// How far it has come, and by which digest a log that was cut off would show.
    static func answers(_ log: ClueLog, on day: Instant) -> [LocalizedText] {
        let (zh, en) = (log.status.title.zh, log.status.title.en)
        var answers = [
            LocalizedText(
                zh: "办理状态:\(zh);记录 \(log.entries.count) 条。",
                en: "Status: \(en); entries in the log: \(log.entries.count).")
        ]
        if let last = log.entries.last, last.status.isOpen, let due = last.due {
            let (unit, person) = (Console.printable(last.unit), Console.printable(last.person))
            answers.append(
                due < day.day
                    ? LocalizedText(
                        zh: "已过期限:\(unit) \(person) 应于 \(due) 前办理。", en: "Overdue: \(unit), \(person) had until \(due)."
                    )
                    : LocalizedText(
                        zh: "由 \(unit) \(person) 在 \(due) 前办理。",
                        en: "It is the turn of \(unit), \(person), until \(due)."))
        }
        if let head = log.head {
            answers.append(
                LocalizedText(
                    zh: "最后一条的摘要 \(head):末尾被截去的记录,只有与它或早先副本(--earlier)对照才看得出。",
                    en:
                        "Digest of the last entry \(head): entries cut off at the end show only against it, or against an earlier copy (--earlier)."
                ))
        }
        return answers
    }
}

extension ClueStatus {
    /// By its name on the command line, or as people write it in Chinese. Throws CLUE-0027.
    init(named name: String) throws(Problem) {
        guard let status = Self.allCases.first(where: { $0.rawValue == name || $0.title.zh == name }) else {
            throw Problem(
                "CLUE-0027", kind: .usage, zh: "没有“\(name)”这种办理状态", en: "there is no status \"\(name)\"",
                remedyZh: "可以是:" + Self.allCases.map { "\($0.title.zh)(\($0.rawValue))" }.joined(separator: "、"),
                remedyEn: "it may be: " + Self.allCases.map(\.rawValue).joined(separator: ", "), place: "--status")
        }
        self = status
    }
}
