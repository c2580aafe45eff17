// PersonnelTests.swift — what the cards do not say: how heavily a finding weighs, envelopes, spellings, and lists made to do harm.
import Checks
import Reporting
import TenderModel
import Testing

@testable import Personnel

@Suite struct PersonnelTests {
    static let check = Personnel()
    static let asked = "post 项目经理|1|一级注册建造师|公路工程||exclusive|free\n"
    static let manager = "person 刘建国|项目经理|一级注册建造师|京1|公路工程|2028-05-31\n"
    static let header = "姓名,证书编号,项目,开始日期,结束日期,备注\n"

    private func found(_ text: String) throws -> [Finding] {
        try Self.check.run(Self.check.subject(ofExample: text)).findings
    }

    private func found(list: [UInt8]) throws -> [Finding] {
        var subject = try Self.check.subject(ofExample: Self.asked + Self.manager)
        subject.lists = ["engaged": list]
        return try Self.check.run(subject).findings
    }

    struct Weight {
        var text: String
        var code: String
        var severity: Finding.Severity
        var why: String
    }

    @Test(arguments: [
        Weight(
            text: asked + manager, code: "PERS-0503", severity: .note,
            why: "a bidder before the deadline may have no list"
        ),
        Weight(
            text: "at 2027-01-06\n" + asked + manager, code: "PERS-0503", severity: .indeterminate,
            why: "after the deadline nobody looked it up, and that is no pass"),
        Weight(
            text: asked + manager + "list engaged\n" + header + "刘建国,京1,大桥,,2027-06-30,", code: "PERS-0501",
            severity: .error, why: "the certificate number tells who it is"),
        Weight(
            text: asked + manager + "list engaged\n" + header + "刘建国,京1,大桥,,2027-06-30,已停工", code: "PERS-0501",
            severity: .indeterminate, why: "a remark is for a person to weigh"),
        Weight(
            text: asked + manager + "list engaged\n" + header + "刘建国,京1,大桥,,明年,", code: "PERS-0501",
            severity: .indeterminate, why: "an end that is no day"),
        Weight(
            text: asked + manager + "list engaged\n" + header + "刘建国,京2,大桥,,,", code: "PERS-0502", severity: .warning,
            why: "people share names"),
        Weight(
            text: asked + manager + "list engaged\n" + header + "刘建国,,大桥,,,", code: "PERS-0502",
            severity: .indeterminate, why: "a list without the number cannot tell who it is"),
        Weight(
            text: asked + "person 刘建国|项目经理|一级注册建造师||公路工程|2028-05-31\nlist engaged\n" + header + "刘建国,京2,大桥,,,",
            code: "PERS-0502", severity: .indeterminate, why: "nor can a bid without the number"),
        Weight(
            text: asked + manager + "list engaged\n" + header + ",,大桥,,,", code: "PERS-0505", severity: .indeterminate,
            why: "a line with neither name nor number is about somebody"),
        Weight(
            text: asked + "person 刘建国|项目经理|二级注册建造师|京1|公路工程|2028-05-31\n", code: "PERS-0102", severity: .error,
            why: "the wrong certificate"),
        Weight(
            text: asked + "person 刘建国|项目经理||京1|公路工程|2028-05-31\n", code: "PERS-0102", severity: .indeterminate,
            why: "what is not written is not known"),
        Weight(
            text: asked + manager + "person 马志强|项目经理|二级注册建造师|京3|公路工程|2028-05-31\n", code: "PERS-0102",
            severity: .warning, why: "one manager answers: the second is more than was asked for"),
        Weight(
            text: asked + "person 刘建国|项目经理|一级注册建造师|京1|公路工程|\n", code: "PERS-0202", severity: .indeterminate,
            why: "no date, no telling"),
    ])
    func weighs(_ row: Weight) throws {
        let findings = try found(row.text).filter { $0.code == row.code }
        #expect(findings.map(\.severity) == [row.severity], "\(row.why): \(findings)")
    }

    @Test func looksAtTheEnvelopeOfTheTeamAlone() throws {
        var subject = try Self.check.subject(ofExample: Self.asked + Self.manager)
        subject.tender.envelopes = 2
        subject.bid?.envelope = 2
        subject.bid?.industry = []
        let outcome = try Self.check.run(subject)
        #expect(outcome.findings.isEmpty && outcome.skipped.map(\.id) == ["personnel"])
        subject.bid?.envelope = 1
        #expect(try Self.check.run(subject).findings.contains { $0.code == "PERS-0101" })
    }

    @Test func namesOfManagersAreASetting() throws {
        var subject = try Self.check.subject(ofExample: "person 刘建国|设计负责人|一级注册结构工程师|京1||2028-05-31\nsheet 刘建国")
        #expect(try Self.check.run(subject).findings.map(\.code) == ["PERS-0401"])
        subject.settings.values["managers"] = "设计负责人,项目负责人"
        #expect(try Self.check.run(subject).findings.isEmpty)
    }

