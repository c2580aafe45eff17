// ExtractCommand.swift — biao extract: text with places, metadata and pictures of documents, and what was not read of them.
import ArgumentParser
import Extraction
import Reporting

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "提取文档的文字、元数据和图片,列出未读的部分 / text, metadata and pictures of documents, and what was not read",
        discussion: """
            Reads DOCX, XLSX, PDF, OFD, plain text and pictures, told by their content; what cannot be read is named.
            Exit code 1: something was not read. docs/guide/extract.md says what is read of each format.
            Example: biao extract 施工组织设计.docx --format json
            """)

    @Argument(help: ArgumentHelp("文档,可多个 / documents, one or more", valueName: "file"), completion: .file())
    var files: [String]
    @Option(
        help: ArgumentHelp("每个文档最多显示多少段文字,JSON 中不限 / most blocks of text to show of each; JSON has all", valueName: "n")
    )
    var limit = 200
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let extractor = Extractor(sandbox: sandbox.sandbox)
            var documents: [JSON] = []
            for file in files {
                do throws(Problem) {
                    let document = try extractor.read(file)
                    show(document, console)
                    documents.append(DocumentJSON.of(document))
                } catch {
                    // without its tools no PDF can be read; a file that is not there keeps nobody from the others
                    guard error.kind == .input || files.count > 1 else { throw error }
                    console.add(error)
                }
            }
            console.set("documents", .array(documents))
        }
    }

    private func show(_ document: ExtractedDocument, _ console: Console) {
        let language = console.language
        console.line(
            console.style.bold("\(Console.printable(document.name))  \(document.format.title[language])"))
        console.table(facts(document, language))
        for block in document.blocks.prefix(max(0, limit)) {
            let mark = block.concealment.map { " [\($0.title[language])]" } ?? ""
            console.line("  " + console.style.dim(place(block.place, language) + mark))
            for line in block.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                console.line("    " + Console.printable(String(line.replacing("\t", with: "  "))))
            }
        }
        let more = document.blocks.count - max(0, limit)
        if more > 0 { console.line("  ……另有 \(more) 段(--limit 可调)", "  … and \(more) more blocks (see --limit)") }
        showChanges(document, console)
        for image in document.images.prefix(max(0, limit)) {
            let size = image.width.flatMap { width in image.height.map { "\(width)×\($0)" } } ?? "?"
            let digest = image.streamDigest?.description ?? "–"
            console.line(
                "  图片 \(Console.printable(image.place.zh)) \(image.mediaType) \(size) \(image.size) 字节 \(digest)",
                "  picture \(Console.printable(image.place.en)) \(image.mediaType) \(size) \(image.size) bytes \(digest)"
            )
        }
        for unread in document.unread {
            var finding = unread.finding
            finding.place = [document.name, finding.place].compactMap(\.self).joined(separator: " · ")
            console.add(finding)
        }
        console.showFindings()
    }

    private func place(_ place: TextPlace, _ language: Language) -> String {
        guard case .page(_, let box?) = place else { return Console.printable(place.text[language]) }
        return place.text[language] + "  " + DocumentJSON.numbers(box).joined(separator: " ")
    }

    private func showChanges(_ document: ExtractedDocument, _ console: Console) {
        for revision in document.revisions.prefix(max(0, limit)) where !revision.text.isEmpty {
            let who = [revision.author, revision.date?.text].compactMap(\.self).joined(separator: " ")
            let words: LocalizedText =
                switch revision.kind {
                case .inserted: LocalizedText(zh: "插入", en: "inserted")
                case .deleted: LocalizedText(zh: "删除", en: "deleted")
                case .movedFrom: LocalizedText(zh: "移走", en: "moved from here")
                case .movedTo: LocalizedText(zh: "移来", en: "moved here")
                case .formatting: LocalizedText(zh: "改格式", en: "formatted")
                }
            console.line(
                "  修订 \(revision.place.text.zh) \(words.zh) \(Console.printable(who)):\(Console.printable(revision.text))",
                "  change \(revision.place.text.en) \(words.en) \(Console.printable(who)): \(Console.printable(revision.text))"
            )
        }
        for comment in document.comments.prefix(max(0, limit)) {
            let who = [comment.author, comment.date?.text].compactMap(\.self).joined(separator: " ")
            console.line(
                "  批注 \(comment.place?.text.zh ?? "") \(Console.printable(who)):\(Console.printable(comment.text))",
                "  comment \(comment.place?.text.en ?? "") \(Console.printable(who)): \(Console.printable(comment.text))"
            )
        }
    }

    private func facts(
        _ document: ExtractedDocument, _ language: Language
    ) -> [(label: LocalizedText, value: String?)] {
        let metadata = document.metadata
        let ids = metadata.revisionIDs
        var rows: [(label: LocalizedText, value: String?)] = [
            (LocalizedText(zh: "摘要", en: "digest"), document.digest.description),
            (LocalizedText(zh: "页数", en: "pages"), document.pages.map { "\($0)" }),
            (
                LocalizedText(zh: "文字", en: "text"),
                LocalizedText(
                    zh: "\(document.characters) 个字符,\(document.blocks.count) 段",
                    en: "\(document.characters) characters in \(document.blocks.count) blocks")[language]
            ),
        ]
        rows += DocumentJSON.properties(metadata).map { ($0.label, $0.value) }
        rows += metadata.custom.prefix(50).map { (LocalizedText(zh: $0.name, en: $0.name), $0.value) }
        rows += metadata.ids.prefix(50).map { (LocalizedText(zh: $0.kind.rawValue, en: $0.kind.rawValue), $0.value) }
        if !ids.isEmpty {
            rows.append(
                (
                    LocalizedText(zh: "rsid", en: "rsids"),
                    LocalizedText(
                        zh: "列出 \(ids.declared.count) 个,正文用到 \(ids.used.count) 个",
                        en: "\(ids.declared.count) listed, \(ids.used.count) in the text")[language]
                ))
        }
        return rows.map {
            (LocalizedText(zh: Console.printable($0.label.zh), en: Console.printable($0.label.en)), $0.value)
        }
    }
}
