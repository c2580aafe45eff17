// TokenStoryTests.swift — a whole lot in which a bidder and an officer act with tokens.
import Opening
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct TokenStoryTests {
    @Test(arguments: SuiteID.allCases)
    func aTokenBidderAndATokenOfficer(_ suite: SuiteID) throws {
        var lot = try Scenario(suite: suite)
        lot.standIns = [
            "bidder1": try Fakes.identity("bidder", "bidder1", suite),
            "officer1": try Fakes.identity("officer", "officer1", suite),
        ]
        if suite == .p256SHA256 { lot.standIns["platform"] = try SoftToken.identity("EC platform", "platform", suite) }
        try lot.deliver([1, 2, 3])
        guard case .concluded(let record, _) = try lot.session(at: Scenario.duringWindow).run() else {
            Issue.record("not concluded although every release is there")
            return
        }
        #expect(record.status == .opened)
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened])
        #expect(record.rows.flatMap(\.remarks).isEmpty)
    }
}
