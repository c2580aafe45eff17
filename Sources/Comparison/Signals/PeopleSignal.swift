// PeopleSignal.swift — one person in two bids (人员相同): team, agents, legal representatives.
package import Reporting

package struct PeopleSignal: Signal {
    package init() {}

    package var id: SignalID { .people }

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        try KeyJoin(signal: .people, kinds: [.person]).run(lot, context)
    }
}
