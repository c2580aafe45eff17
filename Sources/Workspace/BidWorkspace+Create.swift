// BidWorkspace+Create.swift — the bid.yaml that a new bid workspace begins with, made from its tender.
internal import FileKit
package import Reporting
package import TenderModel

extension BidWorkspace {
    /// Lays out a new workspace: bid.yaml with the opening sheet's fields, a copy of the tender, a folder for each part.
    ///
    /// Throws WORK-0009 where the folder is not empty, WORK-0011 where a part's id cannot be a folder.
    ///
    /// - Parameters:
    ///   - tenderFile: Copied in as `tender.tender`.
    ///   - provenance: What the bid will record about its making; it is written into bid.yaml for the bidder to see. The
    ///     machine code comes with packing: a workspace may be filled in on another machine.
    ///   - industry: The section `industry` that the tender's template asks for, with its first line; may be empty.
    ///   - files: Forms that the template lays out, by their path below the workspace, such as `parts/letter/投标函.md`.
    package static func create(
        at folder: String, tender: Tender, reference: TenderReference, tenderFile: String, provenance: Provenance,
        industry: String = "", files: [String: [UInt8]] = [:]
    ) throws(Problem) {
        for part in tender.parts where !isFolderName(part.id) {
            throw Problem(
                "WORK-0011", zh: "文件名不可用:组成部分编号“\(YAMLText.line(part.id))”不能作为文件夹名",
                en: "the file name cannot be used: the part id \"\(YAMLText.line(part.id))\" is no folder name",
                remedyZh: "请联系招标人更正招标文件", remedyEn: "ask the tenderer for a corrected tender", place: tenderFile)
        }
        try Layout.emptyFolder(folder)
        try Files.copy(tenderFile, to: folder + "/tender.tender", replacing: false)
        for part in tender.parts { try Files.makeFolder("\(folder)/parts/\(part.id)") }
        try Layout.write(files, below: folder)
        try Files.write(template(tender, reference, provenance, industry), to: folder + "/bid.yaml")
    }

