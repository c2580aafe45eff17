// BackgroundRemarks.swift — what the background library took out of each bid (背景库扣除): told whether or not a clue is left, since it can hide one.
internal import Reporting
internal import TextMatching

enum BackgroundRemarks {
    /// One remark on all bids, and another on those of which it took most.
    static func remarks(_ compared: TextComparison, _ lot: ComparedLot) -> [LotRemark] {
        let all = lot.shown
        let taken = all.map { compared.totals[$0].fromBackground.reduce(0, +) }
        let title = LocalizedText(zh: "背景库扣除的文字", en: "text that the background library took out")
        var columns = [
            LocalizedText(zh: "投标人", en: "bidder"), LocalizedText(zh: "正文字数", en: "characters"),
            LocalizedText(zh: "招标文件自带", en: "of the tender"),
        ]
        columns += compared.kinds.map { LocalizedText(zh: "背景库“\($0)”", en: "background \"\($0)\"") }
        columns.append(LocalizedText(zh: "参与比对", en: "compared"))
        let rows = all.map { bid in
            let totals = compared.totals[bid]
            let numbers = [totals.characters, totals.fromTender] + totals.fromBackground + [totals.remaining]
            return [ComparedLot.letter(bid)] + numbers.map { Figure.count($0).text }
        }
        var remarks = [
            LotRemark(
                .text, "background", bids: all, title: title,
                statements: [
                    Statement(
                        zh: "背景库从 {bids} 份投标文件中去掉了 {characters} 字,这些文字没有相互比对;库里有哪些文档,见“比对了哪些文件”。",
                        en:
                            "the background library took {characters} characters out of {bids} bids, which were not compared with each other; the documents in it are listed under \"What was compared\".",
                        ["bids": .count(all.count), "characters": .count(taken.reduce(0, +))])
                ], evidence: [.table(title: title, columns: columns, rows: rows, total: rows.count)])
        ]
        let most = zip(all, taken).filter { bid, taken in
            taken * 2 > compared.totals[bid].characters - compared.totals[bid].fromTender
        }.map(\.0)
        if !most.isEmpty {
            remarks.append(
                LotRemark(
                    .text, mostTaken, bids: most,
                    title: LocalizedText(
                        zh: "自拟文字一半以上被背景库扣除", en: "most of a bid's own text taken out by the background"),
                    statements: [
                        Statement(
                            zh: "除招标文件的文字外,{letters} 一半以上的文字由背景库去掉:请核对背景库里有没有投标人自己的文件。没有文字线索不说明没有雷同。",
                            en:
                                "beside the tender's words, more than half of {letters} was taken out by the background library: check that no bidder's own document is in it. That there is no clue on texts does not mean that they are not alike.",
                            ["letters": .quoted(ReportFacts.letters(most))])
                    ]))
        }
        return remarks
    }

    static let mostTaken = "background-most"
}

extension Comparison {
    /// How many bids lost more than half of their own text to the background library.
    package var mostlyBackground: Int {
        remarks.first { $0.signal == .text && $0.kind == BackgroundRemarks.mostTaken }?.bids.count ?? 0
    }
}
