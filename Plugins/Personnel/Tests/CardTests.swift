// CardTests.swift — every rule's own examples: what keeps it passes, what breaks it is found, and no rule is without.
import Checks
import Personnel
import Reporting
import Testing

@Suite struct CardTests {
    static let check = Personnel()

    @Test(arguments: check.rules)
    func examples(_ rule: RuleCard) throws {
        #expect(!rule.passes.isEmpty && !rule.fails.isEmpty)
        for example in rule.passes {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            #expect(outcome.findings.isEmpty, "\(rule.id): \(outcome.findings)")
        }
        for example in rule.fails {
            let outcome = try Self.check.run(try Self.check.subject(ofExample: example.text))
            #expect(
                outcome.findings.contains { $0.code == rule.id }, "\(rule.id) \(example.why.en): \(outcome.findings)")
        }
    }

    @Test func registers() throws {
        let registry = try CheckRegistry([Self.check])
        #expect(registry.check("personnel")?.rules.count == Self.check.rules.count)
        for rule in Self.check.rules {
            #expect(rule.basis != nil)
            for text in [rule.title, rule.remedy] {
                #expect(!text.zh.isEmpty && !text.en.isEmpty && text.zh != text.en)
            }
        }
    }
}
