// LinkFacts.swift — what the statements of SQL/ say of a history (取数): counts, prices, wins and shared marks, of one moment.
internal import Comparison
internal import GRDB
internal import Reporting

/// The rows that the statements of SQL/ give, of one moment.
struct LinkFacts: Sendable {
    struct Pair: Sendable, Hashable {
        var first: String
        var second: String
    }

    struct Price: Sendable {
        var unit: String
        var fen: Int64
    }

    struct PricedLot: Sendable {
        var isWide: Bool
        var prices: [Price]
    }

    struct WonLot: Sendable {
        var winner: String
        var units: Set<String>
    }

    struct Use: Sendable {
        var kind: String
        var detail: String
        var shown: String
        var unit: String
        var lot: String
    }

    /// Where a fingerprint stands in the first of a unit's bids that has it.
    struct PrintUse: Sendable {
        var unit: String
        var bid: Int64
        var lot: String
        var level: Int
        var place: Int
    }

    /// Lots of each stratum.
    var lots: [String: Int] = [:]
    /// Lots of each unit in each stratum.
    var units: [String: [String: Int]] = [:]
    /// In order.
    var joint: [(pair: Pair, lots: Int)] = []
    var priced: [PricedLot] = []
    var won: [WonLot] = []
    /// By hash, in order.
    var uses: [[Use]] = []
    /// By fingerprint: one use of each unit, in the order of their codes.
    var prints: [[PrintUse]] = []
    var names: [String: String] = [:]

    init(_ database: HistoryDatabase, since: String?) throws(Problem) {
        let day = since ?? ""
        self = try database.read { db in
            var facts = LinkFacts()
            func each(
                _ sql: String, _ arguments: StatementArguments, _ body: (inout LinkFacts, Row) throws -> Void
            ) throws {
                let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
                while let row = try rows.next() { try body(&facts, row) }
            }
            try each(SQLText.lots, ["since": day]) { try $0.lots[$1.read("stratum")] = $1.read("lots") }
            try each(SQLText.units, ["since": day]) {
                try $0.units[$1.read("unit"), default: [:]][$1.read("stratum")] = $1.read("lots")
            }
            try each(SQLText.joint, ["since": day, "support": Chance.support]) { facts, row in
                facts.joint.append(
                    (Pair(first: try row.read("unit_a"), second: try row.read("unit_b")), try row.read("lots")))
            }
            var last = ""
            try each(SQLText.prices, ["since": day]) { facts, row in
                let lot: String = try row.read("lot")
                if lot != last || facts.priced.isEmpty {
                    facts.priced.append(PricedLot(isWide: try row.read("award") == "wide", prices: []))
                }
                last = lot
                facts.priced[facts.priced.count - 1].prices.append(
                    Price(unit: try row.read("unit"), fen: try row.read("price")))
            }
            last = ""
            try each(SQLText.wins, ["since": day]) { facts, row in
                let lot: String = try row.read("lot")
                if lot != last || facts.won.isEmpty {
                    facts.won.append(WonLot(winner: try row.read("winner"), units: []))
                }
                last = lot
                facts.won[facts.won.count - 1].units.insert(try row.read("unit"))
            }
            last = ""
            try each(SQLText.shared, ["since": day]) { facts, row in
                let hash: String = try row.read("hash")
                if hash != last || facts.uses.isEmpty { facts.uses.append([]) }
                last = hash
                facts.uses[facts.uses.count - 1].append(
                    Use(
                        kind: try row.read("kind"), detail: try row.read("detail"), shown: try row.read("shown"),
                        unit: try row.read("unit"), lot: try row.read("lot")))
            }
            var print: Int64 = -1
            try each(SQLText.texts, ["since": day, "common": SharedLinks.common]) { facts, row in
                let (next, unit): (Int64, String) = (try row.read("print"), try row.read("unit"))
                if next != print { facts.prints.append([]) }
                print = next
                guard facts.prints[facts.prints.count - 1].last?.unit != unit else { return }
                facts.prints[facts.prints.count - 1].append(
                    PrintUse(
                        unit: unit, bid: try row.read("bid"), lot: try row.read("lot"), level: try row.read("level"),
                        place: try row.read("place")))
            }
            try each(SQLText.names, [:]) { try $0.names[$1.read("unit")] = $1.read("name") }
            return facts
        }
    }

    private init() {}

    func lots(of unit: String) -> Int { units[unit]?.values.reduce(0, +) ?? 0 }

    /// In how many of the pairs' strata the two could have met, and how often each bid there; in the order of the strata.
    func strata(_ pair: Pair) -> [Chance.Stratum] {
        let (one, other) = (units[pair.first] ?? [:], units[pair.second] ?? [:])
        return one.keys.sorted().compactMap { stratum in
            guard let first = one[stratum], let second = other[stratum], let all = lots[stratum] else { return nil }
            return Chance.Stratum(lots: all, first: first, second: second)
        }
    }

    func linked(_ codes: some Sequence<String>) -> [LinkedUnit] {
        codes.sorted().map { LinkedUnit(code: $0, name: names[$0] ?? $0) }
    }

    func name(_ unit: String) -> Figure { .quoted(names[unit] ?? unit) }
}
