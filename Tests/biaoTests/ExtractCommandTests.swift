// ExtractCommandTests.swift — biao extract: what people and programs get, in both languages, and how it ends.
import Foundation
import Testing

@Suite struct ExtractCommandTests {
    static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Fixtures/documents/"

    @Test func aDocumentAsJSON() throws {
        let ran = try Program.json(["extract", Self.folder + "letter.docx"])
        let document = try #require((ran.object.result["documents"] as? [[String: Any]])?.first)
        #expect(document["format"] as? String == "docx")
        let blocks = try #require(document["blocks"] as? [[String: Any]])
        let cell = try #require(blocks.first { $0["text"] as? String == "80" }?["place"] as? [String: Any])
        #expect((cell["cell"] as? [String: Int]) == ["table": 1, "row": 2, "column": 2])
        #expect(blocks.contains { $0["concealment"] as? String == "hidden" })
        let metadata = try #require(document["metadata"] as? [String: Any])
        #expect(metadata["lastModifiedBy"] as? String == "李工" && metadata["editingMinutes"] as? Int == 523)
        #expect(((metadata["rsids"] as? [String: Any])?["declared"] as? [String])?.count == 3)
        #expect((document["images"] as? [[String: Any]])?.count == 2)
        // an embedded object was not read: nobody may take this for the whole
        #expect(ran.status == 1 && ran.object["ok"] as? Bool == false && ran.object.codes("findings") == ["EXTR-0040"])
    }

    @Test(arguments: [
        ("zh", ["第 1 页", "投标函", "作者", "王工", "无法判断  EXTR-0030", "结论:无法判断"]),
        ("en", ["page 1", "投标函", "author", "王工", "indeterminate  EXTR-0030", "conclusion: indeterminate"]),
    ])
    func aDocumentForPeople(_ language: String, _ words: [String]) throws {
        let ran = try Program.run(["extract", Self.folder + "report.pdf", "--lang", language])
        #expect(ran.status == 1)
        for word in words { #expect(ran.text.contains(word), "\(word) in \(ran.text)") }
    }

    @Test(arguments: ["utf-8.txt", "blank.pdf"])
    func allReadEndsWell(_ file: String) throws {
        #expect(try Program.run(["extract", Self.folder + file]).status == 0)
    }

    @Test func oneBadDocumentDoesNotStopTheOthers() throws {
        let files = ["none.docx", "password.pdf", "utf-8.txt"].map { Self.folder + $0 }
        let ran = try Program.json(["extract"] + files)
        let documents = try #require(ran.object.result["documents"] as? [[String: Any]])
        #expect(documents.compactMap { $0["format"] as? String } == ["pdf", "text"])
        #expect(ran.status == 65 && ran.object.codes("problems") == ["FILE-0001"])
        #expect(ran.object.codes("findings") == ["EXTR-0022"])
    }

    @Test func hostileWordsDoNotSteerATerminal() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).txt")
        try Data("危险\u{1B}[31m红\u{202E}\n".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let ran = try Program.run(["extract", path.path, "--lang", "zh"])
        #expect(ran.text.contains("危险\\u{1b}[31m红\\u{202e}") && !ran.text.contains("\u{1B}[31m红"))
    }
}
