// ReviewOptions.swift — what is asked of a template's reviews, and by whom they may be.
import ArgumentParser
import Reporting
import TemplateEngine
import TenderModel

struct ReviewOptions: ParsableArguments {
    @Flag(help: "示范文本须经合法性审查和公平竞争审查 / the template must have passed both reviews")
    var requireReview = false
    @Option(
        help: ArgumentHelp(
            "有权审查的机关(统一社会信用代码),可多次;不给则任何受信任的签名人都算 / credit code of an authority that may review; without one any trusted signer may",
            valueName: "code"))
    var reviewAuthority: [String] = []

    func policy() throws(Problem) -> ReviewPolicy {
        var codes: Set<CreditCode> = []
        for text in reviewAuthority {
            do throws(Problem) { codes.insert(try CreditCode(text)) } catch {
                var usage = error
                usage.kind = .usage
                throw usage.at("--review-authority")
            }
        }
        return ReviewPolicy(isRequired: requireReview, authorities: codes)
    }
}
