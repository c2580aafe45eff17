// Digest.swift — streaming message digests (报文摘要). The only file that touches EVP_MD_CTX.
internal import COpenSSL
internal import FileKit
package import Reporting

/// A message digest that a signature suite may name.
package enum DigestAlgorithm: String, Sendable, CaseIterable, Codable {
    /// SHA-256, FIPS 180-4.
    case sha256
    /// SM3 (密码杂凑算法), GB/T 32905-2016.
    case sm3

    /// Length of the digest in bytes: 32 for both.
    package var length: Int { 32 }

    var handle: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sm3: EVP_sm3()
        }
    }

    var name: String {
        switch self {
        case .sha256: "SHA256"
        case .sm3: "SM3"
        }
    }
}

/// A digest in the making: any number of updates, then one ``finish()``.
package struct Digest: ~Copyable {
    private let context: OpaquePointer
    private var finished = false
    private let algorithm: DigestAlgorithm

    /// - Throws: CRYP-0001.
    package init(_ algorithm: DigestAlgorithm) throws(Problem) {
        guard let made = EVP_MD_CTX_new() else { throw .refused("EVP_MD_CTX_new") }
        guard EVP_DigestInit_ex2(made, algorithm.handle, nil) == 1 else {
            EVP_MD_CTX_free(made)
            throw .refused("EVP_DigestInit (\(algorithm.rawValue))")
        }
        self.algorithm = algorithm
        context = made
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in more bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
        guard !finished else { throw .bug("digest updated after it was finished") }
        try require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "EVP_DigestUpdate")
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: [UInt8]) throws(Problem) {
        guard !finished else { throw .bug("digest updated after it was finished") }
        try require(EVP_DigestUpdate(context, bytes, bytes.count) == 1, "EVP_DigestUpdate")
    }

    /// The digest; may be called once.
    package mutating func finish() throws(Problem) -> [UInt8] {
        guard !finished else { throw .bug("digest finished twice") }
        finished = true
        var value = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        try require(EVP_DigestFinal_ex(context, &value, &count) == 1, "EVP_DigestFinal")
        value.removeLast(value.count - Int(count))
        return value
    }

    /// The digest of bytes in memory.
    package static func of(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) throws(Problem) -> [UInt8] {
        var digest = try Digest(algorithm)
        try digest.update(bytes)
        return try digest.finish()
    }

    /// The digest of a whole file, read in blocks of 1 MiB.
    ///
    /// - Parameter progress: called after each block with the bytes read so far.
    /// - Throws: the file's own problem (exit 74).
    package static func ofFile(
        _ path: String, _ algorithm: DigestAlgorithm, progress: (Int64) -> Void = { _ in }
    ) throws(Problem) -> [UInt8] {
        let reader = try FileReader(path)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { buffer.deallocate() }
        var digest = try Digest(algorithm)
        var done: Int64 = 0
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { break }
            try digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            done += Int64(count)
            progress(done)
        }
        return try digest.finish()
    }
}
