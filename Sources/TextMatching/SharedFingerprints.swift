// SharedFingerprints.swift — fingerprints that stand in more than one bid: seeds of a pair's passages, or common to many bids.

/// The kept k-grams of all bids, sorted by fingerprint.
struct SharedFingerprints {
    /// A fingerprint (32 bits) and the unit at which its k-gram begins (32 bits), ascending.
    private(set) var postings: [UInt64]
    /// Of `postings`: those of one fingerprint each, that stand in as many bids as makes a text common, or more.
    private(set) var common: [Range<Int>] = []
    private(set) var seeds: Seeds

    /// Occurrences of one fingerprint in one bid that are followed; a text repeated in a bid is found by its first copies.
    static let mostOccurrences = 4

    static func posting(_ hash: UInt64, at unit: Int) -> UInt64 { hash & ~0xFFFF_FFFF | UInt64(unit) }
    static func unit(_ posting: UInt64) -> Int { Int(posting & 0xFFFF_FFFF) }

    init(_ unsorted: consuming [UInt64], texts: LotTexts, many: Int) {
        postings = unsorted
        seeds = Seeds(bids: texts.bids)
        radixSort(&postings, by: 32..<64)
        var places: [(bid: Int, unit: Int)] = []
        var first = 0
        while first < postings.count {
            var end = first + 1
            while end < postings.count, postings[end] >> 32 == postings[first] >> 32 { end += 1 }
            if end - first > 1 { take(first..<end, texts, many, &places) }
            first = end
        }
    }

    private mutating func take(
        _ range: Range<Int>, _ texts: LotTexts, _ many: Int, _ places: inout [(bid: Int, unit: Int)]
    ) {
        places.removeAll(keepingCapacity: true)
        var (bids, last, inLast) = (0, -1, 0)
        for at in range {
            let unit = Self.unit(postings[at])
            let bid = texts.owner(unit)
            if bid != last {
                bids += 1
                (last, inLast) = (bid, 0)
            }
            inLast += 1
            if inLast <= Self.mostOccurrences, bids < many { places.append((bid, unit)) }
        }
        if bids >= many {
            common.append(range)
        } else if bids > 1 {
            seeds.add(places)
        }
    }

    /// Makes seeds of common fingerprints after all: of those of texts that are not common as a whole, group by group.
    mutating func addSeeds(_ texts: LotTexts, of common: CommonTexts) {
        var kept: [(bid: Int, unit: Int)] = []
        common.forEachUncommon { places in
            // by group, and within one in the order of the units as before
            let sorted = places.sorted { ($0.group, $0.unit) < ($1.group, $1.unit) }
            var first = 0
            while first < sorted.count {
                kept.removeAll(keepingCapacity: true)
                var (last, inLast, end) = (-1, 0, first)
                while end < sorted.count, sorted[end].group == sorted[first].group {
                    let bid = texts.owner(sorted[end].unit)
                    inLast = bid == last ? inLast + 1 : 1
                    last = bid
                    if inLast <= Self.mostOccurrences { kept.append((bid, sorted[end].unit)) }
                    end += 1
                }
                seeds.add(kept)
                first = end
            }
        }
    }
}

/// Pairs of places with the same k-gram, in two bids.
struct Seeds {
    /// Which two bids: `first * bids + second`.
    private var pairs: [UInt16] = []
    /// The unit in the first bid (32 bits) and that in the second.
    private var places: [UInt64] = []
    private let bids: Int

    init(bids: Int) { self.bids = bids }

    /// Every two of these that are of different bids. Bids ascend.
    mutating func add(_ occurrences: [(bid: Int, unit: Int)]) {
        for (at, one) in occurrences.enumerated() {
            for other in occurrences[(at + 1)...] where other.bid != one.bid {
                pairs.append(UInt16(one.bid * bids + other.bid))
                places.append(UInt64(one.unit) << 32 | UInt64(other.unit))
            }
        }
    }

    /// Calls `body` for each pair that has seeds, in order, with its seeds in the order of the first bid's places.
    func forEachPair(_ body: (_ first: Int, _ second: Int, _ seeds: ArraySlice<UInt64>) -> Void) {
        var starts = [Int](repeating: 0, count: bids * bids + 1)
        for pair in pairs { starts[Int(pair) + 1] += 1 }
        for at in starts.indices.dropFirst() { starts[at] += starts[at - 1] }
        let ends = starts
        var sorted = [UInt64](repeating: 0, count: places.count)
        for (at, pair) in pairs.enumerated() {
            sorted[starts[Int(pair)]] = places[at]
            starts[Int(pair)] += 1
        }
        for pair in 0..<(bids * bids) where ends[pair] < ends[pair + 1] {
            sorted[ends[pair]..<ends[pair + 1]].sort()
            body(pair / bids, pair % bids, sorted[ends[pair]..<ends[pair + 1]])
        }
    }
}
