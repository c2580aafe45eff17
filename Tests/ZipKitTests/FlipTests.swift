// FlipTests.swift — every single-bit flip and every truncation of a small archive, and bytes that are no archive at all.
import Foundation
import Reporting
import Testing

@testable import ZipKit

@Suite struct FlipTests {
    /// Stored and deflated entries, an empty one, one with a Chinese name.
    private func sample(in scratch: Scratch) throws -> [UInt8] {
        let writer = ZipWriter(path: scratch["good.zip"])
        try writer.add("mimetype", .bytes(Array("application/vnd.etsi.asic-e+zip".utf8)), modified: someTime)
        try writer.add(
            "标书.xml", .bytes(Array("<bid><price>120000.00</price><days>90</days></bid>\n".utf8)), method: .deflate,
            modified: someTime)
        try writer.add("empty", .bytes([]), modified: someTime)
        try writer.add("d/empty", .bytes([]), method: .deflate, modified: someTime)
        let text = (0..<40).map { "line \($0 * $0 % 97) of the text\n" }.joined()
        try writer.add("d/text", .bytes(Array(text.utf8)), method: .deflate, modified: someTime)
        try writer.close()
        return Array(try Data(contentsOf: URL(fileURLWithPath: scratch["good.zip"])))
    }

    /// Deflate can say the same thing in several ways (a repeat may be copied from either of two earlier places). A flip
    /// that turns one into another leaves the contents as they were, and is the only kind that may pass.
    @Test func everyBit() throws {
        let scratch = try Scratch()
        var bytes = try sample(in: scratch)
        #expect(refusal(scratch["good.zip"]) == nil)
        let good = try contents(ZipReader(scratch["good.zip"]))
        let deflated = try ZipReader(scratch["good.zip"]).entries.filter { $0.method == .deflate }.map {
            Int($0.dataOffset)..<Int($0.dataOffset + $0.compressedSize)
        }
        var (accepted, other) = (0, 0)
        for index in bytes.indices {
            for bit in 0..<8 {
                bytes[index] ^= 1 << UInt8(bit)
                if refusal(bytes) == nil {
                    accepted += 1
                    let inside = deflated.contains { $0.contains(index) }
                    let same = try contents(ZipReader(bytes: bytes, place: "flipped")) == good
                    if !inside || !same { other += 1 }
                }
                bytes[index] ^= 1 << UInt8(bit)
            }
        }
        #expect(other == 0)
        #expect(accepted == 0, "this sample has no repeat with two sources")
    }

    @Test func everyTruncation() throws {
        let scratch = try Scratch()
        let bytes = try sample(in: scratch)
        for length in 0..<bytes.count {
            #expect(refusal(Array(bytes.prefix(length))) != nil, "cut to \(length) bytes")
        }
        for length in 1..<bytes.count {
            #expect(refusal(Array(bytes.suffix(length))) != nil, "the last \(length) bytes alone")
        }
    }

    /// Many bytes changed at once, numbers replaced by the worst of their kind: nothing crashes.
    @Test func randomDamage() throws {
        let scratch = try Scratch()
        let bytes = try sample(in: scratch)
        var generator = Xorshift(state: 20_260_501)
        var accepted = 0
        for _ in 0..<4000 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: copy.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: copy[place] = .random(in: 0...255, using: &generator)
                case 1: for index in place..<min(place + 8, copy.count) { copy[index] = 0xff }
                case 2: for index in place..<min(place + 4, copy.count) { copy[index] = 0 }
                default: copy.removeSubrange(place..<min(place + 3, copy.count))
                }
                if copy.isEmpty { break }
            }
            if copy != bytes, refusal(copy) == nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }

    @Test func otherFiles() throws {
        let scratch = try Scratch()
        #expect(refusal(try scratch.write([])) == "ZIP-0001")
        #expect(refusal(try scratch.write([UInt8](repeating: 0, count: 100_000))) == "ZIP-0001")
        #expect(refusal(try scratch.write([0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18))) == "ZIP-0071")
        #expect(refusal(scratch["missing"]) == "FILE-0001")
        #expect(refusal(scratch.folder) == "FILE-0006")
        #expect(refusal("/dev/null") == "FILE-0011")
    }

    private func contents(_ reader: ZipReader) throws -> [String: [UInt8]] {
        var all: [String: [UInt8]] = [:]
        for entry in reader.entries { all[entry.name] = try reader.read(entry, limit: 1 << 20) }
        return all
    }
}

/// The same numbers in each run.
struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
