// PasswordEncryption.swift — what a file says that it is encrypted with (PBES2, RFC 8018), for whoever cannot open it.
internal import COpenSSL
internal import Reporting

/// The schemes that encrypt the keys and certificates of a PKCS#8 or PKCS#12 file, read off its algorithm identifiers.
enum PasswordEncryption {
    private static let pbes2 = "1.2.840.113549.1.5.13"
    private static let pbmac1 = "1.2.840.113549.1.5.14"
    private static let pbkdf2 = "1.2.840.113549.1.5.12"
    /// What PBKDF2 takes where it names none (RFC 8018, A.2).
    private static let hmacWithSHA1 = "1.2.840.113549.2.7"
    /// PKCS#12's own schemes (RFC 7292, C), and those of PKCS#5 v1.5.
    private static let older = ["1.2.840.113549.1.12.1.", "1.2.840.113549.1.5."]
    /// Those that OpenSSL 3.0 has no name for.
    private static let names = [NationalIdentifiers.hmacWithSM3: "hmacWithSM3"]
    /// Deeper than any real file nests.
    private static let deepest = 32

    /// Every scheme in the file, each once, in the order of the file; empty where it cannot be read.
    static func schemes(in der: [UInt8]) -> [String] {
        var found: [String] = []
        for element in DER.elements(of: der) ?? [] { collect(element, depth: 0, into: &found) }
        return found
    }

    /// Whether some of the file is in BER, with lengths left open: OpenSSL reads it, ``schemes(in:)`` does not.
    static func isIndefinite(_ der: [UInt8]) -> Bool {
        guard let elements = DER.elements(of: der) else { return true }
        return elements.contains { isIndefinite($0, depth: 0) }
    }

    private static func isIndefinite(_ element: DER, depth: Int) -> Bool {
        guard depth < deepest else { return false }
        let isConstructed = element.tag & 0x20 != 0
        // octets may be anything: only those that begin as a SEQUENCE of open length are meant
        guard isConstructed || element.content.starts(with: [DEREncoding.sequenceTag]) else { return false }
        guard let inner = element.elements else {
            return isConstructed || element.content.starts(with: [DEREncoding.sequenceTag, 0x80])
        }
        return inner.contains { isIndefinite($0, depth: depth + 1) }
    }

    private static func collect(_ element: DER, depth: Int, into found: inout [String]) {
        guard depth < deepest else { return }
        if let scheme = scheme(element) {
            if !found.contains(scheme) { found.append(scheme) }
            return
        }
        // PKCS#12 keeps its parts as octets
        let isConstructed = element.tag & 0x20 != 0 || element.tag == DEREncoding.octetStringTag
        for inner in isConstructed ? element.elements ?? [] : [] { collect(inner, depth: depth + 1, into: &found) }
    }

    /// Of an AlgorithmIdentifier of such a scheme; nil for anything else.
    private static func scheme(_ element: DER) -> String? {
        guard let (name, parameters) = algorithm(element) else { return nil }
        if name == pbes2 || name == pbmac1, let parts = parameters?.elements, parts.count == 2 {
            let derivation = algorithm(parts[0])
            let last = algorithm(parts[1])
            var words = ["KDF \(titled(derivation?.name))"]
            if derivation?.name == pbkdf2 {
                // salt, iterations, the length of the key where it is said, then the PRF where it is not HMAC-SHA-1
                let prf = derivation?.parameters?.elements?.compactMap { algorithm($0)?.name }.last
                words.append("PRF \(titled(prf ?? hmacWithSHA1))")
            }
            return (words + ["\(name == pbes2 ? "cipher" : "MAC") \(titled(last?.name))"]).joined(separator: ", ")
        }
        guard name != pbkdf2, older.contains(where: name.hasPrefix) else { return nil }
        return titled(name)
    }

    /// The dotted name and the parameters; nil for what is no AlgorithmIdentifier.
    private static func algorithm(_ element: DER) -> (name: String, parameters: DER?)? {
        guard element.tag == DEREncoding.sequenceTag, let parts = element.elements, (1...2).contains(parts.count),
            parts[0].tag == 0x06
        else { return nil }
        let name = parts[0].bytes.withUnsafeBufferPointer { bytes -> String in
            var cursor = bytes.baseAddress
            let object = d2i_ASN1_OBJECT(nil, &cursor, bytes.count)
            defer { ASN1_OBJECT_free(object) }
            return dotted(object)
        }
        ERR_clear_error()
        return name.isEmpty ? nil : (name, parts.count == 2 ? parts[1] : nil)
    }

    private static func titled(_ name: String?) -> String {
        guard let name else { return "?" }
        if let known = names[name] { return "\(known) \(name)" }
        let number = OBJ_txt2nid(name)
        guard number != NID_undef, let text = OBJ_nid2ln(number) else { return name }
        return "\(String(cString: text)) \(name)"
    }
}

extension Problem {
    /// CRYP-0034: encrypted with what this OpenSSL does not offer.
    ///
    /// - Parameter der: the file, or the part of it that is encrypted.
    static func schemeNotOffered(in der: [UInt8]) -> Problem {
        let schemes = PasswordEncryption.schemes(in: der)
        guard schemes.isEmpty, PasswordEncryption.isIndefinite(der) else { return schemeNotOffered(schemes) }
        return .crypto(
            "CRYP-0034",
            zh: "密钥文件的加密方式不受支持;文件为 BER 编码(不定长)而非 DER,因此无法指出所用算法,通常是已淘汰的 RC2-40",
            en:
                "the key file is encrypted in a way that is not supported; it is in BER (indefinite lengths), not DER, so that the algorithm cannot be named: most often it is RC2-40, which is no longer offered",
            remedyZh: olderRemedy.zh, remedyEn: olderRemedy.en)
    }

    private static let olderRemedy = LocalizedText(
        zh: "请转换:openssl pkcs12 -legacy -in 旧.p12 -out 临时.pem,再 openssl pkcs12 -export -in 临时.pem -out 新.p12,并删除临时.pem",
        en: "convert it: openssl pkcs12 -legacy -in old.p12 -out tmp.pem, then openssl pkcs12 -export "
            + "-in tmp.pem -out new.p12, and delete tmp.pem")

    /// - Parameter schemes: what ``PasswordEncryption/schemes(in:)`` found.
    static func schemeNotOffered(_ schemes: [String]) -> Problem {
        let isOlder = !schemes.contains { $0.hasPrefix("KDF") }
        let zh = schemes.joined(separator: ";")
        let en = schemes.joined(separator: "; ")
        return .crypto(
            "CRYP-0034",
            zh: isOlder && schemes.isEmpty ? "密钥文件使用了已淘汰的加密算法(如 RC2-40)" : "密钥文件的加密方式不受支持:\(zh)",
            en: isOlder && schemes.isEmpty
                ? "the key file is encrypted with an algorithm that is no longer offered, such as RC2-40"
                : "the key file is encrypted in a way that is not supported: \(en)",
            remedyZh: isOlder
                ? olderRemedy.zh
                : "请用生成该文件的程序(如 gmssl)取出私钥,再用 openssl pkcs8 -topk8 -v2 aes-256-cbc -in 私钥.pem -out sign.pem 重新加密,并删除未加密的私钥",
            remedyEn: isOlder
                ? olderRemedy.en
                : "take the key out with the program that made the file, such as gmssl, encrypt it anew with "
                    + "openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out sign.pem, and delete the plain key")
    }
}
