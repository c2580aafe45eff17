// PairRows.swift — the items on which two bills can be compared, and how many were left out and why.
internal import Glibc

/// Exactly what the tests of a pair look at; made again for every pair in the same memory.
struct PairRows: Sendable {
    /// Row of the table.
    private(set) var row: [Int32] = []
    /// Price of the first and of the second bid, in ticks.
    private(set) var first: [Int64] = []
    private(set) var second: [Int64] = []
    /// ln(second / first).
    private(set) var log: [Double] = []
    private(set) var chapter: [Int32] = []
    private(set) var firstWeight: [Int32] = []
    private(set) var secondWeight: [Int32] = []
    private(set) var firstRoom: [Double] = []
    private(set) var secondRoom: [Double] = []
    private(set) var firstStep: Int64 = 1
    private(set) var secondStep: Int64 = 1
    /// By ``Exclusion/number``.
    private(set) var left = Array(repeating: 0, count: Exclusion.allCases.count)

    /// Of those left out for a third bidder, how many the two price the same, round prices for what they are worth: in 1/1024.
    private(set) var sharedByThird = 0
    /// ln(second / first) and the first price of the others of those. What is equal in two bids meets a third at one price, what
    /// differs at two, so more of the latter is left out: without these, equal prices would look more frequent than they are.
    private(set) var differing: [(log: Double, first: Int64)] = []

    var count: Int { row.count }

    mutating func fill(_ lot: LotPrices, _ a: Int, _ b: Int) {
        row.removeAll(keepingCapacity: true)
        first.removeAll(keepingCapacity: true)
        second.removeAll(keepingCapacity: true)
        log.removeAll(keepingCapacity: true)
        chapter.removeAll(keepingCapacity: true)
        firstWeight.removeAll(keepingCapacity: true)
        secondWeight.removeAll(keepingCapacity: true)
        firstRoom.removeAll(keepingCapacity: true)
        secondRoom.removeAll(keepingCapacity: true)
        for index in left.indices { left[index] = 0 }
        sharedByThird = 0
        differing.removeAll(keepingCapacity: true)
        (firstStep, secondStep) = (lot.grids[a].step, lot.grids[b].step)
        for index in lot.table.rows.indices {
            let (p, q) = (lot.table.prices[a][index], lot.table.prices[b][index])
            if let reason = lot.exclusion(index, a, b) {
                left[reason.number] += 1
                guard reason == .thirdBidder else { continue }
                if p == q {
                    sharedByThird += Int(min(lot.weights[a][index], lot.weights[b][index]))
                } else {
                    differing.append((Glibc.log(Double(q) / Double(p)), p))
                }
                continue
            }
            row.append(Int32(index))
            first.append(p)
            second.append(q)
            log.append(Glibc.log(Double(q) / Double(p)))
            chapter.append(lot.table.rows[index].chapter)
            firstWeight.append(lot.weights[a][index])
            secondWeight.append(lot.weights[b][index])
            firstRoom.append(lot.grids[a].room[index])
            secondRoom.append(lot.grids[b].room[index])
        }
    }

    /// The same pair seen from the second bid.
    var turned: PairRows {
        var copy = self
        swap(&copy.first, &copy.second)
        swap(&copy.firstWeight, &copy.secondWeight)
        swap(&copy.firstRoom, &copy.secondRoom)
        swap(&copy.firstStep, &copy.secondStep)
        copy.log = log.map { -$0 }
        return copy
    }
}

extension Exclusion {
    var number: Int {
        switch self {
        case .given: 0
        case .rate: 1
        case .blank: 2
        case .unusable: 3
        case .tenderPrice: 4
        case .thirdBidder: 5
        case .controlDiscount: 6
        case .coarse: 7
        }
    }
}
