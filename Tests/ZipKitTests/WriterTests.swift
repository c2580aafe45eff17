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
        try writer.add("stream-known", sevens(1000, announced: 1000), modified: someTime)
        try writer.add("stream-unknown", sevens(1000, announced: nil), modified: someTime)
        try writer.close()
    }

    private var sampleText: [UInt8] { Array(String(repeating: "投标文件 bid ", count: 400).utf8) }

    private func sampleContent() -> [UInt8] { (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) } }

    @Test func roundTrip() throws {
        let scratch = try Scratch()
        let content = sampleContent()
        try writeSample(scratch["a.zip"], file: try scratch.write(content, to: "input"))
        let reader = try ZipReader(scratch["a.zip"])
        let expected: [(String, [UInt8])] = [
            ("mimetype", Array("application/vnd.etsi.asic-e+zip".utf8)), ("文档/标书.txt", sampleText), ("empty", []),
            ("empty-deflated", []), ("file", content), ("deferred", Array("made late".utf8)),
            ("stream-known", [UInt8](repeating: 7, count: 1000)),
            ("stream-unknown", [UInt8](repeating: 7, count: 1000)),
        ]
        #expect(reader.entries.map(\.name) == expected.map(\.0))
        for (name, bytes) in expected {
            let entry = try reader.required(name)
            #expect(try reader.read(entry, limit: 1 << 20) == bytes, "\(name)")
            #expect(entry.modified == someTime)
        }
        #expect(try reader.required("文档/标书.txt").compressedSize < 200)
        #expect(scratch.names == ["a.zip", "input"], "the spool of the unknown stream has no name")
        // The first entry is where file(1) and ASiC readers look for it.
        let head = try Files.read(scratch["a.zip"]).prefix(69)
        #expect(Array(head.suffix(39)) == Array("mimetypeapplication/vnd.etsi.asic-e+zip".utf8))
    }

    @Test func readsInPieces() throws {
        let scratch = try Scratch()
        let content = sampleContent()
        try writeSample(scratch["a.zip"], file: try scratch.write(content, to: "input"))
        let reader = try ZipReader(scratch["a.zip"])
        let entry = try reader.required("file")
        var seen: [UInt8] = []
        try reader.stream(entry, blockSize: 1021) { block in
            #expect((1...1021).contains(block.count))
            seen += block
        }
        #expect(seen == content)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = try buffer.withUnsafeMutableBytes { try reader.pull(entry, at: 699_950, into: $0) }
        #expect(count == 50)
        #expect(buffer.prefix(50).elementsEqual(content.suffix(50)))
        #expect(throws: Problem.self) { try reader.read(entry, limit: content.count - 1) }
        #expect(reader.entry("nothing") == nil)
        #expect(code { () throws(Problem) in _ = try reader.required("nothing") } == "ZIP-0074")
        // A Problem of the caller's ends the reading and comes out as it is.
        #expect(
            code { () throws(Problem) in try reader.stream(entry) { (_) throws(Problem) in throw mine } } == mine.code)
    }

    @Test func sameBytesEachTime() throws {
        let scratch = try Scratch()
        let file = try scratch.write(sampleContent(), to: "input")
        try writeSample(scratch["a.zip"], file: file)
        try writeSample(scratch["b.zip"], file: file)
        #expect(try Files.read(scratch["a.zip"]) == Files.read(scratch["b.zip"]))
    }

    /// In a process of its own, since the time zone is the whole process's.
    @Test func timesDoNotKnowTheTimeZone() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "America/New_York", 1)
            let gap: Int64 = 1_710_037_830  // 2024-03-10T02:30:30Z: half past two did not exist in New York that night
            let scratch = try Scratch()
            let writer = ZipWriter(path: scratch["c.zip"])
            try writer.add("a", .bytes([1]), modified: gap)
            try writer.close()
            let kept = try ZipReader(scratch["c.zip"]).entries[0].modified
            try FileManager.default.removeItem(atPath: scratch.folder)
            guard kept == gap else { exit(1) }
        }
    }

    @Test(
        arguments: [
            (0, 315_532_800, "before 1980"), (-5, 315_532_800, "before 1970"), (.min, 315_532_800, "the least"),
            (.max, 4_354_819_198, "the most"), (4_354_819_199, 4_354_819_198, "the last odd second"),
            (1_709_208_001, 1_709_208_000, "29 February 2024, rounded down"),
            (951_782_400, 951_782_400, "29 February 2000"),
            (4_107_542_400, 4_107_542_400, "1 March 2100, no leap year"),
        ] as [(Int64, Int64, String)])
    func dosTime(_ given: Int64, _ kept: Int64, _ why: String) {
        #expect(DOSTime(epoch: given).epoch == kept, "\(why)")
    }

    @Test func othersAcceptIt() throws {
        let scratch = try Scratch()
        try writeSample(scratch["a.zip"], file: try scratch.write(sampleContent(), to: "input"))
        for (program, arguments) in [("unzip", ["-t"]), ("zip", ["-T"]), ("python3", ["-m", "zipfile", "-t"])] {
            let result = try run(program, arguments + [scratch["a.zip"]])
            #expect(result.status == 0, "\(program): \(result.output)")
            #expect(!result.output.lowercased().contains("warning"), "\(program): \(result.output)")
        }
    }

    @Test func deferredSeesAllThatCameBefore() throws {
        let scratch = try Scratch()
        var seen: [UInt8] = []
        var order: [String] = []
        let content = sampleContent()
        let writer = ZipWriter(path: scratch["a.zip"])
        try writer.add("payload", .file(try scratch.write(content, to: "input")), method: .deflate, modified: someTime)
        {
            seen += $0
        }
        try writer.add(
            "manifest",
            .deferred {
                order.append("manifest")
                #expect(seen == content)
                return Array("\(seen.count)".utf8)
            }, modified: someTime
        ) { seen += $0 }
        try writer.add(
            "signature",
            .deferred {
                order.append("signature")
                #expect(seen == content + Array("700000".utf8))
                return [UInt8](repeating: 1, count: 300_000)
            }, modified: someTime)
        #expect(order.isEmpty, "nothing is asked before close")
        try writer.close()
        #expect(order == ["manifest", "signature"], "each is asked once")
        let reader = try ZipReader(scratch["a.zip"])
        #expect(try reader.read(reader.required("manifest"), limit: 10) == Array("700000".utf8))
    }

    /// A source that fails, and the code that has to come out.
    struct Failure: Sendable, CustomTestStringConvertible {
        let code: String
        let why: String
        let source: @Sendable () -> ZipWriter.Source
        var testDescription: String { why }
    }

    @Test(arguments: [
        Failure(code: mine.code, why: "a deferred source throws") { .deferred { () throws(Problem) in throw mine } },
        Failure(code: mine.code, why: "a stream throws at once") {
            .stream(size: 10) { (_) throws(Problem) in throw mine }
        },
        Failure(code: mine.code, why: "a stream of unknown size throws late") {
            var calls = 0
            return .stream(size: nil) { (buffer) throws(Problem) in
                calls += 1
                if calls == 20 { throw mine }
                return buffer.count
            }
        },
        Failure(code: "FILE-0001", why: "the file is missing") { .file("/nowhere/at/all") },
        Failure(code: "FILE-0006", why: "the file is a folder") { .file("/tmp") },
        Failure(code: "ZIP-0070", why: "shorter than announced") { sevens(999, announced: 1000) },
        Failure(code: "ZIP-0070", why: "longer than announced") { sevens(1001, announced: 1000) },
        Failure(code: "ZIP-0070", why: "nothing where something was announced") { sevens(0, announced: 1) },
        Failure(code: "ZIP-0073", why: "swells more than a reader takes") {
            .bytes([UInt8](repeating: 0, count: 2 << 20))
        },
        Failure(code: "ZIP-0075", why: "just under 4 GiB, deflated") { sevens(0, announced: 0xffff_fff0) },
        Failure(code: "ZIP-0075", why: "the largest size of 32 bits") { sevens(0, announced: 0xffff_ffff) },
        Failure(code: "BUG-0001", why: "a negative size") { sevens(0, announced: -1) },
    ])
    func failureLeavesNothing(_ failure: Failure) throws {
        let scratch = try Scratch()
        do {
            let file = try AtomicFile(scratch["out.zip"])
            let writer = ZipWriter(path: file.temporaryPath)
            try writer.add("first", sevens(3 << 20, announced: 3 << 20), modified: someTime)
            try writer.add("bad", failure.source(), method: .deflate, modified: someTime)
            try writer.add("last", .bytes([1]), modified: someTime)
            #expect(code { () throws(Problem) in try writer.close() } == failure.code)
            #expect(code { () throws(Problem) in try writer.close() } == "BUG-0001", "a second close is refused")
        }
        #expect(scratch.names.isEmpty)
    }

    @Test func abandonedLeavesNothing() throws {
        let scratch = try Scratch()
        let writer = ZipWriter(path: scratch["a.zip"])
        try writer.add("a", .bytes([1]), modified: someTime)
        #expect(scratch.names.isEmpty)
    }

    @Test func commitsThroughAnAtomicFile() throws {
        let scratch = try Scratch()
        var file = try AtomicFile(scratch["out.zip"], mode: 0o600)
        let writer = ZipWriter(path: file.temporaryPath)
        try writer.add("a", .bytes([1]), modified: someTime)
        try writer.close()
        try file.commit()
        #expect(scratch.names == ["out.zip"])
        #expect(try ZipReader(scratch["out.zip"]).entries.count == 1)
        #expect(
            try FileManager.default.attributesOfItem(atPath: scratch["out.zip"])[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: ["../x", "/x", "a//b", "a/", "a\\b", "a\nb", "", "C:x", String(repeating: "x", count: 256)])
    func refusesBadNames(_ name: String) throws {
        let writer = ZipWriter(path: "/nowhere/a.zip")
        #expect(throws: Problem.self) { try writer.add(name, .bytes([]), modified: someTime) }
    }

    @Test(arguments: [
        (["a", "A"], "ZIP-0039"), (["caf\u{e9}", "cafe\u{301}"], "ZIP-0039"), (["a/b", "a"], "ZIP-0040"),
        ([], "ZIP-0071"),
    ])
    func refusesNamesThatCannotStandTogether(_ names: [String], _ expected: String) throws {
        let scratch = try Scratch()
        let writer = ZipWriter(path: scratch["a.zip"])
        for name in names { try writer.add(name, .bytes([]), modified: someTime) }
        #expect(code { () throws(Problem) in try writer.close() } == expected)
        #expect(scratch.names.isEmpty)
    }

    @Test func placesThatCannotBeWritten() throws {
        let writer = ZipWriter(path: "/nowhere/at/all.zip")
        try writer.add("a", .bytes([1]), modified: someTime)
        #expect(code { () throws(Problem) in try writer.close() } == "FILE-0001")
    }

    @Test func fullDisk() throws {
        let scratch = try Scratch()
        let disk = scratch["disk"]
        try Files.makeFolder(disk)
        let mounted = try run("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk])
        guard mounted.status == 0 else {
            print("fullDisk: not checked, since a small tmpfs cannot be mounted here: \(mounted.output)")
            return
        }
        defer { _ = try? run("umount", [disk]) }
        do {
            let file = try AtomicFile(disk + "/out.zip")
            let writer = ZipWriter(path: file.temporaryPath)
            try writer.add("a", sevens(5 << 20, announced: 5 << 20), modified: someTime)
            #expect(code { () throws(Problem) in try writer.close() } == "FILE-0003")
            let spooled = ZipWriter(path: file.temporaryPath)
            try spooled.add("a", sevens(5 << 20, announced: nil), modified: someTime)
            #expect(code { () throws(Problem) in try spooled.close() } == "FILE-0003")
        }
        #expect(try Files.list(disk).isEmpty)
    }
}

private let mine = Problem(
    code: "TEST-0001", message: LocalizedText(zh: "测试", en: "test"), remedy: LocalizedText(zh: "无", en: "none"))

/// `count` bytes of 7, in pieces of at most 300 and of a whole block in turn.
private func sevens(_ count: Int, announced: Int64?) -> ZipWriter.Source {
    var (left, small) = (count, false)
    return .stream(size: announced) { buffer in
        small.toggle()
        let step = min(left, small ? 300 : buffer.count, buffer.count)
        for index in 0..<step { buffer[index] = 7 }
        left -= step
        return step
    }
}

/// The code of what is thrown; nil if nothing is.
private func code(_ body: () throws(Problem) -> Void) -> String? {
    do throws(Problem) {
        try body()
        return nil
    } catch {
        return error.code
    }
}
