// CoreRulesTests.swift — every finding that the core raises about tenders, bids and their making has its card, and no card is of none.
import FileKit
import Foundation
import Reporting
import Testing

@testable import Checks

@Suite struct CoreRulesTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    /// The codes of `area` that stand in the Swift files of some targets.
    private func codes(_ pattern: Regex<Substring>, in targets: [String]) throws -> Set<String> {
        var codes: Set<String> = []
        for target in targets {
            let folder = Self.sources.appending(path: target)
            let names = try #require(FileManager.default.enumerator(atPath: folder.path))
            for case let name as String in names where name.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                codes.formUnion(text.matches(of: pattern).map { String($0.output.dropFirst().dropLast()) })
            }
        }
        return codes
    }

    @Test func eachCodeHasItsCard() throws {
        #expect(try codes(/"TEND-\d{4}"/, in: ["TenderModel"]) == Set(CoreRules.tender.map(\.id)))
        #expect(try codes(/"BIDC-\d{4}"/, in: ["TenderModel"]) == Set(CoreRules.bid.map(\.id)))
        #expect(
            try codes(/"(?:PREF-\d{4}|WORK-01\d\d)"/, in: ["biao", "Workspace"]) == Set(CoreRules.making.map(\.id)))
    }

    @Test func cardsAreWhole() throws {
        let ids = CoreRules.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for card in CoreRules.all {
            #expect(CheckRegistry.isRuleID(card.id))
            for text in [card.title, card.remedy] {
                #expect(!text.zh.isEmpty && !text.en.isEmpty && text.zh != text.en, "\(card.id)")
            }
        }
    }
}
