// ProvenanceTests.swift — how bills were made up: what is found of each planted copy, and that nothing is said of honest bidders.
import BillSimulation
import PriceMatching
import TenderModel
import Testing

@Suite struct ProvenanceTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var made: ProvenanceCase
        /// Kinds of clues about the first two bidders, with their strength; none about anybody else.
        var clues: [String: ClueStrength] = [:]
        /// With the tender's published prices, without them, or both.
        var tender: [Bool] = [true, false]
        var bids = 7
        var why: String
        var testDescription: String { "\(made.rawValue): \(why)" }
    }

    static let rows: [Row] = [
        Row(made: .published, why: "published prices for most, own quotations for some"),
        Row(made: .allPublished, why: "honest bills equal to the fen"),
        Row(made: .discount, why: "two take each its own share off every published price"),
        Row(made: .market, why: "nobody follows what is published"),
        Row(made: .threeAlike, why: "three share a source: held against nobody, nor against those who do not"),
        Row(made: .byTheBook, tender: [true], why: "conversions of the book, supplementary quotas of the tender"),
        Row(
            made: .otherMonth, clues: ["prices": .weak],
            why: "the price period is background: a whole other list is weak at most"),
        Row(
            made: .supplier, clues: ["prices": .weak],
            why: "one supplier's sizes of one thing are weak at most"),
        Row(made: .copiedPrices, clues: ["prices": .strong], why: "forty odd prices beside the published ones"),
        Row(made: .copiedQuotas, clues: ["quotas": .strong], why: "four quotas that one of them made up"),
        Row(made: .copiedMistakes, clues: ["mistakes": .strong], why: "three times the same slip of ten or a hundred"),
        Row(made: .copiedConversions, clues: ["conversions": .moderate], why: "coefficients that nobody else has"),
        Row(made: .copiedConsumptions, clues: ["consumptions": .strong], why: "twenty quotas edited alike"),
        Row(
            made: .copiedPrices, clues: ["prices": .weak], tender: [true], bids: 2,
            why: "two bills: nobody shows what is common"),
        Row(
            made: .copiedQuotas, clues: ["quotas": .weak], tender: [true], bids: 2, why: "two bills, even so"),
    ]

    private static func found(_ comparison: ProvenanceComparison) -> [Set<String>: [String: ClueStrength]] {
        var found: [Set<String>: [String: ClueStrength]] = [:]
        let bills = comparison.bidders.count
        for pair in comparison.pairs {
            var kinds: [String: ClueStrength] = [:]
            kinds["quotas"] = ProvenanceStrengths.quotas(pair, bills: bills)
            kinds["mistakes"] = ProvenanceStrengths.mistakes(pair, bills: bills)
            kinds["conversions"] = ProvenanceStrengths.conversions(pair, bills: bills)
            kinds["prices"] = ProvenanceStrengths.prices(pair, bills: bills)
            kinds["consumptions"] = ProvenanceStrengths.consumptions(pair, bills: bills)
            if !kinds.isEmpty { found[[pair.firstBidder, pair.secondBidder]] = kinds }
        }
        return found
    }

    @Test(arguments: rows) func says(_ row: Row) {
        for tender in row.tender {
            for seed in 1...3 as ClosedRange<UInt64> {
                let lot = row.made.lot(bids: row.bids, tender: tender, seed: seed)
                let found = Self.found(ProvenanceComparison(tender: lot.tender, bids: lot.bids))
                let expected = row.clues.isEmpty ? [:] : [Set(lot.bids.prefix(2).map(\.bidder)): row.clues]
                #expect(found == expected, "tender \(tender), seed \(seed)")
            }
        }
    }

    @Test func whatWasLeftOutIsCounted() {
        let lot = ProvenanceCase.byTheBook.lot(bids: 4, tender: true, seed: 3)
        let told = ProvenanceComparison(tender: lot.tender, bids: lot.bids).excluded
        #expect(told.quotasOfMany == 2 && told.conversionsOfMany == 30 && told.atBase > 500)
        let alike = ProvenanceCase.threeAlike.lot(bids: 5, tender: true, seed: 3)
        #expect(ProvenanceComparison(tender: alike.tender, bids: alike.bids).excluded.common >= 55)
        let shares = ProvenanceCase.discount.lot(bids: 5, tender: true, seed: 3)
        #expect(ProvenanceComparison(tender: shares.tender, bids: shares.bids).excluded.discounted > 400)
        // five bids of which three have another price: no camp is twice the other
        let unknown = ProvenanceCase.threeAlike.lot(bids: 5, tender: false, seed: 3)
        #expect(ProvenanceComparison(tender: nil, bids: unknown.bids).excluded.withoutBase >= 40)
    }

    struct Coded: Sendable {
        var code: String
        var base: String
        var isSupplementary = false
        var isConverted = false
    }

    @Test(arguments: [
        Coded(code: "A1-5", base: "A1-5"), Coded(code: "A1-5换", base: "A1-5", isConverted: true),
        Coded(code: "A1-5 R*1.15,J*1.2", base: "A1-5", isConverted: true),
        Coded(code: "1-23+1-24*3", base: "1-23", isConverted: true),
        Coded(code: "010101H", base: "010101", isConverted: true), Coded(code: "BH", base: "BH"),
        Coded(code: "补12", base: "补12", isSupplementary: true),
        Coded(code: "补充-3", base: "补充-3", isSupplementary: true),
        Coded(code: "B-7", base: "B-7", isSupplementary: true),
        Coded(code: "BC012", base: "BC012", isSupplementary: true),
        Coded(code: "B1-7", base: "B1-7"), Coded(code: "", base: ""),
    ])
    func codes(_ c: Coded) {
        let quota = Quota(code: c.code)
        #expect(quota.base == c.base && quota.isSupplementary == c.isSupplementary)
        #expect(quota.isConverted == c.isConverted)
    }

    /// What a bid itself calls published is not held against it where nobody knows better.
    @Test func aStatedPublishedPriceIsNoDeviation() {
        func bill(_ price: String, _ published: String?) -> Bill {
            var bill = Bill(file: "a.xml", format: "x")
            var analysis = BillAnalysis()
            for place in 0..<30 {
                analysis.resources.append(
                    Resource(
                        code: "", name: "钢材\(place)", price: ExactDecimal(price + "\(place % 9 + 1)"),
                        published: published.flatMap { ExactDecimal($0 + "\(place % 9 + 1)") }))
            }
            bill.analysis = analysis
            return bill
        }
        let own = (0..<2).map { PricedBill(bidder: "\($0)", bill: bill("31.2", "31.2")) }
        let others = (2..<6).map { PricedBill(bidder: "\($0)", bill: bill("30.7", nil)) }
        let told = ProvenanceComparison(tender: nil, bids: own + others)
        #expect(told.pairs.isEmpty && told.excluded.statedPublished == 60)
    }
}
