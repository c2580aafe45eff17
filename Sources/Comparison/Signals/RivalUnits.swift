// RivalUnits.swift — a bid whose security another bidder pays, or whose people another bidder insures (由另一投标人代缴、参保).
internal import PriceMatching
internal import Reporting
internal import TenderModel

enum RivalUnits {
    /// Clues where a unit that one bid names as payer, applicant or employer is another bidder of the lot.
    static func clues(_ lot: ComparedLot) -> [Clue] {
        var bidders: [String: Int] = [:]
        for (index, bid) in lot.bids.enumerated() where bidders[name(bid.name)] == nil {
            bidders[name(bid.name)] = index
        }
        var clues: [Clue] = []
        var told: Set<[String]> = []
        for (index, bid) in lot.bids.enumerated() {
            for key in bid.keys where key.kind == .payer || key.kind == .employer {
                guard let rival = bidders[name(key.value)], !lot.isSameBidder(index, rival),
                    told.insert([String(index), String(rival), key.kind.rawValue]).inserted
                else { continue }
                clues.append(clue(key, of: index, rival))
            }
        }
        return clues
    }

    private static func name(_ name: String) -> String { StopValues.folded(name).filter { !$0.isWhitespace } }

    private static func clue(_ key: IdentityKey, of bid: Int, _ rival: Int) -> Clue {
        let figures: [String: Figure] = [
            "bid": .quoted(ComparedLot.letter(bid)), "rival": .quoted(ComparedLot.letter(rival)),
        ]
        let pays = key.kind == .payer
        return Clue(
            .handling, pays ? "rival-pays" : "rival-insures", bids: [bid, rival], strength: strength(key.kind),
            articles: pays ? [.sameAccount, .sameHandler] : [.sameHandler, .samePerson],
            title: pays
                ? LocalizedText(zh: "保证金由另一投标人缴纳或申请", en: "bid security paid or applied for by another bidder")
                : LocalizedText(zh: "人员由另一投标人参保", en: "people insured by another bidder"),
            statements: [
                pays
                    ? Statement(
                        zh: "{bid} 写明投标保证金由 {rival} 缴纳,或保函以其为申请人。",
                        en: "{bid} states that its bid security was paid, or its guarantee applied for, by {rival}.",
                        figures)
                    : Statement(
                        zh: "{bid} 写明其人员的社会保险由 {rival} 缴纳。",
                        en: "{bid} states that {rival} pays the social insurance of its people.", figures)
            ],
            evidence: [
                .value(
                    title: key.kind.title, value: key.shown,
                    places: [EvidencePlace(bid: bid, file: key.file, place: key.place)])
            ],
            causes: [
                LocalizedText(
                    zh: "母公司统一代缴或统一参保(关联企业,另有规定)",
                    en: "a parent firm pays for its group: affiliated firms, which is another matter"),
                pays
                    ? LocalizedText(zh: "联合体成员代为缴纳", en: "a member of a consortium paid")
                    : LocalizedText(zh: "人员变更单位,参保关系尚未转移", en: "a person who changed employers, not yet transferred"),
            ])
    }

    static func strength(_ kind: IdentityKey.Kind) -> ClueStrength { kind == .payer ? .strong : .moderate }
}
