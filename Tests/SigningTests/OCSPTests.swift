// OCSPTests.swift — OCSP responses in a signature file: which of them count, which decide, and which must not be there.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

private typealias Leaf = OddAuthority.Leaf

/// A response that travels in a signature, and what has to be said of it. No list of the leaf's issuer is at hand unless `listed`.
struct Reply: Sendable, CustomTestStringConvertible {
    var why: String
    var by = By.issuer
    var status = OCSPResponse.Answer.Status.good
    var from = OddAuthority.signed.adding(minutes: -60)
    var until: Instant? = OddAuthority.signed.adding(days: 1)
    var about = About.leaf
    /// A list of the leaf's issuer beside it: fresh, and with the leaf on it or not.
    var listed: Listed = .none
    var graft: Graft = .none
    var verdict = Verdict.Status.passed
    var codes: [String] = []
    /// By what the leaf is known not to be revoked.
    var evidence: RevocationEvidence.Kind?

    enum By { case issuer, delegate, delegateToAskAbout, expiredDelegate, noDelegate, stranger, strangersDelegate }
    enum About { case leaf, other }
    enum Listed { case none, good, revoked }
    enum Graft { case none, twice, certificate, version, unknownKind }

    var testDescription: String { why }
}

@Suite struct OCSPTests {
    private let content = Array("清单".utf8)
    private static let unlisted = ["SIGN-0018"]
    private static let unrelated = ["SIGN-0018", "SIGN-0020"]

    static let replies: [Reply] = [
        Reply(why: "the issuer says good", evidence: .response),
        Reply(why: "its delegate says good", by: .delegate, evidence: .response),
        Reply(
            why: "good, said after the proven time", from: OddAuthority.signed.adding(days: 3),
            until: OddAuthority.signed.adding(days: 4), evidence: .response),
        Reply(
            why: "good, of the moment", from: OddAuthority.signed.adding(minutes: -5), until: nil, evidence: .response),
        Reply(
            why: "good, of a moment that is over", from: OddAuthority.signed.adding(minutes: -6), until: nil,
            verdict: .indeterminate, codes: unlisted),
        Reply(
            why: "good, and out of date by the proven time", from: OddAuthority.signed.adding(days: -2),
            until: OddAuthority.signed.adding(minutes: -1), verdict: .indeterminate, codes: unlisted),
        Reply(
            why: "it ends before it begins", from: OddAuthority.signed.adding(days: 2),
            until: OddAuthority.signed.adding(days: 1), verdict: .indeterminate, codes: unlisted),
        Reply(
            why: "said after the certificate's end", from: OddAuthority.end.adding(days: 1),
            until: OddAuthority.end.adding(days: 2), verdict: .indeterminate, codes: unlisted),
        Reply(
            why: "revoked before the proven time", status: .revoked(date: OddAuthority.signed.adding(days: -1).seconds),
            verdict: .failed, codes: ["SIGN-0017"]),
        Reply(
            why: "revoked after the proven time", status: .revoked(date: OddAuthority.signed.adding(days: 1).seconds),
            evidence: .response),
        Reply(
            why: "revoked decides, whatever a fresh list says",
            status: .revoked(date: OddAuthority.signed.adding(days: -1).seconds), listed: .good, verdict: .failed,
            codes: ["SIGN-0017"]),
        Reply(
            why: "a list decides, whatever a response says", listed: .revoked, verdict: .failed, codes: ["SIGN-0017"]),
        Reply(why: "list and response agree; the newer one is named", listed: .good, evidence: .response),
        Reply(
            why: "an older response beside a newer list", from: OddAuthority.start.adding(days: -1), listed: .good,
            evidence: .list),
        Reply(why: "the responder does not know it", status: .unknown, verdict: .failed, codes: unrelated),
        Reply(why: "about another certificate", about: .other, verdict: .failed, codes: unrelated),
        Reply(
            why: "about another certificate, with a fresh list", about: .other, listed: .good, verdict: .failed,
            codes: ["SIGN-0020"], evidence: .list),
        Reply(why: "a stranger of the issuer's name", by: .stranger, verdict: .failed, codes: unrelated),
        Reply(why: "a stranger's delegate", by: .strangersDelegate, verdict: .failed, codes: unrelated),
        Reply(why: "a certificate that may not answer", by: .noDelegate, verdict: .failed, codes: unrelated),
        Reply(why: "a delegate that was over", by: .expiredDelegate, verdict: .failed, codes: unrelated),
        Reply(
            why: "a delegate that nobody can be asked about", by: .delegateToAskAbout, verdict: .failed,
            codes: unrelated),
        Reply(
            why: "a delegate that a fresh list knows nothing against", by: .delegateToAskAbout, listed: .good,
            evidence: .response),
        Reply(
            why: "a certificate slipped into the response", graft: .certificate, verdict: .failed, codes: unrelated),
        Reply(why: "the response twice", graft: .twice, verdict: .failed, codes: ["SIGN-0020"], evidence: .response),
        Reply(why: "the version of a file without responses", graft: .version, verdict: .failed, codes: ["SIGN-0020"]),
        Reply(why: "evidence of an unknown kind", graft: .unknownKind, verdict: .failed, codes: ["SIGN-0020"]),
    ]

