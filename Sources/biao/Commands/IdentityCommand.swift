// IdentityCommand.swift — biao identity: what an identity folder is good for, and until when.
import ArgumentParser
import FileKit
import OpenSSLKit
import Reporting
import Signing
import TenderModel

struct IdentityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity", abstract: "身份文件夹与介质 / identity folders and tokens", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "证书的用途、期限、归属 / what the certificates are for, until when, whose",
            discussion: """
                有 sign.crt、enc.crt 时无需口令;给出口令则同时核对密钥。
                Needs no passphrase where sign.crt and enc.crt are there; given one, checks the keys as well.
                介质的密钥须给出 PIN 才能看到。 The keys on a token are seen only with its PIN.
                Example: biao identity show bidder1/
                Example: biao identity show 'pkcs11:token=Bidder?module-path=/usr/lib/driver.so'
                """)

        @Argument(
            help: ArgumentHelp("身份文件夹,或介质的 URI / identity folder, or a token's URI", valueName: "folder"),
            completion: .directory)
        var folder: String
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var trust: TrustOptions
        @Option(help: ArgumentHelp("按此时间判断 / time to judge at", valueName: "time"))
        var at: String?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let folder = trimmingSlashes(folder)
                let time: Instant
                if let at { time = try Instant(at) } else { time = TimeSource.system.now() }
                let holdings = try Holding.all(in: folder, passphrase: passphrase, console: console)
                let trusts = try trustStore(folder)
                var shown: [JSON] = []
                for holding in holdings {
                    shown.append(try show(holding, in: folder, trust: trusts, at: time, console))
                }
                if trusts == nil {
                    console.remark("没有信任文件夹(--trust),未检查证书链", "no trust folder (--trust): the chain was not checked")
                }
                console.set("folder", .string(folder))
                console.set("certificates", .array(shown))
            }
        }

        private func trustStore(_ folder: String) throws(Problem) -> TrustStore? {
            do throws(Problem) { return try trust.store(identity: folder, practice: true) } catch {
                guard error.code == "CLI-0001" else { throw error }
                return nil
            }
        }

        private func show(
            _ holding: Holding, in folder: String, trust: TrustStore?, at time: Instant, _ console: Console
        ) throws(Problem) -> JSON {
            let certificate = holding.certificate
            let purposes = CertificatePurpose.allCases.filter { $0.admits(certificate) }
            var path = [certificate] + holding.chain
            var evidence: [RevocationEvidence] = []
            if let trust, let purpose = purposes.first {
                let lists =
                    Files.kind(of: folder + "/crls") == .folder
                    ? try TrustStore.revocationLists(in: folder + "/crls") : []
                let report = try PathValidation.check(
                    certificate, for: purpose, at: time, pool: holding.chain, lists: lists, trust: trust,
                    place: "\(folder)/\(holding.name)")
                if !report.path.isEmpty { path = report.path }
                evidence = report.evidence
                console.add(report.findings)
            }
            if !holding.onToken, !purposes.contains(holding.purpose),
                !(holding.purpose == .signing && purposes == [.timestamping])
            {
                console.add(holding.misplaced(in: folder))
            }
            let practice = path.contains(where: PracticePolicy.marks)
            let end = Instant(seconds: certificate.notAfter)
            let days = (end.seconds - time.seconds) / 86_400
            console.line(console.style.bold("\(holding.name)  \(certificate.displayName)"))
            console.table([
                (
                    LocalizedText(zh: "用途", en: "for"),
                    purposes.map { $0.title[console.language] }.joined(separator: ", ")
                ),
                (LocalizedText(zh: "单位", en: "unit"), certificate.organization),
                (LocalizedText(zh: "统一社会信用代码", en: "bidder id (credit code)"), certificate.creditCodeText),
                (
                    LocalizedText(zh: "有效期", en: "valid"),
                    "\(Instant(seconds: certificate.notBefore).text) – \(end.text)"
                ),
                (
                    LocalizedText(zh: "剩余", en: "left"),
                    LocalizedText(zh: "\(max(0, days)) 天", en: "\(max(0, days)) days")[console.language]
                ),
                (
                    LocalizedText(zh: "套件", en: "suite"),
                    SignatureSuites.suite(for: certificate)?.title[console.language]
                ),
                (LocalizedText(zh: "证书链", en: "chain"), path.dropFirst().map(\.displayName).joined(separator: " ← ")),
                (LocalizedText(zh: "吊销状态依据", en: "not revoked, by"), Evidence.text(evidence, console.language)),
                (
                    LocalizedText(zh: "OCSP 网址", en: "OCSP responder"),
                    certificate.ocspResponders.isEmpty ? nil : certificate.ocspResponders.joined(separator: " ")
                ),
                (LocalizedText(zh: "序列号", en: "serial number"), certificate.serialNumber),
                (LocalizedText(zh: "SHA-256 指纹", en: "SHA-256 fingerprint"), Hex.encode(certificate.fingerprint)),
                (
                    LocalizedText(zh: "密钥", en: "key"),
                    holding.onToken
                        ? holding.keyOnToken[console.language]
                        : holding.keyFits.map {
                            LocalizedText(zh: $0 ? "与证书相符" : "与证书不符", en: $0 ? "fits the certificate" : "does not fit")[
                                console.language]
                        }
                ),
                (
                    LocalizedText(zh: "模拟", en: "practice"),
                    practice
                        ? LocalizedText(zh: "是,仅供培训与测试", en: "yes: for training and tests only")[console.language] : nil
                ),
            ])
            console.showFindings()
            return .members([
                "file": .string(holding.name), "purposes": .array(purposes.map { .string($0.rawValue) }),
                "subject": .string(certificate.subject), "name": .string(certificate.displayName),
                "unit": JSON(certificate.organization), "code": JSON(certificate.creditCodeText),
                "notBefore": .string(Instant(seconds: certificate.notBefore).text), "notAfter": .string(end.text),
                "daysLeft": .number(days), "suite": JSON(SignatureSuites.suite(for: certificate)?.id.rawValue),
                "revocation": Evidence.json(evidence),
                "ocsp": .array(certificate.ocspResponders.map(JSON.string)),
                "chain": .array(path.dropFirst().map { .string($0.subject) }),
                "serial": .string(certificate.serialNumber), "sha256": .string(Hex.encode(certificate.fingerprint)),
                "keyFits": holding.keyFits.map(JSON.bool) ?? .null,
                "keyStaysInside": holding.staysInside.map(JSON.bool) ?? .null, "practice": .bool(practice),
            ])
        }
    }
}

