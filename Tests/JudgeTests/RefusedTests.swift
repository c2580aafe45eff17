// RefusedTests.swift — altered files: which judges say no to which, so that the set of them leaves nothing through.
import Container
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

private let document = "parts/business/文件.txt"

/// A change to a good bid with two signatures, and the judges who must see it.
struct Charge: Sendable, CustomTestStringConvertible {
    var why: String
    var judges: [Judge]
    var change: @Sendable (inout Parts, Scenario) throws -> Void
    var testDescription: String { why }

    init(_ why: String, _ judges: [Judge], _ change: @escaping @Sendable (inout Parts, Scenario) throws -> Void) {
        self.why = why
        self.judges = judges
        self.change = change
    }
}

@Suite struct RefusedTests {
    static let charges: [Charge] = [
        Charge("nothing is altered", []) { _, _ in },
        Charge("a bit of the payload", [.sha256sum]) { parts, _ in parts.flip(at: 3, of: document) },
        Charge("a price of the root document", [.sha256sum]) { parts, _ in
            try parts.replace("合格", with: "优良", in: "bid.xml")
        },
        Charge("the root document out of its form", [.sha256sum, .xmllint]) { parts, _ in
            try parts.replace("envelope=\"1\"", with: "envelope=\"x\"", in: "bid.xml")
        },
        Charge("an entry dropped", [.sha256sum]) { parts, _ in parts[document] = nil },
        Charge("an entry added", [.sha256sum]) { parts, _ in parts["parts/business/more.txt"] = [1] },
        Charge("a bit of a digest in the manifest", [.openssl, .sha256sum]) { parts, lot in
            let digest = Base64.encode(
                try Digest.of(parts[document] ?? [], SignatureSuites.suite(lot.suite).digest))
            let other = (digest.hasPrefix("A") ? "B" : "A") + digest.dropFirst()
            try parts.replace(digest, with: other, in: "META-INF/ASiCManifest001.xml")
        },
        Charge("white space in the manifest", [.openssl]) { parts, _ in
            parts["META-INF/ASiCManifest002.xml"]?.append(0x0a)
        },
        Charge("a bit of the signature value", [.openssl]) { parts, _ in
            var message = DERNode(parts["META-INF/signature001.p7s"] ?? [])
            let place = message.signer.children.count - 2
            message.signer.children[place].bytes[20] ^= 1
            parts["META-INF/signature001.p7s"] = message.der
        },
        Charge("a bit of the signer's certificate", [.openssl]) { parts, _ in
            var message = DERNode(parts["META-INF/signature001.p7s"] ?? [])
            // the signature at the end of each certificate
            for index in message.signedData.children[3].children.indices {
                message.signedData.children[3].children[index].children[2].bytes[20] ^= 1
            }
            parts["META-INF/signature001.p7s"] = message.der
        },
        Charge("a signature stripped", [.roles]) { parts, _ in
            parts["META-INF/signature002.p7s"] = nil
            parts["META-INF/ASiCManifest002.xml"] = nil
        },
        Charge("all signatures stripped", [.openssl, .roles, .sha256sum]) { parts, _ in
            for name in parts.names where name.hasPrefix("META-INF/") { parts[name] = nil }
        },
        Charge("signatures swapped", [.openssl]) { parts, _ in
            parts.swap("META-INF/signature001.p7s", "META-INF/signature002.p7s")
        },
        Charge("signed with a key of other roots", [.openssl]) { parts, lot in
            let other: SuiteID = lot.suite == .p256SHA256 ? .rsaSHA256 : .p256SHA256
            let signer = Signer(
                identity: try Cast.identity("bidder1", other), timestamps: nil, clock: .fixed(Scenario.before))
            try parts.sign(signer, role: .unit)
        },
    ]

    @Test(arguments: SuiteID.allCases, charges)
    func whoSaysNo(_ suite: SuiteID, _ charge: Charge) throws {
        let path = try altered(suite, charge)
        let refusals = try Court(path, suite: suite, at: Scenario.before).refusals()
        #expect(refusals == charge.judges.sorted())
    }

    /// A bit within the archive itself, without mending its checksum.
    @Test(arguments: SuiteID.allCases)
    func unzipSeesBareBits(_ suite: SuiteID) throws {
        let good = try good(suite)
        var bytes = try Files.read(good.path("1-1.bid"))
        let text = Array("投标文件".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
        bytes[place] ^= 1
        let path = try temporaryFolder("charge") + "/bit.bid"
        try Files.write(bytes, to: path)
        let refusals = try Court(path, suite: suite, at: Scenario.before).refusals()
        #expect(refusals == [.sha256sum, .unzip])
    }

    /// pyHanko sees the manifest only, and says no where openssl does.
    @Test(
        .enabled(if: Judge.pyhankoPath != nil || Judge.isCI, "BIAO_PYHANKO is not set"), arguments: charges)
    func whatPyHankoSays(_ charge: Charge) throws {
        let path = try altered(.p256SHA256, charge)
        let court = try Court(path, suite: .p256SHA256, at: Scenario.before)
        #expect(try court.accepts(.pyhanko) == !charge.judges.contains(.openssl))
    }

    private func altered(_ suite: SuiteID, _ charge: Charge) throws -> String {
        let lot = try good(suite)
        var parts = try Parts(lot.path("1-1.bid"))
        try charge.change(&parts, lot)
        return try parts.write(to: try temporaryFolder("charge") + "/altered.bid")
    }

    private func good(_ suite: SuiteID) throws -> Scenario {
        let lot = try Scenario(suite: suite, roles: [.unit, .head])
        try lot.pack(try lot.bid(1), by: 1)
        return lot
    }
}
