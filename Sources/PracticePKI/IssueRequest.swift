// IssueRequest.swift — one more identity, within an existing practice PKI.
internal import FileKit
package import OpenSSLKit
package import Reporting
internal import Signing
package import TenderModel

/// Who the new identity is for.
package struct IssueRequest: Sendable {
    package var kind: IdentityKind
    /// Path of the new identity folder within the practice folder, such as `bidder6` or `bidder6/head`.
    package var folder: String
    /// Whom its certificates name.
    package var subject: SubjectName
    /// What the holder asks for who keeps the keys; nil where they are to be made here.
    package var requests: HolderRequests?
    package var notBefore: Instant
    package var days: Int
    /// URL of the OCSP responder that its certificates are to name.
    package var ocsp: String?

    /// An identity with fresh keys.
    ///
    /// - Parameter person: the person's name; nil for a certificate of the unit itself.
    package init(
        kind: IdentityKind, folder: String, organization: Organization, person: String? = nil, notBefore: Instant,
        days: Int = 1_095, ocsp: String? = nil
    ) {
        self.kind = kind
        self.folder = folder
        subject = SubjectName(organization, person: person)
        self.notBefore = notBefore
        self.days = days
        self.ocsp = ocsp
    }

    /// Certificates for keys that stay with their holder: the folder will have no private key.
    package init(
        kind: IdentityKind, folder: String, requests: HolderRequests, notBefore: Instant, days: Int = 1_095,
        ocsp: String? = nil
    ) {
        self.kind = kind
        self.folder = folder
        subject = requests.subject
        self.requests = requests
        self.notBefore = notBefore
        self.days = days
        self.ocsp = ocsp
    }
}

extension PracticePKI {
    /// Makes the identity folder; it appears whole or not at all. Returns its path.
    ///
    /// - Throws: NETW-0001 or PKI-0011 for a responder's URL that cannot be written, PKI-0006 for a folder name that leads elsewhere or is one of the PKI's own, PKI-0007 for a validity of
    ///   no days or beyond the authority's, FILE-0005 where the folder exists; on requests, PKI-0012 for a key of another suite and PKI-0016
    ///   for a use that the kind of identity does not have.
    package func issue(_ request: IssueRequest, at time: Instant) throws(Problem) -> String {
        let lock = try FolderLock(folder + "/authority")
        defer { lock.keep() }
        try Self.checkFolder(request.folder)
        if let ocsp = request.ocsp { try Self.checkResponder(ocsp) }
        let issuer = try authority(request.kind.authority)
        let end = request.notBefore.adding(days: min(max(request.days, 0), 40_000))
        guard request.days > 0, end.seconds <= issuer.certificate.notAfter,
            request.notBefore.seconds >= issuer.certificate.notBefore
        else {
            let authority = issuer.certificate
            throw Problem(
                code: "PKI-0007", kind: .usage,
                message: LocalizedText(
                    zh:
                        "有效期须为正,且在签发机构的有效期之内(\(Instant(seconds: authority.notBefore).day) 至 \(Instant(seconds: authority.notAfter).day))",
                    en:
                        "the validity must be positive, and within the authority's (\(Instant(seconds: authority.notBefore).day) to \(Instant(seconds: authority.notAfter).day))"
                ),
                remedy: LocalizedText(zh: "请检查 --valid-days 与 --not-before", en: "check --valid-days and --not-before"))
        }
        var index = try AuthorityIndex(in: folder)
        let keys = try keys(request, index.keyKind)
        let target = folder + "/" + request.folder
        var new = try NewFolder(target, mode: 0o700)
        index.records += try write(
            request.kind, request.subject, folder: request.folder, keys: keys, issuer: issuer, to: new.temporaryPath,
            from: request.notBefore, until: end, ocsp: request.ocsp)
        for name in request.kind == .tsa ? [.tsaRoot] : [AuthorityName.root, .intermediate] {
            let list = try Files.read(folder + "/roots/crls/\(name.rawValue).crl")
            try Files.write(list, to: new.temporaryPath + "/crls/\(name.rawValue).crl")
        }
        // The index first: it may know a certificate that was never handed out, but none is handed out unknown to it.
        try index.write(in: folder)
        try new.commit()
        return target
    }

    /// Fresh ones, or those of the requests.
    private func keys(
        _ request: IssueRequest, _ kind: PrivateKey.Kind
    ) throws(Problem) -> [(purpose: CertificatePurpose, key: HeldKey)] {
        var keys: [(purpose: CertificatePurpose, key: HeldKey)] = []
        guard let requests = request.requests else {
            for purpose in request.kind.purposes {
                keys.append((purpose, .ours(try PrivateKey.generate(KeyBatch.leafKind(kind)))))
            }
            return keys
        }
        guard let suite = SignatureSuites.all.first(where: { $0.keyKind == kind }) else {
            throw .bug("no suite of \(kind)")
        }
        try requests.requireSuite(suite)
        for asked in requests.requests {
            let purpose = asked.purpose
            guard request.kind.purposes.contains(purpose) else {
                throw Problem(
                    code: "PKI-0016", kind: .usage,
                    message: LocalizedText(
                        zh: "此种身份(\(request.kind.rawValue))没有用于\(purpose.title.zh)的证书",
                        en:
                            "an identity of this kind (\(request.kind.rawValue)) has no certificate for \(purpose.title.en)"
                    ),
                    remedy: LocalizedText(zh: "请检查 --kind", en: "check --kind"))
            }
            keys.append((purpose, .holders(asked.request.publicKey)))
        }
        return keys
    }

    private static func checkResponder(_ url: String) throws(Problem) {
        _ = try HTTPAddress(url)
        // OpenSSL, which writes it, ends a URL at these
        guard !url.contains(where: { $0 == "," || $0 == ";" }) else {
            throw Problem(
                code: "PKI-0011", kind: .usage,
                message: LocalizedText(
                    zh: "OCSP 网址不能含逗号或分号:\(url)", en: "the URL of a responder has neither comma nor semicolon: \(url)"),
                remedy: LocalizedText(zh: "请换一个网址", en: "use another URL"))
        }
    }

    private static func checkFolder(_ name: String) throws(Problem) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let plain = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\\" && $0.value != 0x7f }
        }
        guard plain, (1...2).contains(parts.count), !["roots", "authority"].contains(parts.first) else {
            throw Problem(
                code: "PKI-0006", kind: .usage,
                message: LocalizedText(
                    zh: "不能用作身份文件夹名:“\(name)”", en: "\"\(name)\" cannot be the name of an identity folder"),
                remedy: LocalizedText(
                    zh: "写成 bidder6 或 bidder6/head 这样的名称", en: "write a name such as bidder6 or bidder6/head"))
        }
    }
}
