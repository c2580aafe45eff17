// PracticeServices.swift — what the practice authorities answer on the network of this one computer.
internal import OpenSSLKit
package import Reporting
internal import Signing
package import TenderModel

extension PracticePKI {
    /// The practice timestamp authority (RFC 3161 over HTTP), ready to ``LoopbackServer/run()``.
    ///
    /// - Parameter clock: what it stamps.
    /// - Throws: PKI-0010, and what opening `tsa/` throws.
    package func timestampServer(
        port: UInt16, clock: TimeSource, limits: LoopbackServer.Limits = .init()
    ) throws(Problem) -> LoopbackServer {
        let stamping = PracticeStamping(authority: try Identity.load(folder + "/tsa", passphrase: passphrase))
        return try LoopbackServer(
            port: port,
            service: LoopbackServer.Service(
                takes: "application/timestamp-query", gives: "application/timestamp-reply",
                answer: { stamping.answer($0, at: clock.now()) }), limits: limits)
    }

    /// The practice OCSP responder (RFC 6960 over HTTP): each authority answers for what it issued, signed with its own key. What
    /// is revoked meanwhile counts from the next question on; an answer holds for a day.
    ///
    /// - Throws: PKI-0010, and what opening the authorities throws.
    package func ocspServer(
        port: UInt16, clock: TimeSource, limits: LoopbackServer.Limits = .init()
    ) throws(Problem) -> LoopbackServer {
        var authorities: [(name: AuthorityName, responder: OCSPAuthority)] = []
        for name in AuthorityName.allCases {
            let own = try authority(name)
            authorities.append(
                (name, OCSPAuthority(issuer: own.certificate, key: own.key, certificate: own.certificate)))
        }
        let all = authorities
        let folder = folder
        return try LoopbackServer(
            port: port,
            service: LoopbackServer.Service(
                takes: "application/ocsp-request", gives: "application/ocsp-response",
                answer: { request in
                    let asked = all.first { $0.responder.isResponsible(for: request) } ?? all.first
                    guard let asked, let index = try? AuthorityIndex(in: folder) else { return [] }
                    let now = clock.now()
                    let answer = try? asked.responder.answer(
                        request, thisUpdate: now.seconds, nextUpdate: now.adding(days: 1).seconds
                    ) { serial in
                        guard
                            let record = index.records.first(where: { $0.issuer == asked.name && $0.serial == serial })
                        else { return .unknown }
                        return record.revoked.map { .revoked(date: $0.date.seconds) } ?? .good
                    }
                    return answer ?? []
                }), limits: limits)
    }
}
