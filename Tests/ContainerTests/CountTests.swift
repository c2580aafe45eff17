// CountTests.swift — as many entries as there may be, and one more.
import Container
import FileKit
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct CountTests {
    @Test func hundredThousandEntries() throws {
        let lot = try Scenario()
        let bid = try lot.bid(1)
        let signer = try lot.signer("bidder1", at: Scenario.before)
        // mimetype, bid.xml, manifest and signature are entries too
        let items = (0..<99_996).map {
            ContainerItem(name: "parts/business/文件\($0).txt", source: .bytes([UInt8($0 & 0xff)]))
        }
        let path = lot.path("many.bid")
        try ContainerWriter.write(bid, items: items, to: path, at: bid.provenance.created, signer: signer, role: .unit)
        #expect(judge(path, trust: try lot.trust()) == Judgement(status: .passed, codes: []))

        let more = items + [ContainerItem(name: "parts/business/more.txt", source: .bytes([1]))]
        let problem = #expect(throws: Problem.self) {
            try ContainerWriter.write(
                bid, items: more, to: lot.path("more.bid"), at: bid.provenance.created, signer: signer, role: .unit)
        }
        #expect(problem?.code == "ZIP-0007")
        #expect(!Files.exists(lot.path("more.bid")))
    }

    @Test func oneEntryTooMany() throws {
        let folder = try temporaryFolder("count")
        let script = """
            import zipfile
            with zipfile.ZipFile("many.bid", "w") as archive:
                archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
                for number in range(100_000): archive.writestr(f"f{number}", b"")
            """
        let ran = try shell(["python3", "-c", script], in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        let judgement = judge(folder + "/many.bid", trust: try Cast.trust())
        #expect(judgement == Judgement(status: .failed, codes: ["ZIP-0007"]))
    }
}
