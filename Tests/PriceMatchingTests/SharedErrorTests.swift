// SharedErrorTests.swift — arithmetic that is wrong in the same way in two bills.
import PriceMatching
import TenderModel
import Testing

@Suite struct SharedErrorTests {
    struct Case: CustomTestStringConvertible {
        var why: String
        /// Totals of item 3 in bids a, b and c; nil for the right one. Price 20.00, 21.00, 22.00; quantity 10.
        var totals: [String?]
        var quantity = "10"
        var kind: SharedError.Kind?
        var testDescription: String { why }
    }

    @Test(arguments: [
        Case(why: "both right", totals: [nil, nil, nil]),
        Case(why: "off by the same 37.40", totals: ["237.40", "247.40", nil], kind: .sameAmount),
        Case(why: "both made with 13 instead of 10", totals: ["260.00", "273.00", nil], kind: .sameQuantity),
        Case(why: "off by different amounts", totals: ["237.40", "266.60", nil]),
        Case(why: "only one is wrong", totals: ["237.40", nil, nil]),
        Case(why: "a third is wrong in the same way", totals: ["260.00", "273.00", "286.00"]),
        Case(why: "a unit of 100 m taken for 1 m", totals: ["20000.00", "21000.00", nil]),
        Case(why: "under a yuan is rounding", totals: ["200.80", "210.80", nil]),
        Case(
            why: "a quantity whose decimals are not shown: 10.4 and 10", totals: ["208.00", "218.40", nil]),
    ]) func isTold(_ c: Case) throws {
        func bill(_ bid: Int) -> PricedBill {
            let lines = (1...6).map { number in
                Line(
                    code: "\(number)", price: number == 3 ? "2\(bid).00" : "\(10 + bid * 3 + number).31",
                    quantity: c.quantity,
                    total: number == 3 ? c.totals[bid] : nil)
            }
            let name = ["a", "b", "c"][bid]
            return PricedBill(bidder: name, bill: Samples.bill("\(name).xml", lines))
        }
        let comparison = BillComparison(tender: nil, bids: (0...2).map(bill))
        let errors = comparison.findings.flatMap(\.errors)
        #expect(errors.map(\.kind) == (c.kind.map { [$0] } ?? []), "\(c.why)")
        guard let error = errors.first else { return }
        #expect(error.code == "3" && error.first.place == "a.xml:3" && error.second.place == "b.xml:3")
        #expect(error.first.stated == ExactDecimal(c.totals[0] ?? "") && error.first.computed == ExactDecimal("200.00"))
        #expect(comparison.findings.first?.strength == .weak, "one mistake, and a small bill")
    }

    /// Sums of a section: 100.00 + 200.00 + 300.00 in a; 110.00 + 220.00 + 330.00 in b.
    private func sums(_ stated: [String], given: Bool = false) -> [SharedError] {
        func bill(_ bid: Int) -> PricedBill {
            let prices = [["10.00", "20.00", "30.00"], ["11.00", "22.00", "33.00"], ["12.10", "23.30", "35.00"]][bid]
            let name = ["a", "b", "c"][bid]
            var bill = Samples.bill(
                "\(name).xml", prices.enumerated().map { Line(code: "\($0.offset)", price: $0.element) })
            bill.nodes[1].total = ExactDecimal(stated[bid])
            return PricedBill(bidder: name, bill: bill)
        }
        var tender = Samples.bill("tender.xml", (0...2).map { Line(code: "\($0)", price: "") })
        if given {
            tender.nodes.append(
                BillNode(kind: .group, total: ExactDecimal("123.45"), parent: 0, category: .provisionalSum))
        }
        return BillComparison(tender: tender, bids: (0...2).map(bill)).findings.flatMap(\.errors)
    }

    @Test func sums() {
        #expect(sums(["600.00", "660.00", "704.00"]).isEmpty, "all right")
        #expect(sums(["400.00", "440.00", "704.00"]).map(\.kind) == [.sameItem], "both leave out the second item")
        #expect(sums(["723.45", "783.45", "704.00"]).map(\.kind) == [.sameSum])
        #expect(sums(["723.45", "783.45", "827.45"]).isEmpty, "a third bid's as well: that is how the bill is built")
        #expect(sums(["723.45", "783.45", "704.00"], given: true).isEmpty, "a sum that the tender gives was added")
        #expect(sums(["800.00", "860.00", "704.00"]).isEmpty, "a round 200.00 has many reasons")
    }

    /// Totals with tax are no mistakes, whoever writes them.
    @Test func aWayOfWritingIsNoMistake() {
        func bill(_ name: String, _ seed: UInt64, taxed: Bool) -> PricedBill {
            let lines = Samples.prices(60, seed: seed).enumerated().map { index, fen in
                Line(
                    code: "\(index)", price: Samples.yuan([fen])[0],
                    total: taxed ? Samples.yuan([(fen * 1090 + 50) / 100])[0] : nil)
            }
            return PricedBill(bidder: name, bill: Samples.bill("\(name).xml", lines))
        }
        let bids = [bill("a", 1, taxed: true), bill("b", 2, taxed: true), bill("c", 3, taxed: false)]
        #expect(BillComparison(tender: nil, bids: bids).findings.isEmpty)
    }
}
