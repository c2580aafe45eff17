// PriceScoreTests.swift — price scores against sums done by hand.
import Reporting
import Testing

@testable import TenderModel

@Suite struct PriceScoreTests {
    private func entries(_ prices: [String], small: Set<Int> = []) throws -> [PriceEntry] {
        try prices.enumerated().map { index, price in
            PriceEntry(
                bidder: Organization(name: "\(index + 1)", code: try Samples.code(index + 1)),
                price: try Money(yuan: price),
                isSmall: small.contains(index))
        }
    }

    private func points(_ scores: PriceScores) -> [String] { scores.scores.map(\.points.text) }

    private func code(_ body: () throws(Problem) -> Void) -> String? {
        do throws(Problem) { try body() } catch { return error.code }
        return nil
    }

    /// Order 87 art. 55: lowest ÷ price × points.
    @Test func theLowestPriceGetsAllPoints() throws {
        let scoring = PriceScoring(formula: .lowest, points: try Points("30"))
        let scores = try PriceScores(try entries(["90", "100", "120.01"]), by: scoring, ceiling: nil, drawn: nil)
        // 90 / 100 × 30 = 27; 90 / 120.01 × 30 = 22.498…
        #expect(points(scores) == ["30", "27", "22.5"])
        #expect(scores.benchmark.yuan == "90.00")
    }

    @Test func aSmallEnterprisesPriceIsLessTheDeduction() throws {
        let scoring = PriceScoring(formula: .lowest, points: try Points("30"), deduction: try Percentage("10"))
        let scores = try PriceScores(try entries(["100", "99"], small: [0]), by: scoring, ceiling: nil, drawn: nil)
        // 100 × 0.9 = 90, the lowest; 90 / 99 × 30 = 27.27…
        #expect(points(scores) == ["30", "27.27"])
        #expect(scores.scores.map(\.compared.yuan) == ["90.00", "99.00"])
        #expect(scores.scores.map(\.entry.price.yuan) == ["100.00", "99.00"], "what was read out stays")
    }

    @Test func theBenchmarkIsTheMean() throws {
        let scoring = PriceScoring(
            formula: .benchmark, points: try Points("60"), above: try Points("1"), below: try Points("0.5"))
        let scores = try PriceScores(try entries(["90", "100", "110"]), by: scoring, ceiling: nil, drawn: nil)
        // mean 100: 10 % below costs 5, 10 % above costs 10
        #expect(scores.benchmark.yuan == "100.00" && points(scores) == ["55", "60", "50"])
        #expect(scores.scores.map(\.deviation) == [-100_000, 0, 100_000])
    }

    @Test func highestAndLowestAreLeftOutFromSoManyOn() throws {
        var scoring = PriceScoring(
            formula: .benchmark, points: try Points("60"), trimFrom: 5, above: try Points("1"), below: try Points("1"))
        let five = try entries(["50", "98", "100", "102", "400"])
        let scores = try PriceScores(five, by: scoring, ceiling: nil, drawn: nil)
        #expect(
            scores.benchmark.yuan == "100.00" && scores.scores.map(\.isTrimmed) == [true, false, false, false, true])
        #expect(points(scores) == ["10", "58", "60", "58", "0"], "300 % off loses more than there is, and ends at 0")
        scoring.trimFrom = 6
        #expect(try PriceScores(five, by: scoring, ceiling: nil, drawn: nil).benchmark.yuan == "150.00")
        // of two that are equally high, one goes
        scoring.trimFrom = 3
        let twins = try PriceScores(try entries(["1", "3", "3"]), by: scoring, ceiling: nil, drawn: nil)
        #expect(twins.benchmark.yuan == "3.00")
    }

    @Test func ceilingAndReductionGoIn() throws {
        let scoring = PriceScoring(
            formula: .benchmark, points: try Points("100"), ceilingShare: try Percentage("40"),
            reductions: [try Percentage("1"), try Percentage("2.5")], above: try Points("1"), below: try Points("1"))
        let scores = try PriceScores(
            try entries(["100", "200"]), by: scoring, ceiling: try Money(yuan: "250"), drawn: try Percentage("2.5"))
        // (150 × 0.6 + 250 × 0.4) × 0.975 = 185.25
        #expect(scores.benchmark.yuan == "185.25")
        // 100: 46.0189 % below; 200: 7.9622 % above
        #expect(points(scores) == ["53.98", "92.04"])
    }

    @Test func halvesAreRoundedUpOnce() throws {
        let scoring = PriceScoring(
            formula: .benchmark, points: try Points("10"), above: try Points("1"), below: try Points("1"))
        // mean 200: 199.99 is 0.005 % below and loses 0.005 points: 9.995 is 10
        #expect(
            points(try PriceScores(try entries(["199.99", "200.01"]), by: scoring, ceiling: nil, drawn: nil)) == [
                "10", "10",
            ])
    }

    @Test func theLargestAmountsDoNotOverflow() throws {
        let scoring = PriceScoring(
            formula: .benchmark, points: try Points("1000"), ceilingShare: try Percentage("50"),
            above: try Points("1000"),
            below: try Points("1000"))
        let largest = Array(repeating: Money.largest.yuan, count: 500)
        let scores = try PriceScores(
            try entries(largest.map { $0 }.prefix(90).map { $0 }), by: scoring, ceiling: .largest, drawn: nil)
        #expect(scores.benchmark == .largest && scores.scores.allSatisfy { $0.points.text == "1000" })
    }

    /// Prices that one hostile bidder can hand in.
    @Test func pricesBeyondAllReasonAreScoredToo() throws {
        let benchmark = PriceScoring(
            formula: .benchmark, points: try Points("60"), trimFrom: 3, above: try Points("1"), below: try Points("1"))
        let prices = try entries(["0.85", "0.86", "0.84", Money.largest.yuan])
        let scores = try PriceScores(prices, by: benchmark, ceiling: nil, drawn: nil)
        #expect(scores.scores.last?.points.text == "0" && scores.scores.last?.isTrimmed == true)
        let lowest = PriceScoring(formula: .lowest, points: try Points("30"), deduction: try Percentage("60"))
        let penny = try entries(["0.01", "100"], small: [0])
        #expect(
            code { () throws(Problem) in _ = try PriceScores(penny, by: lowest, ceiling: nil, drawn: nil) }
                == "EVAL-0011")
    }

    @Test func whatCannotBeScoredIsNamed() throws {
        let one = try entries(["100"])
        var scoring = PriceScoring(formula: .benchmark, points: try Points("60"))
        #expect(
            code { () throws(Problem) in _ = try PriceScores([], by: scoring, ceiling: nil, drawn: nil) } == "EVAL-0010"
        )
        let zero = try entries(["0"])
        #expect(
            code { () throws(Problem) in _ = try PriceScores(zero, by: scoring, ceiling: nil, drawn: nil) }
                == "EVAL-0011")
        scoring.reductions = [try Percentage("1"), try Percentage("2")]
        #expect(
            code { () throws(Problem) in _ = try PriceScores(one, by: scoring, ceiling: nil, drawn: nil) }
                == "EVAL-0012")
        let other = try Percentage("3")
        #expect(
            code { () throws(Problem) in _ = try PriceScores(one, by: scoring, ceiling: nil, drawn: other) }
                == "EVAL-0012")
        scoring.reductions = []
        scoring.ceilingShare = try Percentage("40")
        #expect(
            code { () throws(Problem) in _ = try PriceScores(one, by: scoring, ceiling: nil, drawn: nil) }
                == "EVAL-0013")
        scoring.ceilingShare = Percentage(parts: 0)
        scoring.reductions = [try Percentage("100")]
        #expect(
            code { () throws(Problem) in _ = try PriceScores(one, by: scoring, ceiling: nil, drawn: nil) }
                == "EVAL-0014")
    }
}

