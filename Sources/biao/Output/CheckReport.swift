// CheckReport.swift — findings by part of the document, worst first: on the terminal, as JSON, as a page.
import Checks
import FileKit
import Reporting
import TemplateEngine
import TenderModel

struct CheckReport {
    /// What was checked, such as the workspace or the file.
    var subject: String
    var document: CheckedDocument
    var pack: TemplatePack?
    var result: InspectionResult
    /// The time that it was judged at.
    var at: Instant

    /// Shows everything; the findings count towards the exit code, and so do problems.
    func show(_ console: Console, html: String?) throws(Problem) {
        print(console)
        for member in json { console.set(member.name, member.value) }
        try writePage(console, html: html)
    }

    /// The findings, and how many there are of each weight.
    func print(_ console: Console) {
        for (part, findings) in groups {
            console.line(console.style.bold(title(part)[console.language]))
            console.add(findings)
            console.showFindings()
        }
        for problem in result.problems { console.add(problem) }
        let count = { (severity: Finding.Severity) in result.outcome.findings.count { $0.severity == severity } }
        if !result.problems.isEmpty {
            console.line(
                "\(result.problems.count) 项检查未能完成,其规则未能判断",
                "\(result.problems.count) checks could not be done: nothing is known of their rules")
        }
        let rules = pack.map { "\($0.rules.count)" } ?? "0"
        console.line(
            "\(subject):错误 \(count(.error)),无法判断 \(count(.indeterminate)),注意 \(count(.warning))",
            "\(subject): \(count(.error)) errors, \(count(.indeterminate)) indeterminate, \(count(.warning)) warnings")
        if let pack {
            console.line(
                "示范文本 \(pack.manifest.id) \(pack.manifest.version),规则 \(rules) 条,不适用 \(result.outcome.skipped.count) 条",
                "template \(pack.manifest.id) \(pack.manifest.version): \(rules) rules, \(result.outcome.skipped.count) did not apply"
            )
        }
    }

    /// The same for programs.
    var json: [JSON.Member] {
        [
            JSON.Member(name: "template", value: pack.map(TemplateCommand.json) ?? .null),
            JSON.Member(
                name: "parts",
                value: .array(
                    groups.map { part, findings in
                        .members([
                            "part": JSON(part), "title": Render.json(title(part)),
                            "findings": .array(findings.map(Render.json)),
                        ])
                    })),
            JSON.Member(
                name: "notApplicable",
                value: .array(
                    result.outcome.skipped.map { .members(["id": .string($0.id), "reason": Render.json($0.reason)]) })
            ),
        ]
    }

    func writePage(_ console: Console, html: String?) throws(Problem) {
        guard let html else { return }
        let page = CheckPage(
            subject: subject, title: document.title, facts: document.facts, at: at, tool: InstalledChecks.host,
            template: pack.map { "\($0.manifest.id) \($0.manifest.version) \($0.digest)" },
            groups: groups.map { (title($0.part), $0.findings) }, skipped: result.outcome.skipped,
            problems: result.problems)
        try WebPage.write(page.html(console.language), to: html)
        console.remark("已写入:\(html)", "wrote \(html)")
    }

    private var groups: [(part: String?, findings: [Finding])] {
        result.outcome.grouped(parts: pack?.manifest.partOrder ?? [])
    }

    private func title(_ part: String?) -> LocalizedText {
        guard let part else { return LocalizedText(zh: "整体", en: "the whole document") }
        if part == "evaluation" { return LocalizedText(zh: "评标办法", en: "evaluation") }
        if let document = pack?.manifest.documents.first(where: { $0.id == part }) { return document.title }
        return pack?.manifest.title(ofPart: part) ?? LocalizedText(zh: part, en: part)
    }
}
