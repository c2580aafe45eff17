// TenderInit.swift — biao tender init: the agency's workspace, plain or laid out by a template.
import ArgumentParser
import FileKit
import OpenSSLKit
import Reporting
import TemplateEngine
import TenderModel
import Workspace

struct TenderInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "新建招标文件夹 / make a workspace with a commented tender.yaml",
        discussion: """
            Example: biao tender init --template building-works -o lot1/
            The workspace follows the template: opening sheet, parts, fields, forms, evaluation method. The pack is copied into
            lot1/template/ and goes out with the tender, so that bidders check against the very same.
            The platform publishes its salt, the same for all its tenders (biao box salt).
            With it bids record which machine they were packed on, as salted hashes.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("新文件夹 / folder to make", valueName: "folder"),
        completion: .directory)
    var output: String
    @Option(help: ArgumentHelp("平台公布的盐值 / the salt that the platform publishes", valueName: "hex"))
    var machineSalt: String?
    @Option(help: ArgumentHelp("示范文本:编号、编号@版本或 ./文件夹 / template: id, id@version or ./folder", valueName: "template"))
    var template: String?
    @Option(
        help: ArgumentHelp("评标办法,默认为示范文本的第一种 / evaluation method, by default the template's first", valueName: "id"))
    var method: String?
    @OptionGroup var templates: TemplateOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let folder = trimmingSlashes(output)
            if let machineSalt, Hex.decode(machineSalt)?.count != 32 {
                throw Problem(
                    code: "CLI-0040", kind: .usage,
                    message: LocalizedText(
                        zh: "平台盐值不是 64 位十六进制数", en: "the salt is not 64 hexadecimal digits"),
                    remedy: LocalizedText(
                        zh: "请照抄平台公布的盐值", en: "copy it as the platform publishes it"))
            }
            var skeleton: TenderSkeleton?
            if let template { skeleton = try templates.pack(template).tenderSkeleton(method: method) }
            try TenderWorkspace.create(
                at: folder, machineSalt: machineSalt?.lowercased(), skeleton: skeleton, now: TimeSource.system.now())
            console.line("已建立:\(folder)/tender.yaml", "made \(folder)/tender.yaml")
            console.remark(
                "下一步:填写 tender.yaml,把文件放入 documents/,证书放入 certificates/,然后 biao tender check 与 pack",
                "next: edit tender.yaml, put the documents into documents/ and certificates into certificates/, then biao tender check and pack"
            )
            console.set("folder", .string(folder))
        }
    }
}
