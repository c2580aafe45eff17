// TemplateRule.swift — one rule of a pack (规则): where it looks, what has to hold there, and what is said where it does not.
package import Checks
internal import Reporting
internal import TenderModel
internal import XMLKit
internal import YAMLKit

/// A rule as `rules/*.yaml` has it, its expressions compiled.
package struct TemplateRule: Sendable {
    package var card: RuleCard
    package var stage: CheckStage
    /// Id of the part or group that findings are shown under.
    package var part: String?
    /// File and line in the pack.
    package var place: String
    let context: XPathExpression
    let assert: XPathExpression
    let message: MessagePattern

    package var contextText: String { context.text }
    package var assertText: String { assert.text }

    /// Reads a file of rules. Throws the YAML reader's codes, XPATH-0001, TMPL-0012, TMPL-0013 (an id that is none).
    static func read(
        _ bytes: [UInt8], path: String, sources: [String: PackManifest.Source]
    ) throws(Problem) -> [TemplateRule] {
        var rules: [TemplateRule] = []
        for item in try YAMLValue.parse(bytes, path: path).list() {
            let map = try item.map([
                "id", "stage", "severity", "part", "title", "basis", "context", "assert", "message", "fix",
            ])
            let id = try map.required("id")
            guard CheckRegistry.isRuleID(try id.filled()) else {
                throw Problem(
                    "TMPL-0013", zh: "“\(try id.text())”不能用作规则编号",
                    en: "\"\(try id.text())\" cannot be the id of a rule",
                    remedyZh: "写成 AREA-NNNN,如 ROAD-0502", remedyEn: "write it as AREA-NNNN, such as ROAD-0502",
                    place: id.place)
            }
            let message = try map.required("message")
            let card = RuleCard(
                id: try id.filled(),
                severity: try map.optional("severity")?.choice(Finding.Severity.self) ?? .error,
                title: try PackManifest.words(map.required("title")),
                basis: try PackManifest.basis(map.required("basis"), sources),
                remedy: try PackWords.both(map.required("fix"), longest: PackWords.longestSentence))
            rules.append(
                TemplateRule(
                    card: card, stage: try map.required("stage").choice(CheckStage.self),
                    part: try map.optional("part")?.filled(), place: id.place,
                    context: try expression(map.required("context")), assert: try expression(map.required("assert")),
                    message: try MessagePattern(
                        PackWords.both(message, longest: PackWords.longestSentence), place: message.place)))
        }
        return rules
    }

    private static func expression(_ value: YAMLValue) throws(Problem) -> XPathExpression {
        let text = try value.filled()
        do throws(Problem) { return try XPathExpression(text) } catch {
            var problem = error
            problem.place = value.place
            throw problem
        }
    }
}

/// A message with values in it: `有效期只有 {{letter/validity}} 天`, each `{{…}}` an expression at the node found wrong.
struct MessagePattern: Sendable {
    private enum Piece: Sendable {
        case words(String)
        case value(XPathExpression)
    }

    private let zh: [Piece]
    private let en: [Piece]

    init(_ text: LocalizedText, place: String) throws(Problem) {
        do throws(Problem) {
            zh = try Self.pieces(text.zh)
            en = try Self.pieces(text.en)
        } catch {
            var problem = error
            problem.place = place
            throw problem
        }
    }

    private static func pieces(_ text: String) throws(Problem) -> [Piece] {
        var pieces: [Piece] = []
        for (index, part) in text.split(separator: "{{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                pieces.append(.words(String(part)))
                continue
            }
            guard let end = part.firstRange(of: "}}") else {
                throw Problem(
                    "TMPL-0014", zh: "消息里的“{{”没有对应的“}}”", en: "a \"{{\" of the message has no \"}}\"",
                    remedyZh: "写成 {{表达式}}", remedyEn: "write {{expression}}")
            }
            pieces.append(.value(try XPathExpression(String(part[..<end.lowerBound]))))
            pieces.append(.words(String(part[end.upperBound...])))
        }
        return pieces
    }

    func text(at node: XPathNode, _ run: XPathRun) throws(Problem) -> LocalizedText {
        LocalizedText(zh: try text(zh, .zh, node, run), en: try text(en, .en, node, run))
    }

    private func text(
        _ pieces: [Piece], _ language: Language, _ node: XPathNode, _ run: XPathRun
    ) throws(Problem) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .value(let expression): text += Self.shown(try run.text(expression, at: node))[language]
            }
        }
        return text
    }

    /// A value as a sentence can hold it. It is the document's own text, and may be anything; where it is missing, or a figure
    /// comes of no figures, that is said: 投标有效期 NaN 天 is no sentence.
    private static func shown(_ value: String) -> LocalizedText {
        if value.allSatisfy(\.isWhitespace) { return LocalizedText(zh: "「未填」", en: "(not given)") }
        if ["NaN", "Infinity", "-Infinity"].contains(value) {
            return LocalizedText(zh: "「未填或不是数」", en: "(not given, or no figure)")
        }
        let text = String(value.prefix(200))
        return LocalizedText(zh: text, en: text)
    }
}
