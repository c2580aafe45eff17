// RatioSweep.swift — the ratio that most items allow: each item allows an interval of ratios, and a sweep over their ends finds
// where most of them overlap (interval stabbing). O(m log m), once for the whole bill and every chapter.
internal import Glibc

struct RatioSweep: Sendable {
    /// A stretch of ratios that the same items allow.
    struct Stretch: Sendable {
        var low: Double
        var high: Double
        /// In 1/1024 items.
        var weight: Int
    }

    private struct End: Sendable {
        var key: Double
        var index: Int32
    }

    private var starts: [End] = []
    private var ends: [End] = []
    private var weights: [Int32] = []
    /// Places in `starts` and `ends` where each chapter's begin, the whole bill's before them.
    private var offsets: [Int] = []
    private var chapters: [Int32] = []
    private var total = 0

    /// The whole bill (nil) and its chapters.
    var sets: [Int32?] { [nil] + chapters.map { $0 } }

    /// Items with equal prices are left out: they are counted as identical.
    mutating func load(base: [Int64], derived: [Int64], step: Int64, weights: [Int32], _ chapter: [Int32]) {
        self.weights = weights
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for index in base.indices where base[index] != derived[index] {
            // whole numbers below 2^53, so that each end is the double nearest to the true one and equal ends are equal
            let (twice, double) = (Double(base[index] * 2), Double(derived[index] * 2))
            starts.append(End(key: (double - Double(step)) / twice, index: Int32(index)))
            ends.append(End(key: (double + Double(step)) / twice, index: Int32(index)))
        }
        total = starts.count
        // among equal ends the order says nothing: a cell's best is the first at which the count is reached
        starts.sort { $0.key < $1.key }
        ends.sort { $0.key < $1.key }
        deal(chapter)
    }

    /// Adds the chapters' ends behind the whole bill's, in the same order.
    private mutating func deal(_ chapter: [Int32]) {
        let most = Int(starts.reduce(Int32(-1)) { max($0, chapter[Int($1.index)]) }) + 1
        var sizes = Array(repeating: 0, count: most)
        for end in starts { sizes[Int(chapter[Int(end.index)])] += 1 }
        chapters.removeAll(keepingCapacity: true)
        offsets = [0, total]
        var places = Array(repeating: 0, count: most)
        var size = total
        // a chapter that is the whole bill says nothing more
        for number in 0..<most where sizes[number] > 0 && sizes[number] < total {
            chapters.append(Int32(number))
            places[number] = size
            size += sizes[number]
            offsets.append(size)
        }
        guard size > total else { return }
        let none = End(key: 0, index: 0)
        starts.append(contentsOf: repeatElement(none, count: size - total))
        ends.append(contentsOf: repeatElement(none, count: size - total))
        var next = places
        for index in 0..<total {
            let number = Int(chapter[Int(starts[index].index)])
            starts[next[number]] = starts[index]
            next[number] += 1
        }
        next = places
        for index in 0..<total {
            let number = Int(chapter[Int(ends[index].index)])
            ends[next[number]] = ends[index]
            next[number] += 1
        }
    }

    private func range(_ set: Int32?) -> Range<Int> {
        guard let set else { return 0..<total }
        guard let place = chapters.firstIndex(of: set) else { return 0..<0 }
        return offsets[place + 1]..<offsets[place + 2]
    }

    /// How many items a set has.
    func size(_ set: Int32?) -> Int { range(set).count }

    /// Runs over a set from the smallest ratio to the largest: `body` is told of each place where one more item joins.
    private func sweep(
        _ range: Range<Int>, _ body: (_ index: Int, _ weight: Int, _ low: Double, _ high: Double) -> Void
    ) {
        var (end, weight) = (range.lowerBound, 0)
        for start in range {
            // intervals are closed: one that ends where another begins overlaps it
            while ends[end].key < starts[start].key {
                weight -= Int(weights[Int(ends[end].index)])
                end += 1
            }
            weight += Int(weights[Int(starts[start].index)])
            body(Int(starts[start].index), weight, starts[start].key, ends[end].key)
        }
    }

    /// Where most items overlap; the smallest such ratio. Nil for an empty set.
    func most(_ set: Int32?) -> Stretch? {
        var best: Stretch?
        sweep(range(set)) { _, weight, low, high in
            if weight > best?.weight ?? 0 { best = Stretch(low: low, high: high, weight: weight) }
        }
        return best
    }

    /// The stretches that lie furthest beyond chance, the best first: `expected` says what chance makes in a cell.
    func stretches(_ set: Int32?, logs: [Double], most count: Int, expected: (Int) -> Double) -> [Stretch] {
        var best = Array(repeating: Stretch(low: 0, high: 0, weight: 0), count: LogCells.cells)
        var touched: [Int] = []
        sweep(range(set)) { index, weight, low, high in
            let cell = LogCells.cell(logs[index])
            if weight > best[cell].weight {
                if best[cell].weight == 0 { touched.append(cell) }
                best[cell] = Stretch(low: low, high: high, weight: weight)
            }
        }
        // a single item, or two, is no relation
        let ranked = touched.filter { best[$0].weight > 2048 }.map { cell in
            (score: Chance.score(Double(best[cell].weight) / 1024, expected: expected(cell)), cell: cell)
        }.sorted { ($1.score, $0.cell) < ($0.score, $1.cell) }
        return ranked.prefix(count).map { best[$0.cell] }
    }
}
