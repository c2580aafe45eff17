// EngagedList.swift — a list of people who are engaged on other works (在建项目人员名单), as a CSV file that somebody else made.
internal import Reporting

/// The list: a header, then one engagement a line.
///
///     姓名,证书编号,项目,开始日期,结束日期,备注
///     刘建国,京1322019202100001,临江大桥,2026-03-01,2027-11-30,
///
/// UTF-8, with a mark at its beginning or without; comma, semicolon or tab between; the first line says which column is which, in Chinese or
/// English, and must have name and certificate number. Whatever else it is gets a name, and no line that cannot be read is passed over in
/// silence.
struct EngagedList {
    struct Entry {
        var line: Int
        var name: String
        /// Nil where it is empty, or was damaged by a spreadsheet.
        var number: String?
        var project: String
        var from: String
        var until: String
        var remarks: String
    }

    private(set) var entries: [Entry] = []
    private(set) var flaws: [(line: Int, what: LocalizedText)] = []

    /// What a list may be at most; larger ones are none that a person looks through.
    static let mostBytes = 16 << 20
    static let mostLines = 200_000
    static let mostFieldBytes = 4_096
    static let mostColumns = 64

    /// Why there is no list.
    struct Unreadable: Error {
        var reason: LocalizedText
    }

    private enum Column: CaseIterable {
        case name, number, project, from, until, remarks

        var names: Set<String> {
            switch self {
            case .name: ["姓名", "人员姓名", "项目经理", "项目经理姓名", "项目负责人", "项目负责人姓名", "NAME"]
            case .number: ["证书编号", "证书号", "注册编号", "注册证书编号", "建造师注册编号", "CERTIFICATENUMBER", "CERTIFICATE", "NUMBER"]
            case .project: ["项目", "项目名称", "工程名称", "在建项目", "在建项目名称", "PROJECT"]
            case .from: ["自", "开始", "开始日期", "开工日期", "FROM"]
            case .until: ["至", "结束", "结束日期", "完工日期", "竣工日期", "计划竣工日期", "UNTIL", "TO"]
            case .remarks: ["备注", "说明", "REMARKS", "REMARK", "NOTE"]
            }
        }
    }

    init(_ bytes: [UInt8]) throws(Unreadable) {
        let text = try Self.text(bytes)
        var rows = Rows(text)
        guard let header = try rows.next() else {
            throw Self.unreadable("文件是空的", "the file is empty")
        }
        let titles = header.fields.map(Words.plain)
        var columns: [Column: Int] = [:]
        for column in Column.allCases {
            let found = titles.indices.filter { column.names.contains(titles[$0]) }
            guard found.count < 2 else {
                throw Self.unreadable(
                    "表头有两列“\(titles[found[0]])”", "the header has two columns \"\(titles[found[0]])\"")
            }
            columns[column] = found.first
        }
        guard let name = columns[.name], let number = columns[.number] else {
            throw Self.unreadable(
                "第一行不是表头,或没有“姓名”“证书编号”两列",
                "the first line is no header, or has no column 姓名 (name) or 证书编号 (certificate number)")
        }
        while let row = try rows.next() {
            guard row.line <= Self.mostLines else {
                throw Self.unreadable("超过 \(Self.mostLines) 行", "it has more than \(Self.mostLines) lines")
            }
            if let flaw = row.flaw {
                flaws.append((row.line, flaw))
                continue
            }
            if row.fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
            guard row.fields.count <= titles.count, row.fields.count > max(name, number) else {
                flaws.append(
                    (
                        row.line,
                        LocalizedText(
                            zh: "有 \(row.fields.count) 列,表头有 \(titles.count) 列",
                            en: "it has \(row.fields.count) columns, the header \(titles.count)")
                    ))
                continue
            }
            func field(_ column: Column) -> String {
                guard let index = columns[column], index < row.fields.count else { return "" }
                return String(row.fields[index])
            }
            var certificate: String? = Words.plain(field(.number))
            if Self.isDamaged(certificate ?? "") {
                flaws.append(
                    (
                        row.line,
                        LocalizedText(
                            zh: "证书编号“\(field(.number))”已被电子表格改成科学计数",
                            en:
                                "the certificate number \"\(field(.number))\" was turned into a power of ten by a spreadsheet"
                        )
                    ))
                certificate = nil
            }
            if certificate?.isEmpty == true { certificate = nil }
            if certificate == nil, Words.plain(field(.name)).isEmpty {
                flaws.append(
                    (row.line, LocalizedText(zh: "没有姓名,也没有证书编号", en: "it has neither name nor certificate number")))
                continue
            }
            entries.append(
                Entry(
                    line: row.line, name: field(.name), number: certificate, project: field(.project),
                    from: field(.from),
                    until: field(.until), remarks: field(.remarks)))
        }
    }

