// OutcomeTests.swift — what becomes of a bid at the opening: each row of the table in docs/formats, made for real.
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// What happens to bidder 4, beside three bidders without trouble.
struct Fate: Sendable, CustomTestStringConvertible {
    let why: String
    let outcome: OpeningOutcome
    var attribution: Attribution?
    /// Codes of the remarks, in order.
    var remarks: [String] = []
    var officers = ["officer1"]
    /// Makes what bidder 4 hands in.
    var make: @Sendable (Scenario) throws -> String = { try $0.seal(4) }
    /// Between closing and opening; releases unless it says otherwise.
    var then: @Sendable (Scenario) throws -> Void = { _ = try $0.release(4) }

    var testDescription: String { why }

    /// An opening in which bidder 4 met this fate, for all to read.
    func opened(_ suite: SuiteID) throws -> Opened { try Self.all(Key(suite: suite, fate: self)) }

    typealias Opened = (lot: Scenario, fourth: String, record: OpeningRecord)

    private struct Key: Hashable, Sendable {
        let suite: SuiteID
        let fate: Fate

        static func == (a: Key, b: Key) -> Bool { a.suite == b.suite && a.fate.why == b.fate.why }

        func hash(into hasher: inout Hasher) {
            hasher.combine(suite)
            hasher.combine(fate.why)
        }
    }

    private static let all = Shared { (key: Key) -> Opened in
        let lot = try Scenario(suite: key.suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        let fourth = try key.fate.make(lot)
        #expect(try lot.receive(fourth).kind == "accepted delivery")
        try lot.close()
        for bidder in 1...3 { try lot.release(bidder) }
        try key.fate.then(lot)
        return (lot, fourth, try lot.session(officers: key.fate.officers).run().concluded().record)
    }
}

@Suite struct OutcomeTests {
    static let keys: [Fate] = [
        Fate(
            why: "2: its file in the box was changed", outcome: .fileChanged, attribution: .platform,
            then: { lot in
                try lot.release(4)
                let path = try lot.inBox(4)
                var bytes = try Files.read(path)
                bytes[bytes.count / 2] ^= 1
                try Files.write(bytes, to: path)
            }),
        Fate(
            why: "2: its file in the box is gone", outcome: .fileChanged, attribution: .platform,
            then: { try Files.remove(try $0.inBox(4)) }),
        Fate(why: "3: no release", outcome: .notReleased, attribution: .undetermined, then: { _ in }),
        Fate(
            why: "3: a release that came after the window", outcome: .notReleased, attribution: .undetermined,
            remarks: ["OPEN-0015"], then: { try $0.release(4, at: Scenario.afterWindow) }),
        Fate(
            why: "3: a release on another closing list", outcome: .notReleased, attribution: .undetermined,
            remarks: ["SEAL-0041"],
            then: { lot in
                try lot.rerelease(4) { $0.closing.hex = String(repeating: "0", count: 64) }
            }),
        Fate(
            why: "3: a release in bidder 4's name that bidder 1 signed", outcome: .notReleased,
            attribution: .undetermined,
            remarks: ["SEAL-0043"], then: { lot in try lot.rerelease(4, by: "bidder1") }),
        Fate(
            why: "3: a recovery with a false key, which anyone can write, is not the bidder's doing",
            outcome: .notReleased,
            attribution: .undetermined, remarks: ["SEAL-0046", "SEAL-0047"], make: { try $0.seal(4, recovery: true) },
            then: { lot in
                try lot.rerelease(4, by: "bidder1") {
                    $0.kind = .recovery
                    $0.key = String(repeating: "00", count: 32)
                }
            }),
        Fate(
            why: "4: a wrong key, and no better one came", outcome: .wrongKey, attribution: .bidder,
            remarks: ["OPEN-0010"],
            then: { lot in try lot.rerelease(4) { $0.key = String(repeating: "00", count: 32) } }),
        Fate(
            why: "4: a wrong key, then the right one within the window", outcome: .opened, remarks: ["OPEN-0010"],
            then: { lot in
                try lot.rerelease(4) { $0.key = String(repeating: "00", count: 32) }
                try lot.release(4)
            }),
        Fate(
            why: "4: the right key came after the window only", outcome: .wrongKey, attribution: .bidder,
            remarks: ["OPEN-0010", "OPEN-0015"],
            then: { lot in
                try lot.rerelease(4) { $0.key = String(repeating: "00", count: 32) }
                try lot.release(4, at: Scenario.afterWindow)
            }),
    ]

