// ReportFacts.swift — a comparison put in the order in which a report tells it (报告内容): pairs worst first, prices, digests, counts.
internal import OpenSSLKit
internal import PriceMatching
internal import Reporting
internal import TenderModel

/// What both the page and the JSON say, so that neither can say more.
struct ReportFacts {
    /// Two bids with clues about both.
    struct Pair {
        var first: Int
        var second: Int
        var strength: ClueStrength
        /// Places in ``Comparison/clues``, the strongest first.
        var clues: [Int]

        /// Whether the pair is stronger than each of its clues.
        var isJoined: Bool
    }

    /// A total price, and where it was read.
    struct Total {
        enum Source: String { case sheet, bill }

        var bid: Int
        var amount: ExactDecimal
        var source: Source
    }

    let comparison: Comparison
    /// The strongest first, then those with more clues.
    let pairs: [Pair]
    /// Places in ``Comparison/clues`` of clues about one bid; and of those about three or more.
    let single: [Int]
    let several: [Int]
    /// In the order of the amounts.
    let totals: [Total]

    var lot: ComparedLot { comparison.lot }

    init(_ comparison: Comparison) {
        self.comparison = comparison
        let clues = comparison.clues
        single = clues.indices.filter { clues[$0].bids.count == 1 }
        several = clues.indices.filter { clues[$0].bids.count > 2 }
        pairs = Dictionary(grouping: clues.indices.filter { clues[$0].bids.count == 2 }) { clues[$0].bids }
            .compactMap { bids, places -> Pair? in
                let all = places.map { clues[$0] }
                guard let strength = Comparison.strength(of: all), let best = all.map(\.strength).max() else {
                    return nil
                }
                return Pair(
                    first: bids[0], second: bids[1], strength: strength, clues: places, isJoined: strength > best)
            }.sorted { one, other in
                if one.strength != other.strength { return one.strength > other.strength }
                if one.clues.count != other.clues.count { return one.clues.count > other.clues.count }
                return (one.first, one.second) < (other.first, other.second)
            }
        totals = Self.totals(comparison.lot)
    }

    /// A bid that names the tender and the lot, which all bids of a lot have in common; nil for loose documents.
    var answered: Bid? { lot.shown.lazy.compactMap { lot.bids[$0].bids.first }.first }

    /// The letters of bids, in their order.
    static func letters(_ bids: [Int]) -> String { bids.map(ComparedLot.letter).joined(separator: ", ") }

    // MARK: - Prices

    /// The price of the opening sheet; where there is none, what the bill states.
    private static func totals(_ lot: ComparedLot) -> [Total] {
        lot.shown.compactMap { bid -> Total? in
            if let price = lot.price(of: bid) {
                return Total(bid: bid, amount: ExactDecimal(price), source: .sheet)
            }
            return lot.bids[bid].bill?.total.map { Total(bid: bid, amount: $0, source: .bill) }
        }.sorted { ($0.amount.approximate, $0.bid) < ($1.amount.approximate, $1.bid) }
    }

    // MARK: - What was not read

    /// Files and parts of files that were not read.
    var unreadCount: Int { lot.tenderNotRead.count + lot.bids.reduce(0) { $0 + $1.notRead.count } }

    /// That files were given twice; nil where none were.
    var repeated: Statement? {
        let count = lot.shown.reduce(0) { $0 + lot.bids[$1].repeated.count }
        return count == 0
            ? nil
            : Statement(
                zh: "有 {repeated} 个文件与同一家的另一文件逐字节相同,只比对一次。",
                en:
                    "{repeated} files are another file of the same bidder once more, byte for byte, and were compared once.",
                ["repeated": .count(count)])
    }

    /// Which bids gave nothing to compare; nil where none.
    private var unreadable: Statement? {
        let all = lot.shown.filter { lot.bids[$0].isUnreadable }
        return all.isEmpty
            ? nil
            : Statement(
                zh: "{letters} 没有任何可读的内容,没有与别家比对:没有线索不说明没有问题。",
                en: "nothing of {letters} could be read or compared: that there are no clues is no clearance.",
                ["letters": .quoted(Self.letters(all))])
    }

    /// What limits all that is said: for both views.
    private var limits: [Statement] { [lot.tenderWarning, unreadable, repeated].compactMap(\.self) }

    // MARK: - Digests

    func inputs(_ bid: Int, _ view: ReportView) -> [ReportInput] { lot.bids[bid].inputs(view) }

    /// `sha256:` and the digest; the algorithm is always there.
    static func sha256(_ text: String) -> String {
        guard let digest = try? Digest.of(Array(text.utf8), .sha256) else { return "–" }
        return "sha256:" + Hex.encode(digest)
    }

    // MARK: - The summary

