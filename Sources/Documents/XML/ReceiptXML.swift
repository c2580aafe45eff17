// ReceiptXML.swift — the XML of a receipt (回执).
package import Reporting
internal import TenderModel
package import XMLKit

extension Receipt: RootDocument {
    package static var kind: DocumentKind { .receipt }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "kind": kind.rawValue, "lot": lot, "sealID": sealID, "sealedFile": sealedFile.description,
                "size": String(size), "replaces": replaces?.description, "withdrawal": withdrawal?.description,
                "sealedForVersion": sealedForVersion.map { String($0) }, "received": received.text,
                "deadline": deadline.text, "previous": previous,
            ],
            children: [tender.xml, bidder.xml("bidder")])
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            kind: try xml.choice("kind"), tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            bidder: try Organization(xml: xml.require("bidder")), sealID: try xml.requireAttribute("sealID"),
            sealedFile: try xml.digest("sealedFile"), size: try xml.integer("size"),
            replaces: try xml.optionalDigest("replaces"), withdrawal: try xml.optionalDigest("withdrawal"),
            sealedForVersion: try xml.optionalInteger("sealedForVersion"), received: try xml.instant("received"),
            deadline: try xml.instant("deadline"), previous: try xml.requireAttribute("previous"))
    }

    package func check() throws(Problem) {
        try tender.check()
        guard (kind == .replacement) == (replaces != nil) else {
            throw Contradiction.receiptReplaces.problem("receipt/@replaces")
        }
        guard replaces != sealedFile else { throw Contradiction.replacesItself.problem("receipt/@replaces") }
        guard (kind == .withdrawal) == (withdrawal != nil) else {
            throw Contradiction.receiptWithdrawal.problem("receipt/@withdrawal")
        }
        guard received < deadline else { throw Contradiction.receivedLate.problem("receipt/@received") }
        if let version = sealedForVersion, version >= tender.version {
            throw Contradiction.sealedForVersion.problem("receipt/@sealedForVersion")
        }
    }
}
