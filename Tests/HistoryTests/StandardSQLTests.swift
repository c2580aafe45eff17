// StandardSQLTests.swift — the same SQL elsewhere (同样的 SQL): only what the standard has, and the same answers out of PostgreSQL.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import History

@Suite("同样的 SQL · the same SQL elsewhere") struct StandardSQLTests {
    /// Each statement with values for its parameters.
    static let statements: [(name: String, sql: String, parameters: [String: String])] = [
        ("lots", SQLText.lots, ["since": "'2026-01-01'"]), ("units", SQLText.units, ["since": "'2026-01-01'"]),
        ("joint", SQLText.joint, ["since": "'2026-01-01'", "support": "3"]),
        ("prices", SQLText.prices, ["since": "''"]), ("wins", SQLText.wins, ["since": "'2026-01-01'"]),
        ("shared", SQLText.shared, ["since": "'2026-01-01'"]), ("names", SQLText.names, [:]),
        ("uses", SQLText.uses, ["lot": "'H/3'", "hash": "$hash"]),
        ("prints", SQLText.prints, ["lot": "'H/3'", "print": "$print"]),
        ("sampled", SQLText.sampled, ["lot": "'H/3'"]), ("beside", SQLText.beside, ["lot": "'H/3'", "unit": "$unit"]),
        ("texts", SQLText.texts, ["since": "'2026-01-01'", "common": "10"]),
    ]

    // MARK: - Words

    /// Reserved words and functions of SQL:1999 that the statements may use, and both databases have.
    static let allowed: Set<String> = [
        "SELECT", "DISTINCT", "FROM", "JOIN", "ON", "AS", "WHERE", "AND", "IN", "IS", "NOT", "NULL", "GROUP", "BY",
        "HAVING", "ORDER", "COUNT", "MIN", "CASE", "WHEN", "THEN", "ELSE", "END", "CREATE", "TABLE", "VIEW", "INDEX",
        "PRIMARY", "KEY", "FOREIGN", "REFERENCES", "DELETE", "CASCADE", "UNIQUE", "TEXT", "BIGINT", "SUBSTR",
    ]

    /// Words outside strings and comments; a parameter keeps its colon.
    static func words(_ sql: String) -> [String] {
        var words: [String] = []
        for line in sql.split(separator: "\n") {
            let code = line.range(of: "--").map { line[..<$0.lowerBound] } ?? line
            var isText = false
            var word = ""
            for character in code + " " {
                if character == "'" { isText.toggle() }
                if !isText, character == "_" || character == ":" || (character.isASCII && character.isLetter) {
                    word.append(character)
                } else if !word.isEmpty {
                    words.append(word)
                    word = ""
                }
            }
        }
        return words
    }

    @Test func onlyWordsThatTheStandardHas() {
        // small letters are names of ours
        let all = [("schema", SQLText.schema)] + Self.statements.map { ($0.name, $0.sql) }
        for (name, sql) in all {
            for word in Self.words(sql) where word.contains(where: \.isUppercase) {
                #expect(Self.allowed.contains(word), "\(name): \(word)")
            }
            let functions = sql.matches(of: /([a-z]+)\(/).map { String($0.1) }
            #expect(Set(functions).isSubset(of: ["substr"]), "\(name): \(functions)")
            let code = sql.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
            for sign in ["\"", "`", "==", "!=", "?", "[", "::", "/*"] {
                #expect(!code.contains(sign), "\(name): \(sign)")
            }
        }
    }

    @Test func everyParameterIsDescribedAndBound() {
        for (name, sql, parameters) in Self.statements {
            let used = Set(Self.words(sql).filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) })
            #expect(used == Set(parameters.keys), "\(name)")
            let remark = sql.prefix { $0 != "\n" }
            for parameter in used { #expect(remark.contains(":" + parameter), "\(name): \(parameter)") }
        }
    }

    // MARK: - PostgreSQL

    /// Lots with everything that the tables hold.
    static func lots() throws -> [RememberedLot] {
        let key = try Samples.key(.lock, "LOCK-4711")
        return try HistoryLinksTests.byHand().prefix(24).enumerated().map { number, lot in
            var lot = lot
            if number % 3 == 0 { lot.opened = "2025-07-01" }
            if number % 4 == 0 { lot.ceiling = Money(fen: 1_234_500) }
            if number % 5 == 0 { lot.bids[0].price = nil }
            lot.bids[0].keys = number % 2 == 0 ? [key] : []
            lot.bids[1].keys = number % 7 == 0 ? [key, try Samples.key(.phone, "13912345678")] : []
            lot.bids[0].text = try Samples.sample(Samples.prose(number, 300) + Samples.prose(5, 300))
            if (10..<14).contains(number) { lot.bids[1].text = try Samples.sample(Samples.prose(77, 400)) }
            return lot
        }
    }

