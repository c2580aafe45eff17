// OCSPResponse.swift — what an OCSP responder (在线证书状态) answers about certificates (RFC 6960), as an immutable value.
internal import COpenSSL
package import Reporting

/// A successful OCSPResponse of the basic type. Two are equal when their DER is.
package final class OCSPResponse: @unchecked Sendable, Hashable {
    // Never written to after `init`.
    private let basic: OpaquePointer
    /// The whole response.
    package let der: [UInt8]
    /// The embedded certificates.
    package let certificates: [Certificate]

    /// id-kp-OCSPSigning.
    package static let extendedKeyUsage = "1.3.6.1.5.5.7.3.9"

    /// What it says of one certificate. Times are in seconds since 1970 UTC.
    package struct Answer: Sendable, Hashable {
        package enum Status: Sendable, Hashable {
            case good
            case revoked(date: Int64)
            case unknown
        }

        package var status: Status
        package var thisUpdate: Int64
        /// Nil where newer answers are to be had at any time.
        package var nextUpdate: Int64?
    }

    /// - Throws: CRYP-0080 for anything but one OCSPResponse of the basic type, CRYP-0081 where the responder gave no answer, CRYP-0082
    ///   where the bytes are not its only encoding; what is wrong with a certificate inside.
    package init(der: [UInt8]) throws(Problem) {
        defer { ERR_clear_error() }
        guard let response = biao_d2i_OCSP_RESPONSE(der, der.count) else { throw .notOCSP }
        defer { OCSP_RESPONSE_free(response) }
        let status = OCSP_response_status(response)
        guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL else {
            let words = String(cString: OCSP_response_status_str(Int(status)))
            throw Problem(
                code: "CRYP-0081",
                message: LocalizedText(zh: "OCSP 服务器没有作答:\(words)", en: "the OCSP responder gave no answer: \(words)"),
                remedy: LocalizedText(zh: "请稍后再试,或使用 CRL", en: "try again later, or use a CRL"))
        }
        guard let basic = OCSP_response_get1_basic(response) else { throw .notOCSP }
        do throws(Problem) {
            // OCSPResponse { status, [0] { ResponseBytes { type, OCTET STRING { BasicOCSPResponse } } } }
            guard encoded({ i2d_OCSP_RESPONSE(response, $0) }) == der,
                let inner = DER.elements(of: der)?.first?.elements?.last?.elements?.first?.elements?.last,
                encoded({ i2d_OCSP_BASICRESP(basic, $0) }) == Array(inner.content)
            else {
                throw .crypto(
                    "CRYP-0082", zh: "OCSP 应答的编码不是 DER 规范形式", en: "the OCSP response is not in its one DER encoding",
                    remedyZh: "文件可能被改动;请重新取得", remedyEn: "it may have been altered; get it again")
            }
            let stack = OCSP_resp_get0_certs(basic)
            var embedded: [Certificate] = []
            for index in 0..<biao_certificates_count(stack) {
                embedded.append(try Certificate(copying: required(biao_certificates_at(stack, index), "sk_X509_value")))
            }
            certificates = embedded
        } catch {
            OCSP_BASICRESP_free(basic)
            throw error
        }
        self.der = der
        self.basic = basic
    }

    deinit { OCSP_BASICRESP_free(basic) }

    package static func == (a: OCSPResponse, b: OCSPResponse) -> Bool { a === b || a.der == b.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(der) }

    /// DER of the signature's AlgorithmIdentifier, which the signature itself does not cover.
    package var signatureAlgorithm: [UInt8] {
        guard let algorithm = OCSP_resp_get0_tbs_sigalg(basic) else { return [] }
        return encoded { i2d_X509_ALGOR(algorithm, $0) } ?? []
    }

    /// What it says of a certificate; nil where it says nothing, says it twice, or says it under a critical extension.
    package func answer(for certificate: Certificate, issuer: Certificate) -> Answer? {
        defer { ERR_clear_error() }
        for index in 0..<max(0, OCSP_BASICRESP_get_ext_count(basic))
        where X509_EXTENSION_get_critical(OCSP_BASICRESP_get_ext(basic, index)) == 1 { return nil }
        var found: Answer?
        for index in 0..<max(0, OCSP_resp_count(basic)) {
            guard let single = OCSP_resp_get0(basic, index),
                Self.isAbout(certificate, issuer, OCSP_SINGLERESP_get0_id(single))
            else { continue }
            guard found == nil, let answer = Self.answer(of: single) else { return nil }
            found = answer
        }
        return found
    }

    private static func answer(of single: OpaquePointer) -> Answer? {
        for index in 0..<max(0, OCSP_SINGLERESP_get_ext_count(single))
        where X509_EXTENSION_get_critical(OCSP_SINGLERESP_get_ext(single, index)) == 1 { return nil }
        var reason: Int32 = 0
        var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        let status: Answer.Status
        switch OCSP_single_get0_status(single, &reason, &revoked, &this, &next) {
        case V_OCSP_CERTSTATUS_GOOD: status = .good
        // A date that cannot be read is taken for the earliest.
        case V_OCSP_CERTSTATUS_REVOKED: status = .revoked(date: epochSeconds(revoked) ?? .min)
        default: status = .unknown
        }
        guard let begin = epochSeconds(this) else { return nil }
        guard let next else { return Answer(status: status, thisUpdate: begin, nextUpdate: nil) }
        guard let end = epochSeconds(next) else { return nil }
        return Answer(status: status, thisUpdate: begin, nextUpdate: end)
    }

    /// Whether a CertID is this certificate's: by SHA-1, which responders commonly use, or SHA-256. It is only a name.
    private static func isAbout(_ certificate: Certificate, _ issuer: Certificate, _ id: OpaquePointer?) -> Bool {
        guard let id else { return false }
        for digest in [EVP_sha1(), EVP_sha256()] {
            guard let own = OCSP_cert_to_id(digest, certificate.handle, issuer.handle) else { continue }
            defer { OCSP_CERTID_free(own) }
            if OCSP_id_cmp(own, id) == 0 { return true }
        }
        return false
    }

    /// Whose key signed it, of those who may answer for `issuer` (RFC 6960, 4.2.2.2): the issuer itself, or an embedded certificate
    /// that the issuer signed for OCSP. Nil where nobody of them did. Dates and revocation of a delegate are the caller's.
    package func signer(for issuer: Certificate) -> Certificate? {
        defer { ERR_clear_error() }
        let delegates = certificates.filter {
            $0 != issuer && $0.extendedKeyUsages.contains(Self.extendedKeyUsage) && $0.isSigned(by: issuer)
        }
        return ([issuer] + delegates).first { candidate in
            if candidate.publicKeyKind == .ec(curve: "SM2") { return isSignedNationally(by: candidate) }
            guard let only = try? CertificateStack([candidate]) else { return false }
            return OCSP_basic_verify(basic, only.handle, nil, UInt(OCSP_NOINTERN | OCSP_NOVERIFY)) == 1
        }
    }

    /// The same for an SM2 key: OpenSSL would leave out the signer's id.
    private func isSignedNationally(by certificate: Certificate) -> Bool {
        // BasicOCSPResponse { data, algorithm, BIT STRING signature, … }
        guard let whole = encoded({ i2d_OCSP_BASICRESP(basic, $0) }),
            let fields = DER.elements(of: whole)?.first?.elements, fields.count >= 3, fields[2].tag == 0x03,
            fields[2].content.first == 0
        else { return false }
        return SM2.fault(Array(fields[2].content.dropFirst()), over: Array(fields[0].bytes), by: certificate) == nil
    }

    /// Whether it may answer this request: the nonce is the request's, or it has none.
    package func answers(_ request: OCSPRequest) -> Bool {
        defer { ERR_clear_error() }
        guard let asked = biao_d2i_OCSP_REQUEST(request.der, request.der.count) else { return false }
        defer { OCSP_REQUEST_free(asked) }
        // 1 the same, 2 none in either, -1 none in the answer (prepared in advance, RFC 5019); 0 and 3 are another's
        return [1, 2, -1].contains(OCSP_check_nonce(asked, basic))
    }
}

