// StructureRules+Cards.swift — the cards of the rules that hold under every template.
package import Checks
package import Reporting

extension StructureRules {
    enum Rule: String, CaseIterable {
        case structure = "TMPL-0101"
        case otherPack = "TMPL-0102"
        case notInForce = "TMPL-0103"
        case regime = "TMPL-0104"
        case envelopes = "TMPL-0105"
        case role = "TMPL-0106"
        case sheetField = "TMPL-0107"
        case readOut = "TMPL-0108"
        case part = "TMPL-0109"
        case document = "TMPL-0110"
        case method = "TMPL-0111"
        case suits = "TMPL-0112"
        case notReviewed = "TMPL-0113"
        case notInstalled = "TMPL-0114"
        case noTemplate = "TMPL-0115"
    }

    static subscript(rule: Rule) -> RuleCard { rule.card }

    /// What is said of a tender or bid that follows no template: nothing of its contents was checked.
    package static var followsNoTemplate: Finding {
        Self[.noTemplate].finding(
            LocalizedText(
                zh: "没有采用示范文本:只检查了基本规则,未按行业检查",
                en: "no template is followed: the basic rules were checked, and none of an industry"), place: "template"
        )
    }

    /// The same where a reviewed template is asked for.
    package static var mustFollowTemplate: Finding {
        Self[.noTemplate].finding(
            LocalizedText(
                zh: "要求采用经审查的示范文本,而招标文件没有采用示范文本",
                en: "a reviewed template is asked for, and the tender follows none"), severity: .error,
            place: "template")
    }

    /// Every rule that holds under every template.
    package static var cards: [RuleCard] { Rule.allCases.map(\.card) }
}

extension StructureRules.Rule {
    var card: RuleCard {
        let (words, examples) = (words, examples)
        return RuleCard(
            id: rawValue, severity: severity, title: words.title, basis: basis, remedy: words.fix,
            passes: [examples.passes], fails: [examples.fails])
    }

    private var severity: Finding.Severity {
        switch self {
        case .suits, .readOut: .warning
        case .notInstalled: .indeterminate
        case .noTemplate, .notReviewed: .note
        default: .error
        }
    }

    private var basis: Basis {
        switch self {
        case .notReviewed: .fairCompetition("3")
        case .role: .regulation("51(一)")
        case .suits: .evaluationRules("29")
        default: .order20("19")
        }
    }

    private var words: (title: LocalizedText, fix: LocalizedText) {
        switch self {
        case .structure:
            (
                LocalizedText(zh: "行业内容符合示范文本的结构", en: "the industry part has the template's structure"),
                LocalizedText(
                    zh: "对照示范文本补全或改正该项(biao template show)",
                    en: "complete or correct it after the template (biao template show)")
            )
        case .otherPack:
            (
                LocalizedText(zh: "所用示范文本就是文件所指的那一份", en: "the template at hand is the one that the document names"),
                LocalizedText(
                    zh: "取得所指版本;若有意改用新版,请重新制作招标文件", en: "get that version; to change over, make the tender anew")
            )
        case .notInForce:
            (
                LocalizedText(zh: "招标文件发出时示范文本有效", en: "the template is in force when the tender is issued"),
                LocalizedText(zh: "改用现行示范文本", en: "use the template that is in force")
            )
        case .regime:
            (
                LocalizedText(zh: "适用制度与示范文本一致", en: "the regime is the template's"),
                LocalizedText(zh: "改正 regime,或换用相应的示范文本", en: "correct regime, or take another template")
            )
        case .envelopes:
            (
                LocalizedText(zh: "信封数是示范文本所用的", en: "the template admits the number of envelopes"),
                LocalizedText(zh: "改正 envelopes", en: "correct envelopes")
            )
        case .role:
            (
                LocalizedText(zh: "要求示范文本规定的全部签章", en: "every signature of the template is asked for"),
                LocalizedText(zh: "在 roles 中补上", en: "add it to roles")
            )
        case .sheetField:
            (
                LocalizedText(zh: "开标一览表含示范文本规定的栏目", en: "the opening sheet has the template's fields"),
                LocalizedText(zh: "照示范文本改正 sheet", en: "correct sheet after the template")
            )
        case .readOut:
            (
                LocalizedText(zh: "按示范文本的顺序唱标", en: "the read-out follows the template's order"),
                LocalizedText(zh: "调整 sheet 的顺序", en: "put sheet into that order")
            )
        case .part:
            (
                LocalizedText(zh: "投标文件组成含示范文本规定的部分", en: "a bid has the template's parts"),
                LocalizedText(zh: "照示范文本改正 parts", en: "correct parts after the template")
            )
        case .document:
            (
                LocalizedText(zh: "招标文件各章齐全", en: "the tender documents have all their chapters"),
                LocalizedText(zh: "补上该章,文件名以章名开头", en: "add the chapter in a file whose name begins so")
            )
        case .method:
            (
                LocalizedText(zh: "评标办法是示范文本所列的", en: "the template admits the evaluation method"),
                LocalizedText(zh: "改正 evaluation", en: "correct evaluation")
            )
        case .suits:
            (
                LocalizedText(zh: "评标办法适合项目的技术特点", en: "the evaluation method suits the project"),
                LocalizedText(zh: "改用适合的评标办法,或核实 complex", en: "choose a method that suits, or look at complex again")
            )
        case .notReviewed:
            (
                LocalizedText(zh: "示范文本经过合法性审查和公平竞争审查", en: "the template passed legality and fair-competition review"),
                LocalizedText(
                    zh: "使用经审查的示范文本,或由审查机关出具审查意见", en: "use a reviewed template, or have the authority review it")
            )
        case .notInstalled:
            (
                LocalizedText(zh: "示范文本要求的插件都已安装", en: "every check that the template requires is installed"),
                LocalizedText(zh: "安装该插件后重新检查(biao plugin list)", en: "install it and check again (biao plugin list)")
            )
        case .noTemplate:
            (
                LocalizedText(zh: "招标文件采用示范文本", en: "the tender follows a template"),
                LocalizedText(
                    zh: "用 biao tender init --template 建立工作文件夹",
                    en: "make the workspace with biao tender init --template")
            )
        }
    }

