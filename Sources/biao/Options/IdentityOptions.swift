// IdentityOptions.swift — who acts: an identity folder, and where its passphrase comes from.
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
}

struct IdentityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("身份文件夹(sign.p12、enc.p12) / identity folder (sign.p12, enc.p12)", valueName: "folder"),
        completion: .directory)
    var identity: String

    @OptionGroup var passphrase: PassphraseOptions

    func load(_ console: Console) throws(Problem) -> Identity {
        try Identity.loading(identity, passphrase: try secret(console))
    }

    func secret(_ console: Console) throws(Problem) -> Secret {
        try Identity.requireFolder(identity)
        return try passphrase.read(
            for: LocalizedText(zh: "身份 \(identity)", en: "the identity \(identity)"), console: console)
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
