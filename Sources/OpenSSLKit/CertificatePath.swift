// CertificatePath.swift — from a certificate to a trusted root (证书链) at a given time. Revocation is not looked at here.
internal import COpenSSL
package import Reporting

/// Building and checking of certification paths (RFC 5280, 6), without revocation.
package enum CertificatePath {
    /// What came of it.
    package enum Outcome: Sendable {
        /// The leaf first, the anchor last.
        case path([Certificate])
        /// An `X509_V_ERR_…` number, the certificate it is about, and OpenSSL's words for it.
        case failure(code: Int32, certificate: Certificate?, explanation: String)
    }

    package static let expired: Int32 = X509_V_ERR_CERT_HAS_EXPIRED
    package static let notYetValid: Int32 = X509_V_ERR_CERT_NOT_YET_VALID
    package static let badSignature: Int32 = X509_V_ERR_CERT_SIGNATURE_FAILURE
    package static let leafKeyTooSmall: Int32 = X509_V_ERR_EE_KEY_TOO_SMALL
    package static let issuerKeyTooSmall: Int32 = X509_V_ERR_CA_KEY_TOO_SMALL
    package static let weakDigest: Int32 = X509_V_ERR_CA_MD_TOO_WEAK
    package static let notAnAuthority: Int32 = X509_V_ERR_INVALID_CA
    package static let pathTooLong: Int32 = X509_V_ERR_PATH_LENGTH_EXCEEDED
    package static let unknownCriticalExtension: Int32 = X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION
    /// The codes that say that no anchor was reached.
    package static let untrusted: Set<Int32> = [
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
        X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
    ]

    /// Looks for a path that is good at a time.
    ///
    /// Every signature needs 112 bits of security (so SHA-1 and RSA under 2048 bits are refused), every issuer must say
    /// in its basic constraints that it is an authority, and the path must end in a self-signed anchor.
    ///
    /// - Parameters:
    ///   - intermediates: untrusted; in any order.
    ///   - time: seconds since 1970 UTC.
    /// - Throws: CRYP-0001 only; a bad path is an outcome.
    package static func build(
        leaf: Certificate, intermediates: [Certificate], anchors: [Certificate], at time: Int64
    ) throws(Problem) -> Outcome {
        let store = try required(X509_STORE_new(), "X509_STORE_new")
        defer { X509_STORE_free(store) }
        for anchor in anchors { try require(X509_STORE_add_cert(store, anchor.handle) == 1, "X509_STORE_add_cert") }
        let untrusted = try CertificateStack(intermediates)
        let context = try required(X509_STORE_CTX_new(), "X509_STORE_CTX_new")
        defer { X509_STORE_CTX_free(context) }
        try require(X509_STORE_CTX_init(context, store, leaf.handle, untrusted.handle) == 1, "X509_STORE_CTX_init")
        let parameters = X509_STORE_CTX_get0_param(context)
        X509_VERIFY_PARAM_set_time(parameters, time_t(time))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        X509_VERIFY_PARAM_set_depth(parameters, 8)
        X509_STORE_CTX_set_purpose(context, X509_PURPOSE_ANY)

        let good = X509_verify_cert(context) == 1
        ERR_clear_error()
        guard good else {
            let code = X509_STORE_CTX_get_error(context)
            let culprit = try X509_STORE_CTX_get_current_cert(context).map { (handle) throws(Problem) in
                try Certificate(copying: handle)
            }
            let words = String(cString: X509_verify_cert_error_string(Int(code)))
            return .failure(code: code, certificate: culprit, explanation: words)
        }
        var path: [Certificate] = []
        let chain = X509_STORE_CTX_get0_chain(context)
        for index in 0..<biao_certificates_count(chain) {
            path.append(try Certificate(copying: required(biao_certificates_at(chain, index), "chain")))
        }
        for issuer in path.dropFirst() where !issuer.isCA || !(issuer.keyUsage?.contains(.keyCertSign) ?? true) {
            return .failure(
                code: X509_V_ERR_INVALID_CA, certificate: issuer,
                explanation: String(cString: X509_verify_cert_error_string(Int(X509_V_ERR_INVALID_CA))))
        }
        return .path(path)
    }
}

/// A STACK_OF(X509) that borrows its certificates.
struct CertificateStack: ~Copyable {
    let handle: OpaquePointer
    private let members: [Certificate]

    init(_ certificates: [Certificate]) throws(Problem) {
        guard let made = biao_certificates_new() else { throw .refused("sk_X509_new") }
        for certificate in certificates where biao_certificates_push(made, certificate.handle) != 1 {
            biao_certificates_free(made)
            throw .refused("sk_X509_push")
        }
        members = certificates
        handle = made
    }

    deinit { biao_certificates_free(handle) }
}
