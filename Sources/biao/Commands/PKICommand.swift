// PKICommand.swift — biao pki: the practice certification authority.
import ArgumentParser
import FileKit
import OpenSSLKit
import PracticePKI
import Reporting
import Signing
import TenderModel

extension SuiteID: ExpressibleByArgument {}
extension IdentityKind: ExpressibleByArgument {}
extension RevocationReason: ExpressibleByArgument {}

struct PKICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pki", abstract: "模拟CA,仅供培训和测试 / a practice certification authority, for training and tests",
        subcommands: [
            Init.self, PKIRequest.self, PKIIssue.self, Revoke.self, Lists.self, PKITimestamps.self, PKIResponder.self,
        ])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "新建模拟CA 及全套身份 / make a practice PKI with a whole cast of identities",
            discussion: "Example: biao pki init practice/ --suite p256-sha256")

        @Argument(help: ArgumentHelp("新文件夹 / folder to make", valueName: "folder"), completion: .directory)
        var folder: String
        @Option(help: "签名套件 / signature suite")
        var suite: SuiteID = .p256SHA256
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let secret = try passphrase.read(
                    for: LocalizedText(zh: "新模拟CA", en: "the new practice PKI"), console: console, confirming: true)
                let folder = trimmingSlashes(folder)
                try PracticePKI.create(
                    at: folder, suite: SignatureSuites.suite(suite), passphrase: secret,
                    now: try clock.practiceClock().now(), progress: console.progress)
                var names: [String] = []
                for entry in try Files.list(folder)
                where entry.kind == .folder && entry.name != "authority" && entry.name != "roots" {
                    names.append(entry.name)
                }
                console.line("已建立模拟CA:\(folder)", "made a practice PKI: \(folder)")
                console.line("身份:\(names.joined(separator: " "))", "identities: \(names.joined(separator: " "))")
                console.line("仅供培训与测试;说明见 \(folder)/README.md", "for training and tests only; see \(folder)/README.md")
                console.set("folder", .string(folder))
                console.set("suite", .string(suite.rawValue))
                console.set("identities", .array(names.map(JSON.string)))
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "吊销一张证书并发布新的吊销列表 / revoke a certificate and publish new revocation lists",
            discussion: "Example: biao pki revoke practice/ practice/bidder1/enc.crt --reason key-compromise")

        @Argument(
            help: ArgumentHelp("模拟CA 文件夹 / folder of the practice PKI", valueName: "folder"), completion: .directory)
        var folder: String
        @Argument(
            help: ArgumentHelp("证书文件或序列号 / certificate file or serial number", valueName: "certificate"),
            completion: .file())
        var certificate: String
        @Option(help: "原因 / reason")
        var reason: RevocationReason = .unspecified
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let pki = try PracticePKI(
                    folder,
                    passphrase: try passphrase.read(
                        for: LocalizedText(zh: "模拟CA", en: "the practice PKI"), console: console))
                let revoked = try pki.revoke(certificate, reason: reason, at: try clock.practiceClock().now())
                console.line(
                    "已吊销:\(revoked.subject)(\(revoked.serial)),\(revoked.date.text)",
                    "revoked: \(revoked.subject) (\(revoked.serial)), \(revoked.date.text)")
                console.set("serial", .string(revoked.serial))
                console.set("subject", .string(revoked.subject))
                console.set("date", .string(revoked.date.text))
                console.set("reason", .string(revoked.reason.rawValue))
            }
        }
    }

    struct Lists: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "crl",
            abstract: "发布新的吊销列表 / publish new revocation lists",
            discussion: "Example: biao pki crl practice/")

        @Argument(
            help: ArgumentHelp("模拟CA 文件夹 / folder of the practice PKI", valueName: "folder"), completion: .directory)
        var folder: String
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let pki = try PracticePKI(
                    folder,
                    passphrase: try passphrase.read(
                        for: LocalizedText(zh: "模拟CA", en: "the practice PKI"), console: console))
                let now = try clock.practiceClock().now()
                try pki.refreshLists(at: now)
                console.line(
                    "吊销列表已更新,自 \(now.text) 起一年有效", "the revocation lists are new, good for a year from \(now.text)")
                console.set("thisUpdate", .string(now.text))
            }
        }
    }
}
