// WorkbookTests.swift — workbooks made to do harm: little in the archive, much work to read; each is refused by name, and soon.
import Bills
import Reporting
import Spreadsheet
import TenderModel
import Testing

/// Makes a workbook out of parts as they stand.
enum Parts {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let header =
        "<row><c t=\"inlineStr\"><is><t>项目编码</t></is></c><c t=\"inlineStr\"><is><t>项目名称</t></is></c>"
        + "<c t=\"inlineStr\"><is><t>工程量</t></is></c><c t=\"inlineStr\"><is><t>综合单价</t></is></c></row>"

    /// Tabs with the part that each names; the parts; the shared strings.
    static func workbook(_ tabs: [(name: String, part: String)], _ parts: [String: String], strings: [String] = [])
        -> [UInt8]
    {
        var archive = StoredArchive()
        let sheets = tabs.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0)\"/>" }
        archive.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(sheets.joined())</sheets></workbook>")
        let links = tabs.enumerated().map { "<Relationship Id=\"r\($0)\" Type=\"x\" Target=\"\($1.part)\"/>" }
        archive.add("xl/_rels/workbook.xml.rels", "<Relationships>\(links.joined())</Relationships>")
        archive.add("xl/sharedStrings.xml", "<sst>" + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>")
        for (name, rows) in parts.sorted(by: { $0.key < $1.key }) {
            archive.add("xl/" + name, "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>")
        }
        return archive.finish() ?? []
    }
}

@Suite(.timeLimit(.minutes(5))) struct WorkbookTests {
    private func problem(_ bytes: [UInt8]) -> Problem? {
        do throws(Problem) {
            _ = try BillReader().read(bytes, file: "a.xlsx")
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("worksheets/s.xml", "worksheets/s.xml", "one name"),
        ("worksheets/s.xml", "/xl/worksheets/s.xml", "two names of one part"),
    ])
    func aPartIsOneSheet(_ first: String, _ second: String, _ why: String) {
        let rows = Parts.header + String(repeating: "<row><c><v>1</v></c></row>", count: 2_000)
        let tabs = (0..<1_000).map { ("表\($0)", $0 == 0 ? first : second) }
        let found = problem(Parts.workbook(tabs, ["worksheets/s.xml": rows]))
        #expect(found?.code == "SHEET-0003" && found?.place == "a.xlsx", "\(why): \(found as Any)")
    }

    @Test func tabsAreCounted() {
        let tabs = (0..<1_001).map { ("表\($0)", "worksheets/s\($0).xml") }
        let parts = Dictionary(uniqueKeysWithValues: tabs.map { ($0.1, "") })
        #expect(problem(Parts.workbook(tabs, parts))?.code == "SHEET-0002")
        // tabs that lead nowhere are no sheets, and cost nothing
        let nowhere = (0..<100_000).map { ("表\($0)", "worksheets/none\($0).xml") }
        #expect(problem(Parts.workbook(nowhere, parts))?.code == "SHEET-0001")
    }

    struct Greedy: Sendable, CustomTestStringConvertible {
        var why: String
        var limits: WorkbookLimits
        var rows: String
        var strings: [String] = []
        var testDescription: String { why }
    }

    private static func limits(_ change: (inout WorkbookLimits) -> Void) -> WorkbookLimits {
        var limits = WorkbookLimits()
        change(&limits)
        return limits
    }

    @Test(arguments: [
        Greedy(
            why: "a shared string counts as often as it is named", limits: limits { $0.maxText = 9_999 },
            rows: String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 5),
            strings: [String(repeating: "x", count: 1_000)]),
        Greedy(
            why: "cells without contents are elements", limits: limits { $0.maxElements = 100 },
            rows: "<row>" + String(repeating: "<c/>", count: 50) + "</row>"),
        Greedy(
            why: "so are shared strings that nobody names", limits: limits { $0.maxElements = 100 }, rows: "",
            strings: Array(repeating: "x", count: 50)),
    ])
    func allSheetsTogether(_ greedy: Greedy) throws {
        let names = ["worksheets/a.xml", "worksheets/b.xml"]
        let bytes = Parts.workbook(
            names.map { ($0, $0) }, Dictionary(uniqueKeysWithValues: names.map { ($0, greedy.rows) }),
            strings: greedy.strings)
        func read() throws(Problem) {
            let book = try Workbook(bytes, file: "a.xlsx", limits: greedy.limits)
            for sheet in book.sheets.indices { try book.read(sheet) { (_) throws(Problem) in } }
        }
        let found = #expect(throws: Problem.self) { try read() }
        #expect(found?.code == "SHEET-0002", "\(found as Any)")
        let easy = try Workbook(bytes, file: "a.xlsx")
        try easy.read(0) { (_) throws(Problem) in }
    }

    @Test func rowsInRowsAreHandedOverOnce() throws {
        let rows = "<row r=\"1\"><row r=\"2\"><c r=\"A2\"><c r=\"B2\"><v>7</v></c></c></row></row>"
        let book = try Workbook(Parts.workbook([("a", "worksheets/a.xml")], ["worksheets/a.xml": rows]), file: "a.xlsx")
        var seen: [[String]] = []
        try book.read(0) { (row) throws(Problem) in seen.append(row.cells.map(\.text)) }
        #expect(seen == [["7"]])
    }

    /// A title of a megabyte over a hundred thousand rows without a header: nothing is looked through for every row.
    @Test func longTextsBeforeAHeader() {
        let long = String(repeating: "长", count: 300_000)
        let rows =
            "<row><c t=\"s\"><v>0</v></c></row>"
            + String(repeating: "<row><c t=\"s\"><v>1</v></c><c><v>1</v></c></row>", count: 100_000)
        let found = problem(
            Parts.workbook([("a", "worksheets/a.xml")], ["worksheets/a.xml": rows], strings: [long, "短"]))
        #expect(found?.code == "BILL-0003")
    }

    @Test func longTextsInTheirColumns() throws {
        // in the columns of name and code, as the name of a sum, and as a number
        let long = String(repeating: "合 ", count: 150_000)
        let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 4) + "</row>"
        let item = "<row><c/><c t=\"s\"><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
        let bytes = Parts.workbook(
            [("a", "worksheets/a.xml")],
            ["worksheets/a.xml": Parts.header + item + item + String(repeating: row, count: 100)],
            strings: [long, "挖土"])
        let bill = try BillReader().read(bytes, file: "a.xlsx")
        #expect(bill.items.count >= 2)
        #expect(bill.flaws.allSatisfy { $0.text.unicodeScalars.count <= 40 })
    }

    @Test func itemsOfASummaryAreCounted() {
        let summary =
            Parts.header.replacing("综合单价", with: "金额")
            + String(
                repeating: "<row><c/><c t=\"inlineStr\"><is><t>暂列金额</t></is></c><c/><c><v>1</v></c></row>",
                count: 50_001)
        let title = "<row><c t=\"inlineStr\"><is><t>投标报价汇总表</t></is></c></row>"
        let found = problem(Parts.workbook([("投标报价汇总表", "worksheets/a.xml")], ["worksheets/a.xml": title + summary]))
        #expect(found?.code == "BILL-0006", "\(found as Any)")
    }
}
