// TextSignal.swift — passages that two bids share, and neither tender nor background has (文字雷同).
internal import Extraction
internal import PriceMatching
package import Reporting
internal import TextMatching

package struct TextSignal: Signal {
    package init() {}

    package var id: SignalID { .text }

    /// Passages of a pair that the report shows in full; the others are counted.
    static let mostShown = 60

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        let bids = lot.bids.map { bid in bid.documents.map(Self.text) }
        guard bids.contains(where: { !$0.isEmpty }) else {
            result.unchecked.append(LocalizedText(zh: "没有可比的文字", en: "there is no text to compare"))
            return result
        }
        let known = try KnownTexts(tender: lot.tenderDocuments.map(Self.text), background: context.background)
        let compared = TextComparison(try LotTexts(bids), known: known)
        for pair in compared.pairs where !lot.isSameBidder(pair.first, pair.second) {
            if !pair.passages.isEmpty {
                let passages = try PassagesOfPast(pair, lot, context.history)
                result.clues.append(clue(pair, passages, compared, lot, Self.beside(lot, context)))
            }
            if !pair.isComplete {
                let letters = "\(ComparedLot.letter(pair.first)), \(ComparedLot.letter(pair.second))"
                result.unchecked.append(
                    LocalizedText(
                        zh: "\(letters) 的文字过于重复,雷同段落可能未全部列出",
                        en: "the texts of \(letters) repeat themselves so much that there may be more passages"))
            }
        }
        for passage in compared.common { result.remarks.append(remark(passage, lot, Self.beside(lot, context))) }
        if !context.background.isEmpty { result.remarks += BackgroundRemarks.remarks(compared, lot) }
        if let gap = TenderGap(text: lot) {
            result.unchecked.append(
                LocalizedText(
                    zh: "\(gap.words.zh),双方照抄招标文件的文字无法扣除",
                    en: "\(gap.words.en): what both copied from it could not be taken out"))
        }
        if context.background.isEmpty {
            result.unchecked.append(
                LocalizedText(
                    zh: "没有背景库,标准、规范、厂家样本等公共文字未扣除",
                    en:
                        "no background library was given: standards, catalogues and other public texts were not taken out"
                ))
        }
        for (index, bid) in lot.bids.enumerated() where compared.totals[index].characters == 0 {
            let letter = ComparedLot.letter(index)
            result.unchecked.append(
                LocalizedText(
                    zh: "\(letter)(\(bid.name))没有可读的文字", en: "\(letter) (\(bid.name)) has no text that can be read"))
        }
        return result
    }

    static func text(_ document: ExtractedDocument) -> TextDocument {
        TextDocument(blocks: document.blocks.map(\.text))
    }

    // MARK: - A pair

    /// What may be said of the passages: that what was given besides does not have them.
    private static func beside(_ lot: ComparedLot, _ context: ComparisonContext) -> LocalizedText {
        switch (!lot.tenderHasText, context.background.isEmpty) {
        case (false, false):
            LocalizedText(zh: "招标文件和背景库中没有这些文字", en: "neither tender nor background has them")
        case (false, true): LocalizedText(zh: "招标文件中没有这些文字", en: "the tender does not have them")
        case (true, false): LocalizedText(zh: "背景库中没有这些文字", en: "the background does not have them")
        case (true, true):
            LocalizedText(zh: "没有招标文件和背景库的文字可供扣除", en: "there was no text of a tender or a background to take out")
        }
    }

    private func clue(
        _ pair: PairPassages, _ past: PassagesOfPast, _ compared: TextComparison, _ lot: ComparedLot,
        _ beside: LocalizedText
    ) -> Clue {
        let passages = past.passages
        let (a, b) = (pair.first, pair.second)
        let characters = passages.reduce(0) { $0 + $1.distinct }
        let longest = passages.map(\.distinct).max() ?? 0
        let (mine, theirs) = (compared.totals[a], compared.totals[b])
        let figures: [String: Figure] = [
            "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
            "passages": .count(passages.count), "characters": .count(characters), "longest": .count(longest),
            "own": .count(min(mine.remaining, theirs.remaining)),
        ]
        var excluded: [Statement] = []
        if lot.tenderHasText {
            excluded.append(
                Statement(
                    zh: "已逐字扣除与招标文件相同的文字:{first} {mine} 字,{second} {theirs} 字。",
                    en:
                        "text of the tender was taken out character by character: {mine} characters of {first}, {theirs} of {second}.",
                    [
                        "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                        "mine": .count(mine.fromTender), "theirs": .count(theirs.fromTender),
                    ]))
        }
        excluded.append(
            Statement(
                zh: "已扣除三家及以上共有、来源不明的文字:{first} {mine} 字,{second} {theirs} 字。",
                en:
                    "text that three bids or more have, from a source that is not known, was taken out: {mine} characters of {first}, {theirs} of {second}.",
                [
                    "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                    "mine": .count(mine.common), "theirs": .count(theirs.common),
                ]))
        if past.repetitions > 0 {
            excluded.append(
                Statement(
                    zh: "另有 {count} 处只是同一段文字在一家的文件中重复出现,每个字只计一次,未列出。",
                    en:
                        "{count} more places are the same text over again in the files of one of the two; each character counts once, and they are not shown.",
                    ["count": .count(past.repetitions)]))
        }
        for (index, kind) in compared.kinds.enumerated() {
            excluded.append(
                Statement(
                    zh: "已扣除背景库“{kind}”的文字:{first} {mine} 字,{second} {theirs} 字。",
                    en:
                        "text of the background \"{kind}\" was taken out: {mine} characters of {first}, {theirs} of {second}.",
                    [
                        "kind": .quoted(kind), "first": .quoted(ComparedLot.letter(a)),
                        "second": .quoted(ComparedLot.letter(b)), "mine": .count(mine.fromBackground[index]),
                        "theirs": .count(theirs.fromBackground[index]),
                    ]))
        }
        var statements = [
            Statement(
                zh:
                    "{first} 与 {second} 有 {passages} 处雷同文字,相同的字共 {characters} 个,最多的一处 {longest} 个;\(beside.zh)。",
                en:
                    "{first} and {second} share {passages} passages with {characters} equal characters in all, {longest} in the one with the most; \(beside.en).",
                figures.filter { $0.key != "own" }),
            Statement(
                zh: "占两家自拟文字(扣除后较少一家 {own} 字)的 {share}。",
                en:
                    "that is {share} of what remains of the shorter of the two after all this was taken out ({own} characters).",
                [
                    "own": .count(min(mine.remaining, theirs.remaining)),
                    "share": .share(characters, of: max(1, min(mine.remaining, theirs.remaining))),
                ]),
        ]
        if passages.count > Self.mostShown {
            statements.append(
                Statement(
                    zh: "下面列出最长的 {shown} 处。", en: "the {shown} longest are shown below.",
                    ["shown": .count(Self.mostShown)]))
        }
        let weighed = past.own
        return Clue(
            .text, "passages", bids: [a, b],
            strength: Self.strength(
                characters: weighed.reduce(0) { $0 + $1.distinct },
                longest: weighed.map(\.distinct).max() ?? 0),
            articles: [.samePreparer, .alike],
            title: LocalizedText(zh: "文字雷同", en: "passages in common"), statements: statements,
            evidence: zip(passages, past.spreads).prefix(Self.mostShown).map { evidence($0, $1, a, b, lot) },
            excluded: excluded + past.excluded, rarity: past.rarity,
            causes: [
                LocalizedText(
                    zh: "两家引用了背景库中没有的同一规范、图集、厂家样本或施工工法",
                    en: "both quote a standard, atlas, catalogue or method statement that the background does not have"),
                LocalizedText(zh: "同一份公开的范文,或同一机器写作工具", en: "one public sample text, or one writing machine"),
                LocalizedText(zh: "同一名编制人员先后任职于两家", en: "an author who worked for one and then for the other"),
            ], unchecked: past.unchecked)
    }

    /// Characters that two share in all, or in one passage, from which on a clue is so strong: the strength table prints these.
    package static let strongFrom = (characters: 1_000, longest: 500)
    static let moderateFrom = (characters: 200, longest: 150)

    /// By how much own text two share.
    static func strength(characters: Int, longest: Int) -> ClueStrength {
        if characters >= strongFrom.characters || longest >= strongFrom.longest { return .strong }
        if characters >= moderateFrom.characters || longest >= moderateFrom.longest { return .moderate }
        return .weak
    }

    private func evidence(
        _ passage: Passage, _ spread: PassageSpread?, _ a: Int, _ b: Int, _ lot: ComparedLot
    ) -> Evidence {
        var summary = Statement(
            zh: "相同的字计 {same} 个;两边各 {mine} 字和 {theirs} 字,改动 {edits} 处({rate})。",
            en: "{same} equal characters counted, of {mine} and {theirs}; {edits} changed ({rate}).",
            [
                "same": .count(passage.distinct),
                "mine": .count(passage.firstLength), "theirs": .count(passage.secondLength),
                "edits": .count(passage.edits),
                "rate": .share(passage.edits, of: max(passage.firstLength, passage.secondLength, 1)),
            ])
        if let spread { PassagesOfPast.add(spread, to: &summary) }
        return .passage(
            first: Self.quote(passage.first, passage.runs.map(\.first), a, lot),
            second: Self.quote(passage.second, passage.runs.map(\.second), b, lot), summary: summary)
    }

    /// The text of a span, in pieces: those of the runs are equal on both sides.
    static func quote(_ span: TextSpan, _ runs: [TextSpan], _ bid: Int, _ lot: ComparedLot) -> QuotedText {
        let document = lot.bids[bid].documents[span.document]
        let blocks = document.blocks
        var pieces: [QuotedText.Piece] = []
        let first = opening(of: span, blocks)
        var reader = BlockReader(blocks, at: first)
        func add(until end: TextPoint, isEqual: Bool) {
            let text = reader.read(until: end)
            if !text.isEmpty { pieces.append(QuotedText.Piece(text: text, isEqual: isEqual)) }
        }
        for run in runs {
            if reader.point < run.start { add(until: run.start, isEqual: false) }
            add(until: run.end, isEqual: true)
        }
        if reader.point < span.end { add(until: span.end, isEqual: false) }
        let stream = document.stream
        let start = stream.offset(block: first.block, scalar: first.offset) ?? 0
        let end = stream.offset(block: span.end.block, scalar: span.end.offset) ?? start
        func place(_ block: Int) -> LocalizedText { blocks[block].place.text }
        let (from, until) = (place(first.block), place(span.end.block))
        return QuotedText(
            from: EvidencePlace(bid: bid, file: document.name, place: from), until: from == until ? nil : until,
            offsets: start..<max(start, end), pieces: pieces)
    }

    /// Where a passage is shown from: the full stop of the sentence before it is no part of it to a reader.
    private static func opening(of span: TextSpan, _ blocks: [TextBlock]) -> TextPoint {
        var reader = BlockReader(blocks, at: span.start)
        while reader.point < span.end {
            if let scalar = reader.scalar {
                guard Self.closing.contains(scalar) else { return reader.point }
                reader.skip()
            } else {
                guard reader.point.block < span.end.block else { return span.start }
                reader = BlockReader(blocks, at: TextPoint(block: reader.point.block + 1, offset: 0))
            }
        }
        return span.start
    }

    private static let closing: Set<Unicode.Scalar> = Set("。,、;:!?)】》”’.,;:!?)]}> \t\n\u{3000}".unicodeScalars)

    // MARK: - Many alike

    private func remark(_ passage: CommonPassage, _ lot: ComparedLot, _ beside: LocalizedText) -> LotRemark {
        let first = passage.places.first.map { Self.quote($0.span, [], $0.bid, lot) }
        let text = first?.pieces.map(\.text).joined() ?? ""
        return LotRemark(
            .text, "common-text", bids: passage.bids,
            title: LocalizedText(zh: "多家雷同,来源未查明", en: "many alike, source not found"),
            statements: [
                Statement(
                    zh: "{bids} 份投标文件有同一段文字({length} 字);\(beside.zh);可能有共同来源,不作归属。",
                    en:
                        "{bids} bids have one text ({length} characters); \(beside.en); there may be a common source, so it is held against nobody.",
                    [
                        "bids": .count(passage.bids.count),
                        "length": .count(passage.places.map(\.length).max() ?? 0),
                    ])
            ],
            evidence: [
                .value(
                    title: LocalizedText(zh: "文字", en: "text"), value: String(text.prefix(400)),
                    places: passage.places.map { place in
                        let document = lot.bids[place.bid].documents[place.span.document]
                        return EvidencePlace(
                            bid: place.bid, file: document.name,
                            place: document.blocks[place.span.start.block].place.text)
                    })
            ])
    }
}
