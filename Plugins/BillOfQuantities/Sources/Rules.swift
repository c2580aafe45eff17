// Rules.swift — how a rule's card is written here, the bills that most examples are made from, and the list of all rules.
internal import Checks
internal import Reporting

enum Rule {
    static let all: [RuleCard] =
        reading + editions + codeRules + tenderRules + copying + prices + sums + given + totals

    /// An error, unless it says otherwise.
    static func card(
        _ id: String, _ zh: String, _ en: String, basis: Basis?, fix: String, fixEn: String, passes: String,
        fails: String,
        why: String, whyEn: String
    ) -> RuleCard {
        card(
            id, .error, zh, en, basis: basis, fix: fix, fixEn: fixEn, passes: passes, fails: fails, why: why,
            whyEn: whyEn)
    }

    /// A card with one example that keeps the rule and one that breaks it.
    static func card(
        _ id: String, _ severity: Finding.Severity, _ zh: String, _ en: String, basis: Basis?, fix: String,
        fixEn: String, passes: String, fails: String, why: String, whyEn: String
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn),
            passes: [RuleExample(why: LocalizedText(zh: "符合规则", en: "keeps the rule"), text: passes)],
            fails: [RuleExample(why: LocalizedText(zh: why, en: whyEn), text: fails)])
    }

    /// A tender's bill of 2013 and a bid that answers it without a flaw.
    static let good = """
        ceiling 2000.00
        sheet 1129.98 壹仟壹佰贰拾玖元玖角捌分
        >tender 2013
        unit 土建
          group works
            010101001001|平整场地|土类别:三类|m2|100|||ceiling=6.00
            010101002001|挖一般土方|深 2m 以内|m3|50.5||
          group measures
            |安全文明施工费||项||||base=100.00|rate=10
          group other
            |暂列金额||项|||200.00|category=provisional-sum
            |幕墙工程||项|||50.00|category=provisional-works
          group provisional-material
            C01|钢筋||t|1|4000.00|
          group statutory-fees
            |规费||项|||30.00
          group tax
            |税金||项||||rate=9
        >bid 2013 total=1129.98 words=壹仟壹佰贰拾玖元玖角捌分
        unit 土建 total=1129.98
          group works total=749.98
            010101001001|平整场地|土类别:三类|m2|100|5.00|500.00
            010101002001|挖一般土方|深 2m 以内|m3|50.5|4.95|249.98
          group measures total=10.00
            |安全文明施工费||项|||10.00|base=100.00|rate=10
          group other total=250.00
            |暂列金额||项|||200.00|category=provisional-sum
            |幕墙工程||项|||50.00|category=provisional-works
          group provisional-material
            C01|钢筋||t|1|4000.00|
          group statutory-fees total=30.00
            |规费||项|||30.00
          group tax total=90.00
            |税金||项|||90.00|base=1000.00|rate=9
        """

    /// The tender's bill alone, looked at before it is published.
    static let goodTender =
        "stage tender\nceiling 2000.00\n"
        + good.split(separator: "\n").drop { !$0.hasPrefix(">tender") }.prefix { !$0.hasPrefix(">bid") }.joined(
            separator: "\n"
        )
        .replacing("|安全文明施工费||项||||base=100.00|rate=10", with: "|安全文明施工费||项|||10.00|")

    /// A bill of highway works, both sides.
    static let highway = """
        sheet 1500.00 壹仟伍佰元整
        >tender highway-2018
        section 总则 code=100
          101-1-a|保险费||总额|1||
        section 路基 code=200
          202-1-a|清理现场||m2|1000||
          203-1-a|挖土方||m3|100||
        >bid highway-2018 total=1500.00
        section 总则 code=100 total=300.00
          101-1-a|保险费||总额|1|300.00|300.00
        section 路基 code=200 total=1200.00
          202-1-a|清理现场||m2|1000|0.20|200.00
          203-1-a|挖土方||m3|100|10.00|1000.00
        """
    static let highwayTender =
        "stage tender\n"
        + highway.split(separator: "\n").dropFirst().prefix { !$0.hasPrefix(">bid") }.joined(separator: "\n")
}
