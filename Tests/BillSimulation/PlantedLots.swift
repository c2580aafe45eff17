// PlantedLots.swift — lots in which one bidder made its bill from another's, in the ways that are known.
internal import Glibc

package enum PlantedRelation: String, Sendable, CaseIterable {
    /// One ratio over the whole bill; on 30 % of it; on 10 %.
    case ratioAll = "ratio-all"
    case ratio30 = "ratio-30"
    case ratio10 = "ratio-10"
    /// Another ratio in each chapter.
    case ratioByChapter = "ratio-by-chapter"
    /// A ratio, and then up or down by as much as 0.5 %.
    case ratioNoise = "ratio-noise"
    case difference
    /// 40 % of the prices taken over as they are; 15 %.
    case identical40 = "identical-40"
    case identical15 = "identical-15"
    /// Line totals that are wrong in both in the same way.
    case arithmetic

    package func lot(items: Int = 2000, bids: Int = 8, control: Bool = false, seed: UInt64) -> SimulatedLot {
        var random = Seeded(seed ^ 0xB1A0)
        var draft = Draft(items: items, chapters: max(1, items / 80), &random)
        if control { draft.control = draft.market.map { Habit.to(1, $0 * 100) } }
        for _ in 0..<bids {
            draft.prices.append(Bidder(chapters: draft.chapters, &random).prices(draft, &random))
        }
        let first = random.below(bids)
        let second = (first + 1 + random.below(bids - 1)) % bids
        // the model is written by software, to the fen; the copy is computed
        draft.prices[first] = Bidder(chapters: draft.chapters, habit: .fen, &random).prices(draft, &random)
        let own = Bidder(chapters: draft.chapters, habit: .fen, &random).prices(draft, &random)
        plant(&draft, first, second, own, &random)
        return draft.lot(planted: (first, second))
    }

    private func plant(_ draft: inout Draft, _ first: Int, _ second: Int, _ own: [Int64], _ random: inout Seeded) {
        let model = draft.prices[first]
        func factor() -> Double { (random.within(0.9, 0.995) * 1000).rounded() / 1000 }
        let whole = factor()
        let chapters = (0..<draft.chapters).map { _ in factor() }
        let difference = Int64(20 + random.below(400))
        draft.prices[second] = model.indices.map { item in
            let price = Double(model[item])
            switch self {
            case .ratioAll: return Habit.to(1, price * whole)
            case .ratio30: return random.happens(0.3) ? Habit.to(1, price * whole) : own[item]
            case .ratio10: return random.happens(0.1) ? Habit.to(1, price * whole) : own[item]
            case .ratioByChapter: return Habit.to(1, price * chapters[draft.chapter(item)])
            case .ratioNoise: return Habit.to(1, price * whole * random.within(0.995, 1.005))
            case .difference: return model[item] + difference
            case .identical40: return random.happens(0.4) ? model[item] : own[item]
            case .identical15: return random.happens(0.15) ? model[item] : own[item]
            case .arithmetic: return own[item]
            }
        }
        guard self == .arithmetic else { return }
        draft.totals = Array(repeating: [:], count: draft.prices.count)
        for _ in 0..<4 {
            let item = random.below(model.count)
            let wrong = draft.quantity(item) + 1 + Int64(random.below(20))
            for bid in [first, second] { draft.totals[bid][item] = draft.prices[bid][item] * wrong }
        }
        // honest slips beside them
        for bid in draft.prices.indices {
            for _ in 0..<3 {
                let item = random.below(model.count)
                guard draft.totals[bid][item] == nil else { continue }
                draft.totals[bid][item] =
                    draft.prices[bid][item] * draft.quantity(item) + Int64(1 + random.below(99_999))
            }
        }
    }
}
