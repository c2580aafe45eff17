// ExclusionTests.swift — what says nothing about a pair is left out, counted and listed.
import PriceMatching
import TenderModel
import Testing

@Suite struct ExclusionTests {
    /// Bids a and b agree at 40 items; c and d are on their own.
    private func lot(
        change: (_ bid: Int, _ line: inout Line, _ index: Int) -> Void,
        tender: (_ line: inout Line, _ index: Int) -> Void
    ) -> BillComparison {
        let model = Samples.prices(40, seed: 1)
        let prices = [model, model, Samples.prices(40, seed: 2), Samples.prices(40, seed: 3)]
        func lines(_ bid: Int) -> [Line] {
            prices[bid].enumerated().map { index, fen in
                var line = Line(code: "\(index)", price: Samples.yuan([fen])[0])
                change(bid, &line, index)
                return line
            }
        }
        let asked = (0..<40).map { index in
            var line = Line(code: "\(index)", price: "")
            tender(&line, index)
            return line
        }
        return BillComparison(
            tender: Samples.bill("tender.xml", asked),
            bids: ["a", "b", "c", "d"].enumerated().map {
                PricedBill(bidder: $0.element, bill: Samples.bill("\($0.element).xml", lines($0.offset)))
            })
    }

    struct Case: CustomTestStringConvertible {
        var reason: Exclusion
        var why: String
        var change: @Sendable (Int, inout Line, Int) -> Void = { _, _, _ in }
        var tender: @Sendable (inout Line, Int) -> Void = { _, _ in }
        var testDescription: String { why }
    }

    static let cases: [Case] = [
        Case(
            reason: .given, why: "provisional sums are the tender's",
            tender: { if $1 < 5 { $0.category = .provisionalSum } }),
        Case(reason: .given, why: "fees that may not be competed for", tender: { if $1 < 5 { $0.category = .safety } }),
        Case(reason: .given, why: "owner's materials, by the flag", tender: { if $1 < 5 { $0.isGiven = true } }),
        Case(reason: .rate, why: "a rate of other amounts", tender: { if $1 < 5 { $0.rate = "3.5" } }),
        Case(reason: .blank, why: "one of the two left it blank", change: { if $0 == 1, $2 < 5 { $1.price = "" } }),
        Case(reason: .blank, why: "zero is no price", change: { if $0 == 0, $2 < 5 { $1.price = "0.00" } }),
        Case(reason: .unusable, why: "below zero", change: { if $0 == 0, $2 < 5 { $1.price = "-12.00" } }),
        Case(reason: .unusable, why: "five decimals", change: { if $0 == 0, $2 < 5 { $1.price = "12.00005" } }),
        Case(
            reason: .unusable, why: "beyond any price", change: { if $0 == 0, $2 < 5 { $1.price = "999999999999.00" } }),
        Case(
            reason: .coarse, why: "a fen is over 2 % of 0.30",
            change: { if $2 < 5 { $1.price = $0 < 2 ? "0.30" : "0.2\($0)" } }),
        Case(
            reason: .thirdBidder, why: "c has the price too",
            change: { if $0 < 3, $2 < 5 { $1.price = "55.\(10 + $2)" } }),
        Case(
            reason: .tenderPrice, why: "both left the price that stood in the tender's file",
            change: { if $0 < 2, $2 < 5 { $1.price = "77.7\($2)" } }, tender: { if $1 < 5 { $0.price = "77.7\($1)" } }),
    ]

    @Test(arguments: cases) func isLeftOutAndCounted(_ c: Case) throws {
        let comparison = lot(change: c.change, tender: c.tender)
        let finding = try #require(comparison.findings.first { $0.firstBidder == "a" && $0.secondBidder == "b" })
        #expect(finding.excluded == [c.reason: 5], "\(c.why)")
        #expect(finding.comparable == 35 && finding.relations.first?.matching == 35)
        #expect(comparison.excluded(finding, c.reason).map(\.code) == ["0", "1", "2", "3", "4"])
        #expect(comparison.compared(finding).count == 35)
    }

