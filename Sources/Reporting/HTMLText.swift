// HTMLText.swift — text within a web page of ours.

package enum HTMLText {
    /// `text` as the content of an element or the value of an attribute.
    package static func escape(_ text: String) -> String {
        // Scalars, not characters: U+0600 and its like join with the "<" after them into one character, which is not "<".
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
