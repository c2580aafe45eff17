// AuthorityName.swift — the three authorities of a practice PKI, and who issues whom.

/// root → intermediate → identities; the timestamp authority has a root of its own.
package enum AuthorityName: String, Sendable, Hashable, CaseIterable {
    case root
    case intermediate
    case tsaRoot = "tsa-root"

    /// Nil for one that is self-signed.
    var issuer: AuthorityName? { self == .intermediate ? .root : nil }

    var commonName: String {
        switch self {
        case .root: "biao 模拟根CA (仅供培训)"
        case .intermediate: "biao 模拟签发CA (仅供培训)"
        case .tsaRoot: "biao 模拟时间戳根CA (仅供培训)"
        }
    }
}
