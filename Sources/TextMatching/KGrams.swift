// KGrams.swift — fingerprints of text: hashes of every nine characters in a row, and which of them are kept (winnowing).

/// Winnowing after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003), section 3:
/// of each `window` neighbours the least is kept, so that texts sharing `length + window - 1` characters share a fingerprint.
enum KGrams {
    /// Characters of one k-gram.
    static let length = 9
    static let window = 6
    /// Bits of a hash that sets and libraries keep.
    static let keyBits = 48

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    /// base to the power of `length - 1`: the weight of a k-gram's first character.
    private static let firstWeight: UInt64 = {
        var power: UInt64 = 1
        for _ in 0..<(length - 1) { power &*= base }
        return power
    }()

    /// The hash of each k-gram of `units[range]`, into `hashes`; none if the range is shorter than one.
    static func hash(_ units: Span<UInt32>, _ range: Range<Int>, into hashes: inout [UInt64]) {
        hashes.removeAll(keepingCapacity: true)
        guard range.count >= length else { return }
        hashes.reserveCapacity(range.count - length + 1)
        let first = firstWeight
        var sum: UInt64 = 0
        for at in range.lowerBound..<(range.lowerBound + length - 1) { sum = sum &* base &+ UInt64(units[at]) &+ 1 }
        for at in (range.lowerBound + length - 1)..<range.upperBound {
            sum = sum &* base &+ UInt64(units[at]) &+ 1
            hashes.append(mix(sum))
            sum = sum &- (UInt64(units[at - length + 1]) &+ 1) &* first
        }
    }

    private static func mix(_ sum: UInt64) -> UInt64 {
        var value = sum
        value = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
        value = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
        return value ^ value >> 32
    }

    /// The part of a hash that sets and libraries keep.
    static func key(_ hash: UInt64) -> UInt64 { hash >> UInt64(64 - keyBits) }

    /// In place of the hash of a k-gram that winnowing must not keep.
    static let leftOut = UInt64.max

    /// Calls `keep` with the index of each hash that winnowing keeps, ascending.
    static func winnow(_ hashes: Span<UInt64>, keep: (Int) -> Void) {
        var least = -1
        var value = leftOut
        for right in hashes.indices {
            if least >= 0, least + window > right {
                guard hashes[right] < value else { continue }
                (least, value) = (right, hashes[right])
            } else {
                // the window's least has left it: the rightmost of the least ones is the next
                (least, value) = (-1, leftOut)
                guard right >= window - 1 || right == hashes.count - 1 else { continue }
                for at in max(0, right - window + 1)...right where hashes[at] <= value && hashes[at] != leftOut {
                    (least, value) = (at, hashes[at])
                }
                guard least >= 0 else { continue }
            }
            keep(least)
        }
    }
}
