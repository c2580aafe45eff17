// HonestLots.swift — lots in which nobody copied and much is alike all the same.
internal import Glibc

package enum HonestCase: String, Sendable, CaseIterable {
    /// Everyone prices alone, each by its own habit of rounding.
    case independent
    /// Every price of everyone in whole yuan.
    case wholeYuan = "whole-yuan"
    /// Two bidders, or all, take the same share off every published control price.
    case controlDiscount = "control-discount"
    /// The same, chapter by chapter, with control prices rounded from parts.
    case controlByChapter = "control-by-chapter"
    /// Near the control price with a little of each bidder's own.
    case nearControl = "near-control"
    /// Quota and published prices (定额 + 信息价), all bidders.
    case quotaMany = "quota-many"
    /// The same, only two of them.
    case quotaTwo = "quota-two"
    /// Two bidders start from one unpublished base, each with its own factor.
    case baseTwo = "base-two"
    /// The same, all bidders.
    case baseMany = "base-many"
    /// Under twenty items, two of them alike by the catalogue of one maker.
    case smallBill = "small-bill"
    /// One item, equal totals.
    case singleItem = "single-item"
    /// The tender's file had prices in it, and all left most of them.
    case prefilled
    /// A file with prices went round that the tender's bill does not show; three took them.
    case prefilledElsewhere = "prefilled-elsewhere"
    /// Slips of the pen in line totals; and two whose software shows totals with tax.
    case slips

    /// The chapters are of 80 items each unless said otherwise.
    package func lot(items: Int = 2000, bids: Int = 8, chapters: Int? = nil, seed: UInt64) -> SimulatedLot {
        var random = Seeded(seed)
        switch self {
        case .smallBill: return small(4 + random.below(16), bids, &random)
        case .singleItem: return small(1, bids, &random)
        default: break
        }
        var draft = Draft(items: items, chapters: chapters ?? max(1, items / 80), &random)
        func alone(_ habit: Habit? = nil) -> [Int64] {
            Bidder(chapters: draft.chapters, habit: habit, &random).prices(draft, &random)
        }
        switch self {
        case .independent, .smallBill, .singleItem, .slips: for _ in 0..<bids { draft.prices.append(alone()) }
        case .wholeYuan: for _ in 0..<bids { draft.prices.append(alone(.yuan)) }
        case .controlDiscount, .controlByChapter, .nearControl:
            draft.control = draft.market.map { Habit.to(1, $0 * 100) }
            let followers = random.happens(0.5) ? 2 : bids
            for bid in 0..<bids { draft.prices.append(bid < followers ? follow(draft, &random) : alone()) }
        case .quotaMany, .quotaTwo:
            let quota = Quota(draft, &random)
            let users = self == .quotaMany ? bids : 2
            for bid in 0..<bids { draft.prices.append(bid < users ? quota.prices(&random) : alone()) }
        case .baseTwo, .baseMany:
            let base = draft.market.map { $0 * random.within(0.8, 1.2) }
            let users = self == .baseMany ? bids : 2
            for bid in 0..<bids {
                let factor = (random.within(0.88, 1.05) * 10_000).rounded() / 10_000
                draft.prices.append(bid < users ? base.map { Habit.to(1, $0 * 100 * factor) } : alone())
            }
        case .prefilled, .prefilledElsewhere:
            let filled = draft.market.map { Habit.to(1, $0 * 100) }
            if self == .prefilled { draft.control = filled }
            let users = self == .prefilled ? bids : 3
            for bid in 0..<bids {
                let own = alone()
                draft.prices.append(
                    bid < users ? zip(filled, own).map { random.happens(0.9) ? $0 : $1 } : own)
            }
        }
        if self == .slips { slip(&draft, &random) }
        return draft.lot()
    }

    private func slip(_ draft: inout Draft, _ random: inout Seeded) {
        draft.totals = draft.prices.indices.map { bid in
            var totals: [Int: Int64] = [:]
            for item in draft.market.indices where bid < 2 || random.happens(0.004) {
                let right = draft.prices[bid][item] * draft.quantity(item)
                totals[item] = bid < 2 ? (right * 109 + 50) / 100 : right + Int64(random.below(200)) * 100 - 10_000
            }
            return totals
        }
    }

    private func follow(_ draft: Draft, _ random: inout Seeded) -> [Int64] {
        let whole = (random.within(0.85, 0.99) * 1000).rounded() / 1000
        let own = (0..<draft.chapters).map { _ in (random.within(0.85, 0.99) * 1000).rounded() / 1000 }
        return draft.control.indices.map { item in
            let fen = Double(draft.control[item])
            switch self {
            case .controlDiscount: return Habit.to(1, fen * whole)
            case .controlByChapter: return Habit.to(1, fen * own[draft.chapter(item)]) + Int64(random.below(3)) - 1
            default: return Habit.to(1, fen * whole * exp(0.01 * random.normal()))
            }
        }
    }

    private func small(_ items: Int, _ bids: Int, _ random: inout Seeded) -> SimulatedLot {
        var draft = Draft(items: items, chapters: 1, &random)
        for _ in 0..<bids { draft.prices.append(Bidder(chapters: 1, &random).prices(draft, &random)) }
        // a catalogue that two buy from, at one discount or at two
        let discount = random.happens(0.5) ? 1 : 0.95
        draft.prices[1] = draft.prices[0].map { Habit.to(1, Double($0) * discount) }
        return draft.lot()
    }
}

/// Unit prices built up from labour, plant and materials at published prices, with fees on labour and plant.
struct Quota {
    private var labour: [Double] = []
    private var plant: [Double] = []
    private var parts: [[(material: Int, amount: Double)]] = []
    private let materials = 200

    init(_ draft: Draft, _ random: inout Seeded) {
        for price in draft.market {
            let share = random.within(0.05, 0.5)
            let bare = random.happens(0.15)
            labour.append(price * share * (bare ? 1 : 0.8))
            plant.append(price * (bare ? 1 - share : share * 0.2))
            let count = bare ? 0 : 1 + random.below(3)
            parts.append(
                (0..<count).map { _ in (random.below(materials), price * (1 - share) / Double(count)) })
        }
    }

    /// Nearly everything published: some materials at a price of the bidder's own, in half of the cases its own fees too.
    func prices(_ random: inout Seeded) -> [Int64] {
        var own = Array(repeating: 1.0, count: materials)
        for index in own.indices where random.happens(0.1) { own[index] = random.within(0.85, 1.15) }
        let fees = random.happens(0.5) ? 0.25 : (random.within(0.15, 0.35) * 1000).rounded() / 1000
        return labour.indices.map { item in
            let material = parts[item].reduce(0) { $0 + $1.amount * own[$1.material] }
            return Habit.to(1, ((labour[item] + plant[item]) * (1 + fees) + material) * 100)
        }
    }
}
