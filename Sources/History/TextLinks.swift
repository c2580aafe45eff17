// TextLinks.swift — units whose bids, for whichever lots, share text (跨标段文字雷同), as far as samples of fingerprints show it.
//
// Fingerprints count only in rows: three or more that follow one another in both bids at the same distances. Single ones are phrases of
// the trade, which any two bids share somewhere; that they also stand in a row, nobody's phrases do.
internal import Comparison
internal import Reporting
internal import TextMatching

struct TextLinks {
    private(set) var links: [Link] = []
    private(set) var remarks: [Statement] = []

    /// Fingerprints in one row at least.
    static let fewest = 3
    /// By how many characters the distances in a row may differ: a name put in, a sentence taken out.
    static let widestShift = 64
    /// Characters in all, estimated, from which on a link is listed: what makes passages of one lot a strong clue.
    static let least = TextSignal.strongFrom.characters

    /// A fingerprint that two bids have.
    private struct Meeting {
        var first: LinkFacts.PrintUse
        var second: LinkFacts.PrintUse

        var shift: Int { first.place - second.place }
        var level: Int { max(first.level, second.level) }
    }

    init(_ facts: LinkFacts) {
        var meetings: [LinkFacts.Pair: [Meeting]] = [:]
        for uses in facts.prints {
            for (place, first) in uses.enumerated() {
                for second in uses[(place + 1)...] {
                    meetings[LinkFacts.Pair(first: first.unit, second: second.unit), default: []].append(
                        Meeting(first: first, second: second))
                }
            }
        }
        for (pair, all) in meetings {
            let rows = Self.rows(all)
            let characters = rows.reduce(0) { $0 + Self.characters($1) }
            guard characters >= Self.least else { continue }
            links.append(Self.link(pair, rows, characters, facts))
        }
        links.sort { $0.units.map(\.code).lexicographicallyPrecedes($1.units.map(\.code)) }
        remarks = [
            Statement(
                zh: "跨标段文字:只有正文指纹的抽样,没有正文;{common} 家以上都有的指纹视为有共同来源,不计;连续 {fewest} 个以上次序和间距相同的才计,合计约 {least} 字以上才列出。",
                en:
                    "Texts across lots: there is a sample of fingerprints and no text; fingerprints that {common} units or more have count as of common source; only {fewest} or more in the same order and at the same distances count, and from about {least} characters on they are listed.",
                ["common": .count(SharedLinks.common), "fewest": .count(Self.fewest), "least": .count(Self.least)])
        ]
    }

    /// Fingerprints that follow one another in both bids; others may stand between them.
    private static func rows(_ meetings: [Meeting]) -> [[Meeting]] {
        let sorted = meetings.sorted {
            ($0.first.bid, $0.second.bid, $0.first.place, $0.second.place)
                < ($1.first.bid, $1.second.bid, $1.first.place, $1.second.place)
        }
        var rows: [[Meeting]] = []
        var running: [[Meeting]] = []
        func close(where isOver: (Meeting) -> Bool) {
            let over = running.filter { isOver($0[$0.count - 1]) }
            rows += over.filter { $0.count >= fewest }
            running.removeAll { isOver($0[$0.count - 1]) }
        }
        for meeting in sorted {
            // in a text that both have, so wide a gap between two of the sample is met once in some thousand
            let widest = 8 * TextSample.characters(perPrintOf: meeting.level)
            close { last in
                last.first.bid != meeting.first.bid || last.second.bid != meeting.second.bid
                    || meeting.first.place - last.first.place > widest
            }
            let fitting = running.firstIndex { row in
                let last = row[row.count - 1]
                return abs(meeting.shift - last.shift) <= widestShift && meeting.second.place > last.second.place
            }
            if let fitting { running[fitting].append(meeting) } else { running.append([meeting]) }
        }
        close { _ in true }
        return rows.sorted {
            ($0[0].first.bid, $0[0].second.bid, $0[0].first.place) < (
                $1[0].first.bid, $1[0].second.bid, $1[0].first.place
            )
        }
    }

    private static func characters(_ row: [Meeting]) -> Int {
        row.reduce(0) { $0 + TextSample.characters(perPrintOf: $1.level) }
    }

    private static func link(
        _ pair: LinkFacts.Pair, _ rows: [[Meeting]], _ characters: Int, _ facts: LinkFacts
    ) -> Link {
        var statements = [
            Statement(
                zh: "{a} 与 {b} 的投标文件约有 {characters} 字相同(按抽样推算:{prints} 个正文指纹,分 {rows} 段,次序和间距都相同)。",
                en:
                    "bids of {a} and {b} share about {characters} characters, as estimated from a sample: {prints} fingerprints in {rows} rows, in the same order and at the same distances.",
                [
                    "a": facts.name(pair.first), "b": facts.name(pair.second), "characters": .count(characters),
                    "prints": .count(rows.reduce(0) { $0 + $1.count }), "rows": .count(rows.count),
                ])
        ]
        var lots: [[String]: Int] = [:]
        for row in rows { lots[[row[0].first.lot, row[0].second.lot], default: 0] += Self.characters(row) }
        for (places, count) in lots.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            statements.append(
                Statement(
                    zh: "{a} 投 {first} 的文件与 {b} 投 {second} 的文件:约 {characters} 字。",
                    en: "the bid of {a} for {first} and that of {b} for {second}: about {characters} characters.",
                    [
                        "a": facts.name(pair.first), "b": facts.name(pair.second), "first": .quoted(places[0]),
                        "second": .quoted(places[1]), "characters": .count(count),
                    ]))
        }
        return Link(
            kind: .text, units: facts.linked([pair.first, pair.second]), chance: nil, statements: statements,
            causes: [
                LocalizedText(
                    zh: "两家引用同一规范、图集、厂家样本或施工工法",
                    en: "both quote one standard, atlas, catalogue or method statement"),
                LocalizedText(zh: "同一份公开的范文,或同一机器写作工具", en: "one public sample text, or one writing machine"),
                LocalizedText(
                    zh: "一家的投标文件中标后公开,另一家后来照抄", en: "one bid was published after an award, and the other copied it"),
                LocalizedText(zh: "同一名编制人员先后任职于两家", en: "an author who worked for one and then for the other"),
            ],
            unchecked: [
                LocalizedText(
                    zh: "历史库没有正文,须调取两份原件对照",
                    en: "the history has no texts: get both originals and put them side by side"),
                LocalizedText(
                    zh: "入库时只扣除了各自招标文件的文字,没有扣除背景库",
                    en:
                        "when the lots were added only their tenders' words were taken out, not those of a background library"
                ),
            ])
    }
}
