// StructureRules.swift — what every template asks of every tender and bid under it (结构检查), whatever its industry.
package import Checks
package import Reporting
internal import TenderModel
internal import XMLKit

/// Holds a tender or a bid against the pack that it names: structure, fields, parts, method, time.
package enum StructureRules {
    package static func check(
        _ subject: CheckSubject, _ pack: TemplatePack, places: [String: String] = [:]
    ) throws(Problem) -> [Finding] {
        var findings = identity(subject, pack)
        switch subject.stage {
        case .tender:
            findings += terms(subject.tender, pack.manifest)
            findings += sheet(subject.tender, pack.manifest) + parts(subject.tender, pack.manifest)
            findings += documents(subject.tenderFiles, pack.manifest) + evaluation(subject.tender, pack.manifest)
            findings += try structure(
                subject.tender.industry.map(\.asXML), pack.tenderSchema, pack.manifest.tenderFields, pack, places)
        case .bid:
            findings += try structure(
                (subject.bid?.industry ?? []).map(\.asXML), pack.bidSchema, pack.manifest.bidFields, pack, places)
        }
        return findings
    }

    // MARK: - Which template

    private static func identity(_ subject: CheckSubject, _ pack: TemplatePack) -> [Finding] {
        var findings: [Finding] = []
        if let named = subject.stage == .bid ? subject.bid?.template : subject.tender.template, named != pack.reference
        {
            findings.append(
                Self[.otherPack].finding(
                    LocalizedText(
                        zh:
                            "文件所指的示范文本是 \(named.id) \(named.version)(\(named.digest.hex.prefix(12))…),手头的是 \(pack.manifest.id) \(pack.manifest.version)(\(pack.digest.hex.prefix(12))…)",
                        en:
                            "the document names the template \(named.id) \(named.version) (\(named.digest.hex.prefix(12))…); the one at hand is \(pack.manifest.id) \(pack.manifest.version) (\(pack.digest.hex.prefix(12))…)"
                    ), place: "template"))
        }
        let (day, manifest) = (subject.tender.issued.day, pack.manifest)
        if day < manifest.effectiveFrom || manifest.effectiveTo.map({ day > $0 }) == true {
            findings.append(
                Self[.notInForce].finding(
                    LocalizedText(
                        zh:
                            "示范文本 \(manifest.id) \(manifest.version) 的有效期为 \(manifest.effectiveFrom) 至 \(manifest.effectiveTo ?? "今"),招标文件发出日 \(day) 不在其中",
                        en:
                            "the template \(manifest.id) \(manifest.version) is in force from \(manifest.effectiveFrom) to \(manifest.effectiveTo ?? "now"); the tender is issued on \(day)"
                    ), place: "issued"))
        }
        return findings
    }

    // MARK: - The tender

    private static func terms(_ tender: Tender, _ manifest: PackManifest) -> [Finding] {
        var findings: [Finding] = []
        if tender.regime != manifest.regime {
            findings.append(
                Self[.regime].finding(
                    LocalizedText(
                        zh: "适用制度写的是 \(tender.regime.rawValue),示范文本为 \(manifest.regime.rawValue)",
                        en: "the regime is \(tender.regime.rawValue), the template's is \(manifest.regime.rawValue)"),
                    place: "regime"))
        }
        if !manifest.envelopes.contains(tender.envelopes) {
            let admitted = manifest.envelopes.map(String.init).joined(separator: "、")
            findings.append(
                Self[.envelopes].finding(
                    LocalizedText(
                        zh: "信封数为 \(tender.envelopes),示范文本只用 \(admitted)",
                        en: "there are \(tender.envelopes) envelopes; the template has \(admitted)"), place: "envelopes"
                ))
        }
        for role in manifest.roles where !tender.roles.contains(role) {
            findings.append(
                Self[.role].finding(
                    LocalizedText(
                        zh: "未要求签章角色 \(role.rawValue)", en: "the signature role \(role.rawValue) is not asked for"),
                    place: "roles"))
        }
        return findings
    }

    private static func sheet(_ tender: Tender, _ manifest: PackManifest) -> [Finding] {
        var findings: [Finding] = []
        for asked in manifest.sheet {
            guard let field = tender.sheet.first(where: { $0.id == asked.id }) else {
                if asked.required {
                    findings.append(
                        Self[.sheetField].finding(
                            LocalizedText(
                                zh: "开标一览表缺少“\(asked.label.zh)”(\(asked.id))",
                                en: "the opening sheet has no \"\(asked.label.en)\" (\(asked.id))"), place: "sheet"))
                }
                continue
            }
            let envelope = min(asked.envelope, max(1, tender.envelopes))
            if field.kind != asked.kind || field.envelope != envelope || (asked.required && !field.required)
                || field.column != asked.column
            {
                findings.append(
                    Self[.sheetField].finding(
                        LocalizedText(
                            zh: "开标一览表的“\(asked.label.zh)”(\(asked.id))的类型、信封、栏目或必填与示范文本不同",
                            en:
                                "\"\(asked.label.en)\" (\(asked.id)) of the opening sheet differs from the template in kind, envelope, column or in being required"
                        ), place: "sheet: \(asked.id)"))
            }
        }
        let order = manifest.sheet.map(\.id)
        let present = tender.sheet.map(\.id).filter(order.contains)
        if present != order.filter(present.contains) {
            findings.append(
                Self[.readOut].finding(
                    LocalizedText(
                        zh: "唱标顺序为 \(present.joined(separator: "、")),示范文本为 \(order.joined(separator: "、"))",
                        en:
                            "the read-out order is \(present.joined(separator: ", ")), the template's is \(order.joined(separator: ", "))"
                    ), place: "sheet"))
        }
        return findings
    }

    private static func parts(_ tender: Tender, _ manifest: PackManifest) -> [Finding] {
        manifest.parts.compactMap { asked -> Finding? in
            let envelope = min(asked.envelope, max(1, tender.envelopes))
            guard let part = tender.parts.first(where: { $0.id == asked.id }) else {
                guard asked.required else { return nil }
                return Self[.part].finding(
                    LocalizedText(
                        zh: "投标文件组成缺少“\(asked.title.zh)”(\(asked.id))",
                        en: "the parts of a bid lack \"\(asked.title.en)\" (\(asked.id))"), place: "parts",
                    part: asked.id)
            }
            guard part.envelope != envelope || (asked.required && !part.required) else { return nil }
            return Self[.part].finding(
                LocalizedText(
                    zh: "“\(asked.title.zh)”(\(asked.id))的信封或必备与示范文本不同",
                    en: "\"\(asked.title.en)\" (\(asked.id)) differs from the template in envelope or in being required"
                ),
                place: "parts: \(asked.id)", part: asked.id)
        }
    }

    private static func documents(_ files: any SubjectFiles, _ manifest: PackManifest) -> [Finding] {
        let names = files.list.map(\.name)
        return manifest.documents.filter(\.required).compactMap { asked in
            guard !names.contains(where: { $0.hasPrefix("documents/\(asked.prefix)") }) else { return nil }
            return Self[.document].finding(
                LocalizedText(
                    zh: "招标文件缺少“\(asked.title.zh)”:documents/ 下没有以“\(asked.prefix)”开头的文件",
                    en:
                        "the tender documents lack \"\(asked.title.en)\": no file below documents/ begins with \"\(asked.prefix)\""
                ),
                place: "documents/\(asked.prefix)…", part: asked.id)
        }
    }

    private static func evaluation(_ tender: Tender, _ manifest: PackManifest) -> [Finding] {
        guard let evaluation = tender.evaluation else {
            return [
                Self[.method].finding(
                    LocalizedText(zh: "没有写明评标办法", en: "there is no evaluation method"), place: "evaluation",
                    part: "evaluation")
            ]
        }
        guard let method = manifest.methods.first(where: { $0.id == evaluation.method }) else {
            let admitted = manifest.methods.map { "\($0.id) \($0.title.zh)" }.joined(separator: "、")
            return [
                Self[.method].finding(
                    LocalizedText(
                        zh: "评标办法“\(evaluation.method)”不在示范文本之列:\(admitted)",
                        en: "the template does not admit the method \"\(evaluation.method)\"; it has "
                            + manifest.methods.map { "\($0.id) (\($0.title.en))" }.joined(separator: ", ")),
                    place: "evaluation.method", part: "evaluation")
            ]
        }
        var findings: [Finding] = []
        if (method.suits == .complex && !evaluation.complex) || (method.suits == .general && evaluation.complex) {
            var finding = Self[.suits].finding(
                LocalizedText(
                    zh: "“\(method.title.zh)”\(method.suits == .complex ? "用于技术复杂的项目,本项目不是" : "用于具有通用技术标准的项目,本项目技术复杂")",
                    en: "\"\(method.title.en)\" is for "
                        + (method.suits == .complex
                            ? "technically complex projects, and this is none"
                            : "projects of general requirements, and this one is technically complex")),
                place: "evaluation.complex", part: "evaluation")
            finding.basis = method.basis ?? finding.basis
            findings.append(finding)
        }
        if method.price == nil, evaluation.price != nil {
            findings.append(
                Self[.method].finding(
                    LocalizedText(
                        zh: "“\(method.title.zh)”不对报价打分,却写了价格分",
                        en: "\"\(method.title.en)\" scores no prices, and a price formula is given"),
                    place: "evaluation.price",
                    part: "evaluation"))
        }
        if let asked = method.price, evaluation.price?.formula != asked.formula {
            findings.append(
                Self[.method].finding(
                    LocalizedText(
                        zh: "“\(method.title.zh)”的价格分公式应为 \(asked.formula.rawValue)",
                        en: "the price formula of \"\(method.title.en)\" is \(asked.formula.rawValue)"),
                    place: "evaluation.price.formula", part: "evaluation"))
        }
        return findings
    }

    // MARK: - The industry part

    /// The structure of an example's industry part.
    static func structure(of view: XMLElement, stage: CheckStage, _ pack: TemplatePack) throws(Problem) -> [Finding] {
        let industry = view.first(stage == .bid ? "bid" : "tender")?.first("industry")?.children ?? []
        return try structure(
            industry, stage == .bid ? pack.bidSchema : pack.tenderSchema,
            stage == .bid ? pack.manifest.bidFields : pack.manifest.tenderFields, pack, [:])
    }

    private static func structure(
        _ industry: [XMLElement], _ schema: XMLSchema?, _ fields: [PackManifest.Field], _ pack: TemplatePack,
        _ places: [String: String]
    ) throws(Problem) -> [Finding] {
        guard let schema else { return [] }
        let root = XMLElement("industry", namespace: "", children: industry)
        var seen: Set<Int> = []
        let lines = SchemaWords.paths(of: root)
        let errors = try PackTime.bounded { (_) throws(Problem) in
            try schema.validate(XMLWriter.write(root, namespace: ""))
        }
        return errors.compactMap { error in
            // a value that breaks a facet is complained of twice
            guard seen.insert(error.line).inserted else { return nil }
            let path = lines[error.line] ?? ""
            let bare = TemplateCheck.bare(path)
            let label = fields.first { $0.path == bare }?.label ?? pack.manifest.title(ofPart: bare)
            var finding = Self[.structure].finding(
                SchemaWords.message(error.message, label: path.isEmpty ? nil : label) { name in
                    let below = bare.isEmpty ? name : "\(bare)/\(name)"
                    let beside = bare.split(separator: "/").dropLast().joined(separator: "/") + "/" + name
                    return fields.first { [below, beside, name].contains($0.path) }?.label
                },
                place: places[path] ?? (path.isEmpty ? "industry" : "industry/\(path)"),
                part: path.isEmpty ? nil : String(bare.prefix { $0 != "/" }))
            // what to write, the template says best
            if let hint = fields.first(where: { $0.path == bare })?.hint, let remedy = finding.remedy {
                finding.remedy = LocalizedText(zh: "\(hint.zh);\(remedy.zh)", en: "\(hint.en); \(remedy.en)")
            }
            return finding
        }
    }
}

extension IndustryElement {
    fileprivate var asXML: XMLElement { XMLElement(name, namespace: "", text: text, children: children.map(\.asXML)) }
}
