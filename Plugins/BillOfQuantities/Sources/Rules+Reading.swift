// Rules+Reading.swift — rules on what a bill's file is: readable, of a known standard, one, of one edition. BOQ-00NN, BOQ-01NN.
internal import Checks
internal import Reporting

extension Rule {
    static let reading = [unreadable, unknownStandard, badNumber, missingBill, formula, twoBills]

    static let unreadable = card(
        "BOQ-0001", "清单文件应能读取", "a bill's file can be read", basis: .order20("19"), fix: "用计价软件重新导出数据交换文件",
        fixEn: "export the exchange file again from the costing software", passes: good,
        fails: "stage tender\n>file documents/bill/清单.xml\n<?xml version=\"1.0\" encoding=\"GB18030\"?><bill/>",
        why: "声明为 GB18030 编码", whyEn: "declares GB18030")

    static let unknownStandard = card(
        "BOQ-0002", .indeterminate, "清单所依据的数据交换标准应为已知", "the exchange standard that a bill declares is known",
        basis: .order20("19"), fix: "按已知的标准导出,或在示范文本中为该标准加一份映射",
        fixEn: "export it by a known standard, or add a mapping to the template", passes: good,
        fails: """
            stage tender
            >file documents/bill/清单.xml
            <ConstructionProject StandardName="某地数据标准" StandardNumber="X-1"/>
            """, why: "标准名称和编号都不认识", whyEn: "neither name nor number is known")

    static let badNumber = card(
        "BOQ-0003", "工程量、单价、金额应为数字", "quantities, prices and amounts are numbers", basis: nil,
        fix: "只写数字和小数点,不超过 18 位", fixEn: "write digits and one point, 18 digits at most", passes: good,
        fails: good.replacing("|50.5|4.95|", with: "|50.5|NaN|"), why: "单价写成 NaN", whyEn: "a price of NaN")

    static let missingBill = card(
        "BOQ-0004", "投标文件应有已标价工程量清单", "a bid has its priced bill", basis: .billStandard2013("6.1.4"),
        fix: "把已标价工程量清单(XML 或 XLSX)放入该部分", fixEn: "put the priced bill, XML or XLSX, into that part", passes: good,
        fails: String(good.prefix { $0 != ">" })
            + good.split(separator: "\n").drop { !$0.hasPrefix(">tender") }
            .prefix { !$0.hasPrefix(">bid") }.joined(separator: "\n"), why: "只有招标清单",
        whyEn: "only the tender's bill is there")

    static let formula = card(
        "BOQ-0005", .warning, "表格中的价格应为数值而不是公式", "prices in a workbook are values, not formulas", basis: nil,
        fix: "把公式粘贴为数值后再提交", fixEn: "paste the formulas as values before handing it in", passes: good,
        fails: """
            >tender 2013
            010101001001|平整场地|三类土|m2|100||
            >sheet parts/priced-bill/清单.xlsx
            项目编码|项目名称|项目特征|计量单位|工程量|综合单价|合价
            010101001001|平整场地|三类土|m2|100|5.00|=E2*F2:500.00
            """, why: "合价单元格是公式", whyEn: "the total is a formula")

    static let twoBills = card(
        "BOQ-0006", "工程量清单只能有一份,报价只能有一个", "there is one bill, with one price", basis: .regulation("51"),
        fix: "只保留一份清单文件", fixEn: "keep one bill", passes: good,
        fails: good + """

            >file parts/priced-bill/清单2.xml
            <bill xmlns="urn:biao:bill:1" edition="2013" total="9.00"><item name="a" total="9.00"/></bill>
            """, why: "两份清单,总价不同", whyEn: "two bills with two prices")

    static let editions = [editionMissing, mixedEditions, editionRefused, otherEdition, otherNames]

    static let editionMissing = card(
        "BOQ-0101", "清单应声明所依据的版本", "a bill declares its edition", basis: nil,
        fix: "在计价软件中选定清单规范版本后重新导出", fixEn: "choose the edition in the costing software and export again",
        passes: goodTender,
        fails: goodTender.replacing(">tender 2013", with: ">tender -"), why: "没有声明版本", whyEn: "no edition is declared")

    static let mixedEditions = card(
        "BOQ-0102", "一个清单文件只能用一个版本", "a bill's file is by one edition", basis: nil,
        fix: "同一编码在不同版本中含义可能不同,请统一版本后重新导出",
        fixEn: "the same code can mean different things in two editions: use one, and export again", passes: goodTender,
        fails: goodTender.replacing("unit 土建", with: "unit 土建 edition=2024"), why: "单位工程按 2024 版,文件按 2013 版",
        whyEn: "a unit works of 2024 in a file of 2013")

    static let editionRefused = card(
        "BOQ-0103", "清单版本应为示范文本所采用的版本", "the edition is one that the template admits", basis: nil,
        fix: "按示范文本规定的版本编制清单", fixEn: "make the bill by an edition that the template names", passes: goodTender,
        fails: "editions 2024\n" + goodTender, why: "示范文本只用 2024 版", whyEn: "the template admits 2024 alone")

    static let otherEdition = card(
        "BOQ-0104", "投标清单的版本应与招标清单一致", "a bid's bill is by the tender's edition", basis: .billStandard2013("6.1.4"),
        fix: "按招标清单的版本报价", fixEn: "price the tender's bill by its own edition", passes: good,
        fails: good.replacing(">bid 2013", with: ">bid 2024"), why: "招标 2013 版,投标 2024 版",
        whyEn: "2013 in the tender, 2024 in the bid")

    static let otherNames = card(
        "BOQ-0105", .warning, "费用项目的名称应属于清单的版本", "costs are called as the edition calls them",
        basis: .billStandard2024(""),
        fix: "2024 版不单列规费,安全文明施工费改为安全生产措施费;2013 版不用后者的名称",
        fixEn: "2024 has no statutory fees apart and calls safety 安全生产措施费; 2013 does not use that name",
        passes: goodTender,
        fails: goodTender.replacing(">tender 2013", with: ">tender 2024"), why: "2024 版清单列了规费和安全文明施工费",
        whyEn: "a bill of 2024 with the fees of 2013")
}
