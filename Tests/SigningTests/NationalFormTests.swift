// NationalFormTests.swift — SM2 signatures and locks as others make them, rightly and wrongly: what is read, what is named.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing

/// A change to a sound SM2 signature.
struct NationalGraft: Sendable, CustomTestStringConvertible {
    var why: String
    var codes: [String] = []
    /// What the finding has to say, in English.
    var says = ""
    /// Changes the message; what is signed is signed anew where it says so.
    var change: @Sendable (inout DERNode, Holder) throws -> Void
    var testDescription: String { why }
}

@Suite struct NationalFormTests {
    private let content = Array("清单".utf8)

    // ---- What others write, and what is read ----

    static let admitted: [NationalGraft] = [
        NationalGraft(why: "nothing changed") { _, _ in },
        NationalGraft(why: "signed anew") { message, holder in try message.sign(holder) },
        NationalGraft(why: "signature algorithm SM2 with SM3 (501)") { message, _ in
            message.signer.children[4] = algorithm(NationalIdentifiers.sm2WithSM3)
        },
        NationalGraft(why: "NULL beside the signature algorithm") { message, _ in
            message.signer.children[4] = algorithm(NationalIdentifiers.sm2Signature, null)
        },
        NationalGraft(why: "NULL beside 501") { message, _ in
            message.signer.children[4] = algorithm(NationalIdentifiers.sm2WithSM3, null)
        },
        NationalGraft(why: "NULL beside both digest algorithms") { message, _ in
            message.setDigest(algorithm(NationalIdentifiers.sm3, null))
        },
        NationalGraft(why: "the types of RFC 5652") { message, holder in
            message.setTypes(outer: "1.2.840.113549.1.7.2", content: "1.2.840.113549.1.7.1")
            try message.sign(holder)
        },
    ]

    // ---- What is refused, and by what name ----

