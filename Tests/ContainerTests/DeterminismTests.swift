// DeterminismTests.swift — packing twice gives the same bytes in every entry but META-INF/*.p7s.
import Container
import FileKit
import Scenario
import Signing
import TenderModel
import Testing
import ZipKit

@Suite struct DeterminismTests {
    @Test(arguments: SuiteID.allCases)
    func packingTwiceGivesTheSame(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite, roles: [.unit, .head])
        let bid = try lot.bid(1)
        let text = String(repeating: "第一章 总则\n", count: 5_000)
        let one = try lot.pack(bid, by: 1, content: text, to: "one.bid")
        let two = try lot.pack(bid, by: 1, content: text, to: "two.bid", at: Scenario.before.adding(days: -1))
        let (first, second) = (try ZipReader(one), try ZipReader(two))
        #expect(first.entries.map(\.name) == second.entries.map(\.name))
        #expect(Set(first.entries.map(\.modified)) == [bid.provenance.created.seconds], "the document's own time")
        let (a, b) = (try Files.read(one), try Files.read(two))
        for (left, right) in zip(first.entries, second.entries) where !left.name.hasSuffix(".p7s") {
            #expect(left.method == right.method && left.crc == right.crc && left.modified == right.modified)
            let range = { (entry: ZipEntry) in Int(entry.dataOffset)..<Int(entry.dataOffset + entry.compressedSize) }
            #expect(a[range(left)] == b[range(right)], "\(left.name), as it is compressed")
        }
    }
}
