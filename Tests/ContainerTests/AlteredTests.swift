// AlteredTests.swift — containers altered one by one, in sound archives; each is refused, and says why.
import Container
import FileKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing
import ZipKit

private let document = "parts/business/文件.txt"
private let unitList = EntryName.manifest(1)
private let headList = EntryName.manifest(2)
private let unitSeal = EntryName.signature(1)
private let headSeal = EntryName.signature(2)

/// A change to a good bid with the unit's seal and its head's signature.
struct Alteration: Sendable, CustomTestStringConvertible {
    var why: String
    /// One of these is found; all that is found lies among them.
    var codes: Set<String>
    var change: @Sendable (inout Parts, Hands) throws -> Void
    var testDescription: String { why }

    init(_ why: String, _ codes: Set<String>, _ change: @escaping @Sendable (inout Parts, Hands) throws -> Void) {
        self.why = why
        self.codes = codes
        self.change = change
    }
}

/// Whoever may lend a hand to an alteration: with these, the signatures are all good and only the container is not.
struct Hands: Sendable {
    var unit: Signer
    var head: Signer
    var other: Signer

    /// Lists all entries twice, and signs both lists.
    func resign(_ parts: inout Parts) throws {
        for (number, signer, role) in [(1, unit, SignatureRole.unit), (2, head, .head)] {
            try parts.list(number: number)
            try parts.sign(signer, role: role, number: number)
        }
    }
}

