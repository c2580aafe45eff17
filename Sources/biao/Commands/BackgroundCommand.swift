// BackgroundCommand.swift — biao background: texts that anybody may quote (背景库), kept as fingerprints, to be taken out of a comparison.
import ArgumentParser
import Comparison
import Extraction
import Reporting

struct BackgroundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "background",
        abstract: "背景库:标准、示范文本、以往招标文件 / background library: standards, templates, past tenders",
        subcommands: [BackgroundAdd.self, BackgroundRemove.self, BackgroundList.self])
}

struct BackgroundAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "加入文档,只存指纹不存原文 / add documents; fingerprints are kept, the texts are not",
        discussion: "Example: biao background add library/ GB50204.pdf 施工工法/*.docx --kind standard")

    @Argument(help: ArgumentHelp("背景库文件夹 / folder of the library", valueName: "library"), completion: .directory)
    var library: String
    @Argument(help: ArgumentHelp("文档 / documents", valueName: "file"), completion: .file())
    var files: [String]
    @Option(
        help: ArgumentHelp(
            "类别,如 standard、template、past-tender、catalogue / class, in small letters, figures and hyphens",
            valueName: "kind"))
    var kind = "standard"
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let result = try BackgroundFolder(trimmingSlashes(library)).add(
                files, kind: kind, extractor: Extractor(sandbox: sandbox.sandbox))
            for unread in result.notRead where unread.isWhole {
                console.add(
                    Finding(
                        code: unread.code, severity: .indeterminate, message: unread.reason,
                        remedy: LocalizedText(
                            zh: "该文档没有加入背景库;请换用有文字的版本", en: "the document was not added; find a version that has text"),
                        place: unread.file))
            }
            for file in result.known {
                console.add(
                    Finding(
                        code: "COMP-0033", severity: .note,
                        message: LocalizedText(zh: "背景库里已有这份文档", en: "the library has this document already"),
                        remedy: LocalizedText(zh: "无需再加", en: "there is nothing to do"), place: file))
            }
            console.line("加入 \(result.added) 个文档", "added \(result.added) documents")
            console.set("added", .number(Int64(result.added)))
            console.set("known", .array(result.known.map(JSON.string)))
        }
    }
}

struct BackgroundRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "去掉误加的文档 / take out a document that was added by mistake",
        discussion: "Example: biao background remove library/ 施工组织设计.docx")

    @Argument(help: ArgumentHelp("背景库文件夹 / folder of the library", valueName: "library"), completion: .directory)
    var library: String
    @Argument(
        help: ArgumentHelp("标题,见 biao background list / title, as biao background list has it", valueName: "title"))
    var title: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let removed = try BackgroundFolder(trimmingSlashes(library)).remove(title: title)
            console.line("去掉 \(removed.count) 个文档", "removed \(removed.count) documents")
            console.set("removed", .number(Int64(removed.count)))
        }
    }
}

struct BackgroundList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "背景库里有什么 / what the library holds")

    @Argument(help: ArgumentHelp("背景库文件夹 / folder of the library", valueName: "library"), completion: .directory)
    var library: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let sections = try BackgroundFolder(trimmingSlashes(library)).libraries().flatMap(\.sections)
            for section in sections {
                console.line(
                    "\(section.kind)  \(section.title)(\(section.characters) 字)",
                    "\(section.kind)  \(section.title) (\(section.characters) characters)")
            }
            console.set(
                "sections",
                .array(
                    sections.map {
                        .members([
                            "kind": .string($0.kind), "title": .string($0.title),
                            "characters": .number(Int64($0.characters)),
                        ])
                    }))
        }
    }
}
