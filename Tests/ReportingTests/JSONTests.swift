// JSONTests.swift — JSON as strangers write it: what is taken, what is refused, and that nothing is taken twice.
import Reporting
import Testing

@Suite struct JSONTests {
    private func read(_ text: String, _ limits: JSON.Limits = JSON.Limits()) throws(Problem) -> JSON {
        try JSON(reading: Array(text.utf8), limits: limits)
    }

    @Test(arguments: [
        ("null", JSON.null), (" true ", .bool(true)), ("-9223372036854775808", .number(.min)), ("0", .number(0)),
        (#""a\"\\\/\b\f\n\r\té😀é""#, .string("a\"\\/\u{8}\u{c}\n\r\té😀é")),
        (#""\ud83d\ude00\u00e9""#, .string("😀é")), ("[]", .array([])), ("{}", .object([])),
        ("[1, [2], {\"a\": null}]", .array([.number(1), .array([.number(2)]), .members(["a": .null])])),
    ])
    func isRead(_ text: String, _ value: JSON) throws { #expect(try read(text) == value) }

    @Test(arguments: [
        "", " ", "nul", "truex", "01", "-", "+1", "1.5", "1e3", "9223372036854775808", "\"", "\"a", "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\u0000\"", "\"\u{1}\"", "[", "[1", "[1,", "[1,]",
        "[1 2]", "{",
        "{a:1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "1 2", "[] x", "'a'",
        "NaN",
        "\u{feff}1", "/* */ 1",
    ])
    func isRefused(_ text: String) {
        let problem = #expect(throws: Problem.self) { try read(text) }
        #expect(problem?.code == "JSON-0001")
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: Problem.self) { try JSON(reading: [0x22, 0xff, 0x22]) }
    }

    @Test func depthAndNumberAreBounded() throws {
        let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        #expect(#expect(throws: Problem.self) { try read(deep) }?.code == "JSON-0002")
        #expect(throws: Never.self) { try read(deep, JSON.Limits(depth: 33)) }
        let many = "[" + String(repeating: "1,", count: 100) + "1]"
        #expect(#expect(throws: Problem.self) { try read(many, JSON.Limits(values: 101)) }?.code == "JSON-0002")
        #expect(throws: Never.self) { try read(many, JSON.Limits(values: 102)) }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let value = JSON.members([
            "文": .string("\u{0b}\u{7f}\u{2028}\"\\/é"), "list": [1, -2, "x"], "empty": .members([:]),
            "no": .bool(false),
        ])
        #expect(try read(value.line) == value && !value.line.contains("\n"))
        #expect(try read(value.text) == value)
    }

    @Test func theProblemSaysWhere() {
        let problem = #expect(throws: Problem.self) { try read("{\n  \"a\": 1,\n  \"b\" 2\n}") }
        #expect(problem?.message.en.contains("line 3, byte 7") == true, "\(problem?.message.en ?? "")")
    }

    @Test func fieldsAreTakenOnceAndNoneIsLeft() throws {
        var fields = try JSONFields(
            try read(#"{"a": "x", "n": 5, "t": {"zh": "中", "en": "e"}, "more": null}"#), path: "p")
        #expect(try fields.string("a") == "x")
        #expect(#expect(throws: Problem.self) { try fields.string("a") }?.message.en.contains("p.a") == true)
        #expect(try fields.number("n", in: 0...5) == 5)
        #expect(try fields.text("t") == LocalizedText(zh: "中", en: "e"))
        let left = fields
        #expect(#expect(throws: Problem.self) { try left.end() }?.message.en == "\"p.more\" is unknown")
        #expect(fields.optional("more") == nil)
        let none = fields
        #expect(throws: Never.self) { try none.end() }
    }

    @Test(arguments: [#"{"n": 6}"#, #"{"n": "5"}"#, #"{"n": null}"#, "{}"])
    func numbersOutOfRangeAreRefused(_ text: String) throws {
        var fields = try JSONFields(try read(text))
        #expect(#expect(throws: Problem.self) { try fields.number("n", in: 0...5) }?.code == "JSON-0003")
    }
}
