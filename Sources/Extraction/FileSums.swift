// FileSums.swift — SHA-256 of bytes in memory, as our documents write it.
internal import OpenSSLKit
internal import Reporting
internal import TenderModel

extension [UInt8] {
    func digest() throws(Problem) -> FileDigest {
        FileDigest(
            algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(try OpenSSLKit.Digest.of(self, .sha256)))
    }
}
