// SheetBillReader.swift — a bill out of the tables of a workbook: headers are found by their words, rows by what they hold.
internal import Reporting
internal import Spreadsheet
internal import TenderModel

extension BillReader {
    /// Reads every sheet that has a bill's header, once, with all mappings; the one that finds the most items wins.
    func readSheets(_ bytes: [UInt8], file: String) throws(Problem) -> Bill {
        let workbook = try Workbook(bytes, file: file)
        let mappings = mappings.filter { $0.kind == .spreadsheet && $0.table != nil }
        var bills = mappings.map { Bill(file: file, format: $0.id, edition: $0.edition, precision: $0.precision) }
        for sheet in workbook.sheets.indices {
            var readers = mappings.compactMap { mapping in
                mapping.table.map { SheetBillReader(table: $0, name: workbook.sheets[sheet], limits: limits) }
            }
            try workbook.read(sheet) { (row) throws(Problem) in
                for index in readers.indices { try readers[index].take(row, into: &bills[index]) }
            }
            for index in readers.indices { readers[index].finish(&bills[index]) }
        }
        // a header that asks for more of its own words (子目号) is the better fit for the same sheets
        var best: Bill?
        for bill in bills where bill.items.count > best?.items.count ?? 0 { best = bill }
        guard let best else { throw .noTable(file: file) }
        return best
    }
}

/// Reads one sheet.
struct SheetBillReader {
    private let table: BillMapping.Table
    private let name: String
    private let limits: BillLimits
    /// Columns of the header that holds now; empty before there is one.
    private var columns: [Int: BillField] = [:]
    private var isSummary = false
    private var sheet: UInt16 = 0
    private var top: Int32 = -1
    private var section: Int32 = -1
    private var title = ""
    private var unitName = ""
    /// Rows since the header; the lower half of one that is two rows deep is the next.
    private var rowsSince = 0

    init(table: BillMapping.Table, name: String, limits: BillLimits) {
        self.table = table
        self.name = name
        self.limits = limits
    }

    mutating func take(_ row: Row, into bill: inout Bill) throws(Problem) {
        rowsSince += 1
        // a header is looked for where one can be: before the first, right below it, and where its words come again
        if rowsSince > 2, !columns.isEmpty, !repeatsHeader(row) { return try line(row, &bill) }
        let texts = Dictionary(row.cells.map { ($0.column, Self.label($0)) }) { first, _ in first }
        let header = header(texts)
        if header.count >= 3, header.values.contains(.name) {
            try begin(header, &bill)
        } else if columns.isEmpty {
            remember(row)
        } else {
            // the lower half of a header two rows deep: 综合单价 and 合价 under 金额
            let lower = header.filter { columns[$0.key] == nil || columns[$0.key] == .total }
            if lower.count >= 2, lower.count == texts.count {
                for (column, field) in lower { columns[column] = field }
                settleColumns(&bill)
            } else {
                try line(row, &bill)
            }
        }
    }

    private func repeatsHeader(_ row: Row) -> Bool {
        guard let cell = row.cells.first(where: { columns[$0.column] == .name }), case .text(let text) = cell.content,
            text.utf8.count <= 48
        else { return false }
        let plain = Self.squeezed(text)
        return table.columns[.name]?.contains { plain.begins(with: $0) } == true
    }

    /// Nothing is left open at the end of a sheet; a sheet without items keeps no part of its own.
    func finish(_ bill: inout Bill) {
        guard top >= 0, Int(top) == bill.nodes.count - 1, bill.items.last?.node != top,
            bill.nodes[Int(top)].total == nil
        else { return }
        bill.nodes.removeLast()
    }

    // MARK: - Headers

    /// Without white space; no more than the beginning of a text that is longer than any label.
    private static func squeezed(_ text: String) -> String {
        let text = text.utf8.count <= longestLabel ? text : text.beginning(longestLabel / 4)
        return text.hasBlanks ? String(text.filter { !$0.isWhitespace }) : text
    }

    /// What a cell may say as a header; empty for numbers, and for what is too long to be one.
    private static func label(_ cell: Cell) -> String {
        guard case .text(let text) = cell.content, text.utf8.count <= longestHeader else { return "" }
        return squeezed(text)
    }

    /// Bytes of a text that may be the name of a sum, and of one that may be a header, blanks and line ends included.
    private static let longestLabel = 512
    private static let longestHeader = 128

    private func header(_ texts: [Int: String]) -> [Int: BillField] {
        var found: [Int: BillField] = [:]
        var used: Set<BillField> = []
        for column in texts.keys.sorted() {
            guard let text = texts[column], !text.isEmpty, text.utf8.count <= 64, text.count <= 16 else { continue }
            // the longest word that fits decides: 项目特征 before 项目
            var best: (field: BillField, length: Int)?
            for (field, words) in table.columns {
                // byte for byte, since every cell above the first header is asked for every word
                for word in words where text.begins(with: word) && word.utf8.count > best?.length ?? 0 {
                    best = (field, word.utf8.count)
                }
            }
            if let best, used.insert(best.field).inserted { found[column] = best.field }
        }
        return found
    }

