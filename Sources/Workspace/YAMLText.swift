// YAMLText.swift — text from elsewhere within a YAML file that we write: it never breaks out of its place.

package enum YAMLText {
    /// One line for a comment.
    package static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(isUnseen(scalar) ? " " : scalar)
        }
        return String(line).replacing("\"", with: "'").replacing("\\", with: "/")
    }

    /// A key or value that is one plain word as it is, any other in double quotes.
    package static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "._-".utf8.contains(byte)
        }
        let begins = text.utf8.first.map { !"._-".utf8.contains($0) } ?? false
        return isPlain && begins && !meaningful.contains(text.lowercased()) ? text : quoted(text)
    }

    /// What some reader of YAML takes for something else than text.
    private static let meaningful: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    /// A key or value in double quotes: whoever reads it gets exactly `text`. What cannot be seen is written as its number.
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                quoted += "\\" + String(scalar)
            } else if isUnseen(scalar) {
                let digits = String(scalar.value, radix: 16)
                let (mark, width) = scalar.value > 0xffff ? ("\\U", 8) : ("\\u", 4)
                quoted += mark + String(repeating: "0", count: width - digits.count) + digits
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }
}
