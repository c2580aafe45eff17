// Certificates.swift — whether certificates are valid on the day of the deadline.
internal import Reporting
internal import TenderModel

struct Certificates {
    let people: [Person]
    /// `yyyy-mm-dd`.
    let deadline: String

    func run(_ report: inout Report) {
        for person in people {
            if person.kind != nil || person.number != nil {
                let what = person.kind ?? "证书"
                check(
                    person, person.validUntil, LocalizedText(zh: "“\(what)”", en: "\"\(what)\""),
                    runsOut: Words.runsOut(person.kind), place: "certificate", &report)
            }
            if person.safetyNumber != nil || person.safetyUntil != nil {
                check(
                    person, person.safetyUntil, LocalizedText(zh: "安全生产考核合格证", en: "safety certificate"), runsOut: true,
                    place: "safety", &report)
            }
        }
    }

    private func check(
        _ person: Person, _ until: String?, _ what: LocalizedText, runsOut: Bool, place: String,
        _ report: inout Report
    ) {
        let place = "\(person.place)/\(place)/validUntil"
        guard let until else {
            guard runsOut else { return }
            return report.add(
                Rule.noDate, "“\(person.name)”的\(what.zh)没有写有效期,无法判断投标截止时是否有效",
                "it is not said until when the \(what.en) of \"\(person.name)\" is valid: it cannot be told",
                place: place)
        }
        guard let day = Day.read(until) else {
            return report.add(
                Rule.noDate, "“\(person.name)”的\(what.zh)有效期“\(until)”不是日期",
                "\"\(until)\", until when the \(what.en) of \"\(person.name)\" is valid, is no day", place: place)
        }
        guard day < deadline else { return }
        report.add(
            Rule.expired, "“\(person.name)”的\(what.zh)有效期至 \(day),投标截止日为 \(deadline)",
            "the \(what.en) of \"\(person.name)\" is valid until \(day); the deadline is \(deadline)", place: place)
    }
}

enum Day {
    /// `yyyy-mm-dd` of a day written as 2027-01-06, 2027/1/6, 2027.1.6 or 2027年1月6日; nil where it is none.
    static func read(_ text: String) -> String? {
        let plain = Words.plain(text).replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: "")
        let parts = plain.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard parts.count == 3, parts[0].count == 4,
            parts.allSatisfy({ (1...4).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let day =
            "\(parts[0])-\(parts[1].count == 1 ? "0" : "")\(parts[1])-\(parts[2].count == 1 ? "0" : "")\(parts[2])"
        return (try? Instant.endOfDay(day)) == nil ? nil : day
    }
}
