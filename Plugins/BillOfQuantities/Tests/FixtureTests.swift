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

    /// Every row breaks every rule that a row can break, in the tender's bill, in the bid's, and in highway bills: of each rule a hundred
    /// findings are listed, and the rest is one.
    @Test(.timeLimit(.minutes(5)), arguments: ["tender", "bid", "highway", "unpaired", "unreadable", "workbook"])
    func aBillThatIsWrongThroughout(_ kind: String) throws {
        let rows = 1...300
        func lines(_ line: (Int) -> String) -> String { rows.map(line).joined(separator: "\n") }
        let asked = lines { "  01010100\($0 + 1000)|平整场地|三类土|m2|2|||ceiling=1.00" }
        let (text, least) =
            switch kind {
            case "tender":
                (
                    "stage tender\n>tender 2013\nunit a\n"
                        + lines {
                            "  010|||||1.00|\n  |安全生产措施费||||||category=safety\n  |暂列||||||category=provisional-sum\n  01010100\($0 % 2 + 1000)|a||m2|-1||"
                        }, 9
                )
            case "bid":
                (
                    ">tender 2013\nunit a\n" + asked
                        + "\n"
                        + lines { "  |暂列\($0)||||| 5.00|category=provisional-sum".replacing(" 5.00", with: "|5.00") }
                        + "\n>bid 2013\nunit a\n"
                        + lines {
                            "  01010100\($0 + 1000)|场地|二类土|m3|3|-2.001|3.00\n section s total=1.00\n  a|b|||1|1.00|1.00"
                        }
                        + "\n" + lines { "  |暂列\($0)||||||category=provisional-sum" }, 8
                )
            case "highway":
                (
                    ">tender highway-2018\nsection a code=100\n" + lines { _ in "  x|a||m|1||" }
                        + "\n>bid highway-2018\nsection a code=100\n"
                        + lines { "  x|a||m|1|0|0\n  202-\($0 % 2)|b||m|1|1.00|2.00" }, 4
                )
            case "unpaired":
                (
                    ">tender 2013\n" + asked + "\n>bid 2013\n"
                        + lines { "  99\($0)|c||t|1||\n  98|d||t|1|1.00|" }, 3
                )
            case "unreadable":
                (
                    ">tender 2013\n" + asked + "\n>bid 2013\n"
                        + lines { "  01010100\($0 + 1000)|平整场地|三类土|m2|2|NaN|x|category=y" }, 1
                )
            default:
                (
                    ">tender 2013\n" + asked + "\n>sheet parts/priced-bill/清单.xlsx\n项目编码|项目名称|项目特征|计量单位|工程量|综合单价|合价\n"
                        + rows.map { "01010100\($0 + 1000)|平整场地|三类土|m2|2|=A1:1.00|=B1" }.joined(separator: "\n"), 1
                )
            }
        let outcome = try Self.check.run(try Self.check.subject(ofExample: text))
        let counts = Dictionary(grouping: outcome.findings, by: \.code).mapValues(\.count)
        #expect(counts.values.allSatisfy { $0 <= 101 }, "\(counts)")
        #expect(counts.values.count { $0 == 101 } >= least, "\(counts)")
    }

    /// Thousands of items that say the same, in parts that are called otherwise: each finds the first that is free, and none is asked twice.
    @Test(.timeLimit(.minutes(5))) func manyItemsOfOneCode() throws {
        func bill(_ unit: String, _ count: Int) -> [UInt8] {
            let item = "<item code=\"010101001001\" name=\"平整场地\" unit=\"m2\" quantity=\"2\"/>"
            return Array(
                ("<bill xmlns=\"urn:biao:bill:1\" edition=\"2013\"><unit name=\"\(unit)\">"
                    + String(repeating: item, count: count) + "</unit></bill>").utf8)
        }
        var subject = try Self.check.subject(ofExample: "stage bid")
        subject.tenderFiles = FilesInMemory(["documents/bill/a.xml": bill("甲", 20_000)])
        subject.bidFiles = FilesInMemory(["parts/priced-bill/a.xml": bill("乙", 19_990)])
        let codes = Dictionary(grouping: try Self.check.run(subject).findings, by: \.code).mapValues(\.count)
        // what is missing is what the bid has fewer; nothing is said to be added or changed
        #expect(codes["BOQ-0401"] == 10 && codes["BOQ-0402"] == nil && codes["BOQ-0403"] == nil, "\(codes)")
    }

    /// A name may be a megabyte long, and every finding says it.
    @Test func longNamesAreCut() throws {
        let name = String(repeating: "长", count: 100_000)
        let outcome = try Self.check.run(
            try Self.check.subject(
                ofExample: ">tender 2013\n010101001001|\(name)||m2|2||\n>bid 2013\n010101001001|\(name)||m2|2|1.00|3.00"
            ))
        #expect(outcome.findings.contains { $0.code == "BOQ-0601" })
        #expect(outcome.findings.allSatisfy { $0.message.zh.utf8.count < 4_000 && $0.message.en.utf8.count < 4_000 })
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
