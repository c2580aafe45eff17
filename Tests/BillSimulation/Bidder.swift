// Bidder.swift — how an honest bidder prices: near the market, in its own way, rounded by its own habit.
internal import Glibc

/// Habits of rounding.
enum Habit: CaseIterable {
    case fen, jiao, yuan
    /// Large prices to the yuan, middling ones to the jiao, small ones to the fen.
    case bySize
    /// A third of the prices to the yuan or half a yuan, the others as they come.
    case now
    /// Prices that end in 0.50 or 0.80.
    case endings

    func round(_ yuan: Double, _ random: inout Seeded) -> Int64 {
        let fen = max(1, yuan * 100)
        switch self {
        case .fen: return Self.to(1, fen)
        case .jiao: return Self.to(10, fen)
        case .yuan: return Self.to(100, fen)
        case .bySize: return Self.to(yuan >= 1000 ? 100 : yuan >= 100 ? 10 : 1, fen)
        case .now: return Self.to(random.happens(0.33) ? (random.happens(0.5) ? 100 : 50) : 1, fen)
        case .endings:
            guard yuan >= 5, random.happens(0.7) else { return Self.to(1, fen) }
            return Self.to(100, fen) - (random.happens(0.5) ? 50 : 20)
        }
    }

    static func to(_ step: Int64, _ fen: Double) -> Int64 {
        max(step, Int64((fen / Double(step)).rounded(.toNearestOrAwayFromZero)) * step)
    }

    static func any(_ random: inout Seeded) -> Habit {
        // most costing software gives fen
        random.happens(0.5) ? .fen : allCases[random.below(allCases.count)]
    }
}

/// An independent bidder's view of the market.
struct Bidder {
    var overall: Double
    var chapters: [Double]
    /// How far single prices lie from what the bidder's level would make, as a deviation of ln.
    var noise: Double
    /// Shares of items priced on other considerations altogether.
    var odd: Double
    var habit: Habit

    init(chapters count: Int, habit: Habit? = nil, _ random: inout Seeded) {
        overall = 0.05 * random.normal()
        chapters = (0..<count).map { _ in 0.04 * random.normal() }
        noise = random.within(0.02, 0.2)
        odd = random.within(0, 0.1)
        self.habit = habit ?? Habit.any(&random)
    }

    func prices(_ draft: Draft, _ random: inout Seeded) -> [Int64] {
        draft.market.indices.map { item in
            let wide = random.happens(odd) ? 0.5 : noise
            let level = overall + chapters[draft.chapter(item)] + wide * random.normal()
            return habit.round(draft.market[item] * exp(level), &random)
        }
    }
}
