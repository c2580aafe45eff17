// CertificationRequest.swift — a request for a certificate (证书请求, PKCS#10, RFC 2986): made, read, and its signature checked.
internal import COpenSSL
package import Reporting

/// A PKCS#10 request: a name and a public key, signed with the private key that goes with it.
package struct CertificationRequest: Sendable {
    package static let label = "CERTIFICATE REQUEST"
    /// Largest file that is read, in bytes.
    package static let longestFile = 1 << 16

    package let der: [UInt8]
    package let subject: SubjectName
    package let publicKey: PublicKey
    /// The key usage that it asks for; nil where it asks for none.
    package let requestedKeyUsage: KeyUsage?
    /// The extensions that it asks for, by OpenSSL's short names or as dotted identifiers. Nobody need grant them.
    package let requestedExtensions: [String]

    /// The only request of a file, in DER or PEM. Whether its signature is right, ``requireSignature()`` says.
    ///
    /// - Throws: CRYP-0024, CRYP-0090 for anything but one request, CRYP-0091 where the bytes are not its only encoding,
    ///   CRYP-0095 for a public key that is none, CRYP-0097 for a subject that is no text.
    package init(reading bytes: [UInt8]) throws(Problem) {
        guard bytes.count <= Self.longestFile else { throw .notOneRequest }
        if bytes.first == DEREncoding.sequenceTag {
            try self.init(der: bytes)
        } else {
            let blocks = try PEM.blocks(bytes, labels: [Self.label, "NEW CERTIFICATE REQUEST"])
            guard blocks.count == 1 else { throw .notOneRequest }
            try self.init(der: blocks[0])
        }
    }

    private init(der: [UInt8]) throws(Problem) {
        ERR_clear_error()
        guard let decoded = biao_d2i_X509_REQ(der, der.count) else { throw .notOneRequest }
        defer { X509_REQ_free(decoded) }
        // a signature is whole bytes: one whose last bits happen to be 0 could be said to be shorter, and OpenSSL takes it
        let isWhole = DER.elements(of: der)?.first?.elements?.last?.content.first == 0
        guard isWhole, encoded({ i2d_X509_REQ(decoded, $0) }) == der else {
            throw .crypto(
                "CRYP-0091", zh: "证书请求的编码不是 DER 规范形式", en: "the request is not in its one DER encoding",
                remedyZh: "请重新生成请求", remedyEn: "make the request again")
        }
        // RFC 2986 knows version 1 only, which is written 0
        guard X509_REQ_get_version(decoded) == 0 else { throw .notOneRequest }
        self.der = der
        subject = try SubjectName(handle: X509_REQ_get_subject_name(decoded))
        publicKey = try PublicKey(
            checking: required(encoded { i2d_X509_PUBKEY(X509_REQ_get_X509_PUBKEY(decoded), $0) }, "i2d_X509_PUBKEY"))
        (requestedExtensions, requestedKeyUsage) = try Self.extensions(decoded)
    }

    /// What it asks for. A list that cannot be read is no list: CRYP-0090.
    private static func extensions(_ request: OpaquePointer) throws(Problem) -> (names: [String], usage: KeyUsage?) {
        let asks = [NID_ext_req, NID_ms_ext_req].contains { X509_REQ_get_attr_by_NID(request, $0, -1) >= 0 }
        guard asks else { return ([], nil) }
        guard let list = X509_REQ_get_extensions(request) else { throw .notOneRequest }
        defer { biao_extensions_free_all(list) }
        var names: [String] = []
        var usage: KeyUsage?
        for index in 0..<biao_extensions_count(list) {
            let extensionValue = biao_extensions_at(list, index)
            let object = X509_EXTENSION_get_object(extensionValue)
            let number = OBJ_obj2nid(object)
            names.append(OBJ_nid2sn(number).map { number == NID_undef ? dotted(object) : String(cString: $0) } ?? "?")
            guard number == NID_key_usage else { continue }
            // BIT STRING: how many bits are unused, then the first two bytes of them
            let octets = X509_EXTENSION_get_data(extensionValue)
            guard let bits = DER.elements(of: bytes(of: octets))?.first, bits.tag == 0x03, bits.content.count >= 2
            else {
                throw .notOneRequest
            }
            let flags = Array(bits.content.dropFirst())
            usage = KeyUsage(rawValue: UInt32(flags[0]) | UInt32(flags.count > 1 ? flags[1] : 0) << 8)
        }
        return (names, usage)
    }

    /// ``der`` between BEGIN and END lines.
    package var pem: String { PEM.encode(der, label: Self.label) }

    /// Whether the private key that goes with ``publicKey`` made the signature: whoever asks must have the key.
    ///
    /// - Throws: CRYP-0092 where it did, with another SM2 id than everyone's; CRYP-0093 where it did not; CRYP-0094 for an
    ///   algorithm that is too weak, or does not go with the key.
    package func requireSignature() throws(Problem) {
        ERR_clear_error()
        guard let outer = DER.elements(of: der)?.first, let parts = outer.elements, parts.count == 3,
            let request = biao_d2i_X509_REQ(der, der.count)
        else { throw .notOneRequest }
        defer { X509_REQ_free(request) }
        let algorithm = Array(parts[1].bytes)
        if publicKey.kind == .ec(curve: "SM2") {
            guard Self.national.contains(algorithm) else { throw .requestAlgorithm(Self.name(of: request)) }
            let signature = Array(parts[2].content.dropFirst())
            guard parts[2].content.first == 0,
                let fault = SM2.fault(signature, over: Array(parts[0].bytes), by: publicKey.handle)
            else { return }
            throw fault == .emptyID || fault == .withoutZ ? .requestOtherID(fault) : .requestSignature(mayBeID: true)
        }
        guard Self.admitted[publicKey.kind.family]?.contains(algorithm) == true || Self.isSoundPSS(algorithm) else {
            throw .requestAlgorithm(Self.name(of: request))
        }
        guard X509_REQ_verify(request, publicKey.handle) == 1 else { throw .requestSignature(mayBeID: false) }
    }

    /// AlgorithmIdentifiers of signatures by each kind of key; SHA-1 and MD5 are none.
    private static let admitted: [PublicKeyKind.Family: [[UInt8]]] = [
        .rsa: ["11", "12", "13"].map { DEREncoding.algorithm("1.2.840.113549.1.1.\($0)", parameters: [5, 0]) },
        .ec: ["2", "3", "4"].map { DEREncoding.algorithm("1.2.840.10045.4.3.\($0)") },
    ]

    /// SM2 with SM3, with and without NULL: GM/T 0015 writes none, some programs do.
    private static let national: [[UInt8]] = [[], [5, 0]].map {
        DEREncoding.algorithm(NationalIdentifiers.sm2WithSM3, parameters: $0)
    }

    /// RSASSA-PSS whose two digests are SHA-256 or longer; SHA-1, its default, is not.
    private static func isSoundPSS(_ algorithm: [UInt8]) -> Bool {
        guard let parts = DER.elements(of: algorithm)?.first?.elements, parts.count == 2,
            parts[0].bytes.elementsEqual(DEREncoding.objectIdentifier("1.2.840.113549.1.1.10")),
            let fields = parts[1].elements, fields.count >= 2
        else { return false }
        let digests = ["1", "2", "3"].map { DEREncoding.objectIdentifier("2.16.840.1.101.3.4.2.\($0)") }
        // [0] AlgorithmIdentifier of the digest, [1] that of MGF1, whose parameter is another
        let digest = fields[0].elements?.first?.elements?.first
        let mask = fields[1].elements?.first?.elements?.last?.elements?.first
        return fields[0].tag == 0xa0 && fields[1].tag == 0xa1
            && [digest, mask].allSatisfy { found in digests.contains { found?.bytes.elementsEqual($0) == true } }
    }

    private static func name(of request: OpaquePointer) -> String {
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_REQ_get0_signature(request, nil, &algorithm)
        let object = algorithm?.pointee.algorithm
        let number = OBJ_obj2nid(object)
        guard number != NID_undef, let text = OBJ_nid2ln(number) else { return dotted(object) }
        return "\(String(cString: text)) \(dotted(object))"
    }

    /// Makes a request, signed with SHA-256, or SM3 and everyone's id by an SM2 key.
    ///
    /// - Parameter keyUsage: what to ask for, so that a request for signing and one for encryption are not mistaken.
    /// - Throws: CRYP-0070 for a subject that cannot be written, TOKN-0044 for a key on a token.
    package static func make(
        subject: SubjectName, key: PrivateKey, keyUsage: KeyUsage
    ) throws(Problem) -> CertificationRequest {
        try key.requireOurs()
        ERR_clear_error()
        let made = try required(X509_REQ_new(), "X509_REQ_new")
        defer { X509_REQ_free(made) }
        let name = try subject.handle()
        defer { X509_NAME_free(name) }
        try require(
            X509_REQ_set_version(made, 0) == 1 && X509_REQ_set_subject_name(made, name) == 1
                && X509_REQ_set_pubkey(made, key.handle) == 1
                && biao_request_extension(made, NID_key_usage, "critical," + keyUsage.text) == 1, "request fields")
        if key.kind == .sm2 {
            let context = try required(
                biao_sm2_signing(key.handle, SM2.defaultID, SM2.defaultID.count), "EVP_DigestSignInit (SM2)")
            defer { EVP_MD_CTX_free(context) }
            try require(X509_REQ_sign_ctx(made, context) > 0, "X509_REQ_sign_ctx (SM2)")
        } else {
            try require(X509_REQ_sign(made, key.handle, EVP_sha256()) > 0, "X509_REQ_sign")
        }
        return try CertificationRequest(der: required(encoded { i2d_X509_REQ(made, $0) }, "i2d_X509_REQ"))
    }
}

