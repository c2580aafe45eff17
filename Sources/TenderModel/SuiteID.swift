// SuiteID.swift — the names of the signature suites (签名套件), as tenders admit them.

/// A cryptographic suite by name. What it does is a value in `Signing`.
package enum SuiteID: String, Sendable, Hashable, Codable, CaseIterable {
    case rsaSHA256 = "rsa-sha256"
    case p256SHA256 = "p256-sha256"
    case sm2SM3 = "sm2-sm3"
}
