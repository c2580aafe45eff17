// LotKeyHistory.swift — how rare a mark or a passage is among the units of a history (稀有程度), as seen from one lot.
package import Comparison
internal import GRDB
package import Reporting
package import TenderModel
internal import TextMatching

/// Answers for one lot: what units did in that lot itself is not counted, so that it does not matter whether it was remembered already.
package struct LotKeyHistory: KeyHistory {
    let database: HistoryDatabase
    let lot: String
    let salt: [UInt8]

    /// - Parameter lot: Tender and lot as in ``RememberedLot/id``; nil for bids of no known lot, which are in no history.
    /// - Throws: HIST-0001 to HIST-0004.
    package init(_ database: HistoryDatabase, lot: String?) throws(Problem) {
        self.database = database
        self.lot = lot ?? ""
        salt = try database.read { db in try HistoryDatabase.salt(db, database.path) }
    }

    package func units(with key: IdentityKey) throws(Problem) -> (using: Int, known: Int) {
        let hash = try key.hash(salt: salt)
        return try database.read { db in
            guard let row = try Row.fetchOne(db, sql: SQLText.uses, arguments: ["hash": hash, "lot": lot]) else {
                throw Problem.bug("a count without a row")
            }
            return (try row.read("using_it"), try row.read("known"))
        }
    }

    // MARK: - Passages

    /// Fingerprints of a passage that a bid's sample must have room for: one alone is a phrase.
    static let fewest = 2

    package func spread(
        of passages: [[UInt64]], between pair: [CreditCode], among bidders: Set<CreditCode>
    ) throws(Problem) -> [PassageSpread?] {
        guard passages.contains(where: { $0.count >= Self.fewest }) else { return passages.map { _ in nil } }
        let here = Set(bidders.map(\.text))
        return try database.read { db in
            var levels: [String: Int] = [:]
            for row in try Row.fetchAll(db, sql: SQLText.sampled, arguments: ["lot": lot]) {
                try levels[row.read("unit")] = row.read("level")
            }
            var beside: Set<String> = []
            for unit in pair {
                for row in try Row.fetchAll(db, sql: SQLText.beside, arguments: ["unit": unit.text, "lot": lot]) {
                    beside.insert(try row.read("unit"))
                }
            }
            let known = levels.filter { !here.contains($0.key) }
            return try passages.map { keys in
                guard keys.count >= Self.fewest else { return nil }
                // how many fingerprints of the passage a sample of each level has
                var expected: [Int: Int] = [:]
                for level in Set(known.values) {
                    expected[level] = keys.count { TextSample.level(of: $0) >= level }
                }
                let units = try using(keys, db).subtracting(here)
                return PassageSpread(
                    using: units.count, unrelated: units.subtracting(beside).count,
                    known: known.values.count { expected[$0, default: 0] >= Self.fewest })
            }
        }
    }

    /// Units with a bid that has at least half of the fingerprints that it would have if it had the passage.
    private func using(_ keys: [UInt64], _ db: Database) throws -> Set<String> {
        var bids: [Int64: (unit: String, level: Int, found: Int)] = [:]
        for key in keys {
            let print = try TextSample.stored(key, salt: salt)
            for row in try Row.fetchAll(db, sql: SQLText.prints, arguments: ["print": print, "lot": lot]) {
                let bid: Int64 = try row.read("bid")
                let (unit, level): (String, Int) = (try row.read("unit"), try row.read("level"))
                bids[bid] = (unit, level, (bids[bid]?.found ?? 0) + 1)
            }
        }
        var units: Set<String> = []
        for bid in bids.values where bid.found >= Self.fewest {
            if 2 * bid.found >= keys.count(where: { TextSample.level(of: $0) >= bid.level }) { units.insert(bid.unit) }
        }
        return units
    }
}

extension ComparedLot {
    /// As ``RememberedLot/id``; nil where the tender is not known.
    package var historyID: String? {
        guard let tender, let lot else { return nil }
        return tender.id + "/" + lot.id
    }
}
