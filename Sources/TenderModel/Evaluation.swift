// Evaluation.swift — how bids are evaluated (评标办法), as data: method, price formula, scoring items.
package import Reporting

/// The evaluation method of a tender, and what it works with.
package struct Evaluation: Sendable, Hashable, Codable {
    /// How the winner is found (定标方式).
    package enum Award: String, Sendable, Hashable, Codable, CaseIterable {
        /// By the committee's ranking.
        case ranked
        /// 评定分离: the committee recommends, the tenderer decides.
        case separated
    }

    /// Id of one of the methods that the template admits, such as `comprehensive`.
    package var method: String
    /// Whether the project is technically complex (技术复杂), on which the choice of method depends.
    package var complex: Bool
    package var award: Award
    /// How prices are scored; nil where they are only compared.
    package var price: PriceScoring?
    package var items: [ScoringItem]

    package init(
        method: String, complex: Bool = false, award: Award = .ranked, price: PriceScoring? = nil,
        items: [ScoringItem] = []
    ) {
        self.method = method
        self.complex = complex
        self.award = award
        self.price = price
        self.items = items
    }

    /// All points that can be had.
    package var totalPoints: Points {
        Points(hundredths: (price?.points.hundredths ?? 0) + items.reduce(0) { $0 + $1.points.hundredths })
    }
}

/// Points in hundredths; 0 to 1,000.
package struct Points: Sendable, Hashable, Codable, Comparable {
    package var hundredths: Int

    package init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// Reads `60` or `12.5`. Throws EVAL-0001.
    package init(_ text: String) throws(Problem) {
        guard let value = Shares.read(text, decimals: 2, largest: 100_000) else {
            throw Problem(
                "EVAL-0001", zh: "“\(text)”不是分值", en: "\"\(text)\" is no number of points",
                remedyZh: "写 0 至 1000,最多两位小数,如 12.5",
                remedyEn: "write 0 to 1000 with at most two decimals, such as 12.5")
        }
        hundredths = value
    }

    package var text: String { Shares.text(hundredths, decimals: 2) }

    package static func < (a: Points, b: Points) -> Bool { a.hundredths < b.hundredths }
}

/// A percentage in ten-thousandths of a percent; 0 to 1,000 %.
package struct Percentage: Sendable, Hashable, Codable, Comparable {
    /// 1 % is 10,000.
    package var parts: Int

    package init(parts: Int) {
        self.parts = parts
    }

    /// Reads `2` or `2.5`. Throws EVAL-0002.
    package init(_ text: String) throws(Problem) {
        guard let value = Shares.read(text, decimals: 4, largest: 10_000_000) else {
            throw Problem(
                "EVAL-0002", zh: "“\(text)”不是百分数", en: "\"\(text)\" is no percentage",
                remedyZh: "写 0 至 1000,最多四位小数,不写 %,如 2.5",
                remedyEn: "write 0 to 1000 with at most four decimals and no %, such as 2.5")
        }
        parts = value
    }

    package var text: String { Shares.text(parts, decimals: 4) }

    package static func < (a: Percentage, b: Percentage) -> Bool { a.parts < b.parts }
}

/// How a price becomes points (价格分).
package struct PriceScoring: Sendable, Hashable, Codable {
    package enum Formula: String, Sendable, Hashable, Codable, CaseIterable {
        /// 低价优先法: the lowest price gets all points, the others lowest ÷ price of them (Order 87 art. 55).
        case lowest
        /// 基准价法: points are lost for each percent above or below a benchmark made of the prices.
        case benchmark
    }

    package var formula: Formula
    /// Points of the best price.
    package var points: Points
    /// For ``Formula/benchmark``: the ceiling's share in the benchmark, the rest being the mean's; 0 for the mean alone.
    package var ceilingShare: Percentage
    /// With at least so many prices the highest and the lowest are left out of the mean; nil for never. 3 or more.
    package var trimFrom: Int?
    /// What is taken off the benchmark (下浮率): one value, or several of which one is drawn at the opening; none for 0.
    package var reductions: [Percentage]
    /// Points lost for each percent above the benchmark.
    package var above: Points
    /// Points lost for each percent below it.
    package var below: Points
    /// What is taken off a small enterprise's price before scoring (小微企业价格扣除); 0 for nothing.
    package var deduction: Percentage

    package init(
        formula: Formula, points: Points, ceilingShare: Percentage = Percentage(parts: 0), trimFrom: Int? = nil,
        reductions: [Percentage] = [], above: Points = Points(hundredths: 0), below: Points = Points(hundredths: 0),
        deduction: Percentage = Percentage(parts: 0)
    ) {
        self.formula = formula
        self.points = points
        self.ceilingShare = ceilingShare
        self.trimFrom = trimFrom
        self.reductions = reductions
        self.above = above
        self.below = below
        self.deduction = deduction
    }
}

/// One thing that is scored beside the price (评分因素).
package struct ScoringItem: Sendable, Hashable, Codable {
    /// Letters, digits, `-`; unique within the tender.
    package var id: String
    package var title: String
    package var points: Points
    /// How points are given (评分标准).
    package var criterion: String

    package init(id: String, title: String, points: Points, criterion: String) {
        self.id = id
        self.title = title
        self.points = points
        self.criterion = criterion
    }
}

/// Figures with a fixed number of decimals, as whole numbers.
private enum Shares {
    static func read(_ text: String, decimals: Int, largest: Int) -> Int? {
        let halves = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = halves.first, (1...4).contains(whole.count), halves.count <= 2,
            halves.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }),
            whole.count == 1 || whole.first != UInt8(ascii: "0"), halves.count == 1 || halves[1].count <= decimals
        else { return nil }
        let fraction = halves.count == 2 ? Array(halves[1]) : []
        let digits = Array(whole) + fraction + [UInt8](repeating: 48, count: decimals - fraction.count)
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value <= largest ? value : nil
    }

    /// Without trailing zeros, so that a value has one spelling.
    static func text(_ value: Int, decimals: Int) -> String {
        var digits = String(value)
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = digits.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
}
