// ResponderSource.swift — asking, while signing, the OCSP responders that certificates name, so that the answers travel along.
// Nothing is ever asked while verifying: a stranger's file must not decide whom this computer talks to.
package import OpenSSLKit
package import Reporting
internal import Synchronization
package import TenderModel

/// Asks each certificate's responder once and keeps the answer for the signatures that follow.
///
/// It tells the certification authority that the certificate is being used, and when; a document or its digest it does not tell.
package final class ResponderSource: Sendable {
    private let client: HTTPClient
    /// Issuers that a chain may lack.
    private let anchors: [Certificate]
    /// By certificate; nil where nothing that counts was to be had, so that nobody waits again.
    private let known = Mutex<[Certificate: OCSPResponse?]>([:])

    /// - Parameter client: by default 5 seconds and one attempt, since signing goes on without an answer.
    package init(trust: TrustStore, client: HTTPClient = HTTPClient(limits: .init(seconds: 5, pauses: []))) {
        self.client = client
        anchors = trust.anchors + trust.timestampAnchors
    }

    /// The answers that count at `time`, about every certificate that names a responder and whose issuer is at hand.
    ///
    /// - Parameters:
    ///   - path: the signer's certificate and the others of its chain.
    ///   - report: is told of each responder that could not be asked (OCSP-0001) or whose answer does not count (OCSP-0002).
    /// - Throws: OCSP-0003 for a certificate that is revoked.
    package func responses(
        for path: [Certificate], lists: [RevocationList], at time: Instant, _ report: FindingReport?
    ) throws(Problem) -> [OCSPResponse] {
        var found: [OCSPResponse] = []
        for certificate in path {
            guard let place = certificate.ocspResponders.first(where: HTTPAddress.isAddress),
                let issuer = (path + anchors).first(where: { $0 != certificate && certificate.isSigned(by: $0) })
            else { continue }
            func judge(_ response: OCSPResponse) -> OCSPStanding {
                let usable = lists.filter { $0.issuerDER == certificate.issuerDER && $0.isSigned(by: issuer) }
                return OCSPStanding.of(response, about: certificate, issuer: issuer, lists: usable, at: time)
            }
            if let before = known.withLock({ $0[certificate] }) {
                guard let before else { continue }
                if case .fresh = judge(before) {
                    found.append(before)
                    continue
                }
            }
            var kept: OCSPResponse?
            do throws(Problem) {
                let response = try ask(place, about: certificate, issuer: issuer)
                switch judge(response) {
                case .fresh: kept = response
                case .revoked(let date): throw revoked(certificate, on: date, place)
                case .stale(let date):
                    report?(
                        useless(
                            certificate, place, zh: "已过时(\(date.text))", en: "it is out of date (\(date.text))"))
                case .unknown:
                    report?(useless(certificate, place, zh: "不认识这张证书", en: "it does not know the certificate"))
                case .foreign:
                    report?(
                        useless(
                            certificate, place, zh: "不是这张证书的签发机构签署的",
                            en: "it is not signed for the certificate's issuer"))
                }
            } catch {
                guard error.code != Self.revokedCode else { throw error }
                report?(
                    Finding(
                        code: "OCSP-0001", severity: .warning,
                        message: LocalizedText(
                            zh: "没能向 OCSP 服务器查询证书“\(certificate.displayName)”:\(error.message.zh)",
                            en:
                                "the OCSP responder could not be asked about the certificate \"\(certificate.displayName)\": \(error.message.en)"
                        ),
                        remedy: LocalizedText(
                            zh: "签名照常进行;没有仍有效的 CRL 时,验证结论将是“无法判断”",
                            en: "signing goes on; without a fresh CRL the verdict will be indeterminate"),
                        place: place))
            }
            if let kept { found.append(kept) }
            known.withLock { $0[certificate] = .some(kept) }
        }
        return found
    }

    private static let revokedCode = "OCSP-0003"

    private func ask(
        _ place: String, about certificate: Certificate, issuer: Certificate
    ) throws(Problem) -> OCSPResponse {
        let address = try HTTPAddress(place)
        let request = try OCSPRequest(about: certificate, issuer: issuer)
        let response = try OCSPResponse(
            der: try client.post(
                request.der, type: "application/ocsp-request", expecting: "application/ocsp-response", to: address,
                report: nil))
        guard response.answers(request) else {
            throw Problem(
                code: "OCSP-0004",
                message: LocalizedText(
                    zh: "应答不是对这次请求的回答(随机数不同)", en: "the response does not answer this request (its nonce differs)"),
                remedy: LocalizedText(zh: "请稍后再试", en: "try again later"))
        }
        return response
    }

    private func revoked(_ certificate: Certificate, on date: Instant, _ place: String) -> Problem {
        Problem(
            code: Self.revokedCode,
            message: LocalizedText(
                zh: "证书“\(certificate.displayName)”已于 \(date.text) 吊销,不能用来签名",
                en: "the certificate \"\(certificate.displayName)\" was revoked on \(date.text): it must not sign"),
            remedy: LocalizedText(zh: "请向签发机构更换证书", en: "ask its issuer for another certificate"), place: place)
    }

    private func useless(_ certificate: Certificate, _ place: String, zh: String, en: String) -> Finding {
        Finding(
            code: "OCSP-0002", severity: .warning,
            message: LocalizedText(
                zh: "关于证书“\(certificate.displayName)”的 OCSP 应答不能用:\(zh)",
                en: "the OCSP response about the certificate \"\(certificate.displayName)\" is of no use: \(en)"),
            remedy: LocalizedText(
                zh: "签名照常进行;没有仍有效的 CRL 时,验证结论将是“无法判断”",
                en: "signing goes on; without a fresh CRL the verdict will be indeterminate"), place: place)
    }
}