    private mutating func begin(_ header: [Int: BillField], _ bill: inout Bill) throws(Problem) {
        // the header is repeated on every printed page
        guard columns.isEmpty else { return }
        columns = header
        rowsSince = 0
        isSummary = table.summary.contains { title.holds($0) || name.holds($0) }
        bill.sheets.append(name)
        bill.columns.append([:])
        sheet = UInt16(clamping: bill.sheets.count - 1)
        settleColumns(&bill)
        guard !isSummary else { return }
        var category = BillCategory.works
        if let found = table.categories.first(where: { title.holds($0.words) || name.holds($0.words) }) {
            category = found.category
        }
        let parent = try unit(&bill)
        let label = Self.chapter(in: title) ?? Self.chapter(in: name)
        try add(
            BillNode(
                kind: label == nil ? .group : .section, code: label ?? "", name: name, parent: parent, line: 1,
                sheet: sheet, category: category), to: &bill)
        top = Int32(bill.nodes.count - 1)
        section = top
    }

    /// `200` in 清单 第200章 路基.
    private static func chapter(in text: String) -> String? {
        guard let mark = text.firstIndex(of: "第"), let end = text[mark...].firstIndex(of: "章") else { return nil }
        let digits = text[text.index(after: mark)..<end].filter { !$0.isWhitespace }
        return digits.count == 3 && digits.allSatisfy({ ("0"..."9").contains($0) }) ? String(digits) : nil
    }

    private func settleColumns(_ bill: inout Bill) {
        bill.columns[Int(sheet)] = Dictionary(columns.map { ($0.value, $0.key) }) { first, _ in first }
    }

    /// The unit works that a sheet is of (工程名称:…), made where it is new.
    private func unit(_ bill: inout Bill) throws(Problem) -> Int32 {
        guard !unitName.isEmpty else { return -1 }
        if let known = bill.nodes.firstIndex(where: { $0.kind == .unit && $0.name == unitName }) { return Int32(known) }
        try add(BillNode(kind: .unit, name: unitName, line: 1, sheet: sheet), to: &bill)
        return Int32(bill.nodes.count - 1)
    }

    private mutating func remember(_ row: Row) {
        for cell in row.cells {
            guard case .text(let text) = cell.content else { continue }
            for mark in ["工程名称:", "工程名称\u{ff1a}"] where text.begins(with: mark) {
                // 工程名称:土建工程  标段:一标段
                let name = text.beginning(200).dropFirst(mark.count)
                unitName = String(name.firstRange(of: "标段").map { name[..<$0.lowerBound] } ?? name).trimmingBlanks
            }
            if title.utf8.count < 600 { title += Self.squeezed(text) }
        }
    }

    // MARK: - Rows

    private mutating func line(_ row: Row, _ bill: inout Bill) throws(Problem) {
        var cells: [BillField: Cell] = [:]
        for cell in row.cells {
            if let field = columns[cell.column] { cells[field] = cell }
        }
        let code = cells[.code]?.text.trimmingBlanks ?? ""
        let label = Self.squeezed(cells[.name]?.text ?? "")
        let first = Self.squeezed(row.cells.first?.text ?? "")
        let words = label.isEmpty ? first : label
        guard !table.skip.contains(where: { words.begins(with: $0) || first.begins(with: $0) }) else { return }
        let line = UInt32(clamping: row.number)
        if isSummary { return try summary(words, first, row, cells, line, &bill) }
        if code.isEmpty || Self.squeezed(code) == first, let total = total(words, first) {
            let amount = number(cells[.total] ?? Self.amount(row), .total, line, &bill)
            if let amount, total {
                bill.nodes[Int(top)].total = amount
            } else if let amount, section != top {
                bill.nodes[Int(section)].total = amount
            }
            return
        }
        let hasFigures = [BillField.quantity, .price, .total, .rate].contains { cells[$0]?.number != nil }
        let hasUnit = !(cells[.unit]?.text.trimmingBlanks ?? "").isEmpty
        guard hasFigures || hasUnit || Self.isItemCode(code) else {
            if !label.isEmpty { try open(code, cells[.name]?.text.trimmingBlanks ?? "", line, &bill) }
            return
        }
        var item = BillItem(
            code: code, name: cells[.name]?.text.trimmingBlanks ?? "", features: cells[.features]?.text ?? "",
            unit: cells[.unit]?.text.trimmingBlanks ?? "", node: section, line: line)
        item.quantity = number(cells[.quantity], .quantity, line, &bill)
        item.price = number(cells[.price], .price, line, &bill)
        item.total = number(cells[.total], .total, line, &bill)
        item.ceiling = number(cells[.ceiling], .ceiling, line, &bill)
        item.rate = number(cells[.rate], .rate, line, &bill)
        item.base = cells[.base]?.number
        item.category = (bill.nodes[Int(section)].category ?? bill.nodes[Int(top)].category ?? .works).refined(
            name: item.name, code: item.code)
        try add(item, to: &bill)
    }

