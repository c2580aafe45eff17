// PairTests.swift — the tests of one pair: identical prices, a constant ratio, a constant difference, a ratio under noise.
internal import Glibc

struct PairTests: Sendable {
    private(set) var rows = PairRows()
    private var sweep = RatioSweep()
    private var cells = LogCells()
    /// Places by chapter.
    private var chapters: [(chapter: Int32, places: [Int32])] = []

    /// A chapter with fewer items is not looked at by itself.
    static let smallestChapter = 8

    /// Everything there is to see in a pair, in the order of ``PriceTest/allCases``.
    mutating func run(_ lot: LotPrices, _ a: Int, _ b: Int) -> [Trace] {
        rows.fill(lot, a, b)
        return run()
    }

    /// The same on rows given.
    mutating func run(_ rows: PairRows) -> [Trace] {
        self.rows = rows
        return run()
    }

    private mutating func run() -> [Trace] {
        dealChapters()
        let (ratio, chapterRatio) = ratios()
        let (difference, chapterDifference) = differences()
        return [identical(), ratio, chapterRatio, difference, chapterDifference, near()]
    }

    private mutating func dealChapters() {
        chapters.removeAll(keepingCapacity: true)
        var places: [Int32: Int] = [:]
        for index in 0..<rows.count {
            let number = rows.chapter[index]
            if let place = places[number] {
                chapters[place].places.append(Int32(index))
            } else {
                places[number] = chapters.count
                chapters.append((number, [Int32(index)]))
            }
        }
        chapters.removeAll { $0.places.count < Self.smallestChapter || $0.places.count == rows.count }
    }

    // MARK: - Identical

    private mutating func identical() -> Trace {
        let step = Double(min(rows.firstStep, rows.secondStep))
        var part = Part()
        cells.clear()
        var (length, roundLength) = (0.0, 0.0)
        for index in 0..<rows.count {
            let own = step / Double(rows.first[index])
            cells.add(rows.log[index], own)
            roundLength += max(rows.firstRoom[index], rows.secondRoom[index]) / Double(rows.first[index])
            guard rows.first[index] == rows.second[index] else { continue }
            part.places.append(Int32(index))
            part.weight += min(1, step / max(rows.firstRoom[index], rows.secondRoom[index]))
            length += own
        }
        let rounder = roundLength / max(cells.total, 1e-300)
        for other in rows.differing { cells.add(other.log, step / Double(other.first)) }
        settle(&part, cell: LogCells.cell(0), length: length, rounder: rounder)
        return Trace(test: .identical, parts: part.places.isEmpty ? [] : [part])
    }

    /// Fills in what chance makes, and the score. `rounder` is how much wider round prices make the room of a coincidence.
    private func settle(_ part: inout Part, cell: Int, length: Double, rounder: Double) {
        let expected = cells.expected(cell, cluster: part.places.count, clusterLength: length)
        part.score = Chance.score(part.weight, expected: expected)
        part.expected = expected * max(1, rounder)
    }

    // MARK: - Ratio

    private mutating func ratios() -> (Trace, Trace) {
        var whole = Trace(test: .ratio)
        var inChapters = Trace(test: .ratioInChapter)
        var best: [Int32: Part] = [:]
        for turned in [false, true] {
            let view = turned ? rows.turned : rows
            sweep.load(
                base: view.first, derived: view.second, step: view.secondStep, weights: view.secondWeight, view.chapter)
            let all = (0..<view.count).map { Int32($0) }
            if let part = ratio(view, all, nil, turned), part.tellsMore(than: whole.parts.first) {
                whole.parts = [part]
            }
            for (chapter, places) in chapters {
                guard let part = ratio(view, places, chapter, turned), part.tellsMore(than: best[chapter]) else {
                    continue
                }
                best[chapter] = part
            }
        }
        inChapters.parts = Self.ranked(best)
        return (whole, inChapters)
    }

    private static func ranked(_ parts: [Int32: Part]) -> [Part] {
        parts.values.sorted { ($1.score, $0.chapter ?? -1) < ($0.score, $1.chapter ?? -1) }
    }

