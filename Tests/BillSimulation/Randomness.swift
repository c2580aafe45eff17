// Randomness.swift — seeded randomness: the same seed gives the same lots everywhere.
internal import Glibc

/// SplitMix64 (Steele, Lea, Flood 2014).
package struct Seeded: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// From 0 up to, and without, 1.
    package mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    package mutating func within(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    package mutating func happens(_ share: Double) -> Bool { unit() < share }

    /// Of mean 0 and deviation 1 (Box and Muller).
    package mutating func normal() -> Double {
        let radius = sqrt(-2 * log(1 - unit()))
        return radius * cos(2 * .pi * unit())
    }
}
