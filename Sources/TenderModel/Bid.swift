// Bid.swift — a bid (投标文件), or the part of it that one envelope holds.

/// Which tender, in which version.
package struct TenderReference: Sendable, Hashable, Codable {
    package var id: String
    package var version: Int
    /// Digest of the `.tender` file of that version.
    package var digest: FileDigest
    /// Digest of the `.tender` file of version 1.
    package var first: FileDigest

    package init(id: String, version: Int, digest: FileDigest, first: FileDigest) {
        self.id = id
        self.version = version
        self.digest = digest
        self.first = first
    }
}

/// One envelope's part of a bid; with one envelope, the whole of it.
package struct Bid: Sendable, Hashable, Codable {
    package var tender: TenderReference
    package var lot: String
    /// 1, or 2 for the price envelope of 双信封.
    package var envelope: Int
    package var bidder: Organization
    /// Members of a consortium (联合体), the lead first; empty where the bidder stands alone.
    package var consortium: [ConsortiumMember]
    package var sheet: [SheetValue]
    package var deposit: Deposit?
    package var staff: [StaffMember]
    package var parts: [BidPart]
    /// Who has to have signed; copied from the tender, so that a signature taken away shows.
    package var roles: [SignatureRole]
    package var suite: SuiteID
    /// A second suite in which every role has to have signed too, so that whoever trusts one of them can do without the
    /// other; `sm2-sm3`, or nil.
    package var beside: SuiteID?
    package var provenance: Provenance
    /// The template that the tender names, repeated, so that a bid made under another one shows.
    package var template: TemplateReference?
    /// What the template asks of a bid: one element for each group of its fields. A group with the id of a part belongs to
    /// that part's envelope, any other to the first.
    package var industry: [IndustryElement]

    package init(
        tender: TenderReference, lot: String, envelope: Int = 1, bidder: Organization,
        consortium: [ConsortiumMember] = [], sheet: [SheetValue] = [], deposit: Deposit? = nil,
        staff: [StaffMember] = [], parts: [BidPart] = [], roles: [SignatureRole], suite: SuiteID,
        beside: SuiteID? = nil, provenance: Provenance, template: TemplateReference? = nil,
        industry: [IndustryElement] = []
    ) {
        self.tender = tender
        self.lot = lot
        self.envelope = envelope
        self.bidder = bidder
        self.consortium = consortium
        self.sheet = sheet
        self.deposit = deposit
        self.staff = staff
        self.parts = parts
        self.roles = roles
        self.suite = suite
        self.beside = beside
        self.provenance = provenance
        self.template = template
        self.industry = industry
    }

    package func value(_ field: String) -> SheetValue? { sheet.first { $0.field == field } }
}

/// A member of a consortium (联合体成员), Regulation art. 37.
package struct ConsortiumMember: Sendable, Hashable, Codable {
    package var organization: Organization
    /// Share of the work in hundredths of a percent (10,000 = all of it).
    package var share: Int

    package init(organization: Organization, share: Int) {
        self.organization = organization
        self.share = share
    }
}

/// What the bidder wrote into one field of the opening sheet.
package struct SheetValue: Sendable, Hashable, Codable {
    package var field: String
    /// As written; for money the figures in yuan, such as 1234567.80.
    package var value: String
    /// For money: the amount in words (大写).
    package var words: String?

    package init(field: String, value: String, words: String? = nil) {
        self.field = field
        self.value = value
        self.words = words
    }
}

/// The record of bid security (投标保证金), Regulation art. 26.
package struct Deposit: Sendable, Hashable, Codable {
    package enum Form: String, Sendable, Hashable, Codable, CaseIterable {
        /// 转账, from the basic account.
        case transfer
        /// 支票.
        case cheque
        /// 保函.
        case guarantee
        /// 保证保险.
        case insurance
    }

    package var form: Form
    package var amount: Money
    /// Who paid, or for whom the guarantee was issued.
    package var payer: String
    /// The payer's account, where money was moved.
    package var account: String?
    /// Transfer number, or the query code of a guarantee.
    package var reference: String?
    /// Valid until the end of this day, `yyyy-mm-dd`.
    package var validUntil: String?

    package init(
        form: Form, amount: Money, payer: String, account: String? = nil, reference: String? = nil,
        validUntil: String? = nil
    ) {
        self.form = form
        self.amount = amount
        self.payer = payer
        self.account = account
        self.reference = reference
        self.validUntil = validUntil
    }
}

/// A person named in the bid (项目管理机构).
package struct StaffMember: Sendable, Hashable, Codable {
    /// Such as 项目负责人, 技术负责人.
    package var role: String
    package var name: String
    /// Number of the registration certificate.
    package var certificate: String?

    package init(role: String, name: String, certificate: String? = nil) {
        self.role = role
        self.name = name
        self.certificate = certificate
    }
}

/// The files that make up one required part.
package struct BidPart: Sendable, Hashable, Codable {
    package var id: String
    /// Entry names within the container, in name order.
    package var files: [String]

    package init(id: String, files: [String]) {
        self.id = id
        self.files = files
    }
}

/// Where a bid file came from (制作信息). The bidder is shown exactly this before it is signed.
package struct Provenance: Sendable, Hashable, Codable {
    /// File-creation id (文件创建标识码): 32 hexadecimal digits, made at `bid init` and kept.
    package var creationID: String
    package var tool: String
    package var version: String
    /// When the workspace was made; also the time of the container's entries.
    package var created: Instant
    /// On which machine it was packed; nil where the tender carries no salt, and nothing is recorded.
    package var machine: MachineCode?

    package init(
        creationID: String, tool: String, version: String, created: Instant, machine: MachineCode? = nil
    ) {
        self.creationID = creationID
        self.tool = tool
        self.version = version
        self.created = created
        self.machine = machine
    }
}
