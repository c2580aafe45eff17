// PriceBenchmark.swift — the comparison of priced bills on lots with known truth: what is found of each planted relation, what is
// said of honest bidders, and how long a pair takes. See scripts/bench --only prices.
import BillSimulation
import Glibc
import PriceMatching
import Reporting
import TenderModel

enum PriceBenchmark {
    /// One line of JSON: by planted relation lots and lots in which it was found, by honest case pairs, clues and clues above weak.
    static func run(lots: Int, pairs: Int) {
        var planted: [String] = []
        for relation in PlantedRelation.allCases { planted.append(recall(relation, lots)) }
        var honest: [String] = []
        var time: [Double] = []
        for honestCase in HonestCase.allCases { honest.append(precision(honestCase, pairs, &time)) }
        time.sort()
        let made = ProvenanceCase.allCases.map { provenance($0, lots) }
        print(
            """
            {"planted": {\(planted.joined(separator: ", "))}, "honest": {\(honest.joined(separator: ", "))}, \
            "provenance": {\(made.joined(separator: ", "))}, \
            "milliseconds": \(time[time.count / 2])}
            """)
    }

    /// How bills were made up: lots with a clue about the two of whom one copied, clues about any others, and those above weak.
    private static func provenance(_ made: ProvenanceCase, _ lots: Int) -> String {
        var (found, others, above) = (0, 0, 0)
        for seed in 0..<lots {
            let lot = made.lot(bids: 8, tender: seed.isMultiple(of: 2), seed: UInt64(seed) + 1)
            let comparison = ProvenanceComparison(tender: lot.tender, bids: lot.bids)
            for pair in comparison.pairs {
                let bills = comparison.bidders.count
                let strengths = [
                    ProvenanceStrengths.quotas(pair, bills: bills), ProvenanceStrengths.mistakes(pair, bills: bills),
                    ProvenanceStrengths.conversions(pair, bills: bills),
                    ProvenanceStrengths.prices(pair, bills: bills),
                    ProvenanceStrengths.consumptions(pair, bills: bills),
                ].compactMap { $0 }
                guard let strongest = strengths.max() else { continue }
                if made.isPlanted, lot.planted == [pair.firstBidder, pair.secondBidder] {
                    found += 1
                } else {
                    others += 1
                    if strongest > .weak { above += 1 }
                }
            }
        }
        return
            "\"\(made.rawValue)\": {\"lots\": \(lots), \"planted\": \(made.isPlanted), \"found\": \(found), \"others\": \(others), \"above\": \(above)}"
    }

    /// The table in Sources/PriceMatching/PriceCalibration+Table.swift, made again.
    static func calibrate(pairs: Int) {
        let seed: UInt64 = 1
        let scores = Calibration.run(pairs: pairs, seed: seed)
        print(Calibration.source(scores, pairs: pairs, seed: seed), terminator: "")
    }

    private static func recall(_ relation: PlantedRelation, _ lots: Int) -> String {
        var (found, right, strengths, others) = (0, 0, [ClueStrength: Int](), 0)
        for seed in 0..<lots {
            let lot = relation.lot(control: seed.isMultiple(of: 2), seed: UInt64(seed) + 1)
            let comparison = BillComparison(tender: lot.tender, bids: lot.bids)
            for finding in comparison.findings {
                guard lot.planted == [finding.firstBidder, finding.secondBidder] else {
                    others += 1
                    continue
                }
                found += 1
                strengths[finding.strength, default: 0] += 1
                if names(relation, finding) { right += 1 }
            }
        }
        let told = ClueStrength.allCases.map { "\"\($0.rawValue)\": \(strengths[$0] ?? 0)" }.joined(separator: ", ")
        return
            "\"\(relation.rawValue)\": {\"lots\": \(lots), \"found\": \(found), \"named\": \(right), \"others\": \(others), \(told)}"
    }

    /// Whether a finding says what was done, and not only that something is odd.
    private static func names(_ relation: PlantedRelation, _ finding: BillPairFinding) -> Bool {
        let kinds = Set(finding.relations.map(\.kind))
        return switch relation {
        case .ratioAll, .ratio30, .ratio10, .ratioByChapter: kinds.contains(.ratio)
        case .ratioNoise: kinds.contains(.nearRatio)
        case .difference: kinds.contains(.difference)
        case .identical40, .identical15: kinds.contains(.identical)
        case .arithmetic: finding.errors.count > 1
        }
    }

    /// Milliseconds of processor time so far: other work on the machine does not count.
    private static func processor() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }

    private static func precision(_ honest: HonestCase, _ pairs: Int, _ time: inout [Double]) -> String {
        var (seen, clues, above, seed) = (0, 0, 0, UInt64(0))
        while seen < pairs {
            seed += 1
            let lot = honest.lot(bids: 16, seed: seed &* 6007)
            let began = processor()
            let comparison = BillComparison(tender: lot.tender, bids: lot.bids)
            let took = processor() - began
            if honest == .independent { time.append(took / Double(comparison.scans.count)) }
            seen += comparison.scans.count
            clues += comparison.findings.count
            above += comparison.findings.count { $0.strength > .weak }
        }
        return "\"\(honest.rawValue)\": {\"pairs\": \(seen), \"clues\": \(clues), \"above\": \(above)}"
    }
}
