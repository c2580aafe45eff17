// OutdatedTests.swift — bids that an addendum asked to be handed in anew, and that were not (须重新递交而未递交).
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

@Suite struct OutdatedTests {
    /// 1 and 2 hand in anew, 3 does nothing, 4 takes its bid back, 5 comes later.
    @Test(arguments: SuiteID.allCases)
    func whoDidNotHandInAnewIsListedNotCountedNotOpenedAndTold(_ suite: SuiteID) throws {
        let old = try Scenario(suite: suite)
        let lot = try old.outdating(anew: [1, 2], silent: [3], leaving: [4], later: [5])
        let closing = try lot.closing()
        #expect(
            closing.entries.map(\.status)
                == [.replaced, .replaced, .outdated, .withdrawn, .standing, .standing, .withdrawn, .standing])
        #expect(closing.newBids == Closing.NewBids(version: 2, digest: try lot.tenderFile().reference.digest))
        for bidder in [1, 2, 5] { #expect(try lot.release(bidder).isEmpty) }
        #expect(try lot.release(3).map(\.code) == ["SEAL-0033"], "the tool refuses, and says why")
        #expect(!Files.exists(lot.path("releases/3.release")))
        try lot.releaseAnyway(3)

        // nothing is awaited from bidder 3
        guard case .concluded(let record, let status) = try lot.session(at: Scenario.duringWindow).run() else {
            Issue.record("waits for a bid that does not stand")
            return
        }
        #expect(record.status == .opened && record.bidders == 3)
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened, .outdated])
        let row = record.rows[3]
        #expect(row.bidder == (try Cast.identity("bidder3", suite).organization()))
        #expect(row.releasedBy == nil && row.bidderHalf == nil && row.attribution == nil && row.sheet.isEmpty)
        #expect(row.remarks.map(\.code) == ["OPEN-0026"])
        let digest = try lot.tenderFile().reference.digest.description
        #expect(row.remarks[0].text.zh.contains("第 2 版补遗,\(digest)") && row.remarks[0].text.en.contains(digest))
        #expect(row.remarks[0].basis == Basis.regulation("21").citation.zh)
        #expect(status.otherFindings.map(\.code) == ["OPEN-0027"], "its release came, and opened nothing")
        #expect(status.bids.map(\.state) == [.opened, .opened, .opened, .outdated])
        #expect(try OpeningStatus.read(from: lot.path("opening")) == status)
        #expect(try Files.list(lot.path("opening/bids")).count == 3)
        #expect(try lot.filesHolding(["13037037.01"], in: "opening").isEmpty, "no price of bidder 3 anywhere")
        for (page, words) in [
            ("record.html", "补遗要求重新递交而未递交"), ("record-public.en.html", "an addendum asked for a new bid"),
        ] {
            let text = String(decoding: try Files.read(lot.path("opening/\(page)")), as: UTF8.self)
            #expect(text.contains(words) && text.contains(digest), "\(page)")
        }

        // run again, the concluded record says the same
        let (again, later) = try lot.session().run().concluded()
        #expect(again == record && later.bids.map(\.state) == status.bids.map(\.state))
        let code = row.bidder.code.text
        let ruled = try lot.session(rulings: .init(bids: [code: "撤销"]))
        #expect(problem(of: { () throws(Problem) in _ = try ruled.run() })?.code == "OPEN-0022", "nothing to rule on")
    }

    @Test(arguments: SuiteID.allCases)
    func theRecordProves(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite).outdating(anew: [1, 2], silent: [3], later: [5])
        for bidder in [1, 2, 5] { try lot.release(bidder) }
        let record = try lot.session().run().concluded().record
        let reader = try ContainerReader(lot.path("opening/record.opening"))
        let sealed = [1, 2, 3, 5].map { lot.path("\($0).sealed") }
        let (rows, findings) = try lot.prove(record, in: reader, sealed: sealed)
        #expect(rows.map(\.state) == [.holds, .holds, .holds, .holds] && findings.isEmpty)
        let unseen = try lot.prove(record, in: reader, sealed: [1, 2, 5].map { lot.path("\($0).sealed") })
        #expect(unseen.rows.map(\.state) == [.holds, .holds, .holds, .notGiven] && unseen.findings.isEmpty)

        let altered: [(codes: Set<String>, change: (inout OpeningRecord) -> Void, why: String)] = [
            (
                ["OPEN-0054", "OPEN-0058"], { $0.rows[3].outcome = .notReleased },
                "outdated in the list, absent in the record"
            ),
            (["OPEN-0054", "OPEN-0052"], { $0.rows.removeLast() }, "left out of the record"),
            (
                ["OPEN-0054", "OPEN-0056", "OPEN-0059", "OPEN-0061"],
                {
                    $0.rows[2].outcome = .outdated; $0.rows[2].bid = nil
                }, "a standing bid called outdated"
            ),
        ]
        for row in altered {
            var copy = record
            row.change(&copy)
            #expect(
                Set(try lot.prove(copy, in: reader, sealed: sealed).findings.map(\.code)) == row.codes, "\(row.why)")
        }
    }

    @Test(arguments: SuiteID.allCases)
    func withoutThreeWhoHandedInAnewThereIsNoOpening(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite).outdating(anew: [1, 2], silent: [3])
        for bidder in [1, 2] { try lot.release(bidder) }
        let (record, status) = try lot.session(at: Scenario.after).run().concluded()
        #expect(record.status == .notOpened && record.bidders == 2)
        #expect(record.rows.map(\.outcome) == [.outdated] && record.rows[0].remarks.map(\.code) == ["OPEN-0026"])
        #expect(status.bids.map(\.state) == [.awaited, .awaited, .outdated])
        let reader = try ContainerReader(lot.path("opening/record.opening"))
        let (rows, findings) = try lot.prove(record, in: reader, sealed: [lot.path("3.sealed")])
        #expect(rows.map(\.state) == [.holds] && findings.isEmpty)
    }

    struct Version: Sendable, CustomTestStringConvertible {
        var why: String
        /// Of each addendum, from version 2 on: does it ask for new bids?
        var asks: [Bool]
        var sealedFor: Int
        var status: ClosingEntry.Status
        var testDescription: String { why }
    }

    @Test(
        arguments: SuiteID.allCases,
        [
            Version(why: "no addendum asks", asks: [false, false], sealedFor: 1, status: .standing),
            Version(why: "the last one asks", asks: [false, true], sealedFor: 2, status: .outdated),
            Version(
                why: "the first one asks, the last does not", asks: [true, false], sealedFor: 1, status: .outdated),
            Version(
                why: "for the one that asks, with one after it", asks: [true, false], sealedFor: 2, status: .standing),
            Version(why: "both ask, for the first of them", asks: [true, true], sealedFor: 2, status: .outdated),
            Version(why: "for the newest", asks: [true, true], sealedFor: 3, status: .standing),
        ])
    func theNewestAddendumThatAsksDecides(_ suite: SuiteID, _ row: Version) throws {
        var versions = [try Scenario(suite: suite)]
        for asks in row.asks { versions.append(try versions[versions.count - 1].amended(newBidRequired: asks)) }
        try versions[0].makeBox()
        for (index, lot) in versions.enumerated() {
            if index > 0 { try lot.publishAddendum() }
            if index + 1 == row.sealedFor { #expect(try lot.receive(try lot.seal(1)).kind == "accepted delivery") }
        }
        let closing = try versions[versions.count - 1].closing()
        #expect(closing.entries.map(\.status) == [row.status])
        #expect(closing.entries[0].sealedForVersion == row.sealedFor)
        #expect(closing.newBids?.version == row.asks.lastIndex(of: true).map { $0 + 2 })
    }

    /// A list that the platform makes to be rid of a bid, or to save one, and that it writes into its ledger as well.
    struct Lie: Sendable, CustomTestStringConvertible {
        var why: String
        /// What `open` refuses it with.
        var open: String
        /// What the bidder's tool finds, with the newest tender; bidder 1 is the one concerned.
        var release: Set<String>
        /// What the bidder's receipt shows.
        var receipt: [String]
        /// Whether the addendum asks for new bids.
        var asks: Bool
        var change: @Sendable (inout Closing) -> Void
        var testDescription: String { why }
    }

    @Test(
        arguments: SuiteID.allCases,
        [
            Lie(
                why: "outdated, by an addendum that asks for nothing", open: "CLOS-0007",
                release: ["CLOS-0007", "SEAL-0033"],
                receipt: [], asks: false,
                change: {
                    $0.newBids = Closing.NewBids(version: 2, digest: $0.tender.digest)
                    for index in $0.entries.indices { $0.entries[index].status = .outdated }
                }),
            Lie(
                why: "outdated, and no addendum is named", open: "CLOS-0006", release: ["CLOS-0006"], receipt: [],
                asks: false,
                change: { $0.entries[0].status = .outdated }),
            Lie(
                why: "outdated, as if it had been sealed for version 1", open: "OPEN-0025", release: ["SEAL-0034"],
                receipt: ["RCPT-0011"], asks: true,
                change: {
                    $0.entries[3].sealedForVersion = 1
                    $0.entries[3].status = .outdated
                }),
            Lie(
                why: "saved, by keeping silent about the addendum", open: "CLOS-0007", release: ["CLOS-0007"],
                receipt: [],
                asks: true,
                change: {
                    $0.newBids = nil
                    $0.entries[2].status = .standing
                }),
            Lie(
                why: "saved, as if it had been sealed for version 2", open: "OPEN-0025", release: [], receipt: [],
                asks: true,
                change: {
                    $0.entries[2].sealedForVersion = 2
                    $0.entries[2].status = .standing
                }),
        ])
    func aFalseListIsFound(_ suite: SuiteID, _ lie: Lie) throws {
        let lot: Scenario
        if lie.asks {
            lot = try Scenario(suite: suite).outdating(anew: [1, 2], silent: [3], later: [4, 5])
        } else {
            let old = try Scenario(suite: suite)
            try old.makeBox()
            for bidder in 1...3 { _ = try old.receive(try old.seal(bidder)) }
            lot = try old.amended(newBidRequired: false)
            try lot.publishAddendum()
            try lot.close()
        }
        let receipt = try lot.receiptPath(of: "1.sealed")
        try lot.rewriteList(lie.change)
        #expect(Set(try lot.release(1).map(\.code)) == lie.release)
        let list = try ClosingFile.load(lot.boxPath + "/lot.closing", trust: try lot.trust(), time: Scenario.after)
        #expect(try lot.receipt(receipt).check(in: list).1.map(\.code) == lie.receipt)
        guard case .refused(let findings) = try lot.session().run() else {
            Issue.record("opened on a false list")
            return
        }
        #expect(findings.map(\.code) == [lie.open])
        #expect(!Files.exists(lot.path("opening/bids")) && !Files.exists(lot.path("opening/record.opening")))
    }

    /// The seal proves a wrong entry; a platform that loses the file does not get round that unseen.
    @Test(arguments: SuiteID.allCases)
    func anOutdatedFileThatIsGoneIsRemarked(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite).outdating(anew: [1, 2], silent: [3], later: [4])
        let digest = try FileDigest(of: lot.path("3.sealed"), .sha256)
        for entry in try Files.list(lot.boxPath + "/sealed")
        where try FileDigest(of: lot.boxPath + "/sealed/" + entry.name, .sha256) == digest {
            try Files.write(Array("gone".utf8), to: lot.boxPath + "/sealed/" + entry.name)
        }
        for bidder in [1, 2, 4] { try lot.release(bidder) }
        let record = try lot.session().run().concluded().record
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened, .outdated])
        #expect(record.rows[3].remarks.map(\.code) == ["OPEN-0026", "OPEN-0028"])
    }

    /// Before the deadline the addendum changes the ledger and the tender's folder, whoever handed in what.
    @Test(arguments: SuiteID.allCases)
    func theBoxDoesNotTellWhomAnAddendumConcerns(_ suite: SuiteID) throws {
        var seen: [[String]] = []
        for bidders in [[], [1], [1, 2]] {
            let lot = try Scenario(suite: suite)
            try lot.makeBox()
            for bidder in bidders { _ = try lot.receive(try lot.seal(bidder)) }
            let before = Set(try lot.boxContents())
            try lot.amended(newBidRequired: true).publishAddendum()
            let changed = Set(try lot.boxContents()).symmetricDifference(before)
            seen.append(Set(changed.map { String($0.prefix { $0 != " " }) }).sorted())
        }
        #expect(seen.allSatisfy { $0 == ["ledger", "tender/002.tender"] }, "\(seen)")
    }
}

