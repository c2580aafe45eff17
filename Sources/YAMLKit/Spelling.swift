// Spelling.swift — "did you mean": the known word that is nearest to a mistyped one.
package import Reporting

package enum Spelling {
    /// `; did you mean "deposit"?`, or nothing where no known word is near.
    package static func hint(_ word: String, among known: [String]) -> LocalizedText {
        let typed = Array(word.lowercased())
        let near = known.map { ($0, distance(typed, Array($0.lowercased()))) }.min { $0.1 < $1.1 }
        guard let (best, steps) = near, steps <= max(1, min(2, typed.count / 2)) else {
            return LocalizedText(zh: "", en: "")
        }
        return LocalizedText(zh: ";是否想写“\(best)”?", en: "; did you mean \"\(best)\"?")
    }

    /// Insertions, deletions and replacements from one word to the other (Levenshtein).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard a.count <= 64 else { return .max }
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (left == right ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
