// TokenIdentity.swift — an identity whose keys are on a token (介质): which of its certificates sign and decrypt (双证书).
internal import FileKit
package import OpenSSLKit
package import Reporting
package import TokenKit

extension Identity {
    /// The file that stands in an identity folder in place of `sign.p12` and `enc.p12`.
    package static let tokenFile = "token.uri"

    /// Where the keys of an identity on a token are.
    package struct TokenPlace: Sendable {
        /// Names the token, and the signing certificate where it has several.
        package var signing: TokenURI
        /// Names the encryption certificate; nil where it goes by the signing certificate's subject.
        package var encryption: TokenURI?
    }

    /// What was typed as an identity, where that is a token: a URI itself, or a folder with ``tokenFile``: the token's URI on
    /// one line, on a second one, where the token has several encryption certificates, that of the right one. Lines that
    /// begin with `#` say nothing. Nil for a folder with `sign.p12`.
    ///
    /// - Throws: TOKN-0001 … TOKN-0003 for a URI, TOKN-0036 for a file of more or fewer lines.
    package static func tokenPlace(_ place: String) throws(Problem) -> TokenPlace? {
        if TokenURI.isOne(place) { return TokenPlace(signing: try TokenURI(place), encryption: nil) }
        let file = place + "/" + tokenFile
        guard Files.kind(of: file) == .file else { return nil }
        let text = String(decoding: try Files.read(file, limit: 1 << 16), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
            .map { String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard let first = lines.first, lines.count <= 2 else {
            throw Problem(
                code: "TOKN-0036",
                message: LocalizedText(
                    zh: "token.uri 须有一行或两行 URI", en: "token.uri has one URI, or two, a line each"),
                remedy: LocalizedText(
                    zh: "第一行写介质的 pkcs11: URI;有多张加密证书时,第二行写所用的一张",
                    en:
                        "write the token's pkcs11: URI on the first line; where it has several encryption certificates, the one "
                        + "to use on a second"),
                place: file)
        }
        do throws(Problem) {
            return TokenPlace(
                signing: try TokenURI(first),
                encryption: lines.count == 2 ? try TokenURI(lines[1]) : nil)
        } catch { throw error.at(file) }
    }

    /// Opens the token.
    static func load(_ place: TokenPlace, at folder: String, pin: Secret) throws(Problem) -> Identity {
        let session = try openToken(place, pin: pin)
        let picked = try TokenPick(session.entries, place)
        func content(_ entry: TokenEntry, _ certificate: Certificate) throws(Problem) -> KeyStore.Content {
            let key: PrivateKey
            do throws(Problem) { key = try session.key(of: entry) } catch { throw error.at(folder) }
            guard key.matches(certificate) else { throw TokenPick.otherKey(TokenPick.name(entry), folder) }
            return KeyStore.Content(
                key: key, certificate: certificate,
                chain: try KeyStore.ordered(picked.others + tokenChain(in: folder), from: certificate))
        }
        let signing = try content(picked.signing.entry, picked.signing.certificate)
        var encryption: KeyStore.Content?
        if let found = picked.encryption { encryption = try content(found.entry, found.certificate) }
        let lists =
            Files.kind(of: folder + "/crls") == .folder ? try TrustStore.revocationLists(in: folder + "/crls") : []
        return Identity(folder: folder, signing: signing, encryption: encryption, revocationLists: lists)
    }

    /// Looks into the token; without a PIN only what everyone may see is there.
    package static func openToken(_ place: TokenPlace, pin: Secret?) throws(Problem) -> any TokenSession {
        let provider = try TokenProviders.provider(for: place.signing)
        let session = try provider.open(try TokenProviders.token(place.signing, of: provider), pin: pin)
        return session
    }

    /// `chain.crt`: intermediate certificates that the token does not hold.
    package static func tokenChain(in folder: String) throws(Problem) -> [Certificate] {
        let file = folder + "/chain.crt"
        guard Files.kind(of: file) == .file else { return [] }
        do throws(Problem) { return try Certificate.readAll(try Files.read(file, limit: 1 << 20)) } catch {
            throw error.at(file)
        }
    }
}

/// Which of a token's entries sign and decrypt.
struct TokenPick {
    typealias Pair = (entry: TokenEntry, certificate: Certificate)
    var signing: Pair
    var encryption: Pair?
    /// Certificates without a key: issuers, as a rule.
    var others: [Certificate]

    /// - Throws: TOKN-0030 no certificate for signing, TOKN-0031 its key is missing, TOKN-0032 a key without a certificate,
    ///   TOKN-0033 several to choose from.
    init(_ entries: [TokenEntry], _ place: Identity.TokenPlace) throws(Problem) {
        func pairs(_ purpose: CertificatePurpose) -> [Pair] {
            entries.compactMap { entry in
                entry.certificate.flatMap { purpose.admits($0) ? (entry, $0) : nil }
            }
        }
        let uri = place.signing
        var signers = pairs(.signing)
        // a URI may name the encryption half; the signing one is then that of the same holder
        let named = signers.filter { uri.names($0.entry) }
        if named.isEmpty, uri.namesEntry,
            let half = pairs(.encryption).first(where: { uri.names($0.entry) })
        {
            signers = signers.filter { $0.certificate.subjectDER == half.certificate.subjectDER }
        } else {
            signers = named
        }
        let usable = signers.filter { $0.entry.hasKey == true }
        guard let first = usable.first else {
            if let bare = signers.first { throw Self.noKey(bare.entry, uri.text) }
            if let lone = entries.first(where: { $0.certificate == nil && uri.names($0) }) {
                throw Self.noCertificate(lone, uri.text)
            }
            throw Self.nothingSigns(uri.text)
        }
        guard usable.count == 1 else { throw Self.several(.signing, usable, uri.text) }
        signing = first
        let openers = pairs(.encryption).filter { pair in
            guard pair.entry.hasKey == true else { return false }
            return place.encryption.map { $0.names(pair.entry) }
                ?? (pair.certificate.subjectDER == first.certificate.subjectDER)
        }
        if openers.count > 1 { throw Self.several(.encryption, openers, uri.text) }
        if let second = place.encryption, openers.isEmpty { throw Self.nothingDecrypts(second.text) }
        encryption = openers.first
        others = entries.compactMap { $0.hasKey == true ? nil : $0.certificate }.filter(\.isCA)
    }

    static func name(_ entry: TokenEntry) -> String {
        let id = entry.id.isEmpty ? "" : "id=" + entry.id.map { "%" + Hex.encode([$0]) }.joined()
        return entry.label.isEmpty ? id : id.isEmpty ? entry.label : "\(entry.label) (\(id))"
    }

    private static func nothingSigns(_ place: String) -> Problem {
        Problem(
            code: "TOKN-0030",
            message: LocalizedText(
                zh: "介质中没有所要的签名证书", en: "there is no such certificate for signing on the token"),
            remedy: LocalizedText(
                zh: "用 biao identity show 查看介质内容;核对 URI 中的 object、id",
                en: "see what is on it with biao identity show; check object and id in the URI"), place: place)
    }

    private static func nothingDecrypts(_ place: String) -> Problem {
        Problem(
            code: "TOKN-0034",
            message: LocalizedText(
                zh: "介质中没有所要的加密证书及其私钥", en: "there is no such encryption certificate with its key on the token"),
            remedy: LocalizedText(
                zh: "用 biao identity show 查看介质内容,改正 token.uri 的第二行",
                en: "see what is on it with biao identity show, and mend the second line of token.uri"), place: place)
    }

    private static func noKey(_ entry: TokenEntry, _ place: String) -> Problem {
        Problem(
            code: "TOKN-0031",
            message: LocalizedText(
                zh: "介质中有证书“\(name(entry))”,但没有它的私钥",
                en: "the certificate \"\(name(entry))\" is on the token, its private key is not"),
            remedy: LocalizedText(
                zh: "请使用申请该证书时的介质;证书与私钥的 CKA_ID 应相同",
                en: "use the token that the certificate was applied for with; both have the same CKA_ID"), place: place)
    }

    private static func noCertificate(_ entry: TokenEntry, _ place: String) -> Problem {
        Problem(
            code: "TOKN-0032",
            message: LocalizedText(
                zh: "介质中有私钥“\(name(entry))”,但没有它的证书",
                en: "the private key \"\(name(entry))\" is on the token, its certificate is not"),
            remedy: LocalizedText(
                zh: "请用厂商工具把证书写入介质,CKA_ID 与私钥相同",
                en: "write the certificate to the token with its maker's tool, under the key's CKA_ID"), place: place)
    }

    private static func several(_ purpose: CertificatePurpose, _ pairs: [Pair], _ place: String) -> Problem {
        let names = pairs.map { name($0.entry) }.joined(separator: ", ")
        let signs = purpose == .signing
        return Problem(
            code: "TOKN-0033",
            message: LocalizedText(
                zh: "介质中有几张\(purpose.title.zh)证书可用:\(names)",
                en: "several certificates for \(purpose.title.en) are on the token: \(names)"),
            remedy: LocalizedText(
                zh: signs ? "在 URI 中加 id= 或 object= 指明一张" : "建一个身份文件夹,在 token.uri 第二行写明加密证书的 URI",
                en: signs
                    ? "name one in the URI with id= or object="
                    : "make an identity folder, and name the encryption certificate on the second line of its token.uri"
            ),
            place: place)
    }

    static func otherKey(_ name: String, _ place: String) -> Problem {
        Problem(
            code: "TOKN-0035",
            message: LocalizedText(
                zh: "介质中“\(name)”的证书与私钥不配套",
                en: "certificate and private key of \"\(name)\" do not belong together"),
            remedy: LocalizedText(zh: "请联系证书签发机构", en: "ask the certificate's issuer"), place: place)
    }
}
