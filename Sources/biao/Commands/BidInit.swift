// BidInit.swift — biao bid init: a workspace made from the tender.
import ArgumentParser
import Container
import OpenSSLKit
import Reporting
import Signing
import TemplateEngine
import TenderModel
import Workspace

struct BidInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "按招标文件新建投标文件夹 / make a workspace from a tender",
        discussion: "Example: biao bid init lot1.tender -o mybid/")

    @Argument(help: ArgumentHelp("招标文件 / tender", valueName: "file.tender"), completion: .file(extensions: ["tender"]))
    var tender: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("新文件夹 / folder to make", valueName: "folder"), completion: .directory)
    var output: String
    @OptionGroup var trust: TrustOptions
    @OptionGroup var clock: ClockOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let file = try loadTender(tender, trust, console)
            let now = try clock.clock(practice: file.report.signatures.allSatisfy(\.isPractice)).now()
            let provenance = Provenance(
                creationID: Hex.encode(try randomBytes(16)), tool: Tool.name, version: Tool.version, created: now)
            let folder = trimmingSlashes(output)
            let pack = try TemplatePack.within(
                file.tender, ContainerFiles(try ContainerReader(tender)), place: tender)
            try BidWorkspace.create(
                at: folder, tender: file.tender, reference: file.reference, tenderFile: tender, provenance: provenance,
                industry: pack?.bidIndustry ?? "", files: pack?.bidForms(for: file.tender) ?? [:])
            console.line("已建立:\(folder)/bid.yaml", "made \(folder)/bid.yaml")
            console.remark(
                "下一步:填写 bid.yaml,把资料放入 parts/ 下各文件夹,然后 biao bid check \(folder)",
                "next: fill in bid.yaml, put your documents into the folders under parts/, then biao bid check \(folder)"
            )
            console.set("folder", .string(folder))
            console.set("creationID", .string(provenance.creationID))
        }
    }
}

/// Reads a tender for someone who has no identity at hand. With trust roots it must verify; without them it is said that
/// nobody checked: packing and sealing check it with the bidder's own.
func loadTender(_ path: String, _ trust: TrustOptions, _ console: Console) throws(Problem) -> TenderFile {
    let now = TimeSource.system.now()
    guard trust.trust != nil || environment("BIAO_TRUST") != nil else {
        let file = try TenderFile.load(path, trust: TrustStore(anchors: []), time: now)
        console.remark(
            "未给出 --trust,招标文件的签名留待打包与封装时核验",
            "no --trust given: the tender's signature will be checked when packing and sealing")
        return file
    }
    return try TenderFile.loadVerified(path, trust: try trust.store(practice: true), time: now)
}
