// EvasionSignal.swift — characters and settings that hide text from a comparison or from a reader (规避手法): a clue about one bid.
internal import Extraction
internal import PriceMatching
package import Reporting
internal import TextMatching

package struct EvasionSignal: Signal {
    package init() {}

    package var id: SignalID { .evasion }

    /// So many characters of a kind, from which on they are told.
    static let fewest = 5

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        for (index, bid) in lot.bids.enumerated() {
            let tally = try LotTexts([bid.documents.map(TextSignal.text)]).evasion.first ?? EvasionTally()
            for kind in EvasionKind.allCases {
                guard let count = tally.counts[kind], count >= Self.fewest else { continue }
                result.clues.append(clue(kind, count, tally.marks.filter { $0.kind == kind }, index, bid))
            }
            concealed(index, bid, &result)
        }
        return result
    }

    private func clue(
        _ kind: EvasionKind, _ count: Int, _ marks: [EvasionMark], _ index: Int, _ bid: ComparedBid
    ) -> Clue {
        var places: [EvidencePlace] = []
        for mark in marks {
            let document = bid.documents[mark.document]
            let place = EvidencePlace(
                bid: index, file: document.name, place: document.blocks[mark.point.block].place.text)
            if places.last != place { places.append(place) }
        }
        return Clue(
            .evasion, kind.rawValue, bids: [index], strength: count >= 50 ? .moderate : .weak, articles: [.alike],
            title: Self.title(kind),
            statements: [
                Statement(
                    zh: "{bid} 的文字中有 {count} 个\(Self.title(kind).zh),比对前已还原。",
                    en:
                        "the text of {bid} has {count} characters of this kind: \(Self.title(kind).en). They were undone before comparing.",
                    ["bid": .quoted(ComparedLot.letter(index)), "count": .count(count)])
            ],
            evidence: [
                .value(
                    title: LocalizedText(zh: "位置", en: "places"), value: Self.title(kind).zh,
                    places: Array(places.prefix(50)))
            ],
            causes: [
                LocalizedText(
                    zh: "从网页、PDF 或其他软件复制时带入", en: "carried along by copying from a web page, a PDF or another program")
            ])
    }

    private func concealed(_ index: Int, _ bid: ComparedBid, _ result: inout SignalResult) {
        for concealment in Concealment.allCases {
            var characters = 0
            var places: [EvidencePlace] = []
            for document in bid.documents {
                for block in document.blocks where block.concealment == concealment {
                    characters += block.text.unicodeScalars.count
                    if places.count < 50 {
                        places.append(EvidencePlace(bid: index, file: document.name, place: block.place.text))
                    }
                }
            }
            guard characters >= 200 else { continue }
            result.clues.append(
                Clue(
                    .evasion, "concealed-\(concealment.rawValue)", bids: [index], strength: .weak, articles: [.alike],
                    title: concealment.title,
                    statements: [
                        Statement(
                            zh: "{bid} 有 {count} 字\(concealment.title.zh),读者看不到,比对时已计入。",
                            en:
                                "{bid} has {count} characters that a reader does not see (\(concealment.title.en)); they were compared all the same.",
                            ["bid": .quoted(ComparedLot.letter(index)), "count": .count(characters)])
                    ],
                    evidence: [
                        .value(
                            title: LocalizedText(zh: "位置", en: "places"), value: concealment.title.zh, places: places)
                    ],
                    causes: [
                        LocalizedText(
                            zh: "模板中的隐藏说明、深色底纹上的白字", en: "hidden remarks of a form, white letters on a dark ground")
                    ]))
        }
    }

    private static func title(_ kind: EvasionKind) -> LocalizedText {
        switch kind {
        case .zeroWidth: LocalizedText(zh: "零宽字符", en: "zero-width characters")
        case .bidiControl: LocalizedText(zh: "双向控制符", en: "bidirectional controls")
        case .lookAlike: LocalizedText(zh: "形近字母", en: "look-alike letters")
        }
    }
}
