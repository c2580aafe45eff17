// ClueCommandTests.swift — clue packages as people meet them: made by compare, handed over, looked into, verified.
import Container
import FileKit
import Foundation
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct ClueCommandTests {
    /// Letters that follow from a seed, and stand nowhere else.
    private func text(_ seed: UInt64) -> String {
        var (state, text) = (seed &* 6_364_136_223_846_793_005 &+ 1, "")
        for _ in 0..<900 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if let scalar = Unicode.Scalar(0x4E00 + UInt32(state >> 40) % 5_000) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    private let at = "2026-04-02T09:00:00+08:00"

    /// A lot of three bids, of which the first two share a text.
    private func lot() throws -> Scenario {
        let lot = try Scenario()
        for bidder in 1...3 {
            try lot.pack(
                try lot.bid(bidder), by: bidder, content: text(bidder < 3 ? 7 : 8), to: "\(bidder).bid")
        }
        return lot
    }

    private func settings(_ lot: Scenario) throws -> [String: String] {
        unlocked.merging(["BIAO_TRUST": try Cast.folder(lot.suite) + "/roots"]) { $1 }
    }

    @Test func fromTheComparisonToTheAnswer() throws {
        let lot = try lot()
        let cast = try Cast.folder(lot.suite)
        let settings = try settings(lot)
        let compared = try Program.json(
            [
                "compare", "1.bid", "2.bid", "3.bid", "--tender", lot.tenderPath, "-o", "report", "--clues",
                "--identity", cast + "/officer1", "--at", at,
            ], in: lot.folder, environment: settings)
        #expect(compared.status == 0, "\(compared.text)")
        #expect(compared.object.result["packages"] as? [String] == ["report/clue-1.clue"])
        let file = lot.path("report/clue-1.clue")
        let other = try Cast.identity("bidder3").organization()
        for entry in ["clue.xml", "report.html", "report.en.html", "comparison.json"] {
            let text = String(decoding: try lot.entry(entry, of: file), as: UTF8.self)
            #expect(!text.contains(other.name) && !text.contains(other.code.text), "\(entry)")
        }

        func verify(_ more: [String] = []) throws -> (status: Int32, object: [String: Any], text: String) {
            try Program.json(
                ["verify", file, "--practice", "--at", "2026-04-20T09:00:00+08:00"] + more, in: lot.folder,
                environment: settings)
        }
        let fresh = try verify()
        #expect(fresh.status == 0 && fresh.text.contains("办理状态:发现"), "\(fresh.text)")

        func log(_ status: String, _ who: String, _ time: String, _ more: [String] = []) throws -> Ran {
            try Program.run(
                [
                    "clue", "log", file, "--status", status, "--owner", "示例市发展和改革委员会", "--person", "张三", "--identity",
                    cast + "/" + who, "--at", time,
                ] + more, in: lot.folder, environment: settings)
        }
        #expect(try log("looked-into", "officer1", at, ["--due", "2026-04-10"]).status == 64, "not handed over yet")
        #expect(try log("handed-over", "officer1", at).status == 64, "until when?")
        #expect(try log("handed-over", "officer1", at, ["--due", "2026-04-10"]).status == 0)
        try Files.write(try Files.read(file), to: lot.path("mine.clue"))
        #expect(
            try log("looked-into", "platform", "2026-04-03T09:00:00+08:00", ["--due", "2026-04-15", "--note", "已约谈"])
                .status == 0)
        #expect(!Files.isReadableByOthers(file), "it stays its owner's, however often it is added to")
        let seen = try verify(["--earlier", "mine.clue"])
        #expect(seen.status == 0 && seen.text.contains("办理状态:核查") && seen.text.contains("已过期限"), "\(seen.text)")

        let shown = try Program.json(["clue", "show", file], in: lot.folder, environment: settings)
        let entries = shown.object.result["log"] as? [[String: Any]] ?? []
        #expect(shown.status == 0 && entries.count == 2 && entries.last?["note"] as? String == "已约谈")
        #expect(
            try Program.run(["clue", "show", file, "--lang", "en"], in: lot.folder).text.contains("handed over"))

        // the later entry kept from who holds the copy
        let stale = try Program.json(
            ["verify", "mine.clue", "--earlier", file, "--practice", "--at", at], in: lot.folder, environment: settings)
        #expect(stale.status == 1 && stale.object.codes("findings").contains("CLUE-0010"), "\(stale.text)")
        var parts = try Parts(file)
        try parts.replace("已约谈", with: "未约谈", in: "log/002.xml")
        try parts.write(to: lot.path("altered.clue"))
        let altered = try Program.json(
            ["verify", "altered.clue", "--practice", "--at", "2026-04-20T09:00:00+08:00"], in: lot.folder,
            environment: settings)
        #expect(altered.status == 1 && altered.object.codes("findings").contains("CONT-0012"), "\(altered.text)")
    }

    struct Typed: Sendable, CustomTestStringConvertible {
        var options: [String: String?]
        var code: String
        var says: String
        var why: String
        var testDescription: String { why }
    }

    /// Before anything is read: the package that is named is not there.
    @Test(arguments: [
        Typed(
            options: ["--due": "2026-13-41"], code: "CLUE-0024", says: "--due 写成 2026-12-01", why: "no day of any year"),
        Typed(options: ["--due": "12月1日"], code: "CLUE-0024", says: "--due 写成 2026-12-01", why: "a day in words"),
        Typed(options: ["--due": nil], code: "CLUE-0024", says: "--due 写成 2026-12-01", why: "until when?"),
        Typed(options: ["--due": "2026-04-01"], code: "CLUE-0025", says: "早于今天", why: "a day that is over"),
        Typed(options: ["--owner": "  "], code: "CLUE-0026", says: "--owner", why: "a blank unit"),
        Typed(options: ["--person": "张三\n李四"], code: "CLUE-0026", says: "--person", why: "two lines"),
        Typed(options: ["--owner": "发改委\u{202E}"], code: "CLUE-0026", says: "--owner", why: "a direction control"),
        Typed(
            options: ["--person": String(repeating: "长", count: 1_001)], code: "CLUE-0026", says: "--person",
            why: "no name is so long"),
        Typed(options: ["--note": " "], code: "CLUE-0026", says: "--note", why: "a blank note"),
        Typed(
            options: ["--status": "转交"], code: "CLUE-0027", says: "移交(handed-over)", why: "a status that there is not"),
        Typed(options: [:], code: "FILE-0001", says: "不存在", why: "nothing wrong but that the package is not there"),
        Typed(options: ["--status": "移交"], code: "FILE-0001", says: "不存在", why: "the status in Chinese is understood"),
    ])
    func whatIsTypedWrongIsSaidInTheWordsOfTheCommand(_ typed: Typed) throws {
        var options: [String: String?] = [
            "--status": "handed-over", "--owner": "示例市发展和改革委员会", "--person": "张三", "--due": "2026-04-02",
        ]
        options.merge(typed.options) { $1 }
        let given = options.compactMap { name, value in value.map { [name, $0] } }.flatMap { $0 }
        let ran = try Program.json(
            ["clue", "log", "none.clue", "--identity", try Cast.folder(.p256SHA256) + "/officer1", "--at", at] + given,
            environment: unlocked.merging(["BIAO_TRUST": try Cast.folder(.p256SHA256) + "/roots"]) { $1 })
        #expect(ran.object.codes("problems") == [typed.code] && ran.status != 0, "\(ran.text)")
        #expect(ran.text.contains(typed.says) && !ran.text.contains("pattern"), "\(ran.text)")
    }

    /// A page or JSON has no signature, and is not damaged for that.
    @Test(arguments: ["{\n  \"format\": 1}", "<!DOCTYPE html>\n<html></html>"])
    func aReportIsNotCalledDamaged(_ text: String) throws {
        let folder = try temporaryFolder("verify")
        try Files.write(text, to: folder + "/report")
        let ran = try Program.json(
            ["verify", "report", "--practice"], in: folder,
            environment: ["BIAO_TRUST": try Cast.folder(.p256SHA256) + "/roots"])
        #expect(ran.status == 65 && ran.object.codes("problems") == ["CLI-0075"], "\(ran.text)")
        #expect(!ran.text.contains("已损坏"), "\(ran.text)")
    }

    @Test func withoutAnIdentityNoneAreMade() throws {
        let lot = try lot()
        let settings = try settings(lot)
        func compare(_ more: [String]) throws -> Ran {
            try Program.run(
                ["compare", "1.bid", "2.bid", "3.bid", "--tender", lot.tenderPath, "--at", at] + more, in: lot.folder,
                environment: settings)
        }
        let ran = try compare(["--clues", "-o", "report"])
        #expect(ran.status == 0 && ran.errors.contains("--identity"), "\(ran.errors)")
        #expect(try Files.list(lot.path("report")).allSatisfy { !$0.name.hasSuffix(".clue") })
        #expect(try compare(["--clues"]).status == 64, "no folder to write them to")
        #expect(try compare(["--clues", "-o", "other", "--loose"]).status == 64, "plain files are signed by nobody")
    }
}
