// Chance.swift — how often chance gives this much (偶然概率): exact tails, and what is asked of them when many are looked at.
internal import Glibc

/// Tails of distributions; each is exact, and never above 1.
package enum Chance {
    /// What a finding's chance must not exceed, after it was multiplied with how many were looked at: of a hundred markets without any
    /// arrangement, one or fewer should have any finding of one kind.
    package static let level = 0.01
    /// Lots that two units must have in common before anything is said of them.
    package static let support = 5

    /// One stratum (分层): of `lots` lots, one unit bid in `first` and another in `second`.
    package struct Stratum: Sendable, Hashable {
        package var lots: Int
        package var first: Int
        package var second: Int

        package init(lots: Int, first: Int, second: Int) {
            self.lots = lots
            self.first = first
            self.second = second
        }
    }

    /// How many lots two units that choose lots by themselves have in common, on average.
    package static func expected(_ strata: [Stratum]) -> Double {
        strata.reduce(0) { $0 + Double($1.first) * Double($1.second) / Double(max($1.lots, 1)) }
    }

    /// The chance that two units that choose lots by themselves meet in `joint` lots or more: the tail of a sum of hypergeometric
    /// numbers, one for each stratum.
    package static func meeting(_ joint: Int, _ strata: [Stratum]) -> Double {
        var sum = [1.0]
        for stratum in strata where stratum.first > 0 && stratum.second > 0 {
            let one = hypergeometric(stratum)
            var next = [Double](repeating: 0, count: sum.count + one.count - 1)
            for (i, a) in sum.enumerated() where a > 0 {
                for (j, b) in one.enumerated() { next[i + j] += a * b }
            }
            sum = next
        }
        guard joint > 0 else { return 1 }
        guard joint < sum.count else { return 0 }
        // the small ones first
        return min(1, sum[joint...].reversed().reduce(0, +))
    }

    /// The chance of 0, 1, 2… lots in common: each from its neighbour, outwards from the likeliest, then scaled to sum 1.
    private static func hypergeometric(_ stratum: Stratum) -> [Double] {
        let n = stratum.lots
        let (a, b) = (min(stratum.first, n), min(stratum.second, n))
        let (least, most) = (max(0, a + b - n), min(a, b))
        let likeliest = min(max((a + 1) * (b + 1) / (n + 2), least), most)
        /// P(k + 1) ÷ P(k).
        func step(_ k: Int) -> Double {
            Double(a - k) * Double(b - k) / (Double(k + 1) * Double(n - a - b + k + 1))
        }
        var chances = [Double](repeating: 0, count: most + 1)
        chances[likeliest] = 1
        for k in stride(from: likeliest, to: most, by: 1) { chances[k + 1] = chances[k] * step(k) }
        for k in stride(from: likeliest, to: least, by: -1) { chances[k - 1] = chances[k] / step(k - 1) }
        let whole = chances.reduce(0, +)
        return chances.map { $0 / whole }
    }

    /// The chance that independent chances are together as small as these or smaller (Fisher 1932): the tail of χ² with 2k degrees
    /// of freedom at −2 Σ ln p. Chances that come in steps make it too large, never too small.
    package static func together(_ chances: [Double]) -> Double {
        guard !chances.isEmpty else { return 1 }
        let half = -chances.reduce(0) { $0 + log(max($1, 1e-300)) }
        var (term, sum) = (1.0, 1.0)
        for i in 1..<max(chances.count, 1) {
            term *= half / Double(i)
            sum += term
        }
        let tail = exp(-half) * sum
        return tail.isFinite ? min(1, tail) : 0
    }

    /// Bonferroni's correction: the chance that any of so many shows this by chance, however they hang together.
    package static func corrected(_ chance: Double, among count: Int) -> Double {
        min(1, chance * Double(max(count, 1)))
    }
}
