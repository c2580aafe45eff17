// Workbook.swift — the cells of an XLSX workbook, row by row: texts, numbers as they are written, formulas marked as such.
package import Reporting
package import TenderModel
internal import XMLKit
package import ZipKit

/// One cell that has something in it.
package struct Cell: Sendable, Hashable {
    /// From 0.
    package var column: Int
    package var content: Content
    /// Whether a formula stands there, whose last computed value this is.
    package var hasFormula: Bool

    package enum Content: Sendable, Hashable {
        case text(String)
        /// The figures as the file has them.
        case number(String)
        case boolean(Bool)
        /// `#REF!`, `#DIV/0!`.
        case error(String)
        /// A formula that was never computed.
        case none
    }

    /// What a person sees, near enough: numbers without the noise of their seventeenth digit.
    package var text: String {
        switch content {
        case .text(let text): text
        case .number(let figures): ExactDecimal(cell: figures).map(\.description) ?? figures
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .error(let code): code
        case .none: ""
        }
    }

    /// The number in it: a number cell's, or a text's that is nothing but figures (with thousands separators, perhaps).
    package var number: ExactDecimal? {
        switch content {
        case .number(let figures): ExactDecimal(cell: figures)
        case .text(let text): ExactDecimal(grouped: text)
        case .boolean, .error, .none: nil
        }
    }
}

/// A row with at least one cell.
package struct Row: Sendable, Hashable {
    /// From 1.
    package var number: Int
    package var cells: [Cell]
}

/// How much a workbook may ask of us.
package struct WorkbookLimits: Sendable, Hashable {
    package var maxSheets = 1_000
    package var maxRows = 1_048_576
    package var maxColumns = 16_384
    package var maxSharedStrings = 2_000_000
    /// Elements of the shared strings and of all sheets that are read: a bill of 200,000 items has some 6,000,000.
    package var maxElements = 12_000_000
    /// Text that all cells that are read hand over, in bytes: that of a shared string as often as it is named.
    package var maxText = 256 << 20
    package var archive = ForeignArchiveLimits()

    package init() {}

    var xml: XMLLimits {
        XMLLimits(maxBytes: archive.maxEntrySize, maxDepth: 32, maxNodes: 40_000_000)
    }
}

