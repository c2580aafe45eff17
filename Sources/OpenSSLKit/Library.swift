// Library.swift — which OpenSSL this is.
internal import COpenSSL

/// The cryptographic library that the program runs with (not the one it was built with).
package enum CryptoLibrary {
    /// To be called first thing in a program. OpenSSL must not clear up when the program ends: a thread that still
    /// verifies or digests then, because another one failed, would crash.
    package static func start() {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    }

    /// Such as "3.0.22".
    package static var version: String {
        "\(OPENSSL_version_major()).\(OPENSSL_version_minor()).\(OPENSSL_version_patch())"
    }

    /// Whether the library is of that version or later.
    package static func isAtLeast(_ major: UInt32, _ minor: UInt32, _ patch: UInt32) -> Bool {
        (OPENSSL_version_major(), OPENSSL_version_minor(), OPENSSL_version_patch()) >= (major, minor, patch)
    }
}
