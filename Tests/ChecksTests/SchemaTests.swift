// SchemaTests.swift — docs/plugins/protocol-1.schema.json describes what is really said, both ways.
import FileKit
import Foundation
import Reporting
import TenderModel
import Testing

@testable import Checks

@Suite struct SchemaTests {
    private static let schema: JSON? = {
        let docs =
            URL(fileURLWithPath: Fixtures.folder).deletingLastPathComponent().deletingLastPathComponent().path + "/docs"
        return (try? Files.read(docs + "/plugins/protocol-1.schema.json")).flatMap { try? JSON(reading: $0) }
    }()

    @Test func whatWeSayIsDescribed() throws {
        let subject = try Samples.subject()
        let bid = try #require(subject.bid)
        var bare = subject.tender
        (bare.agency, bare.template, bare.evaluation, bare.industry) = (nil, nil, nil, [])
        for tender in [subject.tender, bare] {
            #expect(faults(SubjectJSON.of(tender), as: "tender") == [])
        }
        #expect(faults(SubjectJSON.of(bid), as: "bid") == [])
        #expect(faults(PluginHandshake.hello(host: "test"), as: "hostHello") == [])
        let shelf = try Shelf()
        try shelf.add(source: try Fixtures.text("common.py") + Self.tells, id: "bad")
        let finding = try #require(try shelf.start("bad").run(subject).findings.first)
        #expect(faults(try JSON(reading: Array(finding.message.en.utf8)), as: "check") == [])
    }

    /// Says what it was asked.
    private static let tells = """

        serve(lambda question: say({"outcome": {"number": question["number"], "findings": [
            {"rule": "BAD-0001", "message": {"zh": "-", "en": json.dumps({"check": question})}}]}}))
        """

    @Test func whatTheDescriptionRefusesWeRefuse() throws {
        let good = #"{"outcome": {"number": 1, "findings": [{"rule": "BAD-0001", "place": "x"}], "skipped": []}}"#
        let cards = [
            RuleCard(
                id: "BAD-0001", title: LocalizedText(zh: "题", en: "t"), basis: nil,
                remedy: LocalizedText(zh: "法", en: "r"))
        ]
        func verdicts(_ text: String) throws -> (described: Bool, read: Bool) {
            let json = try JSON(reading: Array(text.utf8))
            let read = (try? PluginResponse.outcome(json, number: 1, check: "bad", rules: cards)) != nil
            return (faults(json, as: "outcome").isEmpty, read)
        }
        #expect(try verdicts(good) == (true, true))
        for (old, new) in [
            ("\"rule\"", "\"rules\""), ("\"x\"", "5"), ("\"findings\"", "\"found\""), ("\"number\": 1, ", ""),
            ("\"place\"", "\"severity\""), ("[]", "{}"), ("}}", "}, \"more\": 1}"),
        ] {
            #expect(good.contains(old))
            #expect(try verdicts(good.replacing(old, with: new)) == (false, false), "\(new)")
        }
    }

    // MARK: - as much of JSON Schema as that file uses

    private func faults(_ value: JSON, as name: String) -> [String] {
        guard let schema = Self.schema, let described = schema["$defs"]?[name] else { return ["no schema for \(name)"] }
        return faults(value, described, name)
    }

    private func faults(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(path): no schema"] }
        var found: [String] = []
        for keyword in keywords {
            switch (keyword.name, keyword.value) {
            case ("$ref", .string(let name)): found += faults(value, as: String(name.dropFirst("#/$defs/".count)))
            case ("anyOf", .array(let choices)):
                if !choices.contains(where: { faults(value, $0, path).isEmpty }) {
                    found.append("\(path): none of the choices")
                }
            case ("enum", .array(let values)): if !values.contains(value) { found.append("\(path): no such word") }
            case ("const", let only): if value != only { found.append("\(path): not that value") }
            case ("type", .string(let type)): if !isOf(value, type) { found.append("\(path): no \(type)") }
            case ("required", .array(let names)):
                for case .string(let name) in names where value[name] == nil {
                    found.append("\(path).\(name) is missing")
                }
            case ("properties", _):
                guard case .object(let members) = value else { continue }
                for member in members {
                    if let inner = keyword.value[member.name] {
                        found += faults(member.value, inner, "\(path).\(member.name)")
                    } else if schema["additionalProperties"] == .bool(false) {
                        found.append("\(path).\(member.name) is unknown")
                    }
                }
            case ("items", let inner):
                guard case .array(let values) = value else { continue }
                for (index, each) in values.enumerated() { found += faults(each, inner, "\(path)[\(index)]") }
            case ("pattern", .string(let pattern)):
                guard case .string(let text) = value else { continue }
                if (try? Regex(pattern).wholeMatch(in: text)) == nil { found.append("\(path): not \(pattern)") }
            case ("minLength", _): if value == .string("") { found.append("\(path): empty") }
            case ("minItems", _): if value == .array([]) { found.append("\(path): empty") }
            case ("additionalProperties", _), ("description", _), ("minimum", _), ("maximum", _): break
            default: found.append("\(path): this test does not know \(keyword.name)")
            }
        }
        return found
    }

    private func isOf(_ value: JSON, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .number: type == "integer"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}

extension JSON {
    fileprivate subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
