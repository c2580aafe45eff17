// Clue.swift — the words of a finding on prices: how strong, what was left out, which innocent causes, what was not looked at.
package import Reporting

/// How strong a clue is (线索强度). Never a probability, and never a verdict.
package enum ClueStrength: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case weak, moderate, strong
    case veryStrong = "very-strong"

    package static func < (a: ClueStrength, b: ClueStrength) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    package var title: LocalizedText {
        switch self {
        case .weak: LocalizedText(zh: "弱", en: "weak")
        case .moderate: LocalizedText(zh: "中", en: "moderate")
        case .strong: LocalizedText(zh: "强", en: "strong")
        case .veryStrong: LocalizedText(zh: "很强", en: "very strong")
        }
    }
}

/// Why an item says nothing about a pair, and is left out of its comparison.
package enum Exclusion: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// The tender sets it: provisional sums and prices, owner's materials, fees that may not be competed for.
    case given
    /// Its amount is a rate of other amounts (按费率计算).
    case rate
    /// One of the two left it blank, priced it at zero, or does not have it.
    case blank
    /// A price below zero, with more than four decimals, or of 10^11 yuan and more.
    case unusable
    /// Both carry the price that stands in the tender's own bill.
    case tenderPrice = "tender-price"
    /// A third bid has the price of one of the two.
    case thirdBidder = "third-bidder"
    /// Each is at its own constant discount on the published control price (控制价).
    case controlDiscount = "control-discount"
    /// So small a price that one step of rounding is over 2 % of it.
    case coarse

    package static func < (a: Exclusion, b: Exclusion) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    package var title: LocalizedText {
        switch self {
        case .given: LocalizedText(zh: "招标人给定价格或不可竞争", en: "priced by the tender, or not to be competed for")
        case .rate: LocalizedText(zh: "按费率计算", en: "computed by a rate")
        case .blank: LocalizedText(zh: "一方未报价或报零", en: "not priced, or priced at zero, by one of the two")
        case .unusable: LocalizedText(zh: "价格为负、小数超过四位或过大", en: "negative, over four decimals, or too large")
        case .tenderPrice: LocalizedText(zh: "双方均照填招标清单的价格", en: "carried over from the tender's bill by both")
        case .thirdBidder: LocalizedText(zh: "与第三家相同", en: "matching a third bidder")
        case .controlDiscount:
            LocalizedText(zh: "双方各按固定比例下浮控制价", en: "at each one's constant discount on the control price")
        case .coarse: LocalizedText(zh: "价格太小,取整的影响过大", en: "so small that rounding changes them too much")
        }
    }
}

/// Innocent explanations that a reader must know of.
package enum InnocentCause: String, Sendable, Hashable, Codable, CaseIterable {
    /// Quota and published prices (定额 + 信息价), or another base that both use.
    case commonBase = "common-base"
    /// Both follow the control price.
    case controlPrice = "control-price"
    /// The tender's bill shows no control prices, so it could not be taken out.
    case unknownControlPrice = "unknown-control-price"
    /// A third bidder stands in the same relation: a common source, not attributed.
    case commonSource = "common-source"
    /// Under 20 items can be compared.
    case smallBill = "small-bill"
    /// There are fewer than three bills, so nobody to compare the pair with.
    case fewBidders = "few-bidders"
    /// A formula of a shared template may be wrong in both.
    case sharedTemplate = "shared-template"

    package var title: LocalizedText {
        switch self {
        case .commonBase:
            LocalizedText(
                zh: "双方可能采用同一计价依据(定额、信息价或同一未知价格来源)",
                en: "both may price from one base: quota and published prices, or a source that is not known here")
        case .controlPrice:
            LocalizedText(zh: "双方均接近控制价的固定比例", en: "both keep near a constant share of the control price")
        case .unknownControlPrice:
            LocalizedText(
                zh: "招标清单没有各项控制价,无法排除双方按控制价下浮",
                en: "the tender's bill has no control prices, so discounts on them cannot be ruled out")
        case .commonSource:
            LocalizedText(
                zh: "第三家也有同样的关系:共同来源,不作归属", en: "a third bidder shows the same: a common source, not attributed")
        case .smallBill: LocalizedText(zh: "可比项目不足 20 项", en: "under 20 items can be compared")
        case .fewBidders:
            LocalizedText(zh: "不足三份清单,没有参照", en: "fewer than three bills: nobody to compare the pair with")
        case .sharedTemplate:
            LocalizedText(zh: "共用的表格模板中公式有误", en: "a wrong formula in a template that both were given")
        }
    }
}

/// What a complete comparison would look at, and this one did not.
package enum Unchecked: String, Sendable, Hashable, Codable, CaseIterable {
    /// 综合单价分析表.
    case unitPriceAnalyses = "unit-price-analyses"
    /// 补充定额编码.
    case supplementaryCodes = "supplementary-codes"
    /// 人材机单价, and what the published price is.
    case resourcePrices = "resource-prices"

    package var title: LocalizedText {
        switch self {
        case .unitPriceAnalyses: LocalizedText(zh: "综合单价分析", en: "unit-price analyses")
        case .supplementaryCodes: LocalizedText(zh: "补充定额编码", en: "codes of supplementary quotas")
        case .resourcePrices: LocalizedText(zh: "人工、材料、机械单价", en: "prices of labour, materials and plant")
        }
    }
}
