// OpeningRecordXML.swift — the XML of the opening record (开标记录).
package import Reporting
internal import TenderModel
package import XMLKit

extension OpeningRecord: RootDocument {
    package static var kind: DocumentKind { .opening }

    package func xml() throws(Problem) -> XMLElement {
        var children = [tender.xml, XMLElement("title", text: title), XMLElement("lotTitle", text: lotTitle)]
        children += list("sheet", fields.map(\.xml))
        children += rows.map(\.xml)
        children += rulings.map { XMLElement("ruling", text: $0) }
        children += template.map { [$0.xml] } ?? []
        return XMLElement(
            Self.rootElement, namespace: documentNamespace,
            attributes: [
                "view": view.rawValue, "status": status.rawValue, "lot": lot, "envelope": String(envelope),
                "deadline": deadline.text, "windowEnd": windowEnd.text, "opened": opened.text,
                "closing": closing.description, "passed": passed?.description, "bidders": String(bidders),
            ],
            children: children)
    }

    package init(xml: XMLElement) throws(Problem) {
        self.init(
            view: try xml.choice("view"), status: try xml.choice("status"), tender: try TenderReference(in: xml),
            title: try xml.require("title").text, lot: try xml.requireAttribute("lot"),
            lotTitle: try xml.require("lotTitle").text, envelope: try xml.integer("envelope"),
            deadline: try xml.instant("deadline"), windowEnd: try xml.instant("windowEnd"),
            opened: try xml.instant("opened"), closing: try xml.digest("closing"),
            passed: try xml.optionalDigest("passed"), bidders: try xml.integer("bidders"),
            fields: try xml.items("sheet", "field") { (child) throws(Problem) in try SheetField(xml: child) },
            rows: try xml.each("row") { (child) throws(Problem) in try OpeningRow(xml: child) },
            rulings: xml.all("ruling").map(\.text),
            template: try xml.optional("template") { (child) throws(Problem) in try RecordTemplate(xml: child) })
    }

    package func check() throws(Problem) {
        try tender.check()
        guard (envelope == 2) == (passed != nil) else { throw Contradiction.passedList.problem("opening/@passed") }
        guard deadline <= windowEnd, deadline <= opened else {
            throw Contradiction.openedEarly.problem("opening/@opened")
        }
        let ids = Set(fields.map(\.id))
        guard ids.count == fields.count else { throw Contradiction.fieldTwice.problem("opening/sheet") }
        for (index, row) in rows.enumerated() {
            let place = "opening/row[\(index + 1)]"
            guard row.number == index + 1 else { throw Contradiction.rowNumber.problem("\(place)/@number") }
            try row.check(place: place)
            guard row.sheet.allSatisfy({ ids.contains($0.field) }) else {
                throw Contradiction.unknownField.problem("\(place)/sheet")
            }
            guard view == .full || row.isPublic else { throw Contradiction.publicSecrets.problem(place) }
        }
    }
}

extension OpeningRow {
    /// Whether the row holds nothing of the full view.
    fileprivate var isPublic: Bool {
        bidderHalf == nil && officerHalf == nil && staff.isEmpty && provenance == nil
    }

    /// Whether nothing was asked of the bid and nothing came out of it.
    private var isUntouched: Bool {
        isPublic && releasedBy == nil && attribution == nil && ruling == nil && deposit == nil && sheet.isEmpty
            && consortium.isEmpty
    }

    fileprivate func check(place: String) throws(Problem) {
        guard (outcome == .opened) == (bid != nil) else { throw Contradiction.bidDigest.problem("\(place)/@bid") }
        guard outcome != .opened || attribution == nil else {
            throw Contradiction.attribution.problem("\(place)/@attribution")
        }
        guard outcome != .outdated || isUntouched else { throw Contradiction.outdatedRow.problem(place) }
        guard releasedBy != .share else { throw Contradiction.releasedByShare.problem("\(place)/@releasedBy") }
        guard released == nil || releasedBy != nil else {
            throw Contradiction.releasedWithoutKind.problem("\(place)/@released")
        }
        guard Set(sheet.map(\.field)).count == sheet.count else {
            throw Contradiction.valueTwice.problem("\(place)/sheet")
        }
        try provenance?.machine?.check(place: "\(place)/provenance/machine")
        try consortium.check(bidder: bidder, place: "\(place)/consortium")
    }

    var xml: XMLElement {
        var children = [bidder.xml("bidder")]
        children += list("consortium", consortium.map(\.xml))
        children += words("ruling", ruling)
        children += deposit.map { [$0.xml] } ?? []
        children += list("sheet", sheet.map(\.xml))
        children += list("staff", staff.map(\.xml))
        children += provenance.map { [$0.xml] } ?? []
        children += remarks.map(\.xml)
        return XMLElement(
            "row",
            attributes: [
                "number": String(number), "sealedFile": sealedFile.description, "received": received.text,
                "outcome": outcome.rawValue, "releasedBy": releasedBy?.rawValue, "released": released?.text,
                "attribution": attribution?.rawValue, "bid": bid?.description, "bidderHalf": bidderHalf,
                "officerHalf": officerHalf,
            ],
            children: children)
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            number: try xml.integer("number"), bidder: try Organization(xml: xml.require("bidder")),
            consortium: try xml.items("consortium", "member") { (child) throws(Problem) in
                try ConsortiumMember(xml: child)
            },
            sealedFile: try xml.digest("sealedFile"), received: try xml.instant("received"),
            outcome: try xml.choice("outcome"), releasedBy: try xml.optionalChoice("releasedBy"),
            released: try xml.optionalInstant("released"), attribution: try xml.optionalChoice("attribution"),
            ruling: xml.first("ruling")?.text,
            deposit: try xml.optional("deposit") { (child) throws(Problem) in try Deposit(xml: child) },
            sheet: try xml.items("sheet", "value") { (child) throws(Problem) in try SheetValue(xml: child) },
            remarks: try xml.each("remark") { (child) throws(Problem) in try OpeningRemark(xml: child) },
            bid: try xml.optionalDigest("bid"), bidderHalf: xml["bidderHalf"], officerHalf: xml["officerHalf"],
            staff: try xml.items("staff", "person") { (child) throws(Problem) in try StaffMember(xml: child) },
            provenance: try xml.optional("provenance") { (child) throws(Problem) in try Provenance(xml: child) })
    }
}

extension OpeningRemark {
    var xml: XMLElement {
        XMLElement("remark", attributes: ["code": code], children: [text.xml("text")] + words("basis", basis))
    }

    init(xml: XMLElement) throws(Problem) {
        self.init(
            code: try xml.requireAttribute("code"), text: try LocalizedText(xml: xml.require("text")),
            basis: xml.first("basis")?.text)
    }
}
