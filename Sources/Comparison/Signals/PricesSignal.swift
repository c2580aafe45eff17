// PricesSignal.swift — total prices (总报价筛查): figures that rank lots, and never accuse anybody.
internal import PriceMatching
package import Reporting
internal import TenderModel

package struct PricesSignal: Signal {
    package init() {}

    package var id: SignalID { .prices }

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        let priced = lot.bids.indices.compactMap { index in lot.price(of: index).map { (bid: index, price: $0) } }
        guard let tender = lot.tender else {
            result.unchecked.append(
                LocalizedText(
                    zh: "没有招标文件,不知道评标办法,未作总报价筛查",
                    en: "no tender was given, so the method of evaluation is not known: total prices were not screened")
            )
            return result
        }
        guard priced.count >= 2 else {
            result.unchecked.append(
                LocalizedText(
                    zh: "开标一览表中可读的总报价只有 \(priced.count) 份,未作总报价筛查",
                    en: "total prices stand in the opening sheets of \(priced.count) bids only, and were not screened"))
            return result
        }
        guard let evaluation = tender.evaluation else {
            result.unchecked.append(
                LocalizedText(
                    zh: "有 \(priced.count) 份总报价,但招标文件没有写明评标办法,未作总报价筛查",
                    en:
                        "there are \(priced.count) total prices, but the tender states no method of evaluation: they were not screened"
                ))
            return result
        }
        let screens = PriceScreens(priced.map(\.price), evaluation: evaluation)
        result.remarks.append(
            LotRemark(
                .prices, "screens", bids: priced.map(\.bid),
                title: LocalizedText(zh: "总报价的离散程度(只用于标段排序)", en: "spread of total prices (to rank lots by, no more)"),
                statements: statements(screens, priced.count), evidence: [table(screens)]))
        for equal in screens.equal {
            let bids = priced.filter { $0.price == equal.price }.map(\.bid)
            result.remarks.append(
                LotRemark(
                    .prices, "equal", bids: bids, title: LocalizedText(zh: "总报价相同", en: "equal total prices"),
                    statements: [
                        Statement(
                            zh: "{count} 份投标文件的总报价同为 {price} 元。",
                            en: "{count} bids have one total price, {price} yuan.",
                            ["count": .count(equal.bids), "price": .quoted(equal.price.formatted)])
                    ]))
        }
        return result
    }

    private func statements(_ screens: PriceScreens, _ count: Int) -> [Statement] {
        let variation = (screens.variation ?? 0) * 100
        let meaning: Statement =
            switch screens.suspicious {
            case .narrow:
                Statement(
                    zh: "按本项目的评标办法,低价占优;研究中有约定的报价比各自独立的报价集中,但成本相近、共用计价依据时也会集中。离散程度只用来排定先看哪个标段,不说明原因。",
                    en:
                        "under this method low prices win. Studies found agreed prices closer together than independent ones, but like costs and a common pricing base bring them together too: the spread says which lot to look at first, not why."
                )
            case .wide:
                Statement(
                    zh: "按本项目的评标办法,基准价由各家报价算出,离散的报价会移动基准价;成本和报价策略不同时也会离散。离散程度只用来排定先看哪个标段,不说明原因。",
                    en:
                        "under this method the prices make the benchmark, and prices far apart move it; unlike costs and pricing policies put them apart too. The spread says which lot to look at first, not why."
                )
            case .neither:
                Statement(
                    zh: "按本项目的评标办法,离散程度不说明什么。", en: "under this method the spread says nothing.")
            }
        return [
            Statement(
                zh: "{count} 份报价的变异系数为 {variation}%。", en: "the {count} prices vary by {variation} % of their mean.",
                ["count": .count(count), "variation": .real(variation, decimals: 2)]), meaning,
        ]
    }

    private func table(_ screens: PriceScreens) -> Evidence {
        func row(_ zh: String, _ en: String, _ value: Double?) -> [String] {
            ["\(zh) / \(en)", value.map { Figure.real($0, decimals: 4).text } ?? "–"]
        }
        let rows = [
            row("变异系数", "coefficient of variation", screens.variation), row("极差比", "spread", screens.spread),
            row("最低两价之差", "distance of the two lowest", screens.lowestGap), row("偏度", "skewness", screens.skewness),
            row("峰度", "excess kurtosis", screens.kurtosis),
            row("相对距离", "relative distance", screens.relativeDistance),
            row("与均匀分布的距离", "distance from uniform (KS)", screens.uniformDistance),
        ]
        return .table(
            title: LocalizedText(zh: "筛查指标", en: "screens"),
            columns: [LocalizedText(zh: "指标", en: "screen"), LocalizedText(zh: "值", en: "value")], rows: rows,
            total: rows.count)
    }
}

/// What the benchmark price would be without the prices of a group that other clues connect.
enum GroupPrices {
    static func remarks(of comparison: Comparison, drawn: Percentage?) throws(Problem) -> [LotRemark] {
        let lot = comparison.lot
        guard let evaluation = lot.tender?.evaluation, let scoring = evaluation.price, scoring.formula == .benchmark
        else {
            return []
        }
        var entries: [PriceEntry] = []
        for (index, bid) in lot.bids.enumerated() {
            guard let own = bid.bids.first, let price = lot.price(of: index) else { continue }
            entries.append(PriceEntry(bidder: own.bidder, price: price))
        }
        var remarks: [LotRemark] = []
        for group in comparison.groups {
            let members = group.compactMap { lot.bids[$0].bids.first?.bidder }
            guard
                let without = try? WithoutGroup(
                    members, of: entries, by: evaluation, ceiling: lot.lot?.ceiling, drawn: drawn)
            else { continue }
            let names = group.map(ComparedLot.letter).joined(separator: ", ")
            func letters(_ units: [Organization]) -> Figure {
                let codes = Set(units.map(\.code))
                return .quoted(
                    lot.bids.indices.filter { lot.bids[$0].code.map(codes.contains) ?? false }.map(ComparedLot.letter)
                        .joined(separator: ", "))
            }
            var statements = [
                Statement(
                    zh: "评标基准价为 {all} 元;除去 {group} 的报价后为 {rest} 元。",
                    en: "the benchmark price is {all} yuan, and {rest} yuan without the prices of {group}.",
                    [
                        "all": .quoted(without.benchmark.formatted), "group": .quoted(names),
                        "rest": .quoted(without.benchmarkWithout.formatted),
                    ])
            ]
            statements.append(
                without.changesBest
                    ? Statement(
                        zh: "其余投标人中价格分最高者由 {before} 变为 {after}。",
                        en: "among the others, the most points for price go from {before} to {after}.",
                        ["before": letters(without.bestOutside), "after": letters(without.bestWithout)])
                    : Statement(
                        zh: "其余投标人中价格分最高者不变({before})。",
                        en: "among the others, the most points for price stay where they are ({before}).",
                        ["before": letters(without.bestOutside)]))
            remarks.append(
                LotRemark(
                    .prices, "without-group", bids: group,
                    title: LocalizedText(zh: "除去有线索的一组后重算", en: "computed again without a group that clues connect"),
                    statements: statements))
        }
        return remarks
    }
}
