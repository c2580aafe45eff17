// TimestampService.swift — a timestamp authority on the network: asked over HTTP (RFC 3161, 3.4), its answer checked before
// it goes into a signature.
package import OpenSSLKit
package import Reporting
package import TenderModel

/// A timestamp authority behind a URL. It learns a digest, when, and from where it was asked; nothing of a document.
package struct TimestampService: Sendable {
    package var address: HTTPAddress
    package var client: HTTPClient
    /// The authority's certificate has to lead to one of its timestamp anchors.
    package var trust: TrustStore
    /// Dotted; nil where any policy of the authority's will do.
    package var policy: String?

    package init(_ address: HTTPAddress, trust: TrustStore, client: HTTPClient = HTTPClient(), policy: String? = nil) {
        self.address = address
        self.client = client
        self.trust = trust
        self.policy = policy
    }

    /// How far the authority's clock may be from ours without a word: deadlines are a matter of minutes. In seconds.
    package static let tolerance: Int64 = 300

    /// A token over `value` that passes the same checks as one in a file.
    ///
    /// - Throws: NETW-0002 to NETW-0011; TSTP-0001 to TSTP-0003 for what is no answer, a refusal, or an answer to another request;
    ///   TSTP-0004 for a token that would not pass where the file is read.
    package func stamp(
        _ value: [UInt8], digest: DigestAlgorithm, lists: [RevocationList] = [], clock: TimeSource,
        responders: ResponderSource? = nil, report: FindingReport? = nil
    ) throws(Problem) -> TimestampSource.Stamp {
        do throws(Problem) {
            let request = try TimestampRequest(
                imprint: try Digest.of(value, digest), digest: digest, policy: policy)
            let answer = try client.post(
                try request.der(), type: "application/timestamp-query", expecting: "application/timestamp-reply",
                to: address, report: report)
            let token = try TimestampResponse(reading: answer).token(for: request)
            let path = (token.signer.map { [$0] } ?? []) + token.certificates.filter { $0 != token.signer }
            let responses =
                try responders?.responses(
                    for: path, lists: lists + trust.revocationLists, at: Instant(seconds: token.genTime), report) ?? []
            let checked = try TimestampVerifier(trust: trust).verify(
                token.der, over: value, lists: lists, responses: responses, name: address.text)
            // Without a fresh list it cannot be told yet; whoever reads the file may have one. Nothing else mends itself.
            if let bad = checked.findings.first(where: { $0.code != "SIGN-0018" }) { throw unfit(bad) }
            for finding in checked.findings {
                report?(
                    Finding(
                        code: "TSTP-0006", severity: .warning, message: finding.message, remedy: finding.remedy,
                        place: address.text))
            }
            compare(Instant(seconds: token.genTime), with: clock.now(), report)
            return TimestampSource.Stamp(
                token: token.der, lists: checked.usedLists, responses: checked.usedResponses)
        } catch { throw error.at(address.text) }
    }

    private func unfit(_ finding: Finding) -> Problem {
        Problem(
            code: "TSTP-0004",
            message: LocalizedText(
                zh: "这份时间戳在验证时通不过:\(finding.message.zh)", en: "this timestamp would not pass: \(finding.message.en)"),
            remedy: LocalizedText(
                zh: "请核实该服务可信后,把其根证书放入信任文件夹的 tsa/;或换一个时间戳服务",
                en:
                    "make sure that the service can be trusted and put its root into tsa/ of the trust folder; or use another one"
            ))
    }

    private func compare(_ stamped: Instant, with now: Instant, _ report: FindingReport?) {
        let apart = stamped.seconds - now.seconds
        guard abs(apart) > Self.tolerance else { return }
        report?(
            Finding(
                code: "TSTP-0005", severity: .warning,
                message: LocalizedText(
                    zh: "时间戳机构的时间 \(stamped.text) 与本机时间 \(now.text) 相差 \(abs(apart)) 秒",
                    en:
                        "the timestamp authority's time, \(stamped.text), and this computer's, \(now.text), are \(abs(apart)) s apart"
                ),
                remedy: LocalizedText(
                    zh: "截止时间以时间戳和回执为准;请校准本机时钟",
                    en: "deadlines go by the timestamp and the receipt; set this computer's clock"),
                place: address.text))
    }
}
