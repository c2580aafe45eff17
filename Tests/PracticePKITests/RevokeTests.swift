// RevokeTests.swift — revoking, and the lists that say so everywhere.
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel
import Testing

@Suite struct RevokeTests {
    private let later = Playground.now.adding(days: 2)

    @Test func aRevocationShowsEverywhere() throws {
        let playground = try Playground()
        let file = playground.folder + "/bidder1/enc.crt"
        let identity = try playground.identity("bidder1")
        let encryption = try identity.decryption()
        let revoked = try playground.pki().revoke(file, reason: .keyCompromise, at: later)
        #expect(revoked.serial == encryption.certificate.serialNumber)
        #expect(revoked.folder == "bidder1")
        #expect(
            try playground.findings(encryption.certificate, .encryption, chain: encryption.chain, at: later) == [
                "SIGN-0017"
            ])
        #expect(
            try playground.findings(
                encryption.certificate, .encryption, chain: encryption.chain, at: later.adding(minutes: -1)) == [],
            "it was good before")
        #expect(
            try playground.findings(identity.signing.certificate, .signing, chain: identity.signing.chain, at: later)
                == [])
        #expect(try playground.openssl("bidder1/enc.crt", at: later.adding(minutes: 1)) != 0)
        #expect(try playground.openssl("bidder1/sign.crt", at: later.adding(minutes: 1)) == 0)
        let published = try Files.read(playground.folder + "/roots/crls/intermediate.crl")
        for name in ["bidder1", "bidder5/head", "trustee3"] {
            #expect(try Files.read("\(playground.folder)/\(name)/crls/intermediate.crl") == published, "\(name)")
        }
        let list = try RevocationList.readAll(published)[0]
        #expect(list.number == "02")
        #expect(list.revocation(of: encryption.certificate)?.reason == 1)
    }

    @Test func bySerialNumberAsPeopleCopyIt() throws {
        let playground = try Playground()
        let serial = try playground.identity("bidder2").signing.certificate.serialNumber.uppercased()
        var parts: [String] = []
        for start in stride(from: 0, to: serial.count, by: 2) {
            parts.append(String(serial.dropFirst(start).prefix(2)))
        }
        let revoked = try playground.pki().revoke(parts.joined(separator: ":"), reason: .superseded, at: later)
        #expect(revoked.folder == "bidder2")
    }

    @Test func whatCannotBeRevoked() throws {
        let playground = try Playground()
        let stranger = try Playground()
        let pki = try playground.pki()
        _ = try pki.revoke(playground.folder + "/tsa/sign.crt", reason: .unspecified, at: later)
        let rows: [(which: String, code: String, why: String)] = [
            (playground.folder + "/tsa/sign.crt", "PKI-0005", "revoked already"),
            (stranger.folder + "/bidder1/sign.crt", "PKI-0004", "another PKI's"),
            ("00", "PKI-0004", "no such serial number"), ("", "PKI-0004", "nothing"),
            ("no such file.crt", "PKI-0004", "neither a file nor a number"),
            (playground.folder + "/README.md", "CRYP-0022", "a file without a certificate"),
        ]
        for row in rows {
            #expect(code { _ = try pki.revoke(row.which, reason: .unspecified, at: later) } == row.code, "\(row.why)")
        }
        let tsa = try playground.identity("tsa").signing
        #expect(try playground.findings(tsa.certificate, .timestamping, chain: tsa.chain, at: later) == ["SIGN-0017"])
    }

    @Test func newListsKeepWhatWasRevoked() throws {
        let playground = try Playground()
        let pki = try playground.pki()
        let signing = try playground.identity("bidder3").signing
        _ = try pki.revoke(playground.folder + "/bidder3/sign.crt", reason: .cessationOfOperation, at: later)
        let muchLater = later.adding(days: 400)
        #expect(
            try playground.findings(
                try playground.identity("bidder4").signing.certificate, .signing, chain: signing.chain, at: muchLater
            ).contains("SIGN-0018"), "the lists went stale")
        try pki.refreshLists(at: muchLater)
        #expect(
            try playground.findings(
                try playground.identity("bidder4").signing.certificate, .signing, chain: signing.chain, at: muchLater)
                == [])
        #expect(
            try playground.findings(signing.certificate, .signing, chain: signing.chain, at: muchLater) == ["SIGN-0017"]
        )
    }

    @Test func twoAtOnceAreRefused() throws {
        let playground = try Playground()
        let lock = try FolderLock(playground.folder + "/authority")
        #expect(code { try playground.pki().refreshLists(at: later) } == "FILE-0010")
        lock.keep()
    }

    @Test func aDamagedIndexIsSaidToBeDamaged() throws {
        let playground = try Playground()
        let path = playground.folder + "/authority/index.tsv"
        let good = String(decoding: try Files.read(path), as: UTF8.self)
        for (bad, why) in [
            ("", "empty"), ("# something else\n", "another heading"),
            (good + "certificate\troot\n", "a line cut short"),
            (good.replacing("\t-\t-\t", with: "\tyesterday\tlost\t"), "a revocation without a date"),
        ] {
            try Files.write(bad, to: path)
            #expect(code { try playground.pki().refreshLists(at: later) } == "PKI-0003", "\(why)")
        }
    }
}
