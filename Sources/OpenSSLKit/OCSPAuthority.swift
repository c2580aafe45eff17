// OCSPAuthority.swift — an OCSP responder in process, for practice and tests.
internal import COpenSSL
package import Reporting

/// Answers for the certificates of one issuer.
package struct OCSPAuthority: Sendable {
    package var issuer: Certificate
    /// Who signs: the issuer itself, or a delegate of its.
    package var key: PrivateKey
    package var certificate: Certificate

    package init(issuer: Certificate, key: PrivateKey, certificate: Certificate) {
        self.issuer = issuer
        self.key = key
        self.certificate = certificate
    }

    /// Answers a request with SHA-256, or SM2 with SM3; the signer's certificate goes along where it is not the issuer's.
    ///
    /// - Parameters:
    ///   - status: what is known of a serial number (lower-case hexadecimal).
    ///   - nextUpdate: nil for an answer that is only of the moment. Both in seconds since 1970 UTC.
    /// - Returns: DER of an OCSPResponse; `malformedRequest` or `unauthorized` where there is nothing to answer.
    package func answer(
        _ request: [UInt8], thisUpdate: Int64, nextUpdate: Int64?,
        status: (String) -> OCSPResponse.Answer.Status
    ) throws(Problem) -> [UInt8] {
        defer { ERR_clear_error() }
        let decoded = biao_d2i_OCSP_REQUEST(request, request.count)
        defer { OCSP_REQUEST_free(decoded) }
        guard let asked = decoded, (1...16).contains(OCSP_request_onereq_count(asked)) else {
            return try Self.refusal(OCSP_RESPONSE_STATUS_MALFORMEDREQUEST)
        }
        let basic = try required(OCSP_BASICRESP_new(), "OCSP_BASICRESP_new")
        defer { OCSP_BASICRESP_free(basic) }
        let this = try required(ASN1_GENERALIZEDTIME_set(nil, time_t(thisUpdate)), "thisUpdate")
        defer { ASN1_STRING_free(this) }
        let next = nextUpdate.flatMap { ASN1_GENERALIZEDTIME_set(nil, time_t($0)) }
        defer { ASN1_STRING_free(next) }
        for index in 0..<OCSP_request_onereq_count(asked) {
            let id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(asked, index))
            guard let id, isOurs(id) else { return try Self.refusal(OCSP_RESPONSE_STATUS_UNAUTHORIZED) }
            var serial: UnsafeMutablePointer<ASN1_INTEGER>?
            OCSP_id_get0_info(nil, nil, nil, &serial, id)
            var number = V_OCSP_CERTSTATUS_UNKNOWN
            var revoked: UnsafeMutablePointer<ASN1_TIME>?
            switch status(serialText(serial)) {
            case .good: number = V_OCSP_CERTSTATUS_GOOD
            case .revoked(let date):
                number = V_OCSP_CERTSTATUS_REVOKED
                revoked = ASN1_GENERALIZEDTIME_set(nil, time_t(date))
            case .unknown: break
            }
            defer { ASN1_STRING_free(revoked) }
            try require(
                OCSP_basic_add1_status(basic, id, number, OCSP_REVOKED_STATUS_NOSTATUS, revoked, this, next) != nil,
                "OCSP_basic_add1_status")
        }
        _ = OCSP_copy_nonce(basic, asked)
        let flags = UInt(certificate == issuer ? OCSP_NOCERTS : 0)
        if key.kind == .sm2 {
            let context = try required(
                biao_sm2_signing(key.handle, SM2.defaultID, SM2.defaultID.count), "EVP_DigestSignInit (SM2)")
            defer { EVP_MD_CTX_free(context) }
            try require(
                OCSP_basic_sign_ctx(basic, certificate.handle, context, nil, flags) == 1, "OCSP_basic_sign_ctx")
        } else {
            try require(
                OCSP_basic_sign(basic, certificate.handle, key.handle, EVP_sha256(), nil, flags) == 1,
                "OCSP_basic_sign")
        }
        let response = try required(
            OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic), "OCSP_response_create")
        defer { OCSP_RESPONSE_free(response) }
        return try required(encoded { i2d_OCSP_RESPONSE(response, $0) }, "i2d_OCSP_RESPONSE")
    }

    /// Whether a CertID names this issuer.
    package func isResponsible(for request: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard let asked = biao_d2i_OCSP_REQUEST(request, request.count) else { return false }
        defer { OCSP_REQUEST_free(asked) }
        guard OCSP_request_onereq_count(asked) > 0,
            let id = OCSP_onereq_get0_id(OCSP_request_onereq_get0(asked, 0))
        else { return false }
        return isOurs(id)
    }

    private func isOurs(_ id: OpaquePointer) -> Bool {
        for digest in [EVP_sha1(), EVP_sha256()] {
            guard let own = OCSP_cert_to_id(digest, nil, issuer.handle) else { continue }
            defer { OCSP_CERTID_free(own) }
            if OCSP_id_issuer_cmp(own, id) == 0 { return true }
        }
        return false
    }

    private static func refusal(_ status: Int32) throws(Problem) -> [UInt8] {
        let response = try required(OCSP_response_create(status, nil), "OCSP_response_create")
        defer { OCSP_RESPONSE_free(response) }
        return try required(encoded { i2d_OCSP_RESPONSE(response, $0) }, "i2d_OCSP_RESPONSE")
    }
}
