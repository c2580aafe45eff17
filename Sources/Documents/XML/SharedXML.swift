// SharedXML.swift — the XML of what several documents have in common: units, tender references, sheets, security, staff.
internal import Reporting
internal import TenderModel
internal import XMLKit

extension Organization {
    /// `<bidder code="…">name</bidder>`, under the name that the place gives it.
    func xml(_ name: String) -> XMLElement {
        XMLElement(name, attributes: ["code": code.text], text: self.name)
    }

    init(xml: XMLElement) throws(Problem) {
        do throws(Problem) {
            self.init(name: xml.text, code: try CreditCode(xml.requireAttribute("code")))
        } catch {
            throw error.at("\(xml.name)/@code")
        }
    }
}

extension TenderReference {
    var xml: XMLElement {
        XMLElement(
            "tender",
            attributes: [
                "id": id, "version": String(version), "digest": digest.description, "first": first.description,
            ])
    }

    /// Reads the `tender` child of a root element.
    init(in root: XMLElement) throws(Problem) {
        let xml = try root.require("tender")
        self.init(
            id: try xml.requireAttribute("id"), version: try xml.integer("version"), digest: try xml.digest("digest"),
            first: try xml.digest("first"))
    }

    /// Version 1 is its own first version, and no other one is.
    func check() throws(Problem) {
        guard (version == 1) == (digest == first) else {
            throw Contradiction.tenderReference.problem("tender/@first")
        }
    }
}

extension LocalizedText {
    func xml(_ name: String) -> XMLElement {
        XMLElement(name, children: [XMLElement("zh", text: zh), XMLElement("en", text: en)])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(zh: try xml.require("zh").text, en: try xml.require("en").text)
    }
}

extension SheetField {
    var xml: XMLElement {
        XMLElement(
            "field",
            attributes: [
                "id": id, "kind": kind.rawValue, "required": String(required), "envelope": String(envelope),
                "column": column?.rawValue,
            ],
            children: [label.xml("label")])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), label: try LocalizedText(xml: xml.require("label")),
            kind: try xml.choice("kind"), required: try xml.boolean("required"), envelope: try xml.integer("envelope"),
            column: try xml.optionalChoice("column"))
    }
}

extension SheetValue {
    var xml: XMLElement {
        XMLElement("value", attributes: ["field": field, "words": words], text: value)
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(field: try xml.requireAttribute("field"), value: xml.text, words: xml["words"])
    }
}

extension Deposit {
    var xml: XMLElement {
        XMLElement(
            "deposit", attributes: ["form": form.rawValue, "amount": amount.yuan, "validUntil": validUntil],
            children: [XMLElement("payer", text: payer)] + words("account", account) + words("reference", reference))
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            form: try xml.choice("form"), amount: try xml.money("amount"), payer: try xml.require("payer").text,
            account: xml.first("account")?.text, reference: xml.first("reference")?.text,
            validUntil: xml["validUntil"])
    }
}

extension StaffMember {
    var xml: XMLElement {
        XMLElement(
            "person",
            children: [XMLElement("role", text: role), XMLElement("name", text: name)]
                + words("certificate", certificate))
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            role: try xml.require("role").text, name: try xml.require("name").text,
            certificate: xml.first("certificate")?.text)
    }
}

extension ConsortiumMember {
    var xml: XMLElement {
        XMLElement(
            "member", attributes: ["code": organization.code.text, "share": String(share)], text: organization.name)
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(organization: try Organization(xml: xml), share: try xml.integer("share"))
    }
}

extension [ConsortiumMember] {
    /// The lead stands first and is the bidder; nobody stands twice.
    func check(bidder: Organization, place: String) throws(Problem) {
        guard let lead = first else { return }
        guard lead.organization == bidder else { throw Contradiction.consortiumLead.problem(place) }
        guard Set(map(\.organization.code)).count == count else { throw Contradiction.consortiumTwice.problem(place) }
    }
}

extension Provenance {
    var xml: XMLElement {
        XMLElement(
            "provenance", attributes: ["creationID": creationID, "created": created.text],
            children: [XMLElement("tool", text: tool), XMLElement("version", text: version)]
                + (machine.map { [$0.xml] } ?? []))
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            creationID: try xml.requireAttribute("creationID"), tool: try xml.require("tool").text,
            version: try xml.require("version").text, created: try xml.instant("created"),
            machine: try xml.optional("machine") { (child) throws(Problem) in try MachineCode(xml: child) })
    }
}

extension MachineCode {
    var xml: XMLElement {
        XMLElement(
            "machine", attributes: ["method": method.rawValue, "virtual": virtual?.rawValue],
            children: components.map {
                XMLElement("component", attributes: ["kind": $0.kind.rawValue, "hash": $0.hash])
            }
                + absent.map {
                    XMLElement("absent", attributes: ["kind": $0.kind.rawValue, "reason": $0.reason.rawValue])
                })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            method: try xml.choice("method"), virtual: try xml.optionalChoice("virtual"),
            components: try xml.each("component") { (child) throws(Problem) in
                MachineComponent(kind: try child.choice("kind"), hash: try child.requireAttribute("hash"))
            },
            absent: try xml.each("absent") { (child) throws(Problem) in
                AbsentComponent(kind: try child.choice("kind"), reason: try child.choice("reason"))
            })
    }

    /// Each component once, and no kind both there and absent.
    func check(place: String) throws(Problem) {
        let missing = absent.map(\.kind)
        guard Set(components).count == components.count, Set(missing).count == missing.count,
            Set(missing).isDisjoint(with: components.map(\.kind))
        else { throw Contradiction.machineTwice.problem(place) }
    }
}

extension NamedCertificate {
    func xml(_ name: String) -> XMLElement {
        XMLElement(name, children: [XMLElement("holder", text: holder), XMLElement("der", text: Base64.encode(der))])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(holder: try xml.require("holder").text, der: try xml.require("der").bytes())
    }
}

extension SignatureRole {
    var xml: XMLElement { XMLElement("role", text: rawValue) }
}

extension SuiteID {
    var xml: XMLElement { XMLElement("suite", text: rawValue) }
}
