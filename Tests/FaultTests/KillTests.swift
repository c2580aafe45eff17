// KillTests.swift — the process is killed at every step that changes the disk, then the command is simply run again.
import Container
import Documents
import FileKit
import Foundation
import Opening
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite(.serialized, .enabled(if: Program.canTrace, "SKIPPED: strace cannot trace processes here"))
struct KillTests {
    /// More steps than any of the commands has.
    static let bound = 400

    @Test func boxReceive() throws {
        let lot = try Scenario()
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        let file = try lot.seal(2)
        let digest = try FileDigest(of: file, .sha256)
        var step = 0
        var survived = false
        while !survived && step < Self.bound {
            step += 1
            let box = try lot.copy("box", to: "box-killed")
            let receipt = lot.path("2.receipt")
            try Files.remove(receipt)
            let command = ["box", "receive", file, "--box", box, "-o", receipt] + Scenario.at(Scenario.before)
            survived = try Program.runKilled(command, at: step)
            let between = try Box(box, time: Scenario.before).events.filter { $0.digest == digest }.count
            #expect(between <= 1, "step \(step): the ledger holds it once or not at all")
            #expect(try Self.sealedCount(box) == 1 + between, "step \(step): kept without being accepted, or the reverse")
            let again = try Program.run(command)
            #expect(again.status == 0, "step \(step): \(again.errors)")
            #expect(try Box(box, time: Scenario.before).events.count { $0.digest == digest } == 1, "step \(step)")
            #expect(try Self.sealedCount(box) == 2, "step \(step)")
            let left = try Scenario.leftovers(in: box)
            #expect(left.isEmpty, "step \(step): \(left)")
            let reader = try ContainerReader(receipt)
            let report = try ContainerVerifier(trust: try lot.trust(), time: Scenario.before).verify(reader)
            #expect(report.verdict.status == .passed)
            #expect(try ReceiptFile(reader, report: report).receipt.sealedFile == digest)
        }
        #expect(survived && step > 10, "\(step) steps")
    }

    @Test func boxClose() throws {
        let lot = try Scenario()
        try lot.makeBox()
        for bidder in 1...2 { _ = try lot.receive(try lot.seal(bidder)) }
        var step = 0
        var survived = false
        while !survived && step < Self.bound {
            step += 1
            let box = try lot.copy("box", to: "box-killed")
            let output = lot.path("killed.closing")
            try Files.remove(output)
            let command = ["box", "close", box, "-o", output]
            survived = try Program.runKilled(command + Scenario.at(Scenario.after), at: step)
            let seen = Files.exists(box + "/lot.closing") ? try Files.read(box + "/lot.closing") : nil
            // some minutes later, so that a list made anew would show
            let again = try Program.run(command + Scenario.at(Scenario.duringWindow))
            #expect(again.status == 0, "step \(step): \(again.errors)")
            let list = try Files.read(output)
            #expect(seen == nil || seen == list, "step \(step): a second closing list")
            #expect(try Files.read(box + "/lot.closing") == list, "step \(step)")
            let events = try Box(box, time: Scenario.after).events
            #expect(events.map(\.kind) == [.delivery, .delivery, .closing], "step \(step)")
            #expect(try Scenario.leftovers(in: box).isEmpty, "step \(step)")
        }
        #expect(survived && step > 5, "\(step) steps")
    }

    @Test func open() throws {
        let lot = try Scenario()
        try lot.deliver([1, 2, 3])
        let officer = try Cast.folder(lot.suite) + "/officer1"
        var step = 0
        var survived = false
        while !survived && step < Self.bound {
            step += 1
            let output = lot.path("opening-killed")
            try Files.removeTree(output)
            let command =
                ["open", lot.boxPath, "--releases", lot.path("releases"), "--identity", officer, "-o", output]
                + Scenario.at(Scenario.duringWindow)
            survived = try Program.runKilled(command, at: step)
            let again = try Program.run(command)
            #expect(again.status == 0, "step \(step): \(again.errors)")
            let reader = try ContainerReader(output + "/record.opening")
            let report = try ContainerVerifier(trust: try lot.trust(), time: Scenario.afterWindow).verify(reader)
            let record = try reader.document(OpeningRecord.self)
            #expect(report.verdict.status == .passed && record.rows.map(\.outcome) == [.opened, .opened, .opened])
            #expect(try Files.list(output + "/bids").count == 3, "step \(step)")
            #expect(try OpeningStatus.read(from: output).phase == .concluded, "step \(step)")
            let left = try Scenario.leftovers(in: output)
            #expect(left.isEmpty, "step \(step): \(left)")
        }
        #expect(survived && step > 20, "\(step) steps")
    }

    /// Files that the box keeps as deliveries.
    private static func sealedCount(_ box: String) throws -> Int { try Files.list(box + "/sealed").count }
}
