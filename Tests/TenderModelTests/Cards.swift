// Cards.swift — holds findings against the cards of their rules, which the page of all rules shows.
import Checks
import Reporting
import Testing

@testable import TenderModel

/// Rules whose weight depends on the case.
private let varying: Set<String> = [
    "TEND-0025", "TEND-0040", "TEND-0057", "BIDC-0003", "BIDC-0050",
]

/// Weight and article of each finding are those of its card; under another regime the article may be another, or none.
func agreeWithTheirCards(_ findings: [Finding], _ regime: Regime = .tendering) throws {
    for finding in findings {
        let card = try #require(CoreRules.all.first { $0.id == finding.code }, "\(finding.code) has no card")
        if !varying.contains(card.id) { #expect(finding.severity == card.severity, "\(card.id)") }
        if regime == .tendering { #expect(finding.basis == card.basis, "\(card.id)") }
    }
}
