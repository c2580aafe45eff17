// TokenProblemTests.swift — each way in which a token is not there or will not do, and what is said of it.
import FileKit
import OpenSSLKit
import Reporting
import Scenario
import Sealing
import Signing
import TenderModel
import Testing
import TokenKit

@Suite struct TokenProblemTests {
    struct Case: Sendable, CustomStringConvertible {
        var label: String
        var more = ""
        /// Options of a troubled module; nil for SoftHSM as it is.
        var trouble: [String]?
        var pin = SoftToken.pin
        var code: String
        var why: String
        var description: String { why }
    }

    @Test(arguments: [
        Case(label: "No such", code: "TOKN-0010", why: "no token of that label"),
        Case(label: "Twin", code: "TOKN-0011", why: "two tokens of that label"),
        Case(label: "EC bidder", more: ";id=%99", code: "TOKN-0030", why: "no certificate of that id"),
        Case(label: "Empty", code: "TOKN-0030", why: "nothing on it"),
        Case(label: "Keyless", code: "TOKN-0031", why: "a certificate without its key"),
        Case(label: "Certless", code: "TOKN-0032", why: "a key without its certificate"),
        Case(label: "Two signers", code: "TOKN-0033", why: "two certificates could sign"),
        Case(label: "Two openers", code: "TOKN-0033", why: "two certificates could decrypt"),
        Case(
            label: "Wrong PIN", pin: "11111", code: "TOKN-0021", why: "wrong; SoftHSM then says that few tries are left"
        ),
        Case(
            label: "Locked", trouble: ["-DLOGIN=0xa0"], code: "TOKN-0020", why: "wrong, and the token does not count"
        ),
        Case(
            label: "Final try", trouble: ["-DLOGIN=0xa0", "-DFLAGS=0x30000"], code: "TOKN-0022", why: "one try is left"),
        Case(label: "Locked", trouble: ["-DLOGIN=0xa4"], code: "TOKN-0023", why: "this try locked it"),
        Case(
            label: "Locked", trouble: ["-DFLAGS=0x40000"], code: "TOKN-0023", why: "known to be locked: no try is made"),
        Case(label: "Locked", trouble: ["-DLOGIN=0xa2"], code: "TOKN-0024", why: "a PIN of a wrong length"),
        Case(label: "Locked", trouble: ["-DLOGIN=0xa3"], code: "TOKN-0024", why: "an expired PIN"),
        Case(
            label: "Locked", trouble: ["-DLOGIN=0xa4"], pin: "246\u{0}80", code: "TOKN-0043",
            why: "a zero byte in the PIN: no try is made"),
        Case(label: "Locked", trouble: ["-DHIDE"], code: "TOKN-0042", why: "we see a key that libp11 does not"),
        Case(label: "Locked", trouble: ["-DLOGIN=0x102"], code: "TOKN-0013", why: "no PIN was ever set"),
        Case(label: "Locked", trouble: ["-DLOGIN=0x32"], code: "TOKN-0012", why: "pulled out while logging in"),
        Case(label: "Locked", trouble: ["-DLOGIN=0x54"], code: "TOKN-0006", why: "a code that says nothing to us"),
    ])
    func isNamed(_ c: Case) throws {
        let module = try c.trouble.map { try Fakes.compile("fake-pkcs11", $0 + ["-ldl"]) } ?? SoftToken.module
        let uri = try SoftToken.uri(c.label, more: c.more, module: module)
        let why = problem { () throws(Problem) in
            _ = try Identity.load(uri, passphrase: Secret(copying: Array(c.pin.utf8)))
        }
        #expect(why?.code == c.code, "\(c): \(why?.message.en ?? "no problem")")
        #expect(why?.remedy.zh.isEmpty == false && why?.remedy.en.isEmpty == false)
    }

