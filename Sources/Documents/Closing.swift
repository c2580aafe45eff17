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
    /// The newest addendum that asks for new bids; nil where none does. It is why entries are outdated.
    package var newBids: NewBids?
    /// In the order in which they came in.
    package var entries: [ClosingEntry]

    package init(
        tender: TenderReference, deadline: Instant, closed: Instant, root: String, newBids: NewBids? = nil,
        entries: [ClosingEntry]
    ) {
        self.tender = tender
        self.deadline = deadline
        self.closed = closed
        self.root = root
        self.newBids = newBids
        self.entries = entries
    }

    /// An addendum that asks for new bids (补遗要求重新递交): the version it makes, and the digest of its file.
    package struct NewBids: Sendable, Hashable, Codable {
        package var version: Int
        package var digest: FileDigest

        package init(version: Int, digest: FileDigest) {
            self.version = version
            self.digest = digest
        }
    }

    /// The bids that stand, of one lot: neither replaced nor withdrawn nor outdated.
    package func standing(lot: String) -> [ClosingEntry] {
        entries.filter { $0.lot == lot && $0.status == .standing }
    }

    /// The bids of one lot that an addendum asked to be made anew, and that were not.
    package func outdated(lot: String) -> [ClosingEntry] {
        entries.filter { $0.lot == lot && $0.status == .outdated }
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
        /// The last of its bidder, made for a version before an addendum that asks for new bids (须重新递交而未递交): it is
        /// no bid any more, is not opened and does not count (Regulation art. 21 lets an addendum change what bids rest on).
        case outdated
    }

    package var kind: DeliveryKind
    package var status: Status
    package var lot: String
    package var bidder: Organization
    package var sealID: String
    package var sealedFile: FileDigest
    package var size: Int64
    /// The tender version that the bid was sealed for, as its receipt has it; nil for a withdrawal.
    package var sealedForVersion: Int?
    package var received: Instant
    /// Digest of receipt.xml, hexadecimal.
    package var receipt: String
    /// The salt of the receipt's commitment to the one before, 32 bytes, hexadecimal.
    package var salt: String

    package init(
        kind: DeliveryKind, status: Status, lot: String, bidder: Organization, sealID: String, sealedFile: FileDigest,
        size: Int64, sealedForVersion: Int?, received: Instant, receipt: String, salt: String
    ) {
        self.kind = kind
        self.status = status
        self.lot = lot
        self.bidder = bidder
        self.sealID = sealID
        self.sealedFile = sealedFile
        self.size = size
        self.sealedForVersion = sealedForVersion
        self.received = received
        self.receipt = receipt
        self.salt = salt
    }
}
