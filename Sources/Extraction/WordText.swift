// WordText.swift — the text of one part of a DOCX as it streams by: paragraphs, cells, hidden letters, tracked changes, rsids.
internal import Reporting
internal import XMLKit

/// What the parts of one document share while they are read.
final class WordFindings {
    let styles: WordStyles
    let text: TextCollector
    let maxRevisions: Int
    var revisions: [Revision] = []
    var comments: [DocumentComment] = []
    /// How many revisions and comments were not kept.
    var left = 0
    var tables = 0
    var usedIDs: [UInt32: Int] = [:]
    var paragraphIDs: Set<UInt32> = []
    /// What each comment is about.
    var commentPlaces: [String: TextPlace] = [:]

    init(styles: WordStyles, text: TextCollector, limits: ExtractionLimits) {
        self.styles = styles
        self.text = text
        maxRevisions = limits.maxRevisions
    }
}

/// One part: `word/document.xml`, a header, footnotes, comments, the words of a diagram.
final class WordText: XMLEventHandler {
    private enum Tag {
        case paragraph, paragraphProperties, run, runProperties, text, tab, lineBreak, hyphen, symbol
        case table, row, cell, cellProperties, tableProperties, shade, paragraphStyle, runStyle, tableStyle
        case vanish, colour, size, highlight
        case inserted, deleted, movedFrom, movedTo, formatting
        case alternate, choice, fallback, comment, commentReference, section, instruction, marks, other
    }

    private struct Table {
        var number: Int
        var row = 0
        var column = 0
        /// Whether we are in a cell, and not between rows.
        var isInCell = false
        var look = WordLook()
        var cellLook = WordLook()
    }

    private struct Paragraph {
        var place: TextPlace
        var look: WordLook
        var seen: [UInt8] = []
        var concealed: [(Concealment, [UInt8])] = []
    }

    private struct Region {
        var revision: Revision
        var text: [UInt8] = []
        var depth: Int
    }

    private let findings: WordFindings
    private let part: WordPart
    private var path: [Tag] = []
    private var known: [XMLNameKey: Tag] = [:]
    /// Which attribute names are rsids (true) or paragraph ids (false).
    private var idNames: [XMLNameKey: Bool?] = [:]
    /// Depth at which everything is passed over, until that element ends.
    private var skip: Int?
    /// Every mc:AlternateContent that is open.
    private var alternates: [WordAlternate] = []
    private var tables: [Table] = []
    private var paragraphs: [Paragraph] = []
    private var number = 0
    private var runLook = WordLook()
    private var regions: [Region] = []
    private var comment: DocumentComment?
    private var commentText: [UInt8] = []
    private var piece: [UInt8] = []

    init(_ part: WordPart, _ findings: WordFindings) {
        self.part = part
        self.findings = findings
    }

    // MARK: - tags

    func start(_ element: XMLStart) throws(Problem) {
        let tag = known[element.key] ?? Self.tag(element.name)
        known[element.key] = tag
        let parent = path.last
        path.append(tag)
        guard skip == nil else { return }
        switch tag {
        case .paragraph: startParagraph(element)
        case .run:
            countIDs(element)
            runLook = WordLook()
        case .text: piece.removeAll(keepingCapacity: true)
        case .tab where parent == .run: append([0x09])
        case .lineBreak where parent == .run || parent == .paragraph: append([0x0A])
        case .hyphen where parent == .run: append([0x2D])
        case .symbol where parent == .run:
            // a sign of a font of its own, in the private use area as a rule
            if let code = element.any("char").flatMap({ UInt32($0, radix: 16) }), let scalar = Unicode.Scalar(code) {
                append(Array(String(scalar).utf8))
            }
        case .table:
            findings.tables += 1
            tables.append(Table(number: findings.tables))
        case .row:
            countIDs(element)
            if !tables.isEmpty {
                tables[tables.count - 1].row += 1
                tables[tables.count - 1].column = 0
            }
        case .cell:
            if !tables.isEmpty {
                tables[tables.count - 1].column += 1
                tables[tables.count - 1].isInCell = true
                tables[tables.count - 1].cellLook = WordLook()
            }
        case .section: countIDs(element)
        case .paragraphStyle where parent == .paragraphProperties:
            if let id = element.any("val"), !paragraphs.isEmpty {
                paragraphs[paragraphs.count - 1].look = paragraphs[paragraphs.count - 1].look.over(
                    findings.styles.look(id))
            }
        case .tableStyle where parent == .tableProperties:
            if let id = element.any("val"), !tables.isEmpty {
                tables[tables.count - 1].look = tables[tables.count - 1].look.over(findings.styles.look(id))
            }
        case .runStyle where isRunProperty: runLook = runLook.over(findings.styles.look(element.any("val") ?? ""))
        case .shade: shade(element, parent)
        case .vanish where isRunProperty: runLook.set("vanish", value: element.any("val"), fill: nil)
        case .colour where isRunProperty: runLook.set("color", value: element.any("val"), fill: nil)
        case .size where isRunProperty: runLook.set("sz", value: element.any("val"), fill: nil)
        case .highlight where isRunProperty: runLook.set("highlight", value: element.any("val"), fill: nil)
        case .inserted: startRegion(.inserted, element)
        case .deleted: startRegion(.deleted, element)
        case .movedFrom: startRegion(.movedFrom, element)
        case .movedTo: startRegion(.movedTo, element)
        case .formatting:
            // inside is the look that was
            keep(revision(.formatting, element))
            skip = path.count
        case .alternate: alternates.append(WordAlternate())
        case .choice, .fallback:
            if !alternates.isEmpty {
                alternates[alternates.count - 1].begin(
                    after: paragraphs.last?.seen.count ?? 0, number: number, tables: findings.tables)
            }
        case .instruction: skip = path.count
        case .comment:
            comment = DocumentComment(
                author: element.any("author")?.filled, date: element.any("date").map { DocumentTime($0) }, text: "",
                place: element.any("id").flatMap { findings.commentPlaces[$0] })
            commentText = []
        case .commentReference:
            if let id = element.any("id"), findings.commentPlaces.count < findings.maxRevisions {
                findings.commentPlaces[id] = place
            }
        default: break
        }
        if findings.text.isFull { throw .enough }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard skip == nil, path.last == .text, piece.count < findings.text.roomInBytes else { return }
        piece.append(contentsOf: bytes)
    }

