// WithdrawalXML.swift — the XML of a withdrawal (撤回).
package import Reporting
internal import TenderModel
package import XMLKit

extension Withdrawal: RootDocument {
    package static var kind: DocumentKind { .withdrawal }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "lot": lot, "sealID": sealID, "sealedFile": sealedFile.description, "issued": issued.text,
            ],
            children: [tender.xml, bidder.xml("bidder")])
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            bidder: try Organization(xml: xml.require("bidder")), sealID: try xml.requireAttribute("sealID"),
            sealedFile: try xml.digest("sealedFile"), issued: try xml.instant("issued"))
    }

    package func check() throws(Problem) {
        try tender.check()
    }
}
