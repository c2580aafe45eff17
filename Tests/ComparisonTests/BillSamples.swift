// BillSamples.swift — lots of bills in which one was made from another, in each way that is known.
import BillSimulation
import TenderModel

@testable import Comparison

enum BillSamples {
    /// With how many bids, and whether the tender's bill has control prices.
    static let all: [(relation: PlantedRelation, bids: Int, control: Bool)] = [
        (.ratioAll, 4, true), (.ratioByChapter, 4, false), (.ratioNoise, 4, false), (.difference, 4, true),
        (.identical40, 4, true), (.arithmetic, 4, false), (.ratioAll, 2, true),
    ]

    /// Bills that say how they were made up.
    static let provenance: [ProvenanceCase] = [
        .copiedPrices, .copiedQuotas, .copiedMistakes, .copiedConversions, .copiedConsumptions, .otherMonth,
        .threeAlike,
    ]

    static var comparisons: [Comparison] {
        all.compactMap { try? compared($0.relation, bids: $0.bids, control: $0.control) }
            + provenance.compactMap { try? compared($0, bids: 5) }
    }

    static func compared(
        _ made: ProvenanceCase, bids: Int, tender: Bool = true, signals: [any Signal] = [BillProvenanceSignal()]
    ) throws -> Comparison {
        let simulated = made.lot(bids: bids, tender: tender, seed: 5)
        var lot = try ComparedLot(
            bids: simulated.bids.map { priced in
                var bid = ComparedBid(name: priced.bidder)
                bid.bill = priced.bill
                return bid
            }, at: ReportSamples.at)
        lot.tenderBill = simulated.tender
        return try Comparison(lot, ComparisonContext(), signals: signals)
    }

    static func compared(_ relation: PlantedRelation, bids: Int, control: Bool) throws -> Comparison {
        let simulated = relation.lot(items: 300, bids: bids, control: control, seed: 5)
        var lot = try ComparedLot(
            bids: simulated.bids.map { priced in
                var bid = ComparedBid(name: priced.bidder)
                bid.bill = priced.bill
                return bid
            }, at: ReportSamples.at)
        lot.tenderBill = simulated.tender
        return try Comparison(lot, ComparisonContext(), signals: [BillSignal()])
    }
}