extension PublicKeyKind {
    fileprivate enum Family: Hashable { case rsa, ec, other }

    fileprivate var family: Family {
        switch self {
        case .rsa: .rsa
        case .ec: .ec
        case .other: .other
        }
    }
}

extension Problem {
    fileprivate static var notOneRequest: Problem {
        .crypto(
            "CRYP-0090", zh: "文件中应当恰有一份完整的证书请求(PKCS#10)",
            en: "the file must hold exactly one whole certification request (PKCS#10)",
            remedyZh: "请提供 biao pki request 或 openssl req -new 生成的 .csr 文件",
            remedyEn: "give the .csr file that biao pki request or openssl req -new makes")
    }

    fileprivate static func requestOtherID(_ fault: SM2.Fault) -> Problem {
        let what =
            fault == .emptyID
            ? (zh: "空的 ID", en: "the empty id") : (zh: "不含 Z 值(没有 ID)", en: "no Z, and so with no id at all")
        return .crypto(
            "CRYP-0092", zh: "证书请求的 SM2 签名确由该密钥作出,但使用了\(what.zh),应为 1234567812345678",
            en:
                "the SM2 signature of the request is its key's, but was made with \(what.en); it must be 1234567812345678",
            remedyZh: "请重新签名:openssl req -new -sm3 -sigopt distid:1234567812345678 …,或使用 biao pki request",
            remedyEn: "sign it again: openssl req -new -sm3 -sigopt distid:1234567812345678 …, or use biao pki request")
    }