    /// Of a template for water works that has one envelope, the fields price and days, and one method.
    private var examples: (passes: RuleExample, fails: RuleExample) {
        switch self {
        case .structure:
            (
                .lines("industry: {terms: {validity: 90}}"),
                .lines("industry: {terms: {validity: 九十天}}", "应为整数", "a whole number is asked for")
            )
        case .otherPack:
            (
                .lines("template: {id: water-works, version: 0.1.0}"),
                .lines("template: {id: water-works, version: 0.2.0}", "手头是 0.1.0", "0.1.0 is at hand")
            )
        case .notInForce:
            (
                .lines("issued: 2026-11-16T09:00:00+08:00", "11 月 1 日起有效", "in force from 1 November"),
                .lines("issued: 2026-10-30T09:00:00+08:00", "11 月 1 日起有效", "in force from 1 November")
            )
        case .regime:
            (
                .lines("regime: tendering"),
                .lines("regime: procurement", "示范文本为 tendering", "the template's is tendering")
            )
        case .envelopes:
            (
                .lines("envelopes: 1"),
                .lines("envelopes: 2", "示范文本只用一个信封", "the template has one")
            )
        case .role:
            (
                .lines("roles: [unit, head]"),
                .lines("roles: [unit]", "示范文本还要求 head", "the template asks for head as well")
            )
        case .sheetField:
            (
                .lines("sheet: [{id: price}, {id: days}]"),
                .lines("sheet: [{id: price}]", "示范文本还有 days", "the template has days as well")
            )
        case .readOut:
            (
                .lines("sheet: [{id: price}, {id: days}]"),
                .lines("sheet: [{id: days}, {id: price}]", "示范文本先 price 后 days", "the template has price first")
            )
        case .part:
            (
                .lines("parts: [{id: letter}]"),
                .lines("parts: [{id: technical}]", "示范文本有 letter", "the template has letter")
            )
        case .document:
            (
                .told("documents/第一章招标公告.pdf", "documents/第一章招标公告.pdf"),
                .told("documents/公告.pdf,没有以“第一章”开头的文件", "documents/公告.pdf, and no file that begins with 第一章")
            )
        case .method:
            (
                .lines("evaluation: {method: comprehensive}"),
                .lines("evaluation: {method: lottery}", "示范文本没有抽签法", "the template does not draw lots")
            )
        case .suits:
            (
                .lines("evaluation: {method: comprehensive, complex: true}"),
                .lines(
                    "evaluation: {method: comprehensive, complex: false}", "综合评估法用于技术复杂的项目",
                    "the method is for complex projects")
            )
        case .notReviewed:
            (
                .told("两项审查意见都有效", "both reviews are valid"),
                .told("没有审查意见", "there is no review")
            )
        case .notInstalled:
            (
                .told("要求的 bill-of-quantities 已安装", "bill-of-quantities is required, and installed"),
                .told("要求的 bill-of-quantities 没有安装", "bill-of-quantities is required, and not installed")
            )
        case .noTemplate:
            (
                .told("tender.yaml 有 template 一节", "tender.yaml has a section template"),
                .told("tender.yaml 没有 template 一节", "tender.yaml has no section template")
            )
        }
    }
}
