// RelationTests.swift — small bills whose relation can be checked by hand.
import PriceMatching
import TenderModel
import Testing

@Suite struct RelationTests {
    /// Prices of the model, and bids b (made from it) and c, d (on their own).
    private func lot(_ items: Int, _ make: (Int64) -> Int64) -> [[String]] {
        let model = Samples.prices(items, seed: 1)
        return [model, model.map(make), Samples.prices(items, seed: 2), Samples.prices(items, seed: 3)].map(
            Samples.yuan)
    }

    @Test func aRatioIsNamedWithItsItems() throws {
        // 0.965 of each price, rounded half up to the fen
        let comparison = Samples.compare(lot(120) { ($0 * 965 + 500) / 1000 })
        let finding = try #require(comparison.findings.first)
        #expect(comparison.findings.count == 1)
        #expect([finding.firstBidder, finding.secondBidder] == ["a", "b"] && finding.comparable == 120)
        let relation = try #require(finding.relations.first)
        #expect(finding.relations.count == 1 && relation.kind == .ratio)
        #expect(relation.base == "a" && relation.derived == "b")
        #expect(relation.ratio == ExactDecimal("0.965") && relation.difference == nil)
        #expect(relation.matching == 120 && relation.expected < 5 && relation.highestElsewhere < 6)
        #expect(relation.rounding == .derived && relation.control == .unknown)
        #expect(relation.chance.simulated >= 10_000 && relation.chance.reached == 0)
        #expect(relation.strength == .moderate && finding.strength == .moderate)
        #expect(relation.causes == [.commonBase, .unknownControlPrice], "what is not known here is said")
        #expect(finding.unchecked == Unchecked.allCases)
        let items = comparison.items(finding, relation)
        #expect(items.count == 120)
        for item in items {
            let product = try #require(item.firstPrice?.times(ExactDecimal(mantissa: 965, scale: 3), roundedTo: 2))
            #expect(item.secondPrice == product && item.firstPlace.hasPrefix("a.xml:"))
        }
    }

    @Test func theDirectionIsTold() throws {
        // b is the model: b × 1.2 = a would leave gaps that a × (1/1.2) = b cannot
        let model = Samples.prices(150, seed: 5)
        let comparison = Samples.compare(
            [model.map { ($0 * 12 + 5) / 10 }, model, Samples.prices(150, seed: 6)].map(Samples.yuan))
        let relation = try #require(comparison.findings.first?.relations.first)
        #expect(relation.base == "b" && relation.derived == "a" && relation.ratio == ExactDecimal("1.2"))
    }

    @Test func aDifferenceIsNamedInYuan() throws {
        let comparison = Samples.compare(lot(120) { $0 + 235 })
        let relation = try #require(comparison.findings.first?.relations.first)
        #expect(relation.kind == .difference && relation.difference == ExactDecimal("2.35") && relation.ratio == nil)
        #expect(relation.matching == 120 && relation.strength == .moderate)
        #expect(relation.base == "a" && relation.derived == "b", "second less first")
    }

    @Test func equalPricesAreWeakByThemselves() throws {
        var number = 0
        let comparison = Samples.compare(
            lot(120) { price in
                number += 1
                return number.isMultiple(of: 3) ? price : 1000 + price * 7919 % 99_000
            })
        let finding = try #require(comparison.findings.first)
        #expect(finding.relations.map(\.kind) == [.identical] && finding.strength == .weak)
        #expect((40...44).contains(finding.relations[0].matching) && finding.relations[0].expected < 2)
    }

    @Test func noiseOnARatioIsFoundAndWeak() throws {
        var number = 0
        let comparison = Samples.compare(
            lot(200) { price in
                number += 1
                // from 0.946 to 0.954
                return price * Int64(9460 + number * 37 % 81) / 10_000
            })
        let relation = try #require(comparison.findings.first?.relations.first)
        #expect(relation.kind == .nearRatio && relation.matching > 190 && relation.strength == .weak)
        let ratio = try #require(relation.ratio)
        #expect(ratio > ExactDecimal(mantissa: 945, scale: 3) && ratio < ExactDecimal(mantissa: 955, scale: 3))
    }

