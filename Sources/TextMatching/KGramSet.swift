// KGramSet.swift — a set of k-gram keys that answers quickly whether it has one.

struct KGramSet: Sendable {
    /// Ascending, each once.
    let keys: [UInt64]
    /// Where the keys with each value of their upper bits begin; one more at the end.
    private let starts: [UInt32]
    private let shift: UInt64

    /// Takes keys in any order.
    init(_ unsorted: [UInt64]) {
        var sorted = unsorted
        radixSort(&sorted, by: 0..<KGrams.keyBits)
        var count = 0
        for key in sorted where count == 0 || sorted[count - 1] != key {
            sorted[count] = key
            count += 1
        }
        sorted.removeLast(sorted.count - count)
        self.init(ascending: sorted)
    }

    /// Takes keys that ascend, each once.
    init(ascending keys: [UInt64]) {
        self.keys = keys
        let bits = min(24, max(1, Int.bitWidth - keys.count.leadingZeroBitCount))
        shift = UInt64(KGrams.keyBits - bits)
        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        for key in keys { starts[Int(key >> shift) + 1] += 1 }
        for at in 1..<starts.count { starts[at] += starts[at - 1] }
        self.starts = starts
    }

    func contains(_ key: UInt64) -> Bool {
        let slot = Int(key >> shift)
        var at = Int(starts[slot])
        let end = Int(starts[slot + 1])
        while at < end, keys[at] < key { at += 1 }
        return at < end && keys[at] == key
    }
}

/// A bit for each of many keys: says at once of most keys that no set has them.
struct KGramFilter: Sendable {
    private var bits: [UInt64]
    private let mask: UInt64

    init(_ sets: [KGramSet]) {
        let count = sets.reduce(0) { $0 + $1.keys.count }
        // sixteen bits a key or more: one in sixteen of the others slips through at most
        let width = min(30, max(10, Int.bitWidth - count.leadingZeroBitCount + 4))
        mask = (1 << UInt64(width)) - 1
        bits = [UInt64](repeating: 0, count: 1 << (width - 6))
        for set in sets {
            for key in set.keys { bits[Int((key & mask) >> 6)] |= 1 << (key & 63) }
        }
    }

    @inline(__always)
    func mayHave(_ key: UInt64) -> Bool {
        bits[Int((key & mask) >> 6)] & (1 << (key & 63)) != 0
    }
}
