// SKFLibrary.swift — a library after GM/T 0016-2012 at work: its functions, found by name and called one at a time.
internal import Dispatch
internal import OpenSSLKit
internal import Reporting
internal import Synchronization

/// Return values of GM/T 0016-2012, Annex A (SAR_…) that mean something to us.
enum SAR {
    static let ok: UInt32 = 0
    static let deviceRemoved: UInt32 = 0x0a00_0023
    static let pinIncorrect: UInt32 = 0x0a00_0024
    static let pinLocked: UInt32 = 0x0a00_0025
    static let pinInvalid: UInt32 = 0x0a00_0026
    static let pinLength: UInt32 = 0x0a00_0027
    static let alreadyLoggedIn: UInt32 = 0x0a00_0028
    static let pinNotInitialized: UInt32 = 0x0a00_0029
}

/// Loaded once, and stays. The standard says nothing of threads, so calls never overlap.
final class SKFLibrary: @unchecked Sendable {
    /// DEVHANDLE, HAPPLICATION, HCONTAINER.
    struct Handle: @unchecked Sendable {
        fileprivate let pointer: UnsafeMutableRawPointer
    }

    private typealias Text = UnsafeMutablePointer<CChar>
    private typealias Bytes = UnsafeMutablePointer<UInt8>
    private typealias Size = UnsafeMutablePointer<UInt32>
    private typealias Raw = UnsafeMutableRawPointer
    private typealias Out = UnsafeMutablePointer<UnsafeMutableRawPointer?>

    // GM/T 0016-2012, 7.1 device management
    private typealias EnumDev = @convention(c) (Int32, Text?, Size) -> UInt32
    private typealias ConnectDev = @convention(c) (Text, Out) -> UInt32
    private typealias GetDevState = @convention(c) (Text, Size) -> UInt32
    // 7.2 access control: type 1 is the user's PIN
    private typealias VerifyPIN = @convention(c) (Raw, UInt32, Text, Size) -> UInt32
    // 7.3 applications, 7.5 containers
    private typealias EnumNames = @convention(c) (Raw, Text?, Size) -> UInt32
    private typealias OpenByName = @convention(c) (Raw, Text, Out) -> UInt32
    private typealias Close = @convention(c) (Raw) -> UInt32
    private typealias Export = @convention(c) (Raw, Int32, Bytes?, Size) -> UInt32
    // 7.6 cryptography
    private typealias ECCSignData = @convention(c) (Raw, Bytes, UInt32, Bytes) -> UInt32
    /// Not in GM/T 0016-2012, which lets a private key decrypt only by importing a session key. Makers add it under this name:
    /// container, 1 for the encryption key pair, ECCCIPHERBLOB, output and its length.
    private typealias PrvKeyDecrypt = @convention(c) (Raw, UInt32, Bytes, Bytes?, Size) -> UInt32

    let path: String
    private let library: DynamicLibrary
    private let gate = DispatchSemaphore(value: 1)

    private static let loaded = Mutex<[String: SKFLibrary]>([:])

