// Scenario.swift — one lot's cast and papers for tests: a practice PKI, a tender, bids, a box, an opening. All in process.
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import PracticePKI
import Reporting
import Sealing
import Signing
import TenderModel

/// A practice PKI that every test of one process shares, a suite each; tests never write into it.
package enum Cast {
    package static let passphrase = Secret(copying: Array("scenario".utf8))
    /// When the PKI was made.
    package static let born = moment("2026-01-05T09:00:00+08:00")

    private static let made = Shared { (suite: SuiteID) in
        let folder = try temporaryFolder("cast") + "/" + suite.rawValue
        try PracticePKI.create(at: folder, suite: SignatureSuites.suite(suite), passphrase: passphrase, now: born)
        return folder
    }

    package static func folder(_ suite: SuiteID) throws -> String { try made(suite) }

    /// Opened once: what protects a key on disk takes its time.
    package static func identity(_ name: String, _ suite: SuiteID = .p256SHA256) throws -> Identity {
        try opened(try folder(suite) + "/" + name)
    }

    private static let opened = Shared { (path: String) in try Identity.load(path, passphrase: passphrase) }

    package static func trust(_ suite: SuiteID = .p256SHA256, practice: Bool = true) throws -> TrustStore {
        try TrustStore.load(try folder(suite) + "/roots", allowsPractice: practice)
    }
}

/// A moment in a test, which is written right or not at all.
package func moment(_ text: String) -> Instant {
    do { return try Instant(text) } catch { fatalError("not a moment: \(text)") }
}

