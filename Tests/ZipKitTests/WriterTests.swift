// WriterTests.swift — what ZipWriter writes: read back by us, accepted by others, the same each time, or nothing at all.
import FileKit
import Foundation
import Reporting
import Testing

@testable import ZipKit

@Suite struct WriterTests {
    /// A little of everything: stored and deflated, empty, non-ASCII, every kind of source.
    private func writeSample(_ path: String, file: String) throws {
        let writer = ZipWriter(path: path)
        try writer.add("mimetype", .bytes(Array("application/vnd.etsi.asic-e+zip".utf8)), modified: someTime)
        try writer.add("文档/标书.txt", .bytes(sampleText), method: .deflate, modified: someTime)
        try writer.add("empty", .bytes([]), modified: someTime)
        try writer.add("empty-deflated", .bytes([]), method: .deflate, modified: someTime)
        try writer.add("file", .file(file), modified: someTime)
        try writer.add("deferred", .deferred { Array("made late".utf8) }, modified: someTime)
        for (name, size) in [("stream-known", Int64(1000)), ("stream-unknown", nil)] {
            var left = 1000
            try writer.add(
                name,
                .stream(size: size) { buffer in
                    let count = min(left, 300, buffer.count)
                    buffer.prefix(count).storeBytesOfEach(7)
                    left -= count
                    return count
                }, modified: someTime)
        }
        try writer.close()
    }

    private var sampleText: [UInt8] { Array(String(repeating: "投标文件 bid ", count: 400).utf8) }

    @Test func roundTrip() throws {
        let scratch = try Scratch()
        let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
        let file = try scratch.write(content, to: "input")
        try writeSample(scratch["a.zip"], file: file)
        let reader = try ZipReader(scratch["a.zip"])
        let expected: [(String, [UInt8])] = [
            ("mimetype", Array("application/vnd.etsi.asic-e+zip".utf8)), ("文档/标书.txt", sampleText), ("empty", []),
            ("empty-deflated", []), ("file", content), ("deferred", Array("made late".utf8)),
            ("stream-known", [UInt8](repeating: 7, count: 1000)), ("stream-unknown", [UInt8](repeating: 7, count: 1000)),
        ]
        #expect(reader.entries.map(\.name) == expected.map(\.0))
        for (name, bytes) in expected {
            let entry = try reader.required(name)
            #expect(try reader.read(entry, limit: 1 << 20) == bytes, "\(name)")
            #expect(entry.modified == someTime)
        }
        #expect(try reader.required("文档/标书.txt").compressedSize < 200)
        #expect(scratch.names == ["a.zip", "input"], "the spool of the unknown stream has no name")
    }
}

extension Slice where Base == UnsafeMutableRawBufferPointer {
    fileprivate func storeBytesOfEach(_ byte: UInt8) {
        for index in indices { base[index] = byte }
    }
}