    /// The library of that path: one for all, since calls must not overlap whoever makes them.
    ///
    /// - Throws: TOKN-0004, TOKN-0005 with the name of the function that is missing.
    static func load(_ path: String) throws(Problem) -> SKFLibrary {
        let result: Result<SKFLibrary, Problem> = loaded.withLock { all in
            if let known = all[path] { return .success(known) }
            do throws(Problem) {
                let library = try SKFLibrary(path)
                all[path] = library
                return .success(library)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    private init(_ path: String) throws(Problem) {
        self.path = path
        library = try DynamicLibrary(path, given: true)
        for name in [
            "SKF_EnumDev", "SKF_ConnectDev", "SKF_DisConnectDev", "SKF_VerifyPIN", "SKF_EnumApplication",
            "SKF_OpenApplication", "SKF_CloseApplication", "SKF_EnumContainer", "SKF_OpenContainer",
            "SKF_CloseContainer", "SKF_ExportCertificate", "SKF_ExportPublicKey", "SKF_ECCSignData",
        ] where library.symbol(name) == nil {
            throw .moduleUnusable(path, name)
        }
    }

    private func call<F, R>(_ name: String, as type: F.Type, _ body: (F) -> R) throws(Problem) -> R {
        guard let symbol = library.symbol(name) else { throw .bug("\(name) vanished") }
        gate.wait()
        defer { gate.signal() }
        return body(unsafeBitCast(symbol, to: type))
    }

    private func names(_ name: String, _ ask: (Text?, Size) throws(Problem) -> UInt32) throws(Problem) -> [String] {
        var size: UInt32 = 0
        let first = try ask(nil, &size)
        guard first == SAR.ok else { throw .callFailed(name, UInt(first), module: path) }
        guard size > 0, size <= 1 << 16 else { return [] }
        // a zero more than asked for, so that a list without its end has one
        var text = [CChar](repeating: 0, count: Int(size) + 2)
        let second: UInt32
        do {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
            defer { buffer.deallocate() }
            buffer.initialize(from: &text, count: text.count)
            second = try ask(buffer, &size)
            for index in text.indices { text[index] = buffer[index] }
        }
        guard second == SAR.ok else { throw .callFailed(name, UInt(second), module: path) }
        return text.split(separator: 0).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    }

    func devices() throws(Problem) -> [String] {
        try names("SKF_EnumDev") { (text, size) throws(Problem) in
            try call("SKF_EnumDev", as: EnumDev.self) { $0(1, text, size) }
        }
    }

    func connect(_ device: String) -> Handle? {
        var handle: UnsafeMutableRawPointer?
        var name = device.utf8CString.map { $0 }
        let code = try? call("SKF_ConnectDev", as: ConnectDev.self) { $0(&name, &handle) }
        return code == SAR.ok ? handle.map(Handle.init) : nil
    }

    func disconnect(_ device: Handle) {
        _ = try? call("SKF_DisConnectDev", as: Close.self) { $0(device.pointer) }
    }

    /// Whether the device is there; true where the library does not say.
    func isPresent(_ device: String) -> Bool {
        guard library.symbol("SKF_GetDevState") != nil else { return true }
        var name = device.utf8CString.map { $0 }
        var state: UInt32 = 0
        let code = try? call("SKF_GetDevState", as: GetDevState.self) { $0(&name, &state) }
        return code == SAR.ok && state != 0
    }

    func applications(_ device: Handle) throws(Problem) -> [String] {
        try names("SKF_EnumApplication") { (text, size) throws(Problem) in
            try call("SKF_EnumApplication", as: EnumNames.self) { $0(device.pointer, text, size) }
        }
    }

    func open(_ application: String, of device: Handle) throws(Problem) -> Handle {
        var handle: UnsafeMutableRawPointer?
        var name = application.utf8CString.map { $0 }
        let code = try call("SKF_OpenApplication", as: OpenByName.self) { $0(device.pointer, &name, &handle) }
        guard code == SAR.ok, let handle else { throw .callFailed("SKF_OpenApplication", UInt(code), module: path) }
        return Handle(pointer: handle)
    }

    func close(_ application: Handle) {
        _ = try? call("SKF_CloseApplication", as: Close.self) { $0(application.pointer) }
    }

    /// The code, and how many tries are left.
    func verify(_ pin: Secret, of application: Handle) throws(Problem) -> (code: UInt32, left: UInt32) {
        let text = try Secret.joining([pin, Secret(copying: [0])])
        var left: UInt32 = 0
        let code = try text.withBytes { (bytes) throws(Problem) in
            // the interface takes a pointer that it could write to, so it gets a copy
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            defer {
                Secret.wipe(copy)
                copy.deallocate()
            }
            copy.copyMemory(from: bytes)
            guard let base = copy.baseAddress else { throw .bug("a PIN without memory") }
            return try call("SKF_VerifyPIN", as: VerifyPIN.self) {
                $0(application.pointer, 1, base.assumingMemoryBound(to: CChar.self), &left)
            }
        }
        return (code, left)
    }

    func containers(_ application: Handle) throws(Problem) -> [String] {
        try names("SKF_EnumContainer") { (text, size) throws(Problem) in
            try call("SKF_EnumContainer", as: EnumNames.self) { $0(application.pointer, text, size) }
        }
    }

    func openContainer(_ container: String, of application: Handle) -> Handle? {
        var handle: UnsafeMutableRawPointer?
        var name = container.utf8CString.map { $0 }
        let code = try? call("SKF_OpenContainer", as: OpenByName.self) { $0(application.pointer, &name, &handle) }
        return code == SAR.ok ? handle.map(Handle.init) : nil
    }

    func closeContainer(_ container: Handle) {
        _ = try? call("SKF_CloseContainer", as: Close.self) { $0(container.pointer) }
    }

    func certificate(_ container: Handle, signs: Bool) -> [UInt8]? {
        exported("SKF_ExportCertificate", container, signs)
    }

    func hasKey(_ container: Handle, signs: Bool) -> Bool {
        exported("SKF_ExportPublicKey", container, signs) != nil
    }

    private func exported(_ name: String, _ container: Handle, _ signs: Bool) -> [UInt8]? {
        var size: UInt32 = 0
        let first = try? call(name, as: Export.self) { $0(container.pointer, signs ? 1 : 0, nil, &size) }
        guard first == SAR.ok, size > 0, size <= 1 << 20 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let second = try? call(name, as: Export.self) { $0(container.pointer, signs ? 1 : 0, &bytes, &size) }
        guard second == SAR.ok, size <= bytes.count else { return nil }
        return Array(bytes.prefix(Int(size)))
    }

    /// Over the digest e; 128 bytes.
    func sign(_ digest: [UInt8], _ container: Handle) -> (code: UInt32, blob: [UInt8]) {
        var input = digest
        var blob = [UInt8](repeating: 0, count: 128)
        let code = try? call("SKF_ECCSignData", as: ECCSignData.self) {
            $0(container.pointer, &input, UInt32(input.count), &blob)
        }
        return (code ?? 0x0a00_0001, blob)
    }

    /// - Throws: TOKN-0050.
    func decrypt(_ blob: [UInt8], _ container: Handle, room: Int) throws(Problem) -> (code: UInt32, secret: Secret?) {
        guard library.symbol("SKF_PrvKeyDecrypt") != nil else { throw .noPrivateDecryption(path) }
        var input = blob
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: room + 64, alignment: 16)
        output.initializeMemory(as: UInt8.self, repeating: 0)
        defer {
            Secret.wipe(output)
            output.deallocate()
        }
        var size = UInt32(output.count)
        let code = try call("SKF_PrvKeyDecrypt", as: PrvKeyDecrypt.self) {
            $0(container.pointer, 1, &input, output.baseAddress?.assumingMemoryBound(to: UInt8.self), &size)
        }
        guard code == SAR.ok, size <= output.count else { return (code, nil) }
        return (code, Secret(copying: UnsafeRawBufferPointer(rebasing: output[..<Int(size)])))
    }
}