@Suite struct AlteredTests {
    static let alterations: [Alteration] = [
        Alteration("payload changed", ["CONT-0012"]) { parts, _ in parts[document] = Array("别的内容".utf8) },
        Alteration("payload emptied", ["CONT-0012"]) { parts, _ in parts[document] = [] },
        Alteration("root document changed", ["CONT-0012"]) { parts, _ in
            try parts.replace("合格", with: "优良", in: "bid.xml")
        },
        Alteration("entry added", ["CONT-0013"]) { parts, _ in parts["parts/business/extra.txt"] = [1] },
        Alteration("entry removed", ["CONT-0013"]) { parts, _ in parts[document] = nil },
        Alteration("entry renamed", ["CONT-0013"]) { parts, _ in parts.rename(document, to: "parts/business/文档.txt") },
        Alteration("letter case of a name changed", ["CONT-0013"]) { parts, _ in
            parts.rename(document, to: "parts/business/文件.TXT")
        },
        Alteration("manifest changed", ["SIGN-0021"]) { parts, _ in
            try parts.replace("\n</", with: "\n\n</", in: unitList)
        },
        Alteration("manifest does not list an entry, and is signed so", ["CONT-0013", "CONT-0014"]) { parts, hands in
            try hands.resign(&parts)
            try parts.list(["bid.xml"])
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("neither manifest lists an entry", ["CONT-0013"]) { parts, hands in
            try hands.resign(&parts)
            for (number, signer, role) in [(1, hands.unit, SignatureRole.unit), (2, hands.head, .head)] {
                try parts.list(["bid.xml"], number: number)
                try parts.sign(signer, role: role, number: number)
            }
        },
        Alteration("manifest lists an entry twice", ["CONT-0010", "CONT-0014"]) { parts, hands in
            try parts.list(["bid.xml", document, document])
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("manifest lists what is not there", ["CONT-0013", "CONT-0014"]) { parts, hands in
            try parts.list(["bid.xml", document, "parts/ghost.txt"])
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("manifest lists itself", ["CONT-0013", "CONT-0014"]) { parts, hands in
            try parts.list(["bid.xml", document, unitList])
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("the second manifest lists another set", ["CONT-0014"]) { parts, hands in
            try parts.list(["bid.xml"], number: 2)
            try parts.sign(hands.head, role: .head, number: 2)
        },
        Alteration("the second manifest gives another digest", ["CONT-0014"]) { parts, hands in
            let true1 = parts[document]
            parts[document] = [7]
            try parts.list(number: 2)
            try parts.sign(hands.head, role: .head, number: 2)
            parts[document] = true1
        },
        Alteration("manifest refers to the other signature", ["CONT-0011"]) { parts, hands in
            try hands.resign(&parts)
            try parts.list(signature: headSeal)
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("another digest algorithm is named", ["CONT-0010"]) { parts, hands in
            try hands.resign(&parts)
            parts.nameDigest("http://www.w3.org/2001/04/xmlenc#sha512", in: unitList)
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("SHA-1 is named", ["CONT-0010"]) { parts, hands in
            try hands.resign(&parts)
            parts.nameDigest("http://www.w3.org/2000/09/xmldsig#sha1", in: unitList)
            try parts.sign(hands.unit, role: .unit)
        },
        Alteration("the head's signature stripped", ["CONT-0015"]) { parts, _ in
            parts[headList] = nil
            parts[headSeal] = nil
        },
        Alteration("the unit's seal stripped, the other moved up", ["CONT-0015", "CONT-0011"]) { parts, _ in
            parts[unitList] = nil
            parts[unitSeal] = nil
            parts.rename(headList, to: unitList)
            parts.rename(headSeal, to: unitSeal)
        },
        Alteration("the unit's seal stripped, a hole left", ["CONT-0004"]) { parts, _ in
            parts[unitList] = nil
            parts[unitSeal] = nil
        },
        Alteration("all signatures stripped", ["CONT-0004"]) { parts, _ in
            for name in [unitList, unitSeal, headList, headSeal] { parts[name] = nil }
        },
        Alteration("a signature without its manifest", ["CONT-0004"]) { parts, _ in parts[headList] = nil },
        Alteration("a manifest without its signature", ["CONT-0004"]) { parts, _ in parts[headSeal] = nil },
        Alteration("signatures swapped", ["SIGN-0021"]) { parts, _ in parts.swap(unitSeal, headSeal) },
        Alteration("the timestamp stripped off", ["SIGN-0020"]) { parts, _ in
            var message = DERNode(parts[unitSeal] ?? [])
            message.signer.children.removeLast()
            parts[unitSeal] = message.der
        },
        Alteration("the other signature's timestamp put on", ["SIGN-0022"]) { parts, _ in
            var message = DERNode(parts[unitSeal] ?? [])
            message.unsigned = DERNode(parts[headSeal] ?? []).unsigned
            parts[unitSeal] = message.der
        },
        Alteration("signed twice in one role", ["CONT-0015", "CONT-0016"]) { parts, hands in
            try parts.sign(hands.head, role: .unit, number: 2)
        },
        Alteration("one certificate in both roles", ["CONT-0017"]) { parts, hands in
            try parts.sign(hands.unit, role: .head, number: 2)
        },
        Alteration("signed without the role that is asked for", ["CONT-0015"]) { parts, hands in
            try parts.sign(hands.head, number: 2)
        },
        Alteration("signed in the suite that the bid does not declare", ["SIGN-0023", "SIGN-0020", "CONT-0015"]) {
            parts, hands in
            try parts.sign(hands.other, role: .head, number: 2)
        },
        Alteration("declares another suite than its signatures'", ["SIGN-0023", "SIGN-0020", "CONT-0010", "CONT-0015"])
        {
            parts, hands in
            let own = try hands.unit.identity.suite().id
            let other: SuiteID = own == .p256SHA256 ? .rsaSHA256 : .p256SHA256
            try parts.replace(own.rawValue, with: other.rawValue, in: "bid.xml")
            try hands.resign(&parts)
        },
        Alteration("a second root document", ["CONT-0003"]) { parts, hands in
            parts["seal.xml"] = Array("<seal/>".utf8)
            try hands.resign(&parts)
        },
        Alteration("no root document", ["CONT-0002"]) { parts, hands in
            parts["bid.xml"] = nil
            try hands.resign(&parts)
        },
        Alteration("an unknown file in META-INF", ["CONT-0004"]) { parts, _ in parts["META-INF/manifest.xml"] = [1] },
        Alteration("a folder in META-INF", ["CONT-0004"]) { parts, _ in parts["META-INF/a/b"] = [1] },
        Alteration("a manifest numbered 000", ["CONT-0004"]) { parts, _ in
            parts["META-INF/ASiCManifest000.xml"] = parts[unitList]
            parts["META-INF/signature000.p7s"] = parts[unitSeal]
        },
        Alteration("mimetype compressed", ["CONT-0001"]) { parts, _ in parts.entries[0].method = .deflate },
        Alteration("mimetype not first", ["CONT-0001"]) { parts, _ in parts.entries.swapAt(0, 1) },
        Alteration("no mimetype", ["CONT-0001"]) { parts, _ in parts[EntryName.mimetype] = nil },
        Alteration("mimetype of an ASiC-S", ["CONT-0001"]) { parts, _ in
            parts[EntryName.mimetype] = Array("application/vnd.etsi.asic-s+zip".utf8)
        },
        Alteration("mimetype with a line feed", ["CONT-0001"]) { parts, _ in parts[EntryName.mimetype]?.append(0x0a) },
    ]

    @Test(arguments: SuiteID.allCases, alterations)
    func isRefused(_ suite: SuiteID, _ alteration: Alteration) throws {
        let lot = try Good.lot(suite)
        var parts = try Parts(lot.path("1-1.bid"))
        try alteration.change(&parts, try Good.hands(lot))
        let target = try temporaryFolder("altered") + "/altered.bid"
        try parts.write(to: target)
        let judgement = judge(target, trust: try Good.trust())
        #expect(judgement.status == .failed)
        #expect(!judgement.codes.isEmpty && Set(judgement.codes).isSubset(of: alteration.codes), "\(judgement.codes)")
        #expect(!judgement.isBug)
    }

    /// What `Parts` and the hands make is good where nothing is altered: the table above proves something.
    @Test(arguments: SuiteID.allCases)
    func unalteredIsAccepted(_ suite: SuiteID) throws {
        let lot = try Good.lot(suite)
        #expect(judge(lot.path("1-1.bid"), trust: try Good.trust()) == Judgement(status: .passed, codes: []))
        var parts = try Parts(lot.path("1-1.bid"))
        let target = try temporaryFolder("altered") + "/same.bid"
        try parts.write(to: target)
        #expect(judge(target, trust: try Good.trust()) == Judgement(status: .passed, codes: []))
        try Good.hands(lot).resign(&parts)
        #expect(judge(try parts.write(to: target), trust: try Good.trust()) == Judgement(status: .passed, codes: []))
    }

    /// Payload entries are a set: their order in the archive says nothing, and the manifest's need not follow it.
    @Test func orderOfPayloadEntriesIsFree() throws {
        let lot = try Good.lot(.p256SHA256)
        var parts = try Parts(lot.path("1-1.bid"))
        parts.entries.swapAt(1, 2)
        let target = try temporaryFolder("altered") + "/reordered.bid"
        #expect(judge(try parts.write(to: target), trust: try Good.trust()).status == .passed)
    }
}

/// A good bid in each suite, made once.
private enum Good {
    private static let sm2 = Result { try make(.sm2SM3) }
    private static let p256 = Result { try make(.p256SHA256) }
    private static let rsa = Result { try make(.rsaSHA256) }

    static func lot(_ suite: SuiteID) throws -> Scenario {
        switch suite {
        case .p256SHA256: try p256.get()
        case .sm2SM3: try sm2.get()
        case .rsaSHA256: try rsa.get()
        }
    }

    private static func make(_ suite: SuiteID) throws -> Scenario {
        let lot = try Scenario(suite: suite, roles: [.unit, .head])
        try lot.pack(try lot.bid(1), by: 1)
        return lot
    }

    static func hands(_ lot: Scenario) throws -> Hands {
        let other: SuiteID = lot.suite == .p256SHA256 ? .rsaSHA256 : .p256SHA256
        return Hands(
            unit: try lot.signer("bidder1", at: Scenario.before),
            head: try lot.signer("bidder1/head", at: Scenario.before),
            other: Signer(
                identity: try Cast.identity("bidder1/head", other), timestamps: nil, clock: .fixed(Scenario.before)))
    }

    /// Every suite's roots, so that what is refused is not refused for want of trust.
    static func trust() throws -> TrustStore {
        let all = try SuiteID.allCases.map { try Cast.trust($0) }
        return TrustStore(
            anchors: all.flatMap(\.anchors), timestampAnchors: all.flatMap(\.timestampAnchors),
            revocationLists: all.flatMap(\.revocationLists), allowsPractice: true)
    }
}
