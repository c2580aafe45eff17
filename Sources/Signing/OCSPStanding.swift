// OCSPStanding.swift — what an OCSP response is worth about one certificate at one time: who signed it, for when, what it says.
internal import OpenSSLKit
internal import TenderModel

/// What comes of judging a response.
enum OCSPStanding: Sendable, Hashable {
    /// The issuer's word that the certificate was not revoked, still good at the time.
    case fresh(Instant)
    /// Revoked by the time.
    case revoked(Instant)
    /// Good, but said too long before.
    case stale(Instant)
    /// The responder does not know the certificate.
    case unknown
    /// About another certificate, or not signed by anyone who may answer for its issuer.
    case foreign

    /// Whether it says something about this certificate that counts, or once did.
    var isAnswer: Bool {
        switch self {
        case .fresh, .revoked, .stale: true
        case .unknown, .foreign: false
        }
    }

    /// How long an answer without nextUpdate is taken to hold, in seconds: it is of the moment (RFC 6960, 2.4).
    static let moment: Int64 = 300

    /// - Parameter lists: the issuer's revocation lists, for what they know of a delegate.
    static func of(
        _ response: OCSPResponse, about certificate: Certificate, issuer: Certificate, lists: [RevocationList],
        at time: Instant
    ) -> OCSPStanding {
        guard let answer = response.answer(for: certificate, issuer: issuer),
            let signer = response.signer(for: issuer), PathValidation.isStrong(signer),
            // The algorithm's encoding is not covered by the signature: it has to be the very one of a suite.
            SignatureSuites.suite(for: signer)?.signatureAlgorithms.contains(response.signatureAlgorithm) == true,
            // Nor are the certificates beside it: the signer's and the issuer's, once each, and no more.
            response.certificates.allSatisfy({ $0 == signer || $0 == issuer }),
            Set(response.certificates).count == response.certificates.count,
            signer == issuer || mayAnswer(signer, lists: lists, since: answer.thisUpdate)
        else { return .foreign }
        let said = Instant(seconds: answer.thisUpdate)
        switch answer.status {
        case .unknown: return .unknown
        case .revoked(let date) where date <= time.seconds: return .revoked(Instant(seconds: date))
        case .good, .revoked:
            // What was said after the certificate's end, or holds no longer, proves nothing. An answer given after `time`
            // knows all that one before it knew.
            let end = answer.nextUpdate ?? answer.thisUpdate + moment
            let isFresh = end >= time.seconds && end >= answer.thisUpdate && answer.thisUpdate <= certificate.notAfter
            return isFresh ? .fresh(said) : .stale(said)
        }
    }

    /// Whether a delegate was valid when it answered, and not revoked: by its issuer's leave not to ask, else by a list.
    private static func mayAnswer(_ delegate: Certificate, lists: [RevocationList], since time: Int64) -> Bool {
        guard (delegate.notBefore...max(delegate.notBefore, delegate.notAfter)).contains(time),
            !lists.contains(where: { $0.revocation(of: delegate).map { $0.reason != 8 } ?? false })
        else { return false }
        return delegate.isExemptFromRevocation || lists.contains { ($0.nextUpdate ?? .min) >= time }
    }
}
