// ReaderTests.swift — one bill in every format gives one and the same bill; hostile files are named for what they are.
import Bills
import FileKit
import Reporting
import TenderModel
import Testing

/// `Fixtures/bills`, whose README says what each file is.
enum Fixture {
    static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Fixtures/bills/"

    static func bytes(_ name: String) throws -> [UInt8] { try Files.read(folder + name) }

    static func bill(_ name: String) throws -> Bill { try BillReader().read(try bytes(name), file: name) }
}

@Suite struct ReaderTests {
    struct Known: Sendable, CustomTestStringConvertible {
        var file: String
        var format: String
        var edition: BillEdition?
        var items: Int
        var works: Int
        var total: String?
        var why: String
        var testDescription: String { file }
    }

    static let known = [
        Known(
            file: "own-2013-bid.xml", format: "biao-bill", edition: .gb2013, items: 26, works: 16,
            total: "3581195.13", why: "our own"),
        Known(
            file: "exchange-2013-bid.xml", format: "exchange-2013", edition: .gb2013, items: 26, works: 16,
            total: "3581195.13", why: "the standard's number decides"),
        Known(
            file: "exchange-2024-bid.xml", format: "exchange-2024", edition: .gb2024, items: 24, works: 16,
            total: nil, why: "no statutory fees"),
        Known(
            file: "jingjibiao-bid.xml", format: "jingjibiao", edition: .gb2013, items: 26, works: 16,
            total: "3581195.13", why: "names are initials"),
        Known(
            file: "gczjwj-bid.xml", format: "gczjwj", edition: .gb2013, items: 26, works: 16, total: "3581195.13",
            why: "the edition is an attribute"),
        Known(
            file: "sheet-2013-bid.xlsx", format: "sheet-gb", edition: nil, items: 16, works: 16, total: nil,
            why: "a workbook says no edition"),
        Known(
            file: "sheet-highway-bid.xlsx", format: "sheet-highway", edition: .highway2018, items: 9, works: 8,
            total: nil, why: "headers of their own"),
        Known(
            file: "highway-bid.xml", format: "biao-bill", edition: .highway2018, items: 9, works: 8, total: nil,
            why: "chapters"),
    ]

    @Test(arguments: known)
    func reads(_ known: Known) throws {
        let bill = try Fixture.bill(known.file)
        #expect(bill.format == known.format)
        #expect(bill.edition == known.edition)
        #expect(bill.items.count == known.items)
        #expect(bill.items.count { $0.category == .works } == known.works)
        #expect(bill.flaws.isEmpty)
        if let total = known.total { #expect(bill.total == ExactDecimal(total)) }
        #expect(bill.items.allSatisfy { !$0.name.isEmpty && $0.line > 0 })
    }

    /// The works of the same bill, whatever it came in.
    @Test(arguments: ["exchange-2013-bid.xml", "jingjibiao-bid.xml", "gczjwj-bid.xml", "sheet-2013-bid.xlsx"])
    func sameWorks(_ file: String) throws {
        func works(_ bill: Bill) -> [[String]] {
            bill.items.filter { $0.category == .works }.map {
                [
                    $0.code, $0.name, $0.features, $0.unit, $0.quantity?.rounded(to: 3)?.description ?? "",
                    $0.price?.rounded(to: 2)?.description ?? "", $0.total?.rounded(to: 2)?.description ?? "",
                ]
            }
        }
        #expect(try works(Fixture.bill(file)) == works(Fixture.bill("own-2013-bid.xml")))
    }

    @Test func provenance() throws {
        for file in ["own-2013-bid.xml", "exchange-2013-bid.xml", "jingjibiao-bid.xml", "gczjwj-bid.xml"] {
            let bill = try Fixture.bill(file)
            #expect(bill.provenance.contains { $0.name == "lock" && $0.value == "A1B2C3D4" }, "\(file)")
            #expect(bill.provenance.contains { $0.name == "hardware" && $0.value == "00-11-22-33-44-55" }, "\(file)")
        }
    }

    @Test func categories() throws {
        for file in ["own-2013-bid.xml", "exchange-2013-bid.xml", "jingjibiao-bid.xml", "gczjwj-bid.xml"] {
            let bill = try Fixture.bill(file)
            for category in [BillCategory.safety, .provisionalSum, .provisionalWorks, .statutoryFees, .tax] {
                #expect(bill.items.count { $0.category == category } == 2, "\(file) \(category)")
            }
        }
    }

    @Test func places() throws {
        let xml = try Fixture.bill("own-2013-bid.xml")
        let line = try #require(xml.items.first?.line)
        #expect(xml.place(xml.items[0], .price) == "own-2013-bid.xml:\(line)")
        let text = String(decoding: try Fixture.bytes("own-2013-bid.xml"), as: UTF8.self)
        #expect(
            text.split(separator: "\n", omittingEmptySubsequences: false)[Int(line) - 1].contains(xml.items[0].code))
        let sheet = try Fixture.bill("sheet-2013-bid.xlsx")
        #expect(sheet.place(sheet.items[0], .total) == "sheet-2013-bid.xlsx 土建工程分部分项!H6")
        #expect(Bill.letters(0) == "A" && Bill.letters(26) == "AA" && Bill.letters(701) == "ZZ")
    }

