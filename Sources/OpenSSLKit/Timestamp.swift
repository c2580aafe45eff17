// Timestamp.swift — timestamps (时间戳) of RFC 3161: tokens read and checked, and made in process.
internal import COpenSSL
package import Reporting

/// A timestamp token: a TSA's signed word that a digest existed at a time.
package struct TimestampToken: Sendable, Hashable {
    /// The whole token, a CMS SignedData.
    package let der: [UInt8]
    /// The time it vouches for, seconds since 1970 UTC; fractions are dropped.
    package let genTime: Int64
    package let digestAlgorithm: DigestAlgorithm
    /// The digest that is stamped.
    package let imprint: [UInt8]
    /// The TSA's policy, dotted.
    package let policy: String
    /// Serial number, lower-case hexadecimal.
    package let serial: String
    /// DER of the INTEGER by which the requester knows its token; nil where there is none.
    package let nonce: [UInt8]?
    /// The embedded certificates.
    package let certificates: [Certificate]
    /// The embedded certificate that the signer identifier names.
    package let signer: Certificate?

    /// - Throws: CRYP-0060 for anything but a token in DER with one signer, version 1, and a SHA-256 or SM3 imprint.
    package init(der: [UInt8]) throws(Problem) {
        guard CMSSignature.reencodes(der) else { throw .notAToken }
        let message = try CMSMessage(signedData: der)
        let signerInfo = try message.signer()
        guard OBJ_obj2nid(CMS_get0_eContentType(message.handle)) == NID_id_smime_ct_TSTInfo,
            let content = CMS_get0_content(message.handle), let octets = content.pointee
        else { throw .notAToken }
        let inner = bytes(of: octets)
        guard let info = biao_d2i_TS_TST_INFO(inner, inner.count) else { throw .notAToken }
        defer { TS_TST_INFO_free(info) }
        guard encoded({ i2d_TS_TST_INFO(info, $0) }) == inner, TS_TST_INFO_get_version(info) == 1,
            let time = epochSeconds(TS_TST_INFO_get_time(info)), let stamped = TS_TST_INFO_get_msg_imprint(info)
        else { throw .notAToken }
        switch OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(stamped)?.pointee.algorithm) {
        case NID_sha256: digestAlgorithm = .sha256
        case NID_sm3: digestAlgorithm = .sm3
        default: throw .notAToken
        }
        imprint = bytes(of: TS_MSG_IMPRINT_get_msg(stamped))
        guard imprint.count == digestAlgorithm.length else { throw .notAToken }
        self.der = der
        genTime = time
        policy = dotted(TS_TST_INFO_get_policy_id(info))
        serial = serialText(TS_TST_INFO_get_serial(info))
        nonce = TS_TST_INFO_get_nonce(info).flatMap { number in encoded { i2d_ASN1_INTEGER(number, $0) } }
        certificates = try message.certificates()
        let fitting = certificates.filter { CMS_SignerInfo_cert_cmp(signerInfo, $0.handle) == 0 }
        signer = fitting.count == 1 ? fitting.first : nil
        ERR_clear_error()
    }

    /// Whether this token stamps that digest and is signed by that certificate, which its signed attributes name, and
    /// which may do nothing but timestamping (critical, alone). Dates, path and revocation are the caller's.
    package func verify(imprint: [UInt8], signer: Certificate) throws(Problem) -> Bool {
        guard imprint == self.imprint, signer.extendedKeyUsages == [TimestampAuthority.extendedKeyUsage],
            signer.extendedKeyUsageIsCritical
        else { return false }
        return try CMSMessage(signedData: der).isSigned(over: nil, by: signer)
    }
}

