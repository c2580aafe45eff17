// InstantTests.swift — times as text.
import Testing

@testable import TenderModel

struct InstantTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var seconds: Int64?
        var code: String?
        var why: String
        var testDescription: String { "\(text): \(why)" }
    }

    @Test(arguments: [
        Case(text: "2026-11-21T09:30:00+08:00", seconds: 1_795_224_600, why: "China Standard Time"),
        Case(text: "2026-11-21T01:30:00Z", seconds: 1_795_224_600, why: "UTC"),
        Case(text: "2026-11-20T20:00:00-05:30", seconds: 1_795_224_600, why: "west, half an hour"),
        Case(text: "2000-02-29T00:00:00Z", seconds: 951_782_400, why: "a leap year of the fourth century"),
        Case(text: "1980-01-01T00:00:00Z", seconds: 315_532_800, why: "the first instant"),
        Case(text: "2107-12-31T23:59:59Z", seconds: 4_354_819_199, why: "the last"),
        Case(text: "2108-01-01T00:00:00Z", code: "TIME-0003", why: "past the last"),
        Case(text: "1980-01-01T00:00:00+08:00", code: "TIME-0003", why: "before the first"),
        Case(text: "2100-02-29T00:00:00Z", code: "TIME-0002", why: "2100 is no leap year"),
        Case(text: "2026-04-31T00:00:00Z", code: "TIME-0002", why: "30 days"),
        Case(text: "2026-13-01T00:00:00Z", code: "TIME-0002", why: "12 months"),
        Case(text: "2026-00-01T00:00:00Z", code: "TIME-0002", why: "month 0"),
        Case(text: "2026-11-21T24:00:00Z", code: "TIME-0002", why: "hour 24"),
        Case(text: "2016-12-31T23:59:60Z", code: "TIME-0002", why: "leap second"),
        Case(text: "2026-11-21T09:30:00", code: "TIME-0001", why: "no zone"),
        Case(text: "2026-11-21T09:30:00-00:00", code: "TIME-0001", why: "unknown zone"),
        Case(text: "2026-11-21T09:30:00+0800", code: "TIME-0001", why: "no colon"),
        Case(text: "2026-11-21T09:30:00+24:00", code: "TIME-0001", why: "no such offset"),
        Case(text: "2026-11-21 09:30:00+08:00", code: "TIME-0001", why: "blank for T"),
        Case(text: "2026-11-21T09:30:00.5Z", code: "TIME-0001", why: "fractions"),
        Case(text: "2026-11-21T09:30+08:00", code: "TIME-0001", why: "no seconds"),
        Case(text: "2026-11-21", code: "TIME-0001", why: "a day only"),
        Case(text: "", code: "TIME-0001", why: "empty"),
    ])
    func reads(_ c: Case) {
        do {
            let instant = try Instant(c.text)
            #expect(instant.seconds == c.seconds)
        } catch {
            #expect(error.code == c.code)
        }
    }

    @Test func writes() throws {
        let instant = Instant(seconds: 1_795_224_600)
        #expect(instant.text == "2026-11-21T09:30:00+08:00")
        #expect(instant.utcText == "2026-11-21T01:30:00Z")
        #expect(try Instant("2026-11-20T17:00:00Z").day == "2026-11-21")
        #expect(try Instant.endOfDay("2026-11-21").text == "2026-11-21T23:59:59+08:00")
        #expect(throws: (any Error).self) { try Instant.endOfDay("2026-02-29") }
        #expect(Instant(seconds: -1).utcText == "1969-12-31T23:59:59Z")
    }

    @Test func everyDayComesBack() throws {
        var seconds = Instant.earliest.seconds
        while seconds <= Instant.latest.seconds {
            let instant = Instant(seconds: seconds)
            #expect(try Instant(instant.utcText) == instant)
            #expect(try Instant(instant.adding(minutes: 0).text).seconds == seconds)
            seconds += 86_400 * 13 + 3_601
        }
    }

    @Test func theClockRuns() {
        #expect(TimeSource.system.now() > Instant(seconds: 1_700_000_000))
    }
}
