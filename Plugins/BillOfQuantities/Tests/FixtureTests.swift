// FixtureTests.swift — whole bills: good pairs in every format pass, altered ones are found, and a report stays readable.
import BillOfQuantities
import Bills
import Checks
import FileKit
import Reporting
import TenderModel
import Testing

@Suite struct FixtureTests {
    static let folder = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/Fixtures/bills/"
    static let check = BillOfQuantities()

    /// The subject of an example, with these files in place of the example's.
    private func run(
        _ stage: CheckStage, tender: String?, bid: String?, settings: [String: String] = [:],
        edit: (String) -> String = { $0 }
    ) throws -> CheckOutcome {
        let price = "sheet 1.00"
        var subject = try Self.check.subject(ofExample: "stage \(stage.rawValue)\n\(bid == nil ? "" : price)")
        subject.tender.sheet = []
        subject.settings = CheckSettings(values: settings)
        if let tender {
            subject.tenderFiles = FilesInMemory(["documents/bill/" + tender: try Files.read(Self.folder + tender)])
        }
        if let bid {
            var bytes = try Files.read(Self.folder + bid)
            if bid.hasSuffix(".xml"), let text = String(validating: bytes, as: UTF8.self) {
                bytes = Array(edit(text).utf8)
            }
            subject.bidFiles = FilesInMemory(["parts/priced-bill/" + bid: bytes])
        }
        return try CheckRegistry([Self.check]).run(Self.check, subject)
    }

    @Test(arguments: [
        ("own-2013-tender.xml", "own-2013-bid.xml"), ("own-2024-tender.xml", "own-2024-bid.xml"),
        ("exchange-2013-tender.xml", "exchange-2013-bid.xml"), ("exchange-2024-tender.xml", "exchange-2024-bid.xml"),
        ("jingjibiao-tender.xml", "jingjibiao-bid.xml"), ("gczjwj-tender.xml", "gczjwj-bid.xml"),
        ("highway-tender.xml", "highway-bid.xml"), ("sheet-highway-tender.xlsx", "sheet-highway-bid.xlsx"),
        ("sheet-2013-tender.xlsx", "sheet-2013-bid.xlsx"),
    ])
    func goodPairs(_ tender: String, _ bid: String) throws {
        let settings = tender.hasPrefix("sheet-2013") ? ["editions": "2013"] : [:]
        for outcome in [
            try run(.tender, tender: tender, bid: nil, settings: settings),
            try run(.bid, tender: tender, bid: bid, settings: settings),
        ] {
            let said = outcome.findings.filter { $0.severity < .note }.map {
                "\($0.code) \($0.message.en) \($0.place ?? "")"
            }
            #expect(said.isEmpty, "\(said)")
        }
    }

    /// Formats differ, the bill does not.
    @Test func acrossFormats() throws {
        let outcome = try run(.bid, tender: "exchange-2013-tender.xml", bid: "sheet-2013-bid.xlsx")
        let codes = Set(outcome.findings.map(\.code))
        // the workbook has only the works; nothing that was copied is changed
        #expect(
            codes.isDisjoint(with: ["BOQ-0402", "BOQ-0403", "BOQ-0404", "BOQ-0405", "BOQ-0406", "BOQ-0407"]), "\(codes)"
        )
    }

    @Test(arguments: [
        ("not-a-number.xml", "BOQ-0003"), ("huge-number.xml", "BOQ-0003"), ("mixed-editions.xml", "BOQ-0102"),
        ("wrong-sum.xml", "BOQ-0602"), ("unknown-standard.xml", "BOQ-0002"), ("unknown-root.xml", "BOQ-0001"),
        ("gb18030.xml", "BOQ-0001"), ("deep.xml", "BOQ-0001"), ("entities.xml", "BOQ-0001"), ("bomb.xlsx", "BOQ-0001"),
        ("damaged.xlsx", "BOQ-0001"), ("no-workbook.xlsx", "BOQ-0001"), ("formulas.xlsx", "BOQ-0005"),
        ("broken-formulas.xlsx", "BOQ-0005"),
    ])
    func hostile(_ file: String, _ code: String) throws {
        let outcome = try run(.bid, tender: "own-2013-tender.xml", bid: file)
        let found = try #require(outcome.findings.first { $0.code == code }, "\(outcome.findings.map(\.code))")
        #expect(found.place?.hasPrefix("parts/priced-bill/\(file)") == true, "\(found.place ?? "no place")")
        #expect(found.part == "priced-bill")
    }

    @Test func namesTheCell() throws {
        let outcome = try run(.bid, tender: "sheet-2013-tender.xlsx", bid: "formulas.xlsx")
        #expect(outcome.findings.contains { $0.place == "parts/priced-bill/formulas.xlsx 土建工程分部分项!H6" })
    }

    @Test func namesTheLine() throws {
        let outcome = try run(.bid, tender: "own-2013-tender.xml", bid: "own-2013-bid.xml") {
            $0.replacing("土壤类别:三类土&#10;2.挖土深度:4m 以内", with: "土壤类别:三类土&#10;2.挖土深度:2m 以内")
        }
        let found = try #require(outcome.findings.first { $0.code == "BOQ-0405" })
        #expect(found.place == "parts/priced-bill/own-2013-bid.xml:10")
        #expect(found.message.zh.contains("2m 以内") && found.message.zh.contains("4m 以内"))
        #expect(found.basis?.article == "6.1.4")
    }

    /// A line that is ten times what it should be: the unit price does not prevail over an evident slip.
    @Test func decimalSlip() throws {
        let outcome = try Self.check.run(
            try Self.check.subject(
                ofExample:
                    ">tender 2013\n010101001001|平整场地||m2|100||\n>bid 2013\n010101001001|平整场地||m2|100|50.00|500.00"))
        let found = try #require(outcome.findings.first { $0.code == "BOQ-0601" })
        #expect(found.message.en.contains("slip"))
    }

    @Test func reportStaysReadable() throws {
        func lines(_ price: String, _ total: String) -> String {
            (1...300).map { "010101001\(String($0 + 1000).dropFirst())|平整场地||m2|2|\(price)|\(total)" }.joined(
                separator: "\n")
        }
        let outcome = try Self.check.run(
            try Self.check.subject(ofExample: ">tender 2013\n\(lines("", ""))\n>bid 2013\n\(lines("1.00", "3.00"))"))
        let found = outcome.findings.filter { $0.code == "BOQ-0601" }
        #expect(found.count == 101)
        #expect(found.last?.message.en.hasPrefix("and 200 more") == true)
        #expect(found.last?.severity == .error)
    }

    @Test func skipsWhatDoesNotApply() throws {
        #expect(try run(.tender, tender: nil, bid: nil).skipped.map(\.id) == ["bill-of-quantities"])
        #expect(try run(.bid, tender: nil, bid: "own-2013-bid.xml").skipped.map(\.id) == ["bill-of-quantities"])
        #expect(
            try run(.bid, tender: "own-2013-tender.xml", bid: "own-2013-bid.xml").skipped.map(\.id) == [
                "BOQ-0801", "BOQ-0802",
            ])
    }

    @Test func badSettingsAreAProblem() throws {
        #expect(throws: Problem.self) {
            try run(.tender, tender: "own-2013-tender.xml", bid: nil, settings: ["editions": "2008"])
        }
    }
}
