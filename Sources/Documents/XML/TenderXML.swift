// TenderXML.swift — the XML of tender documents (招标文件), and what within them has to agree.
package import Reporting
package import TenderModel
package import XMLKit

extension Tender: RootDocument {
    package static var kind: DocumentKind { .tender }

    package func xml() throws(Problem) -> XMLElement {
        var children = [XMLElement("title", text: title)]
        children += amendment.map { [$0.xml] } ?? []
        children.append(tenderer.xml("tenderer"))
        children += agency.map { [$0.xml("agency")] } ?? []
        children += list("lots", lots.map(\.xml))
        children += list("suites", suites.map(\.xml))
        children.append(XMLElement("platform", text: Base64.encode(platform)))
        children += list("openingCertificates", openingCertificates.map { $0.xml("certificate") })
        if let recovery {
            children += list(
                "recovery", recovery.trustees.map { $0.xml("trustee") },
                attributes: ["threshold": String(recovery.threshold)])
        }
        children += list("sheet", sheet.map(\.xml))
        children += list("parts", parts.map(\.xml))
        children += list("roles", roles.map(\.xml))
        children += words("belowThreeClause", belowThreeClause)
        children += template.map { [$0.xml] } ?? []
        children += evaluation.map { [$0.xml] } ?? []
        children += list("industry", industry.map(\.xml))
        return XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "id": id, "version": String(version), "regime": regime.rawValue, "envelopes": String(envelopes),
                "issued": issued.text, "deadline": deadline.text, "releaseWindow": String(releaseWindow),
                "machineSalt": machineSalt,
            ],
            children: children)
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), version: try xml.integer("version"),
            amendment: try xml.optional("amendment") { (child) throws(Problem) in try Amendment(xml: child) },
            regime: try xml.choice("regime"), title: try xml.require("title").text,
            tenderer: try Organization(xml: xml.require("tenderer")),
            agency: try xml.optional("agency") { (child) throws(Problem) in try Organization(xml: child) },
            lots: try xml.items("lots", "lot") { (child) throws(Problem) in try Lot(xml: child) },
            envelopes: try xml.integer("envelopes"),
            suites: try xml.items("suites", "suite") { (child) throws(Problem) in try child.textChoice() },
            issued: try xml.instant("issued"), deadline: try xml.instant("deadline"),
            releaseWindow: try xml.integer("releaseWindow"), platform: try xml.require("platform").bytes(),
            openingCertificates: try xml.items("openingCertificates", "certificate") { (child) throws(Problem) in
                try NamedCertificate(xml: child)
            },
            recovery: try xml.optional("recovery") { (child) throws(Problem) in try RecoveryTerms(xml: child) },
            sheet: try xml.items("sheet", "field") { (child) throws(Problem) in try SheetField(xml: child) },
            parts: try xml.items("parts", "part") { (child) throws(Problem) in try RequiredPart(xml: child) },
            roles: try xml.items("roles", "role") { (child) throws(Problem) in try child.textChoice() },
            belowThreeClause: xml.first("belowThreeClause")?.text, machineSalt: xml["machineSalt"],
            template: try xml.optional("template") { (child) throws(Problem) in try TemplateReference(xml: child) },
            evaluation: try xml.optional("evaluation") { (child) throws(Problem) in try Evaluation(xml: child) },
            industry: try xml.first("industry")?.industry() ?? [])
    }

    package func check() throws(Problem) {
        guard (version == 1) == (amendment == nil) else { throw Contradiction.amendment.problem("tender/amendment") }
        if let amendment, (version == 2) != (amendment.previous == amendment.first) {
            throw Contradiction.amendmentFirst.problem("tender/amendment/@first")
        }
        guard issued < deadline else { throw Contradiction.issuedAfterDeadline.problem("tender/@deadline") }
        guard Set(lots.map { $0.id.lowercased() }).count == lots.count else {
            throw Contradiction.lotTwice.problem("tender/lots")
        }
        guard Set(suites).count == suites.count else { throw Contradiction.suiteTwice.problem("tender/suites") }
        guard Set(roles).count == roles.count else { throw Contradiction.roleTwice.problem("tender/roles") }
        try checkCertificates()
        try checkSheet()
        try industry.check(place: "tender/industry")
        try evaluation?.check(place: "tender/evaluation")
    }

    /// Different people hold the opening certificates, and nobody is officer and trustee at once.
    private func checkCertificates() throws(Problem) {
        guard Set(openingCertificates.map(\.holder)).count == openingCertificates.count,
            Set(openingCertificates.map(\.der)).count == openingCertificates.count
        else { throw Contradiction.openingHolders.problem("tender/openingCertificates") }
        guard let recovery else { return }
        let trustees = recovery.trustees
        guard (2...max(2, trustees.count)).contains(recovery.threshold) else {
            throw Contradiction.threshold.problem("tender/recovery/@threshold")
        }
        guard Set(trustees.map(\.holder)).count == trustees.count, Set(trustees.map(\.der)).count == trustees.count
        else { throw Contradiction.trusteeTwice.problem("tender/recovery") }
        guard Set(trustees.map(\.holder)).isDisjoint(with: openingCertificates.map(\.holder)),
            Set(trustees.map(\.der)).isDisjoint(with: openingCertificates.map(\.der))
        else { throw Contradiction.trusteeAndOfficer.problem("tender/recovery") }
    }

    private func checkSheet() throws(Problem) {
        guard Set(sheet.map(\.id)).count == sheet.count else { throw Contradiction.fieldTwice.problem("tender/sheet") }
        let columns = sheet.compactMap(\.column)
        guard Set(columns).count == columns.count else { throw Contradiction.columnTwice.problem("tender/sheet") }
        guard sheet.allSatisfy({ (1...envelopes).contains($0.envelope) }) else {
            throw Contradiction.envelopeNumber.problem("tender/sheet")
        }
        guard Set(parts.map { $0.id.lowercased() }).count == parts.count else {
            throw Contradiction.partTwice.problem("tender/parts")
        }
        guard parts.allSatisfy({ (1...envelopes).contains($0.envelope) }) else {
            throw Contradiction.envelopeNumber.problem("tender/parts")
        }
    }
}

extension Amendment {
    var xml: XMLElement {
        XMLElement(
            "amendment",
            attributes: [
                "previous": previous.description, "first": first.description, "newBidRequired": String(newBidRequired),
            ],
            children: [XMLElement("summary", text: summary)])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            previous: try xml.digest("previous"), first: try xml.digest("first"),
            newBidRequired: try xml.boolean("newBidRequired"), summary: try xml.require("summary").text)
    }
}

extension Lot {
    var xml: XMLElement {
        XMLElement(
            "lot",
            attributes: ["id": id, "estimate": estimate?.yuan, "ceiling": ceiling?.yuan, "deposit": deposit?.yuan],
            children: [XMLElement("title", text: title)])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), title: try xml.require("title").text,
            estimate: try xml.optionalMoney("estimate"), ceiling: try xml.optionalMoney("ceiling"),
            deposit: try xml.optionalMoney("deposit"))
    }
}

extension RecoveryTerms {
    init(xml: XMLElement) throws(Problem) {
        self.init(
            threshold: try xml.integer("threshold"),
            trustees: try xml.each("trustee") { (child) throws(Problem) in try NamedCertificate(xml: child) })
    }
}

extension RequiredPart {
    var xml: XMLElement {
        XMLElement(
            "part", attributes: ["id": id, "required": String(required), "envelope": String(envelope)],
            children: [XMLElement("title", text: title)])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), title: try xml.require("title").text,
            required: try xml.boolean("required"), envelope: try xml.integer("envelope"))
    }
}
