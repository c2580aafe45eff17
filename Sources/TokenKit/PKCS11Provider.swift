// PKCS11Provider.swift — tokens with a PKCS#11 library (OASIS, 2.40). Looking and logging in goes to the library directly,
// since libp11's engine does not say why a login failed; what is done with a key goes through the engine.
internal import Glibc
package import OpenSSLKit
package import Reporting

package struct PKCS11Provider: TokenProvider {
    private let module: PKCS11Module

    /// Loads the module that the URI names; else that of `BIAO_PKCS11_MODULE`; else p11-kit's, which speaks for all that
    /// the system has registered.
    ///
    /// - Throws: TOKN-0004, TOKN-0005, TOKN-0006.
    package init(_ uri: TokenURI) throws(Problem) {
        let named =
            uri.modulePath ?? getenv("BIAO_PKCS11_MODULE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        module = try PKCS11Module.load(named ?? "p11-kit-proxy.so", given: named != nil)
    }

    package func tokens() throws(Problem) -> [TokenDescription] {
        // SoftHSM, for one, always shows an empty token for the next one to be made
        try module.slots().compactMap { module.info($0) }.filter { $0.flags.contains(.initialized) }.map(\.token)
    }

    package func open(_ token: TokenDescription, pin: Secret?) throws(Problem) -> any TokenSession {
        try PKCS11Session(module, token, pin: pin)
    }
}

/// An open session; keys of it keep it open.
final class PKCS11Session: TokenSession, KeyHolder, @unchecked Sendable {
    let token: TokenDescription
    // Written by `init` alone.
    private(set) var entries: [TokenEntry] = []
    private let module: PKCS11Module
    private let session: UInt
    private let pin: Secret?

    init(_ module: PKCS11Module, _ token: TokenDescription, pin: Secret?) throws(Problem) {
        let (session, code) = module.openSession(token.slot)
        if CKR.gone.contains(code) { throw .tokenGone(token) }
        try module.check(code, "C_OpenSession")
        self.module = module
        self.token = token
        self.session = session
        self.pin = pin
        if let pin { try login(pin) }
        entries = try read()
    }

    deinit { module.closeSession(session) }

    private func login(_ pin: Secret) throws(Problem) {
        let before = module.info(token.slot)?.flags ?? []
        if before.contains(.pinLocked) { throw .pinLocked(token) }
        try pin.requireText()
        let code = try module.login(session, pin: before.contains(.ownKeypad) ? nil : pin)
        switch code {
        case CKR.ok, CKR.alreadyLoggedIn: return
        case CKR.pinIncorrect:
            let after = module.info(token.slot)?.flags ?? []
            if after.contains(.pinLocked) { throw .pinLocked(token) }
            throw .wrongPIN(
                token, left: after.contains(.pinFinalTry) ? .last : after.contains(.pinCountLow) ? .few : .unsaid)
        case CKR.pinLocked: throw .pinLocked(token)
        case CKR.pinInvalid, CKR.pinLength, CKR.pinExpired: throw .unfitPIN(token)
        case CKR.pinNotInitialized: throw .pinNotSet(token)
        case _ where CKR.gone.contains(code): throw .tokenGone(token)
        default: throw .callFailed("C_Login", code, module: module.path)
        }
    }

    /// Certificates (CKO_CERTIFICATE, CKC_X_509) and private keys (CKO_PRIVATE_KEY), put together by CKA_ID (PKCS#11 2.40,
    /// 4.6.3: it "is intended as a means of distinguishing multiple public-key/private-key pairs"), else by their label.
    private func read() throws(Problem) -> [TokenEntry] {
        struct Key {
            var id: [UInt8]
            var label: String
            var staysInside: Bool?
        }
        var keys: [Key] = []
        if pin != nil {
            for object in try module.objects(session, class: 3) {
                let sensitive = module.attribute(0x103, of: object, session)
                let extractable = module.attribute(0x162, of: object, session)
                keys.append(
                    Key(
                        id: module.attribute(0x102, of: object, session) ?? [], label: label(object),
                        staysInside: sensitive.flatMap { yes in extractable.map { yes == [1] && $0 == [0] } }))
            }
        }
        var found: [TokenEntry] = []
        for object in try module.objects(session, class: 1) {
            // what is no X.509 certificate, or none that can be read, cannot be used and is no reason to stop
            guard let der = module.attribute(0x11, of: object, session), let certificate = try? Certificate(der: der)
            else { continue }
            let id = module.attribute(0x102, of: object, session) ?? []
            let name = label(object)
            let position = keys.firstIndex { id.isEmpty ? $0.label == name : $0.id == id }
            let key = position.map { keys.remove(at: $0) }
            found.append(
                TokenEntry(
                    label: name, id: id, certificate: certificate, hasKey: pin == nil ? nil : key != nil,
                    staysInside: key?.staysInside))
        }
        found += keys.map {
            TokenEntry(label: $0.label, id: $0.id, certificate: nil, hasKey: true, staysInside: $0.staysInside)
        }
        // a module may list its objects in another order each time
        return found.sorted { $0.id.lexicographicallyPrecedes($1.id) }
    }

    private func label(_ object: UInt) -> String {
        String(decoding: module.attribute(3, of: object, session) ?? [], as: UTF8.self)
    }

    func key(of entry: TokenEntry) throws(Problem) -> PrivateKey {
        guard let pin else { throw .bug("a key without a login") }
        func encoded(_ bytes: [UInt8]) -> String { bytes.map { "%" + Hex.encode([$0]) }.joined() }
        let which =
            entry.id.isEmpty ? "object=\(encoded(Array(entry.label.utf8)))" : "id=\(encoded(entry.id))"
        let uri =
            "pkcs11:token=\(encoded(Array(token.label.utf8)));serial=\(encoded(Array(token.serial.utf8)));"
            + "\(which);type=private"
        do throws(Problem) { return try module.key(uri, slot: token.slot, pin: pin, holder: self) } catch {
            guard error.code == "TOKN-0042", !module.isLoggedIn(session) else { throw error }
            throw .tokenGone(token)
        }
    }

    func failure(_ codes: [UInt]) -> Problem {
        module.isLoggedIn(session) ? .tokenFailed(token, codes) : .tokenGone(token)
    }
}