    private mutating func ratio(_ view: PairRows, _ places: [Int32], _ chapter: Int32?, _ turned: Bool) -> Part? {
        let step = Double(view.secondStep)
        cells.clear()
        var round = 0.0
        for place in places where view.first[Int(place)] != view.second[Int(place)] {
            let price = Double(view.second[Int(place)])
            cells.add(view.log[Int(place)], step / price)
            round += view.secondRoom[Int(place)] / price
        }
        guard cells.count > 2 else { return nil }
        let stretches = sweep.stretches(chapter, logs: view.log, most: chapter == nil ? 3 : 1) {
            cells.expected($0, cluster: 0, clusterLength: 0)
        }
        var best: Part?
        for stretch in stretches {
            guard var part = members(view, places, stretch), let ratio = part.ratio else { continue }
            part.chapter = chapter
            part.secondIsDerived = !turned
            let cell = LogCells.cell(log(ratio.value))
            let length = part.places.reduce(0) { sum, place in
                abs(LogCells.cell(view.log[Int(place)]) - cell) > LogCells.reach
                    ? sum : sum + step / Double(view.second[Int(place)])
            }
            settle(&part, cell: cell, length: length, rounder: round / max(cells.total, 1e-300))
            if part.score > best?.score ?? 0 { best = part }
        }
        return best
    }

    /// The plainest ratio in a stretch, and the items that keep to it exactly.
    private func members(_ view: PairRows, _ places: [Int32], _ stretch: RatioSweep.Stretch) -> Part? {
        var best: Part?
        var scale = 0
        while scale <= PriceRatio.maxScale,
            let ratio = PriceRatio(low: stretch.low, high: stretch.high, from: scale)
        {
            var part = Part(ratio: ratio)
            let (value, near) = (ratio.value, 1.5 * Double(view.secondStep))
            for place in places {
                let index = Int(place)
                let (base, derived) = (view.first[index], view.second[index])
                guard base != derived, abs(Double(derived) - Double(base) * value) <= near + Double(base) * 1e-12,
                    ratio.holds(base, derived, step: view.secondStep)
                else { continue }
                part.places.append(place)
                part.weight += Double(view.secondWeight[index]) / 1024
            }
            if part.weight > best?.weight ?? 0 { best = part }
            // ends of the stretch are doubles: a decimal on the very end may miss an item
            if part.weight * 1024 >= Double(stretch.weight) { break }
            scale = ratio.scale + 1
        }
        return best
    }

    // MARK: - Difference

    private mutating func differences() -> (Trace, Trace) {
        var whole = Trace(test: .difference)
        var inChapters = Trace(test: .differenceInChapter)
        var sorted = (0..<rows.count).filter { rows.first[$0] != rows.second[$0] }.map { index in
            (difference: rows.second[index] - rows.first[index], place: Int32(index))
        }
        sorted.sort { ($0.difference, $0.place) < ($1.difference, $1.place) }
        guard sorted.count > 2 else { return (whole, inChapters) }
        cells.clear()
        for (_, place) in sorted { cells.add(rows.log[Int(place)], 1) }
        if let part = difference(sorted, nil, most: 3) { whole.parts = [part] }
        guard !chapters.isEmpty else { return (whole, inChapters) }
        var dealt: [Int32: [(difference: Int64, place: Int32)]] = [:]
        for pair in sorted { dealt[rows.chapter[Int(pair.place)], default: []].append(pair) }
        var best: [Int32: Part] = [:]
        for (chapter, _) in chapters {
            if let own = dealt[chapter], let part = difference(own, chapter, most: 1) { best[chapter] = part }
        }
        inChapters.parts = Self.ranked(best)
        return (whole, inChapters)
    }

    private func weight(_ place: Int32) -> Double {
        let index = Int(place)
        let step = Double(min(rows.firstStep, rows.secondStep))
        return min(1, step / max(rows.firstRoom[index], rows.secondRoom[index]))
    }

    private func difference(
        _ sorted: [(difference: Int64, place: Int32)], _ chapter: Int32?, most: Int
    ) -> Part? {
        var runs: [(weight: Double, from: Int, to: Int)] = []
        var from = 0
        while from < sorted.count {
            var to = from + 1
            while to < sorted.count, sorted[to].difference == sorted[from].difference { to += 1 }
            if to - from > 2 {
                runs.append((sorted[from..<to].reduce(0) { $0 + weight($1.place) }, from, to))
            }
            from = to
        }
        runs.sort { ($1.weight, $0.from) < ($0.weight, $1.from) }
        var best: Part?
        for run in runs.prefix(most) where run.weight > 2 {
            var part = Part(chapter: chapter, difference: sorted[run.from].difference)
            part.places = sorted[run.from..<run.to].map(\.place).sorted()
            part.weight = run.weight
            let expected = expected(sorted, run)
            part.score = Chance.score(part.weight, expected: expected)
            part.expected = expected * Double(run.to - run.from) / run.weight
            if part.score > best?.score ?? 0 { best = part }
        }
        return best
    }