extension Scenario {
    /// A box in which version 2 asks for new bids after some were handed in, closed; the lot under version 2.
    func outdating(anew: [Int], silent: [Int], leaving: [Int] = [], later: [Int] = []) throws -> Scenario {
        try makeBox()
        for bidder in anew + silent + leaving { _ = try receive(try seal(bidder)) }
        let next = try amended(newBidRequired: true)
        try next.publishAddendum()
        for bidder in anew {
            let former = try FileDigest(of: path("\(bidder).sealed"), .sha256)
            _ = try next.receive(try next.seal(bidder, replaces: former))
        }
        for bidder in leaving {
            _ = try next.receive(
                try withdrawal(of: path("\(bidder).sealed"), by: "bidder\(bidder)", to: "\(bidder).withdrawal"))
        }
        for bidder in later { _ = try next.receive(try next.seal(bidder)) }
        try next.close()
        return next
    }

    /// A release as a bidder makes it who does not use our tool: the right key, for a bid that does not stand.
    func releaseAnyway(_ bidder: Int) throws {
        let sealed = try SealedFile(path("\(bidder).sealed"))
        let half = try sealed.bidderHalf(envelope: 1, identity: try Cast.identity("bidder\(bidder)", suite))
        let key = try half.withBytes { (bytes) throws(Problem) in Hex.encode(Array(bytes)) }
        let list = boxPath + "/lot.closing"
        let release = Release(
            kind: .bidder, tender: try ContainerReader(list).document(Closing.self).tender, lot: "1",
            bidder: sealed.seal.bidder, sealID: sealed.seal.id,
            sealedFile: try FileDigest(of: sealed.path, .sha256), closing: try FileDigest(of: list, .sha256),
            envelope: 1,
            key: key, issued: Scenario.duringWindow)
        try ContainerWriter.write(
            release, to: path("releases/\(bidder).release"), at: Scenario.duringWindow,
            signer: try signer("bidder\(bidder)", at: Scenario.duringWindow))
    }

