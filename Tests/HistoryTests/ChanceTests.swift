// ChanceTests.swift — the tails, against numbers worked out by hand.
import Testing

@testable import History

@Suite("偶然概率 · chances") struct ChanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var joint: Int
        var strata: [Chance.Stratum]
        var chance: Double
        var why: String
        var testDescription: String { why }
    }

    static func stratum(_ lots: Int, _ first: Int, _ second: Int) -> Chance.Stratum {
        Chance.Stratum(lots: lots, first: first, second: second)
    }

    @Test(arguments: [
        Case(joint: 2, strata: [stratum(4, 2, 2)], chance: 1.0 / 6, why: "1 of C(4,2) = 6"),
        Case(joint: 1, strata: [stratum(4, 2, 2)], chance: 5.0 / 6, why: "all but the one without any"),
        Case(joint: 3, strata: [stratum(10, 3, 5)], chance: 10.0 / 120, why: "C(5,3) of C(10,3)"),
        Case(joint: 5, strata: [stratum(52, 5, 13)], chance: 1_287.0 / 2_598_960, why: "a flush in one given suit"),
        Case(
            joint: 4, strata: [stratum(4, 2, 2), stratum(4, 2, 2)], chance: 1.0 / 36,
            why: "two strata: both must meet fully"),
        Case(
            joint: 3, strata: [stratum(4, 2, 2), stratum(4, 2, 2)], chance: 9.0 / 36,
            why: "1·1 of 36, and 4·1 twice"),
        Case(joint: 0, strata: [stratum(10, 3, 5)], chance: 1, why: "nothing is always there"),
        Case(joint: 4, strata: [stratum(10, 3, 5)], chance: 0, why: "more than one of them has"),
        Case(joint: 7, strata: [stratum(10, 8, 9)], chance: 1, why: "they cannot meet less often"),
        Case(joint: 1, strata: [], chance: 0, why: "no stratum in common"),
        Case(joint: 10, strata: [stratum(10, 10, 10)], chance: 1, why: "who bids everywhere meets everybody"),
    ])
    func tails(_ c: Case) {
        #expect(abs(Chance.meeting(c.joint, c.strata) - c.chance) <= 1e-12 * max(1, c.chance))
    }

    @Test func largeCountsKeepTheirDigits() {
        // C(500,500) of C(1000,500): 500 of 500 out of 1000, 3.7e-300
        let chance = Chance.meeting(500, [Self.stratum(1_000, 500, 500)])
        #expect(chance > 3.69e-300 && chance < 3.71e-300)
    }

    @Test func expectation() {
        #expect(Chance.expected([Self.stratum(10, 3, 5), Self.stratum(4, 2, 2)]) == 2.5)
    }

    @Test func fisher() {
        #expect(abs(Chance.together([0.3]) - 0.3) < 1e-12, "one chance is itself")
        // p = 0.01·(1 − ln 0.01) for two of 0.1
        #expect(abs(Chance.together([0.1, 0.1]) - 0.056_051_701_859_880_9) < 1e-12)
        #expect(Chance.together([1, 1, 1]) == 1)
        #expect(Chance.together([]) == 1)
        #expect(Chance.together([Double](repeating: 0, count: 500)) == 0, "no overflow")
    }

    @Test(arguments: [(0.5, "0.5000"), (0.001, "0.0010"), (0.000_312, "3.2e-4"), (0.000_999_9, "10.0e-4"), (0, "0")])
    func shown(_ chance: Double, _ text: String) {
        #expect(Link.scientific(chance) == text, "rounded up, never down")
    }
}
