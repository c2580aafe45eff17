// KeyJoin.swift — which bids have a mark in common (标识键比对), what the tender's own files bring along, and how rare the mark is.
internal import PriceMatching
internal import Reporting

/// Joins bids over marks of some kinds.
struct KeyJoin {
    var signal: SignalID
    var kinds: Set<IdentityKey.Kind>
    /// What else is known of a mark that two bids share, or several.
    var more: @Sendable (_ key: IdentityKey, _ bids: [Int]) -> (statements: [Statement], evidence: [Evidence]) = {
        _, _ in ([], [])
    }

    /// In this many bids or more, a mark has a common source that nobody knows: one that is weak by itself is held against no pair
    /// then, and the others weigh less.
    static let many = 3

    func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        var bearers: [String: [(bid: Int, key: IdentityKey)]] = [:]
        for (index, bid) in lot.bids.enumerated() {
            for key in bid.keys where kinds.contains(key.kind) { bearers[key.match, default: []].append((index, key)) }
        }
        // what stands in the tender's own bill and forms, everybody who fills them in hands back
        let ofTender = Set((lot.tenderBill.map(IdentityKey.of) ?? []).map(\.match))
        for match in bearers.keys.sorted() {
            guard let all = bearers[match], let key = all.first?.key else { continue }
            var identities: Set<String> = []
            let bids = Set(all.map(\.bid)).sorted().filter { identities.insert(lot.bids[$0].identity).inserted }
            guard bids.count >= 2 else { continue }
            let places = all.map { EvidencePlace(bid: $0.bid, file: $0.key.file, place: $0.key.place) }
            if ofTender.contains(match) {
                result.remarks.append(remark(key, bids, places, fromTender: true))
                continue
            }
            if bids.count >= Self.many, !key.kind.isPersonal {
                result.remarks.append(remark(key, bids, places, fromTender: false))
                if KeyWeights.strength(key) == .weak { continue }
            }
            let rarity = try context.history?.units(with: key)
            for (place, first) in bids.enumerated() {
                for second in bids[(place + 1)...] {
                    result.clues.append(clue(key, first, second, bids.count, places, rarity))
                }
            }
        }
        return result
    }

    private func remark(
        _ key: IdentityKey, _ bids: [Int], _ places: [EvidencePlace], fromTender: Bool
    ) -> LotRemark {
        let more = fromTender ? ([], []) : more(key, bids)
        return LotRemark(
            signal, fromTender ? "from-tender" : "many-\(key.kind.rawValue)", bids: bids, title: key.kind.title,
            statements: [
                fromTender
                    ? Statement(
                        zh: "{count} 份投标文件带有招标人清单文件里原有的同一值,已扣除。",
                        en: "{count} bids carry the value that the tender's own bill has; it was taken out.",
                        ["count": .count(bids.count)])
                    : Statement(
                        zh: "{count} 份投标文件有同一值:可能有共同来源,请先查明来源。",
                        en: "{count} bids have one value: there may be a common source; look for that first.",
                        ["count": .count(bids.count)])
            ] + more.0, evidence: [.value(title: key.kind.title, value: key.shown, places: places)] + more.1)
    }

    private func clue(
        _ key: IdentityKey, _ a: Int, _ b: Int, _ bearers: Int, _ places: [EvidencePlace],
        _ rarity: (using: Int, known: Int)?
    ) -> Clue {
        var strength = KeyWeights.strength(key)
        var rarities: [Statement] = []
        var unchecked: [LocalizedText] = []
        if let rarity {
            rarities.append(
                Statement(
                    zh: "历史库从其他标段知道的 {known} 家单位中,有 {using} 家在那些标段用过这一值。",
                    en: "of {known} units that the history knows from other lots, {using} have used this value there.",
                    ["known": .count(rarity.known), "using": .count(rarity.using)]))
            // what others use too is no mark of these two
            if rarity.using >= 3 { strength = min(strength, rarity.using >= 10 ? .weak : .moderate) }
        } else {
            unchecked.append(
                LocalizedText(
                    zh: "没有给出历史库,不知道其他单位是否也用过这一值",
                    en: "no history was given: whether other units have used this value is not known"))
        }
        if bearers >= Self.many, !key.kind.isPersonal { strength = min(strength, .moderate) }
        let more = more(key, [a, b])
        return Clue(
            signal, key.kind.rawValue + (key.detail.isEmpty ? "" : "-" + key.detail), bids: [a, b], strength: strength,
            articles: KeyWeights.articles(key.kind),
            title: LocalizedText(zh: "\(key.kind.title.zh)相同", en: "the same \(key.kind.title.en)"),
            statements: [
                Statement(
                    zh: "{first} 与 {second} 的\(key.kind.title.zh)同为 {value}。",
                    en: "{first} and {second} have one \(key.kind.title.en): {value}.",
                    [
                        "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                        "value": .quoted(key.shown),
                    ])
            ] + more.statements,
            evidence: [
                .value(title: key.kind.title, value: key.shown, places: places.filter { $0.bid == a || $0.bid == b })
            ] + more.evidence,
            excluded: [
                Statement(
                    zh: "空值、占位值和软件自动填写的通用值不参与比对。",
                    en: "empty values, placeholders and what programs fill in for everybody were left out.")
            ], rarity: rarities, causes: KeyWeights.causes(key.kind), unchecked: unchecked)
    }
}

extension IdentityKey.Kind {
    /// Whether it says of each of several bids what it says of two: a person cannot lead three teams either.
    var isPersonal: Bool {
        switch self {
        case .person, .account, .creation, .certificate: true
        default: false
        }
    }
}
