// PackLint.swift — what is wrong or unwise about a pack (示范文本包检查), before anyone makes a tender under it.
internal import Checks
package import Reporting
internal import TenderModel
internal import XMLKit

package enum PackLint {
    /// Everything that is to be said about a pack that could be read.
    ///
    /// - Parameter today: `yyyy-mm-dd`; sources that are no longer in force are named.
    package static func check(_ pack: TemplatePack, today: String) throws(Problem) -> [Finding] {
        try examples(pack) + scoring(pack) + fields(pack) + rules(pack) + sources(pack, today: today) + files(pack)
            + schemas(pack) + bills(pack)
    }

    // MARK: - Examples

    private static func examples(_ pack: TemplatePack) throws(Problem) -> [Finding] {
        let examples = PackExamples(pack)
        var findings = examples.failures().map { failure in
            Finding(
                code: "TMPL-0202", message: failure.message,
                remedy: LocalizedText(zh: "改正示例或规则", en: "correct the example, or the rule"), place: failure.file)
        }
        let known = Set(pack.rules.map(\.card.id)).union(StructureRules.cards.map(\.id))
        for name in examples.invalid where !known.contains(PackExamples.rule(of: name)) {
            findings.append(
                Finding(
                    "TMPL-0203", zh: "示例“\(name)”不属于任何规则", en: "the example \"\(name)\" is of no rule",
                    remedyZh: "文件名以规则编号开头,如 ROAD-0502.wrong-total.xml",
                    remedyEn: "its name begins with the rule's id, such as ROAD-0502.wrong-total.xml", place: name))
        }
        let touched = try examples.touched()
        let failing = Set(examples.invalid.map(PackExamples.rule))
        for rule in pack.rules {
            if !touched.contains(rule.card.id) {
                findings.append(
                    Finding(
                        "TMPL-0201", zh: "规则 \(rule.card.id) 没有通过的示例:tests/valid/ 中没有它要检查的内容",
                        en:
                            "the rule \(rule.card.id) has no passing example: nothing in tests/valid/ is what it is about",
                        remedyZh: "在 tests/valid/ 的示例中补上该内容", remedyEn: "add that to an example in tests/valid/",
                        place: rule.place))
            }
            if !failing.contains(rule.card.id) {
                findings.append(
                    Finding(
                        "TMPL-0201", zh: "规则 \(rule.card.id) 没有不通过的示例",
                        en: "the rule \(rule.card.id) has no failing example",
                        remedyZh: "加一个 tests/invalid/\(rule.card.id).原因.yaml",
                        remedyEn: "add tests/invalid/\(rule.card.id).WHY.yaml", place: rule.place))
            }
        }
        return findings
    }

    // MARK: - Fair competition

    /// Fair-competition rules art. 7 binds the scoring of model texts.
    private static func scoring(_ pack: TemplatePack) -> [Finding] {
        var findings: [Finding] = []
        for method in pack.manifest.methods {
            for item in method.items {
                guard let forbidden = ScoringRules.forbidden(in: item) else { continue }
                findings.append(
                    Finding(
                        "TMPL-0204", zh: "评分因素“\(item.title)”涉及\(forbidden.kind.zh)(“\(forbidden.words)”),示范文本不得以此评分",
                        en:
                            "the scoring item \"\(item.title)\" scores by \(forbidden.kind.en) (\"\(forbidden.words)\"), which no model text may",
                        remedyZh: "删去该评分因素", remedyEn: "remove it",
                        place: "template.yaml: evaluation \(method.id): \(item.id)", basis: .fairCompetition("7")))
            }
            let total = Evaluation(method: method.id, price: method.price, items: method.items).totalPoints
            if method.price != nil || !method.items.isEmpty, total != Points(hundredths: 100_00) {
                findings.append(
                    Finding(
                        "TMPL-0205", zh: "评标办法“\(method.id)”各项分值合计 \(total.text) 分,不是 100 分",
                        en: "the points of the method \"\(method.id)\" add up to \(total.text), not to 100",
                        remedyZh: "核对分值", remedyEn: "check the points", place: "template.yaml: evaluation \(method.id)")
                )
            }
        }
        return findings
    }

    // MARK: - Fields

    private static func fields(_ pack: TemplatePack) throws(Problem) -> [Finding] {
        var findings: [Finding] = []
        let examples = PackExamples(pack)
        for (stage, fields) in [
            (CheckStage.tender, pack.manifest.tenderFields), (CheckStage.bid, pack.manifest.bidFields),
        ] {
            let seen = try examples.paths(stage)
            if seen.isEmpty, !fields.isEmpty {
                findings.append(
                    Finding(
                        "TMPL-0207",
                        zh: "tests/valid/ 没有\(stage == .tender ? "招标" : "投标")的示例(stage=\"\(stage.rawValue)\")",
                        en: "tests/valid/ has no example of the stage \"\(stage.rawValue)\"", remedyZh: "补一个完整的示例",
                        remedyEn: "add a complete one", place: "tests/valid"))
                continue
            }
            let named = Set(fields.map(\.path))
            for field in fields where !seen.contains(field.path) {
                findings.append(
                    Finding(
                        "TMPL-0206", zh: "字段 \(field.path) 没有出现在任何示例中", en: "the field \(field.path) is in no example",
                        remedyZh: "在 tests/valid/ 中补上,或删去该字段",
                        remedyEn: "add it to an example in tests/valid/, or remove it",
                        place: "template.yaml: fields.\(stage.rawValue)"))
            }
            for path in seen.sorted()
            where !named.contains(path) && !named.contains(where: { $0.hasPrefix(path + "/") }) {
                findings.append(
                    Finding(
                        "TMPL-0206", zh: "示例中的 \(path) 在 template.yaml 里没有名称",
                        en: "\(path) of an example has no label in template.yaml",
                        remedyZh: "在 fields.\(stage.rawValue) 中补上",
                        remedyEn: "add it to fields.\(stage.rawValue)", place: "tests/valid"))
            }
        }
        return findings
    }

    // MARK: - Rules, sources, files

    private static func rules(_ pack: TemplatePack) -> [Finding] {
        let parts = Set(
            pack.manifest.partOrder + pack.manifest.documents.map(\.id) + pack.manifest.groups.keys + ["evaluation"])
        return pack.rules.compactMap { rule in
            guard let part = rule.part, !parts.contains(part) else { return nil }
            return Finding(
                "TMPL-0212", zh: "规则 \(rule.card.id) 的 part“\(part)”不是任何部分",
                en: "the part \"\(part)\" of the rule \(rule.card.id) is no part",
                remedyZh: "可用:\(parts.sorted().joined(separator: "、"))",
                remedyEn: "write one of \(parts.sorted().joined(separator: ", "))", place: rule.place)
        }
    }

    private static func sources(_ pack: TemplatePack, today: String) -> [Finding] {
        pack.manifest.sources.sorted { $0.key < $1.key }.compactMap { id, source in
            guard let end = source.validTo, end < today else { return nil }
            return Finding(
                "TMPL-0210", .warning, zh: "依据“\(source.document)”已于 \(end) 失效",
                en: "\(source.document) has not been in force since \(end)", remedyZh: "改引现行文件",
                remedyEn: "cite what is in force", place: "template.yaml: sources.\(id)")
        }
    }

    private static let folders = [
        "rules/", "schema/", "skeleton/", "tests/valid/", "tests/invalid/", "mappings/", "reviews/",
    ]

    private static func files(_ pack: TemplatePack) -> [Finding] {
        let known = ["template.yaml", "README.md", "LICENSE"]
        let parts = Set(pack.manifest.parts.map(\.id))
        var findings: [Finding] = []
        for name in pack.files.names(below: "") {
            let isPart = name.hasPrefix("skeleton/parts/")
            let part = name.dropFirst("skeleton/parts/".count).prefix { $0 != "/" }
            let isKnown =
                known.contains(name)
                || folders.contains { name.hasPrefix($0) }
                    && (!name.hasPrefix("skeleton/") || name.hasPrefix("skeleton/documents/")
                        || isPart && parts.contains(String(part)))
            guard !isKnown else { continue }
            findings.append(
                Finding(
                    "TMPL-0211", .warning, zh: "包里的文件“\(name)”没有用处",
                    en: "nothing uses the file \"\(name)\" of the pack",
                    remedyZh: "移走它,或放到规定的文件夹", remedyEn: "take it away, or put it where it belongs", place: name))
        }
        return findings
    }

    // MARK: - What would go unchecked

    /// Without a schema anything may stand under `industry`, and nothing need.
    private static func schemas(_ pack: TemplatePack) -> [Finding] {
        [
            ("schema/tender.xsd", "tender.yaml", pack.tenderSchema == nil, pack.manifest.tenderFields),
            ("schema/bid.xsd", "bid.yaml", pack.bidSchema == nil, pack.manifest.bidFields),
        ].compactMap { file, filled, isMissing, fields -> Finding? in
            guard isMissing else { return nil }
            return Finding(
                "TMPL-0213", fields.isEmpty ? .warning : .error,
                zh: "没有 \(file):\(filled) 的 industry 一节写什么、缺什么都不会检查",
                en:
                    "there is no \(file): whatever stands under industry in \(filled), or is missing there, goes unchecked",
                remedyZh: "写一个 XML Schema;没有要填写的内容,就写空的 industry 元素",
                remedyEn: "write an XML Schema; where nothing is to be filled in, one of an empty element industry",
                place: file)
        }
    }

    /// The check that reads bills of quantities.
    private static let billCheck = "bill-of-quantities"

    private static func bills(_ pack: TemplatePack) -> [Finding] {
        let editions = pack.manifest.billEditions
        guard !editions.isEmpty, !pack.manifest.checks.contains(where: { $0.id == billCheck }) else { return [] }
        return [
            Finding(
                "TMPL-0214", zh: "billEditions 写了 \(editions.joined(separator: "、")),checks 却没有要求 \(billCheck):清单不会检查",
                en:
                    "billEditions names \(editions.joined(separator: ", ")), and checks does not ask for \(billCheck): no bill is ever checked",
                remedyZh: "在 checks 中加上 {id: \(billCheck), settings: {editions: …}},没有清单的删去 billEditions",
                remedyEn:
                    "add {id: \(billCheck), settings: {editions: …}} to checks, or remove billEditions where there is no bill",
                place: "template.yaml: billEditions")
        ]
    }
}
