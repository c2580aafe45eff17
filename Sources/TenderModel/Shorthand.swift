// Shorthand.swift — problems and findings of this target in one line each.
package import Reporting

extension Problem {
    init(_ code: String, zh: String, en: String, remedyZh: String, remedyEn: String) {
        self.init(code: code, message: LocalizedText(zh: zh, en: en), remedy: LocalizedText(zh: remedyZh, en: remedyEn))
    }
}

extension Finding {
    /// A finding with its remedy, both in two languages.
    init(
        _ code: String, _ severity: Severity = .error, zh: String, en: String, remedyZh: String, remedyEn: String,
        place: String? = nil, basis: Basis? = nil
    ) {
        self.init(
            code: code, severity: severity, message: LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(zh: remedyZh, en: remedyEn), place: place, basis: basis)
    }
}

/// The mark of a field that a person has still to fill in (待填).
package enum Placeholder {
    package static let text = "【待填】"

    /// Whether nothing, or nothing but the mark, stands there. The mark with words around it counts too.
    package static func isUnfilled(_ value: String) -> Bool {
        value.allSatisfy(\.isWhitespace) || value.contains("【待填")
    }
}

/// Ids as they stand in file names and XML: letters, digits and a few marks, all ASCII.
enum Identifier {
    static func isValid(_ id: String, marks: String, longest: Int) -> Bool {
        (1...longest).contains(id.utf8.count) && !id.hasPrefix(".")
            && id.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || marks.utf8.contains(byte)
            }
    }

    /// The ids that occur more than once, in order of their second appearance.
    static func repeated<S: Hashable>(_ ids: [S]) -> [S] {
        var seen: Set<S> = []
        var twice: [S] = []
        for id in ids where !seen.insert(id).inserted && !twice.contains(id) { twice.append(id) }
        return twice
    }

    /// One line of text without control characters.
    static func isLine(_ text: String) -> Bool {
        !text.unicodeScalars.contains {
            $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
        }
    }
}
