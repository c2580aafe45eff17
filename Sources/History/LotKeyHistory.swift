// LotKeyHistory.swift — how rare a mark is among the units of a history (标识键的稀有程度), as seen from one lot.
package import Comparison
internal import GRDB
package import Reporting

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
}

extension ComparedLot {
    /// As ``RememberedLot/id``; nil where the tender is not known.
    package var historyID: String? {
        guard let tender, let lot else { return nil }
        return tender.id + "/" + lot.id
    }
}