@Suite struct ScoringRuleTests {
    @Test(
        arguments: [
            ("类似业绩", "近三年完成过类似工程的,每项得 2 分", nil, "past work without a place"),
            ("类似业绩", "近三年在本省完成过类似工程业绩的,每项得 2 分", "业绩的地域", "by region"),
            ("企业实力", "注册资本 5000 万元以上得 5 分", "注册资本", "registered capital"),
            ("财务", "资产负债率低于 60% 得 3 分", "负债率", "debt ratio"), ("财务", "净资产每 1000 万得 1 分", "净资产", "net assets"),
            ("市场", "市场占有率第一得 5 分", "市场占有率", "market share"), ("服务", "本地企业得 3 分", "注册地", "place"),
            ("性质", "国有企业加 2 分", "所有制形式", "ownership"), ("产品", "原装进口的得 5 分", "产品产地", "origin"),
            ("规模", "年营业额 1 亿元以上得 2 分", "企业规模", "size"), ("企业规模", "酌情", "企业规模", "in the title"),
            ("施工方案", "针对项目所在地气候的措施,酌情给分", nil, "a place without past work"),
            ("联合体", "联合体成员注册 资金每 1000 万得 1 分", "注册资本", "a member's, with a blank in it"),
            ("资本", "注\u{200b}册资\u{fe00}本每 1000 万得 1 分", "注册资本", "with characters in it that cannot be seen"),
            ("业绩", "省\u{ad}内业\u{2060}绩每项 2 分", "业绩的地域", "a region, with characters that cannot be seen"),
        ] as [(String, String, String?, String)])
    func namesWhatIsForbidden(_ title: String, _ criterion: String, _ kind: String?, why: String) throws {
        let item = ScoringItem(id: "x", title: title, points: try Points("10"), criterion: criterion)
        #expect(ScoringRules.forbidden(in: item)?.kind.zh == kind, "\(why)")
    }

    @Test func pointsOfATenderAddUp() throws {
        var tender = try Samples.tender()
        #expect(ScoringRules.check(tender).isEmpty, "no method, nothing to add up")
        let items = [ScoringItem(id: "a", title: "方案", points: try Points("40"), criterion: "酌情")]
        tender.evaluation = Evaluation(
            method: "m", price: PriceScoring(formula: .lowest, points: try Points("60")), items: items)
        #expect(ScoringRules.check(tender).isEmpty)
        tender.evaluation?.price?.points = try Points("59.5")
        #expect(ScoringRules.check(tender).map(\.code) == ["TEND-0080"])
        tender.evaluation?.price = PriceScoring(
            formula: .benchmark, points: try Points("60"), ceilingShare: try Percentage("50"),
            deduction: try Percentage("10"))
        tender.lots[0].ceiling = nil
        #expect(ScoringRules.check(tender).map(\.code) == ["TEND-0082", "TEND-0083", "TEND-0084"])
        tender.evaluation?.items[0].criterion = "注册资本越高越好"
        #expect(ScoringRules.check(tender).map(\.code).contains("TEND-0081"))
    }
}
