// ReportFolderTests.swift — where compare writes: over nothing that a person may still need, and nothing for eyes that it is not meant for.
import FileKit
import Foundation
import Reporting
import Scenario
import Testing

@Suite struct ReportFolderTests {
    private static let at = ["--at", "2026-04-02T09:00:00+08:00", "--lang", "zh"]

    /// Folders 甲, 乙 and 丙, of which the first two share a passage.
    private static func folders() throws -> String {
        let folder = try temporaryFolder("report-folder")
        for (name, text) in [
            ("甲", prose(1, 300) + prose(9, 300)), ("乙", prose(9, 300) + prose(2, 300)), ("丙", prose(3, 600)),
        ] {
            try Files.makeFolder("\(folder)/\(name)")
            try Files.write(text, to: "\(folder)/\(name)/技术标.txt")
        }
        return folder
    }

    private static func compare(_ arguments: [String], in folder: String) throws -> (status: Int32, codes: [String]) {
        let ran = try Program.json(["compare", "--loose"] + arguments + at, in: folder)
        return (ran.status, ran.object.codes("problems"))
    }

    @Test func aReportIsNotWrittenOverByOneOfOtherFiles() throws {
        let folder = try Self.folders()
        func compare(_ arguments: [String]) throws -> String {
            let ran = try Self.compare(arguments + ["-o", "report"], in: folder)
            return "\(ran.status) " + ran.codes.joined()
        }
        func report() throws -> [UInt8] { try Files.read(folder + "/report/report.json") }
        #expect(try compare(["甲", "乙"]) == "0 ")
        let first = try report()
        #expect(try compare(["乙", "甲"]) == "0 ", "the same files once more, in whatever order")
        #expect(try compare(["甲", "丙"]) == "64 COMP-0022", "another bid")
        #expect(try compare(["甲", "乙", "--tender", "丙"]) == "64 COMP-0022", "a tender that the older one did not have")
        try Files.write(prose(2, 10), to: folder + "/乙/补充.txt")
        #expect(try compare(["甲", "乙"]) == "64 COMP-0022", "a document more")
        try Files.remove(folder + "/乙/补充.txt")
        #expect(try report() == first, "what was refused changed nothing")
        let said = try Program.run(["compare", "--loose", "甲", "丙", "-o", "report"] + Self.at, in: folder)
        #expect(said.errors.contains("2 份投标文件,线索 1 条") && said.errors.contains("--replace"), "\(said.errors)")
        #expect(try compare(["甲", "丙", "--replace"]) == "0 ")
        #expect(try report() != first)
        try Files.remove(folder + "/report/officer.json")
        #expect(try compare(["甲", "丙"]) == "64 COMP-0022", "what does not say what it is about is kept")
    }

    struct Target: Sendable, CustomTestStringConvertible {
        var code: String
        var options: [String]
        var why: String
        var make: @Sendable (String) throws -> Void = { _ in }
        var testDescription: String { why }
    }

    /// The bids that are named are not there: had they been looked for first, they would be what is complained of.
    @Test(arguments: [
        Target(code: "COMP-0021", options: ["-o", "1.bid"], why: "a file") { try Files.write("x", to: $0 + "/1.bid") },
        Target(code: "COMP-0020", options: ["-o", "mine"], why: "somebody's folder") {
            try Files.makeFolder($0 + "/mine")
            try Files.write("x", to: $0 + "/mine/letter.docx")
        },
        Target(code: "CLUE-0030", options: ["-o", "handed"], why: "a clue package, made with --clues or not") {
            try Files.makeFolder($0 + "/handed")
            try Files.write("x", to: $0 + "/handed/clue-1.clue")
        },
        Target(code: "CLUE-0030", options: ["-o", "handed", "--replace"], why: "a clue package, whatever is asked for")
        {
            try Files.makeFolder($0 + "/handed")
            try Files.write("x", to: $0 + "/handed/clue-1.clue")
        },
        Target(code: "HIST-0001", options: ["--history", "h.db"], why: "a history that is none") {
            try Files.write(String(repeating: "x", count: 2_000), to: $0 + "/h.db")
        },
        Target(code: "COMP-0030", options: ["--background", "."], why: "a folder without a background library"),
        Target(code: "HAND-0002", options: ["--handling", "log.csv"], why: "a log that is none") {
            try Files.write("x", to: $0 + "/log.csv")
        },
    ])
    func whatCannotBeUsedIsSaidBeforeTheBidsAreRead(_ target: Target) throws {
        let folder = try temporaryFolder("target")
        try target.make(folder)
        let ran = try Self.compare(["none-1", "none-2"] + target.options, in: folder)
        #expect(ran.status != 0 && ran.codes == [target.code])
    }

    @Test func theSupervisorsFilesAreForTheirOwnerAndNamedToNobodyElse() throws {
        let folder = try Self.folders()
        func compare(_ bids: [String], _ view: String) throws -> String {
            let ran = try Program.run(
                ["compare", "--loose"] + bids + ["--view", view, "-o", "报告-" + view] + Self.at, in: folder)
            #expect(ran.status == 0, "\(ran.errors)")
            return ran.text
        }
        let officer = try compare(["甲", "乙"], "officer")
        #expect(officer.contains("报告-officer/officer.html") && !officer.contains("report.html"), "\(officer)")
        #expect(try compare(["甲", "乙"], "supervisor").contains("报告-supervisor/report.html"))
        for entry in try Files.list(folder + "/报告-officer") {
            let path = "\(folder)/报告-officer/\(entry.name)"
            #expect(Files.isReadableByOthers(path) == entry.name.hasPrefix("officer"), "\(entry.name)")
        }
        // nothing is handed over by comparing, and least of all where there is nothing
        let page = String(decoding: try Files.read(folder + "/报告-officer/officer.html"), as: UTF8.self)
        #expect(page.contains("线索") && !page.contains("移交") && !officer.contains("移交"), "\(officer)")
    }
}
