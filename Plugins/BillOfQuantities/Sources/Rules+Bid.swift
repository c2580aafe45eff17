// Rules+Bid.swift — rules on a bid's bill: what is copied, priced, added up, carried over. BOQ-04NN to BOQ-08NN.
internal import Checks
internal import Reporting

extension Rule {
    static let copying = [
        itemMissing, itemAdded, codeChanged, nameChanged, featuresChanged, unitChanged, quantityChanged, itemTwice,
    ]
    private static let copied = Basis.billStandard2013("6.1.4")
    private static let asGiven = "照招标清单填写,只填价格;确有疑问请在规定时间内提出"
    private static let asGivenEn =
        "leave the tender's columns as they are and fill in prices; ask in time where in doubt"

    static let itemMissing = card(
        "BOQ-0401", "招标清单的每一项都应在投标清单中", "every item of the tender is in the bid's bill", basis: copied, fix: asGiven,
        fixEn: asGivenEn, passes: good,
        fails: good.replacing("    010101002001|挖一般土方|深 2m 以内|m3|50.5|4.95|249.98\n", with: ""), why: "少了一项",
        whyEn: "one item is missing")

    static let itemAdded = card(
        "BOQ-0402", "投标清单不得增加项目", "a bid's bill has no items of its own", basis: copied, fix: asGiven, fixEn: asGivenEn,
        passes: good,
        fails: good.replacing("|4.95|249.98\n", with: "|4.95|249.98\n    010101003001|挖沟槽||m3|1|1.00|1.00\n"),
        why: "多了一项", whyEn: "one item more")

    static let codeChanged = card(
        "BOQ-0403", "项目编码不得改动", "codes are unchanged", basis: copied, fix: asGiven, fixEn: asGivenEn, passes: good,
        fails: good.replacing(
            "010101002001|挖一般土方|深 2m 以内|m3|50.5|4.95", with: "010101002002|挖一般土方|深 2m 以内|m3|50.5|4.95"),
        why: "末位改为 2", whyEn: "the last digit is 2")

    static let nameChanged = card(
        "BOQ-0404", "项目名称不得改动", "names are unchanged", basis: copied, fix: asGiven, fixEn: asGivenEn, passes: good,
        fails: good.replacing("挖一般土方|深 2m 以内|m3|50.5|4.95", with: "挖土方|深 2m 以内|m3|50.5|4.95"), why: "少了“一般”",
        whyEn: "a word is gone")

    static let featuresChanged = card(
        "BOQ-0405", "项目特征不得改动", "features are unchanged", basis: copied, fix: asGiven, fixEn: asGivenEn, passes: good,
        fails: good.replacing("深 2m 以内|m3|50.5|4.95", with: "深 1m 以内|m3|50.5|4.95"), why: "深度改为 1m",
        whyEn: "another depth")

    static let unitChanged = card(
        "BOQ-0406", "计量单位不得改动", "units are unchanged", basis: copied, fix: asGiven, fixEn: asGivenEn, passes: good,
        fails: good.replacing("|m3|50.5|4.95", with: "|m2|50.5|4.95"), why: "m3 改为 m2", whyEn: "m3 became m2")

    static let quantityChanged = card(
        "BOQ-0407", "工程量不得改动", "quantities are unchanged", basis: copied, fix: asGiven, fixEn: asGivenEn, passes: good,
        fails: good.replacing("|m3|50.5|4.95", with: "|m3|50.4|4.95"), why: "少了 0.1", whyEn: "a tenth less")

    static let itemTwice = card(
        "BOQ-0408", "每一项只能有一个报价", "an item has one price", basis: .billStandard2013("6.2.7"), fix: "删去重复的项目",
        fixEn: "remove what is there twice", passes: good,
        fails: good.replacing(
            "|4.95|249.98\n", with: "|4.95|249.98\n    010101002001|挖一般土方|深 2m 以内|m3|50.5|5.00|252.50\n"),
        why: "同一项报了两个价", whyEn: "two prices of one item")

    static let prices = [blank, zero, negative, half, priceDecimals, itemCeiling]
    private static let priced = Basis.billStandard2013("6.2.7")

    static let blank = card(
        "BOQ-0501", .warning, "每一项都应填写单价和合价", "every item is priced", basis: priced, fix: "请填写;留空的项目不再另付",
        fixEn: "fill it in; what is blank is not paid apart", passes: good,
        fails: good.replacing("|50.5|4.95|249.98", with: "|50.5||"), why: "单价和合价都空白", whyEn: "neither price nor total")

