// DegenerateTests.swift — bills that are hardly bills, and orders that must not matter.
import BillSimulation
import PriceMatching
import TenderModel
import Testing

@Suite struct DegenerateTests {
    struct Case: CustomTestStringConvertible {
        var why: String
        var prices: [[String]]
        var testDescription: String { why }
    }

    @Test(arguments: [
        Case(why: "no bids", prices: []),
        Case(why: "one bid", prices: [["1.00"]]),
        Case(why: "no items", prices: [[], [], []]),
        Case(why: "one item, equal totals", prices: [["88.88"], ["88.88"], ["90.00"]]),
        Case(why: "nothing but blanks", prices: [["", ""], ["", ""], ["", ""]]),
        Case(why: "everything free", prices: [["0", "0"], ["0", "0"], ["0", "0"]]),
        Case(
            why: "eighteen digits",
            prices: Array(repeating: Array(repeating: "999999999999999999", count: 30), count: 3)),
        Case(
            why: "twelve decimals",
            prices: Array(repeating: Array(repeating: "0.000000000001", count: 30), count: 3)),
        Case(
            why: "the smallest and the largest that are compared",
            prices: [
                Array(repeating: "0.01", count: 30), Array(repeating: "99999999999.99", count: 30),
                Array(repeating: "50000000000.0001", count: 30),
            ]),
        Case(why: "below zero", prices: Array(repeating: Array(repeating: "-5.00", count: 30), count: 3)),
        Case(why: "bills of different length", prices: [["5.00"], Array(repeating: "7.00", count: 40), []]),
    ]) func nothingIsFoundAndNothingBreaks(_ c: Case) {
        for tender in [nil, c.prices.first] {
            let comparison = Samples.compare(c.prices, tender: tender)
            #expect(comparison.findings.allSatisfy { $0.strength == .weak }, "\(c.why)")
            #expect(comparison.scans.count == c.prices.count * max(0, c.prices.count - 1) / 2)
        }
    }

    /// Figures at the ends of what is held: sums, products and ratios stay within 128 bits.
    @Test func hugeTotalsAreNotAddedUpWrongly() {
        func bill(_ name: String, _ price: String) -> PricedBill {
            let lines = (0..<25).map {
                Line(code: "\($0)", price: price, quantity: "999999999999999999", total: "-999999999999999999")
            }
            var bill = Samples.bill("\(name).xml", lines)
            bill.nodes[1].total = ExactDecimal("999999999999999999")
            bill.nodes[0].total = ExactDecimal("-999999999999999999")
            return PricedBill(bidder: name, bill: bill)
        }
        let bids = [bill("a", "99999999999.9999"), bill("b", "0.0001"), bill("c", "99999999999.9999")]
        #expect(BillComparison(tender: bids[0].bill, bids: bids).scans.count == 3)
    }

    /// One code at many items: the first is held beside the first, the second beside the second.
    @Test func itemsOfOneCodeAreTakenInTheirOrder() throws {
        let model = Samples.yuan(Samples.prices(60, seed: 1))
        func bill(_ name: String, _ prices: [String], unit: String) -> PricedBill {
            PricedBill(
                bidder: name,
                bill: Samples.bill("\(name).xml", prices.map { Line(code: "010101001001", price: $0) }, unit: unit))
        }
        let other = Samples.yuan(Samples.prices(60, seed: 2))
        let comparison = BillComparison(
            tender: Samples.bill("tender.xml", model.map { _ in Line(code: "010101001001", price: "") }),
            bids: [bill("a", model, unit: "土建"), bill("b", model, unit: "1#楼 土建"), bill("c", other, unit: "土建")])
        let finding = try #require(comparison.findings.first)
        #expect(
            finding.relations.first?.matching == 60,
            "unit works under another name are matched by what is left of a code")
        #expect(comparison.findings.count == 1 && comparison.itemCount == 60)
    }

    @Test func bidsOfOneNameAreNotComparedWithEachOther() {
        let prices = Samples.yuan(Samples.prices(60, seed: 1))
        let own = Samples.bill("a.xml", prices.enumerated().map { Line(code: "\($0.offset)", price: $0.element) })
        let comparison = BillComparison(
            tender: nil, bids: [PricedBill(bidder: "a", bill: own), PricedBill(bidder: "a", bill: own)])
        #expect(comparison.scans.isEmpty && comparison.findings.isEmpty)
    }

    /// The same bids in another order, and the same items in another order where no tender's bill says one.
    @Test(arguments: [true, false]) func theOrderDoesNotMatter(_ withTender: Bool) throws {
        let lot = PlantedRelation.ratio30.lot(items: 300, bids: 5, seed: 3)
        let tender = withTender ? lot.tender : nil
        let one = BillComparison(tender: tender, bids: lot.bids)
        var random = Seeded(9)
        let mixed = lot.bids.shuffled(using: &random).map { bid in
            var bid = bid
            bid.bill.items.shuffle(using: &random)
            return bid
        }
        let other = BillComparison(tender: tender, bids: mixed)
        #expect(one.findings == other.findings && one.scans == other.scans && !one.findings.isEmpty)
    }
}
