// Seal.swift — seal.xml: the context, digests and commitments of a sealed bid (密封投标文件).
package import TenderModel

/// What a bidder's signature over a sealed bid says.
package struct Seal: Sendable, Hashable, Codable {
    /// 16 random bytes in hexadecimal; salt of the key derivation and unique per bidder.
    package var id: String
    package var suite: SuiteID
    package var tender: TenderReference
    package var lot: String
    package var bidder: Organization
    /// The deadline of the tender version that was sealed for.
    package var deadline: Instant
    /// SHA-256 of the platform's signing certificate, hexadecimal.
    package var platform: String
    package var sealed: Instant
    /// Digest of the sealed file that this one replaces.
    package var replaces: FileDigest?
    /// One for each envelope of the tender, in order.
    package var envelopes: [SealedEnvelope]

    package init(
        id: String, suite: SuiteID, tender: TenderReference, lot: String, bidder: Organization, deadline: Instant,
        platform: String, sealed: Instant, replaces: FileDigest? = nil, envelopes: [SealedEnvelope]
    ) {
        self.id = id
        self.suite = suite
        self.tender = tender
        self.lot = lot
        self.bidder = bidder
        self.deadline = deadline
        self.platform = platform
        self.sealed = sealed
        self.replaces = replaces
        self.envelopes = envelopes
    }
}

/// One envelope within a seal. All commitments are hexadecimal, 32 bytes, in the suite's digest.
package struct SealedEnvelope: Sendable, Hashable, Codable {
    package var number: Int
    /// Size of the `.bid` within, in bytes.
    package var size: Int64
    /// HMAC(HKDF(K_B ‖ K_P, info "bid"), H(bid)).
    package var bidCommitment: String
    /// H(K_B): the bidder's half.
    package var bidderHalf: String
    /// H(K_P): the officers' half.
    package var officerHalf: String
    /// Locks made to the bidder's own certificates: 1 and its spares.
    package var bidderLocks: Int
    /// How many shares bring K_B back; nil where the bidder did not opt in.
    package var threshold: Int?
    /// H of each trustee's share, in share order; empty without recovery.
    package var shares: [String]

    package init(
        number: Int, size: Int64, bidCommitment: String, bidderHalf: String, officerHalf: String, bidderLocks: Int,
        threshold: Int? = nil, shares: [String] = []
    ) {
        self.number = number
        self.size = size
        self.bidCommitment = bidCommitment
        self.bidderHalf = bidderHalf
        self.officerHalf = officerHalf
        self.bidderLocks = bidderLocks
        self.threshold = threshold
        self.shares = shares
    }
}
