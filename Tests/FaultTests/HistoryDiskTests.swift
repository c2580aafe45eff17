// HistoryDiskTests.swift — a history on a disk that is full or read-only: the command says so, and what was remembered stays as it was.
import FileKit
import Foundation
import Scenario
import TenderModel
import Testing

@Suite(.enabled(if: Program.canMount, "SKIPPED: this user may not mount a small disk"))
struct HistoryDiskTests {
    private func add(_ lot: Scenario, to history: String) throws -> Ran {
        for bidder in 1...3 where !Files.exists(lot.path("\(bidder).bid")) {
            try lot.pack(try lot.bid(bidder), by: bidder, to: "\(bidder).bid")
        }
        return try Program.run(
            ["history", "add"] + (1...3).map { lot.path("\($0).bid") }
                + ["--tender", lot.tenderPath, "--history", history, "--trust", try Cast.folder(lot.suite) + "/roots"]
                + Scenario.at(Scenario.after))
    }

    @Test(arguments: [0, 4_096]) func aFullDisk(_ free: Int) throws {
        let disk = try SmallDisk(kilobytes: 512)
        let history = disk.path + "/history.db"
        let lots = try (1...2).map { number in try Scenario { $0.id = "SC-2026-20\(number)" } }
        #expect(try add(lots[0], to: history).status == 0)
        let before = try Files.read(history)
        try disk.fill(leaving: free)
        let failed = try add(lots[1], to: history)
        #expect(failed.status == 74 && failed.errors.contains("HIST-0004"), "\(failed.errors)")
        #expect(try Files.read(history) == before, "whole lots or nothing")
        try disk.free()
        let again = try add(lots[1], to: history)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try Files.list(disk.path).map(\.name) == ["history.db"], "no journal is left")
    }

    @Test func aFullDiskBeforeTheFirstLot() throws {
        let disk = try SmallDisk(kilobytes: 512)
        let history = disk.path + "/history.db"
        let lot = try Scenario()
        try disk.fill(leaving: 0)
        let failed = try add(lot, to: history)
        #expect(failed.status == 74, "\(failed.errors)")
        try disk.free()
        #expect(try add(lot, to: history).status == 0, "what was begun is no obstacle")
    }

    @Test func aReadOnlyDisk() throws {
        let disk = try SmallDisk(kilobytes: 512)
        let history = disk.path + "/history.db"
        let lots = try (1...2).map { number in try Scenario { $0.id = "SC-2026-21\(number)" } }
        #expect(try add(lots[0], to: history).status == 0)
        let before = try Files.read(history)
        try disk.remount("ro")
        let failed = try add(lots[1], to: history)
        #expect(failed.status == 74 && failed.errors.contains("HIST-0004"), "\(failed.errors)")
        let asked = try Program.run(["history", "links", "--history", history])
        #expect(asked.status == 0, "it can still be asked: \(asked.errors)")
        try disk.remount("rw")
        #expect(try Files.read(history) == before)
    }
}
