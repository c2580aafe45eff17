// BackgroundCommandTests.swift — biao background, and what a report says of a library: what it takes out must be seen, whether or not a clue is left.
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Testing

@Suite struct BackgroundCommandTests {
    private static let at = ["--at", "2026-04-02T09:00:00+08:00"]

    /// 甲 and 乙 share most of their text; 丙 has its own.
    private static func folders() throws -> String {
        let folder = try temporaryFolder("background")
        for (name, text) in [
            ("甲", prose(1, 200) + prose(9, 800)), ("乙", prose(9, 800) + prose(2, 200)), ("丙", prose(3, 900)),
        ] {
            try Files.makeFolder("\(folder)/\(name)")
            try Files.write(text, to: "\(folder)/\(name)/施工组织设计-\(name).txt")
        }
        try Files.write(prose(30, 700), to: folder + "/GB 50204.txt")
        return folder
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var library: [String]
        var clues: Int
        /// Kinds of remarks with the letters of their bids: A is 丙, B 乙, C 甲.
        var remarks: [String]
        var warned: Bool
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Case(
            library: ["乙/施工组织设计-乙.txt"], clues: 0, remarks: ["background ABC", "background-most BC"], warned: true,
            why: "a bidder's own document, which hides the copy"),
        Case(
            library: ["GB 50204.txt"], clues: 1, remarks: ["background ABC"], warned: false,
            why: "a standard that nobody quotes: nothing is taken out, and the library is named all the same"),
    ])
    func whatTheLibraryTakesOutIsSaid(_ row: Case) throws {
        let folder = try Self.folders()
        let added = try Program.json(["background", "add", "lib"] + row.library + ["--kind", "method"], in: folder)
        #expect(added.status == 0 && added.object.result["added"] as? Int == 1, "\(added.text)")
        let ran = try Program.json(
            ["compare", "--loose", "甲", "乙", "丙", "--background", "lib", "--view", "supervisor", "-o", "report"]
                + Self.at, in: folder)
        #expect(ran.status == 0, "\(ran.text)")
        #expect(ran.object.codes("findings").contains("COMP-0031") == row.warned)
        let comparison = try #require(ran.object.result["comparison"] as? [String: Any])
        #expect(comparison["clueCount"] as? Int == row.clues)
        let background = try #require(comparison["background"] as? [String: Any])
        let digest = Hex.encode(try Digest.of(try Files.read(folder + "/lib/background.fingerprints"), .sha256))
        #expect(background["digest"] as? String == "sha256:" + digest)
        let texts = try #require(background["texts"] as? [[String: Any]])
        let title = Files.name(of: row.library[0])
        #expect(texts.map { $0["title"] as? String } == [title] && texts.map { $0["kind"] as? String } == ["method"])
        let remarks = (comparison["remarks"] as? [[String: Any]] ?? []).compactMap { remark -> String? in
            guard let kind = remark["kind"] as? String, kind.hasPrefix("background") else { return nil }
            return kind + " " + (remark["bids"] as? [String] ?? []).joined()
        }
        #expect(remarks == row.remarks)
        for page in ["report.html", "officer.html"] {
            let text = String(decoding: try Files.read(folder + "/report/" + page), as: UTF8.self)
            #expect(text.contains(title) && text.contains(digest), "\(page)")
        }
        // the report is about its library too
        let without = try Program.json(["compare", "--loose", "甲", "乙", "丙", "-o", "report"] + Self.at, in: folder)
        #expect(without.object.codes("problems") == ["COMP-0022"], "\(without.text)")
    }

    @Test func whatWasAddedByMistakeIsTakenOut() throws {
        let folder = try Self.folders()
        let mistake = "施工组织设计-乙.txt"
        _ = try Program.json(["background", "add", "lib", "乙/" + mistake, "GB 50204.txt"], in: folder)
        let none = try Program.json(["background", "remove", "lib", "施工组织设计"], in: folder)
        #expect(none.status == 64 && none.object.codes("problems") == ["COMP-0034"], "\(none.text)")
        let removed = try Program.json(["background", "remove", "lib", mistake], in: folder)
        #expect(removed.status == 0 && removed.object.result["removed"] as? Int == 1, "\(removed.text)")
        let list = try Program.json(["background", "list", "lib"], in: folder)
        let titles = (list.object.result["sections"] as? [[String: Any]] ?? []).map { $0["title"] as? String }
        #expect(titles == ["GB 50204.txt"])
    }

    @Test func whatWasNotAddedIsNamedWithItsReason() throws {
        let folder = try Self.folders()
        let scan = CompareCommandTests.fixtures + "scan.pdf"
        let none = try Program.json(["background", "add", "lib", scan], in: folder)
        #expect(none.status == 1 && none.object.result["added"] as? Int == 0, "\(none.text)")
        #expect(none.object.codes("findings") == ["EXTR-0030"], "a scan has no text to take out")
        try Files.write("", to: folder + "/空.txt")
        let empty = try Program.json(["background", "add", "lib", "空.txt", "GB 50204.txt"], in: folder)
        #expect(empty.status == 1 && empty.object.result["added"] as? Int == 1, "one of two is not all")
        #expect(empty.object.codes("findings") == ["EXTR-0014"], "\(empty.text)")
        let again = try Program.json(["background", "add", "lib", "GB 50204.txt"], in: folder)
        #expect(again.status == 0 && again.object.codes("findings") == ["COMP-0033"], "it is there, as was asked")
    }
}
