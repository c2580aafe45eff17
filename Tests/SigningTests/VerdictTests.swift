// VerdictTests.swift — when is a signature good? Dates, revocation, purpose, trust: a table of what may be the matter.
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

private typealias Leaf = OddAuthority.Leaf

/// A signature, what surrounds it, and what has to be said of it.
struct Matter: Sendable, CustomTestStringConvertible {
    var why: String
    var leaf = OddAuthority.Leaf()
    var stamp = Stamp.known
    /// When the leaf was revoked; nil for never.
    var revoked: Instant?
    var lists = Lists.fresh
    var trust = Trust.all
    var status = Verdict.Status.passed
    var codes: [String] = []

    enum Stamp { case none, known, ofStranger, expired, revoked, early }
    enum Lists { case fresh, stale, none, ofStranger, newer, onlyOfRoot }
    enum Trust { case all, practice, stranger }

    var testDescription: String { why }
}

@Suite struct VerdictTests {
    private static func day(_ text: String) -> Instant { moment("2026-\(text)T09:00:00+08:00") }

    static let matters: [Matter] = [
        Matter(why: "nothing is the matter"),
        Matter(why: "without a timestamp the time of looking counts", stamp: .none),
        Matter(
            why: "expired when it signed", leaf: Leaf(notAfter: day("03-01")), status: .failed, codes: ["SIGN-0011"]),
        Matter(why: "expired since; the timestamp proves that it was valid", leaf: Leaf(notAfter: day("05-01"))),
        Matter(
            why: "expired since, and nothing proves when it signed", leaf: Leaf(notAfter: day("05-01")), stamp: .none,
            status: .failed, codes: ["SIGN-0011"]),
        Matter(
            why: "not yet valid when it signed", leaf: Leaf(notBefore: day("05-01")), status: .failed,
            codes: ["SIGN-0012"]),
        Matter(why: "revoked before the proven time", revoked: day("03-01"), status: .failed, codes: ["SIGN-0017"]),
        Matter(why: "revoked after the proven time", revoked: day("05-01")),
        Matter(
            why: "revoked before it is looked at, and nothing proves when it signed", stamp: .none,
            revoked: day("05-01"),
            status: .failed, codes: ["SIGN-0017"]),
        Matter(
            why: "the list had run out by the proven time", lists: .stale, status: .indeterminate, codes: ["SIGN-0018"]),
        Matter(why: "there is no list at all", lists: .none, status: .indeterminate, codes: ["SIGN-0018"]),
        Matter(
            why: "there is no list of the issuer", lists: .onlyOfRoot, status: .indeterminate, codes: ["SIGN-0018"]),
        Matter(
            why: "the list bears the issuer's name and a stranger's signature", lists: .ofStranger,
            status: .indeterminate,
            codes: ["SIGN-0018"]),
        Matter(why: "a list made after the proven time knows all that one before it knew", lists: .newer),
        Matter(
            why: "a newer list that says it was revoked before", revoked: day("03-01"), lists: .newer, status: .failed,
            codes: ["SIGN-0017"]),
        Matter(
            why: "a certificate for encryption signs", leaf: Leaf(use: .encryption), status: .failed,
            codes: ["SIGN-0010"]),
        Matter(
            why: "a certificate for timestamps signs", leaf: Leaf(use: .timestamping), status: .failed,
            codes: ["SIGN-0010"]),
        Matter(why: "an authority signs", leaf: Leaf(isCA: true), status: .failed, codes: ["SIGN-0010"]),
        Matter(why: "its root is nobody's", trust: .stranger, status: .failed, codes: ["SIGN-0013", "SIGN-0014"]),
        Matter(
            why: "an unknown timestamp authority leaves the time open", stamp: .ofStranger, status: .indeterminate,
            codes: ["SIGN-0014"]),
        Matter(
            why: "the timestamp authority's certificate had expired", stamp: .expired, status: .failed,
            codes: ["SIGN-0011"]),
        Matter(
            why: "the timestamp authority's certificate was revoked", stamp: .revoked, status: .failed,
            codes: ["SIGN-0017"]),
        Matter(
            why: "the timestamp is of a time before the certificate", stamp: .early, status: .failed,
            codes: ["SIGN-0012"]),
        Matter(
            why: "a practice certificate in a real file", leaf: Leaf(policies: [PracticePolicy.oid]), status: .failed,
            codes: ["SIGN-0016"]),
        Matter(
            why: "a practice certificate where practice is allowed", leaf: Leaf(policies: [PracticePolicy.oid]),
            trust: .practice),
    ]

