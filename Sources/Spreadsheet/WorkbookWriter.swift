// WorkbookWriter.swift — a plain XLSX workbook in memory: texts, numbers, nothing else; the same rows, the same bytes.
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

    package static func bytes(_ sheets: [(name: String, rows: [[Value]])]) -> [UInt8] {
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
                for (column, value) in values.enumerated() { xml += cell(value, Bill.letters(column) + "\(row + 1)") }
                xml += "</row>"
            }
            archive.add("xl/worksheets/sheet\(index + 1).xml", xml + "</sheetData></worksheet>\n")
        }
        return archive.finish()
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

/// A zip whose entries are stored; small enough for 32-bit fields.
private struct StoredArchive {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// 1980-01-01 00:00, the first that a zip can say.
    private static let date: UInt32 = 0x0021_0000

    mutating func add(_ name: String, _ text: String) {
        let contents = Array(text.utf8)
        let offset = UInt32(clamping: bytes.count)
        var fields: [UInt8] = []
        // version 2.0, UTF-8 names, stored
        for number in [20, 0x0800, 0] as [UInt16] { Self.put(number, &fields) }
        Self.put(Self.date, &fields)
        Self.put(Self.checksum(contents), &fields)
        Self.put(UInt32(clamping: contents.count), &fields)
        Self.put(UInt32(clamping: contents.count), &fields)
        Self.put(UInt16(clamping: name.utf8.count), &fields)
        Self.put(UInt16(0), &fields)
        Self.put(UInt32(0x0403_4b50), &bytes)
        bytes += fields + Array(name.utf8) + contents
        Self.put(UInt32(0x0201_4b50), &directory)
        Self.put(UInt16(20), &directory)
        directory += fields
        for _ in 0..<3 { Self.put(UInt16(0), &directory) }
        Self.put(UInt32(0), &directory)
        Self.put(offset, &directory)
        directory += Array(name.utf8)
        count += 1
    }

    mutating func finish() -> [UInt8] {
        let start = UInt32(clamping: bytes.count)
        var end: [UInt8] = []
        Self.put(UInt32(0x0605_4b50), &end)
        Self.put(UInt32(0), &end)
        Self.put(count, &end)
        Self.put(count, &end)
        Self.put(UInt32(clamping: directory.count), &end)
        Self.put(start, &end)
        Self.put(UInt16(0), &end)
        return bytes + directory + end
    }

    private static func put<T: FixedWidthInteger>(_ number: T, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// CRC-32 as in zip.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8) }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
