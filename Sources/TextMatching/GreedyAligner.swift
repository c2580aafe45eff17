// GreedyAligner.swift — extends a seed along two texts, over edits, as far as they are alike.

/// The greedy alignment of Zhang, Schwartz, Wagner and Miller, "A greedy algorithm for aligning DNA sequences" (J. Comput. Biol. 7, 2000),
/// section 3, on characters. Its cost grows with the edits, not with the length.
///
/// A match counts 1, a changed character −1, one more or less −1½; all scores are doubled, to stay whole.
struct GreedyAligner {
    /// Where an extension ends, counted from its seed outwards.
    struct End {
        var edits = 0
        var diagonal = 0
        /// Characters of the first text.
        var reach = 0
        var score = 0
    }

    /// A run of equal characters, counted from the seed outwards.
    struct Run {
        var first: Int
        var second: Int
        var length: Int
    }

    /// Where the texts run from the seed: forwards with step 1, backwards with step −1.
    struct Course {
        var first: Int
        var second: Int
        var step: Int
        /// Characters at most, of each.
        var limits: (first: Int, second: Int)
    }

    /// Edits of one extension at most; another seed takes over behind it.
    static let mostEdits = 20_000

    /// The furthest reach with so many edits on each diagonal (place in the first text less place in the second).
    private struct Row {
        var low: Int
        var start: Int
        var count: Int
    }

    private var rows: [Row] = []
    private var reaches: [Int32] = []
    private static let none: Int32 = -1
    /// Cells filled and characters compared so far, for those who limit it.
    private(set) var work = 0

    /// Follows the course until the score has fallen by more than `drop` below its best, and says where it was best.
    mutating func extend(_ units: Span<UInt32>, _ course: Course, drop: Int) -> End {
        rows.removeAll(keepingCapacity: true)
        reaches.removeAll(keepingCapacity: true)
        var best = End()
        var (low, high) = (0, 0)
        while rows.count < Self.mostEdits {
            let edits = rows.count
            let start = reaches.count
            var (nextLow, nextHigh) = (Int.max, Int.min)
            for diagonal in low...high {
                var reach = edits == 0 ? 0 : entry(rows[edits - 1], diagonal, course.limits)
                guard reach >= 0 else {
                    reaches.append(Self.none)
                    continue
                }
                reach += snake(units, course, reach, reach - diagonal)
                let score = 2 * reach - diagonal - 4 * edits
                guard score + drop >= best.score else {
                    reaches.append(Self.none)
                    continue
                }
                reaches.append(Int32(reach))
                nextLow = min(nextLow, diagonal)
                nextHigh = diagonal
                if score > best.score {
                    best = End(edits: edits, diagonal: diagonal, reach: reach, score: score)
                }
            }
            work += high - low + 1
            rows.append(Row(low: low, start: start, count: high - low + 1))
            guard nextLow <= nextHigh else { break }
            (low, high) = (nextLow - 1, nextHigh + 1)
        }
        return best
    }

    private func reach(_ row: Row, _ diagonal: Int) -> Int {
        let at = diagonal - row.low
        return at >= 0 && at < row.count ? Int(reaches[row.start + at]) : Int(Self.none)
    }

    /// The furthest that one more edit reaches on a diagonal: changed, more in the first text, more in the second. Negative if nowhere.
    private func entry(_ row: Row, _ diagonal: Int, _ limits: (first: Int, second: Int)) -> Int {
        var best = Int(Self.none)
        let (changed, more, less) = (reach(row, diagonal), reach(row, diagonal - 1), reach(row, diagonal + 1))
        if changed >= 0, changed < limits.first, changed - diagonal < limits.second { best = changed + 1 }
        if more >= best, more >= 0, more < limits.first { best = more + 1 }
        if less > best, less - diagonal <= limits.second { best = less }
        return best
    }

    /// How many characters are equal from here on.
    private mutating func snake(_ units: Span<UInt32>, _ course: Course, _ first: Int, _ second: Int) -> Int {
        var (one, other) = (course.first + course.step * first, course.second + course.step * second)
        let most = min(course.limits.first - first, course.limits.second - second)
        var length = 0
        while length < most, units[one] == units[other] {
            length += 1
            one += course.step
            other += course.step
        }
        work += length >> 3
        return length
    }

    /// The runs of equal characters up to an end that ``extend(_:_:drop:)`` has just given, from the seed outwards.
    func runs(to end: End, _ course: Course) -> [Run] {
        var runs: [Run] = []
        var (edits, diagonal, reach) = (end.edits, end.diagonal, end.reach)
        while true {
            let start = edits == 0 ? 0 : entry(rows[edits - 1], diagonal, course.limits)
            if reach > start { runs.append(Run(first: start, second: start - diagonal, length: reach - start)) }
            guard edits > 0 else { break }
            edits -= 1
            let row = rows[edits]
            // in the order in which entry() prefers them
            let (changed, more) = (self.reach(row, diagonal), self.reach(row, diagonal - 1))
            if changed >= 0, changed + 1 == start {
                reach = changed
            } else if more >= 0, more + 1 == start {
                diagonal -= 1
                reach = more
            } else {
                diagonal += 1
                reach = start
            }
        }
        return runs.reversed()
    }
}
