// MoneyTests.swift — amounts in figures.
import Testing

@testable import TenderModel

struct MoneyTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var fen: Int64?
        var code: String?
        var why: String
        var testDescription: String { "\(text): \(why)" }
    }

    @Test(arguments: [
        Case(text: "0", fen: 0, why: "nothing is an amount"),
        Case(text: "0.05", fen: 5, why: "fen alone"),
        Case(text: "1200", fen: 120_000, why: "no decimals"),
        Case(text: "1200.5", fen: 120_050, why: "one decimal is jiao"),
        Case(text: "1200.05", fen: 120_005, why: "two decimals"),
        Case(text: "9999999999999.99", fen: 999_999_999_999_999, why: "the largest amount"),
        Case(text: "10000000000000", code: "MONEY-0003", why: "one more digit"),
        Case(text: "1.005", code: "MONEY-0002", why: "a third decimal is refused, not rounded"),
        Case(text: "1.000", code: "MONEY-0002", why: "nor is it dropped when it is zero"),
        Case(text: "1,200.05", code: "MONEY-0004", why: "separators: 1,200 may also mean 1.200"),
        Case(text: "1200元", code: "MONEY-0004", why: "the unit is fixed"),
        Case(text: "¥1200", code: "MONEY-0004", why: "no currency sign"),
        Case(text: "\u{ff11}\u{ff12}", code: "MONEY-0001", why: "full-width digits"),
        Case(text: "-1", code: "MONEY-0001", why: "no sign"),
        Case(text: "+1", code: "MONEY-0001", why: "no sign"),
        Case(text: "01", code: "MONEY-0001", why: "no leading zero"),
        Case(text: ".5", code: "MONEY-0001", why: "a digit before the point"),
        Case(text: "5.", code: "MONEY-0001", why: "a digit after the point"),
        Case(text: "1.2.3", code: "MONEY-0001", why: "one point"),
        Case(text: "", code: "MONEY-0001", why: "empty"),
        Case(text: "1e3", code: "MONEY-0001", why: "no exponent"),
    ])
    func reads(_ c: Case) {
        do {
            let money = try Money(yuan: c.text)
            #expect(money.fen == c.fen)
        } catch {
            #expect(error.code == c.code)
        }
    }

    @Test func writes() {
        #expect(Money(fen: 120_005).yuan == "1200.05")
        #expect(Money(fen: 120_005).formatted == "1,200.05")
        #expect(Money(fen: 5).formatted == "0.05")
        #expect(Money(fen: 10_000_000).formatted == "100,000.00")
        #expect(Money.largest.formatted == "9,999,999,999,999.99")
        #expect(Money(fen: .min).yuan == "-92233720368547758.08")
    }

    @Test func adds() throws {
        #expect(try Money(fen: 1).adding(Money(fen: 2)) == Money(fen: 3))
        #expect(throws: (any Error).self) { try Money.largest.adding(Money(fen: 1)) }
        #expect(Money(fen: 1) < Money(fen: 2))
    }
}
