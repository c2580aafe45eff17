// AncestrySignal.swift — documents that stem from one another (文档同源): editing sessions, document ids, authors, companies.
internal import Extraction
internal import PriceMatching
package import Reporting

package struct AncestrySignal: Signal {
    package init() {}

    package var id: SignalID { .ancestry }

    /// Editing sessions that two documents share, from which on they hardly meet by chance: each is one of 2^31 numbers.
    static let fewestSessions = 3

    package func run(_ lot: ComparedLot, _ context: ComparisonContext) throws(Problem) -> SignalResult {
        var result = SignalResult()
        let marks = lot.bids.map { Marks($0.documents) }
        let ofTender = Marks(lot.tenderDocuments).files
        var bearers: [Mark: Set<Int>] = [:]
        for (bid, own) in marks.enumerated() { for mark in own.files.keys { bearers[mark, default: []].insert(bid) } }
        for a in lot.bids.indices {
            for b in lot.bids.indices where b > a && !lot.isSameBidder(a, b) {
                sessions(a, b, marks, ofTender, bearers, lot, &result)
                singles(a, b, marks, ofTender, bearers, lot, &result)
            }
        }
        forms(bearers, ofTender, lot, &result)
        return result
    }

    // MARK: - What documents carry

    enum Sort: String, Hashable, Comparable, CaseIterable {
        case session, paragraph, document, author, company, template

        static func < (a: Sort, b: Sort) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }

        var title: LocalizedText {
            switch self {
            case .session: LocalizedText(zh: "编辑会话标识(rsid)", en: "editing session (rsid)")
            case .paragraph: LocalizedText(zh: "段落标识(paraId)", en: "paragraph id (paraId)")
            case .document: LocalizedText(zh: "文档标识", en: "document id")
            case .author: LocalizedText(zh: "作者或最后保存者", en: "author, or who saved it last")
            case .company: LocalizedText(zh: "文档属性中的公司", en: "company in the properties")
            case .template: LocalizedText(zh: "文档模板", en: "document template")
            }
        }
    }

    struct Mark: Hashable, Comparable {
        var sort: Sort
        var value: String

        static func < (a: Mark, b: Mark) -> Bool { (a.sort, a.value) < (b.sort, b.value) }
    }

    /// The marks of one bid, sorted out once and not again for each other bid: a document may bring along a million.
    struct Marks {
        /// Each mark with the documents that carry it, in order.
        private(set) var files: [Mark: [String]] = [:]
        /// Editing sessions and paragraphs.
        let sessions: Set<Mark>
        /// All others, sorted.
        let singles: [Mark]

        init(_ documents: [ExtractedDocument]) {
            for document in documents {
                for mark in Self.of(document) { files[mark, default: []].append(document.name) }
            }
            sessions = Set(files.keys.filter { $0.sort == .session || $0.sort == .paragraph })
            singles = files.keys.filter { $0.sort != .session && $0.sort != .paragraph }.sorted()
        }

        /// What both have, unsorted.
        func shared(with other: Marks) -> [Mark] {
            sessions.count <= other.sessions.count
                ? sessions.filter(other.sessions.contains) : other.sessions.filter(sessions.contains)
        }

        private static func of(_ document: ExtractedDocument) -> Set<Mark> {
            let data = document.metadata
            var marks: Set<Mark> = []
            // sessions in which something that is still there was written; 00000000 is nobody's
            for session in data.revisionIDs.used.keys where session.contains(where: { $0 != "0" }) {
                marks.insert(Mark(sort: .session, value: session))
            }
            for id in data.revisionIDs.paragraphs { marks.insert(Mark(sort: .paragraph, value: id)) }
            for id in data.ids where id.kind != .pdfVersion && id.kind != .xmpInstance {
                guard let value = StopValues.canonical(.creation, id.value) else { continue }
                marks.insert(Mark(sort: .document, value: "\(id.kind.rawValue) \(value)"))
            }
            for name in [data.author, data.lastModifiedBy].compactMap({ $0 }) where StopValues.isTelling(author: name) {
                marks.insert(Mark(sort: .author, value: StopValues.folded(name)))
            }
            if let company = data.company, StopValues.isTelling(author: company) {
                marks.insert(Mark(sort: .company, value: StopValues.folded(company)))
            }
            if let template = data.template.map(StopValues.folded), !template.isEmpty,
                !template.lowercased().hasPrefix("normal")
            {
                marks.insert(Mark(sort: .template, value: template))
            }
            return marks
        }
    }

    // MARK: - Pairs

    private func sessions(
        _ a: Int, _ b: Int, _ marks: [Marks], _ ofTender: [Mark: [String]], _ bearers: [Mark: Set<Int>],
        _ lot: ComparedLot, _ result: inout SignalResult
    ) {
        let shared = marks[a].shared(with: marks[b])
        guard !shared.isEmpty else { return }
        let fromTender = shared.filter { ofTender[$0] != nil }
        let common = shared.filter { ofTender[$0] == nil && (bearers[$0]?.count ?? 0) >= KeyJoin.many }
        let own = shared.filter { ofTender[$0] == nil && (bearers[$0]?.count ?? 0) < KeyJoin.many }.sorted()
        guard own.count >= Self.fewestSessions else { return }
        let (mine, theirs) = (files(own, marks[a].files), files(own, marks[b].files))
        let all = marks[a].sessions.count
        result.clues.append(
            Clue(
                .ancestry, "sessions", bids: [a, b], strength: own.count >= 10 ? .strong : .moderate,
                articles: [.samePreparer],
                title: LocalizedText(zh: "文档编辑标识相同", en: "editing marks in common"),
                statements: [
                    Statement(
                        zh:
                            "{first} 与 {second} 的文档有 {count} 个相同的编辑标识(rsid、paraId),\(lot.notInTender.zh);{first} 的文档共有 {all} 个。",
                        en:
                            "documents of {first} and {second} share {count} editing marks (rsid, paraId), and \(lot.notInTender.en); those of {first} have {all} in all.",
                        [
                            "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                            "count": .count(own.count), "all": .count(all),
                        ])
                ],
                evidence: [
                    .value(
                        title: LocalizedText(zh: "相同的编辑标识", en: "editing marks that are the same"),
                        value: own.prefix(40).map(\.value).joined(separator: " "),
                        places: mine.map { EvidencePlace(bid: a, file: $0) }
                            + theirs.map { EvidencePlace(bid: b, file: $0) })
                ],
                excluded: [
                    lot.hasTender
                        ? Statement(
                            zh: "已扣除:招标文件自带 {tender} 个,三家及以上共有 {common} 个。",
                            en:
                                "left out: {tender} that the tender's files bring along, {common} that three bids or more have.",
                            ["tender": .count(fromTender.count), "common": .count(common.count)])
                        : Statement(
                            zh: "已扣除:三家及以上共有 {common} 个。", en: "left out: {common} that three bids or more have.",
                            ["common": .count(common.count)])
                ],
                causes: [
                    LocalizedText(
                        zh: "两家都从同一份流传的 Word 模板起草(招标文件之外的来源)",
                        en: "both started from one Word form that went round outside the tender"),
                    LocalizedText(zh: "同一名员工先后任职于两家", en: "an author who worked for one and then for the other"),
                ],
                unchecked: [
                    LocalizedText(zh: "没有核对两家文档编辑的先后", en: "which of the two was edited first was not established")
                ]))
    }

    private func singles(
        _ a: Int, _ b: Int, _ marks: [Marks], _ ofTender: [Mark: [String]], _ bearers: [Mark: Set<Int>],
        _ lot: ComparedLot, _ result: inout SignalResult
    ) {
        let own = lot.bids.map { StopValues.folded($0.name) }
        for mark in marks[a].singles where marks[b].files[mark] != nil {
            guard ofTender[mark] == nil, let bids = bearers[mark], bids.count < KeyJoin.many || mark.sort == .document
            else {
                continue
            }
            var strength: ClueStrength =
                switch mark.sort {
                case .document: .strong
                case .author, .company: .moderate
                default: .weak
                }
            if bids.count >= KeyJoin.many { strength = .moderate }
            // the name of one of the two in the other's document is another matter
            let names = own.enumerated().first {
                $0.offset != b && $0.element == mark.value || $0.offset != a && $0.element == mark.value
            }
            if names != nil, mark.sort == .company || mark.sort == .author { strength = .strong }
            let places =
                (marks[a].files[mark] ?? []).map { EvidencePlace(bid: a, file: $0) }
                + (marks[b].files[mark] ?? []).map { EvidencePlace(bid: b, file: $0) }
            result.clues.append(
                Clue(
                    .ancestry, mark.sort.rawValue, bids: [a, b], strength: strength, articles: [.samePreparer],
                    title: LocalizedText(zh: "\(mark.sort.title.zh)相同", en: "the same \(mark.sort.title.en)"),
                    statements: [
                        Statement(
                            zh: "{first} 与 {second} 的文档中,\(mark.sort.title.zh)同为“{value}”;\(lot.notInTender.zh)。",
                            en:
                                "documents of {first} and {second} have one \(mark.sort.title.en), \"{value}\"; \(lot.notInTender.en).",
                            [
                                "first": .quoted(ComparedLot.letter(a)), "second": .quoted(ComparedLot.letter(b)),
                                "value": .quoted(mark.value),
                            ])
                    ], evidence: [.value(title: mark.sort.title, value: mark.value, places: places)],
                    excluded: [
                        lot.hasTender
                            ? Statement(
                                zh: "常见的默认名称(如 Administrator、lenovo、微软用户)和招标文件自带的值不参与比对。",
                                en:
                                    "names that programs fill in (Administrator, lenovo and the like) and what the tender's files bring along were left out."
                            )
                            : Statement(
                                zh: "常见的默认名称(如 Administrator、lenovo、微软用户)不参与比对。",
                                en: "names that programs fill in (Administrator, lenovo and the like) were left out.")
                    ],
                    causes: [
                        LocalizedText(
                            zh: mark.sort == .document ? "两家转换了同一份流传的文件" : "常见的姓名或用户名",
                            en: mark.sort == .document
                                ? "both converted one file that went round"
                                : "a common name, or a user name that many have")
                    ]))
        }
    }

    /// Marks in three bids or more, that are not the tender's: a form that went round.
    private func forms(
        _ bearers: [Mark: Set<Int>], _ ofTender: [Mark: [String]], _ lot: ComparedLot, _ result: inout SignalResult
    ) {
        var groups: [Set<Int>: Int] = [:]
        for (mark, bids) in bearers where bids.count >= KeyJoin.many && ofTender[mark] == nil && mark.sort <= .paragraph
        {
            groups[bids, default: 0] += 1
        }
        for (bids, count) in groups.sorted(by: { $0.key.sorted().lexicographicallyPrecedes($1.key.sorted()) })
        where count >= Self.fewestSessions {
            result.remarks.append(
                LotRemark(
                    .ancestry, "common-source", bids: Array(bids),
                    title: LocalizedText(zh: "共同来源,不作归属", en: "a common source, not attributed"),
                    statements: [
                        Statement(
                            zh: "{count} 个编辑标识同时出现在 {bids} 份投标文件中:可能是流传的模板。",
                            en: "{count} editing marks stand in {bids} bids at once: perhaps a form that went round.",
                            ["count": .count(count), "bids": .count(bids.count)])
                    ]))
        }
    }

    private func files(_ marks: [Mark], _ own: [Mark: [String]]) -> [String] {
        Set(marks.flatMap { own[$0] ?? [] }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
