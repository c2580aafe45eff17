// HandlingCommandTests.swift — the access log from the box to the comparison, as a person runs it.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct HandlingCommandTests {
    private func at(_ time: Instant) -> [String] { ["--at", time.text] }

    @Test func fromTheBoxToTheReport() throws {
        let lot = try Scenario()
        try lot.makeBox()
        let box = lot.boxPath
        for bidder in 1...3 {
            let address = bidder == 3 ? "198.51.100.4" : "203.0.113.9"
            let ran = try Program.run(
                [
                    "box", "receive", try lot.seal(bidder), "--box", box, "-o", lot.path("\(bidder).receipt"), "--from",
                    address,
                ] + at(Scenario.before), environment: unlocked)
            try #require(ran.status == 0, "\(ran.errors)")
            #expect(!ran.text.contains(address))
        }
        let identity = try Cast.identity("bidder1")
        let unit = try identity.organization().code.text
        let noted = try Program.run(
            ["box", "note", "download", "--unit", unit, "--from", "192.0.2.1", "--box", box] + at(Scenario.before))
        #expect(noted.status == 0 && !noted.text.contains(unit), "\(noted.errors)")
        let log = lot.path("log.csv")
        let early = try Program.run(["box", "handling", box, "-o", log] + at(Scenario.before))
        #expect(early.status == 77 && early.errors.contains("BOXX-0020") && !Files.exists(log))
        try lot.close()
        let out = try Program.json(["box", "handling", box, "-o", log] + at(Scenario.after))
        #expect(out.status == 0 && out.object.result["events"] as? Int == 4, "\(out.text)")

        let bids = try (1...3).map { try lot.pack(try lot.bid($0), by: $0) }
        let arguments = ["compare"] + bids + ["--tender", lot.tenderPath, "--view", "supervisor", "--handling", log]
        let compared = try Program.run(arguments + ["--lang", "en"])
        #expect(compared.status == 0 && compared.text.contains("203.0.113.9"), "\(compared.errors)")
        #expect(compared.text.contains("minutes apart"))
        let shared = try Program.run(arguments + ["--shared-address", "203.0.113.9"])
        #expect(shared.status == 0 && !shared.text.contains("203.0.113.9"))
        // what the officer sees has no address
        let officer = try Program.run(["compare"] + bids + ["--tender", lot.tenderPath, "--handling", log])
        #expect(officer.status == 0 && !officer.text.contains("203.0.113.9"))

        let history = lot.path("history.db")
        let added = try Program.run(
            ["history", "add"] + bids + ["--tender", lot.tenderPath, "--history", history, "--handling", log])
        #expect(added.status == 0, "\(added.errors)")
        let again = try Program.json(["history", "add"] + bids + ["--tender", lot.tenderPath, "--history", history])
        // without the addresses it is another content
        #expect(again.object.result["outcome"] as? String == "replaced", "\(again.text)")
    }

    @Test(
        arguments: [
            (["--handling", "/nowhere"], 65, "FILE-0001"), (["--shared-address", "203.0.113.9"], 64, "CLI-0074"),
            (["--handling", "/dev/null", "--shared-address", "x"], 64, "HAND-0001"),
        ] as [([String], Int32, String)])
    func refuses(_ options: [String], _ status: Int32, _ code: String) throws {
        let scenario = try lot(.p256SHA256)
        let bids = try [1, 2].map { try scenario.pack(try scenario.bid($0), by: $0, to: "refused\($0).bid") }
        let ran = try Program.json(["compare"] + bids + ["--tender", scenario.tenderPath] + options)
        #expect(ran.status == status && ran.object.codes("problems") == [code], "\(ran.text)")
    }
}
