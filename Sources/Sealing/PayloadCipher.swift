// PayloadCipher.swift — a bid on its way into, and out of, payload.enc: read, digested and encrypted in one pass.
internal import Container
internal import OpenSSLKit
internal import Reporting
internal import ZipKit

/// Reads a `.bid` in blocks, digests it on another core, and gives out ciphertext.
final class PayloadEncryptor {
    private static let blockSize = 1 << 18

    private let input: ZipInput
    private let digest: BackgroundDigest
    private var cipher: GCMCipher
    private let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 4096)
    private var done: Int64 = 0

    /// - Parameter input: the bytes of the bid that is being verified meanwhile.
    init(_ input: ZipInput, key: Secret, nonce: [UInt8], digest algorithm: DigestAlgorithm) throws(Problem) {
        self.input = input
        digest = try BackgroundDigest(algorithm)
        cipher = try GCMCipher(.seal, key: key, nonce: nonce)
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

    /// H(bid) and the tag, after the last byte.
    func finish() throws(Problem) -> (bid: [UInt8], tag: [UInt8]) {
        (try digest.finish(), try cipher.tag())
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

/// Decrypts `payload.enc`; `sink` gets each block of plaintext before it is known to be authentic.
func decryptPayload(
    _ entry: ZipEntry, in archive: ZipReader, key: Secret, envelope: PayloadEnvelope, digest algorithm: DigestAlgorithm,
    sink: (UnsafeRawBufferPointer) throws(Problem) -> Void
) throws(Problem) -> PayloadOpened {
    let digest = try BackgroundDigest(algorithm)
    var cipher = try GCMCipher(.open, key: key, nonce: envelope.nonce)
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
    return PayloadOpened(digest: try digest.finish(), authentic: try cipher.verify(tag: envelope.tag))
}
