// HandlingLogTests.swift — the access log of a platform: what is taken, and that every bad line is named.
import Reporting
import TenderModel
import Testing

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"), ("0.0.0.0", "0.0.0.0"), ("2001:DB8::1", "2001:db8::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
        ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"), ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::ffff:cb00:7109", "203.0.113.9"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("64:ff9b::203.0.113.9", "64:ff9b::cb00:7109"),
    ])
    func hasOneSpelling(_ text: String, _ canonical: String) throws {
        #expect(try NetworkAddress(text).text == canonical)
    }

    @Test(arguments: [
        "", "203.0.113", "203.0.113.256", "203.0.113.09", "203.0.113.9:80", "203.0.113.0/24", " 203.0.113.9",
        "1.2.3.4.5",
        ":", ":::", "1:::2", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::",
        "fe80::1%eth0",
        "1.2.3.4::", ":1", "example.com", "=1+2", "\u{FF12}03.0.113.9",
    ])
    func refuses(_ text: String) {
        #expect(throws: Problem.self) { try NetworkAddress(text) }
    }
}

@Suite struct HandlingLogTests {
    private static let unit = "91999999MA0QCJH014"

    @Test func readsWhatItWrites() throws {
        let log = HandlingLog(
            entries: [
                HandlingEvent(unit: Self.unit, kind: .download, at: try Instant("2026-03-01T09:00:00+08:00")),
                HandlingEvent(
                    unit: "甲,乙 \"联合体\"", kind: .delivery, at: try Instant("2026-03-02T01:00:00Z"),
                    address: "203.0.113.9", lot: "1", isShared: true),
            ].enumerated().map { HandlingLog.Entry(event: $0.element, line: $0.offset + 2) })
        #expect(try HandlingLog(csv: log.csv, file: "log.csv") == log)
        #expect(try HandlingLog(csv: [0xEF, 0xBB, 0xBF] + log.csv, file: "log.csv") == log)
    }

    @Test func columnsMayStandInAnyOrderAndLinesBeEmpty() throws {
        let text = "time,event,unit\n\n2026-03-01T09:00:00+08:00,release,\(Self.unit)\n\r\n"
        let log = try HandlingLog(csv: Array(text.utf8), file: "log.csv")
        #expect(log.entries.map(\.line) == [3] && log.entries.first?.event.kind == .release)
        #expect(log.entries.first?.event.address == nil)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var says: String
        var why: String
        var testDescription: String { why }
    }

    private static let head = "unit,event,time,address,lot,shared\n"
    private static let good = "91999999MA0QCJH014,delivery,2026-03-01T09:00:00+08:00,203.0.113.9,,\n"

    static let bad: [Bad] = [
        Bad(text: "", place: "log.csv:1", says: "unit", why: "an empty file"),
        Bad(text: "unit,event\n", place: "log.csv:1", says: "time", why: "a column is missing"),
        Bad(text: "unit,event,time,ip\n", place: "log.csv:1", says: "ip", why: "a column that is not known"),
        Bad(text: "unit,event,time,unit\n", place: "log.csv:1", says: "unit", why: "a column twice"),
        Bad(text: head + good + "a,b\n", place: "log.csv:3", says: "2", why: "too few cells"),
        Bad(text: head + good.dropLast() + ",x\n", place: "log.csv:2", says: "7", why: "too many cells"),
        Bad(
            text: head + good.replacing("delivery", with: "upload"), place: "log.csv:2", says: "upload", why: "no event"
        ),
        Bad(
            text: head + good.replacing("+08:00", with: ""), place: "log.csv:2", says: "2026-03-01T09:00:00",
            why: "a time without a zone"),
        Bad(
            text: head + good.replacing("03-01", with: "02-30"), place: "log.csv:2", says: "02-30", why: "no such day"),
        Bad(
            text: head + good.replacing("203.0.113.9", with: "=cmd|' /C calc'!A0"), place: "log.csv:2", says: "=cmd",
            why: "a formula for an address"),
        Bad(
            text: head + good.replacing("203.0.113.9", with: "203.0.113.9, 10.0.0.1"), place: "log.csv:2", says: "7",
            why: "two addresses without quotes"),
        Bad(
            text: head + good.replacing(",,", with: ",,maybe"), place: "log.csv:2", says: "shared", why: "no yes or no"),
        Bad(text: head + "," + good.drop { $0 != "," }.dropFirst(), place: "log.csv:2", says: "unit", why: "no unit"),
        Bad(text: head + "\"" + good, place: "log.csv:2", says: "quote", why: "a quote that does not end"),
        Bad(text: head + "a\"b" + good, place: "log.csv:2", says: "quotes", why: "a quote within a cell"),
        Bad(
            text: head + String(repeating: "x", count: 2_000) + good, place: "log.csv:2", says: "bytes",
            why: "a line without end"),
    ]

    @Test(arguments: bad) func names(_ bad: Bad) throws {
        let problem = #expect(throws: Problem.self) {
            try HandlingLog(csv: Array(bad.text.utf8), file: "log.csv")
        }
        #expect(problem?.place == bad.place && problem?.message.en.contains(bad.says) == true, "\(problem as Any)")
        #expect(problem?.remedy.zh.isEmpty == false && problem?.kind == .input)
    }

    @Test func everyBadLineIsCountedAndTenAreNamed() throws {
        let text = Self.head + String(repeating: "x\n" + Self.good, count: 30)
        let problem = try #require(
            #expect(throws: Problem.self) { try HandlingLog(csv: Array(text.utf8), file: "log.csv") })
        #expect(problem.code == "HAND-0003" && problem.message.en.hasPrefix("30 lines"))
        #expect(problem.places.count == 10 && problem.places.last == "log.csv:20")
    }

    @Test func bytesThatAreNoTextAndThatTurnItRound() throws {
        var bytes = Array((Self.head + Self.good).utf8)
        bytes[bytes.count - 30] = 0xFF
        #expect(throws: Problem.self) { try HandlingLog(csv: bytes, file: "log.csv") }
        let turned = Self.head + Self.good.replacing("delivery", with: "deli\u{202E}very\u{7}")
        let problem = #expect(throws: Problem.self) { try HandlingLog(csv: Array(turned.utf8), file: "log.csv") }
        #expect(problem?.message.zh.unicodeScalars.contains { [0x202E, 0x7].contains($0.value) } == false)
    }

    @Test func aLogOfAnotherScaleIsRefusedBeforeItIsRead() {
        let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: HandlingLog.mostLines + 10)
        #expect(throws: Problem.self) { try HandlingLog(csv: Array(Self.head.utf8) + lines, file: "log.csv") }
    }
}
