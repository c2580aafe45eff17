// CardTests.swift — every rule's own examples: what keeps it passes, what breaks it is found, and no rule is without.
import BillOfQuantities
import Checks
import Reporting
import Testing

@Suite struct CardTests {
    static let check = BillOfQuantities()

    @Test(arguments: check.rules)
    func examples(_ rule: RuleCard) throws {
        #expect(!rule.passes.isEmpty && !rule.fails.isEmpty)
        for example in rule.passes {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            #expect(!outcome.findings.contains { $0.code == rule.id }, "\(rule.id): \(outcome.findings)")
        }
        for example in rule.fails {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            #expect(
                outcome.findings.contains { $0.code == rule.id }, "\(rule.id) \(example.why.en): \(outcome.findings)")
        }
    }

    /// The examples that most others are made from are without any finding.
    @Test func theGoodOnesAreGood() throws {
        for rule in Self.check.rules {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: rule.passes[0].text))
            #expect(
                outcome.findings.isEmpty,
                "\(rule.id): \(outcome.findings.map { "\($0.code) \($0.message.en) \($0.place ?? "")" })")
        }
    }

    @Test func registers() throws {
        let registry = try CheckRegistry([Self.check])
        #expect(registry.check("bill-of-quantities")?.rules.count == Self.check.rules.count)
        for rule in Self.check.rules {
            for text in [rule.title, rule.remedy] {
                #expect(!text.zh.isEmpty && !text.en.isEmpty && text.zh != text.en)
            }
        }
    }
}