/// One certificate of an identity folder.
struct Holding {
    /// `sign.p12`, `sign.pem`, or the `.crt` beside it.
    var name: String
    /// What its place in the folder is for.
    var purpose: CertificatePurpose
    var certificate: Certificate
    var chain: [Certificate]
    /// Nil where the key was not opened.
    var keyFits: Bool?
    var onToken = false
    /// Of a key on a token: whether it can never be read.
    var staysInside: Bool?

    /// The certificates of a folder. Asks for a passphrase only where there is no other way to know them.
    static func all(
        in folder: String, passphrase: PassphraseOptions, console: Console
    ) throws(Problem) -> [Holding] {
        try Identity.requireFolder(folder)
        if let place = try Identity.tokenPlace(folder) {
            return try onToken(place, folder, passphrase: passphrase, console: console)
        }
        var secret: Secret?
        if passphrase.passphraseFile != nil {
            secret = try passphrase.read(for: LocalizedText(zh: folder, en: folder), console: console)
        } else {
            secret = try Passphrase.fromEnvironment("BIAO_PASSPHRASE", console: console)
        }
        var found: [Holding] = []
        var between: [Certificate] = []
        if Files.kind(of: folder + "/chain.crt") == .file {
            between = try Certificate.readAll(try Files.read(folder + "/chain.crt", limit: 1 << 20))
        }
        for (name, purpose) in [("sign", CertificatePurpose.signing), ("enc", .encryption)] {
            guard let key = IdentityFile.path(name, in: folder) else { continue }
            let file = "\(folder)/\(name).crt"
            var shown: [Certificate] = []
            if Files.kind(of: file) == .file {
                do throws(Problem) {
                    shown = try Certificate.readAll(try Files.read(file, limit: 1 << 20))
                } catch { throw error.at(file) }
            } else if secret == nil {
                secret = try passphrase.read(
                    for: LocalizedText(zh: "身份 \(folder)", en: "the identity \(folder)"), console: console)
            }
            if let secret {
                let store = try IdentityFile.read(key, passphrase: secret)
                let fits = store.key.matches(store.certificate) && (shown.first.map { $0 == store.certificate } ?? true)
                found.append(
                    Holding(
                        name: Files.name(of: key), purpose: purpose, certificate: store.certificate, chain: store.chain,
                        keyFits: fits))
                if !fits { console.add(Self.otherKey(file)) }
            } else if let first = shown.first {
                found.append(
                    Holding(
                        name: "\(name).crt", purpose: purpose, certificate: first, chain: shown.dropFirst() + between))
            }
        }
        return found
    }

    private static func otherKey(_ place: String) -> Finding {
        Finding(
            code: "CLI-0011",
            message: LocalizedText(zh: "公开证书与密钥文件中的证书不同", en: "the public certificate is not the one in the key file"),
            remedy: LocalizedText(zh: "请用密钥文件中的证书替换 .crt", en: "replace the .crt with the certificate of the key file"),
            place: place)
    }

    func misplaced(in folder: String) -> Finding {
        Finding(
            code: "CLI-0010",
            message: LocalizedText(
                zh: "证书不能用于\(purpose.title.zh)", en: "the certificate may not be used for \(purpose.title.en)"),
            remedy: LocalizedText(
                zh: "请检查 sign.p12 与 enc.p12 是否放反", en: "check whether sign.p12 and enc.p12 were swapped"),
            place: "\(folder)/\(name)")
    }
}
