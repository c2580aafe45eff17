// ReportJSONTests.swift — the report as data: all figures are in it, and a validator that is not ours takes it by our published schema.
import FileKit
import Foundation
import PriceMatching
import Reporting
import Testing

@testable import Comparison

/// python3-jsonschema, of other people.
enum Validator {
    static let isThere = (try? run(["-c", "import jsonschema"]).status) == 0
    static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

    static let schema =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/docs/formats/comparison-1.schema.json"

    private static let program = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        for line in open(sys.argv[2], encoding="utf-8"):
            errors = [error.message[:300] for error in judge.iter_errors(json.loads(line))]
            print(json.dumps(errors))
        """

    /// For each document the number of its faults.
    static func faults(_ documents: [JSON]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("documents").path
        try Files.write(documents.map(\.line).joined(separator: "\n") + "\n", to: path)
        let (status, output) = try run(["-c", program, schema, path])
        #expect(status == 0, "\(output)")
        return output.split(separator: "\n").map(String.init)
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

@Suite struct ReportJSONTests {
    private func json(_ comparison: Comparison, _ view: ReportView = .supervisor) -> JSON {
        ComparisonJSON.of(comparison, view: view, version: "0.1.0")
    }

    /// One comparison with every kind of evidence, one with real clues, one without any.
    private func documents() throws -> [JSON] {
        let all = [
            try ReportSamples.planted(
                [ReportSamples.everything(), ReportSamples.everything(bids: [2], strength: .weak)],
                in: try ReportSamples.empty(3, tender: true)),
            try ReportSamples.compared(), try ReportSamples.compared(history: PlantedHistory(using: 12)),
            try ReportSamples.planted([], in: try ReportSamples.empty(200)),
        ]
        // as clue packages have it
        let reduced = try [[0, 1], [0, 2], [1, 3, 4]].map { try ReportSamples.compared().reduced(to: $0) }
        return (all + reduced).flatMap { comparison in ReportView.allCases.map { json(comparison, $0) } }
    }

    @Test(.enabled(if: Validator.isThere || Validator.isCI, "SKIPPED: python3-jsonschema is not there"))
    func whatWeWriteIsWhatThePublishedSchemaDescribes() throws {
        let documents = try documents()
        let faults = try Validator.faults(documents)
        #expect(faults.count == documents.count && faults.allSatisfy { $0 == "[]" }, "\(faults)")
    }

    @Test(.enabled(if: Validator.isThere || Validator.isCI, "SKIPPED: python3-jsonschema is not there"))
    func whatWasAlteredIsRefused() throws {
        let comparison = try ReportSamples.planted(
            [ReportSamples.everything()], in: try ReportSamples.empty(3, tender: true))
        let (good, officers) = (json(comparison), json(comparison, .officer))
        let reduced = json(comparison.reduced(to: [0, 1]))
        let first = ["clues", "0"]
        let altered: [(JSON?, String)] = [
            (good.with(["format"], "biao-comparison-2"), "another format"),
            (good.with(["at"], "2026-11-18 19:06"), "a time without its zone"),
            (good.with(["clueCount"], "2"), "a count as text"),
            (good.with(["more"], true), "a member that is none of ours"),
            (reduced.with(["reduced", "0"], .string("some were left out")), "what was left out without its numbers"),
            (reduced.without(["reduced", "0", "figures"]), "what was left out without its numbers"),
            (good.with(["bids", "0", "letter"], "a"), "a letter in lower case"),
            (good.without(["unchecked"]), "what was not looked at is gone"),
            (good.without(first + ["causes"]), "innocent causes are gone"),
            (good.with(first + ["strength"], "certain"), "a strength that there is not"),
            (good.with(first + ["articles", "0", "item"], 7), "an item that the article has not"),
            (good.with(first + ["statements"], []), "a clue that states nothing"),
            (good.without(first + ["statements", "0", "figures"]), "a sentence without its figures"),
            (good.with(first + ["statements", "0", "en"], ""), "a sentence in one language"),
            (good.without(first + ["evidence", "1", "second"]), "one side of a passage is gone"),
            (good.without(first + ["evidence", "2", "total"]), "a table that does not say how much it leaves out"),
            (good.with(first + ["evidence", "3", "points", "0", "x"], 2), "a number of a plot as a number"),
            (good.with(first + ["evidence", "4", "images", "0", "thumbnail", "mediaType"], "image/svg+xml"), "SVG"),
            (good.with(first + ["evidence", "0", "is"], "rumour"), "evidence of another kind"),
            (officers.with(["clues"], good.value(["clues"])), "clues in the officer's view"),
            (officers.with(["view"], "supervisor"), "the officer's view under the supervisor's name"),
            (good.with(["view"], "officer"), "the supervisor's under the officer's"),
        ]
        for (document, why) in altered {
            #expect(document != nil && ![good, officers, reduced].contains { $0 == document }, "\(why)")
        }
        let faults = try Validator.faults(altered.compactMap(\.0))
        #expect(faults.count == altered.count)
        for (fault, (_, why)) in zip(faults, altered) { #expect(fault != "[]", "\(why)") }
    }

    @Test func everyFigureOfEveryClueIsThere() throws {
        let comparison = try ReportSamples.compared(history: PlantedHistory(using: 0))
        let clues = try #require(json(comparison).value(["clues"])?.elements)
        #expect(clues.count == comparison.clues.count)
        for (clue, data) in zip(comparison.clues, clues) {
            for (name, statements) in [
                ("statements", clue.statements), ("excluded", clue.excluded), ("rarity", clue.rarity),
            ] {
                #expect(data.value([name]) == .array(statements.map(\.json)))
            }
            #expect(data.value(["evidence"])?.elements?.count == clue.evidence.count)
            #expect(data.value(["causes"])?.elements?.count == clue.causes.count)
        }
    }

    @Test func pairsPointAtTheirClues() throws {
        let comparison = try ReportSamples.compared()
        let data = json(comparison)
        let pairs = try #require(data.value(["pairs"])?.elements)
        let pointed = pairs.flatMap { $0.value(["clues"])?.elements ?? [] }
        #expect(pointed.count == comparison.clues.count { $0.bids.count == 2 } && Set(pointed).count == pointed.count)
        for pair in pairs {
            for case .number(let place) in pair.value(["clues"])?.elements ?? [] {
                #expect(data.value(["clues", String(place), "bids"]) == pair.value(["bids"]))
            }
        }
    }

    @Test func theSameLotGivesTheSameBytes() throws {
        #expect(json(try ReportSamples.compared()).text == json(try ReportSamples.compared()).text)
    }

    /// A number of a document that is no number must not become one.
    @Test func noNumberIsNull() throws {
        let words = LocalizedText(zh: "价", en: "price")
        var clue = ReportSamples.everything()
        clue.evidence = [
            .plot(title: words, x: words, y: words, points: [PlotPoint(x: .nan, y: .infinity, isMatching: true)])
        ]
        let data = json(try ReportSamples.planted([clue], in: try ReportSamples.empty(2)))
        let point = ["clues", "0", "evidence", "0", "points", "0"]
        #expect(data.value(point + ["x"]) == .null && data.value(point + ["y"]) == .null)
    }
}

extension JSON {
    var elements: [JSON]? { if case .array(let values) = self { values } else { nil } }

    func value(_ path: [String]) -> JSON? {
        guard let step = path.first else { return self }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(let members): return members.first { $0.name == step }?.value.value(rest)
        case .array(let values): return Int(step).flatMap { $0 < values.count ? values[$0].value(rest) : nil }
        default: return nil
        }
    }

    func with(_ path: [String], _ new: JSON?) -> JSON? { changed(path) { _ in new } }
    func without(_ path: [String]) -> JSON? { value(path) == nil ? nil : changed(path) { _ in nil } }

    /// Itself with what stands at a path changed, or taken away where the change gives nothing; a new member may be added.
    private func changed(_ path: [String], _ change: (JSON?) -> JSON?) -> JSON? {
        guard let step = path.first else { return change(self) }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var members):
            guard let place = members.firstIndex(where: { $0.name == step }) else {
                guard rest.isEmpty, let new = change(nil) else { return nil }
                return .object(members + [Member(name: step, value: new)])
            }
            if let new = members[place].value.changed(rest, change) {
                members[place].value = new
            } else {
                members.remove(at: place)
            }
            return .object(members)
        case .array(var values):
            guard let place = Int(step), place < values.count, let new = values[place].changed(rest, change) else {
                return nil
            }
            values[place] = new
            return .array(values)
        default: return nil
        }
    }
}
