// HashIndex.swift — which of many hashes are near to one (近邻检索), without looking at all of them.
//
// A hash within 31 bits of another has, of its 16 bands of 16 bits, at least one that differs in one bit or in none: 31 bits
// cannot put two into each of 16. So every band is looked up as it is and with each one bit turned (multi-index hashing), and
// none that is near is missed.

/// An index over hashes. Equal ones are kept once, so that a picture repeated ten thousand times costs as one.
package struct HashIndex: Sendable {
    /// Each hash once, in the order in which it first came.
    package let hashes: [PDQHash]
    /// Of each hash, the items that have it, ascending.
    package let items: [[Int]]
    /// For each band, where the hashes of each of its 65,536 values begin in `order`.
    private let starts: [[UInt32]]
    private let order: [[UInt32]]

    private static let bands = 16

    package init(_ all: [PDQHash]) {
        var places: [PDQHash: Int] = [:]
        var hashes: [PDQHash] = []
        var items: [[Int]] = []
        for (item, hash) in all.enumerated() {
            if let place = places[hash] {
                items[place].append(item)
            } else {
                places[hash] = hashes.count
                hashes.append(hash)
                items.append([item])
            }
        }
        var starts: [[UInt32]] = []
        var order: [[UInt32]] = []
        for band in 0..<Self.bands {
            var begin = [UInt32](repeating: 0, count: 65_537)
            for hash in hashes { begin[hash.band(band) + 1] += 1 }
            begin.withUnsafeMutableBufferPointer { begin in
                var value = 1
                while value < begin.count {
                    begin[value] += begin[value - 1]
                    value += 1
                }
            }
            var next = begin
            var sorted = [UInt32](repeating: 0, count: hashes.count)
            for (place, hash) in hashes.enumerated() {
                let value = hash.band(band)
                sorted[Int(next[value])] = UInt32(place)
                next[value] += 1
            }
            starts.append(begin)
            order.append(sorted)
        }
        self.hashes = hashes
        self.items = items
        self.starts = starts
        self.order = order
    }

    /// Two hashes that are near one another, as places in ``hashes``.
    package struct Near: Sendable, Hashable {
        package var first: Int
        package var second: Int
        package var distance: Int
    }

    /// The hashes within `nearest` bits of one, itself left out, ascending.
    ///
    /// Among hashes as they come few are looked at. Where thousands have the same bands, as pictures can be made to have, all of them
    /// are; so the work has a bound.
    ///
    /// - Parameters:
    ///   - nearest: at most 31, for which the index is made.
    ///   - work: how many hashes may be looked at, each band for itself; one that is found counts for thirty. What was done is
    ///     taken off.
    ///   - wanted: places in ``hashes`` that count; it is asked of those that are near.
    /// - Returns: nil where the work was not enough.
    package func near(
        _ place: Int, within nearest: Int = PDQ.nearest, work: inout Int, where wanted: (Int) -> Bool = { _ in true }
    ) -> [Near]? {
        precondition(nearest <= 31)
        let hash = hashes[place]
        var found: Set<Int> = []
        for band in 0..<Self.bands {
            let value = hash.band(band)
            for turned in -1..<16 {
                let likely = turned < 0 ? value : value ^ (1 << turned)
                let (begin, end) = (Int(starts[band][likely]), Int(starts[band][likely + 1]))
                work -= end - begin
                guard work >= 0 else { return nil }
                for index in begin..<end {
                    let other = Int(order[band][index])
                    if other != place, hash.distance(to: hashes[other]) <= nearest, wanted(other),
                        found.insert(other).inserted
                    {
                        work -= 30
                    }
                }
            }
        }
        return found.sorted().map { Near(first: place, second: $0, distance: hash.distance(to: hashes[$0])) }
    }
}
