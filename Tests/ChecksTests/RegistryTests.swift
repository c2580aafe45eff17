// RegistryTests.swift — ids that are refused, and a check that reports what is not its own.
import Checks
import Reporting
import TenderModel
import Testing

/// A check that says what it is told to.
private struct Scripted: Check {
    var id: String
    var ruleIDs: [String]
    var reports: [String] = []

    var version: String { "1.0.0" }
    var title: LocalizedText { LocalizedText(zh: "测试", en: "test") }
    var kind: CheckKind { .compiled }
    var digest: FileDigest? { nil }
    var rules: [RuleCard] { ruleIDs.map { card($0) } }

    func card(_ id: String) -> RuleCard {
        RuleCard(id: id, title: title, basis: .order20("19"), remedy: LocalizedText(zh: "改正", en: "mend it"))
    }

    func run(_ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        CheckOutcome(findings: reports.map { card($0).finding() })
    }
}

@Suite struct RegistryTests {
    private func code(_ checks: [any Check]) -> String? {
        do throws(Problem) { _ = try CheckRegistry(checks) } catch { return error.code }
        return nil
    }

    @Test func oneOwnerForEachId() {
        #expect(code([Scripted(id: "a", ruleIDs: ["AA-0001"]), Scripted(id: "b", ruleIDs: ["BB-0001"])]) == nil)
        #expect(code([Scripted(id: "a", ruleIDs: []), Scripted(id: "a", ruleIDs: [])]) == "CHCK-0002")
        #expect(
            code([Scripted(id: "a", ruleIDs: ["AA-0001"]), Scripted(id: "b", ruleIDs: ["AA-0001"])]) == "CHCK-0003")
        #expect(code([Scripted(id: "a", ruleIDs: ["AA-0001", "AA-0001"])]) == "CHCK-0003")
    }

    @Test(arguments: ["", "A", "1a", "a b", "a_b", "名", String(repeating: "a", count: 65)])
    func idsOfChecks(_ id: String) { #expect(code([Scripted(id: id, ruleIDs: [])]) == "CHCK-0001") }

    @Test(arguments: ["A-0001", "AA-1", "AA-00001", "aa-0001", "AA0001", "1A-0001", "AA-000x", "ABCDEFGHI-0001"])
    func idsOfRules(_ id: String) { #expect(code([Scripted(id: "a", ruleIDs: [id])]) == "CHCK-0001") }

    @Test func groupsAreWorstFirst() {
        func finding(_ code: String, _ severity: Finding.Severity, _ part: String?) -> Finding {
            Finding(code: code, severity: severity, message: LocalizedText(zh: "", en: ""), part: part)
        }
        let outcome = CheckOutcome(findings: [
            finding("AA-0003", .warning, "letter"), finding("AA-0001", .note, nil),
            finding("AA-0004", .error, "deposit"),
            finding("AA-0005", .warning, "deposit"), finding("AA-0006", .error, "letter"),
            finding("AA-0002", .error, "zzz"),
        ])
        let groups = outcome.grouped(parts: ["letter", "deposit"])
        #expect(groups.map(\.part) == ["letter", "deposit", "zzz", nil])
        #expect(groups[0].findings.map(\.code) == ["AA-0006", "AA-0003"])
    }

    @Test func aRuleOfAnothersIsRefused() throws {
        let foreign = Scripted(id: "a", ruleIDs: ["AA-0001"], reports: ["AA-0001", "BB-0001"])
        let registry = try CheckRegistry([foreign, Scripted(id: "b", ruleIDs: ["BB-0001"])])
        let subject = CheckSubject(stage: .tender, tender: try Self.tender(), at: Instant(seconds: 0))
        #expect(throws: Problem.self) { try registry.run(foreign, subject) }
        let nobody = Scripted(id: "c", ruleIDs: [], reports: ["CC-0001"])
        #expect(throws: Problem.self) { try registry.run(nobody, subject) }
        #expect(
            try registry.run(Scripted(id: "a", ruleIDs: ["AA-0001"], reports: ["AA-0001"]), subject).findings.count == 1
        )
    }

    static func tender() throws -> Tender {
        Tender(
            id: "T-1", regime: .tendering, title: "t",
            tenderer: Organization(name: "t", code: try CreditCode.completing("91110000MA0000001")),
            lots: [Lot(id: "1", title: "1")], suites: [.p256SHA256], issued: Instant(seconds: 0),
            deadline: Instant(seconds: 1),
            releaseWindow: 60, platform: [], openingCertificates: [], sheet: [], parts: [], roles: [.unit])
    }
}