/// A timestamp authority (TSA) in process, for practice and tests.
package enum TimestampAuthority {
    /// id-kp-timeStamping.
    package static let extendedKeyUsage = "1.3.6.1.5.5.7.3.8"
    private static let contentType = "1.2.840.113549.1.9.16.1.4"

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970 UTC.
    ///   - policy: dotted object identifier.
    ///   - chain: certificates to embed beside the TSA's own.
    ///   - nonce: DER of an INTEGER, handed back as it came.
    ///   - embedsCertificates: false where the requester asked for none.
    /// - Returns: DER of the token (not of a TimeStampResp).
    /// - Throws: CRYP-0061 where the certificate is not for timestamping; CRYP-0042, CRYP-0044.
    package static func stamp(
        imprint: [UInt8], digest: DigestAlgorithm, key: PrivateKey, certificate: Certificate, chain: [Certificate],
        at time: Int64, policy: String, nonce: [UInt8]? = nil, embedsCertificates: Bool = true
    ) throws(Problem) -> [UInt8] {
        guard imprint.count == digest.length else { throw .bug("an imprint of \(imprint.count) bytes") }
        guard certificate.extendedKeyUsages == [extendedKeyUsage], certificate.extendedKeyUsageIsCritical else {
            throw .crypto(
                "CRYP-0061", kind: .usage, zh: "此证书不能签发时间戳(扩展密钥用途须仅为时间戳且为关键项):\(certificate.subject)",
                en: "\(certificate.subject) cannot stamp: timestamping must be its only, critical extended key usage",
                remedyZh: "请使用时间戳证书", remedyEn: "use a timestamping certificate")
        }
        let content = try tokenInfo(imprint: imprint, digest: digest, at: time, policy: policy, nonce: nonce)
        return try CMSSigner(
            key: key, certificate: certificate, chain: embedsCertificates ? chain : [], signingTime: time,
            digest: key.kind == .sm2 ? .sm3 : .sha256, embedsCertificates: embedsCertificates
        ).sign(content, contentType: contentType, detached: false)
    }

    private static func tokenInfo(
        imprint: [UInt8], digest: DigestAlgorithm, at time: Int64, policy: String, nonce: [UInt8]?
    ) throws(Problem) -> [UInt8] {
        let info = try required(TS_TST_INFO_new(), "TS_TST_INFO_new")
        defer { TS_TST_INFO_free(info) }
        let stamped = try required(TS_MSG_IMPRINT_new(), "TS_MSG_IMPRINT_new")
        defer { TS_MSG_IMPRINT_free(stamped) }
        let algorithm = try required(X509_ALGOR_new(), "X509_ALGOR_new")
        defer { X509_ALGOR_free(algorithm) }
        let nid = digest == .sha256 ? NID_sha256 : NID_sm3
        try require(X509_ALGOR_set0(algorithm, OBJ_nid2obj(nid), V_ASN1_NULL, nil) == 1, "X509_ALGOR_set0")
        var value = imprint
        let object = try required(OBJ_txt2obj(policy, 1), "policy \(policy)")
        defer { ASN1_OBJECT_free(object) }
        let instant = try required(ASN1_GENERALIZEDTIME_set(nil, time_t(time)), "ASN1_GENERALIZEDTIME_set")
        defer { ASN1_STRING_free(instant) }
        let serial = try serialNumber(positive: randomBytes(16))
        defer { ASN1_INTEGER_free(serial) }
        try require(
            TS_MSG_IMPRINT_set_algo(stamped, algorithm) == 1
                && TS_MSG_IMPRINT_set_msg(stamped, &value, Int32(value.count)) == 1
                && TS_TST_INFO_set_version(info, 1) == 1
                && TS_TST_INFO_set_policy_id(info, object) == 1
                && TS_TST_INFO_set_msg_imprint(info, stamped) == 1
                && TS_TST_INFO_set_serial(info, serial) == 1
                && TS_TST_INFO_set_time(info, instant) == 1, "TSTInfo")
        if let nonce {
            let number = try required(biao_d2i_ASN1_INTEGER(nonce, nonce.count), "nonce")
            defer { ASN1_INTEGER_free(number) }
            try require(TS_TST_INFO_set_nonce(info, number) == 1, "TS_TST_INFO_set_nonce")
        }
        return try required(encoded { i2d_TS_TST_INFO(info, $0) }, "i2d_TS_TST_INFO")
    }
}

extension Problem {
    fileprivate static var notAToken: Problem {
        .crypto(
            "CRYP-0060", zh: "内容不是可用的 RFC 3161 时间戳", en: "this is not an RFC 3161 timestamp token that can be used",
            remedyZh: "请重新加盖时间戳(SHA-256 或 SM3)", remedyEn: "have it stamped again, with SHA-256 or SM3")
    }
}
