// Wording.swift — text as a search for certain words has to see it (文字归一): nobody hides 不得 by writing something unseen in it.

package enum Wording {
    /// `text` without white space and without what cannot be seen, full-width forms as ASCII, ASCII in small letters.
    ///
    /// Dropped: white space of every width, default-ignorable and format characters (zero-width ones, variation selectors, soft
    /// hyphens), control characters, and marks that are put upon Chinese characters. Canonical equivalents (Unicode chapter 3.7),
    /// such as compatibility ideographs, are left to the comparison.
    package static func plain(_ text: some StringProtocol) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}" { continue }
            switch properties.generalCategory {
            case .format, .control: continue
            case .nonspacingMark, .enclosingMark, .spacingMark:
                if plain.last?.properties.isIdeographic != true { plain.append(scalar) }
            default: plain.append(folded(scalar))
            }
        }
        return String(plain)
    }

    /// Whether `word` stands in `text`, both made by ``plain(_:)``. A word of nothing stands in no text.
    package static func has(_ word: String, in text: String) -> Bool {
        guard !word.isEmpty else { return false }
        // scalar by scalar as well: what joins the last character of a word into a larger one does not hide it
        return text.contains(word)
            || text.unicodeScalars.map(Character.init).contains(word.unicodeScalars.map(Character.init))
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let narrow = (0xff01...0xff5e).contains(scalar.value) ? scalar.value - 0xfee0 : scalar.value
        let small = (65...90).contains(narrow) ? narrow + 32 : narrow
        return Unicode.Scalar(small) ?? scalar
    }
}
