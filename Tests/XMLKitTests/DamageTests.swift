// DamageTests.swift — cut and flipped documents, the memory of a long one, and silence on standard error.
import Foundation
import Reporting
import Testing

@testable import XMLKit

struct DamageTests {
    static let small = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bid xmlns="urn:b" xmlns:p="urn:p" p:id="7">
          <价 单位="元">1 &lt; 2 &#13;</价><!-- 注 -->
          <x><![CDATA[<]]></x>
        </bid>
        """.utf8)

    @Test func everyCutIsRefused() throws {
        _ = try XMLReader.parse(Self.small)
        for length in 0..<Self.small.count {
            let cut = Array(Self.small[..<length])
            #expect(code { () throws(Problem) in _ = try XMLReader.parse(cut) } != nil, "cut to \(length) bytes")
        }
    }

    @Test func everyFlipIsReadOrRefusedAndNeverHalf() throws {
        let schema = try XMLSchema(name: "bid.xsd", Array(SchemaTests.xsd.utf8))
        for bit in 0..<Self.small.count * 8 {
            var flipped = Self.small
            flipped[bit / 8] ^= 1 << (bit % 8)
            let tree = code { () throws(Problem) in _ = try XMLReader.parse(flipped) }
            let stream = code { () throws(Problem) in try XMLStream.read(flipped, root: { _ in }, child: { _ in }) }
            let valid = code { () throws(Problem) in _ = try schema.validate(flipped) }
            #expect(valid == tree, "bit \(bit): the validation refuses what the reader refuses")
            #expect(stream == tree || stream == "XML-0018", "bit \(bit): the stream refuses what the reader refuses")
        }
    }

    /// In a process of its own: what the tests beside it hold is not counted.
    @Test func aHundredThousandEntriesTakeTheMemoryOfOne() async {
        await #expect(processExitsWith: .success) {
            let bytes = manifest(entries: 100_000)
            var count = 0
            var version: String?
            let before = try residentBytes()
            var peak = before
            try XMLStream.read(
                bytes, root: { version = $0["version"] },
                child: { (entry) throws(Problem) in
                    count += 1
                    guard try entry.require("value").text.utf8.count == 44 else { throw .bug("a short digest") }
                    if count % 10_000 == 0 { peak = max(peak, (try? residentBytes()) ?? .max) }
                })
            #expect(count == 100_000 && version == "1")
            #expect(peak - before < 24 << 20, "a tree would take 150 MB and more")
        }
    }

    @Test func whatTheCallerThrowsEndsTheReading() {
        var count = 0
        let bytes = manifest(entries: 1000)
        do throws(Problem) {
            try XMLStream.read(
                bytes, root: { _ in },
                child: { (entry) throws(Problem) in
                    count += 1
                    if count == 3 { _ = try entry.require("nothing") }
                    if count == 3 { throw .bug("never here") }
                })
            Issue.record("read")
        } catch {
            #expect(error.code == "XML-0013" && error.place == "entry")
        }
        #expect(count == 3)
        #expect(
            code { () throws(Problem) in
                try XMLStream.read(bytes, root: { (_) throws(Problem) in throw .bug("no") }, child: { _ in })
            } == "BUG-0001", "the root can be refused too")
    }

    @Test func textBetweenEntriesIsRefused() {
        let bytes = Array("<a>\n<b/> x <b/></a>".utf8)
        #expect(code { () throws(Problem) in try XMLStream.read(bytes, root: { _ in }, child: { _ in }) } == "XML-0018")
    }

    @Test func readingInsideReadingKeepsBothQuiet() throws {
        var inner: [String?] = []
        let problem = code { () throws(Problem) in
            try XMLStream.read(
                Array("<a><b/><b/></c>".utf8), root: { _ in },
                child: { _ in inner.append(code { () throws(Problem) in _ = try XMLReader.parse(Array("<x>".utf8)) }) })
        }
        #expect(problem == "XML-0009" && inner == ["XML-0009", "XML-0009"])
    }

    @Test func manyThreadsAtOnce() async throws {
        let bytes = manifest(entries: 200)
        let tree = try XMLReader.parse(bytes)
        let schema = try XMLSchema(name: "bid.xsd", Array(SchemaTests.xsd.utf8))
        let verdicts = try SchemaTests.rows.map { try schema.validate(Array($0.document.utf8)) }
        await withTaskGroup(of: Bool.self) { group in
            for index in 0..<64 {
                group.addTask {
                    switch index % 3 {
                    case 0: return (try? XMLReader.parse(bytes)) == tree
                    case 1:
                        let again = try? SchemaTests.rows.map { try schema.validate(Array($0.document.utf8)) }
                        return again == verdicts
                    default: return (try? XMLSchema(name: "x.xsd", Array(SchemaTests.xsd.utf8))) != nil
                    }
                }
            }
            for await good in group { #expect(good) }
        }
    }

    /// In a process of its own, whose standard error is a file.
    @Test func nothingIsPrinted() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let schema = try? XMLSchema(name: "b.xsd", Array(SchemaTests.xsd.utf8))
            for refusal in ReaderTests.refusals {
                _ = try? XMLReader.parse(refusal.bytes)
                _ = try? XMLSchema(name: "bad.xsd", refusal.bytes)
                _ = try? schema?.validate(refusal.bytes)
            }
            for row in SchemaTests.rows { _ = try? schema?.validate(Array(row.document.utf8)) }
            for bad in SchemaTests.badSchemas { _ = try? XMLSchema(name: "bad.xsd", Array(bad.xsd.utf8)) }
        }
        let printed = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(printed.isEmpty)
    }
}
