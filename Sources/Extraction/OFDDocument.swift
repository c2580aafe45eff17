// OFDDocument.swift — an OFD (GB/T 33190): documents, pages and attachments of the archive, and what OFD.xml says of them.
internal import Reporting
internal import XMLKit

/// Reads one OFD.
struct OFDDocument {
    let package: OfficePackage
    let limits: ExtractionLimits

    /// Throws where OFD.xml or a document's root cannot be read; whatever else cannot is named.
    func read(into document: inout ExtractedDocument) throws(Problem) {
        guard let root = try package.element("OFD.xml") else { return }
        let text = TextCollector(limits)
        var pages = 0
        // a file may hold several documents; their pages are counted on
        for body in root.all("DocBody") {
            if let information = body.first("DocInfo") { Self.fill(&document.metadata, information) }
            guard let path = body.first("DocRoot")?.text.filled else { continue }
            let main = OfficePackage.resolve(path, from: "")
            guard let tree = try package.element(main) else {
                document.unread.append(Unread(.damagedPart, zh: "缺少 \(main)", en: "\(main) is missing", place: main))
                continue
            }
            try readPages(of: tree, main, first: pages, text, into: &document)
            pages += tree.first("Pages")?.all("Page").count ?? 0
            try nameAttachments(tree, main, into: &document)
        }
        document.pages = pages
        document.blocks = text.blocks
        if let cut = text.unread { document.unread.append(cut) }
        let written = Set(
            text.blocks.compactMap { block in
                if case .page(let number, _) = block.place { number } else { nil }
            })
        let empty = pages > 0 ? (1...pages).filter { !written.contains($0) } : []
        if !empty.isEmpty, !text.isFull {
            // which picture a page shows is told by resources; that there are some is enough to say
            let hasImages = package.archive.names.contains { name in
                [".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".jb2", ".gbig2"].contains {
                    name.lowercased().hasSuffix($0)
                }
            }
            document.unread.append(
                Unread(
                    hasImages ? .scan : .noText, zh: "共 \(empty.count) 页", en: "\(empty.count) of \(pages)",
                    place: "page \(PDFDocument.ranges(empty))"))
        }
    }

    // MARK: - metadata

    private static func fill(_ metadata: inout DocumentMetadata, _ information: XMLElement) {
        for child in information.children {
            let text = child.text.filled
            switch child.name {
            case "DocID": if let text { metadata.ids.append(DocumentID(kind: .ofdDocument, value: text)) }
            case "Title": metadata.title = metadata.title ?? text
            case "Author": metadata.author = metadata.author ?? text
            case "Subject": metadata.subject = metadata.subject ?? text
            case "Abstract": metadata.remarks = metadata.remarks ?? text
            case "CreationDate": metadata.created = metadata.created ?? text.map { DocumentTime($0) }
            case "ModDate": metadata.modified = metadata.modified ?? text.map { DocumentTime($0) }
            case "Creator": metadata.application = metadata.application ?? text
            case "CreatorVersion": metadata.applicationVersion = metadata.applicationVersion ?? text
            case "Keywords":
                let words = child.children.compactMap(\.text.filled)
                if !words.isEmpty { metadata.keywords = metadata.keywords ?? words.joined(separator: ", ") }
            case "CustomDatas":
                for datum in child.children {
                    guard let name = datum["Name"], let text = datum.text.filled else { continue }
                    metadata.custom.append(CustomProperty(name: name, value: text))
                }
            default: break
            }
        }
    }

    // MARK: - pages

    private func readPages(
        of tree: XMLElement, _ main: String, first: Int, _ text: TextCollector, into document: inout ExtractedDocument
    ) throws(Problem) {
        let folder = Self.folder(main)
        var templates: [String: String] = [:]
        var numbers: [String: Int] = [:]
        for template in tree.first("CommonData")?.all("TemplatePage") ?? [] {
            if let id = template["ID"], let path = template["BaseLoc"] {
                templates[id] = OfficePackage.resolve(path, from: folder)
            }
        }
        for (index, page) in (tree.first("Pages")?.all("Page") ?? []).enumerated() {
            guard !text.isFull else { return }
            let number = first + index + 1
            if let id = page["ID"] { numbers[id] = number }
            guard let path = page["BaseLoc"].map({ OfficePackage.resolve($0, from: folder) }) else { continue }
            try readPage(path, number: number, &templates, text, into: &document)
        }
        try readAnnotations(of: tree, folder, numbers, text, into: &document)
    }

    /// Words of watermarks, stamps and remarks (注释), which lie in files of their own.
    private func readAnnotations(
        of tree: XMLElement, _ folder: String, _ numbers: [String: Int], _ text: TextCollector,
        into document: inout ExtractedDocument
    ) throws(Problem) {
        guard let list = tree.first("Annotations")?.text.filled.map({ OfficePackage.resolve($0, from: folder) }) else {
            return
        }
        do throws(Problem) {
            for page in try package.element(list)?.all("Page") ?? [] {
                guard let path = page.first("FileLoc")?.text.filled,
                    let number = page["PageID"].flatMap({ numbers[$0] })
                else { continue }
                var none: [String: String] = [:]
                try readPage(
                    OfficePackage.resolve(path, from: Self.folder(list)), number: number, &none, text, into: &document)
            }
        } catch {
            guard error.kind == .input else { throw error }
            document.unread.append(Unread(.damagedPart, of: error))
        }
    }

    private func readPage(
        _ path: String, number: Int, _ templates: inout [String: String], _ text: TextCollector,
        into document: inout ExtractedDocument
    ) throws(Problem) {
        do throws(Problem) {
            let content = OFDPage(number: number, text: text)
            guard try package.stream(path, to: content) else {
                document.unread.append(
                    Unread(
                        .damagedPart, zh: "第 \(number) 页缺少 \(path)", en: "page \(number): \(path) is missing",
                        place: path))
                return
            }
            content.finish()
            // the words of a template (letterheads, forms) once, where it is used first
            for id in content.templates {
                guard let path = templates.removeValue(forKey: id) else { continue }
                let template = OFDPage(number: number, text: text)
                try package.stream(path, to: template)
                template.finish()
            }
        } catch {
            guard !error.isEnough else { return }
            guard error.kind == .input else { throw error }
            document.unread.append(Unread(.damagedPart, of: error))
        }
    }

    private func nameAttachments(
        _ tree: XMLElement, _ main: String, into document: inout ExtractedDocument
    ) throws(Problem) {
        guard
            let path = tree.first("Attachments")?.text.filled.map({ OfficePackage.resolve($0, from: Self.folder(main)) }
            )
        else { return }
        do throws(Problem) {
            for attachment in try package.element(path)?.all("Attachment") ?? [] {
                guard let file = attachment.first("FileLoc")?.text.filled else { continue }
                let name = attachment["Name"] ?? file
                document.unread.append(
                    Unread(
                        .embedded, zh: "附件 \(name)", en: "attachment \(name)",
                        place: OfficePackage.resolve(file, from: Self.folder(path))))
            }
        } catch {
            guard error.kind == .input else { throw error }
            document.unread.append(Unread(.damagedPart, of: error))
        }
    }

    static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// Entries of an OFD that hold no text of the document.
    static func isPlain(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasSuffix(".xml") || lower.contains("/signs/") || lower.hasSuffix(".ttf")
            || lower.hasSuffix(".otf")
            || lower.hasSuffix(".ttc") || lower.contains("/attachs/") || lower.contains("/attachments/")
            || lower.hasSuffix(".esl") || lower.hasSuffix(".dat")
    }
}
