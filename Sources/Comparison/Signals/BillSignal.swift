// BillSignal.swift — prices of two bills that follow from one another (清单报价规律性差异).
internal import Glibc
internal import PriceMatching
package import Reporting
internal import TenderModel

package struct BillSignal: Signal {
    package init() {}

    package var id: SignalID { .bill }

    /// Matching items that a table shows; all are counted.
    static let mostRows = 400
    /// Points of a plot.
    static let mostPoints = 2_000

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        var numbers: [String: Int] = [:]
        var priced: [PricedBill] = []
        for (index, bid) in lot.bids.enumerated() {
            guard let bill = bid.bill else { continue }
            // names may be those of one bidder twice, which is never compared with itself
            numbers[bid.identity] = numbers[bid.identity] ?? index
            priced.append(PricedBill(bidder: bid.identity, bill: bill))
        }
        let without = lot.bids.indices.filter { lot.bids[$0].bill == nil }
        if !without.isEmpty {
            let letters = without.map(ComparedLot.letter).joined(separator: ", ")
            result.unchecked.append(
                LocalizedText(zh: "没有可读的已标价清单:\(letters)", en: "no priced bill that can be read: \(letters)"))
        }
        guard priced.count >= 2 else { return result }
        if lot.tenderBill == nil {
            result.unchecked.append(
                LocalizedText(
                    zh: "没有招标清单,招标人给定的价格无法扣除", en: "no bill of the tender: prices that it gives could not be taken out")
            )
        }
        let compared = BillComparison(tender: lot.tenderBill, bids: priced)
        for finding in compared.findings {
            guard let a = numbers[finding.firstBidder], let b = numbers[finding.secondBidder] else { continue }
            for relation in finding.relations where relation.explanation == nil {
                result.clues.append(clue(relation, finding, a, b, compared, numbers))
            }
            if !finding.errors.isEmpty { result.clues.append(errors(finding, a, b)) }
        }
        for explanation in RelationExplanation.allCases {
            result.remarks += BillRemarks.remarks(explanation, compared, numbers)
        }
        for source in compared.commonSources {
            let bids = source.bidders.compactMap { numbers[$0] }
            result.remarks.append(
                LotRemark(
                    .bill, "common-source", bids: bids,
                    title: LocalizedText(zh: "多家报价相同,来源未查明", en: "prices that many have, source not found"),
                    statements: [
                        Statement(
                            zh: "{items} 个项目中,三家及以上报价相同:可能采用同一计价依据,不作归属。",
                            en:
                                "at {items} items three bids or more have one price: perhaps one pricing base; held against nobody.",
                            ["items": .count(source.items)])
                    ]))
        }
        return result
    }

    // MARK: - A relation of prices

    private func clue(
        _ relation: PriceRelation, _ finding: BillPairFinding, _ a: Int, _ b: Int, _ compared: BillComparison,
        _ numbers: [String: Int]
    ) -> Clue {
        let base = ComparedLot.letter(numbers[relation.base] ?? a)
        let derived = ComparedLot.letter(numbers[relation.derived] ?? b)
        var figures: [String: Figure] = [
            "comparable": .count(finding.comparable), "matching": .count(relation.matching), "base": .quoted(base),
            "derived": .quoted(derived),
        ]
        var statements: [Statement] = []
        if relation.kind == .nearRatio, let ratio = relation.ratio {
            figures["ratio"] = .decimal(ratio)
            figures["near"] = .share(1, of: 100)
            statements.append(
                Statement(
                    zh: "可比项目 {comparable} 个,其中 {matching} 个项目 {derived} 的单价与 {base} 的单价 × {ratio} 相差不超过 {near}。",
                    en:
                        "of {comparable} comparable items, {matching} prices of {derived} lie within {near} of those of {base} × {ratio}.",
                    figures))
        } else if let ratio = relation.ratio {
            figures["ratio"] = .decimal(ratio)
            statements.append(
                Statement(
                    zh: "可比项目 {comparable} 个,其中 {matching} 个项目 {derived} 的单价等于 {base} 的单价 × {ratio}(按报价精度取整)。",
                    en:
                        "of {comparable} comparable items, {matching} prices of {derived} equal those of {base} × {ratio}, rounded as the bill is.",
                    figures))
        } else if let difference = relation.difference {
            figures["difference"] = .decimal(difference)
            statements.append(
                Statement(
                    zh: "可比项目 {comparable} 个,其中 {matching} 个项目 {derived} 的单价比 {base} 的单价相差 {difference} 元。",
                    en:
                        "of {comparable} comparable items, {matching} prices of {derived} differ from those of {base} by {difference} yuan.",
                    figures))
        } else if relation.chapters.contains(where: { $0.ratio != nil || $0.difference != nil }) {
            figures["chapters"] = .count(relation.chapters.count { $0.ratio != nil || $0.difference != nil })
            statements.append(
                Statement(
                    zh: "可比项目 {comparable} 个,其中 {matching} 个项目的单价在 {chapters} 个分部内各按固定比例(或差额)对应:{derived} 由 {base} 得出。",
                    en:
                        "of {comparable} comparable items, {matching} prices follow one ratio or difference within each of {chapters} chapters: those of {derived} from those of {base}.",
                    figures))
        } else {
            statements.append(
                Statement(
                    zh: "可比项目 {comparable} 个,其中 {matching} 个项目 {derived} 与 {base} 的单价完全相同。",
                    en: "of {comparable} comparable items, {matching} prices of {derived} and {base} are identical.",
                    figures))
        }
        statements.append(
            Statement(
                zh: "各自独立报价时,预计约有 {expected} 个项目如此;其他任何两家最多 {elsewhere} 个。",
                en: "independent pricing gives about {expected}; no other pair of the lot has more than {elsewhere}.",
                ["expected": .real(relation.expected, decimals: 1), "elsewhere": .count(relation.highestElsewhere)]))
        statements.append(control(relation.control))
        if relation.sharedWithThird > 0 {
            statements.append(
                Statement(
                    zh: "其中 {third} 个项目,第三家也有同样关系。", en: "at {third} of them a third bid stands in the same relation.",
                    ["third": .count(relation.sharedWithThird)]))
        }
        let items = compared.items(finding, relation)
        return Clue(
            .bill, relation.kind.rawValue, bids: [a, b], strength: relation.strength,
            articles: [.alike, .samePreparer],
            title: title(relation), statements: statements,
            evidence: [table(items, a, b), plot(items, compared.compared(finding), a, b)],
            excluded: [Self.leftOut(finding.excluded)],
            rarity: [
                Statement(
                    zh: "在 {simulated} 对模拟的独立报价中,有 {reached} 对达到这一程度。",
                    en: "of {simulated} simulated pairs that price independently, {reached} reached this much.",
                    ["simulated": .count(relation.chance.simulated), "reached": .count(relation.chance.reached)])
            ],
            causes: relation.causes.map(\.title),
            unchecked: finding.unchecked.map {
                LocalizedText(zh: "未比对:\($0.title.zh)", en: "not compared: \($0.title.en)")
            })
    }

    /// How many items were left out, by reason.
    static func leftOut(_ excluded: [Exclusion: Int]) -> Statement {
        guard !excluded.isEmpty else {
            return Statement(zh: "各项目都参与比对。", en: "no item was left out.")
        }
        let reasons = excluded.sorted { $0.key < $1.key }
        var figures: [String: Figure] = ["left": .count(reasons.reduce(0) { $0 + $1.value })]
        for (reason, count) in reasons { figures[reason.rawValue] = .count(count) }
        return Statement(
            zh: "{left} 个项目不参与比对:"
                + reasons.map { "\($0.key.title.zh) {\($0.key.rawValue)} 个" }.joined(separator: ",") + "。",
            en: "{left} items were left out: "
                + reasons.map { "{\($0.key.rawValue)} \($0.key.title.en)" }.joined(separator: "; ") + ".", figures)
    }

    private func title(_ relation: PriceRelation) -> LocalizedText {
        if relation.kind == .nearRatio {
            return LocalizedText(zh: "单价接近固定比例", en: "prices near a constant ratio")
        }
        if relation.ratio != nil { return LocalizedText(zh: "单价成固定比例", en: "prices in a constant ratio") }
        if relation.difference != nil { return LocalizedText(zh: "单价相差固定金额", en: "prices at a constant difference") }
        if relation.chapters.contains(where: { $0.ratio != nil || $0.difference != nil }) {
            return LocalizedText(zh: "单价分部成固定比例", en: "prices in a ratio of each chapter")
        }
        return LocalizedText(zh: "单价相同", en: "identical prices")
    }

    private func control(_ explanation: ControlExplanation) -> Statement {
        switch explanation {
        case .explains:
            Statement(
                zh: "这些单价与公布的控制价成近似固定的比例,控制价可以解释。",
                en: "the prices keep near one share of the published control price, which explains the relation.")
        case .doesNot:
            Statement(zh: "公布的控制价不能解释这一关系。", en: "the published control price does not explain it.")
        case .unknown:
            Statement(
                zh: "没有各项控制价,无法判断是否由控制价造成。",
                en: "there are no control prices of items: whether they explain it cannot be told.")
        }
    }

    private func table(_ items: [MatchedItem], _ a: Int, _ b: Int) -> Evidence {
        let (first, second) = (ComparedLot.letter(a), ComparedLot.letter(b))
        return .table(
            title: LocalizedText(zh: "对应的项目", en: "items in the relation"),
            columns: [
                LocalizedText(zh: "编码", en: "code"), LocalizedText(zh: "名称", en: "name"),
                LocalizedText(zh: "\(first) 的单价", en: "price of \(first)"),
                LocalizedText(zh: "\(second) 的单价", en: "price of \(second)"),
                LocalizedText(zh: "控制价", en: "control price"),
                LocalizedText(zh: "\(first) 中的位置", en: "place in \(first)"),
                LocalizedText(zh: "\(second) 中的位置", en: "place in \(second)"),
            ],
            rows: items.prefix(Self.mostRows).map { item in
                [
                    item.code, item.name, Self.yuan(item.firstPrice), Self.yuan(item.secondPrice),
                    Self.yuan(item.controlPrice), item.firstPlace, item.secondPlace,
                ]
            }, total: items.count)
    }

    /// To the fen at least: a spreadsheet keeps 22.30 as 22.3, and a column of both is hard to read.
    private static func yuan(_ price: ExactDecimal?) -> String {
        guard let price else { return "" }
        let text = price.description
        let digits = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        return text + (digits == 0 ? "." : "") + String(repeating: "0", count: max(0, 2 - digits))
    }

    private func plot(_ matching: [MatchedItem], _ all: [MatchedItem], _ a: Int, _ b: Int) -> Evidence {
        let chosen = Set(matching.map(\.firstPlace))
        var points: [PlotPoint] = []
        for item in all {
            guard let x = Self.double(item.firstPrice), let y = Self.double(item.secondPrice), x > 0, y > 0 else {
                continue
            }
            points.append(PlotPoint(x: x, y: y, isMatching: chosen.contains(item.firstPlace)))
        }
        // the same ones each time, spread over the whole bill
        if points.count > Self.mostPoints {
            let every = (points.count + Self.mostPoints - 1) / Self.mostPoints
            points = points.enumerated().filter { $0.offset % every == 0 }.map(\.element)
        }
        return .plot(
            title: LocalizedText(zh: "各项单价", en: "prices of items"),
            x: LocalizedText(zh: "\(ComparedLot.letter(a)) 的单价(元)", en: "price of \(ComparedLot.letter(a)) in yuan"),
            y: LocalizedText(zh: "\(ComparedLot.letter(b)) 的单价(元)", en: "price of \(ComparedLot.letter(b)) in yuan"),
            points: points)
    }

    private static func double(_ decimal: ExactDecimal?) -> Double? {
        decimal.map { Double($0.mantissa) / pow(10, Double($0.scale)) }
    }

    // MARK: - Shared mistakes

    private func errors(_ finding: BillPairFinding, _ a: Int, _ b: Int) -> Clue {
        let (first, second) = (ComparedLot.letter(a), ComparedLot.letter(b))
        return Clue(
            .bill, "shared-errors", bids: [a, b], strength: finding.errorStrength ?? .weak,
            articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "相同的计算错误", en: "the same wrong arithmetic"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 的清单有 {count} 处以同样方式算错,其他投标人和招标清单没有。",
                    en:
                        "the bills of {first} and {second} are wrong in the same way at {count} places, where no other bid and not the tender's bill is.",
                    [
                        "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                        "count": .count(finding.errors.count),
                    ])
            ],
            evidence: [
                .table(
                    title: LocalizedText(zh: "算错之处", en: "where"),
                    columns: [
                        LocalizedText(zh: "编码", en: "code"), LocalizedText(zh: "名称", en: "name"),
                        LocalizedText(zh: "\(first) 所写", en: "\(first) states"),
                        LocalizedText(zh: "\(first) 应为", en: "should be"),
                        LocalizedText(zh: "\(second) 所写", en: "\(second) states"),
                        LocalizedText(zh: "\(second) 应为", en: "should be"),
                        LocalizedText(zh: "位置", en: "places"),
                    ],
                    rows: finding.errors.prefix(Self.mostRows).map { error in
                        [
                            error.code, error.name, error.first.stated.description, error.first.computed.description,
                            error.second.stated.description, error.second.computed.description,
                            "\(error.first.place); \(error.second.place)",
                        ]
                    }, total: finding.errors.count)
            ], causes: [InnocentCause.sharedTemplate.title])
    }
}
