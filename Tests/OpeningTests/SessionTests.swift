// SessionTests.swift — the session as a whole (开标会): waiting, too few bidders, rulings, and what the files give away.
import Container
import Documents
import FileKit
import Foundation
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct SessionTests {
    @Test(arguments: SuiteID.allCases)
    func whileReleasesAreAwaitedNothingIsDecrypted(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3], releasing: [1, 2])
        guard case .waiting(let status) = try lot.session(at: Scenario.duringWindow).run() else {
            Issue.record("did not wait for bidder 3")
            return
        }
        #expect(status.bids.map(\.state) == [.released, .released, .awaited])
        #expect(
            try Scenario.contents(of: lot.path("opening")).map { $0.prefix { $0 != " " } } == [".lock", "status.json"])
        #expect(try lot.filesHolding(["13012345.67", "经理1"], in: "opening").isEmpty)
        #expect(try lot.filesHolding(["投标文件 1"], in: "box").isEmpty)
        try lot.release(3)
        let record = try lot.session(at: Scenario.duringWindow).run().concluded().record
        #expect(record.rows.allSatisfy { $0.outcome == .opened })
    }

    @Test(arguments: SuiteID.allCases)
    func nobodyOpensBeforeTheDeadlineOrBeforeClosing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        let early = try lot.session(at: Scenario.before)
        #expect(problem(of: { () throws(Problem) in _ = try early.run() })?.kind == .tooEarly)
        let unclosed = try lot.session(at: Scenario.after)
        #expect(problem(of: { () throws(Problem) in _ = try unclosed.run() })?.code == "OPEN-0002")
    }

    @Test(arguments: SuiteID.allCases)
    func withTwoBiddersThereIsNoOpening(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2])
        let record = try lot.session().run().concluded().record
        #expect(record.status == .notOpened && record.bidders == 2 && record.rows.isEmpty)
        #expect(!Files.exists(lot.path("opening/bids")))
        #expect(try lot.filesHolding(["13012345.67"], in: "opening").isEmpty)
    }

    @Test(arguments: SuiteID.allCases)
    func lossesStopTheSessionBeforeTheReadOutUntilARuling(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite) { $0.belowThreeClause = "解密后不足三家的,由招标人决定是否继续开标。" }
        try lot.deliver([1, 2, 3], releasing: [1, 2])
        let silent = try Cast.identity("bidder3", suite).organization().code.text
        let ruled = try lot.session(rulings: .init(bids: [silent: "撤销:未到场"]))
        let stopped = try ruled.run().concluded().record
        #expect(stopped.status == .suspended)
        #expect(stopped.rows.map(\.outcome) == [.opened, .opened, .notReleased])
        let secrets = ["13012345.67", "13,012,345.67", "壹仟叁佰", "经理1", "62220000001", "13024691.34"]
        let found = try lot.filesHolding(secrets, in: "opening")
        #expect(found.allSatisfy { $0.hasPrefix("bids/") }, "a price before the read-out: \(found)")
        let again = try lot.session(rulings: .init(continueBelowThree: "招标人决定继续", bids: [:]))
        let record = try again.run().concluded().record
        #expect(record.status == .opened && record.rulings.count == 1 && record.rulings[0].contains("招标人决定继续"))
        #expect(record.rows[0].sheet.first?.value == "13012345.67")
        #expect(record.rows[2].ruling == "撤销:未到场", "what was ruled before the read-out stands")
        // concluded is concluded
        let (final, status) = try lot.session(at: Scenario.afterWindow.adding(minutes: 9)).run().concluded()
        #expect(final == record && status.phase == .concluded)
    }

    /// A ruling may come later: the record is made anew with it, nothing else changes, and the former one is kept.
    @Test(arguments: SuiteID.allCases)
    func aLaterRulingMakesARecordInPlaceOfTheFormer(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3, 4], releasing: [1, 2, 3])
        let first = try lot.session().run().concluded().record
        let bytes = try Files.read(lot.path("opening/record.opening"))
        let silent = try Cast.identity("bidder4", suite).organization().code.text
        let later = try lot.session(
            rulings: .init(bids: [silent: "撤回:平台故障"]), at: Scenario.afterWindow.adding(days: 1))
        let second = try later.run().concluded().record
        var expected = first
        expected.rows[3].ruling = "撤回:平台故障"
        expected.rulings = second.rulings
        #expect(second == expected && second.rulings.count == 1)
        let kept = try Files.list(lot.path("opening")).map(\.name).filter { $0.hasPrefix("record-before-") }
        try #require(kept.count == 1)
        #expect(try Files.read(lot.path("opening/\(kept[0])")) == bytes)
        let reader = try ContainerReader(lot.path("opening/record.opening"))
        let report = try ContainerVerifier(trust: try lot.trust(), time: Scenario.afterWindow).verify(reader)
        #expect(report.verdict.status == .passed)
        #expect(reader.payload.contains { $0.name == "evidence/releases/\(first.rows[0].bidder.code.text).release" })
    }

    /// The bid came out after all: a ruling on it changes nothing, and that is said.
    @Test(arguments: SuiteID.allCases)
    func aRulingOnAnOpenedBidIsSaidToHaveNoEffect(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let opened = try Cast.identity("bidder1", suite).organization().code.text
        for time in [Scenario.afterWindow, Scenario.afterWindow.adding(minutes: 5)] {
            let session = try lot.session(rulings: .init(bids: [opened: "撤销:误录"]), at: time)
            let (record, status) = try session.run().concluded()
            #expect(record.rows[0].ruling == nil)
            #expect(status.otherFindings.map(\.code) == ["OPEN-0029"], "at the opening, and at every run after it")
        }
    }

    @Test(arguments: SuiteID.allCases)
    func withoutAClauseNobodyCanRuleToGoOn(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3], releasing: [1, 2])
        let session = try lot.session(rulings: .init(continueBelowThree: "继续"))
        #expect(problem(of: { () throws(Problem) in _ = try session.run() })?.code == "OPEN-0016")
        #expect(!Files.exists(lot.path("opening/record.opening")))
    }

    @Test(arguments: SuiteID.allCases)
    func aConcludedOpeningStaysConcludedWithoutItsReleases(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let record = try lot.session(at: Scenario.duringWindow).run().concluded().record
        try Files.removeTree(lot.path("releases"))
        guard case .concluded(let again, let status) = try lot.session(at: Scenario.duringWindow).run() else {
            Issue.record("a concluded opening went back to waiting")
            return
        }
        #expect(again == record)
        #expect(status.bids.map(\.state) == [.opened, .opened, .opened])
    }

    @Test(arguments: SuiteID.allCases)
    func thePublicViewKeepsTheSecrets(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        let record = try lot.session().run().concluded().record
        let row = record.rows[0]
        let secrets = [
            try #require(row.bidderHalf), try #require(row.officerHalf), try #require(row.provenance).creationID,
            try #require(row.deposit?.account), try #require(row.deposit?.reference), row.staff[0].certificate ?? "J1",
        ]
        let published = try ContainerReader(lot.path("opening/record-public.opening"))
        let pages = try ["record-public.html", "record-public.en.html"].map {
            try Files.read(lot.path("opening/" + $0))
        }
        for text in ([try published.rootBytes()] + pages).map({ String(decoding: $0, as: UTF8.self) }) {
            for secret in secrets where text.contains(secret) { Issue.record("published: \(secret)") }
            #expect(text.contains("13012345.67") || text.contains("13,012,345.67"))
        }
        #expect(published.payload.count == 1, "no releases go along: they hold keys")
        let full = String(decoding: try ContainerReader(lot.path("opening/record.opening")).rootBytes(), as: UTF8.self)
        #expect(secrets.allSatisfy(full.contains))
        for name in ["record.opening", "record.html", "record.en.html"] {
            #expect(!Files.isReadableByOthers(lot.path("opening/" + name)))
        }
    }

    @Test(
        arguments: SuiteID.allCases,
        [
            "<script>alert(1)</script>", "\u{0600}<script>alert(1)</script>", "a\"onmouseover=\"alert(1)", "a&lt;b",
            "</td><td>1</td>",
        ])
    func pagesEscapeWhatBiddersWrite(_ suite: SuiteID, _ hostile: String) throws {
        let lot = try Scenario(suite: suite) { $0.title = "示例" + hostile }
        try lot.makeBox()
        for bidder in 1...3 {
            let file = try lot.seal(bidder) { bid in
                for index in bid.sheet.indices
                where bid.sheet[index].field != "price" && bid.sheet[index].field != "duration" {
                    bid.sheet[index].value = hostile
                }
            }
            _ = try lot.receive(file)
        }
        try lot.close()
        for bidder in 1...3 { try lot.release(bidder) }
        let code = try Cast.identity("bidder1", suite).organization().code.text
        _ = try lot.session(rulings: .init(bids: [code: hostile])).run().concluded()
        for name in ["record.html", "record.en.html", "record-public.html", "record-public.en.html"] {
            let page = String(decoding: try Files.read(lot.path("opening/" + name)), as: UTF8.self)
            for needle in ["<script", "</td><td>1</td>", "\"onmouseover", "a&lt;b"]
            where hostile.contains(needle) || needle == "<script" {
                #expect(page.utf8.firstRange(of: Array(needle.utf8)) == nil, "\(name) holds \(needle)")
            }
        }
    }

    @Test(arguments: SuiteID.allCases)
    func anAddendumMovesTheDeadlineAndReleasesNameTheNewTender(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.makeBox()
        for bidder in 1...3 { _ = try lot.receive(try lot.seal(bidder)) }
        let next = try lot.amended(newBidRequired: false) { $0.deadline = Scenario.deadline.adding(days: 1) }
        try next.publishAddendum()
        #expect(problem(of: { () throws(Problem) in try lot.closeAt(Scenario.after) })?.kind == .tooEarly)
        let after = Scenario.after.adding(days: 1)
        try lot.close(at: after)
        #expect(
            try lot.release(1, at: after).map(\.code).contains("CLOS-0002"), "without the addendum the list looks wrong"
        )
        for bidder in 1...3 { #expect(try next.release(bidder, at: after).allSatisfy { $0.severity > .indeterminate }) }
        let record = try next.session(at: after.adding(minutes: 2)).run().concluded().record
        #expect(record.deadline == next.tender.deadline && record.rows.allSatisfy { $0.outcome == .opened })
    }
}

extension Scenario {
    /// Names of files below a folder whose bytes hold one of these texts; containers are searched inside as well.
    func filesHolding(_ texts: [String], in folder: String) throws -> [String] {
        var found: [String] = []
        for line in try Self.contents(of: path(folder)) where !line.hasSuffix("/") {
            let name = String(line[..<(line.lastIndex(of: " ") ?? line.endIndex)])
            let file = path(folder) + "/" + name
            var all = [try Files.read(file)]
            if let reader = try? ContainerReader(file) {
                for entry in reader.archive.entries { all.append(try reader.archive.read(entry, limit: 1 << 24)) }
            }
            if all.contains(where: { bytes in texts.contains { bytes.firstRange(of: Array($0.utf8)) != nil } }) {
                found.append(name)
            }
        }
        return found
    }

    func closeAt(_ time: Instant) throws(Problem) {
        var box = try Box(boxPath, time: time)
        do {
            _ = try box.close(signer: try signer("platform", at: time))
        } catch let problem as Problem { throw problem } catch { throw .bug("\(error)") }
    }
}
