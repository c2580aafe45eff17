// ProvenanceComparison.swift — how the bills of a lot were made up (组价来源比对): supplementary quotas, conversions, and prices of
// resources off the published ones, that two bills share and nothing explains.
package import TenderModel

/// A supplementary quota (补充定额) that two bids have under one code and one name.
package struct SharedQuota: Sendable, Hashable {
    package var code: String
    package var name: String
    package var unit: String
    package var firstPlace: String
    package var secondPlace: String
}

/// A conversion (换算) of one quota under one item: the same one, or the same mistake.
package struct SharedConversion: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// Changed as nobody else changed it.
        case unusual
        /// The item's quantity carried over, though the quota counts in tens, hundreds or thousands of its unit.
        case unit
    }

    package var kind: Kind
    package var itemCode: String
    package var itemName: String
    /// As the first bid writes it.
    package var quota: String
    package var quotaUnit: String
    package var firstPlace: String
    package var secondPlace: String
}

/// A price or a consumption off the base.
package struct SharedValue: Sendable, Hashable {
    package var name: String
    package var specification: String
    package var unit: String
    /// Of a consumption: the quota's code.
    package var quota: String
    package var base: ExactDecimal
    package var value: ExactDecimal
    package var firstPlace: String
    package var secondPlace: String
}

/// What two bills share of how they were made up.
package struct ProvenancePair: Sendable, Hashable {
    package var firstBidder: String
    package var secondBidder: String
    package var quotas: [SharedQuota] = []
    package var conversions: [SharedConversion] = []
    package var prices: [SharedValue] = []
    /// Resources that both price off the base.
    package var comparablePrices = 0
    /// How many ``prices`` independent pricing would give.
    package var expectedPrices = 0.0
    /// Most ``prices`` of any other pair of the lot.
    package var pricesElsewhere = 0
    /// The share of resources, 0 to 1, that are at the base in both: the smaller of the two.
    package var shareAtBase = 0.0
    package var consumptions: [SharedValue] = []
    package var comparableConsumptions = 0
    package var consumptionsElsewhere = 0
}

/// What was left out, and could not be compared, in the whole lot.
package struct ProvenanceExclusions: Sendable, Hashable {
    /// Resource prices that are the published one, or one that three bids have.
    package var atBase = 0
    /// Resource prices that a bid itself states to be the published ones, where no base is known.
    package var statedPublished = 0
    /// Resource prices at a bid's own constant ratio to the base.
    package var discounted = 0
    /// Resources that bids share and of which no base is known.
    package var withoutBase = 0
    package var withBase = 0
    /// Resources at which three bids or more have one price, and not the published one.
    package var common = 0
    /// Supplementary quotas that stand in the tender's bill, or in three bids or more.
    package var quotasOfMany = 0
    /// Supplementary quotas whose name says nothing.
    package var quotasWithoutName = 0
    /// Conversions and unit mistakes that three bids or more have, or the tender's bill.
    package var conversionsOfMany = 0
}

package struct ProvenanceComparison: Sendable {
    /// Pairs with something in common, in the order of the bidders as they were given.
    package private(set) var pairs: [ProvenancePair] = []
    package private(set) var excluded = ProvenanceExclusions()
    /// Bidders whose bills say how prices were made up.
    package let bidders: [String]

    /// - Parameter tender: The tender's own bill; what it carries is taken out.
    package init(tender: Bill?, bids: [PricedBill]) {
        let analysed = bids.filter { $0.bill.analysis != nil }
        bidders = analysed.map(\.bidder)
        guard analysed.count >= 2 else { return }
        var table = ProvenanceTable(tender: tender, bids: analysed.map(\.bill))
        var found: [Deviations.Pair: ProvenancePair] = [:]
        func at(_ pair: Deviations.Pair) -> ProvenancePair {
            found[pair]
                ?? ProvenancePair(
                    firstBidder: analysed[Int(pair.first)].bidder, secondBidder: analysed[Int(pair.second)].bidder)
        }
        for (pair, quota) in table.sharedQuotas(&excluded) {
            var entry = at(pair)
            entry.quotas.append(quota)
            found[pair] = entry
        }
        for (pair, conversion) in table.sharedConversions(&excluded) {
            var entry = at(pair)
            entry.conversions.append(conversion)
            found[pair] = entry
        }
        let prices = table.prices(&excluded)
        excluded.atBase = prices.atBase.reduce(0, +)
        excluded.discounted = prices.discounted
        excluded.withoutBase = prices.withoutBase
        excluded.withBase = prices.withBase
        excluded.common = prices.common
        for (pair, deviations) in prices.pairs where !deviations.shared.isEmpty {
            var entry = at(pair)
            entry.prices = deviations.shared.map { table.price($0, pair) }
            entry.comparablePrices = deviations.comparable
            entry.expectedPrices = deviations.expected
            entry.pricesElsewhere = Self.elsewhere(prices, pair)
            entry.shareAtBase = min(prices.shareAtBase(pair.first), prices.shareAtBase(pair.second))
            found[pair] = entry
        }
        let consumptions = table.consumptions()
        for (pair, deviations) in consumptions.pairs where !deviations.shared.isEmpty {
            var entry = at(pair)
            entry.consumptions = deviations.shared.map { table.consumption($0, pair) }
            entry.comparableConsumptions = deviations.comparable
            entry.consumptionsElsewhere = Self.elsewhere(consumptions, pair)
            found[pair] = entry
        }
        pairs = found.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func elsewhere(_ deviations: Deviations, _ pair: Deviations.Pair) -> Int {
        deviations.pairs.reduce(0) { $1.key == pair ? $0 : max($0, $1.value.shared.count) }
    }
}
