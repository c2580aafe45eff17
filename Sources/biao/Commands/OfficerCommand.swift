// OfficerCommand.swift — biao officer check: each opening certificate proves that it decrypts, before anything depends on it.
import ArgumentParser
import OpenSSLKit
import Reporting
import Signing
import TenderModel
import Workspace

struct OfficerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer", abstract: "开标员 / opening officers", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "发布前证明开标证书能解密 / prove before publication that the opening certificates decrypt",
            discussion: """
                Example: biao officer check officer1/ officer2/ --for lot1/
                With --for, the tender's workspace must name exactly these certificates.
                """)

        @Argument(
            help: ArgumentHelp("开标员身份文件夹 / identity folders of the officers", valueName: "folder"),
            completion: .directory)
        var identities: [String]
        @Option(
            name: .customLong("for"), help: ArgumentHelp("招标文件夹 / workspace of the tender", valueName: "folder"),
            completion: .directory)
        var workspace: String?
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var trust: TrustOptions
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                var proven: [[UInt8]] = []
                var rows: [JSON] = []
                for folder in identities {
                    let identity = try Identity.loading(
                        folder,
                        passphrase: try passphrase.read(identity: folder, console: console))
                    let now = try clock.clock(for: identity).now()
                    let certificate = try Self.prove(identity)
                    let store = try trust.store(identity: trimmingSlashes(folder), practice: identity.isPractice)
                    let report = try PathValidation.check(
                        certificate, for: .encryption, at: now, pool: try identity.decryption().chain,
                        lists: identity.revocationLists, trust: store, place: folder)
                    console.add(report.findings)
                    proven.append(certificate.der)
                    console.line(
                        "能解密:\(certificate.displayName)(\(folder)),有效至 \(Instant(seconds: certificate.notAfter).day)",
                        "decrypts: \(certificate.displayName) (\(folder)), valid until \(Instant(seconds: certificate.notAfter).day)"
                    )
                    rows.append(
                        .members([
                            "folder": .string(folder), "holder": .string(certificate.displayName),
                            "fingerprint": .string(Hex.encode(certificate.fingerprint)),
                        ]))
                }
                console.set("proven", .array(rows))
                if let workspace { try compare(proven, workspace, console) }
            }
        }

        /// Seals a random secret to the certificate and opens it with the key.
        private static func prove(_ identity: Identity) throws(Problem) -> Certificate {
            let key = try identity.decryption()
            let secret = try Secret.random(32)
            let opened = try CMSEnvelope.open(
                try CMSEnvelope.seal(secret, to: [key.certificate]), key: key.key, certificate: key.certificate)
            guard opened.equals(secret) else {
                throw Problem(
                    code: "CLI-0026",
                    message: LocalizedText(
                        zh: "加密证书与私钥不配套,开标时将无法解密",
                        en: "the encryption certificate does not go with its key: it would not decrypt at the opening"),
                    remedy: LocalizedText(
                        zh: "请更换开标证书后再发布招标文件", en: "use another opening certificate before the tender is published"),
                    place: identity.folder)
            }
            return key.certificate
        }

        private func compare(_ proven: [[UInt8]], _ workspace: String, _ console: Console) throws(Problem) {
            let draft = try TenderWorkspace.load(trimmingSlashes(workspace)) { (bytes) throws(Problem) in
                try TenderPack.endCertificate(bytes)
            }
            for named in draft.tender.openingCertificates where !proven.contains(named.der) {
                console.add(
                    Finding(
                        code: "PREF-0010",
                        message: LocalizedText(
                            zh: "招标文件的开标证书“\(named.holder)”没有证明能解密",
                            en: "the tender's opening certificate of \(named.holder) was not proven to decrypt"),
                        remedy: LocalizedText(
                            zh: "请该开标员到场检查,或更换证书", en: "have that officer check it, or name another certificate"),
                        place: workspace))
            }
        }
    }
}
