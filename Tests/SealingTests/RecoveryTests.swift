// RecoveryTests.swift — trustees stand in for a bidder that opted in: every pair of three, and nobody less.
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

@Suite struct RecoveryTests {
    @Test(arguments: SuiteID.allCases, [[1, 2], [1, 3], [2, 3], [3, 2, 1]])
    func everyPairBringsTheKeyBack(_ suite: SuiteID, _ trustees: [Int]) throws {
        let stage = try Stage(suite: suite)
        let shares = try trustees.map { try stage.share(of: $0) }
        let findings = try stage.recover(shares)
        #expect(Verdict(findings: findings).status == .passed)
        let release = try ContainerReader(stage.target).document(Release.self)
        #expect(release.kind == .recovery)
        let half = Secret(copying: Hex.decode(release.key ?? "") ?? [])
        #expect(try stage.file.context(1).commitment(to: half) == stage.file.envelope(1).bidderHalf)
    }

    @Test(arguments: SuiteID.allCases)
    func oneShareIsTooFew(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        let one = try stage.share(of: 1)
        for shares in [[], [one], [one, one], [one, one, one]] {
            #expect(stage.refusal(shares) == "SEAL-0020")
            #expect(!Files.exists(stage.target))
        }
    }

    @Test(arguments: SuiteID.allCases)
    func shareOfAnotherSealDoesNotCount(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        let other = try Stage(suite: suite)
        let foreign = try other.share(of: 2)
        #expect(stage.refusal([try stage.share(of: 1), foreign]) == "SEAL-0020")
        let findings = try stage.recover([try stage.share(of: 1), foreign, try stage.share(of: 3)])
        #expect(findings.map(\.code) == ["SEAL-0022"], "two good ones suffice; the third is named")
    }

    @Test(arguments: SuiteID.allCases)
    func tamperedShareDoesNotCount(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        let good = try stage.share(of: 1)
        var release = try ContainerReader(good).document(Release.self)
        release.share = String(release.share?.reversed() ?? [])
        let forged = stage.lot.path("forged.release")
        try ContainerWriter.write(
            release, to: forged, at: Scenario.duringWindow,
            signer: try stage.lot.signer("trustee1", at: Scenario.duringWindow))
        #expect(stage.refusal([forged, try stage.share(of: 2)]) == "SEAL-0020")
        var parts = try Parts(good)
        try parts.replace("share", with: "share ", in: "release.xml")
        let altered = try parts.write(to: stage.lot.path("altered.release"))
        #expect(stage.refusal([altered, try stage.share(of: 2)]) == "SEAL-0020")
    }

    /// One's own share under another's number gives a wrong key; the commitment shows it.
    @Test(arguments: SuiteID.allCases)
    func renumberedShareDoesNotCount(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        var release = try ContainerReader(try stage.share(of: 1)).document(Release.self)
        release.shareNumber = 3
        let forged = stage.lot.path("forged.release")
        try ContainerWriter.write(
            release, to: forged, at: Scenario.duringWindow,
            signer: try stage.lot.signer("trustee1", at: Scenario.duringWindow))
        #expect(stage.refusal([forged, try stage.share(of: 2)]) == "SEAL-0020")
    }

