// DocumentJSON.swift — an extracted document as JSON: all of it, in the order of the document; sets are sorted.
import Extraction
import Reporting

enum DocumentJSON {
    static func of(_ document: ExtractedDocument) -> JSON {
        .members([
            "name": .string(document.name), "format": .string(document.format.rawValue),
            "size": .number(Int64(document.size)), "digest": .string(document.digest.description),
            "pages": document.pages.map { .number(Int64($0)) } ?? .null,
            "characters": .number(Int64(document.characters)), "metadata": of(document.metadata),
            "blocks": .array(document.blocks.map(of)), "revisions": .array(document.revisions.map(of)),
            "comments": .array(document.comments.map(of)), "images": .array(document.images.map(of)),
            "unread": .array(document.unread.map(of)),
        ])
    }

    /// The properties that have a value, with their labels and JSON names.
    static func properties(_ metadata: DocumentMetadata) -> [(label: LocalizedText, key: String, value: String?)] {
        [
            (LocalizedText(zh: "标题", en: "title"), "title", metadata.title),
            (LocalizedText(zh: "主题", en: "subject"), "subject", metadata.subject),
            (LocalizedText(zh: "关键词", en: "keywords"), "keywords", metadata.keywords),
            (LocalizedText(zh: "备注", en: "remarks"), "remarks", metadata.remarks),
            (LocalizedText(zh: "作者", en: "author"), "author", metadata.author),
            (LocalizedText(zh: "最后保存者", en: "last saved by"), "lastModifiedBy", metadata.lastModifiedBy),
            (LocalizedText(zh: "单位", en: "company"), "company", metadata.company),
            (LocalizedText(zh: "经理", en: "manager"), "manager", metadata.manager),
            (LocalizedText(zh: "模板", en: "template"), "template", metadata.template),
            (LocalizedText(zh: "创建软件", en: "application"), "application", metadata.application),
            (LocalizedText(zh: "软件版本", en: "its version"), "applicationVersion", metadata.applicationVersion),
            (LocalizedText(zh: "生成软件", en: "producer"), "producer", metadata.producer),
            (LocalizedText(zh: "创建时间", en: "created"), "created", metadata.created?.text),
            (LocalizedText(zh: "修改时间", en: "modified"), "modified", metadata.modified?.text),
            (LocalizedText(zh: "打印时间", en: "printed"), "printed", metadata.printed?.text),
            (LocalizedText(zh: "保存次数", en: "times saved"), "revision", metadata.revision.map { "\($0)" }),
            (
                LocalizedText(zh: "编辑时长(分钟)", en: "minutes of editing"), "editingMinutes",
                metadata.editingMinutes.map { "\($0)" }
            ),
        ]
    }

    private static func of(_ metadata: DocumentMetadata) -> JSON {
        let ids = metadata.revisionIDs
        let numbers: Set<String> = ["revision", "editingMinutes"]
        var members = properties(metadata).map { property in
            let number = numbers.contains(property.key) ? property.value.flatMap { Int64($0) } : nil
            return JSON.Member(name: property.key, value: number.map { .number($0) } ?? JSON(property.value))
        }
        members.append(
            JSON.Member(
                name: "custom",
                value: .array(
                    metadata.custom.map { .members(["name": .string($0.name), "value": .string($0.value)]) })))
        members.append(
            JSON.Member(
                name: "ids",
                value: .array(
                    metadata.ids.map { .members(["kind": .string($0.kind.rawValue), "value": .string($0.value)]) })))
        members.append(
            JSON.Member(
                name: "rsids",
                value: .members([
                    "root": JSON(ids.root), "declared": .array(ids.declared.sorted().map(JSON.string)),
                    "used": .object(
                        ids.used.sorted { $0.key < $1.key }.map {
                            JSON.Member(name: $0.key, value: .number(Int64($0.value)))
                        }), "paragraphs": .array(ids.paragraphs.sorted().map(JSON.string)),
                ])))
        return .object(members)
    }

    private static func of(_ block: TextBlock) -> JSON {
        .members([
            "text": .string(block.text), "place": of(block.place), "concealment": JSON(block.concealment?.rawValue),
        ])
    }

    private static func of(_ place: TextPlace) -> JSON {
        switch place {
        case .paragraph(let number, let part, let cell):
            .members([
                "part": .string(part.key), "paragraph": .number(Int64(number)),
                "cell": cell.map { cell in
                    .members([
                        "table": .number(Int64(cell.table)), "row": .number(Int64(cell.row)),
                        "column": .number(Int64(cell.column)),
                    ])
                } ?? .null,
            ])
        case .page(let number, let box):
            .members([
                "page": .number(Int64(number)), "box": box.map { .array(numbers($0).map(JSON.string)) } ?? .null,
            ])
        case .sheet(let sheet, let cell): .members(["sheet": .string(sheet), "cell": .string(cell)])
        case .line(let number): .members(["line": .number(Int64(number))])
        }
    }

    /// Left, top, right and bottom in points, two decimals.
    static func numbers(_ box: PageBox) -> [String] {
        [box.left, box.top, box.right, box.bottom].map { value in
            let hundredths = Int64((max(-1e9, min(1e9, value)) * 100).rounded())
            let digits = "\(hundredths.magnitude % 100)"
            return (hundredths < 0 ? "-" : "") + "\(hundredths.magnitude / 100)."
                + (digits.utf8.count == 1 ? "0" : "") + digits
        }
    }

    private static func of(_ revision: Revision) -> JSON {
        .members([
            "kind": .string(revision.kind.rawValue), "author": JSON(revision.author),
            "date": JSON(revision.date?.text), "text": .string(revision.text), "place": of(revision.place),
        ])
    }

    private static func of(_ comment: DocumentComment) -> JSON {
        .members([
            "author": JSON(comment.author), "date": JSON(comment.date?.text), "text": .string(comment.text),
            "place": comment.place.map(of) ?? .null,
        ])
    }

    private static func of(_ image: ExtractedImage) -> JSON {
        let source: JSON
        switch image.source {
        case .whole: source = "file"
        case .entry(let name): source = .members(["entry": .string(name)])
        case .object(let number, let generation):
            source = .members(["object": .number(Int64(number)), "generation": .number(Int64(generation))])
        }
        return .members([
            "source": source, "mediaType": .string(image.mediaType), "size": .number(Int64(image.size)),
            "streamDigest": JSON(image.streamDigest?.description),
            "width": image.width.map { .number(Int64($0)) } ?? .null,
            "height": image.height.map { .number(Int64($0)) } ?? .null,
            "pages": .array(image.pages.map { .number(Int64($0)) }),
        ])
    }

    private static func of(_ unread: Unread) -> JSON {
        .members([
            "code": .string(unread.code), "extent": .string(unread.extent.rawValue),
            "reason": Render.json(unread.reason),
            "remedy": Render.json(unread.remedy), "place": JSON(unread.place),
        ])
    }
}
