// Closing.swift — closing.xml: the list of everything that came in before the deadline (截标清单).
package import TenderModel

/// The closing list: made once, after the deadline and before any release.
package struct Closing: Sendable, Hashable, Codable {
    /// The tender version in force at the deadline.
    package var tender: TenderReference
    package var deadline: Instant
    package var closed: Instant
    /// RFC 6962 Merkle tree hash, hexadecimal. Leaf n is the 64 bytes salt ‖ receipt digest of entry n.
    package var root: String
    /// In the order in which they came in.
    package var entries: [ClosingEntry]

    package init(tender: TenderReference, deadline: Instant, closed: Instant, root: String, entries: [ClosingEntry]) {
        self.tender = tender
        self.deadline = deadline
        self.closed = closed
        self.root = root
        self.entries = entries
    }

    /// The bids that stand, of one lot: neither replaced nor withdrawn.
    package func standing(lot: String) -> [ClosingEntry] {
        entries.filter { $0.lot == lot && $0.status == .standing }
    }
}

/// One receipt in the closing list.
package struct ClosingEntry: Sendable, Hashable, Codable {
    package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        /// A bid that will be opened.
        case standing
        /// Replaced by a later one.
        case replaced
        /// Taken back; also the state of the withdrawal's own entry.
        case withdrawn
    }

    package var kind: DeliveryKind
    package var status: Status
    package var lot: String
    package var bidder: Organization
    package var sealID: String
    package var sealedFile: FileDigest
    package var size: Int64
    package var received: Instant
    /// Digest of receipt.xml, hexadecimal.
    package var receipt: String
    /// The salt of the receipt's commitment to the one before, 32 bytes, hexadecimal.
    package var salt: String

    package init(
        kind: DeliveryKind, status: Status, lot: String, bidder: Organization, sealID: String, sealedFile: FileDigest,
        size: Int64, received: Instant, receipt: String, salt: String
    ) {
        self.kind = kind
        self.status = status
        self.lot = lot
        self.bidder = bidder
        self.sealID = sealID
        self.sealedFile = sealedFile
        self.size = size
        self.received = received
        self.receipt = receipt
        self.salt = salt
    }
}
