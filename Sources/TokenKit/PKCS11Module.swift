// PKCS11Module.swift — a PKCS#11 module at work: loaded, started, asked. The only file that calls its functions.
internal import CPKCS11
internal import FileKit
internal import Glibc
internal import OpenSSLKit
internal import Reporting
internal import Synchronization

/// Return values of PKCS#11 2.40 (CKR_…) that mean something to us.
enum CKR {
    static let ok: UInt = 0
    static let pinIncorrect: UInt = 0xa0
    static let pinInvalid: UInt = 0xa1
    static let pinLength: UInt = 0xa2
    static let pinExpired: UInt = 0xa3
    static let pinLocked: UInt = 0xa4
    static let alreadyLoggedIn: UInt = 0x100
    static let pinNotInitialized: UInt = 0x102
    static let alreadyInitialized: UInt = 0x191
    /// The token, or the session with it, is gone: DEVICE_ERROR, DEVICE_REMOVED, SESSION_CLOSED, SESSION_HANDLE_INVALID,
    /// TOKEN_NOT_PRESENT, TOKEN_NOT_RECOGNIZED, SLOT_ID_INVALID.
    static let gone: Set<UInt> = [0x30, 0x32, 0xb0, 0xb3, 0xe0, 0xe1, 0x03]
}

/// A module is loaded once and stays: its threads and its `atexit` handlers would not survive its unloading.
final class PKCS11Module: @unchecked Sendable {
    let path: String
    // The module's own table; never written to.
    private let functions: UnsafePointer<biao_ck_functions>
    /// By slot: an engine remembers one PIN.
    private let engines = Mutex<[UInt: KeyEngine]>([:])

    private static let loaded = Mutex<[String: PKCS11Module]>([:])