    static let refused: [NationalGraft] = [
        NationalGraft(why: "the empty id", codes: ["SIGN-0021"], says: "empty id") { message, holder in
            try message.sign(holder, id: [])
        },
        NationalGraft(why: "another id", codes: ["SIGN-0021"], says: "does not fit the content") { message, holder in
            try message.sign(holder, id: Array("ALICE123@YAHOO.COM".utf8))
        },
        NationalGraft(why: "no Z", codes: ["SIGN-0021"], says: "without Z") { message, holder in
            message.value = try signedWithoutZ(message.signedBytes, holder.key)
        },
        NationalGraft(why: "r is zero", codes: ["SIGN-0021"], says: "r or s") { message, _ in
            message.setNumbers { r, _ in r = [2, 1, 0] }
        },
        NationalGraft(why: "s is zero", codes: ["SIGN-0021"], says: "r or s") { message, _ in
            message.setNumbers { _, s in s = [2, 1, 0] }
        },
        NationalGraft(why: "r is n", codes: ["SIGN-0021"], says: "r or s") { message, _ in
            message.setNumbers { r, _ in r = [2, 33, 0] + order }
        },
        NationalGraft(why: "s is n", codes: ["SIGN-0021"], says: "r or s") { message, _ in
            message.setNumbers { _, s in s = [2, 33, 0] + order }
        },
        NationalGraft(why: "r is more than n", codes: ["SIGN-0021"], says: "r or s") { message, _ in
            message.setNumbers { r, _ in r = [2, 33, 0] + [UInt8](repeating: 0xff, count: 32) }
        },
        NationalGraft(why: "r and s exchanged", codes: ["SIGN-0021"], says: "does not fit") { message, _ in
            message.setNumbers { r, s in (r, s) = (s, r) }
        },
        NationalGraft(why: "s is negative", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { _, s in s = [2, 32, 0x80] + [UInt8](repeating: 1, count: 31) }
        },
        NationalGraft(why: "a superfluous zero before r", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { r, _ in r = [2, r[1] + 1, 0] + r[2...] }
        },
        NationalGraft(why: "two superfluous zeros before s", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { _, s in s = [2, s[1] + 2, 0, 0] + s[2...] }
        },
        NationalGraft(why: "a length of r in two bytes", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { r, _ in r = [2, 0x81] + r[1...] }
        },
        NationalGraft(why: "a length of the whole in two bytes", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.value = [0x30, 0x81] + message.value[1...]
        },
        NationalGraft(why: "a length of 127 bytes in 127 digits", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.value = [0x30, 0xff] + [UInt8](repeating: 0, count: 126) + message.value[1...]
        },
        NationalGraft(why: "r of 33 bytes", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { r, _ in r = [2, 33, 1] + [UInt8](repeating: 1, count: 32) }
        },
        NationalGraft(why: "r of no bytes", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { r, _ in r = [2, 0] }
        },
        NationalGraft(why: "a third number", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.setNumbers { _, s in s += [2, 1, 1] }
        },
        NationalGraft(why: "a byte after the numbers", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.value += [0]
        },
        NationalGraft(why: "r and s side by side, without DER", codes: ["SIGN-0021"], says: "DER") { message, _ in
            message.value = [UInt8](repeating: 7, count: 64)
        },
        NationalGraft(why: "an empty value", codes: ["SIGN-0021"], says: "DER") { message, _ in message.value = [] },
        NationalGraft(why: "an unknown digest algorithm", codes: ["SIGN-0020"], says: "digest algorithm") {
            message, _ in
            message.setDigest(algorithm("1.2.156.10197.1.499"))
        },
        NationalGraft(why: "SM3 with a key (401.2)", codes: ["SIGN-0020"], says: "digest algorithm") { message, _ in
            message.setDigest(algorithm("1.2.156.10197.1.401.2"))
        },
        NationalGraft(why: "an unknown signature algorithm", codes: ["SIGN-0020"], says: "signature algorithm") {
            message, _ in message.signer.children[4] = algorithm("1.2.156.10197.1.301.9")
        },
        NationalGraft(why: "ECDSA's name", codes: ["SIGN-0020"], says: "signature algorithm") { message, _ in
            message.signer.children[4] = algorithm("1.2.840.10045.4.3.2")
        },
        NationalGraft(why: "a curve beside the signature algorithm", codes: ["SIGN-0020"], says: "signature algorithm")
        {
            message, _ in
            message.signer.children[4] = algorithm(
                NationalIdentifiers.sm2Signature, DEREncoding.objectIdentifier("1.2.156.10197.1.301"))
        },
        NationalGraft(why: "an unknown content type", codes: ["SIGN-0020"], says: "content type") { message, holder in
            message.setTypes(outer: NationalIdentifiers.signedData, content: "1.2.156.10197.6.1.4.2.9")
            try message.sign(holder)
        },
        NationalGraft(why: "RFC 5652's content in GB/T 35275's message", codes: ["SIGN-0020"], says: "content type") {
            message, holder in
            message.setTypes(outer: NationalIdentifiers.signedData, content: "1.2.840.113549.1.7.1")
            try message.sign(holder)
        },
        NationalGraft(why: "GB/T 35275's content in RFC 5652's message", codes: ["SIGN-0020"], says: "content type") {
            message, holder in
            message.setTypes(outer: "1.2.840.113549.1.7.2", content: NationalIdentifiers.data)
            try message.sign(holder)
        },
        NationalGraft(why: "an unknown message type", codes: ["SIGN-0020"], says: "outer type") { message, _ in
            message.children[0] = DERNode(DEREncoding.objectIdentifier("1.2.156.10197.6.1.4.2.8"))
        },
        NationalGraft(why: "the content type of the attribute is another", codes: ["SIGN-0021"], says: "does not fit") {
            message, holder in
            message.setAttribute(
                "1.2.840.113549.1.9.3", DEREncoding.objectIdentifier("1.2.840.113549.1.7.1"))
            try message.sign(holder)
        },
        NationalGraft(why: "the digest is of something else", codes: ["SIGN-0021"], says: "does not fit") {
            message, holder in
            message.setAttribute("1.2.840.113549.1.9.4", DEREncoding.octets([UInt8](repeating: 1, count: 32)))
            try message.sign(holder)
        },
        NationalGraft(why: "no signingCertificateV2", codes: ["SIGN-0020"], says: "signed attributes") {
            message, holder in
            message.signer.children[3].children.removeAll {
                $0.children[0].der == DEREncoding.objectIdentifier("1.2.840.113549.1.9.16.2.47")
            }
            try message.sign(holder)
        },
    ]

