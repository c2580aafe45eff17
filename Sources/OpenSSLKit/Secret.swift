// Secret.swift — key bytes that own their memory, are lent, and are wiped when the last owner lets go.
internal import COpenSSL
package import Reporting

/// Bytes that must not be printed, copied about or left behind in memory. Never changes after it is made.
package final class Secret: @unchecked Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Length in bytes.
    package let count: Int
    private let buffer: UnsafeMutableRawBufferPointer

    private init(uninitialized count: Int) {
        self.count = count
        buffer = .allocate(byteCount: max(count, 1), alignment: 16)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }

    package convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(uninitialized: bytes.count)
        if let source = bytes.baseAddress, bytes.count > 0 {
            buffer.baseAddress?.copyMemory(from: source, byteCount: bytes.count)
        }
    }

    /// The array itself is not wiped: whoever made it must let go of it.
    package convenience init(copying bytes: [UInt8]) {
        self.init(uninitialized: bytes.count)
        buffer.copyBytes(from: bytes)
    }

    deinit {
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    /// Fresh random bytes from the generator that is kept for private material.
    ///
    /// - Throws: CRYP-0010 where the system has no randomness to give.
    package static func random(_ count: Int) throws(Problem) -> Secret {
        try make(count) { (bytes) throws(Problem) in
            guard RAND_priv_bytes(bytes, Int32(count)) == 1 else { throw .noRandomness }
        }
    }

    /// A secret whose bytes are written in place by `fill`.
    static func make(
        _ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) throws(Problem) -> Void
    ) throws(Problem) -> Secret {
        guard (0...Int(Int32.max)).contains(count) else { throw .bug("a secret of \(count) bytes") }
        let secret = Secret(uninitialized: count)
        guard let base = secret.buffer.baseAddress else { throw .refused("allocation") }
        try fill(base.assumingMemoryBound(to: UInt8.self))
        return secret
    }

    /// Overwrites a buffer that held something secret, in a way that the compiler cannot leave out.
    package static func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
    }

    /// Lends the bytes; the pointer must not leave `body`.
    package func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws(Problem) -> R) throws(Problem) -> R {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }

    /// Comparison in a time that depends on the lengths only.
    package func equals(_ other: Secret) -> Bool {
        defer { withExtendedLifetime((self, other)) {} }
        return count == other.count && CRYPTO_memcmp(buffer.baseAddress, other.buffer.baseAddress, count) == 0
    }

    package static func == (a: Secret, b: Secret) -> Bool { a.equals(b) }

    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Random bytes that may be public: serial numbers, nonces, salts.
///
/// - Throws: CRYP-0010.
package func randomBytes(_ count: Int) throws(Problem) -> [UInt8] {
    guard (0...Int(Int32.max)).contains(count) else { throw .bug("\(count) random bytes") }
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw .noRandomness }
    return bytes
}

/// Whether two public byte strings (tags, digests) are the same, in a time that depends on the lengths only.
package func equalInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
}

extension Problem {
    fileprivate static var noRandomness: Problem {
        .crypto(
            "CRYP-0010", kind: .system, zh: "系统无法提供随机数", en: "the system has no random numbers to give",
            remedyZh: "请检查 /dev/urandom 与容器的系统调用限制",
            remedyEn: "check /dev/urandom and the container's system call filter")
    }
}
