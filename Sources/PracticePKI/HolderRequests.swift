// HolderRequests.swift — what someone asks certificates for who keeps the keys: PKCS#10 requests, looked at before anything is issued.
package import OpenSSLKit
package import Reporting
package import Signing
package import TenderModel

/// The requests of one holder, one for each of its keys. Of a request only the public key and the subject are taken.
package struct HolderRequests: Sendable {
    /// One request, what its certificate is to be for, and the file that it came from.
    package struct Asked: Sendable {
        package var purpose: CertificatePurpose
        package var request: CertificationRequest
        package var place: String

        package init(_ purpose: CertificatePurpose, _ request: CertificationRequest, place: String) {
            self.purpose = purpose
            self.request = request
            self.place = place
        }
    }

    /// One for each purpose that a certificate is asked for; in the order of ``IdentityKind/purposes``.
    package let requests: [Asked]
    /// Whom the certificates will name.
    package let subject: SubjectName
    /// The unit in it.
    package let organization: Organization

    /// - Parameters:
    ///   - name: takes the place of the unit's name, and of the common name where the two were the same.
    ///   - code: takes the place of the credit code.
    ///   - person: takes the place of the common name.
    /// - Throws: CRYP-0092, CRYP-0093, CRYP-0094 for a signature that is not the request's key's; PKI-0013 for a request that
    ///   asks for another use of its key; PKI-0014 where the subject does not name one unit with a credit code; PKI-0015 where
    ///   one key is to do both.
    package init(
        _ requests: [Asked], name: String? = nil, code: CreditCode? = nil, person: String? = nil
    ) throws(Problem) {
        guard !requests.isEmpty else { throw .bug("no request") }
        for asked in requests {
            do throws(Problem) {
                try asked.request.requireSignature()
                let usage = asked.purpose.keyUsage(of: asked.request.publicKey.kind)
                if let other = asked.request.requestedKeyUsage, other.isDisjoint(with: usage) {
                    throw Self.otherUse(asked.purpose)
                }
            } catch { throw error.at(asked.place) }
        }
        guard Set(requests.map(\.request.publicKey)).count == requests.count else {
            throw Problem(
                code: "PKI-0015",
                message: LocalizedText(
                    zh: "签名与加密使用了同一个密钥", en: "one and the same key is to sign and to decrypt"),
                remedy: LocalizedText(
                    zh: "双证书须有两个密钥,请另外生成一个加密密钥及其请求",
                    en: "the two certificates need a key each: make another key and request for encryption"))
        }
        var subjects: [SubjectName] = []
        for asked in requests {
            subjects.append(Self.subject(asked.request.subject, name: name, code: code, person: person))
        }
        organization = try Self.organization(subjects[0])
        // each was about its own holder: which of the two is meant is not ours to guess
        for other in subjects.dropFirst()
        where !other.attributes.elementsEqual(subjects[0].attributes, by: { $0.oid == $1.oid && $0.value == $1.value })
        {
            throw Self.unclear(
                zh: "两份请求的主体不同", en: "the two requests name different subjects",
                remedyZh: "请用相同的主体重新生成请求", remedyEn: "make both requests for the same subject")
        }
        self.requests = requests
        subject = subjects[0]
    }

    /// The subject of a request with the authority's own words in it; the certificates have its credit code in one form.
    private static func subject(
        _ asked: SubjectName, name: String?, code: CreditCode?, person: String?
    ) -> SubjectName {
        var subject = asked
        let common = subject.values(SubjectName.commonName)
        if let name {
            if common.isEmpty || common == subject.values(SubjectName.organization) {
                subject.set(SubjectName.commonName, name)
            }
            subject.set(SubjectName.organization, name)
        }
        if let code { subject.set(SubjectName.organizationIdentifier, "NTRCN-" + code.text) }
        if let person {
            subject.set(SubjectName.commonName, person)
        } else if common.isEmpty, name == nil, let unit = subject.values(SubjectName.organization).first {
            subject.set(SubjectName.commonName, unit)
        }
        return subject
    }

    private static func organization(_ subject: SubjectName) throws(Problem) -> Organization {
        let names = subject.values(SubjectName.organization)
        let codes = subject.values(SubjectName.organizationIdentifier)
        guard names.count == 1, codes.count == 1, subject.values(SubjectName.commonName).count == 1 else {
            throw unclear(
                zh: "主体须各有一个单位名称(O)、统一社会信用代码(organizationIdentifier)与通用名称(CN)",
                en:
                    "the subject must name one unit (O), one credit code (organizationIdentifier) and one common name (CN)",
                remedyZh: "用 --name 与 --code 给出单位名称与统一社会信用代码,或用完整的主体重新生成请求",
                remedyEn:
                    "give the unit's name and its credit code with --name and --code, or make the request again with them"
            )
        }
        let text = codes[0].hasPrefix("NTRCN-") ? String(codes[0].dropFirst(6)) : codes[0]
        return Organization(name: names[0], code: try CreditCode(text))
    }

    private static func otherUse(_ purpose: CertificatePurpose) -> Problem {
        Problem(
            code: "PKI-0013",
            message: LocalizedText(
                zh: "请求的密钥用途不是\(purpose.title.zh)",
                en: "the request asks for a key usage that is not \(purpose.title.en)"),
            remedy: LocalizedText(
                zh: "请检查 --request 与 --enc-request 是否放反",
                en: "check whether --request and --enc-request were swapped"))
    }

    private static func unclear(zh: String, en: String, remedyZh: String, remedyEn: String) -> Problem {
        Problem(
            code: "PKI-0014", message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn))
    }

    /// PKI-0012 for a key that the suite of the practice PKI does not admit.
    func requireSuite(_ suite: any SignatureSuite) throws(Problem) {
        for asked in requests where !suite.admits(asked.request.publicKey.kind) {
            let kind = asked.request.publicKey.kind
            throw Problem(
                code: "PKI-0012",
                message: LocalizedText(
                    zh: "请求的密钥是 \(kind.title),本模拟CA 的套件为 \(suite.id.rawValue):\(suite.title.zh)",
                    en:
                        "the request's key is \(kind.title); the suite of this practice PKI is \(suite.id.rawValue): \(suite.title.en)"
                ),
                remedy: LocalizedText(
                    zh: "请申请人用该套件重新生成:biao pki request --suite \(suite.id.rawValue)",
                    en: "have its holder make it in that suite: biao pki request --suite \(suite.id.rawValue)"),
                place: asked.place)
        }
    }
}

extension PublicKeyKind {
    /// For people: "RSA 1024", "P-256", "secp384r1".
    fileprivate var title: String {
        switch self {
        case .rsa(let bits): "RSA \(bits)"
        case .ec(let curve): curve
        case .other(let name): name
        }
    }
}