    private func add(_ item: BillItem, to bill: inout Bill) throws(Problem) {
        guard bill.items.count < limits.maxItems else {
            throw .tooMany(.init(zh: "清单项目", en: "items"), limit: limits.maxItems, file: bill.file)
        }
        bill.items.append(item)
    }

    private func add(_ node: BillNode, to bill: inout Bill) throws(Problem) {
        guard bill.nodes.count < limits.maxNodes else {
            throw .tooMany(.init(zh: "工程和分部", en: "parts"), limit: limits.maxNodes, file: bill.file)
        }
        bill.nodes.append(node)
    }

    /// True for the sum of a sheet, false for that of a section, nil for neither.
    private func total(_ words: String, _ first: String) -> Bool? {
        if table.subtotals.contains(where: { words.begins(with: $0) || first.begins(with: $0) }) { return false }
        return table.totals.contains { words.begins(with: $0) || first.begins(with: $0) } ? true : nil
    }

    /// Twelve digits, or a highway number such as 202-1-a.
    private static func isItemCode(_ code: String) -> Bool {
        code.utf8.count == 12 && code.utf8.allSatisfy { (48...57).contains($0) }
    }

    private mutating func open(_ code: String, _ name: String, _ line: UInt32, _ bill: inout Bill) throws(Problem) {
        // a heading of a highway bill (202 场地清理) only names what follows; its items have no sum of their own
        guard bill.nodes[Int(top)].kind == .group else { return }
        try add(
            BillNode(
                kind: .section, code: code, name: name, parent: top, line: line, sheet: sheet,
                category: name.holds("措施项目") ? .measures : nil), to: &bill)
        section = Int32(bill.nodes.count - 1)
    }

    /// A row of the summary: the price of the bid, and sums that no other sheet lists.
    private func summary(
        _ words: String, _ first: String, _ row: Row, _ cells: [BillField: Cell], _ line: UInt32, _ bill: inout Bill
    ) throws(Problem) {
        let cell = cells[.total] ?? Self.amount(row)
        if table.price.contains(where: { words.begins(with: $0) || first.begins(with: $0) }) {
            if let amount = number(cell, .total, line, &bill) { bill.total = amount }
        } else if words.begins(with: "暂列金额"), let amount = number(cell, .total, line, &bill) {
            try add(
                BillNode(kind: .group, name: "暂列金额", line: line, sheet: sheet, category: .provisionalSum), to: &bill)
            try add(
                BillItem(
                    name: cells[.name]?.text.trimmingBlanks ?? words, total: amount, category: .provisionalSum,
                    node: Int32(bill.nodes.count - 1), line: line), to: &bill)
        }
    }

    /// The last figure of a row behind its words: a number before them only counts the rows (序号).
    private static func amount(_ row: Row) -> Cell? {
        row.cells.drop { $0.number != nil }.last { $0.number != nil }
    }

    /// The number of a cell; what is there and is none becomes a flaw.
    private func number(_ cell: Cell?, _ field: BillField, _ line: UInt32, _ bill: inout Bill) -> ExactDecimal? {
        guard let cell else { return nil }
        let text = cell.text.beginning(40)
        if cell.hasFormula {
            let computed = cell.number != nil
            bill.flaws.append(
                BillFlaw(
                    kind: computed ? .formula : .formulaWithoutValue, field: field, text: text, line: line,
                    sheet: sheet))
            return cell.number
        }
        if let number = cell.number { return number }
        let blank = text.trimmingBlanks
        guard !blank.isEmpty, !["/", "-", "—", "——"].contains(blank) else { return nil }
        bill.flaws.append(BillFlaw(kind: .number, field: field, text: text, line: line, sheet: sheet))
        return nil
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingBlanks: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        // blanks are ASCII, or begin and end with a byte of more
        guard Self.mayBeBlank(first) || Self.mayBeBlank(last) else { return self }
        let scalars = unicodeScalars
        guard let from = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let to = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[from...to])
    }

    /// Whether there may be white space in it: a byte that begins some, or is.
    var hasBlanks: Bool { utf8.contains { $0 <= 0x20 || $0 == 0xC2 || (0xE1...0xE3).contains($0) } }

    private static func mayBeBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

    /// Byte for byte: asked of every row for every word, and of no language's rules.
    func begins(with words: String) -> Bool { utf8.starts(with: words.utf8) }

    /// Its first scalars: characters may be of any length.
    func beginning(_ scalars: Int) -> String {
        utf8.count <= scalars ? self : String(unicodeScalars.prefix(scalars))
    }
}
