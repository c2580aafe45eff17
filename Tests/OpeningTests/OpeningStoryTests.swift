// OpeningStoryTests.swift — whole openings, from sealed bids to the record.
import Documents
import FileKit
import Opening
import Reporting
import Scenario
import TenderModel
import Testing

@Suite struct OpeningStoryTests {
    @Test(arguments: SuiteID.allCases)
    func fiveBidsAllReleasedAreOpenedInEverySuite(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        try lot.deliver([1, 2, 3])
        guard case .concluded(let record, _) = try lot.session(at: Scenario.duringWindow).run() else {
            Issue.record("not concluded although every release is there")
            return
        }
        #expect(record.status == .opened)
        #expect(record.rows.map(\.outcome) == [.opened, .opened, .opened])
        #expect(record.rows.map { $0.sheet.first?.field } == ["price", "price", "price"])
        #expect(record.rows.flatMap(\.remarks).isEmpty)
    }
}
