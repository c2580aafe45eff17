// TenderReviews.swift — the template that travels with a tender, and the reviews of it (示范文本审查): asked for by a box, told by a record.
package import Container
internal import Documents
package import Reporting
package import Signing
package import TemplateEngine
package import TenderModel

package enum TenderReviews {
    /// Whether a platform takes in tenders under this template. Throws TMPL-0306 and the other codes of ``PackReviews`` where it
    /// asks for reviews that are not there, TMPL-0042 where it asks and the tender follows no template, and what is wrong
    /// with the pack.
    package static func require(
        _ policy: ReviewPolicy, of file: TenderFile, trust: TrustStore, time: Instant
    ) throws(Problem) {
        let pack = try TemplatePack.within(
            file.tender, ContainerFiles(ContainerReader(file.path)), place: file.path)
        guard policy.isRequired else { return }
        guard let pack else {
            throw Problem(
                "TMPL-0042", zh: "本平台要求采用经审查的示范文本,招标文件没有采用示范文本",
                en: "this platform asks for a reviewed template, and the tender follows none",
                remedyZh: "用 biao tender init --template 制作招标文件",
                remedyEn: "make the tender with biao tender init --template",
                place: file.path)
        }
        let reviews = try PackReviews(pack, policy: policy, trust: trust, time: time)
        guard let missing = reviews.findings.last(where: { $0.code == "TMPL-0306" }) else { return }
        let why = reviews.findings.first { $0.code != "TMPL-0306" }
        throw Problem(
            code: missing.code,
            message: LocalizedText(
                zh: missing.message.zh + (why.map { ";\($0.message.zh)" } ?? ""),
                en: missing.message.en + (why.map { "; \($0.message.en)" } ?? "")),
            remedy: missing.remedy ?? missing.message, place: file.path)
    }

    /// What a record says of the template; nil where the tender follows none, or the pack cannot be read.
    static func record(of file: TenderFile, trust: TrustStore, time: Instant) -> RecordTemplate? {
        do throws(Problem) {
            let files = ContainerFiles(try ContainerReader(file.path))
            guard let pack = try TemplatePack.within(file.tender, files, place: file.path) else { return nil }
            return try PackReviews(pack, policy: ReviewPolicy(), trust: trust, time: time).record(pack)
        } catch { return nil }
    }
}
