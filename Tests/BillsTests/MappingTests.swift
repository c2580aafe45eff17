// MappingTests.swift — mappings as packs carry them: what they can say, and what they are refused for.
import Bills
import Reporting
import Spreadsheet
import TenderModel
import Testing

@Suite struct MappingTests {
    static let local = """
        mapping: 1
        id: local
        title: {zh: 某地, en: somewhere}
        kind: xml
        root: 工程
        when: {版本: ["2.0"]}
        edition: "2013"
        precision: {amount: 0}
        elements:
          - {at: 单位工程, is: unit, name: 名称, total: "@金额"}
          - at: 清单
            is: item
            code: "@编码"
            name: "@名称 | @简称"
            features: 特征明细/@内容
            unit: 单位
            quantity: 数量
            price: "@单价"
            total: "@合价"
          - {at: 定额, is: skip}
        """

    @Test func childrenAndAlternatives() throws {
        let reader = try BillReader(mappings: [
            try BillMapping(yaml: Array(Self.local.utf8), file: "mappings/local.yaml")
        ])
        let xml = """
            <工程 版本="2.0"><单位工程 金额="7"><名称>土建</名称>
              <清单 编码="1" 名称=" " 简称="挖土" 单价="2.6" 合价="7"><单位>m3</单位><数量> 2.5 </数量>
                <特征明细 内容="三类土"/><特征明细 内容="深 2m"/><定额><单位>t</单位></定额></清单>
            </单位工程></工程>
            """
        let bill = try reader.read(Array(xml.utf8), file: "a.xml")
        #expect(bill.format == "local" && bill.precision.amount == 0)
        let item = try #require(bill.items.first)
        #expect(item.name == "挖土" && item.unit == "m3" && item.features == "三类土\n深 2m")
        #expect(
            item.quantity == ExactDecimal("2.5") && item.price == ExactDecimal("2.6") && item.total == ExactDecimal("7")
        )
        #expect(bill.path(item.node) == "土建" && bill.nodes[0].total == ExactDecimal("7"))
    }

    struct Bad: Sendable {
        var from: String
        var to: String
        var why: String
    }

    @Test(arguments: [
        Bad(from: "mapping: 1", to: "mapping: 2", why: "another version"),
        Bad(from: "id: local", to: "id: Lo cal", why: "no id"),
        Bad(from: "kind: xml", to: "kind: json", why: "no kind"),
        Bad(from: "root: 工程", to: "roots: 工程", why: "a key that is not known"),
        Bad(from: "is: unit", to: "is: unt", why: "a role that is none"),
        Bad(from: "\"@金额\"", to: "\"@\"", why: "a source that is none"),
        Bad(from: "at: 清单", to: "at: a/b/c", why: "two parents"),
        Bad(from: "amount: 0", to: "amount: 9", why: "nine decimals"),
    ])
    func refuses(_ bad: Bad) throws {
        let text = Self.local.replacing(bad.from, with: bad.to)
        #expect(text != Self.local)
        let problem = #expect(throws: Problem.self) { try BillMapping(yaml: Array(text.utf8), file: "m.yaml") }
        #expect(problem?.place?.hasPrefix("m.yaml:") == true, "\(bad.why): \(problem as Any)")
    }

    @Test func twice() throws {
        let mapping = try BillMapping(
            yaml: Array(Self.local.replacing("id: local", with: "id: gczjwj").utf8), file: "m.yaml")
        #expect(throws: Problem.self) { try BillReader(mappings: [mapping]) }
    }

    @Test(
        arguments: [
            ("12.300000000000001", "12.3"), ("0.10000000000000001", "0.1"), ("1E-3", "0.001"), ("1.5e3", "1500"),
            ("-2.50", "-2.5"),
            ("99999999999999.99", "100000000000000"), ("7", "7"), ("1e40", nil), ("NaN", nil), ("", nil),
            ("1.2.3", nil),
        ] as [(String, String?)])
    func cellNumbers(_ figures: String, _ value: String?) {
        #expect(ExactDecimal(cell: figures) == value.flatMap { ExactDecimal($0) })
    }

    @Test(
        arguments: [
            ("1,234,567.80", "1234567.80"), ("1,23", nil), ("12 345", "12345"), ("-1,000", "-1000"), (",1", nil),
        ] as [(String, String?)])
    func groupedNumbers(_ text: String, _ value: String?) {
        #expect(ExactDecimal(grouped: text) == value.flatMap { ExactDecimal($0) })
    }
}
