// WordDocument.swift — a DOCX from its main part on: which parts there are, and in which order they are read.
internal import Reporting
internal import XMLKit

/// Reads the parts of one DOCX.
struct WordDocument {
    let package: OfficePackage
    let main: String
    let limits: ExtractionLimits

    /// Throws where the main part cannot be read; whatever else cannot is named.
    func read(into document: inout ExtractedDocument) throws(Problem) {
        let relations = try package.relations(of: main).filter { !$0.isExternal }
        var unread: [Unread] = []
        let styles = try attempt(&unread) { () throws(Problem) in
            try relations.first { $0.kind == "styles" }.flatMap { (relation) throws(Problem) in
                try package.element(relation.target).map { WordStyles($0) }
            }
        }
        try attempt(&unread) { () throws(Problem) in
            try readSettings(relations, into: &document.metadata)
        }
        let text = TextCollector(limits)
        let findings = WordFindings(styles: (styles ?? nil) ?? WordStyles(), text: text, limits: limits)
        do throws(Problem) {
            guard try package.stream(main, to: WordText(.body, findings)) else { return }
        } catch {
            // text that came before the flaw is kept
            if !error.isEnough {
                guard error.kind == .input, !text.blocks.isEmpty else { throw error }
                unread.append(Unread(.damagedPart, of: error))
            }
        }
        for (part, relation) in Self.parts(relations) where package.archive.has(relation.target) {
            try attempt(&unread) { () throws(Problem) in
                do throws(Problem) { try package.stream(relation.target, to: WordText(part, findings)) } catch {
                    if !error.isEnough { throw error }
                }
            }
        }
        document.blocks = text.blocks
        document.revisions = findings.revisions
        document.comments = findings.comments
        document.metadata.revisionIDs.used = Dictionary(
            uniqueKeysWithValues: findings.usedIDs.map { (Self.digits($0.key), $0.value) })
        document.metadata.revisionIDs.paragraphs = Set(findings.paragraphIDs.map(Self.digits))
        if let cut = text.unread { unread.append(cut) }
        if findings.left > 0 {
            unread.append(
                Unread(
                    .revisionLimit, zh: "\(limits.maxRevisions) 处之外还有 \(findings.left) 处",
                    en: "\(findings.left) beyond \(limits.maxRevisions)"))
        }
        document.unread += unread
    }

    /// Parts with text beside the main one, in a fixed order.
    private static func parts(_ relations: [Relationship]) -> [(WordPart, Relationship)] {
        func all(_ kind: String) -> [Relationship] {
            relations.filter { $0.kind == kind }.sorted { $0.target < $1.target }
        }
        var parts: [(WordPart, Relationship)] = []
        for (index, relation) in all("header").enumerated() { parts.append((.header(index + 1), relation)) }
        for (index, relation) in all("footer").enumerated() { parts.append((.footer(index + 1), relation)) }
        for relation in all("footnotes") { parts.append((.footnotes, relation)) }
        for relation in all("endnotes") { parts.append((.endnotes, relation)) }
        for relation in all("comments") { parts.append((.comments, relation)) }
        for (index, relation) in all("diagramData").enumerated() { parts.append((.diagram(index + 1), relation)) }
        return parts
    }

    /// Settings: the rsids that are listed, the document's id, the template.
    private func readSettings(_ relations: [Relationship], into metadata: inout DocumentMetadata) throws(Problem) {
        guard let part = relations.first(where: { $0.kind == "settings" })?.target,
            let root = try package.element(part)
        else { return }
        if let rsids = root.first("rsids") {
            metadata.revisionIDs.root = rsids.first("rsidRoot")?.any("val")?.uppercased()
            metadata.revisionIDs.declared = Set(
                rsids.children.compactMap { $0.any("val")?.uppercased() }.filter { $0.utf8.count == 8 })
        }
        for id in root.all("docId") {
            guard let value = id.any("val")?.filled else { continue }
            metadata.ids.append(DocumentID(kind: .wordDocument, value: value))
        }
        if root.first("attachedTemplate") != nil,
            let template = try package.relations(of: part).first(where: { $0.kind == "attachedTemplate" })
        {
            // where the template lay on the computer that it was written on
            metadata.custom.append(CustomProperty(name: "attachedTemplate", value: template.target))
        }
    }

    /// Runs a step; a flaw of the document in it is named, and the next one is run.
    @discardableResult
    private func attempt<Value>(
        _ unread: inout [Unread], _ step: () throws(Problem) -> Value
    ) throws(Problem) -> Value? {
        do throws(Problem) { return try step() } catch {
            guard error.kind == .input else { throw error }
            unread.append(Unread(.damagedPart, of: error))
            return nil
        }
    }

    private static func digits(_ number: UInt32) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - text.utf8.count) + text
    }

    /// Entries of a DOCX that hold no text of the document.
    static func isPlain(_ name: String) -> Bool {
        let lower = name.lowercased()
        let plain = [
            "word/fonttable.xml", "word/websettings.xml", "word/numbering.xml", "word/styleswitheffects.xml",
            "word/people.xml", "word/commentsextended.xml", "word/commentsids.xml", "word/commentsextensible.xml",
            "word/vbadata.xml", "docprops/meta.xml",
        ]
        let folders = [
            "word/theme/", "word/fonts/", "customxml/", "docprops/thumbnail", "word/glossary/", "word/_rels/",
            "word/diagrams/colors", "word/diagrams/layout", "word/diagrams/quickstyle", "word/diagrams/drawing",
            "word/printersettings", "word/activex/", "_xmlsignatures/", "docmetadata/",
        ]
        return plain.contains(lower) || folders.contains { lower.hasPrefix($0) }
            || lower.hasPrefix("word/charts/style") || lower.hasPrefix("word/charts/colors")
    }
}
