// DistinctText.swift — how many characters two bids share, each counted once (同一文字只计一次), however often either repeats it.

/// Counts the fresh characters of the passages of one pair after another.
///
/// A bid often says a thing twice: an original and its copy, a document and its PDF, one chapter in two parts. Each time makes a
/// passage with every time of the other bid, and none of them is further evidence.
struct DistinctText {
    /// So many characters in a row that were counted before are a repetition; fewer are a turn of phrase.
    static let shortestRepetition = KnownTexts.shortestQuotation

    /// For each unit of the lot whether it was counted.
    private var counted: [Bool]

    init(units: Int) { counted = Array(repeating: false, count: units) }

    /// For each passage of one pair its fresh characters that no other passage, of those with more, has counted.
    mutating func count(
        _ passages: [(fresh: Int, runs: [EqualRun])], _ units: Span<UInt32>, _ labels: [UInt8]
    ) -> [Int] {
        var counts = Array(repeating: 0, count: passages.count)
        var known: Set<UInt64> = []
        let order = passages.indices.sorted { (passages[$1].fresh, $0) < (passages[$0].fresh, $1) }
        for place in order {
            let runs = passages[place].runs
            guard let first = runs.first?.first, let last = runs.last else { continue }
            let span = first..<last.first + last.length
            let repeated = Self.repeated(span, units, &known)
            for run in runs {
                for at in 0..<run.length {
                    let (one, other) = (run.first + at, run.second + at)
                    defer { (counted[one], counted[other]) = (true, true) }
                    guard !counted[one], !counted[other], !repeated[one - first],
                        labels[one] == KnownTexts.Label.fresh, labels[other] == KnownTexts.Label.fresh
                    else { continue }
                    counts[place] += 1
                }
            }
        }
        for run in passages.flatMap(\.runs) {
            for at in 0..<run.length { (counted[run.first + at], counted[run.second + at]) = (false, false) }
        }
        return counts
    }

    /// For each unit of a span whether it repeats what came before, which the span then belongs to.
    private static func repeated(_ span: Range<Int>, _ units: Span<UInt32>, _ known: inout Set<UInt64>) -> [Bool] {
        var repeated = Array(repeating: false, count: span.count)
        var hashes: [UInt64] = []
        KGrams.hash(units, span, into: &hashes)
        var start = 0
        for at in 0...hashes.count {
            if at < hashes.count, !known.insert(hashes[at]).inserted { continue }
            let length = at - start > 0 ? at - start + KGrams.length - 1 : 0
            if length >= shortestRepetition { for place in start..<start + length { repeated[place] = true } }
            start = at + 1
        }
        return repeated
    }
}
