// IdentityOptions.swift — who acts: an identity folder or a token, and where its passphrase or PIN comes from.
import ArgumentParser
import OpenSSLKit
import Reporting
import Signing

/// `--passphrase-file`; a passphrase itself is never an argument.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "口令文件;否则取 BIAO_PASSPHRASE_FILE、BIAO_PASSPHRASE,或提示输入 / file with the passphrase; else BIAO_PASSPHRASE_FILE, BIAO_PASSPHRASE, or a prompt",
            valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    /// The passphrase; the prompt says `what` it is for.
    func read(for what: LocalizedText, console: Console, confirming: Bool = false) throws(Problem) -> Secret {
        try Passphrase.read(file: passphraseFile, for: what, console: console, confirming: confirming)
    }

    /// The passphrase of an identity, or the PIN of its token: that may also come from the URI's `pin-source`.
    func read(identity: String, console: Console) throws(Problem) -> Secret {
        let folder = trimmingSlashes(identity)
        try Identity.requireFolder(folder)
        guard let place = try Identity.tokenPlace(folder) else {
            return try read(for: LocalizedText(zh: "身份 \(identity)", en: "the identity \(identity)"), console: console)
        }
        if passphraseFile == nil, let file = place.signing.pinFile {
            return try Passphrase.read(
                file: file, for: LocalizedText(zh: identity, en: identity), console: console, confirming: false)
        }
        return try read(
            for: LocalizedText(zh: "介质 \(identity)(PIN)", en: "the token \(identity) (its PIN)"), console: console)
    }
}

struct IdentityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "身份文件夹(sign.p12、enc.p12,或 token.uri),或介质的 pkcs11: URI / identity folder (sign.p12, enc.p12, or token.uri), or a token's pkcs11: URI",
            valueName: "folder"),
        completion: .directory)
    var identity: String

    @OptionGroup var passphrase: PassphraseOptions

    func load(_ console: Console) throws(Problem) -> Identity {
        try Identity.loading(identity, passphrase: try secret(console))
    }

    func secret(_ console: Console) throws(Problem) -> Secret {
        try passphrase.read(identity: identity, console: console)
    }
}

extension Identity {
    /// ``load(_:passphrase:)`` for a folder name as it was typed.
    static func loading(_ folder: String, passphrase: Secret) throws(Problem) -> Identity {
        try load(trimmingSlashes(folder), passphrase: passphrase)
    }
}

/// A folder's path without the slashes at its end.
func trimmingSlashes(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
}