    /// What chance makes of one difference: by how densely the ratios lie that it would mean at each item, and by how many
    /// items have nearly this difference; whichever is more.
    private func expected(
        _ sorted: [(difference: Int64, place: Int32)], _ run: (weight: Double, from: Int, to: Int)
    ) -> Double {
        let (difference, count) = (sorted[run.from].difference, run.to - run.from)
        let step = min(rows.firstStep, rows.secondStep)
        var clusterCells = Array(repeating: 0.0, count: LogCells.cells)
        for (_, place) in sorted[run.from..<run.to] { clusterCells[LogCells.cell(rows.log[Int(place)])] += 1 }
        var density = Array(repeating: -1.0, count: LogCells.cells)
        let outside = Double(cells.count - count) + Chance.guess
        var byRatio = 0.0
        for (_, place) in sorted {
            let price = rows.first[Int(place)] + difference
            guard price > 0 else { continue }
            let cell = LogCells.cell(log(Double(price) / Double(rows.first[Int(place)])))
            if density[cell] < 0 {
                var near = 0.0
                for index in max(0, cell - LogCells.reach)...min(LogCells.cells - 1, cell + LogCells.reach) {
                    near += clusterCells[index]
                }
                let there = max(0, cells.around(cell) - near) / LogCells.width
                density[cell] = (there + Chance.guess * Chance.guessedDensity) / outside
            }
            byRatio += density[cell] * Double(step) / Double(price)
        }
        let reach = max(5 * step, difference.magnitude < 1 << 50 ? abs(difference) / 10 : 0)
        var near = 0
        var index = run.from - 1
        while index >= 0, difference - sorted[index].difference <= reach { (near, index) = (near + 1, index - 1) }
        index = run.to
        while index < sorted.count, sorted[index].difference - difference <= reach {
            (near, index) = (near + 1, index + 1)
        }
        let scale = (Double(sorted.count)) / (Double(sorted.count - count) + Chance.guess)
        let byNeighbours = Double(near) / (2 * Double(reach) / Double(step)) * scale
        return max(Chance.floor, byRatio, byNeighbours)
    }

    // MARK: - A ratio under noise

    /// Half a stretch of 2 %, in thousandths of ln.
    private static let reach = 10

    /// The stretch of 2 % with most items, against the 2 % on either side of it: honest differences fade, noise that was put
    /// on stops.
    private func near() -> Trace {
        var trace = Trace(test: .nearRatio)
        let (cells, half) = (6000, 3000)
        var counts = Array(repeating: Int32(0), count: cells + 1)
        var total = 0
        for index in 0..<rows.count where rows.first[index] != rows.second[index] && abs(rows.log[index]) < 2.9 {
            counts[Int((rows.log[index] * 1000).rounded(.down)) + half + 1] += 1
            total += 1
        }
        guard total > 2 else { return trace }
        for index in 1...cells { counts[index] += counts[index - 1] }
        let width = 2 * Self.reach
        var (most, place) = (Int32(0), 0)
        for start in width..<(cells - 2 * width) {
            let count = counts[start + width] - counts[start]
            if count > most { (most, place) = (count, start) }
        }
        guard most > 2 else { return trace }
        let around = counts[place + 2 * width] - counts[place + width] + counts[place] - counts[place - width]
        let expected = (Double(around) + 2) / 2
        var part = Part(weight: Double(most), expected: expected, score: Chance.score(Double(most), expected: expected))
        for index in 0..<rows.count where rows.first[index] != rows.second[index] {
            let cell = (rows.log[index] * 1000).rounded(.down)
            if cell >= Double(place - half), cell < Double(place - half + width) { part.places.append(Int32(index)) }
        }
        let middle = part.places.map { rows.log[Int($0)] }.sorted()[part.places.count / 2]
        part.ratio = PriceRatio(low: exp(middle - 0.0005), high: exp(middle + 0.0005))
        // it has to be much, and to stand out: two who follow the market lie close to each other as well
        guard most * 10 >= Int32(total) * 3, Double(most) >= 4 * expected else { return trace }
        trace.parts = [part]
        return trace
    }
}
