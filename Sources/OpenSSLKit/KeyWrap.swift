// KeyWrap.swift — one key under another: AES-256 key wrap (RFC 3394, id-aes256-wrap).
internal import COpenSSL
package import Reporting

/// AES key wrap with a 256-bit key-encryption key. The wrapped form is 8 bytes longer and authenticates itself.
package enum KeyWrap {
    /// - Parameters:
    ///   - key: 16 bytes or more, a multiple of 8, at most 4096.
    ///   - kek: 32 bytes.
    package static func wrap(_ key: Secret, with kek: Secret) throws(Problem) -> [UInt8] {
        guard kek.count == 32, (16...4096).contains(key.count), key.count.isMultiple(of: 8) else {
            throw .bug("key wrap of \(key.count) bytes under \(kek.count)")
        }
        var wrapped = [UInt8](repeating: 0, count: key.count + 16)
        let count = try kek.withBytes { (kekBytes) throws(Problem) in
            try key.withBytes { keyBytes in
                biao_key_wrap(
                    1, kekBytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    keyBytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(keyBytes.count), &wrapped)
            }
        }
        try require(Int(count) == key.count + 8, "AES key wrap")
        wrapped.removeLast(wrapped.count - Int(count))
        return wrapped
    }

    /// - Throws: CRYP-0011 where the wrapped key is damaged or was wrapped under another key.
    package static func unwrap(_ wrapped: [UInt8], with kek: Secret) throws(Problem) -> Secret {
        guard kek.count == 32 else { throw .bug("key unwrap under \(kek.count) bytes") }
        guard (24...4104).contains(wrapped.count), wrapped.count.isMultiple(of: 8) else { throw .wrongWrappingKey }
        // The cipher may write a whole wrapped length; the key is copied out of the wiped scratch.
        var count: Int32 = -1
        let scratch = try Secret.make(wrapped.count + 16) { (output) throws(Problem) in
            count = try kek.withBytes { bytes in
                biao_key_wrap(
                    0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), wrapped, Int32(wrapped.count), output)
            }
        }
        guard Int(count) == wrapped.count - 8 else { throw .wrongWrappingKey }
        return try scratch.withBytes { bytes in Secret(copying: UnsafeRawBufferPointer(rebasing: bytes[..<Int(count)]))
        }
    }
}

extension Problem {
    fileprivate static var wrongWrappingKey: Problem {
        .crypto(
            "CRYP-0011", zh: "密钥无法解包:密文被改动,或所用密钥不对",
            en: "the wrapped key does not open: it was altered, or the key is another",
            remedyZh: "请确认双方的密钥均属于此文件", remedyEn: "make sure that both key halves belong to this very file")
    }
}
