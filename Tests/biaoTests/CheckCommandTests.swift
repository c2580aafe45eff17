// CheckCommandTests.swift — what biao check says of opened bids, in which order, and what stands on its page.
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct CheckCommandTests {
    private let acting = ["--at", "2026-04-01T11:00:00+08:00"]

    private func check(_ lot: Scenario, _ bids: [String], _ more: [String] = []) throws -> Ran {
        try Program.run(
            ["check"] + bids + ["--tender", lot.tenderPath, "--trust", try Cast.folder(lot.suite) + "/roots"] + more
                + acting)
    }

    @Test func eachBidIsNamedBeforeItsFindings() throws {
        let lot = try Scenario()
        let bids = try [1, 2].map { number in
            try lot.pack(try lot.bid(number) { $0.sheet[0].words = "壹元整" }, by: number)
        }
        let ran = try check(lot, bids)
        #expect(ran.status == 1)
        let lines = ran.text.split(separator: "\n").map(String.init)
        var seen: [String] = []
        for line in lines {
            for (number, path) in bids.enumerated() where line.hasPrefix(path + "  ") {
                #expect(line.contains(try lot.bid(number + 1).bidder.name))
                seen.append("name \(number)")
            }
            if line.hasPrefix("error") { seen.append("error") }
            for (number, path) in bids.enumerated() where line.hasPrefix(path + ":") { seen.append("sum \(number)") }
        }
        #expect(seen == ["name 0", "error", "sum 0", "name 1", "error", "sum 1"], "\(ran.text)")
        let json = try Program.json(
            ["check"] + bids + ["--tender", lot.tenderPath, "--trust", try Cast.folder(lot.suite) + "/roots"] + acting)
        let each = json.object.result["bids"] as? [[String: Any]] ?? []
        #expect(each.compactMap { $0["file"] as? String } == bids)
        #expect(each.allSatisfy { ($0["parts"] as? [Any])?.isEmpty == false })
    }

    /// The page says by itself what was checked, when, with what, and what came of it.
    @Test(arguments: [("en", "passed"), ("zh", "通过"), ("en", "it has errors"), ("zh", "有错误")])
    func thePageStandsAlone(_ language: String, _ verdict: String) throws {
        let lot = try Scenario()
        let isGood = ["passed", "通过"].contains(verdict)
        let bid = try lot.bid(1) { if !isGood { $0.sheet[0].words = "壹元整" } }
        let path = try lot.pack(bid, by: 1)
        let pages = try ["a.html", "b.html"].map { name in
            let ran = try check(lot, [path], ["--html", lot.path(name), "--lang", language])
            #expect(ran.status == (isGood ? 0 : 1), "\(ran.text)")
            return String(decoding: try Files.read(lot.path(name)), as: UTF8.self)
        }
        #expect(pages[0] == pages[1], "the same input at the same time gives the same page")
        let reference = try lot.tenderFile().reference
        for words in [
            verdict, lot.tender.title, lot.tender.id, bid.bidder.name, bid.bidder.code.text, "第一标段",
            reference.digest.description, bid.provenance.creationID, "2026-04-01T11:00:00+08:00",
            "\(Tool.name) \(Tool.version)",
        ] {
            #expect(pages[0].contains(words), "\(words)")
        }
    }

    @Test func aListThatNobodyUsesIsRefused() throws {
        let lot = try Scenario()
        let bid = try lot.pack(try lot.bid(1), by: 1)
        try Files.write("", to: lot.path("list.csv"))
        for language in ["zh", "en"] {
            let ran = try check(lot, [bid], ["--list", "engage=\(lot.path("list.csv"))", "--lang", language])
            #expect(ran.status == 64 && ran.errors.contains("CLI-0068"), "\(ran.errors)")
            #expect(ran.errors.contains("engage") && ran.errors.contains("engaged"))
        }
        #expect(try check(lot, [bid], ["--list", "engaged=\(lot.path("list.csv"))"]).status == 0)
    }
}
