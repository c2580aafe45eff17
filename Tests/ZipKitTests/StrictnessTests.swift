// StrictnessTests.swift — each thing that an archive may not be, one by one, and the code that says so.
import Foundation
import Reporting
import Testing

@testable import ZipKit

/// One way of being wrong.
struct Hostile: Sendable, CustomTestStringConvertible {
    let code: String?
    let why: String
    let make: @Sendable (inout RawArchive) -> Void

    init(_ code: String?, _ why: String, _ make: @escaping @Sendable (inout RawArchive) -> Void) {
        self.code = code
        self.why = why
        self.make = make
    }

    var testDescription: String { why }
}

private let hello = Array("hello".utf8)
/// "hello" in one fixed-Huffman block, as zlib writes it.
private let helloDeflated: [UInt8] = [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
/// "hello" in one stored block.
private let helloStoredBlock: [UInt8] = [0x01, 0x05, 0x00, 0xfa, 0xff] + hello

/// `name` beside two good entries.
private func named(_ code: String?, _ why: String, _ name: String) -> Hostile {
    Hostile(code, why) { $0.entries.append(RawEntry(name, hello)) }
}

@Suite struct StrictnessTests {
    static let structure: [Hostile] = [
        Hostile(nil, "the archive that the others are made of is good") { _ in },
        Hostile("ZIP-0001", "a byte after the end record") { $0.suffix = [0] },
        Hostile("ZIP-0001", "a comment puts the end record elsewhere") { $0.comment = hello },
        Hostile("ZIP-0002", "a comment length without a comment") {
            $0.comment = []; $0.suffix = []; $0.setCommentLength = 1
        },
        Hostile("ZIP-0001", "two end records, the second cut short") {
            $0.suffix = [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 17)
        },
        Hostile("ZIP-0071", "a second, empty end record at the end") {
            $0.suffix = [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18)
        },
        Hostile("ZIP-0003", "this disk is number 1") { $0.disk = 1 },
        Hostile("ZIP-0003", "the directory is on disk 1") { $0.directoryDisk = 1 },
        Hostile("ZIP-0003", "an entry is on disk 1") { $0.entries[1].disk = 1 },
        Hostile("ZIP-0004", "fewer entries here than in all") { $0.countHere = 1 },
        Hostile("ZIP-0006", "one entry fewer than there are") {
            $0.countHere = 1; $0.count = 1
        },
        Hostile("ZIP-0006", "one entry more than there are") {
            $0.countHere = 3; $0.count = 3
        },
        Hostile("ZIP-0009", "one entry more than there are, with names that make room for it") {
            $0.entries[0].name = Array("a-name-longer-than-a-whole-record-of-the-directory".utf8)
            $0.countHere = 3
            $0.count = 3
        },
        Hostile("ZIP-0006", "more entries than fit in the directory") {
            $0.countHere = 60; $0.count = 60
        },
        Hostile("ZIP-0006", "directory size one too small") { $0.directorySize = 101 },
        Hostile("ZIP-0006", "directory offset past the file") { $0.directoryOffset = 0xffff_fff0 },
        Hostile("ZIP-0006", "a byte between directory and end record") { $0.beforeEnd = [0] },
        Hostile("ZIP-0021", "a prefix before the first entry, offsets set right") {
            $0.prefix = Array("#!/bin/sh\n".utf8)
        },
        Hostile("ZIP-0021", "a gap between entries") { $0.entries[0].gap = [0] },
        Hostile("ZIP-0024", "a gap before the directory") { $0.beforeDirectory = [0] },
        Hostile("ZIP-0024", "a hidden local entry at the end") {
            $0.entries.append(RawEntry("hidden", hello))
            $0.entries[2].isCentral = false
        },
        Hostile("ZIP-0021", "a hidden local entry in the middle") {
            var hidden = RawEntry("hidden", hello)
            hidden.isCentral = false
            $0.entries.insert(hidden, at: 1)
        },
        Hostile("ZIP-0021", "two entries share one local header (overlap)") {
            var twin = $0.entries[1]
            twin.isLocal = false
            twin.offset = UInt32(30 + 5 + 5)
            $0.entries.append(twin)
        },
        Hostile("ZIP-0021", "the directory lists entries in another order") { archive in
            archive.entries[0].offset = 40
            archive.entries[1].offset = 0
        },
        Hostile("ZIP-0023", "data runs into the directory") {
            $0.entries[1].size += 1
            $0.entries[1].packed += 1
        },
        Hostile("ZIP-0005", "a zip64 end record where none is needed") { $0.zip64 = { _ in } },
        Hostile("ZIP-0005", "zip64 numbers that the short fields contradict") {
            $0.zip64 = {
                $0[24] = 7; $0[32] = 7
            }
        },
        Hostile("ZIP-0004", "zip64 counts that differ") { $0.zip64 = { $0[24] = 7 } },
        Hostile("ZIP-0005", "a zip64 record of another length") { $0.zip64 = { $0[4] = 45 } },
        Hostile("ZIP-0005", "a zip64 locator that points elsewhere") { $0.zip64 = { $0[56 + 8] ^= 1 } },
        Hostile("ZIP-0003", "a zip64 locator that knows two disks") { $0.zip64 = { $0[56 + 16] = 2 } },
        Hostile("ZIP-0005", "numbers near the end of 64 bits") {
            $0.countHere = 0xffff
            $0.count = 0xffff
            $0.directoryOffset = 0xffff_ffff
            $0.directorySize = 0xffff_ffff
            $0.zip64 = { records in for index in 24..<56 { records[index] = 0xff } }
        },
        Hostile("ZIP-0007", "numbers near the end of 63 bits") {
            $0.countHere = 0xffff
            $0.count = 0xffff
            $0.directoryOffset = 0xffff_ffff
            $0.directorySize = 0xffff_ffff
            $0.zip64 = { records in
                for index in 24..<56 { records[index] = index % 8 == 7 ? 0x7f : 0xff }
            }
        },
    ]

    static let headers: [Hostile] = [
        Hostile("ZIP-0010", "made by an MS-DOS program") { $0.entries[0].madeBy = 20 },
        Hostile("ZIP-0011", "needs version 20 for a stored entry") { $0.entries[0].versionNeeded = 20 },
        Hostile("ZIP-0011", "needs version 45 in the local header alone") {
            $0.entries[0].local = { $0.versionNeeded = 45 }
        },
        Hostile("ZIP-0012", "encrypted") { $0.entries[0].flags |= 1 },
        Hostile("ZIP-0012", "data descriptor") { $0.entries[0].flags |= 8 },
        Hostile("ZIP-0012", "strong encryption") { $0.entries[0].flags |= 0x40 },
        Hostile("ZIP-0012", "a deflate level in the flags") { $0.entries[0].flags |= 2 },
        Hostile("ZIP-0013", "bzip2") { $0.entries[0].method = 12 },
        Hostile("ZIP-0014", "marked as text") { $0.entries[0].internalAttributes = 1 },
        Hostile("ZIP-0015", "a symbolic link") { $0.entries[0].externalAttributes = 0o120777 << 16 },
        Hostile("ZIP-0015", "a folder") { $0.entries[0].externalAttributes = 0o040755 << 16 | 0x10 },
        Hostile("ZIP-0015", "an executable with the setuid bit") { $0.entries[0].externalAttributes = 0o104755 << 16 },
        Hostile("ZIP-0016", "a comment on an entry") { $0.entries[0].comment = hello },
        Hostile("ZIP-0017", "a timestamp extra field, both headers") {
            $0.entries[0].centralExtra = [0x55, 0x54, 1, 0, 0]
            $0.entries[0].localExtra = [0x55, 0x54, 1, 0, 0]
        },
        Hostile("ZIP-0017", "an extra field in the local header alone") {
            $0.entries[0].localExtra = [0x55, 0x54, 1, 0, 0]
        },
        Hostile("ZIP-0017", "a zip64 field that is not needed") {
            $0.entries[0].centralExtra = [1, 0, 8, 0, 5, 0, 0, 0, 0, 0, 0, 0]
        },
        Hostile("ZIP-0018", "a zip64 field for a size that fits") {
            $0.entries[0].size = .max
            $0.entries[0].centralExtra = [1, 0, 8, 0, 5, 0, 0, 0, 0, 0, 0, 0]
        },
        Hostile("ZIP-0018", "a zip64 field that is missing") { $0.entries[0].size = .max },
        Hostile("ZIP-0018", "a zip64 size near the end of 64 bits") {
            $0.entries[0].size = .max
            $0.entries[0].centralExtra = [1, 0, 8, 0] + [UInt8](repeating: 0xff, count: 8)
        },
        Hostile("ZIP-0017", "another extra field in the place of zip64") {
            $0.entries[0].size = .max
            $0.entries[0].centralExtra = [2, 0, 8, 0] + [0, 0, 0, 0, 1, 0, 0, 0]
        },
        Hostile("ZIP-0019", "a stored entry with two sizes") { $0.entries[0].size -= 1 },
        Hostile("ZIP-0020", "31 February") {
            $0.entries[0].time = DOSTime(epoch: someTime).bits & 0xfe00_ffff | 0x005f_0000
        },
        Hostile("ZIP-0020", "62 seconds past the minute") { $0.entries[0].time |= 31 },
        Hostile("ZIP-0022", "the local name differs") { $0.entries[0].local = { $0.name[0] ^= 1 } },
        Hostile("ZIP-0022", "the local name is shorter") { $0.entries[0].local = { $0.name.removeLast() } },
        Hostile("ZIP-0022", "the local method differs") { $0.entries[0].local = { $0.method = 8 } },
        Hostile("ZIP-0022", "the local flags differ") { $0.entries[0].local = { $0.flags = 8 } },
        Hostile("ZIP-0022", "the local CRC differs") { $0.entries[0].local = { $0.crc ^= 1 } },
        Hostile("ZIP-0022", "the local time differs") { $0.entries[0].local = { $0.time ^= 1 } },
        Hostile("ZIP-0022", "the local size differs") { $0.entries[0].local = { $0.size = 4 } },
        Hostile("ZIP-0022", "the local compressed size is zero, as before a descriptor") {
            $0.entries[0].local = { $0.packed = 0 }
        },
        Hostile("ZIP-0063", "a CRC that is not the contents'") { $0.entries[0].crc ^= 1 },
    ]

    static let names: [Hostile] = [
        Hostile("ZIP-0030", "GBK: 标书") { $0.entries.append(RawEntry(bytes: [0xb1, 0xea, 0xca, 0xe9], hello)) },
        Hostile("ZIP-0030", "overlong UTF-8 of a slash") { $0.entries.append(RawEntry(bytes: [0xc0, 0xaf], hello)) },
        Hostile("ZIP-0030", "a surrogate in UTF-8") { $0.entries.append(RawEntry(bytes: [0xed, 0xa0, 0x80], hello)) },
        named("ZIP-0031", "no name", ""),
        named("ZIP-0031", "1,025 bytes", String(repeating: "abcdefg/", count: 128) + "a"),
        named("ZIP-0032", "absolute", "/etc/passwd"),
        named("ZIP-0032", "a drive", "C:/x"), named("ZIP-0032", "a drive without a slash", "c:x"),
        named("ZIP-0033", "upwards", "../x"), named("ZIP-0033", "upwards within", "a/../../x"),
        named("ZIP-0033", "here", "./x"), named("ZIP-0033", "an empty part", "a//x"),
        named("ZIP-0033", "only dots", ".."),
        named("ZIP-0034", "backslash", "..\\x"),
        named("ZIP-0035", "NUL", "a\0b"), named("ZIP-0035", "newline", "a\nb"),
        named("ZIP-0035", "escape", "a\u{1b}[2J"),
        named("ZIP-0035", "delete", "a\u{7f}"), named("ZIP-0035", "C1", "a\u{85}"),
        named("ZIP-0035", "text turned around", "a\u{202e}fdp.exe"),
        named("ZIP-0036", "a folder", "folder/"),
        named("ZIP-0037", "a part of 256 bytes", "d/" + String(repeating: "x", count: 256)),
        named(nil, "a part of 255 bytes", "d/" + String(repeating: "x", count: 255)),
        named(nil, "dots that are no way up", "..a/b../...c"), named(nil, "a colon in the middle", "12:30.pdf"),
        named(nil, "Chinese", "技术标/施工组织设计.docx"),
        Hostile("ZIP-0038", "the UTF-8 flag on an ASCII name") { $0.entries[0].flags = 1 << 11 },
        Hostile("ZIP-0038", "no UTF-8 flag on a Chinese name") {
            $0.entries.append(RawEntry("标", hello))
            $0.entries[2].flags = 0
        },
        named("ZIP-0039", "the same name twice", "a.txt"), named("ZIP-0039", "twins but for case", "A.TXT"),
        Hostile("ZIP-0039", "twins but for composition (NFC, NFD)") {
            $0.entries += [RawEntry("caf\u{e9}", hello), RawEntry("cafe\u{301}", hello)]
        },
        Hostile("ZIP-0039", "twins but for case beyond ASCII") {
            $0.entries += [RawEntry("É", hello), RawEntry("e\u{301}", hello)]
        },
        Hostile("ZIP-0039", "ß and SS fold to one") {
            $0.entries += [RawEntry("straße", hello), RawEntry("STRASSE", hello)]
        },
        Hostile("ZIP-0039", "two sigmas") { $0.entries += [RawEntry("ς", hello), RawEntry("Σ", hello)] },
        named("ZIP-0040", "a file taken for a folder", "a.txt/b"),
        named("ZIP-0040", "the same in other case", "A.txt/b/c"),
        Hostile("ZIP-0040", "a folder taken for a file, with neighbours in between") {
            $0.entries += ["x/y", "x y", "x-y", "x.y", "x"].map { RawEntry($0, hello) }
        },
        Hostile(nil, "names that only begin alike") {
            $0.entries += ["x/y", "x y", "x-y", "xy/x"].map { RawEntry($0, hello) }
        },
    ]

    static let contents: [Hostile] = [
        Hostile(nil, "deflated, good") { $0.entries.append(RawEntry("d", deflated: helloDeflated, of: hello)) },
        Hostile(nil, "deflated as a stored block, good") {
            $0.entries.append(RawEntry("d", deflated: helloStoredBlock, of: hello))
        },
        Hostile("ZIP-0061", "a byte after the end of the deflate data") {
            $0.entries.append(RawEntry("d", deflated: helloDeflated + [0], of: hello))
        },
        Hostile("ZIP-0061", "a whole file hidden after the deflate data") {
            $0.entries.append(RawEntry("d", deflated: helloDeflated + [UInt8](repeating: 7, count: 200_000), of: hello))
        },
        Hostile("ZIP-0060", "deflate data that ends early") {
            $0.entries.append(RawEntry("d", deflated: Array(helloDeflated.dropLast()), of: hello))
        },
        Hostile("ZIP-0060", "no deflate data at all") { $0.entries.append(RawEntry("d", deflated: [], of: [])) },
        Hostile("ZIP-0060", "not deflate data") {
            $0.entries.append(RawEntry("d", deflated: [0xff, 0xff], of: hello))
        },
        Hostile("ZIP-0062", "more comes out than declared") {
            $0.entries.append(RawEntry("d", deflated: helloDeflated, of: hello))
            $0.entries[2].size = 4
        },
        Hostile("ZIP-0062", "less comes out than declared") {
            $0.entries.append(RawEntry("d", deflated: helloDeflated, of: hello))
            $0.entries[2].size = 6
        },
        Hostile("ZIP-0065", "a bit set in the filling of the last byte") {
            $0.entries.append(RawEntry("d", deflated: helloDeflated.dropLast() + [0x80], of: hello))
        },
        Hostile("ZIP-0065", "a bit set before the length of a stored block") {
            $0.entries.append(RawEntry("d", deflated: [0x81] + helloStoredBlock.dropFirst(), of: hello))
        },
        Hostile("ZIP-0052", "ratio above 200 beyond one MiB") {
            $0.entries.append(RawEntry("bomb", deflated: [UInt8](repeating: 0, count: 5300), of: hello))
            $0.entries[2].size = 5300 * 200 + 1
        },
        Hostile("ZIP-0062", "ratio of exactly 200 passes, and then the size is false") {
            $0.entries.append(RawEntry("bomb", deflated: helloDeflated, of: hello))
            $0.entries[2].size = 1400
        },
        Hostile(nil, "an archive within the archive is just bytes") {
            let inner = RawArchive([RawEntry("inner", hello)]).bytes
            $0.entries.append(RawEntry("nested.zip", inner))
        },
    ]

    @Test(arguments: structure + headers + names + contents)
    func refuses(_ hostile: Hostile) throws {
        let scratch = try Scratch()
        var archive = RawArchive([RawEntry("a.txt", hello), RawEntry("b.txt", Array("second".utf8))])
        hostile.make(&archive)
        #expect(refusal(try scratch.write(archive.bytes)) == hostile.code)
    }

    /// Every code stands for one flaw, and speaks both languages.
    @Test func flawsHaveWords() {
        #expect(Set(ZipFlaw.allCases.map(\.code)).count == ZipFlaw.allCases.count)
        for flaw in ZipFlaw.allCases {
            let problem = flaw.at("x")
            for text in [problem.message, problem.remedy] {
                #expect(!text.en.isEmpty && !text.zh.isEmpty && text.en != text.zh)
                #expect(text.en.utf8.allSatisfy { $0 < 0x80 }, "\(flaw)")
            }
        }
    }
}
