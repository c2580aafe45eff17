// IdentityToken.swift — what biao identity show says of a token: its certificates, its keys, and what belongs together.
import OpenSSLKit
import Reporting
import Signing
import TokenKit

extension Holding {
    /// The certificates of people on a token; says which keys have none. Without a PIN at hand it does not ask for one.
    static func onToken(
        _ place: Identity.TokenPlace, _ folder: String, passphrase: PassphraseOptions, console: Console
    ) throws(Problem) -> [Holding] {
        var pin: Secret?
        if passphrase.passphraseFile != nil || place.signing.pinFile != nil {
            pin = try passphrase.read(identity: folder, console: console)
        } else {
            pin = try Passphrase.fromEnvironment("BIAO_PASSPHRASE", console: console)
        }
        let session = try Identity.openToken(place, pin: pin)
        console.line("介质:\(session.token.name)", "token: \(session.token.name)")
        console.set("token", .string(session.token.name))
        if pin == nil {
            console.remark("没有给出 PIN(--passphrase-file),看不到密钥", "no PIN (--passphrase-file): keys are not seen")
        }
        let issuers = session.entries.compactMap(\.certificate).filter(\.isCA) + (try Identity.tokenChain(in: folder))
        var found: [Holding] = []
        for entry in session.entries {
            guard let certificate = entry.certificate else {
                console.add(loneKey(entry, folder))
                continue
            }
            guard !certificate.isCA else { continue }
            found.append(
                Holding(
                    name: name(entry), purpose: .signing, certificate: certificate,
                    chain: KeyStore.ordered(issuers, from: certificate), keyFits: entry.hasKey, onToken: true,
                    staysInside: entry.staysInside))
        }
        return found
    }

    /// What is known of the key.
    var keyOnToken: LocalizedText {
        switch (keyFits, staysInside) {
        case (nil, _): LocalizedText(zh: "未知(没有 PIN)", en: "unknown (no PIN)")
        case (false?, _): LocalizedText(zh: "不在介质中", en: "not on the token")
        case (true?, true?): LocalizedText(zh: "在介质中,不可导出", en: "on the token, and cannot leave it")
        case (true?, false?):
            LocalizedText(zh: "在介质中,但介质声明可以导出", en: "on the token, which says that it can be taken off")
        case (true?, nil): LocalizedText(zh: "在介质中", en: "on the token")
        }
    }

    private static func name(_ entry: TokenEntry) -> String {
        let id = entry.id.map { "%" + Hex.encode([$0]) }.joined()
        return id.isEmpty ? entry.label : "\(entry.label) id=\(id)"
    }

    private static func loneKey(_ entry: TokenEntry, _ place: String) -> Finding {
        Finding(
            code: "TOKN-0037", severity: .warning,
            message: LocalizedText(
                zh: "介质中的私钥“\(name(entry))”没有证书",
                en: "the private key \"\(name(entry))\" has no certificate on the token"),
            remedy: LocalizedText(
                zh: "请用厂商工具把证书写入介质", en: "write its certificate to the token with the maker's tool"), place: place)
    }
}
