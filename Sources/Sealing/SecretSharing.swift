// SecretSharing.swift — Shamir's secret sharing over GF(2⁸), in the field of libgfshare: shares open with `gfcombine`.
package import OpenSSLKit
package import Reporting

/// Splits a secret into shares of which any `threshold` bring it back. Polynomial 0x11d, the secret at x = 0.
package enum SecretSharing {
    /// One share: its number, which is the x at which the polynomials were taken, and one byte a byte of the secret.
    package struct Share: Sendable {
        /// 1 to 255.
        package var number: Int
        package var value: Secret

        package init(number: Int, value: Secret) {
            self.number = number
            self.value = value
        }
    }

    /// Shares 1 to `count`.
    ///
    /// - Parameters:
    ///   - threshold: 2 to `count`.
    ///   - count: at most 255.
    package static func split(_ secret: Secret, threshold: Int, count: Int) throws(Problem) -> [Share] {
        guard (2...255).contains(count), (2...count).contains(threshold) else {
            throw Problem.bug("sharing \(threshold) of \(count)")
        }
        // coefficient k of byte i lies at (k − 1) · size + i
        let size = secret.count
        let coefficients = try Secret.random(size * (threshold - 1))
        var shares: [Share] = []
        for number in 1...count {
            let value = try secret.withBytes { (bytes) throws(Problem) -> Secret in
                try coefficients.withBytes { (random) throws(Problem) -> Secret in
                    try withScratch(size) { (scratch) in
                        for index in 0..<size {
                            var sum: UInt8 = 0
                            for power in stride(from: threshold - 1, through: 1, by: -1) {
                                sum = multiply(sum ^ random[(power - 1) * size + index], UInt8(number))
                            }
                            scratch[index] = sum ^ bytes[index]
                        }
                    }
                }
            }
            shares.append(Share(number: number, value: value))
        }
        return shares
    }

    /// Puts the secret together from shares with different numbers. Too few shares give a wrong secret without a word:
    /// compare with its commitment.
    package static func combine(_ shares: [Share]) throws(Problem) -> Secret {
        guard let size = shares.first?.value.count, shares.allSatisfy({ $0.value.count == size }),
            Set(shares.map(\.number)).count == shares.count, shares.allSatisfy({ (1...255).contains($0.number) })
        else { throw Problem.bug("combining shares that do not belong together") }
        return try withScratch(size) { (scratch) throws(Problem) in
            for index in 0..<size { scratch[index] = 0 }
            for share in shares {
                // Lagrange's basis polynomial at x = 0; subtraction is exclusive or
                var factor: UInt8 = 1
                for other in shares where other.number != share.number {
                    let ratio = multiply(UInt8(other.number), inverse(UInt8(other.number) ^ UInt8(share.number)))
                    factor = multiply(factor, ratio)
                }
                try share.value.withBytes { (bytes) throws(Problem) in
                    for index in 0..<size { scratch[index] ^= multiply(bytes[index], factor) }
                }
            }
        }
    }

    /// A product in GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1, without branches on the operands.
    static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var product: UInt8 = 0
        var factor = a
        for bit in 0..<8 {
            product ^= factor & (0 &- (b >> UInt8(bit) & 1))
            factor = (factor << 1) ^ (0x1d & (0 &- (factor >> 7)))
        }
        return product
    }

    /// a²⁵⁴, which is 1 / a.
    private static func inverse(_ a: UInt8) -> UInt8 {
        var result: UInt8 = 1
        for _ in 0..<254 { result = multiply(result, a) }
        return result
    }

    private static func withScratch(
        _ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws(Problem) -> Void
    ) throws(Problem) -> Secret {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        defer {
            Secret.wipe(scratch)
            scratch.deallocate()
        }
        try body(scratch)
        return Secret(copying: UnsafeRawBufferPointer(scratch))
    }
}
