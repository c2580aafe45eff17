// TenderCertificates.swift — the certificates that a tender names (platform, officers, trustees): do they serve, and are they whose it says?
import OpenSSLKit
import Reporting
import Signing
import TenderModel

enum TenderCertificates {
    /// Each certificate must serve its purpose on the day of the opening, and be that of the holder given for it.
    ///
    /// - Parameter judge: whose chain and lists form the paths, and whom to believe; without one only what the certificates
    ///   say themselves is looked at.
    static func check(_ tender: Tender, by judge: (identity: Identity, trust: TrustStore)?) throws(Problem) -> [Finding]
    {
        var findings: [Finding] = []
        func check(_ der: [UInt8], _ purpose: CertificatePurpose, _ place: String) throws(Problem) -> Certificate {
            let certificate = try Certificate(der: der)
            guard let judge else {
                findings += PathValidation.checkAlone(certificate, for: purpose, at: tender.deadline, place: place)
                return certificate
            }
            findings += try PathValidation.check(
                certificate, for: purpose, at: tender.deadline, pool: judge.identity.signing.chain,
                lists: judge.identity.revocationLists, trust: judge.trust, place: place
            ).findings
            return certificate
        }
        _ = try check(tender.platform, .signing, "platform")
        let named =
            tender.openingCertificates.map { ("openingCertificates", $0) }
            + (tender.recovery?.trustees ?? []).map { ("recovery", $0) }
        for (section, one) in named {
            let place = "\(section): \(one.holder)"
            let certificate = try check(one.der, .encryption, place)
            if !isOf(one.holder, certificate) { findings.append(otherHolder(one.holder, certificate, place)) }
        }
        return findings
    }

    /// Whether the name given is that of the certificate's subject. People write "张敏", the unit's name, or both.
    private static func isOf(_ holder: String, _ certificate: Certificate) -> Bool {
        let given = plain(holder)
        return [certificate.commonName, certificate.organization].compactMap { $0.map(plain) }.contains { name in
            !name.isEmpty && given.contains(name)
        }
    }

    /// Without blanks, which names are written with and without.
    private static func plain(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter { !$0.properties.isWhitespace })).lowercased()
    }

    private static func otherHolder(_ holder: String, _ certificate: Certificate, _ place: String) -> Finding {
        let subject = [certificate.commonName, certificate.organization].compactMap(\.self)
        return Finding(
            "PREF-0012", .warning,
            zh: "持有人写的是“\(holder)”,证书的主体却是“\(subject.joined(separator: ","))”",
            en:
                "the holder is said to be \"\(holder)\", the certificate's subject is \"\(subject.joined(separator: ", "))\"",
            remedyZh: "核对是否放错了证书;没有放错的,把 tender.yaml 中的 holder 改成证书上的姓名或单位",
            remedyEn:
                "see whether it is the wrong file; if it is right, write the name or the unit of the certificate as holder in tender.yaml",
            place: place)
    }
}
