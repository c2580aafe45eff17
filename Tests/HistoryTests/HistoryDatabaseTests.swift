// HistoryDatabaseTests.swift — the file of a history: private, whole, of one version, and the same whoever writes at the same time.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing

@testable import Comparison
@testable import History

@Suite("历史库 · history file") struct HistoryDatabaseTests {
    @Test func rememberedTwiceIsRememberedOnce() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let lot = try Samples.lot(
            "A/1", winner: 1, [(1, 100), (2, 200)], keys: [1: [try Samples.key(.lock, "LOCK-4711")]])
        #expect(try database.remember(lot) == .added)
        let before = try Files.read(scratch.history)
        #expect(try database.remember(lot) == .unchanged)
        #expect(try Files.read(scratch.history) == before, "not a byte of the file changes")
        var reordered = lot
        reordered.bids.reverse()
        #expect(try database.remember(reordered) == .unchanged, "the order of the bids is no content")
    }

    @Test func aCorrectedLotTakesThePlaceOfTheOld() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let key = try Samples.key(.lock, "LOCK-4711")
        _ = try database.remember(try Samples.lot("A/1", winner: 1, [(1, 100), (2, 200), (3, 300)], keys: [3: [key]]))
        let fewer = try Samples.lot("A/1", [(1, 100), (2, 201)])
        let problem = #expect(throws: Problem.self, "a bidder that was known is missing") {
            try database.remember(fewer)
        }
        #expect(problem?.code == "HIST-0007" && problem?.kind == .usage)
        #expect(try database.size() == (1, 3))
        #expect(try database.remember(fewer, dropping: true) == .replaced)
        #expect(try database.size() == (1, 2))
        let other = try LotKeyHistory(database, lot: "B/1")
        #expect(try other.units(with: key) == (0, 2), "the marks of the bid that is gone are gone too")
        #expect(
            try database.remember(try Samples.lot("A/1", winner: 1, [(1, 100), (2, 201)])) == .unchanged,
            "the winner that was told at first is still known")
        #expect(throws: Problem.self, "the winner that was told is not among the bidders any more") {
            try database.remember(try Samples.lot("A/1", [(2, 201), (3, 300)]), dropping: true)
        }
        #expect(try database.size() == (1, 2), "what was refused changed nothing")
    }

    @Test func aWinnerWhoDidNotBidIsRefused() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let problem = #expect(throws: Problem.self) {
            try database.remember(try Samples.lot("A/1", winner: 9, [(1, 100), (2, 200)]))
        }
        #expect(problem?.code == "HIST-0005")
        #expect(problem?.kind == .usage)
        #expect(try database.size() == (0, 0))
    }

    @Test func theFileIsForItsOwnerAndListsNoNumbers() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let phone = try Samples.key(.phone, "13912345678")
        let account = try Samples.key(.account, "6222020200112233445")
        _ = try database.remember(try Samples.lot("A/1", [(1, 100), (2, 200)], keys: [1: [phone, account]]))
        #expect(!Files.isReadableByOthers(scratch.history))
        let bytes = try Files.read(scratch.history)
        for number in ["13912345678", "6222020200112233445"] {
            #expect(bytes.firstRange(of: Array(number.utf8)) == nil, "\(number) does not stand in the file")
        }
        #expect(bytes.firstRange(of: Array("139…678".utf8)) != nil, "what people see of it does")
    }

    @Test func twoHistoriesStoreAValueDifferently() throws {
        let (one, other) = (try Scratch(), try Scratch())
        let key = try Samples.key(.lock, "LOCK-4711")
        let salts = try [one, other].map {
            try LotKeyHistory(HistoryDatabase($0.history, creating: true), lot: nil).salt
        }
        #expect(try key.hash(salt: salts[0]) != key.hash(salt: salts[1]))
    }

    @Test func aHistoryThatMayOnlyBeReadCanBeAsked() throws {
        let scratch = try Scratch()
        let lot = try Samples.lot("A/1", [(1, 100), (2, 200)])
        _ = try HistoryDatabase(scratch.history, creating: true).remember(lot)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: scratch.history)
        #expect(try HistoryLinks(HistoryDatabase(scratch.history)).lots == 1)
    }

    // MARK: - How rare a mark is

    @Test func rarityCountsOtherLotsOnly() throws {
        let scratch = try Scratch()
        let database = try HistoryDatabase(scratch.history, creating: true)
        let key = try Samples.key(.lock, "LOCK-4711")
        _ = try database.remember(try Samples.lot("A/1", [(1, 1), (2, 2)], keys: [1: [key], 2: [key]]))
        _ = try database.remember(try Samples.lot("A/2", [(1, 1), (3, 2)], keys: [1: [key], 3: [key]]))
        _ = try database.remember(try Samples.lot("A/3", [(4, 1), (5, 2)]))
        #expect(
            try LotKeyHistory(database, lot: "A/1").units(with: key) == (2, 4), "1 and 3 in A/2; 1, 3, 4, 5 are known")
        #expect(try LotKeyHistory(database, lot: "A/3").units(with: key) == (3, 3), "1, 2 and 3")
        #expect(try LotKeyHistory(database, lot: nil).units(with: key) == (3, 5), "bids of no known lot")
        let unknown = try Samples.key(.software, "LOCK-4711")
        #expect(
            try LotKeyHistory(database, lot: "A/3").units(with: unknown) == (0, 3),
            "a mark of another kind is another mark")
    }

    // MARK: - Files that are not as they should be

    @Test func aHistoryThatIsNotThereIsNamed() throws {
        let scratch = try Scratch()
        let problem = #expect(throws: Problem.self) { try HistoryDatabase(scratch.history) }
        #expect(problem?.code == "FILE-0001")
        #expect(problem?.place == scratch.history)
        #expect(!Files.exists(scratch.history), "looking for it does not make it")
    }

    struct Spoiled: Sendable, CustomTestStringConvertible {
        var why: String
        var code: String
        var spoil: @Sendable (String) throws -> Void
        var testDescription: String { why }
    }

    static func sql(_ path: String, _ text: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [path, text]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

    @Test(arguments: [
        Spoiled(why: "text instead of a database", code: "HIST-0001") {
            try Files.write(Array(String(repeating: "不是数据库 ", count: 500).utf8), to: $0)
        },
        Spoiled(why: "cut off in the middle", code: "HIST-0001") {
            let bytes = try Files.read($0)
            try Files.write(Array(bytes.prefix(bytes.count / 2)), to: $0)
        },
        Spoiled(why: "a page of noise", code: "HIST-0001") {
            var bytes = try Files.read($0)
            for place in 4_096..<min(8_192, bytes.count) { bytes[place] = UInt8(truncatingIfNeeded: place &* 131) }
            try Files.write(bytes, to: $0)
        },
        Spoiled(why: "empty, where one is to be read", code: "HIST-0002") { try Files.write([], to: $0) },
        Spoiled(why: "an earlier version, in SQLite's header at 60", code: "HIST-0002") {
            var bytes = try Files.read($0)
            bytes[63] = 1
            try Files.write(bytes, to: $0)
        },
        Spoiled(why: "a later version", code: "HIST-0002") {
            var bytes = try Files.read($0)
            bytes[63] = 3
            try Files.write(bytes, to: $0)
        },
        Spoiled(why: "another program's, in SQLite's header at 68", code: "HIST-0002") {
            var bytes = try Files.read($0)
            bytes[68] ^= 1
            try Files.write(bytes, to: $0)
        },
        Spoiled(why: "a folder", code: "HIST-0001") {
            try Files.remove($0)
            try Files.makeFolder($0)
        },
    ])
    func aSpoiledFileIsNamed(_ spoiled: Spoiled) throws {
        let scratch = try Scratch()
        do {
            let database = try HistoryDatabase(scratch.history, creating: true)
            for number in 0..<30 {
                _ = try database.remember(try Samples.lot("A/\(number)", [(1, 1), (2, 2), (3, 3)]))
            }
        }
        try spoiled.spoil(scratch.history)
        let problem = #expect(throws: Problem.self) { _ = try HistoryLinks(HistoryDatabase(scratch.history)) }
        #expect(problem?.code == spoiled.code)
        #expect(problem?.place == scratch.history)
    }

    @Test(
        .enabled(if: hasSQLite, "sqlite3 is not installed"),
        arguments: [
            "UPDATE bid SET price = 'much'", "UPDATE bid SET price = 1e300", "UPDATE bid SET name = x'ff00'",
            "UPDATE bid SET level = 'dense'", "UPDATE text_print SET place = 'there'", "DROP TABLE text_print",
            "DELETE FROM setting", "DROP VIEW stratum", "ALTER TABLE bid RENAME COLUMN price TO cost",
            "PRAGMA foreign_keys = OFF; DELETE FROM lot WHERE lot = 'A/7'", "UPDATE setting SET value = 'xyz'",
        ])
    func aFileThatAnotherHandChangedIsNamedAndDoesNotCrash(_ change: String) throws {
        let scratch = try Scratch()
        let key = try Samples.key(.lock, "LOCK-4711")
        let text = Samples.prose(1, 600)
        do {
            let database = try HistoryDatabase(scratch.history, creating: true)
            for number in 0..<30 {
                _ = try database.remember(
                    try Samples.lot(
                        "A/\(number)", [(1, 1), (2, 2), (3, 3), (4, 4)], keys: [1: [key]], texts: [3: text, 4: text]))
            }
        }
        try Self.sql(scratch.history, change)
        let problem = #expect(throws: Problem.self) {
            let database = try HistoryDatabase(scratch.history)
            let history = try LotKeyHistory(database, lot: nil)
            _ = try history.units(with: key)
            _ = try history.spread(
                of: [Samples.sample(text).prints.map(\.key)], between: [Samples.unit(8).code], among: [])
            _ = try HistoryLinks(database)
        }
        #expect(problem?.code == "HIST-0001")
    }

    // MARK: - Several at once

    @Test(.enabled(if: hasSQLite, "sqlite3 is not installed"))
    func aFileThatAnotherProgramKeepsIsNamedAndLeftAlone() throws {
        let scratch = try Scratch()
        let lot = try Samples.lot("A/1", [(1, 1), (2, 2)])
        _ = try HistoryDatabase(scratch.history, creating: true).remember(lot)
        let other = Process()
        let (input, output) = (Pipe(), Pipe())
        other.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        other.arguments = [scratch.history]
        (other.standardInput, other.standardOutput) = (input, output)
        try other.run()
        try input.fileHandleForWriting.write(contentsOf: Data("BEGIN EXCLUSIVE;\n.print held\n".utf8))
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
        let problem = #expect(throws: Problem.self) { try HistoryDatabase(scratch.history, wait: 0) }
        #expect(problem?.code == "HIST-0003" && problem?.kind == .system && problem?.place == scratch.history)
        try input.fileHandleForWriting.close()
        other.waitUntilExit()
        #expect(try HistoryDatabase(scratch.history, wait: 0).remember(lot) == .unchanged, "as it was")
    }

    @Test func twoWritersAtOnceLoseNothing() async throws {
        let scratch = try Scratch()
        let path = scratch.history
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    // each its own connection, as two programs have; the file is made by whoever comes first
                    let database = try HistoryDatabase(path, creating: true)
                    for number in 0..<10 {
                        _ = try database.remember(try Samples.lot("W\(writer)/\(number)", [(writer, 1), (9, 2)]))
                        _ = try database.remember(try Samples.lot("same/\(number)", [(7, 1), (8, 2)]))
                    }
                }
            }
            try await group.waitForAll()
        }
        let size = try HistoryDatabase(path).size()
        #expect(size == (50, 7))
        _ = scratch
    }
}
