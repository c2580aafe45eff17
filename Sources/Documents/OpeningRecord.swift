// OpeningRecord.swift — opening.xml: what happened at the opening of one lot (开标记录).
package import Reporting
package import TenderModel

/// The opening record. The XML is the record; HTML is a rendering of it (Order 20 art. 62).
package struct OpeningRecord: Sendable, Hashable, Codable {
    /// Who the copy is for (Order 20 art. 32: published, secrets excepted).
    package enum View: String, Sendable, Hashable, Codable, CaseIterable {
        case publicView = "public"
        case full
    }

    package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        /// Opened and read out.
        case opened
        /// Fewer than three bidders at the deadline: not opened (Regulation art. 44).
        case notOpened = "not-opened"
        /// Fewer than three bids could be decrypted: stopped before the read-out, until a ruling.
        case suspended
    }

    package var view: View
    package var status: Status
    package var tender: TenderReference
    package var title: String
    package var lot: String
    package var lotTitle: String
    package var envelope: Int
    package var deadline: Instant
    /// When the release window ended or the last release came in.
    package var windowEnd: Instant
    package var opened: Instant
    package var closing: FileDigest
    /// For second envelopes: digest of the `.passed` list.
    package var passed: FileDigest?
    /// Bidders at the deadline; a consortium counts as one.
    package var bidders: Int
    /// What is read out, in order.
    package var fields: [SheetField]
    package var rows: [OpeningRow]
    /// Rulings by the officer on the session as a whole, such as going on with fewer than three.
    package var rulings: [String]
    /// The template that the tender followed; nil where it followed none.
    package var template: RecordTemplate?

    package init(
        view: View, status: Status, tender: TenderReference, title: String, lot: String, lotTitle: String,
        envelope: Int, deadline: Instant, windowEnd: Instant, opened: Instant, closing: FileDigest,
        passed: FileDigest? = nil, bidders: Int, fields: [SheetField], rows: [OpeningRow], rulings: [String] = [],
        template: RecordTemplate? = nil
    ) {
        self.view = view
        self.status = status
        self.tender = tender
        self.title = title
        self.lot = lot
        self.lotTitle = lotTitle
        self.envelope = envelope
        self.deadline = deadline
        self.windowEnd = windowEnd
        self.opened = opened
        self.closing = closing
        self.passed = passed
        self.bidders = bidders
        self.fields = fields
        self.rows = rows
        self.rulings = rulings
        self.template = template
    }
}

/// What became of one sealed bid; the numbers are the rows of the table in `docs/formats/README.md`.
package enum OpeningOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Decrypted to the very bid that was sealed.
    case opened
    /// 1: not in the closing list.
    case notInList = "not-in-list"
    /// 2: the bytes are not those of the receipt.
    case fileChanged = "file-changed"
    /// 3: no valid release when the window ended.
    case notReleased = "not-released"
    /// 4: a release whose key is not the one that was committed to, and no better one came.
    case wrongKey = "wrong-key"
    /// 5: the officers' lock does not open, or not to the key that was committed to.
    case officerLock = "officer-lock"
    /// 6: the keys are right, the payload is not the bid that was committed to.
    case payload
    /// Not looked into at all: an addendum asked for new bids after it came in, and none came (须重新递交而未递交).
    case outdated
}

/// Whose doing it was that a bid was not decrypted, as far as the signed events tell (Order 20 art. 31).
package enum Attribution: String, Sendable, Hashable, Codable, CaseIterable {
    /// 投标人原因.
    case bidder
    /// 平台原因.
    case platform
    /// 原因待认定: a person has to rule.
    case undetermined
}

/// One row of the opening record, with the customary columns.
package struct OpeningRow: Sendable, Hashable, Codable {
    /// 序号, from 1.
    package var number: Int
    package var bidder: Organization
    package var consortium: [ConsortiumMember]
    package var sealedFile: FileDigest
    package var received: Instant
    package var outcome: OpeningOutcome
    /// How K_B came: nil where it did not.
    package var releasedBy: Release.Kind?
    package var released: Instant?
    /// Nil where opened.
    package var attribution: Attribution?
    /// The officer's ruling on an undecrypted bid: 撤销 or 撤回, with reason.
    package var ruling: String?
    package var deposit: Deposit?
    /// Values of the opening sheet.
    package var sheet: [SheetValue]
    /// 备注: findings about the opened bid, and what else is to be known.
    package var remarks: [OpeningRemark]
    /// H(bid) of what came out; nil where nothing did.
    package var bid: FileDigest?
    /// Full view only: K_B and K_P in hexadecimal, with which anyone can open the sealed file again.
    package var bidderHalf: String?
    package var officerHalf: String?
    /// Full view only.
    package var staff: [StaffMember]
    /// Full view only.
    package var provenance: Provenance?

    package init(
        number: Int, bidder: Organization, consortium: [ConsortiumMember] = [], sealedFile: FileDigest,
        received: Instant, outcome: OpeningOutcome, releasedBy: Release.Kind? = nil, released: Instant? = nil,
        attribution: Attribution? = nil, ruling: String? = nil, deposit: Deposit? = nil, sheet: [SheetValue] = [],
        remarks: [OpeningRemark] = [], bid: FileDigest? = nil, bidderHalf: String? = nil, officerHalf: String? = nil,
        staff: [StaffMember] = [], provenance: Provenance? = nil
    ) {
        self.number = number
        self.bidder = bidder
        self.consortium = consortium
        self.sealedFile = sealedFile
        self.received = received
        self.outcome = outcome
        self.releasedBy = releasedBy
        self.released = released
        self.attribution = attribution
        self.ruling = ruling
        self.deposit = deposit
        self.sheet = sheet
        self.remarks = remarks
        self.bid = bid
        self.bidderHalf = bidderHalf
        self.officerHalf = officerHalf
        self.staff = staff
        self.provenance = provenance
    }
}

/// A remark in the record: a finding's code, its words, and its article.
package struct OpeningRemark: Sendable, Hashable, Codable {
    package var code: String
    package var text: LocalizedText
    /// Citation, where there is one.
    package var basis: String?

    package init(code: String, text: LocalizedText, basis: String? = nil) {
        self.code = code
        self.text = text
        self.basis = basis
    }
}