    // MARK: - Spellings

    @Test(arguments: [
        ("一级注册建造师", "二级注册建造师", true, "the higher level answers the lower"),
        ("二级注册建造师", "一级注册建造师", false, "and not the other way"),
        ("壹级注册建造师", "一级建造师(含)以上", true, "two ways of writing one, and words that come and go"),
        ("注册建造师", "一级注册建造师", false, "no level is none"),
        ("一级注册建造师(公路工程)", "一级注册建造师", true, "the specialty in brackets"),
        ("高级工程师证", "一级注册建造师或高级工程师证", true, "one of two"),
        ("工程师证", "一级注册建造师或高级工程师证", false, "neither of two"),
        ("一级注册造价工程师", "一级注册建造师", false, "another certificate"),
        ("安全生产考核合格证(C类)", "安全生产考核合格证书(C类)", true, "brackets of either width"),
        ("安全生产考核合格证(B类)", "安全生产考核合格证书(C类)", false, "another class"),
    ])
    func certificates(_ held: String, _ asked: String, _ answers: Bool, _ why: String) {
        #expect(Words.certificate(held, answers: asked) == answers, "\(why)")
    }

    @Test(
        arguments: [
            ("高级工程师", "工程师", true), ("工程师", "高级工程师", false), ("正高级工程师", "高级工程师", true), ("助理工程师", "中级职称", false),
            ("高级经济师", "高级经济师", true), ("经济师", "高级工程师", nil),
        ] as [(String, String, Bool?)])
    func titles(_ held: String, _ asked: String, _ answers: Bool?) {
        #expect(Words.title(held, answers: asked) == answers)
    }

