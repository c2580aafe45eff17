// TemplateReviewCommand.swift — biao template review: an authority's signed review of a pack (示范文本审查意见).
import ArgumentParser
import Container
import Documents
import FileKit
import Reporting
import Signing
import TemplateEngine
import TenderModel

struct TemplateReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "出具审查意见 / a signed review of a pack, by its authority",
        discussion: """
            Example: biao template review ./water-works --identity authority/ --kind legality -o water-works/reviews/legality.review
            Put it into the pack's folder reviews/: it is no part of the digest, and travels with the pack.
            """)

    @Argument(help: ArgumentHelp("示范文本 / template", valueName: "template")) var template: String
    @Option(help: "审查种类 / what was reviewed") var kind: TemplateReview.Kind
    @Option(help: "审查结论 / what was decided") var decision: TemplateReview.Decision = .passed
    @Option(help: ArgumentHelp("审查意见 / what there is to say", valueName: "text")) var opinion: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("输出文件 / file to write", valueName: "file.review"),
        completion: .file(extensions: ["review"]))
    var output: String
    @OptionGroup var templates: TemplateOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try biao.run(global) { (console) throws(Problem) in
            let acting = try acting.load(console)
            let pack = try templates.pack(template)
            let review = TemplateReview(
                template: pack.reference, kind: kind, decision: decision, authority: try acting.identity.organization(),
                opinion: opinion, issued: acting.now)
            let folder = output.split(separator: "/").dropLast().joined(separator: "/")
            if Files.name(of: "/" + folder) == "reviews" {
                try Files.makeFolder((output.hasPrefix("/") ? "/" : "") + folder)
            }
            try ContainerWriter.write(review, to: output, at: review.issued, signer: acting.signer)
            console.line(
                "\(review.authority.name):\(pack.manifest.id) \(pack.manifest.version) 的\(kind.title.zh)",
                "\(review.authority.name): \(kind.title.en) of \(pack.manifest.id) \(pack.manifest.version)")
            console.line("包的摘要 \(pack.digest)", "digest of the pack \(pack.digest)")
            console.set("file", .string(output))
            console.set("template", TemplateCommand.json(pack))
        }
    }
}

extension TemplateReview.Kind: ExpressibleByArgument {}
extension TemplateReview.Decision: ExpressibleByArgument {}
