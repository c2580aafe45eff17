// OutdatedCommandTests.swift — what each party is told of a bid that an addendum made outdated, command by command.
import Container
import Documents
import FileKit
import Foundation
import Reporting
import Scenario
import Sealing
import TenderModel
import Testing

@Suite struct OutdatedCommandTests {
    private let during = ["--at", "2026-04-01T09:40:00+08:00"]

    /// Bidders 1 to 3 handed in anew what version 2 asks for, 4 did not.
    @Test(arguments: SuiteID.allCases)
    func everyPartyIsToldPlainly(_ suite: SuiteID) throws {
        let old = try Scenario(suite: suite)
        try old.makeBox()
        for bidder in 1...4 { _ = try old.receive(try old.seal(bidder)) }
        let lot = try old.amended(newBidRequired: true)

        let cast = try Cast.folder(suite)
        let trusting = ["--trust", cast + "/roots", "--practice"]
        let acting = ["--at", "2026-03-31T16:00:00+08:00"]
        let published = try Program.run(
            ["box", "addendum", lot.tenderPath, "--box", lot.boxPath] + acting, environment: unlocked)
        #expect(published.status == 0, "\(published.errors)")
        #expect(published.text.split(separator: "\n").count == 2, "version and deadline, and nothing of who bids")
        for bidder in 1...4 {
            let name = try Cast.identity("bidder\(bidder)", suite).organization().name
            #expect(!(published.text + published.errors).contains(name))
        }

        for bidder in 1...3 {
            let former = try FileDigest(of: lot.path("\(bidder).sealed"), .sha256)
            _ = try lot.receive(try lot.seal(bidder, replaces: former))
        }
        let closing = lot.path("lot.closing")
        let closed = try Program.run(
            ["box", "close", lot.boxPath, "-o", closing, "--at", "2026-04-01T09:30:05+08:00"], environment: unlocked)
        #expect(closed.text.contains("lot 1: 3 bidders") && closed.text.contains("1 more did not hand in the new bid"))
        let inspected = try Program.json(["inspect", closing])
        let facts = try #require(inspected.object.result["facts"] as? [String: Any])
        #expect(facts["outdated"] as? Int == 1 && facts["newBids"] is String)

        let (sealed, digest) = (lot.path("4.sealed"), try FileDigest(of: lot.tenderPath, .sha256).description)
        let asked = ["verify", try lot.receipt(of: sealed), "--of", sealed, "--closing", closing] + trusting + during
        let told = try Program.run(asked)
        #expect(told.status == 0 && told.text.contains("no longer stands") && told.text.contains(digest))
        #expect(told.text.contains("Add --tender"), "the platform's word is not all there is")
        let proven = try Program.run(asked + ["--tender", old.tenderPath, "--tender", lot.tenderPath])
        #expect(proven.status == 0 && proven.text.contains("no longer stands") && !proven.text.contains("Add --tender"))
        #expect(try Program.run(asked + ["--lang", "zh"]).text.contains("不再有效,不会开启"))
        let foreign = try Scenario(suite: suite)
        let strange = try Program.json(asked + ["--tender", try foreign.amended(newBidRequired: true).tenderPath])
        #expect(strange.status == 1 && strange.object.codes("findings").contains("CLI-0030"))

        let release = [
            "bid", "release", sealed, "--closing", closing, "--tender", lot.tenderPath, "--identity", cast + "/bidder4",
            "--trust", cast + "/roots", "--tsa", cast + "/tsa", "-o", lot.path("4.release"),
        ]
        let refused = try Program.json(release + during, environment: unlocked)
        #expect(refused.status == 1 && refused.object.codes("findings") == ["SEAL-0033"], "\(refused.text)")
        #expect(!Files.exists(lot.path("4.release")))

        let empty = lot.path("releases")
        try Files.makeFolder(empty)
        let opening = [
            "open", lot.boxPath, "--releases", empty, "--identity", cast + "/officer1", "--trust", cast + "/roots",
            "--tsa", cast + "/tsa", "-o", lot.path("opening"),
        ]
        #expect(try Program.run(opening + during, environment: unlocked).status == 0)
        let status = try Program.run(["open", lot.boxPath, "--status", "-o", lot.path("opening")])
        #expect(status.text.contains("no longer stands, not opened"), "\(status.text)")
        #expect(status.text.components(separatedBy: "release awaited").count == 4, "three are awaited, not four")

        for bidder in 1...3 { #expect(try lot.release(bidder).isEmpty) }
        let opened = try Program.json(opening + during, environment: unlocked)
        #expect(opened.status == 0, "\(opened.text)")
        let outcomes = (opened.object.result["rows"] as? [[String: Any]] ?? []).map { $0["outcome"] as? String }
        #expect(outcomes == ["opened", "opened", "opened", "outdated"])
        let record = ["prove", lot.path("opening/record.opening")] + (1...4).map { lot.path("\($0).sealed") }
        let again = try Program.run(record + trusting)
        #expect(again.status == 0 && again.text.contains("proven"), "\(again.text)\(again.errors)")
    }

    /// The platform calls a bid outdated by an addendum that asked for nothing: `--tender` shows it.
    @Test(arguments: SuiteID.allCases)
    func aListThatCallsABidOutdatedAtWillIsFound(_ suite: SuiteID) throws {
        let old = try Scenario(suite: suite)
        try old.makeBox()
        let sealed = try old.seal(1)
        _ = try old.receive(sealed)
        let lot = try old.amended(newBidRequired: false)
        try lot.publishAddendum()
        let forged = try lot.resign(
            try lot.close(), as: Closing.self, by: "platform", to: "forged.closing", at: Scenario.after
        ) {
            $0.newBids = Closing.NewBids(version: 2, digest: $0.tender.digest)
            $0.entries[0].status = .outdated
        }
        let trusting = ["--trust", try Cast.folder(suite) + "/roots", "--practice"]
        let asked = ["verify", try lot.receipt(of: sealed), "--of", sealed, "--closing", forged] + trusting + during
        let json = try Program.json(asked + ["--tender", lot.tenderPath])
        #expect(json.status == 1 && json.object.codes("findings") == ["CLOS-0007"], "\(json.text)")
        let text = try Program.run(asked + ["--tender", lot.tenderPath]).text
        #expect(text.contains("do not rely on it") && !text.contains("no longer stands"))
    }
}