    @Test(
        .enabled(
            if: PostgreSQL.programs != nil && HistoryDatabaseTests.hasSQLite, "SKIPPED: no PostgreSQL, or no sqlite3"))
    func postgreSQLGivesTheSameAnswers() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        for lot in try Self.lots() { _ = try database.remember(lot) }
        let other = try PostgreSQL(below: scratch.path)
        defer { other.stop() }
        var script = SQLText.schema
        for table in ["setting", "lot", "bid", "key_use", "text_print"] {
            script += try sqlite(scratch.history, ".mode insert \(table)\nSELECT * FROM \(table);\n")
        }
        try other.run(script)
        let values = [
            "$hash": try "'\(Samples.key(.lock, "LOCK-4711").hash(salt: LotKeyHistory(database, lot: nil).salt))'",
            "$unit": try "'\(Samples.unit(1).code.text)'",
            "$print": try sqlite(
                scratch.history, "SELECT print FROM text_print GROUP BY print HAVING COUNT(*) > 20 LIMIT 1;"
            ).trimmingCharacters(in: .whitespacesAndNewlines),
        ]
        for (name, sql, parameters) in Self.statements {
            let set = parameters.map { ($0.key, values[$0.value] ?? $0.value) }.sorted { $0.0 < $1.0 }
            let ours = try sqlite(
                scratch.history, set.map { ".parameter set :\($0.0) \"\($0.1)\"\n" }.joined() + sql)
            let theirs = try other.run(
                set.map { "\\set \($0.0) '\($0.1.replacing("'", with: "''"))'\n" }.joined() + sql)
            #expect(ours == theirs, "\(name)")
            #expect(!ours.isEmpty, "\(name) has something to compare")
        }
        #expect(throws: PostgreSQL.Refused.self, "a bid of no lot is refused there too") {
            try other.run("INSERT INTO bid (lot, unit, name, bid) VALUES ('none', 'x', 'x', 9999);")
        }
    }

    private func sqlite(_ path: String, _ script: String) throws -> String {
        try shell("/usr/bin/sqlite3", ["-bail", path], script)
    }
}

/// Runs a program to its end; its standard output.
@discardableResult
private func shell(_ program: String, _ arguments: [String], _ input: String = "") throws -> String {
    let process = Process()
    let (read, write) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = read
    process.standardOutput = write
    process.standardError = FileHandle.nullDevice
    try process.run()
    try read.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try read.fileHandleForWriting.close()
    let output = String(decoding: write.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PostgreSQL.Refused() }
    return output
}

/// A server of its own for one test, which nobody reaches but by a socket in the test's folder.
struct PostgreSQL {
    struct Refused: Error {}

    /// Where the newest one that is installed has its programs.
    static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap(Int.init)
            .sorted()
        return versions.last.map { "\(root)/\($0)/bin" }
    }()

    private let folder: String
    private let bin: String
    private let server = Process()

    init(below parent: String) throws {
        folder = parent + "/pg"
        bin = try #require(Self.programs)
        try Files.makeFolder(folder)
        if geteuid() == 0 {
            // it does not run as root
            try shell("/usr/bin/env", ["chown", "nobody", folder])
            try shell("/usr/bin/env", ["chmod", "711", parent])
        }
        try shell(
            "/usr/bin/env",
            Self.unprivileged + ["\(bin)/initdb", "-D", folder + "/data", "-U", "biao", "-A", "trust", "-E", "UTF8"]
                + ["--locale=C", "-N"])
        // our own child, and no daemon: what pg_ctl leaves behind would hold on to our files
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        server.arguments =
            Self.unprivileged
            + [
                "\(bin)/postgres", "-D", folder + "/data", "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                "unix_socket_directories=\(folder)", "-c", "max_connections=4",
            ]
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        for _ in 0..<600 where server.isRunning {
            if (try? run("SELECT 1;")) != nil { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        stop()
        throw Refused()
    }

    @discardableResult
    func run(_ script: String) throws -> String {
        try shell(
            bin + "/psql",
            ["-h", folder, "-U", "biao", "-d", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"], script)
    }

    func stop() {
        // SIGTERM waits for whoever is connected, and SIGINT does not
        server.interrupt()
        server.waitUntilExit()
    }

    private static var unprivileged: [String] {
        geteuid() == 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : []
    }
}
