// PriceScreens.swift — how a lot's total prices are spread (报价离散度): figures to rank lots by, never to accuse anyone.
//
// Abrantes-Metz et al. (2006) and Huber & Imhof (2019) name them; s is the sample deviation, b₁ ≤ b₂ ≤ … the prices.
internal import Glibc
package import TenderModel

/// Which spread of prices is unusual under the tender's way to award.
package enum SuspiciousSpread: String, Sendable, Hashable, Codable, CaseIterable {
    /// The lowest price wins: a cartel's prices stand close behind its winner's.
    case narrow
    /// A mean of the prices decides: a cartel pushes the mean with prices far out.
    case wide
    /// The ceiling alone decides: nobody's price moves the benchmark.
    case neither

    package init(_ evaluation: Evaluation) {
        guard let price = evaluation.price else {
            self = .narrow
            return
        }
        switch price.formula {
        case .lowest: self = .narrow
        case .benchmark: self = price.ceilingShare.parts >= 1_000_000 ? .neither : .wide
        }
    }
}

/// The figures of one lot. A figure is nil where there are too few prices for it, or all are equal.
package struct PriceScreens: Sendable, Hashable, Codable {
    package var count: Int
    /// Coefficient of variation (变异系数), s / mean.
    package var variation: Double?
    /// Spread (极差比), (bₙ − b₁) / b₁.
    package var spread: Double?
    /// Distance of the two lowest, (b₂ − b₁) / b₁.
    package var lowestGap: Double?
    /// Skewness (偏度), n / ((n−1)(n−2)) Σz³; three prices or more.
    package var skewness: Double?
    /// Excess kurtosis (峰度), four prices or more.
    package var kurtosis: Double?
    /// Relative distance, (b₂ − b₁) / s of the losing prices; three prices or more.
    package var relativeDistance: Double?
    /// Kolmogorov–Smirnov distance of the prices, scaled to 0…1, from the uniform distribution; three prices or more.
    package var uniformDistance: Double?
    package var suspicious: SuspiciousSpread
    /// Prices that are equal to the fen, each with how many bids have it.
    package var equal: [EqualPrice]

    package struct EqualPrice: Sendable, Hashable, Codable {
        package var price: Money
        package var bids: Int
    }

    /// Prices of 0 and less are no prices, and are left out.
    package init(_ prices: [Money], evaluation: Evaluation) {
        let fen = prices.map(\.fen).filter { $0 > 0 }.sorted()
        let values = fen.map(Double.init)
        count = values.count
        suspicious = SuspiciousSpread(evaluation)
        var equal: [EqualPrice] = []
        for price in fen {
            if equal.last?.price.fen == price {
                equal[equal.count - 1].bids += 1
            } else {
                equal.append(EqualPrice(price: Money(fen: price), bids: 1))
            }
        }
        self.equal = equal.filter { $0.bids > 1 }
        guard count > 1 else { return }
        let n = Double(count)
        let (lowest, second, highest) = (values[0], values[1], values[count - 1])
        spread = (highest - lowest) / lowest
        lowestGap = (second - lowest) / lowest
        let mean = values.reduce(0, +) / n
        let deviation = Self.deviation(values)
        variation = deviation / mean
        guard count > 2, fen[0] < fen[count - 1] else { return }
        let z = values.map { ($0 - mean) / deviation }
        skewness = n / ((n - 1) * (n - 2)) * z.reduce(0) { $0 + $1 * $1 * $1 }
        if count > 3 {
            let fourth = z.reduce(0) { $0 + $1 * $1 * $1 * $1 }
            kurtosis =
                n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * fourth - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
        }
        let losing = Self.deviation(Array(values.dropFirst()))
        if fen[1] < fen[count - 1] { relativeDistance = (second - lowest) / losing }
        uniformDistance = values.enumerated().reduce(0) { most, each in
            let scaled = (each.element - lowest) / (highest - lowest)
            return max(most, Double(each.offset + 1) / n - scaled, scaled - Double(each.offset) / n)
        }
    }

    /// The sample deviation.
    private static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return sqrt(squares / Double(values.count - 1))
    }

    /// Lots whose spread is suspicious in one direction, the most unusual first; those that say nothing are left out.
    package static func ranked(
        _ lots: [(id: String, screens: PriceScreens)], _ direction: SuspiciousSpread
    ) -> [(id: String, variation: Double)] {
        let told = lots.compactMap { lot in
            lot.screens.suspicious == direction ? lot.screens.variation.map { (id: lot.id, variation: $0) } : nil
        }
        switch direction {
        case .narrow: return told.sorted { ($0.variation, $0.id) < ($1.variation, $1.id) }
        case .wide: return told.sorted { ($1.variation, $0.id) < ($0.variation, $1.id) }
        case .neither: return []
        }
    }
}
