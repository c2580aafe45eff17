// PageText.swift — the pieces that every part of a report's page is made of (页面构件): sentences, lists, badges, places.
internal import PriceMatching
internal import Reporting

/// Writes the parts of a page in one language.
struct PageText {
    let language: Language

    func say(_ zh: String, _ en: String) -> String { language == .zh ? ChinesePunctuation.set(zh) : en }

    /// What may be a stranger's: escaped, and made visible.
    func text(_ value: String, limit: Int = VisibleText.most) -> String {
        VisibleText.html(value, limit: limit, language)
    }

    func text(_ value: LocalizedText) -> String { text(say(value.zh, value.en)) }

    /// Isolated, so that letters written from right to left turn nothing around them.
    func quoted(_ value: String, limit: Int = VisibleText.most) -> String {
        "<bdi>\(text(value, limit: limit))</bdi>"
    }

    /// A sentence whose figures stand apart.
    func sentence(_ statement: Statement) -> String {
        var statement = statement
        statement.words.zh = ChinesePunctuation.set(statement.words.zh)
        return statement.pieces(language).map { piece in
            switch piece {
            case .words(let words): text(words)
            case .figure(let figure): "<bdi class=\"fig\">\(text(figure.text))</bdi>"
            }
        }.joined()
    }

    func list(_ items: [String], class name: String = "") -> String {
        guard !items.isEmpty else { return "" }
        let attribute = name.isEmpty ? "" : " class=\"\(name)\""
        return "<ul\(attribute)>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
    }

    /// The strength in words, with as many bars: told by shape as well as by colour.
    func badge(_ strength: ClueStrength) -> String {
        let bars = String(repeating: "▮", count: 1 + (ClueStrength.allCases.firstIndex(of: strength) ?? 0))
        return "<span class=\"badge \(strength.rawValue)\"><span aria-hidden=\"true\">\(bars)</span> "
            + "\(text(strength.title))</span>"
    }

    func place(_ place: EvidencePlace) -> String {
        let parts = [place.file, say(place.place.zh, place.place.en)].filter { !$0.isEmpty }.map { quoted($0) }
        return "<b>\(ComparedLot.letter(place.bid))</b> " + parts.joined(separator: " · ")
    }

    /// Which part of a file was not read: pages and lines have an English name in the data.
    func part(_ place: String) -> String {
        guard language == .zh else { return quoted(place) }
        for (name, unit) in [("page ", "页"), ("line ", "行")] where place.hasPrefix(name) {
            let numbers = place.dropFirst(name.count)
            guard numbers.allSatisfy({ $0.isNumber || ", -–".contains($0) }) else { continue }
            return "第 \(numbers.replacing(", ", with: "、")) \(unit)"
        }
        return quoted(place)
    }

    /// So many of so many rows, places or characters are shown; nothing where all are.
    func shown(_ count: Int, of total: Int) -> String {
        guard count < total else { return "" }
        let (part, whole) = (Figure.count(count).text, Figure.count(total).text)
        return "<p class=\"cut\">" + say("共 \(whole) 项,此处显示 \(part) 项", "\(part) of \(whole) shown") + "</p>"
    }

    /// The anchor of a pair.
    static func anchor(_ a: Int, _ b: Int) -> String {
        "p-\(ComparedLot.letter(min(a, b)))-\(ComparedLot.letter(max(a, b)))"
    }
}
