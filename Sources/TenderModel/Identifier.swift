// Identifier.swift — ids as they stand in file names and XML, and lines of text.

/// Ids as they stand in file names and XML: letters, digits and a few marks, all ASCII.
package enum Identifier {
    package static func isValid(_ id: String, marks: String, longest: Int) -> Bool {
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
