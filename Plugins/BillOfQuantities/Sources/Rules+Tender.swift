// Rules+Tender.swift — rules on codes and on the tender's own bill. BOQ-02NN, BOQ-03NN.
internal import Checks
internal import Reporting

extension Rule {
    static let codeRules = [code, codeTwice, highwayCode, highwayTwice, highwayChapter]

    static let code = card(
        "BOQ-0201", "项目编码应为 12 位数字", "an item's code is twelve digits", basis: .measuring2013,
        fix: "前九位按计量规范附录,后三位自编,如 010101001001",
        fixEn: "nine digits from the measuring standard and three of your own, such as 010101001001",
        passes: goodTender,
        fails: goodTender.replacing("010101002001", with: "010101002"), why: "只有九位", whyEn: "nine digits only")

    static let codeTwice = card(
        "BOQ-0202", "同一招标工程的项目编码不得重复", "no code is there twice in one tender", basis: .measuring2013,
        fix: "改动后三位,使每项编码唯一", fixEn: "change the last three digits", passes: goodTender,
        fails: goodTender.replacing("010101002001", with: "010101001001"), why: "两项同一编码", whyEn: "two items, one code")

    static let highwayCode = card(
        "BOQ-0211", "公路清单的子目号应如 202-1-a,并在 100–700 章内", "highway numbers are like 202-1-a, in chapters 100 to 700",
        basis: .highwayBill, fix: "按公路工程工程量清单计量规则编号", fixEn: "number it by the highway measuring rules",
        passes: highwayTender,
        fails: highwayTender.replacing("203-1-a", with: "803-1-a"), why: "没有 800 章", whyEn: "there is no chapter 800")

    static let highwayTwice = card(
        "BOQ-0212", "公路清单的子目号不得重复", "no highway number is there twice", basis: .highwayBill, fix: "每个子目只列一次",
        fixEn: "list each once", passes: highwayTender, fails: highwayTender.replacing("203-1-a", with: "202-1-a"),
        why: "两个子目同号", whyEn: "two items, one number")

    static let highwayChapter = card(
        "BOQ-0213", "公路清单的子目应列在所属的章中", "highway items stand in their chapter", basis: .highwayBill,
        fix: "移到子目号首位数字对应的章", fixEn: "move it to the chapter of its first digit", passes: highwayTender,
        fails: highwayTender.replacing("202-1-a", with: "302-1-a"), why: "300 章的子目列在 200 章",
        whyEn: "an item of chapter 300 in chapter 200")

    static let tenderRules = [
        nameMissing, unitMissing, quantityMissing, pricedTender, provisionalMissing, feeNotGiven, ceilingDiffers,
    ]

    static let nameMissing = card(
        "BOQ-0301", "清单项目应有名称", "an item has a name", basis: .measuringColumns, fix: "补上项目名称",
        fixEn: "give it a name", passes: goodTender, fails: goodTender.replacing("|平整场地|", with: "||"), why: "名称为空",
        whyEn: "no name")

    static let unitMissing = card(
        "BOQ-0302", "清单项目应有计量单位", "an item has a unit", basis: .measuringColumns, fix: "补上计量单位",
        fixEn: "give it a unit", passes: goodTender, fails: goodTender.replacing("|m2|100|", with: "||100|"),
        why: "单位为空",
        whyEn: "no unit")

    static let quantityMissing = card(
        "BOQ-0303", "清单项目应有大于零的工程量", "an item has a quantity above zero", basis: .measuringColumns,
        fix: "补上工程量", fixEn: "give its quantity", passes: goodTender,
        fails: goodTender.replacing("|m2|100|", with: "|m2|0|"), why: "工程量为零", whyEn: "a quantity of zero")

    static let pricedTender = card(
        "BOQ-0304", .warning, "招标清单不应带投标人要报的价格", "the tender's bill has none of the prices that bidders give",
        basis: nil,
        fix: "导出不含价格的招标清单;控制价另行公布", fixEn: "export it without prices; publish the control price apart",
        passes: goodTender,
        fails: goodTender.replacing("|m3|50.5||", with: "|m3|50.5|4.95|249.98"), why: "带了单价", whyEn: "it has a price")

    static let provisionalMissing = card(
        "BOQ-0305", "暂列金额、暂估价应给出金额", "provisional sums and prices are given", basis: .billStandard2013("6.2.5"),
        fix: "投标人要照填,请在招标清单中写明金额", fixEn: "bidders carry it over: state the amount", passes: goodTender,
        fails: goodTender.replacing("|暂列金额||项|||200.00|", with: "|暂列金额||项||||"), why: "暂列金额为空",
        whyEn: "no amount of the provisional sum")

    static let feeNotGiven = card(
        "BOQ-0306", .warning, "不可竞争费用应给出金额或费率", "fees that are not competed for have an amount or a rate",
        basis: .billStandard2013("3.1.5"), fix: "写明安全文明施工费、规费、税金的金额或费率",
        fixEn: "state amount or rate of safety measures, statutory fees and tax", passes: goodTender,
        fails: goodTender.replacing("|税金||项||||rate=9", with: "|税金||项||||"), why: "税金没有费率", whyEn: "tax has no rate")

    static let ceilingDiffers = card(
        "BOQ-0307", "清单文件的最高投标限价应与招标文件一致", "the ceiling in the bill is the tender's", basis: .regulation("27"),
        fix: "以招标文件公布的为准,重新导出清单", fixEn: "the published one counts: export the bill again", passes: goodTender,
        fails: goodTender.replacing(">tender 2013", with: ">tender 2013 ceiling=1999.00"), why: "相差 1 元",
        whyEn: "one yuan apart")
}
