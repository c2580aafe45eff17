// PageMatrix.swift — who has clues with whom, at one glance (矩阵): a table of pairs, or a list where there are many bids.
internal import PriceMatching
internal import Reporting

struct PageMatrix {
    let page: PageText
    let facts: ReportFacts

    /// Bids that a page of A4 holds side by side.
    static let mostBids = 20

    var html: String {
        facts.lot.shown.count <= Self.mostBids ? matrix + legend : list
    }

    private var matrix: String {
        let lot = facts.lot
        var pairs: [[Int]: ReportFacts.Pair] = [:]
        for pair in facts.pairs { pairs[[pair.first, pair.second]] = pair }
        let letters = lot.shown.map { "<th scope=\"col\">\(ComparedLot.letter($0))</th>" }.joined()
        var rows = ""
        for a in lot.shown {
            rows +=
                "<tr><th scope=\"row\"><b>\(ComparedLot.letter(a))</b> \(page.quoted(lot.bids[a].name, limit: 60))</th>"
            for b in lot.shown {
                let between = "\(ComparedLot.letter(a))–\(ComparedLot.letter(b))"
                if a == b {
                    rows += "<td class=\"self\"></td>"
                } else if let pair = pairs[[min(a, b), max(a, b)]] {
                    rows += "<td class=\"\(pair.strength.rawValue)\"><a href=\"#\(PageText.anchor(a, b))\" "
                    rows += "title=\"\(between): \(page.text(pair.strength.title))\">\(short(pair.strength))</a></td>"
                } else if lot.isSameBidder(a, b) {
                    rows += "<td title=\"\(between): \(page.say("同一投标人,不比对", "one bidder, not compared"))\">=</td>"
                } else {
                    rows += "<td title=\"\(between): \(page.say("没有线索", "no clue"))\">·</td>"
                }
            }
            rows += "</tr>\n"
        }
        return """
            <div class="scroll"><table class="matrix"><thead><tr><td></td>\(letters)</tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    /// Where there is no room for a word, its first letters.
    private func short(_ strength: ClueStrength) -> String {
        guard page.language == .en else { return strength.title.zh }
        switch strength {
        case .weak: return "w"
        case .moderate: return "m"
        case .strong: return "S"
        case .veryStrong: return "VS"
        }
    }

    private var legend: String {
        let shown = ClueStrength.allCases.reversed().map { strength in
            "<span class=\"swatch \(strength.rawValue)\"><b>\(short(strength))</b></span> \(page.text(strength.title))"
        }
        let none = page.say("<b>·</b> 没有线索", "<b>·</b> no clue")
        return "<p class=\"key\">\(shown.joined(separator: " \u{A0} ")) \u{A0} \(none)</p>\n"
    }

    private var list: String {
        guard !facts.pairs.isEmpty else {
            return "<p>\(page.say("没有一对投标文件出现线索。", "No pair shows a clue."))</p>"
        }
        let rows = facts.pairs.map { pair in
            """
            <tr><td><a href="#\(PageText.anchor(pair.first, pair.second))">\(ComparedLot.letter(pair.first))–\
            \(ComparedLot.letter(pair.second))</a></td><td>\(page.badge(pair.strength))</td>\
            <td class="n">\(pair.clues.count)</td><td>\(page.quoted(facts.lot.bids[pair.first].name, limit: 60))<br/>\
            \(page.quoted(facts.lot.bids[pair.second].name, limit: 60))</td></tr>
            """
        }
        return """
            <p>\(page.say("投标文件较多,只列出有线索的对。", "There are many bids: only pairs with clues are listed."))</p>
            <table><thead><tr><th>\(page.say("对", "Pair"))</th><th>\(page.say("强度", "Strength"))</th>\
            <th>\(page.say("线索", "Clues"))</th><th>\(page.say("投标人", "Bidders"))</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>

            """
    }
}
