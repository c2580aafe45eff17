// ReportWords.swift — the fixed words of a report (固定用语): what a clue is and is not, and the items of the article.
internal import PriceMatching
internal import Reporting
internal import TenderModel

enum ReportWords {
    /// Stands at the head and the end of every report, in these words.
    static let closing: [LocalizedText] = [
        LocalizedText(
            zh: "本报告列出的是线索,不是结论:不认定任何单位串通投标,也不给出串通的可能性。",
            en:
                "This report lists clues, not conclusions: it does not find that anyone colluded, and puts no number on it."
        ),
        LocalizedText(
            zh: "线索须由评标委员会或行政监督部门的人员核对原件、听取投标人说明后,依法自行判断。",
            en:
                "A person decides: the evaluation committee or the supervising authority, after looking at the originals and hearing the bidders."
        ),
        LocalizedText(
            zh: "依据发改法规〔2026〕195号,程序的输出不代替有关人员的判断。",
            en: "Under 发改法规〔2026〕195号 what a program puts out does not replace the judgement of the people responsible."
        ),
        LocalizedText(
            zh: "没有线索不等于没有问题:只比对了读得到的内容,未读和未核查的内容已在本报告中列明。",
            en:
                "No clue is no clearance: only what could be read was compared; what was not read and not looked at is listed."
        ),
    ]

    /// What the officer's report ends with.
    static let officerClosing: [LocalizedText] = [
        LocalizedText(
            zh: "本页只说明比对已经完成,不含任何线索的内容;线索已写入监督版报告,由监督人员查看。",
            en:
                "This page only says that the comparison was done; it says nothing of any clue. Clues stand in the supervisor's report."
        ),
        closing[2],
    ]

    static let article = Basis.regulation("40")

    /// An item of the article, in its own words.
    static func words(_ item: CollusionArticle) -> LocalizedText {
        switch item {
        case .samePreparer:
            LocalizedText(
                zh: "不同投标人的投标文件由同一单位或者个人编制",
                en: "bids of different bidders were prepared by one unit or person")
        case .sameHandler:
            LocalizedText(
                zh: "不同投标人委托同一单位或者个人办理投标事宜",
                en: "different bidders had one unit or person handle their bidding")
        case .samePerson:
            LocalizedText(
                zh: "不同投标人的投标文件载明的项目管理成员为同一人",
                en: "bids of different bidders name one person in their project teams")
        case .alike:
            LocalizedText(
                zh: "不同投标人的投标文件异常一致或者投标报价呈规律性差异",
                en: "bids of different bidders are abnormally alike, or their prices differ by a rule")
        case .mixed:
            LocalizedText(zh: "不同投标人的投标文件相互混装", en: "bids of different bidders are mixed into one another")
        case .sameAccount:
            LocalizedText(
                zh: "不同投标人的投标保证金从同一单位或者个人的账户转出",
                en: "bid security of different bidders came from the account of one unit or person")
        }
    }

    /// Where two moderate clues make a pair strong, and two strong ones very strong.
    static let joined = LocalizedText(
        zh: "高于其中任一条线索:两条来自不同信号的线索相互印证。",
        en: "above any single clue: clues of different signals stand beside each other.")
}
