// ClueHandoverXML.swift — the XML of a clue package's root document (线索移交包) and of the entries of its status log.
package import Reporting
internal import TenderModel
package import XMLKit

extension ClueHandover: RootDocument {
    package static var kind: DocumentKind { .clue }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: ["lot": lot, "compared": compared.text, "made": made.text],
            children: [tender.xml, XMLElement("group", children: group.map(\.xml))]
                + reports.map {
                    XMLElement("report", attributes: ["name": $0.name, "digest": $0.digest.description])
                } + [XMLElement("tool", text: tool), XMLElement("version", text: version), maker.xml("maker")])
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            group: try xml.items("group", "member", Member.init(xml:)),
            reports: try xml.each("report") { (child) throws(Problem) in
                Report(name: try child.requireAttribute("name"), digest: try child.digest("digest"))
            },
            tool: try xml.require("tool").text, version: try xml.require("version").text,
            maker: try Organization(xml: xml.require("maker")), compared: try xml.instant("compared"),
            made: try xml.instant("made"))
    }

    package func check() throws(Problem) {
        try tender.check()
        guard Set(group.map(\.bidder.code)).count == group.count, Set(group.map(\.letter)).count == group.count else {
            throw Contradiction.clueMemberTwice.problem("group")
        }
        guard reports.map(\.name) == Self.reportNames else { throw Contradiction.clueReports.problem("report") }
    }
}

extension ClueHandover.Member {
    var xml: XMLElement {
        XMLElement(
            "member", attributes: ["letter": letter],
            children: [bidder.xml("bidder")]
                + files.map { XMLElement("file", attributes: ["digest": $0.description]) })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            bidder: try Organization(xml: xml.require("bidder")), letter: try xml.requireAttribute("letter"),
            files: try xml.each("file") { (child) throws(Problem) in try child.digest("digest") })
    }
}

extension ClueEntry: RootDocument {
    package static var kind: DocumentKind { .clue }
    package static var rootElement: String { "clueEntry" }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "number": String(number), "status": status.rawValue, "previous": previous.description,
                "time": time.text, "due": due,
            ],
            children: [
                author.xml("author"),
                XMLElement("owner", children: [XMLElement("unit", text: unit), XMLElement("person", text: person)]),
            ] + words("note", note))
    }

    package init(xml: XMLElement) throws(Problem) {
        let owner = try xml.require("owner")
        self.init(
            number: try xml.integer("number"), status: try xml.choice("status"), previous: try xml.digest("previous"),
            time: try xml.instant("time"), author: try Organization(xml: xml.require("author")),
            unit: try owner.require("unit").text, person: try owner.require("person").text, due: xml["due"],
            note: xml.first("note")?.text)
    }

    package func check() throws(Problem) {
        guard !status.isOpen || due != nil else { throw Contradiction.clueDue.problem("clueEntry/@due") }
    }
}