    @Test(arguments: admitted + refused)
    func signature(_ graft: NationalGraft) throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let holder = try authority.leaf()
        var message = DERNode(try authority.sign(content, by: holder))
        try graft.change(&message, holder)
        let report = try verify(message.der, authority)
        #expect(Set(report.verdict.findings.map(\.code)).sorted() == graft.codes)
        #expect((report.verdict.status == .passed) == graft.codes.isEmpty)
        #expect(graft.says.isEmpty || report.verdict.findings.contains { $0.message.en.contains(graft.says) })
    }

    @Test func everyTruncationOfASignature() throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let signature = try authority.sign(content, by: try authority.leaf(), stampedBy: authority.tsa)
        #expect(try verify(signature, authority).verdict.status == .passed)
        let verifier = try verifier(authority)
        for end in signature.indices {
            let report = try verifier.verify(Array(signature[..<end]), content: content, name: "cut", suite: .sm2SM3)
            #expect(report.verdict.status == .failed, "\(end) bytes")
        }
    }

    /// One bit of each byte at least; every bit was tried once and takes a minute.
    @Test func bitsOfASignature() throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let signature = try authority.sign(content, by: try authority.leaf())
        #expect(try verify(signature, authority).verdict.status == .passed)
        let verifier = try verifier(authority)
        for bit in stride(from: 0, to: signature.count * 8, by: 7) {
            var altered = signature
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            let status = try verifier.verify(altered, content: content, name: "flip", suite: .sm2SM3).verdict.status
            if status != .failed { Issue.record("byte \(bit / 8), bit \(bit % 8): \(status)") }
        }
    }

    // ---- Certificates ----

    struct BadPoint: Sendable, CustomTestStringConvertible {
        var why: String
        var says: String
        var point: [UInt8]
        var testDescription: String { why }
    }

    private static let badPoints = [
        BadPoint(why: "all zero", says: "all zero", point: [4] + [UInt8](repeating: 0, count: 64)),
        BadPoint(
            why: "x and y of one", says: "not a point",
            point: [4] + ([UInt8](repeating: 0, count: 31) + [1]) + ([UInt8](repeating: 0, count: 31) + [1])),
        BadPoint(why: "past the field", says: "not a point", point: [4] + [UInt8](repeating: 0xff, count: 64)),
        BadPoint(why: "infinity", says: "all zero", point: [0]),
        BadPoint(why: "cut short", says: "not a point", point: [4] + [UInt8](repeating: 9, count: 40)),
    ]

    @Test(arguments: badPoints)
    func certificateWithAKeyThatIsNone(_ bad: BadPoint) throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let holder = try authority.leaf()
        let worthless = try reissued(holder.certificate, point: bad.point, by: authority.intermediate)
        var message = DERNode(try authority.sign(content, by: holder))
        for index in message.signedData.children[3].children.indices
        where message.signedData.children[3].children[index].der == holder.certificate.der {
            message.signedData.children[3].children[index] = DERNode(worthless.der)
        }
        message.signedData.children[3].children.sort { $0.der.lexicographicallyPrecedes($1.der) }
        let findings = try verify(message.der, authority).verdict.findings
        #expect(findings.map(\.code) == ["SIGN-0041"])
        #expect(findings.first?.message.en.contains(bad.says) == true)
        let path = try PathValidation.check(
            worthless, for: .signing, at: OddAuthority.now, pool: [authority.intermediate.certificate],
            lists: try authority.lists(), trust: authority.trust(), place: "sign.p12")
        #expect(path.findings.contains { $0.code == "SIGN-0041" }, "also by itself")
        #expect(
            problem { () throws(Problem) in
                _ = try CMSEnvelope.seal(Secret(copying: [1, 2, 3]), to: [worthless])
            } == "CRYP-0054")
    }

    /// An authority in the middle whose key is none: its certificates lead nowhere.
    @Test(arguments: [[4] + [UInt8](repeating: 0, count: 64), [0]])
    func authorityWithAKeyThatIsNone(_ point: [UInt8]) throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let middle = try reissued(authority.intermediate.certificate, point: point, by: authority.root)
        let signature = try authority.sign(content, by: try authority.leaf(), chain: [middle])
        let report = try verify(signature, authority)
        #expect(report.verdict.status == .failed)
        #expect(report.verdict.findings.allSatisfy { ["SIGN-0013", "SIGN-0041"].contains($0.code) })
    }

    @Test(arguments: [PrivateKey.Kind.p256, .rsa(bits: 2048)])
    func authorityOfAnotherSuite(_ kind: PrivateKey.Kind) throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let middle = try OddAuthority.issue(
            OddAuthority.Leaf(name: "别的签发", isCA: true), key: try PrivateKey.generate(kind), by: authority.root)
        let holder = try OddAuthority.issue(OddAuthority.Leaf(), key: authority.leafKey, by: middle)
        let signature = try authority.sign(content, by: holder, chain: [middle.certificate])
        let report = try SignatureVerifier(
            trust: authority.trust(lists: try authority.lists() + [try authority.list(of: middle)]),
            time: OddAuthority.now
        ).verify(signature, content: content, name: "signature001.p7s")
        #expect(report.verdict.findings.map(\.code) == ["SIGN-0040"])
        #expect(report.verdict.findings.first?.message.en.contains("别的签发") == true)
    }

    @Test func encryptionCertificateSigns() throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let holder = try authority.leaf(OddAuthority.Leaf(use: .encryption))
        let findings = try verify(try authority.sign(content, by: holder), authority).verdict.findings
        #expect(findings.map(\.code) == ["SIGN-0010"])
    }

    @Test func nothingIsSealedToASigningCertificate() throws {
        let lot = try Scenario(suite: .sm2SM3)
        let bid = try lot.pack(try lot.bid(1), by: 1)
        var sealer = Sealer(
            tender: try lot.tenderFile(), signer: try lot.signer("bidder1", at: Scenario.before), trust: try lot.trust()
        )
        sealer.spares = [try Cast.identity("bidder2", .sm2SM3).signing.certificate]
        let target = lot.path("swapped.sealed")
        var codes: [String] = []
        do throws(Problem) { codes = try sealer.seal([bid], replaces: nil, to: target).findings.map(\.code) } catch {
            codes = [error.code]
        }
        #expect(codes == ["SEAL-0017"])
        #expect(!Files.exists(target))
    }

    // ---- Locks ----

    struct LockGraft: Sendable, CustomTestStringConvertible {
        var why: String
        var code: String?
        var change: @Sendable (inout DERNode) -> Void
        var testDescription: String { why }
    }

    static let locks: [LockGraft] = [
        LockGraft(why: "nothing changed", code: nil) { _ in },
        LockGraft(why: "GB/T 35275's outer type", code: nil) { message in
            message.children[0] = DERNode(DEREncoding.objectIdentifier(NationalIdentifiers.envelopedData))
        },
        LockGraft(why: "GB/T 35275's outer and inner type", code: nil) { message in
            message.children[0] = DERNode(DEREncoding.objectIdentifier(NationalIdentifiers.envelopedData))
            message.signedData.children[2].children[0] = DERNode(
                DEREncoding.objectIdentifier(NationalIdentifiers.data))
        },
        LockGraft(why: "key transport named as key exchange (301.2)", code: nil) { message in
            message.transport = algorithm(NationalIdentifiers.sm2KeyExchange)
        },
        LockGraft(why: "NULL beside the key transport", code: nil) { message in
            message.transport = algorithm(NationalIdentifiers.sm2Encryption, null)
        },
        LockGraft(why: "key transport named as signature", code: "CRYP-0053") { message in
            message.transport = algorithm(NationalIdentifiers.sm2Signature)
        },
        LockGraft(why: "an unknown key transport", code: "CRYP-0053") { message in
            message.transport = algorithm("1.2.156.10197.1.301.9")
        },
        LockGraft(why: "another cipher", code: "CRYP-0053") { message in
            message.signedData.children[2].children[1] = algorithm(
                "1.2.840.113549.3.7", DEREncoding.octets([UInt8](repeating: 0, count: 8)))
        },
        LockGraft(why: "an initialisation vector of 15 bytes", code: "CRYP-0052") { message in
            message.signedData.children[2].children[1].children[1].bytes.removeLast()
        },
        LockGraft(why: "an outer type that is none of an envelope", code: "CRYP-0050") { message in
            message.children[0] = DERNode(DEREncoding.objectIdentifier(NationalIdentifiers.signedData))
        },
        LockGraft(why: "a content key that was changed", code: "CRYP-0052") { message in
            let last = message.signedData.children[1].children[0].children[3].bytes.count - 1
            message.signedData.children[1].children[0].children[3].bytes[last] ^= 1
        },
        LockGraft(why: "a content key in the raw form of others (04, C1, C3, C2)", code: "CRYP-0052") { message in
            message.signedData.children[1].children[0].children[3].bytes = [4] + [UInt8](repeating: 3, count: 112)
        },
    ]

    @Test(arguments: locks)
    func lock(_ graft: LockGraft) throws {
        let authority = try OddAuthority.of(.sm2SM3)
        let holder = try authority.leaf(OddAuthority.Leaf(use: .encryption))
        let secret = try Secret.random(32)
        var message = DERNode(try CMSEnvelope.seal(secret, to: [holder.certificate]))
        graft.change(&message)
        let code = problem { () throws(Problem) in
            let opened = try CMSEnvelope.open(message.der, key: holder.key, certificate: holder.certificate)
            #expect(opened.equals(secret))
        }
        #expect(code == graft.code)
    }

    private func verify(_ der: [UInt8], _ authority: OddAuthority) throws -> SignatureReport {
        try verifier(authority).verify(der, content: content, name: "signature001.p7s", suite: .sm2SM3)
    }

    private func verifier(_ authority: OddAuthority) throws -> SignatureVerifier {
        SignatureVerifier(trust: authority.trust(lists: try authority.lists()), time: OddAuthority.now)
    }

    private func problem(_ body: () throws(Problem) -> Void) -> String? {
        do throws(Problem) {
            try body()
            return nil
        } catch { return error.code }
    }

    /// The same certificate with another public key, signed by its issuer all the same.
    private func reissued(_ certificate: Certificate, point: [UInt8], by issuer: Holder) throws -> Certificate {
        var node = DERNode(certificate.der)
        node.children[0].children[6].children[1].bytes = [0] + point
        node.children[2].bytes = [0] + (try SM2.sign(node.children[0].der, key: issuer.key))
        return try Certificate(der: node.der)
    }
}

