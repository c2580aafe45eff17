// YAMLText.swift — text from elsewhere within a YAML file that we write: it never breaks out of its place.

package enum YAMLText {
    /// One line for a comment.
    package static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            let breaks = [.control, .lineSeparator, .paragraphSeparator, .format].contains(category)
            line.append(breaks ? " " : scalar)
        }
        return String(line).replacing("\"", with: "'").replacing("\\", with: "/")
    }

    /// A key or value in double quotes.
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                quoted += "\\" + String(scalar)
            } else if scalar.value < 0x20 || scalar.value == 0x7f || (0x80..<0xa0).contains(scalar.value)
                || scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{feff}"
            {
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
