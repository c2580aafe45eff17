// SheetDocument.swift — an XLSX: the text of its cells, remarks and text boxes; which sheets are hidden.
internal import Reporting
internal import Spreadsheet
internal import XMLKit

/// Reads one workbook.
struct SheetDocument {
    let bytes: [UInt8]
    let package: OfficePackage
    let main: String
    let limits: ExtractionLimits

    /// Throws where the workbook cannot be read; whatever else cannot is named.
    func read(into document: inout ExtractedDocument) throws(Problem) {
        let text = TextCollector(limits)
        let workbook = try Workbook(bytes, file: document.name)
        let hidden = Set(
            (try package.element(main)?.first("sheets")?.children ?? []).filter {
                ($0["state"] ?? "visible") != "visible"
            }
            .compactMap { $0["name"] })
        for (index, name) in workbook.sheets.enumerated() {
            let concealment: Concealment? = hidden.contains(name) ? .hidden : nil
            do throws(Problem) {
                try workbook.read(index) { (row) throws(Problem) in
                    for cell in row.cells {
                        let place = "\(Self.column(cell.column))\(row.number)"
                        text.add(cell.text, .sheet(name, cell: place), concealment)
                    }
                    if text.isFull { throw .enough }
                }
            } catch {
                guard !error.isEnough else { break }
                guard error.kind == .input else { throw error }
                document.unread.append(Unread(.damagedPart, of: error))
            }
        }
        try readRemarks(into: &document)
        try readTextBoxes(text, into: &document)
        document.blocks = text.blocks
        if let cut = text.unread { document.unread.append(cut) }
    }

    /// `xl/comments1.xml`: what people wrote beside cells.
    private func readRemarks(into document: inout ExtractedDocument) throws(Problem) {
        for name in package.archive.names.sorted() where name.hasPrefix("xl/comments") && name.hasSuffix(".xml") {
            do throws(Problem) {
                guard let root = try package.element(name) else { continue }
                let authors = root.first("authors")?.children.map(\.text) ?? []
                for remark in root.first("commentList")?.children ?? [] {
                    guard document.comments.count < limits.maxRevisions else { break }
                    let author = remark["authorId"].flatMap { Int($0) }.flatMap {
                        authors.indices.contains($0) ? authors[$0].filled : nil
                    }
                    let text = (remark.first("text")?.all("r") ?? []).compactMap { $0.first("t")?.text }.joined()
                    let plain = remark.first("text")?.first("t")?.text ?? ""
                    document.comments.append(
                        DocumentComment(
                            author: author, date: nil, text: plain + text,
                            place: remark["ref"].map { .sheet(name, cell: $0) }))
                }
            } catch {
                guard error.kind == .input else { throw error }
                document.unread.append(Unread(.damagedPart, of: error))
            }
        }
    }

    /// `xl/drawings/drawing1.xml`: words in boxes and shapes.
    private func readTextBoxes(_ text: TextCollector, into document: inout ExtractedDocument) throws(Problem) {
        let findings = WordFindings(styles: WordStyles(), text: text, limits: limits)
        var number = 0
        for name in package.archive.names.sorted() where name.hasPrefix("xl/drawings/") && name.hasSuffix(".xml") {
            number += 1
            do throws(Problem) { try package.stream(name, to: WordText(.diagram(number), findings)) } catch {
                guard !error.isEnough else { return }
                guard error.kind == .input else { throw error }
                document.unread.append(Unread(.damagedPart, of: error))
            }
        }
    }

    /// `A` for 0, `AA` for 26.
    static func column(_ index: Int) -> String {
        var letters: [UInt8] = []
        var left = index + 1
        while left > 0 {
            letters.append(UInt8(65 + (left - 1) % 26))
            left = (left - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Entries of a workbook that hold no text, or that the reader of cells has seen.
    static func isPlain(_ name: String) -> Bool {
        let lower = name.lowercased()
        let folders = [
            "xl/worksheets/", "xl/theme/", "xl/printersettings/", "xl/styles.xml", "xl/sharedstrings.xml",
            "xl/calcchain.xml",
            "xl/workbook.xml", "xl/metadata.xml", "xl/persons/", "xl/volatiledependencies.xml", "xl/richdata/",
            "customxml/", "docprops/thumbnail", "docprops/meta.xml", "_xmlsignatures/", "docmetadata/",
            "xl/drawings/vmldrawing",
            "xl/tables/", "xl/querytables/", "xl/ctrlprops/",
        ]
        return folders.contains { lower.hasPrefix($0) }
    }
}
