// Instant+Text.swift — instants as RFC 3339 text, by civil arithmetic of our own; and the system's clock.
internal import Glibc
package import Reporting

/// A date and time of day of the proleptic Gregorian calendar, in some zone.
package struct CivilTime: Sendable, Hashable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
}

extension Instant {
    /// China Standard Time, in seconds east of UTC.
    private static let chinaOffset: Int64 = 8 * 3_600
    /// 1980-01-01T00:00:00Z, the first instant that a zip entry can carry.
    package static let earliest = Instant(seconds: 315_532_800)
    /// 2107-12-31T23:59:59Z, the last one.
    package static let latest = Instant(seconds: 4_354_819_199)

    /// Reads `2026-11-21T09:30:00+08:00` or `2026-11-21T01:30:00Z` (RFC 3339 with whole seconds).
    ///
    /// The offset is mandatory: a deadline without a zone is none. Throws TIME-0001 (not of this form), TIME-0002 (no
    /// such day or time; a leap second too), TIME-0003 (outside 1980–2107, UTC).
    package init(_ text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 25, Self.matches(bytes, "dddd-dd-ddTdd:dd:dd"),
            bytes.count == 20 ? bytes[19] == UInt8(ascii: "Z") : Self.isOffset(bytes[19...])
        else {
            throw Problem(
                "TIME-0001", zh: "“\(text)”不是带时区的时间", en: "\"\(text)\" is not a time with its zone",
                remedyZh: "请写成 2026-11-21T09:30:00+08:00", remedyEn: "write it as 2026-11-21T09:30:00+08:00")
        }
        let field: (Int, Int) -> Int = { start, count in
            bytes[start..<start + count].reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        let civil = CivilTime(
            year: field(0, 4), month: field(5, 2), day: field(8, 2), hour: field(11, 2), minute: field(14, 2),
            second: field(17, 2))
        var offset = 0
        if bytes.count == 25 {
            offset = (field(20, 2) * 60 + field(23, 2)) * (bytes[19] == UInt8(ascii: "-") ? -60 : 60)
        }
        guard let days = Self.days(civil.year, civil.month, civil.day), civil.hour < 24, civil.minute < 60,
            civil.second < 60
        else {
            throw Problem(
                "TIME-0002", zh: "时间“\(text)”不存在", en: "there is no such time as \"\(text)\"",
                remedyZh: "请检查日期与时刻(不接受闰秒)", remedyEn: "check the day and the time of day (leap seconds are refused)")
        }
        let time = civil.hour * 3_600 + civil.minute * 60 + civil.second
        self.init(seconds: days * 86_400 + Int64(time - offset))
        guard Self.earliest <= self, self <= Self.latest else {
            throw Problem(
                "TIME-0003", zh: "时间“\(text)”不在 1980 至 2107 年之间",
                en: "the time \"\(text)\" is outside the years 1980 to 2107",
                remedyZh: "请检查年份", remedyEn: "check the year")
        }
    }

    /// `2026-11-21T09:30:00+08:00`, always China Standard Time.
    package var text: String { Self.text(Self.civil(seconds &+ Self.chinaOffset)) + "+08:00" }

    /// `2026-11-21 09:30:00 +08:00`, for people.
    package var readable: String {
        text.replacing("T", with: " ").replacing("+", with: " +")
    }

    /// `2026-11-21T01:30:00Z`.
    package var utcText: String { Self.text(Self.civil(seconds)) + "Z" }

    /// The day in China Standard Time, `yyyy-mm-dd`.
    package var day: String { String(text.prefix { $0 != "T" }) }

    /// Date and time of day in UTC, as zip entries carry them.
    package var utc: CivilTime { Self.civil(seconds) }

    /// The last second of a day `yyyy-mm-dd` in China Standard Time. Throws TIME-0004.
    package static func endOfDay(_ day: String) throws(Problem) -> Instant {
        let read: Instant?
        do { read = try Instant(day + "T23:59:59+08:00") } catch { read = nil }
        guard let end = read else {
            throw Problem(
                "TIME-0004", zh: "“\(day)”不是有效的日期", en: "\"\(day)\" is not a day of the calendar",
                remedyZh: "请写成 2026-11-21", remedyEn: "write it as 2026-11-21")
        }
        return end
    }

    private static func matches(_ bytes: [UInt8], _ pattern: String) -> Bool {
        zip(bytes, pattern.utf8).allSatisfy { byte, sign in
            sign == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == sign
        }
    }

    private static func isOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.dropFirst()
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            matches(Array(digits), "dd:dd")
        else { return false }
        let text = Array(digits)
        let hours = Int(text[0]) * 10 + Int(text[1]) - 528
        // RFC 3339 reserves -00:00 for "zone unknown".
        return hours < 24 && text[3] < 54 && !(sign == UInt8(ascii: "-") && text == Array("00:00".utf8))
    }

    /// Days from 1970-01-01 to a day of the calendar; nil where there is no such day.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        let past = year - 1
        let years = past * 365 + past / 4 - past / 100 + past / 400
        return Int64(years + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162)
    }

    private static func civil(_ seconds: Int64) -> CivilTime {
        let time = Int((seconds % 86_400 + 86_400) % 86_400)
        let days = (seconds - Int64(time)) / 86_400
        // Years that begin in March, in eras of 400 years (146,097 days).
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return CivilTime(
            year: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month: Int(month),
            day: Int(dayOfYear - (153 * march + 2) / 5 + 1), hour: time / 3_600, minute: time / 60 % 60,
            second: time % 60)
    }

    private static func text(_ civil: CivilTime) -> String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        let day = "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
        return "\(day)T\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))"
    }
}

extension TimeSource {
    /// The clock of the machine.
    package static let system = TimeSource {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Instant(seconds: Int64(now.tv_sec))
    }
}
