// PassagesOfPast.swift — what a history says of the passages that two bids share (历史库中的同一文字): how far each has spread, and which are background.
internal import Reporting
internal import TenderModel
internal import TextMatching

/// The passages of a pair beside what the history knows of each.
struct PassagesOfPast {
    /// The most telling first, without those that only say again what another says.
    let passages: [Passage]
    /// Those, counted.
    let repetitions: Int
    /// One for each passage; nil where nothing could be looked for.
    let spreads: [PassageSpread?]
    private let hasHistory: Bool

    /// So many units that never bid beside either of the two make a passage background, and nobody's mark.
    static let many = KeyJoin.many

    /// - Throws: what the history says.
    init(_ pair: PairPassages, _ lot: ComparedLot, _ history: (any KeyHistory)?) throws(Problem) {
        passages = pair.passages.filter { $0.distinct > 0 }.sorted {
            ($1.distinct, $0.first.document, $0.first.start) < ($0.distinct, $1.first.document, $1.first.start)
        }
        repetitions = pair.passages.count - passages.count
        hasHistory = history != nil
        spreads =
            try history?.spread(
                of: passages.map(\.keys), between: [pair.first, pair.second].compactMap { lot.bids[$0].code },
                among: Set(lot.bids.compactMap(\.code))) ?? passages.map { _ in nil }
    }

    private func isBackground(_ spread: PassageSpread?) -> Bool { (spread?.unrelated ?? 0) >= Self.many }

    /// Passages that are not background: only these weigh.
    var own: [Passage] { zip(passages, spreads).filter { !isBackground($1) }.map(\.0) }

    var rarity: [Statement] {
        guard hasHistory else { return [] }
        let told = zip(passages, spreads).filter { $1 != nil }
        let found = told.filter { ($1?.using ?? 0) > 0 }
        return [
            Statement(
                zh: "其中 {told} 处够长,可在历史库中查找(库里只有正文指纹的抽样);{found} 处也见于其他单位投其他标段的文件。",
                en:
                    "{told} of them are long enough to be looked for in the history, which has a sample of fingerprints and no texts; {found} were also found in bids of other units for other lots.",
                ["told": .count(told.count), "found": .count(found.count)])
        ]
    }

    var excluded: [Statement] {
        let background = zip(passages, spreads).filter { isBackground($1) }.map(\.0)
        guard !background.isEmpty else { return [] }
        return [
            Statement(
                zh: "有 {passages} 处({characters} 字)在历史库中另有 {many} 家以上从未与这两家同场的单位用过,视为公共文字,仍列出,但不计入强度。",
                en:
                    "{passages} passages ({characters} characters) were also used by {many} units or more of the history that never bid beside either of the two: they count as background, are still shown, and add nothing to the strength.",
                [
                    "passages": .count(background.count), "many": .count(Self.many),
                    "characters": .count(background.reduce(0) { $0 + $1.distinct }),
                ])
        ]
    }

    var unchecked: [LocalizedText] {
        hasHistory
            ? []
            : [
                LocalizedText(
                    zh: "没有给出历史库,不知道以往的投标文件是否也有这些文字",
                    en: "no history was given: whether earlier bids have these texts is not known")
            ]
    }

    /// Says of one passage how far it has spread.
    static func add(_ spread: PassageSpread, to summary: inout Statement) {
        let more = Statement(
            zh: "历史库中可比的 {known} 家其他单位,有 {using} 家在投其他标段时也有此处文字,其中 {unrelated} 家从未与这两家同场。",
            en:
                " Of {known} other units of the history that can be compared, {using} also have it in bids for other lots; {unrelated} of these never bid beside either of the two.",
            [
                "known": .count(spread.known), "using": .count(spread.using), "unrelated": .count(spread.unrelated),
            ])
        summary.words = LocalizedText(zh: summary.words.zh + more.words.zh, en: summary.words.en + more.words.en)
        summary.figures.merge(more.figures) { old, _ in old }
    }
}
