// URITests.swift — token URIs: what is read, and what is refused rather than half understood.
import Reporting
import Testing
import TokenKit

@Suite struct URITests {
    struct Case: Sendable, CustomStringConvertible {
        var text: String
        /// Nil where it is read.
        var code: String?
        var why: String
        var description: String { "\(why): \(text)" }
    }

    @Test(arguments: [
        Case(text: "pkcs11:", code: nil, why: "names the only token that is there"),
        Case(text: "PKCS11:token=a", code: nil, why: "schemes do not mind capitals (RFC 3986, 3.1)"),
        Case(text: "pkcs11:token=a%20b;id=%01%ff;object=x?module-path=/m.so", code: nil, why: "usual"),
        Case(text: "pkcs11:token=a;type=private?pin-source=file:/home/me/pin", code: nil, why: "p11tool's form"),
        Case(text: "skf:device=d;application=a;container=c?module-path=/l.so", code: nil, why: "an SKF device"),
        Case(text: "http:token=a", code: "TOKN-0001", why: "another scheme"),
        Case(text: "pkcs11:token", code: "TOKN-0001", why: "no value"),
        Case(text: "pkcs11:token=a;", code: "TOKN-0001", why: "an empty attribute at the end"),
        Case(text: "pkcs11:;token=a", code: "TOKN-0001", why: "an empty attribute at the beginning"),
        Case(text: "pkcs11:token=a;token=b", code: "TOKN-0001", why: "twice"),
        Case(text: "pkcs11:token=a b", code: "TOKN-0001", why: "a bare space"),
        Case(text: "pkcs11:token=介质", code: "TOKN-0001", why: "bare Chinese"),
        Case(text: "pkcs11:token=%4", code: "TOKN-0001", why: "half a byte"),
        Case(text: "pkcs11:token=%zz", code: "TOKN-0001", why: "no hexadecimal"),
        Case(text: "pkcs11:Token=a", code: "TOKN-0001", why: "attribute names are lower-case"),
        Case(text: "pkcs11:token=a/b", code: "TOKN-0001", why: "a slash in the path is written %2F"),
        Case(text: "pkcs11:type=data", code: "TOKN-0001", why: "neither a certificate nor a private key"),
        Case(text: "pkcs11:slot-id=one", code: "TOKN-0001", why: "slots have numbers"),
        Case(text: "pkcs11:?module-path=", code: "TOKN-0001", why: "no path"),
        Case(text: "pkcs11:?module-path=a%00b", code: "TOKN-0001", why: "a zero byte"),
        Case(text: "pkcs11:?pin-source=%7Cprogram", code: "TOKN-0001", why: "a program is not run for a PIN"),
        Case(text: "pkcs11:?pin-source=file:pin", code: "TOKN-0001", why: "a relative file"),
        Case(text: "pkcs11:?pin-source=file://host/pin", code: "TOKN-0001", why: "a file elsewhere"),
        Case(text: "pkcs11:color=red", code: "TOKN-0002", why: "no such attribute"),
        Case(text: "pkcs11:library-version=3", code: "TOKN-0002", why: "RFC 7512 has it, we do not look at it"),
        Case(text: "pkcs11:token=a?module-name=x", code: "TOKN-0002", why: "a name leaves open which file"),
        Case(text: "pkcs11:device=d", code: "TOKN-0002", why: "SKF's attribute"),
        Case(text: "skf:token=a", code: "TOKN-0002", why: "PKCS#11's attribute"),
        Case(text: "pkcs11:token=a?pin-value=1234", code: "TOKN-0003", why: "arguments are visible"),
        Case(text: "pkcs11:pin-value=1234", code: "TOKN-0003", why: "before the question mark it would be shown"),
        Case(text: "pkcs11:token=a?PIN-VALUE=1234", code: "TOKN-0003", why: "so it would in capitals"),
        Case(text: "pkcs11:token=%zz?pin-value=1234", code: "TOKN-0003", why: "and beside another mistake"),
    ])
    func isReadStrictly(_ c: Case) {
        let why = problem { () throws(Problem) in _ = try TokenURI(c.text) }
        #expect(why?.code == c.code, "\(c)")
    }

    @Test(arguments: [
        "pkcs11:token=a?pin-value=1234", "pkcs11:pin-value=1234", "pkcs11:token=a?PIN-VALUE=1234",
        "pkcs11:token=%zz?pin-value=1234",
    ])
    func aRefusedPINIsNotRepeated(_ text: String) {
        let why = problem { () throws(Problem) in _ = try TokenURI(text) }
        #expect(why?.code == "TOKN-0003")
        #expect(!"\(String(describing: why))".contains("1234"))
    }

    @Test func valuesAreDecoded() throws {
        let uri = try TokenURI(
            "pkcs11:token=a%20%e4%bb%8b;id=%01%FF?module-path=/usr/lib/x%20y.so&pin-source=file:///p%2Fq")
        #expect(uri.modulePath == "/usr/lib/x y.so")
        #expect(uri.pinFile == "/p/q")
        var token = TokenDescription(label: "a 介", manufacturer: "m", model: "o", serial: "s", slot: 3)
        #expect(uri.names(token))
        token.label = "a"
        #expect(!uri.names(token))
        #expect(uri.names(TokenEntry(label: "x", id: [1, 0xff], certificate: nil, hasKey: nil, staysInside: nil)))
        #expect(!uri.names(TokenEntry(label: "x", id: [1], certificate: nil, hasKey: nil, staysInside: nil)))
        #expect(uri.namesEntry)
    }

    @Test(arguments: [("pkcs11:", true), ("PKCS11:x", true), ("skf:", true), ("pkcs11", false), ("./pkcs11:a", false)])
    func foldersAreNotMistakenForURIs(_ text: String, _ isOne: Bool) {
        #expect(TokenURI.isOne(text) == isOne)
    }
}
