// WriterTests.swift — what is written reads back as it was, keeps to its schema, and is the same bytes each time.
import Bills
import Reporting
import Spreadsheet
import TenderModel
import Testing

@Suite struct WriterTests {
    /// A bill as its items say it, part by part.
    private func said(_ bill: Bill) -> [[String]] {
        bill.items.map { item in
            [
                bill.path(item.node), item.category.rawValue, item.code, item.name, item.features, item.unit,
                item.quantity?.description ?? "", item.price?.description ?? "", item.total?.description ?? "",
                item.base?.description ?? "", item.rate?.description ?? "",
            ]
        }
    }

    @Test(arguments: [
        "own-2013-bid.xml", "own-2024-bid.xml", "exchange-2013-bid.xml", "exchange-2024-tender.xml",
        "jingjibiao-bid.xml",
        "gczjwj-bid.xml", "highway-bid.xml", "sheet-2013-bid.xlsx", "sheet-highway-bid.xlsx",
    ])
    func toOurXML(_ file: String) throws {
        let bill = try Fixture.bill(file)
        let xml = BillWriter.xml(bill)
        let complaints = try BillWriter.validate(xml)
        #expect(complaints.isEmpty, "\(complaints)")
        let again = try BillReader().read(xml, file: "again.xml")
        #expect(
            said(again).sorted { $0.description < $1.description }
                == said(bill).sorted { $0.description < $1.description })
        #expect(again.edition == bill.edition && again.total == bill.total && again.totalWords == bill.totalWords)
        #expect(again.nodes.map(\.total) == bill.nodes.map(\.total))
        #expect(BillWriter.xml(again).split(separator: 10).dropFirst(3) == xml.split(separator: 10).dropFirst(3))
    }

    @Test func schemaRefusesWhatIsNone() throws {
        let bad = "<bill xmlns=\"urn:biao:bill:1\" edition=\"2012\"><item price=\"1e5\"/></bill>"
        #expect(try BillWriter.validate(Array(bad.utf8)).count >= 2)
    }

    @Test(arguments: ["own-2013-bid.xml", "highway-bid.xml"])
    func toWorkbook(_ file: String) throws {
        let bill = try Fixture.bill(file)
        let again = try BillReader().read(try BillWriter.bytes(bill, as: .xlsx), file: "again.xlsx")
        func columns(_ bill: Bill) -> [[String]] {
            bill.items.filter { $0.category == .works }.map {
                [$0.code, $0.name, $0.features, $0.unit]
                    + [$0.quantity, $0.price, $0.total].map { number in
                        number?.rounded(to: 3)?.description ?? ""
                    }
            }
        }
        #expect(columns(again) == columns(bill))
    }

    /// What a cell of CSV is written as. `'` is what makes a spreadsheet take it for a text.
    @Test(
        arguments: [
            ("挖土", "挖土", "a name"), ("a,b\"c", "\"a,b\"\"c\"", "the two marks of CSV"),
            ("x\ny", "\"x\ny\"", "a line end"),
            ("=1+1", "'=1+1", "a formula"), ("+1", "'+1", "so does + begin one"), ("-1+1", "'-1+1", "and -"),
            ("@SUM(A1)", "'@SUM(A1)", "and @"), ("\t=1", "\"'\t=1\"", "TAB goes before it unseen"),
            ("\r=1", "\"'\r=1\"", "so does CR"), ("\r\n=1", "\"'\r\n=1\"", "CR LF is one character, and two line ends"),
            ("甲\r\n=1", "\"甲\r\n=1\"", "CR LF behind a text would begin a row"), ("甲\r=1", "\"甲\r=1\"", "so would CR"),
            ("=\u{301}1+1", "'=\u{301}1+1", "with an accent on it"),
            ("甲,\u{301}乙", "\"甲,\u{301}乙\"", "an accent on a comma"),
            ("甲\"\u{301}乙", "\"甲\"\"\u{301}乙\"", "on a quote"), ("＝1+1", "'＝1+1", "full width"),
            ("＋1", "'＋1", "full width"),
            ("－1", "'－1", "full width"), ("＠1", "'＠1", "full width"), (" =1", "' =1", "a blank that is trimmed away"),
            ("\u{FEFF}=1", "'\u{FEFF}=1", "a mark that nobody sees"), ("\u{0}=1", "'\u{0}=1", "a control character"),
            ("a;b", "\"a;b\"", "the separator of other places"), ("2=1+1", "2=1+1", "not at its beginning"),
            ("", "", "nothing"),
        ] as [(String, String, String)])
    func csvCells(_ text: String, _ cell: String, _ why: String) throws {
        var bill = Bill(file: "a", format: "b")
        bill.items = [
            BillItem(code: "1", name: text, unit: "m2", quantity: ExactDecimal("1.50"), price: ExactDecimal("-2"))
        ]
        let bytes = BillWriter.csv(bill).dropFirst(3)
        let header = Array((BillWriter.columns.map(\.zh).joined(separator: ",") + "\r\n").utf8)
        #expect(
            bytes.elementsEqual(header + Array(",分部分项工程,1,\(cell),,m2,1.50,-2,\r\n".utf8)),
            "\(why): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }

    // MARK: - What a workbook cannot hold

    /// A unit works with so many groups of one item each.
    private func bill(groups: Int, name: String) -> Bill {
        var bill = Bill(file: "a", format: "b", edition: .gb2013)
        for index in 0..<groups {
            bill.nodes.append(BillNode(kind: .group, name: name, category: .works))
            bill.items.append(
                BillItem(code: "010101001001", name: name, unit: "m2", quantity: ExactDecimal("1"), node: Int32(index)))
        }
        return bill
    }

    @Test(arguments: [
        (1_001, 1, "more sheets than readers take"), (70_000, 1, "more than a zip can count"),
        (1, 32_768, "more text than a cell takes"),
    ])
    func tooMuchForAWorkbook(_ groups: Int, _ length: Int, _ why: String) {
        let found = #expect(throws: Problem.self) {
            try BillWriter.bytes(bill(groups: groups, name: String(repeating: "长", count: length)), as: .xlsx)
        }
        #expect(found?.code == "SHEET-0004", "\(why): \(found as Any)")
    }

    @Test func asManySheetsAsMayBe() throws {
        let made = try BillWriter.bytes(bill(groups: 1_000, name: String(repeating: "长", count: 32_767)), as: .xlsx)
        let book = try Workbook(made, file: "a.xlsx")
        #expect(book.sheets.count == 1_000 && Set(book.sheets.map { $0.lowercased() }).count == 1_000)
        #expect(book.sheets.allSatisfy { (1...31).contains($0.utf16.count) })
    }

    /// Tabs are called after chapters; a name may hold anything.
    @Test(arguments: ["a/b", "a/\u{301}b", "[]:*?/\\'", String(repeating: "👩‍👩‍👧‍👦", count: 30), "\r\n", ""])
    func namesOfTabs(_ name: String) throws {
        var bill = bill(groups: 2, name: name)
        bill.edition = .highway2018
        for index in bill.nodes.indices {
            bill.nodes[index].kind = .section
            bill.nodes[index].code = "100"
        }
        let book = try Workbook(try BillWriter.bytes(bill, as: .xlsx), file: "a.xlsx")
        #expect(Set(book.sheets).count == 2)
        for tab in book.sheets {
            #expect(
                (1...31).contains(tab.utf16.count)
                    && tab.unicodeScalars.allSatisfy { !"[]:*?/\\'".unicodeScalars.contains($0) })
        }
    }

    @Test func targets() throws {
        #expect(try BillWriter.Target(path: "/x/清单.XLSX") == .xlsx)
        #expect(throws: Problem.self) { try BillWriter.Target(path: "x.pdf") }
    }
}
