// Tender.swift — a tender (招标): what is asked, until when, and who may open what is handed in.
package import Reporting

/// Which body of law governs (适用制度).
package enum Regime: String, Sendable, Hashable, Codable, CaseIterable {
    /// 招标投标法 and its Regulation.
    case tendering
    /// 政府采购法 and Order 87.
    case procurement
}

/// Who has to sign a bid (签章角色), Regulation art. 51(一).
package enum SignatureRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// The unit's seal (单位章).
    case unit
    /// The head of the unit, or who the head authorised (单位负责人).
    case head
}

/// One tender in one version.
package struct Tender: Sendable, Hashable, Codable {
    /// Project number (招标项目编号): letters, digits, `.`, `_`, `-`; 1 to 64.
    package var id: String
    /// 1 for the first publication; each addendum (补遗) counts one up.
    package var version: Int
    /// For an addendum: what it changes. Nil exactly where `version` is 1.
    package var amendment: Amendment?
    package var regime: Regime
    package var title: String
    /// 招标人.
    package var tenderer: Organization
    /// 招标代理机构, where one acts.
    package var agency: Organization?
    package var lots: [Lot]
    /// 1, or 2 for 双信封 (business and technical first, price second).
    package var envelopes: Int
    /// Suites that a bid may use; the first is what our tool proposes.
    package var suites: [SuiteID]
    /// When the documents are issued (招标文件发出时间).
    package var issued: Instant
    /// Submission deadline (投标截止时间), which is the opening time as well (Law art. 34).
    package var deadline: Instant
    /// How long after the deadline a release is awaited (解密时限), in minutes.
    package var releaseWindow: Int
    /// Signing certificate of the receiving platform, DER.
    package var platform: [UInt8]
    /// At least two encryption certificates of different holders that can open the officer lock.
    package var openingCertificates: [NamedCertificate]
    /// Trustee recovery (解密补救), where the tender provides for it (Order 20 art. 31).
    package var recovery: RecoveryTerms?
    /// Fields of the opening sheet (开标一览表), in read-out order.
    package var sheet: [SheetField]
    package var parts: [RequiredPart]
    package var roles: [SignatureRole]
    /// The tender's own clause on going on with fewer than three decrypted bids; nil where it has none.
    package var belowThreeClause: String?
    /// The platform's salt for machine codes (制作机器码): 32 random bytes in lower-case hexadecimal, the same in all tenders
    /// of one platform. Nil where the platform has none: then bids record nothing about their machine.
    package var machineSalt: String?
    /// The template (示范文本) that the tender follows; nil where it follows none.
    package var template: TemplateReference?
    /// How bids are evaluated (评标办法), where it is given as data.
    package var evaluation: Evaluation?
    /// What the template adds: one element for each group of its fields.
    package var industry: [IndustryElement]

    package init(
        id: String, version: Int = 1, amendment: Amendment? = nil, regime: Regime, title: String,
        tenderer: Organization, agency: Organization? = nil, lots: [Lot], envelopes: Int = 1, suites: [SuiteID],
        issued: Instant, deadline: Instant, releaseWindow: Int, platform: [UInt8],
        openingCertificates: [NamedCertificate], recovery: RecoveryTerms? = nil, sheet: [SheetField],
        parts: [RequiredPart], roles: [SignatureRole], belowThreeClause: String? = nil, machineSalt: String? = nil,
        template: TemplateReference? = nil, evaluation: Evaluation? = nil, industry: [IndustryElement] = []
    ) {
        self.id = id
        self.version = version
        self.amendment = amendment
        self.regime = regime
        self.title = title
        self.tenderer = tenderer
        self.agency = agency
        self.lots = lots
        self.envelopes = envelopes
        self.suites = suites
        self.issued = issued
        self.deadline = deadline
        self.releaseWindow = releaseWindow
        self.platform = platform
        self.openingCertificates = openingCertificates
        self.recovery = recovery
        self.sheet = sheet
        self.parts = parts
        self.roles = roles
        self.belowThreeClause = belowThreeClause
        self.machineSalt = machineSalt
        self.template = template
        self.evaluation = evaluation
        self.industry = industry
    }

    package func lot(_ id: String) -> Lot? { lots.first { $0.id == id } }
}

