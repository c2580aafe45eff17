// ScreenTests.swift — the spread of total prices against sums done by hand, and prices without a group.
import PriceMatching
import Reporting
import TenderModel
import Testing

@Suite struct ScreenTests {
    private let lowest = Evaluation(method: "lowest-price")

    private func benchmark(_ ceilingShare: String = "0") throws -> Evaluation {
        Evaluation(
            method: "comprehensive",
            price: PriceScoring(
                formula: .benchmark, points: try Points("60"), ceilingShare: try Percentage(ceilingShare),
                above: try Points("1"), below: try Points("1")))
    }

    private func screens(_ yuan: [Int64]) -> PriceScreens {
        PriceScreens(yuan.map { Money(fen: $0 * 100) }, evaluation: lowest)
    }

    private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

    @Test func figuresByHand() {
        // 100, 110, 120, 150: mean 120, deviations −20, −10, 0, 30, squares 1400, s² = 1400 / 3
        let s = screens([120, 100, 150, 110])
        let deviation = (1400.0 / 3).squareRoot()
        #expect(s.count == 4 && near(s.variation, deviation / 120))
        #expect(near(s.spread, 0.5) && near(s.lowestGap, 0.1))
        // 4 / (3 × 2) × Σz³, Σ(x − mean)³ = −8000 − 1000 + 27000
        #expect(near(s.skewness, 4.0 / 6 * 18_000 / (deviation * deviation * deviation)))
        // 4 × 5 / (3 × 2 × 1) × Σz⁴ − 3 × 9 / 2, Σ(x − mean)⁴ = 160000 + 10000 + 810000
        #expect(near(s.kurtosis, 20.0 / 6 * 980_000 / (1400.0 / 3 * 1400 / 3) - 13.5))
        // losing 110, 120, 150: mean 126.67, s² = 4.3333… × 100
        let losing =
            ((16.0 + 2.0 / 3) * (16 + 2.0 / 3) + (6 + 2.0 / 3) * (6 + 2.0 / 3) + (23 + 1.0 / 3) * (23 + 1.0 / 3)) / 2
        #expect(near(s.relativeDistance, 10 / losing.squareRoot()))
        // scaled 0, 0.2, 0.4, 1 against steps of a quarter: 0.75 − 0.4
        #expect(near(s.uniformDistance, 0.35))
    }

    @Test func tooFewPricesHaveNoFigures() {
        #expect(screens([]).variation == nil && screens([100]).spread == nil && screens([0, 0]).count == 0)
        let two = screens([100, 110])
        #expect(two.variation != nil && two.skewness == nil && two.relativeDistance == nil)
        let same = screens([100, 100, 100, 100])
        #expect(same.variation == 0 && same.skewness == nil && same.kurtosis == nil && same.uniformDistance == nil)
        #expect(same.equal.map(\.bids) == [4] && same.equal.first?.price == Money(fen: 10_000))
    }

    @Test func theDirectionFollowsTheAward() throws {
        #expect(SuspiciousSpread(lowest) == .narrow, "prices are only compared")
        let scored = Evaluation(method: "x", price: PriceScoring(formula: .lowest, points: try Points("30")))
        #expect(SuspiciousSpread(scored) == .narrow)
        #expect(SuspiciousSpread(try benchmark()) == .wide, "who moves the mean moves the winner")
        #expect(SuspiciousSpread(try benchmark("40")) == .wide)
        #expect(SuspiciousSpread(try benchmark("100")) == .neither, "the ceiling alone: nobody moves it")
    }

    @Test func lotsAreRankedInTheirDirection() throws {
        let wide = try benchmark()
        func lot(_ id: String, _ spread: Int64, _ evaluation: Evaluation) -> (id: String, screens: PriceScreens) {
            (id, PriceScreens([100, 100 + spread, 100 + 2 * spread].map { Money(fen: $0) }, evaluation: evaluation))
        }
        let lots = [lot("1", 10, lowest), lot("2", 2, lowest), lot("3", 5, wide), lot("4", 30, wide)]
        #expect(PriceScreens.ranked(lots, .narrow).map(\.id) == ["2", "1"])
        #expect(PriceScreens.ranked(lots, .wide).map(\.id) == ["4", "3"])
        #expect(PriceScreens.ranked(lots, .neither).isEmpty)
    }

    // MARK: - Without a group

    private func entries(_ yuan: [String]) throws -> [PriceEntry] {
        let codes = [
            "91370000MA3C000009", "91999999MA0QCJH014", "91999999MA0CHLQ025", "91999999MA0DHUT03Q",
            "91999999MA0BYGC04C",
        ]
        return try zip(yuan, codes).map {
            PriceEntry(bidder: Organization(name: $0.0, code: try CreditCode($0.1)), price: try Money(yuan: $0.0))
        }
    }

    @Test func aGroupFarOutMovesTheMeanAndTheBest() throws {
        // mean of all 112: best is 110; without 140 and 130 the mean is 96.67: best is 95
        let all = try entries(["85", "95", "110", "140", "130"])
        let without = try WithoutGroup(
            [all[3].bidder, all[4].bidder], of: all, by: try benchmark(), ceiling: nil, drawn: nil)
        #expect(without.benchmark.yuan == "112.00" && without.benchmarkWithout.yuan == "96.67")
        #expect(without.best.map(\.name) == ["110"] && without.bestOutside.map(\.name) == ["110"])
        #expect(without.bestWithout.map(\.name) == ["95"])
        #expect(without.changesBest && !without.bestIsInGroup)
    }

    @Test func underTheLowestPriceAGroupMovesNobodyElse() throws {
        let scored = Evaluation(method: "x", price: PriceScoring(formula: .lowest, points: try Points("30")))
        let all = try entries(["85", "95", "110"])
        let without = try WithoutGroup([all[0].bidder, all[2].bidder], of: all, by: scored, ceiling: nil, drawn: nil)
        #expect(without.bestIsInGroup && without.best.map(\.name) == ["85"])
        #expect(!without.changesBest && without.bestWithout.map(\.name) == ["95"])
    }

    @Test func whatCannotBeComputedAgainIsSaid() throws {
        let all = try entries(["85", "95"])
        func code(_ evaluation: Evaluation, _ group: [Organization]) -> String? {
            do throws(Problem) {
                _ = try WithoutGroup(group, of: all, by: evaluation, ceiling: nil, drawn: nil)
                return nil
            } catch { return error.code }
        }
        #expect(code(lowest, [all[0].bidder]) == "PRIC-0001", "no price formula")
        #expect(try code(benchmark(), all.map(\.bidder)) == "PRIC-0001", "nobody is left")
    }
}
