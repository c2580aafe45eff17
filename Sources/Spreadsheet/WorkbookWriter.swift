// WorkbookWriter.swift — a plain XLSX workbook in memory: texts, numbers, nothing else; the same rows, the same bytes.
package import Reporting
package import TenderModel

/// Makes a workbook. Entries are stored, not deflated: a bill is small, and a reader sees at once what is in it.
package enum WorkbookWriter {
    /// What a cell is written with.
    package enum Value: Sendable, Hashable {
        case text(String)
        case number(ExactDecimal)
        /// A formula without `=`, and its computed value; nil where it was never computed.
        case formula(String, ExactDecimal?)
        case blank
    }

    /// Most UTF-16 units in a cell; office programs call a file with more damaged.
    package static let maxText = 32_767

    /// The workbook. Throws SHEET-0004 where it has more sheets, rows, text in a cell or bytes than its readers take.
    package static func bytes(_ sheets: [(name: String, rows: [[Value]])]) throws(Problem) -> [UInt8] {
        let limits = WorkbookLimits()
        guard sheets.count <= limits.maxSheets else {
            throw .tooMuchToWrite(
                "有 \(sheets.count) 张工作表,最多 \(limits.maxSheets) 张",
                "it has \(sheets.count) sheets, and may have \(limits.maxSheets)")
        }
        for sheet in sheets {
            guard sheet.rows.count <= limits.maxRows else {
                throw .tooMuchToWrite(
                    "工作表“\(sheet.name)”有 \(sheet.rows.count) 行,最多 \(limits.maxRows) 行",
                    "the sheet \"\(sheet.name)\" has \(sheet.rows.count) rows, and may have \(limits.maxRows)")
            }
        }
        var archive = StoredArchive()
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        let types = "http://schemas.openxmlformats.org/package/2006/content-types"
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let part = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var overrides = ""
        var links = ""
        var tabs = ""
        for (index, sheet) in sheets.enumerated() {
            let number = index + 1
            overrides +=
                "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(part).worksheet+xml\"/>"
            links +=
                "<Relationship Id=\"rId\(number)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(number).xml\"/>"
            tabs += "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(number)\" r:id=\"rId\(number)\"/>"
        }
        archive.add(
            "[Content_Types].xml",
            head
                + "<Types xmlns=\"\(types)\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
                + ".relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(part).sheet.main+xml\"/>\(overrides)</Types>"
        )
        archive.add(
            "_rels/.rels",
            head + "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" "
                + "Target=\"xl/workbook.xml\"/></Relationships>")
        archive.add(
            "xl/workbook.xml",
            head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(tabs)</sheets></workbook>")
        archive.add(
            "xl/_rels/workbook.xml.rels", head + "<Relationships xmlns=\"\(relations)\">\(links)</Relationships>")
        for (index, sheet) in sheets.enumerated() {
            var xml = head + "<worksheet xmlns=\"\(main)\"><sheetData>"
            for (row, values) in sheet.rows.enumerated() {
                xml += "<row r=\"\(row + 1)\">"
                for (column, value) in values.enumerated() {
                    let place = Bill.letters(column) + "\(row + 1)"
                    if case .text(let text) = value, text.utf8.count > maxText, text.utf16.count > maxText {
                        throw .tooMuchToWrite(
                            "\(sheet.name)!\(place) 的文字有 \(text.utf16.count) 字,最多 \(maxText) 字",
                            "the text of \(sheet.name)!\(place) has \(text.utf16.count) characters, and may have \(maxText)"
                        )
                    }
                    xml += cell(value, place)
                }
                xml += "</row>"
            }
            archive.add("xl/worksheets/sheet\(index + 1).xml", xml + "</sheetData></worksheet>\n")
        }
        guard let bytes = archive.finish() else {
            throw .tooMuchToWrite("超过 4 GiB", "it has more than 4 GiB")
        }
        return bytes
    }

    private static func cell(_ value: Value, _ place: String) -> String {
        switch value {
        case .blank: ""
        case .text(let text) where text.isEmpty: ""
        case .text(let text):
            "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        case .number(let number): "<c r=\"\(place)\"><v>\(number)</v></c>"
        case .formula(let formula, let number):
            "<c r=\"\(place)\"><f>\(escaped(formula))</f>\(number.map { "<v>\($0)</v>" } ?? "")</c>"
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\r": escaped += "&#13;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
