// WriterTests.swift — what is written reads back as it was, keeps to its schema, and is the same bytes each time.
import Bills
import Reporting
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
        let again = try BillReader().read(BillWriter.bytes(bill, as: .xlsx), file: "again.xlsx")
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

    @Test func csv() throws {
        var bill = Bill(file: "a", format: "b")
        bill.items = [
            BillItem(
                code: "=1+1", name: "a,b\"c", features: "x\ny", unit: "m2", quantity: ExactDecimal("1.50"),
                price: ExactDecimal("-2"))
        ]
        let text = String(decoding: BillWriter.csv(bill).dropFirst(3), as: UTF8.self)
        let row = text.split(separator: "\r\n", maxSplits: 1)[1]
        #expect(row == ",分部分项工程,'=1+1,\"a,b\"\"c\",\"x\ny\",m2,1.50,-2,\r\n")
    }

    @Test func targets() throws {
        #expect(try BillWriter.Target(path: "/x/清单.XLSX") == .xlsx)
        #expect(throws: Problem.self) { try BillWriter.Target(path: "x.pdf") }
    }
}
