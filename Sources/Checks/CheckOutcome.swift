// CheckOutcome.swift — what checks have to say (检查结论): findings, and what was not looked at, with the reason.
package import Reporting

/// A rule, or a whole check, that did not apply to a document.
package struct SkippedRule: Sendable, Hashable, Codable {
    /// The rule's id, or the check's.
    package var id: String
    package var reason: LocalizedText

    package init(id: String, reason: LocalizedText) {
        self.id = id
        self.reason = reason
    }
}

/// The outcome of one check, or of several together.
package struct CheckOutcome: Sendable, Hashable, Codable {
    package var findings: [Finding]
    /// What did not apply. What applied and could not be told is no skipping: it is a finding, `indeterminate`.
    package var skipped: [SkippedRule]

    package init(findings: [Finding] = [], skipped: [SkippedRule] = []) {
        self.findings = findings
        self.skipped = skipped
    }

    package static func += (into: inout CheckOutcome, other: CheckOutcome) {
        into.findings += other.findings
        into.skipped += other.skipped
    }

    /// Findings by the part of the document they are about, worst part first; within a part worst first, then by rule and place.
    ///
    /// - Parameter parts: Ids in the document's own order, which decides between parts that are equally bad; findings about
    ///   no part come under nil, before parts as bad.
    package func grouped(parts: [String]) -> [(part: String?, findings: [Finding])] {
        let order = Dictionary(parts.enumerated().map { ($0.element, $0.offset + 1) }) { first, _ in first }
        let groups = Dictionary(grouping: findings, by: \.part).map { part, findings in
            (part: part, findings: findings.sorted(by: Self.comesFirst))
        }
        return groups.sorted { a, b in
            let (worstA, worstB) = (a.findings[0].severity, b.findings[0].severity)
            if worstA != worstB { return worstA < worstB }
            let (placeA, placeB) = (
                a.part.map { order[$0] ?? .max } ?? 0, b.part.map { order[$0] ?? .max } ?? 0
            )
            return placeA != placeB ? placeA < placeB : (a.part ?? "") < (b.part ?? "")
        }
    }

    private static func comesFirst(_ a: Finding, _ b: Finding) -> Bool {
        if a.severity != b.severity { return a.severity < b.severity }
        return (a.code, a.place ?? "", a.message.en) < (b.code, b.place ?? "", b.message.en)
    }
}
