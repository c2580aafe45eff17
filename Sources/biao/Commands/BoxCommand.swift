// BoxCommand.swift — biao box: the receiving platform's intake (投标箱).
import ArgumentParser
import Container
import Documents
import FileKit
import OpenSSLKit
import Opening
import Reporting
import Signing
import TenderModel
import TokenKit

struct BoxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "box", abstract: "投标箱:接收、回执、截标 / the intake box of a platform",
        subcommands: [
            Init.self, Addendum.self, Receive.self, Note.self, Close.self, Handling.self, Salt.self,
        ])

    struct Salt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "生成平台盐值,一个平台一次 / make the platform's salt for machine codes, once",
            discussion: """
                Example: biao box salt
                Publish it beside the platform's certificate, for biao tender init --machine-salt.
                With a salt of its own, a tender's machine codes compare with no other tender's.
                """)

        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let salt = Hex.encode(try randomBytes(32))
                console.line(salt, salt)
                console.remark(
                    "请与平台证书一同公布,各招标文件都用这一个", "publish it beside the platform's certificate, and use it in every tender")
                console.set("salt", .string(salt))
            }
        }
    }

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "为一个招标建立投标箱 / make a box for a tender",
            discussion: "Example: biao box init box/ --tender lot1.tender --identity platform/")

        @Argument(help: ArgumentHelp("新文件夹 / folder to make", valueName: "folder"), completion: .directory)
        var folder: String
        @Option(
            help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
        var tender: String
        @OptionGroup var reviews: ReviewOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let loaded = try acting.load(console)
                let identity = trimmingSlashes(acting.identity.identity)
                let file = try TenderFile.loadVerified(tender, trust: loaded.trust, time: loaded.now)
                guard let tsa = acting.timestamps.place(identity: identity) else {
                    throw Problem(
                        code: "CLI-0025", kind: .usage,
                        message: LocalizedText(
                            zh: "没有时间戳机构,截标清单将无法加盖时间戳",
                            en: "there is no timestamp authority, and the closing list will need one"),
                        remedy: LocalizedText(zh: "用 --tsa 给出时间戳机构", en: "name one with --tsa"))
                }
                let settings = Box.Settings(
                    identity: TokenURI.isOne(identity) ? identity : try Files.resolve(identity),
                    trust: try Files.resolve(acting.trust.folder(identity: identity)),
                    timestamps: try HTTPAddress.isAddress(tsa) ? tsa : Files.resolve(tsa),
                    practice: loaded.identity.isPractice, reviews: try reviews.policy())
                try Box.create(
                    at: trimmingSlashes(folder), tender: file, identity: loaded.identity, settings: settings,
                    trust: loaded.trust, now: loaded.now)
                console.line("已建立投标箱:\(folder)", "made the box \(folder)")
                console.line("接收截止:\(file.tender.deadline.text)", "it takes bids until \(file.tender.deadline.text)")
                console.set("folder", .string(folder))
                console.set("deadline", .string(file.tender.deadline.text))
            }
        }
    }

    struct Addendum: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "使一份补遗生效 / bring an addendum into force",
            discussion: "Example: biao box addendum lot1-2.tender --box box/")

        @Argument(
            help: ArgumentHelp("补遗 / addendum", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
        var file: String
        @OptionGroup var box: BoxOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let signer = try box.signer(console)
                let now = signer.clock.now()
                var opened = try Box(box.folder, time: now)
                let addendum = try TenderFile.loadVerified(file, trust: opened.trust, time: now)
                try opened.add(addendum: addendum, clock: signer.clock)
                console.line("第 \(addendum.tender.version) 版已生效", "version \(addendum.tender.version) is in force")
                console.line(
                    "接收截止:\(addendum.tender.deadline.text)", "bids are taken until \(addendum.tender.deadline.text)")
                console.set("version", .number(Int64(addendum.tender.version)))
                console.set("deadline", .string(addendum.tender.deadline.text))
            }
        }
    }

    struct Receive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "接收密封投标文件或撤回,出具回执 / take in a sealed bid or a withdrawal, and give a receipt",
            discussion: "Example: biao box receive my.sealed --box box/ --from 203.0.113.9 -o my.receipt")

        @Argument(
            help: ArgumentHelp("递交的文件 / what is handed in", valueName: "file.sealed"),
            completion: .file(extensions: ["sealed", "withdrawal"]))
        var file: String
        @Option(
            name: .shortAndLong, help: ArgumentHelp("回执 / receipt to write", valueName: "file.receipt"),
            completion: .file(extensions: ["receipt"]))
        var output: String
        @Option(
            help: ArgumentHelp(
                "来自哪个网络地址,只记入投标箱内部账本 / address that it came from, kept in the box alone", valueName: "address"))
        var from: String?
        @OptionGroup var box: BoxOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let address = try networkAddress(from)
                let signer = try box.signer(console)
                var opened = try Box(box.folder, time: signer.clock.now())
                switch try opened.receive(file, signer: signer, from: address, progress: console.progress) {
                case .accepted(let receipt, let path), .known(let receipt, let path):
                    let verb: LocalizedText =
                        switch receipt.kind {
                        case .delivery: LocalizedText(zh: "已接收", en: "accepted")
                        case .replacement: LocalizedText(zh: "已接收,替换上一份", en: "accepted in place of the one before")
                        case .withdrawal: LocalizedText(zh: "已撤回", en: "withdrawn")
                        }
                    console.line("\(verb.zh):\(receipt.received.text)", "\(verb.en): \(receipt.received.text)")
                    // accepted is accepted, even where the copy of the receipt cannot be written: running it again gives it.
                    // until the deadline it is nobody's business but the bidder's
                    try Files.copy(path, to: output, mode: 0o600)
                    console.line("回执:\(output)", "receipt: \(output)")
                    if let version = receipt.sealedForVersion {
                        console.line(
                            "按第 \(version) 版招标文件制作,仍有效", "made for version \(version) of the tender, and still good")
                    }
                    console.set("receipt", .string(output))
                    console.set("received", .string(receipt.received.text))
                    console.set("kind", .string(receipt.kind.rawValue))
                case .refused(let findings):
                    console.remark("拒收,未留存任何内容", "refused, and nothing of it was kept")
                    console.add(findings)
                }
            }
        }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "截标:出具截标清单 / close the box and publish the closing list",
            discussion: "Example: biao box close box/ -o lot1.closing")

        @Argument(help: ArgumentHelp("投标箱 / box", valueName: "folder"), completion: .directory)
        var folder: String
        @Option(
            name: .shortAndLong, help: ArgumentHelp("截标清单 / closing list to write", valueName: "file.closing"),
            completion: .file(extensions: ["closing"]))
        var output: String
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var responders: ResponderOptions
        @OptionGroup var clock: ClockOptions
        @OptionGroup var global: GlobalOptions

        func run() throws {
            try biao.run(global) { (console) throws(Problem) in
                let folder = trimmingSlashes(folder)
                let signer = try BoxOptions.signer(folder, passphrase, responders, clock, console)
                var box = try Box(folder, time: signer.clock.now())
                let closing = try box.close(signer: signer)
                try Files.copy(box.closingPath, to: output)
                console.line("已截标:\(output)", "closed: \(output)")
                for lot in box.tender.tender.lots {
                    let count = closing.standing(lot: lot.id).count
                    console.line("标段 \(lot.id):\(count) 家投标人", "lot \(lot.id): \(count) bidders")
                    let outdated = closing.outdated(lot: lot.id).count
                    if outdated > 0, let newBids = closing.newBids {
                        console.line(
                            "  另有 \(outdated) 家未按补遗(第 \(newBids.version) 版)要求重新递交,不计入、不开启",
                            "  \(outdated) more did not hand in the new bid that the addendum (version \(newBids.version)) asks for: they do not count and are not opened"
                        )
                    }
                }
                for event in box.events where event.sharesSealID == true {
                    console.add(
                        Finding(
                            code: "BOXX-0013", severity: .warning,
                            message: LocalizedText(
                                zh: "“\(event.receipt?.bidder.name ?? "")”递交的文件与另一投标人的封存编号相同",
                                en:
                                    "what \(event.receipt?.bidder.name ?? "") handed in carries the seal id of another bidder"
                            ),
                            remedy: LocalizedText(zh: "作为线索移交监督部门", en: "hand it to the supervisor as a clue")))
                }
                console.set("file", .string(output))
                console.set("root", .string(closing.root))
                console.set("entries", .number(Int64(closing.entries.count)))
            }
        }
    }
}

