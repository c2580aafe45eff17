// BidXML.swift — the XML of a bid (投标文件).
package import Reporting
package import TenderModel
package import XMLKit

extension Bid: RootDocument {
    package static var kind: DocumentKind { .bid }

    package func xml() throws(Problem) -> XMLElement {
        var children = [tender.xml, bidder.xml("bidder")]
        children += list("consortium", consortium.map(\.xml))
        children += list("sheet", sheet.map(\.xml))
        children += deposit.map { [$0.xml] } ?? []
        children += list("staff", staff.map(\.xml))
        children += list("parts", parts.map(\.xml))
        children += list("roles", roles.map(\.xml))
        children.append(provenance.xml)
        children += template.map { [$0.xml] } ?? []
        children += list("industry", industry.map(\.xml))
        return XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "lot": lot, "envelope": String(envelope), "suite": suite.rawValue, "beside": beside?.rawValue,
            ], children: children)
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            envelope: try xml.integer("envelope"), bidder: try Organization(xml: xml.require("bidder")),
            consortium: try xml.items("consortium", "member") { (child) throws(Problem) in
                try ConsortiumMember(xml: child)
            },
            sheet: try xml.items("sheet", "value") { (child) throws(Problem) in try SheetValue(xml: child) },
            deposit: try xml.optional("deposit") { (child) throws(Problem) in try Deposit(xml: child) },
            staff: try xml.items("staff", "person") { (child) throws(Problem) in try StaffMember(xml: child) },
            parts: try xml.items("parts", "part") { (child) throws(Problem) in try BidPart(xml: child) },
            roles: try xml.items("roles", "role") { (child) throws(Problem) in try child.textChoice() },
            suite: try xml.choice("suite"), beside: try xml.optionalChoice("beside"),
            provenance: try Provenance(xml: xml.require("provenance")),
            template: try xml.optional("template") { (child) throws(Problem) in try TemplateReference(xml: child) },
            industry: try xml.first("industry")?.industry() ?? [])
    }

    package func check() throws(Problem) {
        try tender.check()
        try consortium.check(bidder: bidder, place: "bid/consortium")
        try provenance.machine?.check(place: "bid/provenance/machine")
        guard Set(sheet.map(\.field)).count == sheet.count else { throw Contradiction.valueTwice.problem("bid/sheet") }
        guard Set(roles).count == roles.count else { throw Contradiction.roleTwice.problem("bid/roles") }
        try industry.check(place: "bid/industry")
        guard suite != beside else { throw Contradiction.besideItself.problem("bid/@beside") }
        guard Set(parts.map { $0.id.lowercased() }).count == parts.count else {
            throw Contradiction.partTwice.problem("bid/parts")
        }
        var names: Set<String> = []
        for part in parts {
            guard zip(part.files, part.files.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw Contradiction.fileOrder.problem("bid/parts/part[\(part.id)]")
            }
            for file in part.files {
                guard
                    file.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({
                        $0 != "" && $0 != "." && $0 != ".."
                    })
                else { throw Contradiction.filePath.problem("bid/parts/part[\(part.id)]") }
                guard names.insert(file).inserted else {
                    throw Contradiction.fileTwice.problem("bid/parts/part[\(part.id)]")
                }
            }
        }
    }
}

extension BidPart {
    var xml: XMLElement {
        XMLElement("part", attributes: ["id": id], children: files.map { XMLElement("file", text: $0) })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(id: try xml.requireAttribute("id"), files: xml.all("file").map(\.text))
    }
}
