// Box.swift — the intake box (投标箱) of one tender: a folder that belongs to the receiving platform.
package import Container
internal import Documents
internal import FileKit
internal import FoundationEssentials
internal import OpenSSLKit
package import Reporting
internal import Sealing
package import Signing
package import TemplateEngine
package import TenderModel

/// A box on disk:
/// ```
/// box.json            whose it is: identity, trust and timestamp folders of the platform
/// tender/001.tender   the tender, then its addenda
/// ledger              what happened, hash-chained
/// handling            downloads and releases that the platform noted, once there are any
/// sealed/ withdrawals/ receipts/    under random names
/// incoming/           deliveries not yet accepted; emptied when the box is opened
/// lot.closing         the closing list, once there is one
/// ```
package struct Box: ~Copyable {
    package let folder: String
    package let settings: Settings
    package let trust: TrustStore
    /// The versions of the tender, oldest first; the last is in force.
    package private(set) var tenders: [TenderFile]
    var ledger: Ledger
    private let lock: FolderLock

    /// What a box remembers of its platform.
    package struct Settings: Sendable, Codable {
        package var identity: String
        package var trust: String
        /// A URL, or an identity folder.
        package var timestamps: String
        package var practice: Bool
        /// Whether tenders must follow a template that passed both reviews; absent for no.
        package var requireReview: Bool?
        /// Unified social credit codes of the authorities that may review; absent for any that is trusted.
        package var reviewAuthorities: [CreditCode]?

        package init(
            identity: String, trust: String, timestamps: String, practice: Bool,
            reviews: ReviewPolicy = ReviewPolicy()
        ) {
            self.identity = identity
            self.trust = trust
            self.timestamps = timestamps
            self.practice = practice
            requireReview = reviews.isRequired ? true : nil
            reviewAuthorities = reviews.authorities.isEmpty ? nil : reviews.authorities.sorted { $0.text < $1.text }
        }

        package var reviews: ReviewPolicy {
            ReviewPolicy(isRequired: requireReview ?? false, authorities: Set(reviewAuthorities ?? []))
        }
    }

    static let closingName = "lot.closing"

    /// Makes a box for a tender. The folder must be empty or not there yet.
    package static func create(
        at folder: String, tender: TenderFile, identity: Identity, settings: Settings, trust: TrustStore, now: Instant
    ) throws(Problem) {
        guard identity.signing.certificate.der == tender.tender.platform else {
            throw Problem(
                code: "BOXX-0002",
                message: LocalizedText(
                    zh: "招标文件指定的接收平台不是这个身份", en: "the tender names another receiving platform than this identity"),
                remedy: LocalizedText(
                    zh: "请使用招标文件 platform 一栏的平台身份",
                    en: "use the identity whose certificate the tender gives as platform"),
                place: identity.folder)
        }
        if Files.kind(of: folder) != nil, !(try Files.list(folder).isEmpty) {
            throw Problem(
                code: "BOXX-0003", message: LocalizedText(zh: "文件夹不是空的", en: "the folder is not empty"),
                remedy: LocalizedText(zh: "请给一个新文件夹", en: "name a new folder"), place: folder)
        }
        guard tender.tender.version == 1 else {
            throw Problem(
                code: "BOXX-0004",
                message: LocalizedText(zh: "投标箱要从第 1 版招标文件建立", en: "a box begins with version 1 of the tender"),
                remedy: LocalizedText(
                    zh: "先用第 1 版建立,再用 biao box addendum 加入补遗",
                    en: "begin with version 1, then add addenda with biao box addendum"),
                place: tender.path)
        }
        try TenderReviews.require(settings.reviews, of: tender, trust: trust, time: now)
        for name in ["tender", "sealed", "withdrawals", "receipts", "incoming"] {
            try Files.makeFolder(folder + "/" + name, mode: 0o700)
        }
        // sizes and times in a box tell how many came
        try Files.makePrivate(folder)
        try Files.copy(tender.path, to: folder + "/tender/001.tender")
        try Files.write([UInt8](), to: folder + "/ledger", mode: 0o600)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(settings) else { throw Problem.bug("box settings do not encode") }
        try Files.write(Array(bytes) + [0x0a], to: folder + "/box.json", mode: 0o600)
    }

    /// A box may come from another's hands: what is a link in it would lead our clearing away, or our writing, elsewhere.
    private static func requireNoLinks(in folder: String) throws(Problem) {
        for entry in try Files.list(folder) {
            let isFolder = ["tender", "sealed", "withdrawals", "receipts", "incoming"].contains(entry.name)
            guard entry.kind == (isFolder ? .folder : .file) else {
                throw Problem(
                    code: "BOXX-0017",
                    message: LocalizedText(
                        zh: "投标箱里的“\(entry.name)”是链接或不该有的东西",
                        en: "\"\(entry.name)\" in the box is a link, or not what belongs there"),
                    remedy: LocalizedText(zh: "不要使用此投标箱,请报告监督部门", en: "do not use this box, and tell the supervisor"),
                    place: folder + "/" + entry.name)
            }
        }
    }

    /// Reads what a box says of itself, without taking its lock. BOXX-0005 where the folder is no box.
    package static func settings(of folder: String) throws(Problem) -> Settings {
        guard Files.kind(of: folder + "/box.json") == .file,
            let settings = try? JSONDecoder().decode(
                Settings.self, from: Data(try Files.read(folder + "/box.json", limit: 1 << 20)))
        else {
            throw Problem(
                code: "BOXX-0005", message: LocalizedText(zh: "这不是投标箱", en: "this is no intake box"),
                remedy: LocalizedText(zh: "用 biao box init 建立投标箱", en: "make one with biao box init"), place: folder)
        }
        return settings
    }

    /// Takes the box's lock, reads its ledger, and clears away what an interrupted delivery left.
    ///
    /// - Parameter judge: whom the reader believes; nil for the platform itself, which believes whom its settings say.
    package init(_ folder: String, time: Instant, judge: TrustStore? = nil) throws(Problem) {
        try Self.requireNoLinks(in: folder)
        let settings = try Self.settings(of: folder)
        let lock = try FolderLock(folder)
        let trust: TrustStore
        if let judge {
            trust = judge
        } else {
            trust = try TrustStore.load(settings.trust, allowsPractice: settings.practice)
        }
        var tenders: [TenderFile] = []
        for entry in try Files.list(folder + "/tender") where entry.name.hasSuffix(".tender") {
            tenders.append(try TenderFile.loadVerified(folder + "/tender/" + entry.name, trust: trust, time: time))
        }
        guard let first = tenders.first else {
            throw Problem(
                code: "BOXX-0006", message: LocalizedText(zh: "投标箱中没有招标文件", en: "the box holds no tender"),
                remedy: LocalizedText(zh: "请重新建立投标箱", en: "make the box anew"), place: folder)
        }
        // without it every delivery would look like an unfinished one
        guard Files.kind(of: folder + "/ledger") == .file else {
            throw Problem(
                code: "BOXX-0015", message: LocalizedText(zh: "投标箱的账本不见了", en: "the box's ledger is gone"),
                remedy: LocalizedText(
                    zh: "停止使用此投标箱,保全现场并报告监督部门", en: "stop using this box, keep it as it is, and tell the supervisor"),
                place: folder + "/ledger")
        }
        let ledger = try Ledger(folder + "/ledger", anchor: first.reference.digest.hex)
        for place in ["", "/tender", "/receipts"] { try Files.removeTemporaries(in: folder + place) }
        let known = Set(ledger.events.map(\.file))
        for place in ["incoming", "sealed", "withdrawals"] {
            for entry in try Files.list(folder + "/" + place) where !known.contains(place + "/" + entry.name) {
                try Files.remove(folder + "/" + place + "/" + entry.name)
            }
        }
        // an addendum that is not in the ledger never came into force
        while let last = tenders.last, last.tender.version > 1, !known.contains("tender/" + Files.name(of: last.path)) {
            try Files.remove(last.path)
            tenders.removeLast()
        }
        for (previous, next) in zip(tenders, tenders.dropFirst()) where !next.continues(previous) {
            throw Problem(
                code: "BOXX-0016",
                message: LocalizedText(
                    zh: "第 \(next.tender.version) 版招标文件不是由有权修改的单位签名的、接续上一版的补遗",
                    en:
                        "version \(next.tender.version) of the tender does not follow the one before it, or is not by those entitled to change it"
                ),
                remedy: LocalizedText(
                    zh: "停止使用此投标箱,保全现场并报告监督部门", en: "stop using this box, keep it as it is, and tell the supervisor"),
                place: next.path)
        }
        self.folder = folder
        self.settings = settings
        self.trust = trust
        self.tenders = tenders
        self.ledger = ledger
        self.lock = lock
    }

    /// The version in force.
    package var tender: TenderFile { tenders[tenders.count - 1] }

    /// What happened so far. Nothing of it may be shown before the deadline.
    package var events: [LedgerEvent] { ledger.events }

    package var isClosed: Bool { ledger.events.contains { $0.kind == .closing } }

    /// Brings an addendum into force, before the deadline of the version it amends.
    package mutating func add(addendum file: TenderFile, clock: TimeSource) throws(Problem) {
        let now = clock.now()
        func refuse(_ code: String, _ zh: String, _ en: String) -> Problem {
            Problem(
                code: code, message: LocalizedText(zh: zh, en: en),
                remedy: LocalizedText(zh: "请核对补遗文件", en: "check the addendum"), place: file.path)
        }
        guard file.tender.id == tender.tender.id, let amendment = file.tender.amendment,
            amendment.previous == tender.reference.digest, file.tender.version == tender.tender.version + 1
        else { throw refuse("BOXX-0007", "补遗不是当前版本的下一版", "the addendum does not follow the version in force") }
        let entitled = [tender.tender.tenderer, tender.tender.agency].compactMap { $0?.code }
        guard entitled.contains(where: file.report.isSigned) else {
            throw refuse("BOXX-0014", "补遗不是由招标人或代理机构签名的", "the addendum is not signed by the tenderer or its agency")
        }
        guard file.tender.platform == tender.tender.platform else {
            throw refuse("BOXX-0008", "补遗改换了接收平台", "the addendum names another platform")
        }
        guard now < tender.tender.deadline, !isClosed else {
            throw refuse("BOXX-0009", "已过截止时间,不再接受补遗", "the deadline has passed; no addendum comes in any more")
        }
        try TenderReviews.require(settings.reviews, of: file, trust: trust, time: now)
        let version = String(file.tender.version)
        let name = "tender/" + String(repeating: "0", count: max(0, 3 - version.count)) + version + ".tender"
        try Files.copy(file.path, to: folder + "/" + name)
        try ledger.append(LedgerEvent(kind: .addendum, at: now, file: name, digest: file.reference.digest))
        var kept = file
        kept.path = folder + "/" + name
        tenders.append(kept)
    }
}
