// IssueRequest.swift — one more identity, within an existing practice PKI.
internal import FileKit
internal import OpenSSLKit
package import Reporting
package import TenderModel

/// Who the new identity is for.
package struct IssueRequest: Sendable {
    package var kind: IdentityKind
    /// Path of the new identity folder within the practice folder, such as `bidder6` or `bidder6/head`.
    package var folder: String
    package var organization: Organization
    /// The person's name; nil for a certificate of the unit itself.
    package var person: String?
    package var notBefore: Instant
    package var days: Int
    /// URL of the OCSP responder that its certificates are to name.
    package var ocsp: String?

    package init(
        kind: IdentityKind, folder: String, organization: Organization, person: String? = nil, notBefore: Instant,
        days: Int = 1_095, ocsp: String? = nil
    ) {
        self.kind = kind
        self.folder = folder
        self.organization = organization
        self.person = person
        self.notBefore = notBefore
        self.days = days
        self.ocsp = ocsp
    }
}

extension PracticePKI {
    /// Makes the identity folder; it appears whole or not at all. Returns its path.
    ///
    /// - Throws: NETW-0001 or PKI-0011 for a responder's URL that cannot be written, PKI-0006 for a folder name that leads elsewhere or is one of the PKI's own, PKI-0007 for a validity of
    ///   no days or beyond the authority's, FILE-0005 where the folder exists.
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
        var keys: [PrivateKey] = []
        for _ in request.kind.purposes { keys.append(try PrivateKey.generate(KeyBatch.leafKind(index.keyKind))) }
        let person = Person(
            kind: request.kind, folder: request.folder, organization: request.organization, name: request.person)
        let target = folder + "/" + request.folder
        var new = try NewFolder(target, mode: 0o700)
        index.records += try write(
            person, keys: keys, issuer: issuer, to: new.temporaryPath, from: request.notBefore, until: end,
            ocsp: request.ocsp)
        for name in request.kind == .tsa ? [.tsaRoot] : [AuthorityName.root, .intermediate] {
            let list = try Files.read(folder + "/roots/crls/\(name.rawValue).crl")
            try Files.write(list, to: new.temporaryPath + "/crls/\(name.rawValue).crl")
        }
        // The index first: it may know a certificate that was never handed out, but none is handed out unknown to it.
        try index.write(in: folder)
        try new.commit()
        return target
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