    /// The closing list made anew by the platform, and its line in the ledger with it.
    func rewriteList(_ change: (inout Closing) -> Void) throws {
        let list = boxPath + "/lot.closing"
        let former = try FileDigest(of: list, .sha256).hex
        try resign(list, as: Closing.self, by: "platform", to: "box/lot.closing", at: Scenario.after, adjust: change)
        // the line is the ledger's last, so that no other holds its digest
        let ledger = String(decoding: try Files.read(boxPath + "/ledger"), as: UTF8.self)
        let forged = ledger.replacing(former, with: try FileDigest(of: list, .sha256).hex)
        try Files.write(Array(forged.utf8), to: boxPath + "/ledger", mode: 0o600)
    }

    /// The receipt of a sealed file, where the box keeps it.
    func receiptPath(of name: String) throws -> String {
        let digest = try FileDigest(of: path(name), .sha256)
        for entry in try Files.list(boxPath + "/receipts") {
            let path = boxPath + "/receipts/" + entry.name
            if try ContainerReader(path).document(Receipt.self).sealedFile == digest { return path }
        }
        throw Problem.bug("no receipt of \(name)")
    }

    func prove(
        _ record: OpeningRecord, in reader: ContainerReader, sealed: [String]
    ) throws -> (rows: [Reproof.Row], findings: [Finding]) {
        let verifier = ContainerVerifier(trust: try trust(), time: Scenario.afterWindow)
        return try Reproof.check(
            record, in: reader, report: try verifier.verify(reader), sealed: sealed, verifier: verifier)
    }
}
