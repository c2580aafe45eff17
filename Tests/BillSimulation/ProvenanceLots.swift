// ProvenanceLots.swift — lots whose bills say how prices were made up: honest ones that are alike, and ones made from one another.
internal import PriceMatching
internal import TenderModel

package enum ProvenanceCase: String, Sendable, CaseIterable {
    /// Published prices for most, own quotations for some.
    case published
    /// Published prices to the fen, everybody.
    case allPublished = "all-published"
    /// Two take the published prices of another month.
    case otherMonth = "other-month"
    /// Two take each its own share off every published price.
    case discount
    /// Nobody follows what is published.
    case market
    /// Two have one supplier's quotation for eight sizes of one cable.
    case supplier
    /// Three made their prices from one quotation.
    case threeAlike = "three-alike"
    /// All convert quotas as the book asks, and have supplementary quotas of the tender's own bill.
    case byTheBook = "by-the-book"
    /// One copied forty odd prices of another's.
    case copiedPrices = "copied-prices"
    /// The same supplementary quotas, four of them.
    case copiedQuotas = "copied-quotas"
    /// Three times the item's quantity under a quota of ten or a hundred.
    case copiedMistakes = "copied-mistakes"
    /// Coefficients that the others do not use.
    case copiedConversions = "copied-conversions"
    /// Consumptions edited in twenty quotas.
    case copiedConsumptions = "copied-consumptions"

    package var isPlanted: Bool { rawValue.hasPrefix("copied") }

    /// - Parameter tender: Whether the tender's bill states the published prices.
    package func lot(bids: Int = 5, tender: Bool = true, seed: UInt64) -> SimulatedLot {
        var random = Seeded(seed ^ 0x9A0)
        let draft = AnalysisDraft(&random)
        var made = (0..<bids).map { _ in draft.bid(quoted: self == .market ? 1 : 0.15, &random) }
        plant(draft, &made, &random)
        return SimulatedLot(
            tender: tender ? draft.tender.bill("tender.xml", isTender: true) : nil,
            bids: made.enumerated().map {
                PricedBill(bidder: Draft.name($0.offset), bill: $0.element.bill("\(Draft.name($0.offset)).xml"))
            }, planted: isPlanted || self == .supplier ? [Draft.name(0), Draft.name(1)] : nil)
    }

    private func plant(_ draft: AnalysisDraft, _ made: inout [AnalysisDraft.Made], _ random: inout Seeded) {
        switch self {
        case .published, .market: break
        case .allPublished: for bid in made.indices { made[bid].prices = draft.tender.prices }
        case .otherMonth:
            // wages and hire stay as they were; what is bought moved
            let month = draft.tender.prices.map { random.happens(0.3) ? $0 : AnalysisDraft.near($0, 0.06, &random) }
            made[0].prices = month
            made[1].prices = month
        case .discount:
            for bid in 0..<2 {
                let rate = 930 + Int64(bid) * 27
                made[bid].prices = draft.tender.prices.map { ($0 * rate + 500) / 1_000 }
            }
        case .supplier: for size in 0..<8 { share(size, of: [0, 1], draft, &made, &random) }
        case .threeAlike: for size in 20..<80 { share(size, of: [0, 1, 2], draft, &made, &random) }
        case .byTheBook:
            for bid in made.indices {
                for line in 0..<30 { made[bid].codes[line] += " R*1.15" }
                made[bid].extra = draft.tender.extra
            }
        case .copiedPrices: for place in 30..<70 { share(place, of: [0, 1], draft, &made, &random) }
        case .copiedQuotas:
            let own = (1...4).map { (code: "补\($0)", name: "自编深基坑支护型钢第 \($0) 道") }
            for bid in 0..<2 { made[bid].extra += own }
        case .copiedMistakes: for line in [4, 10, 16] { for bid in 0..<2 { made[bid].carried.insert(line) } }
        case .copiedConversions:
            for line in [3, 9, 15, 21, 27, 33] { for bid in 0..<2 { made[bid].codes[line] += " J*1.37" } }
        case .copiedConsumptions:
            for line in 0..<20 {
                let edited = draft.tender.consumptions[line] + Int64(17 + random.below(400))
                for bid in 0..<2 { made[bid].consumptions[line] = edited }
            }
        }
    }

    private func share(
        _ place: Int, of bids: [Int], _ draft: AnalysisDraft, _ made: inout [AnalysisDraft.Made],
        _ random: inout Seeded
    ) {
        let price = AnalysisDraft.near(draft.tender.prices[place], 0.08, &random)
        for bid in bids { made[bid].prices[place] = price }
    }
}

