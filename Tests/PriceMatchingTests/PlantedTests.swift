// PlantedTests.swift — who copied is found, and nobody else; and who did not copy is not accused.
import BillSimulation
import PriceMatching
import Testing

@Suite struct PlantedTests {
    @Test(arguments: PlantedRelation.allCases) func whoCopiedIsFoundAndNobodyElse(_ relation: PlantedRelation) throws {
        for seed in 1...2 {
            let lot = relation.lot(items: 500, bids: 4, control: seed == 1, seed: UInt64(seed))
            let comparison = BillComparison(tender: lot.tender, bids: lot.bids)
            #expect(comparison.scans.count == 6)
            let found = comparison.findings.map { Set([$0.firstBidder, $0.secondBidder]) }
            #expect(found == [try #require(lot.planted)], "\(relation), seed \(seed)")
        }
    }

    @Test(arguments: HonestCase.allCases) func nobodyHonestIsAboveWeak(_ honest: HonestCase) {
        for seed in 1...2 {
            let lot = honest.lot(items: 400, bids: 5, seed: UInt64(seed))
            let comparison = BillComparison(tender: lot.tender, bids: lot.bids)
            #expect(comparison.findings.allSatisfy { $0.strength == .weak }, "\(honest), seed \(seed)")
        }
    }
}
