// RadixSort.swift — sorting of flat arrays by some of their bits, in time that does not depend on what they hold.

/// Sorts by the bits `bits` of each key; keys that agree there keep their order.
func radixSort(_ keys: inout [UInt64], by bits: Range<Int>) {
    guard keys.count > 1 else { return }
    let width = 11
    var other = [UInt64](repeating: 0, count: keys.count)
    var low = bits.lowerBound
    while low < bits.upperBound {
        let step = min(width, bits.upperBound - low)
        pass(keys.span, &other, from: low, mask: (1 << UInt64(step)) - 1)
        swap(&keys, &other)
        low += step
    }
}

private func pass(_ from: Span<UInt64>, _ into: inout [UInt64], from low: Int, mask: UInt64) {
    var starts = [Int](repeating: 0, count: Int(mask) + 2)
    var places = starts.mutableSpan
    for at in from.indices { places[Int(from[at] >> UInt64(low) & mask) + 1] += 1 }
    for at in 1..<places.count { places[at] += places[at - 1] }
    var target = into.mutableSpan
    for at in from.indices {
        let key = from[at]
        let digit = Int(key >> UInt64(low) & mask)
        target[places[digit]] = key
        places[digit] += 1
    }
}
