// AnalysisTests.swift — how unit prices were made up, out of every format that carries it, and back into our own.
import Bills
import Reporting
import TenderModel
import Testing

@Suite struct AnalysisTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var xml: String
        /// `code name unit quantity`, with `/1` where it is for one unit of the item.
        var quotas: [String]
        /// `quota: code name specification unit price published × consumption`, quota empty for the item.
        var uses: [String]
        var testDescription: String { name }
    }

    private static let exchange = """
        <ConstructionProject StandardName="建设工程造价数据交换标准" StandardNumber="GB/T 50500-2024" Name="p"><UnitWorks Name="土建">
        <DivisionalAndElementalWorks>
          <WorkElement Number="010101001001" Name="挖土" Unit="m3" Quantity="250" Price="12.5" Total="3125">
            <PriceAnalysis><LabourMaterialsEquipmentsMachines>
              <LabourMaterialsEquipmentsMachinesElement Number="C01" Quantity="0.25"/></LabourMaterialsEquipmentsMachines>
            </PriceAnalysis>
            <Norm Number="A1-5换" Name="人工挖土" Unit="100m3" Quantity="2.5"><Option CostPrecision="5"/>
              <LabourMaterialsEquipmentsMachinesElement Number="R01" Quantity="31.6"/></Norm>
          </WorkElement></DivisionalAndElementalWorks>
        <LabourMaterialsEquipmentsMachinesSummary Number="R01" Name="综合用工" Specification="一类" Unit="工日" NoTaxPrice="131.50" ProviderBase="128"/>
        <LabourMaterialsEquipmentsMachinesSummary Number="C01" Name="水泥" Specification="42.5" Unit="t" NoTaxPrice="402.65"/>
        </UnitWorks></ConstructionProject>
        """

    static let cases: [Case] = [
        Case(
            name: "exchange 2024", xml: exchange, quotas: ["A1-5换 人工挖土 100m3 2.5"],
            uses: [": C01 水泥 42.5 t 402.65 - × 0.25", "A1-5换: R01 综合用工 一类 工日 131.50 128 × 31.6"]),
        Case(
            name: "exchange 2013",
            xml: exchange.replacing("建设工程造价数据交换标准", with: "建设工程招标投标造价数据标准")
                .replacing("GB/T 50500-2024", with: "DBJ/T 15-99-2014"),
            quotas: ["A1-5换 人工挖土 100m3 2.5"],
            uses: [": C01 水泥 42.5 t 402.65 - × 0.25", "A1-5换: R01 综合用工 一类 工日 131.50 128 × 31.6"]),
        Case(
            name: "13jt",
            xml: """
                <JingJiBiao Version="2.0"><Dxgcxx Dxgcmc="一期"><Dwgcxx Dwgcmc="土建"><Qdxm><QdBt Mc="土方">
                <Qdmx Qdbm="010101001001" Mc="挖土" Dw="m3" Sl="250" Zhdj="12.5" Zhhj="3125">
                  <Qdxdezj><QdxdezjMx Debm="1-3" Mc="人工挖土" Dw="100m3" Dwqdsl="0.01">
                    <Qdxdercjhl><QdxdercjhlMx RcjId="7" Rcjhl="31.6"/></Qdxdercjhl></QdxdezjMx></Qdxdezj>
                </Qdmx></QdBt></Qdxm>
                <Rcjhz><RcjhzMx RcjId="7" Rcjbm="00010101" Mc="综合用工" Ggxh="一类" Dw="工日" Dj="131.5"/></Rcjhz>
                </Dwgcxx></Dxgcxx></JingJiBiao>
                """,
            quotas: ["1-3 人工挖土 100m3 0.01/1"], uses: ["1-3: 00010101 综合用工 一类 工日 131.5 - × 31.6"]),
        Case(
            name: "our own",
            xml: """
                <bill xmlns="urn:biao:bill:1" edition="2013"><source format="x"/>
                <resource id="r1" code="C1" name="钢筋" unit="t" price="3900" published="3850.00"/>
                <item code="1" name="钢筋制安" unit="t" quantity="3">
                  <quota code="补1" name="自编植筋" unit="根" per-unit="12" supplementary="true"><use resource="r1" quantity="1.02"/></quota>
                  <use resource="r1" quantity="0.5"/><use resource="nowhere"/></item></bill>
                """,
            quotas: ["补1 自编植筋 根 12/1"],
            uses: [
                "补1: C1 钢筋  t 3900 3850.00 × 1.02", ": C1 钢筋  t 3900 3850.00 × 0.5", ": nowhere    - - × -",
            ]),
    ]

    private static func quotas(_ analysis: BillAnalysis) -> [String] {
        analysis.lines.map { line in
            let quota = analysis.quotas[Int(line.quota)]
            return "\(quota.code) \(quota.name) \(quota.unit) \(line.quantity?.description ?? "-")"
                + (line.isPerUnit ? "/1" : "")
        }
    }

    private static func uses(_ analysis: BillAnalysis) -> [String] {
        analysis.uses.map { use in
            let resource = analysis.resources[Int(use.resource)]
            let quota = use.quotaLine < 0 ? "" : analysis.quotas[Int(analysis.lines[Int(use.quotaLine)].quota)].code
            return "\(quota): \(resource.code) \(resource.name) \(resource.specification) \(resource.unit) "
                + "\(resource.price?.description ?? "-") \(resource.published?.description ?? "-") × \(use.consumption?.description ?? "-")"
        }
    }

    private static func read(_ xml: String) throws -> Bill {
        try BillReader(readsAnalyses: true).read(Array(xml.utf8), file: "a.xml")
    }

    @Test(arguments: cases) func reads(_ c: Case) throws {
        let bill = try Self.read(c.xml)
        let analysis = try #require(bill.analysis)
        #expect(Self.quotas(analysis) == c.quotas)
        #expect(Self.uses(analysis) == c.uses)
        #expect(bill.items.count == 1 && bill.flaws.isEmpty)
        #expect(analysis.lines(of: 0) == 0..<c.quotas.count && analysis.uses(of: 0) == 0..<c.uses.count)
        #expect(analysis.lines(of: 1).isEmpty)
    }

    @Test(arguments: cases) func isReadOnlyWhereItIsWanted(_ c: Case) throws {
        let plain = try BillReader().read(Array(c.xml.utf8), file: "a.xml")
        #expect(plain.analysis == nil)
        var whole = try Self.read(c.xml)
        whole.analysis = nil
        #expect(whole == plain)
    }

    @Test(arguments: cases) func goesIntoOurOwnAndBack(_ c: Case) throws {
        let bill = try Self.read(c.xml)
        let xml = BillWriter.xml(bill)
        #expect(try BillWriter.validate(xml).isEmpty)
        let again = try #require(try BillReader(readsAnalyses: true).read(xml, file: "b.xml").analysis)
        let analysis = try #require(bill.analysis)
        #expect(Self.quotas(again) == Self.quotas(analysis))
        // ours has an item's quotas before what it takes beside them
        #expect(Set(Self.uses(again)) == Set(Self.uses(analysis)))
        let second = BillWriter.xml(try BillReader(readsAnalyses: true).read(xml, file: "a.xml"))
        #expect(BillWriter.xml(try BillReader(readsAnalyses: true).read(second, file: "a.xml")) == second)
    }

    /// One code in two unit works may be two things; one code at two prices is two resources.
    @Test func codesBelongToTheirUnitWorks() throws {
        func unit(_ price: String) -> String {
            "<UnitWorks><WorkElement Number='1' Name='x'><Norm Number='A1'><LabourMaterialsEquipmentsMachinesElement Number='R1' Quantity='1'/></Norm>"
                + "</WorkElement><LabourMaterialsEquipmentsMachinesSummary Number='R1' Name='砂' NoTaxPrice='\(price)'/></UnitWorks>"
        }
        let xml =
            "<ConstructionProject StandardName='建设工程造价数据交换标准' StandardNumber='GB/T 50500-2024'>\(unit("90"))\(unit("95"))"
            + "<LabourMaterialsEquipmentsMachinesSummary Number='R1' Name='土' NoTaxPrice='1'/></ConstructionProject>"
        let analysis = try #require(try Self.read(xml).analysis)
        #expect(Self.uses(analysis) == ["A1: R1 砂   90 - × 1", "A1: R1 砂   95 - × 1"])
        #expect(analysis.quotas.count == 1)
    }

    @Test func moreThanIsKeptIsSaid() throws {
        var reader = try BillReader(readsAnalyses: true)
        reader.limits.maxUses = 1
        let bill = try reader.read(Array(Self.exchange.utf8), file: "a.xml")
        #expect(bill.analysis?.isCut == true && bill.analysis?.uses.count == 1 && bill.items.count == 1)
    }

    /// What is no number in an analysis is blank, and no flaw of the bill; a quota within a quota is looked over.
    @Test func oddThingsBreakNothing() throws {
        let xml = """
            <bill xmlns="urn:biao:bill:1"><item name="x"><quota code="A" quantity="许多"><quota code="B"/><use quantity="1"/></quota></item>
            <quota code="C"/><use resource="r"/></bill>
            """
        let bill = try Self.read(xml)
        let analysis = try #require(bill.analysis)
        #expect(bill.flaws.isEmpty && Self.quotas(analysis) == ["A   -"] && analysis.uses.isEmpty)
    }
}
