// TokenProblems.swift — what can go wrong with a token, and what the person does about it. Codes TOKN-NNNN.
internal import Reporting

extension Problem {
    private static func token(
        _ code: String, _ kind: Kind, zh: String, en: String, remedyZh: String, remedyEn: String
    ) -> Problem {
        Problem(
            code: code, kind: kind, message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn))
    }

    // MARK: The URI

    static func malformed(_ text: String, zh: String, en: String) -> Problem {
        token(
            "TOKN-0001", .usage, zh: "介质 URI 写法有误:\(zh)", en: "the token's URI is malformed: \(en)",
            remedyZh: "写法如 pkcs11:token=名称?module-path=/usr/lib/驱动.so(RFC 7512)",
            remedyEn: "write it such as pkcs11:token=NAME?module-path=/usr/lib/driver.so (RFC 7512)"
        ).at(text)
    }

    static func twice(_ name: String, of text: String) -> Problem {
        malformed(text, zh: "属性 \(name) 出现两次", en: "the attribute \(name) is there twice")
    }

    static func unknownAttribute(_ name: String, of text: String) -> Problem {
        token(
            "TOKN-0002", .usage, zh: "介质 URI 中的属性 \(name) 不受支持",
            en: "the attribute \(name) of a token's URI is not supported",
            remedyZh:
                "可用:token、serial、manufacturer、model、slot-id、object、id、type(skf: 为 device、application、container);问号之后 module-path、pin-source",
            remedyEn:
                "there are token, serial, manufacturer, model, slot-id, object, id, type (skf: has device, application, container), "
                + "and after the question mark module-path and pin-source"
        ).at(text)
    }

    /// Without the place: it would show the PIN once more.
    static var pinInURI: Problem {
        token(
            "TOKN-0003", .usage, zh: "PIN 不能写在 URI 中(pin-value):命令参数对本机其他用户可见",
            en: "a PIN is never part of the URI (pin-value): other users of the machine can see arguments",
            remedyZh: "去掉 pin-value,等待提示输入,或用 --passphrase-file、pin-source=file:/路径;该 PIN 可能已泄露,请修改",
            remedyEn: "leave pin-value out and wait for the prompt, or use --passphrase-file or pin-source=file:/PATH; "
                + "change that PIN, since others may have seen it")
    }

    // MARK: The maker's library

    static func moduleMissing(_ path: String, given: Bool) -> Problem {
        if given {
            return token(
                "TOKN-0004", .system, zh: "没有这个介质驱动模块", en: "there is no such module",
                remedyZh: "请安装介质厂商的驱动,并核对 module-path",
                remedyEn: "install the driver of the token's maker, and check module-path"
            ).at(path)
        }
        return token(
            "TOKN-0004", .system, zh: "没有指定介质驱动模块,系统中也没有 p11-kit 的 \(path)",
            en: "no module was named, and p11-kit's \(path) is not on this system",
            remedyZh: "在 URI 后加 ?module-path=/路径/驱动.so,或设置 BIAO_PKCS11_MODULE(或安装软件包 p11-kit-modules)",
            remedyEn:
                "add ?module-path=/PATH/driver.so to the URI, or set BIAO_PKCS11_MODULE (or install p11-kit-modules)")
    }

    static var noSKFModule: Problem {
        token(
            "TOKN-0007", .usage, zh: "skf: URI 没有写明厂商的库", en: "the skf: URI does not name the maker's library",
            remedyZh: "在 URI 后加 ?module-path=/路径/库.so,或设置 BIAO_SKF_MODULE",
            remedyEn: "add ?module-path=/PATH/library.so to the URI, or set BIAO_SKF_MODULE")
    }

    static func moduleUnusable(_ path: String, _ why: String) -> Problem {
        token(
            "TOKN-0005", .system, zh: "介质驱动模块无法加载:\(why)", en: "the module cannot be loaded: \(why)",
            remedyZh: "请确认这是与本机架构相符的驱动(.so),依赖齐全",
            remedyEn: "make sure that it is a driver (.so) for this machine, with all it needs"
        ).at(path)
    }

    static func callFailed(_ call: String, _ code: UInt, module: String) -> Problem {
        token(
            "TOKN-0006", .system, zh: "介质驱动的 \(call) 失败(0x\(String(code, radix: 16)))",
            en: "the module's \(call) failed (0x\(String(code, radix: 16)))", remedyZh: "请重新插入介质后再试;若仍失败,请联系介质厂商",
            remedyEn: "plug the token in again and retry; if it fails again, ask the token's maker"
        ).at(module)
    }

    // MARK: The token

    static func noToken(_ uri: TokenURI, present: [TokenDescription]) -> Problem {
        let names = present.map(\.name).joined(separator: ", ")
        return token(
            "TOKN-0010", .input,
            zh: present.isEmpty ? "没有插入任何介质" : "没有插入这个介质;现有:\(names)",
            en: present.isEmpty ? "no token is plugged in" : "this token is not plugged in; there is: \(names)",
            remedyZh: "请插入介质,并核对 URI 中的 token、serial", remedyEn: "plug it in, and check token and serial in the URI"
        ).at(uri.text)
    }

    static func severalTokens(_ uri: TokenURI, _ matching: [TokenDescription]) -> Problem {
        let names = matching.map(\.name).joined(separator: ", ")
        return token(
            "TOKN-0011", .input, zh: "有几个介质符合:\(names)", en: "several tokens fit: \(names)",
            remedyZh: "在 URI 中加 serial=序列号,或拔出其他介质", remedyEn: "add serial=NUMBER to the URI, or unplug the others"
        ).at(uri.text)
    }

    static func tokenGone(_ token: TokenDescription) -> Problem {
        Self.token(
            "TOKN-0012", .system, zh: "介质 \(token.name) 已被拔出", en: "the token \(token.name) was taken out",
            remedyZh: "请插回介质,再运行一次;未完成的结果没有写出",
            remedyEn: "plug it in and run the command again; nothing half-done was written")
    }

    static func pinNotSet(_ token: TokenDescription) -> Problem {
        Self.token(
            "TOKN-0013", .input, zh: "介质 \(token.name) 尚未设置用户 PIN", en: "the token \(token.name) has no user PIN yet",
            remedyZh: "请用厂商工具初始化介质", remedyEn: "set it up with its maker's tool")
    }

    /// An operation that the token refused, though it is there.
    static func tokenFailed(_ token: TokenDescription, _ codes: [UInt]) -> Problem {
        let text = codes.isEmpty ? "?" : codes.map { "0x" + String($0, radix: 16) }.joined(separator: ", ")
        return Self.token(
            "TOKN-0014", .system, zh: "介质 \(token.name) 未能完成运算(\(text))",
            en: "the token \(token.name) could not do its work (\(text))", remedyZh: "请重新插入介质后再试;若仍失败,请联系介质厂商",
            remedyEn: "plug it in again and retry; if it fails again, ask the token's maker")
    }

    /// - Parameter left: tries left where the token counts them; 1 for "the last one", 2 for "few", nil for "it does not say".
    static func wrongPIN(_ token: TokenDescription, left: PINTries) -> Problem {
        switch left {
        case .unsaid:
            Self.token(
                "TOKN-0020", .input, zh: "介质 \(token.name) 的 PIN 不正确",
                en: "the PIN of the token \(token.name) is wrong",
                remedyZh: "请核对后再试;多次输错会锁定介质", remedyEn: "check it and try again; several wrong entries lock the token")
        case .few:
            Self.token(
                "TOKN-0021", .input, zh: "介质 \(token.name) 的 PIN 不正确,剩余次数不多",
                en: "the PIN of the token \(token.name) is wrong, and few tries are left",
                remedyZh: "先确认 PIN 再试;输错到上限介质将被锁定",
                remedyEn: "make sure of the PIN first: too many wrong entries lock the token")
        case .last:
            Self.token(
                "TOKN-0022", .input, zh: "介质 \(token.name) 的 PIN 不正确,只剩最后一次机会",
                en: "the PIN of the token \(token.name) is wrong, and only one try is left",
                remedyZh: "不要再试:先向介质发放方核实 PIN,再错一次介质即被锁定",
                remedyEn: "do not try again before you are sure of the PIN: one more wrong entry locks the token")
        case .exactly(let count):
            Self.token(
                count <= 1 ? "TOKN-0022" : "TOKN-0021", .input, zh: "介质 \(token.name) 的 PIN 不正确,还可试 \(count) 次",
                en: "the PIN of the token \(token.name) is wrong; tries left: \(count)",
                remedyZh: "先确认 PIN 再试;输错到上限介质将被锁定",
                remedyEn: "make sure of the PIN first: too many wrong entries lock the token")
        }
    }

    static func pinLocked(_ token: TokenDescription) -> Problem {
        Self.token(
            "TOKN-0023", .input, zh: "介质 \(token.name) 已锁定:PIN 输错次数过多",
            en: "the token \(token.name) is locked after too many wrong PINs",
            remedyZh: "请联系介质发放方(CA 或厂商)解锁;来不及时,用密封时指定的备用证书",
            remedyEn:
                "have it unlocked by who issued it (CA or maker); in a hurry, use the spare certificate that was sealed to"
        )
    }

    static func unfitPIN(_ token: TokenDescription) -> Problem {
        Self.token(
            "TOKN-0024", .input, zh: "介质 \(token.name) 不接受此 PIN:长度或字符不合要求,或已过期",
            en: "the token \(token.name) does not take this PIN: its length or characters are wrong, or it has expired",
            remedyZh: "请核对 PIN;过期的 PIN 用厂商工具修改", remedyEn: "check the PIN; change an expired one with the maker's tool")
    }

    static let zeroInPIN = token(
        "TOKN-0043", .input, zh: "PIN 中含有空字节", en: "the PIN contains a zero byte",
        remedyZh: "请检查 PIN 文件是否为纯文本", remedyEn: "make sure that the PIN file is plain text")

    // MARK: SKF

    static func noPrivateDecryption(_ module: String) -> Problem {
        token(
            "TOKN-0050", .system, zh: "厂商的库没有 SKF_PrvKeyDecrypt,介质中的密钥无法解密",
            en: "the maker's library has no SKF_PrvKeyDecrypt: the token's key cannot decrypt",
            remedyZh: "请向厂商索取含此函数的版本(GM/T 0016-2012 没有规定私钥解密)",
            remedyEn:
                "ask its maker for a version that has it (GM/T 0016-2012 itself defines no decryption with a private key)"
        ).at(module)
    }

    static func notSM2Container(_ container: String) -> Problem {
        token(
            "TOKN-0051", .input, zh: "容器“\(container)”的密钥不是 SM2,SKF 接口只支持 SM2",
            en: "the key of the container \"\(container)\" is not SM2; by SKF only SM2 is supported",
            remedyZh: "RSA 密钥请用同一厂商的 PKCS#11 模块(pkcs11: URI)",
            remedyEn: "for RSA use the same maker's PKCS#11 module (a pkcs11: URI)")
    }
}

/// How many more PINs a token takes.
enum PINTries {
    case unsaid
    case few
    case last
    case exactly(Int)
}
