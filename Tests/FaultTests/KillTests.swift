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

@Suite(.enabled(if: Program.canTrace, "SKIPPED: strace cannot trace processes here"))
struct KillTests {
    @Test(arguments: SuiteID.allCases)
    func boxReceive(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        _ = try lot.receive(try lot.seal(1))
        let file = try lot.seal(2)
        let digest = try FileDigest(of: file, .sha256)
        let receipt = lot.path("2.receipt")
        let box = lot.path("box-killed")
        let killed = try Program.killEverywhere {
            try Files.remove(receipt)
            return ["box", "receive", file, "--box", try lot.copy("box", to: "box-killed"), "-o", receipt]
                + Scenario.at(Scenario.before)
        } check: { kill, command in
            let between = try Box(box, time: Scenario.before).events.count { $0.digest == digest }
            #expect(between <= 1, "\(kill): the ledger holds it once or not at all")
            #expect(
                try Files.list(box + "/sealed").count == 1 + between,
                "\(kill): kept without being accepted, or the reverse")
            let again = try Program.run(command)
            #expect(again.status == 0, "\(kill): \(again.errors)")
            #expect(try Box(box, time: Scenario.before).events.count { $0.digest == digest } == 1, "\(kill)")
            #expect(try Files.list(box + "/sealed").count == 2, "\(kill)")
            let left = try Scenario.leftovers(in: box)
            #expect(left.isEmpty, "\(kill): \(left)")
            let reader = try ContainerReader(receipt)
            let report = try ContainerVerifier(trust: try lot.trust(), time: Scenario.before).verify(reader)
            #expect(report.verdict.status == .passed, "\(kill)")
            #expect(try ReceiptFile(reader, report: report).receipt.sealedFile == digest, "\(kill)")
        }
        #expect(killed >= 15)
    }

    @Test(arguments: SuiteID.allCases)
    func boxClose(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...2 { _ = try lot.receive(try lot.seal(bidder)) }
        let output = lot.path("killed.closing")
        let box = lot.path("box-killed")
        let killed = try Program.killEverywhere {
            try Files.remove(output)
            return ["box", "close", try lot.copy("box", to: "box-killed"), "-o", output] + Scenario.at(Scenario.after)
        } check: { kill, command in
            let seen = Files.exists(box + "/lot.closing") ? try Files.read(box + "/lot.closing") : nil
            // some minutes later, so that a list made anew would show
            let again = try Program.run(Array(command.dropLast(2)) + Scenario.at(Scenario.duringWindow))
            #expect(again.status == 0, "\(kill): \(again.errors)")
            let list = try Files.read(output)
            #expect(seen == nil || seen == list, "\(kill): a second closing list")
            #expect(try Files.read(box + "/lot.closing") == list, "\(kill)")
            let events = try Box(box, time: Scenario.after).events
            #expect(events.map(\.kind) == [.delivery, .delivery, .closing], "\(kill)")
            let left = try Scenario.leftovers(in: box)
            #expect(left.isEmpty, "\(kill): \(left)")
        }
        #expect(killed >= 8)
    }

    @Test(arguments: SuiteID.allCases)
    func open(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let officer = try Cast.folder(suite) + "/officer1"
        let output = lot.path("opening-killed")
        let killed = try Program.killEverywhere(threads: [false, true]) {
            try Files.removeTree(output)
            return ["open", lot.boxPath, "--releases", lot.path("releases"), "--identity", officer, "-o", output]
                + Scenario.at(Scenario.duringWindow)
        } check: { kill, command in
            let again = try Program.run(command)
            #expect(again.status == 0, "\(kill): \(again.errors)")
            let reader = try ContainerReader(output + "/record.opening")
            let report = try ContainerVerifier(trust: try lot.trust(), time: Scenario.afterWindow).verify(reader)
            let record = try reader.document(OpeningRecord.self)
            #expect(report.verdict.status == .passed, "\(kill)")
            #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened], "\(kill)")
            #expect(try Files.list(output + "/bids").count == 3, "\(kill)")
            #expect(try OpeningStatus.read(from: output).phase == .concluded, "\(kill)")
            let left = try Scenario.leftovers(in: output)
            #expect(left.isEmpty, "\(kill): \(left)")
        }
        #expect(killed >= 30)
    }
}
