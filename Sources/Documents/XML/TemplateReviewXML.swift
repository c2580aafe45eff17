// TemplateReviewXML.swift — the XML of a review (示范文本审查意见), and of what an opening record says of the template.
package import Reporting
internal import TenderModel
package import XMLKit

extension TemplateReview: RootDocument {
    package static var kind: DocumentKind { .review }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: ["kind": kind.rawValue, "decision": decision.rawValue, "issued": issued.text],
            children: [template.xml, authority.xml("authority")] + words("opinion", opinion))
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            template: try TemplateReference(xml: xml.require("template")), kind: try xml.choice("kind"),
            decision: try xml.choice("decision"), authority: try Organization(xml: xml.require("authority")),
            opinion: xml.first("opinion")?.text, issued: try xml.instant("issued"))
    }

    package func check() throws(Problem) {}
}

extension RecordTemplate {
    var xml: XMLElement {
        XMLElement(
            "template",
            attributes: [
                "id": reference.id, "version": reference.version, "digest": reference.digest.description,
            ],
            children: reviews.map { review in
                XMLElement(
                    "review", attributes: ["kind": review.kind.rawValue], children: [review.authority.xml("authority")])
            })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            reference: try TemplateReference(xml: xml),
            reviews: try xml.each("review") { (child) throws(Problem) in
                Review(kind: try child.choice("kind"), authority: try Organization(xml: child.require("authority")))
            })
    }
}
