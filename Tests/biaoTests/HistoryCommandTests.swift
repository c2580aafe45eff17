// HistoryCommandTests.swift — biao history as people meet it: lots remembered, asked in a comparison, and looked at together.
import Container
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct HistoryCommandTests {
    static let at = ["--at", "2026-04-02T09:00:00+08:00"]
    static let shared = prose(7, 1_800)

    /// A lot of its own tender, and what its bidders say beside words of their own.
    static func lot(_ number: Int, _ texts: [Int: String]) throws -> Scenario {
        let lot = try Scenario { $0.id = "SC-2026-10\(number)" }
        for (bidder, text) in texts {
            let own = prose(UInt64(number * 10 + bidder), 900)
            try lot.pack(try lot.bid(bidder), by: bidder, content: own + text, to: "\(bidder).bid")
        }
        return lot
    }

    static func settings(_ lot: Scenario) throws -> [String: String] {
        ["BIAO_TRUST": try Cast.folder(lot.suite) + "/roots"]
    }

    static func add(_ lot: Scenario, _ bidders: [Int], to history: String, _ more: [String] = []) -> [String] {
        ["history", "add"] + bidders.map { lot.path("\($0).bid") }
            + ["--tender", lot.tenderPath, "--history", history] + at + more
    }

    // MARK: - From lot to lot

    @Test func fromTheFirstLotToTheLeads() throws {
        let first = try Self.lot(1, [1: Self.shared, 3: "", 4: ""])
        let second = try Self.lot(2, [2: Self.shared, 5: Self.shared, 4: ""])
        let settings = try Self.settings(first)
        let history = first.path("history.db")
        let winner = try Cast.identity("bidder1").organization().code.text

        let added = try Program.json(
            Self.add(first, [1, 3, 4], to: history, ["--winner", winner]), environment: settings)
        #expect(added.status == 0, "\(added.text)")
        #expect(added.object.result["lot"] as? String == "SC-2026-101/1")
        #expect(added.object.result["outcome"] as? String == "added")
        #expect(added.object.result["lots"] as? Int == 1 && added.object.result["units"] as? Int == 3)
        #expect(!Files.isReadableByOthers(history))

        let before = try Files.read(history)
        let again = try Program.run(Self.add(first, [4, 3, 1], to: history, ["--lang", "zh"]), environment: settings)
        #expect(again.status == 0 && again.text.contains("没有变化"), "\(again.text)\(again.errors)")
        #expect(try Files.read(history) == before, "not a byte")
        let english = try Program.run(
            Self.add(second, [2, 5, 4], to: history, ["--lang", "en"]), environment: settings)
        #expect(english.status == 0 && english.text.contains("remembered: SC-2026-102/1 (3 bids)"), "\(english.errors)")
        #expect(english.text.contains("history: 2 lots, 5 units"))
        let whole = try Files.read(history)
        let gone = try Cast.identity("bidder4").organization()
        let fewer = try Program.json(Self.add(first, [1, 3], to: history), environment: settings)
        #expect(fewer.status == 64 && fewer.object.codes("problems") == ["HIST-0007"], "\(fewer.text)")
        #expect(fewer.text.contains("1 家投标人:\(gone.name) \(gone.code.text)"), "whom it would lose is named")
        #expect(try Files.read(history) == whole, "not a byte")
        let corrected = try Program.run(
            Self.add(first, [1, 3], to: history, ["--lang", "zh", "--replace"]), environment: settings)
        #expect(corrected.status == 0 && corrected.text.contains("已更正"), "\(corrected.text)\(corrected.errors)")
        #expect(corrected.text.contains("不再包括:\(gone.name) \(gone.code.text)"), "\(corrected.text)")

        // 1, of the first lot, and 2 and 5, of the second, have one text
        let links = try Program.json(["history", "links", "--history", history])
        #expect(links.status == 0, "\(links.text)")
        let found = try #require((links.object.result["history"] as? [String: Any])?["links"] as? [[String: Any]])
        let texts = found.filter { $0["kind"] as? String == "text" }
        let units = try texts.map { link in
            try #require(link["units"] as? [[String: String]]).compactMap { $0["code"] }
        }
        let code = try Dictionary(
            uniqueKeysWithValues: [1, 2, 5].map { ($0, try Cast.identity("bidder\($0)").organization().code.text) })
        let pairs = [[1, 2], [1, 5], [2, 5]].map { pair in pair.compactMap { code[$0] }.sorted() }
        #expect(Set(units) == Set(pairs))
        for (language, word) in [("zh", "不同标段的投标文件文字雷同"), ("en", "bids of several lots that share text")] {
            let shown = try Program.run(["history", "links", "--history", history, "--lang", language])
            #expect(shown.status == 0 && shown.text.contains(word), "\(shown.text)")
            #expect(!shown.text.contains(String(Self.shared.prefix(6))), "no words of any bid")
        }
        let later = try Program.run(["history", "links", "--history", history, "--since", "2027-01-01", "--lang", "zh"])
        #expect(later.status == 0 && later.text.contains("没有线索"), "\(later.text)")

        // the second lot compared: what it shares was found with 1 of the first
        let compared = try Program.json(
            ["compare"] + [2, 5, 4].map { second.path("\($0).bid") }
                + ["--tender", second.tenderPath, "--history", history, "--view", "supervisor"] + Self.at,
            environment: settings)
        #expect(compared.status == 0, "\(compared.text)")
        #expect(compared.text.contains("1 家在投其他标段时也有此处文字"), "\(compared.text.prefix(4_000))")
        #expect(try Files.read(history).count > 0)
    }

    @Test func aPassageOfManyUnrelatedUnitsIsBackground() throws {
        let past = try Self.lot(3, [1: Self.shared, 2: Self.shared, 3: Self.shared])
        let now = try Self.lot(4, [4: Self.shared, 5: Self.shared])
        let settings = try Self.settings(past)
        let history = past.path("history.db")
        #expect(try Program.run(Self.add(past, [1, 2, 3], to: history), environment: settings).status == 0)
        func strength(_ more: [String]) throws -> String? {
            let ran = try Program.json(
                ["compare", now.path("4.bid"), now.path("5.bid"), "--tender", now.tenderPath, "--view", "supervisor"]
                    + Self.at + more, environment: settings)
            let comparison = ran.object.result["comparison"] as? [String: Any]
            let clues = comparison?["clues"] as? [[String: Any]] ?? []
            return clues.first { $0["signal"] as? String == "text" }?["strength"] as? String
        }
        #expect(try strength([]) == "strong")
        #expect(try strength(["--history", history]) == "weak")
    }

    // MARK: - What is refused

    struct Refusal: Sendable, CustomTestStringConvertible {
        var why: String
        var status: Int32
        var code: String
        /// Spoils the history, or gives other arguments.
        var spoil: @Sendable (String) throws -> Void = { _ in }
        var more: [String] = []
        var links = true
        var testDescription: String { why }
    }

    private static let made = Shared { (_: Int) in
        let made = try lot(5, [1: "", 2: ""])
        let ran = try Program.run(add(made, [1, 2], to: made.path("history.db")), environment: settings(made))
        try #require(ran.status == 0, "\(ran.errors)")
        return made
    }

    private static func header(_ path: String, at place: Int, _ value: UInt8) throws {
        var bytes = try Files.read(path)
        bytes[place] = value
        try Files.write(bytes, to: path)
    }

    @Test(arguments: [
        Refusal(why: "text instead of a database", status: 65, code: "HIST-0001") {
            try Files.write(String(repeating: "不是数据库 ", count: 400), to: $0)
        },
        Refusal(why: "cut off", status: 65, code: "HIST-0001") {
            try Files.write(Array(try Files.read($0).prefix(9_000)), to: $0)
        },
        Refusal(why: "a later version", status: 65, code: "HIST-0002") { try header($0, at: 63, 9) },
        Refusal(why: "another program's database", status: 65, code: "HIST-0002") { try header($0, at: 68, 1) },
        Refusal(why: "a folder", status: 65, code: "HIST-0001") {
            try Files.remove($0)
            try Files.makeFolder($0)
        },
        Refusal(
            why: "a winner who did not bid", status: 64, code: "HIST-0005", more: ["--winner", "(agency)"],
            links: false),
        Refusal(
            why: "a winner that is no code", status: 64, code: "CODE-0001", more: ["--winner", "12"], links: false),
    ])
    func isRefused(_ refusal: Refusal) throws {
        let lot = try Self.made(1)
        let history = try temporaryFolder("history") + "/history.db"
        try Files.write(try Files.read(lot.path("history.db")), to: history)
        try refusal.spoil(history)
        let before = Files.kind(of: history) == .file ? try Files.read(history) : []
        let agency = try Cast.identity("agency").organization().code.text
        let more = refusal.more.map { $0 == "(agency)" ? agency : $0 }
        let ran = try Program.json(Self.add(lot, [1, 2], to: history, more), environment: Self.settings(lot))
        #expect(ran.status == refusal.status && ran.object.codes("problems") == [refusal.code], "\(ran.text)")
        if !before.isEmpty { #expect(try Files.read(history) == before, "what was refused was not touched") }
        guard refusal.links else { return }
        for command in [["history", "links", "--history", history]] {
            let asked = try Program.json(command)
            #expect(asked.status == refusal.status && asked.object.codes("problems") == [refusal.code], "\(asked.text)")
        }
    }

    @Test func aLotThatIsNotTheTendersIsRefused() throws {
        let lot = try Self.made(1)
        let other = try Self.lot(6, [1: ""])
        let settings = try Self.settings(lot)
        let history = other.path("history.db")
        let mixed = try Program.json(
            [
                "history", "add", lot.path("1.bid"), other.path("1.bid"), "--tender", other.tenderPath, "--history",
                history,
            ]
                + Self.at, environment: settings)
        #expect(mixed.status == 65 && mixed.object.codes("problems") == ["COMP-0004"], "\(mixed.text)")
        try lot.pack(try lot.bid(3) { $0.lot = "7" }, by: 3, to: "elsewhere-3.bid")
        try lot.pack(try lot.bid(2) { $0.lot = "7" }, by: 2, to: "elsewhere-2.bid")
        let unknown = try Program.json(
            ["history", "add", lot.path("elsewhere-3.bid"), lot.path("elsewhere-2.bid"), "--tender", lot.tenderPath]
                + ["--history", history] + Self.at, environment: settings)
        #expect(unknown.status == 65 && unknown.object.codes("problems") == ["HIST-0006"], "\(unknown.text)")
        #expect(!Files.exists(history), "nothing was made for it")
    }

    @Test func aHistoryThatIsNotThereIsNotMadeByAsking() throws {
        let path = try temporaryFolder("history") + "/none.db"
        let ran = try Program.json(["history", "links", "--history", path])
        #expect(ran.status == 65 && ran.object.codes("problems") == ["FILE-0001"] && !Files.exists(path))
        #expect(try Program.run(["history", "links", "--history", path, "--since", "lately"]).status == 64)
    }
}
