// TemplatePack+Skeleton.swift — what a pack lays out: a tender's workspace, and that of each bid for it (骨架).
package import Reporting
package import TenderModel
package import Workspace

extension TemplatePack {
    /// What a new tender workspace gets.
    ///
    /// - Parameter method: Id of the evaluation method to propose; the pack's first where nil. Throws TMPL-0040 where the pack
    ///   has no such method.
    package func tenderSkeleton(method id: String? = nil) throws(Problem) -> TenderSkeleton {
        guard let method = manifest.methods.first(where: { id == nil || $0.id == id }) else {
            let known = manifest.methods.map { "\($0.id) \($0.title.zh)" }
            throw Problem(
                "TMPL-0040", kind: .usage, zh: "示范文本没有评标办法“\(id ?? "")”",
                en: "the template has no evaluation method \"\(id ?? "")\"",
                remedyZh: "可用:\(known.joined(separator: "、"))",
                remedyEn: "it has \(manifest.methods.map(\.id).joined(separator: ", "))")
        }
        var laidOut: [String: [UInt8]] = [:]
        for name in files.names(below: "skeleton/documents/") {
            laidOut[String(name.dropFirst("skeleton/".count))] = files[name]
        }
        for (name, bytes) in files.bytes { laidOut["template/" + name] = bytes }
        return TenderSkeleton(
            template: reference, title: manifest.title, regime: manifest.regime, envelopes: manifest.envelopes[0],
            releaseWindow: manifest.releaseWindow, roles: manifest.roles, sheet: manifest.sheet,
            parts: manifest.parts.map(\.asked),
            evaluation: Evaluation(
                method: method.id, complex: method.suits == .complex, price: method.price, items: method.items),
            methods: manifest.methods.map { "\($0.id) \($0.title.zh)" },
            industry: FieldsText.section(manifest.tenderFields, titles: manifest.title(ofPart:)), files: laidOut)
    }

    /// The section `industry` of a new bid.yaml.
    package var bidIndustry: String { FieldsText.section(manifest.bidFields, titles: manifest.title(ofPart:)) }

    /// Forms for a new bid workspace, by their path below it. Only those of parts that the tender has.
    package func bidForms(for tender: Tender) -> [String: [UInt8]] {
        var forms: [String: [UInt8]] = [:]
        for part in tender.parts {
            for name in files.names(below: "skeleton/parts/\(part.id)/") {
                forms[String(name.dropFirst("skeleton/".count))] = files[name]
            }
        }
        return forms
    }
}