    @Test(arguments: SuiteID.allCases, replies)
    func reply(_ suite: SuiteID, _ reply: Reply) throws {
        let authority = try OddAuthority.of(suite)
        let leaf = try authority.leaf()
        let response = try response(reply, leaf, authority)
        let signature = try sign(reply, leaf, authority, response)
        let report = try verify(signature, reply, leaf, authority)
        #expect(report.verdict.status == reply.verdict, "\(report.verdict.findings.map(\.message.en))")
        #expect(Set(report.verdict.findings.map(\.code)).sorted() == reply.codes)
        #expect(report.evidence.first { $0.certificate == leaf.certificate }?.kind == reply.evidence)
    }

    private func response(_ reply: Reply, _ leaf: Holder, _ authority: OddAuthority) throws -> OCSPResponse {
        let stranger = try OddAuthority.stranger()
        func delegate(_ leaf: Leaf, by issuer: Holder) throws -> Holder {
            try OddAuthority.issue(leaf, key: authority.leafKey, by: issuer)
        }
        let responds = Leaf(name: "应答", responds: true, exempt: true)
        let signer: Holder =
            switch reply.by {
            case .issuer: authority.intermediate
            case .delegate: try delegate(responds, by: authority.intermediate)
            case .delegateToAskAbout: try delegate(Leaf(name: "应答", responds: true), by: authority.intermediate)
            case .expiredDelegate:
                try delegate(
                    Leaf(
                        name: "应答", notAfter: OddAuthority.signed.adding(days: -1), responds: true, exempt: true),
                    by: authority.intermediate)
            case .noDelegate: try delegate(Leaf(name: "另一张"), by: authority.intermediate)
            case .stranger: stranger.intermediate
            case .strangersDelegate: try delegate(responds, by: stranger.intermediate)
            }
        // A stranger answers as if it were the issuer: the request names the true one.
        let responder = OCSPAuthority(
            issuer: authority.intermediate.certificate, key: signer.key, certificate: signer.certificate)
        let about = reply.about == .leaf ? leaf : try authority.leaf(Leaf(name: "另一家"))
        let request = try OCSPRequest(about: about.certificate, issuer: authority.intermediate.certificate)
        let der = try responder.answer(
            request.der, thisUpdate: reply.from.seconds, nextUpdate: reply.until?.seconds
        ) { _ in reply.status }
        guard reply.graft == .certificate else { return try OCSPResponse(der: der) }
        // OCSPResponse { status, [0] { { type, OCTET STRING { { data, algorithm, signature, [0] { certificates } } } } } }
        var node = DERNode(der)
        var basic = DERNode(node.children[1].children[0].children[1].bytes)
        var certificates = DERNode([0xa0, 0x02, 0x30, 0x00])
        certificates.children[0].children = [DERNode(stranger.tsa.certificate.der)]
        basic.children.append(certificates)
        node.children[1].children[0].children[1].bytes = basic.der
        return try OCSPResponse(der: node.der)
    }