    @Test(arguments: SuiteID.allCases, matters)
    func verdict(_ suite: SuiteID, _ matter: Matter) throws {
        let authority = try OddAuthority.of(suite)
        let stranger = try OddAuthority.stranger()
        let holder = try authority.leaf(matter.leaf)
        let stamper = try stamper(matter, authority, stranger)
        let signature = try authority.sign(
            content, by: holder, stampedBy: stamper,
            stampedAt: matter.stamp == .early ? OddAuthority.start.adding(days: -1) : nil)
        var trust = matter.trust == .stranger ? stranger.trust() : authority.trust()
        trust.allowsPractice = matter.trust == .practice
        trust.revocationLists = try lists(matter, holder, stamper, authority, stranger)
        let report = try SignatureVerifier(trust: trust, time: OddAuthority.now)
            .verify(signature, content: content, name: "signature001.p7s")
        #expect(report.verdict.status == matter.status)
        #expect(Set(report.verdict.findings.map(\.code)).sorted() == matter.codes)
        #expect(report.provenTime == (matter.stamp == .known ? provenUnless(matter) : nil))
    }

    private let content = Array("清单".utf8)

    /// Without a list of its issuer, or trust in it, the authority's word proves nothing.
    private func provenUnless(_ matter: Matter) -> Instant? {
        let lost: [Matter.Lists] = [.stale, .none, .onlyOfRoot]
        return matter.trust == .stranger || lost.contains(matter.lists) ? nil : OddAuthority.signed
    }

    private func stamper(_ matter: Matter, _ authority: OddAuthority, _ stranger: OddAuthority) throws -> Holder? {
        func own(_ leaf: Leaf) throws -> Holder {
            try OddAuthority.issue(leaf, key: authority.leafKey, by: authority.tsaRoot)
        }
        switch matter.stamp {
        case .none: return nil
        case .known: return authority.tsa
        case .ofStranger: return stranger.tsa
        case .expired: return try own(Leaf(name: "旧时间戳", use: .timestamping, notAfter: Self.day("02-01")))
        case .revoked: return try own(Leaf(name: "被吊销的时间戳", use: .timestamping))
        case .early: return try own(Leaf(name: "早的时间戳", use: .timestamping))
        }
    }

    private func lists(
        _ matter: Matter, _ holder: Holder, _ stamper: Holder?, _ authority: OddAuthority, _ stranger: OddAuthority
    ) throws -> [RevocationList] {
        let revoked = matter.revoked.map { [(holder, $0)] } ?? []
        func all(from begin: Instant, until end: Instant) throws -> [RevocationList] {
            var stamps: [(Holder, Instant)] = []
            if let stamper, matter.stamp == .revoked { stamps = [(stamper, Self.day("03-01"))] }
            return [
                try authority.list(of: authority.root, from: begin, until: end),
                try authority.list(of: authority.intermediate, revoked: revoked, from: begin, until: end),
                try authority.list(of: authority.tsaRoot, revoked: stamps, from: begin, until: end),
            ]
        }
        switch matter.lists {
        case .fresh: return try all(from: OddAuthority.start, until: OddAuthority.end)
        case .stale: return try all(from: OddAuthority.start, until: Self.day("03-01"))
        case .newer: return try all(from: Self.day("08-01"), until: OddAuthority.end)
        case .none: return []
        case .onlyOfRoot: return [try authority.list(of: authority.root)]
        case .ofStranger:
            return [
                try authority.list(of: authority.root), try stranger.list(of: stranger.intermediate),
                try authority.list(of: authority.tsaRoot),
            ]
        }
    }
}
