// Rules.swift — how a rule's card is written here, the documents that are cited, and the tender and bid that examples are made from.
internal import Checks
internal import Reporting

enum Rule {
    static let all: [RuleCard] = tenderRules + prices + clauses + smallEnterprises

    /// A card with one example that keeps the rule and one that breaks it.
    static func card(
        _ id: String, _ zh: String, _ en: String, severity: Finding.Severity = .error, basis: Basis, fix: String,
        fixEn: String, passes: String = good, fails: String, why: String, whyEn: String
    ) -> RuleCard {
        RuleCard(
            id: id, severity: severity, title: LocalizedText(zh: zh, en: en), basis: basis,
            remedy: LocalizedText(zh: fix, en: fixEn),
            passes: [RuleExample(why: LocalizedText(zh: "符合规则", en: "keeps the rule"), text: passes)],
            fails: [RuleExample(why: LocalizedText(zh: why, en: whyEn), text: fails)])
    }

    /// Two products, three clauses, and a bid without a flaw.
    static let good = """
        budget 100000
        deduction 10
        lot 1 90000
        good 1 台式计算机 10 台 5000 -
        good 2 网线 2.5 箱 400.10 1
        clause B1 commercial ★ 30日内交货 -
        clause T1 technical ★ 内存不低于16GB -
        clause T2 technical - 显示器不小于23.8英寸 1
        price 46000.25
        item 1 台式计算机 10 台 4500.00 45000.00 晴川公司 domestic
        item 2 网线 2.5 箱 400.10 1000.25 青禾公司 domestic
        answer commercial B1 none 30日内交货
        answer technical T1 positive 内存不低于16GB
        answer technical T2 negative 显示器不小于23.8英寸
        kind small
        maker 1 晴川公司 small 工业 120 3000
        maker 2 青禾公司 micro 工业 15 3000
        """

    /// The tender alone, looked at before it is published.
    static let goodTender = "stage tender\n" + good
}

extension Basis {
    /// 《政府采购促进中小企业发展管理办法》.
    static func sme46(_ article: String) -> Basis {
        Basis(document: "《政府采购促进中小企业发展管理办法》(财库〔2020〕46号)", article: article, validFrom: "2021-01-01")
    }

    /// 《中小企业划型标准规定》, whose sections are 一, 二, ….
    static let sizes = Basis(
        document: "《中小企业划型标准规定》(工信部联企业〔2011〕300号)", article: "四", validFrom: "2011-06-18")
}
