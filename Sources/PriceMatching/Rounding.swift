// Rounding.swift — whether one bid's prices were computed from the other's rounded ones, or both from something finer.
//
// B = round(r × A) leaves no more than half a step between B and r × A. Where A = round(a × base) and B = round(b × base),
// two roundings add up: a quarter of the items lie further apart. Many items within half a step and next to none beyond it
// are not what a common base leaves behind.
internal import Glibc

enum Rounding {
    /// e^-11.5 is 1 in 100,000: how seldom a common base may look like a derived bill.
    private static let certainty = 11.5

    static func pattern(_ kind: PriceRelationKind, _ parts: [Part], _ rows: PairRows) -> RoundingPattern? {
        switch kind {
        case .identical, .nearRatio: return nil
        case .ratio: return ofRatio(parts, rows)
        case .difference:
            let step = max(rows.firstStep, rows.secondStep)
            return parts.allSatisfy { ($0.difference ?? 0).magnitude > UInt64(2 * step) } ? .derived : .commonBase
        }
    }

    private static func ofRatio(_ parts: [Part], _ rows: PairRows) -> RoundingPattern {
        var (within, beyond, share) = (0, 0, 0.0)
        for part in parts {
            guard let ratio = part.ratio else { continue }
            let (base, derived) = part.secondIsDerived ? (rows.first, rows.second) : (rows.second, rows.first)
            let (coarse, step) =
                part.secondIsDerived ? (rows.firstStep, rows.secondStep) : (rows.secondStep, rows.firstStep)
            var (inside, outside) = (0, 0)
            for place in 0..<rows.count where base[place] != derived[place] {
                guard part.chapter == nil || rows.chapter[place] == part.chapter,
                    ratio.holds(base[place], derived[place], step: step, times: 3)
                else { continue }
                if ratio.holds(base[place], derived[place], step: step) { inside += 1 } else { outside += 1 }
            }
            within += inside
            beyond += outside
            share += Double(inside + outside) * common(ratio.value * Double(coarse) / Double(step))
        }
        let total = Double(within + beyond)
        guard total > 0 else { return .commonBase }
        let (seen, wanted) = (Double(beyond) / total, share / total)
        guard seen < wanted else { return .commonBase }
        // Chernoff's bound on so few beyond half a step
        var exponent = (1 - seen) * log((1 - seen) / (1 - wanted))
        if seen > 0 { exponent += seen * log(seen / wanted) }
        return total * exponent >= certainty ? .derived : .commonBase
    }

    /// The share beyond half a step under a common base, where the other bid's rounding comes to `a` of the derived one's.
    static func common(_ a: Double) -> Double {
        guard a > 0 else { return 0 }
        let reach = min(a / 2, 1)
        return max(0, 1 - 2 / a * (reach - reach * reach / 2))
    }
}
