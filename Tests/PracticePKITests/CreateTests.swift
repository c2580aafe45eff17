// CreateTests.swift — what `pki init` makes: the cast, its certificates, and nothing by halves.
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

struct CastMember: Sendable, CustomTestStringConvertible {
    var folder: String
    var purposes: [CertificatePurpose]
    var testDescription: String { folder }
}

private let both: [CertificatePurpose] = [.signing, .encryption]
private let cast: [CastMember] =
    ["agency", "platform", "officer1", "officer2", "trustee1", "trustee2", "trustee3"].map {
        CastMember(folder: $0, purposes: both)
    }
    + (1...5).flatMap { number in
        [
            CastMember(folder: "bidder\(number)", purposes: both),
            CastMember(folder: "bidder\(number)/head", purposes: [.signing]),
        ]
    } + [CastMember(folder: "tsa", purposes: [.timestamping])]

@Suite struct CreateTests {
    @Test(arguments: [SuiteID.p256SHA256, .rsaSHA256])
    func everyCertificateServesExactlyItsPurpose(_ suite: SuiteID) throws {
        let folder = try Cast.folder(suite)
        let trust = try Cast.trust(suite)
        for member in cast {
            let identity = try Identity.load(folder + "/" + member.folder, passphrase: Cast.passphrase)
            let stores = [identity.signing] + (identity.encryption.map { [$0] } ?? [])
            #expect(stores.count == member.purposes.count, "\(member.folder)")
            for (store, purpose) in zip(stores, member.purposes) {
                let certificate = store.certificate
                let admitted = CertificatePurpose.allCases.filter { $0.admits(certificate) }
                // A timestamping certificate signs as well, by its key usage; its extended key usage is what counts.
                #expect(admitted == [purpose], "\(member.folder) \(purpose)")
                #expect(store.key.matches(certificate))
                let report = try PathValidation.check(
                    certificate, for: purpose, at: Cast.born, pool: store.chain,
                    lists: identity.revocationLists, trust: trust, place: member.folder)
                #expect(report.findings.isEmpty, "\(member.folder): \(report.findings.map(\.message.en))")
                #expect(report.path.allSatisfy(PracticePolicy.marks), "the whole chain is marked")
                #expect(Set(report.path.map(\.fingerprint)).count == (purpose == .timestamping ? 2 : 3))
                #expect(try identity.suite().id == suite)
            }
            #expect(identity.isPractice)
            #expect(try identity.organization().name.isEmpty == false)
        }
    }

    @Test func aHeadBelongsToItsUnit() throws {
        for number in 1...5 {
            let unit = try Cast.identity("bidder\(number)")
            let head = try Cast.identity("bidder\(number)/head")
            #expect(try unit.organization().code == head.organization().code)
            #expect(unit.signing.certificate.commonName != head.signing.certificate.commonName)
        }
        let codes = try (1...5).map { try Cast.identity("bidder\($0)").organization().code }
        #expect(Set(codes).count == 5, "five bidders are five units")
    }

    @Test func privateThingsArePrivate() throws {
        let playground = try Playground()
        for member in cast {
            let folder = playground.folder + "/" + member.folder
            #expect(try mode(folder) == 0o700, "\(folder)")
            #expect(try mode(folder + "/sign.p12") == 0o600)
            #expect(try mode(folder + "/sign.crt") == 0o644)
            #expect(Files.kind(of: folder + "/enc.p12") == (member.purposes.count == 2 ? .file : nil))
            #expect(Files.kind(of: folder + "/roots/root.crt") == .file, "the link leads to the trust folder")
            #expect(Files.kind(of: folder + "/tsa/sign.p12") == (member.folder == "tsa" ? nil : .file))
        }
        #expect(try mode(playground.folder + "/authority") == 0o700)
        for entry in try Files.list(playground.folder + "/authority") where entry.kind == .file {
            #expect(try mode(playground.folder + "/authority/" + entry.name) == 0o600, "\(entry.name)")
        }
    }

    @Test func opensslAcceptsTheChainsWithTheirLists() throws {
        let playground = try Playground()
        for member in cast where member.folder != "tsa" {
            #expect(try playground.openssl(member.folder + "/sign.crt") == 0, "\(member.folder)")
            if member.purposes.count == 2 { #expect(try playground.openssl(member.folder + "/enc.crt") == 0) }
        }
        #expect(try playground.openssl("tsa/sign.crt", root: "tsa/tsa-root.crt") == 0)
        #expect(try playground.openssl("tsa/sign.crt") != 0, "the timestamp authority has a root of its own")
    }

    @Test func whatExistsIsNotOverwritten() throws {
        let parent = try temporaryFolder("pki")
        defer { try? Files.removeTree(parent) }
        try Files.makeFolder(parent + "/empty")
        try Files.write("x", to: parent + "/file")
        try Files.link(parent + "/dangling", to: "nowhere")
        for name in ["empty", "file", "dangling", "empty/"] {
            let before = try Scenario.contents(of: parent)
            let refused = code {
                try PracticePKI.create(
                    at: parent + "/" + name, suite: SignatureSuites.suite(.p256SHA256),
                    passphrase: Playground.passphrase,
                    now: Playground.now)
            }
            #expect(refused == "PKI-0001", "\(name)")
            #expect(try Scenario.contents(of: parent) == before, "nothing was touched")
        }
    }

    @Test func aCreationThatFailsLeavesNothing() throws {
        let parent = try temporaryFolder("pki")
        defer { try? Files.removeTree(parent) }
        for (text, expected) in [("abc", "PKI-0009"), ("ab\0cd", "CRYP-0036")] {
            let refused = code {
                try PracticePKI.create(
                    at: parent + "/practice", suite: SignatureSuites.suite(.p256SHA256),
                    passphrase: Secret(copying: Array(text.utf8)), now: Playground.now)
            }
            #expect(refused == expected)
            #expect(try Files.list(parent).isEmpty, "after \(expected)")
        }
    }

    @Test func aFolderThatIsNoneIsSaidToBeNone() throws {
        #expect(code { _ = try PracticePKI("/tmp", passphrase: Playground.passphrase) } == "PKI-0002")
    }
}
