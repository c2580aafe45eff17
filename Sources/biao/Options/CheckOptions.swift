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
    @OptionGroup var plugins: PluginOptions

    /// - Parameter checks: those of this run, which say the names of the lists that they use; nil where no template asks for any.
    private func lists(for checks: InstalledChecks?) throws(Problem) -> [String: [UInt8]] {
        let known = Set((checks?.registry.checks ?? InstalledChecks.compiled).flatMap(\.lists)).sorted()
        // of a plugin that did not start nobody knows what it uses, and that is said already
        let isAllKnown = checks?.problems.isEmpty ?? true
        var lists: [String: [UInt8]] = [:]
        for text in list {
            let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else {
                throw Problem(
                    "CLI-0052", kind: .usage, zh: "--list 应写成 名称=文件", en: "--list is NAME=FILE",
                    remedyZh: "例如 --list engaged=在建.csv", remedyEn: "such as --list engaged=list.csv")
            }
            guard !isAllKnown || known.contains(halves[0]) else { throw Self.noSuchList(halves[0], known: known) }
            lists[halves[0]] = try Files.read(halves[1], limit: 16 << 20)
        }
        return lists
    }

    private static func noSuchList(_ name: String, known: [String]) -> Problem {
        Problem(
            "CLI-0068", kind: .usage, zh: "没有检查使用名单“\(name)”", en: "no check uses a list \"\(name)\"",
            remedyZh: known.isEmpty ? "去掉 --list" : "可用的名称:\(known.joined(separator: "、"))",
            remedyEn: known.isEmpty ? "leave out --list" : "known names: \(known.joined(separator: ", "))",
            place: "--list")
    }

    /// What looks at documents under a template. Its plugins are started once, and run as long as the value is there.
    ///
    /// - Parameter trust: Whom to believe about reviews; nil where nobody is known, and no review counts.
    func inspector(_ pack: TemplatePack?, trust: TrustStore?) throws(Problem) -> Inspector {
        let checks = try pack.map { (pack) throws(Problem) in
            try InstalledChecks.load(plugins, only: Set(pack.manifest.checks.map(\.id)))
        }
        return Inspector(
            pack: pack, lists: try lists(for: checks),
            policy: try reviews.policy(), trust: trust, checks: checks)
    }
}

/// Looks at documents under their template, where they follow one.
struct Inspector {
    let pack: TemplatePack?
    let lists: [String: [UInt8]]
    let policy: ReviewPolicy
    let trust: TrustStore?
    let checks: InstalledChecks?

    /// Looks at subjects under their template; and at the template's reviews, once.
    func inspect(_ subjects: [CheckSubject], places: [String: String] = [:]) throws(Problem) -> InspectionResult {
        var result = InspectionResult()
        guard let pack, let checks else {
            result.outcome.findings.append(
                policy.isRequired ? StructureRules.mustFollowTemplate : StructureRules.followsNoTemplate)
            return result
        }
        let inspection = Inspection(pack, registry: checks.registry, places: places)
        var skipped: [[SkippedRule]] = []
        for subject in subjects {
            var subject = subject
            subject.lists = lists
            let one = try inspection.run(subject)
            result.outcome.findings += one.outcome.findings
            result.problems += one.problems
            skipped.append(one.outcome.skipped)
        }
        // a rule that applied to one envelope did apply
        result.outcome.skipped = (skipped.first ?? []).filter { rule in
            skipped.allSatisfy { $0.contains { $0.id == rule.id } }
        }
        result.problems += checks.problems
        let time = subjects.first?.at ?? TimeSource.system.now()
        result.outcome.findings += try PackReviews(pack, policy: policy, trust: trust, time: time).findings
        return result
    }
}