    private static func unreadable(_ zh: String, _ en: String) -> Unreadable {
        Unreadable(reason: LocalizedText(zh: zh, en: en))
    }

    /// `1.32202E+15`.
    private static func isDamaged(_ number: String) -> Bool {
        let halves = number.split(separator: "E", omittingEmptySubsequences: false)
        return halves.count == 2 && halves[1].hasPrefix("+") && halves[1].dropFirst().allSatisfy(\.isNumber)
            && !halves[0].isEmpty && halves[0].allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func text(_ bytes: [UInt8]) throws(Unreadable) -> [UInt8] {
        guard bytes.count <= mostBytes else {
            throw unreadable(
                "有 \(bytes.count) 字节,超过 \(mostBytes) 字节", "it has \(bytes.count) bytes, more than \(mostBytes)")
        }
        if bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF]) {
            throw unreadable("是电子表格文件,不是 CSV", "it is a workbook, and no CSV file")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
            throw unreadable("是 UTF-16 编码或含有空字符,不是 UTF-8", "it is UTF-16 or has null characters, and is no UTF-8")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw unreadable("不是 UTF-8 编码(可能是 GBK)", "it is no UTF-8, and perhaps GBK")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}

/// The rows of a CSV file (RFC 4180).
private struct Rows {
    struct Row {
        var line: Int
        var fields: [String] = []
        var flaw: LocalizedText?
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var place = 0
    private var line = 1

    private static let (quote, newline, carriage) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let first = bytes.prefix { $0 != Self.newline && $0 != Self.carriage }
        let marks = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
        let counts = marks.map { mark in first.count { $0 == mark } }
        separator = zip(marks, counts).max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? marks[0]
    }

    /// Nil at the end. Throws where a quote is never closed: nothing behind it could be told apart.
    mutating func next() throws(EngagedList.Unreadable) -> Row? {
        guard place < bytes.count else { return nil }
        var row = Row(line: line)
        while true {
            row.fields.append(try field(&row))
            guard place < bytes.count else { return row }
            if row.fields.count >= EngagedList.mostColumns, bytes[place] == separator {
                row.flaw = LocalizedText(
                    zh: "超过 \(EngagedList.mostColumns) 列", en: "it has more than \(EngagedList.mostColumns) columns")
                while place < bytes.count, bytes[place] != Self.newline, bytes[place] != Self.carriage { place += 1 }
                guard place < bytes.count else { return row }
            }
            let byte = bytes[place]
            place += 1
            if byte == separator { continue }
            if byte == Self.carriage, place < bytes.count, bytes[place] == Self.newline { place += 1 }
            line += 1
            return row
        }
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == Self.newline || byte == Self.carriage }

    private mutating func field(_ row: inout Row) throws(EngagedList.Unreadable) -> String {
        guard place < bytes.count, bytes[place] == Self.quote else { return plainField(&row) }
        let began = line
        var field: [UInt8] = []
        place += 1
        while true {
            guard place < bytes.count, field.count <= EngagedList.mostFieldBytes else {
                throw EngagedList.Unreadable(
                    reason: LocalizedText(
                        zh: "第 \(began) 行的引号没有结束,或一格超过 \(EngagedList.mostFieldBytes) 字节",
                        en:
                            "a quote of line \(began) is never closed, or a field has more than \(EngagedList.mostFieldBytes) bytes"
                    ))
            }
            let byte = bytes[place]
            place += 1
            if byte == Self.quote {
                guard place < bytes.count, bytes[place] == Self.quote else { break }
                place += 1
            } else if byte == Self.newline {
                line += 1
            }
            field.append(byte)
        }
        if place < bytes.count, !isEnd(bytes[place]) {
            row.flaw = LocalizedText(zh: "引号后面还有文字", en: "there is text behind a closing quote")
            while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
        }
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func plainField(_ row: inout Row) -> String {
        let start = place
        while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
        if place - start > EngagedList.mostFieldBytes {
            row.flaw = LocalizedText(
                zh: "一格超过 \(EngagedList.mostFieldBytes) 字节",
                en: "a field has more than \(EngagedList.mostFieldBytes) bytes")
        }
        return String(decoding: bytes[start..<min(place, start + EngagedList.mostFieldBytes)], as: UTF8.self)
    }
}