    static let locks: [Fate] = [
        Fate(
            why: "5: the officers' lock opens for no opening certificate", outcome: .officerLock,
            attribution: .undetermined,
            officers: ["officer1", "officer2"], make: { try $0.forge(.officerLock, 4, content: try $0.honestBid(4)) }),
        Fate(
            why: "5: K_P is not the one committed to", outcome: .officerLock, attribution: .undetermined,
            officers: ["officer1", "officer2"], make: { try $0.forge(.officerHalf, 4, content: try $0.honestBid(4)) }),
        Fate(
            why: "6: the payload does not open", outcome: .payload, attribution: .bidder,
            make: { try $0.forge(.payload, 4, content: try $0.honestBid(4)) }),
        Fate(
            why: "6: the payload opens, but not to the bid committed to", outcome: .payload, attribution: .bidder,
            make: { try $0.forge(.commitment, 4, content: try $0.honestBid(4)) }),
    ]

    static let contents: [Fate] = [
        Fate(
            why: "7: the bid inside is bidder 5's", outcome: .opened, remarks: ["OPEN-0012"],
            make: { try $0.forge(.none, 4, content: try $0.honestBid(5)) }),
        Fate(
            why: "7: the bid inside is for another lot", outcome: .opened, remarks: ["OPEN-0013", "BIDC-0002"],
            make: { lot in try lot.forge(.none, 4, content: try lot.pack(try lot.bid(4) { $0.lot = "2" }, by: 4)) }),
        Fate(
            why: "7: the bid inside is for another tender", outcome: .opened, remarks: ["BIDC-0001"],
            make: { lot in
                try lot.forge(.none, 4, content: try lot.pack(try lot.bid(4) { $0.tender.id = "SC-2026-002" }, by: 4))
            }),
        Fate(
            why: "7: the bid inside was altered after it was signed", outcome: .opened, remarks: ["CONT-0012"],
            make: { lot in
                try lot.forge(.none, 4, content: try lot.flipped(try lot.honestBid(4), "parts/business/文件.txt"))
            }),
        Fate(
            why: "7: what is inside is no container at all", outcome: .opened, remarks: ["ZIP-0001"],
            make: { lot in try lot.forge(.none, 4, content: try lot.written("note.txt", Array("报价见附件".utf8))) }),
        Fate(
            why: "0: trustees stand in for a bidder that is silent", outcome: .opened, remarks: ["OPEN-0014"],
            make: { try $0.seal(4, recovery: true) }, then: { try $0.recover(4) }),
    ]

