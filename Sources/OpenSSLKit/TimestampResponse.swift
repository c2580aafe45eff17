// TimestampResponse.swift — what a timestamp authority answers (RFC 3161, 2.4.2): a status, and where it granted, a token.
internal import COpenSSL
package import Reporting

/// A TimeStampResp.
package struct TimestampResponse: Sendable, Hashable {
    /// PKIStatus: 0 granted, 1 granted with changes, 2 rejected, 3 waiting, 4 and 5 about revocation.
    package let status: Int
    /// The authority's own words, made harmless.
    package let text: String
    package let failures: [TimestampFailure]
    /// The token's DER; read and judged with ``TimestampToken``.
    package let token: [UInt8]?

    package var isGranted: Bool { status == 0 || status == 1 }

    /// A token granted.
    package init(granting token: [UInt8]) {
        status = 0
        text = ""
        failures = []
        self.token = token
    }

    /// A request refused.
    package init(refusing failure: TimestampFailure) {
        status = 2
        text = failure.words.en
        failures = [failure]
        token = nil
    }

    package var der: [UInt8] {
        var info: [UInt8] = [0x02, 0x01, UInt8(status)]
        if !text.isEmpty { info += DEREncoding.value(0x30, DEREncoding.value(0x0c, Array(text.utf8))) }
        if let failure = failures.first {
            // named bits: as many bytes as the highest bit needs, the rest of the last one unused
            var bits = [UInt8](repeating: 0, count: failure.rawValue / 8 + 1)
            bits[failure.rawValue / 8] = 0x80 >> UInt8(failure.rawValue % 8)
            info += DEREncoding.value(0x03, [UInt8(7 - failure.rawValue % 8)] + bits)
        }
        return DEREncoding.value(0x30, DEREncoding.value(0x30, info), token ?? [])
    }

    /// Reads a stranger's answer.
    ///
    /// - Throws: TSTP-0001 for anything but one TimeStampResp; a refusal is a value.
    package init(reading bytes: [UInt8]) throws(Problem) {
        guard let whole = DER.elements(of: bytes), whole.count == 1, whole[0].tag == 0x30,
            let parts = whole[0].elements, (1...2).contains(parts.count), parts[0].tag == 0x30,
            let info = parts[0].elements, let number = info.first, number.tag == 0x02, number.content.count == 1,
            let status = number.content.first, status <= 5
        else { throw .notAResponse }
        var rest = info.dropFirst()
        var said = ""
        if let words = rest.first, words.tag == 0x30 {
            guard let lines = words.elements, lines.allSatisfy({ $0.tag == 0x0c }) else { throw .notAResponse }
            said = lines.map { String(decoding: $0.content, as: UTF8.self) }.joined(separator: "; ")
            rest = rest.dropFirst()
        }
        var failures: [TimestampFailure] = []
        if let bits = rest.first, bits.tag == 0x03 {
            let map = Array(bits.content.dropFirst())
            failures = TimestampFailure.allCases.filter {
                let byte = $0.rawValue / 8
                return byte < map.count && map[byte] & (0x80 >> UInt8($0.rawValue % 8)) != 0
            }
            rest = rest.dropFirst()
        }
        self.status = Int(status)
        guard rest.isEmpty, parts.count == (status <= 1 ? 2 : 1) else { throw .notAResponse }
        self.failures = failures
        text = Self.harmless(said)
        token = parts.count == 2 ? Array(parts[1].bytes) : nil
    }

    private static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// The token, where it was granted and answers this very request.
    ///
    /// - Throws: TSTP-0002 for a refusal, TSTP-0003 where nonce, digest or policy is not the request's, CRYP-0060 for what is no
    ///   token that can be used.
    package func token(for request: TimestampRequest) throws(Problem) -> TimestampToken {
        guard isGranted, let der = token else { throw refusal }
        let token = try TimestampToken(der: der)
        func differs(_ zh: String, _ en: String) -> Problem {
            Problem(
                code: "TSTP-0003",
                message: LocalizedText(
                    zh: "时间戳不是对这次请求的回答:\(zh)不同", en: "the timestamp does not answer this request: \(en) differs"),
                remedy: LocalizedText(
                    zh: "请重试;若仍如此,请换一个时间戳服务", en: "try again; if it happens again, use another timestamp service"))
        }
        guard token.nonce == request.nonce else { throw differs("随机数(nonce)", "the nonce") }
        guard token.digestAlgorithm == request.digest, token.imprint == request.imprint else {
            throw differs("摘要", "the digest")
        }
        guard request.policy.map({ $0 == token.policy }) ?? true else { throw differs("策略", "the policy") }
        return token
    }

    private var refusal: Problem {
        let states: [LocalizedText] = [
            LocalizedText(zh: "已签发", en: "granted"), LocalizedText(zh: "有修改地签发", en: "granted with changes"),
            LocalizedText(zh: "拒绝", en: "rejected"), LocalizedText(zh: "等待中", en: "waiting"),
            LocalizedText(zh: "即将吊销", en: "revocation is near"), LocalizedText(zh: "已吊销", en: "revoked"),
        ]
        let state = states[min(max(status, 0), states.count - 1)]
        let reasons = failures.map(\.words)
        let own = text.isEmpty ? "" : " “\(text)”"
        return Problem(
            code: "TSTP-0002", kind: .system,
            message: LocalizedText(
                zh: "时间戳机构没有签发(\(state.zh)):"
                    + (reasons.isEmpty ? "未说明原因" : reasons.map(\.zh).joined(separator: "、")) + own,
                en: "the timestamp authority did not stamp (\(state.en)): "
                    + (reasons.isEmpty ? "no reason given" : reasons.map(\.en).joined(separator: ", ")) + own),
            remedy: LocalizedText(
                zh: "请核对该服务支持的摘要算法与策略,或换一个时间戳服务",
                en: "check which digests and policies the service supports, or use another one"))
    }
}

extension Problem {
    fileprivate static var notAResponse: Problem {
        Problem(
            code: "TSTP-0001",
            message: LocalizedText(
                zh: "回答不是 RFC 3161 时间戳应答(TimeStampResp)", en: "the answer is no RFC 3161 TimeStampResp"),
            remedy: LocalizedText(zh: "请检查网址是否为时间戳服务", en: "check whether the URL is that of a timestamp service"))
    }
}