    private static func isFolderName(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 64
            && id.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            }
    }

    // MARK: - bid.yaml

    private static func template(
        _ tender: Tender, _ reference: TenderReference, _ provenance: Provenance, _ industry: String
    ) -> String {
        """
        # 投标文件工作文件夹:请填写每一处“【待填】”,把各部分的文件放入 parts/ 下对应的文件夹。
        # Bid workspace: fill in every 【待填】, put the files of each part into its folder below parts/.
        # 项目 / project: \(YAMLText.line(tender.title)) (\(YAMLText.line(tender.id)),版本 / version \(reference.version))
        # 投标截止时间 / deadline: \(tender.deadline.text)

        # 所依据的招标文件 / the tender file that this bid is made from
        tender: tender.tender

        \(lots(tender))
        # 投标人及其统一社会信用代码,须与签名证书一致 / bidder, as in the signing certificate
        bidder:
          name: \(Placeholder.text)
          code: \(Placeholder.text)

        # 联合体:牵头人排在首位,份额之和为 100(%);独立投标不写
        # Consortium, the lead first, shares adding up to 100 (%); leave it out where the bidder stands alone.
        # consortium:
        #   - name: \(Placeholder.text)
        #     code: \(Placeholder.text)
        #     share: 60
        #   - name: \(Placeholder.text)
        #     code: \(Placeholder.text)
        #     share: 40

        # 开标一览表 / opening sheet
        sheet:\(sheet(tender))
        \(deposit(tender))
        # 项目管理机构:项目负责人须与开标一览表一致 / staff; the manager is the one of the opening sheet
        staff:
          - role: 项目负责人
            name: \(Placeholder.text)
            certificate: \(Placeholder.text)

        # 投标文件组成,文件放入 / parts, whose files go into:
        \(parts(tender))
        \(industry.isEmpty ? "" : industryTitle + industry)
        \(recorded(tender))
        provenance:
          creationID: "\(YAMLText.line(provenance.creationID))"
          tool: "\(YAMLText.line(provenance.tool))"
          version: "\(YAMLText.line(provenance.version))"
          created: \(provenance.created.text)

        """
    }

    private static let industryTitle = """
        # 示范文本要求填写的内容:不适用的可选项留着不填即可,列表可照样增加
        # What the template asks for: leave optional values that do not apply as they are; lists may grow.

        """

    private static func recorded(_ tender: Tender) -> String {
        tender.machineSalt == nil
            ? """
            # 制作信息:以下四行原样写入投标文件,除此之外不记录任何信息。请勿改动。
            # Provenance: exactly these four lines are recorded in the bid, and nothing else. Leave them as they are.
            """
            : """
            # 制作信息:以下四行原样写入投标文件;招标文件公布了平台盐值,打包时另记录制作机器码(只记加盐散列,
            # biao bid check 列出每一项),除此之外不记录任何信息。请勿改动。
            # Provenance: these four lines are recorded in the bid as they are. The tender carries the platform's salt, so that
            # packing adds the machine code (salted hashes only, each shown by biao bid check), and nothing else.
            """
    }

    private static func lots(_ tender: Tender) -> String {
        var text = "# 标段 / lot\n"
        for lot in tender.lots {
            text += "#   \(YAMLText.line(lot.id)): \(YAMLText.line(lot.title))"
            if let ceiling = lot.ceiling { text += " · 最高投标限价 / ceiling \(ceiling.formatted)" }
            text += "\n"
        }
        if tender.lots.count == 1, let lot = tender.lots.first { return text + "lot: \(YAMLText.quoted(lot.id))\n" }
        return text + "lot: \(Placeholder.text)\n"
    }

    private static func sheet(_ tender: Tender) -> String {
        if tender.sheet.isEmpty { return " {}" }
        var text = ""
        for field in tender.sheet {
            text +=
                "\n  # \(YAMLText.line(field.label.zh)) / \(YAMLText.line(field.label.en)) · \(field.kind.name.zh) \(field.kind.name.en)"
            text += field.required ? " · 必填 required" : " · 可不填 optional"
            if tender.envelopes == 2 { text += " · 第 \(field.envelope) 信封 envelope \(field.envelope)" }
            text += "\n  \(YAMLText.quoted(field.id)):"
            if field.kind == .money {
                text += "\n    # 小写 / in figures, such as 1234567.80\n    figures: \(Placeholder.text)"
                text += "\n    # 大写 / in words, such as 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角\n    words: \(Placeholder.text)"
            } else {
                text += " \(Placeholder.text)"
            }
        }
        return text + "\n"
    }

    private static func deposit(_ tender: Tender) -> String {
        let asked = tender.lots.compactMap { lot in
            lot.deposit.map { "#   标段 / lot \(YAMLText.line(lot.id)): \($0.yuan) 元\n" }
        }
        var text = "# 投标保证金 / bid security\n" + asked.joined()
        text += "# form: transfer 转账, cheque 支票, guarantee 保函, insurance 保证保险\n"
        let mark = asked.isEmpty ? "# " : ""
        for entry in [
            "deposit:", "  form: transfer", "  # 金额(元)/ amount in yuan", "  amount: \(Placeholder.text)",
            "  # 缴纳人 / payer", "  payer: \(Placeholder.text)", "  # 付款账户 / account that paid",
            "  account: \(Placeholder.text)", "  # 转账流水号、保函或保单查询码 / transfer number, or query code",
            "  reference: \(Placeholder.text)", "  # 有效期至 / last day, such as 2026-11-21",
            "  validUntil: \(Placeholder.text)",
        ] { text += mark + entry + "\n" }
        return text
    }

    private static func parts(_ tender: Tender) -> String {
        var text = ""
        for part in tender.parts {
            text +=
                "#   parts/\(part.id)/ · \(YAMLText.line(part.title)) · "
                + (part.required ? "必备 required" : "可选 optional")
            if tender.envelopes == 2 { text += " · 第 \(part.envelope) 信封 envelope \(part.envelope)" }
            text += "\n"
        }
        return text
    }
}
