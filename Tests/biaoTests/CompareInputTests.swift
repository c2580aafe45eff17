// CompareInputTests.swift — what compare is given by a tired officer: files twice, other tenders' bids, no tender, nothing that can be read.
import Container
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct CompareInputTests {
    private static let at = ["--at", "2026-04-02T09:00:00+08:00", "--lang", "zh"]

    /// Bids 1 to 3; the first two share 300 characters. `1-other.bid` is another bid of unit 1.
    private static let lot = Shared { (envelopes: Int) in
        let lot = try Scenario(envelopes: envelopes)
        for bidder in 1...3 {
            for envelope in 1...envelopes {
                let seed = UInt64(bidder * 10 + envelope)
                let text = prose(seed, 500) + (bidder < 3 && envelope == 1 ? prose(90, 300) : "")
                try lot.pack(try lot.bid(bidder, envelope: envelope), by: bidder, content: text)
            }
        }
        try lot.pack(try lot.bid(1), by: 1, content: prose(777, 500), to: "1-other.bid")
        try Files.makeFolder(lot.path("again"))
        try Files.write(try Files.read(lot.path("1-1.bid")), to: lot.path("again/1-1.bid"))
        // a box keeps them under random names
        let sealed = try Files.read(try biaoTests.lot(.p256SHA256).path("1.sealed"))
        for name in ["box/sealed/066c44060ce1caf2", "handed-in/1.sealed", "none/扫描件"] {
            let path = lot.path(name)
            try Files.makeFolder(String(path.dropLast(Files.name(of: path).count + 1)))
            try Files.write(sealed, to: path)
        }
        return lot
    }

    private func compare(_ lot: Scenario, _ arguments: [String]) throws -> (
        status: Int32, object: [String: Any], text: String
    ) {
        try Program.json(
            ["compare"] + arguments + ["--view", "supervisor"] + Self.at, in: lot.folder,
            environment: ["BIAO_TRUST": try Cast.folder(lot.suite) + "/roots"])
    }

    private func clues(_ object: [String: Any]) throws -> Data {
        let comparison = try #require(object.result["comparison"] as? [String: Any])
        return try JSONSerialization.data(withJSONObject: try #require(comparison["clues"]), options: .sortedKeys)
    }

    @Test func aBidGivenTwiceChangesNothing() throws {
        let lot = try Self.lot(1)
        let once = try compare(lot, ["1-1.bid", "2-1.bid", "3-1.bid", "--tender", lot.tenderPath])
        #expect(once.status == 0, "\(once.text)")
        for more in [["1-1.bid"], ["2-1.bid", "1-1.bid"], ["again/1-1.bid"]] {
            let twice = try compare(lot, ["1-1.bid", "2-1.bid", "3-1.bid"] + more + ["--tender", lot.tenderPath])
            #expect(try twice.status == 0 && clues(twice.object) == clues(once.object), "\(more)")
            #expect(twice.text.contains("\"sameAs\": \"1-1.bid\""))
        }
        let told = try Program.run(["compare", "1-1.bid", "2-1.bid", "1-1.bid"] + Self.at, in: lot.folder)
        #expect(told.text.contains("有 1 个文件与同一家的另一文件逐字节相同"), "\(told.text)")
    }

    @Test func twoBidsOfOneUnitAreRefusedAndTwoEnvelopesAreNot() throws {
        let lot = try Self.lot(1)
        let two = try compare(lot, ["1-1.bid", "2-1.bid", "1-other.bid", "--tender", lot.tenderPath])
        #expect(two.status == 65 && two.object.codes("problems") == ["COMP-0016"], "\(two.text)")
        let envelopes = try Self.lot(2)
        let both = try compare(
            envelopes, (1...3).flatMap { ["\($0)-1.bid", "\($0)-2.bid"] } + ["--tender", envelopes.tenderPath])
        let comparison = try #require(both.object.result["comparison"] as? [String: Any], "\(both.text)")
        let bids = try #require(comparison["bids"] as? [[String: Any]])
        #expect(both.status == 0 && bids.map { ($0["files"] as? [Any])?.count } == [2, 2, 2])
    }

    /// Nobody gave a tender that would tell, but the bids say what they answer.
    @Test func bidsOfTwoTendersAreNotCompared() throws {
        let lot = try Self.lot(1)
        let other = try Scenario { $0.id = "ZB-2026-999" }
        try other.pack(try other.bid(4), by: 4)
        let mixed = try compare(lot, ["1-1.bid", "2-1.bid", other.path("4-1.bid")])
        #expect(mixed.status == 65 && mixed.object.codes("problems") == ["COMP-0004"], "\(mixed.text)")
    }

    @Test func withoutATenderTheTerminalSaysSo() throws {
        let lot = try Self.lot(1)
        func strengths(_ more: [String]) throws -> [String] {
            let comparison = try compare(lot, ["1-1.bid", "2-1.bid", "3-1.bid"] + more).object.result["comparison"]
            let clues = (comparison as? [String: Any])?["clues"] as? [[String: Any]] ?? []
            return clues.filter { $0["kind"] as? String == "passages" }.compactMap { $0["strength"] as? String }
        }
        #expect(try strengths(["--tender", lot.tenderPath]) == ["moderate"])
        #expect(try strengths([]) == ["weak"])
        let ran = try Program.run(["compare", "1-1.bid", "2-1.bid", "-o", "bare"] + Self.at, in: lot.folder)
        #expect(ran.text.contains("没有招标文件:") && ran.text.contains("最多为“弱”"), "\(ran.text)")
        #expect(ran.text.contains("--tender"), "and what to do")
        let page = String(decoding: try Files.read(lot.path("bare/report.html")), as: UTF8.self)
        #expect(
            page.contains(lot.tender.id) && !page.contains("散件比对"), "the bids are signed, and say what they are for")
    }

    // MARK: - Nothing that can be read

    @Test func biddersOfWhomNothingCouldBeReadAreNoPass() throws {
        let folder = try temporaryFolder("unread")
        for (name, file) in [("甲", "a.zip"), ("乙", "b.txt"), ("丙", nil)] as [(String, String?)] {
            try Files.makeFolder(folder + "/" + name)
            guard let file else { continue }
            if file.hasSuffix(".zip") {
                try Files.write(prose(1, 200), to: folder + "/a.txt")
                #expect(try shell(["python3", "-m", "zipfile", "-c", "甲/a.zip", "a.txt"], in: folder).status == 0)
            } else {
                try Files.write(prose(2, 200), to: "\(folder)/\(name)/\(file)")
            }
        }
        let ran = try Program.run(["compare", "甲", "乙", "丙", "--loose"] + Self.at, in: folder)
        #expect(ran.status == 1 && ran.text.contains("无法判断"), "\(ran.text)\(ran.errors)")
        for name in ["甲", "丙"] { #expect(ran.text.contains("“\(name)”没有任何可读的内容"), "\(ran.text)") }
        #expect(!ran.text.contains("“乙”没有"))
    }

    struct Loose: Sendable, CustomTestStringConvertible {
        var paths: [String]
        var code: String
        var remedy: String
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Loose(paths: ["1-1.bid", "2-1.bid", "--loose"], code: "COMP-0017", remedy: "去掉 --loose", why: "bids"),
        Loose(paths: ["again", "3-1.bid", "--loose"], code: "COMP-0017", remedy: "去掉 --loose", why: "in a folder"),
        Loose(paths: ["box", "--loose", "again"], code: "COMP-0017", remedy: "biao open", why: "sealed bids"),
        Loose(paths: ["box"], code: "COMP-0003", remedy: "biao open", why: "a box that nobody has opened"),
        Loose(paths: ["handed-in"], code: "COMP-0003", remedy: "biao open", why: "sealed bids as they were handed in"),
        Loose(paths: ["none"], code: "COMP-0003", remedy: "biao compare --loose", why: "a plain folder"),
    ])
    func remediesLeadToWhatWorks(_ row: Loose) throws {
        let lot = try Self.lot(1)
        let ran = try compare(lot, row.paths)
        #expect(ran.status == 65 && ran.object.codes("problems") == [row.code], "\(ran.text)")
        #expect(ran.text.contains(row.remedy), "\(ran.text)")
    }

    /// Pictures are compared, and what is written in them is not: the page must not say that all was read.
    @Test func scansAreNotSaidToBeRead() throws {
        let folder = try temporaryFolder("scans")
        for (name, file) in [("甲", "photo.jpeg"), ("乙", "letter.docx")] {
            try Files.makeFolder(folder + "/" + name)
            try Files.write(
                try Files.read(CompareCommandTests.fixtures + file), to: "\(folder)/\(name)/\(file)")
        }
        let ran = try Program.run(["compare", "甲", "乙", "--loose", "-o", "report"] + Self.at, in: folder)
        let page = String(decoding: try Files.read(folder + "/report/officer.html"), as: UTF8.self)
        #expect(page.contains("EXTR-0036") && !page.contains("全部文件均已读取"))
        let number = try #require(page.firstMatch(of: /有 <bdi class="fig">([0-9]+)<\/bdi> 处内容未能读取/)).1
        #expect(ran.text.contains("有 \(number) 处内容未能读取"), "the terminal has the page's number: \(ran.text)")
        let extracted = try Program.run(["extract", "甲/photo.jpeg"], in: folder)
        #expect(extracted.status == 1 && extracted.text.contains("EXTR-0036"))
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whether what it says can be read all the same.
        var isReadable = false
        /// What is done to the bytes of a bid.
        let harm: @Sendable ([UInt8]) -> [UInt8]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Damage(name: "cut in half") { Array($0.prefix($0.count / 2)) },
        Damage(name: "not a container at all") { _ in Array("投标文件".utf8) },
        Damage(name: "empty") { _ in [] },
        Damage(name: "a byte of a signature changed", isReadable: true) { bytes in
            var altered = bytes
            let mark = Array("META-INF/signature001.p7s".utf8)
            if let at = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) {
                altered[at + mark.count + 4] ^= 0xFF
            }
            return altered
        },
    ])
    func aDamagedBidKeepsNobodyFromTheOthers(_ damage: Damage) throws {
        let lot = try Self.lot(1)
        let whole = try compare(lot, ["1-1.bid", "2-1.bid", "--tender", lot.tenderPath])
        let folder = "harmed \(damage.name)"
        try Files.makeFolder(lot.path(folder))
        try Files.write(damage.harm(try Files.read(lot.path("3-1.bid"))), to: lot.path("\(folder)/3-1.bid"))
        let ran = try compare(lot, ["1-1.bid", "2-1.bid", "\(folder)/3-1.bid", "--tender", lot.tenderPath])
        let comparison = try #require(ran.object.result["comparison"] as? [String: Any], "\(ran.text)")
        let bids = try #require(comparison["bids"] as? [[String: Any]])
        #expect(bids.count == 3 && bids.contains { ($0["unread"] as? [Any])?.isEmpty == false }, "\(ran.text)")
        func told(_ object: [String: Any]) throws -> [String] {
            let comparison = try #require(object.result["comparison"] as? [String: Any])
            return try #require(comparison["clues"] as? [[String: Any]]).map {
                "\($0["kind"] ?? "") \($0["strength"] ?? "")"
            }
        }
        #expect(
            try !told(whole.object).isEmpty && told(ran.object) == told(whole.object), "what the others say is said")
        // with nothing to compare it with, what is wrong is the answer, and where
        let alone = try compare(lot, ["1-1.bid", "\(folder)/3-1.bid", "--tender", lot.tenderPath])
        #expect((alone.status == 0) == damage.isReadable && alone.text.contains("3-1.bid"), "\(alone.text)")
        #expect(!alone.text.contains("3-1.bid \(folder)"), "named once: \(alone.text)")
    }
}
