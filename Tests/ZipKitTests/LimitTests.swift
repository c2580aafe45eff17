// LimitTests.swift — the most of everything, and one more.
import Foundation
import Reporting
import Testing

@testable import ZipKit

@Suite struct LimitTests {
    private func write(_ count: Int, to path: String) throws {
        let writer = ZipWriter(path: path)
        for index in 0..<count {
            try writer.add("文档/\(index).txt", .bytes([UInt8(truncatingIfNeeded: index)]), modified: someTime)
        }
        try writer.close()
    }

    @Test func zip64ByCount() throws {
        let scratch = try Scratch()
        try write(70_000, to: scratch["a.zip"])
        let reader = try ZipReader(scratch["a.zip"])
        #expect(reader.entries.count == 70_000)
        for index in [0, 65_534, 65_535, 65_536, 69_999] {
            let entry = try reader.required("文档/\(index).txt")
            #expect(entry.index == index)
            #expect(try reader.read(entry, limit: 1) == [UInt8(truncatingIfNeeded: index)])
        }
        #expect(try run("unzip", ["-tqq", scratch["a.zip"]]).status == 0)
        // Without its zip64 records the rest says 65,535 entries, and is refused.
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: scratch["a.zip"])))
        bytes.removeSubrange(bytes.count - 98..<bytes.count - 22)
        #expect(refusal(try scratch.write(bytes, to: "b.zip")) == "ZIP-0006")
    }

    /// Where the fields of the end record overflow, exactly.
    @Test(arguments: [65_534, 65_535, 65_536])
    func zip64Edge(_ count: Int) throws {
        let scratch = try Scratch()
        try write(count, to: scratch["a.zip"])
        #expect(try ZipReader(scratch["a.zip"]).entries.count == count)
    }

    @Test func entryCount() throws {
        let scratch = try Scratch()
        try write(100_000, to: scratch["a.zip"])
        let start = ContinuousClock.now
        #expect(try ZipReader(scratch["a.zip"]).entries.count == 100_000)
        #expect(ContinuousClock.now - start < .seconds(30))
        var limits = ZipLimits()
        limits.maxEntries = 99_999
        #expect(refusal(scratch["a.zip"], limits: limits) == "ZIP-0007")
        #expect(throws: Problem.self) { try write(100_001, to: scratch["b.zip"]) }
        limits.maxEntries = 100_000
        // The same archive claims one entry more in every place that counts them.
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: scratch["a.zip"])))
        let record = bytes.count - 98
        for offset in [24, 32] {
            var more: [UInt8] = []
            more.put(UInt64(100_001))
            bytes.replaceSubrange(record + offset..<record + offset + 8, with: more)
        }
        #expect(refusal(try scratch.write(bytes, to: "b.zip"), limits: limits) == "ZIP-0007")
    }

    @Test func sizes() throws {
        let scratch = try Scratch()
        let writer = ZipWriter(path: scratch["a.zip"])
        try writer.add("a", .bytes([UInt8](repeating: 1, count: 1000)), modified: someTime)
        try writer.add("b", .bytes([UInt8](repeating: 2, count: 1000)), modified: someTime)
        try writer.close()
        #expect(refusal(scratch["a.zip"]) == nil)
        let cases: [(String?, @Sendable (inout ZipLimits) -> Void)] = [
            (nil, { $0.maxEntrySize = 1000 }), ("ZIP-0050", { $0.maxEntrySize = 999 }),
            (nil, { $0.maxTotalSize = 2000 }), ("ZIP-0051", { $0.maxTotalSize = 1999 }),
            (nil, { $0.maxDirectorySize = 94 }), ("ZIP-0008", { $0.maxDirectorySize = 93 }),
            ("ZIP-0031", { $0.maxNameBytes = 0 }), (nil, { $0.maxRatio = .max }),
        ]
        for (expected, change) in cases {
            var limits = ZipLimits()
            change(&limits)
            #expect(refusal(scratch["a.zip"], limits: limits) == expected)
        }
    }

    @Test func ratio() throws {
        let limits = ZipLimits()
        #expect(!limits.swells(size: 1 << 20, compressed: 1), "small ones may have any ratio")
        #expect(!limits.swells(size: 2_000_000, compressed: 10_000))
        #expect(limits.swells(size: 2_000_001, compressed: 10_000))
        #expect(limits.swells(size: .max, compressed: 0))
        #expect(!limits.swells(size: .max, compressed: .max), "no overflow")
    }
}
