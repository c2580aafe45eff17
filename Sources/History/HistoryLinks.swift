// HistoryLinks.swift — what a history says across its lots (跨标段分析): counts by SQL, chances here, in an order that depends on nothing else.
package import Comparison
package import Reporting

/// All links of a history since a day. The same history gives the same links, in the same order.
package struct HistoryLinks: Sendable, Hashable {
    package static let format = "biao-history-links-1"

    /// Only lots opened on this day or later; nil for all.
    package let since: String?
    package let lots: Int
    package let units: Int
    /// Together first, then prices, companions, shared marks and texts; within a kind the least likely first, then by code.
    package let links: [Link]
    /// How many were looked at, and what was left out.
    package let remarks: [Statement]

    /// - Parameter since: `yyyy-mm-dd`.
    /// - Throws: HIST-0001 to HIST-0004.
    package init(_ database: HistoryDatabase, since: String? = nil) throws(Problem) {
        let facts = try LinkFacts(database, since: since)
        let together = JointLinks(facts)
        let prices = PriceLinks(facts)
        let companions = CompanionLinks(facts, groups: together.groups)
        let shared = SharedLinks(facts)
        let texts = TextLinks(facts)
        self.since = since
        lots = facts.lots.values.reduce(0, +)
        units = facts.units.count
        links = together.links + prices.links + companions.links + shared.links + texts.links
        remarks = together.remarks + prices.remarks + companions.remarks + shared.remarks + texts.remarks
    }

    package var json: JSON {
        .members([
            "format": .string(Self.format), "since": JSON(since), "lots": .number(Int64(lots)),
            "units": .number(Int64(units)), "level": .string(Link.scientific(Chance.level)),
            "support": .number(Int64(Chance.support)), "links": .array(links.map(\.json)),
            "remarks": .array(remarks.map(\.json)), "closing": .array(Self.closing.map(Link.text)),
        ])
    }

    /// What every answer ends with.
    package static let closing = [
        LocalizedText(
            zh: "以上是供核查的线索,不是认定。历史库只知道入库的标段;没有入库的、只潜在参与的、联合体成员之间的情况都不在其中。",
            en:
                "These are leads to look into, not verdicts. The history knows only lots that were added: other lots, units that did not bid, and members of consortia are not in it."
        )
    ]
}

extension [Link] {
    /// The least likely first, then by codes.
    func inOrder() -> [Link] {
        sorted { one, other in
            let (a, b) = (one.chance ?? 0, other.chance ?? 0)
            if a != b { return a < b }
            return one.units.map(\.code).lexicographicallyPrecedes(other.units.map(\.code))
        }
    }
}
