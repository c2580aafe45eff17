// Library.swift — which OpenSSL this is.
internal import COpenSSL

/// The cryptographic library that the program runs with (not the one it was built with).
package enum CryptoLibrary {
    /// Such as "3.0.22".
    package static var version: String {
        "\(OPENSSL_version_major()).\(OPENSSL_version_minor()).\(OPENSSL_version_patch())"
    }

    /// Whether the library is of that version or later.
    package static func isAtLeast(_ major: UInt32, _ minor: UInt32, _ patch: UInt32) -> Bool {
        (OPENSSL_version_major(), OPENSSL_version_minor(), OPENSSL_version_patch()) >= (major, minor, patch)
    }
}