/// The address of `--from`; nil where there is none.
func networkAddress(_ text: String?) throws(Problem) -> NetworkAddress? {
    guard let text else { return nil }
    do throws(Problem) { return try NetworkAddress(text) } catch {
        var problem = error
        problem.kind = .usage
        throw problem.at("--from")
    }
}

/// `--box`, and the platform that it belongs to.
struct BoxOptions: ParsableArguments {
    @Option(help: ArgumentHelp("投标箱 / box", valueName: "folder"), completion: .directory)
    var box: String
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var responders: ResponderOptions
    @OptionGroup var clock: ClockOptions

    var folder: String { trimmingSlashes(box) }

    func signer(_ console: Console) throws(Problem) -> Signer {
        try Self.signer(folder, passphrase, responders, clock, console)
    }

    /// Signs as the platform that the box remembers.
    static func signer(
        _ folder: String, _ passphrase: PassphraseOptions, _ responders: ResponderOptions, _ clock: ClockOptions,
        _ console: Console
    ) throws(Problem) -> Signer {
        let settings = try Box.settings(of: folder)
        let secret = try passphrase.read(identity: settings.identity, console: console)
        let identity = try Identity.load(settings.identity, passphrase: secret)
        let stamping = try PendingTimestamps(settings.timestamps, passphrase: secret, console: console)
        let store = try TrustStore.load(settings.trust, allowsPractice: settings.practice)
        return Signer(
            identity: identity, timestamps: try stamping.source(trust: store),
            clock: try clock.clock(for: identity, try stamping.authority()), report: console.report,
            responders: responders.source(trust: store))
    }
}
