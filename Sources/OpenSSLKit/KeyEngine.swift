// KeyEngine.swift — libp11's OpenSSL engine: keys on a PKCS#11 token as keys that OpenSSL can use, while they stay there.
internal import COpenSSL
package import Reporting

/// An engine for one token, since it remembers one PIN. Lives as long as the program.
package final class KeyEngine: @unchecked Sendable {
    private let handle: OpaquePointer
    private let answers: OpaquePointer
    /// What the engine was told, each ended by a zero byte: it keeps pointers to them.
    private var pins: [Secret] = []

    /// - Parameter module: path of the PKCS#11 module, as `dlopen` takes it.
    /// - Throws: TOKN-0040 where the engine is not installed, TOKN-0041 where it refuses the module.
    package init(module: String) throws(Problem) {
        ERR_clear_error()
        guard let engine = biao_engine_new("pkcs11") else {
            throw .crypto(
                "TOKN-0040", kind: .system, zh: "没有 OpenSSL 的 PKCS#11 引擎(libp11),无法使用介质中的密钥",
                en: "OpenSSL's PKCS#11 engine (libp11) is not here: keys on a token cannot be used",
                remedyZh: "请安装软件包:apt-get install libengine-pkcs11-openssl",
                remedyEn: "install its package: apt-get install libengine-pkcs11-openssl")
        }
        // what it prints on standard error says less than what we say
        _ = biao_engine_tell(engine, "QUIET", nil)
        guard biao_engine_tell(engine, "MODULE_PATH", module) == 1, biao_engine_start(engine) == 1 else {
            biao_engine_free(engine)
            throw .crypto(
                "TOKN-0041", kind: .system, zh: "PKCS#11 引擎(libp11)无法使用模块 \(module)",
                en: "the PKCS#11 engine (libp11) cannot use the module \(module)",
                remedyZh: "请更新软件包 libengine-pkcs11-openssl 与介质驱动",
                remedyEn: "update libengine-pkcs11-openssl and the token's driver")
        }
        guard let method = biao_ui_new() else {
            biao_engine_free(engine)
            throw .refused("UI_create_method")
        }
        handle = engine
        answers = method
    }

    /// The key that `uri` (RFC 7512) names, on a token that is logged in already. Calls must not overlap.
    ///
    /// - Parameters:
    ///   - pin: kept by the engine, which logs in again where a token, or a key at each use, asks for it.
    ///   - holder: says what became of the token when an operation fails.
    /// - Throws: TOKN-0042 where the engine finds no such key, CRYP-0037.
    package func key(_ uri: String, pin: Secret, holder: any KeyHolder) throws(Problem) -> PrivateKey {
        ERR_clear_error()
        let text = try Secret.joining([pin, Secret(copying: [0])])
        if pins.last.map({ $0.equals(text) }) != true { pins.append(text) }
        let key = try (pins.last ?? text).withBytes { bytes in
            let pin = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let told = biao_engine_tell(handle, "PIN", pin) == 1 && biao_engine_answer(handle, answers, pin) == 1
            return told ? biao_engine_key(handle, uri) : nil
        }
        guard let key else {
            throw .crypto(
                "TOKN-0042", kind: .system, zh: "PKCS#11 引擎(libp11)找不到介质中的密钥 \(uri)",
                en: "the PKCS#11 engine (libp11) does not find the key \(uri)",
                remedyZh: "请确认介质仍插着,并更新软件包 libengine-pkcs11-openssl",
                remedyEn: "make sure that the token is still plugged in, and update libengine-pkcs11-openssl")
        }
        ERR_clear_error()
        return try PrivateKey(taking: key, holder: holder)
    }
}