    static let zero = card(
        "BOQ-0502", .warning, "报价为零的项目应予确认", "a price of zero is meant", basis: priced, fix: "请确认不是漏填",
        fixEn: "make sure that it was not left out", passes: good,
        fails: good.replacing("|50.5|4.95|249.98", with: "|50.5|0.00|0.00"), why: "单价为零", whyEn: "a price of zero")

    static let negative = card(
        "BOQ-0503", "报价不得为负", "no price is negative", basis: priced, fix: "改正该项报价", fixEn: "mend the price",
        passes: good,
        fails: good.replacing("|50.5|4.95|249.98", with: "|50.5|-4.95|-249.98"), why: "单价为负", whyEn: "a negative price")

    static let half = card(
        "BOQ-0504", .warning, "单价和合价应都填写", "both unit price and total are there", basis: priced, fix: "补上空白的一栏",
        fixEn: "fill in the other", passes: good, fails: good.replacing("|50.5|4.95|249.98", with: "|50.5|4.95|"),
        why: "没有合价", whyEn: "no total")

    static let priceDecimals = card(
        "BOQ-0505", .warning, "单价的小数位数应在文件声明的精度之内", "unit prices keep the declared precision", basis: nil,
        fix: "按声明的小数位数填写单价(未声明为两位)", fixEn: "write as many decimals as declared (two, if none are)", passes: good,
        fails: good.replacing("|50.5|4.95|249.98", with: "|50.5|4.9502|249.99"), why: "四位小数", whyEn: "four decimals")

    static let itemCeiling = card(
        "BOQ-0506", "综合单价不得高于该项的最高限价", "a unit price is not above the item's ceiling", basis: .regulation("27"),
        fix: "招标清单为该项设了限价,请降低单价", fixEn: "the tender's bill sets a ceiling for this item", passes: good,
        fails: good.replacing("|m2|100|5.00|500.00", with: "|m2|100|6.01|601.00"), why: "限价 6.00,报 6.01",
        whyEn: "6.01 over a ceiling of 6.00")

    static let sums = [line, sectionSum, worksSum, rate, cannotCompute]

    static let line = card(
        "BOQ-0601", "合价应等于工程量乘以单价,按声明的精度四舍五入", "a total is quantity × unit price, rounded as declared",
        basis: .evaluationRules("19"), fix: "改正合价;不一致时以单价为准,单价小数点明显错误的除外",
        fixEn: "mend the total; the unit price prevails, except an evident slip of its decimal point", passes: good,
        fails: good.replacing("|4.95|249.98", with: "|4.95|249.97"), why: "50.5 × 4.95 = 249.975,应进为 249.98",
        whyEn: "50.5 × 4.95 = 249.975, which rounds to 249.98")

    static let sectionSum = card(
        "BOQ-0602", "分部、章和费用组的合计应等于各项之和", "a section, chapter or group is the sum of its items",
        basis: .evaluationRules("19"), fix: "改正合计", fixEn: "mend the sum", passes: good,
        fails: good.replacing("group works total=749.98", with: "group works total=749.99"), why: "多 0.01",
        whyEn: "a fen too much")

    static let worksSum = card(
        "BOQ-0603", "单位工程、单项工程和投标总价应等于各部分之和", "unit works, single projects and the price are the sum of their parts",
        basis: .evaluationRules("19"), fix: "改正合计", fixEn: "mend the sum", passes: good,
        fails: good.replacing("unit 土建 total=1129.98", with: "unit 土建 total=1129.97"), why: "少 0.01",
        whyEn: "a fen too little")

    static let rate = card(
        "BOQ-0604", "按费率计算的金额应等于计算基础乘以费率", "an amount by rate is base × rate", basis: .evaluationRules("19"),
        fix: "改正金额", fixEn: "mend the amount", passes: good,
        fails: good.replacing("|90.00|base=1000.00", with: "|91.00|base=1000.00"), why: "1000 × 9% = 90",
        whyEn: "9 % of 1,000 is 90")

