// PayloadCipher.swift — a bid on its way into, and out of, payload.enc: read, digested and encrypted in one pass.
internal import Container
internal import OpenSSLKit
internal import Reporting
internal import Signing
internal import ZipKit

/// Reads a `.bid` in blocks, digests it on another core, and gives out ciphertext.
final class PayloadEncryptor {
    private static let blockSize = 1 << 18

    private let input: ZipInput
    private let digest: BackgroundDigest
    private let cipher: any PayloadSealing
    private let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 4096)
    private var done: Int64 = 0

    /// - Parameters:
    ///   - input: the bytes of the bid that is being verified meanwhile.
    ///   - kek: what the context makes of both half keys.
    init(_ input: ZipInput, context: KeyContext, kek: Secret) throws(Problem) {
        let suite = SignatureSuites.suite(context.suite)
        self.input = input
        digest = try BackgroundDigest(suite.digest)
        cipher = suite.isNational ? try CTRSealing(kek) : try GCMSealing(kek, sealID: context.sealID)
    }

    deinit {
        Secret.wipe(plain)
        plain.deallocate()
    }

    /// The next ciphertext; 0 at the end.
    func next(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
        let count = Int(min(Int64(min(plain.count, buffer.count)), input.size - done))
        do throws(Problem) {
            try input.read(at: done, into: UnsafeMutableRawBufferPointer(rebasing: plain[..<count]))
        } catch {
            throw input.hasChanged ? changed() : error
        }
        done += Int64(count)
        let block = UnsafeRawBufferPointer(rebasing: plain[..<count])
        digest.update(block)
        try cipher.process(block, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// H(bid), and how the payload is encrypted, after the last byte.
    func finish() throws(Problem) -> (bid: [UInt8], envelope: PayloadEnvelope) {
        (try digest.finish(), try cipher.envelope())
    }

    /// SEAL-0002 where anyone wrote to the file since it was opened: what was sealed need not be what was verified.
    func requireUnchanged() throws(Problem) {
        if input.hasChanged { throw changed() }
    }

    private func changed() -> Problem {
        Problem(
            code: "SEAL-0002",
            message: LocalizedText(zh: "封装过程中投标文件被改动", en: "the bid changed while it was being sealed"),
            remedy: LocalizedText(zh: "请关闭正在使用该文件的程序后重试", en: "close the programs that use the file, then seal again"),
            place: input.path)
    }
}

/// What decryption came to. None of it may be used unless ``authentic``.
struct PayloadOpened {
    /// H of what came out.
    var digest: [UInt8]
    /// Whether the tag fits: the key is right and no byte was altered.
    var authentic: Bool
}

/// Decrypts `payload.enc`; `sink` gets each block of plaintext before it is known to be what was sealed.
///
/// - Returns: nil where the envelope is not of the context, or the KEK does not fit it.
func decryptPayload(
    _ entry: ZipEntry, in archive: ZipReader, context: KeyContext, kek: Secret, envelope: PayloadEnvelope,
    sink: (UnsafeRawBufferPointer) throws(Problem) -> Void
) throws(Problem) -> PayloadOpened? {
    let suite = SignatureSuites.suite(context.suite)
    let cipher: any PayloadOpening
    switch envelope {
    case .gcm(let envelope) where !suite.isNational && envelope.sealID == context.sealID:
        guard let opening = try GCMOpening(envelope, kek) else { return nil }
        cipher = opening
    case .ctr(let envelope) where suite.isNational: cipher = try CTROpening(envelope, kek)
    case .gcm, .ctr: return nil
    }
    let digest = try BackgroundDigest(suite.digest)
    let blockSize = 1 << 18
    let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 4096)
    defer {
        Secret.wipe(plain)
        plain.deallocate()
    }
    try archive.stream(entry, blockSize: blockSize) { (block) throws(Problem) in
        let output = UnsafeMutableRawBufferPointer(rebasing: plain[..<block.count])
        try cipher.process(block, into: output)
        digest.update(UnsafeRawBufferPointer(output))
        try sink(UnsafeRawBufferPointer(output))
    }
    return PayloadOpened(digest: try digest.finish(), authentic: try cipher.isAuthentic())
}

// MARK: - The two ciphers

private protocol PayloadSealing {
    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem)
    /// After the last byte.
    func envelope() throws(Problem) -> PayloadEnvelope
}

private protocol PayloadOpening {
    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem)
    /// After the last byte: whether the cipher itself vouches for what came out, where it can.
    func isAuthentic() throws(Problem) -> Bool
}

/// AES-256-GCM under a fresh key, wrapped by the KEK.
private final class GCMSealing: PayloadSealing {
    private var cipher: GCMCipher
    private var unfinished: GCMEnvelope

    init(_ kek: Secret, sealID: [UInt8]) throws(Problem) {
        let key = try Secret.random(32)
        let nonce = try randomBytes(12)
        unfinished = GCMEnvelope(sealID: sealID, wrappedKey: try KeyWrap.wrap(key, with: kek), nonce: nonce, tag: [])
        cipher = try GCMCipher(.seal, key: key, nonce: nonce)
    }

    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem) {
        try cipher.process(input, into: output)
    }

    func envelope() throws(Problem) -> PayloadEnvelope {
        unfinished.tag = try cipher.tag()
        return .gcm(unfinished)
    }
}

private final class GCMOpening: PayloadOpening {
    private var cipher: GCMCipher
    private let tag: [UInt8]

    /// Nil where the KEK does not unwrap the key.
    init?(_ envelope: GCMEnvelope, _ kek: Secret) throws(Problem) {
        guard let key = try? KeyWrap.unwrap(envelope.wrappedKey, with: kek) else { return nil }
        cipher = try GCMCipher(.open, key: key, nonce: envelope.nonce)
        tag = envelope.tag
    }

    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem) {
        try cipher.process(input, into: output)
    }

    func isAuthentic() throws(Problem) -> Bool { try cipher.verify(tag: tag) }
}

/// SM4-CTR under the KEK itself, which no other payload has.
private final class CTRSealing: PayloadSealing {
    private var cipher: SM4CTR
    private let counter: [UInt8]

    init(_ kek: Secret) throws(Problem) {
        counter = try randomBytes(16)
        cipher = try SM4CTR(key: kek, counter: counter)
    }

    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem) {
        try cipher.process(input, into: output)
    }

    func envelope() throws(Problem) -> PayloadEnvelope { .ctr(CTREnvelope(counter: counter)) }
}

private final class CTROpening: PayloadOpening {
    private var cipher: SM4CTR

    init(_ envelope: CTREnvelope, _ kek: Secret) throws(Problem) {
        cipher = try SM4CTR(key: kek, counter: envelope.counter)
    }

    func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem) {
        try cipher.process(input, into: output)
    }

    /// CTR vouches for nothing; what came out is held against the commitment to H(bid), which only both halves can make.
    func isAuthentic() -> Bool { true }
}
