// EnterpriseSize.swift — the sizes of enterprises (中小企业划型) by employees and revenue, where those two decide.
internal import TenderModel

/// Smallest first.
enum EnterpriseSize: String, CaseIterable, Comparable {
    case micro
    case small
    case medium
    case large

    static func < (a: EnterpriseSize, b: EnterpriseSize) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    var title: String {
        switch self {
        case .micro: "微型"
        case .small: "小型"
        case .medium: "中型"
        case .large: "大型"
        }
    }

    /// From how many employees, and from what revenue in 10,000 yuan, an enterprise is of a size: both have to be reached.
    private struct Bounds {
        var large: (Int, Int64)
        var medium: (Int, Int64)
        var small: (Int, Int64)
    }

    /// 工信部联企业〔2011〕300号, section 4: the industries of which the goods of tenders mostly are.
    private static let bounds: [String: Bounds] = [
        "工业": Bounds(large: (1_000, 40_000), medium: (300, 2_000), small: (20, 300)),
        "批发业": Bounds(large: (200, 40_000), medium: (20, 5_000), small: (5, 1_000)),
        "零售业": Bounds(large: (300, 20_000), medium: (50, 500), small: (10, 100)),
        "信息传输业": Bounds(large: (2_000, 100_000), medium: (100, 1_000), small: (10, 100)),
        "软件和信息技术服务业": Bounds(large: (300, 10_000), medium: (100, 1_000), small: (10, 50)),
    ]

    /// The size that the figures give; nil for an industry that is told otherwise.
    ///
    /// - Parameter revenue: As the declaration writes it, in 10,000 yuan with at most two decimals.
    static func of(industry: String, employees: Int, revenue: Money) -> EnterpriseSize? {
        guard let bounds = bounds[industry] else { return nil }
        func reaches(_ bound: (employees: Int, revenue: Int64)) -> Bool {
            employees >= bound.employees && revenue.fen >= bound.revenue * 100
        }
        if reaches(bounds.large) { return .large }
        if reaches(bounds.medium) { return .medium }
        return reaches(bounds.small) ? .small : .micro
    }
}
