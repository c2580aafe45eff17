// FileSums.swift — SHA-256 of bytes in memory, as our documents write it.
internal import OpenSSLKit
package import Reporting
package import TenderModel

extension [UInt8] {
    /// SHA-256 of these bytes, the same that an ``ExtractedDocument`` of them has.
    package func digest() throws(Problem) -> FileDigest {
        FileDigest(
            algorithm: DigestAlgorithm.sha256.rawValue, hex: Hex.encode(try OpenSSLKit.Digest.of(self, .sha256)))
    }
}
