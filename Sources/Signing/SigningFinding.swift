// SigningFinding.swift — every sentence that signing has to say about a certificate or a signature, in one place.
internal import OpenSSLKit
internal import Reporting
internal import TenderModel

enum SigningFinding {
    static func wrongPurpose(_ certificate: Certificate, _ purpose: CertificatePurpose, at place: String) -> Finding {
        Finding(
            code: "SIGN-0010",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”不能用于\(purpose.title.zh)",
                en: "the certificate \"\(certificate.displayName)\" may not be used for \(purpose.title.en)"),
            remedy: LocalizedText(
                zh: "签名与加密使用两张不同的证书;用 biao identity show 查看用途",
                en: "signing and encryption take two certificates; see biao identity show"),
            place: place)
    }

    static func noPath(
        _ leaf: Certificate, code: Int32, certificate: Certificate?, explanation: String, time: Instant,
        purpose: CertificatePurpose, at place: String
    ) -> Finding {
        let name = (certificate ?? leaf).displayName
        let end = Instant(seconds: (certificate ?? leaf).notAfter)
        switch code {
        case CertificatePath.expired:
            return Finding(
                code: "SIGN-0011",
                message: LocalizedText(
                    zh: "证书“\(name)”有效期至 \(end.text),早于 \(time.text)",
                    en: "the certificate \"\(name)\" is valid until \(end.text), which is before \(time.text)"),
                remedy: LocalizedText(zh: "请换用有效期内的证书", en: "use a certificate that is valid"), place: place)
        case CertificatePath.notYetValid:
            return Finding(
                code: "SIGN-0012",
                message: LocalizedText(
                    zh: "证书“\(name)”在 \(time.text) 尚未生效",
                    en: "the certificate \"\(name)\" was not yet valid at \(time.text)"),
                remedy: LocalizedText(zh: "请核对证书有效期与时钟", en: "check the certificate's dates and the clock"),
                place: place)
        case CertificatePath.leafKeyTooSmall, CertificatePath.issuerKeyTooSmall, CertificatePath.weakDigest:
            return weak(certificate ?? leaf, at: place)
        default:
            // A timestamp authority that we do not know leaves the time open; it does not make the file wrong.
            let unknown = purpose == .timestamping && CertificatePath.untrusted.contains(code)
            return Finding(
                code: unknown ? "SIGN-0014" : "SIGN-0013", severity: unknown ? .indeterminate : .error,
                message: LocalizedText(
                    zh: "证书“\(name)”不能连到信任的根证书(\(explanation))",
                    en: "the certificate \"\(name)\" does not lead to a trusted root (\(explanation))"),
                remedy: LocalizedText(
                    zh: "请检查 --trust 文件夹是否含有该证书的根证书", en: "check that the --trust folder holds this certificate's root"),
                place: place)
        }
    }

    static func weak(_ certificate: Certificate, at place: String) -> Finding {
        if let fault = certificate.publicKeyFault { return badKey(certificate, fault, at: place) }
        return Finding(
            code: "SIGN-0015",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”的密钥或签名算法强度不足(SHA-1 或短密钥)",
                en:
                    "the certificate \"\(certificate.displayName)\" has a weak key or signature algorithm (SHA-1, or a short key)"
            ),
            remedy: LocalizedText(
                zh: "请换用 RSA 2048 位以上、P-256(SHA-256 以上)或 SM2(SM3)的证书",
                en: "use RSA of 2048 bits or more, or P-256, with SHA-256 or stronger, or SM2 with SM3"),
            place: place)
    }

    static func practice(_ certificate: Certificate, at place: String) -> Finding {
        Finding(
            code: "SIGN-0016",
            message: LocalizedText(
                zh: "“\(certificate.displayName)”是模拟证书,只用于培训与测试",
                en: "\"\(certificate.displayName)\" is a practice certificate, for training and tests only"),
            remedy: LocalizedText(
                zh: "培训时加 --practice;正式文件不得使用", en: "add --practice when training; real files must not use it"),
            place: place)
    }

    static func revoked(_ certificate: Certificate, on date: Instant, at place: String) -> Finding {
        Finding(
            code: "SIGN-0017",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”已于 \(date.text) 吊销",
                en: "the certificate \"\(certificate.displayName)\" was revoked on \(date.text)"),
            remedy: LocalizedText(zh: "请换用有效的证书", en: "use a valid certificate"), place: place)
    }

    static func noFreshList(_ certificate: Certificate, time: Instant, at place: String) -> Finding {
        Finding(
            code: "SIGN-0018", severity: .indeterminate,
            message: LocalizedText(
                zh: "没有在 \(time.text) 仍有效的吊销列表(CRL)或 OCSP 应答,无法判断证书“\(certificate.displayName)”是否已吊销",
                en:
                    "no revocation list (CRL) or OCSP response that was fresh at \(time.text): cannot tell whether the certificate \"\(certificate.displayName)\" was revoked"
            ),
            remedy: LocalizedText(
                zh: "请把该签发机构最新的 CRL 放入信任文件夹的 crls/", en: "put the issuer's newest CRL into crls/ of the trust folder"),
            place: place)
    }

    static func profile(_ what: LocalizedText, at place: String) -> Finding {
        Finding(
            code: "SIGN-0020",
            message: LocalizedText(
                zh: "签名文件的结构不合规:\(what.zh)", en: "the signature file departs from its profile: \(what.en)"),
            remedy: LocalizedText(
                zh: "文件可能被改动;请向签名人重新索取", en: "the file may have been altered; ask the signer for it again"),
            place: place)
    }

    /// - Parameter fault: what an SM2 signature has wrong, where that can be told.
    static func badSignature(_ fault: SM2.Fault?, at place: String) -> Finding {
        let why: LocalizedText? =
            switch fault {
            case nil, .mismatch: nil
            case .encoding:
                LocalizedText(zh: "SM2 签名值不是规范的 DER", en: "the SM2 signature value is not in its one DER encoding")
            case .range:
                LocalizedText(zh: "r 或 s 超出 1 至 n-1", en: "r or s is not from 1 to n − 1")
            case .emptyID:
                LocalizedText(
                    zh: "签名时用了空的用户标识,应为 1234567812345678", en: "it was made with an empty id, not 1234567812345678")
            case .withoutZ:
                LocalizedText(zh: "签名时没有把 Z 值计入摘要", en: "it is over a digest without Z")
            }
        return Finding(
            code: "SIGN-0021",
            message: LocalizedText(
                zh: "签名与内容不符" + (why.map { ":" + $0.zh } ?? ""),
                en: "the signature does not fit the content" + (why.map { ": " + $0.en } ?? "")),
            remedy: LocalizedText(zh: "文件被改动过;请向签名人重新索取", en: "the file was altered; ask the signer for it again"),
            place: place)
    }

    static func mixedChain(_ certificate: Certificate, _ suite: SuiteID, at place: String) -> Finding {
        Finding(
            code: "SIGN-0040",
            message: LocalizedText(
                zh: "证书链中的“\(certificate.displayName)”不属于套件 \(suite.rawValue),该套件要求整条链都是 SM2",
                en:
                    "\"\(certificate.displayName)\" in the chain is not of the suite \(suite.rawValue), which wants SM2 throughout"
            ),
            remedy: LocalizedText(
                zh: "请使用由 SM2 根证书和中间证书签发的证书", en: "use a certificate issued by SM2 authorities up to the root"),
            place: place)
    }

    static func badKey(_ certificate: Certificate, _ fault: PublicKeyFault, at place: String) -> Finding {
        let what =
            switch fault {
            case .zero: LocalizedText(zh: "全为零", en: "is all zero")
            case .notOnCurve: LocalizedText(zh: "不是曲线上的点", en: "is not a point on its curve")
            case .unreadable: LocalizedText(zh: "无法读取", en: "cannot be read")
            }
        return Finding(
            code: "SIGN-0041",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”的公钥\(what.zh)",
                en: "the public key of the certificate \"\(certificate.displayName)\" \(what.en)"),
            remedy: LocalizedText(zh: "证书无效;请向签发机构更换", en: "the certificate is worthless; ask its issuer for another"),
            place: place)
    }

    static func badTimestamp(_ what: LocalizedText, at place: String) -> Finding {
        Finding(
            code: "SIGN-0022",
            message: LocalizedText(zh: "时间戳无效:\(what.zh)", en: "the timestamp is not valid: \(what.en)"),
            remedy: LocalizedText(
                zh: "文件可能被改动;请向签名人重新索取", en: "the file may have been altered; ask the signer for it again"),
            place: place)
    }

    static func wrongSuite(_ certificate: Certificate, _ suite: SuiteID, at place: String) -> Finding {
        Finding(
            code: "SIGN-0023",
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”的密钥不属于套件 \(suite.rawValue)",
                en: "the key of the certificate \"\(certificate.displayName)\" is not of the suite \(suite.rawValue)"),
            remedy: LocalizedText(zh: "请用与该套件相符的证书签名", en: "sign with a certificate of that suite"), place: place)
    }
}
