// Rules+Bid.swift — rules on item prices, tables of deviations and the declaration of small enterprises: PROC-01NN to PROC-03NN.
internal import Checks
internal import Reporting

extension Rule {
    // MARK: - Item prices

    static let prices = [
        wrongTotal, wrongSum, decimalSlip, itemMissing, itemTwice, itemAdded, otherQuantity, otherName,
        aboveItemCeiling, aboveBudget, unreadable,
    ]

    static let wrongTotal = card(
        "PROC-0101", "合价等于数量乘以单价,四舍五入到分", "a total is quantity × unit price, rounded to the fen",
        basis: .order87("59(四)"), fix: "重新计算合价", fixEn: "compute the total again",
        fails: good.replacing("4500.00 45000.00", with: "4600.00 45000.00"), why: "改了单价没有改合价",
        whyEn: "the unit price was changed and the total was not")

    static let wrongSum = card(
        "PROC-0102", "分项报价合计等于开标一览表的投标总价", "the item prices add up to the opening sheet's price",
        basis: .order87("59(一)"), fix: "核对各项合价与投标总价", fixEn: "check the totals and the price",
        fails: good.replacing("price 46000.25", with: "price 46000.00"), why: "总价抹去了零头",
        whyEn: "the price was rounded off")

    static let decimalSlip = card(
        "PROC-0103", "单价的小数点没有错位", "the decimal point of a unit price is in its place", basis: .order87("59(三)"),
        fix: "改正单价", fixEn: "correct the unit price",
        fails: good.replacing("4500.00 45000.00", with: "450.00 45000.00"), why: "单价少一位", whyEn: "a digit is missing")

    static let itemMissing = card(
        "PROC-0104", "每项标的都有报价", "every product has a price", basis: .order87("32"), fix: "补上该项报价",
        fixEn: "add its price",
        fails: good.replacing("item 2 网线 2.5 箱 400.10 1000.25 青禾公司 domestic\n", with: "")
            .replacing("price 46000.25", with: "price 45000.00"),
        why: "漏报网线", whyEn: "a product was left out")

    static let itemTwice = card(
        "PROC-0105", "每项标的只有一个报价", "a product has one price", basis: .order87("32"), fix: "只保留一个报价",
        fixEn: "keep one price",
        fails: good.replacing("46000.25", with: "46950.25") + "\nitem 2 网线 2.5 箱 380.00 950.00 青禾公司 domestic",
        why: "同一标的报两个价",
        whyEn: "two prices of one product")

    static let itemAdded = card(
        "PROC-0106", "只报招标文件列出的标的", "only what the tender lists is priced", severity: .warning, basis: .order87("32"),
        fix: "删去多出的项目;配件计入所属标的", fixEn: "remove it, or count it in with the product it belongs to",
        fails: good.replacing("46000.25", with: "46010.25") + "\nitem 9 水晶头 1 盒 10.00 10.00 青禾公司 domestic",
        why: "多报了水晶头", whyEn: "one product more")

    static let otherQuantity = card(
        "PROC-0107", "数量与招标文件一致", "quantities are the tender's", basis: .order87("32"), fix: "按招标文件的数量报价",
        fixEn: "price the quantity asked for",
        fails: good.replacing("item 1 台式计算机 10 台 4500.00 45000.00", with: "item 1 台式计算机 9 台 5000.00 45000.00"),
        why: "少报一台", whyEn: "one fewer")

    static let otherName = card(
        "PROC-0108", "名称和计量单位与招标文件一致", "names and units are the tender's", severity: .warning, basis: .order87("32"),
        fix: "照招标文件填写", fixEn: "write what the tender has",
        fails: good.replacing("item 2 网线 2.5 箱", with: "item 2 网线 2.5 米"),
        why: "箱写成米", whyEn: "another unit")

    static let aboveItemCeiling = card(
        "PROC-0109", "单价不高于单价最高限价", "no unit price is above its ceiling", basis: .order87("63(四)"),
        fix: "降低单价", fixEn: "lower the unit price",
        fails: good.replacing("4500.00 45000.00", with: "5500.00 55000.00").replacing("46000.25", with: "56000.25"),
        why: "5500 元高于 5000 元", whyEn: "5,500 yuan above 5,000")

    static let aboveBudget = card(
        "PROC-0110", "投标总价不超过预算金额", "the price is not above the budget", basis: .order87("63(四)"), fix: "降低报价",
        fixEn: "lower the price",
        fails: good.replacing("lot 1 90000", with: "lot 1 -").replacing("budget 100000", with: "budget 40000"),
        why: "预算 4 万元", whyEn: "the budget is 40,000 yuan")

    static let unreadable = card(
        "PROC-0111", "数量、单价和合价可以核算", "quantities, prices and totals can be computed",
        severity: .indeterminate, basis: .order87("51"), fix: "数量最多四位小数,金额最多两位小数,不写单位",
        fixEn: "write digits: four decimals for quantities, two for yuan",
        fails: good.replacing("4500.00 45000.00", with: "4500元 45000.00"), why: "单价带单位", whyEn: "a price with its unit")

