// TenderSkeleton.swift — what a template gives a new tender workspace (招标文件骨架).
package import Reporting
package import TenderModel

/// The parts of a new workspace that a template decides.
package struct TenderSkeleton: Sendable {
    package var template: TemplateReference
    package var title: LocalizedText
    package var regime: Regime
    package var envelopes: Int
    package var releaseWindow: Int
    package var roles: [SignatureRole]
    package var sheet: [SheetField]
    package var parts: [RequiredPart]
    /// The method that is proposed, and every method that may stand in its place, as `id title`.
    package var evaluation: Evaluation?
    package var methods: [String]
    /// The section `industry` of tender.yaml, with its first line; may be empty.
    package var industry: String
    /// Files to begin with, by their path below the workspace, such as `documents/第一章.md` and `template/template.yaml`.
    package var files: [String: [UInt8]]

    package init(
        template: TemplateReference, title: LocalizedText, regime: Regime, envelopes: Int, releaseWindow: Int,
        roles: [SignatureRole], sheet: [SheetField], parts: [RequiredPart], evaluation: Evaluation?, methods: [String],
        industry: String, files: [String: [UInt8]]
    ) {
        self.template = template
        self.title = title
        self.regime = regime
        self.envelopes = envelopes
        self.releaseWindow = releaseWindow
        self.roles = roles
        self.sheet = sheet
        self.parts = parts
        self.evaluation = evaluation
        self.methods = methods
        self.industry = industry
        self.files = files
    }

    // MARK: - As sections of tender.yaml

    var templateText: String {
        """
        # 所用示范文本,摘要对应 template/ 文件夹的内容:请勿改动二者
        # The template that is followed; the digest is that of the folder template/: leave both as they are.
        template:
          id: \(YAMLText.word(template.id))
          version: \(YAMLText.word(template.version))
          digest: \(template.digest)
        """
    }

    var sheetText: String {
        var text = "sheet:"
        for field in sheet {
            text +=
                "\n  - id: \(YAMLText.word(field.id))\n    label: {zh: \(YAMLText.quoted(field.label.zh)), en: \(YAMLText.quoted(field.label.en))}"
            text += "\n    kind: \(field.kind.rawValue)"
            if !field.required { text += "\n    required: false" }
            if envelopes == 2 { text += "\n    envelope: \(field.envelope)" }
            if let column = field.column { text += "\n    column: \(column.rawValue)" }
        }
        return text
    }

    var partsText: String {
        var text = "parts:"
        for part in parts {
            text += "\n  - id: \(YAMLText.word(part.id))\n    title: \(YAMLText.quoted(part.title))"
            if !part.required { text += "\n    required: false" }
            if envelopes == 2 { text += "\n    envelope: \(part.envelope)" }
        }
        return text
    }

    var evaluationText: String {
        guard let evaluation else { return "" }
        var text = """
            # 评标办法 / evaluation method: \(YAMLText.line(methods.joined(separator: "、")))
            # complex:项目是否技术复杂 / technically complex; award:ranked 按排序定标,separated 评定分离
            evaluation:
              method: \(YAMLText.word(evaluation.method))
              complex: \(evaluation.complex)
              award: \(evaluation.award.rawValue)
            """
        if let price = evaluation.price {
            text += """

                  # 价格分。formula:lowest 低价优先法,benchmark 基准价法;points 满分
                  # benchmark:ceilingShare 最高投标限价所占比例(%),trimFrom 满几家去掉最高最低,reductions 下浮率(%,多个则开标时抽取),
                  # above、below 每高于、低于基准价 1% 扣几分;deduction 小微企业价格扣除(%)
                  # How prices are scored: points lost for each percent above or below the benchmark; reductions are drawn from.
                  price:
                    formula: \(price.formula.rawValue)
                    points: \(price.points.text)
                """
            if price.ceilingShare.parts > 0 { text += "\n    ceilingShare: \(price.ceilingShare.text)" }
            if let trim = price.trimFrom { text += "\n    trimFrom: \(trim)" }
            if !price.reductions.isEmpty {
                text += "\n    reductions: [\(price.reductions.map(\.text).joined(separator: ", "))]"
            }
            if price.above.hundredths > 0 { text += "\n    above: \(price.above.text)" }
            if price.below.hundredths > 0 { text += "\n    below: \(price.below.text)" }
            if price.deduction.parts > 0 { text += "\n    deduction: \(price.deduction.text)" }
        }
        if !evaluation.items.isEmpty { text += "\n  items:" }
        for item in evaluation.items {
            text +=
                "\n    - id: \(YAMLText.word(item.id))\n      title: \(YAMLText.quoted(item.title))\n      points: \(item.points.text)"
            text += "\n      criterion: \(YAMLText.quoted(item.criterion))"
        }
        return text + "\n"
    }
}