    func end() throws(Problem) {
        let depth = path.count
        guard let tag = path.popLast() else { return }
        if let from = skip {
            if from == depth { skip = nil }
            return
        }
        switch tag {
        case .text:
            append(piece)
            piece.removeAll(keepingCapacity: true)
        case .paragraph: endParagraph()
        case .table: tables.removeLast()
        case .cell: if !tables.isEmpty { tables[tables.count - 1].isInCell = false }
        case .inserted, .deleted, .movedFrom, .movedTo:
            if let region = regions.last, region.depth == depth {
                regions.removeLast()
                var revision = region.revision
                revision.text = String(decoding: region.text, as: UTF8.self)
                keep(revision)
            }
        case .choice, .fallback: endBranch()
        case .alternate: _ = alternates.popLast()
        case .comment: endComment()
        default: break
        }
    }

    // MARK: - what they do

    private var isRunProperty: Bool {
        path.count >= 3 && path[path.count - 2] == .runProperties && path[path.count - 3] == .run
    }

    /// Of the paragraph that is open, or of the last one.
    private var place: TextPlace {
        if let place = paragraphs.last?.place { return place }
        let cell = tables.last.flatMap { table in
            table.isInCell ? TableCell(table: table.number, row: table.row, column: table.column) : nil
        }
        return .paragraph(max(1, number), part: part, cell: cell)
    }

    private func startParagraph(_ element: XMLStart) {
        countIDs(element)
        number += 1
        let cell = tables.last.flatMap { table in
            table.isInCell ? TableCell(table: table.number, row: table.row, column: table.column) : nil
        }
        paragraphs.append(
            Paragraph(place: .paragraph(number, part: part, cell: cell), look: WordLook()))
        runLook = WordLook()
    }

    private func endParagraph() {
        guard let paragraph = paragraphs.popLast() else { return }
        if comment != nil {
            if !commentText.isEmpty { commentText.append(0x0A) }
            commentText += paragraph.seen
            for (_, bytes) in paragraph.concealed { commentText += bytes }
            return
        }
        if !alternates.isEmpty {
            let whole = paragraph.concealed.reduce(paragraph.seen) { $0 + [0] + $1.1 }
            var isRepeated = false
            for index in alternates.indices where alternates[index].saysAgain(whole) { isRepeated = true }
            guard !isRepeated else { return }
        }
        findings.text.add(String(decoding: paragraph.seen, as: UTF8.self), paragraph.place)
        for (concealment, bytes) in paragraph.concealed {
            findings.text.add(String(decoding: bytes, as: UTF8.self), paragraph.place, concealment)
        }
    }

    /// What a branch says in a paragraph around it is not said twice, and what it does not add is not counted.
    private func endBranch() {
        guard !alternates.isEmpty else { return }
        let index = alternates.count - 1
        let last = paragraphs.indices.last
        let said = last.map { Array(paragraphs[$0].seen.dropFirst(alternates[index].mark)) } ?? []
        let (isRepeated, before) = alternates[index].end(saying: said)
        if isRepeated, let last { paragraphs[last].seen.removeLast(said.count) }
        if let before { (number, findings.tables) = before }
    }

