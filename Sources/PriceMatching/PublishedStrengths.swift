// PublishedStrengths.swift — the table of StrengthRules in words, for reports and the guide (清单线索强度表).
package import Reporting

/// How strong clues on prices of bills are. The words stand here, beside the rules that they describe.
package enum PublishedStrengths {
    package struct Row: Sendable, Hashable {
        package var what: LocalizedText
        package var strength: ClueStrength
    }

    package static let rows: [Row] = [
        row(.weak, zh: "单价相同(远超偶然)", en: "identical prices, far beyond chance"),
        row(.weak, zh: "单价近似成比例(上下浮动)", en: "prices near one ratio, with noise"),
        row(
            .moderate,
            zh:
                "单价成固定比例:至少 \(fewest) 项,得分为模拟所达最高值的 \(beyond) 倍及以上,取整方式显示由一家算出另一家,控制价不能解释,第三家没有同样关系",
            en:
                "one constant ratio: at \(fewest) items or more, \(beyond) times the highest score that simulation reached, the rounding shows that one was computed from the other, the control price does not explain it, and no third bid stands in it"
        ),
        row(
            .moderate,
            zh: "单价相差固定金额:同上,且占可比项目的十分之一及以上、遍及多数分部,两家其他单价不雷同",
            en:
                "one constant difference: as above, on a tenth of the items or more and in most chapters, the two not being alike otherwise"
        ),
        row(.weak, zh: "比例或差额不满足上述全部条件", en: "a ratio or difference that misses one of these"),
        row(.moderate, zh: "两处及以上相同的计算错误", en: "two shared mistakes of arithmetic or more"),
        row(.weak, zh: "一处相同的计算错误", en: "one shared mistake of arithmetic"),
        row(
            .weak, zh: "可比项目不足 \(fewest) 项或不足三份清单时,单价关系和计算错误一律",
            en: "whatever is found, where fewer than \(fewest) items or three bills can be compared"),
    ]

    private static var fewest: Int { StrengthRules.fewestItems }
    private static var beyond: String { "\(StrengthRules.farBeyond)" }

    private static func row(_ strength: ClueStrength, zh: String, en: String) -> Row {
        Row(what: LocalizedText(zh: zh, en: en), strength: strength)
    }
}