/// The order of the curve (GB/T 32918.5-2017, A.2).
private let order: [UInt8] = [
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x72, 0x03, 0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x23,
]
private let null: [UInt8] = [0x05, 0x00]

private func algorithm(_ name: String, _ parameters: [UInt8] = []) -> DERNode {
    DERNode(DEREncoding.algorithm(name, parameters: parameters))
}

/// What a program makes that hands openssl's key context a digest, and knows nothing of Z.
private func signedWithoutZ(_ message: [UInt8], _ key: PrivateKey) throws -> [UInt8] {
    let folder = try temporaryFolder("raw")
    try Files.write(try key.pkcs8PEM(passphrase: Secret(copying: Array("scenario".utf8))), to: folder + "/key.pem")
    try Files.write(try Digest.of(message, .sm3), to: folder + "/digest")
    let ran = try shell(
        [
            "openssl", "pkeyutl", "-sign", "-in", "digest", "-inkey", "key.pem", "-passin", "pass:scenario", "-out",
            "value",
        ],
        in: folder)
    try #require(ran.status == 0, "\(ran.errors)")
    return try Files.read(folder + "/value")
}

extension DERNode {
    /// The signature value.
    fileprivate var value: [UInt8] {
        get { signer.children[5].bytes }
        set { signer.children[5].bytes = newValue }
    }

