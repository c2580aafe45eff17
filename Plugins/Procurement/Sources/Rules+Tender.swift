// Rules+Tender.swift — rules on the tender itself: PROC-00NN.
internal import Checks

extension Rule {
    static let tenderRules = [ceilingsAboveBudget, unknownLot, emptyLot, noQuantity]

    static let ceilingsAboveBudget = card(
        "PROC-0001", "按单价最高限价计算的合计在预算金额内", "the goods at their ceilings are within the budget",
        severity: .warning, basis: .order87("12"), fix: "核对单价最高限价、数量和预算",
        fixEn: "check the ceilings, quantities and the budget",
        passes: goodTender, fails: goodTender.replacing("台 5000 -", with: "台 50000 -"), why: "单价最高限价多写一个零",
        whyEn: "a zero too many in a ceiling")

    static let unknownLot = card(
        "PROC-0002", "标的和条款所属的采购包在招标文件中", "the lots of goods and clauses are the tender's", basis: .order87("20"),
        fix: "改正采购包编号", fixEn: "correct the lot's id", passes: goodTender,
        fails: goodTender.replacing("箱 400.10 1", with: "箱 400.10 3"), why: "采购包写成 3", whyEn: "the lot is written 3")

    static let emptyLot = card(
        "PROC-0003", "每个采购包都有采购标的", "every lot has goods", basis: .order87("20"), fix: "补上标的,或删去采购包",
        fixEn: "add goods, or remove the lot", passes: goodTender,
        fails: goodTender.replacing("lot 1 90000", with: "lot 1 90000\nlot 2 90000").replacing(
            "台 5000 -", with: "台 5000 1"),
        why: "采购包 2 没有标的", whyEn: "the lot 2 has no goods")

    static let noQuantity = card(
        "PROC-0004", "采购标的写明数量", "the quantity of goods is given", basis: .order87("11"), fix: "填写大于零的数量",
        fixEn: "write a quantity above zero", passes: goodTender,
        fails: goodTender.replacing("网线 2.5 箱 400.10 1", with: "网线 若干 箱 400.10 1"), why: "数量写“若干”",
        whyEn: "the quantity is 若干, some")
}