    private func sign(
        _ reply: Reply, _ leaf: Holder, _ authority: OddAuthority, _ response: OCSPResponse
    ) throws -> [UInt8] {
        let lists = try [authority.root, authority.tsaRoot].map { try authority.list(of: $0) }
        let plain = try authority.sign(content, by: leaf, lists: lists, stampedBy: authority.tsa)
        let signature = try CMSSignature.adding(responses: [response], to: plain)
        #expect(CMSSignature.reencodes(signature))
        #expect(try CMSSignature.ocspResponses(signature) == [response])
        #expect(try CMSSignature.revocationLists(signature).count == 2)
        var message = DERNode(signature)
        let place = try #require(message.signedData.children.firstIndex { $0.tag == 0xa1 })
        let other = try #require(message.signedData.children[place].children.last)
        switch reply.graft {
        case .none, .certificate: break
        case .twice: message.signedData.children[place].children.append(other)
        case .version: message.signedData.children[0].bytes = [1]
        case .unknownKind:
            // id-ri-scvp
            message.signedData.children[place].children[2].children[0].bytes[7] = 4
        }
        return message.der
    }

    private func verify(
        _ signature: [UInt8], _ reply: Reply, _ leaf: Holder, _ authority: OddAuthority
    ) throws -> SignatureReport {
        var trust = authority.trust()
        switch reply.listed {
        case .none: break
        case .good: trust.revocationLists = [try authority.list(of: authority.intermediate)]
        case .revoked:
            trust.revocationLists = [
                try authority.list(
                    of: authority.intermediate, revoked: [(leaf, OddAuthority.signed.adding(days: -1))])
            ]
        }
        return try SignatureVerifier(trust: trust, time: OddAuthority.now)
            .verify(signature, content: content, name: "signature001.p7s")
    }

    /// Neither the response nor what surrounds it is covered by the signature, and yet no byte of it can be changed.
    @Test(arguments: SuiteID.allCases)
    func everyByteFlipped(_ suite: SuiteID) throws {
        let authority = try OddAuthority.of(suite)
        let leaf = try authority.leaf()
        let reply = Reply(why: "", by: .delegate)
        let response = try response(reply, leaf, authority)
        let signature = try sign(reply, leaf, authority, response)
        #expect(try verify(signature, reply, leaf, authority).verdict.status == .passed)
        // The rest of the file is flipped by the container's tests.
        let start = try #require(signature.indices.first { signature[$0...].starts(with: response.der) })
        // SM2 takes OpenSSL its time.
        let step = suite == .sm2SM3 ? 4 : 1
        for place in stride(from: start - 20, to: start + response.der.count, by: step) {
            var flipped = signature
            flipped[place] ^= 1 << UInt8(place / step % 8)
            let status = try verify(flipped, reply, leaf, authority).verdict.status
            if status == .passed { Issue.record("bit \(place / step % 8) of byte \(place)") }
        }
    }

    /// `openssl cms -verify` takes such a file as it takes any.
    @Test(arguments: [SuiteID.rsaSHA256, .p256SHA256])
    func acceptedByOpenSSL(_ suite: SuiteID) throws {
        let authority = try OddAuthority.of(suite)
        let leaf = try authority.leaf()
        let reply = Reply(why: "", by: .delegate)
        let folder = try temporaryFolder("ocsp")
        try Files.write(try sign(reply, leaf, authority, try response(reply, leaf, authority)), to: folder + "/s.p7s")
        try Files.write(content, to: folder + "/content")
        try Files.write(authority.root.certificate.pem, to: folder + "/root.pem")
        let ran = try shell(
            [
                "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "s.p7s", "-content",
                "content",
                "-CAfile", "root.pem", "-purpose", "any", "-attime", String(OddAuthority.now.seconds), "-out",
                "/dev/null",
            ], in: folder)
        #expect(ran.status == 0, "\(ran.errors)")
    }
}
