// Render.swift — findings and problems as lines for people and as JSON for programs.
import Checks
import Reporting

enum Render {
    /// `error  SIGN-0017  message` and, indented, place, ground and remedy.
    static func lines(_ finding: Finding, _ language: Language, _ style: Style) -> [String] {
        var lines = ["\(mark(finding.severity, language, style))  \(finding.code)  \(finding.message[language])"]
        if let place = finding.place(in: language) { lines.append(detail(at, place, language, style)) }
        if let basis = finding.basis {
            lines.append(detail(LocalizedText(zh: "依据", en: "basis"), basis.citation[language], language, style))
        }
        if let remedy = finding.remedy { lines.append(detail(Self.remedy, remedy[language], language, style)) }
        return lines
    }

    static func lines(_ problem: Problem, _ language: Language, _ style: Style) -> [String] {
        let word = style.red("biao: " + LocalizedText(zh: "无法完成", en: "cannot do this")[language])
        return ["\(word)  \(problem.code)  \(problem.message[language])"]
            + problem.allPlaces.map { detail(at, $0, language, style) } + [
                detail(remedy, problem.remedy[language], language, style)
            ]
    }

    private static let at = LocalizedText(zh: "位置", en: "at")
    private static let remedy = LocalizedText(zh: "办法", en: "remedy")

    private static func detail(_ label: LocalizedText, _ value: String, _ language: Language, _ style: Style) -> String
    {
        "    \(style.dim(label[language])) \(value)"
    }

    private static func mark(_ severity: Finding.Severity, _ language: Language, _ style: Style) -> String {
        let word = title(severity)[language]
        switch severity {
        case .error: return style.red(word)
        case .indeterminate, .warning: return style.yellow(word)
        case .note: return style.dim(word)
        }
    }

    static func title(_ severity: Finding.Severity) -> LocalizedText {
        switch severity {
        case .error: LocalizedText(zh: "错误", en: "error")
        case .indeterminate: LocalizedText(zh: "无法判断", en: "indeterminate")
        case .warning: LocalizedText(zh: "注意", en: "warning")
        case .note: LocalizedText(zh: "说明", en: "note")
        }
    }

    static func json(_ finding: Finding) -> JSON {
        .members([
            "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
            "message": json(finding.message), "remedy": finding.remedy.map(json) ?? .null, "place": JSON(finding.place),
            "label": finding.label.map(json) ?? .null,
            "part": JSON(finding.part), "basis": finding.basis.map(json) ?? .null,
        ])
    }

    static func json(_ basis: Basis) -> JSON {
        .members([
            "document": .string(basis.document), "article": .string(basis.article), "citation": json(basis.citation),
        ])
    }

    static func json(_ card: RuleCard) -> JSON {
        .members([
            "id": .string(card.id), "severity": .string(card.severity.rawValue), "title": json(card.title),
            "remedy": json(card.remedy), "basis": card.basis.map(json) ?? .null,
            "passes": .array(card.passes.map(json)), "fails": .array(card.fails.map(json)),
        ])
    }

    private static func json(_ example: RuleExample) -> JSON {
        .members(["why": json(example.why), "text": .string(example.text)])
    }

    static func json(_ problem: Problem) -> JSON {
        .members([
            "code": .string(problem.code), "kind": .string(problem.kind.rawValue), "message": json(problem.message),
            "remedy": json(problem.remedy), "place": JSON(problem.place),
            "places": .array(problem.allPlaces.map(JSON.string)),
        ])
    }

    static func json(_ text: LocalizedText) -> JSON { .members(["zh": .string(text.zh), "en": .string(text.en)]) }
}
