// KeyDerivation.swift — keys out of keys: HKDF (RFC 5869) and HMAC (RFC 2104).
internal import COpenSSL
package import Reporting

/// Derivation and authentication with a secret key.
package enum KeyDerivation {
    /// HKDF, extract and expand.
    ///
    /// - Parameters:
    ///   - input: key material; the secrets are concatenated in this order.
    ///   - length: bytes wanted, 1 to 255 × 32.
    package static func hkdf(
        _ input: [Secret], salt: [UInt8], info: [UInt8], length: Int, digest: DigestAlgorithm
    ) throws(Problem) -> Secret {
        guard (1...255 * digest.length).contains(length) else { throw .bug("HKDF of \(length) bytes") }
        let material = try Secret.joining(input)
        guard material.count > 0 else { throw .bug("HKDF of no key material") }
        return try Secret.make(length) { (output) throws(Problem) in
            let done = try material.withBytes { bytes in
                biao_hkdf(
                    digest.name, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
                    salt, salt.count, info, info.count, output, length)
            }
            try require(done == 1, "HKDF")
        }
    }

    /// HMAC of a message; 32 bytes.
    package static func hmac(
        key: Secret, _ message: [UInt8], digest: DigestAlgorithm
    ) throws(Problem) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let done = try key.withBytes { bytes in
            HMAC(digest.handle, bytes.baseAddress, Int32(bytes.count), message, message.count, &value, &count) != nil
        }
        try require(done, "HMAC")
        value.removeLast(value.count - Int(count))
        return value
    }
}

extension Secret {
    /// The secrets one after another, as one.
    package static func joining(_ parts: [Secret]) throws(Problem) -> Secret {
        try make(parts.reduce(0) { $0 + $1.count }) { (output) throws(Problem) in
            var offset = 0
            for part in parts {
                try part.withBytes { bytes in
                    guard let source = bytes.baseAddress else { return }
                    UnsafeMutableRawPointer(output).advanced(by: offset).copyMemory(
                        from: source, byteCount: bytes.count)
                }
                offset += part.count
            }
        }
    }
}
