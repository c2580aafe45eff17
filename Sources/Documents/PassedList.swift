// PassedList.swift — passed.xml: who passed the first envelope (第一信封评审通过名单), without which no second one is opened.
package import TenderModel

/// The signed list that lets second envelopes be released and opened.
package struct PassedList: Sendable, Hashable, Codable {
    package var tender: TenderReference
    package var lot: String
    package var closing: FileDigest
    /// Digest of the opening record of the first envelopes.
    package var firstOpening: FileDigest
    /// Every bidder whose first envelope was opened stands in exactly one of the two.
    package var passed: [Organization]
    package var rejected: [Rejection]
    package var issued: Instant

    /// A bidder that did not pass, and why.
    package struct Rejection: Sendable, Hashable, Codable {
        package var bidder: Organization
        package var reason: String

        package init(bidder: Organization, reason: String) {
            self.bidder = bidder
            self.reason = reason
        }
    }

    package init(
        tender: TenderReference, lot: String, closing: FileDigest, firstOpening: FileDigest, passed: [Organization],
        rejected: [Rejection], issued: Instant
    ) {
        self.tender = tender
        self.lot = lot
        self.closing = closing
        self.firstOpening = firstOpening
        self.passed = passed
        self.rejected = rejected
        self.issued = issued
    }
}
