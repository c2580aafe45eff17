// Evidence.swift — by what certificates are known not to be revoked, in words and as JSON.
import Reporting
import Signing

enum Evidence {
    /// Such as `青山建设集团有限公司: OCSP 2026-…; …`; nil where nothing is known.
    static func text(_ evidence: [RevocationEvidence], _ language: Language) -> String? {
        guard !evidence.isEmpty else { return nil }
        return evidence.map { item in
            let kind =
                switch item.kind {
                case .list: LocalizedText(zh: "吊销列表(CRL)", en: "CRL of")
                case .response: LocalizedText(zh: "OCSP 应答", en: "OCSP of")
                }
            return "\(item.certificate.displayName): \(kind[language]) \(item.date.text)"
        }.joined(separator: "; ")
    }

    static func json(_ evidence: [RevocationEvidence]) -> JSON {
        .array(
            evidence.map {
                .members([
                    "certificate": .string($0.certificate.subject), "by": .string($0.kind.rawValue),
                    "date": .string($0.date.text),
                ])
            })
    }
}
