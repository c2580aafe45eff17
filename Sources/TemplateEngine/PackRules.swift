// PackRules.swift — the cards of what is said of packs themselves (示范文本包的规则): by lint, by the library, by their reviews.
package import Checks
internal import Reporting

package enum PackRules {
    /// In the order of their ids.
    package static let cards: [RuleCard] = [
        card(
            "TMPL-0201", .error, "每条规则有通过和不通过的示例", "every rule has an example that keeps it and one that breaks it",
            fix: "补上示例", "add the example"),
        card(
            "TMPL-0202", .error, "每个示例的结果与其文件名相符", "every example comes out as its name says", fix: "改正示例或规则",
            "correct the example, or the rule"),
        card("TMPL-0203", .error, "每个示例属于一条规则", "every example is of a rule", fix: "改正文件名", "correct its name"),
        card(
            "TMPL-0204", .error, "示范文本不以地域、规模、所有制等评分",
            "a model text scores nothing by region, size, ownership and the like",
            .fairCompetition("7"), fix: "删去该评分因素", "remove it"),
        card(
            "TMPL-0205", .error, "每种评标办法的分值合计 100 分", "the points of each method add up to 100", fix: "核对分值",
            "check the points"),
        card(
            "TMPL-0206", .error, "字段与示例相符", "fields and examples have the same elements", fix: "补上字段或示例",
            "add the field, or the example"),
        card("TMPL-0207", .error, "招标和投标都有完整的示例", "there is a whole example of each stage", fix: "补一个示例", "add one"),
        card(
            "TMPL-0209", .warning, "没有近似重复的示范文本", "no two templates are nearly the same",
            Basis(
                document: "湘发改公管规〔2024〕55号", article: "(九)", jurisdiction: "湘", validFrom: "2024-01-24",
                validTo: "2025-01-23"), fix: "合并为一个", "make them one"),
        card("TMPL-0210", .warning, "引用的依据现行有效", "what is cited is in force", fix: "改引现行文件", "cite what is in force"),
        card("TMPL-0211", .warning, "包里没有无用的文件", "every file of the pack is used", fix: "移走它", "take it away"),
        card(
            "TMPL-0212", .error, "规则的 part 是已有的部分", "the part of a rule is one that is there", fix: "改正 part",
            "correct part"),
        card(
            "TMPL-0213", .error, "招标和投标的行业内容都有结构定义", "there is a schema for each stage", fix: "写一个 XML Schema",
            "write an XML Schema"),
        card(
            "TMPL-0214", .error, "写明清单版本的,要求清单检查", "who names bill editions asks for the check of bills",
            fix: "在 checks 中加上 bill-of-quantities", "add bill-of-quantities to checks"),
        review("TMPL-0301", "审查意见能够验证", "a review verifies"),
        review("TMPL-0302", "审查意见针对的就是这份示范文本", "a review is over this very template"),
        review("TMPL-0303", "审查意见由所写的机关签名", "a review is signed by the authority that it names"),
        review("TMPL-0304", "审查机关有权审查", "the authority is entitled to review"),
        review("TMPL-0305", "审查结论为通过", "the review passes it"),
        review("TMPL-0306", "要求审查的,两项审查都已通过", "where reviews are asked for, both passed"),
    ]

    private static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String,
        _ fixEn: String
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn))
    }

    /// Who may review, and what it takes, stands in one place.
    private static func review(_ id: String, _ zh: String, _ en: String) -> RuleCard {
        card(id, .error, zh, en, .fairCompetition("3"), fix: "由有权的机关重新审查", "have an entitled authority review it")
    }
}
