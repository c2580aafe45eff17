// Calibration.swift — what pure chance reaches: the program that makes Sources/PriceMatching/PriceCalibration+Table.swift.
internal import Glibc
package import PriceMatching

package enum Calibration {
    /// Of each test and size, so many of the highest scores are kept.
    package static let kept = 12

    /// The highest scores among so many innocent pairs of each size: everyone prices alone, by every habit of rounding.
    package static func run(pairs: Int, seed: UInt64) -> [PriceTest: [[Double]]] {
        let sizes = PriceCalibration.sizes
        var random = Seeded(seed)
        var counts = Array(repeating: 0, count: sizes.count)
        var scores: [PriceTest: [[Double]]] = [:]
        for test in PriceTest.allCases { scores[test] = Array(repeating: [], count: sizes.count) }
        var lots: UInt64 = 0
        for size in sizes.indices {
            let (low, high) = (size == 0 ? 3 : sizes[size - 1], min(sizes[size], 3000))
            while counts[size] < pairs {
                lots += 1
                let items = Int(exp(random.within(log(Double(low)), log(Double(high) * 1.1))))
                let habit: HonestCase = lots.isMultiple(of: 8) ? .wholeYuan : .independent
                let chapters = max(1, items / (10 + random.below(120)))
                let lot = habit.lot(items: items, bids: 6, chapters: chapters, seed: seed &+ lots &* 7919)
                for scan in BillComparison(tender: lot.tender, bids: lot.bids).scans {
                    let own = sizes.firstIndex { scan.comparable < $0 } ?? sizes.count - 1
                    guard counts[own] < pairs else { continue }
                    counts[own] += 1
                    for (test, tally) in zip(PriceTest.allCases, scan.tallies) {
                        insert(tally.score, &scores[test, default: []][own])
                    }
                }
            }
        }
        return scores
    }

    private static func insert(_ score: Double, _ list: inout [Double]) {
        guard list.count < kept || score > list[list.count - 1] else { return }
        list.insert(score, at: list.firstIndex { $0 < score } ?? list.count)
        if list.count > kept { list.removeLast() }
    }

    /// The table as Swift.
    package static func source(_ scores: [PriceTest: [[Double]]], pairs: Int, seed: UInt64) -> String {
        var text = """
            // PriceCalibration+Table.swift — the highest scores of innocent pairs. Made, not written: `scripts/bench --only prices
            // --calibrate \(pairs)` simulates them again (seed \(seed)) and prints this file.

            extension PriceCalibration {
                /// Innocent pairs simulated for each size.
                package static let simulated = \(pairs)

                /// By test and ``sizes``, the highest first.
                static let highest: [PriceTest: [[Double]]] = [

            """
        for test in PriceTest.allCases {
            text += "        .\(test): [\n"
            for list in scores[test] ?? [] {
                let figures = list.map { String(($0 * 10).rounded(.up) / 10) }.joined(separator: ", ")
                text += "            [\(figures)],\n"
            }
            text += "        ],\n"
        }
        return text + "    ]\n}\n"
    }
}
