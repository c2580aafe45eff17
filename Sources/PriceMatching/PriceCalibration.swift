// PriceCalibration.swift — what a score is worth: how many innocent pairs that were simulated reached it. Nothing else is said of
// chance, since the scores themselves are no probabilities.

package enum PriceCalibration {
    /// Bounds of the sizes that were simulated apart: pairs with under 20 items to compare, under 60, and so on.
    package static let sizes = [20, 60, 200, 700, 1_000_000]

    /// How many of the simulated pairs reached a score.
    static func chance(_ test: PriceTest, items: Int, score: Double) -> CalibratedChance {
        CalibratedChance(simulated: simulated, reached: scores(test, items: items).prefix { $0 >= score }.count)
    }

    /// The highest scores of innocent pairs of about this size, the highest first.
    static func scores(_ test: PriceTest, items: Int) -> [Double] {
        let size = sizes.firstIndex { items < $0 } ?? sizes.count - 1
        guard let lists = highest[test], size < lists.count else { return [] }
        return lists[size]
    }
}
