// PassedListXML.swift — the XML of the list of first envelopes passed (第一信封通过名单).
package import Reporting
internal import TenderModel
package import XMLKit

extension PassedList: RootDocument {
    package static var kind: DocumentKind { .passed }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "lot": lot, "closing": closing.description, "firstOpening": firstOpening.description,
                "issued": issued.text,
            ],
            children: [tender.xml] + passed.map { $0.xml("bidder") }
                + rejected.map {
                    XMLElement(
                        "rejection", children: [$0.bidder.xml("bidder"), XMLElement("reason", text: $0.reason)])
                })
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            closing: try xml.digest("closing"), firstOpening: try xml.digest("firstOpening"),
            passed: try xml.each("bidder") { (child) throws(Problem) in try Organization(xml: child) },
            rejected: try xml.each("rejection") { (child) throws(Problem) in
                Rejection(
                    bidder: try Organization(xml: child.require("bidder")), reason: try child.require("reason").text)
            },
            issued: try xml.instant("issued"))
    }

    package func check() throws(Problem) {
        try tender.check()
        let codes = passed.map(\.code) + rejected.map(\.bidder.code)
        guard !codes.isEmpty else { throw Contradiction.passedEmpty.problem("passed") }
        guard Set(codes).count == codes.count else { throw Contradiction.passedTwice.problem("passed") }
    }
}
