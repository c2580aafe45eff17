// BillRemarkTests.swift — relations of prices that are pinned on nobody: which they are, and that two who did copy stay found beside them.
import Reporting
import TenderModel
import Testing

@testable import Comparison

@Suite struct BillRemarkTests {
    /// Prices in fen without rhyme or reason, from 10 to 1,000 yuan.
    private static func prices(_ seed: UInt64, items: Int = 200) -> [Int64] {
        var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (0..<items).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 1000 + Int64((state >> 33) % 99_000)
        }
    }

    private static func share(_ prices: [Int64], _ thousandths: Int64, first: Int = .max, then: [Int64] = []) -> [Int64]
    {
        prices.enumerated().map { $0.offset < first ? ($0.element * thousandths + 500) / 1000 : then[$0.offset] }
    }

    private static func bill(_ name: String, _ prices: [Int64]) -> Bill {
        var bill = Bill(file: name + ".xml", format: "test")
        bill.nodes = [BillNode(kind: .unit, name: "土建")]
        bill.items = prices.enumerated().map { index, fen in
            BillItem(
                code: "\(index + 1)", name: "项目\(index + 1)", quantity: ExactDecimal("10"),
                price: ExactDecimal(mantissa: fen, scale: 2), total: ExactDecimal(mantissa: fen * 10, scale: 2),
                node: 0,
                line: UInt32(index + 1))
        }
        return bill
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var bids: [[Int64]]
        var control: [Int64]?
        /// Pairs with their strength, and remarks with their bids.
        var clues: [String]
        var remarks: [String]
        var why: String
        var testDescription: String { why }
    }

    private static let model = prices(1)

    static let cases = [
        Case(
            bids: [model, share(model, 965), prices(2), prices(3)], clues: ["AB moderate"], remarks: [],
            why: "one copied from another"),
        Case(
            bids: [model, share(model, 965), share(model, 931), prices(2)], clues: [],
            remarks: ["common-relation ABC 3"], why: "three in one relation: one remark, and no clue on any two"),
        Case(
            bids: [model, share(model, 965), share(model, 931, first: 40, then: prices(4)), prices(2)],
            clues: ["AB moderate"], remarks: ["common-relation ABC 2"],
            why: "the two who copied stay; the third, who has a part of it, is named with neither"),
        Case(
            bids: [
                share(prices(5), 950).enumerated().map { $0.element + Int64($0.offset % 3) - 1 },
                share(prices(5), 920).enumerated().map { $0.element + Int64($0.offset % 5) - 2 }, prices(2), prices(3),
            ], control: prices(5), clues: [], remarks: ["control-price AB 1"],
            why: "both keep near a share of the control price, which explains it"),
    ]

    @Test(arguments: cases) func whatOthersExplainIsARemark(_ row: Case) throws {
        var lot = try ComparedLot(
            bids: row.bids.enumerated().map { index, prices in
                var bid = ComparedBid(name: "投标人\(index + 1)")
                bid.bill = Self.bill(bid.name, prices)
                return bid
            }, at: ReportSamples.at)
        // control prices that have nothing to do with the bids, where a row does not say otherwise
        lot.tenderBill = Self.bill("招标清单", row.control ?? Self.prices(9))
        let comparison = try Comparison(lot, ComparisonContext(), signals: [BillSignal()])
        func letters(_ bids: [Int]) -> String { bids.map(ComparedLot.letter).joined() }
        #expect(comparison.clues.map { "\(letters($0.bids)) \($0.strength.rawValue)" } == row.clues)
        let remarks = comparison.remarks.filter { $0.signal == .bill }
        #expect(
            remarks.map { "\($0.kind) \(letters($0.bids)) \($0.statements[0].figures["relations"]?.text ?? "")" }
                == row.remarks)
        for statement in comparison.remarks.flatMap(\.allStatements) { #expect(statement.flaws == []) }
    }
}