    @Test(arguments: SuiteID.allCases)
    func whoDidNotOptInIsNotRecovered(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite, recovery: false)
        let trustee = try stage.releaser("trustee1")
        let code = problemCode { () throws(Problem) in
            _ = try trustee.releaseShare(stage.sealed, closing: stage.closing, to: stage.target)
        }
        #expect(code == "SEAL-0006")
        #expect(stage.refusal([]) == "SEAL-0044")
        #expect(!Files.exists(stage.target))
    }

    /// `open` takes a recovery from an opening officer only, so nobody else makes one.
    @Test(arguments: SuiteID.allCases, ["trustee1", "bidder1", "platform", "agency"])
    func onlyAnOfficerCombines(_ suite: SuiteID, _ who: String) throws {
        let stage = try Stage(suite: suite)
        let shares = [try stage.share(of: 1), try stage.share(of: 2)]
        for tender in [nil, try stage.lot.tenderFile()] {
            var releaser = try stage.releaser(who)
            releaser.tender = tender
            let stranger = releaser
            let refusal = problem(of: { () throws(Problem) in
                _ = try stranger.recover(stage.sealed, shares: shares, closing: stage.closing, to: stage.target)
            })
            #expect(refusal?.code == "SEAL-0051")
            #expect(refusal?.remedy.en.contains("officer1") == (tender != nil))
            #expect(!Files.exists(stage.target))
        }
    }

    /// What a recovery is worth to who reads it: neither the signer nor the shares are taken on trust.
    @Test(arguments: SuiteID.allCases)
    func whatARecoveryIsWorth(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        let (one, two, three) = (try stage.share(of: 1), try stage.share(of: 2), try stage.share(of: 3))
        #expect(Verdict(findings: try stage.recover([one, three])).status == .passed)
        let (first, third) = ("evidence/share-1.release", "evidence/share-3.release")
        let stolen = try stage.lot.resign(
            one, as: Release.self, by: "bidder2", to: "stolen.release", at: Scenario.duringWindow)
        let foreign = try Stage(suite: suite).share(of: 3)
        let rows: [(who: String, entries: [String: String], key: String?, codes: [String], why: String)] = [
            ("officer1", [:], nil, [], "an officer, two trustees' shares"),
            ("officer2", [:], nil, [], "the other officer"),
            ("officer1", [third: two], nil, [], "an entry's name says nothing; the share's number does"),
            ("bidder1", [:], nil, ["SEAL-0046"], "the bidder itself signs a recovery"),
            ("trustee1", [:], nil, ["SEAL-0046"], "a trustee is no officer"),
            ("officer1", [third: one], nil, ["SEAL-0047"], "one trustee's share twice"),
            ("officer1", [third: foreign], nil, ["SEAL-0047"], "a share of another seal"),
            ("officer1", [first: stolen], nil, ["SEAL-0047"], "a share that its trustee did not sign"),
            ("agency", [first: stolen], nil, ["SEAL-0046", "SEAL-0047"], "neither finding hides the other"),
            ("officer1", [:], String(repeating: "00", count: 32), ["wrong key"], "right shares, another key"),
        ]
        for row in rows {
            let made = try stage.lot.resign(
                stage.target, as: Release.self, by: row.who, to: "made.release", at: Scenario.duringWindow,
                entries: row.entries.mapValues { try Files.read($0) }
            ) { if let key = row.key { $0.key = key } }
            #expect(try stage.worth(made) == row.codes, "\(row.why)")
        }
        #expect(try stage.worth(stage.target, knowingTender: false) == ["SEAL-0049"], "nobody can tell")
        var bare = try ContainerReader(stage.target).document(Release.self)
        bare.issued = Scenario.duringWindow
        try ContainerWriter.write(
            bare, to: stage.lot.path("bare.release"), at: bare.issued,
            signer: try stage.lot.signer("officer1", at: Scenario.duringWindow))
        #expect(try stage.worth(stage.lot.path("bare.release")) == ["SEAL-0047"], "the key alone, right as it is")
    }

    @Test(arguments: SuiteID.allCases)
    func nothingIsReleasedBeforeTheDeadline(_ suite: SuiteID) throws {
        let stage = try Stage(suite: suite)
        var early = try stage.releaser("trustee1")
        early.signer.clock = .fixed(Scenario.before)
        let trustee = early
        let code = problemCode { () throws(Problem) in
            _ = try trustee.releaseShare(stage.sealed, closing: stage.closing, to: stage.target)
        }
        #expect(code == "SEAL-0023")
    }

    /// Sharing and combining on their own.
    @Test func everyThreshold() throws {
        let secret = try Secret.random(32)
        for (threshold, count) in [(2, 2), (2, 5), (3, 5), (5, 5)] {
            let shares = try SecretSharing.split(secret, threshold: threshold, count: count)
            for start in 0..<count {
                let some = (0..<threshold).map { shares[(start + $0) % count] }
                #expect(try hex(SecretSharing.combine(some)) == hex(secret))
                #expect(try hex(SecretSharing.combine(Array(some.dropLast()))) != hex(secret))
            }
            #expect(Set(try shares.map { try hex($0.value) }).count == count)
        }
    }

    private func hex(_ secret: Secret) throws(Problem) -> String {
        try secret.withBytes { (bytes) throws(Problem) in Hex.encode(Array(bytes)) }
    }
}

/// A lot after its deadline, with one sealed bid.
private struct Stage {
    let lot: Scenario
    let sealed: String
    let closing: String
    let file: SealedFile
    var target: String { lot.path("recovered.release") }

    init(suite: SuiteID = .p256SHA256, recovery: Bool = true) throws {
        lot = try Scenario(suite: suite)
        try lot.makeBox()
        sealed = try lot.seal(1, recovery: recovery)
        _ = try lot.receive(sealed)
        closing = try lot.close()
        file = try SealedFile(sealed)
    }

    func releaser(_ name: String) throws -> Releaser {
        Releaser(signer: try lot.signer(name, at: Scenario.duringWindow), trust: try lot.trust())
    }

    /// The trustee's release of its share.
    func share(of trustee: Int) throws -> String {
        let path = lot.path("share-\(trustee).release")
        let findings = try releaser("trustee\(trustee)").releaseShare(sealed, closing: closing, to: path)
        guard Verdict(findings: findings).status == .passed else { throw ScenarioFailure(findings: findings) }
        return path
    }

    /// The codes of why a recovery is worth nothing; empty where it gives K_B.
    func worth(_ path: String, knowingTender: Bool = true) throws -> [String] {
        let (trust, time) = (try lot.trust(), Scenario.duringWindow)
        let worth = try ReleaseFile.load(path, trust: trust, time: time).worth(
            file, digest: try FileDigest(of: sealed, .sha256), closing: try FileDigest(of: closing, .sha256),
            envelope: 1, passed: nil, tender: knowingTender ? lot.tender : nil,
            verifier: ContainerVerifier(trust: trust, time: time))
        switch worth {
        case .key: return []
        case .wrongKey: return ["wrong key"]
        case .nothing(let findings): return findings.map(\.code)
        }
    }

    func recover(_ shares: [String]) throws -> [Finding] {
        try releaser("officer1").recover(sealed, shares: shares, closing: closing, to: target)
    }

    /// The error that keeps a recovery from being made; nil where it was made.
    func refusal(_ shares: [String]) -> String? {
        do {
            let error = try recover(shares).first { $0.severity == .error }
            return error?.code
        } catch { return (error as? Problem)?.code ?? "\(error)" }
    }
}
