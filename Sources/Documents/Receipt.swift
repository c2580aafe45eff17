// Receipt.swift — receipt.xml: the platform's word that a sealed bid, or its withdrawal, is in (回执).
package import TenderModel

/// What came in: also the kind of an entry of the closing list.
package enum DeliveryKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A first bid of this bidder.
    case delivery
    /// One in place of an earlier one.
    case replacement
    /// The bidder took its bid back.
    case withdrawal
}

/// A receipt for one delivery or withdrawal. It carries no counter, so that it does not tell how many came before.
package struct Receipt: Sendable, Hashable, Codable {
    package var kind: DeliveryKind
    /// The tender version in force at the platform.
    package var tender: TenderReference
    package var lot: String
    package var bidder: Organization
    package var sealID: String
    /// Digest of the sealed file delivered or withdrawn.
    package var sealedFile: FileDigest
    /// Its size in bytes.
    package var size: Int64
    /// For a replacement: what it replaces.
    package var replaces: FileDigest?
    /// For a withdrawal: digest of the `.withdrawal` file.
    package var withdrawal: FileDigest?
    /// The version that the bid was sealed for, where an older one than that in force (and no new bid was asked for).
    package var sealedForVersion: Int?
    /// When the last byte was on disk.
    package var received: Instant
    package var deadline: Instant
    /// H(salt ‖ H(receipt.xml of the receipt before this one)), hexadecimal; the first one's predecessor is H of the tender file.
    package var previous: String

    package init(
        kind: DeliveryKind, tender: TenderReference, lot: String, bidder: Organization, sealID: String,
        sealedFile: FileDigest, size: Int64, replaces: FileDigest? = nil, withdrawal: FileDigest? = nil,
        sealedForVersion: Int? = nil, received: Instant, deadline: Instant, previous: String
    ) {
        self.kind = kind
        self.tender = tender
        self.lot = lot
        self.bidder = bidder
        self.sealID = sealID
        self.sealedFile = sealedFile
        self.size = size
        self.replaces = replaces
        self.withdrawal = withdrawal
        self.sealedForVersion = sealedForVersion
        self.received = received
        self.deadline = deadline
        self.previous = previous
    }
}

extension Receipt {
    /// The version that the bid was sealed for, older than that in force or not; nil for a withdrawal.
    package var bidVersion: Int? { kind == .withdrawal ? nil : sealedForVersion ?? tender.version }
}

/// withdrawal.xml: a bidder takes its bid back before the deadline (撤回), Order 20 art. 27.
package struct Withdrawal: Sendable, Hashable, Codable {
    package var tender: TenderReference
    package var lot: String
    package var bidder: Organization
    package var sealID: String
    package var sealedFile: FileDigest
    package var issued: Instant

    package init(
        tender: TenderReference, lot: String, bidder: Organization, sealID: String, sealedFile: FileDigest,
        issued: Instant
    ) {
        self.tender = tender
        self.lot = lot
        self.bidder = bidder
        self.sealID = sealID
        self.sealedFile = sealedFile
        self.issued = issued
    }
}
