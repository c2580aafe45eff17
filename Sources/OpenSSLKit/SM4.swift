// SM4.swift — SM4 (GB/T 32907-2016): CTR for payloads, on all cores, and CBC for the short secrets in locks.
internal import COpenSSL
internal import Dispatch
internal import Glibc
package import Reporting

/// One SM4-CTR message, encrypted or decrypted block by block: the same either way.
///
/// CTR authenticates nothing, and a wrong key gives nonsense without a word: compare digests and commitments.
package struct SM4CTR: ~Copyable {
    /// Of the key and of the first counter block, in bytes.
    package static let keyLength = 16
    private static let blockLength = 16
    /// How many this machine has.
    package static let allCores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    /// A share for one core is at least this long: shorter ones are not worth a thread.
    private static let shortestShare = 1 << 15

    private let counter: [UInt8]
    private let lanes: [Lane]
    private var position: UInt64 = 0

    /// - Parameters:
    ///   - key: 16 bytes.
    ///   - counter: the first counter block, 16 bytes; random, and never used twice with the same key.
    ///   - cores: how many may work at once.
    package init(key: Secret, counter: [UInt8], cores: Int = Self.allCores) throws(Problem) {
        guard key.count == Self.keyLength, counter.count == Self.blockLength else {
            throw .bug("SM4-CTR with a key of \(key.count) and a counter of \(counter.count) bytes")
        }
        var lanes: [Lane] = []
        for _ in 0..<max(1, cores) { lanes.append(try Lane(key)) }
        self.counter = counter
        self.lanes = lanes
    }

    /// Encrypts or decrypts the next bytes.
    ///
    /// - Parameter output: at least as long as `input`; may be the same memory.
    package mutating func process(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Problem) {
        guard output.count >= input.count else { throw .bug("SM4-CTR out of room") }
        guard let source = input.baseAddress, let target = output.baseAddress, input.count > 0 else { return }
        let work = Work(source: source, target: target, count: input.count, position: position, counter: counter)
        let shares = max(1, min(lanes.count, input.count / Self.shortestShare))
        let share = (input.count / shares + Self.blockLength - 1) / Self.blockLength * Self.blockLength
        let lanes = lanes
        if shares == 1 {
            lanes[0].run(work, 0..<input.count)
        } else {
            DispatchQueue.concurrentPerform(iterations: shares) { number in
                let start = min(number * share, work.count)
                lanes[number].run(work, start..<(number == shares - 1 ? work.count : min(start + share, work.count)))
            }
        }
        for lane in lanes.prefix(shares) where lane.failed { throw .refused("SM4-CTR") }
        position += UInt64(input.count)
    }

    /// What all lanes share of one call; each writes only its own part.
    private struct Work: @unchecked Sendable {
        let source: UnsafeRawPointer
        let target: UnsafeMutableRawPointer
        let count: Int
        /// Of the first byte within the message.
        let position: UInt64
        let counter: [UInt8]
    }

    /// One core's cipher.
    private final class Lane: @unchecked Sendable {
        private let context: OpaquePointer
        private(set) var failed = false

        init(_ key: Secret) throws(Problem) {
            guard let made = EVP_CIPHER_CTX_new() else { throw .refused("EVP_CIPHER_CTX_new") }
            let done = try key.withBytes { bytes in
                EVP_EncryptInit_ex2(
                    made, EVP_sm4_ctr(), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    [UInt8](repeating: 0, count: SM4CTR.blockLength), nil)
            }
            guard done == 1 else {
                EVP_CIPHER_CTX_free(made)
                throw .refused("SM4-CTR")
            }
            context = made
        }

        deinit { EVP_CIPHER_CTX_free(context) }

        func run(_ work: Work, _ range: Range<Int>) {
            guard !range.isEmpty else { return }
            let offset = work.position + UInt64(range.lowerBound)
            let block = SM4CTR.counter(work.counter, plus: offset / UInt64(SM4CTR.blockLength))
            var written: Int32 = 0
            // Into the middle of a block: the key stream before it is thrown away.
            var skipped = [UInt8](repeating: 0, count: Int(offset % UInt64(SM4CTR.blockLength)))
            guard EVP_EncryptInit_ex2(context, nil, nil, block, nil) == 1,
                EVP_EncryptUpdate(context, &skipped, &written, skipped, Int32(skipped.count)) == 1
            else {
                failed = true
                return
            }
            var start = range.lowerBound
            while start < range.upperBound {
                let count = min(range.upperBound - start, 1 << 30)
                let target = work.target.advanced(by: start).assumingMemoryBound(to: UInt8.self)
                let source = work.source.advanced(by: start).assumingMemoryBound(to: UInt8.self)
                guard EVP_EncryptUpdate(context, target, &written, source, Int32(count)) == 1, Int(written) == count
                else {
                    failed = true
                    return
                }
                start += count
            }
        }
    }

    /// The counter block so many blocks on, as one big-endian number of 128 bits.
    private static func counter(_ first: [UInt8], plus blocks: UInt64) -> [UInt8] {
        var sum = first
        var carry = blocks
        for index in sum.indices.reversed() where carry > 0 {
            carry += UInt64(sum[index])
            sum[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
        return sum
    }
}

/// SM4-CBC with PKCS#7 padding, of short secrets.
enum SM4CBC {
    /// - Returns: the ciphertext under a fresh key; the key and the initialisation vector with it.
    static func seal(_ secret: Secret) throws(Problem) -> (key: Secret, vector: [UInt8], ciphertext: [UInt8]) {
        let key = try Secret.random(SM4CTR.keyLength)
        let vector = try randomBytes(16)
        return (key, vector, try seal(secret, key: key, vector: vector))
    }

    /// - Returns: the ciphertext, longer by 1 to 16 bytes of padding.
    static func seal(_ secret: Secret, key: Secret, vector: [UInt8]) throws(Problem) -> [UInt8] {
        try secret.withBytes { (bytes) throws(Problem) in
            var output = [UInt8](repeating: 0, count: bytes.count + 16)
            let count = try run(1, key, vector, bytes, &output)
            output.removeLast(output.count - (count ?? 0))
            return output
        }
    }

    /// Nil where the padding is wrong.
    static func open(_ ciphertext: [UInt8], key: Secret, vector: [UInt8]) throws(Problem) -> Secret? {
        guard vector.count == 16, ciphertext.count >= 16, ciphertext.count.isMultiple(of: 16) else { return nil }
        var output = [UInt8](repeating: 0, count: ciphertext.count + 16)
        defer { output.withUnsafeMutableBytes { Secret.wipe($0) } }
        let input = Secret(copying: ciphertext)
        let opened = try input.withBytes { (bytes) throws(Problem) in try run(0, key, vector, bytes, &output) }
        guard let count = opened else { return nil }
        return output.withUnsafeBytes { Secret(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    private static func run(
        _ sealing: Int32, _ key: Secret, _ vector: [UInt8], _ input: UnsafeRawBufferPointer, _ output: inout [UInt8]
    ) throws(Problem) -> Int? {
        let context = try required(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new")
        defer { EVP_CIPHER_CTX_free(context) }
        let ready = try key.withBytes { bytes in
            EVP_CipherInit_ex2(
                context, EVP_sm4_cbc(), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), vector, sealing, nil)
        }
        try require(ready == 1, "SM4-CBC")
        var written: Int32 = 0
        var rest: Int32 = 0
        let source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        try require(
            EVP_CipherUpdate(context, &output, &written, source, Int32(input.count)) == 1, "SM4-CBC")
        let done = output.withUnsafeMutableBufferPointer { buffer in
            EVP_CipherFinal_ex(context, buffer.baseAddress?.advanced(by: Int(written)), &rest)
        }
        ERR_clear_error()
        return done == 1 ? Int(written + rest) : nil
    }
}
