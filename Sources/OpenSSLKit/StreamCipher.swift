// StreamCipher.swift — payload encryption in passing: AES-256-GCM (NIST SP 800-38D), block by block, in place or not.
internal import COpenSSL
package import Reporting

/// One AES-256-GCM message. Output is as long as input; the 16-byte tag is apart.
///
/// What `open` gives out before ``verify(tag:)`` said true is unauthenticated: keep it where it can be thrown away.
package struct GCMCipher: ~Copyable {
    /// Which way.
    package enum Direction: Sendable { case seal, open }

    /// Longest message under one nonce, in bytes: 2³⁶ − 32.
    package static let longestMessage: UInt64 = (1 << 36) - 32
    /// Length of the tag in bytes.
    package static let tagLength = 16

    private let context: OpaquePointer
    private let direction: Direction
    private var total: UInt64 = 0
    private var finished = false

    /// - Parameters:
    ///   - key: 32 bytes.
    ///   - nonce: 12 bytes, never used twice with the same key.
    package init(_ direction: Direction, key: Secret, nonce: [UInt8]) throws(Problem) {
        guard key.count == 32, nonce.count == 12 else {
            throw .bug("AES-256-GCM with a key of \(key.count) and a nonce of \(nonce.count) bytes")
        }
        guard let made = EVP_CIPHER_CTX_new() else { throw .refused("EVP_CIPHER_CTX_new") }
        let done = try key.withBytes { bytes in
            EVP_CipherInit_ex2(
                made, EVP_aes_256_gcm(), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nonce,
                direction == .seal ? 1 : 0, nil)
        }
        guard done == 1 else {
            EVP_CIPHER_CTX_free(made)
            throw .refused("AES-256-GCM")
        }
        self.direction = direction
        context = made
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Additional data that the tag covers; before the first ``process(_:into:)``.
    package mutating func authenticate(_ additional: [UInt8]) throws(Problem) {
        guard !finished, total == 0, additional.count <= 1 << 30 else { throw .bug("additional data out of turn") }
        var count: Int32 = 0
        try require(
            EVP_CipherUpdate(context, nil, &count, additional, Int32(additional.count)) == 1, "GCM additional data")
    }

    /// Encrypts or decrypts the next bytes.
    ///
    /// - Parameter output: at least as long as `input`; may be the same memory.
    /// - Throws: CRYP-0012 past ``longestMessage``.
    package mutating func process(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Problem) {
        guard !finished, output.count >= input.count else { throw .bug("AES-256-GCM out of turn or out of room") }
        guard UInt64(input.count) <= Self.longestMessage - total else {
            throw .crypto(
                "CRYP-0012", zh: "内容超过 64 GiB,无法用一个密钥加密",
                en: "the content is over 64 GiB, more than one key may encrypt",
                remedyZh: "请把文件分成多个标段或减小附件", remedyEn: "make the attachments smaller")
        }
        total += UInt64(input.count)
        var offset = 0
        while offset < input.count {
            let count = min(input.count - offset, 1 << 30)
            guard let source = input.baseAddress, let target = output.baseAddress else { return }
            var written: Int32 = 0
            let done = EVP_CipherUpdate(
                context, target.advanced(by: offset).assumingMemoryBound(to: UInt8.self), &written,
                source.advanced(by: offset).assumingMemoryBound(to: UInt8.self), Int32(count))
            try require(done == 1 && Int(written) == count, "AES-256-GCM")
            offset += count
        }
    }

    /// Ends sealing: the 16-byte tag. Once.
    package mutating func tag() throws(Problem) -> [UInt8] {
        guard direction == .seal, !finished else { throw .bug("GCM tag asked for twice, or while opening") }
        finished = true
        var tag = [UInt8](repeating: 0, count: Self.tagLength)
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        try require(EVP_CipherFinal_ex(context, &rest, &count) == 1, "GCM end")
        try require(
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength), &tag) == 1, "GCM tag")
        return tag
    }

    /// Ends opening: whether all that came out is what was sealed under this key. Once.
    package mutating func verify(tag: [UInt8]) throws(Problem) -> Bool {
        guard direction == .open, !finished else { throw .bug("GCM tag checked twice, or while sealing") }
        finished = true
        guard tag.count == Self.tagLength else { return false }
        var expected = tag
        var rest = [UInt8](repeating: 0, count: 16)
        var count: Int32 = 0
        try require(
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), &expected) == 1, "GCM tag")
        let good = EVP_CipherFinal_ex(context, &rest, &count) == 1
        ERR_clear_error()
        return good
    }
}
