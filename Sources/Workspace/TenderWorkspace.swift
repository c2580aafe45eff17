// TenderWorkspace.swift — the folder in which an agency prepares a tender: tender.yaml, documents/, certificates/.
internal import FileKit
package import Reporting
package import TenderModel
package import YAMLKit

/// The agency's folder.
package enum TenderWorkspace {
    /// Reads a workspace.
    ///
    /// Every problem names file, line and key: WORK-0001 to WORK-0007 for the YAML, the value's own code (MONEY-, CODE-,
    /// TIME-) for what it says, WORK-0010 to WORK-0012 for file names, WORK-0016 where the
    /// folder is a bid's.
    ///
    /// - Parameter decodeCertificate: Makes DER of a certificate file's bytes, PEM or DER.
    package static func load(
        _ folder: String, decodeCertificate: @escaping ([UInt8]) throws(Problem) -> [UInt8]
    ) throws(Problem) -> TenderDraft {
        try requireKind(
            folder, "tender.yaml", instead: "bid.yaml",
            zh: "这是投标文件夹(bid.yaml),不是招标文件夹(tender.yaml)",
            en: "this is a bid's workspace (bid.yaml), not a tender's (tender.yaml)",
            remedyZh: "投标文件用 biao bid check \(folder) 和 biao bid pack \(folder)",
            remedyEn: "for a bid: biao bid check \(folder) and biao bid pack \(folder)")
        let file = try YAMLValue.load(folder + "/tender.yaml")
        return try file.namingUnfilled { () throws(Problem) in try read(file, folder, decodeCertificate) }
    }

    private static func read(
        _ file: YAMLValue, _ folder: String, _ decodeCertificate: @escaping ([UInt8]) throws(Problem) -> [UInt8]
    ) throws(Problem) -> TenderDraft {
        let root = try file.map([
            "id", "regime", "title", "tenderer", "agency", "lots", "envelopes", "suites", "issued", "deadline",
            "releaseWindow", "platform", "openingCertificates", "recovery", "sheet", "parts", "roles",
            "belowThreeClause", "machineSalt", "amendment", "template", "evaluation", "industry",
        ])
        let industry = try IndustrySection(root.optional("industry"))
        let certificates = CertificateReader(folder: folder, decode: decodeCertificate)
        let tender = Tender(
            id: try root.required("id").filled(), regime: try root.required("regime").choice(Regime.self),
            title: try root.required("title").filled(), tenderer: try organization(root.required("tenderer")),
            agency: try root.optional("agency").flatMap(organization), lots: try lots(root.required("lots")),
            envelopes: try root.optional("envelopes")?.integer() ?? 1,
            suites: try choices(root.required("suites"), SuiteID.self),
            issued: try root.required("issued").read(Instant.init(_:)),
            deadline: try root.required("deadline").read(Instant.init(_:)),
            releaseWindow: try root.required("releaseWindow").integer(),
            platform: try certificates.der(root.required("platform")),
            openingCertificates: try certificates.named(root.required("openingCertificates")),
            recovery: try recovery(root.optional("recovery"), certificates), sheet: try sheet(root.required("sheet")),
            parts: try parts(root.required("parts")), roles: try choices(root.required("roles"), SignatureRole.self),
            belowThreeClause: try root.optional("belowThreeClause")?.optionalText(),
            machineSalt: try root.optional("machineSalt")?.optionalText()?.lowercased(),
            template: try EvaluationSection.template(root.optional("template")),
            evaluation: try EvaluationSection.evaluation(root.optional("evaluation")), industry: industry.elements)
        let documents = try Collection.below(folder + "/documents", prefix: "documents")
        var remarks = documents.skipped
        if documents.files.isEmpty {
            remarks.append(
                Finding(
                    code: "WORK-0102", severity: .warning,
                    message: LocalizedText(
                        zh: "documents 文件夹里没有招标文件", en: "there are no tender documents in documents/"),
                    remedy: LocalizedText(zh: "请放入招标文件", en: "put the tender documents there"),
                    place: folder + "/documents"))
        }
        return TenderDraft(
            tender: tender, amendment: try amendment(root.optional("amendment")), documents: documents.files,
            template: try Collection.below(folder + "/template", prefix: "template").files,
            industryPlaces: industry.places, remarks: remarks, folder: folder)
    }

    // MARK: - Sections

    static func organization(_ value: YAMLValue) throws(Problem) -> Organization {
        let map = try value.map(["name", "code"])
        return Organization(
            name: try map.required("name").filled(), code: try map.required("code").read(CreditCode.init(_:)))
    }

    private static func lots(_ value: YAMLValue) throws(Problem) -> [Lot] {
        var lots: [Lot] = []
        for item in try value.list() {
            let map = try item.map(["id", "title", "estimate", "ceiling", "deposit"])
            lots.append(
                Lot(
                    id: try map.required("id").filled(), title: try map.required("title").filled(),
                    estimate: try map.optional("estimate")?.read(Money.init(yuan:)),
                    ceiling: try map.optional("ceiling")?.read(Money.init(yuan:)),
                    deposit: try map.optional("deposit")?.read(Money.init(yuan:))))
        }
        return lots
    }

    /// The opening sheet's fields; template packs write them in the same words.
    package static func sheet(_ value: YAMLValue) throws(Problem) -> [SheetField] {
        var fields: [SheetField] = []
        for item in try value.list() {
            let map = try item.map(["id", "label", "kind", "required", "envelope", "column"])
            let label = try map.required("label")
            let text: LocalizedText
            if label.isMapping {
                let words = try label.map(["zh", "en"])
                text = LocalizedText(zh: try words.required("zh").filled(), en: try words.required("en").filled())
            } else {
                text = LocalizedText(zh: try label.filled(), en: try label.filled())
            }
            fields.append(
                SheetField(
                    id: try map.required("id").filled(), label: text,
                    kind: try map.required("kind").choice(SheetField.Kind.self),
                    required: try map.optional("required")?.bool() ?? true,
                    envelope: try map.optional("envelope")?.integer() ?? 1,
                    column: try map.optional("column")?.choice(SheetField.Column.self)))
        }
        return fields
    }

    private static func parts(_ value: YAMLValue) throws(Problem) -> [RequiredPart] {
        var parts: [RequiredPart] = []
        for item in try value.list() {
            let map = try item.map(["id", "title", "required", "envelope"])
            parts.append(
                RequiredPart(
                    id: try map.required("id").filled(), title: try map.required("title").filled(),
                    required: try map.optional("required")?.bool() ?? true,
                    envelope: try map.optional("envelope")?.integer() ?? 1))
        }
        return parts
    }

    package static func choices<T: RawRepresentable & CaseIterable>(
        _ value: YAMLValue, _ type: T.Type
    ) throws(Problem) -> [T] where T.RawValue == String {
        var values: [T] = []
        for item in try value.list() { values.append(try item.choice(type)) }
        return values
    }

    private static func recovery(
        _ value: YAMLValue?, _ certificates: CertificateReader
    ) throws(Problem) -> RecoveryTerms? {
        guard let map = try value?.map(["threshold", "trustees"]) else { return nil }
        return RecoveryTerms(
            threshold: try map.required("threshold").integer(),
            trustees: try certificates.named(map.required("trustees")))
    }

    private static func amendment(_ value: YAMLValue?) throws(Problem) -> TenderDraft.AmendmentNote? {
        guard let map = try value?.map(["newBidRequired", "summary"]) else { return nil }
        return TenderDraft.AmendmentNote(
            newBidRequired: try map.required("newBidRequired").bool(), summary: try map.required("summary").filled())
    }
}

/// Certificates that tender.yaml names by file, relative to its folder.
private struct CertificateReader {
    let folder: String
    let decode: ([UInt8]) throws(Problem) -> [UInt8]

    func der(_ value: YAMLValue) throws(Problem) -> [UInt8] {
        let name = try value.filled()
        do throws(Problem) {
            return try decode(Files.read(name.hasPrefix("/") ? name : folder + "/" + name, limit: 1 << 20))
        } catch {
            // The line that names the file helps more than the file's path, which the message keeps.
            var problem = error
            problem.place = value.place + " (\(name))"
            throw problem
        }
    }

    func named(_ value: YAMLValue) throws(Problem) -> [NamedCertificate] {
        var certificates: [NamedCertificate] = []
        for item in try value.list() {
            let map = try item.map(["holder", "file"])
            certificates.append(
                NamedCertificate(holder: try map.required("holder").filled(), der: try der(map.required("file"))))
        }
        return certificates
    }
}
