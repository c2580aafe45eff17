// PriceRatio.swift — a ratio of prices as a person would write it: with as few decimals as fit.
internal import TenderModel

/// mantissa / 10^scale, above zero.
struct PriceRatio: Sendable, Hashable {
    let mantissa: Int64
    let scale: Int

    private static let powers: [Int64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    ]
    static let maxScale = 9

    init(mantissa: Int64, scale: Int) {
        self.mantissa = mantissa
        self.scale = min(max(scale, 0), Self.maxScale)
    }

    /// The decimal with the fewest figures from `low` to `high`; nil where none of nine decimals lies there.
    init?(low: Double, high: Double, from decimals: Int = 0) {
        guard low.isFinite, high.isFinite, low > 0, high >= low, high < 1_000_000 else { return nil }
        for scale in decimals...Self.maxScale {
            let power = Double(Self.powers[scale])
            let candidate = (low * power).rounded(.up)
            if candidate <= high * power, candidate >= 1 {
                self.init(mantissa: Int64(candidate), scale: scale)
                return
            }
        }
        return nil
    }

    var value: Double { Double(mantissa) / Double(Self.powers[scale]) }
    var decimal: ExactDecimal { ExactDecimal(mantissa: mantissa, scale: scale) }

    /// Whether `derived` is `base` × ratio to within `times` half steps: with 1, whether it is that, rounded.
    func holds(_ base: Int64, _ derived: Int64, step: Int64, times: Int128 = 1) -> Bool {
        let power = Int128(Self.powers[scale])
        let rest = Int128(derived) * power - Int128(base) * Int128(mantissa)
        return rest.magnitude * 2 <= (Int128(step) * power * times).magnitude
    }
}
