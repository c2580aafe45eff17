// BillComparison.swift — all bills of a lot beside each other (清单雷同比对): who is compared with whom, on which items, and what
// is said of it. Pure: the same bills give the same result, in whatever order they come.
internal import Glibc
package import TenderModel

package struct BillComparison: Sendable {
    /// The bids in the order of their names; everything else names them by their place here.
    package let bidders: [String]
    /// Rows of the comparison: the items of the tender's bill, or of any bid's where there is none.
    package let itemCount: Int
    /// Whether the tender's bill has prices or ceilings of items, so that discounts on them can be taken out.
    package let hasControlPrices: Bool
    /// Every pair that was compared.
    package private(set) var scans: [PairScan] = []
    /// The strongest first.
    package private(set) var findings: [BillPairFinding] = []
    package private(set) var commonSources: [CommonSource] = []

    private let bills: [Bill]
    private let lot: LotPrices

    /// Compares the bills of one lot. Bids of one name are not compared with each other. `told` hears how many pairs are done,
    /// and of how many.
    package init(tender: Bill?, bids: [PricedBill], told: (_ done: Int, _ pairs: Int) -> Void = { _, _ in }) {
        let sorted = bids.sorted { ($0.bidder, $0.bill.file) < ($1.bidder, $1.bill.file) }
        bidders = sorted.map(\.bidder)
        bills = sorted.map(\.bill)
        lot = LotPrices(PriceTable(tender: tender, bids: bills))
        itemCount = lot.table.rows.count
        hasControlPrices = lot.hasControl
        let errors = ArithmeticErrors(lot.table, tender: tender, bids: bills, grids: lot.grids)
        var tests = PairTests()
        var links: [(Int, Int)] = []
        let pairs = pairs
        for (a, b) in pairs {
            let traces = tests.run(lot, a, b)
            let rows = tests.rows
            scans.append(
                PairScan(
                    first: a, second: b, comparable: rows.count,
                    tallies: traces.map { PairScan.Tally(matching: $0.count, score: $0.score) }))
            let alike = rows.sharedByThird / 1024
            if alike >= StrengthRules.fewestItems, alike * 10 >= rows.count + alike {
                links.append((a, b))
            }
            let shared = errors.shared(a, b) { bidders[$0] == bidders[$1] }
            let telling = traces.filter { StrengthRules.isReported($0.test, items: rows.count, score: $0.score) }
            if !telling.isEmpty || !shared.isEmpty { findings.append(finding(a, b, telling, shared, rows)) }
            told(scans.count, pairs.count)
        }
        weighOthers()
        findings = findings.map { StrengthRules.weigh($0, bids: bids.count) }
        findings.sort { ($1.strength, $0.first, $0.second) < ($0.strength, $1.first, $1.second) }
        commonSources = sources(links)
    }

    private var pairs: [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        for a in bidders.indices {
            for b in bidders.indices where b > a && bidders[a] != bidders[b] { pairs.append((a, b)) }
        }
        return pairs
    }

    // MARK: - What a table or a plot shows

    /// The items of a relation with both prices.
    package func items(_ finding: BillPairFinding, _ relation: PriceRelation) -> [MatchedItem] {
        relation.rows.rows.map { item($0, finding.first, finding.second) }
    }

    /// The items that were left out for a reason.
    package func excluded(_ finding: BillPairFinding, _ reason: Exclusion) -> [MatchedItem] {
        lot.table.rows.indices.filter { lot.exclusion($0, finding.first, finding.second) == reason }.map {
            item($0, finding.first, finding.second)
        }
    }

    /// The items that were compared: with ``items(_:_:)`` the two colours of a scatter plot.
    package func compared(_ finding: BillPairFinding) -> [MatchedItem] {
        lot.table.rows.indices.filter { lot.exclusion($0, finding.first, finding.second) == nil }.map {
            item($0, finding.first, finding.second)
        }
    }

    /// The other bids that stand in a relation with one of the two at an item of this one, ascending.
    package func thirds(_ finding: BillPairFinding, _ relation: PriceRelation) -> [Int] {
        var thirds: Set<Int> = []
        for other in findings where (other.first, other.second) != (finding.first, finding.second) {
            let own = [other.first, other.second].filter { $0 != finding.first && $0 != finding.second }
            guard own.count == 1, other.relations.contains(where: { $0.rows.meets(relation.rows) }) else { continue }
            thirds.formUnion(own)
        }
        return thirds.sorted()
    }

    private func item(_ row: Int, _ a: Int, _ b: Int) -> MatchedItem {
        let (table, line) = (lot.table, lot.table.rows[row])
        func place(_ bid: Int) -> String {
            let index = Int(table.items[bid][row])
            return index >= 0 ? bills[bid].place(bills[bid].items[index], .price) : bills[bid].file
        }
        func price(_ bid: Int) -> ExactDecimal? {
            let index = Int(table.items[bid][row])
            return index >= 0 ? bills[bid].items[index].price ?? bills[bid].items[index].total : nil
        }
        return MatchedItem(
            code: line.code, name: line.name, chapter: chapter(line.chapter), firstPlace: place(a),
            secondPlace: place(b), firstPrice: price(a), secondPrice: price(b),
            controlPrice: table.control[row] > 0 ? Tick.decimal(table.control[row]) : nil)
    }

    private func chapter(_ number: Int32) -> String {
        lot.table.chapters.indices.contains(Int(number)) ? lot.table.chapters[Int(number)] : ""
    }

    // MARK: - One pair

    private func finding(_ a: Int, _ b: Int, _ traces: [Trace], _ shared: [SharedError], _ rows: PairRows)
        -> BillPairFinding
    {
        var excluded: [Exclusion: Int] = [:]
        for reason in Exclusion.allCases where rows.left[reason.number] > 0 {
            excluded[reason] = rows.left[reason.number]
        }
        let relations = Self.chosen(traces, items: rows.count).map { relation($0, rows, a, b) }
        return BillPairFinding(
            first: a, second: b, firstBidder: bidders[a], secondBidder: bidders[b], comparable: rows.count,
            excluded: excluded, relations: relations, errors: shared, errorStrength: nil, strength: .weak, causes: [],
            unchecked: bills[a].analysis == nil || bills[b].analysis == nil ? Unchecked.allCases : [])
    }

    /// Of a test on the whole bill and the same by chapters, the one that tells more; noise only where nothing is exact.
    private static func chosen(_ traces: [Trace], items: Int) -> [Trace] {
        var found: [PriceTest: Trace] = [:]
        for var trace in traces {
            trace.parts = trace.parts.filter { StrengthRules.isReported(trace.test, items: items, score: $0.score) }
            found[trace.test] = trace
        }
        var chosen: [Trace] = found[.identical].map { [$0] } ?? []
        for (whole, parts) in [(PriceTest.ratio, PriceTest.ratioInChapter), (.difference, .differenceInChapter)] {
            let (one, many) = (found[whole], found[parts])
            let inParts = many?.parts.reduce(0) { $0 + $1.places.count } ?? 0
            if let one, one.count * 10 >= inParts * 7 {
                chosen.append(one)
            } else if let many {
                chosen.append(many)
            }
        }
        chosen = chosen.filter { trace in !chosen.contains { trace.follows(from: $0) } }
        guard let near = found[.nearRatio] else { return chosen }
        // where most of the noise is no exact relation, the noise is the relation, and the few exact ones come with it
        let exact = chosen.filter { $0.test != .identical }
        guard exact.allSatisfy({ $0.parts.reduce(0) { $0 + $1.places.count } * 2 < near.count }) else { return chosen }
        return chosen.filter { $0.test == .identical } + [near]
    }

    private func relation(_ trace: Trace, _ rows: PairRows, _ a: Int, _ b: Int) -> PriceRelation {
        let places = trace.parts.flatMap(\.places).sorted()
        let whole = trace.parts.first.flatMap { $0.chapter == nil ? $0 : nil }
        // by chapters, the direction that explains most items
        let forward = trace.parts.reduce(0) { $0 + ($1.secondIsDerived ? $1.places.count : -$1.places.count) } >= 0
        let kind = StrengthRules.kind(trace.test)
        return PriceRelation(
            kind: kind, test: trace.test, base: bidders[forward ? a : b], derived: bidders[forward ? b : a],
            ratio: whole?.ratio?.decimal, difference: whole?.difference.map(Tick.decimal), matching: places.count,
            expected: trace.parts.reduce(0) { $0 + $1.expected }, highestElsewhere: 0,
            sharedWithThird: 0, control: control(places, rows, a),
            rounding: Rounding.pattern(kind, trace.parts, rows),
            chapters: chapters(trace, rows), rows: RowSet(places.lazy.map { rows.row[Int($0)] }, of: itemCount),
            score: trace.score,
            chance: PriceCalibration.chance(trace.test, items: rows.count, score: trace.score), strength: .weak,
            causes: [])
    }

    private func chapters(_ trace: Trace, _ rows: PairRows) -> [ChapterMatch] {
        var counts: [Int32: (comparable: Int, matching: Int)] = [:]
        for place in 0..<rows.count { counts[rows.chapter[place], default: (0, 0)].comparable += 1 }
        for place in trace.parts.flatMap(\.places) { counts[rows.chapter[Int(place)], default: (0, 0)].matching += 1 }
        return counts.keys.sorted().map { number in
            let own = trace.parts.first { $0.chapter == number }
            return ChapterMatch(
                chapter: chapter(number), comparable: counts[number]?.comparable ?? 0,
                matching: counts[number]?.matching ?? 0, ratio: own?.ratio?.decimal,
                difference: own?.difference.map(Tick.decimal))
        }
    }

    /// Whether the matching items lie within 1 % of one share of their control prices, in the whole bill or chapter by chapter.
    private func control(_ places: [Int32], _ rows: PairRows, _ a: Int) -> ControlExplanation {
        var shares: [Int32: [Double]] = [:]
        var count = 0
        for place in places {
            let control = lot.table.control[Int(rows.row[Int(place)])]
            guard control > 0 else { continue }
            count += 1
            shares[rows.chapter[Int(place)], default: []].append(log(Double(rows.first[Int(place)]) / Double(control)))
        }
        guard count > 0, count * 2 >= places.count else { return .unknown }
        let whole = Self.near(shares.values.flatMap { $0 })
        let inChapters = shares.values.reduce(0) { $0 + ($1.count >= 5 ? Self.near($1) : 0) }
        return max(whole, inChapters) * 2 >= count ? .explains : .doesNot
    }

    /// How many of the values lie within 1 % of their median.
    private static func near(_ values: [Double]) -> Int {
        let median = values.sorted()[values.count / 2]
        return values.count { abs($0 - median) <= 0.01 }
    }

    // MARK: - The others of the lot

    /// Takes note of what other pairs count, and of items at which a third bid stands in a relation with one of the two.
    private mutating func weighOthers() {
        let highest = Highest(scans)
        // of each bid and row, how many findings it stands in
        var counts = Array(repeating: Array(repeating: Int32(0), count: itemCount), count: bidders.count)
        let sets = findings.map { finding in
            finding.relations.dropFirst().reduce(finding.relations.first?.rows ?? RowSet([], of: itemCount)) {
                $0.union($1.rows)
            }
        }
        for (finding, set) in zip(findings, sets) {
            for row in set.rows {
                counts[finding.first][row] += 1
                counts[finding.second][row] += 1
            }
        }
        for index in findings.indices {
            let (a, b) = (findings[index].first, findings[index].second)
            for number in findings[index].relations.indices {
                findings[index].relations[number].highestElsewhere = highest.elsewhere(
                    findings[index].relations[number].test, a, b)
                // its own finding counts once for each of the two
                findings[index].relations[number].sharedWithThird =
                    findings[index].relations[number].rows.rows.count { counts[a][$0] > 1 || counts[b][$0] > 1 }
            }
        }
    }

    private func sources(_ links: [(Int, Int)]) -> [CommonSource] {
        var group = Array(bidders.indices)
        func root(_ bid: Int) -> Int {
            var bid = bid
            while group[bid] != bid { bid = group[bid] }
            return bid
        }
        for (a, b) in links {
            let (x, y) = (root(a), root(b))
            group[max(x, y)] = min(x, y)
        }
        var members: [Int: [Int]] = [:]
        for bid in bidders.indices { members[root(bid), default: []].append(bid) }
        return members.values.filter { $0.count > 2 }.sorted { $0[0] < $1[0] }.map { bids in
            let items = lot.table.rows.indices.count { row in
                lot.table.fixed[row] == nil
                    && bids.contains { first in
                        let price = lot.table.prices[first][row]
                        return price > 0 && lot.sharers[first][row] > 2
                            && bids.count { lot.table.prices[$0][row] == price } > 2
                    }
            }
            return CommonSource(bidders: bids.map { bidders[$0] }, items: items)
        }
    }
}

/// The highest and second highest count of each test in a lot, so that a pair can be held beside all others.
private struct Highest {
    private var best: [(count: Int, pair: Int, second: Int)]
    private let bids: Int

    init(_ scans: [PairScan]) {
        bids = (scans.map(\.second).max() ?? 0) + 1
        best = Array(repeating: (0, -1, 0), count: PriceTest.allCases.count)
        for scan in scans {
            for (test, tally) in scan.tallies.enumerated() {
                if tally.matching > best[test].count {
                    best[test] = (tally.matching, scan.first * bids + scan.second, best[test].count)
                } else {
                    best[test].second = max(best[test].second, tally.matching)
                }
            }
        }
    }

    func elsewhere(_ test: PriceTest, _ a: Int, _ b: Int) -> Int {
        guard let number = PriceTest.allCases.firstIndex(of: test) else { return 0 }
        return best[number].pair == a * bids + b ? best[number].second : best[number].count
    }
}