    /// What the signature value is over.
    fileprivate var signedBytes: [UInt8] {
        var attributes = signer.children[3]
        attributes.tag = DEREncoding.setTag
        return attributes.der
    }

    fileprivate mutating func sign(_ holder: Holder, id: [UInt8] = SM2.defaultID) throws {
        value = try SM2.sign(signedBytes, key: holder.key, id: id)
    }

    /// Changes the encodings of r and s.
    fileprivate mutating func setNumbers(_ change: (inout [UInt8], inout [UInt8]) -> Void) {
        let numbers = DERNode(value).children
        var (r, s) = (numbers[0].der, numbers[1].der)
        change(&r, &s)
        value = DEREncoding.sequence(r, s)
    }

    fileprivate mutating func setDigest(_ algorithm: DERNode) {
        signedData.children[1].children = [algorithm]
        signer.children[2] = algorithm
    }

    fileprivate mutating func setTypes(outer: String, content: String) {
        children[0] = DERNode(DEREncoding.objectIdentifier(outer))
        signedData.children[2].children[0] = DERNode(DEREncoding.objectIdentifier(content))
        setAttribute("1.2.840.113549.1.9.3", DEREncoding.objectIdentifier(content))
    }

    /// Gives a signed attribute another value, and puts the set in order again.
    fileprivate mutating func setAttribute(_ name: String, _ value: [UInt8]) {
        let type = DEREncoding.objectIdentifier(name)
        for index in signer.children[3].children.indices
        where signer.children[3].children[index].children[0].der == type {
            signer.children[3].children[index].children[1].children = [DERNode(value)]
        }
        signer.children[3].children.sort { $0.der.lexicographicallyPrecedes($1.der) }
    }

    /// The key transport algorithm of an envelope's first recipient.
    fileprivate var transport: DERNode {
        get { signedData.children[1].children[0].children[2] }
        set { signedData.children[1].children[0].children[2] = newValue }
    }
}
