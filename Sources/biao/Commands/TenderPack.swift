// TenderPack.swift — biao tender pack: the signed tender (招标文件), made of its workspace once nothing is wrong with it.
import ArgumentParser
import Container
import Documents
import OpenSSLKit
import Reporting
import Signing
import TemplateEngine
import TenderModel
import Workspace

struct TenderPack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "检查、打包并签名招标文件或补遗 / check, pack and sign a tender or an addendum",
        discussion: """
            Example: biao tender pack lot1/ --identity agency/ -o lot1.tender
            An addendum: biao tender pack lot1/ --amends lot1.tender --identity agency/ -o lot1-2.tender
            An older file of that name is not overwritten, unless you add --overwrite: who has it refers to it by its digest.
            """)

    @Argument(help: ArgumentHelp("招标文件夹 / workspace", valueName: "folder"), completion: .directory)
    var folder: String
    @Option(
        help: ArgumentHelp("所修改的上一版 / the version that this one amends", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var amends: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.tender"),
        completion: .file(extensions: ["tender"]))
    var output: String
    @OptionGroup var overwriting: OverwriteOptions
    @OptionGroup var options: CheckOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            try overwriting.requireFree(output)
            let acting = try acting.load(console)
            let draft = try TenderWorkspace.load(trimmingSlashes(folder)) { (bytes) throws(Problem) in
                try Self.endCertificate(bytes)
            }
            var tender: Tender
            var previous: TenderFile?
            if let amends {
                let file = try TenderFile.loadVerified(amends, trust: acting.trust, time: acting.now)
                tender = try draft.amending(file.tender, reference: file.reference)
                previous = file
            } else {
                tender = try draft.firstVersion()
            }
            var (pack, result) = try draft.inspect(tender, options, trust: acting.trust, now: acting.now)
            result.outcome.findings += draft.remarks
            result.outcome.findings += TenderRules.check(tender, previous: previous?.tender, now: acting.now)
            result.outcome.findings += try TenderCertificates.check(tender, by: (acting.identity, acting.trust))
            result.outcome.findings += try Self.entitlement(tender, acting.identity)
            try CheckReport(
                subject: draft.folder, document: CheckedDocument(tender), pack: pack, result: result, at: acting.now
            ).show(console, html: options.html)
            if tender.machineSalt == nil {
                console.remark(
                    "没有平台盐值(machineSalt),投标文件将不记录制作机器码",
                    "there is no machineSalt: bids will record no machine code")
            }
            guard console.exitCode == 0 else {
                console.remark("未打包:请先改正以上问题", "not packed: mend the above first")
                return
            }
            var items: [ContainerItem] = []
            for file in draft.documents + draft.template {
                items.append(try .document(name: file.name, path: file.path))
            }
            try ContainerWriter.write(
                tender, items: items, to: output, at: tender.issued, signer: acting.signer,
                progress: console.progress.map { (draft.totalSize, $0) })
            let digest = try FileDigest(of: output, .sha256)
            console.line(
                "已打包第 \(tender.version) 版:\(output)(\(draft.documents.count) 个文件)",
                "packed version \(tender.version): \(output) (\(draft.documents.count) documents)")
            console.line("摘要 \(digest)", "digest \(digest)")
            console.set("file", .string(output))
            console.set("version", .number(Int64(tender.version)))
            console.set("digest", .string(digest.description))
        }
    }

    /// The one end certificate of a PEM or DER file; those of authorities may stand beside it.
    static func endCertificate(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        let ends = try Certificate.readAll(bytes).filter { !$0.isCA }
        guard ends.count == 1 else {
            throw Problem(
                code: "CLI-0020",
                message: LocalizedText(
                    zh: "文件里有 \(ends.count) 张用户证书,应为一张",
                    en: "the file holds \(ends.count) end certificates, not one"),
                remedy: LocalizedText(zh: "每个文件只放一张用户证书", en: "put one end certificate into each file"))
        }
        return ends[0].der
    }

    /// A tender counts only when its tenderer or agency signed it: better said now than by every bidder.
    static func entitlement(_ tender: Tender, _ identity: Identity) throws(Problem) -> [Finding] {
        let code = try identity.organization().code
        guard code != tender.tenderer.code, code != tender.agency?.code else { return [] }
        return [
            Finding(
                code: "PREF-0011",
                message: LocalizedText(
                    zh: "签名的单位 \(code.text) 既不是招标人也不是代理机构",
                    en: "the signing unit \(code.text) is neither the tenderer nor its agency"),
                remedy: LocalizedText(
                    zh: "请用招标人或代理机构的身份签名,或更正 tender.yaml",
                    en: "sign with the tenderer's or the agency's identity, or correct tender.yaml"),
                place: identity.folder)
        ]
    }
}