    static let cannotCompute = card(
        "BOQ-0605", .indeterminate, "金额应能核算", "amounts can be computed", basis: nil, fix: "改正读不出来或过大的数字",
        fixEn: "mend numbers that cannot be read or are too large", passes: good,
        fails: good.replacing("|50.5|4.95|249.98", with: "|999999999999999999|999999999999999999|1"), why: "乘积超出 18 位",
        whyEn: "the product has over 18 digits")

    static let given = [provisionalSum, provisionalPrice, safety, fees]

    static let provisionalSum = card(
        "BOQ-0701", "暂列金额应照招标清单填写", "provisional sums are carried over", basis: .billStandard2013("6.2.5"),
        fix: "照填招标清单的金额", fixEn: "write what the tender's bill has", passes: good,
        fails: good.replacing(
            "group other total=250.00\n    |暂列金额||项|||200.00", with: "group other total=250.00\n    |暂列金额||项|||100.00"),
        why: "减了一半", whyEn: "half of it")

    static let provisionalPrice = card(
        "BOQ-0702", "材料和专业工程暂估价应照招标清单填写", "provisional prices are carried over", basis: .billStandard2013("6.2.5"),
        fix: "照填招标清单的金额", fixEn: "write what the tender's bill has", passes: good,
        fails: good.replacing(
            "C01|钢筋||t|1|4000.00|\n  group statutory-fees total",
            with: "C01|钢筋||t|1|3600.00|\n  group statutory-fees total"),
        why: "材料暂估单价降了一成", whyEn: "a tenth off the provisional price of a material")

    static let safety = card(
        "BOQ-0703", "安全文明施工费(安全生产措施费)不得作为竞争性费用", "safety measures are not competed for",
        basis: .billStandard2013("3.1.5"), fix: "按规定的费率或招标清单的金额填写",
        fixEn: "use the prescribed rate, or the amount in the tender's bill", passes: good,
        fails: good.replacing("|10.00|base=100.00|rate=10", with: "|8.00|base=100.00|rate=8"), why: "费率 10% 报成 8%",
        whyEn: "8 % in place of 10 %")

    static let fees = card(
        "BOQ-0704", "规费和税金不得作为竞争性费用", "statutory fees and tax are not competed for", basis: .billStandard2013("3.1.6"),
        fix: "按规定的费率或招标清单的金额填写", fixEn: "use the prescribed rate, or the amount in the tender's bill", passes: good,
        fails: good.replacing("|90.00|base=1000.00|rate=9", with: "|30.00|base=1000.00|rate=3"), why: "税率 9% 报成 3%",
        whyEn: "3 % in place of 9 %")

    static let totals = [ceiling, sheet, words, noPrice]

    static let ceiling = card(
        "BOQ-0801", "清单总价不得高于最高投标限价", "the price is not above the ceiling", basis: .regulation("51"),
        fix: "高于限价的投标会被否决", fixEn: "a bid above the ceiling is rejected", passes: good,
        fails: good.replacing("ceiling 2000.00", with: "ceiling 1129.97"), why: "高 0.01", whyEn: "a fen above")

    static let sheet = card(
        "BOQ-0802", "清单总价应与开标一览表的投标报价一致", "the bill's price is that of the opening sheet", basis: .order87("59"),
        fix: "核对两处,改正写错的一处", fixEn: "mend the one that is wrong", passes: good,
        fails: good.replacing("sheet 1129.98 壹仟壹佰贰拾玖元玖角捌分", with: "sheet 1130.00 壹仟壹佰叁拾元整"), why: "相差 0.02",
        whyEn: "two fen apart")

    static let words = card(
        "BOQ-0803", "总价的大写与小写应一致", "words and figures of the price agree", basis: .evaluationRules("19"),
        fix: "大写与小写不一致时以大写为准,请改正", fixEn: "the words prevail: mend what is wrong", passes: good,
        fails: good.replacing("words=壹仟壹佰贰拾玖元玖角捌分", with: "words=壹仟壹佰贰拾玖元整"), why: "大写少了角分",
        whyEn: "the words leave out the decimals")

    static let noPrice = card(
        "BOQ-0804", .indeterminate, "清单总价和开标一览表的报价应能读出", "the price can be read from bill and sheet", basis: nil,
        fix: "在清单和开标一览表中写明总价", fixEn: "state the price in both", passes: good,
        fails: good.replacing("sheet 1129.98 壹仟壹佰贰拾玖元玖角捌分", with: "sheet 【待填】"), why: "开标一览表没有报价",
        whyEn: "the sheet has no price")
}