    @Test func aChapterHasARatioOfItsOwn() throws {
        let model = Samples.prices(240, seed: 8)
        let rates: [Int64] = [910, 930, 950, 970]
        func bill(_ name: String, _ prices: [Int64]) -> PricedBill {
            let lines = Samples.yuan(prices).enumerated().map {
                Line(code: "\($0.offset)", price: $0.element, section: "第\($0.offset / 60 + 1)章")
            }
            return PricedBill(bidder: name, bill: Samples.bill("\(name).xml", lines))
        }
        let copy = model.enumerated().map { ($0.element * rates[$0.offset / 60] + 500) / 1000 }
        let comparison = BillComparison(
            tender: nil,
            bids: [bill("a", model), bill("b", copy), bill("c", Samples.prices(240, seed: 9))])
        let finding = try #require(comparison.findings.first)
        let relation = try #require(finding.relations.first)
        #expect(relation.test == .ratioInChapter && relation.ratio == nil && relation.matching == 240)
        #expect(
            relation.chapters.map { $0.ratio?.description } == ["0.91", "0.93", "0.95", "0.97"],
            "in the order of the bill")
        #expect(relation.chapters.map(\.chapter) == (1...4).map { "土建 / 第\($0)章" })
        #expect(relation.chapters.allSatisfy { $0.comparable == 60 && $0.matching == 60 })
        #expect(relation.strength == .moderate)
    }

    /// Both bids rounded from one finer base: two roundings add up, and one bid is not the other's, rounded.
    @Test func oneBaseForTwoIsNotACopy() throws {
        let base = Samples.prices(400, seed: 11).map { $0 * 1000 + $0 % 997 }
        let comparison = Samples.compare(
            [
                base.map { ($0 * 97 + 50_000) / 100_000 }, base.map { ($0 * 93 + 50_000) / 100_000 },
                Samples.prices(400, seed: 12),
            ].map(Samples.yuan))
        let relation = try #require(comparison.findings.first?.relations.first)
        #expect(relation.kind == .ratio && relation.rounding == .commonBase && relation.strength == .weak)
    }

    @Test func twoBidsAloneHaveNobodyToBeComparedWith() throws {
        let comparison = Samples.compare(Array(lot(120) { ($0 * 965 + 500) / 1000 }.prefix(2)))
        let finding = try #require(comparison.findings.first)
        #expect(finding.strength == .weak && finding.causes.contains(.fewBidders))
    }

    @Test func underTwentyItemsAreWeak() throws {
        let comparison = Samples.compare(lot(19) { ($0 * 965 + 500) / 1000 })
        let finding = try #require(comparison.findings.first)
        #expect(finding.strength == .weak && finding.causes.contains(.smallBill))
    }

    /// Two kinds of evidence: prices, and mistakes.
    @Test func aRatioAndSharedMistakesAreStrong() throws {
        let model = Samples.prices(120, seed: 1)
        func bill(_ name: String, _ prices: [Int64], wrong: Bool) -> PricedBill {
            let lines = prices.enumerated().map { index, fen in
                Line(
                    code: "\(index)", price: Samples.yuan([fen])[0],
                    total: wrong && (index == 7 || index == 90) ? Samples.yuan([fen * 13])[0] : nil)
            }
            return PricedBill(bidder: name, bill: Samples.bill("\(name).xml", lines))
        }
        let comparison = BillComparison(
            tender: nil,
            bids: [
                bill("a", model, wrong: true), bill("b", model.map { ($0 * 965 + 500) / 1000 }, wrong: true),
                bill("c", Samples.prices(120, seed: 2), wrong: false),
            ])
        let finding = try #require(comparison.findings.first)
        #expect(finding.errors.count == 2 && finding.errorStrength == .moderate && finding.strength == .strong)
        #expect(finding.causes.contains(.sharedTemplate))
    }
}
