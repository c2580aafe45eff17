// BillProvenanceSignal.swift — how unit prices were made up (组价来源): supplementary quotas, conversions, resource prices and consumptions
// off the published base. Equality with the base says nothing.
//
// It speaks under the name of the bill: two clues of one bill have one cause, and do not bear each other out.
internal import PriceMatching
package import Reporting
internal import TenderModel

package struct BillProvenanceSignal: Signal {
    package init() {}

    package var id: SignalID { .bill }

    /// Rows that a table shows; all are counted.
    static let mostRows = 400

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        var numbers: [String: Int] = [:]
        var priced: [PricedBill] = []
        for (index, bid) in lot.bids.enumerated() {
            guard let bill = bid.bill, numbers[bid.identity] == nil else { continue }
            numbers[bid.identity] = index
            priced.append(PricedBill(bidder: bid.identity, bill: bill))
        }
        guard priced.count >= 2 else { return result }
        let compared = ProvenanceComparison(tender: lot.tenderBill, bids: priced)
        unchecked(lot, compared, numbers, &result)
        let bills = compared.bidders.count
        for pair in compared.pairs {
            guard let a = numbers[pair.firstBidder], let b = numbers[pair.secondBidder] else { continue }
            let sides = Sides(
                a: a, b: b, bills: bills, excluded: compared.excluded, notInTender: lot.notInTender)
            if let strength = ProvenanceStrengths.quotas(pair, bills: bills) {
                result.clues.append(quotas(pair, strength, sides))
            }
            if let strength = ProvenanceStrengths.mistakes(pair, bills: bills) {
                result.clues.append(mistakes(pair, strength, sides))
            }
            if let strength = ProvenanceStrengths.conversions(pair, bills: bills) {
                result.clues.append(conversions(pair, strength, sides))
            }
            if let strength = ProvenanceStrengths.prices(pair, bills: bills) {
                result.clues.append(prices(pair, strength, sides))
            }
            if let strength = ProvenanceStrengths.consumptions(pair, bills: bills) {
                result.clues.append(consumptions(pair, strength, sides))
            }
        }
        if compared.excluded.common > 0 {
            result.remarks.append(
                LotRemark(
                    .bill, "common-resource-prices",
                    title: LocalizedText(
                        zh: "多家采用同一非公布价,来源未查明", en: "resource prices that many have, source not found"),
                    statements: [
                        Statement(
                            zh: "{count} 项人材机有 {many} 家及以上报同一价格,而不是公布价:可能有共同的询价来源,不作归属。",
                            en:
                                "at {count} resources {many} bids or more have one price that is not the published one: perhaps one quotation; held against nobody.",
                            ["count": .count(compared.excluded.common), "many": .count(KeyJoin.many)])
                    ]))
        }
        return result
    }

    private func unchecked(
        _ lot: ComparedLot, _ compared: ProvenanceComparison, _ numbers: [String: Int], _ result: inout SignalResult
    ) {
        let analysed = Set(compared.bidders)
        let without = lot.bids.indices.filter { lot.bids[$0].bill != nil && !analysed.contains(lot.bids[$0].identity) }
        if !without.isEmpty {
            let letters = without.map(ComparedLot.letter).joined(separator: ", ")
            result.unchecked.append(
                LocalizedText(
                    zh: "清单没有综合单价分析可比:\(letters)", en: "no unit-price analyses to compare in the bill: \(letters)"))
        }
        let cut = lot.bids.indices.filter { lot.bids[$0].bill?.analysis?.isCut == true }
        if !cut.isEmpty {
            let letters = cut.map(ComparedLot.letter).joined(separator: ", ")
            result.unchecked.append(
                LocalizedText(
                    zh: "综合单价分析过多,只比对了前面的部分:\(letters)",
                    en: "more unit-price analyses than are read, only the first were compared: \(letters)"))
        }
        if compared.bidders.count >= 2, compared.excluded.withoutBase > 0 {
            result.unchecked.append(
                LocalizedText(
                    zh: "\(compared.excluded.withoutBase) 项人材机没有公布价、也没有三家相同的价格可作基准,未比对其单价",
                    en:
                        "\(compared.excluded.withoutBase) resources have no published price, nor one that three bids have: their prices were not compared"
                ))
        }
    }

    /// Which two bids, and what goes for all clues about them.
    private struct Sides {
        var a: Int
        var b: Int
        var bills: Int
        var excluded: ProvenanceExclusions
        var notInTender: LocalizedText

        var letters: [String: Figure] {
            ["first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b))]
        }

        var columns: [LocalizedText] {
            [a, b].map(ComparedLot.letter).map { LocalizedText(zh: "\($0) 中的位置", en: "place in \($0)") }
        }

        var few: [LocalizedText] { bills < KeyJoin.many ? [InnocentCause.fewBidders.title] : [] }
    }

    private func clue(
        _ kind: String, _ strength: ClueStrength, _ sides: Sides, articles: [CollusionArticle], title: LocalizedText,
        statements: [Statement], table: Evidence, excluded: [Statement], causes: [LocalizedText]
    ) -> Clue {
        Clue(
            .bill, kind, bids: [sides.a, sides.b], strength: strength, articles: articles, title: title,
            statements: statements, evidence: [table], excluded: excluded, causes: causes + sides.few)
    }

    private static let consultant = LocalizedText(
        zh: "两家委托同一造价咨询单位,或使用同一软件的同一份组价模板",
        en: "both had their prices made by one cost consultant, or from one shared pricing template")

    // MARK: - Quotas

    private func quotas(_ pair: ProvenancePair, _ strength: ClueStrength, _ sides: Sides) -> Clue {
        clue(
            "supplementary", strength, sides, articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "相同的补充定额", en: "the same supplementary quotas"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 有 {count} 条编号和名称都相同的自编补充定额,其他投标人没有;\(sides.notInTender.zh)。",
                    en:
                        "{first} and {second} have {count} supplementary quotas of their own making alike in code and name, which no other bid has; \(sides.notInTender.en).",
                    sides.letters.merging(["count": .count(pair.quotas.count)]) { $1 })
            ],
            table: .table(
                title: LocalizedText(zh: "相同的补充定额", en: "supplementary quotas in common"),
                columns: [
                    LocalizedText(zh: "定额编号", en: "code"), LocalizedText(zh: "名称", en: "name"),
                    LocalizedText(zh: "单位", en: "unit"),
                ] + sides.columns,
                rows: pair.quotas.prefix(Self.mostRows).map {
                    [$0.code, $0.name, $0.unit] + [$0.firstPlace, $0.secondPlace]
                }, total: pair.quotas.count),
            excluded: [
                Statement(
                    zh: "没有名称或只有通用名称的补充定额 {unnamed} 条、三家及以上或招标清单也有的 {many} 条不参与比对。",
                    en:
                        "{unnamed} supplementary quotas without a telling name, and {many} that three bids or the tender's bill have, were left out.",
                    [
                        "unnamed": .count(sides.excluded.quotasWithoutName),
                        "many": .count(sides.excluded.quotasOfMany),
                    ])
            ],
            causes: [
                Self.consultant,
                LocalizedText(
                    zh: "当地造价管理机构公布过这些补充定额", en: "the local cost authority has published these supplementary quotas"),
            ])
    }

    // MARK: - Conversions

    private func mistakes(_ pair: ProvenancePair, _ strength: ClueStrength, _ sides: Sides) -> Clue {
        let mistakes = pair.conversions.filter { $0.kind == .unit }
        return clue(
            "unit-mistakes", strength, sides, articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "相同的单位换算错误", en: "the same mistakes in converting units"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 有 {count} 处以同样方式算错:定额以十、百或千个单位计,却直接填入了清单的数量;其他投标人没有。",
                    en:
                        "at {count} places {first} and {second} carry the item's quantity over to a quota that counts tens, hundreds or thousands of its unit, where no other bid does.",
                    sides.letters.merging(["count": .count(mistakes.count)]) { $1 })
            ], table: table(mistakes, sides), excluded: [leftOut(sides)],
            causes: [
                Self.consultant,
                LocalizedText(
                    zh: "造价软件的缺省换算有误", en: "a costing program's own default conversion is wrong"),
            ])
    }

    private func conversions(_ pair: ProvenancePair, _ strength: ClueStrength, _ sides: Sides) -> Clue {
        let changes = pair.conversions.filter { $0.kind == .unusual }
        return clue(
            "conversions", strength, sides, articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "相同的定额换算", en: "the same conversions of quotas"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 有 {count} 处对定额作了相同的换算,而使用同一定额的其他投标人没有这样换算。",
                    en:
                        "{first} and {second} change a quota in the same way at {count} places, where others who use the quota do not.",
                    sides.letters.merging(["count": .count(changes.count)]) { $1 })
            ], table: table(changes, sides), excluded: [leftOut(sides)],
            causes: [
                LocalizedText(
                    zh: "定额说明要求这样换算,而其他投标人没有照办",
                    en: "the quota's own rules ask for the change, and others did not make it"),
                Self.consultant,
            ])
    }

    private func leftOut(_ sides: Sides) -> Statement {
        Statement(
            zh: "三家及以上或招标清单也有的 {many} 处不参与比对;只写“换”而不写换算内容的也不参与。",
            en:
                "{many} that three bids or the tender's bill have were left out, and so were changes that are marked but not described.",
            ["many": .count(sides.excluded.conversionsOfMany)])
    }

    private func table(_ rows: [SharedConversion], _ sides: Sides) -> Evidence {
        .table(
            title: LocalizedText(zh: "所在项目", en: "where"),
            columns: [
                LocalizedText(zh: "项目编码", en: "item"), LocalizedText(zh: "项目名称", en: "name"),
                LocalizedText(zh: "定额编号", en: "quota"), LocalizedText(zh: "定额单位", en: "unit of the quota"),
            ] + sides.columns,
            rows: rows.prefix(Self.mostRows).map {
                [$0.itemCode, $0.itemName, $0.quota, $0.quotaUnit] + [$0.firstPlace, $0.secondPlace]
            }, total: rows.count)
    }

    // MARK: - Values off the base

    private func prices(_ pair: ProvenancePair, _ strength: ClueStrength, _ sides: Sides) -> Clue {
        var causes = [
            LocalizedText(
                zh: "同一供应商向两家报了相同的价格", en: "one supplier quoted both the same prices"),
            LocalizedText(zh: "采用了另一期或另一地区的公布价", en: "the published prices of another month or region"),
            Self.consultant,
        ]
        if pair.shareAtBase < ProvenanceStrengths.shareAtBase {
            causes.insert(
                LocalizedText(
                    zh: "至少一家的多数单价都不是基准价:可能整套采用了另一份价格表",
                    en:
                        "most prices of at least one of the two are not those of the base: a whole other list may explain it"
                ), at: 0)
        }
        return clue(
            "resource-prices", strength, sides, articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "人材机单价偏离公布价且相同", en: "resource prices off the published ones, and equal"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 都偏离基准价的人材机有 {comparable} 项,其中 {count} 项单价完全相同,其他投标人没有。",
                    en:
                        "of {comparable} resources that {first} and {second} both price off the base, {count} have one price that no other bid has.",
                    sides.letters.merging([
                        "comparable": .count(pair.comparablePrices), "count": .count(pair.prices.count),
                    ]) { $1 }),
                Statement(
                    zh: "各自独立报价时,预计约有 {expected} 项如此;其他任何两家最多 {elsewhere} 项。",
                    en:
                        "independent pricing gives about {expected}; no other pair of the lot has more than {elsewhere}.",
                    [
                        "expected": .real(pair.expectedPrices, decimals: 1),
                        "elsewhere": .count(pair.pricesElsewhere),
                    ]),
            ], table: table(pair.prices, sides, quota: false),
            excluded: [
                Statement(
                    zh: "等于基准价(招标清单公布的,或三家及以上相同且至少为另一取值两倍的)的 {base} 项、按自家固定比例下浮基准价的 {discounted} 项不参与比对。",
                    en:
                        "{base} prices at the base (published by the tender's bill, or held by three bids and twice as many as any other) and {discounted} at a bid's own constant ratio to it were left out.",
                    [
                        "base": .count(sides.excluded.atBase), "discounted": .count(sides.excluded.discounted),
                    ]),
                Statement(
                    zh: "另有 {stated} 项为投标人自己注明的公布价,未作比对。",
                    en: "{stated} more that a bid itself states to be published were not compared.",
                    ["stated": .count(sides.excluded.statedPublished)]),
            ], causes: causes)
    }

    private func consumptions(_ pair: ProvenancePair, _ strength: ClueStrength, _ sides: Sides) -> Clue {
        clue(
            "consumptions", strength, sides, articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "含量偏离定额且相同", en: "consumptions off the quota, and equal"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 在 {quotas} 条定额中有 {count} 处含量与其他投标人不同,而彼此相同。",
                    en:
                        "in {quotas} quotas {first} and {second} have {count} consumptions that are not those of the others, and equal.",
                    sides.letters.merging([
                        "quotas": .count(Set(pair.consumptions.map(\.quota)).count),
                        "count": .count(pair.consumptions.count),
                    ]) { $1 }),
                Statement(
                    zh: "两家都偏离的共 {comparable} 处;其他任何两家相同的最多 {elsewhere} 处。",
                    en: "both are off at {comparable}; no other pair of the lot shares more than {elsewhere}.",
                    [
                        "comparable": .count(pair.comparableConsumptions),
                        "elsewhere": .count(pair.consumptionsElsewhere),
                    ]),
            ], table: table(pair.consumptions, sides, quota: true),
            excluded: [
                Statement(
                    zh: "与招标清单或三家及以上相同的含量,以及没有写明定额的含量,不参与比对。",
                    en:
                        "consumptions that the tender's bill or three bids have, and those without a quota, were left out."
                )
            ],
            causes: [
                LocalizedText(zh: "两家采用了定额的同一勘误版本", en: "both use one corrected issue of the quota book"),
                Self.consultant,
            ])
    }

    private func table(_ rows: [SharedValue], _ sides: Sides, quota: Bool) -> Evidence {
        .table(
            title: quota
                ? LocalizedText(zh: "相同的含量", en: "consumptions in common")
                : LocalizedText(zh: "相同的单价", en: "prices in common"),
            columns: (quota ? [LocalizedText(zh: "定额编号", en: "quota")] : []) + [
                LocalizedText(zh: "名称", en: "name"), LocalizedText(zh: "规格", en: "specification"),
                LocalizedText(zh: "单位", en: "unit"), LocalizedText(zh: "基准", en: "base"),
                LocalizedText(zh: "两家所报", en: "in both bids"),
            ] + sides.columns,
            rows: rows.prefix(Self.mostRows).map { row in
                (quota ? [row.quota] : []) + [
                    row.name, row.specification, row.unit, row.base.description, row.value.description,
                ] + [row.firstPlace, row.secondPlace]
            }, total: rows.count)
    }
}
