// TimestampSource.swift — who stamps: an identity at hand (the practice timestamp authority), or a service on the network.
package import OpenSSLKit
package import Reporting
package import TenderModel

/// Where timestamps come from.
package struct TimestampSource: Sendable {
    private enum Kind: Sendable {
        case authority(Identity)
        case service(TimestampService)
    }

    private let kind: Kind

    /// SIGN-0008 where the identity's certificate is not for timestamps.
    package init(_ authority: Identity) throws(Problem) {
        guard CertificatePurpose.timestamping.admits(authority.signing.certificate) else {
            throw Problem(
                code: "SIGN-0008",
                message: LocalizedText(zh: "该证书不能签发时间戳", en: "this certificate may not issue timestamps"),
                remedy: LocalizedText(
                    zh: "--tsa 需要时间戳机构的身份文件夹或网址",
                    en: "--tsa takes the identity folder of a timestamp authority, or a URL"),
                place: authority.folder)
        }
        kind = .authority(authority)
    }

    package init(_ service: TimestampService) { kind = .service(service) }

    /// The lists that are known to travel along before anything is stamped.
    var revocationLists: [RevocationList] {
        switch kind {
        case .authority(let identity): identity.revocationLists
        case .service: []
        }
    }

    /// A token, and what has to travel with it.
    package struct Stamp: Sendable {
        package var token: [UInt8]
        /// Revocation lists of the authority's chain.
        package var lists: [RevocationList] = []
        /// OCSP responses about it.
        package var responses: [OCSPResponse] = []
    }

    /// - Parameters:
    ///   - value: the bytes to be stamped; only their digest goes anywhere.
    ///   - lists: revocation lists at hand.
    func stamp(
        _ value: [UInt8], digest: DigestAlgorithm, lists: [RevocationList], clock: TimeSource,
        responders: ResponderSource?, report: FindingReport?
    ) throws(Problem) -> Stamp {
        switch kind {
        case .service(let service):
            return try service.stamp(
                value, digest: digest, lists: lists, clock: clock, responders: responders, report: report)
        case .authority(let identity):
            let now = clock.now()
            let path = [identity.signing.certificate] + identity.signing.chain
            return Stamp(
                token: try PracticeStamping(authority: identity).stamp(
                    imprint: try Digest.of(value, digest), digest: digest, at: now),
                responses: try responders?.responses(for: path, lists: lists, at: now, report) ?? [])
        }
    }
}

/// Stamping with an identity at hand.
package struct PracticeStamping: Sendable {
    private let authority: Identity

    package init(authority: Identity) { self.authority = authority }

    /// The policy of the practice timestamp authority, dotted.
    package static let policy = PracticePolicy.oid + ".1"

    func stamp(
        imprint: [UInt8], digest: DigestAlgorithm, at time: Instant, nonce: [UInt8]? = nil,
        embedsCertificates: Bool = true
    ) throws(Problem) -> [UInt8] {
        try TimestampAuthority.stamp(
            imprint: imprint, digest: digest, key: authority.signing.key, certificate: authority.signing.certificate,
            chain: authority.signing.chain.filter { !$0.isSelfIssued }, at: time.seconds, policy: Self.policy,
            nonce: nonce, embedsCertificates: embedsCertificates)
    }

    /// Answers a stranger's TimeStampReq; whatever is wrong with it is said in the answer.
    ///
    /// - Returns: DER of a TimeStampResp.
    package func answer(_ request: [UInt8], at time: Instant) -> [UInt8] {
        do throws(TimestampFailure) {
            let asked = try TimestampRequest(reading: request)
            guard asked.policy == nil || asked.policy == Self.policy else { throw .unacceptedPolicy }
            guard
                let token = try? stamp(
                    imprint: asked.imprint, digest: asked.digest, at: time, nonce: asked.nonce,
                    embedsCertificates: asked.wantsCertificates)
            else { throw .systemFailure }
            return TimestampResponse(granting: token).der
        } catch { return TimestampResponse(refusing: error).der }
    }
}