    /// A mark in a bid alone would hide an item from the comparison.
    @Test func aBiddersOwnMarkHidesNothing() throws {
        let comparison = lot(change: { if $0 < 2, $2 < 30 { $1.isGiven = true } }, tender: { _, _ in })
        #expect(try #require(comparison.findings.first).comparable == 40)
    }

    @Test func aPriceOfEveryoneIsACommonSource() {
        let comparison = lot(
            change: {
                if $2 < 30 { $1.price = "1\($2).37" }; _ = $0
            }, tender: { _, _ in })
        #expect(comparison.commonSources.map(\.bidders) == [["a", "b", "c", "d"]])
        #expect(comparison.commonSources.first?.items == 30)
    }

    struct Discount: CustomTestStringConvertible {
        var first: Int64
        var second: Int64
        var testDescription: String { "\(first) and \(second) thousandths" }
    }

    /// Both take their own share off the control prices: then nothing is left to say.
    @Test(arguments: [
        Discount(first: 950, second: 912), Discount(first: 965, second: 965), Discount(first: 1000, second: 940),
    ]) func constantDiscountsOnTheControlPriceAreInnocent(_ c: Discount) {
        let control = Samples.prices(300, seed: 4)
        func discounted(_ share: Int64) -> [Int64] { control.map { ($0 * share + 500) / 1000 } }
        let bids = [
            discounted(c.first), discounted(c.second), Samples.prices(300, seed: 5), Samples.prices(300, seed: 6),
        ].map(Samples.yuan)
        let knowing = Samples.compare(bids, tender: Samples.yuan(control))
        #expect(knowing.findings.isEmpty && knowing.hasControlPrices)
        // the same bids without the tender's prices: cannot be told apart, and it says so
        let finding = Samples.compare(bids).findings.first
        #expect(finding?.causes.contains(.unknownControlPrice) == true)
    }

    /// The control price does not hide who computed its bill from another's.
    @Test func aCopyOfOwnPricesIsNotExplainedByTheControlPrice() throws {
        let model = Samples.prices(200, seed: 1)
        let comparison = Samples.compare(
            [model, model.map { ($0 * 965 + 500) / 1000 }, Samples.prices(200, seed: 2)].map(Samples.yuan),
            tender: Samples.yuan(Samples.prices(200, seed: 3)))
        let relation = try #require(comparison.findings.first?.relations.first)
        #expect(relation.control == .doesNot && relation.strength == .moderate && relation.causes == [.commonBase])
    }

    /// Three in one relation: a common source, whoever it is.
    @Test func aRatioThatThreeShareIsNotPinnedOnTwo() {
        let model = Samples.prices(200, seed: 1)
        let comparison = Samples.compare(
            [
                model, model.map { ($0 * 965 + 500) / 1000 }, model.map { ($0 * 931 + 500) / 1000 },
                Samples.prices(200, seed: 2),
            ].map(Samples.yuan))
        #expect(comparison.findings.count == 3)
        for finding in comparison.findings {
            #expect(finding.strength == .weak && finding.causes.contains(.commonSource))
            #expect(finding.relations.allSatisfy { $0.sharedWithThird * 2 >= $0.matching })
        }
    }

    /// Everybody in whole yuan: equal prices are frequent, and mean little.
    @Test func roundPricesWeighLittle() {
        func yuan(_ seed: UInt64) -> [Int64] {
            Samples.prices(300, seed: seed).map { ($0 % 30_000 + 5000) / 100 * 100 }
        }
        let comparison = Samples.compare((1...6).map { Samples.yuan(yuan($0)) })
        #expect(comparison.findings.isEmpty)
        // a third of the prices in whole hundreds, and those meet often
        func mixed(_ seed: UInt64) -> [Int64] {
            Samples.prices(300, seed: seed).enumerated().map {
                $0.offset.isMultiple(of: 3) ? ($0.element % 5 + 3) * 10_000 : $0.element
            }
        }
        #expect(Samples.compare((1...6).map { Samples.yuan(mixed($0)) }).findings.isEmpty)
    }
}