/// What an OCSP responder is asked: about one certificate, with a fresh nonce.
package struct OCSPRequest: Sendable, Hashable {
    package let der: [UInt8]

    package init(about certificate: Certificate, issuer: Certificate) throws(Problem) {
        let request = try required(OCSP_REQUEST_new(), "OCSP_REQUEST_new")
        defer { OCSP_REQUEST_free(request) }
        // SHA-1 names the issuer here and protects nothing; many responders know no other (RFC 5019, 2.1.1).
        let id = try required(OCSP_cert_to_id(EVP_sha1(), certificate.handle, issuer.handle), "OCSP_cert_to_id")
        guard OCSP_request_add0_id(request, id) != nil else {
            OCSP_CERTID_free(id)
            throw .refused("OCSP_request_add0_id")
        }
        try require(OCSP_request_add1_nonce(request, nil, 16) == 1, "OCSP_request_add1_nonce")
        der = try required(encoded { i2d_OCSP_REQUEST(request, $0) }, "i2d_OCSP_REQUEST")
    }
}

extension Problem {
    fileprivate static var notOCSP: Problem {
        .crypto(
            "CRYP-0080", zh: "内容不是 OCSP 应答", en: "this is no OCSP response", remedyZh: "请检查该证书写明的 OCSP 网址",
            remedyEn: "check the OCSP URL that the certificate names")
    }
}
