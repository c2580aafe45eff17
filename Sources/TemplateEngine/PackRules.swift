// PackRules.swift — the cards of what is said of packs themselves (示范文本包的规则): by lint, by the library, by their reviews.
package import Checks
internal import Reporting

package enum PackRules {
    /// In the order of their ids.
    package static let cards: [RuleCard] = [
        card(
            "TMPL-0201", .error, "每条规则有通过和不通过的示例", "every rule has an example that keeps it and one that breaks it",
            fix: "补上示例", "add the example",
            passes: .told(
                "规则 WATR-0101 有 tests/invalid/WATR-0101.too-short.yaml",
                "the rule WATR-0101 has tests/invalid/WATR-0101.too-short.yaml"),
            fails: .told("规则 WATR-0101 没有不通过的示例", "the rule WATR-0101 has no example that breaks it")),
        card(
            "TMPL-0202", .error, "每个示例的结果与其文件名相符", "every example comes out as its name says", fix: "改正示例或规则",
            "correct the example, or the rule",
            passes: .told(
                "tests/invalid/ 的示例写 30 天,规则要求 90 天", "an example in tests/invalid/ has 30 days, the rule asks for 90"),
            fails: .told(
                "tests/invalid/ 的示例写 90 天,规则要求 90 天", "an example in tests/invalid/ has 90 days, the rule asks for 90")),
        card(
            "TMPL-0203", .error, "每个示例属于一条规则", "every example is of a rule", fix: "改正文件名", "correct its name",
            passes: .told("tests/invalid/WATR-0101.too-short.yaml", "tests/invalid/WATR-0101.too-short.yaml"),
            fails: .told(
                "tests/invalid/WATR-0999.gone.yaml,没有规则 WATR-0999",
                "tests/invalid/WATR-0999.gone.yaml, and no rule WATR-0999")),
        card(
            "TMPL-0204", .error, "示范文本不以地域、规模、所有制等评分",
            "a model text scores nothing by region, size, ownership and the like",
            .fairCompetition("7"), fix: "删去该评分因素", "remove it",
            passes: .told("近三年类似工程业绩每项 10 分", "10 points for each similar work of three years"),
            fails: .told("本省类似工程业绩每项 10 分", "10 points for each similar work in this province")),
        card(
            "TMPL-0205", .error, "每种评标办法的分值合计 100 分", "the points of each method add up to 100", fix: "核对分值",
            "check the points", passes: .told("评分因素合计 100 分", "items of 100 points"),
            fails: .told("评分因素合计 90 分", "items of 90 points")),
        card(
            "TMPL-0206", .error, "字段与示例相符", "fields and examples have the same elements", fix: "补上字段或示例",
            "add the field, or the example",
            passes: .told("字段 terms/validity 在示例中", "the field terms/validity is in an example"),
            fails: .told("字段 terms/period 不在任何示例中", "the field terms/period is in no example")),
        card(
            "TMPL-0207", .error, "招标和投标都有完整的示例", "there is a whole example of each stage", fix: "补一个示例", "add one",
            passes: .told("有 tests/valid/tender.xml 和 bid.xml", "there are tests/valid/tender.xml and bid.xml"),
            fails: .told("没有 tests/valid/bid.xml", "there is no tests/valid/bid.xml")),
        card(
            "TMPL-0209", .warning, "没有近似重复的示范文本", "no two templates are nearly the same",
            Basis(
                document: "湘发改公管规〔2024〕55号", article: "(九)", jurisdiction: "湘", validFrom: "2024-01-24",
                validTo: "2025-01-23"), fix: "合并为一个", "make them one",
            passes: .told("给水工程 0.1.0 和 0.2.0,是同一示范文本的两版", "two versions of one template"),
            fails: .told("给水工程与燃气工程,内容相同", "two templates with the same demands")),
        card(
            "TMPL-0210", .warning, "引用的依据现行有效", "what is cited is in force", fix: "改引现行文件", "cite what is in force",
            passes: .told("sources: {to: 2030-01-01},2026 年检查", "sources: {to: 2030-01-01}, checked in 2026"),
            fails: .told("sources: {to: 2025-01-01},2026 年检查", "sources: {to: 2025-01-01}, checked in 2026")),
        card(
            "TMPL-0211", .warning, "包里没有无用的文件", "every file of the pack is used", fix: "移走它", "take it away",
            passes: .told("README.md", "README.md"), fails: .told("notes.txt", "notes.txt")),
        card(
            "TMPL-0212", .error, "规则的 part 是已有的部分", "the part of a rule is one that is there", fix: "改正 part",
            "correct part", passes: .told("part: letter", "part: letter"),
            fails: .told("part: letters,没有这一部分", "part: letters, and no such part")),
        card(
            "TMPL-0213", .error, "招标和投标的行业内容都有结构定义", "there is a schema for each stage", fix: "写一个 XML Schema",
            "write an XML Schema",
            passes: .told("有 schema/tender.xsd 和 schema/bid.xsd", "there are schema/tender.xsd and schema/bid.xsd"),
            fails: .told("没有 schema/bid.xsd", "there is no schema/bid.xsd")),
        card(
            "TMPL-0214", .error, "写明清单版本的,要求清单检查", "who names bill editions asks for the check of bills",
            fix: "在 checks 中加上 bill-of-quantities", "add bill-of-quantities to checks",
            passes: .told(
                "billEditions: [2013],checks 有 bill-of-quantities",
                "billEditions: [2013], and checks has bill-of-quantities"),
            fails: .told("billEditions: [2013],没有 checks", "billEditions: [2013], and no checks")),
        review(
            "TMPL-0301", "审查意见能够验证", "a review verifies", passes: .told("签名可验证", "the signature verifies"),
            fails: .told("改动了一位", "a bit was flipped")),
        review(
            "TMPL-0302", "审查意见针对的就是这份示范文本", "a review is over this very template",
            passes: .told("审查的就是本包", "over this pack"),
            fails: .told("审查后改了 releaseWindow", "releaseWindow changed after the review")),
        review(
            "TMPL-0303", "审查意见由所写的机关签名", "a review is signed by the authority that it names",
            passes: .told("代理机构的名义,代理机构签名", "in the name of who signed it"),
            fails: .told("平台的名义,投标人签名", "in another's name")),
        review(
            "TMPL-0304", "审查机关有权审查", "the authority is entitled to review",
            passes: .told("在有权审查的机关之列", "by an authority of the list"),
            fails: .told("不在有权审查的机关之列", "by an authority that is not of the list")),
        review(
            "TMPL-0305", "审查结论为通过", "the review passes it", passes: .told("结论为通过", "it passes the template"),
            fails: .told("结论为不通过", "it refuses the template")),
        review(
            "TMPL-0306", "要求审查的,两项审查都已通过", "where reviews are asked for, both passed",
            passes: .told("两项审查都通过", "both passed"), fails: .told("只有合法性审查", "a legality review alone")),
    ]

    private static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, _ basis: Basis? = nil, fix: String,
        _ fixEn: String, passes: RuleExample, fails: RuleExample
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn), passes: [passes], fails: [fails])
    }

    /// Who may review, and what it takes, stands in one place.
    private static func review(
        _ id: String, _ zh: String, _ en: String, passes: RuleExample, fails: RuleExample
    ) -> RuleCard {
        card(
            id, .error, zh, en, .fairCompetition("3"), fix: "由有权的机关重新审查", "have an entitled authority review it",
            passes: passes, fails: fails)
    }
}