/// What every bill of the lot has: items, a quota each, and what these take.
private struct AnalysisDraft {
    /// What is one bid's own.
    struct Made {
        /// In fen, by resource.
        var prices: [Int64]
        /// Of each item's quota.
        var codes: [String]
        /// In thousandths, of each item's first resource.
        var consumptions: [Int64]
        /// Items whose quantity was carried over as it is.
        var carried: Set<Int> = []
        /// Supplementary quotas.
        var extra: [(code: String, name: String)] = []
    }

    static let items = 120
    static let resources = 240

    var tender: Made

    init(_ random: inout Seeded) {
        tender = Made(
            prices: (0..<Self.resources).map { _ in Int64(300 + random.below(90_000)) },
            codes: (0..<Self.items).map { "A\($0 / 20 + 1)-\($0 + 1)" },
            consumptions: (0..<Self.items).map { _ in Int64(200 + random.below(3_000)) },
            extra: [("补101", "招标人自编垂直绿化种植槽"), ("补102", "招标人自编装配式围挡安装")])
    }

    /// A bidder that takes what is published but for its own quotations.
    func bid(quoted: Double, _ random: inout Seeded) -> Made {
        var made = tender
        made.extra = []
        made.prices = tender.prices.map { random.happens(quoted) ? Self.near($0, 0.08, &random) : $0 }
        return made
    }

    static func near(_ fen: Int64, _ spread: Double, _ random: inout Seeded) -> Int64 {
        max(1, Int64((Double(fen) * (1 + spread * random.normal())).rounded()))
    }
}

extension AnalysisDraft.Made {
    private static let units = [("m3", "m3"), ("m3", "10m3"), ("m2", "100m2"), ("t", "t"), ("m", "10m"), ("m2", "m2")]

    func bill(_ file: String, isTender: Bool = false) -> Bill {
        var bill = Bill(file: file, format: "simulated")
        bill.nodes = [BillNode(kind: .unit, name: "土建")]
        var analysis = BillAnalysis()
        for (place, fen) in prices.enumerated() {
            let price = ExactDecimal(mantissa: fen, scale: 2)
            analysis.resources.append(
                Resource(
                    code: "R\(place)", name: place < 12 ? "电力电缆" : "材料\(place / 2)", specification: "规格\(place)",
                    unit: "m", price: isTender ? nil : price, published: isTender ? price : nil,
                    line: UInt32(2_000 + place)))
        }
        for item in codes.indices {
            let (unit, quotaUnit) = Self.units[item % 6]
            let quantity = ExactDecimal(mantissa: Int64(item % 37 + 1) * 30, scale: 1)
            bill.items.append(
                BillItem(
                    code: "01" + String(1_000_000_000 + item), name: "项目", unit: unit, quantity: quantity, node: 0,
                    line: UInt32(item + 1)))
            analysis.quotas.append(TenderModel.Quota(code: codes[item], name: "子目\(item)", unit: quotaUnit))
            let scale = quotaUnit.hasPrefix("100") ? 3 : quotaUnit.hasPrefix("10") ? 2 : 1
            let own = carried.contains(item) ? quantity : ExactDecimal(mantissa: quantity.mantissa, scale: scale)
            analysis.lines.append(
                QuotaLine(
                    item: Int32(item), quota: Int32(analysis.quotas.count - 1), quantity: own, isPerUnit: false,
                    line: UInt32(item + 1)))
            let line = Int32(analysis.lines.count - 1)
            for use in 0..<4 {
                let amount = use == 0 ? consumptions[item] : Int64(100 + (item * 7 + use) % 900)
                analysis.uses.append(
                    ResourceUse(
                        item: Int32(item), quotaLine: line, resource: Int32((item * 2 + use * 31) % prices.count),
                        consumption: ExactDecimal(mantissa: amount, scale: 3)))
            }
        }
        for (place, quota) in extra.enumerated() {
            analysis.quotas.append(TenderModel.Quota(code: quota.code, name: quota.name, unit: "项"))
            analysis.lines.append(
                QuotaLine(
                    item: Int32(codes.count - 1), quota: Int32(analysis.quotas.count - 1),
                    quantity: ExactDecimal(mantissa: 1, scale: 0), isPerUnit: false, line: UInt32(1_000 + place)))
        }
        bill.analysis = analysis
        return bill
    }
}
