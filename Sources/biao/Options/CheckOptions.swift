// CheckOptions.swift — what every command takes that checks a document's contents: lists, plugins, the page to write.
import ArgumentParser
import Checks
import FileKit
import Reporting
import Signing
import TemplateEngine
import TenderModel

struct CheckOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "供检查用的名单,可多次,如 engaged=在建.csv / a list for checks to use, such as engaged=list.csv", valueName: "name=file"),
        completion: .file())
    var list: [String] = []
    @Option(
        help: ArgumentHelp("另存为网页 / write the findings as a web page too", valueName: "file.html"),
        completion: .file(extensions: ["html"]))
    var html: String?
    @OptionGroup var reviews: ReviewOptions

    func lists() throws(Problem) -> [String: [UInt8]] {
        var lists: [String: [UInt8]] = [:]
        for text in list {
            let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else {
                throw Problem(
                    "CLI-0052", kind: .usage, zh: "--list 应写成 名称=文件", en: "--list is NAME=FILE",
                    remedyZh: "例如 --list engaged=在建.csv", remedyEn: "such as --list engaged=list.csv")
            }
            lists[halves[0]] = try Files.read(halves[1], limit: 16 << 20)
        }
        return lists
    }

    /// Looks at subjects under their template, where they follow one; and at the template's reviews, once.
    ///
    /// - Parameter trust: Whom to believe about reviews; nil where nobody is known, and no review counts.
    func inspect(
        _ subjects: [CheckSubject], pack: TemplatePack?, places: [String: String] = [:], trust: TrustStore?
    ) throws(Problem) -> InspectionResult {
        var result = InspectionResult()
        guard let pack else {
            result.outcome.findings.append(StructureRules.followsNoTemplate)
            return result
        }
        let inspection = Inspection(pack, registry: try InstalledChecks.registry(), places: places)
        let lists = try lists()
        for subject in subjects {
            var subject = subject
            subject.lists = lists
            let one = try inspection.run(subject)
            result.outcome += one.outcome
            result.problems += one.problems
        }
        let time = subjects.first?.at ?? TimeSource.system.now()
        result.outcome.findings += try PackReviews(pack, policy: reviews.policy(), trust: trust, time: time).findings
        return result
    }
}
