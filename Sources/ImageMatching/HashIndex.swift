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
            for value in 1..<begin.count { begin[value] += begin[value - 1] }
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
    /// - Parameter nearest: at most 31, for which the index is made.
    package func near(_ place: Int, within nearest: Int = PDQ.nearest) -> [Near] {
        precondition(nearest <= 31)
        let hash = hashes[place]
        var found: Set<Int> = []
        for band in 0..<Self.bands {
            let value = hash.band(band)
            for turned in -1..<16 {
                let wanted = turned < 0 ? value : value ^ (1 << turned)
                for index in starts[band][wanted]..<starts[band][wanted + 1] {
                    let other = Int(order[band][Int(index)])
                    if other != place, hash.distance(to: hashes[other]) <= nearest { found.insert(other) }
                }
            }
        }
        return found.sorted().map { Near(first: place, second: $0, distance: hash.distance(to: hashes[$0])) }
    }
}
