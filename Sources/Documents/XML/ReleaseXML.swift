// ReleaseXML.swift — the XML of a release (解密授权).
package import Reporting
internal import TenderModel
package import XMLKit

extension Release: RootDocument {
    package static var kind: DocumentKind { .release }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "kind": kind.rawValue, "lot": lot, "sealID": sealID, "sealedFile": sealedFile.description,
                "closing": closing.description, "envelope": String(envelope), "passed": passed?.description,
                "key": key, "shareNumber": shareNumber.map { String($0) }, "share": share, "issued": issued.text,
            ],
            children: [tender.xml, bidder.xml("bidder")])
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            kind: try xml.choice("kind"), tender: try TenderReference(in: xml), lot: try xml.requireAttribute("lot"),
            bidder: try Organization(xml: xml.require("bidder")), sealID: try xml.requireAttribute("sealID"),
            sealedFile: try xml.digest("sealedFile"), closing: try xml.digest("closing"),
            envelope: try xml.integer("envelope"), passed: try xml.optionalDigest("passed"), key: xml["key"],
            shareNumber: try xml.optionalInteger("shareNumber"), share: xml["share"], issued: try xml.instant("issued"))
    }

    package func check() throws(Problem) {
        try tender.check()
        guard (kind == .share) == (key == nil) else { throw Contradiction.releaseKey.problem("release/@key") }
        guard (kind == .share) == (share != nil), (share == nil) == (shareNumber == nil) else {
            throw Contradiction.releaseShare.problem("release/@share")
        }
        guard (envelope == 2) == (passed != nil) else { throw Contradiction.passedList.problem("release/@passed") }
    }
}