/// A workbook in memory; a sheet is read when it is asked for, and kept by nobody.
package final class Workbook {
    /// Names of the visible and hidden sheets, in the order of the tabs.
    package let sheets: [String]
    private let paths: [String]
    private let archive: ForeignArchive
    private let strings: [String]
    private let budget: WorkbookBudget

    /// Throws ZIP-… (no archive, a bomb), XML-…, SHEET-0001 (no workbook), SHEET-0002 (too much of something), SHEET-0003 (two
    /// sheets are one part of the archive).
    package init(_ bytes: [UInt8], file: String, limits: WorkbookLimits = .init()) throws(Problem) {
        archive = try ForeignArchive(bytes, place: file, limits: limits.archive)
        budget = WorkbookBudget(limits, file: file)
        guard let book = try archive.read("xl/workbook.xml"),
            let relations = try archive.read("xl/_rels/workbook.xml.rels")
        else { throw .noWorkbook(file) }
        var targets: [String: String] = [:]
        for relation in try Self.parse(relations, "xl/_rels/workbook.xml.rels", file).children {
            guard let id = relation["Id"], let target = relation["Target"], relation["TargetMode"] != "External" else {
                continue
            }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        var names: [String] = []
        var paths: [String] = []
        var taken: Set<String> = []
        for sheet in try Self.parse(book, "xl/workbook.xml", file).first("sheets")?.children ?? [] {
            // r:id; the only attribute of a sheet that has a namespace
            let id = sheet.attributes.first { $0.name == "id" && $0.namespace != nil }?.value
            guard let name = sheet["name"], let path = id.flatMap({ targets[$0] }), archive.has(path) else { continue }
            // chart sheets and dialogs have no cells
            guard path.contains("worksheets/") else { continue }
            guard taken.insert(path).inserted else { throw .sheetTwice(name, path, file) }
            guard names.count < limits.maxSheets else { throw .tooMuch("sheets", limits.maxSheets, file) }
            names.append(name)
            paths.append(path)
        }
        guard !names.isEmpty else { throw .noWorkbook(file) }
        sheets = names
        self.paths = paths
        let table = SharedStrings(budget)
        if let bytes = try archive.read("xl/sharedStrings.xml") {
            do throws(Problem) { try XMLEvents.read(bytes, limits: limits.xml, to: table) } catch {
                throw error.inEntry("xl/sharedStrings.xml", file)
            }
        }
        strings = table.strings
    }

    private static func parse(_ bytes: [UInt8], _ entry: String, _ file: String) throws(Problem) -> XMLElement {
        do throws(Problem) { return try XMLReader.parse(bytes) } catch { throw error.inEntry(entry, file) }
    }

    /// Hands over the rows of a sheet from the top. A problem that the closure throws ends the reading. What is read counts each time.
    package func read(_ sheet: Int, _ row: (Row) throws(Problem) -> Void) throws(Problem) {
        guard paths.indices.contains(sheet), let bytes = try archive.read(paths[sheet]) else { return }
        try withoutActuallyEscaping(row) { (row) throws(Problem) in
            let reader = SheetCells(strings: strings, budget: budget, deliver: row)
            defer { reader.deliver = nil }
            do throws(Problem) { try XMLEvents.read(bytes, limits: budget.limits.xml, to: reader) } catch {
                throw error.inEntry(paths[sheet], archive.place)
            }
        }
    }
}

extension ExactDecimal {
    /// A number of a cell. Programs write the shortest or the seventeenth digit of a binary number (`12.300000000000001` for
    /// 12.3) and show at most fifteen, so fifteen are taken; an exponent is worked out.
    package init?(cell figures: String) {
        guard figures.utf8.count <= Self.longestFigures else { return nil }
        var text = figures
        var exponent = 0
        if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let value = Int(text[text.index(after: mark)...]), (-30...30).contains(value) else { return nil }
            exponent = value
            text = String(text[..<mark])
        }
        var negative = false
        if text.hasPrefix("-") {
            negative = true
            text.removeFirst()
        }
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), halves.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else {
            return nil
        }
        let digits = halves.joined().drop { $0 == "0" }
        guard !halves.joined().isEmpty else { return nil }
        var scale = (halves.count == 2 ? halves[1].utf8.count : 0) - exponent
        var value: Int128 = 0
        for (index, digit) in digits.utf8.enumerated() {
            if index < 15 {
                value = value * 10 + Int128(digit - 48)
            } else {
                if index == 15, digit >= 53 { value += 1 }
                scale -= 1
            }
        }
        while scale > 0, value % 10 == 0 { (value, scale) = (value / 10, scale - 1) }
        while scale < 0 {
            value *= 10
            scale += 1
            guard value < 1_000_000_000_000_000_000 else { return nil }
        }
        let rounded = ExactDecimal.make(negative ? -value : value, scale: min(scale, 36), roundedTo: min(scale, 12))
        guard let rounded else { return nil }
        self = rounded
    }

    /// No number of any program is longer, blanks and separators included; what is, is not looked through.
    private static var longestFigures: Int { 400 }

    /// Figures in a text, where groups of three may be parted by commas: `1,234,567.80`.
    package init?(grouped text: String) {
        guard text.utf8.count <= Self.longestFigures else { return nil }
        let plain = text.filter { !$0.isWhitespace }
        guard plain.contains(",") else {
            guard let value = ExactDecimal(plain) else { return nil }
            self = value
            return
        }
        let whole = plain.split(separator: ".", omittingEmptySubsequences: false)
        let groups = (whole.first ?? "").drop { $0 == "-" }.split(separator: ",", omittingEmptySubsequences: false)
        guard whole.count <= 2, let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            let value = ExactDecimal(plain.filter { $0 != "," })
        else { return nil }
        self = value
    }
}
