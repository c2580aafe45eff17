// SealEntryName.swift — the names within a .sealed container.

/// Names of the entries of one envelope.
package enum SealEntryName {
    package static func payload(_ envelope: Int) -> String { "envelopes/\(envelope)/payload.enc" }
    package static func envelope(_ envelope: Int) -> String { "envelopes/\(envelope)/envelope.p7m" }
    package static func officerLock(_ envelope: Int) -> String { "envelopes/\(envelope)/locks/officer.p7m" }

    /// `number` 1 is the bidder's main certificate, 2 and up its spares.
    package static func bidderLock(_ envelope: Int, _ number: Int) -> String {
        "envelopes/\(envelope)/locks/bidder-\(number).p7m"
    }

    /// `number` is the share's, from 1.
    package static func trusteeLock(_ envelope: Int, _ number: Int) -> String {
        let digits = String(number)
        return "envelopes/\(envelope)/locks/trustee-\(String(repeating: "0", count: 3 - digits.count))\(digits).p7m"
    }
}
