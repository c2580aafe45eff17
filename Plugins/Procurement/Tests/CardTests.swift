// CardTests.swift — every rule's own examples: what keeps it passes, what breaks it is found, and no rule is without.
import Checks
import Procurement
import Reporting
import Testing

@Suite struct CardTests {
    static let check = Procurement()

    @Test(arguments: check.rules.map(\.id))
    func examples(_ id: String) throws {
        let rule = try #require(Self.check.rules.first { $0.id == id })
        #expect(!rule.passes.isEmpty && !rule.fails.isEmpty)
        for example in rule.passes {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            #expect(outcome.findings.isEmpty && outcome.skipped.isEmpty, "\(rule.id): \(outcome)")
        }
        for example in rule.fails {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            // one mistake, one rule
            #expect(Set(outcome.findings.map(\.code)) == [rule.id], "\(rule.id) \(example.why.en): \(outcome.findings)")
        }
    }

    @Test func registers() throws {
        let registry = try CheckRegistry([Self.check])
        #expect(registry.check("procurement")?.rules.count == Self.check.rules.count)
        for rule in Self.check.rules {
            for text in [rule.title, rule.remedy] {
                #expect(!text.zh.isEmpty && !text.en.isEmpty && text.zh != text.en)
            }
        }
    }
}

@Suite struct CheckTests {
    private static let check = Procurement()

    private static func codes(_ text: String) throws -> [String] {
        try check.run(try check.subject(ofExample: text)).findings.map(\.code)
    }

    struct Line {
        var text: String
        var code: String?
        var why: String
    }

    /// One product at one price, and what is said of it.
    @Test(arguments: [
        Line(text: "3 个 33.33 99.99", code: nil, why: "exact"),
        Line(text: "0.5 个 0.01 0.01", code: nil, why: "half a fen is rounded up"),
        Line(text: "0.4999 个 0.01 0.00", code: nil, why: "less than half a fen is nothing"),
        Line(text: "3.3333 个 3.00 10.00", code: nil, why: "9.9999 yuan is 10.00"),
        Line(text: "3 个 33.33 100.00", code: "PROC-0101", why: "a fen too much"),
        Line(text: "3 个 33.33 999.90", code: "PROC-0103", why: "one place off"),
        Line(text: "3 个 33.33 0.00", code: "PROC-0101", why: "zero is no slip of any amount"),
        Line(text: "999999999 个 9999999999999.99 1.00", code: "PROC-0111", why: "beyond what is computed is not told"),
        Line(text: "1.23456 个 1.00 1.23", code: "PROC-0111", why: "a fifth decimal"),
        Line(text: "-1 个 1.00 1.00", code: "PROC-0111", why: "a negative quantity"),
    ])
    func arithmetic(_ line: Line) throws {
        let words = line.text.split(separator: " ")
        let text = """
            lot 1 -
            good 1 甲 \(words[0]) 个 - -
            price \(words[3])
            item 1 甲 \(words[0]) 个 \(words[2]) \(words[3]) 某厂 domestic
            """
        #expect(try Self.codes(text) == (line.code.map { [$0] } ?? []), "\(line.why)")
    }

    @Test func quantitiesAreComparedAsNumbers() throws {
        let text = """
            lot 1 -
            good 1 甲 10 个 - -
            price 10.00
            item 1 甲 10.0 个 1.00 10.00 某厂 domestic
            """
        #expect(try Self.codes(text) == [])
    }

    /// Goods and clauses of another lot are no business of the bid.
    @Test func anotherLotIsNotAskedFor() throws {
        let text = """
            lot 1 -
            lot 2 -
            good 1 甲 1 个 - 1
            good 2 乙 1 个 - 2
            clause T9 technical ★ 另一个包的要求 2
            price 1.00
            item 1 甲 1 个 1.00 1.00 某厂 domestic
            """
        #expect(try Self.codes(text) == [])
    }

    struct Size {
        var industry: String
        var employees: Int
        var revenue: String
        var declared: String
        var wrong: Bool
    }

    @Test(arguments: [
        Size(industry: "工业", employees: 299, revenue: "39999", declared: "small", wrong: false),
        Size(industry: "工业", employees: 300, revenue: "1999.99", declared: "small", wrong: false),
        Size(industry: "工业", employees: 300, revenue: "2000", declared: "small", wrong: true),
        Size(industry: "工业", employees: 1_000, revenue: "40000", declared: "medium", wrong: true),
        Size(industry: "工业", employees: 5, revenue: "10", declared: "medium", wrong: false),
        Size(industry: "批发业", employees: 5, revenue: "1000", declared: "micro", wrong: true),
        Size(industry: "软件和信息技术服务业", employees: 100, revenue: "1000", declared: "small", wrong: true),
        Size(industry: "建筑业", employees: 9_000, revenue: "999999", declared: "micro", wrong: false),
    ])
    func sizes(_ size: Size) throws {
        let text = """
            lot 1 -
            good 1 甲 1 个 - -
            price 1.00
            item 1 甲 1 个 1.00 1.00 某厂 domestic
            kind \(size.declared)
            maker 1 某厂 \(size.declared) \(size.industry) \(size.employees) \(size.revenue)
            """
        #expect(try Self.codes(text) == (size.wrong ? ["PROC-0305"] : []))
    }

    @Test func manyOfOneKindAreCounted() throws {
        var text = "lot 1 -\nprice 1.00\ngood 1 甲 1 个 - -\nitem 1 甲 1 个 1.00 1.00 某厂 domestic"
        for number in 1...250 { text += "\nclause T\(number) technical - 要求\(number) -" }
        let outcome = try Self.check.run(try Self.check.subject(ofExample: text))
        #expect(outcome.findings.count == 101)
        #expect(outcome.findings.last?.message.en == "and 150 more of the same")
    }

    @Test func nothingToCheckIsSaid() throws {
        let outcome = try Self.check.run(try Self.check.subject(ofExample: "lot 1 -\nprice 1.00"))
        #expect(outcome.findings.isEmpty && outcome.skipped.map(\.id) == ["procurement"])
    }
}
