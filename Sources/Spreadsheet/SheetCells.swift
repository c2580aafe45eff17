// SheetCells.swift — the XML of shared strings and of sheets, as it streams by.
internal import Reporting
internal import XMLKit

/// `xl/sharedStrings.xml`: texts that cells refer to by number.
final class SharedStrings: XMLEventHandler {
    private(set) var strings: [String] = []
    private let budget: WorkbookBudget
    private var path: [String] = []
    private var text: [UInt8] = []

    init(_ budget: WorkbookBudget) { self.budget = budget }

    func start(_ element: XMLStart) throws(Problem) {
        try budget.element()
        path.append(element.name)
        if path.count == 2 { text.removeAll(keepingCapacity: true) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        // si/t, or si/r/t of formatted runs; rPh holds how a word is read aloud
        if path.last == "t", !path.contains("rPh") { text.append(contentsOf: bytes) }
    }

    func end() throws(Problem) {
        let name = path.popLast()
        guard name == "si", path.count == 1 else { return }
        guard strings.count < budget.limits.maxSharedStrings else {
            throw .tooMuch("shared strings", budget.limits.maxSharedStrings, budget.file)
        }
        strings.append(String(decoding: text, as: UTF8.self))
    }
}

/// What has been taken of a workbook, all sheets together. A part that is small in the archive may be large when it comes out, and
/// a thousand cells may name one shared string of a megabyte.
final class WorkbookBudget {
    let limits: WorkbookLimits
    let file: String
    private var elements = 0
    private var handedOver = 0

    init(_ limits: WorkbookLimits, file: String) {
        self.limits = limits
        self.file = file
    }

    /// Counts one element. Throws SHEET-0002.
    func element() throws(Problem) {
        elements += 1
        guard elements <= limits.maxElements else { throw .tooMuch("elements", limits.maxElements, file) }
    }

    /// Counts what a cell hands over, in bytes. Throws SHEET-0002.
    func text(_ bytes: Int) throws(Problem) {
        handedOver += bytes
        guard handedOver <= limits.maxText else { throw .tooMuch("text", limits.maxText, file) }
    }
}

/// `xl/worksheets/sheet1.xml`.
final class SheetCells: XMLEventHandler {
    private enum Tag { case row, cell, value, formula, inline, text, other }

    private let strings: [String]
    private let budget: WorkbookBudget
    var deliver: ((Row) throws(Problem) -> Void)?

    private var tags: [Tag] = []
    private var known: [XMLNameKey: Tag] = [:]
    private var row = Row(number: 0, cells: [])
    private var nextColumn = 0
    private var column = 0
    private var type = ""
    private var value: [UInt8] = []
    private var inline: [UInt8] = []
    private var hasFormula = false

    init(strings: [String], budget: WorkbookBudget, deliver: @escaping (Row) throws(Problem) -> Void) {
        self.strings = strings
        self.budget = budget
        self.deliver = deliver
    }

    private var limits: WorkbookLimits { budget.limits }

    func start(_ element: XMLStart) throws(Problem) {
        try budget.element()
        let tag = known[element.key] ?? Self.tag(element.name)
        known[element.key] = tag
        tags.append(tag)
        switch tag {
        case .row:
            // rows without a number follow one another
            row = Row(number: element["r"].flatMap { Int($0) } ?? row.number + 1, cells: [])
            guard (1...limits.maxRows).contains(row.number) else { throw .tooMuch("rows", limits.maxRows, budget.file) }
            nextColumn = 0
        case .cell:
            column = element["r"].flatMap(Self.column) ?? nextColumn
            guard column < limits.maxColumns else { throw .tooMuch("columns", limits.maxColumns, budget.file) }
            nextColumn = column + 1
            forgetCell()
            type = element["t"] ?? "n"
        case .formula: hasFormula = true
        case .value, .inline, .text, .other: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch tags.last {
        case .value: value.append(contentsOf: bytes)
        case .text where tags.contains(.inline): inline.append(contentsOf: bytes)
        default: break
        }
    }

    func end() throws(Problem) {
        switch tags.popLast() {
        case .cell:
            if let content = content {
                if case .text(let text) = content { try budget.text(text.utf8.count) }
                row.cells.append(Cell(column: column, content: content, hasFormula: hasFormula))
            }
            // cells and rows inside one another are none of the format's: what was handed over is not handed over again
            forgetCell()
        case .row:
            if !row.cells.isEmpty { try deliver?(row) }
            row.cells.removeAll(keepingCapacity: true)
        default: break
        }
    }

    private func forgetCell() {
        value.removeAll(keepingCapacity: true)
        inline.removeAll(keepingCapacity: true)
        hasFormula = false
        type = "n"
    }

    private var content: Cell.Content? {
        let text = String(decoding: value, as: UTF8.self)
        switch type {
        case "s":
            // a number that leads nowhere is a damaged cell, and not an empty one
            guard let index = Int(text), strings.indices.contains(index) else { return .error("#" + text) }
            return strings[index].isEmpty ? nil : .text(strings[index])
        case "inlineStr": return inline.isEmpty ? nil : .text(String(decoding: inline, as: UTF8.self))
        case "str": return text.isEmpty ? (hasFormula ? Cell.Content.none : nil) : .text(text)
        case "b": return .boolean(text == "1")
        case "e": return .error(text)
        default: return text.isEmpty ? (hasFormula ? Cell.Content.none : nil) : .number(text)
        }
    }

    private static func tag(_ name: String) -> Tag {
        switch name {
        case "row": .row
        case "c": .cell
        case "v": .value
        case "f": .formula
        case "is": .inline
        case "t": .text
        default: .other
        }
    }

    /// 3 for `D12`; nil for what is no reference.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(8) {
            guard (65...90).contains(byte) else { break }
            column = column * 26 + Int(byte - 64)
        }
        return column > 0 ? column - 1 : nil
    }
}
