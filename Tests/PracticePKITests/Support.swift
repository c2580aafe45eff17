// Support.swift — a practice PKI of a test's own, and openssl to look at it with.
import FileKit
import Foundation
import OpenSSLKit
import PracticePKI
import Reporting
import Scenario
import Signing
import TenderModel

/// A fresh practice PKI in a folder that goes away with it.
final class Playground {
    static let passphrase = Secret(copying: Array("practice".utf8))
    static let now = moment("2026-03-01T09:00:00+08:00")
    let parent: String
    var folder: String { parent + "/practice" }

    init(_ suite: SuiteID = .p256SHA256) throws {
        parent = try temporaryFolder("pki")
        try PracticePKI.create(
            at: folder, suite: SignatureSuites.suite(suite), passphrase: Self.passphrase, now: Self.now)
    }

    deinit { try? Files.removeTree(parent) }

    func pki() throws -> PracticePKI { try PracticePKI(folder, passphrase: Self.passphrase) }
    func identity(_ name: String) throws -> Identity {
        try Identity.load("\(folder)/\(name)", passphrase: Self.passphrase)
    }
    func trust() throws -> TrustStore { try TrustStore.load(folder + "/roots", allowsPractice: true) }

    /// The codes of what path validation has to say.
    func findings(
        _ certificate: Certificate, _ purpose: CertificatePurpose, chain: [Certificate],
        at time: Instant = Playground.now
    ) throws -> [String] {
        try PathValidation.check(
            certificate, for: purpose, at: time, pool: chain, lists: [], trust: try trust(), place: "test"
        ).findings.map(\.code)
    }

    /// What `openssl verify -crl_check_all` says of a certificate file.
    func openssl(_ file: String, root: String = "root.crt", at time: Instant = Playground.now) throws -> Int32 {
        let lists = try Files.list(folder + "/roots/crls").flatMap { ["-CRLfile", "\(folder)/roots/crls/\($0.name)"] }
        return try shell(
            ["openssl", "verify", "-attime", String(time.seconds), "-crl_check_all", "-x509_strict"]
                + ["-CAfile", "\(folder)/roots/\(root)", "-untrusted", "\(folder)/agency/chain.crt"] + lists
                + ["\(folder)/\(file)"]
        ).status
    }
}

/// The code of the problem that `body` throws, nil where it throws none.
func code(of body: () throws -> Void) -> String? {
    do { try body() } catch { return (error as? Problem)?.code ?? "\(error)" }
    return nil
}

/// Permission bits of a path.
func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
}
