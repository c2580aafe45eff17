// CheckPage.swift — findings as one web page, to hand around (检查报告页). It needs nothing from outside, and prints on A4.
package import Reporting
package import TenderModel

package struct CheckPage {
    /// What was checked.
    package var subject: String
    /// Title of the tender.
    package var title: String
    /// Whose document it is, and what tells it from every other, in the order shown.
    package var facts: [(label: LocalizedText, value: String)]
    /// The time that it was judged at.
    package var at: Instant
    /// Name and version of the program.
    package var tool: String
    /// Id, version and digest of the template.
    package var template: String?
    /// Parts of the document with their findings, worst first.
    package var groups: [(title: LocalizedText, findings: [Finding])]
    package var skipped: [SkippedRule]
    /// What could not be checked.
    package var problems: [Problem]

    package init(
        subject: String, title: String, facts: [(label: LocalizedText, value: String)], at: Instant, tool: String,
        template: String?, groups: [(title: LocalizedText, findings: [Finding])],
        skipped: [SkippedRule], problems: [Problem]
    ) {
        self.subject = subject
        self.title = title
        self.facts = facts
        self.at = at
        self.tool = tool
        self.template = template
        self.groups = groups
        self.skipped = skipped
        self.problems = problems
    }

    package func html(_ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        func text(_ value: String) -> String { HTMLText.escape(value) }
        let heading = say("检查报告", "Findings")
        let verdict = verdict
        var body = "<h1>\(text(title))</h1>\n<p class=\"sub\">\(heading) · \(text(subject))</p>\n"
        body += "<p class=\"\(verdict.status)\">\(verdict.words[language])</p>\n"
        body += "<table class=\"facts\">\n"
        for (label, value) in facts + stamps {
            body += "<tr><th>\(label[language])</th><td>\(text(value))</td></tr>\n"
        }
        body += "</table>\n"
        for problem in problems {
            body += "<p class=\"notice\">\(say("未能完成的检查", "could not be checked")): \(text(problem.code)) "
            body += "\(text(problem.message[language])) \(text(problem.place ?? ""))</p>\n"
        }
        for (part, findings) in groups {
            body += "<h2>\(text(part[language]))</h2>\n<table>\n<tr>"
            for head in [
                say("程度", "weight"), say("规则", "rule"), say("问题", "what is wrong"), say("位置", "place"),
                say("依据", "basis"), say("办法", "what to do"),
            ] {
                body += "<th>\(head)</th>"
            }
            body += "</tr>\n"
            for finding in findings {
                body += "<tr class=\"\(finding.severity.rawValue)\"><td>\(Self.name(finding.severity)[language])</td>"
                body += "<td><code>\(text(finding.code))</code></td><td>\(text(finding.message[language]))</td>"
                body +=
                    "<td>\(text(finding.place(in: language) ?? ""))</td><td>\(text(finding.basis?.citation[language] ?? ""))</td>"
                body += "<td>\(text(finding.remedy?[language] ?? ""))</td></tr>\n"
            }
            body += "</table>\n"
        }
        if !skipped.isEmpty {
            body += "<h2>\(say("不适用的规则", "rules that did not apply"))</h2>\n<table>\n"
            for rule in skipped {
                body += "<tr><td><code>\(text(rule.id))</code></td><td>\(text(rule.reason[language]))</td></tr>\n"
            }
            body += "</table>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(heading) · \(text(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    /// What all findings together come to. What could not be checked, or told, is never a pass.
    private var verdict: (status: String, words: LocalizedText) {
        let all = groups.flatMap(\.findings)
        func count(_ severity: Finding.Severity) -> Int { all.count { $0.severity == severity } }
        let (errors, open, warnings) = (count(.error), count(.indeterminate) + problems.count, count(.warning))
        let counts = LocalizedText(
            zh: "错误 \(errors),无法判断 \(open),注意 \(warnings)",
            en: "\(errors) errors, \(open) indeterminate, \(warnings) warnings")
        let (status, zh, en) =
            errors > 0
            ? ("failed", "有错误", "it has errors")
            : open > 0 ? ("open", "无法判断(不等于通过)", "indeterminate, which is not a pass") : ("passed", "通过", "passed")
        return (
            status, LocalizedText(zh: "结论:\(zh)(\(counts.zh))", en: "conclusion: \(en) (\(counts.en))")
        )
    }

    /// When it was checked, and with what.
    private var stamps: [(label: LocalizedText, value: String)] {
        [(LocalizedText(zh: "检查时间", en: "checked at"), at.text)]
            + (template.map { [(LocalizedText(zh: "示范文本", en: "template"), $0)] } ?? [])
            + [(LocalizedText(zh: "工具", en: "tool"), tool)]
    }

    private static func name(_ severity: Finding.Severity) -> LocalizedText {
        switch severity {
        case .error: LocalizedText(zh: "错误", en: "error")
        case .indeterminate: LocalizedText(zh: "无法判断", en: "indeterminate")
        case .warning: LocalizedText(zh: "注意", en: "warning")
        case .note: LocalizedText(zh: "说明", en: "note")
        }
    }

    private static let style = """
        body { font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; \
        margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; } .sub { color: #444; margin: 0; word-break: break-all; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #999; padding: .35rem .5rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
        th { background: #f0f2f5; } td:first-child, td:nth-child(2) { white-space: nowrap; }
        tr.error td:first-child { color: #a61b1b; font-weight: 600; } tr.indeterminate td:first-child { color: #8a5a00; font-weight: 600; }
        .facts { width: auto; margin: .8rem 0; } .facts th { font-weight: 400; white-space: nowrap; }
        .facts td:first-child, .facts td:nth-child(2) { white-space: normal; }
        .passed, .failed, .open { border-left: 4px solid; padding: .6rem 1rem; font-weight: 600; }
        .passed { color: #0a6b2d; background: #eff8f1; } .failed { color: #a61b1b; background: #fdf2f2; }
        .open { color: #8a5a00; background: #fdf7ea; } .notice { border-left: 4px solid #a61b1b; background: #fdf2f2; padding: .6rem 1rem; }
        code { font: .9em "DejaVu Sans Mono", monospace; }
        @media print { body { margin: 0; max-width: none; font-size: 11px; } @page { size: A4 landscape; margin: 12mm; } }
        """
}