    fileprivate static func requestSignature(mayBeID: Bool) -> Problem {
        .crypto(
            "CRYP-0093",
            zh: mayBeID ? "证书请求的签名不正确:内容被改动、不是该密钥所签,或 SM2 签名使用了其他 ID" : "证书请求的签名不正确:内容被改动,或不是该密钥所签",
            en: mayBeID
                ? "the signature of the request is wrong: it was altered, another key signed it, or SM2 signed with an id that nobody knows"
                : "the signature of the request is wrong: it was altered, or another key signed it",
            remedyZh: "请申请人重新生成请求(SM2 的 ID 为 1234567812345678)",
            remedyEn: "have its holder make it again (the id of SM2 is 1234567812345678)")
    }

    fileprivate static func requestAlgorithm(_ name: String) -> Problem {
        .crypto(
            "CRYP-0094", zh: "证书请求的签名算法太弱、不受支持,或与其密钥不配:\(name)",
            en: "the request is signed in a way that is too weak, not supported, or not for its key: \(name)",
            remedyZh: "请用 SHA-256(openssl req -new -sha256)重新生成,SM2 密钥用 SM3(-sm3)",
            remedyEn: "make it again with SHA-256 (openssl req -new -sha256), or SM3 (-sm3) for an SM2 key")
    }
}
