// RememberedLot.swift — what a history keeps of a lot (入库标段): who bid, at what price, with which marks, and a sample of fingerprints; never the texts.
package import Comparison
internal import PriceMatching
package import Reporting
package import TenderModel
package import TextMatching

/// A lot as it is remembered.
package struct RememberedLot: Sendable, Hashable {
    /// Which spread of prices would be unusual under the lot's method of award.
    package enum Award: String, Sendable, Hashable, CaseIterable {
        case narrow, wide, neither
        /// The tender does not give its method as data.
        case unknown
    }

    /// One unit's bid.
    package struct Participant: Sendable, Hashable {
        package var unit: Organization
        /// Nil where none could be read.
        package var price: Money?
        package var keys: [IdentityKey]
        /// Of what it says beyond the tender's words; nil where it says nothing.
        package var text: TextSample?

        package init(unit: Organization, price: Money? = nil, keys: [IdentityKey] = [], text: TextSample? = nil) {
            self.unit = unit
            self.price = price
            self.keys = keys
            self.text = text
        }
    }

    /// Tender and lot, such as `XM-2026-001/1`.
    package var id: String
    package var title: String
    /// The day of the opening in China, `yyyy-mm-dd`.
    package var opened: String
    /// The tenderer's administrative division, province and city: characters 3 to 6 of its credit code.
    package var region: String
    /// The template that the tender follows, or its regime where it follows none: what firms of one trade bid for.
    package var kind: String
    package var award: Award
    package var ceiling: Money?
    /// Who won (中标人); nil where nobody told.
    package var winner: CreditCode?
    package var bids: [Participant]

    package init(
        id: String, title: String, opened: String, region: String, kind: String, award: Award, ceiling: Money? = nil,
        winner: CreditCode? = nil, bids: [Participant]
    ) {
        self.id = id
        self.title = title
        self.opened = opened
        self.region = region
        self.kind = kind
        self.award = award
        self.ceiling = ceiling
        self.winner = winner
        self.bids = bids
    }

    /// What there is to remember of a lot that was read.
    ///
    /// Marks that stand in the tender's own bill are left out, and so are the tender's words: everybody who fills them in hands them back.
    /// - Throws: HIST-0006 where the tender or the lot in it is not known, or a bid has no credit code.
    package init(_ lot: ComparedLot, winner: CreditCode? = nil) throws(Problem) {
        guard let tender = lot.tender, let own = lot.lot else {
            throw Problem(
                "HIST-0006", zh: "不知道这些投标文件属于哪个标段", en: "which lot these bids are for is not known",
                remedyZh: "用 --tender 给出它们所答的招标文件", remedyEn: "give the tender that they answer with --tender")
        }
        let ofTender = Set((lot.tenderBill.map(IdentityKey.of) ?? []).map(\.match))
        let texts = try lot.textSamples()
        var bids: [Participant] = []
        for (index, bid) in lot.bids.enumerated() {
            guard let code = bid.code else {
                throw Problem(
                    "HIST-0006", zh: "“\(bid.name)”没有统一社会信用代码", en: "\"\(bid.name)\" has no credit code",
                    remedyZh: "只有投标文件(.bid)可以入库", remedyEn: "only bids (.bid) can be remembered", place: bid.name)
            }
            bids.append(
                Participant(
                    unit: Organization(name: bid.name, code: code), price: lot.price(of: index),
                    keys: bid.keys.filter { !ofTender.contains($0.match) },
                    text: texts[index].prints.isEmpty ? nil : texts[index]))
        }
        self.init(
            id: tender.id + "/" + own.id, title: "\(tender.title) · \(own.title)",
            opened: String(tender.deadline.text.prefix(10)),
            region: String(tender.tenderer.code.text.dropFirst(2).prefix(4)),
            kind: tender.template?.id ?? tender.regime.rawValue, award: Award(tender.evaluation),
            ceiling: own.ceiling, winner: winner, bids: bids)
    }
}

extension RememberedLot.Award {
    init(_ evaluation: Evaluation?) {
        guard let evaluation else {
            self = .unknown
            return
        }
        switch SuspiciousSpread(evaluation) {
        case .narrow: self = .narrow
        case .wide: self = .wide
        case .neither: self = .neither
        }
    }
}
