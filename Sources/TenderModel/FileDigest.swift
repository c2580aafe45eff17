// FileDigest.swift — which file is meant: the digest of its bytes, with the algorithm's name.

/// A digest as it stands in our documents: `sha256:` and 64 lower-case hexadecimal digits.
package struct FileDigest: Sendable, Hashable, Codable, CustomStringConvertible {
    /// `sha256` or `sm3`.
    package var algorithm: String
    package var hex: String

    package init(algorithm: String, hex: String) {
        self.algorithm = algorithm
        self.hex = hex
    }

    /// Reads the text form; nil where it is none.
    package init?(_ text: String) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, ["sha256", "sm3"].contains(halves[0]), halves[1].utf8.count == 64,
            halves[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.init(algorithm: String(halves[0]), hex: String(halves[1]))
    }

    package var description: String { "\(algorithm):\(hex)" }
}
