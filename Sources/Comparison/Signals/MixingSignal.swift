// MixingSignal.swift — one bidder's name or code within another's bid (混装), and one file in two bids.
internal import Extraction
internal import PriceMatching
package import Reporting

package struct MixingSignal: Signal {
    package init() {}

    package var id: SignalID { .mixing }

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        names(lot, &result)
        files(lot, &result)
        return result
    }

    // MARK: - A rival's name

    private func names(_ lot: ComparedLot, _ result: inout SignalResult) {
        let wanted = lot.bids.map { bid -> [String] in
            var words: [String] = []
            let name = StopValues.folded(bid.name).filter { !$0.isWhitespace }
            // a short name is a word of the language too
            if bid.code != nil, name.count >= 6 { words.append(name) }
            if let code = bid.code?.text { words.append(code) }
            return words
        }
        let tender = lot.tenderDocuments.map(Self.plain)
        for (index, bid) in lot.bids.enumerated() {
            let members = Set(bid.bids.flatMap { [$0.bidder.name] + $0.consortium.map(\.organization.name) })
            for (other, words) in wanted.enumerated() where !lot.isSameBidder(index, other) {
                guard !members.contains(lot.bids[other].name) else { continue }
                for word in words where !tender.contains(where: { $0.contains(word) }) {
                    let found = Self.find(word, bid, index)
                    guard !found.isEmpty else { continue }
                    result.clues.append(clue(word, index, other, found, lot))
                }
            }
        }
    }

    private func clue(
        _ word: String, _ index: Int, _ other: Int, _ places: [EvidencePlace], _ lot: ComparedLot
    ) -> Clue {
        let beside = lot.notInTender(TenderGap(text: lot))
        return Clue(
            .mixing, "rival-named", bids: [index, other], strength: .strong, articles: [.mixed, .samePreparer],
            title: LocalizedText(zh: "投标文件中出现其他投标人", en: "another bidder is named in a bid"),
            statements: [
                Statement(
                    zh: "{bid} 的投标文件中有 {count} 处出现 {other} 的名称或代码“{word}”;\(beside.zh)。",
                    en:
                        "the bid of {bid} names {other} (\"{word}\") at {count} places; \(beside.en).",
                    [
                        "bid": .quoted(ComparedLot.letter(index)), "other": .quoted(ComparedLot.letter(other)),
                        "word": .quoted(word), "count": .count(places.count),
                    ])
            ],
            evidence: [
                .value(
                    title: LocalizedText(zh: "其他投标人的名称或代码", en: "name or code of another bidder"), value: word,
                    places: Array(places.prefix(50)))
            ],
            causes: [
                LocalizedText(
                    zh: "作为分包人、供应商、业绩相对方或联合体成员提及",
                    en: "named as subcontractor, supplier, partner in past works or member of a consortium"),
                LocalizedText(zh: "关联企业的证书或业绩", en: "certificates or past works of an affiliated firm"),
            ])
    }

    private static func find(_ word: String, _ bid: ComparedBid, _ index: Int) -> [EvidencePlace] {
        var places: [EvidencePlace] = []
        for document in bid.documents {
            for block in document.blocks where block.text.utf8.count >= word.utf8.count {
                if plain(block.text).contains(word) {
                    places.append(EvidencePlace(bid: index, file: document.name, place: block.place.text))
                }
            }
        }
        return places
    }

    private static func plain(_ document: ExtractedDocument) -> String {
        plain(document.blocks.map(\.text).joined())
    }

    private static func plain(_ text: String) -> String { StopValues.folded(text).filter { !$0.isWhitespace } }

    // MARK: - One file in two bids

    private func files(_ lot: ComparedLot, _ result: inout SignalResult) {
        let ofTender = Set(lot.tenderFiles.map(\.digest)).union(lot.tenderDocuments.map(\.digest))
        var bearers: [String: [(bid: Int, document: ExtractedDocument)]] = [:]
        for (index, bid) in lot.bids.enumerated() {
            for document in bid.documents where !ofTender.contains(document.digest) && document.size >= 512 {
                bearers[document.digest.hex, default: []].append((index, document))
            }
        }
        for digest in bearers.keys.sorted() {
            guard let all = bearers[digest], let one = all.first?.document else { continue }
            var identities: Set<String> = []
            let bids = Set(all.map(\.bid)).sorted().filter { identities.insert(lot.bids[$0].identity).inserted }
            guard bids.count >= 2 else { continue }
            let places = all.map { EvidencePlace(bid: $0.bid, file: $0.document.name) }
            // pictures are the business of another signal, which knows what is in many certificates
            guard one.format != .image else { continue }
            if bids.count >= KeyJoin.many {
                result.remarks.append(
                    LotRemark(
                        .mixing, "common-file", bids: bids,
                        title: LocalizedText(zh: "多家有同一文件,来源未查明", en: "one file in many bids, source not found"),
                        statements: [
                            Statement(
                                zh: "{count} 份投标文件有同一个文件。", en: "{count} bids have one and the same file.",
                                ["count": .count(bids.count)])
                        ],
                        evidence: [
                            .value(title: LocalizedText(zh: "SHA-256", en: "SHA-256"), value: digest, places: places)
                        ]))
                continue
            }
            result.clues.append(
                Clue(
                    .mixing, "same-file", bids: bids, strength: .strong, articles: [.mixed, .samePreparer],
                    title: LocalizedText(zh: "两份投标文件有同一文件", en: "one file in two bids"),
                    statements: [
                        Statement(
                            zh: "{first} 与 {second} 有一个逐字节相同的文件({size} 字节);\(lot.notInTender.zh)。",
                            en:
                                "{first} and {second} have a file that is the same byte for byte ({size} bytes); \(lot.notInTender.en).",
                            [
                                "first": .quoted(ComparedLot.letter(bids[0])),
                                "second": .quoted(ComparedLot.letter(bids[1])), "size": .count(one.size),
                            ])
                    ],
                    evidence: [
                        .value(title: LocalizedText(zh: "SHA-256", en: "SHA-256"), value: digest, places: places)
                    ],
                    causes: [
                        LocalizedText(
                            zh: "公开的标准、图集或厂家资料原件", en: "a public standard, an atlas or a maker's brochure as published")
                    ]))
        }
    }
}
