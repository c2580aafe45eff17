// SimulatedLot.swift — a lot of priced bills with known truth, made from prices in fen.
internal import Glibc
package import PriceMatching
package import TenderModel

package struct SimulatedLot: Sendable {
    package var tender: Bill?
    package var bids: [PricedBill]
    /// Names of the two of whom one copied; nil where all are honest.
    package var planted: Set<String>?
}

/// What a lot is made of, before it becomes bills.
struct Draft {
    var chapters: Int
    /// Market price of each item, in yuan.
    var market: [Double]
    /// By bid and item, in fen; 0 for a blank.
    var prices: [[Int64]] = []
    /// In fen; empty where the tender's bill has no prices.
    var control: [Int64] = []
    /// Items at which these bids made the same mistake: total stated in fen, by bid.
    var totals: [[Int: Int64]] = []

    init(items: Int, chapters: Int, _ random: inout Seeded) {
        self.chapters = chapters
        // from a yuan for a metre of cable to tens of thousands for a pump
        market = (0..<items).map { _ in min(60_000, max(0.6, pow(10, random.within(0, 3.6)) + random.within(0, 3))) }
    }

    func chapter(_ item: Int) -> Int { item * chapters / max(1, market.count) }

    func quantity(_ item: Int) -> Int64 { Int64(item % 37 + 1) * 3 }

    func bill(_ file: String, _ fen: [Int64], totals: [Int: Int64] = [:]) -> Bill {
        var bill = Bill(file: file, format: "simulated")
        bill.nodes = [BillNode(kind: .unit, name: "土建"), BillNode(kind: .group, parent: 0, category: .works)]
        for number in 0..<chapters {
            bill.nodes.append(BillNode(kind: .section, name: "第\(number + 1)章", parent: 1, line: UInt32(number)))
        }
        bill.items.reserveCapacity(market.count)
        for item in market.indices {
            let price = fen.isEmpty || fen[item] == 0 ? nil : ExactDecimal(mantissa: fen[item], scale: 2)
            let total = price.map { _ in
                ExactDecimal(mantissa: totals[item] ?? fen[item] * quantity(item), scale: 2)
            }
            bill.items.append(
                BillItem(
                    code: Self.codes[item % Self.codes.count], name: "项目", unit: "m",
                    quantity: ExactDecimal(mantissa: quantity(item), scale: 0), price: price, total: total,
                    node: Int32(chapter(item) + 2), line: UInt32(item + 1)))
        }
        return bill
    }

    private static let codes = (0..<20_000).map { "01" + String(1_000_000_000 + $0) }

    func lot(planted: (Int, Int)? = nil, tender: Bool = true) -> SimulatedLot {
        SimulatedLot(
            tender: tender ? bill("tender.xml", control) : nil,
            bids: prices.indices.map {
                PricedBill(
                    bidder: Self.name($0),
                    bill: bill("\(Self.name($0)).xml", prices[$0], totals: $0 < totals.count ? totals[$0] : [:]))
            },
            planted: planted.map { [Self.name($0.0), Self.name($0.1)] })
    }

    static func name(_ bid: Int) -> String { "bidder-" + (bid < 10 ? "0" : "") + String(bid) }
}
