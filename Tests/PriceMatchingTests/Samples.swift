// Samples.swift — small bills written by hand.
import PriceMatching
import TenderModel

/// A line of a bill: code, price, and what else matters.
struct Line {
    var code: String
    /// Empty for a blank.
    var price: String
    var quantity = "10"
    /// Computed where it is nil.
    var total: String?
    var category = BillCategory.works
    var isGiven = false
    var rate: String?
    var section = "一"
}

enum Samples {
    static func bill(_ file: String, _ lines: [Line], unit: String = "土建") -> Bill {
        var bill = Bill(file: file, format: "test")
        bill.nodes = [BillNode(kind: .unit, name: unit)]
        var sections: [String: Int32] = [:]
        for (index, line) in lines.enumerated() {
            if sections[line.section] == nil {
                sections[line.section] = Int32(bill.nodes.count)
                bill.nodes.append(BillNode(kind: .section, name: line.section, parent: 0))
            }
            let price = ExactDecimal(line.price)
            let quantity = ExactDecimal(line.quantity)
            let product = price.flatMap { price in quantity?.times(price, roundedTo: 2) }
            bill.items.append(
                BillItem(
                    code: line.code, name: "项目\(line.code)", quantity: quantity, price: price,
                    total: line.total.map { ExactDecimal($0) } ?? product, rate: line.rate.flatMap { ExactDecimal($0) },
                    category: line.category, isGiven: line.isGiven, node: sections[line.section] ?? -1,
                    line: UInt32(index + 1)))
        }
        return bill
    }

    /// Bids a, b, c… with these prices for items 1, 2, 3…
    static func compare(_ prices: [[String]], tender: [String]? = nil) -> BillComparison {
        func lines(_ prices: [String]) -> [Line] {
            prices.enumerated().map { Line(code: "\($0.offset + 1)", price: $0.element) }
        }
        return BillComparison(
            tender: tender.map { bill("tender.xml", lines($0)) },
            bids: prices.enumerated().map { index, own in
                let name = String(UnicodeScalar(UInt8(97 + index)))
                return PricedBill(bidder: name, bill: bill("\(name).xml", lines(own)))
            })
    }

    /// Prices without rhyme or reason, the same for the same seed, from 10 to 1,000 yuan.
    static func prices(_ count: Int, seed: UInt64) -> [Int64] {
        var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 1000 + Int64((state >> 33) % 99_000)
        }
    }

    static func yuan(_ fen: [Int64]) -> [String] { fen.map { ExactDecimal(mantissa: $0, scale: 2).description } }
}
