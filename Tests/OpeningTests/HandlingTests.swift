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
    private static func receive(_ lot: Scenario, _ path: String, from address: String?) throws {
        var box = try Box(lot.boxPath, time: Scenario.before)
        let signer = try lot.signer("platform", at: Scenario.before)
        let from: NetworkAddress? = if let address { try NetworkAddress(address) } else { nil }
        guard case .accepted = try box.receive(path, signer: signer, from: from) else {
            throw CocoaError(.featureUnsupported)
        }
    }

    private static func unit(_ bidder: Int) throws -> CreditCode {
        let identity = try Cast.identity("bidder\(bidder)")
        return try identity.organization().code
    }

    /// Closed: a noted download, a delivery and its replacement, a delivery and its withdrawal, one more, a noted release.
    private static func handled() throws -> Scenario {
        let lot = try Scenario()
        try lot.makeBox()
        try Box(lot.boxPath, time: Scenario.issued).note(
            .download, unit: unit(1), lot: nil, from: NetworkAddress("192.0.2.7"), clock: .fixed(Scenario.issued))
        let first = try lot.seal(1, to: "first.sealed")
        try receive(lot, first, from: "203.0.113.9")
        try receive(lot, lot.seal(1, replaces: FileDigest(of: first, .sha256), to: "1.sealed"), from: "2001:DB8::7")
        let second = try lot.seal(2)
        try receive(lot, second, from: nil)
        try receive(lot, lot.withdrawal(of: second, by: "bidder2", to: "2.withdrawal"), from: "203.0.113.9")
        try receive(lot, lot.seal(3), from: "203.0.113.10")
        return lot
    }

    private static let secrets = ["203.0.113.9", "203.0.113.10", "2001:db8::7", "192.0.2.7"]

    @Test func theLogTellsWhatCameFromWhere() throws {
        let lot = try Self.handled()
        let early = #expect(throws: Problem.self) {
            try Box(lot.boxPath, time: Scenario.before).handlingLog()
        }
        #expect(early?.code == "BOXX-0020" && early?.kind == .tooEarly)
        try lot.close()
        try Box(lot.boxPath, time: Scenario.duringWindow).note(
            .release, unit: Self.unit(3), lot: "1", from: nil, clock: .fixed(Scenario.duringWindow))
        let log = try Box(lot.boxPath, time: Scenario.after).handlingLog()
        let told = log.entries.map(\.event).map { "\($0.kind.rawValue) \($0.address ?? "-") \($0.lot ?? "-")" }
        #expect(
            told == [
                "download 192.0.2.7 -", "delivery 203.0.113.9 1", "replacement 2001:db8::7 1", "delivery - 1",
                "withdrawal 203.0.113.9 1", "delivery 203.0.113.10 1", "release - 1",
            ])
        let units = try [1, 1, 1, 2, 2, 3, 3].map { bidder in try Self.unit(bidder).text }
        #expect(log.entries.map(\.event.unit) == units)
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
        let unit = try Self.unit(1)
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