/// What an addendum (补遗, 澄清修改) says about the version before it.
package struct Amendment: Sendable, Hashable, Codable {
    /// Digest of the `.tender` file that it amends.
    package var previous: FileDigest
    /// Digest of version 1.
    package var first: FileDigest
    /// Whether bids for older versions are refused.
    package var newBidRequired: Bool
    /// What changed, for people.
    package var summary: String

    package init(previous: FileDigest, first: FileDigest, newBidRequired: Bool, summary: String) {
        self.previous = previous
        self.first = first
        self.newBidRequired = newBidRequired
        self.summary = summary
    }
}

/// A lot (标段).
package struct Lot: Sendable, Hashable, Codable {
    /// Letters, digits, `.`, `_`, `-`; 1 to 32; unique within the tender.
    package var id: String
    package var title: String
    /// Estimated contract value (项目估算价), which bounds the deposit (Regulation art. 26).
    package var estimate: Money?
    /// Ceiling (最高投标限价), Regulation art. 27.
    package var ceiling: Money?
    /// Bid security asked for (投标保证金).
    package var deposit: Money?

    package init(id: String, title: String, estimate: Money? = nil, ceiling: Money? = nil, deposit: Money? = nil) {
        self.id = id
        self.title = title
        self.estimate = estimate
        self.ceiling = ceiling
        self.deposit = deposit
    }
}

/// A certificate together with the name of who holds it.
package struct NamedCertificate: Sendable, Hashable, Codable {
    package var holder: String
    /// The certificate, DER.
    package var der: [UInt8]

    package init(holder: String, der: [UInt8]) {
        self.holder = holder
        self.der = der
    }
}

/// How trustees can stand in for a bidder's release: any `threshold` of `trustees`.
package struct RecoveryTerms: Sendable, Hashable, Codable {
    /// 2 or more, at most the number of trustees.
    package var threshold: Int
    /// Encryption certificates of the trustees, 2 to 255; share number n goes to the n-th.
    package var trustees: [NamedCertificate]

    package init(threshold: Int, trustees: [NamedCertificate]) {
        self.threshold = threshold
        self.trustees = trustees
    }
}

/// One field of the opening sheet (开标一览表).
package struct SheetField: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Any text of one line.
        case text
        /// An amount in yuan, with the amount in words beside it.
        case money
        /// Calendar days, a whole number.
        case days
        /// A whole number.
        case integer
        /// A percentage with at most four decimals.
        case percent
    }

    /// The customary column of the opening record (开标记录表) that the field fills.
    package enum Column: String, Sendable, Hashable, Codable, CaseIterable {
        /// 投标报价.
        case price
        /// 质量目标.
        case quality
        /// 工期.
        case duration
        /// 项目负责人.
        case manager
    }

    package var id: String
    package var label: LocalizedText
    package var kind: Kind
    package var required: Bool
    /// The envelope it stands in: 1 or 2.
    package var envelope: Int
    package var column: Column?

    package init(
        id: String, label: LocalizedText, kind: Kind, required: Bool = true, envelope: Int = 1, column: Column? = nil
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.required = required
        self.envelope = envelope
        self.column = column
    }
}

/// A part that every bid must, or may, have (投标文件组成), such as 施工组织设计.
package struct RequiredPart: Sendable, Hashable, Codable {
    /// Also the folder's name in a workspace and in the container: letters, digits, `-`.
    package var id: String
    package var title: String
    package var required: Bool
    package var envelope: Int

    package init(id: String, title: String, required: Bool = true, envelope: Int = 1) {
        self.id = id
        self.title = title
        self.required = required
        self.envelope = envelope
    }
}