    // MARK: - Tables of deviations

    static let clauses = [unanswered, answeredTwice, noSuchClause, keyDeviation, requirementChanged]

    static let unanswered = card(
        "PROC-0201", "每条要求都有响应", "every clause is answered", basis: .order87("32"), fix: "在偏离表中补上",
        fixEn: "answer it in the table", fails: good.replacing("answer technical T2 negative 显示器不小于23.8英寸\n", with: ""),
        why: "漏了 T2", whyEn: "T2 is left out")

    static let answeredTwice = card(
        "PROC-0202", "每条要求只响应一次", "a clause is answered once", basis: .order87("32"), fix: "只保留一处响应",
        fixEn: "keep one answer", fails: good + "\nanswer technical T1 none 内存不低于16GB", why: "T1 响应了两次",
        whyEn: "T1 is answered twice")

    static let noSuchClause = card(
        "PROC-0203", "响应的条款在招标文件中,且在相应的表里", "what is answered is a clause, and in its own table",
        severity: .warning, basis: .order87("32"), fix: "改正条款号,或移到相应的偏离表",
        fixEn: "correct the number, or move it to its table",
        fails: good + "\nanswer technical B1 none 30日内交货", why: "商务条款写进技术偏离表",
        whyEn: "a commercial clause in the technical table")

    static let keyDeviation = card(
        "PROC-0204", "★实质性条款没有负偏离", "there is no negative deviation from a clause marked ★", basis: .order87("63(六)"),
        fix: "满足该条款;不满足的投标无效", fixEn: "meet it; a bid that does not is void",
        fails: good.replacing("answer technical T1 positive", with: "answer technical T1 negative"), why: "T1 负偏离",
        whyEn: "a negative deviation from T1")

    static let requirementChanged = card(
        "PROC-0205", "偏离表照抄招标文件的要求", "a table repeats the requirements unchanged", basis: .order87("32"),
        fix: "照抄招标文件", fixEn: "copy the tender's words",
        fails: good.replacing("negative 显示器不小于23.8英寸", with: "negative 显示器不小于21.5英寸"), why: "23.8 改成 21.5",
        whyEn: "23.8 became 21.5")

    // MARK: - Small enterprises

    static let smallEnterprises = [
        makerMissing, otherMaker, makerOfNothing, importDeclared, otherSize, mediumOnly,
    ]

    static let makerMissing = card(
        "PROC-0301", "声明函列出每项货物的制造商", "the declaration lists the maker of every product", basis: .sme46("4"),
        fix: "逐项补全;有一项不是中小企业制造的,不享受扶持政策", fixEn: "complete it; where one product is not theirs, nothing is deducted",
        fails: good.replacing("\nmaker 2 青禾公司 micro 工业 15 3000", with: ""), why: "漏了网线的制造商",
        whyEn: "one maker is left out")

    static let otherMaker = card(
        "PROC-0302", "声明函的制造商与分项报价表一致", "the declared makers are those of the prices", basis: .sme46("4"),
        fix: "两处写同一制造商全称", fixEn: "name the same maker in both",
        fails: good.replacing("maker 1 晴川公司", with: "maker 1 晴川商贸公司"), why: "声明函写了经销商",
        whyEn: "the dealer is declared")

    static let makerOfNothing = card(
        "PROC-0303", "声明函只列分项报价表中的标的", "the declaration lists priced products only", severity: .warning,
        basis: .sme46("11"),
        fix: "改正标的序号", fixEn: "correct the number", fails: good + "\nmaker 7 云岭公司 small 工业 80 2500",
        why: "沿用别的项目的声明函", whyEn: "left over from another project")

    static let importDeclared = card(
        "PROC-0304", "声明由中小企业制造的货物不是进口产品", "goods declared as small enterprises' are no imports",
        basis: .sme46("2"), fix: "改正声明函,或改投境内中小企业制造的产品", fixEn: "correct the declaration, or offer another product",
        fails: good.replacing("青禾公司 domestic", with: "青禾公司 imported"), why: "网线是进口产品",
        whyEn: "a product is imported")

    static let otherSize = card(
        "PROC-0305", "声明的企业类型与从业人员、营业收入相符", "the declared size is what employees and revenue give",
        severity: .warning, basis: .sizes, fix: "核对上一年度数据;声明不实的属于提供虚假材料",
        fixEn: "check the figures; a wrong declaration counts as false evidence",
        fails: good.replacing("small 工业 120 3000", with: "small 工业 420 3000"), why: "420 人、3000 万元为中型",
        whyEn: "420 employees and 30 million yuan are medium")

    static let mediumOnly = card(
        "PROC-0306", "价格扣除只给小型、微型企业", "the deduction is for small and micro enterprises",
        severity: .note, basis: .sme46("9"), fix: "无需改正;评审时不作扣除", fixEn: "nothing to correct; nothing is deducted",
        fails: good.replacing("kind small", with: "kind medium"), why: "声明为中型", whyEn: "medium is declared")
}
