// BidSeal.swift — biao bid seal: nobody can read it before the opening, not even with one of the keys.
import ArgumentParser
import Container
import Documents
import FileKit
import OpenSSLKit
import Reporting
import Sealing
import Signing
import TenderModel

struct BidSeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "密封投标文件 / seal a bid",
        discussion: """
            Example: biao bid seal my.bid --tender lot1.tender --identity bidder1/ -o my.sealed
            In place of one handed in before: add --replaces old.sealed
            Two envelopes: biao bid seal my-1.bid my-2.bid --tender lot1.tender --identity bidder1/ -o my.sealed
            """)

    @Argument(
        help: ArgumentHelp("签名齐全的投标文件 / signed bid, one for each envelope", valueName: "file.bid"),
        completion: .file(extensions: ["bid"]))
    var bids: [String]
    @Option(help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
    var tender: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.sealed"),
        completion: .file(extensions: ["sealed"]))
    var output: String
    @Option(
        help: ArgumentHelp(
            "备用加密证书,防止介质丢失或换证 / spare encryption certificate, against a lost or renewed token", valueName: "file.crt"),
        completion: .file())
    var alsoTo: [String] = []
    @Option(
        help: ArgumentHelp("所替换的已递交文件 / the sealed file handed in before", valueName: "file.sealed"),
        completion: .file(extensions: ["sealed"]))
    var replaces: String?
    @Flag(help: "同意由招标文件列出的托管人补救解密 / let the tender's trustees stand in for your release")
    var allowRecovery = false
    @Flag(help: "不读回核对(不建议) / do not read the file back (not advised)")
    var noReadBack = false
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    /// A sealed file may be the only copy of what was handed in: without it the bidder can never release its key.
    private func requireNew(_ path: String) throws(Problem) {
        guard Files.exists(path) else { return }
        throw Problem(
            "CLI-0065", kind: .usage, zh: "“\(path)”已经存在,不会覆盖:它可能就是已递交的那一份,没有它就无法解密",
            en:
                "\"\(path)\" is there already and is not overwritten: it may be the very one that was handed in, and nothing can be released without it",
            remedyZh: "用 -o 另给一个文件名;替换已递交的投标另加 --replaces 原文件",
            remedyEn: "name another file with -o; to replace a bid handed in, add --replaces with the old one",
            place: path)
    }

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let file = try TenderFile.loadVerified(tender, trust: acting.trust, time: acting.now)
            if allowRecovery && file.tender.recovery == nil {
                throw Problem(
                    code: "CLI-0022", kind: .usage,
                    message: LocalizedText(zh: "招标文件没有托管补救条款", en: "the tender provides for no trustee recovery"),
                    remedy: LocalizedText(zh: "去掉 --allow-recovery", en: "leave out --allow-recovery"))
            }
            try requireNew(output)
            var sealer = Sealer(tender: file, signer: acting.signer, trust: acting.trust)
            sealer.readsBack = !noReadBack
            sealer.allowsRecovery = allowRecovery
            for path in alsoTo {
                do throws(Problem) {
                    sealer.spares.append(
                        try Certificate(
                            der: try TenderPack.endCertificate(try Files.read(path, limit: 1 << 20))))
                } catch { throw error.at(path) }
            }
            console.add(
                try Preflight.certificates(
                    acting.identity, bidder: try acting.identity.organization(), tender: file.tender,
                    trust: acting.trust))
            guard console.exitCode == 0 else { return }
            let own = try acting.identity.organization().code
            for spare in sealer.spares where spare.creditCodeText != own.text {
                console.add(
                    Finding(
                        code: "PREF-0005",
                        message: LocalizedText(
                            zh: "备用证书“\(spare.displayName)”不是本单位的",
                            en: "the spare certificate \"\(spare.displayName)\" is not your unit's"),
                        remedy: LocalizedText(
                            zh: "只能用本单位的加密证书作备用", en: "a spare is an encryption certificate of your own unit")))
            }
            var former: FileDigest?
            if let replaces {
                let seal = try ContainerReader(replaces).document(Seal.self)
                if seal.bidder.code != own || seal.tender.first != file.reference.first {
                    console.add(
                        Finding(
                            code: "PREF-0006",
                            message: LocalizedText(
                                zh: "要替换的文件是 \(seal.bidder.name) 为“\(seal.tender.id)”封装的,不是本单位为本次招标递交的",
                                en:
                                    "what it would replace was sealed by \(seal.bidder.name) for \(seal.tender.id), not by your unit for this tender"
                            ),
                            remedy: LocalizedText(
                                zh: "--replaces 要给出本单位已递交的 .sealed",
                                en: "--replaces takes the .sealed that your unit handed in"),
                            place: replaces))
                }
                former = try FileDigest(of: replaces, .sha256)
            }
            guard console.exitCode == 0 else { return }
            let (seal, findings) = try sealer.seal(bids, replaces: former, to: output, progress: console.progress)
            console.add(findings)
            guard let seal else {
                console.remark("未封装:投标文件没有通过检查", "not sealed: the bid does not pass its checks")
                return
            }
            console.line("已密封:\(output)", "sealed: \(output)")
            if !noReadBack {
                console.line(
                    "读回核对通过:本方的锁可打开,解密得到原文件,开标锁的接收人与招标文件一致",
                    "read back from disk: your lock opens, it decrypts to your bid, and the officers' lock is made to the tender's certificates"
                )
            }
            if allowRecovery, let terms = file.tender.recovery {
                console.line(
                    "注意:\(terms.trustees.count) 名托管人中任意 \(terms.threshold) 名与一名开标员合作,可以提前打开",
                    "note: any \(terms.threshold) of the \(terms.trustees.count) trustees together with an officer can open it early"
                )
            }
            console.line("封存编号 \(seal.id)", "seal id \(seal.id)")
            console.line("请于 \(seal.deadline.text) 前递交", "hand it in before \(seal.deadline.text)")
            console.set("file", .string(output))
            console.set("sealID", .string(seal.id))
            console.set("deadline", .string(seal.deadline.text))
        }
    }
}
