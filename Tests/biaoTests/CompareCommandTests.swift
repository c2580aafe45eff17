// CompareCommandTests.swift — biao compare over whole lots: the same bytes every time, and bad files that keep nobody from the others.
import Container
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct CompareCommandTests {
    static let fixtures =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Fixtures/documents/"
    static let at = ["--at", "2026-04-02T09:00:00+08:00"]

    // MARK: - The same inputs, the same report

    /// Every file of a report with its digest; of a clue package its entries, but for what a signature makes new each time.
    private static func contents(_ folder: String) throws -> [String: String] {
        var contents: [String: String] = [:]
        for entry in try Files.list(folder) {
            let path = folder + "/" + entry.name
            guard entry.name.hasSuffix(".clue") else {
                contents[entry.name] = try FileDigest(of: path, .sha256).hex
                continue
            }
            for part in try Parts(path).entries where !part.name.hasPrefix("META-INF/") {
                contents[entry.name + "/" + part.name] = Hex.encode(try Digest.of(part.bytes, .sha256))
            }
        }
        return contents
    }

    @Test func signedBidsGiveTheSameReportByteForByte() throws {
        let lot = try Scenario()
        for bidder in 1...4 {
            let text = prose(UInt64(bidder), 700) + (bidder < 3 ? prose(50, 900) : "") + prose(60, 300)
            try lot.pack(try lot.bid(bidder), by: bidder, content: text, to: "\(bidder).bid")
        }
        let cast = try Cast.folder(lot.suite)
        let settings = unlocked.merging(["BIAO_TRUST": cast + "/roots"]) { $1 }
        func report(_ name: String, _ order: [Int], _ before: [String] = []) throws -> [String: String] {
            let command =
                before + [Program.path, "compare"] + order.map { "\($0).bid" }
                + ["--tender", lot.tenderPath, "-o", name, "--clues", "--identity", cast + "/officer1"] + Self.at
            let ran = try shell(command, in: lot.folder, environment: settings)
            try #require(ran.status == 0, "\(ran.errors)")
            return try Self.contents(lot.path(name))
        }
        let first = try report("first", [1, 2, 3, 4])
        #expect(first.count == 6 + 5, "\(first.keys.sorted()): both views, and a clue package")
        #expect(try report("again", [1, 2, 3, 4]) == first)
        #expect(try report("reversed", [4, 3, 2, 1]) == first, "whatever the order of the arguments")
        #expect(try report("alone", [2, 4, 1, 3], ["taskset", "-c", "0"]) == first, "on one core")
    }

    @Test func plainFoldersDoToo() throws {
        let folder = try temporaryFolder("loose")
        for (index, files) in [["letter.docx", "report.pdf"], ["letter.docx", "people.xlsx"], ["letter.ofd"]]
            .enumerated()
        {
            try Files.makeFolder(folder + "/\(index)")
            for file in files {
                try Files.write(try Files.read(Self.fixtures + file), to: folder + "/\(index)/\(file)")
            }
            try Files.write(prose(UInt64(index / 2), 800), to: folder + "/\(index)/技术标.txt")
        }
        func report(_ name: String, _ order: [Int], _ before: [String] = []) throws -> [String: String] {
            let ran = try shell(
                before + [Program.path, "compare", "--loose"] + order.map(String.init) + ["-o", name] + Self.at,
                in: folder)
            try #require(ran.status == 0, "\(ran.errors)")
            return try Self.contents(folder + "/" + name)
        }
        let first = try report("first", [0, 1, 2])
        #expect(first.count == 6)
        #expect(try report("other", [2, 0, 1], ["taskset", "-c", "0"]) == first)
    }

    // MARK: - A lot with everything in it that nobody wants

    /// What one bidder of the lot hands in, and what the report must say of it.
    struct Hand: Sendable, CustomTestStringConvertible {
        var name: String
        /// File name and bytes.
        var files: [(name: String, bytes: @Sendable () throws -> [UInt8])]
        /// Codes of what was not read of it.
        var notRead: [String] = []
        /// Kinds of clues that it is in.
        var clues: Set<String> = []
        /// Whether the report says that it has no text.
        var hasText = true
        /// Whether anything at all could be compared.
        var isReadable = true
        var why: String
        var testDescription: String { why }
    }

    private static func text(_ text: String) -> @Sendable () throws -> [UInt8] { { Array(text.utf8) } }
    private static func fixture(_ name: String) -> @Sendable () throws -> [UInt8] {
        { try Files.read(fixtures + name) }
    }

    private static let noEncoding: @Sendable () throws -> [UInt8] = {
        let start: [UInt8] = [0xFF, 0x80, 0xC3, 0x28, 0x00, 0xD8]
        return start + (0..<900).map { UInt8($0 * 89 % 251) }
    }

    static let hands: [Hand] = [
        Hand(
            name: "甲", files: [("技术标.txt", text(prose(1, 600) + prose(99, 500)))], clues: ["passages"],
            why: "an ordinary bid, which shares a passage"),
        Hand(
            name: "乙", files: [("技术标.txt", text(prose(99, 500) + prose(2, 600)))], clues: ["passages"],
            why: "the other ordinary bid"),
        Hand(
            name: "丙", files: [("技术标.txt", text(String(repeating: "\u{200B}\u{2060}", count: 400)))],
            clues: ["zeroWidth"], hasText: false, why: "all its text is invisible"),
        Hand(
            name: "丁", files: [("技术标.txt", noEncoding)],
            notRead: ["EXTR-0013"], hasText: false, isReadable: false, why: "bytes in no encoding"),
        Hand(
            name: "寅",
            files: [("技术标.txt", { Array(prose(9, 300).utf8) + [0xFF, 0xC3, 0x28] + Array(prose(10, 300).utf8) })],
            notRead: ["EXTR-0035"], why: "a few bytes that are no text"),
        Hand(
            name: "戊", files: [("报价说明.txt", text(prose(5, 700)))], clues: ["same-file", "passages"],
            why: "a file that another bidder hands in too"),
        Hand(
            name: "己", files: [("报价说明.txt", text(prose(5, 700)))], clues: ["same-file", "passages"],
            why: "the other one with that file"),
        Hand(
            name: "庚", files: [("扫描件.pdf", fixture("scan.pdf"))], notRead: ["EXTR-0030"], hasText: false, why: "a scan"),
        Hand(
            name: "辛", files: [("照片.jpeg", fixture("photo.jpeg"))], notRead: ["COMP-0014", "EXTR-0036"], hasText: false,
            why: "a picture alone"),
        Hand(
            name: "壬", files: [("标书.doc", fixture("old.doc"))], notRead: ["EXTR-0010"], hasText: false,
            isReadable: false,
            why: "an old .doc"),
        Hand(
            name: "癸", files: [("标书.pdf", fixture("password.pdf"))], notRead: ["EXTR-0022"], hasText: false,
            isReadable: false,
            why: "a PDF that needs a password"),
        Hand(name: "子", files: [], notRead: ["COMP-0015"], hasText: false, isReadable: false, why: "an empty folder"),
        Hand(
            name: "丑", files: [("空.txt", { [] })], notRead: ["EXTR-0014"], hasText: false, isReadable: false,
            why: "an empty file"),
    ]

    private static let compared = Shared { (_: Int) in
        let folder = try temporaryFolder("lot")
        for hand in hands {
            try Files.makeFolder(folder + "/" + hand.name)
            for file in hand.files { try Files.write(try file.bytes(), to: "\(folder)/\(hand.name)/\(file.name)") }
        }
        let ran = try Program.json(
            ["compare", "--loose"] + hands.map(\.name) + ["--view", "supervisor", "-o", "report"] + at, in: folder)
        return Compared(status: ran.status, text: ran.text, folder: folder)
    }

    struct Compared: Sendable {
        var status: Int32
        var text: String
        var folder: String

        func findings() throws -> [(code: String?, place: String?)] {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            return try #require(object?["findings"] as? [[String: Any]]).map {
                ($0["code"] as? String, $0["place"] as? String)
            }
        }

        func comparison() throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            return try #require(object?.result["comparison"] as? [String: Any], "\(text)")
        }
    }

    @Test(arguments: hands) func badFilesAreNamedAndTheOthersCompared(_ hand: Hand) throws {
        let compared = try Self.compared(1)
        #expect(compared.status == 1, "of some bids nobody can tell anything")
        let findings = try compared.findings()
        #expect(findings.allSatisfy { $0.code == "COMP-0018" })
        #expect(findings.contains { $0.place == hand.name } != hand.isReadable, "\(findings)")
        let comparison = try compared.comparison()
        let bids = try #require(comparison["bids"] as? [[String: Any]])
        let bid = try #require(bids.first { $0["name"] as? String == hand.name })
        let letter = try #require(bid["letter"] as? String)
        let codes = (bid["unread"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
        #expect(Set(codes) == Set(hand.notRead), "\(bid)")
        let clues = (comparison["clues"] as? [[String: Any]] ?? []).filter {
            ($0["bids"] as? [String] ?? []).contains(letter)
        }
        #expect(Set(clues.compactMap { $0["kind"] as? String }) == hand.clues)
        let unchecked = (comparison["unchecked"] as? [[String: Any]] ?? []).compactMap { $0["zh"] as? String }
        #expect(unchecked.contains { $0.hasPrefix("\(letter)(\(hand.name))没有可读的文字") } != hand.hasText, "\(unchecked)")
        for page in ["report.html", "officer.html"] {
            let text = String(decoding: try Files.read(compared.folder + "/report/" + page), as: UTF8.self)
            for code in hand.notRead { #expect(text.contains(code), "\(page)") }
        }
    }
}
