// PriceLinks.swift — pairs whose prices stay close, or apart, lot after lot (报价关联), by what the method of award makes unusual.
//
// If the prices of a lot come independently from one source, every pair of them is as likely as any other to be the closest. So
// the pair's rank among all pairs of the lot, divided by their number, is a chance; the lots' chances go together by Fisher's method.
internal import Comparison
internal import Reporting

struct PriceLinks {
    private(set) var links: [Link] = []
    private(set) var remarks: [Statement] = []

    /// Prices that a lot must have, so that a pair has others to be measured by.
    static let prices = 4

    private struct Record {
        var chances: [Double] = []
        /// Distance of the pair ÷ spread of the others, where these are not all equal.
        var ratios: [Double] = []
        var wide = 0
    }

    init(_ facts: LinkFacts) {
        var records: [LinkFacts.Pair: Record] = [:]
        let lots = facts.priced.filter { $0.prices.count >= Self.prices }
        // a pair is looked at where it has enough lots: that does not depend on the prices
        let frequent = Set(facts.joint.map(\.pair))
        for lot in lots { Self.add(lot, frequent, &records) }
        let looked = records.filter { $0.value.chances.count >= Chance.support }
        for (pair, record) in looked {
            let chance = Chance.corrected(Chance.together(record.chances), among: looked.count)
            guard chance <= Chance.level else { continue }
            links.append(Self.link(pair, record, chance, facts))
        }
        links = links.inOrder()
        remarks.append(
            Statement(
                zh: "报价关联:考察了在 {support} 个以上标段(每个至少 {prices} 家有效报价,评标办法已知)中同场的 {pairs} 对单位;偶然概率已乘以对数。",
                en:
                    "Prices: {pairs} pairs that met in {support} lots or more, each with {prices} prices or more and a known method of award, were looked at; chances are multiplied by the number of pairs.",
                [
                    "support": .count(Chance.support), "prices": .count(Self.prices), "pairs": .count(looked.count),
                ]))
    }

    private static func add(
        _ lot: LinkFacts.PricedLot, _ frequent: Set<LinkFacts.Pair>, _ records: inout [LinkFacts.Pair: Record]
    ) {
        let prices = lot.prices
        var distances: [UInt64] = []
        for (i, one) in prices.enumerated() {
            for other in prices[(i + 1)...] { distances.append(Self.distance(one, other)) }
        }
        distances.sort()
        let ordered = prices.map(\.fen).sorted()
        for (i, one) in prices.enumerated() {
            for other in prices[(i + 1)...] {
                let pair = LinkFacts.Pair(first: one.unit, second: other.unit)
                guard frequent.contains(pair) else { continue }
                let own = distance(one, other)
                // ties count against the link
                let unusual = lot.isWide ? distances.count - below(own, distances) : below(own + 1, distances)
                var record = records[pair] ?? Record()
                record.chances.append(Double(unusual) / Double(distances.count))
                record.wide += lot.isWide ? 1 : 0
                if let spread = spread(ordered, without: one.fen, other.fen), spread > 0 {
                    record.ratios.append(Double(own) / Double(spread))
                }
                records[pair] = record
            }
        }
    }

    private static func distance(_ a: LinkFacts.Price, _ b: LinkFacts.Price) -> UInt64 {
        UInt64(a.fen > b.fen ? a.fen - b.fen : b.fen - a.fen)
    }

    /// How many are below `value`.
    private static func below(_ value: UInt64, _ sorted: [UInt64]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Highest less lowest of the others; nil where there are fewer than two.
    private static func spread(_ ordered: [Int64], without a: Int64, _ b: Int64) -> Int64? {
        var others = ordered
        if let place = others.firstIndex(of: a) { others.remove(at: place) }
        if let place = others.firstIndex(of: b) { others.remove(at: place) }
        guard let low = others.first, let high = others.last, others.count > 1 else { return nil }
        return high - low
    }

    private static func link(
        _ pair: LinkFacts.Pair, _ record: Record, _ chance: Double, _ facts: LinkFacts
    ) -> Link {
        let middle = record.ratios.sorted()
        var statements = [
            Statement(
                zh: "{a} 与 {b} 在 {lots} 个可比标段中同场({narrow} 个以低价定标,{wide} 个以均价为基准)。",
                en:
                    "{a} and {b} met in {lots} lots that can be compared: {narrow} in which low prices win, {wide} with a mean as benchmark.",
                [
                    "a": facts.name(pair.first), "b": facts.name(pair.second), "lots": .count(record.chances.count),
                    "narrow": .count(record.chances.count - record.wide), "wide": .count(record.wide),
                ]),
            Statement(
                zh: "低价定标者看两家报价是否过近,均价基准者看是否过远;若报价各自独立,历次名次合在一起如此反常的概率(校正后)不超过 {chance}。",
                en:
                    "where low prices win, closeness is unusual; where a mean decides, distance is. If prices were independent, the chance of ranks as unusual as these together is at most {chance} after correction.",
                ["chance": .quoted(Link.scientific(chance))]),
        ]
        if !middle.isEmpty {
            statements.append(
                Statement(
                    zh: "两家报价之差与其余报价极差之比,中位数为 {ratio}。",
                    en: "the distance of the two prices, in spreads of the others, is {ratio} at the median.",
                    ["ratio": .real(middle[middle.count / 2], decimals: 3)]))
        }
        return Link(
            kind: .prices, units: facts.linked([pair.first, pair.second]), chance: chance, statements: statements,
            causes: [
                LocalizedText(
                    zh: "两家成本水平相近,或都习惯性地报低价(高价)",
                    en: "the two have similar costs, or both are used to bidding low, or high"),
                LocalizedText(
                    zh: "使用同一定额、同一信息价和同一造价软件",
                    en: "both use one quota, one list of published prices, one costing program"),
                LocalizedText(zh: "委托同一造价咨询单位", en: "both had their prices made by one cost consultant"),
            ],
            unchecked: [
                LocalizedText(zh: "分项报价不在历史库中,未比对", en: "prices of items are not in the history and were not compared"),
                LocalizedText(zh: "单位自身的成本水平未扣除", en: "the units' own levels of cost were not taken out"),
            ])
    }
}