/// One lot, from the tender to the opening. Each step takes its time; the defaults tell a story without trouble.
package struct Scenario {
    package let suite: SuiteID
    package let folder: String
    package var tender: Tender
    package var tenderPath: String
    /// Who acts with another identity than the practice folder of that name: one on a token.
    package var standIns: [String: Identity] = [:]

    package static let issued = moment("2026-03-02T09:00:00+08:00")
    package static let deadline = moment("2026-04-01T09:30:00+08:00")
    package static let before = moment("2026-03-31T16:00:00+08:00")
    package static let after = moment("2026-04-01T09:30:05+08:00")
    package static let duringWindow = moment("2026-04-01T09:40:00+08:00")
    package static let afterWindow = moment("2026-04-01T10:31:00+08:00")

    /// - Parameter adjust: a last change to the tender before it is signed.
    package init(
        suite: SuiteID = .p256SHA256, envelopes: Int = 1, roles: [SignatureRole] = [.unit],
        adjust: (inout Tender) throws -> Void = { _ in }
    ) throws {
        self.suite = suite
        folder = try temporaryFolder("lot")
        func certificate(_ name: String, _ file: String) throws -> [UInt8] {
            let path = try Cast.folder(suite) + "/" + name + "/" + file
            return try Certificate.readAll(try Files.read(path))[0].der
        }
        func named(_ name: String) throws -> NamedCertificate {
            NamedCertificate(holder: name, der: try certificate(name, "enc.crt"))
        }
        let agency = try Cast.identity("agency", suite).organization()
        var sheet = [
            SheetField(
                id: "price", label: LocalizedText(zh: "投标报价", en: "price"), kind: .money, envelope: envelopes,
                column: .price),
            SheetField(id: "quality", label: LocalizedText(zh: "质量目标", en: "quality"), kind: .text, column: .quality),
            SheetField(id: "duration", label: LocalizedText(zh: "工期", en: "duration"), kind: .days, column: .duration),
            SheetField(id: "manager", label: LocalizedText(zh: "项目负责人", en: "manager"), kind: .text, column: .manager),
        ]
        if envelopes == 2 { sheet.append(sheet.removeFirst()) }
        var parts = [
            RequiredPart(id: "business", title: "商务文件"), RequiredPart(id: "technical", title: "技术文件", required: false),
        ]
        if envelopes == 2 { parts.append(RequiredPart(id: "pricing", title: "报价文件", envelope: 2)) }
        tender = Tender(
            id: "SC-2026-001", regime: .tendering, title: "示例路道路改造工程", tenderer: agency,
            lots: [
                Lot(
                    id: "1", title: "第一标段", estimate: Money(fen: 1_400_000_000), ceiling: Money(fen: 1_350_000_000),
                    deposit: Money(fen: 20_000_000))
            ], envelopes: envelopes, suites: [suite], issued: Self.issued, deadline: Self.deadline, releaseWindow: 60,
            platform: try certificate("platform", "sign.crt"),
            openingCertificates: [try named("officer1"), try named("officer2")],
            recovery: RecoveryTerms(
                threshold: 2, trustees: [try named("trustee1"), try named("trustee2"), try named("trustee3")]),
            sheet: sheet, parts: parts, roles: roles, belowThreeClause: nil)
        try adjust(&tender)
        tenderPath = folder + "/lot.tender"
        try ContainerWriter.write(
            tender, items: [.bytes(name: "documents/招标文件.txt", Array("招标文件正文".utf8))], to: tenderPath,
            at: tender.issued,
            signer: try signer("agency", at: Self.issued))
    }

    package func path(_ name: String) -> String { folder + "/" + name }

    private func identity(_ name: String) throws -> Identity {
        if let own = standIns[name] { return own }
        return try Cast.identity(name, suite)
    }

    package func signer(_ name: String, at time: Instant, stamped: Bool = true) throws -> Signer {
        Signer(
            identity: try identity(name),
            timestamps: stamped ? try TimestampSource(try Cast.identity("tsa", suite)) : nil, clock: .fixed(time))
    }

    package func trust() throws -> TrustStore { try Cast.trust(suite) }

    /// Verified once: nearly every step asks for it, and nobody writes to a version that was signed.
    package func tenderFile() throws -> TenderFile { try Self.verified(Version(suite: suite, path: tenderPath)) }

    private struct Version: Hashable, Sendable {
        let suite: SuiteID
        let path: String
    }

    private static let verified = Shared { (version: Version) in
        try TenderFile.loadVerified(version.path, trust: try Cast.trust(version.suite), time: before)
    }

    /// A bid of one envelope, as `bidder` would have filled it in.
    package func bid(_ bidder: Int, envelope: Int = 1, adjust: (inout Bid) throws -> Void = { _ in }) throws -> Bid {
        let organization = try Cast.identity("bidder\(bidder)", suite).organization()
        let price = Money(fen: 1_300_000_000 + Int64(bidder) * 1_234_567)
        let all = [
            SheetValue(field: "price", value: price.yuan, words: price.words),
            SheetValue(field: "quality", value: "合格"),
            SheetValue(field: "duration", value: String(260 + bidder)),
            SheetValue(field: "manager", value: "经理\(bidder)"),
        ]
        let fields = Set(tender.sheet.filter { $0.envelope == envelope }.map(\.id))
        let part = envelope == 2 ? "pricing" : "business"
        var bid = Bid(
            tender: try tenderFile().reference, lot: "1", envelope: envelope, bidder: organization,
            sheet: all.filter { fields.contains($0.field) },
            deposit: envelope == 1
                ? Deposit(
                    form: .transfer, amount: Money(fen: 20_000_000), payer: organization.name,
                    account: "6222000000\(bidder)", reference: "TR\(bidder)", validUntil: "2026-12-31") : nil,
            staff: envelope == 1 ? [StaffMember(role: "项目负责人", name: "经理\(bidder)", certificate: "J\(bidder)")] : [],
            parts: [BidPart(id: part, files: ["parts/\(part)/文件.txt"])], roles: tender.roles, suite: suite,
            provenance: Provenance(
                creationID: String(repeating: "\(bidder)\(envelope)", count: 16), tool: Tool.name,
                version: Tool.version,
                created: Self.issued.adding(days: 2)))
        try adjust(&bid)
        return bid
    }

    /// Packs and signs a bid with one small document of `content`; the path of the `.bid`.
    @discardableResult
    package func pack(
        _ bid: Bid, by bidder: Int, content: String = "投标文件", to name: String? = nil,
        at time: Instant = Scenario.before,
        withHead: Bool = true
    ) throws -> String {
        let target = path(name ?? "\(bidder)-\(bid.envelope).bid")
        let items = bid.parts.flatMap(\.files).map { ContainerItem.bytes(name: $0, Array("\(content) \(bidder)".utf8)) }
        try ContainerWriter.write(
            bid, items: items, to: target, at: bid.provenance.created, signer: try signer("bidder\(bidder)", at: time),
            role: .unit)
        for role in bid.roles where role == .head && withHead {
            try ContainerWriter.addSignature(
                to: target, output: target, at: bid.provenance.created,
                signer: try signer("bidder\(bidder)/head", at: time), role: .head)
        }
        return target
    }

    /// Packs and seals what `bidder` would hand in; the path of the `.sealed`.
    @discardableResult
    package func seal(
        _ bidder: Int, recovery: Bool = false, replaces: FileDigest? = nil, to name: String? = nil,
        at time: Instant = Scenario.before, adjust: (inout Bid) throws -> Void = { _ in }
    ) throws -> String {
        var bids: [String] = []
        for envelope in 1...tender.envelopes {
            bids.append(try pack(try bid(bidder, envelope: envelope, adjust: adjust), by: bidder, at: time))
        }
        var sealer = Sealer(
            tender: try tenderFile(), signer: try signer("bidder\(bidder)", at: time), trust: try trust())
        sealer.allowsRecovery = recovery
        let target = path(name ?? "\(bidder).sealed")
        let (seal, findings) = try sealer.seal(bids, replaces: replaces, to: target)
        guard seal != nil else { throw ScenarioFailure(findings: findings) }
        return target
    }

    package var boxPath: String { path("box") }

    package func makeBox() throws {
        let root = try Cast.folder(suite)
        try Box.create(
            at: boxPath, tender: try tenderFile(), identity: try Cast.identity("platform", suite),
            settings: Box.Settings(
                identity: root + "/platform", trust: root + "/roots", timestamps: root + "/tsa", practice: true),
            trust: try trust(), now: Scenario.issued)
    }

    package func receive(_ path: String, at time: Instant = Scenario.before) throws -> Box.Intake {
        var box = try Box(boxPath, time: time)
        return try box.receive(path, signer: try signer("platform", at: time))
    }

    /// Closes the box; the path of the closing list.
    @discardableResult
    package func close(at time: Instant = Scenario.after) throws -> String {
        var box = try Box(boxPath, time: time)
        _ = try box.close(signer: try signer("platform", at: time))
        return box.closingPath
    }

    /// The bidder's release into `releases/`; its findings.
    @discardableResult
    package func release(
        _ bidder: Int, envelope: Int = 1, passed: String? = nil, at time: Instant = Scenario.duringWindow
    ) throws -> [Finding] {
        try Files.makeFolder(path("releases"))
        let releaser = Releaser(
            signer: try signer("bidder\(bidder)", at: time), trust: try trust(), tender: try tenderFile(),
            passed: passed,
            envelope: envelope)
        return try releaser.releaseBidderHalf(
            path("\(bidder).sealed"), closing: boxPath + "/lot.closing",
            to: path("releases/\(bidder)\(envelope > 1 ? "-\(envelope)" : "").release"))
    }

    package func session(
        envelope: Int = 1, passed: String? = nil, officers: [String] = ["officer1"], output: String = "opening",
        rulings: OpeningSession.Rulings = .init(), at time: Instant = Scenario.afterWindow
    ) throws -> OpeningSession {
        OpeningSession(
            box: boxPath, releases: path("releases"), output: path(output),
            officers: try officers.map { try identity($0) }, signer: try signer(officers[0], at: time),
            trust: try trust(), envelope: envelope, passed: passed, rulings: rulings)
    }

    /// Seals, delivers, closes and releases for these bidders.
    package func deliver(_ bidders: [Int], releasing: [Int]? = nil) throws {
        try makeBox()
        for bidder in bidders { _ = try receive(try seal(bidder)) }
        try close()
        for bidder in releasing ?? bidders { try release(bidder) }
    }
}

/// A step of a scenario that found something wrong.
package struct ScenarioFailure: Error, CustomStringConvertible {
    package var findings: [Finding]

    package init(findings: [Finding]) { self.findings = findings }

    package var description: String { findings.map { "\($0.code) \($0.message.en)" }.joined(separator: "\n") }
}

extension OpeningSession.Stage {
    /// What a session that came to its end has to show; a failure of the test where it did not.
    package func concluded() throws -> (record: OpeningRecord, status: OpeningStatus) {
        switch self {
        case .concluded(let record, let status): return (record, status)
        case .waiting: throw Problem.bug("releases are still awaited")
        case .refused(let findings): throw ScenarioFailure(findings: findings)
        }
    }
}

extension SuiteID {
    /// Some other suite.
    package var other: SuiteID { self == .p256SHA256 ? .rsaSHA256 : .p256SHA256 }
}
