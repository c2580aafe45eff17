// PluginResponse.swift — a plugin's answer to a question: findings under its own rules, and what it skipped.
internal import Reporting

enum PluginResponse {
    /// Reads the answer to question `number`. Throws JSON-0003.
    ///
    /// A finding under a rule that is not the plugin's own keeps that rule's id: the registry knows whose it is, and refuses it.
    static func outcome(_ json: JSON, number: Int, check: String, rules: [RuleCard]) throws(Problem) -> CheckOutcome {
        var outer = try JSONFields(json)
        var fields = try outer.fields("outcome")
        try outer.end()
        let answered = try fields.number("number", in: 0...Int64.max)
        guard answered == number else {
            throw .wrongMember(
                "outcome.number", zh: "是 \(answered),而所问是 \(number)",
                en: "is \(answered), and the question was \(number)")
        }
        var outcome = CheckOutcome()
        guard let found = fields.optional("findings"), case .array(let values) = found, values.count <= 10_000 else {
            throw .wrongMember(
                "outcome.findings", zh: "应当是至多 10000 项的数组", en: "is not an array of at most 10000")
        }
        for (index, value) in values.enumerated() {
            outcome.findings.append(try finding(value, path: "outcome.findings[\(index)]", rules: rules))
        }
        for (name, value) in try fields.list("skipped") {
            var skipped = try JSONFields(value, path: name)
            let id = try skipped.string("id", limit: 64)
            guard id == check || rules.contains(where: { $0.id == id }) else {
                throw .wrongMember(skipped.name(of: "id"), zh: "不是它自己的规则", en: "is no rule of its own")
            }
            outcome.skipped.append(SkippedRule(id: id, reason: try skipped.text("reason")))
            try skipped.end()
        }
        try fields.end()
        return outcome
    }

    private static func finding(_ json: JSON, path: String, rules: [RuleCard]) throws(Problem) -> Finding {
        var fields = try JSONFields(json, path: path)
        let rule = try fields.string("rule", limit: 16)
        let severity: Finding.Severity? = try fields.optionalWord("severity")
        let message = try fields.optionalText("message")
        let place = try fields.optionalString("place", limit: 1_024)
        let part = try fields.optionalString("part", limit: 64)
        try fields.end()
        guard let card = rules.first(where: { $0.id == rule }) else {
            let text = message ?? LocalizedText(zh: rule, en: rule)
            return Finding(code: rule, severity: severity ?? .error, message: text, place: place, part: part)
        }
        return card.finding(message, severity: severity, place: place, part: part)
    }
}
