// BidRelease.swift — biao bid release and withdraw: what a bidder does with a bid that is handed in.
import ArgumentParser
import Container
import Documents
import Reporting
import Sealing
import Signing
import TenderModel

struct BidRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "开标时授权解密 / hand over your half key at the opening",
        discussion: """
            Example: biao bid release my.sealed --closing lot1.closing --identity bidder1/ -o my.release
            Before the day: biao bid release my.sealed --dry-run --identity bidder1/
            Second envelope: add --envelope 2 --passed lot1.passed --tender lot1.tender
            """)

    @Argument(
        help: ArgumentHelp("密封投标文件 / your sealed bid", valueName: "file.sealed"),
        completion: .file(extensions: ["sealed"]))
    var sealed: String
    @OptionGroup var ground: ReleaseGround
    @Flag(help: "只试今天的证书还能不能打开本方的锁 / only try whether today's token still opens your lock")
    var dryRun = false
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.release"),
        completion: .file(extensions: ["release"]))
    var output: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let releaser = try ground.releaser(acting)
            if dryRun {
                let seal = try releaser.rehearse(sealed)
                console.line(
                    "可以:今天的证书能打开“\(seal.tender.id)”标段 \(seal.lot) 的锁",
                    "yes: today's token opens your lock of \(seal.tender.id), lot \(seal.lot)")
                console.set("sealID", .string(seal.id))
                return
            }
            let (closing, output) = try ground.required(output)
            console.add(try releaser.releaseBidderHalf(sealed, closing: closing, to: output))
            ground.report(output, console)
        }
    }
}

/// What every release is made on the word of.
struct ReleaseGround: ParsableArguments {
    @Option(
        help: ArgumentHelp("截标清单 / closing list", valueName: "file.closing"), completion: .file(extensions: ["closing"])
    )
    var closing: String?
    @Option(
        help: ArgumentHelp(
            "最新的招标文件(补遗改过截止时间、第二信封时需要) / the newest tender, where an addendum moved the deadline and for second envelopes",
            valueName: "file.tender"), completion: .file(extensions: ["tender"]))
    var tender: String?
    @Option(help: "信封 / envelope")
    var envelope = 1
    @Option(
        help: ArgumentHelp("第一信封通过名单 / list of who passed the first envelope", valueName: "file.passed"),
        completion: .file(extensions: ["passed"]))
    var passed: String?

    func releaser(_ acting: Acting) throws(Problem) -> Releaser {
        var file: TenderFile?
        if let tender { file = try TenderFile.loadVerified(tender, trust: acting.trust, time: acting.now) }
        return Releaser(signer: acting.signer, trust: acting.trust, tender: file, passed: passed, envelope: envelope)
    }

    /// CLI-0023 where the closing list or the output is not given.
    func required(_ output: String?) throws(Problem) -> (closing: String, output: String) {
        guard let closing, let output else {
            throw Problem(
                code: "CLI-0023", kind: .usage,
                message: LocalizedText(zh: "缺少 --closing 或 -o", en: "--closing or -o is missing"),
                remedy: LocalizedText(zh: "给出截标清单和输出文件", en: "name the closing list and the file to write"))
        }
        return (closing, output)
    }

    func report(_ output: String, _ console: Console) {
        guard console.exitCode == 0 else {
            console.remark("未授权,没有写出任何文件", "nothing was released, and no file was written")
            return
        }
        console.line("已授权:\(output)", "released: \(output)")
        console.set("file", .string(output))
    }
}

struct BidWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "截止前撤回已递交的投标文件 / take back a bid before the deadline",
        discussion:
            "Example: biao bid withdraw my.sealed --identity bidder1/ -o my.withdrawal, then biao box receive my.withdrawal"
    )

    @Argument(
        help: ArgumentHelp("已递交的密封文件 / the sealed bid handed in", valueName: "file.sealed"),
        completion: .file(extensions: ["sealed"]))
    var sealed: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.withdrawal"),
        completion: .file(extensions: ["withdrawal"]))
    var output: String
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let seal = try ContainerReader(sealed).document(Seal.self)
            let own = try acting.identity.organization()
            guard own.code == seal.bidder.code else {
                throw Problem(
                    code: "CLI-0024",
                    message: LocalizedText(
                        zh: "这份密封文件是 \(seal.bidder.name) 的", en: "this sealed bid is that of \(seal.bidder.name)"),
                    remedy: LocalizedText(zh: "只有投标人自己可以撤回", en: "only the bidder itself can withdraw"), place: sealed)
            }
            let withdrawal = Withdrawal(
                tender: seal.tender, lot: seal.lot, bidder: seal.bidder, sealID: seal.id,
                sealedFile: try FileDigest(of: sealed, .sha256), issued: acting.now)
            try ContainerWriter.write(withdrawal, to: output, at: acting.now, signer: acting.signer)
            console.line("已制作撤回:\(output);递交给平台后生效", "made the withdrawal \(output); it counts once it is handed in")
            console.set("file", .string(output))
        }
    }
}
