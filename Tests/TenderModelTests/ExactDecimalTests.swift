// ExactDecimalTests.swift — numbers of bills: read as written, rounded half up, never through a binary fraction.
import TenderModel
import Testing

@Suite struct ExactDecimalTests {
    @Test(
        arguments: [
            ("0", "0"), ("-0.50", "-0.50"), (".5", "0.5"), ("007", "7"), ("+3", "3"), (" 1.25 ", "1.25"), ("5.", "5"),
            ("999999999999999999", "999999999999999999"), ("0.123456789012", "0.123456789012"),
            ("1.1234567890120000", "1.123456789012"), ("1000000000000000000", nil), ("1.1234567890123", nil),
            ("1e5", nil),
            ("1,000", nil), ("NaN", nil), ("", nil), ("-", nil), (".", nil), ("1 2", nil), ("١", nil),
        ] as [(String, String?)])
    func reads(_ text: String, _ value: String?) {
        #expect(ExactDecimal(text)?.description == value)
    }

    @Test(arguments: [
        ("1.005", 2, "1.01"), ("1.004", 2, "1.00"), ("-1.005", 2, "-1.01"), ("2.5", 0, "3"), ("0.49999", 0, "0"),
        ("7", 2, "7.00"),
    ])
    func roundsHalfUp(_ text: String, _ decimals: Int, _ value: String) {
        #expect(ExactDecimal(text)?.rounded(to: decimals)?.description == value)
    }

    @Test func products() throws {
        let a = try #require(ExactDecimal("50.5"))
        #expect(a.times(try #require(ExactDecimal("4.95")), roundedTo: 2)?.description == "249.98")
        let huge = try #require(ExactDecimal("999999999999999999"))
        #expect(huge.times(huge, roundedTo: 2) == nil)
    }

    @Test func equality() throws {
        #expect(ExactDecimal("1.50") == ExactDecimal("1.5"))
        #expect(ExactDecimal("1.50").hashValue == ExactDecimal("1.5").hashValue)
        #expect(try #require(ExactDecimal("-1.5")) < #require(ExactDecimal("-1.49")))
    }

    /// 0.10 a hundred thousand times, which no binary fraction adds up.
    @Test func sums() throws {
        var sum = DecimalSum()
        let tenth = try #require(ExactDecimal("0.10"))
        for _ in 0..<100_000 { sum.add(tenth) }
        #expect(sum.rounded(to: 2)?.description == "10000.00")
    }
}
