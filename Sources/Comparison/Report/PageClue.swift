// PageClue.swift — a clue on the page (线索的显示): what is the case, what shows it, what speaks against it, what was not looked at.
internal import Reporting

struct PageClue {
    let page: PageText

    /// - Parameter place: in ``Comparison/clues``; makes the anchor.
    func html(_ clue: Clue, _ place: Int) -> String {
        let items = clue.articles.map { item in
            page.say(
                "涉及\(ReportWords.article.citation.zh)第(\(item.numeral))项:",
                "bears on \(ReportWords.article.citation.en), item (\(item.numeral)): ")
                + page.text(ReportWords.words(item))
        }
        return """
            <article class="clue" id="c-\(place)">
            <header><h4>\(page.badge(clue.strength)) \(page.text(clue.title)) \
            <code>\(page.text("\(clue.signal.rawValue)/\(clue.kind)"))</code></h4></header>
            \(page.list(clue.statements.map(page.sentence), class: "statements"))
            \(clue.evidence.map(PageEvidence(page: page).html).joined())<dl class="context">\(context(clue))</dl>
            \(page.list(items, class: "law"))
            </article>

            """
    }

    private func context(_ clue: Clue) -> String {
        func row(_ title: String, _ items: [String], orElse words: String) -> String {
            "<dt>\(title)</dt><dd>\(items.isEmpty ? "<p>\(words)</p>" : page.list(items))</dd>"
        }
        return row(
            page.say("正当的原因也可能是", "Innocent causes"), clue.causes.map(page.text),
            orElse: page.say("程序没有列出;请听取投标人说明", "none is listed here: hear the bidders"))
            + row(
                page.say("比对前已排除", "Left out before"), clue.excluded.map(page.sentence),
                orElse: page.say("没有", "nothing"))
            + row(
                page.say("别处有多常见", "How often elsewhere"), clue.rarity.map(page.sentence),
                orElse: page.say("不知道", "not known"))
            + row(
                page.say("没有核查", "Not looked at"), clue.unchecked.map(page.text),
                orElse: page.say("没有特别说明", "nothing in particular"))
    }

    /// Many alike: shown, and held against nobody.
    func html(_ remark: LotRemark) -> String {
        """
        <article class="remark">
        <h4>\(page.text(remark.title)) <code>\(page.text("\(remark.signal.rawValue)/\(remark.kind)"))</code></h4>
        <p class="small">\(page.text(ReportFacts.letters(remark.bids)))</p>
        \(page.list(remark.statements.map(page.sentence), class: "statements"))
        \(remark.evidence.map(PageEvidence(page: page).html).joined())</article>

        """
    }
}
