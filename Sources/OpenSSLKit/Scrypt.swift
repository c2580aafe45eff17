// Scrypt.swift — scrypt (RFC 7914): a hash that costs time and memory, for values that could be guessed.
internal import COpenSSL
package import Reporting

extension KeyDerivation {
    /// scrypt with p = 1. Takes 128 · r · N bytes of memory while it runs.
    ///
    /// - Parameters:
    ///   - cost: N, a power of two above 1.
    ///   - length: bytes wanted.
    package static func scrypt(
        _ value: [UInt8], salt: [UInt8], cost: Int, blockSize: Int = 8, length: Int
    ) throws(Problem) -> [UInt8] {
        guard cost > 1, cost & (cost - 1) == 0, blockSize > 0, length > 0 else {
            throw .bug("scrypt with N = \(cost), r = \(blockSize)")
        }
        var output = [UInt8](repeating: 0, count: length)
        // OpenSSL counts a few blocks more than 128 · r · N
        let memory = UInt64(128 * blockSize * cost) + (1 << 20)
        let done = value.withUnsafeBytes { bytes in
            EVP_PBE_scrypt(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, salt, salt.count,
                UInt64(cost), UInt64(blockSize), 1, memory, &output, length)
        }
        try require(done == 1, "scrypt")
        return output
    }
}
