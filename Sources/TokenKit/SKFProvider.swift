// SKFProvider.swift — tokens with a library after GM/T 0016-2012 智能密码钥匙密码应用接口规范 (SKF): SM2 keys.
//
// A device holds applications (应用), each with a PIN; an application holds containers (容器); a container holds a signing and
// an encryption key pair with their certificates. ULONG is 32 bits, handles are pointers, names end with a zero byte.
internal import Glibc
package import OpenSSLKit
package import Reporting

package struct SKFProvider: TokenProvider {
    private let library: SKFLibrary

    /// Loads the library that the URI names, else that of `BIAO_SKF_MODULE`: there is no registry of these.
    ///
    /// - Throws: TOKN-0004, TOKN-0005, TOKN-0007.
    package init(_ uri: TokenURI) throws(Problem) {
        let named =
            uri.modulePath
            ?? getenv("BIAO_SKF_MODULE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        guard let named else { throw .noSKFModule }
        library = try SKFLibrary.load(named)
    }

    package func tokens() throws(Problem) -> [TokenDescription] {
        var all: [TokenDescription] = []
        for device in try library.devices() {
            // a device that goes away meanwhile is none
            guard let handle = library.connect(device) else { continue }
            defer { library.disconnect(handle) }
            for application in (try? library.applications(handle)) ?? [] {
                all.append(
                    TokenDescription(label: application, manufacturer: "", model: "", serial: device, slot: 0))
            }
        }
        return all
    }

    package func open(_ token: TokenDescription, pin: Secret?) throws(Problem) -> any TokenSession {
        try SKFSession(library, token, pin: pin)
    }
}

/// An open application; keys of it keep it open.
final class SKFSession: TokenSession, @unchecked Sendable {
    let token: TokenDescription
    // Written by `init` alone.
    private(set) var entries: [TokenEntry] = []
    fileprivate let library: SKFLibrary
    private let device: SKFLibrary.Handle
    private let application: SKFLibrary.Handle

    init(_ library: SKFLibrary, _ token: TokenDescription, pin: Secret?) throws(Problem) {
        guard let device = library.connect(token.serial) else { throw .tokenGone(token) }
        do throws(Problem) { application = try library.open(token.label, of: device) } catch {
            library.disconnect(device)
            throw error
        }
        self.library = library
        self.token = token
        self.device = device
        if let pin { try login(pin) }
        entries = try read(loggedIn: pin != nil)
    }

    deinit {
        library.close(application)
        library.disconnect(device)
    }

    private func login(_ pin: Secret) throws(Problem) {
        try pin.requireText()
        let (code, left) = try library.verify(pin, of: application)
        switch code {
        case SAR.ok, SAR.alreadyLoggedIn: return
        case SAR.pinIncorrect: throw left == 0 ? .pinLocked(token) : .wrongPIN(token, left: .exactly(Int(left)))
        case SAR.pinLocked: throw .pinLocked(token)
        case SAR.pinInvalid, SAR.pinLength: throw .unfitPIN(token)
        case SAR.pinNotInitialized: throw .pinNotSet(token)
        case SAR.deviceRemoved: throw .tokenGone(token)
        default: throw .callFailed("SKF_VerifyPIN", UInt(code), module: library.path)
        }
    }

    private func read(loggedIn: Bool) throws(Problem) -> [TokenEntry] {
        var all: [TokenEntry] = []
        for name in try library.containers(application) {
            guard let container = library.openContainer(name, of: application) else { continue }
            defer { library.closeContainer(container) }
            for signs in [true, false] {
                let certificate = library.certificate(container, signs: signs).flatMap { try? Certificate(der: $0) }
                let hasKey = library.hasKey(container, signs: signs)
                guard certificate != nil || hasKey else { continue }
                all.append(
                    TokenEntry(
                        label: name, id: [signs ? 1 : 0], certificate: certificate, hasKey: loggedIn ? hasKey : nil,
                        // the interface has no function that gives a private key away
                        staysInside: nil))
            }
        }
        return all
    }

    func key(of entry: TokenEntry) throws(Problem) -> PrivateKey {
        guard let certificate = entry.certificate, certificate.publicKeyKind == .ec(curve: "SM2") else {
            throw .notSM2Container(entry.label)
        }
        guard let container = library.openContainer(entry.label, of: application) else { throw .tokenGone(token) }
        return try PrivateKey(of: certificate, holder: SKFKey(self, container))
    }
}

/// One container's key pair.
private final class SKFKey: SM2KeyHolder, @unchecked Sendable {
    private let session: SKFSession
    private let container: SKFLibrary.Handle

    init(_ session: SKFSession, _ container: SKFLibrary.Handle) {
        self.session = session
        self.container = container
    }

    deinit { session.library.closeContainer(container) }

    func failure(_ codes: [UInt]) -> Problem {
        session.library.isPresent(session.token.serial)
            ? .tokenFailed(session.token, codes) : .tokenGone(session.token)
    }

    func sign(digest: [UInt8]) throws(Problem) -> (r: [UInt8], s: [UInt8]) {
        let (code, blob) = session.library.sign(digest, container)
        if code == SAR.deviceRemoved { throw .tokenGone(session.token) }
        guard code == SAR.ok else { throw failure([UInt(code)]) }
        // ECCSIGNATUREBLOB: r and s, each at the end of 64 bytes
        return (Array(blob[32..<64]), Array(blob[96..<128]))
    }

    func decrypt(x: [UInt8], y: [UInt8], hash: [UInt8], cipher: [UInt8]) throws(Problem) -> Secret? {
        // ECCCIPHERBLOB: x and y, each at the end of 64 bytes, the hash, the length as a ULONG, the cipher text
        let padding = [UInt8](repeating: 0, count: 32)
        let length = withUnsafeBytes(of: UInt32(cipher.count)) { Array($0) }
        let (code, secret) = try session.library.decrypt(
            padding + x + padding + y + hash + length + cipher, container, room: cipher.count)
        if code == SAR.deviceRemoved { throw .tokenGone(session.token) }
        // whether the token or the lock is at fault shows when it has to open one of ours
        return code == SAR.ok ? secret : nil
    }
}