    private func endComment() {
        guard var comment else { return }
        comment.text = String(decoding: commentText, as: UTF8.self)
        self.comment = nil
        guard findings.comments.count < findings.maxRevisions else {
            findings.left += 1
            return
        }
        findings.comments.append(comment)
    }

    /// Letters of the run that is open.
    private func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        for index in regions.indices where regions[index].text.count < findings.text.roomInBytes {
            regions[index].text += bytes
        }
        if regions.contains(where: { $0.revision.kind == .deleted || $0.revision.kind == .movedFrom }) { return }
        guard let index = paragraphs.indices.last else {
            // no paragraph around it: kept all the same
            findings.text.add(String(decoding: bytes, as: UTF8.self), place)
            return
        }
        var around = findings.styles.defaults
        for table in tables { around = table.cellLook.over(table.look).over(around) }
        let styled = paragraphs[index].look.over(findings.styles.look("")).over(around)
        if let concealment = runLook.over(styled).concealment {
            // letters hidden in one way stand together
            if paragraphs[index].concealed.last?.0 == concealment {
                paragraphs[index].concealed[paragraphs[index].concealed.count - 1].1 += bytes
            } else {
                paragraphs[index].concealed.append((concealment, bytes))
            }
        } else {
            paragraphs[index].seen += bytes
        }
    }

    private func shade(_ element: XMLStart, _ parent: Tag?) {
        guard let shade = WordLook.isShade(element.any("val"), fill: element.any("fill")) else { return }
        switch parent {
        case .runProperties where isRunProperty: runLook.shaded = shade
        case .paragraphProperties:
            if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].look.shaded = shade }
        case .cellProperties: if !tables.isEmpty { tables[tables.count - 1].cellLook.shaded = shade }
        case .tableProperties: if !tables.isEmpty { tables[tables.count - 1].look.shaded = shade }
        default: break
        }
    }

    // MARK: - tracked changes

    private func revision(_ kind: Revision.Kind, _ element: XMLStart) -> Revision {
        Revision(
            kind: kind, author: element.any("author")?.filled, date: element.any("date").map { DocumentTime($0) },
            text: "", place: place)
    }

    private func startRegion(_ kind: Revision.Kind, _ element: XMLStart) {
        let parent = path.count >= 2 ? path[path.count - 2] : nil
        switch parent {
        // the mark at the end of a paragraph, a row, a number: no letters inside
        case .runProperties, .marks: keep(revision(kind, element))
        default: regions.append(Region(revision: revision(kind, element), depth: path.count))
        }
    }

    private func keep(_ revision: Revision) {
        guard findings.revisions.count < findings.maxRevisions else {
            findings.left += 1
            return
        }
        findings.revisions.append(revision)
    }

    // MARK: - ids

    private func countIDs(_ element: XMLStart) {
        for index in 0..<element.count {
            let key = element.attributeKey(index)
            let isSession: Bool?
            if let found = idNames[key] {
                isSession = found
            } else {
                let name = element.attributeName(index)
                isSession = name.hasPrefix("rsid") ? true : name == "paraId" ? false : nil
                idNames[key] = .some(isSession)
            }
            guard let isSession, let value = Self.hexadecimal(element.value(index)) else { continue }
            if isSession {
                findings.usedIDs[value, default: 0] += 1
            } else {
                findings.paragraphIDs.insert(value)
            }
        }
    }

    /// Eight hexadecimal digits.
    private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard bytes.count == 8 else { return nil }
        var value: UInt32 = 0
        for byte in bytes {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static func tag(_ name: String) -> Tag {
        switch name {
        case "p": .paragraph
        case "pPr": .paragraphProperties
        case "r": .run
        case "rPr": .runProperties
        case "t", "delText": .text
        case "tab", "ptab": .tab
        case "br", "cr": .lineBreak
        case "noBreakHyphen": .hyphen
        case "sym": .symbol
        case "tbl": .table
        case "tr": .row
        case "tc": .cell
        case "tcPr": .cellProperties
        case "tblPr": .tableProperties
        case "shd": .shade
        case "pStyle": .paragraphStyle
        case "rStyle": .runStyle
        case "tblStyle": .tableStyle
        case "vanish": .vanish
        case "color": .colour
        case "sz": .size
        case "highlight": .highlight
        case "ins": .inserted
        case "del": .deleted
        case "moveFrom": .movedFrom
        case "moveTo": .movedTo
        case "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange":
            .formatting
        case "AlternateContent": .alternate
        case "Choice": .choice
        case "Fallback": .fallback
        case "comment": .comment
        case "commentReference": .commentReference
        case "sectPr": .section
        case "trPr", "numPr": .marks
        case "instrText", "delInstrText": .instruction
        default: .other
        }
    }
}