    /// What a reader should know first.
    var summary: [Statement] {
        let possible = lot.shown.count * (lot.shown.count - 1) / 2
        var summary = [
            Statement(
                zh: "比对了 {bids} 份投标文件,{possible} 对中有 {pairs} 对出现线索,共 {clues} 条。",
                en: "{bids} bids were compared. Pairs with clues: {pairs} of {possible}; clues in all: {clues}.",
                [
                    "bids": .count(lot.shown.count), "possible": .count(possible), "pairs": .count(pairs.count),
                    "clues": .count(comparison.clues.count),
                ])
        ]
        if !pairs.isEmpty {
            let counts = ClueStrength.allCases.reversed().map { strength in
                (strength, pairs.count { $0.strength == strength })
            }
            summary.append(
                Statement(
                    zh: "按对计:很强 {veryStrong},强 {strong},中 {moderate},弱 {weak}。",
                    en: "By pairs: {veryStrong} very strong, {strong} strong, {moderate} moderate, {weak} weak.",
                    Dictionary(
                        uniqueKeysWithValues: counts.map {
                            ($0.0 == .veryStrong ? "veryStrong" : $0.0.rawValue, Figure.count($0.1))
                        })))
        }
        if !single.isEmpty || !several.isEmpty || !comparison.remarks.isEmpty {
            summary.append(
                Statement(
                    zh: "另有只涉及一家的线索 {single} 条、涉及三家以上的线索 {several} 条,以及不针对任何一家的备注 {remarks} 条。",
                    en:
                        "Clues about one bid alone: {single}; about three or more: {several}; remarks that are held against nobody: {remarks}.",
                    [
                        "single": .count(single.count), "several": .count(several.count),
                        "remarks": .count(comparison.remarks.count),
                    ]))
        }
        for group in comparison.groups {
            summary.append(
                Statement(
                    zh: "{letters} 由“中”以上的线索相连。", en: "{letters} are connected by clues from moderate on.",
                    ["letters": .quoted(Self.letters(group))]))
        }
        summary += limits
        summary.append(
            unreadCount == 0
                ? Statement(zh: "全部文件均已读取。", en: "All files were read.")
                : Statement(
                    zh: "有 {unread} 处内容未能读取,见“未读内容”。", en: "Not read: {unread}, listed under \"Not read\".",
                    ["unread": .count(unreadCount)]))
        return summary
    }

    /// How many clues there are, and nothing more.
    var officerSummary: [Statement] {
        [
            Statement(
                zh: "比对已完成,共比对 {bids} 份投标文件。", en: "The comparison is complete; {bids} bids were compared.",
                ["bids": .count(lot.shown.count)]),
            Statement(
                zh: "线索共 {clues} 条;内容只在监督视图中,由监督部门核查。",
                en: "Clues: {clues}; what they say is in the supervisor's view alone, for the supervisor to look into.",
                ["clues": .count(comparison.clues.count)]),
        ] + limits + [
            unreadCount == 0
                ? Statement(zh: "全部文件均已读取。", en: "All files were read.")
                : Statement(
                    zh: "有 {unread} 处内容未能读取,列于下方。", en: "Not read: {unread}, listed below.",
                    ["unread": .count(unreadCount)])
        ]
    }
}

/// An input with its digest; `count` is how many files a digest over a list stands for.
struct ReportInput {
    var name: String
    var digest: String
    var count: Int?
}

extension ComparedBid {
    /// The inputs of the bid. The officer sees bid files as they are: each is its bidder's own. Of loose documents he sees one digest
    /// over their list and the bidder's name: two equal digests of documents would be a clue already.
    func inputs(_ view: ReportView) -> [ReportInput] {
        let shown = view == .supervisor ? files : files.filter(Self.isContainer)
        var inputs = shown.map { ReportInput(name: $0.name, digest: $0.digest.description) }
        let loose = files.filter { !Self.isContainer($0) }
        if !loose.isEmpty {
            inputs.append(ReportInput(name: "", digest: Self.digest(of: loose, owner: identity), count: loose.count))
        }
        return inputs
    }

    private static func isContainer(_ file: ComparedFile) -> Bool { file.name.lowercased().hasSuffix(".bid") }

    /// SHA-256 over the owner's line and then one line for each file, as `sha256sum` writes it, in the order of the names.
    private static func digest(of files: [ComparedFile], owner: String) -> String {
        let lines = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { "\($0.digest.hex)  \($0.name)\n" }
        return ReportFacts.sha256(owner + "\n" + lines.joined())
    }
}

extension ExactDecimal {
    /// For drawing and ordering only.
    var approximate: Double {
        var value = Double(mantissa)
        for _ in 0..<scale { value /= 10 }
        return value
    }
}