    @Test(
        arguments: [
            ("2027-01-06", "2027-01-06"), ("2027/1/6", "2027-01-06"), ("2027年1月6日", "2027-01-06"),
            ("2027.01.06", "2027-01-06"),
            ("2027-02-29", nil), ("长期", nil), ("27-1-6", nil), ("2027-1", nil), ("２０２７-1-6", "2027-01-06"), ("", nil),
        ] as [(String, String?)])
    func days(_ text: String, _ day: String?) { #expect(Day.read(text) == day) }

    // MARK: - Lists made to do harm

    struct Hostile: CustomTestStringConvertible {
        var list: [UInt8]
        var codes: Set<String>
        var why: String

        var testDescription: String { why }
    }

    static func line(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: [
        Hostile(list: [], codes: ["PERS-0504"], why: "nothing"),
        Hostile(list: [0xEF, 0xBB, 0xBF], codes: ["PERS-0504"], why: "a mark and nothing"),
        Hostile(list: line("\n\n\n"), codes: ["PERS-0504"], why: "blank lines"),
        Hostile(list: line("刘建国,京1,大桥,,,\n"), codes: ["PERS-0504"], why: "no header"),
        Hostile(list: line("姓名,姓名,证书编号\n"), codes: ["PERS-0504"], why: "a column twice"),
        Hostile(list: [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xD6, 0xA4], codes: ["PERS-0504"], why: "GBK"),
        Hostile(list: [0xFF, 0xFE, 0xD3, 0x59, 0x0D, 0x54], codes: ["PERS-0504"], why: "UTF-16"),
        Hostile(list: line(header) + [0], codes: ["PERS-0504"], why: "a null"),
        Hostile(list: line(header + "马志强,\"京9"), codes: ["PERS-0504"], why: "a quote to the end"),
        Hostile(
            list: line(header + "\"" + String(repeating: "长", count: 5_000)), codes: ["PERS-0504"],
            why: "a field without end"),
        Hostile(
            list: line(header + String(repeating: "长", count: 5_000) + ",京9"), codes: ["PERS-0505"], why: "a long field"
        ),
        Hostile(
            list: line(header + String(repeating: ",", count: 500_000)), codes: ["PERS-0505"],
            why: "columns without end"),
        Hostile(list: line(String(repeating: ",", count: 500_000)), codes: ["PERS-0504"], why: "a header without end"),
        Hostile(list: [UInt8](repeating: 0x41, count: (16 << 20) + 1), codes: ["PERS-0504"], why: "huge"),
        Hostile(
            list: line(header + String(repeating: "\n", count: 300_000)), codes: ["PERS-0504"], why: "lines without end"
        ),
        Hostile(
            list: line(header + String(repeating: "x\n", count: 1_000)), codes: ["PERS-0505"],
            why: "every line is wrong"),
        Hostile(
            list: line(header + "=cmd|' /C calc'!A0,京9,\"大\"\"桥\"\"\",,,\r\n\"刘\n建国\",京8,,,2020-01-01,\r"), codes: [],
            why: "formulas, quotes within quotes and line ends of every kind are text"),
    ])
    func hostile(_ row: Hostile) throws {
        let findings = try found(list: row.list)
        #expect(Set(findings.map(\.code)) == row.codes, "\(row.why): \(findings.prefix(3))")
        #expect(findings.allSatisfy { $0.severity == .indeterminate })
        #expect(findings.count <= 21)
    }

    @Test func aLongListIsLookedThrough() throws {
        var text = Self.header
        for number in 0..<20_000 { text += "某人\(number),京X\(number),大桥,2026-01-01,2027-12-31,\n" }
        text += "刘建国,京1,大桥,2026-01-01,2027-12-31,\n"
        #expect(try found(list: Self.line(text)).map(\.code) == ["PERS-0501"])
    }

    /// In the order of the list; by the number where it is the person's, by the name where it is not.
    @Test func namesAndNumbersAreLookedUpTogether() throws {
        let lines = [
            "刘建国,京2,东桥,,,", "马志强,京1,西桥,,,", "刘 建国,京1,南桥,,,", "刘建国,京1,旧桥,,2020-01-01,", "刘建国,,北桥,,,",
            "马志强,京9,路,,,",
        ]
        let findings = try found(list: Self.line(Self.header + lines.joined(separator: "\n")))
        #expect(findings.map(\.code) == ["PERS-0502", "PERS-0501", "PERS-0501", "PERS-0502"])
        #expect(findings.compactMap(\.place).map { $0.suffix(2) } == [":2", ":3", ":4", ":6"])
    }

    /// As many people of one name as there are in a county, on either side: the first hundred are told, the rest is counted.
    @Test(.timeLimit(.minutes(5))) func manyOfOneName() throws {
        let (people, engaged) = (1_000, 20_000)
        var subject = try Self.check.subject(
            ofExample: Self.asked
                + (1...people).map { "person 刘建国|项目经理|一级注册建造师|京\($0)|公路工程|2028-05-31\n" }.joined())
        var text = Self.header
        // the numbers of the first ten people; five of these entries are for a person to weigh
        for number in 1...engaged {
            text += "刘建国,\(number <= 10 ? "京" : "沪")\(number),大桥,2026-01-01,,\(number <= 5 ? "停工" : "")\n"
        }
        subject.lists = ["engaged": Self.line(text)]
        let findings = try Self.check.run(subject).findings
        let byNumber = findings.filter { $0.code == "PERS-0501" }
        #expect(
            byNumber.map(\.severity) == Array(repeating: .indeterminate, count: 5) + Array(repeating: .error, count: 5))
        let byName = findings.filter { $0.code == "PERS-0502" }
        #expect(byName.count == 101)
        #expect(
            byName.last?.message.en == "and \(people * engaged - 10 - 100) more of the same", "\(byName.last as Any)")
        // of the first person's own entry nothing is said by its name
        #expect(byName.first?.place?.hasSuffix(":3") == true)
    }

    /// The rest of a rule weighs what the worst of it weighs.
    @Test(.timeLimit(.minutes(5))) func oneNumberOfMany() throws {
        var subject = try Self.check.subject(
            ofExample: Self.asked
                + (1...200).map { "person 某人\($0)|项目经理|一级注册建造师|京1|公路工程|2028-05-31\n" }.joined())
        let entries = (1...1_000).map { "别人\($0),京1,大桥,,,\($0 == 1_000 ? "" : "停工")\n" }.joined()
        subject.lists = ["engaged": Self.line(Self.header + entries)]
        let findings = try Self.check.run(subject).findings.filter { $0.code == "PERS-0501" }
        #expect(findings.count == 101 && findings.prefix(100).allSatisfy { $0.severity == .indeterminate })
        #expect(findings.last?.severity == .error && findings.last?.message.zh == "另有 \(200 * 1_000 - 100) 处同样的问题")
    }

    /// What nobody can tell is no warning because it comes late.
    @Test(arguments: [("李四,沪900", Finding.Severity.warning), ("李四,", .indeterminate)])
    func theRestWeighsWhatTheWorstWeighs(_ late: String, _ severity: Finding.Severity) throws {
        var subject = try Self.check.subject(
            ofExample: Self.asked + Self.manager + "person 李四|项目经理|一级注册建造师|京2|公路工程|2028-05-31\n")
        let entries = (1...101).map { "刘建国,沪\($0),大桥,,,\n" }.joined()
        subject.lists = ["engaged": Self.line(Self.header + entries + late + ",大桥,,,\n")]
        let findings = try Self.check.run(subject).findings.filter { $0.code == "PERS-0502" }
        #expect(findings.count == 101 && findings.prefix(100).allSatisfy { $0.severity == .warning })
        #expect(findings.last?.severity == severity && findings.last?.message.en == "and 2 more of the same")
    }
}
