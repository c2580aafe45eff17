// TimestampRequest.swift — what a timestamp authority is asked (RFC 3161, 2.4.1): made by us, and read by the practice TSA.
internal import COpenSSL
package import Reporting

/// A TimeStampReq. It names a digest and nothing of what was digested.
package struct TimestampRequest: Sendable, Hashable {
    package let digest: DigestAlgorithm
    package let imprint: [UInt8]
    /// DER of an INTEGER; nil where the requester does without.
    package let nonce: [UInt8]?
    /// Dotted; nil where any policy will do.
    package let policy: String?
    package let wantsCertificates: Bool

    /// A request with a fresh nonce of 16 bytes that wants the authority's certificates in the token.
    package init(imprint: [UInt8], digest: DigestAlgorithm, policy: String? = nil) throws(Problem) {
        guard imprint.count == digest.length else { throw .bug("an imprint of \(imprint.count) bytes") }
        let number = try serialNumber(positive: randomBytes(16))
        defer { ASN1_INTEGER_free(number) }
        self.imprint = imprint
        self.digest = digest
        self.policy = policy
        nonce = try required(encoded { i2d_ASN1_INTEGER(number, $0) }, "nonce")
        wantsCertificates = true
    }

    /// The request in DER.
    package func der() throws(Problem) -> [UInt8] {
        let object = try required(OBJ_nid2obj(digest == .sha256 ? NID_sha256 : NID_sm3), "digest")
        let algorithm = DEREncoding.value(
            0x30, try required(encoded { i2d_ASN1_OBJECT(object, $0) }, "OID"), [0x05, 0x00])
        var fields: [UInt8] = [0x02, 0x01, 0x01] + DEREncoding.value(0x30, algorithm, DEREncoding.value(0x04, imprint))
        if let policy {
            let object = try required(OBJ_txt2obj(policy, 1), "policy \(policy)")
            defer { ASN1_OBJECT_free(object) }
            fields += try required(encoded { i2d_ASN1_OBJECT(object, $0) }, "policy")
        }
        fields += nonce ?? []
        if wantsCertificates { fields += [0x01, 0x01, 0xff] }
        return DEREncoding.value(0x30, fields)
    }

    /// Reads a stranger's request.
    ///
    /// - Throws: what the answer has to say: `badDataFormat` for anything but one TimeStampReq of version 1, `badAlg` for a digest
    ///   that is neither SHA-256 nor SM3, `unacceptedExtension` for any extension.
    package init(reading bytes: [UInt8]) throws(TimestampFailure) {
        defer { ERR_clear_error() }
        guard let request = biao_d2i_TS_REQ(bytes, bytes.count) else { throw .badDataFormat }
        defer { TS_REQ_free(request) }
        guard encoded({ i2d_TS_REQ(request, $0) }) == bytes, TS_REQ_get_version(request) == 1,
            let stamped = TS_REQ_get_msg_imprint(request)
        else { throw .badDataFormat }
        switch OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(stamped)?.pointee.algorithm) {
        case NID_sha256: digest = .sha256
        case NID_sm3: digest = .sm3
        default: throw .badAlg
        }
        imprint = OpenSSLKit.bytes(of: TS_MSG_IMPRINT_get_msg(stamped))
        guard imprint.count == digest.length else { throw .badDataFormat }
        guard TS_REQ_get_ext_count(request) <= 0 else { throw .unacceptedExtension }
        nonce = TS_REQ_get_nonce(request).flatMap { number in encoded { i2d_ASN1_INTEGER(number, $0) } }
        // A number of any length would be taken and handed back; nobody needs more than this.
        guard nonce.map({ $0.count <= 66 }) ?? true else { throw .badRequest }
        policy = TS_REQ_get_policy_id(request).map { dotted($0) }
        wantsCertificates = TS_REQ_get_cert_req(request) != 0
    }
}

/// Why an authority gives no token: the bits of PKIFailureInfo (RFC 3161, 2.4.2).
package enum TimestampFailure: Int, Error, Sendable, CaseIterable {
    case badAlg = 0
    case badRequest = 2
    case badDataFormat = 5
    case timeNotAvailable = 14
    case unacceptedPolicy = 15
    case unacceptedExtension = 16
    case addInfoNotAvailable = 17
    case systemFailure = 25

    package var words: LocalizedText {
        switch self {
        case .badAlg: LocalizedText(zh: "不支持这种摘要算法", en: "the digest algorithm is not supported")
        case .badRequest: LocalizedText(zh: "不允许或不支持这种请求", en: "the request is not permitted or not supported")
        case .badDataFormat: LocalizedText(zh: "请求的格式有误", en: "the request has the wrong format")
        case .timeNotAvailable: LocalizedText(zh: "时间源不可用", en: "its time source is not available")
        case .unacceptedPolicy: LocalizedText(zh: "不支持所要的策略", en: "the policy asked for is not supported")
        case .unacceptedExtension: LocalizedText(zh: "不支持请求中的扩展", en: "an extension in the request is not supported")
        case .addInfoNotAvailable: LocalizedText(zh: "附加信息不可用", en: "additional information is not available")
        case .systemFailure: LocalizedText(zh: "系统故障", en: "a system failure")
        }
    }
}
