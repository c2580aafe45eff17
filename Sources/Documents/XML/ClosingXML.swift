// ClosingXML.swift — the XML of the closing list (截标清单): up to 100,000 entries, so one element each and no more.
package import Reporting
internal import TenderModel
package import XMLKit

extension Closing: RootDocument {
    package static var kind: DocumentKind { .closing }

    package func xml() throws(Problem) -> XMLElement {
        XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: ["deadline": deadline.text, "closed": closed.text, "root": root],
            children: [tender.xml] + (newBids.map { [$0.xml] } ?? []) + entries.map(\.xml))
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            tender: try TenderReference(in: xml), deadline: try xml.instant("deadline"),
            closed: try xml.instant("closed"), root: try xml.requireAttribute("root"),
            newBids: try xml.optional("newBids") { (child) throws(Problem) in try NewBids(xml: child) },
            entries: try xml.each("entry") { (child) throws(Problem) in try ClosingEntry(xml: child) })
    }

    /// One bidder's place in one lot: at most one bid of it stands.
    private struct Standing: Hashable {
        var lot: String
        var bidder: CreditCode
    }

    package func check() throws(Problem) {
        try tender.check()
        guard deadline <= closed else { throw Contradiction.closedEarly.problem("closing/@closed") }
        if let newBids {
            // version 1 amends nothing, and the version in force has the digest that the list names anyway
            guard (2...max(2, tender.version)).contains(newBids.version),
                (newBids.version == tender.version) == (newBids.digest == tender.digest)
            else { throw Contradiction.newBids.problem("closing/newBids") }
        }
        var receipts: Set<String> = []
        var standing: Set<Standing> = []
        var latest: Instant?
        for (index, entry) in entries.enumerated() {
            func problem(_ what: Contradiction, _ attribute: String) -> Problem {
                what.problem("closing/entry[\(index + 1)]/@\(attribute)")
            }
            guard receipts.insert(entry.receipt).inserted else { throw problem(.receiptTwice, "receipt") }
            guard entry.received < deadline else { throw problem(.entryLate, "received") }
            if let latest, entry.received < latest { throw problem(.entryOrder, "received") }
            latest = entry.received
            guard (entry.kind == .withdrawal) == (entry.sealedForVersion == nil),
                entry.sealedForVersion ?? 1 <= tender.version
            else { throw problem(.entryVersion, "sealedForVersion") }
            guard entry.kind != .withdrawal || entry.status == .withdrawn else {
                throw problem(.withdrawalStatus, "status")
            }
            if entry.status == .standing {
                let place = Standing(lot: entry.lot, bidder: entry.bidder.code)
                guard standing.insert(place).inserted else { throw problem(.standingTwice, "status") }
            }
        }
    }
}

extension Closing.NewBids {
    var xml: XMLElement {
        XMLElement("newBids", attributes: ["version": String(version), "digest": digest.description])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(version: try xml.integer("version"), digest: try xml.digest("digest"))
    }
}

extension ClosingEntry {
    var xml: XMLElement {
        XMLElement(
            "entry",
            attributes: [
                "kind": kind.rawValue, "status": status.rawValue, "lot": lot, "sealID": sealID,
                "sealedFile": sealedFile.description, "size": String(size),
                "sealedForVersion": sealedForVersion.map { String($0) }, "received": received.text,
                "receipt": receipt, "salt": salt,
            ],
            children: [bidder.xml("bidder")])
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            kind: try xml.choice("kind"), status: try xml.choice("status"), lot: try xml.requireAttribute("lot"),
            bidder: try Organization(xml: xml.require("bidder")), sealID: try xml.requireAttribute("sealID"),
            sealedFile: try xml.digest("sealedFile"), size: try xml.integer("size"),
            sealedForVersion: try xml.optionalInteger("sealedForVersion"),
            received: try xml.instant("received"), receipt: try xml.requireAttribute("receipt"),
            salt: try xml.requireAttribute("salt"))
    }
}
