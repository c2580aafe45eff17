// SealXML.swift — the XML of a seal (密封投标文件).
package import Reporting
internal import TenderModel
package import XMLKit

extension Seal: RootDocument {
    package static var kind: DocumentKind { .seal }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "id": id, "suite": suite.rawValue, "lot": lot, "deadline": deadline.text, "platform": platform,
                "sealed": sealed.text, "replaces": replaces?.description,
            ],
            children: [tender.xml, bidder.xml("bidder")] + envelopes.map(\.xml))
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            id: try xml.requireAttribute("id"), suite: try xml.choice("suite"), tender: try TenderReference(in: xml),
            lot: try xml.requireAttribute("lot"), bidder: try Organization(xml: xml.require("bidder")),
            deadline: try xml.instant("deadline"), platform: try xml.requireAttribute("platform"),
            sealed: try xml.instant("sealed"), replaces: try xml.optionalDigest("replaces"),
            envelopes: try xml.each("envelope") { (child) throws(Problem) in try SealedEnvelope(xml: child) })
    }

    package func check() throws(Problem) {
        try tender.check()
        guard envelopes.map(\.number) == Array(1...max(1, envelopes.count)) else {
            throw Contradiction.envelopeOrder.problem("seal/envelope")
        }
        for envelope in envelopes {
            let place = "seal/envelope[\(envelope.number)]"
            guard (envelope.threshold == nil) == envelope.shares.isEmpty else {
                throw Contradiction.sharesWithoutThreshold.problem("\(place)/@threshold")
            }
            if let threshold = envelope.threshold, !(2...max(2, envelope.shares.count)).contains(threshold) {
                throw Contradiction.threshold.problem("\(place)/@threshold")
            }
            guard Set(envelope.shares + [envelope.bidderHalf, envelope.officerHalf]).count == envelope.shares.count + 2
            else { throw Contradiction.commitmentTwice.problem(place) }
        }
    }
}

extension SealedEnvelope {
    var xml: XMLElement {
        XMLElement(
            "envelope",
            attributes: [
                "number": String(number), "size": String(size), "bidCommitment": bidCommitment,
                "bidderHalf": bidderHalf, "officerHalf": officerHalf, "bidderLocks": String(bidderLocks),
                "threshold": threshold.map { String($0) },
            ],
            children: shares.map { XMLElement("share", text: $0) })
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            number: try xml.integer("number"), size: try xml.integer("size"),
            bidCommitment: try xml.requireAttribute("bidCommitment"),
            bidderHalf: try xml.requireAttribute("bidderHalf"), officerHalf: try xml.requireAttribute("officerHalf"),
            bidderLocks: try xml.integer("bidderLocks"), threshold: try xml.optionalInteger("threshold"),
            shares: xml.all("share").map(\.text))
    }
}
