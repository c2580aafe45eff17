// Placeholder.swift — what stands in a file that we laid out where a person has still to write.

/// The mark of a field that a person has still to fill in (待填).
package enum Placeholder {
    package static let text = "【待填】"

    /// Whether nothing, or nothing but the mark, stands there. The mark with words around it counts too.
    package static func isUnfilled(_ value: String) -> Bool {
        value.allSatisfy(\.isWhitespace) || value.contains("【待填")
    }
}
