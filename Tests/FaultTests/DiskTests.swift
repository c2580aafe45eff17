// DiskTests.swift — the disk is full or read-only: the command says so, leaves nothing, and works afterwards.
import Container
import FileKit
import Foundation
import Opening
import Scenario
import TenderModel
import Testing

@Suite(.enabled(if: Program.canMount, "SKIPPED: this user may not mount a small disk"))
struct DiskTests {
    enum Step: String, CaseIterable, Sendable { case pack, seal, receive, close, open }

    /// A step, and the bytes that are left on the disk before it.
    static let full = Step.allCases.flatMap { step in [0, 8_192].map { (step: step, free: $0) } }

    @Test(arguments: SuiteID.allCases, full)
    func aFullDisk(_ suite: SuiteID, _ row: (step: Step, free: Int)) throws {
        let (step, free) = row
        let disk = try SmallDisk(kilobytes: 2_048)
        let lot = try Scenario(suite: suite)
        let command = try Self.prepare(step, lot, on: disk.path)
        let before = try Self.contents(disk)
        try disk.fill(leaving: free)
        let failed = try Program.run(command)
        if failed.status == 0 && free > 0 { return }
        #expect(failed.status == 74, "\(step): \(failed.errors)")
        #expect(failed.errors.contains("FILE-0003"), "\(step): \(failed.errors)")
        #expect(try Scenario.leftovers(in: disk.path).isEmpty)
        if step == .pack || step == .seal { #expect(try Self.contents(disk) == before) }
        try disk.free()
        let again = try Program.run(command)
        #expect(again.status == 0, "\(step): \(again.errors)")
        #expect(try Scenario.leftovers(in: disk.path).isEmpty)
    }

    @Test(arguments: SuiteID.allCases, Step.allCases)
    func aReadOnlyFolder(_ suite: SuiteID, _ step: Step) throws {
        let disk = try SmallDisk(kilobytes: 2_048)
        let lot = try Scenario(suite: suite)
        let command = try Self.prepare(step, lot, on: disk.path)
        let before = try Self.contents(disk)
        try disk.remount("ro")
        let failed = try Program.run(command)
        #expect(failed.status == 74 && failed.errors.contains("FILE-0004"), "\(step): \(failed.errors)")
        try disk.remount("rw")
        #expect(try Self.contents(disk) == before)
        #expect(try Program.run(command).status == 0)
    }

    /// Everything up to the step; the step's command, whose results go to the disk.
    private static func prepare(_ step: Step, _ lot: Scenario, on disk: String) throws -> [String] {
        let cast = try Cast.folder(lot.suite)
        switch step {
        case .pack:
            let bid = try lot.pack(try lot.bid(1) { $0.roles = [.unit, .head] }, by: 1, withHead: false)
            let target = disk + "/1.bid"
            _ = try shell(["cp", bid, target])
            return ["bid", "pack", target, "--identity", cast + "/bidder1/head", "--as", "head"]
                + Scenario.at(Scenario.before)
        case .seal:
            let bid = try lot.pack(try lot.bid(1), by: 1)
            return [
                "bid", "seal", bid, "--tender", lot.tenderPath, "--identity", cast + "/bidder1", "-o",
                disk + "/1.sealed",
            ]
                + Scenario.at(Scenario.before)
        case .receive:
            try lot.makeBox()
            let file = try lot.seal(1)
            _ = try shell(["mv", lot.boxPath, disk + "/box"])
            return ["box", "receive", file, "--box", disk + "/box", "-o", lot.path("1.receipt")]
                + Scenario.at(Scenario.before)
        case .close:
            try lot.makeBox()
            _ = try lot.receive(try lot.seal(1))
            _ = try shell(["mv", lot.boxPath, disk + "/box"])
            return ["box", "close", disk + "/box", "-o", lot.path("lot.closing")] + Scenario.at(Scenario.after)
        case .open:
            try lot.deliver([1, 2, 3])
            return [
                "open", lot.boxPath, "--releases", lot.path("releases"), "--identity", cast + "/officer1", "-o",
                disk + "/opening",
            ] + Scenario.at(Scenario.duringWindow)
        }
    }

    /// What lies on the disk; locks, and the ballast, count for nothing.
    private static func contents(_ disk: SmallDisk) throws -> [String] {
        try Scenario.contents(of: disk.path).filter { !$0.contains(".lock ") && !$0.hasPrefix("ballast") }
    }
}
