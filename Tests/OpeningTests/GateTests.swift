// GateTests.swift — what the intake refuses (拒收), with code and article, and that a refusal leaves nothing behind.
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import Synchronization
import TenderModel
import Testing
import ZipKit

/// A delivery that must be refused: what is handed in, and what the person is told.
struct Refusal: Sendable, CustomTestStringConvertible {
    /// Codes of all findings, in order.
    let codes: [String]
    /// The article that each of them cites.
    let basis: Basis
    let why: String
    /// What lies in the box before.
    var standing = false
    var at = Scenario.before
    /// Makes the file; bidder 1's honest delivery is `first`.
    let make: @Sendable (_ lot: Scenario, _ first: String) throws -> String

    var testDescription: String { why }
}

@Suite struct GateTests {
    static let garbage: [Refusal] = [
        Refusal(codes: ["GATE-0002"], basis: .order20("26"), why: "a bid in the clear, .bid") { lot, _ in
            try lot.pack(try lot.bid(2), by: 2)
        },
        Refusal(codes: ["ZIP-0001"], basis: .order20("26"), why: "a text file") { lot, _ in
            try lot.written("note.sealed", Array("投标文件".utf8))
        },
        Refusal(codes: ["ZIP-0001"], basis: .order20("26"), why: "an empty file") { lot, _ in
            try lot.written("empty.sealed", [])
        },
        Refusal(codes: ["ZIP-0001"], basis: .order20("26"), why: "a sealed bid that lost its last byte on the way") {
            lot, _ in
            try lot.written("short.sealed", Array(try Files.read(try lot.seal(2)).dropLast()))
        },
        Refusal(codes: ["GATE-0018"], basis: .order20("26"), why: "the tender file itself") { lot, _ in lot.tenderPath
        },
        Refusal(codes: ["SEAL-0003"], basis: .order20("26"), why: "a seal that announces a lock which is not there") {
            lot, _ in
            try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed") {
                $0.envelopes[0].bidderLocks = 2
            }
        },
    ]

    static let late: [Refusal] = [
        Refusal(
            codes: ["GATE-0001"], basis: .regulation("36"), why: "at the very second of the deadline",
            at: Scenario.deadline
        ) { lot, _ in
            try lot.seal(2)
        },
        Refusal(
            codes: ["GATE-0001"], basis: .regulation("36"), why: "late, and wrong in other ways too", at: Scenario.after
        ) { lot, _ in
            try lot.pack(try lot.bid(2), by: 2)
        },
    ]

    static let contradicting: [Refusal] = [
        Refusal(codes: ["GATE-0003"], basis: .order20("26"), why: "for another tender") { lot, _ in
            let other = try Scenario(suite: lot.suite) { $0.id = "SC-2026-002" }
            return try other.seal(2)
        },
        Refusal(codes: ["GATE-0004"], basis: .order20("26"), why: "for a lot that the tender does not have") { lot, _ in
            try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed") { $0.lot = "9" }
        },
        Refusal(codes: ["CONT-0012"], basis: .order20("26"), why: "a byte of the payload is not what was signed") {
            lot, _ in
            try lot.flipped(try lot.seal(2), SealEntryName.payload(1))
        },
        Refusal(codes: ["GATE-0005"], basis: .order20("26"), why: "a rival signs bidder 2's seal as its own") {
            lot, _ in
            try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder3", to: "x.sealed")
        },
        Refusal(codes: ["GATE-0007"], basis: .order20("26"), why: "sealed for another platform") { lot, _ in
            try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed") {
                $0.platform = String(repeating: "0", count: 64)
            }
        },
        Refusal(codes: ["GATE-0009"], basis: .order20("26"), why: "made from a tender version that nobody published") {
            lot, _ in
            try lot.resign(try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed") {
                $0.tender.digest.hex = String(repeating: "ab", count: 32)
                $0.tender.version = 2
            }
        },
        Refusal(codes: ["GATE-0011"], basis: .order20("26"), why: "the officers' lock is made to one officer only") {
            lot, _ in
            let officer = try #require(try Cast.identity("officer1", lot.suite).encryption).certificate
            return try lot.resign(
                try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed",
                entries: [SealEntryName.officerLock(1): try CMSEnvelope.seal(try Secret.random(32), to: [officer])])
        },
        Refusal(codes: ["GATE-0011"], basis: .order20("26"), why: "the officers' lock is made to a trustee besides") {
            lot, _ in
            let all = try ["officer1", "officer2", "trustee1"].map {
                try #require(try Cast.identity($0, lot.suite).encryption).certificate
            }
            return try lot.resign(
                try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed",
                entries: [SealEntryName.officerLock(1): try CMSEnvelope.seal(try Secret.random(32), to: all)])
        },
        Refusal(codes: ["GATE-0011"], basis: .order20("26"), why: "the officers' lock is no lock") { lot, _ in
            try lot.resign(
                try lot.seal(2), as: Seal.self, by: "bidder2", to: "x.sealed",
                entries: [SealEntryName.officerLock(1): Array("锁".utf8)])
        },
    ]

    static let order: [Refusal] = [
        Refusal(
            codes: ["GATE-0013"], basis: .order20("27"), why: "a second bid that does not say which it replaces",
            standing: true
        ) { lot, _ in
            try lot.seal(1, to: "new.sealed")
        },
        Refusal(
            codes: ["GATE-0014"], basis: .order20("27"), why: "it replaces a file that does not stand", standing: true
        ) { lot, _ in
            try lot.seal(1, replaces: try FileDigest(of: lot.tenderPath, .sha256), to: "new.sealed")
        },
        Refusal(codes: ["GATE-0014"], basis: .order20("27"), why: "a first bid that replaces something") { lot, first in
            try lot.seal(2, replaces: try FileDigest(of: first, .sha256), to: "new.sealed")
        },
        Refusal(codes: ["GATE-0012"], basis: .order20("27"), why: "the bidder uses its seal id again", standing: true) {
            lot, first in
            let digest = try FileDigest(of: first, .sha256)
            return try lot.resign(first, as: Seal.self, by: "bidder1", to: "x.sealed") { $0.replaces = digest }
        },
        Refusal(codes: ["GATE-0016"], basis: .order20("27"), why: "a rival withdraws bidder 1's bid", standing: true) {
            lot, first in
            try lot.withdrawal(of: first, by: "bidder2", to: "x.withdrawal")
        },
        Refusal(
            codes: ["GATE-0017"], basis: .order20("27"), why: "a rival withdraws it in its own name", standing: true
        ) { lot, first in
            let rival = try Cast.identity("bidder2", lot.suite).organization()
            return try lot.withdrawal(of: first, by: "bidder2", to: "x.withdrawal") { $0.bidder = rival }
        },
        Refusal(codes: ["GATE-0017"], basis: .order20("27"), why: "a withdrawal of what was never handed in") {
            lot, first in
            try lot.withdrawal(of: first, by: "bidder1", to: "x.withdrawal")
        },
        Refusal(codes: ["GATE-0015"], basis: .order20("27"), why: "a withdrawal under another tender", standing: true) {
            lot, first in
            try lot.withdrawal(of: first, by: "bidder1", to: "x.withdrawal") { $0.tender.id = "SC-2026-002" }
        },
    ]

    @Test(arguments: SuiteID.allCases, garbage + late + contradicting + order)
    func refusesAndKeepsNothing(_ suite: SuiteID, _ row: Refusal) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let first = try lot.seal(1)
        if row.standing { _ = try lot.receive(first) }
        let before = try lot.boxContents()
        let file = try row.make(lot, first)
        guard case .refused(let findings) = try lot.receive(file, at: row.at) else {
            Issue.record("accepted: \(row.why)")
            return
        }
        #expect(findings.map(\.code) == row.codes)
        #expect(findings.allSatisfy { $0.basis == row.basis && $0.remedy != nil && $0.place != nil })
        #expect(try lot.boxContents() == before)
    }

    @Test(arguments: SuiteID.allCases)
    func theClockIsReadAgainWhenTheLastByteIsOnDisk(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        let file = try lot.seal(1)
        let before = try lot.boxContents()
        var box = try Box(lot.boxPath, time: Scenario.before)
        var signer = try lot.signer("platform", at: Scenario.before)
        let readings = Counter()
        // the first readings find it in time; the deadline passes while the copy is written
        signer.clock = TimeSource {
            readings.next() <= 2 ? Instant(seconds: Scenario.deadline.seconds - 1) : Scenario.deadline
        }
        guard case .refused(let findings) = try box.receive(file, signer: signer) else {
            Issue.record("accepted although the deadline passed before the last byte was on disk")
            return
        }
        #expect(findings.map(\.code) == ["GATE-0001"])
        #expect(try lot.boxContents() == before)
    }

    @Test(arguments: SuiteID.allCases)
    func aClockSetBackDoesNotReopenAClosedBox(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        try lot.close()
        let before = try lot.boxContents()
        guard case .refused(let findings) = try lot.receive(try lot.seal(1), at: Scenario.before) else {
            Issue.record("accepted into a closed box")
            return
        }
        #expect(findings.map(\.code) == ["GATE-0019"])
        #expect(try lot.boxContents() == before)
    }

    @Test(arguments: SuiteID.allCases)
    func aSuiteThatTheTenderDoesNotAdmitIsRefused(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let file = try lot.resign(try lot.seal(1), as: Seal.self, by: "bidder1", to: "x.sealed")
        var gate = IntakeGate(tenders: [try lot.tenderFile()], trust: try lot.trust(), events: [])
        gate.tenders[0].tender.suites = SuiteID.allCases.filter { $0 != suite }
        let sealed = try SealedFile(file)
        let report = try ContainerVerifier(trust: gate.trust, time: Scenario.before).verify(sealed.reader)
        #expect(try gate.check(sealed, report: report).map(\.code) == ["GATE-0006"])
    }

    @Test(arguments: SuiteID.allCases)
    func aPracticeCertificateIsRefusedInEarnest(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let sealed = try SealedFile(try lot.seal(1))
        let trust = try Cast.trust(suite, practice: false)
        let gate = IntakeGate(tenders: [try lot.tenderFile()], trust: trust, events: [])
        let findings = try gate.check(
            sealed, report: try ContainerVerifier(trust: trust, time: Scenario.before).verify(sealed.reader))
        #expect(!findings.isEmpty && findings.allSatisfy { $0.code.hasPrefix("SIGN-") && $0.basis == .order20("26") })
    }
}

/// Counts calls.
final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

extension Scenario {
    func written(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Files.write(bytes, to: path(name))
        return path(name)
    }

    /// The file with one bit of a stored entry's content flipped, and its checksums mended.
    func flipped(_ file: String, _ name: String) throws -> String {
        let manifest = try entry(EntryName.manifest(1), of: file)
        let signature = try entry(EntryName.signature(1), of: file)
        let reader = try ContainerReader(file)
        let writer = ZipWriter(path: path("flipped.sealed"))
        for item in reader.archive.entries {
            var bytes = try reader.archive.read(item, limit: 1 << 24)
            if item.name == name { bytes[0] ^= 1 }
            try writer.add(item.name, .bytes(bytes), method: item.method, modified: item.modified)
        }
        try writer.close()
        #expect(try entry(EntryName.manifest(1), of: path("flipped.sealed")) == manifest)
        #expect(try entry(EntryName.signature(1), of: path("flipped.sealed")) == signature)
        return path("flipped.sealed")
    }
}
