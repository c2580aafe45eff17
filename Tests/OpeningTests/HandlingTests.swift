// HandlingTests.swift — addresses and times of what came in: kept in the box alone, and given out after closing.
import Documents
import FileKit
import Foundation
import Opening
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct HandlingTests {
    /// A lot with a delivery from an address, a replacement, a withdrawal, and notes of a download and a release.
    private static let lot = Shared { (suite: SuiteID) in
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        func receive(_ path: String, _ address: String?) throws {
            var box = try Box(lot.boxPath, time: Scenario.before)
            let intake = try box.receive(
                path, signer: try lot.signer("platform", at: Scenario.before),
                from: try address.map { (text) in try NetworkAddress(text) })
            guard case .accepted = intake else { throw CocoaError(.featureUnsupported) }
        }
        func note(_ kind: HandlingEvent.Kind, _ bidder: Int, _ address: String?, at time: Instant) throws {
            let unit = try Cast.identity("bidder\(bidder)", suite).organization().code
            try Box(lot.boxPath, time: time).note(
                kind, unit: unit, lot: kind == .release ? "1" : nil,
                from: try address.map { (text) in try NetworkAddress(text) }, clock: .fixed(time))
        }
        try note(.download, 1, "192.0.2.7", at: Scenario.issued)
        let first = try lot.seal(1, to: "first.sealed")
        try receive(first, "203.0.113.9")
        try receive(try lot.seal(1, replaces: try FileDigest(of: first, .sha256), to: "1.sealed"), "2001:DB8::7")
        let second = try lot.seal(2)
        try receive(second, nil)
        try receive(try lot.withdrawal(of: second, by: "bidder2", to: "2.withdrawal"), "203.0.113.9")
        try receive(try lot.seal(3), "203.0.113.10")
        return lot
    }

    private static let secrets = ["203.0.113.9", "203.0.113.10", "2001:db8::7", "192.0.2.7"]

    @Test func theLogTellsWhatCameFromWhere() throws {
        let lot = try Self.lot(.p256SHA256)
        let early = #expect(throws: Problem.self) {
            try Box(lot.boxPath, time: Scenario.before).handlingLog()
        }
        #expect(early?.code == "BOXX-0020" && early?.kind == .tooEarly)
        try lot.close()
        let code = { (bidder: Int) in try Cast.identity("bidder\(bidder)", .p256SHA256).organization().code.text }
        try Box(lot.boxPath, time: Scenario.duringWindow).note(
            .release, unit: try CreditCode(code(3)), lot: "1", from: nil, clock: .fixed(Scenario.duringWindow))
        let log = try Box(lot.boxPath, time: Scenario.after).handlingLog()
        let told = log.entries.map(\.event).map { "\($0.kind.rawValue) \($0.address ?? "-") \($0.lot ?? "-")" }
        #expect(
            told == [
                "download 192.0.2.7 -", "delivery 203.0.113.9 1", "replacement 2001:db8::7 1", "delivery - 1",
                "withdrawal 203.0.113.9 1", "delivery 203.0.113.10 1", "release - 1",
            ])
        #expect(try log.entries.map(\.event.unit) == [1, 1, 1, 2, 2, 3, 3].map(code))
        // what is written is what is read
        #expect(try HandlingLog(csv: log.csv, file: "log.csv") == log)
        // closed or not, nothing that leaves the box has an address
        for entry in try Files.list(lot.boxPath + "/receipts") { try hides(lot.boxPath + "/receipts/" + entry.name) }
        try hides(lot.boxPath + "/lot.closing")
        #expect(try Files.list(lot.boxPath).contains { $0.name == "handling" })
        // and a box with notes goes on as before
        #expect(try Box(lot.boxPath, time: Scenario.after).isClosed)
    }

    /// No entry of a container, inflated, has one of the addresses.
    private func hides(_ path: String) throws {
        let ran = try shell(["unzip", "-p", path])
        let text = String(decoding: ran.output, as: UTF8.self)
        for secret in Self.secrets { #expect(!text.contains(secret), "\(path)") }
    }

    @Test func whatCannotBeNoted() throws {
        let lot = try Scenario(suite: .p256SHA256)
        try lot.makeBox()
        let unit = try Cast.identity("bidder1", .p256SHA256).organization().code
        let box = try Box(lot.boxPath, time: Scenario.before)
        let delivery = #expect(throws: Problem.self) {
            try box.note(.delivery, unit: unit, lot: nil, from: nil, clock: .fixed(Scenario.before))
        }
        #expect(delivery?.code == "BOXX-0018")
        let nowhere = #expect(throws: Problem.self) {
            try box.note(.download, unit: unit, lot: "9", from: nil, clock: .fixed(Scenario.before))
        }
        #expect(nowhere?.code == "BOXX-0019")
        #expect(Files.kind(of: lot.boxPath + "/handling") == nil)
    }

    @Test func anAlteredNoteIsNamed() throws {
        let lot = try Scenario(suite: .p256SHA256)
        try lot.deliver([1])
        try Files.write("{\"kind\":\"download\"}\n", to: lot.boxPath + "/handling", mode: 0o600)
        let problem = #expect(throws: Problem.self) { try Box(lot.boxPath, time: Scenario.after).handlingLog() }
        #expect(problem?.code == "BOXX-0021")
    }
}
