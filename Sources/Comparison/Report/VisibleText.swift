// VisibleText.swift — what strangers wrote, as a page can show it (外来文字的显示): escaped, unseen characters made visible, length bounded.
internal import Reporting

enum VisibleText {
    /// Characters of one value that a page shows.
    static let most = 600
    /// Marks above and below one letter that a page draws; more of them reach into the lines around.
    static let mostMarks = 3

    /// `text` as the content of an element.
    ///
    /// Controls, direction marks, characters without width and superfluous combining marks come out as their numbers in angle
    /// brackets, so that they neither steer the page nor hide in it. What is over `limit` characters is cut, and says so.
    static func html(_ text: String, limit: Int = most, _ language: Language) -> String {
        let (shown, count, isCut) = seen(text, limit)
        let escaped = HTMLText.escape(shown)
        return isCut ? escaped + remark(count, of: text.unicodeScalars.count, language) : escaped
    }

    /// The same as the value of an attribute.
    static func attribute(_ text: String, limit: Int = 120) -> String {
        let (shown, _, isCut) = seen(text, limit)
        return HTMLText.escape(shown) + (isCut ? "…" : "")
    }

    private static func seen(_ text: String, _ limit: Int) -> (shown: String, count: Int, isCut: Bool) {
        var (shown, count, marks) = (String.UnicodeScalarView(), 0, 0)
        var scalars = text.unicodeScalars.makeIterator()
        while count < limit, let scalar = scalars.next() {
            count += 1
            marks = isMark(scalar) ? marks + 1 : 0
            if isSeen(scalar), marks <= mostMarks {
                shown.append(scalar)
            } else {
                shown.append(contentsOf: name(scalar).unicodeScalars)
            }
        }
        return (String(shown), count, scalars.next() != nil)
    }

    /// So many of so many characters are shown.
    static func remark(_ shown: Int, of total: Int, _ language: Language) -> String {
        let words =
            language == .zh
            ? "…(共 \(total) 字,此处显示 \(shown) 字)" : "… (\(shown) of \(total) characters shown)"
        return "<span class=\"cut\">\(words)</span>"
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" || scalar == "\t" { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: return false
        // Hangul fillers and the like are letters that no font draws
        default: return !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟩"
    }
}
