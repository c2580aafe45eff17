// FormTests.swift — the exact form of a signature file: what other programs make of it, and what is grafted onto it.
import FileKit
import Foundation
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

/// `openssl cms -sign` with these arguments, and what has to be said of its work.
struct Foreign: Sendable, CustomTestStringConvertible {
    var why: String
    var arguments: [String]
    var codes: [String] = []
    /// openssl signs with no others.
    var suites: [SuiteID] = [.p256SHA256, .rsaSHA256]
    var testDescription: String { why }
}

/// A change to a sound, timestamped signature.
struct Graft: Sendable, CustomTestStringConvertible {
    var why: String
    var codes = ["SIGN-0020"]
    /// The message's bytes, changed; the second one is another signature by the same certificate.
    var change: @Sendable (inout DERNode, DERNode) -> Void
    var testDescription: String { why }
}

@Suite struct FormTests {
    private let content = Array("清单".utf8)

    static let foreign: [Foreign] = [
        Foreign(why: "CAdES by openssl", arguments: ["-cades", "-nosmimecap"]),
        Foreign(
            why: "RSASSA-PSS with SHA-256 and a salt of 32 bytes",
            arguments: ["-cades", "-nosmimecap", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"],
            suites: [.rsaSHA256]),
        Foreign(
            why: "RSASSA-PSS with another salt",
            arguments: ["-cades", "-nosmimecap", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20"],
            codes: ["SIGN-0020"], suites: [.rsaSHA256]),
        Foreign(why: "no signingCertificateV2", arguments: ["-nosmimecap"], codes: ["SIGN-0020"]),
        Foreign(why: "S/MIME capabilities", arguments: ["-cades"], codes: ["SIGN-0020"]),
        Foreign(
            why: "the signer named by key identifier", arguments: ["-cades", "-nosmimecap", "-keyid"],
            codes: ["SIGN-0020"]),
        Foreign(why: "content inside", arguments: ["-cades", "-nosmimecap", "-nodetach"], codes: ["SIGN-0020"]),
        Foreign(why: "no certificates", arguments: ["-cades", "-nosmimecap", "-nocerts"], codes: ["SIGN-0020"]),
        Foreign(why: "no signed attributes", arguments: ["-noattr"], codes: ["SIGN-0020"]),
        Foreign(why: "SHA-512", arguments: ["-cades", "-nosmimecap", "-md", "sha512"], codes: ["SIGN-0020"]),
        Foreign(
            why: "two signers", arguments: ["-cades", "-nosmimecap", "-signer", "second.pem", "-inkey", "leaf.key"],
            codes: ["SIGN-0020"]),
    ]

    @Test(arguments: SuiteID.allCases, foreign)
    func madeByOpenSSL(_ suite: SuiteID, _ foreign: Foreign) throws {
        guard foreign.suites.contains(suite) else { return }
        let authority = try OddAuthority.of(suite)
        let folder = try temporaryFolder("cms")
        let passphrase = Secret(copying: Array("scenario".utf8))
        try Files.write(try authority.leafKey.pkcs8PEM(passphrase: passphrase), to: folder + "/leaf.key")
        try Files.write(try authority.leaf().certificate.pem, to: folder + "/leaf.pem")
        try Files.write(
            try authority.leaf(OddAuthority.Leaf(name: "另一张")).certificate.pem, to: folder + "/second.pem")
        try Files.write(authority.intermediate.certificate.pem, to: folder + "/chain.pem")
        try Files.write(content, to: folder + "/content")
        let ran = try shell(
            [
                "openssl", "cms", "-sign", "-binary", "-in", "content", "-certfile", "chain.pem", "-passin",
                "pass:scenario",
                "-outform", "DER", "-out", "out.p7s", "-signer", "leaf.pem", "-inkey", "leaf.key",
            ] + (foreign.arguments.contains("-md") ? [] : ["-md", "sha256"]) + foreign.arguments, in: folder)
        try #require(ran.status == 0, "\(ran.errors)")
        let report = try verify(try Files.read(folder + "/out.p7s"), authority)
        #expect(Set(report.verdict.findings.map(\.code)).sorted() == foreign.codes)
    }

    static let grafts: [Graft] = [
        Graft(why: "nothing changed", codes: []) { _, _ in },
        Graft(why: "an unsigned attribute that we do not know") { message, _ in
            // 1.2.3 with the value INTEGER 1
            message.unsigned.children.append(
                DERNode([0x30, 0x09, 0x06, 0x02, 0x2a, 0x03, 0x31, 0x03, 0x02, 0x01, 0x01]))
        },
        Graft(why: "the timestamp twice") { message, _ in
            message.unsigned.children.append(message.unsigned.children[0])
        },
        Graft(why: "two tokens in one attribute") { message, other in
            message.unsigned.children[0].children[1].children += other.unsigned.children[0].children[1].children
        },
        Graft(why: "the timestamp of another signature", codes: ["SIGN-0022"]) { message, other in
            message.unsigned = other.unsigned
        },
        Graft(why: "the signed attributes of another signature", codes: ["SIGN-0021"]) { message, other in
            message.signer.children[3] = other.signer.children[3]
        },
        Graft(why: "signed attributes in another order") { message, _ in message.signer.children[3].children.reverse()
        },
        Graft(why: "no signed attributes") { message, _ in message.signer.children.remove(at: 3) },
        Graft(why: "an empty set of unsigned attributes") { message, _ in message.unsigned.children = [] },
        Graft(why: "no signer") { message, _ in message.signers.children = [] },
        Graft(why: "the signer twice") { message, _ in message.signers.children.append(message.signer) },
        Graft(why: "another version") { message, _ in message.signedData.children[0].bytes = [3] },
        Graft(why: "another version of the signer") { message, _ in message.signer.children[0].bytes = [3] },
        Graft(why: "no digest algorithm announced") { message, _ in message.signedData.children[1].children = [] },
        Graft(why: "an unknown part before the signers") { message, _ in
            message.signedData.children.insert(DERNode([0xa2, 0x03, 0x02, 0x01, 0x01]), at: 4)
        },
        Graft(why: "something after the signers") { message, _ in
            message.signedData.children.append(DERNode([0x05, 0x00]))
        },
    ]

    @Test(arguments: SuiteID.allCases, grafts)
    func grafted(_ suite: SuiteID, _ graft: Graft) throws {
        let authority = try OddAuthority.of(suite)
        let holder = try authority.leaf()
        var message = DERNode(try authority.sign(content, by: holder, stampedBy: authority.tsa))
        let other = DERNode(
            try authority.sign(
                Array("另一份".utf8), by: holder, at: OddAuthority.signed.adding(days: 1), stampedBy: authority.tsa))
        graft.change(&message, other)
        let report = try verify(message.der, authority)
        #expect(Set(report.verdict.findings.map(\.code)).sorted() == graft.codes)
        #expect((report.verdict.status == .passed) == graft.codes.isEmpty)
    }

    @Test func indefiniteLengthIsRefused() throws {
        let authority = try OddAuthority.of(.p256SHA256)
        let message = DERNode(try authority.sign(content, by: try authority.leaf()))
        #expect(try verify(message.ber, authority).verdict.findings.map(\.code) == ["SIGN-0020"])
    }

    @Test(arguments: [[], [0x30], [0x30, 0x00], Array("no signature".utf8), [UInt8](repeating: 0x30, count: 100_000)])
    func thatIsNoSignature(_ bytes: [UInt8]) throws {
        let authority = try OddAuthority.of(.p256SHA256)
        #expect(try verify(bytes, authority).verdict.findings.map(\.code) == ["SIGN-0020"])
    }

    /// Nothing covers what travels beside the signature, so whatever has no part in it must not be there.
    @Test(arguments: SuiteID.allCases)
    func nothingUnrelatedTravelsAlong(_ suite: SuiteID) throws {
        let authority = try OddAuthority.of(suite)
        let stranger = try OddAuthority.stranger()
        let holder = try authority.leaf()
        func codes(_ chain: [Certificate], _ lists: [RevocationList], stamped: Bool) throws -> [String] {
            let signature = try authority.sign(
                content, by: holder, chain: chain, lists: lists, stampedBy: stamped ? authority.tsa : nil)
            return try verify(signature, authority).verdict.findings.map(\.code)
        }
        let chain = [authority.intermediate.certificate]
        for stamped in [true, false] {
            let own = try [authority.root, authority.intermediate].map { try authority.list(of: $0) }
            let all = stamped ? own + [try authority.list(of: authority.tsaRoot)] : own
            #expect(try codes(chain, all, stamped: stamped).isEmpty, "chain and lists, and no more")
            #expect(
                try codes(chain + [authority.root.certificate], all, stamped: stamped).isEmpty,
                "the root may come along")
            #expect(try codes(chain + [stranger.tsa.certificate], all, stamped: stamped) == ["SIGN-0020"])
            #expect(
                try codes(chain, all + [try stranger.list(of: stranger.tsaRoot)], stamped: stamped) == ["SIGN-0020"])
        }
    }

    private func verify(_ der: [UInt8], _ authority: OddAuthority) throws -> SignatureReport {
        try SignatureVerifier(trust: authority.trust(lists: try authority.lists()), time: OddAuthority.now)
            .verify(der, content: content, name: "signature001.p7s")
    }
}