    @Test func sums() throws {
        let sheet = try Fixture.bill("sheet-2013-bid.xlsx")
        let own = try Fixture.bill("own-2013-bid.xml")
        let totals = own.nodes.filter { $0.kind == .group && $0.category == .works }.map(\.total)
        #expect(sheet.nodes.filter { $0.kind == .group }.map(\.total) == totals)
        #expect(
            sheet.nodes.filter { $0.kind == .section }.map(\.name)
                == own.nodes.filter { $0.kind == .section }.map(\.name))
        let highway = try Fixture.bill("sheet-highway-bid.xlsx")
        let chapters = try Fixture.bill("highway-bid.xml")
        #expect(highway.total != nil && highway.total == chapters.total)
        #expect(
            highway.nodes.filter { $0.kind == .section }.map(\.total)
                == chapters.nodes.filter { $0.kind == .section }.map(\.total))
    }

    struct Hostile: Sendable, CustomTestStringConvertible {
        var file: String
        var code: String
        var why: String
        var testDescription: String { file }
    }

    @Test(arguments: [
        Hostile(file: "unknown-root.xml", code: "BILL-0001", why: "no format has this root"),
        Hostile(
            file: "unknown-standard.xml", code: "BILL-0002", why: "the root is known, the standard's number is not"),
        Hostile(file: "gb18030.xml", code: "XML-0003", why: "says GB18030, and is"),
        Hostile(file: "deep.xml", code: "XML-0006", why: "200 parts inside one another"),
        Hostile(file: "entities.xml", code: "XML-0004", why: "entities that swell"),
        Hostile(file: "bomb.xlsx", code: "ZIP-0052", why: "64 MiB out of 64 KiB"),
        Hostile(file: "damaged.xlsx", code: "ZIP-0080", why: "the end is missing"),
        Hostile(file: "no-workbook.xlsx", code: "SHEET-0001", why: "a zip of something else"),
    ])
    func refuses(_ hostile: Hostile) throws {
        let problem = #expect(throws: Problem.self) { try Fixture.bill(hostile.file) }
        #expect(problem?.code == hostile.code, "\(problem as Any)")
        #expect(problem?.place?.hasPrefix(hostile.file) == true, "\(problem?.place ?? "no place")")
    }

    @Test func namesTheUnknownStandard() throws {
        let problem = #expect(throws: Problem.self) { try Fixture.bill("unknown-standard.xml") }
        for text in [problem?.message.zh, problem?.message.en] {
            #expect(text?.contains("DB00/T 1-1999") == true)
            #expect(text?.contains("建设工程招标投标造价数据标准") == true)
        }
    }

    @Test(arguments: [
        ("not-a-number.xml", BillFlaw.Kind.number), ("huge-number.xml", .number), ("mixed-editions.xml", .edition),
        ("formulas.xlsx", .formula), ("broken-formulas.xlsx", .formulaWithoutValue),
    ])
    func keepsFlaws(_ file: String, _ kind: BillFlaw.Kind) throws {
        let bill = try Fixture.bill(file)
        #expect(bill.flaws.contains { $0.kind == kind })
        #expect(!bill.items.isEmpty)
    }

    /// The README says that one number is altered, and nothing else.
    @Test(arguments: [
        ("not-a-number.xml", BillField.price, "NaN751.06"),
        ("huge-number.xml", .quantity, "1234567890123456789140.892"),
    ])
    func alterOneNumber(_ file: String, _ field: BillField, _ text: String) throws {
        let (bill, good) = (try Fixture.bill(file), try Fixture.bill("own-2013-bid.xml"))
        #expect(bill.flaws.map(\.text) == [text] && bill.flaws.map(\.field) == [field])
        #expect(bill.flaws.map(\.line) == [good.items[0].line] && bill.precision == good.precision)
    }

    @Test func precisionThatIsNoNumber() throws {
        let text =
            "<bill xmlns=\"urn:biao:bill:1\" edition=\"2013\"><precision amount=\"NaN2\" price=\"2\"/><item name=\"a\"/></bill>"
        let bill = try BillReader().read(Array(text.utf8), file: "a.xml")
        #expect(bill.flaws.map(\.kind) == [.number] && bill.flaws.map(\.field) == [nil])
        #expect(bill.precision.amount == 2 && bill.precision.declared)
    }

    @Test func declaredEncoding() throws {
        // ASCII alone, so that only the declaration tells
        let text = "<?xml version=\"1.0\" encoding=\"GB18030\"?><bill/>"
        let problem = #expect(throws: Problem.self) { try BillReader().read(Array(text.utf8), file: "a.xml") }
        #expect(problem?.code == "XML-0003" && problem?.message.en.contains("GB18030") == true)
    }
}