    @Test(arguments: SuiteID.allCases, keys + locks + contents)
    func eachRowOfTheTable(_ suite: SuiteID, _ fate: Fate) throws {
        let (_, _, record) = try fate.opened(suite)
        #expect(record.status == .opened && record.rows.count == 4)
        for row in record.rows.prefix(3) { #expect(row.outcome == .opened && row.remarks.isEmpty, "the others go on") }
        let row = try #require(record.rows.last)
        #expect(row.outcome == fate.outcome)
        #expect(row.attribution == fate.attribution)
        #expect(row.remarks.map(\.code) == fate.remarks)
        #expect((row.bid != nil) == (fate.outcome == .opened))
        if fate.outcome != .opened { #expect(row.sheet.isEmpty && row.deposit == nil) }
    }

    @Test(arguments: SuiteID.allCases)
    func oneAReleaseForAFileThatWasNotAcceptedOpensNothing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        let refused = try lot.seal(4)
        #expect(try lot.receive(refused, at: Scenario.deadline).kind == "refused GATE-0001")
        try lot.close()
        for bidder in 1...3 { try lot.release(bidder) }
        #expect(try lot.release(4).contains { $0.severity == .error }, "the tool does not release what is not listed")
        try lot.rerelease(4, from: lot.path("releases/1.release"))
        let (record, status) = try lot.session().run().concluded()
        #expect(record.rows.count == 3)
        #expect(status.otherFindings.map(\.code) == ["OPEN-0011"])
    }

    /// The lock counts as failed only when every officer of the tender has tried it.
    @Test(arguments: SuiteID.allCases)
    func anOfficerWithoutTheLockIsAskedForTheOther(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        _ = try lot.receive(try lot.forge(.officerHalf, 4, content: try lot.honestBid(4)))
        try lot.close()
        for bidder in 1...4 { try lot.release(bidder) }
        let alone = try lot.session(officers: ["officer1"])
        let asked = problem(of: { () throws(Problem) in _ = try alone.run() })
        #expect(asked?.code == "OPEN-0007")
        #expect(asked?.remedy.en.contains("officer2") == true)
        guard case .concluded(let record, _) = try lot.session(officers: ["officer1", "officer2"]).run() else {
            Issue.record("not concluded although every officer has tried")
            return
        }
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened, .officerLock])
    }

    /// A trustee is no officer, whatever certificate it holds.
    @Test(arguments: SuiteID.allCases)
    func aTrusteeIsToldWhoTheOfficersAre(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let stranger = try lot.session(officers: ["trustee1"])
        let refusal = problem(of: { () throws(Problem) in _ = try stranger.run() })
        #expect(refusal?.code == "OPEN-0021")
        #expect(refusal?.remedy.en.contains("officer1") == true && refusal?.remedy.en.contains("officer2") == true)
    }
}

extension Scenario {
    func honestBid(_ bidder: Int) throws -> String { try pack(try bid(bidder), by: bidder) }

    /// Where the box keeps what `bidder` handed in.
    func inBox(_ bidder: Int) throws -> String {
        let digest = try FileDigest(of: path("\(bidder).sealed"), .sha256)
        return try #require(try Box(boxPath, time: Self.after).sealedPath(digest))
    }

    /// A release that our tool would not make, beside whatever is there.
    func rerelease(
        _ bidder: Int, by who: String? = nil, from other: String? = nil,
        adjust: (inout Release) throws -> Void = { _ in }
    ) throws {
        let honest = path("releases/\(bidder).release")
        if other == nil { try release(bidder) }
        let seal = try SealedFile(path("\(bidder).sealed")).seal
        try resign(
            other ?? honest, as: Release.self, by: who ?? "bidder\(bidder)", to: "releases/\(bidder)-forged.release",
            at: Self.duringWindow
        ) { release in
            release.bidder = seal.bidder
            release.sealID = seal.id
            release.sealedFile = try FileDigest(of: path("\(bidder).sealed"), .sha256)
            try adjust(&release)
        }
        try Files.remove(honest)
    }

    /// Two trustees' shares, put together by an officer.
    func recover(_ bidder: Int) throws {
        try Files.makeFolder(path("releases"))
        var shares: [String] = []
        for trustee in ["trustee1", "trustee3"] {
            shares.append(path("\(trustee).release"))
            let releaser = Releaser(
                signer: try signer(trustee, at: Self.duringWindow), trust: try trust(), tender: try tenderFile())
            _ = try releaser.releaseShare(
                path("\(bidder).sealed"), closing: boxPath + "/lot.closing", to: shares[shares.count - 1])
        }
        let officer = Releaser(
            signer: try signer("officer2", at: Self.duringWindow), trust: try trust(), tender: try tenderFile())
        _ = try officer.recover(
            path("\(bidder).sealed"), shares: shares, closing: boxPath + "/lot.closing",
            to: path("releases/\(bidder).release"))
    }
}
