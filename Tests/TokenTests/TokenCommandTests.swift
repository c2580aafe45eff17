// TokenCommandTests.swift — the program with a token, as a person runs it.
import FileKit
import Foundation
import Reporting
import Scenario
import Testing

@Suite struct TokenCommandTests {
    private static let program: String = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("biao").path
    }()

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Ran {
        _ = try SoftToken.home.get()
        let blank = [
            "BIAO_PASSPHRASE": "", "BIAO_PASSPHRASE_FILE": "", "BIAO_TRUST": "", "BIAO_TSA": "", "BIAO_LANG": "en",
            "BIAO_PKCS11_MODULE": "", "BIAO_SKF_MODULE": "",
        ]
        return try shell(
            ["setsid", "--wait", Self.program] + arguments, environment: blank.merging(environment) { $1 })
    }

    private let unlocked = ["BIAO_PASSPHRASE": SoftToken.pin]
    private let at = ["--at", Scenario.before.text]

    @Test func showsWhatIsOnAToken() throws {
        let folder = try SoftToken.folder("EC bidder", "bidder1", .p256SHA256)
        let ran = try run(["identity", "show", folder, "--format", "json"] + at, unlocked)
        #expect(ran.status == 0, "\(ran.text)\(ran.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: ran.output) as? [String: Any])
        let result = try #require(object["result"] as? [String: Any])
        let shown = try #require(result["certificates"] as? [[String: Any]])
        #expect(shown.compactMap { ($0["purposes"] as? [String])?.first } == ["signing", "encryption"])
        #expect(shown.allSatisfy { $0["keyStaysInside"] as? Bool == true && $0["keyFits"] as? Bool == true })
        #expect(shown.allSatisfy { ($0["chain"] as? [String])?.count == 2 })
    }

    @Test func showsCertificatesWithoutAPIN() throws {
        let ran = try run(["identity", "show", try SoftToken.uri("EC bidder"), "--format", "json"] + at)
        #expect(ran.text.contains("\"keyFits\": null"), "\(ran.text)")
    }

    @Test func saysWhichKeyHasNoCertificate() throws {
        let ran = try run(["identity", "show", try SoftToken.uri("Certless")] + at, unlocked)
        #expect(ran.text.contains("TOKN-0037") || ran.errors.contains("TOKN-0037"), "\(ran.text)\(ran.errors)")
    }

    @Test(arguments: ["RSA officer", "EC officer"])
    func anOfficersTokenProvesThatItDecrypts(_ label: String) throws {
        let folder = try SoftToken.folder(label, "officer1", label.hasPrefix("RSA") ? .rsaSHA256 : .p256SHA256)
        let ran = try run(["officer", "check", folder] + at, unlocked)
        #expect(ran.status == 0, "\(ran.text)\(ran.errors)")
        #expect(ran.text.contains("decrypts"))
    }

    @Test func anSKFTokenProvesThatItDecrypts() throws {
        let practice = try Cast.folder(.sm2SM3) + "/officer1"
        let folder = try temporaryFolder("skf-command")
        try Files.write(try Fakes.skfURI("officer"), to: folder + "/token.uri")
        for name in ["crls", "roots", "chain.crt"] { try Files.link("\(folder)/\(name)", to: "\(practice)/\(name)") }
        let ran = try run(["officer", "check", folder] + at, unlocked)
        #expect(ran.status == 0, "\(ran.text)\(ran.errors)")
        let shown = try run(["identity", "show", folder] + at, unlocked)
        #expect(shown.status == 0, "\(shown.text)\(shown.errors)")
        #expect(shown.text.contains("C1"))
    }

    @Test func theModuleAndThePINComeFromElsewhere() throws {
        let pin = try temporaryFolder("pin") + "/pin"
        try Files.write(SoftToken.pin + "\n", to: pin, mode: 0o600)
        let trust = ["--trust", try Cast.folder(.p256SHA256) + "/roots"]
        let ran = try run(
            ["identity", "show", "pkcs11:token=EC%20bidder?pin-source=file:\(pin)", "--format", "json"] + at + trust,
            ["BIAO_PKCS11_MODULE": SoftToken.module])
        #expect(ran.text.contains("keyStaysInside"), "\(ran.text)\(ran.errors)")
    }

    @Test func anEngineOfThatNameThatIsNotLibp11() throws {
        let folder = try temporaryFolder("engines")
        try Files.link(folder + "/pkcs11.so", to: try Fakes.compile("other-engine", ["-lcrypto"]))
        let token = try SoftToken.uri("EC bidder")
        let ran = try run(["officer", "check", token] + at, unlocked.merging(["OPENSSL_ENGINES": folder]) { $1 })
        #expect(ran.status == 74 && ran.errors.contains("TOKN-0041"), "\(ran.errors)")
    }

    struct Case: Sendable, CustomStringConvertible {
        var identity: String
        var environment: [String: String] = [:]
        var code: String
        var status: Int32
        var why: String
        var description: String { why }
    }

    @Test(arguments: [
        Case(
            identity: "pkcs11:token=EC%20bidder?module-path=\(SoftToken.module)",
            environment: ["OPENSSL_ENGINES": "/nonexistent", "BIAO_PASSPHRASE": SoftToken.pin], code: "TOKN-0040",
            status: 74, why: "libp11's engine is not installed"),
        Case(
            identity: "pkcs11:token=EC%20bidder?module-path=\(SoftToken.module)", code: "CLI-0004", status: 64,
            why: "no PIN, and nobody to ask"),
        Case(identity: "pkcs11:token=x?pin-value=1", code: "TOKN-0003", status: 64, why: "a PIN in the arguments"),
        Case(identity: "pkcs11:token=x;y=z", code: "TOKN-0002", status: 64, why: "an attribute that is not read"),
        Case(
            identity: "pkcs11:?module-path=/no/such.so", environment: ["BIAO_PASSPHRASE": "1"], code: "TOKN-0004",
            status: 74, why: "the driver is not installed"),
        Case(identity: "/nonexistent", code: "SIGN-0002", status: 65, why: "neither a folder nor a token"),
    ])
    func isNamed(_ c: Case) throws {
        let ran = try run(["officer", "check", c.identity] + at, c.environment)
        #expect(ran.status == c.status, "\(c): \(ran.errors)")
        #expect(ran.errors.contains(c.code), "\(c): \(ran.errors)")
        if c.code == "TOKN-0040" { #expect(ran.errors.contains("libengine-pkcs11-openssl")) }
    }
}
