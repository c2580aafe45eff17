// Release.swift — release.xml: a half key, or a trustee's share of one, handed over at the opening (解密授权).
package import TenderModel

/// A release. `key` and `share` are secret until the closing list is out, and worth nothing without the officers' half.
package struct Release: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The bidder's own release of K_B.
        case bidder
        /// One trustee's share.
        case share
        /// K_B put together from trustees' shares; the container holds their releases as evidence.
        case recovery
    }

    package var kind: Kind
    package var tender: TenderReference
    package var lot: String
    /// The bidder whose seal it opens, whoever signs.
    package var bidder: Organization
    package var sealID: String
    package var sealedFile: FileDigest
    /// Digest of the `.closing` file that was checked before this was made.
    package var closing: FileDigest
    package var envelope: Int
    /// For the second envelope: digest of the `.passed` list.
    package var passed: FileDigest?
    /// K_B, 32 bytes, hexadecimal; nil in a share.
    package var key: String?
    /// Number of the share, 1 to 255; nil in the other kinds.
    package var shareNumber: Int?
    /// The share, 32 bytes, hexadecimal; nil in the other kinds.
    package var share: String?
    package var issued: Instant

    package init(
        kind: Kind, tender: TenderReference, lot: String, bidder: Organization, sealID: String, sealedFile: FileDigest,
        closing: FileDigest, envelope: Int, passed: FileDigest? = nil, key: String? = nil, shareNumber: Int? = nil,
        share: String? = nil, issued: Instant
    ) {
        self.kind = kind
        self.tender = tender
        self.lot = lot
        self.bidder = bidder
        self.sealID = sealID
        self.sealedFile = sealedFile
        self.closing = closing
        self.envelope = envelope
        self.passed = passed
        self.key = key
        self.shareNumber = shareNumber
        self.share = share
        self.issued = issued
    }
}
