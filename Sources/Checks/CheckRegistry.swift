// CheckRegistry.swift — all checks of this run (插件注册表): one immutable value, made at start; no id stands in it twice.
package import Reporting

/// The checks that are at hand.
package struct CheckRegistry: Sendable {
    /// In the order of their ids.
    package let checks: [any Check]
    private let owners: [String: String]

    /// Throws CHCK-0001 (an id that is none), CHCK-0002 (two checks with one id), CHCK-0003 (two rules with one id).
    package init(_ checks: [any Check]) throws(Problem) {
        var owners: [String: String] = [:]
        var ids: Set<String> = []
        for check in checks {
            guard Self.isID(check.id) else { throw .badCheckID(check.id) }
            guard ids.insert(check.id).inserted else { throw .checkTwice(check.id) }
            for rule in check.rules {
                guard Self.isRuleID(rule.id) else { throw .badRuleID(rule.id, of: check.id) }
                if let other = owners.updateValue(check.id, forKey: rule.id) {
                    throw .ruleTwice(rule.id, check.id, other)
                }
            }
        }
        self.checks = checks.sorted { $0.id < $1.id }
        self.owners = owners
    }

    package func check(_ id: String) -> (any Check)? { checks.first { $0.id == id } }

    /// The same registry with more checks in it.
    package func adding(_ more: [any Check]) throws(Problem) -> CheckRegistry { try CheckRegistry(checks + more) }

    /// Id of the check that a rule belongs to.
    package func owner(ofRule id: String) -> String? { owners[id] }

    /// Runs one check, holds it to its own rules, and adds what has to be said beside its outcome.
    ///
    /// Throws CHCK-0004 where it reports under an id that it did not register, and whatever the check throws.
    package func run(_ check: any Check, _ subject: CheckSubject) throws(Problem) -> CheckOutcome {
        var outcome = try check.run(subject)
        for finding in outcome.findings where owners[finding.code] != check.id {
            throw .foreignRule(finding.code, reportedBy: check.id, owner: owners[finding.code])
        }
        outcome.findings += check.conditions
        return outcome
    }

    /// Lower-case letters, digits and `-`, 1 to 64, beginning with a letter.
    package static func isID(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...64).contains(bytes.count) && bytes.first.map { (97...122).contains($0) } == true
            && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// `AREA-NNNN`: two to eight capital letters or digits beginning with a letter, and four digits.
    package static func isRuleID(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard halves.count == 2, (2...8).contains(halves[0].count), halves[1].count == 4 else { return false }
        return halves[0].first.map { (65...90).contains($0) } == true
            && halves[0].allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
            && halves[1].allSatisfy { (48...57).contains($0) }
    }
}