    /// - Throws: TOKN-0004, TOKN-0005, TOKN-0006.
    static func load(_ path: String, given: Bool) throws(Problem) -> PKCS11Module {
        let result: Result<PKCS11Module, Problem> = loaded.withLock { all in
            if let known = all[path] { return .success(known) }
            do throws(Problem) {
                let module = try PKCS11Module(path, given: given)
                all[path] = module
                return .success(module)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    private init(_ path: String, given: Bool) throws(Problem) {
        let library = try DynamicLibrary(path, given: given)
        guard let symbol = library.symbol("C_GetFunctionList") else {
            throw .moduleUnusable(path, "C_GetFunctionList")
        }
        typealias GetFunctionList = @convention(c) (UnsafeMutablePointer<UnsafePointer<biao_ck_functions>?>) -> UInt
        var table: UnsafePointer<biao_ck_functions>?
        let code = unsafeBitCast(symbol, to: GetFunctionList.self)(&table)
        guard code == CKR.ok, let table else { throw .callFailed("C_GetFunctionList", code, module: path) }
        guard table.pointee.version.major == 2 else {
            throw .moduleUnusable(path, "Cryptoki \(table.pointee.version.major).\(table.pointee.version.minor)")
        }
        self.path = path
        functions = table
        // we and the engine call from several threads: the module locks for itself (CKF_OS_LOCKING_OK)
        var args = biao_ck_initialize_args(create: nil, destroy: nil, lock: nil, unlock: nil, flags: 2, reserved: nil)
        let started = functions.pointee.initialize(&args)
        guard started == CKR.ok || started == CKR.alreadyInitialized else {
            throw .callFailed("C_Initialize", started, module: path)
        }
    }

    func check(_ code: UInt, _ call: String) throws(Problem) {
        guard code == CKR.ok else { throw .callFailed(call, code, module: path) }
    }

    /// The private key that `uri` names, on the token in that slot. One at a time.
    func key(_ uri: String, slot: UInt, pin: Secret, holder: any KeyHolder) throws(Problem) -> PrivateKey {
        let result: Result<PrivateKey, Problem> = engines.withLock { all in
            do throws(Problem) {
                let engine = if let known = all[slot] { known } else { try KeyEngine(module: path) }
                all[slot] = engine
                return .success(try engine.key(uri, pin: pin, holder: holder))
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// The slots with a token in them.
    func slots() throws(Problem) -> [UInt] {
        var count: UInt = 0
        try check(functions.pointee.get_slot_list(1, nil, &count), "C_GetSlotList")
        // room for what is plugged in between the two calls
        var slots = [UInt](repeating: 0, count: Int(min(count, 1_024)) + 8)
        count = UInt(slots.count)
        try check(functions.pointee.get_slot_list(1, &slots, &count), "C_GetSlotList")
        return Array(slots.prefix(Int(min(count, UInt(slots.count)))))
    }

    /// Nil where the token has just gone, or cannot be read.
    func info(_ slot: UInt) -> (token: TokenDescription, flags: TokenFlags)? {
        var info = biao_ck_token_info()
        guard functions.pointee.get_token_info(slot, &info) == CKR.ok else { return nil }
        func text(_ field: some Any) -> String {
            withUnsafeBytes(of: field) { bytes in
                var end = bytes.count
                while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0 { end -= 1 }
                return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[..<end]), as: UTF8.self)
            }
        }
        let token = TokenDescription(
            label: text(info.label), manufacturer: text(info.manufacturer), model: text(info.model),
            serial: text(info.serial), slot: slot)
        return (token, TokenFlags(rawValue: info.flags))
    }

    func openSession(_ slot: UInt) -> (session: UInt, code: UInt) {
        var session: UInt = 0
        // CKF_SERIAL_SESSION, read-only
        let code = functions.pointee.open_session(slot, 4, nil, nil, &session)
        return (session, code)
    }

    func closeSession(_ session: UInt) {
        _ = functions.pointee.close_session(session)
    }

    /// Whether the session lives and its user is logged in (CKS_RO_USER_FUNCTIONS, CKS_RW_USER_FUNCTIONS).
    func isLoggedIn(_ session: UInt) -> Bool {
        var info = biao_ck_session_info()
        guard functions.pointee.get_session_info(session, &info) == CKR.ok else { return false }
        return info.state == 1 || info.state == 3
    }

    /// C_Login as CKU_USER; nil where the PIN is entered on the reader itself.
    func login(_ session: UInt, pin: Secret?) throws(Problem) -> UInt {
        guard let pin else { return functions.pointee.login(session, 1, nil, 0) }
        return try pin.withBytes { bytes in functions.pointee.login(session, 1, bytes.baseAddress, UInt(bytes.count)) }
    }

    /// The objects of a class (CKO_…).
    func objects(_ session: UInt, class kind: UInt) throws(Problem) -> [UInt] {
        var kind = kind
        let began = withUnsafeMutablePointer(to: &kind) { value in
            var template = biao_ck_attribute(type: 0, value: value, count: UInt(MemoryLayout<UInt>.size))
            return functions.pointee.find_objects_init(session, &template, 1)
        }
        try check(began, "C_FindObjectsInit")
        defer { _ = functions.pointee.find_objects_final(session) }
        var all: [UInt] = []
        while all.count < 4_096 {
            var some = [UInt](repeating: 0, count: 32)
            var count: UInt = 0
            try check(functions.pointee.find_objects(session, &some, 32, &count), "C_FindObjects")
            guard count > 0 else { break }
            all += some.prefix(Int(min(count, 32)))
        }
        return all
    }

    /// An attribute's value; nil where the object has none or does not show it.
    func attribute(_ type: UInt, of object: UInt, _ session: UInt) -> [UInt8]? {
        var attribute = biao_ck_attribute(type: type, value: nil, count: 0)
        guard functions.pointee.get_attribute_value(session, object, &attribute, 1) == CKR.ok,
            attribute.count <= 1 << 20
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(attribute.count))
        let code = bytes.withUnsafeMutableBytes { buffer in
            attribute.value = buffer.baseAddress
            return functions.pointee.get_attribute_value(session, object, &attribute, 1)
        }
        guard code == CKR.ok, attribute.count <= bytes.count else { return nil }
        return Array(bytes.prefix(Int(attribute.count)))
    }
}

/// CK_TOKEN_INFO's flags.
struct TokenFlags: OptionSet {
    let rawValue: UInt
    static let pinInitialized = TokenFlags(rawValue: 0x8)
    /// The PIN is entered on the reader (CKF_PROTECTED_AUTHENTICATION_PATH).
    static let ownKeypad = TokenFlags(rawValue: 0x100)
    static let initialized = TokenFlags(rawValue: 0x400)
    static let pinCountLow = TokenFlags(rawValue: 0x1_0000)
    static let pinFinalTry = TokenFlags(rawValue: 0x2_0000)
    static let pinLocked = TokenFlags(rawValue: 0x4_0000)
}
