// HistoryDatabase.swift — the file of a history (历史库): made private, opened only if it is whole and of our version, written in whole lots.
//
// The only file that opens SQLite. Rollback journal, so that a copy of the one file is a copy of the history.
internal import Comparison
internal import FileKit
internal import GRDB
internal import OpenSSLKit
package import Reporting
internal import TenderModel
internal import TextMatching

/// What lots were, in one SQLite file.
package struct HistoryDatabase: Sendable {
    /// What became of a lot that was to be remembered.
    package enum Outcome: String, Sendable, Hashable {
        case added
        /// The same was known already.
        case unchanged
        /// Another content was known; it was replaced.
        case replaced
    }

    /// Of the tables; in the file as SQLite's `user_version`.
    package static let version = 2
    /// "biao", in the file as SQLite's `application_id`.
    static let applicationID = 0x6269_616F

    let queue: DatabaseQueue
    let path: String

    /// Opens a history.
    ///
    /// - Parameters:
    ///   - creating: Makes an empty one, with mode 0600, where there is no file.
    ///   - wait: Seconds to wait for another program that keeps the file locked.
    /// - Throws: FILE-0001, HIST-0001 (damaged, or no database), HIST-0002 (another version, or another program's), HIST-0003
    ///   (another program keeps it locked), HIST-0004 (the file system said no).
    package init(_ path: String, creating: Bool = false, wait: Double = 20) throws(Problem) {
        self.path = path
        if !Files.exists(path) {
            guard creating else { throw .system(path, number: Self.noSuchFile) }
            do throws(Problem) {
                try Files.writeScratch([], to: path)
            } catch {
                // another writer may have made it in this moment
                guard Files.exists(path) else { throw error }
            }
        }
        guard Files.kind(of: path) == .file else {
            throw .damaged(path, zh: "不是文件", en: "not a file")
        }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(wait)
            configuration.foreignKeysEnabled = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
            if creating { try queue.write { db in try Self.layOut(db) } }
            try queue.read { db in try Self.check(db, path) }
        } catch {
            throw Problem(error, path)
        }
    }

    /// `ENOENT`.
    private static let noSuchFile: Int32 = 2

    /// Tables and salt, in a file that holds nothing yet.
    private static func layOut(_ db: Database) throws {
        guard try String.fetchOne(db, sql: "SELECT name FROM sqlite_master") == nil,
            try Int.fetchOne(db, sql: "PRAGMA user_version") == 0,
            try Int.fetchOne(db, sql: "PRAGMA application_id") == 0
        else { return }
        try db.execute(sql: SQLText.schema)
        try db.execute(
            sql: "INSERT INTO setting (name, value) VALUES ('salt', ?)", arguments: [Hex.encode(try randomBytes(32))])
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(Self.version)")
    }

    private static func check(_ db: Database, _ path: String) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard application == applicationID, version == Self.version else {
            throw Problem.anotherVersion(path, isOurs: application == applicationID, version)
        }
        let fault = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        guard fault == "ok" else { throw Problem.damaged(path, zh: fault ?? "", en: fault ?? "") }
        guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
            throw Problem.damaged(path, zh: "有不属于任何标段的行", en: "there are rows that belong to no lot")
        }
    }

    /// One transaction, as a whole or not at all.
    func transaction<Value>(_ body: (Database) throws -> Value) throws(Problem) -> Value {
        do { return try queue.write(body) } catch { throw Problem(error, path) }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(Problem) -> Value {
        do { return try queue.read(body) } catch { throw Problem(error, path) }
    }

    // MARK: - Lots

    /// Remembers a lot. The same lot again changes nothing; a corrected one takes the place of what was known of it. A winner that
    /// was told before stays until another is told.
    ///
    /// - Parameter dropping: Whether bidders that the lot was known with may be missing now.
    /// - Throws: HIST-0005 where the winner is none of the bidders, HIST-0007 where bidders are missing, and what
    ///   ``init(_:creating:)`` says.
    package func remember(_ lot: RememberedLot, dropping: Bool = false) throws(Problem) -> Outcome {
        try transaction { db in
            let known = try Row.fetchOne(db, sql: "SELECT digest, winner FROM lot WHERE lot = ?", arguments: [lot.id])
            let told: String? = try known?.readIfAny("winner")
            let winner = lot.winner?.text ?? told
            let gone = try Self.bidders(missing: lot, db)
            guard dropping || gone.isEmpty else { throw Problem.fewerBidders(gone, lot.id) }
            if let winner, !lot.bids.contains(where: { $0.unit.code.text == winner }) {
                throw Problem.noSuchWinner(winner, wasTold: lot.winner == nil, lot.id)
            }
            let salt = try Self.salt(db, path)
            let digest = try lot.digest(salt: salt, winner: winner)
            if let known {
                guard try known.read("digest") != digest else { return .unchanged }
                try db.execute(sql: "DELETE FROM lot WHERE lot = ?", arguments: [lot.id])
            }
            try db.execute(
                sql: """
                    INSERT INTO lot (lot, title, opened, region, kind, award, ceiling, winner, digest)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    lot.id, lot.title, lot.opened, lot.region, lot.kind, lot.award.rawValue, lot.ceiling?.fen, winner,
                    digest,
                ])
            var number = try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(bid), 0) FROM bid") ?? 0
            for bid in lot.bids {
                number += 1
                try db.execute(
                    sql: "INSERT INTO bid (lot, unit, name, price, bid, level) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [
                        lot.id, bid.unit.code.text, bid.unit.name, bid.price?.fen, number, bid.text?.level,
                    ])
                for print in bid.text?.prints ?? [] {
                    try db.execute(
                        sql: "INSERT INTO text_print (bid, print, place) VALUES (?, ?, ?)",
                        arguments: [number, try TextSample.stored(print.key, salt: salt), print.place])
                }
                var seen: Set<String> = []
                for key in bid.keys where seen.insert(key.match).inserted {
                    try db.execute(
                        sql: """
                            INSERT INTO key_use (lot, unit, kind, detail, hash, shown) VALUES (?, ?, ?, ?, ?, ?)
                            """,
                        arguments: [
                            lot.id, bid.unit.code.text, key.kind.rawValue, key.detail, try key.hash(salt: salt),
                            key.shown,
                        ])
                }
            }
            return known == nil ? .added : .replaced
        }
    }

    /// Bidders that the lot was known with and does not have any more, each with its code.
    package func bidders(missing lot: RememberedLot) throws(Problem) -> [String] {
        try read { db in try Self.bidders(missing: lot, db) }
    }

    private static func bidders(missing lot: RememberedLot, _ db: Database) throws -> [String] {
        let present = Set(lot.bids.map(\.unit.code.text))
        let rows = try Row.fetchAll(
            db, sql: "SELECT unit, name FROM bid WHERE lot = ? ORDER BY unit", arguments: [lot.id])
        return try rows.compactMap { row in
            let code = try row.read("unit", as: String.self)
            return present.contains(code) ? nil : "\(try row.read("name", as: String.self)) \(code)"
        }
    }

    /// How many lots and units are known.
    package func size() throws(Problem) -> (lots: Int, units: Int) {
        try read { db in
            (
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM lot") ?? 0,
                try Int.fetchOne(db, sql: "SELECT COUNT(DISTINCT unit) FROM bid") ?? 0
            )
        }
    }

    static func salt(_ db: Database, _ path: String) throws -> [UInt8] {
        let text = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'salt'")
        guard let salt = text.flatMap(Hex.decode), salt.count == 32 else {
            throw Problem.damaged(path, zh: "没有盐值", en: "there is no salt")
        }
        return salt
    }
}

extension IdentityKey {
    /// What stands in the history for the value, 64 hexadecimal digits. The salt keeps two histories from being joined; it does not
    /// keep who has the file from trying out all telephone numbers, which is why the file is private.
    func hash(salt: [UInt8]) throws(Problem) -> String {
        Hex.encode(try Digest.of(salt + Array(match.utf8), .sha256))
    }
}

extension TextSample {
    /// What stands in the history for a fingerprint, from 0 on, 62 bits: two histories cannot be joined by it.
    static func stored(_ key: UInt64, salt: [UInt8]) throws(Problem) -> Int64 {
        let bytes = try Digest.of(salt + Array("text \(key)".utf8), .sha256)
        return Int64(bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 2)
    }
}

extension RememberedLot {
    /// Of everything that is kept, so that the same lot is known again.
    func digest(salt: [UInt8], winner: String?) throws(Problem) -> String {
        var facts: [JSON] = [
            .string(id), .string(title), .string(opened), .string(region), .string(kind), .string(award.rawValue),
            JSON(ceiling?.yuan), JSON(winner),
        ]
        for bid in bids.sorted(by: { $0.unit.code.text < $1.unit.code.text }) {
            facts += [.string(bid.unit.code.text), .string(bid.unit.name), JSON(bid.price?.yuan)]
            facts.append(
                .array(
                    Set(bid.keys.map { [$0.match, $0.shown] }).sorted { $0.lexicographicallyPrecedes($1) }
                        .map { .array($0.map(JSON.string)) }))
            let prints = bid.text?.prints.map { "\($0.key) \($0.place)" } ?? []
            facts += [JSON(bid.text?.level.description), .string(prints.joined(separator: ","))]
        }
        return Hex.encode(try Digest.of(salt + Array(JSON.array(facts).line.utf8), .sha256))
    }
}