    /// An EC key on a token is known by its certificate; whose it is shows when it signs.
    @Test func anothersKeyUnderACertificatesID() throws {
        let crossed = try SoftToken.uri("Crossed")
        let why = problem { () throws(Problem) in
            let identity = try Identity.load(crossed, passphrase: SoftToken.secret)
            _ = try Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before)).sign([1])
        }
        #expect(why?.code == "TOKN-0035")
    }

    @Test(arguments: [
        (uri: "pkcs11:?module-path=/no/such.so", code: "TOKN-0004"),
        (uri: "pkcs11:?module-path=/etc/hostname", code: "TOKN-0005"),
        // a library, and no module
        (uri: "pkcs11:?module-path=libz.so.1", code: "TOKN-0005"),
        (uri: "skf:?module-path=/no/such.so", code: "TOKN-0004"),
        (uri: "skf:?module-path=libz.so.1", code: "TOKN-0005"),
        (uri: "skf:device=a", code: "TOKN-0007"),
    ])
    func aModuleIsMissing(_ uri: String, _ code: String) {
        let why = problem { () throws(Problem) in _ = try Identity.load(uri, passphrase: SoftToken.secret) }
        #expect(why?.code == code, "\(why?.message.en ?? "")")
    }

    @Test(arguments: ["", "\n# nothing\n", "pkcs11:\npkcs11:\npkcs11:\n"])
    func tokenFileHasOneLineOrTwo(_ text: String) throws {
        let folder = try temporaryFolder("lines")
        try Files.write(text, to: folder + "/token.uri")
        #expect(problem { () throws(Problem) in try Identity.requireFolder(folder) }?.code == "TOKN-0036")
    }

    @Test func theSecondLineNamesNothing() throws {
        let folder = try temporaryFolder("lines")
        let lines = try [SoftToken.uri("EC bidder"), SoftToken.uri("EC bidder", more: ";id=%77")]
        try Files.write(lines.joined(separator: "\n"), to: folder + "/token.uri")
        let why = problem { () throws(Problem) in _ = try Identity.load(folder, passphrase: SoftToken.secret) }
        #expect(why?.code == "TOKN-0034")
    }

    /// Pulled out, or broken, between two steps: never said of the document.
    @Test(arguments: [("Pulled", "TOKN-0012"), ("Broken", "TOKN-0014")])
    func failsMidway(_ label: String, _ code: String) throws {
        let gone = try temporaryFolder("switch") + "/pulled"
        let module = try Fakes.pkcs11(label == "Pulled" ? "-DSWITCH=\"\(gone)\"" : "-DBROKEN=0x30")
        let person = label == "Pulled" ? "bidder1" : "officer1"
        let identity = try SoftToken.identity(label, person, .p256SHA256, module: module)
        let sealed = try { () throws in
            let lot = try Scenario()
            return try SealedFile(try lot.seal(1))
        }()
        try Files.write("", to: gone)
        let signing = problem { () throws(Problem) in
            _ = try Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before)).sign([1])
        }
        #expect(signing?.code == code)
        // as if the officer's or the bidder's lock did not open: that would go into the record
        let opening = problem { () throws(Problem) in
            _ =
                label == "Pulled"
                ? try sealed.bidderHalf(envelope: 1, identity: identity)
                : try sealed.officerHalf(envelope: 1, identity: identity)
        }
        #expect(opening?.code == code)
    }

    @Test func skfCountsTries() throws {
        for (tries, code) in [(4, "TOKN-0021"), (3, "TOKN-0021"), (2, "TOKN-0021"), (1, "TOKN-0022"), (0, "TOKN-0023")]
        {
            let why = problem { () throws(Problem) in
                do { _ = try Fakes.skfIdentity("locked", pin: "0") } catch let problem as Problem {
                    throw problem
                } catch {
                    throw Problem.bug("\(error)")
                }
            }
            #expect(why?.code == code)
            #expect(tries == 0 || why?.message.en.contains("tries left: \(tries)") == true)
        }
    }

    /// As if the officer's lock did not open: that would go into the record.
    @Test func skfWithoutDecryptionSaysSo() throws {
        let module = try Fakes.compile("fake-skf", ["-DNO_DECRYPT", "-lcrypto"])
        _ = try Fakes.skfHome()
        let identity = try Fakes.skfIdentity("officer", module: module)
        let lot = try Scenario(suite: .sm2SM3)
        let sealed = try SealedFile(try lot.seal(1))
        let why = problem { () throws(Problem) in _ = try sealed.officerHalf(envelope: 1, identity: identity) }
        #expect(why?.code == "TOKN-0050" && why?.place == module)
        #expect(try !Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before)).sign([1]).isEmpty)
    }

    @Test func skfNamesItsTroubles() throws {
        func code(_ uri: String) -> String? {
            problem { () throws(Problem) in _ = try Identity.load(uri, passphrase: SoftToken.secret) }?.code
        }
        let bidder = try Fakes.skfURI("bidder")
        #expect(code(try Fakes.skfURI("nobody")) == "TOKN-0010")
        #expect(code(try Fakes.skfURI("bidder", more: ";container=C2")) == "TOKN-0030")
        #expect(code(try Fakes.skfURI("rsa")) == "TOKN-0051")
        #expect(
            problem { () throws(Problem) in
                _ = try Identity.load(
                    bidder, passphrase: Secret(copying: Array((SoftToken.pin + "\u{0}more").utf8)))
            }?.code == "TOKN-0043", "no PIN that is cut off is the right one")
        let identity = try Fakes.skfIdentity("pulled")
        try Files.write("", to: try Fakes.skfHome() + "/pulled/removed")
        let lot = try Scenario(suite: .sm2SM3)
        let sealed = try SealedFile(try lot.seal(1))
        #expect(
            problem { () throws(Problem) in
                _ = try Signer(identity: identity, timestamps: nil, clock: .fixed(Scenario.before)).sign([1])
            }?.code == "TOKN-0012")
        #expect(
            problem { () throws(Problem) in _ = try sealed.bidderHalf(envelope: 1, identity: identity) }?.code
                == "TOKN-0012")
        #expect(code(try Fakes.skfURI("pulled")) == "TOKN-0010")
    }
}
